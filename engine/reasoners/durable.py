"""The reasoner on durable-rules 2.0.28, and the wall around it.

The only module that imports durable-rules, and it does so when a reasoner is built. What the engine
is known to do, and what stands in the way of each:

- It starts two threads that steal actions: the host's start hook does nothing. One host per process.
- A ruleset is never freed: the same productions are registered once per process.
- A ruleset takes 1,024 live states, and a state costs memory: at most `LIVE_STATES` cases at once, each
  with a state id of its own, deleted after use. State ids are compared by a 32-bit hash, so two that are
  alike in it are never handed out.
- Deleting a state in which no action ran frees an uninitialised pointer: the *sink*, a rule that every
  fact fires, has always run first.
- A fact that no rule matches, or whose id has the hash of another, loses the batch: the sink matches
  every fact, the ids used are free of collisions, and the sink's firings are compared with what was given.
- Values of different types, long strings and inexact numbers match each other: facts hold small integers
  only. Texts are numbered; numbers are replaced by their rank, which orders exactly as they do.
- A joined field that is missing loses the batch: a pattern asks for the field before it joins on it.
- 512 tests under one node hang it, 257 rules behind one pattern overrun it, 65 conditions true of one fact
  stop it: productions are spread over several rulesets, well below those numbers.
- A disjunction ends the conjunction around it, so joins stand before it. When the last join of a conjunction
  fails, the engine reads on behind the rule in memory until it meets an end: a disjunction always follows.
- Actions may be abandoned after ten seconds, and their exceptions vanish: no Python action runs. Firings
  are taken from the engine as data.
- Priorities, negation and facts asserted by actions depend on order: none is used. Derived data are asserted
  by this module until there is nothing new.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from itertools import count, product
from typing import Any

from attrs import define, frozen

from engine.errors import ReasonerError, ReasonerUnavailableError
from engine.reasoners._shared import (
    Firing,
    check_data,
    check_productions,
    close,
    derived_datum,
    level_of,
)
from engine.reasoners.base import Closure, Condition, Datum, Number, Production, Test

LIVE_STATES = 64
"""Cases that may be in the engine at once, of the 1,024 it can hold."""
FACTS_PER_CASE = 700_000
"""The decimal numbers below this have different 32-bit hashes, so they serve as fact ids."""
ALTERNATIVES_PER_TEST = 64
"""A longer ``in`` is split over several rules; of 512 tests under one node the engine never returns."""
PATTERNS_PER_KIND = 48
"""All of them may be true of one fact, of the 64 that the engine can follow."""
TESTS_PER_KIND = 320
"""At most so many stand under one node, of 511."""
KINDS_PER_RULESET = 128
LEVELS_PER_KIND = 200
"""A fact of 255 fields is lost without a word, and with it where its state is."""
RULES_PER_RULESET = 32
"""Small rulesets make small states, and most cases need few of them; 16 to 64 are about equally fast."""
FIRINGS_PER_CALL = 10_000
"""Firings of one rule that the engine hands over together; a setting of the call, not a limit."""

_BETWEEN = 2**32  # room for the ranks of a case's numbers between two constants of the rules
_SINK = "sink"
_OPERATORS = {"ne": "$neq", "lt": "$lt", "le": "$lte", "gt": "$gt", "ge": "$gte"}

Pattern = dict[str, Any]


def durable_available() -> bool:
    """Say whether durable-rules can be used on this interpreter."""
    if sys.version_info >= (3, 13):
        return False
    try:
        _import_engine()
    except ImportError:
        return False
    return True


class DurableReasoner:
    """Match productions with durable-rules.

    Raises:
        ReasonerUnavailableError: durable-rules cannot be used on this interpreter.
        RulebaseError: A production does not mean the same to both reasoners.
    """

    name = "durable"

    def __init__(self, productions: Sequence[Production]) -> None:
        if not durable_available():
            raise ReasonerUnavailableError(
                f"durable-rules cannot be used on Python {sys.version_info.major}.{sys.version_info.minor}: it needs "
                "CPython 3.11 or 3.12 and the package 'durable-rules'. Use the compiled reasoner instead."
            )
        check_productions(productions)
        self._productions = tuple(productions)
        self._digest = hashlib.sha256(repr(self._productions).encode("utf-8", "surrogatepass")).hexdigest()
        self._network()

    def derive(self, data: Sequence[Datum]) -> Closure:
        """Match to the fixpoint and return every firing.

        Raises:
            ReasonerError: A number is not finite, or the engine did not take every fact.
        """
        check_data(data)
        if len(data) > FACTS_PER_CASE:
            raise ReasonerError(f"{len(data)} data are more than {FACTS_PER_CASE}; split the case.")
        network = self._network()
        with network.lease() as sid:
            return _Run(network, sid, data).closure()

    def _network(self) -> _Network:
        """Return the productions as registered in this process, so also after a fork."""
        network = _NETWORKS.get(self._digest)
        if network is None:
            with _LOCK:
                network = _NETWORKS.get(self._digest)
                if network is None:
                    network = _NETWORKS[self._digest] = _Network(self._productions)
        return network


# --- one per process -------------------------------------------------------------------------------

_LOCK = threading.Lock()
_NETWORKS: dict[str, _Network] = {}
_HOSTS: list[Any] = []
_NAMES = count()


def _forget() -> None:
    """Start anew in a forked child: what other threads of the parent held is lost to it."""
    global _LOCK
    _LOCK = threading.Lock()
    _NETWORKS.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def _import_engine() -> Any:
    return import_module("durable.engine")


def _host() -> Any:
    """Return the process's host; call with the lock held."""
    if not _HOSTS:

        class Host(_import_engine().Host):  # type: ignore[misc]
            def _run(self) -> None:
                """Start no thread."""

        _HOSTS.append(Host())
    return _HOSTS[0]


