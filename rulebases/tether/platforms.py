"""What only Shopify, Amazon or NetSuite does (guide, "Platform-Specific Issues")."""

from __future__ import annotations

from engine.rules import (
    Check,
    Cost,
    Design,
    Expected,
    Fault,
    Prior,
    Remedy,
    Symptom,
    Until,
    all_of,
    any_of,
    may,
    minutes,
    must,
    one_sided,
    seen,
    younger_than,
)
from facts import Amazon, Integration, NetSuite, Order, Shopify, Sync, Tether, Visibility, YesNo
from rulebases.families import LOST_AUTHORISATION, MISSING_PERMISSION, NOT_MAPPED
from rulebases.tether.effects import (
    CALLS_DENIED,
    FAILS_AT_ONCE,
    FIELD_EMPTY,
    FIELD_LOST,
    FULFILLMENTS,
    FULFILLMENTS_STOP,
    INCOMPLETE,
    LEFT_OUT,
    LIMIT_TEXTS,
    NO_NEW_ORDERS,
    ORDER_MISSING,
    RECORDS_REFUSED,
    REFUSED_AT_LOGIN,
    SESSION_FAILS,
    STOCK_LEFT_OUT,
    STOCK_STATIC,
    says_error,
)
from rulebases.tether.guide import GUIDE
from rulebases.tether.timeouts import TRIED_AGAIN

_SHOPIFY, _AMAZON = ("Shopify",), ("Amazon",)

_PERMISSIONS = "tether.diag.step3-configuration#permissions"

SYMPTOMS = (
    Symptom(
        id=FULFILLMENTS,
        title="Fulfilments do not pass between the shop and Tether",
        scope=Shopify,
        stage="return",
        met_by=seen(Shopify, fulfillments_sync=YesNo.YES),
        missed_by=seen(Shopify, fulfillments_sync=YesNo.NO),
        retryable=False,
        ladder=("tether.diag.step3-configuration#shopify-fulfillment",),
        source=GUIDE.at("Shopify", "151"),
    ),
    Symptom(
        id=FIELD_EMPTY,
        title="A custom field of NetSuite does not arrive",
        scope=NetSuite,
        stage="store",
        met_by=seen(NetSuite, field_arrives=YesNo.YES),
        missed_by=seen(NetSuite, field_arrives=YesNo.NO),
        retryable=False,
        ladder=("tether.diag.step3-configuration#netsuite-field",),
        source=GUIDE.at("NetSuite", "166"),
    ),
)

