"""What cases of a guide are made of: the fields that its rules read, with values on both sides of every test."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from attrs import fields, frozen, has

from engine import Rulebase, load_rulebases
from engine.reasoners.base import ABSENT_WORD
from engine.rules import (
    Affix,
    AgeBound,
    AllOf,
    AnyOf,
    Bound,
    Dependency,
    FieldRef,
    Holds,
    Is,
    IsAbsent,
    Lagging,
    Length,
    Listed,
    OneSided,
    Pattern,
    Says,
    Seen,
    Test,
    Times,
)
from facts import Observable, Scope, ValueType

NOW = datetime.fromisoformat("2026-03-05T10:40:00+01:00")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def ago(minutes: float) -> str:
    """Write the moment so many minutes before `NOW`."""
    return (NOW - timedelta(minutes=minutes)).isoformat()


IDS_BY_LEVEL = {
    "connection": ("SAP Business One", "Amazon", "C2"),
    "flow": ("tracking", "orders", "F7"),
    "order": ("1", "2", "3"),
    "record": ("A", "B", "C"),
    "shipmap": ("GROUND", "EXPRESS"),
    "sku": ("TEE-9", "MUG-1"),
    "sync": ("S1", "webhook"),
}
"""Ids that facts of one level carry. Some say what the thing is, as that of ``flow[tracking]`` does."""

TO_COMPARE: Mapping[ValueType, tuple[Any, ...]] = {
    ValueType.NAME: ("A-1", "a1", "500", "1F4", "USD, EUR", "EUR", "x" * 300),
    ValueType.NUMBER: (0, 1, 2, 37, 60, "between 1 and 40"),
    ValueType.TEXT: ("something nobody has seen before", "503 Service Unavailable"),
    ValueType.TIME: (ago(5), ago(60), ago(61), ago(1_440), ago(-60), f"between {ago(180)} and {ago(30)}"),
    ValueType.WORD: (),
}
"""Values in which fields that are compared with one another are alike or differ."""

MOST_WAYS = 24
"""So many of the ways in which one pattern can be supported are kept."""


@frozen
class Wanted:
    """A field that a rule reads, with values that make a difference to it."""

    observable: Observable
    values: tuple[Any, ...]


Piece = tuple[Wanted, ...]
"""Fields of one thing, and of what belongs to it, that a rule wants to see together."""


@frozen
class Material:
    """What facts about one guide's system are drawn from.

    Attributes:
        fields: Every field that its rules read, by name.
        pieces: What each of its patterns and messages asks for.
        platforms: Platforms and routes that make a difference to it.
    """

    fields: Mapping[str, Wanted]
    pieces: tuple[Piece, ...]
    platforms: tuple[str | None, ...]


@cache
def material_of(guide: str) -> Material:
    """Read the material of a guide's cases out of its rules."""
    rulebase = load_rulebases((guide,))[0]
    gathered = _Gathered(rulebase)
    gathered.from_patterns()
    gathered.from_windows()
    gathered.from_links()
    gathered.from_messages()
    gathered.from_fields()
    fields_by_name = {
        name: Wanted(observable, tuple(gathered.values[name].values()))
        for name, observable in gathered.observables.items()
    }
    return Material(fields_by_name, tuple(gathered.pieces), _platforms_of(rulebase))


def level_of(observable: Observable) -> str:
    """Return what the ids of a thing belong to: its scope, or its own kind where an integration has several."""
    return observable.kind if observable.scope is Scope.INTEGRATION else observable.scope.value


