import attrs
import pytest

import facts
from facts import SYSTEMS, THINGS, Channel, Order, Reliability, Scope, TestOrder, Thing, ValueType, observables_of

VOCABULARY = facts.vocabulary()


def test_the_vocabulary_is_sorted_and_names_nothing_twice():
    names = [each.name for each in VOCABULARY]
    assert names == sorted(set(names))


def test_no_alias_is_a_name_or_the_alias_of_another():
    aliases = [alias for each in VOCABULARY for alias in each.aliases]
    assert len(aliases) == len(set(aliases))
    assert not set(aliases) & {each.name for each in VOCABULARY}


@pytest.mark.parametrize("each", VOCABULARY, ids=[each.name for each in VOCABULARY])
def test_every_observable_is_fully_described(each):
    assert each.meaning.endswith(".")
    assert each.thing is THINGS[each.kind]
    assert each.scope is each.thing.scope
    assert set(each.guides) <= set(SYSTEMS)
    assert (each.type is not ValueType.WORD) or each.words is not None


def test_durations_carry_a_unit_of_time():
    units = {"_days": "days", "_minutes": "minutes", "_seconds": "seconds", "_ms": "ms", "_percent": "percent"}
    wrong = [
        each.name
        for each in VOCABULARY
        for ending, unit in units.items()
        if each.name.endswith(ending) and each.type is ValueType.NUMBER and each.unit != unit
    ]
    assert wrong == []


def test_what_is_named_for_a_time_is_a_time():
    assert [each.name for each in VOCABULARY if each.name.endswith("_at") and each.type is not ValueType.TIME] == []


def test_raw_text_is_worth_as_much_as_a_machine_says_except_notes():
    worth = {each.name: each.reliability for each in VOCABULARY if each.type is ValueType.TEXT}
    unlike = {name for name, reliability in worth.items() if reliability is not Reliability.MACHINE}
    assert unlike == {"order.notes", "test_order.notes"}


@pytest.mark.parametrize(
    ("kind", "scope"),
    [
        ("order", Scope.ORDER),
        ("test_order", Scope.ORDER),
        ("product", Scope.SKU),
        ("inventory", Scope.SKU),
        ("listing", Scope.SKU),
        ("integration", Scope.INTEGRATION),
        ("platform", Scope.INTEGRATION),
        ("fix", Scope.INTEGRATION),
        ("account", Scope.ACCOUNT),
        ("portal", Scope.ACCOUNT),
        ("flow", Scope.FLOW),
        ("snapshot", Scope.FLOW),
        ("record", Scope.RECORD),
        ("error", Scope.RECORD),
    ],
)
def test_a_thing_has_its_scope(kind, scope):
    assert THINGS[kind].scope is scope


def test_a_test_order_has_all_that_an_order_has():
    assert list(observables_of(TestOrder)) == list(observables_of(Order))
    assert observables_of(TestOrder)["shipped_at"].name == "test_order.shipped_at"


def test_a_field_of_a_thing_can_be_referred_to():
    assert Order.shipped_at.__objclass__ is Order
    assert Order.shipped_at.__name__ == "shipped_at"


def test_an_unset_field_means_that_nobody_looked():
    assert Order("88").shipped_at is None


def test_a_rulebase_can_declare_a_thing_of_its_own():
    @attrs.frozen
    class Parcel(Thing):
        kind = "parcel"
        scope = Scope.ORDER
        lost = facts.observable(facts.YesNo, channel=Channel.HUMAN, guides=("parcels",), meaning="Whether it is lost.")

    extra = tuple(observables_of(Parcel).values())
    case = facts.load_case(
        {"system": ["parcels"], "facts": [Parcel("1", lost=True), "parcel[2].lost: no"]}, observables=extra
    )
    assert [claim.value for claim in case.claims] == [facts.YesNo.YES, facts.YesNo.NO]
    assert "parcel.lost" in {each.name for each in facts.vocabulary(extra)}


def test_a_word_observable_without_words_is_refused():
    with pytest.raises(facts.VocabularyError, match=r"parcel\.lost"):
        facts.Observable(name="parcel.lost", kind="parcel", attribute="lost", type=ValueType.WORD)


def test_all_that_is_public_is_listed_and_there():
    assert set(facts.__all__) <= set(dir(facts))
    assert len(facts.__all__) == len(set(facts.__all__))
