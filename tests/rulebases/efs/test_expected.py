"""What is normal, by design, a limit or only needs waiting; and the edge of every window, to the minute."""

import pytest

from engine import Headline, Verdict, infer
from rulebases.efs import RULEBASE

NOW = "2026-03-05T10:40:00+01:00"


def diagnose(facts, platform="Shopify"):
    return infer({"now": NOW, "platform": platform, "facts": facts})


def expected_ids(diagnosis):
    """Ids of all items that what is expected stands for."""
    return {identity for item in diagnosis.to_dict()["expected"] for identity in (item["id"], *item["items"])}


def accused(diagnosis):
    """Ids of confirmed root causes and of all that is suspected."""
    return {
        item.id
        for item in diagnosis.faults
        if item.verdict is Verdict.SUSPECTED or (item.verdict is Verdict.CONFIRMED and item.root_cause)
    }


def minutes_ago(count):
    return f"{count} min ago"


# --- what is expected, and one value beside it ----------------------------------------------

GOOD_12_SHOWN_40 = {"inventory.platform_quantity": 40, "inventory.fcp_good": 12}
SHIPPED_8_H_AGO = {"order.shipped_at": "8 h ago", "order.fcp_status": "Completed", "order.platform_tracking": "absent"}
SLOW_ORDER = {"order.placed_at": "3 h ago", "order.is2_received_at": "100 min ago", "order.is2_status": "ACCEPTED"}
MISSING_3_H = {"order.placed_at": "3 h ago", "order.is2_status": "absent"}

