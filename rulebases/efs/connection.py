"""The login and the line between hub and platform (guide section 3, "No orders", step 3; sections 4, 6 and 7)."""

from __future__ import annotations

from engine.rules import (
    Actor,
    Check,
    Cost,
    Design,
    Expected,
    Fault,
    Finding,
    Late,
    Prior,
    Remedy,
    Symptom,
    absent,
    after,
    all_of,
    any_of,
    due_within,
    ends_with,
    may,
    minutes,
    must,
    not_ending_with,
    older_than,
    one_of,
    one_sided,
    seen,
    younger_than,
)
from facts import (
    ABSENT,
    Ability,
    ApiTest,
    Availability,
    ConnectionTest,
    Error,
    Integration,
    KeysState,
    OAuthStatus,
    Order,
    OtherSyncs,
    Permalinks,
    Platform,
    Portal,
    StatusPage,
    Validity,
    YesNo,
)
from rulebases.efs.effects import (
    NOTHING_PULLED,
    NOTHING_TRANSFERRED,
    ORDERS_LATE,
    STOCK_NOT_PUSHED,
    TRACKING_NOT_PUSHED,
)
from rulebases.efs.guide import GUIDE
from rulebases.families import LOST_AUTHORISATION, MISSING_PERMISSION, SYSTEM_DOWN

OAUTH_PLATFORMS = ("Shopify", "Magento 2", "BigCommerce", "Amazon", "eBay", "Etsy")
API_KEY_PLATFORMS = ("WooCommerce", "Magento 1", "Volusion")

_FAILS_THE_TEST = "efs.symptom.connection_test_fails"
_NO_CALL_WORKS = (
    must(NOTHING_PULLED),
    must(TRACKING_NOT_PUSHED),
    must(STOCK_NOT_PUSHED),
    must(_FAILS_THE_TEST),
)
_CONNECTS = seen(Integration, connection_test=ConnectionTest.PASSED)
_API_ANSWERS = seen(Platform, api_test=ApiTest.SUCCEEDS)
_KEYS_NEWER_THAN_STORED = seen(Platform, api_keys_regenerated_at=after(Integration.credentials_saved_at))
_KEYS_GONE = seen(Platform, api_keys=one_of(KeysState.DELETED, ABSENT))

# A message that names nothing known: only reading the logs can tell more.
SYMPTOMS = (
    Symptom(
        id=_FAILS_THE_TEST,
        title="The portal's connection test fails",
        scope=Integration,
        stage="pull",
        met_by=seen(Integration, connection_test=ConnectionTest.PASSED),
        missed_by=seen(Integration, connection_test=ConnectionTest.FAILED),
        retryable=False,
        ladder=(
            "efs.order.check_oauth",
            "efs.order.check_api_credentials",
            "efs.isolate.api_test",
            "efs.isolate.compare_integrations",
            "efs.order.check_servers",
        ),
        source=GUIDE.at("7 Advanced, network", "590-595"),
    ),
    Symptom(
        id="efs.symptom.error_text_visible",
        title="An error message is shown that names no known fault",
        scope=Integration,
        stage="pull",
        watched=(Error.text, Integration.error_message),
        retryable=False,
        ladder=("efs.isolate.read_logs", "efs.isolate.api_test", "efs.isolate.connection_test"),
        source=GUIDE.at("1 Signs of a broken sync; 2 Quick checklist, step 1", "52, 68"),
    ),
)

