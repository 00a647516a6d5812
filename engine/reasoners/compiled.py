"""The reasoner in plain Python: indexed, semi-naive, without a dependency.

A pattern without its joins is an *alpha*. Each datum is handed, by kind and word, to the few
alphas it may pass; a production is looked at only once all its alphas hold something.
"""

from __future__ import annotations

import operator
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import field, frozen

from engine.reasoners._shared import Firing, check_data, check_productions, close, derived_datum, level_of
from engine.reasoners.base import Closure, Condition, Datum, Join, Production, Test

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "in": lambda word, words: word in words,
    "not_in": lambda word, words: word not in words,
}
_SCAN_AT_MOST = 4
"""Up to this many candidates are compared one by one; more are looked up in a hash index."""

Check = Callable[[Datum], bool]
Value = Callable[[Datum], Any]


@frozen
class _Step:
    """One condition of a production, ready to be joined to those before it."""

    alpha: int
    fields: tuple[str, ...]  # what must be equal to ...
    own: tuple[Value, ...]
    theirs: tuple[tuple[int, Value], ...]  # ... these of earlier data
    others: tuple[tuple[Value, Callable[[Any, Any], bool], int, Value], ...]

    @classmethod
    def of(cls, alpha: int, joins: tuple[Join, ...]) -> _Step:
        equal = [join for join in joins if join.operator == "eq"]
        return cls(
            alpha,
            tuple(join.field for join in equal),
            tuple(_value(join.field) for join in equal),
            tuple((join.other, _value(join.other_field)) for join in equal),
            tuple(
                (_value(join.field), _COMPARE[join.operator], join.other, _value(join.other_field))
                for join in joins
                if join.operator != "eq"
            ),
        )

    def joins(self, datum: Datum, chosen: tuple[int, ...], data: list[Datum]) -> bool:
        """Say whether `datum` is consistent with the data chosen before it."""
        for own, (other, theirs) in zip(self.own, self.theirs, strict=True):
            mine = own(datum)
            if mine is None or mine != theirs(data[chosen[other]]):
                return False
        for own, compare, other, theirs in self.others:
            mine, yours = own(datum), theirs(data[chosen[other]])
            if mine is None or yours is None or not compare(mine, yours):
                return False
        return True


@frozen
class _Plan:
    production: Production
    steps: tuple[_Step, ...]
    alphas: frozenset[int] = field(init=False)

    @alphas.default
    def _all_alphas(self) -> frozenset[int]:
        return frozenset(step.alpha for step in self.steps)


class CompiledReasoner:
    """Match productions with indexes in plain Python."""

    name = "compiled"

    def __init__(self, productions: Sequence[Production]) -> None:
        check_productions(productions)
        self._alphas: dict[tuple[str, tuple[Test, ...]], int] = {}
        self._checks: list[tuple[Check, ...]] = []
        self._by_word: dict[tuple[str, str], list[int]] = {}
        self._by_kind: dict[str, list[int]] = {}
        self._plans = tuple(self._plan(production) for production in productions)
        self._first: list[list[int]] = [[] for _ in self._checks]
        self._anywhere: list[list[int]] = [[] for _ in self._checks]
        for number, plan in enumerate(self._plans):
            self._first[plan.steps[0].alpha].append(number)
            for alpha in plan.alphas:
                self._anywhere[alpha].append(number)

    def derive(self, data: Sequence[Datum]) -> Closure:
        """Match to the fixpoint and return every firing."""
        check_data(data)
        return _Run(self, data).closure()

    def _plan(self, production: Production) -> _Plan:
        return _Plan(
            production,
            tuple(_Step.of(self._alpha(condition), condition.joins) for condition in production.conditions),
        )

    def _alpha(self, condition: Condition) -> int:
        """Return the number of the condition's alpha; the same pattern has one alpha."""
        pattern = (condition.kind, condition.tests)
        if pattern not in self._alphas:
            self._alphas[pattern] = alpha = len(self._checks)
            rest = list(condition.tests)
            words = next((test for test in rest if test.operator in ("eq", "in") and test.field == "word"), None)
            if words is None:
                self._by_kind.setdefault(condition.kind, []).append(alpha)
            else:
                rest.remove(words)
                choice = words.operand if isinstance(words.operand, tuple) else (str(words.operand),)
                for word in dict.fromkeys(choice):
                    self._by_word.setdefault((condition.kind, word), []).append(alpha)
            self._checks.append(tuple(_check(test) for test in rest))
        return self._alphas[pattern]