CASES = [  # item, platform, facts, headline, one value beside them
    (
        "efs.connection.platform_downtime",
        "Shopify",
        MISSING_3_H | {"platform.availability": "down"},
        Headline.WAITING,
        {"platform.availability": "up"},
    ),
    (
        "efs.connection.platform_downtime",
        "WooCommerce",
        SHIPPED_8_H_AGO | {"platform.availability": "down", "order.tracking_error": "Platform API timeout"},
        Headline.WAITING,
        {"platform.availability": "up"},
    ),
    (
        "efs.normal.fba_not_pulled",
        "Amazon",
        MISSING_3_H | {"order.fulfillment_channel": "FBA"},
        Headline.AS_DESIGNED,
        {"order.fulfillment_channel": "FBM"},
    ),
    (
        "efs.normal.order_in_transit",
        "Shopify",
        {"order.placed_at": "50 min ago", "order.is2_status": "absent"},
        Headline.WAITING,
        {"order.placed_at": "61 min ago"},
    ),
    (
        "efs.normal.order_in_transit",
        "Shopify",
        {"order.placed_at": "70 min ago", "order.is2_status": "ACCEPTED", "order.fcp_status": "absent"},
        Headline.WAITING,
        {"order.placed_at": "76 min ago"},
    ),
    (
        "efs.normal.test_order_wait",
        "WooCommerce",
        {"test_order.placed_at": "40 min ago", "test_order.is2_status": "absent"},
        Headline.WAITING,
        {"test_order.placed_at": "61 min ago"},
    ),
    (
        "efs.normal.toggle_wait_cycle",
        "Shopify",
        MISSING_3_H
        | {
            "integration.order_sync_toggle": "ON",
            "integration.toggle_changed_at": "10 min ago",
            "integration.last_sync": "5 h ago",
            "integration.order_sync_schedule_minutes": 30,
        },
        Headline.WAITING,
        {"integration.toggle_changed_at": "6 h ago"},
    ),
    (
        "efs.magento1.soap_slow",
        "Magento 1",
        SLOW_ORDER | {"platform.api": "SOAP", "integration.history_days": 5},
        Headline.AS_DESIGNED,
        {"platform.api": "REST"},
    ),
    (
        "efs.normal.retry_pending",
        "Shopify",
        {
            "order.is2_status": "IMPORT ERROR",
            "order.is2_error": "Ship method not mapped",
            "fix.applied_at": "10 min ago",
        },
        Headline.WAITING,
        {"fix.applied_at": "40 min ago"},
    ),
    (
        "efs.order.hidden_by_filter",
        "Shopify",
        {
            "order.is2_status": "ACCEPTED",
            "order.accepted_at": "2 h ago",
            "order.fcp_status": "absent",
            "fcp.status_filter": "Pending",
            "fcp.search_all_result": "found",
        },
        Headline.AS_DESIGNED,
        {"fcp.search_all_result": "not found"},
    ),
    (
        "efs.status.cancelled",
        "Shopify",
        {"order.is2_status": "CANCELLED", "order.fcp_status": "absent", "order.placed_at": "5 h ago"},
        Headline.AS_DESIGNED,
        {"order.is2_status": "NEW"},
    ),
    (
        "efs.status.fcp_pending",
        "Shopify",
        {"order.fcp_status": "Pending", "order.is2_status": "ACCEPTED", "order.placed_at": "1 day ago"},
        Headline.HEALTHY,
        {"order.fcp_status": "Completed"},
    ),
    (
        "efs.tracking.order_locked",
        "Shopify",
        SHIPPED_8_H_AGO | {"order.tracking_error": "Order locked"},
        Headline.WAITING,
        {"order.tracking_error": "Order not found"},
    ),
    (
        "efs.tracking.order_locked",
        "Shopify",
        SHIPPED_8_H_AGO | {"order.platform_status": "being edited"},
        Headline.WAITING,
        {"order.platform_status": "open"},
    ),
    (
        "efs.tracking.platform_timeout",
        "Shopify",
        SHIPPED_8_H_AGO | {"order.tracking_error": "Platform API timeout"},
        Headline.WAITING,
        {"order.tracking_error": "Permission denied"},
    ),
    (
        "efs.tracking.order_canceled",
        "Shopify",
        SHIPPED_8_H_AGO | {"order.tracking_error": "Order canceled"},
        Headline.AS_DESIGNED,
        {"order.tracking_error": "Order not found"},
    ),
    (
        "efs.tracking.order_canceled",
        "Shopify",
        SHIPPED_8_H_AGO | {"order.platform_status": "canceled"},
        Headline.AS_DESIGNED,
        {"order.platform_status": "open"},
    ),
    (
        "efs.amazon.buyer_canceled",
        "Amazon",
        SHIPPED_8_H_AGO | {"order.canceled_by": "buyer"},
        Headline.AS_DESIGNED,
        {"order.canceled_by": "merchant"},
    ),
    (
        "efs.tracking.carrier_name_format",
        "Shopify",
        {
            "order.platform_tracking": "1Z0001",
            "order.fcp_tracking_number": "1Z0001",
            "order.platform_carrier": "FedEx Ground",
            "order.fcp_carrier": "FEDEX",
        },
        Headline.AS_DESIGNED,
        {"order.platform_tracking": "1Z0009"},
    ),
    (
        "efs.inventory.platform_unsupported",
        "Squarespace",
        {"integration.platform": "Squarespace"} | GOOD_12_SHOWN_40,
        Headline.AS_DESIGNED,
        {"integration.platform": "Shopify"},
    ),
    (
        "efs.normal.inventory_optional",
        "Shopify",
        GOOD_12_SHOWN_40 | {"integration.inventory_sync_toggle": "OFF", "integration.inventory_sync_in_use": "no"},
        Headline.AS_DESIGNED,
        {"integration.inventory_sync_in_use": "yes"},
    ),
    (
        "efs.normal.daily_schedule",
        "Shopify",
        GOOD_12_SHOWN_40
        | {"integration.inventory_sync_schedule": "daily", "integration.inventory_last_sync": "20 h ago"},
        Headline.WAITING,
        {"integration.inventory_sync_schedule": "hourly"},
    ),
    (
        "efs.normal.force_sync_wait",
        "Shopify",
        GOOD_12_SHOWN_40 | {"integration.manual_inventory_sync_at": "5 min ago"},
        Headline.WAITING,
        {"integration.manual_inventory_sync_at": "11 min ago"},
    ),
    (
        "efs.normal.allocated_subtracted",
        "Shopify",
        {"inventory.platform_quantity": 37, "inventory.fcp_good": 37, "inventory.fcp_total": 52},
        Headline.AS_DESIGNED,
        {"inventory.platform_quantity": 38},
    ),
    (
        "efs.shopify.viewing_other_location",
        "Shopify",
        {
            "inventory.platform_quantity": 3,
            "inventory.fcp_good": 12,
            "inventory.viewed_location": "Brooklyn store",
            "inventory.app_location_quantity": 12,
        },
        Headline.AS_DESIGNED,
        {"inventory.viewed_location": "app location"},
    ),
    (
        "efs.normal.inventory_gap",
        "Shopify",
        {
            "inventory.platform_quantity": 100,
            "inventory.fcp_good": 99,
            "inventory.fcp_changed_at": "30 min ago",
            "integration.inventory_last_sync": "40 min ago",
            "integration.inventory_sync_schedule": "hourly",
        },
        Headline.WAITING,
        {"inventory.fcp_changed_at": "50 min ago"},
    ),
    (
        "efs.inventory.manual_change_overwritten",
        "Shopify",
        {
            "inventory.platform_quantity": 12,
            "inventory.fcp_good": 12,
            "inventory.manual_adjustment_at": "2 h ago",
            "integration.inventory_last_sync": "30 min ago",
        },
        Headline.AS_DESIGNED,
        {"inventory.manual_adjustment_at": "10 min ago"},
    ),
    (
        "efs.inventory.manual_change_pending",
        "Shopify",
        GOOD_12_SHOWN_40
        | {"inventory.manual_adjustment_at": "10 min ago", "integration.inventory_last_sync": "30 min ago"},
        Headline.WAITING,
        {"inventory.manual_adjustment_at": "2 h ago"},
    ),
    (
        "efs.inventory.good_only",
        "Shopify",
        {"inventory.platform_quantity": 12, "inventory.fcp_good": 12},
        Headline.HEALTHY,
        {"inventory.platform_quantity": 11},
    ),
    (
        "efs.normal.new_queue",
        "Shopify",
        {"order.is2_status": "NEW", "order.is2_received_at": "20 min ago"},
        Headline.WAITING,
        {"order.is2_received_at": "40 min ago"},
    ),
    (
        "efs.normal.accepted_delay",
        "Shopify",
        {"order.is2_status": "ACCEPTED", "order.accepted_at": "20 min ago", "order.fcp_status": "absent"},
        Headline.WAITING,
        {"order.accepted_at": "2 h ago"},
    ),
    (
        "efs.normal.tracking_window",
        "Shopify",
        {"order.shipped_at": "3 h ago", "order.fcp_status": "Completed", "order.platform_tracking": "absent"},
        Headline.WAITING,
        {"order.shipped_at": "7 h ago"},
    ),
]
IDS = [f"{item}-{number}" for number, (item, *_) in enumerate(CASES)]
WINDOW_ITEMS = {"efs.normal.new_queue", "efs.normal.accepted_delay", "efs.normal.tracking_window"}


