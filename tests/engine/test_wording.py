"""Patterns read back in plain words say what they mean, and say different things differently."""

from collections import defaultdict
from datetime import timedelta

import pytest
from attrs import asdict, has

from engine import load_rulebases
from engine.rules import (
    FieldRef,
    OneSided,
    above,
    absent,
    after,
    all_of,
    any_of,
    at_least,
    at_most,
    before,
    below,
    differs_from,
    due_within,
    ends_with,
    holds,
    known,
    lagging,
    less_than,
    more_than,
    none_of,
    not_ending_with,
    older_than,
    older_than_setting,
    one_of,
    one_sided,
    same_as,
    says,
    seen,
    within_setting,
    younger_than,
)
from engine.wording import alternatives, describe, name_field, name_span, name_thing
from facts import (
    ABSENT,
    Integration,
    Inventory,
    Is2Status,
    OAuthStatus,
    Order,
    Orders,
    Platform,
    Product,
    ShipMap,
    Switch,
    TestOrder,
    WooCommerce,
    YesNo,
)

RULEBASES = load_rulebases()
OFF = seen(Integration, order_sync_toggle=Switch.OFF)
NOT_THERE = seen(Order, is2_status=absent())

WORDED = [
    (OFF, "the integration's Order Sync toggle is OFF"),
    (
        seen(Integration, oauth_status=one_of(OAuthStatus.EXPIRED, OAuthStatus.DISCONNECTED)),
        "the integration's OAuth status is Expired or Disconnected",
    ),
    (seen(Order, is2_status=none_of(Is2Status.NEW)), "the order's IS2 status is something other than NEW"),
    (
        seen(Order, is2_status=one_of(Is2Status.NEW, ABSENT)),
        "the order has no IS2 status or the order's IS2 status is NEW",
    ),
    (NOT_THERE, "the order has no IS2 status"),
    (seen(Order, is2_status=known()), "the order has an IS2 status"),
    (seen(ShipMap, entry=absent()), "the ship map has no entry"),
    (seen(Order, shipped_at=absent()), "there is no time when the order was shipped"),
    (seen(Order, shipped_at=known()), "it is known when the order was shipped"),
    (seen(Order, ship_method="EXPRESS"), "the order's ship method is EXPRESS"),
    (seen(Integration, history_days=more_than(5)), "the integration's history is more than 5 days"),
    (seen(Integration, history_days=at_most(1)), "the integration's history is at most 1 day"),
    (seen(Inventory, fcp_good=less_than(0)), "the inventory's FCP good is less than 0 units"),
    (
        seen(Integration, order_sync_schedule_minutes=at_least(60)),
        "the integration's order sync schedule is at least 60 minutes",
    ),
    (seen(Order, placed_at=older_than(minutes=30)), "the order was placed more than 30 minutes ago"),
    (seen(Order, placed_at=older_than(hours=6, or_equal=True)), "the order was placed at least 6 hours ago"),
    (seen(TestOrder, placed_at=younger_than(hours=1)), "the test order was placed less than 1 hour ago"),
    (seen(Integration, oauth_token_expires_at=older_than(seconds=0)), "the time when the token runs out is past"),
    (
        seen(Integration, oauth_token_expires_at=due_within(days=31)),
        "the time when the token runs out lies at most 31 days ahead, or is past",
    ),
    (
        all_of(
            seen(Integration, oauth_token_expires_at=due_within(days=31)),
            seen(Integration, oauth_token_expires_at=younger_than(seconds=0, or_equal=True)),
        ),
        "the time when the token runs out lies ahead, by at most 31 days",
    ),
    (seen(Order, is2_error=says("a b", "c")), 'the order\'s IS2 error says "a b" or "c"'),
    (
        seen(Inventory, platform_quantity=same_as(Inventory.fcp_good)),
        "the inventory's platform quantity is the same as its FCP good",
    ),
    (
        seen(Order, platform_status=same_as(Integration.order_status_to_pull, folded=True)),
        "the order's platform status is the same as the integration's order status to pull (spelling aside)",
    ),
    (
        seen(Order, platform_status=differs_from(Integration.order_status_to_pull)),
        "the order's platform status is not the same as the integration's order status to pull",
    ),
    (
        seen(Inventory, platform_quantity=above(Inventory.fcp_good)),
        "the inventory's platform quantity is more than its FCP good",
    ),
    (
        seen(Inventory, platform_quantity=below(Inventory.fcp_good)),
        "the inventory's platform quantity is less than its FCP good",
    ),
    (
        seen(Platform, api_keys_regenerated_at=after(Integration.credentials_saved_at)),
        "the API keys were last made anew after credentials were last entered and saved",
    ),
    (
        seen(Inventory, fcp_changed_at=before(Integration.inventory_last_sync)),
        "the stock in the warehouse last changed before inventory last synced",
    ),
    (
        seen(Order, placed_at=older_than_setting(Integration.history_days)),
        "the order was placed longer ago than the integration's history",
    ),
    (
        seen(Integration, inventory_last_sync=within_setting(Integration.inventory_sync_schedule, times=2)),
        "inventory last synced no longer ago than twice the integration's inventory sync schedule",
    ),
    (
        seen(Order, is2_received_at=lagging(Order.placed_at, more_than=timedelta(minutes=60))),
        "the order appeared in Received Orders more than 1 hour after it was placed",
    ),
    (seen(Integration, wsdl_url=ends_with("/")), "the integration's WSDL URL ends with /"),
    (seen(Integration, wsdl_url=not_ending_with("/")), "the integration's WSDL URL does not end with /"),
    (seen(Order, po_box=YesNo.YES), "the order goes to a PO box"),
    (seen(Order, po_box=YesNo.NO), "it is not true that the order goes to a PO box"),
    (seen(Platform, app_installed=YesNo.NO), "the fulfilment app is not installed"),
    (seen(Product, fcp_exists=YesNo.YES), "the control panel has the product"),
    (
        seen(Order, is2_status=absent(), placed_at=older_than(hours=1)),
        "the order has no IS2 status and it was placed more than 1 hour ago",
    ),
    (any_of(OFF, NOT_THERE), "the integration's Order Sync toggle is OFF or the order has no IS2 status"),
    (
        all_of(OFF, any_of(NOT_THERE, seen(Order, fcp_status=known()))),
        "the integration's Order Sync toggle is OFF, "
        "and either the order has no IS2 status or the order has an FCP status",
    ),
    (one_sided(OFF), "the integration's Order Sync toggle is OFF"),
    (holds("orders_flow"), "it holds that orders flow"),
]


