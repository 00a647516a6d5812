"""Every item of the guide is used, every source leads into it, and checks and escalations follow it."""

import re
from pathlib import Path

import pytest
import yaml

from engine import infer
from rulebases.efs import RULEBASE

NOW = "2026-03-05T10:40:00+01:00"
LAST_LINE = 867
LINES = yaml.safe_load((Path(__file__).parent / "data" / "catalogue_lines.yaml").read_text(encoding="utf-8"))


def diagnose(facts, platform="Shopify"):
    case = {"now": NOW, "system": "efs", "facts": facts}
    return infer(case | {"platform": platform} if platform else case)


# --- items and sources ----------------------------------------------------------------------


def test_the_catalogue_has_every_item_once():
    assert len(RULEBASE.catalogue) == 337
    assert len(set(RULEBASE.catalogue)) == 337


@pytest.mark.parametrize("item", RULEBASE.catalogue)
def test_an_item_is_cited_or_declined_with_a_reason(item):
    declined = {each.item: each.reason for each in RULEBASE.declined}
    assert RULEBASE.cited.get(item) or declined.get(item)


@pytest.mark.parametrize("item", [each for each in RULEBASE.catalogue if each in RULEBASE.cited])
def test_the_sources_of_an_item_lie_within_the_guide(item):
    sources = RULEBASE.sources_of(item)
    assert sources
    for source in sources:
        assert source.guide == "efs"
        assert source.section.strip()
        assert re.fullmatch(r"\d+(-\d+)?(, \d+(-\d+)?)*", source.lines)
        for part in source.lines.split(", "):
            first, _, last = part.partition("-")
            assert 1 <= int(first) <= int(last or first) <= LAST_LINE


def line_numbers(lines):
    """Read line numbers such as ``106-110, 163``."""
    spans = re.findall(r"(\d+)(?:-(\d+))?", lines)
    return {line for first, last in spans for line in range(int(first), int(last or first) + 1)}


def test_the_lines_of_every_item_are_known():
    assert set(LINES) == set(RULEBASE.catalogue)


@pytest.mark.parametrize("item", [each for each in RULEBASE.catalogue if each in RULEBASE.cited])
def test_the_sources_of_an_item_meet_its_own_lines(item):
    cited = {line for source in RULEBASE.sources_of(item) for line in line_numbers(source.lines)}
    assert cited & line_numbers(LINES[item])


# --- the order of checks --------------------------------------------------------------------

