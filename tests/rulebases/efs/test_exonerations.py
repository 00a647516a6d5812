"""What the guide's healthy signs and findings say of faults: what they rule out, and what they only leave unblamed.

`RULED_OUT` where the sign shows that the fault is not there. `UNBLAMED` where the sign only says that
the fault does not explain what is seen: it may be there all the same, so it must not be accused, and need not
be ruled out.
"""

import pytest

from engine import NotInDiagnosisError, Verdict, infer

NOW = "2026-03-05T10:40:00+01:00"
STOCK_12 = {"inventory.platform_quantity": 12, "inventory.fcp_good": 12}
STOCK_STALE = {"inventory.platform_quantity": 40, "inventory.fcp_good": 12}

RULED_OUT = [  # sign, platform, facts, faults
    (
        "efs.normal.inventory_optional",
        "Shopify",
        STOCK_STALE | {"integration.inventory_sync_toggle": "OFF", "integration.inventory_sync_in_use": "no"},
        ["inventory.toggle_off"],
    ),
    (
        "efs.order.healthy_flow",
        "Shopify",
        {"order.is2_status": "ACCEPTED", "order.fcp_status": "Pending", "order.placed_at": "55 min ago"},
        ["order.toggle_off", "connection.oauth_not_connected", "connection.broken"],
    ),
    (
        "efs.order.healthy_flow",
        "WooCommerce",
        {"order.is2_status": "ACCEPTED", "order.fcp_status": "Pending", "order.placed_at": "55 min ago"},
        ["order.toggle_off", "connection.api_credentials_invalid", "connection.broken"],
    ),
    (
        "efs.tracking.healthy_flow",
        "Shopify",
        {
            "order.platform_tracking": "1Z0001",
            "order.platform_status": "Completed",
            "order.shipped_at": "5 h ago",
            "order.is2_status": "ACCEPTED",
        },
        ["tracking.not_sent_from_is2"],
    ),
    ("efs.inventory.healthy_flow", "Shopify", STOCK_12, ["inventory.toggle_off", "inventory.sku_mismatch"]),
    *(
        (
            "efs.symptom.orders_stuck_in_is2",
            platform,
            {"order.is2_status": status, "order.fcp_status": "absent", "order.placed_at": "3 h ago"},
            ["order.toggle_off", login, "order.history_too_short"],
        )
        for status in ("NEW", "ACCEPTED", "IMPORT ERROR")
        for platform, login in (
            ("Shopify", "connection.oauth_not_connected"),
            ("WooCommerce", "connection.api_credentials_invalid"),
        )
    ),
    (
        "efs.symptom.orders_slow",
        "Shopify",
        {"order.placed_at": "5 h ago", "order.is2_received_at": "3 h ago"},
        ["order.toggle_off", "connection.broken"],
    ),
    (
        "efs.symptom.tracking_wrong",
        "Shopify",
        {"order.platform_tracking": "1Z0002", "order.fcp_tracking_number": "1Z0001"},
        ["connection.oauth_not_connected", "tracking.order_not_shipped"],
    ),
    (
        "efs.symptom.quantities_wrong",
        "Shopify",
        {
            "inventory.platform_quantity": 20,
            "inventory.fcp_good": 12,
            "inventory.fcp_good_before": 40,
            "inventory.fcp_changed_at": "3 h ago",
            "integration.inventory_last_sync": "30 min ago",
            "integration.inventory_sync_toggle": "ON",
        },
        ["inventory.toggle_off"],
    ),
    (
        "efs.status.accepted",
        "Shopify",
        {"order.is2_status": "ACCEPTED"},
        [
            "order.ship_method_unmapped",
            "order.sku_mismatch",
            "order.address_invalid",
            "order.duplicate_number",
            "order.customer_info_missing",
        ],
    ),
    ("efs.status.completed_is2", "Shopify", {"order.is2_status": "COMPLETED"}, ["tracking.not_sent_from_is2"]),
    (
        "efs.status.fcp_pending",
        "Shopify",
        {"order.fcp_status": "Pending"},
        ["order.toggle_off", "order.ship_method_unmapped", "order.sku_mismatch"],
    ),
    (
        "efs.status.fcp_completed",
        "Shopify",
        {"order.fcp_status": "Completed", "order.fcp_status_colour": "brown"},
        ["tracking.order_not_shipped"],
    ),
    (
        "efs.status.cart_item_active",
        "Shopify",
        {"product.cart_item_status": "ACTIVE (green play icon)"},
        ["inventory.product_inactive"],
    ),
    (
        "efs.normal.healthy_integration",
        "Shopify",
        {
            "integration.order_sync_toggle": "ON",
            "integration.inventory_sync_toggle": "ON",
            "integration.last_sync": "20 min ago",
            "integration.oauth_status": "Connected",
        },
        [
            "order.toggle_off",
            "order.sync_stalled",
            "connection.oauth_not_connected",
            "connection.is2_server_issue",
        ],
    ),
    (
        "efs.isolate.test_none_flow",
        "Shopify",
        {
            "test_order.is2_status": "absent",
            "test_order.placed_at": "2 h ago",
            "order.is2_status": "absent",
            "order.placed_at": "3 h ago",
        },
        ["order.specific_order_issue"],
    ),
    *(
        (
            "efs.isolate.test_order_works",
            platform,
            {
                "test_order.is2_status": "ACCEPTED",
                "test_order.placed_at": "50 min ago",
                "order.is2_status": "absent",
                "order.placed_at": "3 h ago",
            },
            ["connection.broken", "order.toggle_off", login, "connection.is2_server_issue"],
        )
        for platform, login in (
            ("Shopify", "connection.oauth_not_connected"),
            ("WooCommerce", "connection.api_credentials_invalid"),
        )
    ),
    (
        "efs.isolate.test_arrives_late",
        "Shopify",
        {"test_order.placed_at": "3 h ago", "test_order.is2_received_at": "1 h ago"},
        ["connection.broken"],
    ),
    (
        "efs.order.ship_code_invalid",
        "Shopify",
        {
            "order.is2_status": "IMPORT ERROR",
            "order.is2_error": "Invalid ship method code",
            "order.ship_method": "EXPRESS",
            "shipmap[EXPRESS].entry": "XX9",
        },
        ["order.ship_method_unmapped"],
    ),
    (
        "efs.normal.daily_schedule",
        "Shopify",
        STOCK_STALE | {"integration.inventory_sync_schedule": "daily", "integration.inventory_last_sync": "20 h ago"},
        ["inventory.sync_overdue"],
    ),
    (
        "efs.normal.allocated_subtracted",
        "Shopify",
        STOCK_12 | {"inventory.fcp_total": 20},
        ["inventory.sku_mismatch", "inventory.hurt_included"],
    ),
    (
        "efs.isolate.compare_integrations",
        "Shopify",
        {"portal.other_integrations_last_sync": "some stale", "integration.last_sync": "5 h ago"},
        ["connection.is2_server_issue"],
    ),
    (
        "efs.connection.efs_config_problem",
        "WooCommerce",
        {"platform.api_test": "succeeds", "order.is2_status": "absent", "order.placed_at": "3 h ago"},
        ["connection.platform_api_problem", "woo.permalinks_plain", "woo.rest_api_disabled"],
    ),
    (
        "efs.connection.platform_api_problem",
        "WooCommerce",
        {"platform.api_test": "fails", "order.is2_status": "absent", "order.placed_at": "3 h ago"},
        ["connection.efs_config_problem"],
    ),
    (
        "efs.normal.new_queue",
        "Shopify",
        {"order.is2_status": "NEW", "order.is2_received_at": "10 min ago"},
        ["order.toggle_off", "connection.broken"],
    ),
    (
        "efs.inventory.schedule_not_saved",
        "Shopify",
        STOCK_STALE
        | {
            "integration.manual_inventory_sync_result": "success",
            "integration.inventory_last_scheduled_sync": "never",
        },
        ["inventory.sku_mismatch", "inventory.product_inactive"],
    ),
    (
        "efs.tracking.order_not_shipped",
        "Shopify",
        {"order.fcp_status": "Backorder", "order.platform_tracking": "absent"},
        ["tracking.no_number_in_fcp"],
    ),
]