def _register(rules: dict[str, Any]) -> int:
    """Register a ruleset and return its handle; call with the lock held."""
    name = f"syncdx-{next(_NAMES)}"
    host = _host()
    try:
        host.set_rulesets({name: rules})
    except Exception as error:  # what the engine raises is a bare Exception
        raise ReasonerError(f"durable-rules refuses a ruleset of {len(rules)} rules: {error}.") from error
    handle: int = host.get_ruleset(name)._handle
    return handle


def _hash(text: str) -> int:
    """Return the 32-bit FNV hash by which the engine compares ids."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def _no_action(context: Any) -> None:
    """Stand where durable-rules wants an action; it is never run."""


# --- productions become rulesets ----------------------------------------------------------------------


@frozen
class _Rule:
    """A production, or with long ``in`` tests one of several that share its work."""

    production: int
    conditions: tuple[Condition, ...]


@define
class _Ruleset:
    """Some of the rules, as registered with the engine."""

    handle: int
    kinds: frozenset[str]
    needs: tuple[frozenset[str], ...]  # kinds that must all be there before one of its rules can fire
    rules: tuple[_Rule, ...]


class _Network:
    """All rulesets of one sequence of productions, with what their facts are made of."""

    def __init__(self, productions: tuple[Production, ...]) -> None:
        self.engine = import_module("durable_rules_engine")
        self.productions = productions
        self._names = _Names()
        self.fields = _fields_used(productions, self._names)
        self.texts: dict[str, int] = {}
        self.kinds: dict[str, int] = {}
        self.constants: list[Number] = sorted(
            {
                test.operand
                for production in productions
                for condition in production.conditions
                for test in condition.tests
                if test.field != "word" and isinstance(test.operand, int | float)
            }
        )
        self.rulesets = [self._ruleset(rules) for rules in _spread(sorted(_rules(productions), key=_kinds_of))]
        self._free = threading.BoundedSemaphore(LIVE_STATES)
        self._lock = threading.Lock()
        self._sids: list[str] = []
        self._used: set[int] = set()
        self._next = count()

    @contextmanager
    def lease(self) -> Iterator[str]:
        """Lend a state id to one case. One that cannot be deleted is never lent again."""
        with self._free:
            with self._lock:
                sid = self._sids.pop() if self._sids else self._new_sid()
            yield sid
            with self._lock:
                self._sids.append(sid)

    def _new_sid(self) -> str:
        while True:
            sid = str(next(self._next))
            if (value := _hash(sid)) not in self._used:
                self._used.add(value)
                return sid

    def constant(self, number: Number) -> int:
        """Return the code of a number that some test names."""
        return (bisect_left(self.constants, number) + 1) * _BETWEEN

    def codes(self, data: Iterable[Datum]) -> dict[Number, int]:
        """Return codes that compare among themselves and to the constants' as the numbers do."""
        numbers: set[Number | None] = set()
        for datum in data:
            row = self.fields.get(datum.kind)
            if row is not None and (row.low or row.high):
                numbers.update((datum.low, datum.high))
        codes: dict[Number, int] = {}
        constants = self.constants
        for rank, number in enumerate(sorted(number for number in numbers if number is not None)):
            place = bisect_left(constants, number)
            if place < len(constants) and constants[place] == number:
                codes[number] = (place + 1) * _BETWEEN
            else:
                codes[number] = place * _BETWEEN + 1 + rank
        return codes

    def _ruleset(self, rules: Sequence[_Rule]) -> _Ruleset:
        definition = {
            f"r{index}": {"all": [*self._patterns(rule)], "dist": 0, "cap": FIRINGS_PER_CALL, "run": _no_action}
            for index, rule in enumerate(rules)
        }
        definition[_SINK] = {"all": [{"c0": {"$ex": {"k": 1}}}], "cap": FIRINGS_PER_CALL, "run": _no_action}
        needs = dict.fromkeys(frozenset(condition.kind for condition in rule.conditions) for rule in rules)
        return _Ruleset(_register(definition), frozenset().union(*needs), tuple(needs), tuple(rules))

    def _patterns(self, rule: _Rule) -> Iterator[dict[str, Pattern]]:
        """Write each condition as: kind, joins, fields that others join to, tests, disjunctions."""
        for index, condition in enumerate(rule.conditions):
            parts: list[Pattern] = [{"k": self.kinds.setdefault(condition.kind, len(self.kinds) + 1)}]
            for join in condition.joins:
                where = {self._names[join.field]: {f"c{join.other}": self._names[join.other_field]}}
                parts.append(where if join.operator == "eq" else {_OPERATORS[join.operator]: where})
            asked = {join.other_field for later in rule.conditions for join in later.joins if join.other == index} | {
                join.field for join in condition.joins
            }
            parts += [{"$ex": {self._names[name]: 1}} for name in sorted(asked)]
            alternatives: list[Pattern] = []
            for test in condition.tests:
                (alternatives if test.operator == "in" else parts).extend(self._tests(test))
            if condition.joins and not any("$or" in part for part in alternatives):
                alternatives.append({"$or": [parts[0]]})
            yield {f"c{index}": {"$and": parts + alternatives}}

    def _tests(self, test: Test) -> list[Pattern]:
        name = self._names[test.field]
        if isinstance(test.operand, tuple):
            codes = [self.text(word) for word in dict.fromkeys(test.operand)]
            if test.operator == "in" and len(codes) > 1:
                return [{"$or": [{name: code} for code in codes]}]
            if test.operator == "in":
                return [{name: codes[0] if codes else -1}]
            return [{"$ex": {name: 1}}, *({"$neq": {name: code}} for code in codes)]
        code = self.text(test.operand) if isinstance(test.operand, str) else self.constant(test.operand)
        return [{name: code} if test.operator == "eq" else {_OPERATORS[test.operator]: {name: code}}]

    def text(self, text: str) -> int:
        """Return the number of a text that some test names."""
        return self.texts.setdefault(text, len(self.texts) + 1)


