"""Waits that cannot begin or never end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from engine.lint.base import Examined, Lint
from engine.lint.values import Range, Words
from engine.lint.ways import AGE, TEXT, WORD, Way
from engine.program import base_factor
from engine.reasoners.base import ABSENT_WORD
from engine.rules import Design, FieldRef, Symptom, Times, Until, Window
from facts import Thing, ValueType


def disordered_windows(examined: Examined) -> Iterator[Lint]:
    """Yield windows that are late before they are usual, or stand behind one that always counts."""
    ways = examined.ways
    for symptom in examined.rulebase.symptoms:
        scopes = (symptom.scope, symptom.scope)
        for position, window in enumerate(symptom.windows):
            if _ends_before_it_is_usual(window):
                yield Lint("window", symptom.id, f"Its window since {window.since} is late before it is usual.")
            when = ways.of(window.when, symptom.scope)
            for earlier in symptom.windows[:position]:
                covering = ways.of(earlier.when, symptom.scope)
                covered = when and all(any(ways.implies(one, two, scopes=scopes) for two in covering) for one in when)
                if earlier.since == window.since and (earlier.when is None or covered):
                    text = f"A window since {window.since} stands behind one that counts wherever it would."
                    yield Lint("window", symptom.id, text)
                    break


def _ends_before_it_is_usual(window: Window) -> bool:
    if isinstance(window.ok, timedelta) and isinstance(window.late, timedelta):
        return window.late < window.ok
    if isinstance(window.ok, Times) and isinstance(window.late, Times):
        return window.ok.setting == window.late.setting and window.late.factor < window.ok.factor
    return False


def windows_without_beginning(examined: Examined) -> Iterator[Lint]:
    """Yield windows whose beginning or length no fact can give."""
    for symptom in examined.rulebase.symptoms:
        for window in symptom.windows:
            for span in (window.ok, window.late):
                if isinstance(span, Times) and not _is_duration(span.setting):
                    yield Lint("window", symptom.id, f"It never closes: {span.setting} is no duration.")
            if not _can_begin(examined, window.since, symptom.scope):
                text = f"Its window never opens: {window.since} is no moment that a {symptom.scope.kind} has."
                yield Lint("window", symptom.id, text)
            elif _missed_only_without(examined, symptom, window.since):
                text = f"Its window never closes: it is missed only where {window.since} is empty."
                yield Lint("window", symptom.id, text)


def _missed_only_without(examined: Examined, symptom: Symptom, since: FieldRef) -> bool:
    ways = examined.ways.of(symptom.missed_by, symptom.scope)
    return bool(ways) and all(_is_empty(way, since) for way in ways)


def endless_waits(examined: Examined) -> Iterator[Lint]:
    """Yield what is expected for a while, with no end to that while."""
    for item in examined.rulebase.expected:
        until, shown = item.until, [each.way for each in examined.shown[item.id]]
        if until is None:
            # A text stays as it was pasted; a state is seen to end.
            if item.kind is Design.TRANSIENT and item.unless is None and any(_only_texts(way) for way in shown):
                text = "A message alone shows it, and nothing ends it. Give it an until or an unless."
                yield Lint("window", item.id, text)
        elif isinstance(until.span, Times) and not _is_duration(until.span.setting):
            yield Lint("window", item.id, f"It never ends: {until.span.setting} is no duration.")
        elif not _can_begin(examined, until.since, item.scope):
            text = f"It never ends: {until.since} is no moment that a {item.scope.kind} has."
            yield Lint("window", item.id, text)
        elif shown and all(_is_empty(way, until.since) for way in shown):
            yield Lint("window", item.id, f"It never ends: it holds only where {until.since} is empty.")
        elif shown and all(_is_over(way, until) for way in shown):
            yield Lint("window", item.id, f"Its wait since {until.since} is over before it can hold.")


def _is_duration(setting: FieldRef) -> bool:
    observable = setting.observable
    return observable.type is ValueType.NUMBER and base_factor(observable.unit) != 1


def _can_begin(examined: Examined, since: FieldRef, scope: type[Thing]) -> bool:
    return since.observable.type is ValueType.TIME and examined.ways.related(scope, since.thing)


def _is_empty(way: Way, ref: FieldRef) -> bool:
    empty = Words(frozenset({ABSENT_WORD}))
    return any(told.thing is ref.thing and told.of_field(ref.name, WORD) == empty for told in way.told)


def _is_over(way: Way, until: Until) -> bool:
    ages = (told.of_field(until.since.name, AGE) for told in way.told if told.thing is until.since.thing)
    return isinstance(until.span, timedelta) and any(
        isinstance(age, Range) and age.low >= until.span.total_seconds() for age in ages
    )


def _only_texts(way: Way) -> bool:
    return not way.held and all(aspect == TEXT for told in way.told for (_, aspect), _ in told.values)
