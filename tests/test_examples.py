"""The cases in docs/examples, each with the diagnosis that stands beside it.

`<name>.expected.json` is what `Diagnosis.to_dict` gives, but for what changes without the diagnosis
changing: the engine's version, the reasoner and the rulebases' content hashes are left out of `run`.

`REVIEWED` says of every example, written by hand from the guide, what the diagnosis comes to. After a
change of wording or order, `python tests/test_examples.py --rebuild` writes the files anew; an example
that no longer agrees with `REVIEWED` is not written but reported.
"""

import json
import sys
from pathlib import Path

import pytest

from engine import infer
from engine.reasoners.durable import durable_available

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
REASONERS = ["compiled", "durable"] if durable_available() else ["compiled"]

CONFIRMED, SUSPECTED = "FAULT_CONFIRMED", "FAULT_SUSPECTED"
REVIEWED = {  # headline, flags, confirmed root causes, until
    "accepted-but-lost": ("INSUFFICIENT_EVIDENCE", {"UNEXPLAINED", "ESCALATE"}, set(), None),
    "accepted-hidden-by-filter": ("AS_DESIGNED", set(), set(), None),
    "all-integrations-down": (CONFIRMED, {"ESCALATE"}, {"efs.connection.is2_server_issue"}, None),
    "amazon-fba-coming-in": (CONFIRMED, set(), {"efs.amazon.fba_filter_wrong"}, None),
    "amazon-fba-left-alone": ("AS_DESIGNED", set(), set(), None),
    "amazon-product-not-in-cart-items": (CONFIRMED, set(), {"efs.amazon.product_not_in_cart_items"}, None),
    "bigcommerce-status-spelling": (CONFIRMED, set(), {"efs.bigcommerce.status_names_mismatch"}, None),
    "bigcommerce-store-hash": (CONFIRMED, set(), {"efs.bigcommerce.store_hash_invalid"}, None),
    "black-friday": (CONFIRMED, {"ESCALATE"}, {"efs.order.high_volume"}, None),
    "carrier-spelled-differently": ("AS_DESIGNED", set(), set(), None),
    "contradictory-login": (SUSPECTED, {"CONTRADICTORY"}, set(), None),
    "dead-received-orders": ("INSUFFICIENT_EVIDENCE", set(), set(), None),
    "duplicate-after-manual-entry": (CONFIRMED, {"ESCALATE"}, {"efs.order.duplicate_number"}, None),
    "ebay-custom-sku-missing": (CONFIRMED, set(), {"efs.ebay.custom_sku_missing"}, None),
    "ebay-token-expired": (CONFIRMED, set(), {"efs.connection.oauth_not_connected"}, None),
    "ebay-wrong-marketplace": (CONFIRMED, set(), {"efs.ebay.marketplace_wrong"}, None),
    "healthy-with-two-warnings": ("HEALTHY", set(), set(), None),
    "magento1-history-too-high": (CONFIRMED, set(), {"efs.magento1.history_too_high"}, None),
    "magento1-slow-by-nature": ("AS_DESIGNED", set(), set(), None),
    "magento1-wsdl-address": (CONFIRMED, set(), {"efs.magento1.wsdl_url_wrong"}, None),
    "magento2-access-denied-and-wrong-source": (
        CONFIRMED,
        set(),
        {"efs.magento.permissions_insufficient", "efs.magento2.inventory_source_wrong"},
        None,
    ),
    "nothing-but-no-orders": (SUSPECTED, set(), set(), None),
    "nothing-known": ("INSUFFICIENT_EVIDENCE", set(), set(), None),
    "oauth-expired-and-stock-toggle-off": (
        CONFIRMED,
        set(),
        {"efs.connection.oauth_not_connected", "efs.inventory.toggle_off"},
        None,
    ),
    "oauth-expired-and-unmapped-method": (CONFIRMED, set(), {"efs.connection.oauth_not_connected"}, None),
    "orders-held-in-fcp": (
        CONFIRMED,
        set(),
        {"efs.tracking.not_shipped_hold", "efs.tracking.not_shipped_backorder"},
        None,
    ),
    "red-herrings": ("WAITING", set(), set(), "2026-03-05T11:00:00+01:00"),
    "sample-ticket": (SUSPECTED, {"ESCALATE"}, set(), None),
    "ship-method-mapped-and-waiting": ("WAITING", set(), set(), "2026-03-05T11:00:00+01:00"),
    "ship-method-not-mapped": (CONFIRMED, set(), {"efs.order.ship_method_unmapped"}, None),
    "shopify-app-uninstalled": (CONFIRMED, set(), {"efs.shopify.app_uninstalled"}, None),
    "shopify-one-product-elsewhere": (CONFIRMED, set(), {"efs.shopify.product_not_at_app_location"}, None),
    "stock-daily-schedule": ("WAITING", set(), set(), "2026-03-07T08:30:00+01:00"),
    "stock-edited-by-hand": ("AS_DESIGNED", set(), set(), None),
    "stock-good-only": ("AS_DESIGNED", set(), set(), None),
    "stock-schedule-never-ran": (CONFIRMED, set(), {"efs.inventory.schedule_not_saved"}, None),
    "stock-sku-letter-case": (CONFIRMED, set(), {"efs.inventory.sku_mismatch"}, None),
    "stock-squarespace": ("AS_DESIGNED", set(), set(), None),
    "three-orders-three-faults": (
        CONFIRMED,
        set(),
        {"efs.order.sku_mismatch", "efs.order.address_missing_apartment", "efs.order.customer_info_missing"},
        None,
    ),
    "toggle-just-turned-on": ("WAITING", set(), set(), "2026-03-05T11:15:00-05:00"),
    "toggle-off-shopify": (CONFIRMED, set(), {"efs.order.toggle_off"}, None),
    "tracking-amazon-too-late": (CONFIRMED, set(), {"efs.amazon.fulfillment_latency_expired"}, None),
    "tracking-and-stock-permission": (CONFIRMED, set(), {"efs.connection.permissions_insufficient"}, None),
    "tracking-and-stock-unexplained-yet": (SUSPECTED, set(), set(), None),
    "tracking-fulfilled-by-hand": (CONFIRMED, set(), {"efs.tracking.manually_fulfilled"}, None),
    "tracking-order-locked": ("WAITING", set(), set(), None),
    "tracking-too-early": ("WAITING", set(), set(), "2026-03-05T13:40:00+01:00"),
    "tracking-two-parcels": (CONFIRMED, set(), {"efs.tracking.multi_package"}, None),
    "two-integrations-one-stale": (CONFIRMED, set(), {"efs.connection.oauth_not_connected"}, None),
    "woocommerce-keys-regenerated": (CONFIRMED, set(), {"efs.connection.api_credentials_invalid"}, None),
    "woocommerce-pending-payment": (CONFIRMED, set(), {"efs.woo.status_not_processing"}, None),
    "woocommerce-permalinks-plain": (CONFIRMED, set(), {"efs.woo.permalinks_plain"}, None),
    "woocommerce-rest-api-blocked": (CONFIRMED, set(), {"efs.woo.rest_api_disabled"}, None),
}


