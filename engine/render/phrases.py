"""Parts of sentences: places, facts, times and counts as people read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

JsonObject = dict[str, Any]

_LONGEST_VALUE: Final = 160
_ENTITY: Final = re.compile(r"([a-z_]+)(?:\[([^\]]*)\])?")


def say_located(items: Sequence[JsonObject]) -> str:
    """Say a title and where it holds."""
    return f"{items[0]['title']}{say_places(items)}"


def say_places(items: Sequence[JsonObject]) -> str:
    """Name the places of some verdicts; what has no id is what the whole case is about."""
    if not any("[" in item["scope"] for item in items):
        return ""
    return f" ({shorten([say_entity(item['scope']) for item in items], 3)})"


def say_entity(name: str) -> str:
    """Read the name of a thing, such as ``integration[eu].order[88]``, as words.

    >>> say_entity("integration[eu].order[88]"), say_entity("test_order")
    ('order 88 of integration eu', 'test order')
    """
    parts = [f"{kind.replace('_', ' ')} {identity}".strip() for kind, identity in _ENTITY.findall(name)]
    return " of ".join(reversed(parts)) or name


def say_fact(fact: JsonObject) -> str:
    """Say a fact, where it was seen and when."""
    at = read_time(fact["at"])
    seen = fact["channel"] + (f", {say_time(at)}" if at is not None else "")
    return f"{say_pair(fact)} ({seen})"


def say_pair(fact: JsonObject) -> str:
    """Say a fact's name and value, cut where it is long."""
    value = " ".join(str(fact["value"]).split())
    return f"{fact['name']} = {value if len(value) <= _LONGEST_VALUE else f'{value[:_LONGEST_VALUE]}...'}"


def say_source(source: JsonObject) -> str:
    """Say where in a guide something stands."""
    lines = "line" if source["lines"].isdigit() else "lines"
    return f"guide {source['guide']}, {source['section']}, {lines} {source['lines']}"


def read_time(text: str | None) -> datetime | None:
    """Read a time of the JSON."""
    return None if text is None else datetime.fromisoformat(text)


def say_time(moment: datetime) -> str:
    """Say a time to the minute, with its offset."""
    offset = moment.strftime("%z")
    return f"{moment:%Y-%m-%d %H:%M} ({offset[:3]}:{offset[3:5]})"


def say_span(span: timedelta) -> str:
    """Say a span in its two largest units.

    >>> say_span(timedelta(minutes=150)), say_span(timedelta(days=2)), say_span(timedelta(seconds=20))
    ('2 h 30 min', '2 days', 'less than a minute')
    """
    total = int(span.total_seconds() // 60)
    days, rest = divmod(total, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = [say_count(days, "day") if days else "", f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    return " ".join([part for part in parts if part][:2]) or "less than a minute"


def say_count(number: int, noun: str) -> str:
    """Say how many there are."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def shorten(texts: Sequence[str], most: int) -> str:
    """List the first few texts, and how many more there are."""
    shown = "; ".join(texts[:most])
    return shown if len(texts) <= most else f"{shown}; and {len(texts) - most} more"


def drop_repeats(texts: Iterable[str]) -> list[str]:
    """Keep each text once, in order."""
    return list(dict.fromkeys(texts))


def drop_repeated_places(places: Iterable[JsonObject]) -> list[JsonObject]:
    """Keep each place once, in order."""
    return list({(place["id"], place["scope"]): place for place in places}.values())