FAULTS = (
    Fault(
        id="tether.shopify.location-inactive",
        title="The location is not active in Shopify",
        scope=Shopify,
        platforms=_SHOPIFY,
        shown_by=seen(Shopify, location_active=YesNo.NO),
        leads_to=(may(STOCK_LEFT_OUT),),
        check="tether.diag.step3-configuration#shopify-location",
        remedy=Remedy(
            ("Activate the location in Shopify.", "Start a sync by hand."),
            verify="See the location's stock in Tether follow.",
        ),
        source=GUIDE.at("Shopify", "149"),
    ),
    Fault(
        id="tether.shopify.variants-hidden",
        title="The variant's visibility settings in Shopify hide it",
        scope=Shopify,
        platforms=_SHOPIFY,
        shown_by=seen(Shopify, variant_visibility=Visibility.HIDDEN),
        leads_to=(may(LEFT_OUT),),
        check="tether.diag.step3-configuration#shopify-variant",
        remedy=Remedy(
            ("Correct the variant's visibility settings in Shopify.", "Start a sync by hand."),
            verify="Look for the variant and its stock in Tether.",
        ),
        source=GUIDE.at("Shopify", "150"),
    ),
    Fault(
        id="tether.shopify.fulfillment-service-config",
        title="The fulfilment service is not set up right in Shopify",
        scope=Shopify,
        platforms=_SHOPIFY,
        shown_by=seen(Shopify, fulfillment_service_configured=YesNo.NO),
        leads_to=(may(FULFILLMENTS_STOP),),
        check="tether.diag.step3-configuration#shopify-fulfillment",
        remedy=Remedy(
            ("Go through the configuration of the fulfilment service in Shopify and correct it.",),
            verify="Fulfil an order and see that it arrives on the other side.",
        ),
        source=GUIDE.at("Shopify", "151"),
    ),
    # On Amazon this text calls for a new authorisation; elsewhere a 403 calls for a look at the permissions.
    Fault(
        id="tether.amazon.access-denied",
        title="Amazon no longer accepts Tether's authorisation",
        scope=Integration,
        platforms=_AMAZON,
        leads_to=(must(REFUSED_AT_LOGIN), may(FAILS_AT_ONCE), may(SESSION_FAILS)),
        check="tether.diag.step5-logs",
        remedy=Remedy(
            ("Authorise Tether again through Amazon Seller Central.",),
            verify="Start a sync by hand and see that it does not fail at once.",
        ),
        source=GUIDE.at("Amazon", "156"),
        family=LOST_AUTHORISATION,
    ),
    Fault(
        id="tether.amazon.marketplace-not-added",
        title="The marketplace was not added in Tether's settings",
        scope=Amazon,
        platforms=_AMAZON,
        shown_by=any_of(seen(Tether, marketplace_configured=YesNo.NO), seen(Amazon, marketplace_added=YesNo.NO)),
        refuted_by=any_of(seen(Tether, marketplace_configured=YesNo.YES), seen(Amazon, marketplace_added=YesNo.YES)),
        leads_to=(may(LEFT_OUT),),
        check="tether.diag.step3-configuration#amazon-marketplace",
        remedy=Remedy(
            ("Add the marketplace in Tether's settings.", "Start a sync by hand."),
            verify="See an order of that marketplace in Tether.",
        ),
        source=GUIDE.at("Amazon", "157"),
    ),
    Fault(
        id="tether.amazon.fba-permission",
        title="Amazon has not granted Tether the permissions for FBA data",
        scope=Amazon,
        platforms=_AMAZON,
        shown_by=seen(Amazon, fba_permission=YesNo.NO),
        # What the seller ships himself goes on arriving, so nothing of it clears this fault.
        leads_to=(may(LEFT_OUT),),
        check="tether.diag.step3-configuration#amazon-fba",
        remedy=Remedy(
            ("Grant Tether the FBA permissions in Seller Central.", "Start a sync by hand."),
            verify="Look for FBA stock and an FBA order in Tether.",
        ),
        source=GUIDE.at("Amazon", "158"),
        family=MISSING_PERMISSION,
    ),
    Fault(
        id="tether.netsuite.script-error",
        title="A script in NetSuite fails",
        scope=Integration,
        platforms=("NetSuite",),
        leads_to=(may(RECORDS_REFUSED), may(FAILS_AT_ONCE)),
        check="tether.diag.step5-logs",
        remedy=Remedy(
            (
                "Read the script logs in NetSuite.",
                "Have the script that fails repaired by whoever keeps it.",
                "Start a sync by hand.",
            ),
            verify="See the records it touched come through.",
        ),
        source=GUIDE.at("NetSuite", "164"),
        prior=Prior.RARE,
    ),
    Fault(
        id="tether.netsuite.permission-denied",
        title="The NetSuite role that Tether logs in with lacks permissions",
        scope=NetSuite,
        # Seen on NetSuite, the text means the role: no other system has one.
        shown_by=any_of(
            seen(NetSuite, role_permissions_complete=YesNo.NO),
            one_sided(
                all_of(seen(Integration, platform="NetSuite"), says_error("Permission denied"))
            ),
        ),
        refuted_by=seen(NetSuite, role_permissions_complete=YesNo.YES),
        platforms=("NetSuite",),
        leads_to=(may(CALLS_DENIED),),
        check="tether.diag.step3-configuration#netsuite-role",
        remedy=Remedy(
            ("Give the role every permission it needs, in NetSuite.", "Start a sync by hand."),
            verify="See records of the kind that was refused come through.",
        ),
        source=GUIDE.at("NetSuite", "165"),
        prior=Prior.RARE,
        refines="tether.error.403",
        family=MISSING_PERMISSION,
    ),
    Fault(
        id="tether.netsuite.field-not-exposed",
        title="The custom field is not exposed to NetSuite's API",
        scope=NetSuite,
        shown_by=seen(NetSuite, custom_field_api_exposed=YesNo.NO),
        platforms=("NetSuite",),
        leads_to=(may(FIELD_LOST),),
        check="tether.diag.step3-configuration#netsuite-field",
        remedy=Remedy(
            ("Expose the custom field to the API in NetSuite.", "Map it in Tether.", "Start a sync by hand."),
            verify="Read the field in a record that this sync brought.",
        ),
        source=GUIDE.at("NetSuite", "166"),
        prior=Prior.RARE,
        refines="tether.nosync.mapping",
        family=NOT_MAPPED,
    ),
    Fault(
        id="tether.netsuite.saved-search-criteria",
        title="The criteria of the saved search in NetSuite leave the record out",
        scope=NetSuite,
        shown_by=seen(NetSuite, saved_search_includes_record=YesNo.NO),
        platforms=("NetSuite",),
        leads_to=(may(LEFT_OUT),),
        check="tether.diag.step3-configuration#netsuite-search",
        remedy=Remedy(
            ("Correct the criteria of the saved search, so that it lists the record.", "Start a sync by hand."),
            verify="Find the record in the search's result, then in Tether.",
        ),
        source=GUIDE.at("NetSuite", "167"),
        prior=Prior.RARE,
    ),
)

