from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import CaseError, Moment, load_case

CET = timezone(timedelta(hours=1))
NOW = datetime(2026, 3, 5, 10, 40, tzinfo=CET)


def at(*parts, zone=CET):
    return datetime(*parts, tzinfo=zone)


def load(value, now=NOW):
    return load_case({"now": now, "facts": {"order.shipped_at": value}})


def read(value, now=NOW):
    (claim,) = load(value, now).claims
    return claim.value


EXACT = [  # as given, the time meant
    ("2026-03-05T06:10:00+01:00", at(2026, 3, 5, 6, 10)),
    ("2026-03-05 06:10 +01:00", at(2026, 3, 5, 6, 10)),
    ("2026-03-05T05:10Z", at(2026, 3, 5, 6, 10)),
    ("2026-03-05 05:10 UTC", at(2026, 3, 5, 6, 10)),
    ("2026-03-05T05:10:00.250Z", at(2026, 3, 5, 6, 10, 0, 250000)),
    ("2026-03-05T06:10:00+01:00 (from the page)", at(2026, 3, 5, 6, 10)),
    (at(2026, 3, 5, 6, 10), at(2026, 3, 5, 6, 10)),
    ("4 h ago", at(2026, 3, 5, 6, 40)),
    ("4h ago", at(2026, 3, 5, 6, 40)),
    ("1 h 30 min ago", at(2026, 3, 5, 9, 10)),
    ("an hour ago", at(2026, 3, 5, 9, 40)),
    ("3 days ago", at(2026, 3, 2, 10, 40)),
    ("in 5 days", at(2026, 3, 10, 10, 40)),
    ("now", NOW),
]


@pytest.mark.parametrize(("given_time", "meant"), EXACT)
def test_an_exact_time_is_read(given_time, meant):
    assert read(given_time) == Moment.of(meant)


BOUNDED = [  # as given, earliest, latest
    ("2026-03-04", at(2026, 3, 4), at(2026, 3, 4, 23, 59, 59, 999999)),
    (date(2026, 3, 4), at(2026, 3, 4), at(2026, 3, 4, 23, 59, 59, 999999)),
    ("yesterday", at(2026, 3, 4), at(2026, 3, 4, 23, 59, 59, 999999)),
    ("about 4 h ago", at(2026, 3, 5, 6, 10), at(2026, 3, 5, 7, 10)),
    ("between 2026-03-05T06:00:00+01:00 and 2026-03-05T07:00:00+01:00", at(2026, 3, 5, 6), at(2026, 3, 5, 7)),
    ("between 2 and 4 h ago", at(2026, 3, 5, 6, 40), at(2026, 3, 5, 8, 40)),
    ("between 4 h ago and 2 h ago", at(2026, 3, 5, 6, 40), at(2026, 3, 5, 8, 40)),
    ("less than 30 min ago", at(2026, 3, 5, 10, 10, 0, 1), NOW),
    ("more than 2 h ago", at(1990, 1, 1, zone=UTC), at(2026, 3, 5, 8, 39, 59, 999999)),
]


@pytest.mark.parametrize(("given_time", "earliest", "latest"), BOUNDED)
def test_a_time_known_within_bounds_is_an_interval(given_time, earliest, latest):
    assert read(given_time) == Moment(earliest, latest)


def test_a_date_without_now_is_that_day_in_utc_and_a_note_says_so():
    case = load("2026-03-04", now=None)
    assert case.claims[0].value.earliest == at(2026, 3, 4, zone=UTC)
    assert any("UTC" in note for note in case.notes)


def test_a_relative_time_without_now_is_unused():
    case = load("4 h ago", now=None)
    assert case.claims == ()
    assert [each.reason for each in case.unused] == ["relative to now, which the case does not give"]


REFUSED = [  # as given, what the message says
    ("2026-03-05T06:10:00", "without a zone"),
    ("2026-03-05 06:10", "without a zone"),
    (datetime(2026, 3, 5, 6, 10), "without a zone"),
    ("13:30", "time of day"),
    ("1:30 PM", "time of day"),
    ("2026-02-30", "no date"),
    ("2026-02-30T10:00:00+01:00", "no time"),
    ("2026-13-01", "no date"),
    ("2026-03-05T25:00:00Z", "no time"),
    ("1989-12-31", "outside the years"),
    ("0001-01-01T00:00:00Z", "outside the years"),
    ("9999-12-31T23:59:59-12:00", "outside the years"),
    ("1772700000", "bare number"),
    (1772700000, "bare number"),
    (1772700000.5, "bare number"),
    (True, "truth value"),
    ("20260305", "bare number"),
    ("last Tuesday", "not a time"),
    ("999999999 years ago", "out of all bounds"),
    ("-4 h ago", "not a time"),
    ("between 2026-03-05 and 2026-03-04", "backwards"),
]


@pytest.mark.parametrize(("given_time", "said"), REFUSED)
def test_what_is_no_time_is_refused(given_time, said):
    with pytest.raises(CaseError, match=said) as caught:
        load(given_time)
    assert [problem.path for problem in caught.value.problems] == ["facts.order.shipped_at"]


def test_a_time_without_a_zone_is_told_how_to_get_one():
    with pytest.raises(CaseError, match=r"offset such as \+01:00"):
        load("2026-03-05T06:10:00")


@given(st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 30), timezones=st.timezones()))
def test_every_iso_time_with_an_offset_is_read_as_itself(time):
    time = time.replace(tzinfo=timezone(time.utcoffset()))
    assert read(time.isoformat()) == Moment.of(time)


@given(st.integers(0, 5000), st.sampled_from([("min", 60), ("h", 3600), ("days", 86400)]))
def test_an_age_counts_back_from_now(count, unit):
    name, seconds = unit
    assert read(f"{count} {name} ago") == Moment.of(NOW - timedelta(seconds=count * seconds))


@pytest.mark.parametrize("now", ["2026-03-05", "13:30", "2026-03-05T10:40:00", "4 h ago", "soon", 1772700000, [1]])
def test_a_now_that_is_no_exact_time_is_refused(now):
    with pytest.raises(CaseError) as caught:
        load_case({"now": now, "facts": {}})
    assert [problem.path for problem in caught.value.problems] == ["now"]


def test_the_now_of_the_caller_goes_before_that_of_the_case():
    assert load_case({"now": "2026-01-01T00:00:00Z"}, now=NOW).now == NOW


def test_a_moment_needs_zones_and_runs_forwards():
    with pytest.raises(ValueError, match="zone"):
        Moment.of(datetime(2026, 3, 5))
    with pytest.raises(ValueError, match="forwards"):
        Moment(NOW, NOW - timedelta(hours=1))