REQUIREMENT = "efs.order.check_platform_requirements#"
ANSWERS = {  # what one finds where nothing is wrong
    "efs.check.integration_status": {
        "integration.order_sync_toggle": "ON",
        "integration.last_sync": "10 min ago",
    },
    # Left open: a recent order that came in would answer the platform's requirements as well.
    "efs.check.recent_orders": {},
    "efs.check.test_order": {"test_order.is2_status": "ACCEPTED", "test_order.placed_at": "50 min ago"},
    "efs.order.check_toggle": {"integration.order_sync_toggle": "ON"},
    "efs.order.check_last_sync": {"integration.last_sync": "10 min ago"},
    "efs.order.check_oauth": {"integration.oauth_status": "Connected"},
    "efs.order.check_api_credentials": {"integration.api_credentials": "valid"},
    "efs.order.check_history": {"integration.history_days": 4},
    "efs.order.force_sync": {},
    REQUIREMENT + "shopify-1": {"product.location": "several"},
    REQUIREMENT + "shopify-2": {"platform.automatic_fulfillment": "enabled"},
    REQUIREMENT + "shopify-3": {"platform.app_installed": "yes"},
    REQUIREMENT + "woocommerce-1": {"order.platform_status": "processing"},
    REQUIREMENT + "woocommerce-2": {"platform.api_keys": "present"},
    REQUIREMENT + "woocommerce-3": {"platform.permalinks": "Post name"},
    REQUIREMENT + "woocommerce-4": {"platform.rest_api": "enabled"},
    REQUIREMENT + "magento-2": {
        "order.platform_status": "processing",
        "integration.order_status_to_pull": "processing",
    },
    REQUIREMENT + "magento-3": {"integration.wsdl_url": "https://shop.example.com/index.php/api/v2_soap/index/"},
    REQUIREMENT + "amazon-1": {"product.cart_item_status": "ACTIVE"},
    REQUIREMENT + "amazon-2": {"order.fulfillment_channel": "FBM"},
    REQUIREMENT + "amazon-4": {"integration.marketplace": "US", "integration.error_message": "none"},
    REQUIREMENT + "ebay-2": {"order.payment_status": "Paid"},
    REQUIREMENT + "ebay-3": {"listing.custom_sku": "TEE-9"},
    REQUIREMENT + "ebay-4": {"order.marketplace": "US", "integration.marketplace": "US"},
    REQUIREMENT + "bigcommerce-1": {"integration.error_message": "none"},
    REQUIREMENT + "bigcommerce-2": {"integration.error_message": "none"},
    REQUIREMENT + "bigcommerce-3": {
        "order.platform_status": "Awaiting Fulfillment",
        "integration.order_status_to_pull": "Awaiting Fulfillment",
    },
    "efs.order.check_is2_status": {"order.is2_status": "IMPORT ERROR"},
    "efs.order.read_error": {"order.is2_error": "unexpected failure, reference 4711"},
    "efs.check.sequence_is2_fcp#3": {"shipmap.entry": "UPSG"},
    "efs.check.sequence_is2_fcp#4": {
        "product.fcp_exists": "yes",
        "product.sku_platform": "TEE-9",
        "product.sku_fcp": "TEE-9",
    },
    "efs.check.sequence_is2_fcp#5": {"order.address": "complete"},
    "efs.order.search_fcp_all": {"fcp.search_all_result": "not found", "fcp.status_filter": "All"},
    "efs.order.check_schedule": {"integration.order_sync_schedule_minutes": 30},
    "efs.order.check_platform_performance": {"integration.log": "12 orders received"},
    "efs.order.check_platform_performance#hosting": {"platform.hosting": "dedicated"},
    "efs.order.check_platform_performance#api": {"platform.api": "REST"},
    "efs.order.check_platform_performance#history": {"integration.history_days": 4},
    "efs.order.check_volume": {"orders.volume": "normal"},
    "efs.order.check_servers": {"portal.status_page": "OK", "platform.availability": "up"},
    "efs.tracking.check_shipped": {"order.fcp_status": "Completed"},
    "efs.tracking.check_shipped#number": {"order.fcp_tracking_number": "1Z0001"},
    "efs.tracking.check_timing": {"order.shipped_at": "8 h ago"},
    "efs.tracking.check_is2_status": {"order.is2_status": "COMPLETED"},
    "efs.tracking.check_errors": {"order.tracking_error": "none"},
    "efs.check.sequence_tracking#3": {"order.platform_fulfilled_by": "integration"},
    "efs.shopify.check_app_location": {"platform.app_location": "connected", "platform.app_installed": "yes"},
    "efs.tracking.check_platform#amazon-1": {"integration.oauth_status": "Connected"},
    "efs.tracking.check_platform#amazon-2": {"order.canceled_by": "absent"},
    "efs.tracking.check_platform#amazon-3": {"order.fulfillment_latency": "open"},
    "efs.tracking.check_platform#ebay-1": {"integration.oauth_status": "Connected"},
    "efs.tracking.check_platform#ebay-2": {"listing.status": "active"},
    "efs.tracking.check_platform#ebay-3": {"order.platform_status": "paid"},
    "efs.tracking.check_platform#woo-1": {"order.platform_status_changed_by": "integration"},
    "efs.woo.check_keys_for_tracking": {"integration.api_credentials": "valid"},
    "efs.check.sequence_tracking#4": {"integration.oauth_status": "Connected"},
    "efs.tracking.verify_fcp": {"order.fcp_tracking_number": "1Z0001", "order.fcp_carrier": "UPS"},
    "efs.tracking.compare_platform": {"order.platform_tracking": "1Z0002", "order.platform_carrier": "UPS"},
    "efs.tracking.verify_fcp#all-numbers": {"order.fcp_tracking_numbers": "one"},
    "efs.tracking.compare_platform#correction": {
        "order.fcp_tracking_corrected_at": "absent",
        "order.platform_tracking_sent_at": "3 h ago",
    },
    "efs.inventory.check_toggle": {"integration.inventory_sync_toggle": "ON"},
    "efs.inventory.check_active": {"product.cart_item_status": "ACTIVE"},
    "efs.inventory.check_schedule": {
        "integration.inventory_sync_schedule": "hourly",
        "integration.inventory_last_sync": "30 min ago",
    },
    "efs.inventory.check_sku": {"product.sku_platform": "TEE-9", "product.sku_fcp": "TEE-9"},
    "efs.inventory.check_platform_support": {"integration.platform": "Shopify"},
    "efs.inventory.force_sync": {
        "integration.manual_inventory_sync_result": "failed",
        "integration.inventory_last_scheduled_sync": "30 min ago",
    },
    "efs.inventory.check_good": {
        "inventory.fcp_good": 12,
        "inventory.fcp_hurt": 0,
        "inventory.platform_quantity": 40,
    },
    "efs.inventory.check_locations#shopify": {
        "inventory.viewed_location": "app location",
        "inventory.sync_location": "app location",
    },
    "efs.inventory.check_locations#magento2": {"integration.inventory_source": "the intended MSI source"},
    "efs.inventory.check_sync_timing": {
        "inventory.fcp_changed_at": "5 h ago",
        "integration.inventory_last_sync": "30 min ago",
    },
    "efs.inventory.check_manual_changes": {"inventory.manual_adjustment_at": "absent"},
}


