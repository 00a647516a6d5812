"""Connections that do not validate: HubSpot, WooCommerce, Salesforce and Zoho (guide sections 2.2, 2.5 and 2.6)."""

from __future__ import annotations

from collections.abc import Sequence

from engine.rules import (
    Chain,
    Change,
    Check,
    Cost,
    Effect,
    Fault,
    FieldRef,
    Pattern,
    Prior,
    Remedy,
    Symptom,
    after,
    all_of,
    any_of,
    before,
    field_ref,
    known,
    may,
    must,
    older_than,
    one_of,
    says,
    seen,
)
from facts import (
    Agent,
    AgentType,
    CertificateState,
    Connection,
    Flow,
    HubSpot,
    Integration,
    Log,
    Network,
    Salesforce,
    Snapshot,
    Validation,
    Waf,
    WooCommerce,
    YesNo,
)
from rulebases.appseconnect.effects import (
    CONNECTION_REFUSED,
    NOT_IN_DESTINATION,
    NOT_VALIDATED,
    NOTHING_RED,
    RECORD_RED,
    TRACKING_MISSING,
    VALIDATION_FAILS,
)
from rulebases.appseconnect.guide import GUIDE
from rulebases.families import LOST_AUTHORISATION, STALE_ENDPOINT, SWITCHED_OFF, UNREACHABLE

ELSEWHERE: tuple[FieldRef, ...] = tuple(
    map(
        field_ref,
        (Snapshot.error, Snapshot.tracking_flow_post_node_error, Validation.error, Flow.error, Log.error),
    )
)
"""Where error texts are read that do not say which connection they are about."""

ERROR_TEXTS: tuple[FieldRef, ...] = (field_ref(Connection.error), *ELSEWHERE)
"""Everywhere error texts are read."""


def said(*phrases: str, among: Sequence[FieldRef] = ERROR_TEXTS) -> Pattern:
    """Match where one of these texts stands in an error."""
    return any_of(*(seen(place.thing, **{place.name: says(*phrases)}) for place in among))


_CREDENTIALS = "appseconnect.orders.credential-expiry"

_HUBSPOT = seen(Connection, app="HubSpot")
_WOO = seen(Connection, app="WooCommerce")
_SALESFORCE = seen(Connection, app="Salesforce")
_ZOHO = seen(Connection, app="Zoho")
# An order of another shop is not missing because of WooCommerce.
_FROM_WOO = seen(Integration, platform="WooCommerce")

# What is known of these applications belongs to the integration, whether or not their connection is named.
HUBSPOT_UNREACHABLE = Effect("appseconnect.hubspot_unreachable", "HubSpot answers no call", Integration)
SHOP_UNREACHABLE = Effect("appseconnect.shop_unreachable", "The shop answers no call", Integration, blocks="fetch")

CHAINS = (
    Chain(
        HUBSPOT_UNREACHABLE,
        (must(VALIDATION_FAILS, guard=_HUBSPOT), may(NOT_IN_DESTINATION, unless=NOTHING_RED), may(RECORD_RED)),
    ),
    Chain(
        SHOP_UNREACHABLE,
        (
            must(VALIDATION_FAILS, guard=_WOO),
            must(NOT_IN_DESTINATION, guard=_FROM_WOO),
            must(TRACKING_MISSING, guard=_FROM_WOO),
            may(RECORD_RED, guard=_FROM_WOO),
        ),
    ),
)

_VALIDATE = "Click Validate Connection."
_VERIFY = "Validate Connection must pass, and the next run must show green records in the Snapshot."

