"""Values as people write them, read into values the reasoning can use."""

from __future__ import annotations

import enum
import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from attrs import frozen

from facts.base import (
    ABSENT,
    PRESENT,
    Looked,
    Moment,
    Observable,
    Span,
    Value,
    ValueType,
    Word,
    normalise,
    says_nothing,
    without_remark,
)
from facts.names import nearest
from facts.platforms import canonical_platform
from facts.times import NeedsNow, Unreadable, read_moment

SECONDS: Final[Mapping[str, float]] = {
    "ms": 0.001,
    "seconds": 1,
    "minutes": 60,
    "hours": 3600,
    "days": 86400,
    "weeks": 604800,
}
_MEGABYTES: Final = {"bytes": 1e-6, "kb": 1e-3, "mb": 1.0, "gb": 1e3, "tb": 1e6}
_UNIT_SPELLINGS: Final = {
    spelling: unit
    for unit, spellings in {
        "ms": "ms msec millisecond milliseconds",
        "seconds": "s sec secs second seconds",
        "minutes": "m min mins minute minutes",
        "hours": "h hr hrs hour hours",
        "days": "d day days",
        "weeks": "w week weeks",
        "bytes": "b byte bytes",
        "kb": "kb kib kilobyte kilobytes",
        "mb": "mb mib megabyte megabytes",
        "gb": "gb gib gigabyte gigabytes",
        "tb": "tb",
        "percent": "% percent pct",
        "units": "units unit pcs pc pieces piece items item",
    }.items()
    for spelling in spellings.split()
}


class Unread(enum.Enum):
    """Why a fact has no value although nothing is wrong with it."""

    NOT_CHECKED = "not checked"
    NEEDS_NOW = "relative to now, which the case does not give"


_TOKENS: Final[Mapping[str, Looked | Unread]] = {
    "": ABSENT,
    "none": ABSENT,
    "(empty)": ABSENT,
    "empty": ABSENT,
    "absent": ABSENT,
    "missing": ABSENT,
    "null": ABSENT,
    "(none)": ABSENT,
    "none visible": ABSENT,
    "present": PRESENT,
    "unknown": Unread.NOT_CHECKED,
    "not read": Unread.NOT_CHECKED,
    "not checked": Unread.NOT_CHECKED,
    "?": Unread.NOT_CHECKED,
}
_NEVER: Final = "never"

_NUMBER: Final = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+|(?<=\d)\.)?(?:[eE][+-]?\d{1,3})?"
_QUANTITY: Final = re.compile(rf"({_NUMBER})\s*(%|[A-Za-z]*)")
_ABOUT: Final = re.compile(
    r"(?:about|approximately|approx\.?|around|circa|ca\.|roughly|some|~|≈)\s*(?=[\d.+-])", re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"between\s+(.+?)\s+and\s+(.+)", re.IGNORECASE)
_RANGE: Final = re.compile(r"(\d[\d.,]*\s*[A-Za-z%]*)\s*(?:-|–|—|to)\s*(\d[\d.,]*\s*[A-Za-z%]*)", re.IGNORECASE)
_BOUND: Final = re.compile(
    r"(?P<least>at least|>=|≥|no less than|not less than)|(?P<more>more than|over|above|>)"
    r"|(?P<most>at most|<=|≤|up to|no more than|not more than)|(?P<less>less than|fewer than|under|below|<)",
    re.IGNORECASE,
)
_HTTP_STATUS: Final = re.compile(r"(?:HTTP\S*\s+)?(?:status\s+)?(?:code\s+)?([1-5]\d\d)\b.*", re.IGNORECASE | re.DOTALL)
_STATUS_FIELD: Final = "platform.http_status"
_PLATFORM_FIELDS: Final = frozenset(("integration.platform", "connection.app", "flow.source", "flow.destination"))
_OR_MORE: Final = re.compile(r"(.+?)\s+or\s+(more|less|fewer)", re.IGNORECASE)
_ABOUT_SHARE: Final = 0.1


def as_text(given: object) -> str:
    """Print a value as it was given.

    >>> as_text(None), as_text(True), as_text(3)
    ('null', 'true', '3')
    """
    if isinstance(given, str):
        return given
    if given is None:
        return "null"
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, enum.Enum):
        return str(given.value)
    if isinstance(given, datetime | date):
        return given.isoformat()
    if isinstance(given, Span):
        return _plain(given.low) if given.exact else f"between {_plain(given.low)} and {_plain(given.high)}"
    if isinstance(given, Moment):
        first, last = given.earliest.isoformat(), given.latest.isoformat()
        return first if given.exact else f"between {first} and {last}"
    return str(given)