def walk(facts, platform):
    """Ask what comes next, answer it innocently, and so on; return the steps asked in their order."""
    asked = []
    while len(asked) < 60:
        checks = [check["id"] for check in diagnose(facts, platform).to_dict()["next_checks"]]
        step = next((check for check in checks if check not in asked), None)
        if step is None:
            return asked
        asked.append(step)
        # What is known already is not answered anew.
        facts = ANSWERS.get(step, {}) | facts
    raise AssertionError(f"the walk does not end: {asked}")


MISSING = {"order.is2_status": "absent", "order.placed_at": "3 h ago"}
SHIPPED = {"order.shipped_at": "8 h ago", "order.platform_tracking": "absent"}
LATE = {"order.placed_at": "5 h ago", "order.is2_received_at": "100 min ago"}
STALE = {"inventory.platform_quantity": 40, "inventory.fcp_good": 12}

WALKS = [  # section, platform, what is known, the guide's steps in its order
    (
        "3A",
        "Shopify",
        MISSING,
        [
            "efs.order.check_toggle",
            "efs.order.check_last_sync",
            "efs.order.check_oauth",
            REQUIREMENT + "shopify-1",
            REQUIREMENT + "shopify-2",
            REQUIREMENT + "shopify-3",
            "efs.order.check_history",
            "efs.order.force_sync",
        ],
    ),
    (
        "3A",
        "WooCommerce",
        MISSING,
        [
            "efs.order.check_toggle",
            "efs.order.check_last_sync",
            "efs.order.check_api_credentials",
            REQUIREMENT + "woocommerce-1",
            REQUIREMENT + "woocommerce-3",
            REQUIREMENT + "woocommerce-4",
            "efs.order.check_history",
            "efs.order.force_sync",
        ],
    ),
    (
        "3A",
        "Magento 1",
        MISSING,
        [
            "efs.order.check_toggle",
            "efs.order.check_last_sync",
            "efs.order.check_api_credentials",
            REQUIREMENT + "magento-2",
            REQUIREMENT + "magento-3",
            "efs.order.check_history",
            "efs.order.force_sync",
        ],
    ),
    (
        "3A",
        "Magento 2",
        MISSING,
        [
            "efs.order.check_toggle",
            "efs.order.check_last_sync",
            "efs.order.check_oauth",
            REQUIREMENT + "magento-2",
            "efs.order.check_history",
            "efs.order.force_sync",
        ],
    ),
    (
        "3A",
        "Amazon",
        MISSING,
        [
            "efs.order.check_toggle",
            "efs.order.check_last_sync",
            "efs.order.check_oauth",
            REQUIREMENT + "amazon-1",
            REQUIREMENT + "amazon-2",
            "efs.order.check_history",
            "efs.order.force_sync",
        ],
    ),
    (
        "3A",
        "eBay",
        MISSING,
        [
            "efs.order.check_toggle",
            "efs.order.check_last_sync",
            "efs.order.check_oauth",
            REQUIREMENT + "ebay-2",
            REQUIREMENT + "ebay-3",
            "efs.order.check_history",
            "efs.order.force_sync",
        ],
    ),
    (
        "3A",
        "BigCommerce",
        MISSING,
        [
            "efs.order.check_toggle",
            "efs.order.check_last_sync",
            "efs.order.check_oauth",
            REQUIREMENT + "bigcommerce-1",
            REQUIREMENT + "bigcommerce-3",
            "efs.order.check_history",
            "efs.order.force_sync",
        ],
    ),
    (
        "3B",
        "Shopify",
        {"order.is2_received_at": "3 h ago", "order.placed_at": "4 h ago", "order.fcp_status": "absent"},
        [
            "efs.order.check_is2_status",
            "efs.order.read_error",
            "efs.check.sequence_is2_fcp#3",
            "efs.check.sequence_is2_fcp#4",
            "efs.check.sequence_is2_fcp#5",
            "efs.order.manual_retry",
        ],
    ),
    (
        "3B",
        "Shopify",
        {"order.is2_status": "ACCEPTED", "order.accepted_at": "45 min ago", "order.fcp_status": "absent"},
        ["efs.order.search_fcp_all"],
    ),
    (
        "3C",
        "WooCommerce",
        LATE,
        [
            "efs.order.check_schedule",
            "efs.order.check_platform_performance",
            "efs.order.check_platform_performance#hosting",
            "efs.order.check_volume",
            "efs.order.check_servers",
        ],
    ),
    (
        "3C",
        "Shopify",
        LATE,
        ["efs.order.check_schedule", "efs.order.check_volume", "efs.order.check_servers"],
    ),
    (
        "3C",
        "Magento 1",
        LATE,
        [
            "efs.order.check_schedule",
            "efs.order.check_platform_performance",
            "efs.order.check_platform_performance#api",
            "efs.order.check_platform_performance#history",
            "efs.order.check_volume",
            "efs.order.check_servers",
        ],
    ),
    (
        "4A",
        "Shopify",
        {"order.platform_tracking": "absent"},
        [
            "efs.tracking.check_shipped",
            "efs.tracking.check_shipped#number",
            "efs.tracking.check_timing",
            "efs.tracking.check_is2_status",
            "efs.tracking.check_errors",
            "efs.check.sequence_tracking#3",
        ],
    ),
    (
        "4A",
        "Amazon",
        SHIPPED,
        [
            "efs.tracking.check_shipped",
            "efs.tracking.check_is2_status",
            "efs.tracking.check_errors",
            "efs.check.sequence_tracking#3",
            "efs.tracking.check_platform#amazon-1",
            "efs.tracking.check_platform#amazon-2",
            "efs.tracking.check_platform#amazon-3",
        ],
    ),
    (
        "4A",
        "eBay",
        SHIPPED,
        [
            "efs.tracking.check_shipped",
            "efs.tracking.check_is2_status",
            "efs.tracking.check_errors",
            "efs.tracking.check_platform#ebay-1",
            "efs.tracking.check_platform#ebay-2",
            "efs.tracking.check_platform#ebay-3",
        ],
    ),
    (
        "4A",
        "WooCommerce",
        SHIPPED,
        [
            "efs.tracking.check_shipped",
            "efs.tracking.check_is2_status",
            "efs.tracking.check_errors",
            "efs.tracking.check_platform#woo-1",
            "efs.woo.check_keys_for_tracking",
        ],
    ),
    (
        "4B",
        "Shopify",
        {"order.platform_tracking": "1Z0002", "order.fcp_tracking_number": "1Z0001"},
        [
            "efs.tracking.verify_fcp",
            "efs.tracking.compare_platform",
            "efs.tracking.verify_fcp#all-numbers",
            "efs.tracking.compare_platform#correction",
        ],
    ),
    (
        "5A",
        "Shopify",
        STALE,
        [
            "efs.inventory.check_toggle",
            "efs.inventory.check_active",
            "efs.inventory.check_schedule",
            "efs.inventory.check_sku",
            "efs.inventory.force_sync",
        ],
    ),
    (
        "5A",
        None,
        STALE,
        [
            "efs.inventory.check_toggle",
            "efs.inventory.check_active",
            "efs.inventory.check_schedule",
            "efs.inventory.check_sku",
            "efs.inventory.check_platform_support",
            "efs.inventory.force_sync",
        ],
    ),
    (
        "5B",
        "Shopify",
        {"inventory.platform_quantity": 40, "inventory.expected_by_merchant": 12},
        [
            "efs.inventory.check_good",
            "efs.inventory.check_locations#shopify",
            "efs.inventory.check_sync_timing",
            "efs.inventory.check_manual_changes",
        ],
    ),
    (
        "5B",
        "Magento 2",
        {"inventory.platform_quantity": 40, "inventory.expected_by_merchant": 12},
        [
            "efs.inventory.check_good",
            "efs.inventory.check_locations#magento2",
            "efs.inventory.check_sync_timing",
            "efs.inventory.check_manual_changes",
        ],
    ),
    (
        "2",
        "Shopify",
        {},
        [
            "efs.check.integration_status",
            "efs.check.recent_orders",
            REQUIREMENT + "shopify-1",
            REQUIREMENT + "shopify-2",
            "efs.check.test_order",
        ],
    ),
    (
        "2",
        "WooCommerce",
        {},
        [
            "efs.check.integration_status",
            "efs.check.recent_orders",
            REQUIREMENT + "woocommerce-1",
            REQUIREMENT + "woocommerce-2",
            "efs.check.test_order",
        ],
    ),
]


