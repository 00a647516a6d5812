"""The worked examples of what a diagnosis means, on both reasoners.

Each test names the verdict of every fault that its example speaks of.
"""

import pytest

from engine import infer
from engine.reasoners.durable import durable_available

NOW = "2026-03-05T10:40:00+01:00"
REASONERS = ["compiled", "durable"] if durable_available() else ["compiled"]

AT_ORDER_LEVEL_AFTER_THE_PULL = {
    "efs.order.ship_method_unmapped",
    "efs.order.sku_mismatch",
    "efs.order.address_invalid",
    "efs.order.address_malformed",
}
THAT_STOP_ALL_SHOPIFY_ORDERS = {
    "efs.order.toggle_off",
    "efs.connection.oauth_not_connected",
    "efs.connection.is2_server_issue",
    "efs.shopify.auto_fulfillment_off",
    "efs.shopify.app_uninstalled",
}


class Result:
    """A diagnosis as the JSON gives it, with its faults by verdict."""

    def __init__(self, diagnosis):
        self.diagnosis = diagnosis
        self.json = diagnosis.to_dict(include_unknown=True)
        self.headline = self.json["headline"]
        self.flags = self.json["flags"]
        self.verdicts = {}
        for fault in self.json["faults"]:
            self.verdicts.setdefault(fault["verdict"], {})[fault["id"]] = fault

    def ids(self, verdict):
        return set(self.verdicts.get(verdict, {}))

    def roots(self):
        return {fault["id"] for fault in self.verdicts.get("CONFIRMED", {}).values() if fault["root_cause"]}

    def fault(self, identity):
        return next(fault for fault in self.json["faults"] if fault["id"] == identity)

    def checks(self):
        return [check["id"] for check in self.json["next_checks"]]

    def repairs(self):
        return [repair["fault"] for repair in self.json["repairs"]]

    def symptom(self, identity, scope):
        return next(each for each in self.json["symptoms"] if (each["id"], each["scope"]) == (identity, scope))


@pytest.fixture(params=REASONERS)
def diagnose(request):
    def run(facts, platform=None, now=NOW):
        case = {"now": now, "facts": facts}
        return Result(infer(case if platform is None else case | {"platform": platform}, reasoner=request.param))

    return run


# --- 1 --------------------------------------------------------------------------------------

TOGGLE_OFF = {
    "test_order.placed_at": "80 min ago",
    "test_order.is2_status": "absent",
    "integration.order_sync_toggle": "OFF",
}


def test_1_a_toggle_that_is_off_explains_the_rest_away_and_hides_what_lies_behind(diagnose):
    result = diagnose(TOGGLE_OFF, "Shopify")
    assert (result.headline, result.flags) == ("FAULT_CONFIRMED", [])
    assert result.roots() == {"efs.order.toggle_off"}
    for rival in (
        "efs.connection.oauth_not_connected",
        "efs.shopify.product_not_at_app_location",
        "efs.shopify.auto_fulfillment_off",
    ):
        assert result.fault(rival)["verdict"] == "UNKNOWN"
        assert result.diagnosis.why_not(rival)["answer"] == "explained_away"
    assert result.ids("MASKED") >= AT_ORDER_LEVEL_AFTER_THE_PULL
    assert result.diagnosis.why_not("efs.order.sku_mismatch")["answer"] == "hidden"


def test_1_the_next_step_is_to_turn_it_on_and_look_again_after_a_cycle(diagnose):
    result = diagnose(TOGGLE_OFF, "Shopify")
    assert result.repairs() == ["efs.order.toggle_off"]
    (repair,) = result.json["repairs"]
    assert repair["within_minutes"] == 30
    assert repair["expect"] == [{"id": "efs.symptom.orders_absent", "scope": "test_order"}]
    assert all(check["after"] for check in result.json["next_checks"])