def _plain(number: float) -> str:
    """A number without a needless fraction."""
    return str(int(number)) if number.is_integer() else repr(number)


@frozen
class Reader:
    """Reads the values of a case against its own clock.

    Attributes:
        now: The case's clock; None if it has none.
        assumed: Notes on what had to be assumed, filled while reading.
    """

    now: datetime | None
    assumed: set[str]

    def read(self, observable: Observable, given: Any) -> Value | Unread:
        """Read what was given for an observable.

        Raises:
            Unreadable: The value is impossible or not of the kind the observable takes.
        """
        if isinstance(given, str):
            return self._text(observable, given)
        if given is None:
            return _looked(observable, ABSENT)
        if isinstance(given, Looked):
            return _looked(observable, given)
        if isinstance(given, Word):
            return self._word(observable, given)
        kind = observable.type
        if isinstance(given, Moment | datetime | date) and not isinstance(given, bool):
            if kind is ValueType.TIME:
                return given if isinstance(given, Moment) else read_moment(given, self.now, self.assumed)
            given = as_text(given)
        elif isinstance(given, Span):
            if kind is ValueType.NUMBER:
                return _possible(observable, given)
            given = as_text(given)
        elif isinstance(given, enum.Enum):
            return self._text(observable, as_text(given))
        elif isinstance(given, bool):
            if kind in (ValueType.NUMBER, ValueType.TIME) and observable.words is None and not observable.open:
                raise Unreadable(f"is a truth value, not a {kind.value}", expects(observable))
            given = as_text(given)
        elif isinstance(given, int | float):
            if isinstance(given, float) and not math.isfinite(given):
                raise Unreadable("is not a finite number", expects(observable))
            if kind is ValueType.NUMBER:
                return _possible(observable, Span.of(_finite(given, observable)))
            if kind is ValueType.TIME:
                raise Unreadable("is a bare number, which could mean any time", expects(observable))
            given = as_text(given)
        else:
            hint = "one value; several things of one kind carry an id, as in order[88].placed_at"
            raise Unreadable(f"is a {type(given).__name__}, not one value", hint)
        return self._text(observable, given)

    def _word(self, observable: Observable, given: Word) -> Value:
        """A member is taken as it is, or by its spelling where another set is asked for."""
        if observable.words is not None and isinstance(given, observable.words):
            return given
        read = self._text(observable, given.value)
        return given if isinstance(read, Unread) else read

    def _text(self, observable: Observable, given: str) -> Value | Unread:
        """Read a text: first the words of the set, then what anybody may say, then the rest."""
        words, kind = observable.words, observable.type
        text = given.strip()
        if words is not None:
            if (member := words.spelled(text)) is not None:
                return member
            if normalise(without_remark(text)) in says_nothing(words):
                return ABSENT
        folded = " ".join(text.casefold().split())
        token = _TOKENS.get(folded)
        if token is None and folded.endswith(")"):
            token = _TOKENS.get(without_remark(folded))
        if token is not None:
            return _looked(observable, token) if isinstance(token, Looked) else token
        if kind is ValueType.TEXT:
            return given
        if kind is ValueType.NAME:
            return self._name(observable, text)
        if words is not None and (kind is ValueType.WORD or not any(map(str.isdigit, text))):
            member = words.interpret(text)
            if member is not None:
                return member
        try:
            if kind is ValueType.NUMBER:
                return read_number(observable, text)
            if kind is ValueType.TIME:
                if without_remark(folded) == _NEVER:
                    return ABSENT
                return read_moment(text, self.now, self.assumed)
        except NeedsNow:
            return Unread.NEEDS_NOW
        except Unreadable as unreadable:
            if observable.open and not unreadable.impossible:
                return text
            raise
        if observable.open:
            return text
        raise Unreadable("is not one of its words", expects(observable), _nearest_word(words, text))

    def _name(self, observable: Observable, text: str) -> str:
        """A name is kept as it is; that of a platform in its canonical spelling, an HTTP status as its number."""
        if observable.name in _PLATFORM_FIELDS:
            return canonical_platform(text) or text
        if observable.name == _STATUS_FIELD and (status := _HTTP_STATUS.fullmatch(text)) is not None:
            return status[1]
        return text

    def implied(self, observable: Observable, id_: str) -> Value | None:
        """Read what the id of a thing says of it: a word of the set, the name of a platform, or itself; else None."""
        if observable.words is not None:
            return observable.words.spelled(id_)
        return canonical_platform(id_) if observable.name in _PLATFORM_FIELDS else id_


def _looked(observable: Observable, found: Looked) -> Value:
    """What looking found; a set with a word of its own for absent or present says that word."""
    words = observable.words
    return found if words is None else words.spelled(found.value) or found


