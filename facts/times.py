"""Times as people write them, read against a case's own clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from facts.base import Moment, without_remark

EXPECTED: Final = "a time with an offset, such as 2026-03-05T10:40:00+01:00, or a date"
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
BEGINNING: Final = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)

_INSTANT: Final = timedelta(microseconds=1)
_UNITS: Final = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "mo": timedelta(days=30),
    "y": timedelta(days=365),
}
_UNIT: Final = (
    r"(?P<unit>seconds?|secs?|s|minutes?|mins?|min|m|hours?|hrs?|hr|h|days?|d|weeks?|w|months?|mo|years?|y)(?![A-Za-z])"
)
_COUNT: Final = r"(?P<count>\d{1,9}(?:\.\d{1,6})?|an?|one|two|three|four|five|six|half an?)"
_DURATION: Final = re.compile(rf"\s*(?:and\s+)?{_COUNT}\s*{_UNIT}", re.IGNORECASE)
_WORDS: Final = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "half a": 0.5,
    "half an": 0.5,
}
_AGO: Final = re.compile(r"(?P<span>.+?)\s*(?:ago|earlier|before now|old)", re.IGNORECASE)
_AHEAD: Final = re.compile(r"in\s+(?P<span>.+)|(?P<later>.+?)\s+(?:from now|ahead)", re.IGNORECASE)
_ABOUT: Final = re.compile(r"(?:about|approximately|approx\.?|around|circa|ca\.|roughly|some|~|≈)\s*", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"between\s+(?P<first>.+?)\s+and\s+(?P<last>.+)", re.IGNORECASE)
_MORE: Final = re.compile(r"(?:more than|over|longer than|>)\s*", re.IGNORECASE)
_LESS: Final = re.compile(r"(?:less than|under|within the last|<)\s*", re.IGNORECASE)
_OFFSET: Final = re.compile(r"\s*(?:(?P<zulu>Z|UTC|GMT)|(?P<offset>[+-]\d{2}(?::?\d{2})?))$", re.IGNORECASE)
_CLOCK: Final = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?", re.IGNORECASE)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATE_AND_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\s*\d{2}:?\d{2}.*", re.IGNORECASE | re.DOTALL)


class Unreadable(Exception):
    """A value cannot be read; says what is wrong, and what would have been right."""

    def __init__(self, wrong: str, expected: str, nearest: str | None = None, *, impossible: bool = False) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.expected = expected
        self.nearest = nearest
        self.impossible = impossible


class NeedsNow(Exception):
    """A time is given by its distance from now, and there is no now."""


def read_moment(given: str | datetime | date, now: datetime | None, assumed: set[str]) -> Moment:
    """Read a time.

    A date alone is that whole day in the zone of ``now``, or in UTC if there is no now.
    ``about`` allows half a unit up and down.

    Args:
        given: ISO 8601 with an offset, a date, or a text such as ``4 h ago``.
        now: The case's clock.
        assumed: Takes a note of what had to be assumed.

    Raises:
        Unreadable: It is no time, has no zone, or is out of all bounds.
        NeedsNow: It is relative, and there is no now.
    """
    if isinstance(given, datetime):
        return Moment.of(_plausible(_zoned(given)))
    if isinstance(given, date):
        return _day(given, now, assumed)
    text = given.strip()
    if len(text) > 16 and text[4] == "-":
        try:
            return Moment.of(_plausible(_zoned(datetime.fromisoformat(text))))
        except ValueError:
            pass
    text = without_remark(" ".join(text.split()))
    if _DATE.fullmatch(text):
        return _day(_iso_date(text), now, assumed)
    if _DATE_AND_TIME.fullmatch(text):
        return Moment.of(_plausible(_zoned(_iso(text))))
    return _worded(text, now, assumed)


def read_instant(given: str | datetime | date) -> datetime:
    """Read one exact time with a zone.

    Raises:
        Unreadable: It is a whole day, relative, or no time.
    """
    try:
        moment = read_moment(given, None, set())
    except NeedsNow:
        raise Unreadable("is relative", EXPECTED) from None
    if not moment.exact:
        raise Unreadable("is not one exact time", "a time with an offset, such as 2026-03-05T10:40:00+01:00")
    return moment.earliest


def _iso(text: str) -> datetime:
    """An ISO date and time, with some freedom before its offset."""
    match = _OFFSET.search(text[10:])
    head, offset = text, ""
    if match is not None:
        head = text[: 10 + match.start()]
        offset = "+00:00" if match["zulu"] else match["offset"]
    try:
        return datetime.fromisoformat(head.strip() + offset)
    except ValueError as error:
        raise Unreadable(f"is no time ({error})", EXPECTED, impossible=True) from None


def _iso_date(text: str) -> date:
    """A date that the calendar has."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Unreadable(f"is no date ({error})", EXPECTED, impossible=True) from None