SYMPTOMS = (
    Symptom(
        id=VALIDATION_FAILS,
        title="The connection does not pass validation",
        scope=Connection,
        stage="fetch",
        met_by=seen(Connection, validated=YesNo.YES),
        missed_by=any_of(seen(Connection, validated=YesNo.NO), seen(Connection, error=known())),
        retryable=False,
        ladder=(
            "appseconnect.check.amazon_error",
            "appseconnect.check.amazon_notice",
            *(f"appseconnect.hubspot.check-order#{step}" for step in (2, 3, 6)),
            *(f"appseconnect.sapb1.check-order#{step}" for step in (0, 2, 4, 5, 6)),
            *(f"appseconnect.woo.check-order#{step}" for step in (1, 2, 3, 4, 5)),
            "appseconnect.check.salesforce_password",
            "appseconnect.salesforce.check-oauth-policy",
            "appseconnect.check.zoho_last_use",
        ),
        source=GUIDE.at("1.1 Orders not appearing; 2 Connections", "19, 31"),
        items=(
            "appseconnect.amazon.orders-stopped",
            "appseconnect.hubspot.connection-broken",
            "appseconnect.sapb1.cannot-connect",
        ),
    ),
)

_HUBSPOT_FAULTS = (
    Fault(
        id="appseconnect.hubspot.private-app-deleted",
        title="APPSeCONNECT's private app no longer exists in HubSpot",
        scope=Integration,
        shown_by=seen(HubSpot, private_app_exists=YesNo.NO),
        systems=("HubSpot",),
        leads_to=(must(HUBSPOT_UNREACHABLE),),
        check="appseconnect.hubspot.check-order#2",
        remedy=Remedy(
            (
                "Create the private app again under Settings > Integrations > Private Apps, with the same scopes.",
                "Paste its token into Apps > My Apps > HubSpot.",
                _VALIDATE,
            ),
            verify=_VERIFY,
        ),
        source=GUIDE.at("2.2 HubSpot, steps 1 and 2", "51-53"),
        refines=_CREDENTIALS,
        family=LOST_AUTHORISATION,
    ),
    Fault(
        id="appseconnect.hubspot.token-stale",
        title="The stored token is no longer the one of HubSpot's private app",
        scope=Integration,
        # The same texts come from an app that was deleted: only once it is seen to exist is the token at fault.
        shown_by=any_of(
            seen(Connection, app="HubSpot", token_current=YesNo.NO),
            all_of(
                seen(HubSpot, private_app_exists=YesNo.YES),
                any_of(
                    seen(Connection, app="HubSpot", error=says("401 Unauthorized", "Token invalid")),
                    said("401 Unauthorized", "Token invalid", among=ELSEWHERE),
                ),
            ),
        ),
        refuted_by=any_of(
            seen(HubSpot, private_app_exists=YesNo.NO),
            seen(Connection, app="HubSpot", token_current=YesNo.YES),
            seen(Connection, app="HubSpot", validated=YesNo.YES),
        ),
        systems=("HubSpot",),
        leads_to=(must(HUBSPOT_UNREACHABLE),),
        check="appseconnect.hubspot.check-order#3",
        remedy=Remedy(
            (
                "Open the private app in HubSpot and copy its current token, or rotate the secret.",
                "Paste the token into Apps > My Apps > HubSpot.",
                _VALIDATE,
            ),
            verify=_VERIFY,
        ),
        source=GUIDE.at("2.2 HubSpot, steps 3 to 5", "51, 54-56"),
        prior=Prior.COMMON,
        refines=_CREDENTIALS,
        family=LOST_AUTHORISATION,
    ),
    Fault(
        id="appseconnect.hubspot.api-host-blocked",
        title="The agent's machine does not reach api.hubapi.com",
        scope=Integration,
        # A cloud agent stands behind no firewall of the customer.
        guard=seen(Agent, type=AgentType.ON_PREMISE),
        shown_by=seen(Network, api_hubapi_com_reachable=YesNo.NO),
        systems=("HubSpot",),
        leads_to=(must(HUBSPOT_UNREACHABLE),),
        check="appseconnect.hubspot.check-order#6",
        remedy=Remedy(
            ("Allow api.hubapi.com for the agent's machine in the firewall.", _VALIDATE),
            verify=_VERIFY,
        ),
        source=GUIDE.at("2.2 HubSpot, step 6", "57"),
        refines=NOT_VALIDATED,
        family=UNREACHABLE,
    ),
)