class _Gathered:
    """Pieces and values, while they are gathered from a rulebase."""

    def __init__(self, rulebase: Rulebase) -> None:
        self.rulebase = rulebase
        self.observables: dict[str, Observable] = {}
        self.values: dict[str, dict[str, Any]] = {}
        self.pieces: dict[Piece, None] = {}
        self._contexts = {context.id: context.when for context in rulebase.contexts}

    def from_patterns(self) -> None:
        for pattern in _patterns_in(self.rulebase):
            for way in _ways(pattern, self._contexts):
                self._add(self._of_way(way))

    def from_windows(self) -> None:
        """Add, of every window and every wait that ends, what is missed or expected and how long ago that began."""
        for symptom in self.rulebase.symptoms:
            for window in symptom.windows:
                ways = [] if symptom.missed_by is None else _ways(symptom.missed_by, self._contexts)
                for way in ways or [()]:
                    self._add((*self._of_way(way), *self._timed(window.since, window.ok, window.late)))
        for item in self.rulebase.expected:
            if item.until is not None:
                for way in _ways(item.when, self._contexts):
                    self._add((*self._of_way(way), *self._timed(item.until.since, item.until.span)))

    def from_links(self) -> None:
        """Add what names one thing in another, and what makes one wait for another."""
        for link in (*self.rulebase.links, *self.rulebase.dependencies):
            ids = IDS_BY_LEVEL[level_of(link.named.observable)]
            self._add((self._wanted(link.naming, ids),))
            self._add((self._wanted(link.naming, ids), self._wanted(link.named, ids)))
            if isinstance(link, Dependency) and link.when is not None:
                for way in _ways(link.when, self._contexts):
                    self._add((self._wanted(link.naming, ids), *self._of_way(way)))

    def from_messages(self) -> None:
        for message in self.rulebase.messages:
            for ref in message.where:
                self._add((self._wanted(ref, (message.text, f'{{"error":\n "{message.text.upper()}"}}')),))

    def from_fields(self) -> None:
        """Let every field that is read at all take any of its words, values like others', and nothing."""
        for ref in _fields_in(self.rulebase):
            self._wanted(ref, (*_comparable(ref), "absent"))

    def _add(self, piece: Iterable[Wanted]) -> None:
        self.pieces[tuple({each.observable.name: each for each in piece}.values())] = None

    def _of_way(self, way: _Way) -> Iterator[Wanted]:
        for ref, test in way:
            self._wanted(ref, _beside(test))
            yield self._wanted(ref, _passing(ref, test))
            other = getattr(test, "other", None) or getattr(test, "setting", None) or getattr(test, "after", None)
            if other is not None:
                yield self._wanted(other, _to_compare_with(other, test))

    def _timed(self, since: FieldRef, *spans: timedelta | Times) -> Iterator[Wanted]:
        ends = [span for span in spans if isinstance(span, timedelta)] or [2 * HOUR]
        yield self._wanted(since, [ago(end / MINUTE + off) for end in ends for off in (-1, 0, 1)])
        for span in spans:
            if isinstance(span, Times):
                yield self._wanted(span.setting, (30, 60))

    def _wanted(self, ref: FieldRef, values: Iterable[Any]) -> Wanted:
        observable = ref.observable
        possible = [value for value in values if _possible(observable, value)]
        self.observables[observable.name] = observable
        self.values.setdefault(observable.name, {}).update((repr(value), value) for value in possible)
        return Wanted(observable, tuple(possible) or ("present",))


def _platforms_of(rulebase: Rulebase) -> tuple[str | None, ...]:
    """List the platforms and systems that its knowledge is bound to, and routes to them through its hub."""
    hub = rulebase.guide.hubs[0] if rulebase.guide.hubs else "Tether"
    named = dict.fromkeys(
        name
        for item in (*rulebase.faults, *rulebase.expected, *rulebase.checks)
        for name in (*item.platforms, *item.not_on, *getattr(item, "systems", ()))
    )
    return (None, *named, f"Shopify -> {hub}", *(f"Shopify -> {hub} -> {name}" for name in named))


# --- what a rulebase reads ---------------------------------------------------------------------------------

_Way = tuple[tuple[FieldRef, Test], ...]


def _values_in(value: object) -> Iterator[object]:
    """Yield every value that a rulebase is made of, itself included."""
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from _values_in(item)
    elif has(type(value)) and not isinstance(value, Observable):
        for part in fields(type(value)):
            yield from _values_in(getattr(value, part.name))


def _patterns_in(rulebase: Rulebase) -> Iterator[Pattern]:
    """Yield every pattern of a rulebase, each as a whole."""
    for value in _values_in(rulebase):
        if has(type(value)) and not isinstance(value, Pattern):
            held = (getattr(value, part.name) for part in fields(type(value)))
            yield from (each for each in held if isinstance(each, Pattern))


