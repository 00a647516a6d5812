"""The words of flows, syncs, the ERP and the CRM, as people write them."""

import pytest

import facts
from facts import ABSENT, PRESENT, CaseError, Channel, Reliability, Span, load_case

SETS = [  # name, texts that are understood, what they mean
    (
        "flow.status",
        ["active", "running", "ON", True, "deployed", "resumed by Ann"],
        facts.FlowStatus.ACTIVE,
    ),
    ("flow.status", ["Paused", "on hold", "suspended", "paused by Ann on Monday"], facts.FlowStatus.PAUSED),
    ("flow.status", ["not active", "draft", "stopped", "undeployed", "switched off", False], facts.FlowStatus.INACTIVE),
    ("flow.type", ["order", "orders", "Order Sync", "sales orders", "Shopify order flow (EU)"], facts.FlowType.ORDER),
    ("flow.type", ["image sync", "product images", "pictures"], facts.FlowType.IMAGE),
    ("flow.type", ["order tracking", "shipments", "tracking updates"], facts.FlowType.TRACKING),
    ("flow.type", ["stock", "inventory sync"], facts.FlowType.INVENTORY),
    ("flow.type", ["documents", "file"], facts.FlowType.FILE),
    ("flow.trigger", ["real-time", "realtime", "Webhook from the shop", "event driven"], facts.FlowTrigger.WEBHOOK),
    ("flow.trigger", ["scheduled", "cron", "on schedule"], facts.FlowTrigger.SCHEDULE),
    ("sync.trigger", ["manually", "by hand", "on demand"], facts.FlowTrigger.MANUAL),
    ("flow.phase", ["initial data load", "first load", "migration"], facts.FlowPhase.INITIAL_LOAD),
    ("flow.phase", ["daily", "daily run"], facts.FlowPhase.DAILY_RUN),
    ("agent.type", ["on prem", "on-premise", "on_premise", "On Premises"], facts.AgentType.ON_PREMISE),
    ("flow.environment", ["cloud", "hosted"], facts.AgentType.CLOUD),
    ("flow.deploy_result", ["ok", "deployed"], facts.DeployResult.SUCCESS),
    ("flow.deploy_result", ["failed", "gives an error"], facts.DeployResult.ERROR),
    ("flow.deploy_result", ["never becomes active", "not active"], facts.DeployResult.NEVER_ACTIVE),
    ("flow.last_run", ["completed", "green"], facts.RunResult.SUCCESS),
    ("sync.session_status", ["failed", "error", "timed out", "failed after 3 minutes"], facts.RunResult.FAILED),
    ("sync.session_status", ["partially synced", "completed with errors"], facts.RunResult.PARTIAL),
    ("sync.session_status", ["in progress", "still running"], facts.RunResult.RUNNING),
    ("resync.result", ["worked", "success"], facts.ResyncResult.SYNCED),
    ("resync.result", ["nothing", "nothing happened", "no effect", "none"], facts.ResyncResult.NOTHING_HAPPENS),
    ("resync.result", ["failed again", "same message"], facts.ResyncResult.SAME_ERROR),
    ("order.reprocess_result", ["same error", "fails with the same message"], facts.ResyncResult.SAME_ERROR),
    ("order.reprocess_result", ["a different error", "new error"], facts.ResyncResult.OTHER_ERROR),
    ("flow.return_response_node", ["last", "at the end"], facts.NodePlace.LAST),
    ("flow.return_response_node", ["not the last node", "in the middle"], facts.NodePlace.NOT_LAST),
    ("flow.return_response_node", ["absent", "none", "missing", "", None, ABSENT, False], facts.NodePlace.MISSING),
    ("flow.return_response_node", ["present", "there", PRESENT, True], facts.NodePlace.PRESENT),
    ("flow.last_node", ["ReturnResponse", "return response"], facts.LastNode.RETURN_RESPONSE),
    ("flow.last_node", ["POST Orders"], "POST Orders"),
    (
        "flow.return_response_format",
        ["array of records", "processed records array"],
        facts.ResponseFormat.RECORDS_ARRAY,
    ),
    ("flow.return_response_format", ["a single object", "not the processed records array"], facts.ResponseFormat.OTHER),
    ("flow.decision_conditions", ["met", "passes"], facts.Conditions.PASSES),
    (
        "flow.decision_conditions",
        ["condition that the order does not meet", "not met", "the order doesn't match the tag"],
        facts.Conditions.EXCLUDES,
    ),
    ("flow.decision_conditions", ["Stage == 'Closed Won'", "stage is closed won"], facts.Conditions.CLOSED_WON_ONLY),
    ("flow.decision_conditions", ["Stage != 'Closed Won'"], "Stage != 'Closed Won'"),
    ("flow.fetched_records_per_run", ["growing", "rising"], facts.Trend.RISING),
    ("flow.fetched_records_per_run", ["1,200", 1200], Span.of(1200)),
    ("flow.records_per_hour_history", ["900"], Span.of(900)),
    ("flow.records_per_hour_history", ["falling"], facts.Trend.FALLING),
    ("flow.tracking_schedule", ["twice a day", "12 hours"], Span.of(720)),
    ("snapshot.state", ["empty", "nothing", None, "absent", "blank"], facts.SnapshotState.BLANK),
    ("snapshot.state", ["all green"], facts.SnapshotState.GREEN),
    ("snapshot.state", ["red", "failed"], facts.SnapshotState.RED),
    ("snapshot.state", ["mixed", "green and red"], facts.SnapshotState.PARTIAL),
    ("snapshot.endpoint", ["Orders API (v0)", "v0", "GET /orders/v0/orders"], facts.Endpoint.ORDERS_API_V0),
    ("snapshot.endpoint", ["SP-API"], facts.Endpoint.SP_API_ORDERS),
    ("snapshot.endpoint", ["/api/v2/items"], "/api/v2/items"),
    ("sync_info.order_state", ["failed", "in error"], facts.OrderState.ERROR),
    ("sync_info.order_state", ["queued"], facts.OrderState.PENDING),
    ("sync_info.order_state", ["absent"], ABSENT),
    ("sync_info.table_size", ["very large", "huge"], facts.TableSize.VERY_LARGE),
    ("sync_info.table_size", ["12,000,000", 12_000_000], Span.of(12_000_000)),
    ("sapb1.di_server_service", ["running", "up", "started"], facts.ServiceState.RUNNING),
    (
        "sapb1.sld_service",
        ["not running", "stopped", "down", "switched off", "off", "has been stopped since 9:00"],
        facts.ServiceState.STOPPED,
    ),
    ("sapb1.service_layer", ["start pending", "restarting"], facts.ServiceState.STARTING),
    ("sapb1.license_server", ["not installed", "absent", None], facts.ServiceState.MISSING),
    ("agent.insync_service", ["crashed", "is not running any more"], facts.ServiceState.STOPPED),
    ("agent.status", ["online", "connected", "green"], facts.AgentStatus.ONLINE),
    ("agent.status", ["OFFLINE", "not connected", "offline since the update"], facts.AgentStatus.OFFLINE),
    ("agent.cpu_or_memory", ["high", "overloaded"], facts.Load.HIGH),
    ("network.port_443", ["open", "reachable"], facts.PortState.OPEN),
    ("network.inbound_ports", ["closed", "filtered", "blocked by the firewall"], facts.PortState.BLOCKED),
    ("network.dns", ["resolves"], facts.PortState.OPEN),
    ("network.dns", ["does not resolve", "fails"], facts.PortState.BLOCKED),
    ("woo.ssl_certificate", ["self signed", "self-signed"], facts.CertificateState.SELF_SIGNED),
    ("woo.ssl_certificate", ["expired on Monday", "out of date"], facts.CertificateState.EXPIRED),
    ("connection.bc_environment", ["sandbox", "test"], facts.BcEnvironment.SANDBOX),
    ("connection.bc_environment", ["UAT-2"], "UAT-2"),
    ("connection.auth_type", ["OAuth 2.0", "oauth2"], facts.AuthType.OAUTH),
    ("connection.auth_type", ["api_key", "API key"], facts.AuthType.API_KEY),
    ("connection.app", ["amazon seller central"], "Amazon"),
    ("connection.app", ["SAP"], "SAP"),
    ("flow.source", ["woo"], "WooCommerce"),
    ("mapping.billto_target", ["Card Address"], facts.AddressGroup.CARD_ADDRESS),
    ("mapping.shipto_target", ["ship to", "ShipToAddress"], facts.AddressGroup.SHIP_TO_ADDRESS),
    ("mapping.shipto_source", ["billing", "billing_address"], facts.AddressGroup.BILLING_ADDRESS),
    ("order.destination_address", ["blank", "absent", None], facts.DestinationAddress.EMPTY),
    ("sap.order_address", ["swapped", "wrong", "billing address"], facts.DestinationAddress.WRONG),
    ("mapping.zoho_address_types", ["all", "Billing, Shipping, Mailing, Other"], facts.AddressTypes.ALL),
    (
        "mapping.zoho_address_types",
        ["Billing and Shipping", "Mailing missing", "not every one of Billing, Shipping, Mailing, Other mapped"],
        facts.AddressTypes.SOME_MISSING,
    ),
    ("mapping.guest_checkout", ["wrong", "wrong customer"], facts.GuestMapping.WRONG),
    ("mapping.guest_checkout", ["missing", "not mapped", None], ABSENT),
    (
        "mapping.unique_id",
        ["not unique", "mapped to a field that is not stable or not unique"],
        facts.UniqueId.UNSTABLE,
    ),
    ("mapping.unique_id", ["absent", "not mapped"], ABSENT),
    ("mapping.unique_id", ["email"], "email"),
    ("mapping.filter_field", ["wrong", "incorrect"], facts.Correctness.WRONG),
    ("mapping.filter_field", ["absent", "not set"], ABSENT),
    ("schema.filter_field_name_or_type", ["wrong type", "misspelled"], facts.Correctness.WRONG),
    ("schema.field_type", ["int32", "Integer", "whole number"], facts.FieldType.INTEGER),
    ("zoho.webhook_events", ["'Deal Created' only", "Deal Created"], facts.WebhookEvents.CREATED_ONLY),
    ("zoho.webhook_events", ["Deal Created, Deal Stage Changed", "stage change"], facts.WebhookEvents.STAGE_CHANGED),
    (
        "mail.subject",
        ["Action Required: Amazon LWA Credential Rotation", "Rotate your LWA secret now"],
        facts.MailSubject.LWA_ROTATION,
    ),
    ("mail.subject", ["Your invoice"], "Your invoice"),
    (
        "user.permissions",
        ["lacks 'Manage ProcessFlows'", "no 'View Configurations'", "none"],
        facts.Permissions.INSUFFICIENT,
    ),
    ("user.permissions", ["Manage ProcessFlows, View Configurations", "full"], facts.Permissions.SUFFICIENT),
    ("platform.api_access", ["revoked", "denied"], facts.ApiAccess.REVOKED),
    ("platform.http_status", ["503 Service Unavailable", "HTTP 503", "HTTP/1.1 503 x", 503, "status 503"], "503"),
    ("integration.state", ["paused", "stopped", "paused since Friday"], facts.IntegrationState.PAUSED),
    ("integration.status", ["not connected"], facts.IntegrationStatus.DISCONNECTED),
    ("sync.time_of_day", ["peak traffic", "busy"], facts.TimeOfDay.PEAK),
    ("sync.time_of_day", ["off peak", "at night"], facts.TimeOfDay.OFF_PEAK),
    ("sync.time_of_day", ["14:00"], "14:00"),
    ("sync.initial_scope", ["recent", "only the recent ones"], facts.InitialScope.RECENT_ONLY),
    ("sync.off_peak_result", ["works"], facts.Outcome.SUCCEEDED),
    ("sync.fails_after_seconds", ["immediately", "almost 0"], Span.of(0)),
    ("shopify.variant_visibility", ["not visible", "hidden"], facts.Visibility.HIDDEN),
    ("erp.status", ["down", "offline"], facts.SystemStatus.OUTAGE),
    ("source.status", ["maintenance until 4 pm", "planned maintenance"], facts.SystemStatus.MAINTENANCE),
    ("queue.order_state", ["dead letter", "dead"], facts.QueueState.DEAD),
    ("queue.order_state", ["failed after three tries", "error"], facts.QueueState.FAILED),
    ("erp.period_of_order_date", ["closed on the 5th", "locked"], facts.PeriodState.CLOSED),
    ("order.erp_status", ["in progress"], facts.ErpStatus.PROCESSING),
    ("order.erp_status", ["Awaiting approval"], "Awaiting approval"),
    ("erp.country_standard", ["ISO", "US", "two-letter codes"], facts.CodeStandard.CODE),
    ("erp.state_standard", ["full names"], facts.CodeStandard.NAME),
    (
        "error.status_code",
        ["invalid field", "INVALID-FIELD", "invalid_field", "INVALID_FIELD: No such column"],
        facts.StatusCode.INVALID_FIELD,
    ),
    ("error.status_code", ["INVALID_FIELD_FOR_INSERT_UPDATE"], "INVALID_FIELD_FOR_INSERT_UPDATE"),
    ("error.event_type", ["insert", "created"], facts.EventType.CREATE),
]