def test_1_after_the_repair_the_next_cycle_is_waited_for(diagnose):
    turned_on = TOGGLE_OFF | {
        "integration.order_sync_toggle": "ON",
        "integration.toggle_changed_at": "5 min ago",
        "integration.last_sync": "2 days ago",
        "integration.order_sync_schedule_minutes": 30,
    }
    result = diagnose(turned_on, "Shopify")
    assert result.headline == "WAITING"
    assert result.json["until"] == "2026-03-05T11:05:00+01:00"


# --- 2 --------------------------------------------------------------------------------------


def test_2_a_missing_ship_map_is_found_before_the_orders_run_into_it(diagnose):
    result = diagnose(
        {
            "integration.oauth_status": "Expired",
            "integration.order_sync_toggle": "ON",
            "order[1188].placed_at": "4 h ago",
            "order[1188].is2_status": "absent",
            "order[1188].ship_method": "EXPRESS",
            "order[1189].placed_at": "3 h ago",
            "order[1189].is2_status": "absent",
            "order[1189].ship_method": "EXPRESS",
            "shipmap[EXPRESS].entry": "absent",
        },
        "Shopify",
    )
    assert (result.headline, result.flags) == ("FAULT_CONFIRMED", [])
    assert result.roots() == {"efs.connection.oauth_not_connected"}
    hidden = result.fault("efs.order.ship_method_unmapped")
    assert (hidden["verdict"], hidden["presence"]) == ("MASKED", "present")
    assert result.fault("efs.order.toggle_off")["verdict"] == "RULED_OUT"
    assert list(dict.fromkeys(result.repairs())) == [
        "efs.connection.oauth_not_connected",
        "efs.order.ship_method_unmapped",
    ]
    forecast = [item for item in result.json["forecast"] if item["fault"] == "efs.order.ship_method_unmapped"]
    assert forecast
    assert {place["id"] for place in forecast[0]["after"]} == {"efs.connection.oauth_not_connected"}


# --- 3 --------------------------------------------------------------------------------------


def test_3_two_faults_are_confirmed_and_repairing_one_leaves_the_stock_stale(diagnose):
    result = diagnose(
        {
            "integration.oauth_status": "Expired",
            "integration.inventory_sync_toggle": "OFF",
            "order.placed_at": "4 h ago",
            "order.is2_status": "absent",
            "inventory.platform_quantity": 40,
            "inventory.fcp_good": 12,
        },
        "Shopify",
    )
    assert (result.headline, result.flags) == ("FAULT_CONFIRMED", [])
    assert result.roots() == {"efs.connection.oauth_not_connected", "efs.inventory.toggle_off"}
    login, toggle = result.json["repairs"]
    assert (login["fault"], toggle["fault"]) == ("efs.connection.oauth_not_connected", "efs.inventory.toggle_off")
    assert {place["id"] for place in login["expect"]} == {"efs.symptom.orders_absent"}
    assert [(place["id"], place["because_of"]) for place in login["remains"]] == [
        ("efs.symptom.inventory_static", "efs.inventory.toggle_off")
    ]
    assert [(place["id"], place["because_of"]) for place in toggle["remains"]] == [
        ("efs.symptom.inventory_static", "efs.connection.oauth_not_connected")
    ]


# --- 4 --------------------------------------------------------------------------------------


def test_4_tracking_is_waited_for_until_six_hours_after_shipment(diagnose):
    result = diagnose(
        {
            "order.fcp_status": "Completed",
            "order.shipped_at": "3 h ago",
            "order.fcp_tracking_number": "1Z999AA10123456784",
            "order.platform_tracking": "absent",
        },
        "Shopify",
    )
    assert (result.headline, result.flags) == ("WAITING", [])
    assert result.json["until"] == "2026-03-05T13:40:00+01:00"
    missing = result.symptom("efs.symptom.tracking_missing", "order")
    assert (missing["state"], missing["role"]) == ("waiting", "waiting")
    assert missing["look_at"] == "2026-03-05T11:50:00+01:00"
    assert result.ids("CONFIRMED") | result.ids("SUSPECTED") == set()
    assert "efs.normal.tracking_window" in {item["id"] for item in result.json["expected"]}