EXPECTED = (
    Expected(
        id="tether.shopify.rate-limit",
        title="Shopify slows Tether down because it asks too often",
        scope=Sync,
        kind=Design.TRANSIENT,
        platforms=_SHOPIFY,
        when=one_sided(says_error(*LIMIT_TEXTS)),
        until=Until(Sync.finished_at, minutes(1)),
        unless=TRIED_AGAIN,
        explains=(SESSION_FAILS, INCOMPLETE, FAILS_AT_ONCE, ORDER_MISSING, NO_NEW_ORDERS, STOCK_STATIC),
        advice="Wait one minute, then start the sync again. Nothing needs to be set differently.",
        bars_retry=True,
        source=GUIDE.at("Shopify", "148"),
        items=("tether.error.429",),
    ),
    Expected(
        id="tether.amazon.order-delay",
        title="Amazon hands an order out 15 to 30 minutes after it was placed",
        scope=Order,
        kind=Design.TRANSIENT,
        platforms=_AMAZON,
        when=all_of(
            seen(Integration, platform="Amazon"),
            seen(Order, in_tether=YesNo.NO, placed_at=younger_than(or_equal=True, minutes=30)),
        ),
        explains=(ORDER_MISSING,),
        advice="Look again once the order is more than 30 minutes old.",
        bars_retry=True,
        source=GUIDE.at("Amazon", "159"),
    ),
)

CHECKS = (
    Check(
        id="tether.diag.step3-configuration#shopify-location",
        question="Is the location active in Shopify?",
        asks=(Shopify.location_active,),
        platforms=_SHOPIFY,
        cost=Cost.PORTAL,
        source=GUIDE.at("Shopify", "149"),
    ),
    Check(
        id="tether.diag.step3-configuration#shopify-variant",
        question="Do the visibility settings of the variant hide it?",
        asks=(Shopify.variant_visibility,),
        platforms=_SHOPIFY,
        cost=Cost.PORTAL,
        source=GUIDE.at("Shopify", "150"),
    ),
    Check(
        id="tether.diag.step3-configuration#shopify-fulfillment",
        question="Is the fulfilment service set up right in Shopify?",
        asks=(Shopify.fulfillment_service_configured,),
        platforms=_SHOPIFY,
        cost=Cost.PORTAL,
        source=GUIDE.at("Shopify", "151"),
    ),
    Check(
        id="tether.diag.step3-configuration#amazon-marketplace",
        question="Was the order's marketplace added in Tether's settings?",
        asks=(Tether.marketplace_configured,),
        platforms=_AMAZON,
        source=GUIDE.at("Amazon", "157"),
    ),
    Check(
        id="tether.diag.step3-configuration#amazon-fba",
        question="Has Amazon granted Tether the FBA permissions?",
        asks=(Amazon.fba_permission,),
        platforms=_AMAZON,
        cost=Cost.PORTAL,
        source=GUIDE.at("Amazon", "158"),
    ),
    Check(
        id="tether.diag.step3-configuration#netsuite-role",
        question="Does the NetSuite role have every permission it needs?",
        asks=(NetSuite.role_permissions_complete,),
        cost=Cost.PORTAL,
        source=GUIDE.at("NetSuite", "165"),
    ),
    Check(
        id="tether.diag.step3-configuration#netsuite-field",
        question="Is the custom field exposed to NetSuite's API?",
        asks=(NetSuite.custom_field_api_exposed,),
        cost=Cost.PORTAL,
        source=GUIDE.at("NetSuite", "166"),
    ),
    Check(
        id="tether.diag.step3-configuration#netsuite-search",
        question="Does the saved search in NetSuite list the record?",
        asks=(NetSuite.saved_search_includes_record,),
        cost=Cost.PORTAL,
        source=GUIDE.at("NetSuite", "167"),
    ),
)
