import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from engine.errors import ReasonerError, RulebaseError
from engine.reasoners.base import Assertion, Condition, Datum, Derivation, Join, Production
from engine.reasoners.base import Test as FieldTest
from engine.reasoners.compiled import CompiledReasoner
from tests.engine.reasoners import reasoner_cases

COMPARE = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "in": lambda a, b: a in b,
    "not_in": lambda a, b: a not in b,
}


def read(datum: Datum, name: str):
    return dict(datum.keys).get(name.removeprefix("key:")) if name.startswith("key:") else getattr(datum, name)


def holds(left, operator: str, right) -> bool:
    return left is not None and right is not None and COMPARE[operator](left, right)


def matches(production: Production, chosen: tuple[Datum, ...]) -> bool:
    return all(
        datum.kind == condition.kind
        and all(holds(read(datum, test.field), test.operator, test.operand) for test in condition.tests)
        and all(
            holds(read(datum, join.field), join.operator, read(chosen[join.other], join.other_field))
            for join in condition.joins
        )
        for condition, datum in zip(production.conditions, chosen, strict=True)
    )


def firings(productions: list[Production], data: list[Datum]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Try every choice of data for every production."""
    for number, production in enumerate(productions):
        for chosen in itertools.product(range(len(data)), repeat=len(production.conditions)):
            if matches(production, tuple(data[index] for index in chosen)):
                yield number, chosen


def by_brute_force(productions: list[Production], given: list[Datum]) -> tuple[list[Datum], list[Derivation]]:
    derived: set[Datum] = set()
    while True:
        order = sorted(derived, key=lambda datum: (datum.kind, datum.keys, datum.word is not None, datum.word or ""))
        data = given + order
        found = sorted(firings(productions, data))
        more = set()
        for number, chosen in found:
            asserts = productions[number].asserts
            if asserts is not None:
                names = dict(data[chosen[asserts.source]].keys)
                keys = tuple((level, names[level]) for level in asserts.levels if level in names)
                more.add(Datum(asserts.kind, keys, asserts.word))
        if more <= derived:
            return data, [Derivation(*firing) for firing in found]
        derived |= more


@settings(max_examples=250, deadline=None)
@given(reasoner_cases.small)
def test_it_finds_what_trying_every_choice_finds(case):
    productions, data = case
    closure = CompiledReasoner(productions).derive(data)
    assert (list(closure.data), list(closure.derivations)) == by_brute_force(productions, data)


def test_a_datum_may_match_several_conditions_of_a_production():
    twice = Production("twice", (Condition("a"), Condition("a")))
    closure = CompiledReasoner([twice]).derive([Datum("a", ()), Datum("a", ())])
    assert [derivation.data for derivation in closure.derivations] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_a_field_that_is_not_set_passes_no_test_and_no_join():
    tests = [FieldTest("word", "ne", "on"), FieldTest("word", "not_in", ("on",)), FieldTest("word", "not_in", ())]
    tests.append(FieldTest("low", "ne", 1))
    joins = [Join("word", "ne", 0, "key:order"), Join("word", "eq", 0, "word"), Join("low", "le", 0, "low")]
    productions = [Production("test", (Condition("a", (test,)),)) for test in tests]
    productions += [Production("join", (Condition("a"), Condition("a", (), (join,)))) for join in joins]
    assert CompiledReasoner(productions).derive([Datum("a", (("order", "1"),))]).derivations == ()


def test_derived_data_are_sorted_without_repetition_and_beside_an_equal_given_one():
    productions = [
        Production("up", (Condition("a"),), Assertion("z", 0, ("order",), "late")),
        Production("down", (Condition("a"),), Assertion("b", 0, ())),
    ]
    given_data = [Datum("a", (("order", "2"),)), Datum("a", (("order", "1"),)), Datum("z", (("order", "1"),), "late")]
    closure = CompiledReasoner(productions).derive([*given_data, given_data[0]])
    assert closure.data == (
        *given_data,
        given_data[0],
        Datum("b", ()),
        Datum("z", (("order", "1"),), "late"),
        Datum("z", (("order", "2"),), "late"),
    )


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        (Condition("a", (FieldTest("word", "lt", "b"),)), "tests word lt"),
        (Condition("a", (FieldTest("word", "in", "b"),)), "tests word in"),
        (Condition("a", (FieldTest("low", "eq", "b"),)), "tests low eq"),
        (Condition("a", (FieldTest("low", "ge", float("nan")),)), "tests low ge"),
        (Condition("a", (), (Join("word", "eq", 0, "low"),)), "joins word eq low"),
        (Condition("a", (), (Join("word", "lt", 0, "word"),)), "joins word lt word"),
        (Condition("a", (), (Join("claim", "eq", 0, "claim"),)), "joins claim eq claim"),
        (Condition("a", (), (Join("word", "eq", 1, "word"),)), "does not come before"),
    ],
)
def test_a_production_that_cannot_mean_the_same_to_both_reasoners_is_refused(condition, message):
    with pytest.raises(RulebaseError, match=message):
        CompiledReasoner([Production("p", (Condition("a"), condition))])


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_is_not_finite_is_refused(number):
    with pytest.raises(ReasonerError, match="not finite"):
        CompiledReasoner([]).derive([Datum("a", (), None, number, 1)])