@pytest.mark.parametrize(
    ("section", "platform", "facts", "steps"),
    WALKS,
    ids=[f"{section}-{platform}-{number}" for number, (section, platform, *_) in enumerate(WALKS)],
)
def test_the_steps_come_in_the_guides_order(section, platform, facts, steps):
    asked = walk(facts, platform)
    assert [step for step in asked if step in steps] == steps


@pytest.mark.parametrize(
    ("section", "platform", "facts", "steps"),
    WALKS,
    ids=[f"{section}-{platform}-{number}" for number, (section, platform, *_) in enumerate(WALKS)],
)
def test_the_guides_first_step_is_asked_first(section, platform, facts, steps):
    assert walk(facts, platform)[0] == steps[0]


def test_an_order_that_is_new_is_not_searched_for_in_fcp():
    asked = walk({"order.is2_status": "NEW", "order.is2_received_at": "3 h ago"}, "Shopify")
    assert "efs.order.search_fcp_all" not in asked


def test_an_order_that_came_in_stops_the_search_for_the_line():
    arrived = MISSING | {"test_order.is2_status": "ACCEPTED", "test_order.placed_at": "2 h ago"}
    asked = walk(arrived, "Shopify")
    assert "efs.order.check_toggle" not in asked
    assert "efs.order.check_oauth" not in asked
    assert REQUIREMENT + "shopify-1" in asked


