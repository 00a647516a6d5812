"""Parts of sentences: places, facts, times and counts as people read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

JsonObject = dict[str, Any]

_LONGEST_VALUE: Final = 160
_ENTITY: Final = re.compile(r"([a-z_]+)(?:\[([^\]]*)\])?")


def located(items: Sequence[JsonObject]) -> str:
    return f"{items[0]['title']}{at(items)}"


def at(items: Sequence[JsonObject]) -> str:
    """Name the places of some verdicts; what has no id is what the whole case is about."""
    places = [entity(item["scope"]) for item in items if "[" in item["scope"]]
    return f" ({shortened(places, 3)})" if places else ""


def entity(name: str) -> str:
    """Read the name of a thing, such as ``integration[eu].order[88]``, as words.

    >>> entity("integration[eu].order[88]"), entity("test_order")
    ('order 88 of integration eu', 'test order')
    """
    parts = [f"{kind.replace('_', ' ')} {identity}".strip() for kind, identity in _ENTITY.findall(name)]
    return " of ".join(reversed(parts)) or name


def fact(fact: JsonObject) -> str:
    at = time(fact["at"])
    seen = fact["channel"] + (f", {clock(at)}" if at is not None else "")
    return f"{pair(fact)} ({seen})"


def pair(fact: JsonObject) -> str:
    value = " ".join(str(fact["value"]).split())
    return f"{fact['name']} = {value if len(value) <= _LONGEST_VALUE else f'{value[:_LONGEST_VALUE]}...'}"


def source(source: JsonObject) -> str:
    return f"guide {source['guide']}, {source['section']}, lines {source['lines']}"


def time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def clock(moment: datetime) -> str:
    offset = moment.strftime("%z")
    return f"{moment:%Y-%m-%d %H:%M} ({offset[:3]}:{offset[3:5]})"


def span(span: timedelta) -> str:
    """Say a span in its two largest units.

    >>> span(timedelta(minutes=150)), span(timedelta(days=2)), span(timedelta(seconds=20))
    ('2 h 30 min', '2 days', 'less than a minute')
    """
    total = int(span.total_seconds() // 60)
    days, rest = divmod(total, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = [count(days, "day") if days else "", f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    return " ".join([part for part in parts if part][:2]) or "less than a minute"


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def shortened(texts: Sequence[str], most: int) -> str:
    shown = "; ".join(texts[:most])
    return shown if len(texts) <= most else f"{shown}; and {len(texts) - most} more"


def unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def unique_places(places: Iterable[JsonObject]) -> list[JsonObject]:
    return list({(place["id"], place["scope"]): place for place in places}.values())
