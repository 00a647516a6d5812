"""What both reasoners do alike: check productions and data, and put a closure together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from engine.errors import ReasonerError, RulebaseError
from engine.reasoners.base import Assertion, Closure, Condition, Datum, Derivation, Number, Production

CONDITIONS_PER_PRODUCTION = 16
"""A durable-rules frame holds no more; both reasoners refuse what one of them cannot do."""
JOINS_PER_CONDITION = 24

_KEY = "key:"
_TEXT_OPERATORS = frozenset(("eq", "ne"))
_LIST_OPERATORS = frozenset(("in", "not_in"))
_NUMBER_OPERATORS = frozenset(("eq", "ne", "lt", "le", "gt", "ge"))

Firing = tuple[int, tuple[int, ...]]


def is_finite(number: Number) -> bool:
    """Say whether a number can be ordered; integers of any size can."""
    return isinstance(number, int) or math.isfinite(number)


def is_text(field: str) -> bool:
    """Say whether a field of a join holds text and not a number."""
    return field == "word" or field.startswith(_KEY)


def level_of(field: str) -> str:
    """Return the level in ``key:<level>``."""
    return field.removeprefix(_KEY)


def check_productions(productions: Iterable[Production]) -> None:
    """Check that every production means the same to both reasoners.

    Raises:
        RulebaseError: One does not; the message names it and the condition.
    """
    for production in productions:
        where = f"production '{production.id}'"
        count = len(production.conditions)
        if not 1 <= count <= CONDITIONS_PER_PRODUCTION:
            raise RulebaseError(f"{where} has {count} conditions; it may have 1 to {CONDITIONS_PER_PRODUCTION}.")
        for index, condition in enumerate(production.conditions):
            _check_condition(f"{where}, condition {index}", index, condition)
        if production.asserts is not None:
            _check_assertion(where, count, production.asserts)


def _check_condition(where: str, index: int, condition: Condition) -> None:
    for test in condition.tests:
        if test.field == "word" and test.operator in _LIST_OPERATORS:
            right = isinstance(test.operand, tuple) and all(isinstance(word, str) for word in test.operand)
        elif test.field == "word":
            right = test.operator in _TEXT_OPERATORS and isinstance(test.operand, str)
        else:
            right = (
                test.field in ("low", "high")
                and test.operator in _NUMBER_OPERATORS
                and isinstance(test.operand, int | float)
                and is_finite(test.operand)
            )
        if not right:
            raise RulebaseError(
                f"{where} tests {test.field} {test.operator} {test.operand!r}. A word is tested with eq or ne and a "
                "word, or in or not_in and a tuple of words; low and high with eq, ne, lt, le, gt or ge and a "
                "finite number."
            )
    if len(condition.joins) > JOINS_PER_CONDITION:
        raise RulebaseError(f"{where} has {len(condition.joins)} joins; it may have {JOINS_PER_CONDITION}.")
    for join in condition.joins:
        text = is_text(join.field)
        known = all(is_text(field) or field in ("low", "high") for field in (join.field, join.other_field))
        operators = _TEXT_OPERATORS if text else _NUMBER_OPERATORS
        if not known or text != is_text(join.other_field) or join.operator not in operators:
            raise RulebaseError(
                f"{where} joins {join.field} {join.operator} {join.other_field}. Join text (word, key:<level>) to "
                "text with eq or ne, or a number (low, high) to a number."
            )
        if not 0 <= join.other < index:
            raise RulebaseError(f"{where} joins condition {join.other}, which does not come before it.")


def _check_assertion(where: str, count: int, assertion: Assertion) -> None:
    if not 0 <= assertion.source < count:
        raise RulebaseError(f"{where} copies the keys of condition {assertion.source}; it has {count} conditions.")
    if len(set(assertion.levels)) != len(assertion.levels):
        raise RulebaseError(f"{where} copies a level twice: {assertion.levels}.")


def check_data(data: Iterable[Datum]) -> None:
    """Check that every number can be ordered.

    Raises:
        ReasonerError: A datum has NaN or an infinity.
    """
    for datum in data:
        low, high = datum.low, datum.high
        if (low is not None and not is_finite(low)) or (high is not None and not is_finite(high)):
            raise ReasonerError(f"datum {datum} has a number that is not finite; leave it out or give its bounds.")


def derived_datum(assertion: Assertion, source: Datum) -> Datum:
    """Return the datum that a firing adds. A level that `source` lacks is left out."""
    names = dict(source.keys)
    keys = tuple((level, names[level]) for level in assertion.levels if level in names)
    return Datum(assertion.kind, keys, assertion.word)


def close(data: Sequence[Datum], derived: Sequence[Datum], firings: Iterable[Firing]) -> Closure:
    """Sort the derived data and the firings.

    Args:
        data: The data given.
        derived: The derived ones, without repetition, in the order of their provisional indices.
        firings: Production and provisional indices, in any order.
    """
    if not derived:
        return Closure(tuple(data), tuple([Derivation(*firing) for firing in sorted(firings)]))
    given = len(data)
    order = sorted(range(len(derived)), key=lambda index: _sort_key(derived[index]))
    place = list(range(given)) + [0] * len(derived)
    for position, index in enumerate(order):
        place[given + index] = given + position
    moved = sorted((production, tuple([place[index] for index in indices])) for production, indices in firings)
    return Closure(
        (*data, *(derived[index] for index in order)),
        tuple([Derivation(*firing) for firing in moved]),
    )


def _sort_key(datum: Datum) -> tuple[str, tuple[tuple[str, str], ...], bool, str]:
    return (datum.kind, datum.keys, datum.word is not None, datum.word or "")