# --- escalation -----------------------------------------------------------------------------

STOPPED = {
    "integration.order_sync_toggle": "ON",
    "integration.oauth_status": "Connected",
    "integration.last_sync": "4 h ago",
    "product.location": "app location",
    "platform.automatic_fulfillment": "enabled",
    "platform.app_installed": "yes",
    "order[1].placed_at": "3 h ago",
    "order[1].is2_status": "absent",
    "order[2].placed_at": "2 h ago",
    "order[2].is2_status": "absent",
    "test_order.placed_at": "90 min ago",
    "test_order.is2_status": "absent",
}


def tracking_missing(*numbers):
    return {
        f"order[{number}].{field}": value
        for number in numbers
        for field, value in {
            "shipped_at": "8 h ago",
            "fcp_status": "Completed",
            "fcp_tracking_number": f"1Z000{number}",
            "platform_tracking": "absent",
            "tracking_error": "none",
        }.items()
    }


CRITERIA = [  # criterion, facts that meet it, one value beside them
    (
        "efs.escalate.all_orders_stopped",
        STOPPED,
        {"order[2].is2_status": "ACCEPTED", "order[2].placed_at": "50 min ago"},
    ),
    ("efs.escalate.all_orders_stopped", STOPPED, {"integration.order_sync_toggle": "OFF"}),
    ("efs.escalate.critical_orders", {"merchant.urgency": "critical orders"}, {"merchant.urgency": "High"}),
    ("efs.escalate.integration_broken", STOPPED, {"test_order.is2_status": "ACCEPTED"}),
    ("efs.escalate.integration_broken", STOPPED, {"integration.oauth_status": "Expired"}),
    (
        "efs.escalate.reauth_fails",
        {"integration.reauthorization_result": "failed"},
        {"integration.reauthorization_result": "succeeded"},
    ),
    (
        "efs.escalate.same_error_repeats",
        {
            "order.is2_status": "IMPORT ERROR",
            "order.is2_error": "Invalid SKU",
            "fix.applied_at": "3 h ago",
            "order.is2_last_attempt_at": "1 h ago",
        },
        {"order.is2_last_attempt_at": "4 h ago"},
    ),
    (
        "efs.escalate.progressively_slower",
        {"metric.average_sync_time": "rising over time"},
        {"metric.average_sync_time": "steady"},
    ),
    (
        "efs.escalate.tracking_consistently_missing",
        tracking_missing(1, 2, 3),
        {"order[3].shipped_at": "5 h ago"},
    ),
    (
        "efs.escalate.impossible_quantities",
        {"inventory.platform_quantity": -1},
        {"inventory.platform_quantity": 0},
    ),
    (
        "efs.escalate.credential_problems",
        {
            "integration.api_credentials": "invalid",
            "platform.api_keys_regenerated_at": "2 days ago",
            "integration.credentials_saved_at": "1 day ago",
        },
        {"integration.credentials_saved_at": "3 days ago"},
    ),
    (
        "efs.escalate.platform_api_change",
        {"integration.log": "09:12 410 Gone: API change, this endpoint was removed"},
        {"integration.log": "09:12 200 OK: 12 orders"},
    ),
    (
        "efs.escalate.not_as_documented",
        {"integration.feature": "not as documented"},
        {"integration.feature": "as documented"},
    ),
    (
        "efs.escalate.advanced_config",
        {"merchant.request": "advanced configuration"},
        {"merchant.request": "repair"},
    ),
    (
        "efs.escalate.duplicate_confirmed",
        {
            "order.is2_status": "IMPORT ERROR",
            "order.is2_error": "Duplicate order number",
            "fcp.search_all_result": "same number already present",
        },
        {"fcp.search_all_result": "not found"},
    ),
    (
        "efs.escalate.platform_more_than_fcp",
        {
            "inventory.platform_quantity": 15,
            "inventory.fcp_good": 12,
            "inventory.fcp_hurt": 3,
            "inventory.fcp_changed_at": "3 h ago",
            "inventory.manual_adjustment_at": "absent",
            "integration.inventory_last_sync": "30 min ago",
        },
        {"integration.inventory_last_sync": "4 h ago"},
    ),
    (
        "efs.escalate.all_integrations_failing",
        {"portal.other_integrations_last_sync": "all failing at the same time"},
        {"portal.other_integrations_last_sync": "some stale"},
    ),
    (
        "efs.escalate.accepted_not_found",
        {
            "order.is2_status": "ACCEPTED",
            "order.accepted_at": "61 min ago",
            "order.fcp_status": "absent",
            "fcp.search_all_result": "not found",
            "fcp.status_filter": "All",
        },
        {"order.accepted_at": "60 min ago"},
    ),
    (
        "efs.escalate.high_volume_client_care",
        LATE | {"orders.volume": "high"},
        {"orders.volume": "normal"},
    ),
]
CRITERION_IDS = [f"{criterion}-{number}" for number, (criterion, *_) in enumerate(CRITERIA)]