_WOO_FAULTS = (
    Fault(
        id="appseconnect.woo.rest-api-disabled",
        title="The shop's REST API is switched off",
        scope=Integration,
        shown_by=seen(WooCommerce, rest_api_enabled=YesNo.NO),
        systems=("WooCommerce",),
        leads_to=(must(SHOP_UNREACHABLE),),
        check="appseconnect.woo.check-order#1",
        remedy=Remedy(("Enable it in WooCommerce under Settings > Advanced > REST API.", _VALIDATE), verify=_VERIFY),
        source=GUIDE.at("2.5 WooCommerce, step 1", "75"),
        refines=NOT_VALIDATED,
        family=SWITCHED_OFF,
    ),
    Fault(
        id="appseconnect.woo.key-secret-mismatch",
        title="The API key and secret in the portal are not the shop's",
        scope=Integration,
        shown_by=seen(WooCommerce, key_secret_match=YesNo.NO),
        systems=("WooCommerce",),
        leads_to=(must(SHOP_UNREACHABLE),),
        check="appseconnect.woo.check-order#2",
        remedy=Remedy(("Enter an API key of the shop and the secret that belongs to it.", _VALIDATE), verify=_VERIFY),
        source=GUIDE.at("2.5 WooCommerce, step 2; 7 Error messages", "76, 189"),
        prior=Prior.COMMON,
        refines=_CREDENTIALS,
        family=LOST_AUTHORISATION,
    ),
    Fault(
        id="appseconnect.woo.waf-blocks",
        title="A firewall before the shop keeps APPSeCONNECT out",
        scope=Integration,
        # It answers 403 in the shop's place: then no permission in the shop is lacking.
        shown_by=all_of(
            seen(WooCommerce, behind_waf=YesNo.YES),
            seen(Waf, appseconnect_ips_allowlisted=YesNo.NO),
        ),
        systems=("WooCommerce",),
        leads_to=(must(SHOP_UNREACHABLE),),
        check="appseconnect.woo.check-order#3",
        remedy=Remedy(
            ("Add APPSeCONNECT's IP ranges to the allowlist of Cloudflare or whatever firewall it is.", _VALIDATE),
            verify=_VERIFY,
        ),
        source=GUIDE.at("2.5 WooCommerce, step 3", "77"),
        refines=("appseconnect.error.403-forbidden", NOT_VALIDATED),
        family=UNREACHABLE,
    ),
    Fault(
        id="appseconnect.woo.ssl-invalid",
        title="The shop's SSL certificate is expired or self-signed",
        scope=Integration,
        shown_by=seen(WooCommerce, ssl_certificate=one_of(CertificateState.EXPIRED, CertificateState.SELF_SIGNED)),
        systems=("WooCommerce",),
        leads_to=(must(SHOP_UNREACHABLE),),
        check="appseconnect.woo.check-order#4",
        remedy=Remedy(
            ("Renew the certificate on the web server, or install one that is publicly trusted.", _VALIDATE),
            verify=_VERIFY,
        ),
        source=GUIDE.at("2.5 WooCommerce, step 4; 7 Error messages", "78, 199"),
        refines=NOT_VALIDATED,
    ),
    Fault(
        id="appseconnect.woo.major-upgrade-not-revalidated",
        title="The connection was not validated again after a major upgrade of the shop",
        scope=Connection,
        guard=_WOO,
        shown_by=any_of(
            seen(Connection, last_validated_at=before(WooCommerce.major_upgrade_at)),
            seen(Connection, last_validated_at=before(Connection.app_upgraded_at)),
        ),
        refuted_by=seen(Connection, last_validated_at=after(WooCommerce.major_upgrade_at)),
        exonerated_by=seen(Connection, validated=YesNo.YES),
        # Endpoints may have changed; they need not have.
        systems=("WooCommerce",),
        leads_to=(may(SHOP_UNREACHABLE),),
        check="appseconnect.woo.check-order#5",
        remedy=Remedy((_VALIDATE,), verify=_VERIFY),
        source=GUIDE.at("2.5 WooCommerce, step 5; 7 Error messages", "79, 191"),
        refines=("appseconnect.error.404-not-found", NOT_VALIDATED),
        family=STALE_ENDPOINT,
    ),
)