@pytest.mark.parametrize(("pattern", "words"), WORDED, ids=[words for _, words in WORDED])
def test_a_pattern_reads(pattern, words):
    assert describe(pattern) == words


def test_alternatives_are_told_apart_and_each_only_once():
    pattern = one_sided(any_of(OFF, NOT_THERE), OFF)
    assert alternatives(pattern) == (describe(OFF), describe(NOT_THERE))


def test_what_must_hold_together_is_one_alternative():
    pattern = all_of(OFF, NOT_THERE)
    assert alternatives(pattern) == (describe(pattern),)


@pytest.mark.parametrize(
    ("thing", "name"),
    [
        (Order, "the order"),
        (TestOrder, "the test order"),
        (ShipMap, "the ship map"),
        (Orders, "the orders"),
        (WooCommerce, "WooCommerce"),
    ],
)
def test_a_thing_is_named(thing, name):
    assert name_thing(thing) == name


@pytest.mark.parametrize(
    ("field", "name"),
    [
        (FieldRef(Order, "ship_method"), "the order's ship method"),
        (FieldRef(Order, "shipped_at"), "when the order was shipped"),
        (FieldRef(TestOrder, "placed_at"), "when the test order was placed"),
        (FieldRef(Orders, "volume"), "the orders' volume"),
        (FieldRef(Integration, "history_days"), "the integration's history"),
    ],
)
def test_a_field_is_named(field, name):
    assert name_field(field) == name


@pytest.mark.parametrize(
    ("span", "name"),
    [
        (timedelta(0), "0 seconds"),
        (timedelta(seconds=1), "1 second"),
        (timedelta(seconds=90), "90 seconds"),
        (timedelta(minutes=75), "75 minutes"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=-31), "31 days"),
    ],
)
def test_a_span_is_named_in_its_largest_whole_unit(span, name):
    assert name_span(span) == name


# --- every pattern of every rulebase --------------------------------------------------------


def patterns_in(value):
    """Yield the patterns that a piece of knowledge is made of, whole."""
    for name in ("guard", "shown_by", "refuted_by", "exonerated_by", "foreseen_by", "met_by", "missed_by"):
        yield getattr(value, name, None)
    for name in ("not_due_when", "when"):
        yield getattr(value, name, None)
    for leads in getattr(value, "leads_to", ()):
        yield leads.guard
    for window in getattr(value, "windows", ()):
        yield window.when


PATTERNS = list(
    dict.fromkeys(
        pattern
        for rulebase in RULEBASES
        for kind in ("faults", "findings", "expected", "symptoms", "checks", "escalations", "chains")
        for value in getattr(rulebase, kind)
        for pattern in patterns_in(value)
        if pattern is not None
    )
)


def plain(pattern):
    return plain(pattern.inner) if isinstance(pattern, OneSided) else pattern


def test_every_pattern_of_every_rulebase_is_one_plain_line():
    for pattern in PATTERNS:
        text = describe(pattern)
        assert text == text.strip()
        assert "\n" not in text
        assert not text.endswith(".")
        assert not [piece for piece in ("None", "∅", "<", "  ") if piece in text], text


def test_patterns_that_differ_read_differently():
    by_text = defaultdict(set)
    for pattern in PATTERNS:
        by_text[describe(pattern)].add(plain(pattern))
    assert {text: found for text, found in by_text.items() if len(found) > 1} == {}


def test_reading_a_pattern_changes_nothing_and_is_always_the_same():
    before_reading = [asdict(pattern) for pattern in PATTERNS if has(type(pattern))]
    first = [describe(pattern) for pattern in PATTERNS]
    assert [describe(pattern) for pattern in PATTERNS] == first
    assert [asdict(pattern) for pattern in PATTERNS if has(type(pattern))] == before_reading