def _nearest_word(words: type[Word] | None, text: str) -> str | None:
    """The word of a set closest to a text."""
    return None if words is None else nearest(text, [str(member.value) for member in words])


def expects(observable: Observable) -> str:
    """Say in words what an observable takes."""
    said = {
        ValueType.WORD: "",
        ValueType.NAME: "a name",
        ValueType.TEXT: "text",
        ValueType.NUMBER: f"a number of {observable.unit}" if observable.unit else "a number",
        ValueType.TIME: "a time with an offset, such as 2026-03-05T10:40:00+01:00",
    }[observable.type]
    if observable.words is None:
        return said
    words = ", ".join(str(member.value) for member in observable.words)
    return f"{said}, or one of {words}" if said else f"one of {words}"


def read_number(observable: Observable, text: str) -> Span:
    """Read a number, exact or within bounds, with or without its unit.

    ``about`` allows a tenth up and down.

    Raises:
        Unreadable: It is no number, or an impossible one.
    """
    plain = without_remark(text)
    reading = observable.readings.get(normalise(plain)) if observable.readings else None
    if reading is not None:
        return Span.of(reading)
    if observable.unit in SECONDS and plain[:6].casefold() == "every ":
        plain = plain[6:].strip()
    if (match := _BETWEEN.fullmatch(plain) or _RANGE.fullmatch(plain)) is not None:
        first, last = match.groups()
        if not first[-1:].isalpha() and (unit := re.search(r"[A-Za-z%]+$", last)) is not None:
            first = f"{first} {unit[0]}"
        low, high = _quantity(observable, first), _quantity(observable, last)
        if low > high:
            raise Unreadable("runs from high to low", expects(observable), impossible=True)
        return _possible(observable, Span(low, high))
    if (bounded := _OR_MORE.fullmatch(plain)) is not None:
        plain = f"{'at least' if bounded[2].casefold() == 'more' else 'at most'} {bounded[1]}"
    if (bound := _BOUND.match(plain)) is not None:
        return _bounded(observable, bound, plain[bound.end() :].strip())
    shorter = _ABOUT.sub("", plain, count=1) if not plain[:1].isdecimal() else plain
    number = _quantity(observable, shorter)
    if shorter == plain:
        return _possible(observable, Span.of(number))
    slack = abs(number) * _ABOUT_SHARE
    return _possible(observable, Span(number - slack, number + slack))


def _bounded(observable: Observable, bound: re.Match[str], rest: str) -> Span:
    """A number known on one side only."""
    number = _quantity(observable, rest)
    floor = -math.inf if observable.minimum is None else observable.minimum
    ceiling = math.inf if observable.maximum is None else observable.maximum
    low, high = floor, ceiling
    if bound["least"]:
        low = number
    elif bound["more"]:
        low = math.nextafter(number, math.inf)
    elif bound["most"]:
        high = number
    else:
        high = math.nextafter(number, -math.inf)
    if low > high:
        raise Unreadable("is impossible", expects(observable), impossible=True)
    return _possible(observable, Span(low, high))


def _quantity(observable: Observable, text: str) -> float:
    """A number with or without a unit, in the observable's unit."""
    match = _QUANTITY.fullmatch(text.strip())
    if match is None or not any(map(str.isdigit, match[1])):
        raise Unreadable("is not a number", expects(observable))
    number = _finite(float(match[1].replace(",", "")), observable)
    return number * _factor(observable, match[2]) if match[2] else number


def _factor(observable: Observable, given: str) -> float:
    """What turns a number of the given unit into the observable's."""
    unit = _UNIT_SPELLINGS.get(given.casefold())
    wanted = observable.unit
    if unit == wanted and unit is not None:
        return 1.0
    for scale in (SECONDS, _MEGABYTES):
        if unit is not None and wanted is not None and unit in scale and wanted in scale:
            return scale[unit] / scale[wanted]
    if wanted is None and (unit is None or unit == "units"):
        return 1.0
    raise Unreadable(f"is given in {given!r}", expects(observable))


def _finite(number: float, observable: Observable) -> float:
    """A number that can be reckoned with."""
    try:
        number = float(number)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise Unreadable("is too large to be true", expects(observable), impossible=True)
    return number


def _possible(observable: Observable, span: Span) -> Span:
    """A span that the observable can have."""
    if observable.minimum is not None and span.low < observable.minimum:
        raise Unreadable(
            f"is below {_plain(observable.minimum)}, which is impossible", expects(observable), impossible=True
        )
    if observable.maximum is not None and span.high > observable.maximum:
        raise Unreadable(
            f"is above {_plain(observable.maximum)}, which is impossible", expects(observable), impossible=True
        )
    return span