class _Run:
    """One call of `derive`."""

    def __init__(self, reasoner: CompiledReasoner, data: Sequence[Datum]) -> None:
        self._reasoner = reasoner
        self._given = data
        self._data = list(data)
        self._derived: dict[Datum, int] = {}
        self._firings: list[Firing] = []
        self._memory: dict[int, list[int]] = {}
        # Hash indexes grow with the memory of their alpha; the number says how far they have come.
        self._indexes: dict[tuple[int, tuple[str, ...]], tuple[int, dict[Any, list[int]]]] = {}

    def closure(self) -> Closure:
        reasoner, memory = self._reasoner, self._memory
        memory.update(self._feed(range(len(self._data))))
        end = len(self._data)
        for alpha in list(memory):
            for number in reasoner._first[alpha]:
                plan = reasoner._plans[number]
                if plan.alphas <= memory.keys():
                    self._join(number, plan, 0, 0)
        while end < len(self._data):
            end = self._round(end)
        return close(self._given, list(self._derived), self._firings)

    def _round(self, start: int) -> int:
        """Fire what the data from `start` on make fire; return the end of what it has seen."""
        end = len(self._data)
        new = self._feed(range(start, end))
        for alpha, indices in new.items():
            self._memory.setdefault(alpha, []).extend(indices)
        for number in dict.fromkeys(number for alpha in new for number in self._reasoner._anywhere[alpha]):
            plan = self._reasoner._plans[number]
            if plan.alphas <= self._memory.keys():
                for position, step in enumerate(plan.steps):
                    if step.alpha in new:
                        self._join(number, plan, position, start)
        return end

    def _feed(self, indices: Iterable[int]) -> dict[int, list[int]]:
        """Return what each alpha lets through."""
        passed: dict[int, list[int]] = {}
        by_word, by_kind, checks = self._reasoner._by_word, self._reasoner._by_kind, self._reasoner._checks
        for index in indices:
            datum = self._data[index]
            for alphas in (
                by_kind.get(datum.kind),
                by_word.get((datum.kind, datum.word)) if datum.word is not None else None,
            ):
                for alpha in alphas or ():
                    for check in checks[alpha]:
                        if not check(datum):
                            break
                    else:
                        passed.setdefault(alpha, []).append(index)
        return passed

    def _join(self, number: int, plan: _Plan, new_at: int, start: int) -> None:
        """Fire for every consistent choice that is new at `new_at`, old before it, anything after it.

        Data from `start` on are new. So no firing is seen twice, over all positions and rounds.
        """
        data, production = self._data, plan.production
        partial: list[tuple[int, ...]] = [()]
        for position, step in enumerate(plan.steps):
            following = []
            for chosen in partial:
                found = self._candidates(step, chosen)
                if position < new_at:
                    found = found[: bisect_left(found, start)]
                elif position == new_at and start:
                    found = found[bisect_left(found, start) :]
                following += [(*chosen, index) for index in found if step.joins(data[index], chosen, data)]
            partial = following
            if not partial:
                return
        for chosen in partial:
            self._firings.append((number, chosen))
            if production.asserts is not None:
                datum = derived_datum(production.asserts, data[chosen[production.asserts.source]])
                if datum not in self._derived:
                    self._derived[datum] = len(data)
                    data.append(datum)

    def _candidates(self, step: _Step, chosen: tuple[int, ...]) -> Sequence[int]:
        """Return, ascending, data of the step's alpha that may join to those chosen."""
        memory = self._memory[step.alpha]
        if not step.own or len(memory) <= _SCAN_AT_MOST:
            return memory
        done, index = self._indexes.get((step.alpha, step.fields), (0, {}))
        if done < len(memory):
            for position in memory[done:]:
                datum = self._data[position]
                index.setdefault(tuple([own(datum) for own in step.own]), []).append(position)
            self._indexes[step.alpha, step.fields] = (len(memory), index)
        return index.get(tuple([theirs(self._data[chosen[other]]) for other, theirs in step.theirs]), ())


_FIELDS: dict[str, Value] = {
    "word": operator.attrgetter("word"),
    "low": operator.attrgetter("low"),
    "high": operator.attrgetter("high"),
}


def _value(name: str) -> Value:
    """Return a function that reads a field; it gives None if the field is not set."""
    if name not in _FIELDS:
        level = level_of(name)

        def read(datum: Datum) -> str | None:
            for own, value in datum.keys:
                if own == level:
                    return value
            return None

        _FIELDS[name] = read
    return _FIELDS[name]


def _check(test: Test) -> Check:
    read, compare = _FIELDS[test.field], _COMPARE[test.operator]
    operand = frozenset(test.operand) if isinstance(test.operand, tuple) else test.operand
    return lambda datum: (value := read(datum)) is not None and compare(value, operand)