# --- 5 --------------------------------------------------------------------------------------


def test_5_a_page_and_a_log_that_disagree_call_for_the_connection_test(diagnose):
    result = diagnose(
        [
            {
                "name": "integration.oauth_status",
                "value": "Connected",
                "at": "2026-03-05T09:00:00+01:00",
                "reliability": 3,
            },
            {
                "name": "integration.log",
                "value": "10:05 pull orders: OAuth token expired",
                "at": "2026-03-05T10:05:00+01:00",
                "reliability": 4,
            },
        ],
        "Shopify",
    )
    assert (result.headline, result.flags) == ("FAULT_SUSPECTED", ["CONTRADICTORY"])
    login = result.fault("efs.connection.oauth_not_connected")
    assert (login["verdict"], login["contradicted"], login["presence"]) == ("SUSPECTED", True, "unknown")
    assert result.checks()[0] == "efs.isolate.connection_test"
    assert result.ids("SUSPECTED") == {"efs.connection.oauth_not_connected"}


@pytest.mark.parametrize(("outcome", "verdict"), [("failed", "CONFIRMED"), ("passed", "RULED_OUT")])
def test_5_a_connection_test_made_later_settles_it(diagnose, outcome, verdict):
    facts = [
        {"name": "integration.oauth_status", "value": "Connected", "at": "2026-03-05T09:00:00+01:00"},
        {"name": "integration.log", "value": "OAuth token expired", "at": "2026-03-05T10:05:00+01:00"},
        {"name": "integration.connection_test", "value": outcome, "at": "2026-03-05T10:35:00+01:00"},
    ]
    assert diagnose(facts, "Shopify").fault("efs.connection.oauth_not_connected")["verdict"] in {
        verdict,
        # A test that only says "failed" does not say why.
        "SUSPECTED",
    }


# --- 6 --------------------------------------------------------------------------------------

SAMPLE_TICKET = {
    "integration.name": "MainShopifyStore",
    "integration.order_sync_toggle": "ON",
    "integration.oauth_status": "Connected",
    "integration.last_sync": "2025-11-14T13:30:00-05:00",
    "integration.error_message": "none",
    "product.location": "At app location",
    "platform.automatic_fulfillment": "Automatic enabled",
    "order[1001].placed_at": "2025-11-14T14:15:00-05:00",
    "order[1001].is2_status": "absent",
    "order[1002].placed_at": "2025-11-14T15:00:00-05:00",
    "order[1002].is2_status": "absent",
    "order[1003].placed_at": "2025-11-14T16:30:00-05:00",
    "order[1003].is2_status": "absent",
    "test_order.number": "TEST-001",
    "test_order.is2_status": "absent",
    "merchant.urgency": "High",
}


@pytest.fixture
def sample_ticket(diagnose):
    return diagnose(SAMPLE_TICKET, "Shopify", now="2025-11-14T17:40:00-05:00")


def test_6_the_sample_ticket_leaves_vendor_side_suspects_only(sample_ticket):
    assert "ESCALATE" in sample_ticket.flags
    assert sample_ticket.roots() == set()
    suspects = sample_ticket.verdicts.get("SUSPECTED", {})
    assert suspects or "UNEXPLAINED" in sample_ticket.flags
    assert {fault["remedy"]["by"] for fault in suspects.values()} <= {"vendor"}
    assert sample_ticket.ids("RULED_OUT") >= {
        "efs.order.toggle_off",
        "efs.connection.oauth_not_connected",
        "efs.shopify.product_not_at_app_location",
        "efs.shopify.auto_fulfillment_off",
        "efs.shopify.app_uninstalled",
    }
    assert sample_ticket.fault("efs.order.sync_stalled")["root_cause"] is False
    assert sample_ticket.fault("efs.order.sync_stalled")["verdict"] == "CONFIRMED"