FAULTS = (
    Fault(
        id="efs.connection.oauth_not_connected",
        title="The platform no longer accepts the integration's OAuth authorisation",
        scope=Integration,
        platforms=OAUTH_PLATFORMS,
        # Three parts instead of one two-sided test: a token past its date also shows it, and where the
        # page still says Connected the two contradict each other; the connection test settles that.
        shown_by=one_sided(
            seen(Integration, oauth_status=one_of(OAuthStatus.EXPIRED, OAuthStatus.DISCONNECTED)),
            seen(Integration, oauth_token_expires_at=older_than(seconds=0)),
        ),
        refuted_by=any_of(seen(Integration, oauth_status=OAuthStatus.CONNECTED), _CONNECTS),
        # The guide looks at expiry dates monthly: what runs out before the next look is due now.
        # eBay tokens typically last 18 months (548 days); the same month's notice makes it 517.
        foreseen_by=any_of(
            all_of(
                seen(Integration, oauth_token_expires_at=due_within(days=31)),
                seen(Integration, oauth_token_expires_at=younger_than(or_equal=True, seconds=0)),
            ),
            seen(Integration, platform="eBay", oauth_token_issued_at=older_than(or_equal=True, days=517)),
        ),
        leads_to=_NO_CALL_WORKS,
        check="efs.order.check_oauth",
        settled_by=("efs.isolate.connection_test",),
        remedy=Remedy(
            (
                "Open the integration in IS2 and click Request OAuth Handshake.",
                "Log in to the platform with an account that may grant access.",
                "Grant all permissions it asks for.",
            ),
            verify="Place a new order and look for it in Received Orders.",
            expect_within=minutes(60),
        ),
        source=GUIDE.at(
            "2 Quick checklist; 3A No orders, step 3; 4A Tracking missing, step 5; 6 Amazon, eBay",
            "63, 114-121, 165-167, 335, 339, 566-572",
        ),
        prior=Prior.COMMON,
        family=LOST_AUTHORISATION,
        items=(
            "efs.connection.oauth_platforms",
            "efs.normal.oauth_connected",
            "efs.status.oauth",
            "efs.magento.req_oauth_active",
            "efs.amazon.req_oauth",
            "efs.ebay.req_oauth",
            "efs.ebay.token_lifetime",
        ),
    ),
    Fault(
        id="efs.connection.api_credentials_invalid",
        title="The API credentials stored in IS2 are no longer valid on the platform",
        scope=Integration,
        platforms=API_KEY_PLATFORMS,
        shown_by=any_of(
            seen(Integration, api_credentials=Validity.INVALID),
            seen(Integration, api_credentials_expire_at=older_than(seconds=0)),
            _KEYS_NEWER_THAN_STORED,
            _KEYS_GONE,
        ),
        refuted_by=any_of(seen(Integration, api_credentials=Validity.VALID), _CONNECTS),
        # The guide looks at expiring credentials once a quarter.
        foreseen_by=all_of(
            seen(Integration, api_credentials_expire_at=due_within(days=92)),
            seen(Integration, api_credentials_expire_at=younger_than(or_equal=True, seconds=0)),
        ),
        leads_to=_NO_CALL_WORKS,
        check="efs.order.check_api_credentials",
        settled_by=("efs.isolate.connection_test",),
        remedy=Remedy(
            (
                "Generate new API keys on the platform if the old ones are gone.",
                "Edit the integration in IS2 and enter the new credentials.",
                "Save.",
            ),
            verify="Place a new order and look for it in Received Orders.",
            expect_within=minutes(60),
        ),
        source=GUIDE.at("3A No orders, step 3 and 4; 6 WooCommerce", "122-128, 137, 139, 168-170, 344, 531-533"),
        prior=Prior.COMMON,
        family=LOST_AUTHORISATION,
        items=("efs.connection.api_key_platforms", "efs.woo.req_api_keys"),
    ),
    Fault(
        id="efs.connection.permissions_insufficient",
        title="The integration lacks the API permission to write tracking or stock",
        scope=Integration,
        # Reading orders and writing tracking or stock are separate permissions: any one may be the one that is
        # lacking, so neither effect must follow. Only the message shows it.
        leads_to=(may(TRACKING_NOT_PUSHED), may(STOCK_NOT_PUSHED)),
        check="efs.tracking.check_errors",
        remedy=Remedy(
            (
                "Authorise the integration again.",
                "Grant it the permissions to write fulfilments, tracking and stock.",
            ),
            verify="Look at the tracking update section of an affected order after the next update.",
        ),
        source=GUIDE.at("4A Tracking missing, step 4 and solutions; 11 Error messages", "323-325, 361-363, 805, 813"),
        family=MISSING_PERMISSION,
    ),
    Fault(
        id="efs.woo.permalinks_plain",
        title="The WordPress permalinks are set to Plain, so the shop's API cannot be reached",
        scope=Integration,
        platforms=("WooCommerce",),
        shown_by=seen(Platform, permalinks=Permalinks.PLAIN),
        exonerated_by=any_of(_API_ANSWERS, _CONNECTS),
        leads_to=_NO_CALL_WORKS,
        check="efs.order.check_platform_requirements#woocommerce-3",
        remedy=Remedy(
            (
                "Open Settings > Permalinks in WordPress.",
                "Choose any structure except Plain and save.",
            ),
        ),
        source=GUIDE.at("3A No orders, step 4; 6 WooCommerce", "138, 537-539"),
        items=("efs.woo.req_permalinks",),
    ),
    Fault(
        id="efs.woo.rest_api_disabled",
        title="The shop's REST API is switched off",
        scope=Integration,
        platforms=("WooCommerce",),
        shown_by=seen(Platform, rest_api=Ability.DISABLED),
        exonerated_by=any_of(_API_ANSWERS, _CONNECTS),
        leads_to=_NO_CALL_WORKS,
        check="efs.order.check_platform_requirements#woocommerce-4",
        remedy=Remedy(("Open WooCommerce > Settings > Advanced > REST API and enable it.",)),
        source=GUIDE.at("6 WooCommerce", "540-542"),
        items=("efs.woo.req_rest_api",),
    ),
    Fault(
        id="efs.magento.permissions_insufficient",
        title="Magento refuses the integration's calls because its API permissions are too narrow",
        scope=Integration,
        platforms=("Magento 1", "Magento 2"),
        exonerated_by=_CONNECTS,
        leads_to=_NO_CALL_WORKS,
        check="efs.check.problem_indicators#error",
        # Unlike a missing write permission, authorising again does not help here: the guide has it made anew.
        remedy=Remedy(
            (
                "Create the integration in Magento again, with access to all API resources it needs.",
                "Enter the new credentials in IS2 and save.",
            ),
            verify="Place a new order and look for it in Received Orders.",
        ),
        source=GUIDE.at("6 Magento", "543-546"),
        family=MISSING_PERMISSION,
    ),
    Fault(
        id="efs.magento1.wsdl_url_wrong",
        title="The WSDL address stored in IS2 is wrong or lacks its trailing slash",
        scope=Integration,
        platforms=("Magento 1",),
        shown_by=any_of(
            seen(Integration, wsdl_url=not_ending_with("/index.php/api/v2_soap/index/")),
            one_sided(seen(Integration, wsdl_url=absent())),
        ),
        refuted_by=seen(Integration, wsdl_url=ends_with("/index.php/api/v2_soap/index/")),
        exonerated_by=_CONNECTS,
        leads_to=_NO_CALL_WORKS,
        check="efs.order.check_platform_requirements#magento-3",
        remedy=Remedy(
            (
                "Edit the integration in IS2.",
                "Enter the address as https://yourstore.com/index.php/api/v2_soap/index/ with your shop's host name "
                "and the slash at the end.",
                "Save.",
            ),
        ),
        source=GUIDE.at("6 Magento", "553-555"),
        items=("efs.magento1.req_wsdl_format",),
    ),
    Fault(
        id="efs.amazon.marketplace_wrong",
        title="The integration is set to the wrong Amazon marketplace region",
        scope=Integration,
        platforms=("Amazon",),
        # A region and a marketplace go by different names, so comparing them proves nothing: the message does.
        exonerated_by=_CONNECTS,
        leads_to=(must(NOTHING_PULLED),),
        check="efs.order.check_platform_requirements#amazon-4",
        remedy=Remedy(("Choose the right marketplace region in the integration's settings and save.",)),
        source=GUIDE.at("6 Amazon", "563-565"),
    ),
    Fault(
        id="efs.bigcommerce.store_hash_invalid",
        title="The store hash in IS2 is not the shop's",
        scope=Integration,
        platforms=("BigCommerce",),
        exonerated_by=_CONNECTS,
        leads_to=_NO_CALL_WORKS,
        check="efs.order.check_platform_requirements#bigcommerce-1",
        remedy=Remedy(
            (
                "Copy the store hash again from the API settings of the shop.",
                "Enter it in IS2 and save.",
            ),
        ),
        source=GUIDE.at("6 BigCommerce", "579-582"),
    ),
    Fault(
        id="efs.bigcommerce.client_id_invalid",
        title="The client ID in IS2 is no longer valid because the API credentials were made anew",
        scope=Integration,
        platforms=("BigCommerce",),
        shown_by=any_of(_KEYS_NEWER_THAN_STORED, _KEYS_GONE),
        refuted_by=seen(Integration, api_credentials=Validity.VALID),
        exonerated_by=_CONNECTS,
        leads_to=_NO_CALL_WORKS,
        check="efs.order.check_platform_requirements#bigcommerce-2",
        remedy=Remedy(
            (
                "Generate new API credentials in BigCommerce.",
                "Enter them in IS2 and save.",
            ),
        ),
        source=GUIDE.at("6 BigCommerce", "583-585"),
        family=LOST_AUTHORISATION,
    ),
    Fault(
        id="efs.connection.is2_incident",
        title="IS2 reports an incident on its status page",
        scope=Integration,
        shown_by=seen(Portal, status_page=StatusPage.INCIDENT),
        # The guide sends the reader to the page for late orders only; whether some stay out it does not say.
        family=SYSTEM_DOWN,
        leads_to=(may(NOTHING_PULLED), may(NOTHING_TRANSFERRED), may(ORDERS_LATE)),
        check="efs.order.check_servers",
        remedy=Remedy(
            (
                "Follow the status page until the incident is over.",
                "Contact eFulfillment Service if orders cannot wait.",
            ),
            by=Actor.VENDOR,
        ),
        source=GUIDE.at("3C Slow orders, check 4", "279-280"),
        prior=Prior.RARE,
    ),
    Fault(
        id="efs.connection.is2_server_issue",
        title="IS2 itself does not sync: every integration stopped at once",
        scope=Integration,
        shown_by=any_of(
            seen(Portal, other_integrations_last_sync=OtherSyncs.ALL_STALE),
            seen(Portal, other_integrations_last_sync=older_than(hours=2)),
        ),
        refuted_by=any_of(
            seen(Portal, other_integrations_last_sync=one_of(OtherSyncs.ALL_FRESH, OtherSyncs.SOME_STALE)),
            seen(Portal, other_integrations_last_sync=younger_than(or_equal=True, hours=2)),
            seen(Integration, last_sync=younger_than(or_equal=True, hours=2)),
        ),
        family=SYSTEM_DOWN,
        leads_to=(*_NO_CALL_WORKS, must(NOTHING_TRANSFERRED)),
        check="efs.isolate.compare_integrations",
        remedy=Remedy(
            ("Contact eFulfillment Service and name all integrations that stopped and since when.",),
            by=Actor.VENDOR,
        ),
        source=GUIDE.at("7 Checking network connectivity", "593-595"),
        prior=Prior.RARE,
    ),
)