def test_everything_expected_has_a_case():
    # A schedule that makes an old Last Sync normal is a fault of its own: see the test below.
    cased = {item for item, *_ in CASES} - WINDOW_ITEMS | {"efs.normal.last_sync_recent"}
    assert cased == {item.id.partition("#")[0] for item in RULEBASE.expected}


@pytest.mark.parametrize(("age", "stalled"), [("10 h ago", False), ("48 h ago", False), ("49 h ago", True)])
def test_an_old_last_sync_is_as_recent_as_a_rare_schedule_allows(age, stalled):
    facts = {"integration.last_sync": age, "integration.order_sync_schedule_minutes": "daily"}
    diagnosis = diagnose(facts, "Shopify")
    assert ("efs.normal.last_sync_recent" in expected_ids(diagnosis)) is not stalled
    assert (diagnosis.verdict("efs.order.sync_stalled").value == "CONFIRMED") is stalled


@pytest.mark.parametrize(("item", "platform", "facts", "headline", "beside"), CASES, ids=IDS)
def test_is_named_as_expected_and_nothing_is_accused(item, platform, facts, headline, beside):
    diagnosis = diagnose(facts, platform)
    assert item in expected_ids(diagnosis)
    assert diagnosis.headline is headline
    assert accused(diagnosis) == set()


