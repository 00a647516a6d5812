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
