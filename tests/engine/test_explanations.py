"""The smallest explanations, against an independent solver (clingo)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

import clingo
import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Diagnosis, Rulebase, Verdict, infer
from engine.explanations import DEFAULT_MAX_ADDED, MAX_SETS, explain
from engine.rules import (
    Chain,
    Check,
    Effect,
    Fault,
    Guide,
    Ladder,
    Leads,
    Pattern,
    Remedy,
    Stage,
    Symptom,
    one_sided,
    seen,
)
from facts import Integration, Order, Switch, Thing, YesNo

SHORT = settings.get_current_profile_name() == "short"


def models(program: str, predicate: str, *options: str) -> list[frozenset[tuple[str, ...]]]:
    """Return what holds of a predicate in every stable model, each once."""
    control = clingo.Control(["0", "--project", *options])
    control.add("base", [], f"{program}\n#show {predicate}.")
    control.ground([("base", [])])
    found = []
    control.solve(
        on_model=lambda model: found.append(
            frozenset(tuple(str(part) for part in symbol.arguments) for symbol in model.symbols(shown=True))
        )
    )
    return found


# --- covers alone ------------------------------------------------------------------------------------------

Covers = dict[int, list[int]]

# A set is minimal if each of its faults is the only one in it for some symptom.
SMALLEST = """
coverable(S) :- covers(F,S).
near(S,T) :- covers(F,S), covers(F,T).
near(S,T) :- near(S,R), near(R,T).
{ chosen(F) } :- covers(F,_).
:- coverable(S), not chosen(F) : covers(F,S).
only(F,S) :- chosen(F), covers(F,S), not chosen(G) : covers(G,S), G != F.
:- chosen(F), not only(F,S) : covers(F,S).
:- coverable(S), #count { F : chosen(F), covers(F,T), near(S,T) } > most.
"""


def solved(covers: Covers, most: int) -> set[frozenset[int]]:
    facts = "".join(f"covers({fault},{symptom}). " for symptom, faults in covers.items() for fault in faults)
    return {
        frozenset(int(fault) for (fault,) in model)
        for model in models(f"{facts}{SMALLEST}", "chosen/1", "-c", f"most={most}")
    }


def choices(parts: Iterable[Iterable[Sequence[int]]]) -> Iterator[frozenset[int]]:
    """Choose one set from each part in every way."""
    for choice in itertools.product(*parts):
        yield frozenset(itertools.chain.from_iterable(choice))


@st.composite
def cover_tables(draw: st.DrawFn, symptoms: int = 5, faults: int = 7) -> Covers:
    return {
        symptom: draw(st.lists(st.integers(0, faults - 1), max_size=4, unique=True))
        for symptom in range(draw(st.integers(0, symptoms)))
    }


@settings(max_examples=5_000 if SHORT else 100_000)
@given(cover_tables(), st.integers(1, 4))
def test_the_smallest_sets_are_those_that_clingo_finds(covers, most):
    parts = explain(covers, max_added=most)
    listed = list(choices(part.sets for part in parts))
    assert len(listed) == len(set(listed))
    assert set(listed) == solved(covers, most)


@given(cover_tables(7, 9), st.integers(1, 4))
def test_each_symptom_that_can_be_explained_is_in_one_part_and_parts_share_no_fault(covers, most):
    parts = explain(covers, max_added=most)
    assert sorted(symptom for part in parts for symptom in part.symptoms) == sorted(s for s in covers if covers[s])
    causes = [{fault for symptom in part.symptoms for fault in covers[symptom]} for part in parts]
    assert sum(map(len, causes)) == len(set().union(*causes))


@given(cover_tables(6, 9), st.integers(1, 4), st.integers(1, 12))
def test_a_part_lists_the_first_sets_by_size_and_rank_and_says_if_there_are_more(covers, most, most_sets):
    rank: dict[int, int] = {}
    for fault in itertools.chain.from_iterable(covers.values()):
        rank.setdefault(fault, len(rank))
    for part in explain(covers, max_added=most, max_sets=most_sets):
        alone = {symptom: covers[symptom] for symptom in part.symptoms}
        every = sorted((len(chosen), sorted(rank[fault] for fault in chosen)) for chosen in solved(alone, most))
        assert [(len(chosen), [rank[fault] for fault in chosen]) for chosen in part.sets] == every[:most_sets]
        assert part.truncated is (len(every) > most_sets or not every)


@given(cover_tables(), st.randoms(use_true_random=False))
def test_the_order_of_symptoms_does_not_change_the_sets(covers, shuffler):
    symptoms = list(covers)
    shuffler.shuffle(symptoms)
    again = explain({symptom: covers[symptom] for symptom in symptoms})
    assert set(choices(part.sets for part in again)) == set(choices(part.sets for part in explain(covers)))


def test_not_more_than_two_hundred_sets_are_listed():
    rows = {symptom: list(range(10 * symptom, 10 * symptom + 10)) for symptom in range(3)}
    joined = {**rows, "all": [0, 10, 20, 99]}
    (part,) = (part for part in explain(joined) if part.symptoms)
    assert (len(part.sets), part.truncated) == (MAX_SETS, True)


def test_a_part_that_no_few_faults_explain_has_no_set_and_says_so():
    apart = {symptom: [symptom, 9] for symptom in range(5)}
    chained = {**apart, "x": [0, 1], "y": [2, 3], "z": [4, 5], "w": [6], "v": [7], "u": [8, 9], "t": [6, 7, 8]}
    parts = explain({**chained, "s": [5, 8]}, max_added=2)
    assert [part.sets for part in parts if part.truncated] == [()]


def test_thirty_symptoms_with_thirty_causes_each_are_explained():
    covers = {symptom: [(symptom * 7 + step) % 60 for step in range(30)] for symptom in range(30)}
    (part,) = explain(covers)
    assert all(any(fault in chosen for fault in covers[symptom]) for chosen in part.sets for symptom in covers)
    assert len(part.sets) == MAX_SETS


# --- whole diagnoses ---------------------------------------------------------------------------------------
#
# A generated guide knows a few symptoms of an order (a YES in a field of it: it went well; a NO: it did not) and a few
# faults of an order or its integration (a switch that is OFF or a field of the order that says NO). No effect blocks a
# stage. A case sets some of these fields, on one or two orders.

GUIDE = Guide("made", "A guide made up", "Nobody")
SOURCE = GUIDE.at("1", "1")
EFFECTS = tuple(Effect(f"e{number}", f"Effect {number}", Integration) for number in range(3))
SYMPTOM_FIELDS = ("gift", "po_box", "carrier_delivers_po_box")
ORDER_FIELDS = ("address_missing",)
SWITCHES = ("order_sync_toggle", "inventory_sync_toggle")
USES = ("inventory_sync_in_use",)
GUARD_FIELD = "inventory_sync_in_use"
ORDERS = ("1", "2")

Truth = bool | None


@frozen
class Arrow:
    """An arrow to a symptom or an effect, by number."""

    to: int
    certain: bool
    intermittent: bool = False
    guarded: bool = False


@frozen
class MadeFault:
    """A fault of the integration, or of an order.

    `shown` is the field whose False shows it; True refutes it, unless it is one-sided.
    """

    shown: str | None
    one_sided: bool
    of_order: bool
    symptoms: tuple[Arrow, ...]
    effects: tuple[Arrow, ...]


@frozen
class Made:
    """A guide to generate."""

    faults: tuple[MadeFault, ...]
    chains: tuple[tuple[Arrow, ...], ...]

    def rulebase(self) -> Rulebase:
        return Rulebase(
            guide=GUIDE,
            catalogue=(),
            stages=(Stage("only", "The only stage"),),
            symptoms=tuple(
                Symptom(
                    id=f"made.symptom.{number}",
                    title=f"Symptom {number}",
                    scope=Order,
                    stage="only",
                    source=SOURCE,
                    met_by=seen(Order, **{name: YesNo.YES}),
                    missed_by=seen(Order, **{name: YesNo.NO}),
                )
                for number, name in enumerate(SYMPTOM_FIELDS)
            ),
            chains=tuple(
                Chain(effect, tuple(_leads(arrow, f"made.symptom.{arrow.to}") for arrow in arrows))
                for effect, arrows in zip(EFFECTS, self.chains, strict=True)
            ),
            faults=tuple(_fault(number, fault) for number, fault in enumerate(self.faults)),
            checks=(Check("made.check", "What do you see?", SOURCE),),
            start=Ladder(("made.check",), SOURCE),
        )


def _leads(arrow: Arrow, to: Effect | str) -> Leads:
    guard = seen(Integration, **{GUARD_FIELD: YesNo.YES}) if arrow.guarded else None
    return Leads(to, arrow.certain, guard, arrow.intermittent)


def _fault(number: int, fault: MadeFault) -> Fault:
    return Fault(
        id=f"made.fault.{number}",
        title=f"Fault {number}",
        scope=Order if fault.of_order else Integration,
        source=SOURCE,
        remedy=Remedy(("Repair it.",)),
        leads_to=(
            *(_leads(arrow, f"made.symptom.{arrow.to}") for arrow in fault.symptoms),
            *(_leads(arrow, EFFECTS[arrow.to]) for arrow in fault.effects),
        ),
        check="made.check",
        shown_by=_shown(fault),
    )


def _shown(fault: MadeFault) -> Pattern | None:
    if fault.shown is None:
        return None
    thing: type[Thing] = Order if fault.of_order else Integration
    pattern = seen(thing, **{fault.shown: Switch.OFF if fault.shown in SWITCHES else YesNo.NO})
    return one_sided(pattern) if fault.one_sided else pattern


@st.composite
def arrows(draw: st.DrawFn, targets: int, least: int = 0) -> tuple[Arrow, ...]:
    certain = st.booleans()
    return tuple(
        Arrow(to, draw(certain), draw(st.integers(0, 4)) == 0, draw(st.integers(0, 3)) == 0)
        for to in draw(st.lists(st.integers(0, targets - 1), min_size=least, max_size=2, unique=True))
    )


@st.composite
def made_faults(draw: st.DrawFn) -> MadeFault:
    of_order = draw(st.integers(0, 2)) == 0
    symptoms = draw(arrows(len(SYMPTOM_FIELDS)))
    effects = draw(arrows(len(EFFECTS), least=0 if symptoms else 1)) if not of_order or not symptoms else ()
    shown = draw(st.sampled_from((None, None, None, None, *(ORDER_FIELDS if of_order else (*SWITCHES, *USES)))))
    return MadeFault(shown, draw(st.integers(0, 3)) == 0, of_order, symptoms, effects)


made_guides = st.builds(
    Made,
    st.lists(made_faults(), min_size=1, max_size=7).map(tuple),
    st.tuples(*(arrows(len(SYMPTOM_FIELDS), least=1) for _ in EFFECTS)),
)
truths = st.sampled_from((None, False, False, False, True))


@st.composite
def observations(draw: st.DrawFn) -> dict[str, bool]:
    """Draw which fields of the orders and the integration are known, and what they say."""
    names = [f"order[{order}].{name}" for order in ORDERS for name in (*SYMPTOM_FIELDS, *ORDER_FIELDS)]
    names += [f"integration.{name}" for name in (*SWITCHES, *USES)]
    drawn = {name: draw(truths) for name in names}
    return {name: value for name, value in drawn.items() if value is not None}


def case_of(known: Mapping[str, bool]) -> dict[str, object]:
    words = {True: "yes", False: "no"}
    switches = {True: "ON", False: "OFF"}
    return {
        "facts": {
            name: (switches if name.rpartition(".")[2] in SWITCHES else words)[value] for name, value in known.items()
        }
    }


# Section 3 of the meaning in answer-set rules. What holds of the guide and the case is given as facts:
#   of(F,E)         fault F can be at E (an order, or the integration)
#   within(E,O)     what is at E reaches order O
#   says(F,E,shown|not_shown)
#   way(F,W) a way from fault F to a symptom, with: ends(W,S) may(W) sometimes(W) asks(W)
#   guard(yes|no)   what is known of the guard
#   late(S,O) well(S,O)
MEANING = """
at(f(F,E)) :- of(F,E).
present(f(F,E)) :- says(F,E,shown), not says(F,E,not_shown).
must(W) :- way(_,W), not may(W), not sometimes(W), not asks(W).
must(W) :- way(_,W), not may(W), not sometimes(W), asks(W), guard(yes).
open(W) :- way(_,W), not asks(W).
open(W) :- way(_,W), asks(W), not guard(no).
refuted(f(F,E)) :- at(f(F,E)), not says(F,E,shown), says(F,E,not_shown).
refuted(f(F,E)) :- at(f(F,E)), not says(F,E,shown), way(F,W), must(W), ends(W,S), within(E,O), well(S,O).
explains(f(F,E),s(S,O)) :- at(f(F,E)), way(F,W), open(W), ends(W,S), within(E,O), late(S,O).
done(X) :- present(D), explains(D,X).
covers(D,X) :- explains(D,X), not present(D), not refuted(D), not done(X).
unexplained(X) :- late(S,O), X = s(S,O), not done(X), not covers(D,X) : explains(D,X).
"""


def meaning(made: Made, known: Mapping[str, bool]) -> str:
    orders = sorted({name.partition("]")[0].removeprefix("order[") for name in known if name.startswith("order")})
    lines = [f"within(integration,o{order}). within(o{order},o{order})." for order in orders]
    if GUARD_FIELD in {name.removeprefix("integration.") for name in known}:
        lines.append("guard(yes)." if known[f"integration.{GUARD_FIELD}"] else "guard(no).")
    for order, (symptom, name) in itertools.product(orders, enumerate(SYMPTOM_FIELDS)):
        if (value := known.get(f"order[{order}].{name}")) is not None:
            lines.append(f"{'well' if value else 'late'}({symptom},o{order}).")
    for number, fault in enumerate(made.faults):
        places = (
            {f"o{order}": f"order[{order}]" for order in orders} if fault.of_order else {"integration": "integration"}
        )
        for place, entity in places.items():
            lines.append(f"of({number},{place}).")
            value = None if fault.shown is None else known.get(f"{entity}.{fault.shown}")
            if value is False:
                lines.append(f"says({number},{place},shown).")
            elif value is True and not fault.one_sided:
                lines.append(f"says({number},{place},not_shown).")
        for position, (symptom, steps) in enumerate(_ways(made, fault)):
            way = f"w({number},{position})"
            lines.append(f"way({number},{way}). ends({way},{symptom}).")
            lines += [f"may({way})." for step in steps if not step.certain]
            lines += [f"sometimes({way})." for step in steps if step.intermittent]
            lines += [f"asks({way})." for step in steps if step.guarded]
    return "\n".join(lines) + MEANING


def _ways(made: Made, fault: MadeFault) -> Iterator[tuple[int, tuple[Arrow, ...]]]:
    for arrow in fault.symptoms:
        yield arrow.to, (arrow,)
    for first in fault.effects:
        for second in made.chains[first.to]:
            yield second.to, (first, second)


def expected(made: Made, known: Mapping[str, bool], most: int) -> tuple[dict[str, tuple[int, bool]], int, bool]:
    """Return the suspects with the size of their smallest set and whether all sets need them; also the number of
    symptoms that nothing explains, and whether some part has no set small enough."""
    program = meaning(made, known)
    (table,) = models(program, "covers/2")
    (unexplained,) = models(program, "unexplained/1")
    faults = sorted({fault for fault, _ in table})
    symptoms = sorted({symptom for _, symptom in table})
    covers = {
        number: [faults.index(fault) for fault, other in sorted(table) if other == symptom]
        for number, symptom in enumerate(symptoms)
    }
    suspects: dict[str, tuple[int, bool]] = {}
    too_many = False
    for group in _groups(covers):
        sets = solved({symptom: covers[symptom] for symptom in group}, most)
        too_many = too_many or not sets
        for chosen in sets:
            for fault in chosen:
                size = min(len(other) for other in sets if fault in other)
                suspects[_named(faults[fault])] = (size, all(fault in other for other in sets))
    return suspects, len(unexplained), too_many


def _groups(covers: Covers) -> list[set[int]]:
    groups: list[set[int]] = []
    for symptom, faults in covers.items():
        touching = [group for group in groups if any(set(faults) & set(covers[other]) for other in group)]
        groups = [group for group in groups if group not in touching] + [{symptom}.union(*touching)]
    return groups


def _named(term: str) -> str:
    """Turn f(2,o1) into the fault's id and entity."""
    number, place = term.removeprefix("f(").removesuffix(")").split(",")
    return f"made.fault.{number} {'integration' if place == 'integration' else f'order[{place[1:]}]'}"