def _fields_in(rulebase: Rulebase) -> Iterator[FieldRef]:
    for value in _values_in(rulebase):
        if isinstance(value, FieldRef):
            yield value
        elif isinstance(value, Seen):
            yield from (FieldRef(value.thing, name) for name, _ in value.tests)


def _ways(pattern: Pattern, contexts: Mapping[str, Pattern]) -> list[_Way]:
    """List the ways in which a pattern can be supported, the first of very many."""
    if isinstance(pattern, Seen):
        return [tuple((FieldRef(pattern.thing, name), test) for name, test in pattern.tests)]
    if isinstance(pattern, AnyOf):
        return [way for part in pattern.parts for way in _ways(part, contexts)][:MOST_WAYS]
    if isinstance(pattern, AllOf):
        choices = itertools.product(*(_ways(part, contexts) for part in pattern.parts))
        return [tuple(itertools.chain(*choice)) for choice in itertools.islice(choices, MOST_WAYS)]
    if isinstance(pattern, OneSided):
        return _ways(pattern.inner, contexts)
    assert isinstance(pattern, Holds)
    return _ways(contexts[pattern.context], contexts)


# --- values that make a difference -------------------------------------------------------------------------

_PAST = {"gt": 1, "ge": 0, "lt": -1, "le": 0}
"""How far beyond its bound a number surely passes."""


def _passing(ref: FieldRef, test: Test) -> list[Any]:
    """List values that pass a test, at its edge where it has one."""
    if isinstance(test, Is):
        if test.negated:
            return _others(ref, test)
        return ["absent" if word == ABSENT_WORD else word for word in test.words]
    if isinstance(test, IsAbsent):
        return ["absent"]
    if isinstance(test, Bound):
        return [test.number + _PAST[test.comparison]]
    if isinstance(test, AgeBound):
        return [ago(test.span / MINUTE + _PAST[test.comparison])]
    if isinstance(test, Lagging):
        return [ago(1_440 - test.span / MINUTE - off) for off in (-1, 0, 1)]
    if isinstance(test, Affix):
        return ["something else" if test.negated else _with_affix(test)]
    if isinstance(test, Length):
        return ["x" * (test.most + (not test.negated))]
    if isinstance(test, Says):
        return [f"Error: {phrase}" for phrase in test.phrases]
    if isinstance(test, Listed):
        return ["EUR", "GBP"]
    return _comparable(ref)


def _beside(test: Test) -> list[Any]:
    """List values on both sides of the edge of a test."""
    if isinstance(test, Bound):
        return [test.number - 1, test.number, test.number + 1]
    if isinstance(test, AgeBound):
        return [ago(test.span / MINUTE + off) for off in (-1, 0, 1)]
    if isinstance(test, Length):
        return ["x" * test.most, "x" * (test.most + 1)]
    return [_with_affix(test), "something"] if isinstance(test, Affix) else []


def _others(ref: FieldRef, test: Is) -> list[Any]:
    words = ref.observable.words
    return [str(word.value) for word in words or () if word.value not in test.words] or ["something else"]


def _with_affix(test: Affix) -> str:
    return f"something{test.text}" if test.at == "end" else f"{test.text}something"


def _to_compare_with(other: FieldRef, test: Test) -> list[Any]:
    """List values for the field that a test compares with."""
    if isinstance(test, Lagging):
        return [ago(1_440)]
    return ["USD, EUR", "absent"] if isinstance(test, Listed) else _comparable(other)


def _comparable(ref: FieldRef) -> list[Any]:
    words = ref.observable.words
    return [*(str(word.value) for word in words or ()), *TO_COMPARE[ref.observable.type]]


def _possible(observable: Observable, value: Any) -> bool:
    """Tell whether a value is not a number that cannot be."""
    if not isinstance(value, int | float):
        return True
    least = -math.inf if observable.minimum is None else observable.minimum
    return least <= value <= (math.inf if observable.maximum is None else observable.maximum)