@frozen
class _Fields:
    """What the facts of one kind must hold: the fields that some production tests or joins."""

    word: bool
    low: bool
    high: bool
    levels: tuple[tuple[str, str], ...]  # level, and its name in a fact


class _Names:
    """Names of fields in a fact: short, and never one that durable-rules uses itself."""

    def __init__(self) -> None:
        self._names = {"word": "w", "low": "l", "high": "h"}

    def __getitem__(self, name: str) -> str:
        return self._names.setdefault(name, f"k{len(self._names)}")


def _fields_used(productions: Iterable[Production], names: _Names) -> dict[str, _Fields]:
    used: dict[str, set[str]] = {}
    for production in productions:
        for condition in production.conditions:
            own = used.setdefault(condition.kind, set())
            own.update(test.field for test in condition.tests)
            for join in condition.joins:
                own.add(join.field)
                used[production.conditions[join.other].kind].add(join.other_field)
    for kind, own in used.items():
        if len(own) > LEVELS_PER_KIND:
            raise ReasonerError(f"productions read {len(own)} fields of {kind}; a fact may have {LEVELS_PER_KIND}.")
    return {
        kind: _Fields(
            "word" in own,
            "low" in own,
            "high" in own,
            tuple((level_of(name), names[name]) for name in sorted(own) if name.startswith("key:")),
        )
        for kind, own in used.items()
    }


def _rules(productions: Sequence[Production]) -> Iterator[_Rule]:
    """Split productions whose ``in`` tests are too long; the words of the parts do not overlap."""
    for number, production in enumerate(productions):
        choices = []
        for condition in production.conditions:
            tests = product(*(_chunks(test) for test in condition.tests))
            choices.append([Condition(condition.kind, chosen, condition.joins) for chosen in tests])
        for conditions in product(*choices):
            yield _Rule(number, conditions)


def _kinds_of(rule: _Rule) -> tuple[str, ...]:
    """Sort rules by this, and those of the same things are in one ruleset: most cases then need few of them."""
    return tuple(condition.kind for condition in rule.conditions)