def test_6_the_sample_ticket_meets_the_guides_own_criterion(sample_ticket):
    assert "efs.escalate.all_orders_stopped" in sample_ticket.json["escalation"]["criteria"]
    assert sample_ticket.json["escalation"]["needed"]


def test_6_the_ticket_is_drafted_with_the_guides_fields(sample_ticket):
    ticket = sample_ticket.json["escalation"]["ticket"]
    assert "Shopify" in ticket["title"]
    fields = {field["id"]: field for field in ticket["fields"]}
    assert list(fields) == [
        "efs.ticket.title",
        "efs.ticket.platform",
        "efs.ticket.integration_name",
        "efs.ticket.error_text",
        "efs.ticket.screenshots",
        "efs.ticket.example_orders",
        "efs.ticket.timeline",
        "efs.ticket.steps_tried",
        "efs.ticket.urgency",
        "efs.ticket.status_summary",
    ]
    text = {identity: str(field["value"]) for identity, field in fields.items()}
    assert "Shopify" in text["efs.ticket.platform"]
    assert "MainShopifyStore" in text["efs.ticket.integration_name"]
    for number in ("1001", "1002"):
        assert number in text["efs.ticket.example_orders"]
    assert "13:30" in text["efs.ticket.timeline"]
    assert "Connected" in text["efs.ticket.status_summary"]
    assert "High" in text["efs.ticket.urgency"]
    for other in ("Amazon", "eBay", "store hash", "WooCommerce", "Magento"):
        assert other not in text["efs.ticket.steps_tried"]


# --- 7 --------------------------------------------------------------------------------------

FULFILLED_BY_HAND = {
    "order[1190].is2_status": "ACCEPTED",
    "order[1190].fcp_status": "Completed",
    "order[1190].shipped_at": "8 h ago",
    "order[1190].platform_tracking": "absent",
    "order[1190].tracking_error": "Fulfillment already complete",
    "order[1204].placed_at": "50 min ago",
    "order[1204].is2_status": "ACCEPTED",
    "order[1204].fcp_status": "Pending",
}


def test_7_an_order_fulfilled_by_hand_is_confirmed_and_the_line_is_cleared(diagnose):
    result = diagnose(FULFILLED_BY_HAND, "Shopify")
    assert (result.headline, result.flags) == ("FAULT_CONFIRMED", [])
    assert result.roots() == {"efs.tracking.manually_fulfilled"}
    assert result.fault("efs.tracking.manually_fulfilled")["scope"] == "order[1190]"
    assert result.ids("RULED_OUT") >= THAT_STOP_ALL_SHOPIFY_ORDERS
    assert result.repairs() == ["efs.tracking.manually_fulfilled"]


def test_7_its_remedy_is_to_enter_the_tracking_by_hand_and_never_to_authorise_again(diagnose):
    result = diagnose(FULFILLED_BY_HAND, "Shopify")
    remedy = result.fault("efs.tracking.manually_fulfilled")["remedy"]
    assert [item["id"] for item in remedy["workaround"]] == ["efs.tracking.manual_entry_shopify"]
    assert "tracking" in remedy["steps"][0].lower()
    assert not any("authoris" in step.lower() or "oauth" in step.lower() for step in remedy["steps"])


# --- 8 --------------------------------------------------------------------------------------

EXPRESS_REFUSED = {
    "order[1].ship_method": "GROUND",
    "order[1].placed_at": "2 h ago",
    "order[1].is2_status": "ACCEPTED",
    "order[2].ship_method": "EXPRESS",
    "order[2].placed_at": "2 h ago",
    "order[2].is2_status": "IMPORT ERROR",
    "order[2].is2_error": "Ship method not mapped",
    "order[3].ship_method": "EXPRESS",
    "order[3].placed_at": "3 h ago",
    "order[3].is2_status": "IMPORT ERROR",
    "order[3].is2_error": "Ship method not mapped",
}