@pytest.mark.parametrize(("item", "platform", "facts", "headline", "beside"), CASES, ids=IDS)
def test_is_not_named_one_value_beside(item, platform, facts, headline, beside):
    changed = "Shopify" if item == "efs.inventory.platform_unsupported" else platform
    assert item not in expected_ids(diagnose(facts | beside, changed))


@pytest.mark.parametrize("platform", ["Squarespace", "ShipStation", "InfusionSoft", "PayPal Shopping Cart"])
def test_a_platform_without_stock_sync_is_a_limit_and_no_fault(platform):
    diagnosis = diagnose({"integration.platform": platform} | GOOD_12_SHOWN_40, platform)
    assert diagnosis.headline is Headline.AS_DESIGNED
    assert accused(diagnosis) == set()


@pytest.mark.parametrize("platform", ["Squarespace", "ShipStation", "InfusionSoft", "PayPal Shopping Cart"])
def test_the_cases_platform_is_enough_to_see_that_stock_sync_is_not_supported(platform):
    diagnosis = diagnose(GOOD_12_SHOWN_40, platform)
    assert diagnosis.headline is Headline.AS_DESIGNED
    assert "efs.inventory.platform_unsupported" in expected_ids(diagnosis)


# --- windows --------------------------------------------------------------------------------


def state(diagnosis, symptom):
    return next((each["state"] for each in diagnosis.to_dict()["symptoms"] if each["id"] == symptom), None)


def order_missing(age):
    return {"order.is2_status": "absent", "order.placed_at": minutes_ago(age)}


def test_order_missing(age):
    return {"test_order.is2_status": "absent", "test_order.placed_at": minutes_ago(age)}


test_order_missing.__test__ = False


def order_new(age):
    return {"order.is2_status": "NEW", "order.is2_received_at": minutes_ago(age)}


def order_accepted(age):
    return {"order.is2_status": "ACCEPTED", "order.accepted_at": minutes_ago(age), "order.fcp_status": "absent"}


def order_new_since_placed(age):
    return {"order.is2_status": "NEW", "order.placed_at": minutes_ago(age)}


def tracking_missing(age):
    return {
        "order.shipped_at": minutes_ago(age),
        "order.fcp_status": "Completed",
        "order.platform_tracking": "absent",
    }


def stock_stale(schedule):
    def facts(age):
        return GOOD_12_SHOWN_40 | {
            "inventory.fcp_changed_at": minutes_ago(age),
            "integration.inventory_sync_schedule": schedule,
        }

    return facts


def synced_last(age):
    return {"integration.last_sync": minutes_ago(age)}


def stock_synced_last(schedule):
    def facts(age):
        return {
            "integration.inventory_last_sync": minutes_ago(age),
            "integration.inventory_sync_schedule": schedule,
        }

    return facts


def received_after(delay):
    return {"order.placed_at": minutes_ago(400), "order.is2_received_at": minutes_ago(400 - delay)}


def created_after(delay):
    return {"order.placed_at": minutes_ago(400), "order.fcp_created_at": minutes_ago(400 - delay)}


def received_and_created_after(delay):
    return received_after(delay) | created_after(delay + 15)


ABSENT, STUCK = "efs.symptom.orders_absent", "efs.symptom.orders_stuck_in_is2"
TRACKING, STATIC = "efs.symptom.tracking_missing", "efs.symptom.inventory_static"
SLOW, OLD, OVERDUE = (
    "efs.symptom.orders_slow",
    "efs.symptom.last_sync_old",
    "efs.symptom.inventory_sync_overdue",
)

