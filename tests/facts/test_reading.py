import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import facts
from facts import ABSENT, PRESENT, CaseError, Span, load_case


def read(name, value, **options):
    (claim,) = load_case({"facts": {name: value}}, **options).claims
    return claim.value


def problem(name, value):
    with pytest.raises(CaseError) as caught:
        load_case({"facts": {name: value}})
    (found,) = caught.value.problems
    return found


@pytest.mark.parametrize(
    "nothing", [None, "", " ", "none", "(empty)", "absent", "missing", "Absent (all orders)", "NONE"]
)
@pytest.mark.parametrize(
    "name", ["order.is2_status", "order.sku", "inventory.fcp_good", "order.shipped_at", "order.is2_error"]
)
def test_somebody_looked_and_there_was_nothing(name, nothing):
    assert read(name, nothing) is ABSENT


@pytest.mark.parametrize("unread", ["unknown", "not read", "not checked", "?", "Unknown (no login)"])
@pytest.mark.parametrize(
    "name", ["order.is2_status", "order.sku", "inventory.fcp_good", "order.shipped_at", "order.is2_error"]
)
def test_nobody_looked_is_no_claim(name, unread):
    case = load_case({"facts": {name: unread}})
    assert case.claims == ()
    assert case.unused == (facts.Unused(name, unread, "not checked"),)


@pytest.mark.parametrize("there", ["present", "present (all)", "Present"])
@pytest.mark.parametrize(
    "name", ["order.is2_status", "order.sku", "inventory.fcp_good", "order.shipped_at", "order.is2_error"]
)
def test_present_without_a_value_is_kept(name, there):
    assert read(name, there) is PRESENT


def test_never_is_absent_for_a_time():
    assert read("integration.last_sync", "never") is ABSENT


WORDS = [  # name, as given, as understood
    ("integration.order_sync_toggle", "OFF", facts.Switch.OFF),
    ("integration.order_sync_toggle", "off (gray)", facts.Switch.OFF),
    ("integration.order_sync_toggle", "On (blue)", facts.Switch.ON),
    ("integration.order_sync_toggle", "blue", facts.Switch.ON),
    ("integration.order_sync_toggle", False, facts.Switch.OFF),
    ("integration.order_sync_toggle", True, facts.Switch.ON),
    ("integration.order_sync_toggle", "disabled", facts.Switch.OFF),
    ("integration.order_sync_toggle", facts.Switch.OFF, facts.Switch.OFF),
    ("integration.inventory_sync_in_use", "true", facts.YesNo.YES),
    ("order.is2_status", "import error", facts.Is2Status.IMPORT_ERROR),
    ("order.is2_status", "IMPORT_ERROR", facts.Is2Status.IMPORT_ERROR),
    ("order.is2_status", " Import-Error (see details) ", facts.Is2Status.IMPORT_ERROR),
    ("order.is2_status", "ERROR", facts.Is2Status.IMPORT_ERROR),
    ("order.is2_status", "canceled", facts.Is2Status.CANCELLED),
    ("order.fcp_status", "On hold", facts.FcpStatus.ON_HOLD),
    ("order.fcp_status", "Completed (brown)", facts.FcpStatus.COMPLETED),
    ("order.fulfillment_channel", "MFN", facts.FulfillmentChannel.FBM),
    ("order.fulfillment_channel", "Seller-Fulfilled", facts.FulfillmentChannel.FBM),
    ("order.address", "no apartment", facts.AddressState.NO_APARTMENT_NUMBER),
    ("order.address", "City, state and zip do not agree", facts.AddressState.DISAGREES),
    ("order.address", "12 Main St, Apt 4", "12 Main St, Apt 4"),
    ("order.platform_fulfilled_by", "merchant", facts.ChangedBy.MANUAL),
    ("order.fcp_tracking_numbers", "1Z1, 1Z2", facts.Several.SEVERAL),
    ("order.fcp_tracking_numbers", "more than one", facts.Several.SEVERAL),
    ("order.fcp_tracking_numbers", 1, facts.Several.ONE),
    ("platform.rest_api", "Disabled (by the security plugin)", facts.Ability.DISABLED),
    ("platform.permalinks", "plain", facts.Permalinks.PLAIN),
    ("platform.permalinks", "post-name", facts.Permalinks.POST_NAME),
    ("platform.api_test", 200, facts.ApiTest.SUCCEEDS),
    ("platform.api_test", "401 Unauthorized", facts.ApiTest.FAILS),
    ("platform.app_location", "missing", facts.AppLocation.MISSING),
    ("platform.app_location", None, facts.AppLocation.MISSING),
    ("platform.api_keys", "present", facts.KeysState.PRESENT),
    ("platform.locations", 3, facts.Several.SEVERAL),
    ("product.location", "Main warehouse", facts.Location.OTHER),
    ("product.location", "app location", facts.Location.APP),
    ("product.cart_item_status", "ACTIVE (green play icon)", facts.CartItemStatus.ACTIVE),
    ("portal.other_integrations_last_sync", "all stale", facts.OtherSyncs.ALL_STALE),
    ("calendar.peak", "Black Friday", facts.Peak.YES),
    ("orders.volume", "high", facts.Volume.HIGH),
    ("orders.volume", "250", Span.of(250)),
    ("fcp.status_filter", "Pending", facts.StatusFilter.SINGLE),
    ("integration.platform", "woo", "WooCommerce"),
    ("integration.inventory_source", "wrong", facts.InventorySource.OTHER),
    ("connection.validated", False, facts.YesNo.NO),
]