def test_8_a_ship_method_without_a_map_is_confirmed_at_its_orders(diagnose):
    result = diagnose(EXPRESS_REFUSED, "Shopify")
    assert (result.headline, result.flags) == ("FAULT_CONFIRMED", [])
    assert result.roots() == {"efs.order.ship_method_unmapped"}
    scopes = {fault["scope"] for fault in result.json["faults"] if fault["verdict"] == "CONFIRMED"}
    assert scopes == {"order[2]", "order[3]"}
    assert result.ids("RULED_OUT") >= THAT_STOP_ALL_SHOPIFY_ORDERS


def test_8_after_the_fix_the_automatic_retry_is_waited_for(diagnose):
    repaired = EXPRESS_REFUSED | {"shipmap[EXPRESS].entry": "FDX2", "fix.applied_at": "5 min ago"}
    result = diagnose(repaired, "Shopify")
    assert (result.headline, result.flags) == ("WAITING", [])
    assert result.json["until"] == "2026-03-05T11:05:00+01:00"
    assert result.ids("CONFIRMED") | result.ids("SUSPECTED") == set()
    assert {item["id"] for item in result.json["expected"]} >= {"efs.normal.retry_pending"}
    assert {item["advice"] for item in result.json["retry"]} == {"safe"}


# --- 9 --------------------------------------------------------------------------------------


def test_9_of_missing_orders_alone_every_cover_is_suspected_and_nothing_ruled_out(diagnose):
    result = diagnose({"order.is2_status": "absent"}, "WooCommerce")
    assert (result.headline, result.flags) == ("FAULT_SUSPECTED", [])
    assert result.ids("SUSPECTED") >= {
        "efs.order.toggle_off",
        "efs.order.history_too_short",
        "efs.connection.api_credentials_invalid",
        "efs.connection.is2_incident",
        "efs.connection.is2_server_issue",
        "efs.woo.status_not_processing",
        "efs.woo.permalinks_plain",
        "efs.woo.rest_api_disabled",
    }
    assert result.ids("RULED_OUT") == set()
    assert result.ids("CONFIRMED") == set()
    assert result.checks()[0] == "efs.order.check_toggle"
    assert "efs.symptom.orders_absent#since" in result.checks()
    assert not {fault for fault in result.ids("SUSPECTED") if "oauth" in fault or "shopify" in fault}


# --- 10 -------------------------------------------------------------------------------------


def test_10_a_healthy_flow_warns_of_two_things_to_come(diagnose):
    result = diagnose(
        {
            "order[1201].placed_at": "2 h ago",
            "order[1201].is2_status": "ACCEPTED",
            "order[1201].fcp_status": "Pending",
            "order[1166].shipped_at": "1 day ago",
            "order[1166].fcp_status": "Completed",
            "order[1166].platform_tracking": "1Z999AA10123456784",
            "inventory.platform_quantity": 12,
            "inventory.fcp_good": 12,
            "integration.history_days": 1,
            "integration.oauth_status": "Connected",
            "integration.oauth_token_expires_at": "in 5 days",
        },
        "Shopify",
    )
    assert (result.headline, result.flags) == ("HEALTHY", [])
    assert result.ids("LATENT") == {"efs.connection.oauth_not_connected", "efs.order.history_too_short"}
    assert result.ids("CONFIRMED") | result.ids("SUSPECTED") == set()
    assert result.repairs() == []


# --- 11 -------------------------------------------------------------------------------------

TRACKING_AND_STOCK = {
    "order[1151].is2_status": "COMPLETED",
    "order[1151].fcp_status": "Completed",
    "order[1151].shipped_at": "9 h ago",
    "order[1151].platform_tracking": "absent",
    "order[1208].placed_at": "50 min ago",
    "order[1208].is2_status": "ACCEPTED",
    "order[1208].fcp_status": "Pending",
    "inventory.platform_quantity": 40,
    "inventory.fcp_good": 12,
    "inventory.fcp_changed_at": "9 h ago",
    "integration.inventory_sync_schedule": "hourly",
}


