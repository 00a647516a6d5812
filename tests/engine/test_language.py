"""The rule language: what the tests of a field are supported and refuted by, and which faults there can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from attrs import evolve, frozen

from engine import (
    Diagnosis,
    NotInDiagnosisError,
    Rulebase,
    RulebaseError,
    UnknownFieldError,
    Verdict,
    infer,
)
from engine.reasoners.durable import durable_available
from engine.rules import (
    Chain,
    Check,
    Effect,
    Fault,
    Guide,
    Ladder,
    Pattern,
    Remedy,
    Stage,
    Symptom,
    above,
    below,
    ends_with,
    hexadecimal_of,
    listed_in,
    longer_than,
    must,
    no_longer_than,
    not_ending_with,
    not_listed_in,
    not_starting_with,
    seen,
    starts_with,
)
from facts import Channel, Integration, Scope, Thing, ValueType, observable

REASONERS = ["compiled", *(["durable"] if durable_available() else [])]
SUPPORTED, REFUTED, UNKNOWN = Verdict.CONFIRMED, Verdict.RULED_OUT, Verdict.UNKNOWN


# --- things of an invented parcel service ---------------------------------------------------


def _name(meaning: str) -> Any:
    return observable(ValueType.NAME, meaning=meaning, channel=Channel.SETTINGS, guides=())


def _number(meaning: str, unit: str | None = None) -> Any:
    return observable(ValueType.NUMBER, unit=unit, meaning=meaning, channel=Channel.SETTINGS, guides=())


@frozen
class Depot(Thing):
    """Where parcels come through."""

    kind = "depot"
    scope = Scope.INTEGRATION

    zones = _name("The zones it serves.")
    limit = _number("How much it takes.")
    patience = _number("How long it waits.", "minutes")


@frozen
class Parcel(Thing):
    """What is sent."""

    kind = "parcel"
    scope = Scope.RECORD

    label = _name("What its label says.")
    stock_label = _name("What the label in stock says.")
    zone = _name("The zone it goes to.")
    zones_allowed = _name("The zones it may go to.")
    weight = _number("What it weighs.")
    weight_told = _number("What it was said to weigh.")
    delay = _number("How long it took.", "hours")
    note = observable(ValueType.TEXT, meaning="What is said of it.", channel=Channel.MESSAGE, guides=())


PATTERNS: dict[str, Pattern] = {
    "starts": seen(Parcel, label=starts_with("AB-")),
    "starts otherwise": seen(Parcel, label=not_starting_with("AB-")),
    "ends": seen(Parcel, label=ends_with("-X")),
    "ends otherwise": seen(Parcel, label=not_ending_with("-X")),
    "hexadecimal": seen(Parcel, label=hexadecimal_of(Parcel.stock_label)),
    "longer": seen(Parcel, label=longer_than(3)),
    "no longer": seen(Parcel, label=no_longer_than(3)),
    "listed": seen(Parcel, zone=listed_in(Depot.zones)),
    "not listed": seen(Parcel, zone=not_listed_in(Depot.zones)),
    "listed with it": seen(Parcel, zone=listed_in(Parcel.zones_allowed)),
    "heavier than told": seen(Parcel, weight=above(Parcel.weight_told)),
    "lighter than told": seen(Parcel, weight=below(Parcel.weight_told)),
    "over twice the limit": seen(Parcel, weight=above(Depot.limit, times=2)),
    "under half the limit": seen(Parcel, weight=below(Depot.limit, times=0.5)),
    "late": seen(Parcel, delay=above(Depot.patience, times=2)),
}


GUIDE = Guide("parcels", "A small guide", "Somebody", hubs=("Hub",))


def rulebase_of(patterns: Mapping[str, Pattern], **more: Any) -> Rulebase:
    """Make a fault of each pattern, which it alone shows and refutes; all of them have what `more` says."""
    here, lost, nowhere = GUIDE.at("1", "1"), Effect("lost", "It is lost", Parcel), seen(Parcel, zone="nowhere")
    return Rulebase(
        guide=GUIDE,
        catalogue=(),
        stages=(Stage("send", "sent"),),
        symptoms=tuple(Symptom(id_, id_, Parcel, "send", here, missed_by=nowhere) for id_ in ("missing", "late")),
        chains=(Chain(lost, (must("missing"),)),),
        faults=tuple(
            Fault(name, name, Parcel, here, Remedy(("Mend it.",)), (must(lost),), "look", shown_by=pattern, **more)
            for name, pattern in patterns.items()
        ),
        checks=(Check("look", "What is wrong with it?", here),),
        start=Ladder(("look",), here),
        things=(Depot, Parcel),
    )


RULEBASE = rulebase_of(PATTERNS)


def diagnosis_of(
    facts: dict[str, Any], reasoner: Any = "compiled", rulebase: Rulebase = RULEBASE, platform: str | None = None
) -> Diagnosis:
    return infer({"platform": platform, "facts": facts}, rulebases=[rulebase], reasoner=reasoner)


# --- beginnings, endings, lengths -----------------------------------------------------------

LABELS = [
    ("starts", "AB-1", SUPPORTED),
    ("starts", "AB-", SUPPORTED),
    ("starts", "AB", REFUTED),
    ("starts", "ab-1", REFUTED),
    ("starts", "1AB-", REFUTED),
    ("starts otherwise", "AB-1", REFUTED),
    ("starts otherwise", "BA-1", SUPPORTED),
    ("ends", "1-X", SUPPORTED),
    ("ends", "-X", SUPPORTED),
    ("ends", "1-X1", REFUTED),
    ("ends otherwise", "1-X", REFUTED),
    ("ends otherwise", "1-Y", SUPPORTED),
    ("longer", "ABCD", SUPPORTED),
    ("longer", "ABC", REFUTED),
    ("longer", "  ABC  ", REFUTED),
    ("longer", "ÄÖÜ", REFUTED),
    ("no longer", "ABC", SUPPORTED),
    ("no longer", "ABCD", REFUTED),
]
OF_A_LABEL = ["starts", "starts otherwise", "ends", "ends otherwise", "longer", "no longer", "hexadecimal"]
NOT_SAID = ["absent", "", "present", "unknown", "not checked"]


@pytest.mark.parametrize("reasoner", REASONERS)
@pytest.mark.parametrize(("fault", "label", "expected"), LABELS)
def test_a_name_is_tested_from_both_sides(fault: str, label: str, expected: Verdict, reasoner: str) -> None:
    assert diagnosis_of({"parcel.label": label}, reasoner).verdict(fault) is expected


@pytest.mark.parametrize("reasoner", REASONERS)
@pytest.mark.parametrize("said", NOT_SAID)
def test_a_name_that_is_not_known_neither_supports_nor_refutes(said: str, reasoner: str) -> None:
    found = diagnosis_of({"parcel.label": said, "parcel.stock_label": "500"}, reasoner)
    assert {fault: found.verdict(fault) for fault in OF_A_LABEL} == dict.fromkeys(OF_A_LABEL, UNKNOWN)


# --- hexadecimal writing --------------------------------------------------------------------

HEXADECIMAL = [
    ("1F4", "500", SUPPORTED),
    ("1f4", "500", SUPPORTED),
    ("0x1F4", "500", SUPPORTED),
    ("01F4", "500", SUPPORTED),
    ("500", "1280", SUPPORTED),
    ("500", "500", REFUTED),
    ("1F5", "500", REFUTED),
    ("1F4", "1F4", REFUTED),
    ("9", "9", SUPPORTED),
    ("TEE-9", "500", REFUTED),  # It writes no number, so not that one.
    ("1F4", "absent", UNKNOWN),
    ("1F4", "present", UNKNOWN),
    ("1F4", "unknown", UNKNOWN),
]


@pytest.mark.parametrize("reasoner", REASONERS)
@pytest.mark.parametrize(("label", "in_stock", "expected"), HEXADECIMAL)
def test_a_name_is_held_against_a_decimal_number(label: str, in_stock: str, expected: Verdict, reasoner: str) -> None:
    found = diagnosis_of({"parcel.label": label, "parcel.stock_label": in_stock}, reasoner)
    assert found.verdict("hexadecimal") is expected


# --- lists ----------------------------------------------------------------------------------

LISTS = [
    ("EU", "EU, US", SUPPORTED),
    ("EU", "US;EU", SUPPORTED),
    ("EU", "US EU", SUPPORTED),
    ("EU", "EU", SUPPORTED),
    ("eu", "EU | US", SUPPORTED),
    ("EU", "US", REFUTED),
    ("EU", "EUR, US", REFUTED),
    ("E", "EU, US", REFUTED),
    ("North East", "North East, South West", SUPPORTED),
    ("North East", "North East", SUPPORTED),
    ("North East", "North West, South East", REFUTED),
    ("EU", "absent", REFUTED),  # An empty list lists nothing.
    ("EU", "present", UNKNOWN),
    ("EU", "not checked", UNKNOWN),
    ("absent", "EU, US", UNKNOWN),
    ("present", "EU, US", UNKNOWN),
    ("unknown", "EU, US", UNKNOWN),
    ("absent", "absent", UNKNOWN),
]
OPPOSITE = {SUPPORTED: REFUTED, REFUTED: SUPPORTED, UNKNOWN: UNKNOWN}


@pytest.mark.parametrize("reasoner", REASONERS)
@pytest.mark.parametrize(("zone", "zones", "expected"), LISTS)
def test_a_name_is_looked_for_in_a_list(zone: str, zones: str, expected: Verdict, reasoner: str) -> None:
    found = diagnosis_of({"parcel.zone": zone, "depot.zones": zones}, reasoner)
    assert (found.verdict("listed"), found.verdict("not listed")) == (expected, OPPOSITE[expected])


@pytest.mark.parametrize("reasoner", REASONERS)
def test_each_thing_is_looked_for_in_its_own_list(reasoner: str) -> None:
    found = diagnosis_of(
        {
            **{"parcel[1].zone": "EU", "parcel[1].zones_allowed": "EU, US"},
            **{"parcel[2].zone": "EU", "parcel[2].zones_allowed": "US"},
        },
        reasoner,
    )
    verdicts = {item.entity: item.verdict for item in found.judgements if item.id == "listed with it"}
    assert verdicts == {"record[1]": SUPPORTED, "record[2]": REFUTED}


def test_a_list_of_each_part_cannot_be_asked_for_a_name_of_the_whole() -> None:
    rulebase = rulebase_of({"allowed": seen(Depot, zones=listed_in(Parcel.zones_allowed))})
    with pytest.raises(RulebaseError, match="is above the lists"):
        infer({"facts": {"depot.zones": "EU"}}, rulebases=[rulebase])


# --- numbers --------------------------------------------------------------------------------

TOLD = ("parcel.weight", "parcel.weight_told")
LIMIT = ("parcel.weight", "depot.limit")
NUMBERS = [
    ("heavier than told", TOLD, "11", "10", SUPPORTED),
    ("heavier than told", TOLD, "10", "10", REFUTED),
    ("heavier than told", TOLD, "9", "10", REFUTED),
    ("lighter than told", TOLD, "9", "10", SUPPORTED),
    ("lighter than told", TOLD, "10", "10", REFUTED),
    ("lighter than told", TOLD, "11", "10", REFUTED),
    ("heavier than told", TOLD, "between 11 and 13", "10", SUPPORTED),
    ("heavier than told", TOLD, "between 10 and 13", "10", UNKNOWN),
    ("heavier than told", TOLD, "between 8 and 10", "10", REFUTED),
    ("heavier than told", TOLD, "10", "at least 10", REFUTED),
    ("lighter than told", TOLD, "10", "at least 10", UNKNOWN),
    ("over twice the limit", LIMIT, "21", "10", SUPPORTED),
    ("over twice the limit", LIMIT, "20", "10", REFUTED),
    ("over twice the limit", LIMIT, "19", "10", REFUTED),
    ("over twice the limit", LIMIT, "1", "0", SUPPORTED),
    ("over twice the limit", LIMIT, "more than 20", "10", SUPPORTED),
    ("over twice the limit", LIMIT, "at least 20", "10", UNKNOWN),
    ("over twice the limit", LIMIT, "at most 20", "10", REFUTED),
    ("under half the limit", LIMIT, "4", "10", SUPPORTED),
    ("under half the limit", LIMIT, "5", "10", REFUTED),
    ("under half the limit", LIMIT, "6", "10", REFUTED),
    ("under half the limit", LIMIT, "5", "11", SUPPORTED),
    ("late", ("parcel.delay", "depot.patience"), "1", "30", REFUTED),
    ("late", ("parcel.delay", "depot.patience"), "1", "29", SUPPORTED),
    ("late", ("parcel.delay", "depot.patience"), "61 minutes", "30", SUPPORTED),
    ("late", ("parcel.delay", "depot.patience"), "1", "0.5 hours", REFUTED),
]


@pytest.mark.parametrize("reasoner", REASONERS)
@pytest.mark.parametrize(("fault", "names", "number", "other", "expected"), NUMBERS)
def test_a_number_is_held_against_a_multiple_of_another(
    fault: str, names: tuple[str, str], number: str, other: str, expected: Verdict, reasoner: str
) -> None:
    assert diagnosis_of({names[0]: number, names[1]: other}, reasoner).verdict(fault) is expected


OF_NUMBERS = ["heavier than told", "lighter than told", "over twice the limit", "under half the limit", "late"]
A_NUMBER = {"parcel.weight": 10, "parcel.weight_told": 5, "depot.limit": 1, "parcel.delay": 3, "depot.patience": 1}


@pytest.mark.parametrize("reasoner", REASONERS)
@pytest.mark.parametrize("said", NOT_SAID)
@pytest.mark.parametrize("side", [("parcel.weight", "parcel.delay"), ("parcel.weight_told", "depot.limit")])
def test_a_number_that_is_not_known_is_neither_above_nor_below(side: tuple[str, ...], said: str, reasoner: str) -> None:
    found = diagnosis_of({**A_NUMBER, **dict.fromkeys(side, said)}, reasoner)
    faults = [fault for fault in OF_NUMBERS if fault != "late" or "parcel.delay" in side]
    assert {fault: found.verdict(fault) for fault in faults} == dict.fromkeys(faults, UNKNOWN)


# --- what is cited, what is refused ---------------------------------------------------------

CITED = [
    ("starts", {"parcel.label": "AB-1"}),
    ("longer", {"parcel.label": "ABCD"}),
    ("hexadecimal", {"parcel.label": "1F4", "parcel.stock_label": "500"}),
    ("listed", {"parcel.zone": "EU", "depot.zones": "EU, US"}),
    ("not listed", {"parcel.zone": "EU", "depot.zones": "absent"}),
    ("over twice the limit", {"parcel.weight": "21", "depot.limit": "10"}),
]


@pytest.mark.parametrize("reasoner", REASONERS)
@pytest.mark.parametrize(("fault", "facts"), CITED)
def test_every_field_that_is_compared_is_cited(fault: str, facts: dict[str, str], reasoner: str) -> None:
    others = {"parcel.note": "red", "parcel.zones_allowed": "US"}
    why = diagnosis_of(facts | others, reasoner).why(fault)
    assert {fact["name"]: fact["value"] for fact in why["facts"]} == facts


WRONG: list[tuple[str, Callable[[], object], str]] = [
    ("a number that begins", lambda: seen(Parcel, weight=starts_with("1")), "is not a name, so it has no beginning"),
    ("a text that ends", lambda: seen(Parcel, note=ends_with("1")), "is not a name, so it has no beginning or ending"),
    ("the length of a number", lambda: seen(Parcel, weight=longer_than(1)), "is not a name, so it has no length"),
    ("the length of a text", lambda: seen(Parcel, note=no_longer_than(1)), "is not a name, so it has no length"),
    ("a number in a list", lambda: seen(Parcel, weight=listed_in(Depot.zones)), "cannot be among what Depot.zones"),
    ("a name among numbers", lambda: seen(Parcel, zone=not_listed_in(Depot.limit)), "cannot be among what Depot.limit"),
    ("a name above a number", lambda: seen(Parcel, label=above(Depot.limit)), "cannot be compared with Depot.limit"),
    ("hexadecimal of a number", lambda: seen(Parcel, label=hexadecimal_of(Depot.limit)), "cannot be compared with"),
    ("a list that is no field", lambda: seen(Parcel, zone=listed_in("Depot.zones")), "is not a field of a thing"),
]


@pytest.mark.parametrize(("make", "message"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_cannot_be_tested_is_refused_where_it_is_written(make: Callable[[], object], message: str) -> None:
    with pytest.raises(RulebaseError, match=message):
        make()


def test_a_field_that_is_misspelt_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UnknownFieldError, match=r"Parcel has no field 'lable'\. Did you mean 'label'\?"):
        seen(Parcel, lable=starts_with("AB-"))


# --- which faults there can be --------------------------------------------------------------

TORN = {"torn": seen(Parcel, label="torn")}
LABEL_TORN = {"parcel.label": "torn"}
ELSEWHERE = "Here -> Hub -> There"
ON_THE_WAY = [
    (None, {}, True),
    ("Here", {}, True),
    ("Here -> Hub", {}, True),
    (ELSEWHERE, {}, False),
    (ELSEWHERE, LABEL_TORN, False),
    ("Here -> Hub -> ERP", {}, True),
    (ELSEWHERE, {"connection.app": "ERP"}, True),
    (ELSEWHERE, {"connection[ERP].environment": "main"}, True),
    (ELSEWHERE, {"erp.version": "1"}, True),
    (ELSEWHERE, {"connection.app": "Another"}, False),
]


def left_out(diagnosis: Diagnosis, fault: str) -> bool:
    try:
        diagnosis.verdict(fault)
    except NotInDiagnosisError:
        return True
    return False


@pytest.mark.parametrize(("route", "facts", "expected"), ON_THE_WAY)
def test_a_fault_of_a_system_is_left_out_where_that_is_not_on_the_way(
    route: str | None, facts: dict[str, str], expected: bool
) -> None:
    found = diagnosis_of(facts, rulebase=rulebase_of(TORN, systems=("ERP",)), platform=route)
    assert left_out(found, "torn") is not expected


def test_a_fault_that_only_the_platform_bars_is_left_out_and_one_that_a_fact_bars_is_ruled_out() -> None:
    here = rulebase_of(TORN, guard=seen(Integration, platform="Here"))
    northern = rulebase_of(TORN, guard=seen(Parcel, zone="North"))
    facts = {**LABEL_TORN, "parcel.zone": "South"}
    assert left_out(diagnosis_of(facts, rulebase=here, platform="There"), "torn")
    assert diagnosis_of(facts, rulebase=here, platform="Here").verdict("torn") is Verdict.CONFIRMED
    by_fact = diagnosis_of({**facts, "integration.platform": "There"}, rulebase=here)
    assert by_fact.verdict("torn") is Verdict.RULED_OUT
    assert diagnosis_of(facts, rulebase=northern, platform="There").verdict("torn") is Verdict.RULED_OUT


FORESEEN = [
    ({"parcel.zone": "North"}, Verdict.LATENT),
    ({"parcel.zone": "North", "parcel.stock_label": "old"}, Verdict.LATENT),
    ({"parcel.zone": "North", "parcel.stock_label": "new"}, Verdict.UNKNOWN),
    ({"parcel.zone": "North", "parcel.stock_label": "new", **LABEL_TORN}, Verdict.CONFIRMED),
]


@pytest.mark.parametrize("reasoner", REASONERS)
@pytest.mark.parametrize(("facts", "expected"), FORESEEN)
def test_what_was_done_since_keeps_a_fault_from_coming(facts: dict[str, str], expected: Verdict, reasoner: str) -> None:
    cold, renewed = seen(Parcel, zone="North"), seen(Parcel, stock_label="new")
    rulebase = rulebase_of(TORN, foreseen_by=cold, foreseen_unless=renewed)
    assert diagnosis_of(facts, reasoner, rulebase).verdict("torn") is expected


def refining() -> Rulebase:
    """Make a rulebase of a fault, one that specifies it, and one that specifies that."""
    patterns = {"bad": seen(Parcel, label="bad"), "torn": seen(Parcel, stock_label="torn")}
    rulebase = rulebase_of(patterns | {"torn in two": seen(Parcel, zones_allowed="two")})
    bad, torn, in_two = rulebase.faults
    bad = evolve(bad, leads_to=(*bad.leads_to, must("late")))
    return evolve(rulebase, faults=(bad, evolve(torn, refines="bad"), evolve(in_two, refines="torn")))


REFINING = refining()
BAD, IN_STOCK_TORN, IN_TWO = {"parcel.label": "bad"}, {"parcel.stock_label": "torn"}, {"parcel.zones_allowed": "two"}
PRECISE = [(BAD, "bad"), (BAD | IN_STOCK_TORN, "torn"), (BAD | IN_TWO, "torn in two")]
PRECISE.append((BAD | IN_STOCK_TORN | IN_TWO, "torn in two"))


@pytest.mark.parametrize("reasoner", REASONERS)
@pytest.mark.parametrize(("facts", "root"), PRECISE)
def test_the_most_precise_fault_is_the_root_and_explains_all(facts: dict[str, str], root: str, reasoner: str) -> None:
    found = diagnosis_of({**facts, "parcel.zone": "nowhere"}, reasoner, REFINING)
    roots = [item for item in found.judgements if item.verdict is Verdict.CONFIRMED and item.root_cause]
    assert [(item.id, {symptom for symptom, _ in item.explains}) for item in roots] == [(root, {"missing", "late"})]
    assert [repair["fault"] for repair in found.to_dict()["repairs"]] == [root]