def read(name, given):
    (claim,) = load_case({"facts": {name: given}}).claims
    return claim.value


@pytest.mark.parametrize(
    ("name", "given", "meant"), [(name, given, meant) for name, texts, meant in SETS for given in texts]
)
def test_a_spelling_is_understood(name, given, meant):
    assert read(name, given) == meant


WRONG = [  # name, text that is no word, the word it is closest to
    ("flow.status", "Actve", "Active"),
    ("flow.trigger", "webhok", "webhook"),
    ("flow.phase", "dayly run", "daily run"),
    ("agent.type", "clowd", "cloud"),
    ("flow.deploy_result", "sucess", "success"),
    ("sync.session_status", "faild", "failed"),
    ("resync.result", "synct", "synced"),
    ("flow.return_response_node", "last nod", "last node"),
    ("snapshot.state", "blnk", "blank"),
    ("sync_info.order_state", "Eror", "Error"),
    ("sapb1.sld_service", "Stoped", "Stopped"),
    ("agent.status", "Ofline", "Offline"),
    ("agent.cpu_or_memory", "hihg", "high"),
    ("network.port_443", "blockt", "blocked"),
    ("woo.ssl_certificate", "expird", "expired"),
    ("connection.auth_type", "oaut", "oauth"),
    ("schema.filter_field_name_or_type", "wrng", "wrong"),
    ("platform.api_access", "revokt", "revoked"),
    ("integration.state", "pausd", "Paused"),
    ("integration.status", "Conected", "Connected"),
    ("sync.initial_scope", "recnt only", "recent only"),
    ("shopify.variant_visibility", "hiden", "hidden"),
    ("erp.status", "maintenence", "maintenance"),
    ("queue.order_state", "procesing", "processing"),
    ("erp.period_status", "closd", "closed"),
    ("error.event_type", "Updte", "Update"),
    ("connection.validated", "yess", "yes"),
    ("order.in_destination", "partly", None),
]


