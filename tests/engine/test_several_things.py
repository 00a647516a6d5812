"""Several things in one case: what goes through what, what waits for what, and which guide speaks of what."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve, frozen

from engine import Diagnosis, Rulebase, infer
from engine.errors import NotInDiagnosisError
from engine.guides import choose
from engine.reasoners.durable import durable_available
from engine.rules import (
    Chain,
    Check,
    Context,
    Dependency,
    Design,
    Effect,
    Escalation,
    Expected,
    Fault,
    Finding,
    Guide,
    Ladder,
    Link,
    Message,
    Pattern,
    Remedy,
    Stage,
    Symptom,
    may,
    more_than,
    must,
    one_of,
    says,
    seen,
)
from facts import (
    Channel,
    Connection,
    Execution,
    Flow,
    FlowStatus,
    FlowType,
    Integration,
    Log,
    Scope,
    Thing,
    ValueType,
    Word,
    YesNo,
    load_case,
    observable,
)

REASONERS = ["compiled", *(["durable"] if durable_available() else [])]
BOTH = pytest.mark.parametrize("reasoner", REASONERS)


# --- parcels, and how a small guide speaks of them ------------------------------------------


class State(Word):
    """Where a parcel stands."""

    ARRIVED = "Arrived"
    REFUSED = "Refused"
    BUSY = "Busy"
    PARENT_FAILED = "Parent failed"
    EARLIER_FAILED = "Earlier failed"


def _of_parcel(type_: Any, **more: Any) -> Any:
    return observable(type_, meaning="What is known of it.", channel=Channel.SYNC_LOG, guides=(), **more)


@frozen
class Parcel(Thing):
    """What is sent."""

    kind = "parcel"
    scope = Scope.RECORD

    state = _of_parcel(State)
    label = _of_parcel(YesNo)
    paid = _of_parcel(YesNo)
    copied = _of_parcel(YesNo)
    dated = _of_parcel(YesNo)
    error = _of_parcel(ValueType.TEXT)
    number = _of_parcel(ValueType.NAME)
    parent = _of_parcel(ValueType.NAME)
    earlier = _of_parcel(ValueType.NAME)
    flow = _of_parcel(ValueType.NAME)


GUIDE = Guide("lanes", "A small guide", "Somebody")
HERE = GUIDE.at("1", "1")
BY_HAND = Remedy(("Mend it.",), retries_itself=False)
HELD = (State.PARENT_FAILED, State.EARLIER_FAILED)

REFUSED = Symptom(
    "refused",
    "The parcel is refused",
    Parcel,
    "arrive",
    HERE,
    met_by=seen(Parcel, state=State.ARRIVED),
    missed_by=seen(Parcel, state=one_of(State.REFUSED, State.BUSY)),
)


def fault(name: str, scope: type[Thing], shown_by: Pattern | None, *leads_to: Any, **more: Any) -> Fault:
    """Make a fault that is looked for by a check of its own name; by default it has parcels refused."""
    given: dict[str, Any] = {"remedy": BY_HAND, "check": f"look at {name}", "source": HERE}
    return Fault(name, name, scope, leads_to=leads_to or (must("refused"),), shown_by=shown_by, **(given | more))


def guide_of(*faults: Fault, **more: Any) -> Rulebase:
    """Make a rulebase of a few faults; what is not given is as small as can be."""
    given: dict[str, Any] = {
        "guide": GUIDE,
        "catalogue": (),
        "stages": (Stage("send", "sent"), Stage("arrive", "arrived", after=("send",))),
        "symptoms": (REFUSED,),
        "chains": (),
        "checks": (),
        "start": Ladder((), HERE),
        "things": (Parcel,),
    }
    given |= more
    own = [Check(each.check, f"Is it {each.id}?", HERE) for each in faults]
    given["checks"] = (*given["checks"], *own)
    return Rulebase(faults=faults, **given)


NO_LABEL = fault("no label", Parcel, seen(Parcel, label=YesNo.NO))
UNPAID = fault("unpaid", Parcel, seen(Parcel, paid=YesNo.NO))


def diagnosis_of(facts: dict[str, Any], *rulebases: Rulebase, reasoner: Any = "compiled", **case: Any) -> Diagnosis:
    return infer({"facts": facts, **case}, rulebases=rulebases, reasoner=reasoner)


def verdicts(diagnosis: Diagnosis, fault: str) -> dict[str, str]:
    return {item.entity: item.verdict.value for item in diagnosis.judgements if item.id == fault}


def parcel(number: int, **fields: str) -> dict[str, str]:
    return {f"parcel[{number}].{name}": value for name, value in fields.items()}


def retries(diagnosis: Diagnosis) -> dict[str, tuple[str, list[str]]]:
    return {item["record"]: (item["advice"], item["until"]) for item in diagnosis.to_dict()["retry"]}


def repairs(diagnosis: Diagnosis) -> list[tuple[str, str, list[str]]]:
    return [(item["fault"], item["scope"], item["resync"]) for item in diagnosis.to_dict()["repairs"]]


def checks(diagnosis: Diagnosis) -> list[tuple[str, str]]:
    return [(item["id"], item["because"]) for item in diagnosis.to_dict()["next_checks"]]


def left_out(diagnosis: Diagnosis, fault: str) -> bool:
    try:
        diagnosis.verdict(fault)
    except NotInDiagnosisError:
        return True
    return False


# --- facilities: everything goes through them, and there are several ------------------------


@frozen
class Run(Thing):
    """One run of a flow, as a guide of its own calls it."""

    kind = "run"
    scope = Scope.FLOW
    part = True

    failed = _of_parcel(ValueType.NUMBER)


LOCKED_OUT = Effect("locked out", "Nothing gets in", Connection, blocks="send")
STOPPED = Effect("stopped", "The flow stands still", Flow, blocks="send")
EXPIRED = fault("expired", Connection, seen(Connection, validated=YesNo.NO), must(LOCKED_OUT))
THROTTLED = fault("throttled", Connection, None, may("slow"))
PAUSED = fault("paused", Flow, seen(Flow, status=FlowStatus.PAUSED), must(STOPPED))
MISMAPPED = fault("mismapped", Flow, seen(Execution, records_failed=more_than(0)), may("lags"))
GARBLED = fault("garbled", Flow, seen(Run, failed=more_than(0)), may("lags"))
NO_PARCELS = fault("no tracking", Flow, seen(Flow, type=FlowType.TRACKING, status=FlowStatus.INACTIVE), may("lags"))
LANES = guide_of(
    *(EXPIRED, THROTTLED, PAUSED, MISMAPPED, GARBLED, NO_PARCELS, NO_LABEL),
    symptoms=(
        REFUSED,
        Symptom("slow", "The connection is slow", Connection, "arrive", HERE),
        Symptom("lags", "The flow lags", Flow, "arrive", HERE),
    ),
    chains=(Chain(LOCKED_OUT, (must("refused"),)), Chain(STOPPED, (must("refused"),))),
    messages=(Message("token expired", "expired", "expired", (Connection.error, Log.error, Parcel.error), HERE),),
    facilities=(Connection, Flow),
    links=(Link(Parcel.flow, Flow.name), Link(Flow.destination, Connection.app)),
    things=(Parcel, Run),
)
ONE = {"connection[A].environment": "main"}
TWO = {**ONE, "connection[B].environment": "main"}

UNNAMED = [
    ("the only named one", {**ONE, "connection.validated": "no"}, {"connection[A]": "CONFIRMED"}),
    (
        "beside two",
        {**TWO, "connection.validated": "no"},
        {"connection": "CONFIRMED", "connection[A]": "UNKNOWN", "connection[B]": "UNKNOWN"},
    ),
    (
        "beside one of which the same is said",
        {"connection[A].validated": "yes", "connection.validated": "no"},
        {"connection": "CONFIRMED", "connection[A]": "RULED_OUT"},
    ),
    (
        "the only named one of its integration",
        {
            **{f"integration[a].{name}": value for name, value in ONE.items()},
            "integration[a].connection.validated": "no",
            "integration[b].connection[B].environment": "main",
            "integration[b].connection.validated": "yes",
        },
        {"integration[a].connection[A]": "CONFIRMED", "integration[b].connection[B]": "RULED_OUT"},
    ),
]


@BOTH
@pytest.mark.parametrize(("facts", "expected"), [case[1:] for case in UNNAMED], ids=[case[0] for case in UNNAMED])
def test_what_is_said_of_no_facility_by_name(facts: dict[str, Any], expected: dict[str, str], reasoner: str) -> None:
    assert verdicts(diagnosis_of(facts, LANES, reasoner=reasoner), "expired") == expected


A_GOOD, B_GOOD = {"connection[A].validated": "yes"}, {"connection[B].validated": "yes"}
MEANT = [
    ("the only one", ONE, {"connection[A]": "CONFIRMED"}, False),
    ("either of two", TWO, {"connection[A]": "SUSPECTED", "connection[B]": "SUSPECTED"}, False),
    ("not the healthy one", ONE | B_GOOD, {"connection[A]": "CONFIRMED", "connection[B]": "RULED_OUT"}, False),
    ("none that is not healthy", A_GOOD | B_GOOD, {"connection[A]": "SUSPECTED", "connection[B]": "SUSPECTED"}, True),
]


@BOTH
@pytest.mark.parametrize("where", ["parcel.error", "log.error"])
@pytest.mark.parametrize(("facts", "expected", "at_odds"), [row[1:] for row in MEANT], ids=[row[0] for row in MEANT])
def test_a_text_that_names_no_facility_means_any_that_is_not_known_to_be_well(
    facts: dict[str, Any], expected: dict[str, str], at_odds: bool, where: str, reasoner: str
) -> None:
    found = diagnosis_of({**facts, where: "Token expired!"}, LANES, reasoner=reasoner)
    assert verdicts(found, "expired") == expected
    assert ("CONTRADICTORY" in found.flags) is at_odds


ROUTES = {"flow[x].destination": "A", "flow[y].destination": "B", **parcel(1, flow="x"), **parcel(2, flow="y")}


@BOTH
def test_what_stops_at_a_connection_hides_what_goes_over_it_alone(reasoner: str) -> None:
    found = diagnosis_of({**ROUTES, **B_GOOD, "connection[A].validated": "no"}, LANES, reasoner=reasoner)
    assert verdicts(found, "mismapped") == {"flow[x]": "MASKED", "flow[y]": "UNKNOWN"}


@BOTH
def test_what_stops_at_a_flow_hides_its_parcels_and_not_the_connection_it_goes_over(reasoner: str) -> None:
    found = diagnosis_of({**ROUTES, **A_GOOD, **B_GOOD, "flow[x].status": "Paused"}, LANES, reasoner=reasoner)
    assert verdicts(found, "no label") == {"record[1]": "MASKED", "record[2]": "UNKNOWN"}
    assert verdicts(found, "mismapped") == {"flow[x]": "MASKED", "flow[y]": "UNKNOWN"}
    assert verdicts(found, "throttled") == {"connection[A]": "UNKNOWN", "connection[B]": "UNKNOWN"}


PARTS = [
    ("of the only flow", {"flow[x].status": "Active"}, {"flow[x]": "CONFIRMED"}),
    ("of the flow at hand", {}, {"flow": "CONFIRMED"}),
    (
        "of neither of two flows",
        {"flow[x].status": "Active", "flow[y].status": "Active"},
        {"flow": "CONFIRMED", "flow[x]": "UNKNOWN", "flow[y]": "UNKNOWN"},
    ),
]


@BOTH
@pytest.mark.parametrize(
    ("part", "fault"), [("execution[9].records_failed", "mismapped"), ("run[9].failed", "garbled")]
)
@pytest.mark.parametrize(("facts", "expected"), [case[1:] for case in PARTS], ids=[case[0] for case in PARTS])
def test_a_part_of_a_flow_has_a_name_of_its_own(
    facts: dict[str, Any], expected: dict[str, str], part: str, fault: str, reasoner: str
) -> None:
    assert verdicts(diagnosis_of({**facts, part: 3}, LANES, reasoner=reasoner), fault) == expected


def test_two_parts_of_a_kind_are_told_apart() -> None:
    found = diagnosis_of({"execution[8].records_failed": 0, "execution[9].records_failed": 3}, LANES)
    assert verdicts(found, "mismapped") == {"flow[9]": "CONFIRMED", "flow[8]": "RULED_OUT"}


@BOTH
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"flow[tracking].status": "Inactive"}, "CONFIRMED"),
        ({"flow[Tracking updates].status": "Inactive"}, "CONFIRMED"),
        ({"flow[order].status": "Inactive"}, "RULED_OUT"),
        ({"flow[7].status": "Inactive"}, "UNKNOWN"),
        ({"flow[7].status": "Inactive", "flow[7].type": "tracking"}, "CONFIRMED"),
        ({"flow[tracking].status": "Inactive", "flow[tracking].type": "order"}, "RULED_OUT"),
    ],
)
def test_an_id_says_what_a_thing_is_unless_a_fact_does(facts: dict[str, Any], expected: str, reasoner: str) -> None:
    assert diagnosis_of(facts, LANES, reasoner=reasoner).verdict("no tracking").value == expected


# --- what waits for what --------------------------------------------------------------------

BUSY = Expected(
    "busy", "The door is busy", Parcel, Design.TRANSIENT, seen(Parcel, state=State.BUSY), HERE, explains=("refused",)
)
HELD = seen(Parcel, state=one_of(State.PARENT_FAILED, State.EARLIER_FAILED))
HELD_UP = Symptom(
    "held up", "It is held up", Parcel, "arrive", HERE, missed_by=HELD, derived=True, ladder=("which failed first",)
)
WAITS = guide_of(
    *(NO_LABEL, UNPAID),
    symptoms=(REFUSED, HELD_UP),
    findings=(Finding("chained", "It follows", Parcel, HERE, HELD, Remedy(("Wait.",)), follows_from=("held up",)),),
    expected=(BUSY,),
    checks=(Check("which failed first", "Which failed first?", HERE),),
    dependencies=(
        Dependency(Parcel.parent, Parcel.number, when=seen(Parcel, state=State.PARENT_FAILED)),
        Dependency(Parcel.earlier, Parcel.number, when=seen(Parcel, state=State.EARLIER_FAILED)),
    ),
)
FAILED = {**parcel(1, state="Refused", label="no"), **parcel(3, state="Refused", paid="no", number="N-3")}


def held_up_by(diagnosis: Diagnosis, entity: str) -> list[str]:
    return [item.id for item in diagnosis.judgements if item.root_cause and ("held up", entity) in item.explains]


UPSTREAM = [
    ("a parent by its id", parcel(2, state="Parent failed", parent="1"), ["no label"]),
    ("a parent by its number", parcel(2, state="Parent failed", parent="N-3"), ["unpaid"]),
    ("the parent and not the earlier", parcel(2, state="Parent failed", parent="1", earlier="3"), ["no label"]),
    ("the earlier and not the parent", parcel(2, state="Earlier failed", parent="1", earlier="3"), ["unpaid"]),
    ("none that counts", parcel(2, state="Earlier failed", parent="1"), ["no label", "unpaid"]),
    ("none at all", parcel(2, state="Parent failed"), ["no label", "unpaid"]),
    ("one that is not there", parcel(2, state="Parent failed", parent="77"), []),
    ("one that is well", {**parcel(2, state="Parent failed", parent="4"), **parcel(4, state="Arrived")}, []),
    ("itself", parcel(2, state="Parent failed", parent="2"), []),
]


@BOTH
@pytest.mark.parametrize(("facts", "expected"), [case[1:] for case in UPSTREAM], ids=[case[0] for case in UPSTREAM])
def test_what_is_held_up_follows_what_it_names_else_all_that_failed(
    facts: dict[str, str], expected: list[str], reasoner: str
) -> None:
    found = diagnosis_of({**FAILED, **facts}, WAITS, reasoner=reasoner)
    assert held_up_by(found, "record[2]") == expected
    assert retries(found)["record[2]"] == ("useless_until" if expected else "unknown", expected)
    assert checks(found) == ([] if expected else [("which failed first", "ladder")])
    chained = next(item for item in found.judgements if item.id == "chained" and item.entity == "record[2]")
    assert [fault for fault, _ in chained.follows] == expected
    assert not chained.root_cause


def test_where_two_wait_for_each_other_it_is_asked_which_failed_first() -> None:
    found = diagnosis_of(
        {**parcel(1, state="Parent failed", parent="2"), **parcel(2, state="Parent failed", parent="1")}, WAITS
    )
    assert checks(found) == [("which failed first", "ladder")]


@BOTH
def test_a_chain_of_three_is_tried_again_from_its_beginning(reasoner: str) -> None:
    chain = {
        **parcel(9, state="Refused", label="no"),
        **parcel(5, state="Parent failed", parent="9"),
        **parcel(1, state="Parent failed", parent="5"),
    }
    found = diagnosis_of(chain, WAITS, reasoner=reasoner)
    assert held_up_by(found, "record[1]") == held_up_by(found, "record[5]") == ["no label"]
    assert repairs(found) == [("no label", "record[9]", ["record[9]", "record[5]", "record[1]"])]
    assert list(retries(found)) == ["record[9]", "record[5]", "record[1]"]


OWN_TROUBLE = {**parcel(9, state="Refused", paid="no"), **parcel(5, state="Parent failed", parent="9", label="no")}


def test_what_is_waited_for_is_repaired_first_whatever_the_order_of_the_guide() -> None:
    assert [place[:2] for place in repairs(diagnosis_of(OWN_TROUBLE, WAITS))] == [
        ("unpaid", "record[9]"),
        ("no label", "record[5]"),
    ]


def test_what_is_held_up_is_tried_again_only_after_the_repair_of_its_own_fault_too() -> None:
    found = diagnosis_of(OWN_TROUBLE, WAITS)
    assert retries(found)["record[5]"] == ("useless_until", ["unpaid", "no label"])
    assert [resync for _, _, resync in repairs(found)] == [["record[9]"], ["record[5]"]]


@BOTH
def test_what_is_held_up_by_something_about_to_be_tried_again_waits_with_it(reasoner: str) -> None:
    facts = {**parcel(9, state="Busy"), **parcel(5, state="Parent failed", parent="9")}
    found = diagnosis_of(facts, WAITS, reasoner=reasoner)
    assert found.headline.value == "WAITING"
    assert {item["scope"]: item["state"] for item in found.to_dict()["symptoms"]} == {
        "record[9]": "waiting",
        "record[5]": "waiting",
    }
    # That nothing is known of it does not go with that it waits for something known.
    assert retries(found)["record[5]"][0] != "unknown"


def test_what_may_be_held_up_by_something_broken_does_not_just_wait() -> None:
    facts = {**parcel(9, state="Busy"), **parcel(5, state="Parent failed"), **parcel(1, state="Refused", label="no")}
    assert held_up_by(diagnosis_of(facts, WAITS), "record[5]") == ["no label"]


# --- what is expected -----------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    ("facts", "headline"),
    [
        (parcel(1, state="Busy"), "WAITING"),
        (parcel(1, state="Busy") | parcel(2, state="Busy"), "FAULT_SUSPECTED"),
        ({"integration[a].parcel[1].state": "Busy", "integration[b].parcel[2].state": "Busy"}, "WAITING"),
    ],
    ids=["one", "two", "one of each integration"],
)
def test_what_may_hold_for_one_thing_is_no_excuse_for_two(facts: dict[str, str], headline: str, reasoner: str) -> None:
    rulebase = guide_of(NO_LABEL, expected=(evolve(BUSY, at_most=1),))
    assert diagnosis_of(facts, rulebase, reasoner=reasoner).headline.value == headline


@pytest.mark.parametrize(("bars", "expected"), [(True, ("useless_until", ["busy"])), (False, ("safe", []))])
def test_a_wait_can_bar_a_retry(bars: bool, expected: tuple[str, list[str]]) -> None:
    rulebase = guide_of(NO_LABEL, expected=(evolve(BUSY, bars_retry=bars),))
    assert retries(diagnosis_of({"parcel.state": "Busy"}, rulebase)) == {"record": expected}


@BOTH
def test_what_is_about_to_run_again_sets_its_message_aside(reasoner: str) -> None:
    again = evolve(BUSY, when=seen(Parcel, state=State.BUSY, error=says("try later")), sets_aside=(Parcel.error,))
    message = Message("no label", "no label", "no label", (Parcel.error,), HERE)
    rulebase = guide_of(NO_LABEL, expected=(again,), messages=(message,))
    facts = {"parcel.state": "Busy", "parcel.error": "No label; try later"}
    found = diagnosis_of(facts, rulebase, reasoner=reasoner)
    assert (found.headline.value, found.verdict("no label").value) == ("WAITING", "UNKNOWN")
    assert [(entry["name"], entry["reason"]) for entry in found.to_dict()["unused"]] == [
        ("parcel.error", "out of date: The door is busy")
    ]
    failed = diagnosis_of(facts | {"parcel.state": "Refused"}, rulebase, reasoner=reasoner)
    assert failed.verdict("no label").value == "CONFIRMED"


# --- whom to ask, what to try again ---------------------------------------------------------


@pytest.mark.parametrize("holds", [True, False])
def test_nothing_is_touched_before_those_were_asked_who_must_be(holds: bool) -> None:
    damaged = Escalation(
        "damaged",
        "Data are damaged",
        HERE,
        "the vendor",
        when=seen(Parcel, copied=YesNo.YES),
        holds_repairs=holds,
        steps=("Stop it.", "Touch nothing."),
    )
    found = diagnosis_of(
        parcel(1, state="Refused", label="no", copied="yes"), guide_of(NO_LABEL, escalations=(damaged,))
    )
    escalation = found.to_dict()["escalation"]
    assert (escalation["to"], escalation["steps"]) == ("the vendor", ["Stop it.", "Touch nothing."])
    assert repairs(found) == ([] if holds else [("no label", "record[1]", ["record[1]"])])
    assert retries(found) == {"record[1]": ("useless_until", ["damaged"] if holds else ["no label"])}


REMEDIES = [
    ("by hand", BY_HAND, ("useless_until", ["unpaid"]), ["record[1]"]),
    ("by themselves", evolve(BY_HAND, retries_itself=True), ("useless_until", ["unpaid"]), []),
    ("nobody says", evolve(BY_HAND, retries_itself=None), ("useless_until", ["unpaid"]), []),
    ("which is the remedy", Remedy(("Try it again.",), is_retry=True), ("safe", []), []),
]


@pytest.mark.parametrize(
    ("remedy", "retry", "resync"), [case[1:] for case in REMEDIES], ids=[case[0] for case in REMEDIES]
)
def test_records_are_tried_again(remedy: Remedy, retry: tuple[str, list[str]], resync: list[str]) -> None:
    found = diagnosis_of(parcel(1, state="Refused", paid="no"), guide_of(evolve(UNPAID, remedy=remedy)))
    assert retries(found) == {"record[1]": retry}
    assert repairs(found) == [("unpaid", "record[1]", resync)]


def test_a_record_is_tried_again_after_the_last_repair_it_needs() -> None:
    facts = {**parcel(1, state="Refused", label="no", paid="no"), **parcel(2, state="Refused", label="no")}
    assert repairs(diagnosis_of(facts, guide_of(NO_LABEL, UNPAID))) == [
        ("no label", "record[1]", []),
        ("no label", "record[2]", ["record[2]"]),
        ("unpaid", "record[1]", ["record[1]"]),
    ]


def test_what_may_be_copied_is_not_tried_again() -> None:
    risks = (Context("copied", Parcel, seen(Parcel, copied=YesNo.YES)),)
    facts = {**parcel(1, state="Refused", label="no", copied="yes"), **parcel(2, state="Refused", label="no")}
    found = diagnosis_of(facts, guide_of(NO_LABEL, duplicate_risks=risks))
    assert retries(found)["record[1]"] == ("duplicate_risk", ["no label"])
    assert [resync for _, _, resync in repairs(found)] == [[], ["record[2]"]]


# --- which faults there can be --------------------------------------------------------------

ELSEWHERE = "Here -> Hub -> There"


@pytest.mark.parametrize(
    ("route", "facts", "expected"),
    [
        (None, {}, False),
        ("Here", {}, False),
        ("Here -> Hub", {}, False),
        (ELSEWHERE, {}, True),
        ("Here -> Hub -> ERP", {}, False),
        (ELSEWHERE, {"connection.app": "ERP"}, False),
        (ELSEWHERE, {"connection[ERP].environment": "main"}, False),
        (ELSEWHERE, {"erp.version": "1"}, False),
        (ELSEWHERE, {"connection.app": "Another"}, True),
    ],
)
def test_a_fault_of_a_system_is_left_out_where_that_is_not_on_the_way(
    route: str | None, facts: dict[str, str], expected: bool
) -> None:
    rulebase = guide_of(evolve(NO_LABEL, systems=("ERP",)), guide=evolve(GUIDE, hubs=("Hub",)))
    found = diagnosis_of({"parcel.state": "Refused", **facts}, rulebase, platform=route)
    assert left_out(found, "no label") is expected


def test_a_fault_that_only_the_platform_bars_is_left_out_and_one_that_a_fact_bars_is_ruled_out() -> None:
    here = evolve(NO_LABEL, guard=seen(Integration, platform="Here"))
    dated = evolve(NO_LABEL, guard=seen(Parcel, dated=YesNo.YES))
    facts = {"parcel.label": "no", "parcel.dated": "no"}
    assert left_out(diagnosis_of(facts, guide_of(here), platform="There"), "no label")
    assert diagnosis_of(facts, guide_of(here), platform="Here").verdict("no label").value == "CONFIRMED"
    named = diagnosis_of({**facts, "integration.platform": "There"}, guide_of(here))
    assert named.verdict("no label").value == "RULED_OUT"
    assert diagnosis_of(facts, guide_of(dated), platform="There").verdict("no label").value == "RULED_OUT"


@BOTH
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"parcel.dated": "yes"}, "LATENT"),
        ({"parcel.dated": "yes", "parcel.paid": "no"}, "LATENT"),
        ({"parcel.dated": "yes", "parcel.paid": "yes"}, "UNKNOWN"),
        ({"parcel.dated": "yes", "parcel.paid": "yes", "parcel.label": "no"}, "CONFIRMED"),
    ],
)
def test_what_was_done_since_keeps_a_fault_from_coming(facts: dict[str, str], expected: str, reasoner: str) -> None:
    foreseen = {"foreseen_by": seen(Parcel, dated=YesNo.YES), "foreseen_unless": seen(Parcel, paid=YesNo.YES)}
    rulebase = guide_of(evolve(NO_LABEL, **foreseen))
    assert diagnosis_of(facts, rulebase, reasoner=reasoner).verdict("no label").value == expected


@BOTH
@pytest.mark.parametrize(
    ("facts", "root", "explains"),
    [
        ({"dated": "no"}, "bad paper", {"refused", "late"}),
        ({"dated": "no", "label": "no"}, "no label", {"refused", "late"}),
        ({"dated": "no", "paid": "no"}, "unpaid", {"refused", "late"}),
        ({"dated": "no", "label": "no", "paid": "no"}, "unpaid", {"refused", "late"}),
    ],
)
def test_what_a_general_fault_explains_the_one_that_specifies_it_does(
    facts: dict[str, str], root: str, explains: set[str], reasoner: str
) -> None:
    late = Symptom("late", "It is late", Parcel, "arrive", HERE, missed_by=seen(Parcel, state=State.REFUSED))
    rulebase = guide_of(
        fault("bad paper", Parcel, seen(Parcel, dated=YesNo.NO), must("refused"), must("late")),
        evolve(NO_LABEL, refines="bad paper"),
        evolve(UNPAID, refines="no label"),
        symptoms=(REFUSED, late),
    )
    found = diagnosis_of(parcel(1, state="Refused", **facts), rulebase, reasoner=reasoner)
    roots = [item for item in found.judgements if item.verdict.value == "CONFIRMED" and item.root_cause]
    assert [(item.id, {symptom for symptom, _ in item.explains}) for item in roots] == [(root, explains)]
    assert [repair[0] for repair in repairs(found)] == [root]


# --- which checks ---------------------------------------------------------------------------

LOG = Check("read the log", "What does it say?", HERE, asks=(Parcel.error,))
PAGE = Check("open the page", "What does it show?", HERE, asks=(Connection.validated,))
CHECKED = guide_of(NO_LABEL, UNPAID, checks=(LOG, PAGE), symptoms=(evolve(REFUSED, ladder=(LOG.id, PAGE.id)),))
SUSPECTS = [("look at no label", "suspected"), ("look at unpaid", "suspected")]


def test_what_decides_suspects_is_asked_after_the_ladder() -> None:
    ladder = [("read the log", "ladder"), ("open the page", "ladder")]
    assert checks(diagnosis_of({"parcel.state": "Refused"}, CHECKED)) == ladder + SUSPECTS
    steep = evolve(CHECKED, symptoms=(evolve(REFUSED, ladder=("look at unpaid",)),))
    assert checks(diagnosis_of({"parcel.state": "Refused"}, steep)) == [("look at unpaid", "ladder"), SUSPECTS[0]]


@pytest.mark.parametrize(
    ("channel", "state", "left"),
    [
        ("sync log", "dead", ["open the page"]),
        ("sync log", "unread", ["open the page"]),
        ("sync log", "live", ["read the log", "open the page"]),
        ("hub portal", "dead", ["read the log"]),
    ],
)
def test_nobody_is_sent_to_a_dead_channel(channel: str, state: str, left: list[str]) -> None:
    found = diagnosis_of({"parcel.state": "Refused", f"channel[{channel}].state": state}, CHECKED)
    assert [check for check, because in checks(found) if because == "ladder"] == left


# --- several guides -------------------------------------------------------------------------

OTHER = Guide("roads", "Another guide", "Somebody else")
LOST = Symptom("lost", "It is lost", Parcel, "arrive", OTHER.at("1", "1"), missed_by=seen(Parcel, state=State.REFUSED))


@BOTH
def test_stages_of_two_guides_are_not_the_same_for_their_name(reasoner: str) -> None:
    jam = Effect("jam", "Nothing moves", Parcel, blocks="send")
    jammed = evolve(NO_LABEL, leads_to=(must(jam),))
    chains = (Chain(jam, (must("refused"),)),)
    one = guide_of(jammed, UNPAID, chains=chains)
    assert diagnosis_of({"parcel.label": "no"}, one, reasoner=reasoner).verdict("unpaid").value == "MASKED"
    first = guide_of(jammed, chains=chains)
    second = guide_of(evolve(UNPAID, leads_to=(must("lost"),)), guide=OTHER, symptoms=(LOST,))
    found = diagnosis_of({"parcel.label": "no"}, first, second, reasoner=reasoner)
    assert found.verdict("unpaid").value == "UNKNOWN"


def test_the_same_trouble_in_two_guides_is_one_family_what_is_confirmed_first() -> None:
    first = guide_of(evolve(NO_LABEL, family="papers"))
    second = guide_of(evolve(UNPAID, family="papers", leads_to=(must("lost"),)), guide=OTHER, symptoms=(LOST,))

    def shown(facts: dict[str, str], *rulebases: Rulebase) -> list[tuple[str, list[str]]]:
        families = diagnosis_of(facts, *rulebases).to_dict()["families"]
        return [(entry["family"], [place["id"] for place in entry["faults"]]) for entry in families]

    assert shown({"parcel.label": "no", "parcel.paid": "no"}, first, second) == [("papers", ["no label", "unpaid"])]
    assert shown({"parcel.state": "Refused", "parcel.paid": "no"}, first, second) == [
        ("papers", ["unpaid", "no label"])
    ]
    assert shown({"parcel.paid": "no"}, first, second) == []
    alone = guide_of(evolve(NO_LABEL, family="papers"), evolve(UNPAID, family="papers"))
    assert shown({"parcel.label": "no", "parcel.paid": "no"}, alone) == []


def a_guide(name: str, own: Fault, *texts: str, **more: Any) -> Rulebase:
    messages = tuple(Message(text, own.id, own.id, (Log.error,), HERE) for text in texts)
    return guide_of(own, guide=Guide(name, name, name, **more), messages=messages)


INSTALLED = (
    a_guide("general", fault("old", Parcel, seen(Parcel, dated=YesNo.NO)), "too late", "too old", generic=True),
    a_guide("lanes", NO_LABEL, "too late", "label lost", hubs=("Hub",)),
    a_guide("roads", UNPAID, "too late", "not paid"),
)
CHOSEN = [
    ("nothing said", {}, ["general", "lanes", "roads"]),
    ("a hub on the route", {"platform": "Here -> Hub -> There"}, ["lanes"]),
    ("no hub on the route", {"platform": "Here -> There"}, ["general", "lanes", "roads"]),
    ("a fact of one", {"parcel.paid": "no"}, ["roads"]),
    ("a fact of one and another hub", {"parcel.paid": "no", "platform": "Here -> Hub"}, ["lanes", "roads"]),
    ("a fact of all", {"parcel.state": "Refused"}, ["lanes", "roads"]),
    ("a fact of all beside a fact of one", {"parcel.state": "Refused", "parcel.paid": "no"}, ["roads"]),
    ("a fact of the generic one", {"parcel.dated": "no"}, ["general"]),
    ("a fact of the generic one and of another", {"parcel.dated": "no", "parcel.paid": "no"}, ["general", "roads"]),
    ("a fact of all beside the generic one's", {"parcel.dated": "no", "parcel.state": "Refused"}, ["general"]),
    ("a text that one recognises", {"log.error": "Not paid!"}, ["roads"]),
    ("a text that only the generic one recognises", {"log.error": "too old"}, ["general"]),
    ("a text that all recognise", {"log.error": "too late"}, ["lanes", "roads"]),
    ("a text that nobody recognises", {"log.error": "odd"}, ["lanes", "roads"]),
    ("a text that all recognise, with a fact of one", {"log.error": "too late", "parcel.paid": "no"}, ["roads"]),
    ("a text and a fact of two", {"log.error": "Label lost", "parcel.paid": "no"}, ["lanes", "roads"]),
]


@pytest.mark.parametrize(("facts", "expected"), [case[1:] for case in CHOSEN], ids=[case[0] for case in CHOSEN])
def test_guides_are_chosen_by_the_route_and_the_facts(facts: dict[str, str], expected: list[str]) -> None:
    case = {"platform": facts.get("platform"), "facts": {key: facts[key] for key in facts if key != "platform"}}
    loaded = load_case(case, observables=INSTALLED[0].observables)
    assert [rulebase.name for rulebase in choose(loaded, INSTALLED)] == expected