def _chunks(test: Test) -> list[Test]:
    if test.operator != "in" or not isinstance(test.operand, tuple):
        return [test]
    words = tuple(dict.fromkeys(test.operand))
    starts = range(0, max(len(words), 1), ALTERNATIVES_PER_TEST)
    return [Test(test.field, "in", words[start : start + ALTERNATIVES_PER_TEST]) for start in starts]


def _spread(rules: Iterable[_Rule]) -> Iterator[list[_Rule]]:
    """Divide the rules among rulesets that stay well below every limit of the engine."""
    group: list[_Rule] = []
    patterns: Counter[str] = Counter()
    tests: Counter[str] = Counter()
    for rule in rules:
        more_patterns = Counter(condition.kind for condition in rule.conditions)
        more_tests: Counter[str] = Counter()
        for condition in rule.conditions:
            alternatives = sum(len(test.operand) if isinstance(test.operand, tuple) else 1 for test in condition.tests)
            more_tests[condition.kind] += 1 + alternatives + 2 * len(condition.joins)
        full = len(group) >= RULES_PER_RULESET or any(
            patterns[kind] + more_patterns[kind] > PATTERNS_PER_KIND or tests[kind] + more_tests[kind] > TESTS_PER_KIND
            for kind in more_patterns
        )
        if group and (full or len(patterns.keys() | more_patterns.keys()) > KINDS_PER_RULESET):
            yield group
            group, patterns, tests = [], Counter(), Counter()
        group.append(rule)
        patterns += more_patterns
        tests += more_tests
    if group:
        yield group


# --- one case -------------------------------------------------------------------------------------------


class _Run:
    """One case in the engine."""

    def __init__(self, network: _Network, sid: str, data: Sequence[Datum]) -> None:
        self._network = network
        self._sid = sid
        self._given = data
        self._data = list(data)
        self._derived: dict[Datum, int] = {}
        self._firings: list[Firing] = []
        self._texts = dict(network.texts)
        self._numbers = network.codes(data)
        self._facts: dict[str, list[str]] = {}
        self._open: set[int] = set()
        self._fired: set[int] = set()

    def closure(self) -> Closure:
        try:
            start = 0
            while start < len(self._data):
                start = self._round(start)
        finally:
            for number in self._open:
                self._delete(self._network.rulesets[number].handle)
        return close(self._given, list(self._derived), self._firings)

    def _round(self, start: int) -> int:
        """Give the engine the data from `start` on and take its firings; return the end of what it has."""
        end = len(self._data)
        if end > FACTS_PER_CASE:
            raise ReasonerError(f"{end} data, given and derived, are more than {FACTS_PER_CASE}; split the case.")
        new = self._encode(start, end)
        for kind, facts in new.items():
            self._facts.setdefault(kind, []).extend(facts)
        present = self._facts.keys()
        for number, ruleset in enumerate(self._network.rulesets):
            if number in self._open:
                self._assert(ruleset, [fact for kind in ruleset.kinds & new.keys() for fact in new[kind]])
            elif any(needs <= present for needs in ruleset.needs):
                self._open.add(number)
                self._assert(ruleset, [fact for kind in ruleset.kinds & present for fact in self._facts[kind]])
        return end

    def _encode(self, start: int, end: int) -> dict[str, list[str]]:
        """Write data as facts, by kind. A kind that no production mentions has none."""
        facts: dict[str, list[str]] = {}
        fields, kinds, texts, numbers = self._network.fields, self._network.kinds, self._texts, self._numbers
        head = f'{{"sid":"{self._sid}","id":'
        for index in range(start, end):
            datum = self._data[index]
            kind = datum.kind
            used = fields.get(kind)
            if used is None:
                continue
            text = f'{head}{index},"k":{kinds[kind]}'
            if used.word and datum.word is not None:
                text += f',"w":{texts.setdefault(datum.word, len(texts) + 1)}'
            if used.low and datum.low is not None:
                text += f',"l":{numbers[datum.low]}'
            if used.high and datum.high is not None:
                text += f',"h":{numbers[datum.high]}'
            if used.levels:
                names = dict(datum.keys)
                for level, name in used.levels:
                    if level in names:
                        text += f',"{name}":{texts.setdefault(names[level], len(texts) + 1)}'
            facts.setdefault(kind, []).append(text + "}")
        return facts

    def _assert(self, ruleset: _Ruleset, facts: list[str]) -> None:
        """Give facts to a ruleset and take every firing, the sink's to see that no fact was lost."""
        if not facts:
            return
        engine, handle = self._network.engine, ruleset.handle
        taken = 0
        try:
            _, state = engine.assert_facts(handle, f"[{','.join(facts)}]")
            started = engine.start_action_for_state(handle, state)
            if started:
                self._fired.add(handle)
            message = started[1] if started else None
            while message:
                ((name, frames),) = json.loads(message).items()
                if name == _SINK:
                    taken += len(frames)
                else:
                    self._record(ruleset.rules[int(name[1:])], frames)
                message = engine.complete_and_start_action(handle, state)
        except engine.error as error:
            raise ReasonerError(f"durable-rules gave up on {len(facts)} facts: {error}.") from error
        if taken != len(facts):
            raise ReasonerError(f"durable-rules took {taken} of {len(facts)} facts.")

    def _record(self, rule: _Rule, frames: list[dict[str, dict[str, int]]]) -> None:
        number, aliases = rule.production, [f"c{index}" for index in range(len(rule.conditions))]
        asserts = self._network.productions[number].asserts
        for frame in frames:
            chosen = tuple([frame[alias]["id"] for alias in aliases])
            self._firings.append((number, chosen))
            if asserts is not None:
                datum = derived_datum(asserts, self._data[chosen[asserts.source]])
                if datum not in self._derived:
                    self._derived[datum] = len(self._data)
                    self._data.append(datum)

    def _delete(self, handle: int) -> None:
        """Delete the state of a ruleset; make the sink run first if nothing has."""
        engine = self._network.engine
        if handle not in self._fired:
            # A state that refuses even this is left behind: deleting it would not be safe.
            with suppress(engine.error):
                _, state = engine.assert_fact(handle, f'{{"sid":"{self._sid}","id":"last","k":0}}')
                if engine.start_action_for_state(handle, state):
                    engine.abandon_action(handle, state)
                    engine.delete_state(handle, self._sid)
            return
        engine.delete_state(handle, self._sid)


