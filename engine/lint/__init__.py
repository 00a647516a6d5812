"""Findings about a rulebase that loads but does not say what its author meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations, pairwise

from attrs import frozen

from engine.graph import causal_graph, paths_of
from engine.messages import words_of
from engine.rulebase import Rulebase
from engine.rules import (
    AgeBound,
    AllOf,
    AnyOf,
    Bound,
    Expected,
    Fault,
    FieldRef,
    Finding,
    Is,
    IsAbsent,
    IsKnown,
    Message,
    OneSided,
    Pattern,
    Relates,
    Seen,
    Test,
    Times,
    Window,
)

__all__ = ["Lint", "lint"]


@frozen
class Lint:
    """One finding.

    Attributes:
        rule: The name of what is looked for, such as ``silent-symptom``.
        place: What it was found at, by id.
        text: What is wrong and what to do about it.
    """

    rule: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text} [{self.rule}]"


def lint(rulebase: Rulebase) -> tuple[Lint, ...]:
    """Look for knowledge that can have no effect or more than one meaning.

    Loading has already refused what cannot work at all: references that lead nowhere, effects that
    show nowhere, loops, items neither cited nor declined.

    Returns:
        Every finding, kind by kind; empty if there is none.
    """
    looks = (
        _no_remedy,
        _silent_symptoms,
        _idle_checks,
        _never_asked,
        _undecided,
        _ambiguous_messages,
        _redundant,
        _unreachable,
        _impossible_windows,
    )
    return tuple(found for look in looks for found in look(rulebase))


# --- faults and their checks ----------------------------------------------------------------


def _no_remedy(rulebase: Rulebase) -> Iterator[Lint]:
    for fault in rulebase.faults:
        if not fault.remedy.steps:
            yield Lint("no-remedy", fault.id, "Its remedy has no steps. Say what to do, or whom to ask.")


def _silent_symptoms(rulebase: Rulebase) -> Iterator[Lint]:
    graph = causal_graph((rulebase,))
    shown = {path.symptom for fault in rulebase.faults for path in paths_of(graph, fault.id)}
    for symptom in rulebase.symptoms:
        # A symptom that only unrecognised messages show is meant to have no known cause.
        if symptom.id not in shown and symptom.missed_by is not None:
            yield Lint("silent-symptom", symptom.id, "No fault leads to it, so nothing can ever explain it.")


def _idle_checks(rulebase: Rulebase) -> Iterator[Lint]:
    used = _laddered(rulebase) | {check for fault in rulebase.faults for check in (fault.check, *fault.settled_by)}
    used |= {finding.check for finding in rulebase.findings if finding.check is not None}
    used |= {check for escalation in rulebase.escalations for check in escalation.first}
    for check in rulebase.checks:
        if check.id not in used and not check.decides:
            yield Lint("idle-check", check.id, "It decides nothing and stands in no ladder, so nobody is ever asked.")


def _laddered(rulebase: Rulebase) -> set[str]:
    return {check for symptom in rulebase.symptoms for check in symptom.ladder} | set(rulebase.start.checks)


def _never_asked(rulebase: Rulebase) -> Iterator[Lint]:
    """Yield faults that could explain a symptom but stand behind no step of any ladder."""
    asked = _laddered(rulebase)
    decided = {fault for check in rulebase.checks if check.id in asked for fault in check.decides}
    for fault in rulebase.faults:
        by_check = not asked.isdisjoint((fault.check, *fault.settled_by))
        if not by_check and fault.id not in decided and not fault.refines:
            yield Lint("never-asked", fault.id, f"No ladder holds its check {fault.check!r}, so the guide never asks.")


def _undecided(rulebase: Rulebase) -> Iterator[Lint]:
    """Yield faults whose check asks only for fields that none of their evidence reads."""
    checks = {check.id: check for check in rulebase.checks}
    named: dict[str, set[FieldRef]] = {}
    for message in rulebase.messages:
        named.setdefault(message.names, set()).update(message.where)
    for fault in rulebase.faults:
        asked = {(ref.thing, ref.name) for ref in checks[fault.check].asks}
        read = {(ref.thing, ref.name) for ref in _fields(*_evidence(fault))}
        read |= {(ref.thing, ref.name) for ref in named.get(fault.id, ())}
        if asked and asked.isdisjoint(read):
            fields = ", ".join(str(ref) for ref in checks[fault.check].asks)
            text = f"Its check {fault.check!r} asks for {fields}, which its evidence ignores."
            yield Lint("undecided", fault.id, text)


def _evidence(fault: Fault) -> tuple[Pattern | None, ...]:
    return (fault.shown_by, fault.refuted_by, fault.exonerated_by, fault.foreseen_by, fault.guard)


# --- what reads the same --------------------------------------------------------------------


def _ambiguous_messages(rulebase: Rulebase) -> Iterator[Lint]:
    for first, second in combinations(rulebase.messages, 2):
        if first.names == second.names or set(first.where).isdisjoint(second.where):
            continue
        for inner, outer in ((first, second), (second, first)):
            if words_of(inner.text) in words_of(outer.text):
                yield Lint("ambiguous-message", repr(outer.text), _both(inner, outer))
                break


def _both(inner: Message, outer: Message) -> str:
    return f"It names {outer.names!r}, and its words {inner.text!r} name {inner.names!r}. Narrow one of them."


def _redundant(rulebase: Rulebase) -> Iterator[Lint]:
    """Yield pairs of faults that no fact could ever tell apart."""
    texts: dict[str, set[str]] = {}
    for message in rulebase.messages:
        texts.setdefault(message.names, set()).add(message.text)
    for first, second in combinations(rulebase.faults, 2):
        alike = (
            first.scope is second.scope
            and _evidence(first) == _evidence(second)
            and texts.get(first.id) == texts.get(second.id)
            and first.leads_to == second.leads_to
            and _overlap(first.platforms, second.platforms)
        )
        if alike:
            yield Lint("redundant", second.id, f"It has the same evidence and effects as {first.id!r}. Merge them.")


def _overlap(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    return not first or not second or not set(first).isdisjoint(second)


# --- what can never be ----------------------------------------------------------------------


def _unreachable(rulebase: Rulebase) -> Iterator[Lint]:
    """Yield knowledge that can never apply: no platform is left to it, or its pattern contradicts itself."""
    knowledge: tuple[Fault | Finding | Expected, ...] = (*rulebase.faults, *rulebase.findings, *rulebase.expected)
    for item in knowledge:
        if item.platforms and set(item.platforms) <= set(item.not_on):
            yield Lint("unreachable", item.id, "It excludes every platform that it is limited to.")
        pattern = item.when if isinstance(item, Expected) else item.shown_by
        if pattern is not None and _impossible(pattern):
            yield Lint("unreachable", item.id, "What shows it asks one field to be two things at once.")


def _impossible(pattern: Pattern) -> bool:
    if isinstance(pattern, AnyOf):
        return all(_impossible(part) for part in pattern.parts)
    if isinstance(pattern, OneSided):
        return _impossible(pattern.inner)
    if not isinstance(pattern, AllOf):
        return False
    tests: dict[tuple[type, str], list[Test]] = {}
    for part in pattern.parts:
        if isinstance(part, Seen):
            for name, test in part.tests:
                tests.setdefault((part.thing, name), []).append(test)
    clash = any(_clash(first, second) for same in tests.values() for first, second in combinations(same, 2))
    return clash or any(_impossible(part) for part in pattern.parts)


def _clash(first: Test, second: Test) -> bool:
    """Tell whether no value passes both tests."""
    if isinstance(first, Is) and isinstance(second, Is):
        return _words_clash(first, second)
    if isinstance(first, Bound) and isinstance(second, Bound):
        return _bounds_clash((first.comparison, first.number), (second.comparison, second.number))
    if isinstance(first, AgeBound) and isinstance(second, AgeBound):
        spans = ((each.comparison, each.span.total_seconds()) for each in (first, second))
        return _bounds_clash(*spans)
    return {type(first), type(second)} == {IsAbsent, IsKnown}


def _words_clash(first: Is, second: Is) -> bool:
    if first.negated and second.negated:
        return False
    if first.negated or second.negated:
        plain, negated = (second, first) if first.negated else (first, second)
        return set(plain.words) <= set(negated.words)
    return set(first.words).isdisjoint(second.words)


def _bounds_clash(first: tuple[str, float], second: tuple[str, float]) -> bool:
    for (low_kind, low), (high_kind, high) in ((first, second), (second, first)):
        if low_kind in ("gt", "ge") and high_kind in ("lt", "le"):
            both_inclusive = low_kind == "ge" and high_kind == "le"
            return low > high or (low == high and not both_inclusive)
    return False


def _impossible_windows(rulebase: Rulebase) -> Iterator[Lint]:
    for symptom in rulebase.symptoms:
        for window in symptom.windows:
            if _ends_before_it_is_usual(window):
                yield Lint("window", symptom.id, f"Its window since {window.since} is late before it is usual.")
        for earlier, later in pairwise(symptom.windows):
            if earlier.when is None and earlier.since == later.since:
                text = f"A window since {earlier.since} stands behind one that always counts."
                yield Lint("window", symptom.id, text)


def _ends_before_it_is_usual(window: Window) -> bool:
    if isinstance(window.ok, timedelta) and isinstance(window.late, timedelta):
        return window.late < window.ok
    if isinstance(window.ok, Times) and isinstance(window.late, Times):
        return window.ok.setting == window.late.setting and window.late.factor < window.ok.factor
    return False


# --- fields of a pattern --------------------------------------------------------------------


def _fields(*patterns: Pattern | None) -> Iterator[FieldRef]:
    for pattern in patterns:
        if isinstance(pattern, Seen):
            for name, test in pattern.tests:
                yield FieldRef(pattern.thing, name)
                if isinstance(test, Relates):
                    yield test.other
        elif isinstance(pattern, AllOf | AnyOf):
            yield from _fields(*pattern.parts)
        elif isinstance(pattern, OneSided):
            yield from _fields(pattern.inner)