@pytest.mark.parametrize(("name", "given", "nearest"), WRONG)
def test_a_word_outside_a_closed_set_is_refused_with_the_nearest(name, given, nearest):
    with pytest.raises(CaseError) as refused:
        read(name, given)
    (problem,) = refused.value.problems
    assert (problem.path, problem.value, problem.nearest) == (f"facts.{name}", given, nearest)


YES_NO = [
    each.name
    for each in facts.vocabulary()
    if each.words is facts.YesNo
    and each.name.partition(".")[0] in ("flow", "sap", "record", "erp", "connection", "order")
]


@pytest.mark.parametrize("name", YES_NO)
def test_what_is_present_is_a_yes_and_what_is_absent_a_no(name):
    assert {read(name, given) for given in ("present", "present (all)", PRESENT, "yes", True)} == {facts.YesNo.YES}
    nothing = ("absent", "missing", "none", "nothing", "not found", "not there", "", None, ABSENT, False)
    assert {read(name, given) for given in nothing} == {facts.YesNo.NO}


def claims_of(given, **options):
    return {claim.name: claim for claim in load_case({"facts": given}, **options).claims}


def test_the_id_of_a_thing_says_what_it_is():
    claims = claims_of({"flow.tracking.status": "paused", "flow[12].status": "active"})
    assert set(claims) == {"flow[tracking].status", "flow[tracking].type", "flow[12].status"}
    implied = claims["flow[tracking].type"]
    assert implied.value is facts.FlowType.TRACKING
    assert (implied.raw, implied.path, implied.channel) == ("tracking", "flow[tracking]", Channel.HUB_PORTAL)
    assert (implied.reliability, implied.at, implied.by) == (Reliability.SCREEN, None, None)