def platform_of(criterion):
    return "WooCommerce" if criterion == "efs.escalate.credential_problems" else "Shopify"


def test_every_criterion_has_a_case():
    assert {criterion for criterion, *_ in CRITERIA} == {item.id for item in RULEBASE.escalations}


@pytest.mark.parametrize(("criterion", "facts", "beside"), CRITERIA, ids=CRITERION_IDS)
def test_a_criterion_is_met_by_its_evidence_and_calls_for_a_ticket(criterion, facts, beside):
    diagnosis = diagnose(facts, platform_of(criterion))
    escalation = diagnosis.to_dict()["escalation"]
    assert criterion in escalation["criteria"]
    assert escalation["needed"]
    assert "ESCALATE" in diagnosis.flags
    assert escalation["ticket"]["fields"]


@pytest.mark.parametrize(("criterion", "facts", "beside"), CRITERIA, ids=CRITERION_IDS)
def test_a_criterion_is_not_met_one_value_beside(criterion, facts, beside):
    assert criterion not in diagnose(facts | beside, platform_of(criterion)).to_dict()["escalation"]["criteria"]


def test_high_volume_goes_to_client_care_and_critical_orders_to_the_phone():
    assert "Client Care" in diagnose(LATE | {"orders.volume": "high"}).to_dict()["escalation"]["to"]
    assert "phone" in diagnose({"merchant.urgency": "critical orders"}).to_dict()["escalation"]["to"]
