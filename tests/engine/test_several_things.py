"""Several things in one case: what goes through what, what waits for what, and which guide speaks of what."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve, frozen

from engine import Diagnosis, Rulebase, infer
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
Facts = dict[str, Any]
case = pytest.param


# --- parcels, and how a small guide speaks of them ------------------------------------------


class State(Word):
    """Where a parcel stands."""

    ARRIVED = "Arrived"
    REFUSED = "Refused"
    BUSY = "Busy"
    PARENT_FAILED = "Parent failed"
    EARLIER_FAILED = "Earlier failed"


def _known_of(type_: Any) -> Any:
    return observable(type_, meaning="What is known of it.", channel=Channel.SYNC_LOG, guides=())


@frozen
class Parcel(Thing):
    """What is sent."""

    kind = "parcel"
    scope = Scope.RECORD

    state = _known_of(State)
    label = _known_of(YesNo)
    paid = _known_of(YesNo)
    copied = _known_of(YesNo)
    dated = _known_of(YesNo)
    error = _known_of(ValueType.TEXT)
    code = _known_of(ValueType.NAME)
    parent = _known_of(ValueType.NAME)
    earlier = _known_of(ValueType.NAME)
    flow = _known_of(ValueType.NAME)


@frozen
class Run(Thing):
    """One run of a flow, by a name that only a guide of its own knows."""

    kind = "run"
    scope = Scope.FLOW
    part = True

    failed = _known_of(ValueType.NUMBER)


GUIDE = Guide("lanes", "A small guide", "Somebody")
HERE = GUIDE.at("1", "1")
BY_HAND = Remedy(("Mend it.",), retries_itself=False)
FAILS = seen(Parcel, state=one_of(State.REFUSED, State.BUSY))
WELL = seen(Parcel, state=State.ARRIVED)
REFUSED = Symptom("refused", "The parcel is refused", Parcel, "arrive", HERE, met_by=WELL, missed_by=FAILS)


def fault(name: str, scope: type[Thing], shown_by: Pattern | None, *leads_to: Any) -> Fault:
    """Make a fault that a check of its own name looks for; by default it has parcels refused."""
    to = leads_to or (must("refused"),)
    return Fault(name, name, scope, HERE, BY_HAND, to, f"look at {name}", shown_by=shown_by)


def guide_of(*faults: Fault, checks: tuple[Check, ...] = (), **more: Any) -> Rulebase:
    """Make a rulebase of a few faults; what is not given is as small as can be."""
    stages = (Stage("send", "sent"), Stage("arrive", "arrived", after=("send",)))
    given: Facts = {"guide": GUIDE, "stages": stages, "symptoms": (REFUSED,), "chains": (), "things": (Parcel,)}
    own = tuple(Check(each.check, f"Is it {each.id}?", HERE) for each in faults)
    return Rulebase(catalogue=(), faults=faults, checks=(*checks, *own), start=Ladder((), HERE), **(given | more))


NO_LABEL = fault("no label", Parcel, seen(Parcel, label=YesNo.NO))
UNPAID = fault("unpaid", Parcel, seen(Parcel, paid=YesNo.NO))


def diagnosed(facts: Facts, *rulebases: Rulebase, reasoner: Any = "compiled", platform: str | None = None) -> Diagnosis:
    return infer({"platform": platform, "facts": facts}, rulebases=rulebases, reasoner=reasoner)


def parcel(name: int, **fields: str) -> Facts:
    return {f"parcel[{name}].{field}": value for field, value in fields.items()}


def verdicts(diagnosis: Diagnosis, fault: str) -> dict[str, str]:
    return {item.entity: item.verdict.value for item in diagnosis.judgements if item.id == fault}


def retries(diagnosis: Diagnosis) -> dict[str, tuple[str, list[str]]]:
    return {item["record"]: (item["advice"], item["until"]) for item in diagnosis.to_dict()["retry"]}


def repairs(diagnosis: Diagnosis) -> list[tuple[str, str, list[str]]]:
    return [(item["fault"], item["scope"], item["resync"]) for item in diagnosis.to_dict()["repairs"]]


def checks(diagnosis: Diagnosis) -> list[tuple[str, str]]:
    return [(item["id"], item["because"]) for item in diagnosis.to_dict()["next_checks"]]


# --- facilities: everything goes through them, and there are several ------------------------

LOCKED_OUT = Effect("locked out", "Nothing gets in", Connection, blocks="send")
STOPPED = Effect("stopped", "The flow stands still", Flow, blocks="send")
INACTIVE_TRACKING = seen(Flow, type=FlowType.TRACKING, status=FlowStatus.INACTIVE)
LANES = guide_of(
    fault("expired", Connection, seen(Connection, validated=YesNo.NO), must(LOCKED_OUT)),
    fault("throttled", Connection, None, may("slow")),
    fault("paused", Flow, seen(Flow, status=FlowStatus.PAUSED), must(STOPPED)),
    fault("mismapped", Flow, seen(Execution, records_failed=more_than(0)), may("lags")),
    fault("garbled", Flow, seen(Run, failed=more_than(0)), may("lags")),
    fault("no tracking", Flow, INACTIVE_TRACKING, may("lags")),
    NO_LABEL,
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
A_GOOD, A_BAD = {"connection[A].validated": "yes"}, {"connection[A].validated": "no"}
B_GOOD, UNNAMED_BAD = {"connection[B].validated": "yes"}, {"connection.validated": "no"}
OF_TWO_SHOPS = {
    **{"integration[a].connection[A].environment": "main", "integration[a].connection.validated": "no"},
    **{"integration[b].connection[B].environment": "main", "integration[b].connection.validated": "yes"},
}
UNNAMED = [
    case(ONE | UNNAMED_BAD, "A: CONFIRMED", id="the only named one"),
    case(TWO | UNNAMED_BAD, ": CONFIRMED, A: UNKNOWN, B: UNKNOWN", id="none of two"),
    case(A_GOOD | UNNAMED_BAD, ": CONFIRMED, A: RULED_OUT", id="not the one of which the same is said"),
    case(OF_TWO_SHOPS, "A: CONFIRMED, B: RULED_OUT", id="the only one of its integration"),
]
MEANT = [
    case(ONE, "A: CONFIRMED", False, id="the only one"),
    case(TWO, "A: SUSPECTED, B: SUSPECTED", False, id="either of two"),
    case(ONE | B_GOOD, "A: CONFIRMED, B: RULED_OUT", False, id="not the healthy one"),
    case(A_GOOD | B_GOOD, "A: SUSPECTED, B: SUSPECTED", True, id="none that is not healthy"),
]


def by_name(diagnosis: Diagnosis, fault: str) -> str:
    """Write the verdicts of all facilities in the order of their names."""
    found = {entity.partition("connection[")[2].strip("]"): said for entity, said in verdicts(diagnosis, fault).items()}
    return ", ".join(f"{name}: {found[name]}" for name in sorted(found))


@BOTH
@pytest.mark.parametrize(("facts", "expected"), UNNAMED)
def test_what_is_said_of_no_facility_by_name_is_said_of(facts: Facts, expected: str, reasoner: str) -> None:
    assert by_name(diagnosed(facts, LANES, reasoner=reasoner), "expired") == expected


@BOTH
@pytest.mark.parametrize("where", ["parcel.error", "log.error"])
@pytest.mark.parametrize(("facts", "expected", "at_odds"), MEANT)
def test_a_text_that_names_no_facility_means(
    facts: Facts, expected: str, at_odds: bool, where: str, reasoner: str
) -> None:
    found = diagnosed({**facts, where: "Token expired!"}, LANES, reasoner=reasoner)
    assert by_name(found, "expired") == expected
    assert ("CONTRADICTORY" in found.flags) is at_odds


ROUTES = {"flow[x].destination": "A", "flow[y].destination": "B", **parcel(1, flow="x"), **parcel(2, flow="y")}


@BOTH
def test_what_stops_at_a_connection_hides_what_goes_over_it_alone(reasoner: str) -> None:
    found = diagnosed({**ROUTES, **A_BAD, **B_GOOD}, LANES, reasoner=reasoner)
    assert verdicts(found, "mismapped") == {"flow[x]": "MASKED", "flow[y]": "UNKNOWN"}


@BOTH
def test_what_stops_at_a_flow_hides_its_parcels_and_not_the_connection_it_goes_over(reasoner: str) -> None:
    found = diagnosed({**ROUTES, **A_GOOD, **B_GOOD, "flow[x].status": "Paused"}, LANES, reasoner=reasoner)
    assert verdicts(found, "no label") == {"record[1]": "MASKED", "record[2]": "UNKNOWN"}
    assert verdicts(found, "mismapped") == {"flow[x]": "MASKED", "flow[y]": "UNKNOWN"}
    assert by_name(found, "throttled") == "A: UNKNOWN, B: UNKNOWN"


X, Y = {"flow[x].phase": "daily"}, {"flow[y].phase": "daily"}
PARTS = [
    case(X, {"flow[x]": "CONFIRMED"}, id="the only flow"),
    case({}, {"flow": "CONFIRMED"}, id="the flow at hand"),
    case(X | Y, {"flow": "CONFIRMED", "flow[x]": "UNKNOWN", "flow[y]": "UNKNOWN"}, id="neither of two"),
]
RUNS = [("execution[9].records_failed", "mismapped"), ("run[9].failed", "garbled")]


@BOTH
@pytest.mark.parametrize(("part", "fault"), RUNS)
@pytest.mark.parametrize(("facts", "expected"), PARTS)
def test_a_part_by_a_name_of_its_own_belongs_to(
    facts: Facts, expected: dict[str, str], part: str, fault: str, reasoner: str
) -> None:
    assert verdicts(diagnosed({**facts, part: 3}, LANES, reasoner=reasoner), fault) == expected


def test_two_parts_of_a_kind_are_told_apart() -> None:
    found = diagnosed({"execution[8].records_failed": 0, "execution[9].records_failed": 3}, LANES)
    assert verdicts(found, "mismapped") == {"flow[9]": "CONFIRMED", "flow[8]": "RULED_OUT"}


FLOWS = [
    ({"flow[tracking].status": "Inactive"}, "CONFIRMED"),
    ({"flow[Tracking updates].status": "Inactive"}, "CONFIRMED"),
    ({"flow[order].status": "Inactive"}, "RULED_OUT"),
    ({"flow[7].status": "Inactive"}, "UNKNOWN"),
    ({"flow[7].status": "Inactive", "flow[7].type": "tracking"}, "CONFIRMED"),
    ({"flow[tracking].status": "Inactive", "flow[tracking].type": "order"}, "RULED_OUT"),
]


@BOTH
@pytest.mark.parametrize(("facts", "expected"), FLOWS)
def test_an_id_says_what_a_thing_is_unless_a_fact_does(facts: Facts, expected: str, reasoner: str) -> None:
    assert diagnosed(facts, LANES, reasoner=reasoner).verdict("no tracking").value == expected


# --- what waits for what --------------------------------------------------------------------

IS_BUSY = seen(Parcel, state=State.BUSY)
BUSY = Expected("busy", "The door is busy", Parcel, Design.TRANSIENT, IS_BUSY, HERE, explains=("refused",))
HELD = seen(Parcel, state=one_of(State.PARENT_FAILED, State.EARLIER_FAILED))
WHICH = Check("which", "Which failed first?", HERE)
HELD_UP = Symptom("held", "Held up", Parcel, "arrive", HERE, missed_by=HELD, derived=True, ladder=(WHICH.id,))
WAITS = guide_of(
    *(NO_LABEL, UNPAID),
    checks=(WHICH,),
    symptoms=(REFUSED, HELD_UP),
    findings=(Finding("chained", "It follows", Parcel, HERE, HELD, Remedy(("Wait.",)), follows_from=("held",)),),
    expected=(BUSY,),
    dependencies=(
        Dependency(Parcel.parent, Parcel.code, when=seen(Parcel, state=State.PARENT_FAILED)),
        Dependency(Parcel.earlier, Parcel.code, when=seen(Parcel, state=State.EARLIER_FAILED)),
    ),
)
FAILED = {**parcel(1, state="Refused", label="no"), **parcel(3, state="Refused", paid="no", code="N-3")}
CHILD = "Parent failed"
UPSTREAM = [
    case(parcel(2, state=CHILD, parent="1"), ["no label"], id="the parent"),
    case(parcel(2, state=CHILD, parent="N-3"), ["unpaid"], id="the parent by its code"),
    case(parcel(2, state=CHILD, parent="1", earlier="3"), ["no label"], id="the parent and not the earlier"),
    case(parcel(2, state="Earlier failed", parent="1", earlier="3"), ["unpaid"], id="the earlier and not the parent"),
    case(parcel(2, state="Earlier failed", parent="1"), ["no label", "unpaid"], id="all where none counts"),
    case(parcel(2, state=CHILD), ["no label", "unpaid"], id="all where none is named"),
    case(parcel(2, state=CHILD, parent="77"), [], id="none where it is not there"),
    case(parcel(2, state=CHILD, parent="4") | parcel(4, state="Arrived"), [], id="none where it is well"),
    case(parcel(2, state=CHILD, parent="2"), [], id="none where it is itself"),
]


def holding_up(diagnosis: Diagnosis, entity: str) -> list[str]:
    return [item.id for item in diagnosis.judgements if item.root_cause and ("held", entity) in item.explains]


@BOTH
@pytest.mark.parametrize(("facts", "expected"), UPSTREAM)
def test_what_is_held_up_follows(facts: Facts, expected: list[str], reasoner: str) -> None:
    found = diagnosed({**FAILED, **facts}, WAITS, reasoner=reasoner)
    assert holding_up(found, "record[2]") == expected
    assert retries(found)["record[2]"] == ("useless_until" if expected else "unknown", expected)
    assert checks(found) == ([] if expected else [("which", "ladder")])
    chained = next(item for item in found.judgements if item.id == "chained" and item.entity == "record[2]")
    assert ([fault for fault, _ in chained.follows], chained.root_cause) == (expected, False)


def test_where_two_wait_for_each_other_it_is_asked_which_failed_first() -> None:
    circle = {**parcel(1, state=CHILD, parent="2"), **parcel(2, state=CHILD, parent="1")}
    assert checks(diagnosed(circle, WAITS)) == [("which", "ladder")]


@BOTH
def test_a_chain_of_three_is_tried_again_from_its_beginning(reasoner: str) -> None:
    middle, end = parcel(5, state=CHILD, parent="9"), parcel(1, state=CHILD, parent="5")
    found = diagnosed({**end, **middle, **parcel(9, state="Refused", label="no")}, WAITS, reasoner=reasoner)
    assert holding_up(found, "record[1]") == holding_up(found, "record[5]") == ["no label"]
    assert repairs(found) == [("no label", "record[9]", ["record[9]", "record[5]", "record[1]"])]
    assert list(retries(found)) == ["record[9]", "record[5]", "record[1]"]


OWN_TROUBLE = {**parcel(9, state="Refused", paid="no"), **parcel(5, state=CHILD, parent="9", label="no")}


def test_what_is_waited_for_is_repaired_first_whatever_the_order_of_the_guide() -> None:
    assert [fault for fault, _, _ in repairs(diagnosed(OWN_TROUBLE, WAITS))] == ["unpaid", "no label"]


def test_what_is_held_up_with_a_fault_of_its_own_is_tried_again_after_both_repairs() -> None:
    found = diagnosed(OWN_TROUBLE, WAITS)
    assert sorted(retries(found)["record[5]"][1]) == ["no label", "unpaid"]
    assert repairs(found) == [("unpaid", "record[9]", ["record[9]"]), ("no label", "record[5]", ["record[5]"])]


@BOTH
def test_what_is_held_up_by_something_about_to_be_tried_again_waits_with_it(reasoner: str) -> None:
    found = diagnosed(parcel(9, state="Busy") | parcel(5, state=CHILD, parent="9"), WAITS, reasoner=reasoner)
    assert found.headline.value == "WAITING"
    assert {item["scope"]: item["state"] for item in found.to_dict()["symptoms"]} == {
        "record[9]": "waiting",
        "record[5]": "waiting",
    }
    assert retries(found)["record[5]"][0] != "unknown"  # It is known what it waits for.


def test_what_may_be_held_up_by_something_broken_does_not_just_wait() -> None:
    facts = {**parcel(9, state="Busy"), **parcel(5, state=CHILD), **parcel(1, state="Refused", label="no")}
    assert holding_up(diagnosed(facts, WAITS), "record[5]") == ["no label"]


# --- what is expected -----------------------------------------------------------------------

SOME_BUSY = [
    case(parcel(1, state="Busy"), "WAITING", id="one"),
    case(parcel(1, state="Busy") | parcel(2, state="Busy"), "FAULT_SUSPECTED", id="two"),
    case({f"integration[{shop}].parcel[1].state": "Busy" for shop in "ab"}, "WAITING", id="one of each integration"),
]


@BOTH
@pytest.mark.parametrize(("facts", "headline"), SOME_BUSY)
def test_what_may_hold_for_one_thing_is_no_excuse_for_two(facts: Facts, headline: str, reasoner: str) -> None:
    rulebase = guide_of(NO_LABEL, expected=(evolve(BUSY, at_most=1),))
    assert diagnosed(facts, rulebase, reasoner=reasoner).headline.value == headline


@pytest.mark.parametrize(("bars", "expected"), [(True, ("useless_until", ["busy"])), (False, ("safe", []))])
def test_a_wait_can_bar_a_retry(bars: bool, expected: tuple[str, list[str]]) -> None:
    rulebase = guide_of(NO_LABEL, expected=(evolve(BUSY, bars_retry=bars),))
    assert retries(diagnosed({"parcel.state": "Busy"}, rulebase)) == {"record": expected}


@BOTH
def test_what_is_about_to_run_again_sets_its_message_aside(reasoner: str) -> None:
    again = evolve(BUSY, when=seen(Parcel, state=State.BUSY, error=says("try later")), sets_aside=(Parcel.error,))
    message = Message("no label", "no label", "no label", (Parcel.error,), HERE)
    rulebase = guide_of(NO_LABEL, expected=(again,), messages=(message,))
    facts = {"parcel.state": "Busy", "parcel.error": "No label; try later"}
    found = diagnosed(facts, rulebase, reasoner=reasoner)
    assert (found.headline.value, found.verdict("no label").value) == ("WAITING", "UNKNOWN")
    assert [entry["reason"] for entry in found.to_dict()["unused"]] == ["out of date: The door is busy"]
    failed = diagnosed(facts | {"parcel.state": "Refused"}, rulebase, reasoner=reasoner)
    assert failed.verdict("no label").value == "CONFIRMED"


# --- whom to ask, what to try again ---------------------------------------------------------


@pytest.mark.parametrize("holds", [True, False])
def test_nothing_is_touched_before_those_were_asked_who_must_be(holds: bool) -> None:
    copied = seen(Parcel, copied=YesNo.YES)
    damaged = Escalation(
        "damaged", "Damaged", HERE, "the vendor", when=copied, holds_repairs=holds, steps=("Stop it.", "Touch nothing.")
    )
    found = diagnosed(parcel(1, state="Refused", label="no", copied="yes"), guide_of(NO_LABEL, escalations=(damaged,)))
    escalation = found.to_dict()["escalation"]
    assert (escalation["to"], escalation["steps"]) == ("the vendor", ["Stop it.", "Touch nothing."])
    assert repairs(found) == ([] if holds else [("no label", "record[1]", ["record[1]"])])
    assert retries(found) == {"record[1]": ("useless_until", ["damaged"] if holds else ["no label"])}


AFTERWARDS = ("useless_until", ["unpaid"])
REMEDIES = [
    case(BY_HAND, AFTERWARDS, ["record[1]"], id="by hand"),
    case(evolve(BY_HAND, retries_itself=True), AFTERWARDS, [], id="by themselves"),
    case(evolve(BY_HAND, retries_itself=None), AFTERWARDS, [], id="nobody says how"),
    case(Remedy(("Try it again.",), is_retry=True), ("safe", []), [], id="as the remedy"),
]


@pytest.mark.parametrize(("remedy", "retry", "resync"), REMEDIES)
def test_records_are_tried_again(remedy: Remedy, retry: tuple[str, list[str]], resync: list[str]) -> None:
    found = diagnosed(parcel(1, state="Refused", paid="no"), guide_of(evolve(UNPAID, remedy=remedy)))
    assert retries(found) == {"record[1]": retry}
    assert repairs(found) == [("unpaid", "record[1]", resync)]


def test_a_record_is_tried_again_after_the_last_repair_it_needs() -> None:
    facts = {**parcel(1, state="Refused", label="no", paid="no"), **parcel(2, state="Refused", label="no")}
    assert repairs(diagnosed(facts, guide_of(NO_LABEL, UNPAID))) == [
        ("no label", "record[1]", []),
        ("no label", "record[2]", ["record[2]"]),
        ("unpaid", "record[1]", ["record[1]"]),
    ]


def test_what_may_have_a_copy_is_not_tried_again() -> None:
    risks = (Context("copied", Parcel, seen(Parcel, copied=YesNo.YES)),)
    facts = {**parcel(1, state="Refused", label="no", copied="yes"), **parcel(2, state="Refused", label="no")}
    found = diagnosed(facts, guide_of(NO_LABEL, duplicate_risks=risks))
    assert retries(found)["record[1]"] == ("duplicate_risk", ["no label"])
    assert [resync for _, _, resync in repairs(found)] == [[], ["record[2]"]]


# --- which checks ---------------------------------------------------------------------------

LOG = Check("log", "What does the log say?", HERE, asks=(Parcel.error,))
PAGE = Check("page", "What does the page show?", HERE, asks=(Connection.validated,))
CHECKED = guide_of(NO_LABEL, UNPAID, checks=(LOG, PAGE), symptoms=(evolve(REFUSED, ladder=("log", "page")),))


def test_what_decides_suspects_is_asked_after_the_ladder() -> None:
    suspects = [("look at no label", "suspected"), ("look at unpaid", "suspected")]
    found = checks(diagnosed({"parcel.state": "Refused"}, CHECKED))
    assert found == [("log", "ladder"), ("page", "ladder"), *suspects]
    steep = evolve(CHECKED, symptoms=(evolve(REFUSED, ladder=("look at unpaid",)),))
    assert checks(diagnosed({"parcel.state": "Refused"}, steep)) == [("look at unpaid", "ladder"), suspects[0]]


CHANNELS = [
    ("sync log", "dead", ["page"]),
    ("sync log", "unread", ["page"]),
    ("sync log", "live", ["log", "page"]),
    ("hub portal", "dead", ["log"]),
]


@pytest.mark.parametrize(("channel", "state", "left"), CHANNELS)
def test_nobody_is_sent_to_a_dead_channel(channel: str, state: str, left: list[str]) -> None:
    found = diagnosed({"parcel.state": "Refused", f"channel[{channel}].state": state}, CHECKED)
    assert [check for check, because in checks(found) if because == "ladder"] == left


# --- several guides -------------------------------------------------------------------------

ROADS = Guide("roads", "Another guide", "Somebody else")
UNPAID_THERE = evolve(UNPAID, leads_to=(must("lost"),), family="papers")
THERE = guide_of(UNPAID_THERE, guide=ROADS, symptoms=(evolve(REFUSED, id="lost", met_by=None),))


@BOTH
def test_stages_of_two_guides_are_not_the_same_for_their_name(reasoner: str) -> None:
    jam = Effect("jam", "Nothing moves", Parcel, blocks="send")
    jammed, chains = evolve(NO_LABEL, leads_to=(must(jam),)), (Chain(jam, (must("refused"),)),)
    facts = {"parcel.label": "no"}
    one = diagnosed(facts, guide_of(jammed, UNPAID, chains=chains), reasoner=reasoner)
    two = diagnosed(facts, guide_of(jammed, chains=chains), THERE, reasoner=reasoner)
    assert (one.verdict("unpaid").value, two.verdict("unpaid").value) == ("MASKED", "UNKNOWN")


NO_PAPERS = evolve(NO_LABEL, family="papers")
FAMILIES = [
    ({"parcel.label": "no", "parcel.paid": "no"}, ["no label", "unpaid"]),
    ({"parcel.state": "Refused", "parcel.paid": "no"}, ["unpaid", "no label"]),
    ({"parcel.paid": "no"}, []),
]


@pytest.mark.parametrize(("facts", "expected"), FAMILIES)
def test_the_same_trouble_in_two_guides_is_one_family_what_is_confirmed_first(
    facts: Facts, expected: list[str]
) -> None:
    families = diagnosed(facts, guide_of(NO_PAPERS), THERE).to_dict()["families"]
    assert [place["id"] for entry in families for place in entry["faults"]] == expected
    assert [entry["family"] for entry in families] == (["papers"] if expected else [])
    alone = guide_of(NO_PAPERS, evolve(UNPAID, family="papers"))
    assert diagnosed(facts, alone).to_dict()["families"] == []


def installed(name: str, own: Fault, *texts: str, **more: Any) -> Rulebase:
    messages = tuple(Message(text, own.id, own.id, (Log.error,), HERE) for text in texts)
    return guide_of(own, guide=Guide(name, name, name, **more), messages=messages)


INSTALLED = (
    installed("any", fault("undated", Parcel, seen(Parcel, dated=YesNo.NO)), "too late", "too old", generic=True),
    installed("lanes", NO_LABEL, "too late", "label lost", hubs=("Hub",)),
    installed("roads", UNPAID, "too late", "not paid"),
)
NOT_PAID = {"parcel.paid": "no"}
CHOSEN = [
    case(None, {}, "any lanes roads", id="nothing"),
    case("Here -> Hub", {}, "lanes", id="its hub"),
    case("Here -> There", {}, "any lanes roads", id="a route without a hub"),
    case(None, NOT_PAID, "roads", id="a fact of one"),
    case("Here -> Hub", NOT_PAID, "lanes roads", id="a fact of one and the hub of another"),
    case(None, {"parcel.state": "Refused"}, "lanes roads", id="a fact of all"),
    case(None, {"parcel.state": "Refused", **NOT_PAID}, "roads", id="a fact of all and a fact of one"),
    case(None, {"parcel.dated": "no"}, "any", id="a fact of the generic one"),
    case(None, {"parcel.dated": "no", **NOT_PAID}, "any roads", id="facts of the generic one and another"),
    case(None, {"parcel.dated": "no", "parcel.state": "Refused"}, "any", id="facts of the generic one and all"),
    case(None, {"log.error": "Not paid!"}, "roads", id="a text that one knows"),
    case(None, {"log.error": "too old"}, "any", id="a text that the generic one knows"),
    case(None, {"log.error": "too late"}, "lanes roads", id="a text that all know"),
    case(None, {"log.error": "odd"}, "lanes roads", id="a text that none knows"),
    case(None, {"log.error": "too late", **NOT_PAID}, "roads", id="a text that all know and a fact of one"),
    case(None, {"log.error": "label lost", **NOT_PAID}, "lanes roads", id="a text of one and a fact of another"),
]


@pytest.mark.parametrize(("route", "facts", "expected"), CHOSEN)
def test_guides_are_chosen_by(route: str | None, facts: Facts, expected: str) -> None:
    loaded = load_case({"platform": route, "facts": facts}, observables=INSTALLED[0].observables)
    assert " ".join(rulebase.name for rulebase in choose(loaded, INSTALLED)) == expected