EDGES = [  # symptom, facts of an age in minutes, age, state
    # An order takes 30-60 minutes to IS2.
    (ABSENT, order_missing, 0, {"waiting"}),
    (ABSENT, order_missing, 29, {"waiting"}),
    (ABSENT, order_missing, 30, {"waiting", "grace"}),
    (ABSENT, order_missing, 59, {"waiting", "grace"}),
    (ABSENT, order_missing, 60, {"waiting", "grace"}),
    (ABSENT, order_missing, 61, {"present"}),
    (ABSENT, test_order_missing, 29, {"waiting"}),
    (ABSENT, test_order_missing, 45, {"waiting", "grace"}),
    (ABSENT, test_order_missing, 60, {"waiting", "grace"}),
    (ABSENT, test_order_missing, 61, {"present"}),
    # NEW: wait 15-30 minutes; at 30 that is over.
    (STUCK, order_new, 14, {"waiting"}),
    (STUCK, order_new, 15, {"waiting", "grace"}),
    (STUCK, order_new, 29, {"waiting", "grace"}),
    (STUCK, order_new, 30, {"present"}),
    (STUCK, order_new, 31, {"present"}),
    # ACCEPTED: wait 30 minutes, then search; after 1 hour it is missing.
    (STUCK, order_accepted, 29, {"waiting"}),
    (STUCK, order_accepted, 30, {"grace"}),
    (STUCK, order_accepted, 59, {"grace"}),
    (STUCK, order_accepted, 60, {"grace"}),
    (STUCK, order_accepted, 61, {"present"}),
    # 35-75 minutes from placing to FCP, where nothing nearer is known.
    (STUCK, order_new_since_placed, 34, {"waiting"}),
    (STUCK, order_new_since_placed, 75, {"waiting", "grace"}),
    (STUCK, order_new_since_placed, 76, {"present"}),
    # Tracking: usual after 4 hours, looked into from 6 on.
    (TRACKING, tracking_missing, 239, {"waiting"}),
    (TRACKING, tracking_missing, 240, {"grace"}),
    (TRACKING, tracking_missing, 359, {"grace"}),
    (TRACKING, tracking_missing, 360, {"present"}),
    (TRACKING, tracking_missing, 361, {"present"}),
    # Stock: once the schedule, and strictly more than twice.
    (STATIC, stock_stale("hourly"), 59, {"waiting"}),
    (STATIC, stock_stale("hourly"), 60, {"waiting", "grace"}),
    (STATIC, stock_stale("hourly"), 120, {"waiting", "grace"}),
    (STATIC, stock_stale("hourly"), 121, {"present"}),
    (STATIC, stock_stale("daily"), 1439, {"waiting"}),
    (STATIC, stock_stale("daily"), 2880, {"waiting", "grace"}),
    (STATIC, stock_stale("daily"), 2881, {"present"}),
    (OVERDUE, stock_synced_last("hourly"), 120, {None, "absent"}),
    (OVERDUE, stock_synced_last("hourly"), 121, {"present"}),
    (OVERDUE, stock_synced_last("daily"), 2880, {None, "absent"}),
    (OVERDUE, stock_synced_last("daily"), 2881, {"present"}),
    # Last Sync: strictly more than 2 hours.
    (OLD, synced_last, 119, {"absent"}),
    (OLD, synced_last, 120, {"absent"}),
    (OLD, synced_last, 121, {"present"}),
    # Late: more than 60 minutes to IS2, more than 75 to FCP.
    (SLOW, received_after, 60, {None, "absent", "unknown"}),
    (SLOW, received_after, 61, {"present"}),
    (SLOW, created_after, 75, {None, "absent", "unknown"}),
    (SLOW, created_after, 76, {"present"}),
    (SLOW, received_and_created_after, 60, {"absent"}),
    (SLOW, received_and_created_after, 61, {"present"}),
]


@pytest.mark.parametrize(
    ("symptom", "facts", "age", "states"),
    [pytest.param(*edge, id=f"{edge[0][12:]}-{number}-{edge[2]}") for number, edge in enumerate(EDGES)],
)
def test_a_symptom_changes_exactly_at_the_edge_of_its_window(symptom, facts, age, states):
    assert state(diagnose(facts(age)), symptom) in states