def test_11_the_one_fault_that_covers_both_stands_before_the_pairs(diagnose):
    result = diagnose(TRACKING_AND_STOCK)
    assert (result.headline, result.flags) == ("FAULT_SUSPECTED", [])
    suspects = [fault for fault in result.json["faults"] if fault["verdict"] == "SUSPECTED"]
    assert suspects[0]["id"] == "efs.connection.permissions_insufficient"
    assert [
        fault["id"]
        for fault in suspects
        if {place["id"] for place in fault["explains"]}
        == {"efs.symptom.tracking_missing", "efs.symptom.inventory_static"}
    ] == ["efs.connection.permissions_insufficient"]
    assert {fault["id"] for fault in suspects} >= {"efs.tracking.manually_fulfilled", "efs.inventory.toggle_off"}
    assert result.ids("CONFIRMED") == set()
    assert "efs.order.toggle_off" in result.ids("RULED_OUT")


def test_11_the_next_check_is_the_message_that_names_it(diagnose):
    assert diagnose(TRACKING_AND_STOCK).checks()[0] == "efs.tracking.check_errors"


# --- 13 -------------------------------------------------------------------------------------


def test_13_less_than_the_total_is_as_designed_where_it_equals_good(diagnose):
    result = diagnose(
        {"inventory.platform_quantity": 37, "inventory.fcp_total": 52, "inventory.fcp_good": 37}, "Shopify"
    )
    assert (result.headline, result.flags) == ("AS_DESIGNED", [])
    assert "efs.normal.allocated_subtracted" in {item["id"] for item in result.json["expected"]}
    assert result.ids("CONFIRMED") | result.ids("SUSPECTED") == set()
    assert result.ids("RULED_OUT") >= {"efs.inventory.hurt_included", "efs.inventory.sku_mismatch"}
    assert (result.checks(), result.repairs()) == ([], [])


# --- 15 -------------------------------------------------------------------------------------


def test_15_red_herrings_do_not_make_a_young_order_suspicious(diagnose):
    result = diagnose(
        {
            "integration.oauth_status": "Connected",
            "integration.oauth_token_issued_at": "1 day ago",
            "order.address": "emoji",
            "order.is2_status": "NEW",
            "order.is2_received_at": "10 min ago",
        },
        "Shopify",
    )
    assert (result.headline, result.flags) == ("WAITING", [])
    assert result.ids("SUSPECTED") | result.ids("CONFIRMED") == set()
    assert result.fault("efs.order.address_malformed")["verdict"] != "LATENT"
    assert result.fault("efs.connection.oauth_not_connected")["verdict"] == "RULED_OUT"
    assert result.json["until"] == "2026-03-05T11:00:00+01:00"


# --- 12. A channel that says nothing --------------------------------------------------------

NOTHING_IN_ERP_NOR_SNAPSHOT = {
    "order[1001].in_source": "yes",
    "order[1001].in_destination": "no",
    "snapshot.state": "blank",
    "sync_info.populated": "no",
}
REFUSALS = {
    "appseconnect.error.item-not-found",
    "appseconnect.orders.product-missing-in-sap",
    "appseconnect.product.sku-case-mismatch",
    "appseconnect.error.business-partner-not-found",
    "appseconnect.orders.invalid-address",
    "appseconnect.error.invalid-series",
    "appseconnect.nulls.null-in-numeric-field",
}


def test_12_a_blank_snapshot_is_no_proof_that_there_were_no_errors(diagnose):
    result = diagnose(NOTHING_IN_ERP_NOR_SNAPSHOT, "Shopify -> APPSeCONNECT -> SAP Business One")
    assert (result.headline, result.roots()) == ("FAULT_SUSPECTED", set())
    assert {
        "appseconnect.snapshot.return-response-missing",
        "appseconnect.orders.flow-paused",
        "appseconnect.orders.webhook-not-firing",
    } <= result.ids("SUSPECTED")
    assert result.ids("UNKNOWN") >= REFUSALS
    assert not result.ids("RULED_OUT") & REFUSALS
    assert result.checks()[0].startswith("appseconnect.snapshot.return-response-mandatory")