def diagnosis_of(name, reasoner=REASONERS[0]):
    """What the example's file comes to, without what may change by itself."""
    result = infer(EXAMPLES / f"{name}.yaml", reasoner=reasoner).to_dict()
    run = {key: value for key, value in result["run"].items() if key not in ("engine", "reasoner")}
    run["rulebases"] = [rulebase["name"] for rulebase in run["rulebases"]]
    return result | {"run": run}


def summary_of(result):
    roots = {fault["id"] for fault in result["faults"] if fault["verdict"] == "CONFIRMED" and fault["root_cause"]}
    return result["headline"], set(result["flags"]), roots, result["until"]


def expected_path(name):
    return EXAMPLES / f"{name}.expected.json"


def test_there_are_examples_and_each_was_reviewed():
    assert len(NAMES) >= 30
    assert set(NAMES) == set(REVIEWED)


def test_every_expected_output_belongs_to_an_example():
    assert {path.name.removesuffix(".expected.json") for path in EXAMPLES.glob("*.expected.json")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_comes_to_what_the_guide_says(name):
    assert summary_of(diagnosis_of(name)) == REVIEWED[name]


@pytest.mark.parametrize("reasoner", REASONERS)
@pytest.mark.parametrize("name", NAMES)
def test_an_example_gives_its_expected_output(name, reasoner):
    assert diagnosis_of(name, reasoner) == json.loads(expected_path(name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_an_example_holds_nothing_but_a_case(name):
    assert infer(EXAMPLES / f"{name}.yaml", lenient=True).to_dict() == infer(EXAMPLES / f"{name}.yaml").to_dict()


def rebuild():
    """Write the expected output of every example that agrees with its review; return how many do not."""
    wrong = 0
    for name in NAMES:
        result = diagnosis_of(name)
        if summary_of(result) != REVIEWED.get(name):
            wrong += 1
            print(f"{name}: {summary_of(result)}, but the review says {REVIEWED.get(name)}", file=sys.stderr)
            continue
        text = json.dumps(result, ensure_ascii=False, indent=2)
        expected_path(name).write_text(text + "\n", encoding="utf-8")
    return wrong


if __name__ == "__main__":
    if sys.argv[1:] != ["--rebuild"]:
        sys.exit("usage: python tests/test_examples.py --rebuild")
    sys.exit(1 if rebuild() else 0)
