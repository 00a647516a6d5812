"""The same productions in CLIPS, matched against the same data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import clips

from engine.reasoners.base import Condition, Datum, Derivation, Join, Production, Test

Answer = list[Derivation]

_NUMBER = {"eq": "=", "ne": "<>", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def clips_calls(productions: Sequence[Production]) -> Callable[[Sequence[Datum]], Answer]:
    """Return a function that lets CLIPS match some data and returns every firing, in no order.

    As with the plain durable-rules calls, a Python function is called for each firing. Nothing is derived.
    """
    answer: Answer = []

    def record(production: int, *data: int) -> None:
        answer.append(Derivation(int(production), tuple(int(index) for index in data)))

    environment = clips.Environment()
    environment.define_function(record)
    slots = sorted({_slot(field) for production in productions for field in _fields(production)})
    declared = " ".join(f"(slot {slot})" for slot in ("n", "kind", *slots))
    environment.build(f"(deftemplate datum {declared})")
    for number, production in enumerate(productions):
        environment.build(_rule(number, production))
    template = environment.find_template("datum")

    def run(data: Sequence[Datum]) -> Answer:
        answer.clear()
        environment.reset()
        for index, datum in enumerate(data):
            values: dict[str, object] = {"n": index, "kind": datum.kind}
            for level, name in datum.keys:
                if f"key-{level}" in slots:
                    values[f"key-{level}"] = name
            rest = (("word", datum.word), ("low", datum.low), ("high", datum.high))
            values.update((field, value) for field, value in rest if value is not None and field in slots)
            template.assert_fact(**values)
        environment.run()
        return list(answer)

    return run


def _slot(field: str) -> str:
    return field.replace(":", "-")


def _fields(production: Production) -> Iterator[str]:
    for condition in production.conditions:
        yield from (test.field for test in condition.tests)
        for join in condition.joins:
            yield from (join.field, join.other_field)


def _rule(number: int, production: Production) -> str:
    used: list[set[str]] = [set() for _ in production.conditions]
    for index, condition in enumerate(production.conditions):
        used[index].update(test.field for test in condition.tests)
        for join in condition.joins:
            used[index].add(join.field)
            used[join.other].add(join.other_field)
    patterns = " ".join(
        _pattern(index, condition, sorted(used[index])) for index, condition in enumerate(production.conditions)
    )
    found = " ".join(f"?n{index}" for index in range(len(production.conditions)))
    return f"(defrule r{number} {patterns} => (record {number} {found}))"


def _pattern(index: int, condition: Condition, fields: Iterable[str]) -> str:
    parts = [f"(n ?n{index})", f"(kind {_text(condition.kind)})"]
    for field in fields:
        constraints = [_variable(index, field), "~nil"]
        constraints += [_test(index, test) for test in condition.tests if test.field == field]
        constraints += [_join(index, join) for join in condition.joins if join.field == field]
        parts.append(f"({_slot(field)} {'&'.join(constraints)})")
    return f"(datum {' '.join(parts)})"


def _variable(index: int, field: str) -> str:
    return f"?f{index}-{_slot(field)}"


def _test(index: int, test: Test) -> str:
    if isinstance(test.operand, tuple):
        is_one = " ".join(f"(eq {_variable(index, test.field)} {_text(word)})" for word in test.operand)
        return f":(or FALSE FALSE {is_one})" if test.operator == "in" else f":(not (or FALSE FALSE {is_one}))"
    if isinstance(test.operand, str):
        return ("" if test.operator == "eq" else "~") + _text(test.operand)
    return f":({_NUMBER[test.operator]} {_variable(index, test.field)} {test.operand!r})"


def _join(index: int, join: Join) -> str:
    other = _variable(join.other, join.other_field)
    if join.field in ("low", "high"):
        return f":({_NUMBER[join.operator]} {_variable(index, join.field)} {other})"
    return other if join.operator == "eq" else f"~{other}"


def _text(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