FINDINGS = (
    Finding(
        id="efs.connection.platform_api_problem",
        title="The trouble is on the platform's side: a direct call of its API fails",
        scope=Integration,
        shown_by=seen(Platform, api_test=ApiTest.FAILS),
        points_to=(
            "efs.connection.api_credentials_invalid",
            "efs.woo.permalinks_plain",
            "efs.woo.rest_api_disabled",
        ),
        check="efs.isolate.api_test",
        # A call with dead keys fails as well, so the keys come first.
        remedy=Remedy(
            (
                "Make sure that the keys used for the call are the current ones.",
                "Restore API access on the platform: API enabled, permalinks, keys.",
                "Call the API again.",
            ),
        ),
        source=GUIDE.at("7 Testing with Postman", "614"),
    ),
    Finding(
        id="efs.connection.efs_config_problem",
        title="The trouble is in the integration's configuration: the platform's API works, yet orders stay out",
        scope=Integration,
        shown_by=all_of(
            _API_ANSWERS,
            any_of(
                seen(Order, is2_status=absent()),
                seen(Integration, last_sync=older_than(hours=2)),
            ),
        ),
        only_if=(Late("efs.symptom.orders_absent", Order), Late("efs.symptom.last_sync_old", Integration)),
        points_to=(
            "efs.order.toggle_off",
            "efs.connection.api_credentials_invalid",
            "efs.magento1.wsdl_url_wrong",
            "efs.bigcommerce.store_hash_invalid",
            "efs.woo.status_not_processing",
            "efs.magento.order_status_mismatch",
            "efs.bigcommerce.status_names_mismatch",
        ),
        check="efs.isolate.api_test",
        remedy=Remedy(("Go through the integration's settings in IS2: credentials, address, order status to pull.",)),
        source=GUIDE.at("7 Testing with Postman", "615"),
    ),
)