_CRM_FAULTS = (
    Fault(
        id="appseconnect.salesforce.password-changed",
        title="The Salesforce user's password changed after the connection was authorised",
        scope=Connection,
        # Whatever passed validation since is authorised still.
        guard=all_of(_SALESFORCE, seen(Connection, last_validated_at=before(Salesforce.user_password_changed_at))),
        shown_by=seen(Connection, last_authorised_at=before(Salesforce.user_password_changed_at)),
        systems=("Salesforce",),
        leads_to=(must(CONNECTION_REFUSED),),
        check="appseconnect.check.salesforce_password",
        remedy=Remedy(("Authorise the Salesforce connection again.", _VALIDATE), verify=_VERIFY),
        source=GUIDE.at("2.6 Salesforce", "81"),
        refines=_CREDENTIALS,
        family=LOST_AUTHORISATION,
    ),
    Fault(
        id="appseconnect.salesforce.connected-app-modified",
        title="The connected app in Salesforce was changed after the connection was authorised",
        scope=Connection,
        guard=all_of(_SALESFORCE, seen(Connection, last_validated_at=before(Salesforce.connected_app_modified_at))),
        shown_by=seen(Connection, last_authorised_at=before(Salesforce.connected_app_modified_at)),
        systems=("Salesforce",),
        leads_to=(must(CONNECTION_REFUSED),),
        check="appseconnect.salesforce.check-oauth-policy",
        remedy=Remedy(
            (
                "Read the OAuth policy of APPSeCONNECT in Salesforce under Setup > Connected Apps and put it right.",
                "Authorise the Salesforce connection again.",
                _VALIDATE,
            ),
            verify=_VERIFY,
        ),
        source=GUIDE.at("2.6 Salesforce", "81"),
        refines=_CREDENTIALS,
        family=LOST_AUTHORISATION,
    ),
    Fault(
        id="appseconnect.zoho.refresh-token-60-days",
        title="Zoho's refresh token runs out after 60 days in which the connection is not used",
        scope=Connection,
        # A login within the 60 days made a new token.
        guard=all_of(_ZOHO, seen(Connection, last_authorised_at=older_than(or_equal=True, days=60))),
        # Days without use count, not the token's age; with the sixtieth it is over.
        shown_by=seen(Connection, last_used_at=older_than(or_equal=True, days=60)),
        # The guide names no time of notice; a week leaves time to act.
        foreseen_by=seen(Connection, last_used_at=older_than(or_equal=True, days=53)),
        systems=("Zoho",),
        leads_to=(must(CONNECTION_REFUSED),),
        check="appseconnect.check.zoho_last_use",
        remedy=Remedy(
            ("Click Validate Connection and go through Zoho's login until it is confirmed.",),
            verify=_VERIFY,
        ),
        source=GUIDE.at("2.6 Zoho CRM; 7 Error messages", "82, 186"),
        refines=_CREDENTIALS,
        family=LOST_AUTHORISATION,
    ),
)

FAULTS = (*_HUBSPOT_FAULTS, *_WOO_FAULTS, *_CRM_FAULTS)

