"""Every fault and finding: shown by its own evidence, not by its neighbour's, and cleared as the guide clears it.

The cases stand in `data/faults`, one file for each section of the guide. In each case

* `shown` are facts that confirm it; nothing else may be a confirmed root cause;
* `beside` are facts one value away, which do not confirm it;
* `cleared` are facts that rule it out;
* `says` are the texts that name it, and `said_in` the fields that hold them.
"""

import json
from pathlib import Path

import pytest
import yaml

from engine import NotInDiagnosisError, Verdict, infer
from rulebases.efs import RULEBASE

NOW = "2026-03-05T10:40:00+01:00"
DATA = Path(__file__).parent / "data" / "faults"
CASES = [case for path in sorted(DATA.glob("*.yaml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
FAULTS = {case["id"] for case in CASES if not case.get("finding")}
FINDINGS = {case["id"] for case in CASES if case.get("finding")}

ALL_PLATFORMS = (
    "Amazon", "BigCommerce", "Etsy", "InfusionSoft", "Magento 1", "Magento 2", "PayPal Shopping Cart", "ShipStation",
    "Shopify", "Squarespace", "Volusion", "WooCommerce", "eBay",
)  # fmt: skip
ONLY_ON = {
    fault: platforms
    for prefix, platforms in {
        "efs.connection.oauth_not_connected": {"Shopify", "Magento 2", "BigCommerce", "Amazon", "eBay", "Etsy"},
        "efs.connection.api_credentials_invalid": {"WooCommerce", "Magento 1", "Volusion"},
        "efs.shopify.": {"Shopify"},
        "efs.woo.": {"WooCommerce"},
        "efs.magento.": {"Magento 1", "Magento 2"},
        "efs.magento1.": {"Magento 1"},
        "efs.magento2.": {"Magento 2"},
        "efs.amazon.": {"Amazon"},
        "efs.ebay.": {"eBay"},
        "efs.bigcommerce.": {"BigCommerce"},
    }.items()
    for fault in FAULTS
    if fault.startswith(prefix)
}
WITHOUT_STOCK_SYNC = {"Squarespace", "ShipStation", "InfusionSoft", "PayPal Shopping Cart"}


def diagnose(facts, platform):
    case = {"now": NOW, "facts": facts}
    return infer(case if platform is None else case | {"platform": platform})


def each(part):
    """One parameter for every case, platform and set of facts of that part."""
    return [
        pytest.param(case["id"], platform, facts, id=f"{case['id']}-{platform}-{number}")
        for case in CASES
        for platform in case.get("platforms", ["Shopify"])
        for number, facts in enumerate(case.get(part, ()))
    ]


def confirmed(diagnosis):
    return {item.id: item for item in diagnosis.faults if item.verdict is Verdict.CONFIRMED}


def test_every_fault_and_finding_has_a_case():
    assert {fault.id for fault in RULEBASE.faults} == FAULTS
    assert {finding.id for finding in RULEBASE.findings} == FINDINGS


@pytest.mark.parametrize(("identity", "platform", "facts"), each("shown"))
def test_is_confirmed_by_its_evidence(identity, platform, facts):
    found = confirmed(diagnose(facts, platform))
    assert identity in found
    assert found[identity].root_cause == (identity in FAULTS)


@pytest.mark.parametrize(("identity", "platform", "facts"), each("shown"))
def test_its_evidence_confirms_no_neighbour(identity, platform, facts):
    found = confirmed(diagnose(facts, platform))
    assert {item.id for item in found.values() if item.root_cause} <= {identity}


@pytest.mark.parametrize(("identity", "platform", "facts"), each("beside"))
def test_is_not_confirmed_one_value_beside_its_evidence(identity, platform, facts):
    assert identity not in confirmed(diagnose(facts, platform))


@pytest.mark.parametrize(("identity", "platform", "facts"), each("cleared"))
def test_is_ruled_out_by_what_clears_it(identity, platform, facts):
    assert diagnose(facts, platform).verdict(identity) is Verdict.RULED_OUT


@pytest.mark.parametrize("identity", sorted(FAULTS | FINDINGS))
def test_is_unknown_when_nobody_looked(identity):
    platform = min(ONLY_ON.get(identity, {"WooCommerce"}))
    diagnosis = diagnose({}, platform)
    listed = {item["id"]: item["verdict"] for item in diagnosis.to_dict(include_unknown=True)["faults"]}
    assert listed[identity] == "UNKNOWN"
    assert diagnosis.to_dict()["faults"] == []


@pytest.mark.parametrize(
    ("identity", "platform"),
    [(fault, platform) for fault in sorted(ONLY_ON) for platform in ALL_PLATFORMS if platform not in ONLY_ON[fault]],
)
def test_is_left_out_on_platforms_that_cannot_have_it(identity, platform):
    diagnosis = diagnose({}, platform)
    with pytest.raises(NotInDiagnosisError):
        diagnosis.verdict(identity)


def test_shopify_is_not_slowed_down_by_a_limit():
    diagnosis = diagnose({"integration.log": "rate limit reached"}, "Shopify")
    with pytest.raises(NotInDiagnosisError):
        diagnosis.verdict("efs.order.platform_rate_limit")


@pytest.mark.parametrize("platform", sorted(WITHOUT_STOCK_SYNC))
def test_no_stock_fault_is_possible_without_stock_sync(platform):
    diagnosis = diagnose({"inventory.platform_quantity": 40, "inventory.fcp_good": 12}, platform)
    listed = {item["id"] for item in diagnosis.to_dict(include_unknown=True)["faults"]}
    assert not {identity for identity in listed if identity.startswith("efs.inventory.")} - {
        # Findings about orders that were narrowed down by switching stock sync off.
        "efs.inventory.isolated_as_culprit",
    }


# --- texts that name a fault ----------------------------------------------------------------

VARIANTS = {
    "verbatim": lambda text: text,
    "in upper case": str.upper,
    "in lower case": str.lower,
    "behind a status": "IMPORT ERROR - {}".format,
    "in quotes, with a name behind it": "“{}”: EXPRESS 2-day / TEE-9".format,
    "wrapped over lines": lambda text: text.replace(" ", "\n   "),
    "with odd spacing": lambda text: text.replace(" ", "  \t "),
    "inside JSON": lambda text: json.dumps({"status": "error", "message": text}),
    "inside a page": "<td>{}</td>".format,
    "inside a log": "2026-03-05 09:12:11 WARN worker-3 {} (attempt 2)\n2026-03-05 09:42:10 done".format,
}

SAID = [
    pytest.param(case["id"], platform, field, text, kind, id=f"{case['id']}-{platform}-{field}-{text}-{kind}")
    for case in CASES
    for platform in case.get("platforms", ["Shopify"])[:2]
    for text in case.get("says", ())
    for number, field in enumerate(case.get("said_in", ()))
    for kind in (VARIANTS if number == 0 else ["verbatim", "inside JSON"])
]


@pytest.mark.parametrize(("identity", "platform", "field", "text", "kind"), SAID)
def test_a_text_names_it_however_it_was_pasted(identity, platform, field, text, kind):
    found = confirmed(diagnose({field: VARIANTS[kind](text)}, platform))
    assert {item.id for item in found.values() if item.root_cause} == {identity}


def test_every_text_that_names_a_fault_has_a_case():
    named = {(message.text, message.names) for message in RULEBASE.messages if message.names in FAULTS | FINDINGS}
    assert named == {(text, case["id"]) for case in CASES for text in case.get("says", ())}


@pytest.mark.parametrize(
    "text",
    [
        "No errors",
        "Everything is mapped; all SKUs were found",
        "Order 1188 accepted",
        "The address was validated",
        "token refreshed",
        "permissions granted",
        "not mapped",
        "SKU",
        "invalid",
    ],
)
@pytest.mark.parametrize("field", ["order.is2_error", "order.tracking_error", "inventory.sync_error"])
def test_other_texts_name_nothing(field, text):
    assert confirmed(diagnose({field: text}, "Shopify")) == {}


# --- what must not be taken for evidence ----------------------------------------------------


@pytest.mark.parametrize(
    ("identity", "platform"),
    [
        ("efs.connection.oauth_not_connected", "Amazon"),
        ("efs.connection.oauth_not_connected", "eBay"),
        ("efs.connection.oauth_not_connected", "Shopify"),
        ("efs.connection.api_credentials_invalid", "WooCommerce"),
        ("efs.shopify.app_uninstalled", "Shopify"),
    ],
)
def test_the_line_may_have_broken_after_the_order_came_in(identity, platform):
    shipped = {
        "order.is2_status": "ACCEPTED",
        "order.fcp_status": "Completed",
        "order.shipped_at": "8 h ago",
        "order.platform_tracking": "absent",
    }
    assert diagnose(shipped, platform).verdict(identity) is Verdict.SUSPECTED


@pytest.mark.parametrize(
    ("identity", "platform"),
    [
        ("efs.connection.oauth_not_connected", "Shopify"),
        ("efs.connection.api_credentials_invalid", "WooCommerce"),
    ],
)
def test_an_order_that_came_in_later_clears_the_line(identity, platform):
    shipped_and_another = {
        "order[1].is2_status": "ACCEPTED",
        "order[1].fcp_status": "Completed",
        "order[1].shipped_at": "8 h ago",
        "order[1].platform_tracking": "absent",
        "order[2].placed_at": "1 h ago",
        "order[2].is2_status": "ACCEPTED",
    }
    assert diagnose(shipped_and_another, platform).verdict(identity) is Verdict.RULED_OUT


@pytest.mark.parametrize(
    ("identity", "platform"),
    [
        ("efs.shopify.product_not_at_app_location", "Shopify"),
        ("efs.amazon.product_not_in_cart_items", "Amazon"),
        ("efs.ebay.custom_sku_missing", "eBay"),
        ("efs.woo.status_not_processing", "WooCommerce"),
        ("efs.ebay.order_not_paid", "eBay"),
        ("efs.magento.order_status_mismatch", "Magento 2"),
    ],
)
def test_a_test_order_that_came_in_does_not_clear_what_is_peculiar_to_another_order(identity, platform):
    facts = {
        "order.is2_status": "absent",
        "order.placed_at": "3 h ago",
        "test_order.is2_status": "ACCEPTED",
        "test_order.placed_at": "2 h ago",
    }
    assert diagnose(facts, platform).verdict(identity) is Verdict.SUSPECTED


@pytest.mark.parametrize(
    ("identity", "platform", "facts"),
    [
        ("efs.woo.status_not_processing", "WooCommerce", {"order.platform_status": "completed"}),
        ("efs.ebay.order_not_paid", "eBay", {"order.payment_status": "Refunded"}),
        (
            "efs.magento.order_status_mismatch",
            "Magento 2",
            {"order.platform_status": "complete", "integration.order_status_to_pull": "processing"},
        ),
        (
            "efs.bigcommerce.status_names_mismatch",
            "BigCommerce",
            {"order.platform_status": "Shipped", "integration.order_status_to_pull": "Awaiting Fulfillment"},
        ),
    ],
)
def test_an_order_that_came_in_is_free_to_change_its_status(identity, platform, facts):
    diagnosis = diagnose(facts | {"order.fcp_status": "Completed", "order.shipped_at": "1 day ago"}, platform)
    listed = {item["id"]: item["presence"] for item in diagnosis.to_dict()["faults"]}
    assert listed.get(identity) != "present"


def test_a_login_known_to_be_good_is_no_proof_of_permissions():
    facts = {
        "integration.oauth_status": "Connected",
        "order.shipped_at": "8 h ago",
        "order.fcp_status": "Completed",
        "order.platform_tracking": "absent",
    }
    assert diagnose(facts, "Shopify").verdict("efs.connection.permissions_insufficient") is Verdict.SUSPECTED


def test_a_recent_sync_is_no_proof_that_an_order_may_be_pulled():
    facts = {"integration.last_sync": "10 min ago", "order.is2_status": "absent", "order.placed_at": "3 h ago"}
    diagnosis = diagnose(facts, "Shopify")
    assert diagnosis.verdict("efs.order.history_too_short") is not Verdict.RULED_OUT
    assert diagnosis.verdict("efs.shopify.product_not_at_app_location") is Verdict.SUSPECTED
    assert diagnosis.verdict("efs.shopify.auto_fulfillment_off") is Verdict.SUSPECTED


@pytest.mark.parametrize(
    ("facts", "platform", "cleared"),
    [
        # One stale integration beside fresh ones is not the server; a good test order is not the line.
        (
            {"portal.other_integrations_last_sync": "all fresh", "integration.last_sync": "5 h ago"},
            "Shopify",
            "efs.connection.is2_server_issue",
        ),
        (
            {"order.is2_status": "IMPORT ERROR", "order.is2_error": "Invalid ship method code"},
            "Shopify",
            "efs.order.toggle_off",
        ),
        (
            {"order.is2_status": "NEW", "order.is2_received_at": "2 h ago", "order.fcp_status": "absent"},
            "Shopify",
            "efs.connection.oauth_not_connected",
        ),
        (
            {"order.is2_status": "NEW", "order.is2_received_at": "2 h ago", "order.fcp_status": "absent"},
            "WooCommerce",
            "efs.connection.api_credentials_invalid",
        ),
        (
            {"order.is2_status": "ACCEPTED", "order.fcp_status": "absent", "order.accepted_at": "2 h ago"},
            "Shopify",
            "efs.order.history_too_short",
        ),
    ],
)
def test_what_the_guide_clears_is_ruled_out(facts, platform, cleared):
    assert diagnose(facts, platform).verdict(cleared) is Verdict.RULED_OUT