@pytest.mark.parametrize(
    ("facts", "until"),
    [
        (order_missing(20), "2026-03-05T11:20:00+01:00"),
        (test_order_missing(20), "2026-03-05T11:20:00+01:00"),
        (order_new(20), "2026-03-05T10:50:00+01:00"),
        (order_accepted(20), "2026-03-05T11:20:00+01:00"),
        (tracking_missing(60), "2026-03-05T15:40:00+01:00"),
        (stock_stale("hourly")(20), "2026-03-05T12:20:00+01:00"),
    ],
    ids=["order", "test order", "NEW", "ACCEPTED", "tracking", "stock"],
)
def test_waiting_ends_when_the_window_does(facts, until):
    result = diagnose(facts).to_dict()
    assert (result["headline"], result["until"]) == ("WAITING", until)
    assert result["then"]


@pytest.mark.parametrize(
    ("facts", "headline"),
    [
        (order_missing(60), "WAITING"),
        (order_missing(61), "FAULT_SUSPECTED"),
        (order_new(29), "WAITING"),
        (order_accepted(29), "WAITING"),
        (tracking_missing(359), "WAITING"),
        (tracking_missing(360), "FAULT_SUSPECTED"),
        (stock_stale("hourly")(120), "WAITING"),
        (stock_stale("hourly")(121), "FAULT_SUSPECTED"),
        (synced_last(120), "HEALTHY"),
        (synced_last(121), "FAULT_SUSPECTED"),
        (received_after(60), "HEALTHY"),
        (received_after(61), "FAULT_SUSPECTED"),
    ],
)
def test_the_headline_follows_the_window(facts, headline):
    assert diagnose(facts).headline.value == headline


@pytest.mark.parametrize("age", [30, 31])
def test_an_order_that_is_new_for_half_an_hour_is_looked_into(age):
    diagnosis = diagnose(order_new(age))
    assert diagnosis.headline is not Headline.WAITING
    assert diagnosis.headline is not Headline.HEALTHY


@pytest.mark.parametrize(("age", "searched"), [(29, False), (30, True), (60, True), (61, True)])
def test_an_accepted_order_is_searched_for_from_half_an_hour_on(age, searched):
    checks = [check["id"] for check in diagnose(order_accepted(age)).to_dict()["next_checks"]]
    assert ("efs.order.search_fcp_all" in checks) == searched
    assert not searched or checks[0] == "efs.order.search_fcp_all"


@pytest.mark.parametrize(("age", "headline"), [(0, "WAITING"), (29, "WAITING"), (30, "FAULT_CONFIRMED")])
@pytest.mark.parametrize(
    "text", ["Ship method not mapped", "Address validation failed", "Customer information missing"]
)
def test_a_repaired_order_waits_half_an_hour_for_its_retry(age, headline, text):
    facts = {"order.is2_status": "IMPORT ERROR", "order.is2_error": text, "fix.applied_at": minutes_ago(age)}
    assert diagnose(facts).headline.value == headline


@pytest.mark.parametrize(
    "text",
    [
        "Invalid SKU",
        "Duplicate order number",
        "Insufficient inventory",
        "Invalid ship method code",
        "Malformed address",
    ],
)
def test_other_errors_promise_no_retry_by_themselves(text):
    facts = {"order.is2_status": "IMPORT ERROR", "order.is2_error": text, "fix.applied_at": minutes_ago(10)}
    result = diagnose(facts).to_dict()
    assert result["headline"] == "FAULT_CONFIRMED"
    assert "safe" not in {item["advice"] for item in result["retry"]}


@pytest.mark.parametrize(("age", "headline"), [(0, "WAITING"), (9, "WAITING"), (10, "FAULT_SUSPECTED")])
def test_a_stock_sync_started_by_hand_has_ten_minutes(age, headline):
    facts = GOOD_12_SHOWN_40 | {"integration.manual_inventory_sync_at": minutes_ago(age)}
    assert diagnose(facts).headline.value == headline