CHECKS = (
    Check(
        id="appseconnect.hubspot.check-order#2",
        question="Does APPSeCONNECT's private app still exist in HubSpot?",
        asks=(HubSpot.private_app_exists,),
        how=("In HubSpot open Settings > Integrations > Private Apps.", "Look for APPSeCONNECT's app."),
        when=_HUBSPOT,
        source=GUIDE.at("2.2 HubSpot, steps 1 and 2", "52-53"),
    ),
    Check(
        id="appseconnect.hubspot.check-order#3",
        question="Is the token in the portal the one that HubSpot shows for the private app?",
        asks=(Connection.token_current,),
        how=("Open the private app in HubSpot and show its token.", "Compare it with Apps > My Apps > HubSpot."),
        when=_HUBSPOT,
        source=GUIDE.at("2.2 HubSpot, steps 3 to 5", "54-56"),
    ),
    Check(
        id="appseconnect.hubspot.check-order#6",
        question="Does the agent's machine reach api.hubapi.com?",
        asks=(Network.api_hubapi_com_reachable,),
        how=("Open https://api.hubapi.com on the agent's machine.", "Any answer from HubSpot will do."),
        # The guide asks this of on-premise agents only.
        when=all_of(_HUBSPOT, seen(Agent, type=AgentType.ON_PREMISE)),
        source=GUIDE.at("2.2 HubSpot, step 6", "57"),
    ),
    Check(
        id="appseconnect.woo.check-order#1",
        question="Is the shop's REST API enabled?",
        asks=(WooCommerce.rest_api_enabled,),
        how=("In WooCommerce open Settings > Advanced > REST API.",),
        when=_WOO,
        source=GUIDE.at("2.5 WooCommerce, step 1", "75"),
    ),
    Check(
        id="appseconnect.woo.check-order#2",
        question="Do API key and secret in the portal match those of the shop?",
        asks=(WooCommerce.key_secret_match,),
        how=("Compare the key in the portal with the keys that the shop lists.", "If in doubt, make a new pair."),
        when=_WOO,
        source=GUIDE.at("2.5 WooCommerce, step 2", "76"),
    ),
    Check(
        id="appseconnect.woo.check-order#3",
        question="Does a firewall such as Cloudflare stand before the shop, and does it let APPSeCONNECT in?",
        asks=(WooCommerce.behind_waf, Waf.appseconnect_ips_allowlisted),
        how=(
            "Ask who hosts the shop whether Cloudflare or another web firewall stands before it.",
            "Look for APPSeCONNECT's IP ranges in its allowlist.",
        ),
        when=_WOO,
        source=GUIDE.at("2.5 WooCommerce, step 3", "77"),
    ),
    Check(
        id="appseconnect.woo.check-order#4",
        question="Is the shop's SSL certificate valid, neither expired nor self-signed?",
        asks=(WooCommerce.ssl_certificate,),
        how=("Open the shop in a browser and look at its certificate.",),
        when=_WOO,
        cost=Cost.GLANCE,
        source=GUIDE.at("2.5 WooCommerce, step 4", "78"),
    ),
    Check(
        id="appseconnect.woo.check-order#5",
        question="Was the connection validated after the shop's last major upgrade?",
        asks=(WooCommerce.major_upgrade_at, Connection.last_validated_at),
        how=("Ask when WooCommerce got a new major version.", "Look when the connection last passed validation."),
        when=_WOO,
        source=GUIDE.at("2.5 WooCommerce, step 5", "79"),
    ),
    Check(
        id="appseconnect.check.salesforce_password",
        question="Did the Salesforce user's password change after the connection was authorised?",
        asks=(Salesforce.user_password_changed_at, Connection.last_authorised_at),
        how=("Ask the Salesforce administrator when the password of the connection's user last changed.",),
        when=_SALESFORCE,
        source=GUIDE.at("2.6 Salesforce", "81"),
    ),
    Check(
        id="appseconnect.salesforce.check-oauth-policy",
        question="Was the connected app changed in Salesforce after the connection was authorised?",
        asks=(Salesforce.connected_app_modified_at, Connection.last_authorised_at),
        how=("In Salesforce open Setup > Connected Apps > APPSeCONNECT.", "Read the OAuth policy and its last change."),
        when=_SALESFORCE,
        source=GUIDE.at("2.6 Salesforce", "81"),
    ),
    Check(
        id="appseconnect.check.zoho_last_use",
        question="When was the Zoho connection last used?",
        asks=(Connection.last_used_at,),
        how=("Look in Sync Info for the last run of a flow that uses Zoho.",),
        when=_ZOHO,
        cost=Cost.GLANCE,
        source=GUIDE.at("2.6 Zoho CRM", "82"),
    ),
)

CHANGES = (
    Change(Connection.last_authorised_at, (Connection.validated, Connection.error, Connection.token_current)),
    Change(Connection.last_validated_at, (Connection.validated, Connection.error)),
)
