"""Addresses that arrive wrong or empty (guide section 3.2)."""

from __future__ import annotations

from engine.rules import (
    Actor,
    Check,
    Fault,
    Prior,
    Remedy,
    Symptom,
    absent,
    all_of,
    any_of,
    known,
    may,
    must,
    none_of,
    one_of,
    seen,
)
from facts import ABSENT, AddressGroup, AddressTypes, DestinationAddress, FieldMapping, Flow, Order, YesNo
from rulebases.appseconnect.effects import CARRIES_ORDERS, NOT_IN_DESTINATION
from rulebases.appseconnect.guide import GUIDE
from rulebases.families import ADDRESS

ADDRESS_WRONG = "appseconnect.address.wrong-or-empty"
"""An order bears the wrong address at the far end, or none (Order, stage write)."""

# Where billing and shipping address are the same, swapping them does no harm: one right order clears nothing.
_SHOWS = (may(ADDRESS_WRONG),)

SYMPTOMS = (
    Symptom(
        id=ADDRESS_WRONG,
        title="The order bears the wrong address in SAP, or none",
        scope=Order,
        # The order is there; sending it again would only make a second one.
        retryable=False,
        stage="write",
        met_by=seen(Order, destination_address=DestinationAddress.CORRECT),
        missed_by=seen(Order, destination_address=one_of(DestinationAddress.WRONG, DestinationAddress.EMPTY)),
        follows=(NOT_IN_DESTINATION,),
        ladder=(
            "appseconnect.address.check-order#groups",
            "appseconnect.address.check-order#node",
            "appseconnect.address.check-order#shipping",
            "appseconnect.address.check-order#copied",
            "appseconnect.address.check-order#zoho",
        ),
        source=GUIDE.at("3.2 Addresses", "93-98"),
    ),
)

FAULTS = (
    Fault(
        id="appseconnect.address.billto-shipto-field-groups",
        title="Billing or shipping address is mapped to the wrong group of fields in SAP",
        scope=Flow,
        family=ADDRESS,
        guard=CARRIES_ORDERS,
        shown_by=any_of(
            seen(FieldMapping, billto_target=none_of(AddressGroup.CARD_ADDRESS)),
            seen(FieldMapping, shipto_target=none_of(AddressGroup.SHIP_TO_ADDRESS)),
            seen(FieldMapping, billto_target=absent()),
            seen(FieldMapping, shipto_target=absent()),
        ),
        leads_to=_SHOWS,
        check="appseconnect.address.check-order#groups",
        remedy=Remedy(
            ("Map BillTo to CardAddress.", "Map ShipTo to ShipToAddress.", "Redeploy the flow."),
            by=Actor.INTEGRATOR,
            verify="Sync one order with two addresses and compare both in SAP.",
        ),
        prior=Prior.COMMON,
        source=GUIDE.at("3.2 Addresses, step 1", "95"),
    ),
    Fault(
        id="appseconnect.address.shopify-wrong-node",
        title="The MAPPER reads an address from the other one's node",
        scope=Flow,
        platforms=("Shopify",),
        family=ADDRESS,
        guard=CARRIES_ORDERS,
        shown_by=any_of(
            seen(FieldMapping, shipto_source=none_of(AddressGroup.SHIPPING_ADDRESS)),
            seen(FieldMapping, billto_source=none_of(AddressGroup.BILLING_ADDRESS)),
        ),
        leads_to=_SHOWS,
        check="appseconnect.address.check-order#node",
        remedy=Remedy(
            (
                "Take the shipping address from shipping_address.",
                "Take the billing address from billing_address.",
                "Redeploy the flow.",
            ),
            by=Actor.INTEGRATOR,
            verify="Sync one order with two addresses and compare both in SAP.",
        ),
        source=GUIDE.at("3.2 Addresses, step 2", "96"),
    ),
    Fault(
        id="appseconnect.address.shipping-absent",
        title="The order came with a billing address only, and nothing fills in the other",
        scope=Order,
        family=ADDRESS,
        shown_by=all_of(
            seen(Order, shipping_address=absent(), billing_address=known()),
            seen(Flow, decision_copies_billing=YesNo.NO),
        ),
        exonerated_by=seen(Flow, decision_copies_billing=YesNo.YES),
        leads_to=(must(ADDRESS_WRONG),),
        check="appseconnect.address.check-order#shipping",
        settled_by=("appseconnect.address.check-order#copied",),
        remedy=Remedy(
            (
                "Add a DECISION node that copies billing_address to shipping_address where that is absent.",
                "Redeploy the flow.",
                "Correct the address of this order in SAP.",
            ),
            by=Actor.INTEGRATOR,
            verify="Sync an order without a shipping address and read both addresses in SAP.",
        ),
        source=GUIDE.at("3.2 Addresses, step 3", "97"),
    ),
    Fault(
        id="appseconnect.address.zoho-types-unmapped",
        title="Not every kind of address that Zoho has is mapped",
        scope=Flow,
        systems=("Zoho",),
        family=ADDRESS,
        shown_by=seen(FieldMapping, zoho_address_types=one_of(AddressTypes.SOME_MISSING, ABSENT)),
        leads_to=_SHOWS,
        check="appseconnect.address.check-order#zoho",
        remedy=Remedy(
            ("Map Billing, Shipping, Mailing and Other each to a field of its own.", "Redeploy the flow."),
            by=Actor.INTEGRATOR,
            verify="Sync one record with several addresses and compare them in SAP.",
        ),
        source=GUIDE.at("3.2 Addresses, step 4", "98"),
    ),
)

CHECKS = (
    Check(
        "appseconnect.address.check-order#groups",
        "Does BillTo go to CardAddress and ShipTo to ShipToAddress?",
        GUIDE.at("3.2 Addresses, step 1", "95"),
        asks=(FieldMapping.billto_target, FieldMapping.shipto_target),
        how=("Open the MAPPER.", "Read where each of the two address groups goes in SAP."),
        by=Actor.INTEGRATOR,
    ),
    Check(
        "appseconnect.address.check-order#node",
        "Which node of the Shopify order does the shipping address come from?",
        GUIDE.at("3.2 Addresses, step 2", "96"),
        asks=(FieldMapping.shipto_source,),
        how=("Open the MAPPER.", "Read the source of each address: shipping_address or billing_address."),
        by=Actor.INTEGRATOR,
        platforms=("Shopify",),
    ),
    Check(
        "appseconnect.address.check-order#shipping",
        "Does the order have a shipping address in the shop?",
        GUIDE.at("3.2 Addresses, step 3", "97"),
        asks=(Order.shipping_address, Order.billing_address),
        how=("Open the order in the shop.", "See whether it has both addresses."),
    ),
    Check(
        "appseconnect.address.check-order#copied",
        "Does a DECISION node copy the billing address where the shipping address is absent?",
        GUIDE.at("3.2 Addresses, step 3", "97"),
        asks=(Flow.decision_copies_billing,),
        decides=("appseconnect.address.shipping-absent",),
        by=Actor.INTEGRATOR,
    ),
    Check(
        "appseconnect.address.check-order#zoho",
        "Are all four kinds of Zoho addresses mapped?",
        GUIDE.at("3.2 Addresses, step 4", "98"),
        asks=(FieldMapping.zoho_address_types,),
        how=("Open the MAPPER.", "Look for Billing, Shipping, Mailing and Other."),
        by=Actor.INTEGRATOR,
    ),
)