@pytest.mark.parametrize(("name", "given_value", "understood"), WORDS)
def test_a_word_is_understood(name, given_value, understood):
    assert read(name, given_value) == understood


@pytest.mark.parametrize(
    ("name", "member"),
    [(each.name, member) for each in facts.vocabulary() if each.words is not None for member in each.words],
)
def test_every_word_of_every_set_reads_as_itself(name, member):
    assert read(name, member.value) is member


@pytest.mark.parametrize(("name", "value", "nearest"), [("order.is2_status", "ACEPTED", "ACCEPTED")])
def test_a_word_outside_its_set_is_refused_with_the_nearest(name, value, nearest):
    found = problem(name, value)
    assert (found.path, found.value, found.nearest) == (f"facts.{name}", value, nearest)
    assert found.expected == "one of NEW, ACCEPTED, IMPORT ERROR, CANCELLED, COMPLETED"


NUMBERS = [  # name, as given, low, high
    ("inventory.fcp_good", "37", 37, 37),
    ("inventory.fcp_good", 37, 37, 37),
    ("inventory.fcp_good", "-4", -4, -4),
    ("inventory.fcp_good", "1,234", 1234, 1234),
    ("inventory.fcp_good", "37 units", 37, 37),
    ("inventory.fcp_good", "37 (as of noon)", 37, 37),
    ("inventory.fcp_good", "about 40", 36, 44),
    ("inventory.fcp_good", "between 3 and 5", 3, 5),
    ("inventory.fcp_good", "3-5", 3, 5),
    ("inventory.fcp_good", "at least 3", 3, math.inf),
    ("integration.history_days", "3 days", 3, 3),
    ("integration.history_days", "2 weeks", 14, 14),
    ("integration.history_days", "at most 5", 0, 5),
    ("integration.order_sync_schedule_minutes", "1 hour", 60, 60),
    ("integration.order_sync_schedule_minutes", "every 30 minutes", 30, 30),
    ("integration.order_sync_schedule_minutes", "every 2 h", 120, 120),
    ("integration.order_sync_schedule_minutes", "between 15 and 30 min", 15, 30),
    ("integration.inventory_sync_schedule", "hourly", 60, 60),
    ("integration.inventory_sync_schedule", "Daily", 1440, 1440),
    ("metric.tracking_percent", "98.5%", 98.5, 98.5),
    ("payload.size_mb", "1.5 GB", 1500, 1500),
    ("order.is2_retries", "3 times", 3, 3),
    ("order.is2_retries", "3 or more", 3, math.inf),
]