# --- for comparison ---------------------------------------------------------------------------------------


def bare_calls(productions: Sequence[Production]) -> Callable[[Sequence[Datum]], int]:
    """Return a function that makes the plain durable-rules calls for some data and counts firings.

    For benchmarks: one ruleset of readable facts, `Host.assert_facts` with Python actions, `delete_state`. None of
    the wall is there but the quiet host and a sink without which it could not run at all; nothing is derived. Give
    it data in which every field that is joined is set, and words of one type.
    """
    check_productions(productions)
    fired = 0

    def act(context: Any) -> None:
        nonlocal fired
        fired += 1

    def compare(operator: str, body: dict[str, Any]) -> dict[str, Any]:
        return body if operator == "eq" else {_OPERATORS[operator]: body}

    def plain(test: Test) -> list[Pattern]:
        if isinstance(test.operand, tuple):
            each = [{test.field: word} for word in test.operand]
            return [{"$or": each}] if test.operator == "in" else [{"$neq": one} for one in each]
        return [compare(test.operator, {test.field: test.operand})]

    rules: dict[str, Any] = {}
    for number, production in enumerate(productions):
        patterns = []
        for index, condition in enumerate(production.conditions):
            parts: list[Pattern] = [{"kind": condition.kind}]
            for join in condition.joins:
                body = {level_of(join.field): {f"c{join.other}": level_of(join.other_field)}}
                parts.append(compare(join.operator, body))
            for test in sorted(condition.tests, key=lambda test: test.operator == "in"):
                parts += plain(test)
            if condition.joins and "$or" not in parts[-1]:
                parts.append({"$or": [parts[0]]})
            patterns.append({f"c{index}": {"$and": parts}})
        rules[f"r{number}"] = {"all": patterns, "run": act}
    rules[_SINK] = {"all": [{"c0": {"$ex": {"kind": 1}}}], "cap": FIRINGS_PER_CALL, "run": act}
    name = f"bare-{next(_NAMES)}"
    with _LOCK:
        host = _host()
        host.set_rulesets({name: rules})
    cases = count()

    def run(data: Sequence[Datum]) -> int:
        nonlocal fired
        fired = 0
        sid = str(next(cases))
        facts = []
        for index, datum in enumerate(data):
            fact: dict[str, Any] = {"sid": sid, "id": str(index), "kind": datum.kind, **dict(datum.keys)}
            values = {"word": datum.word, "low": datum.low, "high": datum.high}
            fact.update({field: value for field, value in values.items() if value is not None})
            facts.append(fact)
        host.assert_facts(name, facts)
        host.delete_state(name, sid)
        return fired - 1

    return run


__all__ = ["DurableReasoner", "bare_calls", "durable_available"]