UNBLAMED = [
    (
        "efs.order.healthy_flow",
        "Shopify",
        {
            "order.is2_status": "ACCEPTED",
            "order.fcp_status": "Pending",
            "order.placed_at": "55 min ago",
        },
        ["order.sync_stalled"],
    ),
    (
        "efs.tracking.healthy_flow",
        "Shopify",
        {"order.platform_tracking": "1Z0001", "order.platform_status": "Completed", "order.shipped_at": "5 h ago"},
        ["connection.permissions_insufficient"],
    ),
    ("efs.inventory.healthy_flow", "Shopify", STOCK_12, ["inventory.sync_overdue"]),
    (
        "efs.order.history_too_short",
        "Shopify",
        {"order.placed_at": "9 days ago", "order.is2_status": "absent", "integration.history_days": 3},
        ["connection.broken", "order.toggle_off", "connection.oauth_not_connected"],
    ),
    (
        "efs.woo.status_not_processing",
        "WooCommerce",
        {
            "order.platform_status": "pending payment",
            "integration.order_status_to_pull": "processing",
            "order.is2_status": "absent",
            "order.placed_at": "5 h ago",
        },
        ["connection.broken", "order.toggle_off", "connection.api_credentials_invalid"],
    ),
    (
        "efs.normal.fba_not_pulled",
        "Amazon",
        {"order.fulfillment_channel": "FBA", "order.is2_status": "absent", "order.placed_at": "5 h ago"},
        ["amazon.product_not_in_cart_items", "connection.oauth_not_connected", "order.sync_stalled"],
    ),
    (
        "efs.order.hidden_by_filter",
        "Shopify",
        {
            "order.is2_status": "ACCEPTED",
            "order.fcp_status": "absent",
            "fcp.status_filter": "Pending",
            "fcp.search_all_result": "found",
        },
        ["connection.broken"],
    ),
    (
        "efs.normal.order_in_transit",
        "Shopify",
        {"order.placed_at": "50 min ago", "order.is2_status": "absent"},
        ["connection.broken", "order.high_volume", "order.schedule_too_infrequent"],
    ),
    (
        "efs.normal.order_in_transit",
        "Shopify",
        {"order.placed_at": "70 min ago", "order.is2_status": "ACCEPTED", "order.fcp_status": "absent"},
        ["connection.broken", "order.high_volume", "order.schedule_too_infrequent"],
    ),
    (
        "efs.shopify.no_platform_delay",
        "Shopify",
        {"order.placed_at": "5 h ago", "order.is2_received_at": "3 h ago"},
        ["order.platform_rate_limit"],
    ),
    (
        "efs.tracking.order_not_shipped",
        "Shopify",
        {"order.fcp_status": "On hold", "order.platform_tracking": "absent"},
        [
            "connection.permissions_insufficient",
            "tracking.manually_fulfilled",
            "tracking.not_sent_from_is2",
        ],
    ),
    (
        "efs.normal.tracking_window",
        "Shopify",
        {"order.shipped_at": "5 h ago", "order.platform_tracking": "absent"},
        ["tracking.not_sent_from_is2", "connection.permissions_insufficient", "tracking.manually_fulfilled"],
    ),
    (
        "efs.inventory.platform_unsupported",
        "Squarespace",
        STOCK_STALE | {"integration.platform": "Squarespace"},
        ["inventory.toggle_off", "inventory.product_inactive", "inventory.sku_mismatch", "inventory.sync_overdue"],
    ),
    (
        "efs.inventory.schedule_not_saved",
        "Shopify",
        STOCK_STALE
        | {
            "integration.manual_inventory_sync_result": "success",
            "integration.inventory_last_scheduled_sync": "never",
        },
        ["connection.permissions_insufficient"],
    ),
    (
        "efs.normal.allocated_subtracted",
        "Shopify",
        STOCK_12 | {"inventory.fcp_total": 20},
        ["inventory.sync_overdue"],
    ),
    (
        "efs.normal.inventory_gap",
        "Shopify",
        STOCK_STALE
        | {
            "inventory.fcp_changed_at": "20 min ago",
            "integration.inventory_last_sync": "40 min ago",
            "integration.inventory_sync_schedule": "hourly",
        },
        ["inventory.hurt_included", "inventory.sku_mismatch"],
    ),
    (
        "efs.connection.is2_server_issue",
        "Shopify",
        {
            "portal.other_integrations_last_sync": "all stale",
            "order.is2_status": "absent",
            "order.placed_at": "5 h ago",
        },
        ["connection.oauth_not_connected"],
    ),
    (
        "efs.normal.test_order_wait",
        "Shopify",
        {"test_order.placed_at": "40 min ago", "test_order.is2_status": "absent"},
        ["connection.broken", "order.toggle_off", "connection.oauth_not_connected"],
    ),
]