@pytest.mark.parametrize(
    ("schedule", "age", "expected"),
    [
        (30, 0, "waiting"),
        (30, 29, "waiting"),
        (30, 30, "present"),
        (30, 31, "present"),
        (45, 44, "waiting"),
        (45, 46, "present"),
        ("hourly", 59, "waiting"),
        ("hourly", 61, "present"),
        ("twice a day", 719, "waiting"),
        ("twice a day", 721, "present"),
        (None, 29, "waiting"),
        (None, 31, "present"),
    ],
)
def test_a_toggle_just_turned_on_acts_at_the_next_cycle(schedule, age, expected):
    facts = order_missing(60 * 24) | {
        "integration.order_sync_toggle": "ON",
        "integration.toggle_changed_at": minutes_ago(age),
        "integration.last_sync": minutes_ago(60 * 26),
        "integration.order_sync_schedule_minutes": schedule if schedule is not None else "unknown",
    }
    assert state(diagnose(facts), ABSENT) == expected


@pytest.mark.parametrize(("age", "headline"), [(23, "WAITING"), (25, "FAULT_SUSPECTED")])
def test_a_daily_stock_schedule_is_waited_for_a_day(age, headline):
    facts = GOOD_12_SHOWN_40 | {
        "integration.inventory_sync_schedule": "daily",
        "integration.inventory_last_sync": f"{age} h ago",
    }
    assert diagnose(facts).headline.value == headline


@pytest.mark.parametrize(("days", "headline"), [(4, "AS_DESIGNED"), (5, "AS_DESIGNED"), (6, "FAULT_CONFIRMED")])
def test_magento_1_is_slow_by_nature_up_to_five_days_of_history(days, headline):
    facts = SLOW_ORDER | {"platform.api": "SOAP", "integration.history_days": days}
    assert diagnose(facts, "Magento 1").headline.value == headline


@pytest.mark.parametrize(("minute", "look_at"), [(20, "14:50"), (49, "15:20"), (50, "14:50"), (10, "14:50")])
def test_tracking_is_looked_for_at_20_or_50_past_the_hour(minute, look_at):
    # Shipped so that its 4 hours are over at 14 o'clock and so many minutes, or at 15.
    shipped = {10: "10:21", 20: "10:50", 49: "10:51", 50: "10:30"}[minute]
    diagnosis = infer(
        {
            "now": "2026-03-05T12:00:00+01:00",
            "facts": {
                "order.shipped_at": f"2026-03-05T{shipped}:00+01:00",
                "order.fcp_status": "Completed",
                "order.platform_tracking": "absent",
            },
        }
    )
    (missing,) = [each for each in diagnosis.to_dict()["symptoms"] if each["id"] == TRACKING]
    assert missing["look_at"] == f"2026-03-05T{look_at}:00+01:00"


@pytest.mark.parametrize(
    ("symptom", "facts"),
    [
        (ABSENT, {"order.is2_status": "absent", "order.placed_at": "between 50 min and 70 min ago"}),
        (TRACKING, tracking_missing(60) | {"order.shipped_at": "between 5 h and 7 h ago"}),
    ],
)
def test_an_age_that_may_lie_on_either_side_of_the_edge_is_only_reported(symptom, facts):
    assert state(diagnose(facts), symptom) == "reported"


@pytest.mark.parametrize("facts", [{"order.is2_status": "absent"}, {"order.platform_tracking": "absent"}])
def test_without_an_age_the_question_is_since_when(facts):
    checks = [check["id"] for check in diagnose(facts).to_dict()["next_checks"]]
    assert any(check.endswith("#since") for check in checks)


@pytest.mark.parametrize(("issued", "latent"), [("12 months ago", False), ("548 days ago", True)])
def test_an_ebay_token_of_eighteen_months_is_a_warning_and_no_fault(issued, latent):
    diagnosis = diagnose({"integration.platform": "eBay", "integration.oauth_token_issued_at": issued}, "eBay")
    assert (diagnosis.verdict("efs.connection.oauth_not_connected") is Verdict.LATENT) == latent


@pytest.mark.parametrize("age", [1, 5, 359])
def test_a_fault_with_evidence_of_its_own_is_not_excused_by_the_window(age):
    facts = tracking_missing(age) | {"integration.oauth_status": "Expired"}
    diagnosis = diagnose(facts)
    assert diagnosis.headline in (Headline.FAULT_CONFIRMED, Headline.WAITING)
    assert diagnosis.verdict("efs.connection.oauth_not_connected") in (Verdict.CONFIRMED, Verdict.LATENT)