@pytest.mark.parametrize(
    ("name", "implied", "value"),
    [
        ("flow.realtime.status", "flow[realtime].trigger", facts.FlowTrigger.WEBHOOK),
        ("flow.scheduled.status", "flow[scheduled].trigger", facts.FlowTrigger.SCHEDULE),
        ("flow.price.status", "flow[price].type", facts.FlowType.PRICE),
        ("flow[Order Sync].status", "flow[Order Sync].type", facts.FlowType.ORDER),
        ("connection.SAP.validated", "connection[SAP].app", "SAP"),
        ("connection[woo].validated", "connection[woo].app", "WooCommerce"),
        ("integration[eu].connection[b1].validated", "integration[eu].connection[b1].app", "SAP Business One"),
    ],
)
def test_an_id_implies_a_word_or_a_platform(name, implied, value):
    claims = claims_of({name: "yes"})
    assert len(claims) == 2
    assert claims[implied].value == value


@pytest.mark.parametrize(
    "name", ["flow.status", "flow[F-17].status", "connection.validated", "connection[main].validated"]
)
def test_an_id_that_says_nothing_implies_nothing(name):
    assert len(claims_of({name: "yes"})) == 1


def test_what_somebody_says_goes_before_the_id():
    claims = claims_of(
        {"flow[tracking].type": "order", "connection[SAP].app": "SAP ECC", "connection[SAP].validated": "no"}
    )
    assert claims["flow[tracking].type"].value is facts.FlowType.ORDER
    assert claims["connection[SAP].app"].value == "SAP ECC"
    assert len(claims) == 3


def test_the_id_says_nothing_to_a_guide_that_does_not_ask():
    case = load_case({"facts": {"connection[SAP].auth_type": "oauth"}}, system="tether")
    assert ([claim.name for claim in case.claims], case.unused) == (["connection[SAP].auth_type"], ())


def test_a_case_loaded_again_implies_nothing_twice():
    case = load_case({"facts": {"flow.tracking.status": "paused"}})
    assert load_case(case).claims == case.claims