def verdict(diagnosis, fault):
    """The verdict about a fault; None where the platform cannot have it."""
    try:
        return diagnosis.verdict(f"efs.{fault}")
    except NotInDiagnosisError:
        return None


def cases(table):
    return [
        pytest.param(platform, facts, fault, id=f"{sign}-{platform}-{number}-{fault}")
        for number, (sign, platform, facts, faults) in enumerate(table)
        for fault in faults
    ]


@pytest.mark.parametrize(("platform", "facts", "fault"), cases(RULED_OUT))
def test_a_sign_rules_a_fault_out(platform, facts, fault):
    diagnosis = infer({"now": NOW, "platform": platform, "facts": facts})
    assert verdict(diagnosis, fault) is Verdict.RULED_OUT


@pytest.mark.parametrize(("platform", "facts", "fault"), cases(UNBLAMED))
def test_a_sign_leaves_a_fault_unblamed(platform, facts, fault):
    diagnosis = infer({"now": NOW, "platform": platform, "facts": facts})
    assert verdict(diagnosis, fault) not in (Verdict.CONFIRMED, Verdict.SUSPECTED)


EVIDENCE_OF_ITS_OWN = [  # a healthy sign does not clear what is shown directly
    ("Shopify", {"integration.last_sync": "10 min ago", "integration.order_sync_toggle": "OFF"}, "order.toggle_off"),
    (
        "Shopify",
        {
            "order.shipped_at": "5 h ago",
            "order.platform_tracking": "1Z0001",
            "inventory.sync_error": "Permission denied",
        },
        "connection.permissions_insufficient",
    ),
    (
        "Shopify",
        {
            "integration.manual_inventory_sync_result": "success",
            "integration.inventory_last_scheduled_sync": "never",
            "product.cart_item_status": "inactive",
        },
        "inventory.product_inactive",
    ),
    (
        "WooCommerce",
        {"platform.api_test": "succeeds", "platform.permalinks": "Plain"},
        "woo.permalinks_plain",
    ),
    (
        "Shopify",
        {"portal.other_integrations_last_sync": "all stale", "integration.oauth_status": "Expired"},
        "connection.oauth_not_connected",
    ),
    (
        "Shopify",
        {"order.fcp_status": "On hold", "order.platform_fulfilled_by": "manual", "order.platform_tracking": "absent"},
        "tracking.manually_fulfilled",
    ),
]


@pytest.mark.parametrize(
    ("platform", "facts", "fault"), EVIDENCE_OF_ITS_OWN, ids=[fault for _, _, fault in EVIDENCE_OF_ITS_OWN]
)
def test_a_fault_with_evidence_of_its_own_stands(platform, facts, fault):
    diagnosis = infer({"now": NOW, "platform": platform, "facts": facts})
    listed = next(item for item in diagnosis.to_dict()["faults"] if item["id"] == f"efs.{fault}")
    assert listed["presence"] == "present"
    assert listed["verdict"] in ("CONFIRMED", "LATENT", "MASKED")