def suspected(diagnosis: Diagnosis) -> dict[str, tuple[int, bool]]:
    return {
        f"{item.id} {item.entity}": (item.size, item.necessary)
        for item in diagnosis.judgements
        if item.verdict is Verdict.SUSPECTED and item.explains
    }


@settings(max_examples=400 if SHORT else 10_000)
@given(made_guides, observations(), st.integers(1, 3))
def test_suspects_are_those_that_clingo_finds_from_the_meaning(made, known, most):
    diagnosis = infer(case_of(known), rulebases=[made.rulebase()], reasoner="compiled", max_added_faults=most)
    suspects, unexplained, too_many = expected(made, known, most)
    if not too_many:
        assert suspected(diagnosis) == suspects
    document = diagnosis.to_dict()
    assert [symptom["role"] for symptom in document["symptoms"]].count("unexplained") == unexplained
    assert document["run"]["truncated"] is too_many


@settings(max_examples=400 if SHORT else 10_000)
@given(made_guides, observations())
def test_presence_is_what_clingo_finds_from_the_meaning(made, known):
    diagnosis = infer(case_of(known), rulebases=[made.rulebase()], reasoner="compiled")
    program = meaning(made, known)
    (present,), (refuted,) = models(program, "present/1"), models(program, "refuted/1")
    named = {"present": {_named(term) for (term,) in present}, "absent": {_named(term) for (term,) in refuted}}
    for presence, keys in named.items():
        found = {f"{item.id} {item.entity}" for item in diagnosis.judgements if item.presence.value == presence}
        assert {key for key in found if key.rpartition(" ")[2] != "order"} == keys


@pytest.mark.parametrize("most", range(1, DEFAULT_MAX_ADDED + 1))
def test_a_guide_whose_faults_cover_too_little_each_is_truncated(most):
    faults = tuple(MadeFault(None, False, False, (Arrow(number, True),), ()) for number in range(3))
    made = Made(faults, ((Arrow(0, True),),) * 3)
    case = case_of({f"order[1].{name}": False for name in SYMPTOM_FIELDS})
    diagnosis = infer(case, rulebases=[made.rulebase()], reasoner="compiled", max_added_faults=most)
    assert len(suspected(diagnosis)) == 3
    assert "TRUNCATED" not in diagnosis.flags