@pytest.mark.parametrize(("name", "value", "low", "high"), NUMBERS)
def test_a_number_is_read_with_its_bounds(name, value, low, high):
    assert read(name, value) == Span(low, high)


IMPOSSIBLE = [
    ("integration.history_days", -3),
    ("integration.history_days", "-3 days"),
    ("integration.order_sync_schedule_minutes", "-1 h"),
    ("metric.tracking_percent", 140),
    ("metric.tracking_percent", "140%"),
    ("inventory.fcp_good", math.nan),
    ("inventory.fcp_good", math.inf),
    ("inventory.fcp_good", "nan"),
    ("inventory.fcp_good", "Infinity"),
    ("inventory.fcp_good", "1e999"),
    ("inventory.fcp_good", 10**400),
    ("inventory.fcp_good", True),
    ("inventory.fcp_good", "plenty"),
    ("inventory.fcp_good", "12 days"),
    ("inventory.fcp_good", "between 5 and 3"),
    ("inventory.fcp_good", "1,23,4"),
    ("integration.history_days", "12 units"),
    ("flow.delay_node_seconds", "-5"),
    ("order.is2_status", ["NEW"]),
    ("order.is2_status", {"a": "b"}),
    ("order.is2_status", b"NEW"),
    ("order.sku", object()),
]


@pytest.mark.parametrize(("name", "value"), IMPOSSIBLE)
def test_an_impossible_value_is_refused(name, value):
    found = problem(name, value)
    assert found.path == f"facts.{name}"
    assert found.expected


def test_a_schedule_may_be_a_text_where_it_is_no_number():
    assert read("flow.schedule", "hourly") == Span.of(60)
    assert read("flow.schedule", "every 2 hours") == Span.of(120)
    assert read("flow.schedule", "weekdays only") == "weekdays only"


@pytest.mark.parametrize("name", ["flow.delay_node_seconds", "sync.date_range_days", "file.size"])
def test_a_number_is_no_text(name):
    assert problem(name, "too short").expected.startswith("a number")


NAMES = [("00123", "00123"), (123, "123"), (" A-1 ", "A-1"), ("NaN", "NaN"), (True, "true"), (1.5, "1.5")]


@pytest.mark.parametrize(("given_value", "kept"), NAMES)
def test_a_name_is_kept_as_text(given_value, kept):
    assert read("order.sku", given_value) == kept


def test_raw_text_is_kept_as_pasted():
    text = 'import error -  SKU not\n found: "TEE-9" '
    assert read("order.is2_error", text) == text


def test_none_visible_is_no_message():
    assert read("integration.error_message", "None visible") is ABSENT


def test_the_value_is_kept_as_it_was_given():
    (claim,) = load_case({"facts": {"product.location": "Main warehouse"}}).claims
    assert claim.raw == "Main warehouse"


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none(), st.datetimes(), st.dates()))
@pytest.mark.parametrize(
    "name",
    ["order.is2_status", "order.sku", "inventory.fcp_good", "order.shipped_at", "order.is2_error", "orders.volume"],
)
def test_any_value_is_read_or_refused(name, value):
    case = load_case({"now": datetime(2026, 3, 5, tzinfo=UTC), "facts": {name: value}}, lenient=True)
    assert len(case.claims) + len(case.unused) == 1


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_reads_the_same_however_it_is_written(number):
    spellings = (number, float(number), str(number), f"{number:,}")
    assert {read("inventory.fcp_good", each) for each in spellings} == {Span.of(number)}


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(allow_nan=False, allow_infinity=False))
def test_a_span_runs_from_low_to_high(first, second):
    low, high = sorted((first, second))
    assert Span(low, high).exact == (low == high)
    if low < high:
        with pytest.raises(ValueError, match="low to high"):
            Span(high, low)