def test_12_with_the_order_in_the_erp_a_blank_snapshot_is_a_missing_return_response(diagnose):
    facts = NOTHING_IN_ERP_NOR_SNAPSHOT | {"order[1001].in_destination": "yes"}
    result = diagnose(facts, "Shopify -> APPSeCONNECT -> SAP Business One")
    assert (result.headline, result.roots()) == (
        "FAULT_CONFIRMED", {"appseconnect.snapshot.return-response-missing"}
    )  # fmt: skip


def test_12_once_the_node_is_known_to_be_missing_refusals_wait_behind_it(diagnose):
    facts = NOTHING_IN_ERP_NOR_SNAPSHOT | {"flow.return_response_node": "missing"}
    result = diagnose(facts, "Shopify -> APPSeCONNECT -> SAP Business One")
    assert result.roots() == {"appseconnect.snapshot.return-response-missing"}
    assert result.ids("MASKED") >= REFUSALS - {"appseconnect.nulls.null-in-numeric-field"}
    assert {each["fault"] for each in result.json["forecast"]} >= result.ids("MASKED") & REFUSALS


# --- 14. A parent that failed first ---------------------------------------------------------

CHAIN = {
    "error[A].status_code": "REQUIRED_FIELD_MISSING",
    "error[A].storeconnect_id": "acc-1",
    "error[B].status_code": "INVALID_FIELD",
    "record[B].parent": "A",
    "error[A2].status_code": "INVALID_CHANGE_EVENT",
    "error[A2].storeconnect_id": "acc-1",
}


def test_14_what_failed_because_of_a_parent_is_its_consequence(diagnose):
    result = diagnose(CHAIN, None)
    assert (result.headline, result.roots()) == ("FAULT_CONFIRMED", {"storeconnect.code.required-field-missing"})
    root = result.fault("storeconnect.code.required-field-missing")
    assert root["scope"] == "record[A]"
    for consequence, scope in (("invalid-field", "record[B]"), ("invalid-change-event", "record[A2]")):
        found = result.fault(f"storeconnect.code.{consequence}")
        assert (found["scope"], found["verdict"], found["root_cause"]) == (scope, "CONFIRMED", False)
        assert found["follows"] == [{"id": root["id"], "scope": "record[A]"}]
        assert result.symptom("storeconnect.symptom.held_up", scope)["role"] == "consequential"


def test_14_the_plan_repairs_the_first_failure_and_tries_it_again_before_what_waits(diagnose):
    result = diagnose(CHAIN, None)
    [repair] = result.json["repairs"]
    assert repair["fault"] == "storeconnect.code.required-field-missing"
    assert repair["resync"][0] == "record[A]"
    assert set(repair["resync"]) == {"record[A]", "record[A2]", "record[B]"}
    assert {each["advice"] for each in result.json["retry"]} == {"useless_until"}


def test_14_a_consequence_alone_asks_for_what_failed_first(diagnose):
    result = diagnose({"error[B].status_code": "INVALID_FIELD"}, None)
    assert (result.headline, result.roots()) == ("FAULT_SUSPECTED", set())
    assert result.ids("CONFIRMED") == {"storeconnect.code.invalid-field"}
    assert result.checks()


# --- and nothing at all ---------------------------------------------------------------------


def test_an_empty_case_asks_for_the_guides_first_check(diagnose):
    result = Result(infer({"system": "efs", "facts": {}}))
    assert (result.headline, result.flags) == ("INSUFFICIENT_EVIDENCE", [])
    assert result.checks()[0] == "efs.check.integration_status"
    assert set(result.verdicts) == {"UNKNOWN"}