def _zoned(given: datetime) -> datetime:
    """A time that has a zone."""
    if given.tzinfo is None or given.utcoffset() is None:
        raise Unreadable(
            "is a time without a zone",
            "the same with an offset such as +01:00 added",
            f"{given.isoformat()}+00:00",
            impossible=True,
        )
    return given


def _plausible(given: datetime) -> datetime:
    """A time that can be meant."""
    if not FIRST_YEAR <= given.year <= LAST_YEAR:
        raise Unreadable(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}", EXPECTED, impossible=True)
    return given


def _day(day: date, now: datetime | None, assumed: set[str]) -> Moment:
    """A whole day, in the zone of now."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}", EXPECTED, impossible=True)
    zone: tzinfo = UTC
    if now is not None and now.tzinfo is not None:
        zone = now.tzinfo
    else:
        assumed.add("Dates without a time are read as whole days in UTC, since the case gives no now.")
    return Moment(datetime.combine(day, time.min, zone), datetime.combine(day, time.max, zone))


def _worded(text: str, now: datetime | None, assumed: set[str]) -> Moment:
    """A time in words, or the reason why it is none."""
    folded = text.casefold()
    if (between := _BETWEEN.fullmatch(text)) is not None:
        return _between(between["first"], between["last"], now, assumed)
    if folded in {"now", "just now"}:
        return Moment.of(_known(now))
    if folded in {"today", "yesterday", "tomorrow"}:
        days = {"today": 0, "yesterday": -1, "tomorrow": 1}[folded]
        return _day(_known(now).date() + timedelta(days=days), now, assumed)
    if (ago := _AGO.fullmatch(text)) is not None:
        return _relative(ago["span"], -1, now)
    if (ahead := _AHEAD.fullmatch(text)) is not None:
        return _relative(ahead["span"] or ahead["later"], 1, now)
    if text.replace(".", "", 1).isdigit():
        raise Unreadable("is a bare number, which could mean any time", EXPECTED)
    if _CLOCK.fullmatch(text):
        raise Unreadable(
            "is a time of day without a date and a zone", "the date before it and an offset such as +01:00 after it"
        )
    raise Unreadable("is not a time", EXPECTED)


def _between(first: str, last: str, now: datetime | None, assumed: set[str]) -> Moment:
    """The time between two others; ``between 2 and 4 h ago`` shares the ending."""
    if (ago := _AGO.fullmatch(last)) is not None and re.fullmatch(rf"{_COUNT}(\s*{_UNIT})?", first, re.IGNORECASE):
        unit = re.search(rf"\s*{_UNIT}$", ago["span"], re.IGNORECASE)
        first = first if re.search(rf"{_UNIT}$", first, re.IGNORECASE) or unit is None else first + unit[0]
        first = f"{first} ago"
    ends = [read_moment(each, now, assumed) for each in (first, last)]
    start, end = sorted(ends, key=lambda moment: moment.earliest)
    if ago is None and start is not ends[0]:
        raise Unreadable("runs backwards", EXPECTED, impossible=True)
    return Moment(start.earliest, max(start.latest, end.latest))


def _relative(span: str, sign: int, now: datetime | None) -> Moment:
    """A time by its distance from now."""
    more, less, about = _MORE.match(span), _LESS.match(span), _ABOUT.match(span)
    if (hedge := more or less or about) is not None:
        span = span[hedge.end() :]
    length, unit = _duration(span)
    here = _known(now)
    try:
        there = _plausible(here + sign * length)
        if about:
            edges = sorted((_plausible(there - unit / 2), _plausible(there + unit / 2)))
            return (
                Moment(edges[0], min(edges[1], max(here, there))) if sign < 0 else Moment(max(edges[0], here), edges[1])
            )
        if more and sign < 0:
            return Moment(BEGINNING, there - _INSTANT)
        if more:
            return Moment(there + _INSTANT, datetime(LAST_YEAR, 12, 31, tzinfo=UTC))
        if less:
            return Moment(there + _INSTANT, here) if sign < 0 else Moment(here, there - _INSTANT)
    except (OverflowError, ValueError):
        raise Unreadable("is out of all bounds", EXPECTED, impossible=True) from None
    return Moment.of(there)


def _duration(text: str) -> tuple[timedelta, timedelta]:
    """A length of time such as ``1 h 30 min``, and its smallest unit."""
    position, length, unit = 0, timedelta(0), timedelta(0)
    while (match := _DURATION.match(text, position)) is not None:
        position = match.end()
        letters = match["unit"].casefold()
        unit = _UNITS["mo" if letters.startswith("mo") else letters[0]]
        count = match["count"].casefold()
        try:
            length += unit * float(_WORDS.get(count, 0) or count)
        except OverflowError:
            raise Unreadable("is out of all bounds", EXPECTED, impossible=True) from None
    if not position or text[position:].strip():
        raise Unreadable("is not a time", EXPECTED)
    return length, unit


def _known(now: datetime | None) -> datetime:
    """The case's clock, if it has one."""
    if now is None:
        raise NeedsNow
    return now