EXPECTED = (
    Expected(
        id="efs.connection.platform_downtime",
        title="The platform is down",
        scope=Integration,
        kind=Design.TRANSIENT,
        when=any_of(seen(Platform, availability=Availability.DOWN), seen(Platform, maintenance=YesNo.YES)),
        explains=(
            "efs.symptom.orders_absent",
            "efs.symptom.orders_slow",
            "efs.symptom.last_sync_old",
            "efs.symptom.tracking_missing",
            "efs.symptom.inventory_static",
        ),
        advice="Wait until the platform answers again; orders are then pulled, and updates retry by themselves.",
        source=GUIDE.at("3C Slow orders, check 4; 11 Error messages", "281, 807"),
    ),
)

CHECKS = (
    Check(
        id="efs.order.check_oauth",
        question="What does the integration show as its OAuth status?",
        asks=(Integration.oauth_status,),
        how=("Open the integration in IS2.", "Read OAuth Status in its settings: Connected, Expired or Disconnected."),
        platforms=OAUTH_PLATFORMS,
        cost=Cost.GLANCE,
        source=GUIDE.at("3A No orders, step 3; 10 Quick reference", "114-117, 766"),
        items=(
            "efs.connection.oauth_platforms",
            "efs.status.oauth",
            "efs.check.platform_settings",
            "efs.magento.req_oauth_active",
            "efs.amazon.req_oauth",
            "efs.ebay.req_oauth",
        ),
    ),
    Check(
        id="efs.order.check_api_credentials",
        question="Are the API credentials stored in IS2 still valid on the platform?",
        asks=(Integration.api_credentials,),
        how=(
            "Compare the credentials in IS2 with those on the platform.",
            "Ask whether somebody made new API keys on the platform or deleted the old ones.",
        ),
        platforms=API_KEY_PLATFORMS,
        source=GUIDE.at("3A No orders, step 3; 10 Quick reference", "122-124, 766"),
        items=("efs.connection.api_key_platforms", "efs.check.platform_settings", "efs.woo.req_api_keys"),
    ),
    Check(
        id="efs.check.problem_indicators#error",
        question="Does the integration's page show an error, and what does it say?",
        asks=(Integration.error_message,),
        how=("Open the integration in IS2.", "Copy any error text exactly as it stands there."),
        cost=Cost.GLANCE,
        source=GUIDE.at("1 Signs of a broken sync; 2 Quick checklist, step 1", "52, 68"),
        items=("efs.check.problem_indicators",),
    ),
)
