"""The diagnosis: what `infer` returns, and its JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib.metadata import version
from typing import Any

from engine.errors import NotInDiagnosisError
from engine.guides import families, guide_at_hand
from engine.memory import PLATFORM_PATH
from engine.model import FaultModel
from engine.planning import Known, NextCheck, Plan, Repair, applies
from engine.presence import Presence
from engine.propositions import Evidence
from engine.rules import Design, Escalation, Fault, Remedy, Source
from engine.symptoms import Holding, Occurrence, State, role_of
from engine.ticket import Ticket, fill_ticket
from engine.verdicts import Headline, Judgement, Place, Verdict
from facts.names import hint

JsonObject = dict[str, Any]


class Diagnosis:
    """What is wrong, why, what is not, and what to do.

    Values compare by what `to_dict` gives, the reasoner's name apart.
    """

    def __init__(self, known: Known, plan: Plan, reasoner: str, out_of_date: Mapping[int, str]) -> None:
        self._known = known
        self._plan = plan
        self._reasoner = reasoner
        self._out_of_date = dict(out_of_date)
        self._faults: tuple[Judgement, ...] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Diagnosis) and self._without_reasoner() == other._without_reasoner()

    def _without_reasoner(self) -> JsonObject:
        answer = self.to_dict(include_unknown=True)
        return {**answer, "run": {**answer["run"], "reasoner": None}}

    def __hash__(self) -> int:
        return hash((self.headline, self.flags))

    def __repr__(self) -> str:
        confirmed = ", ".join(item.id for item in self.judgements if item.verdict is Verdict.CONFIRMED)
        return f"<Diagnosis {self.headline.value}{': ' + confirmed if confirmed else ''}>"

    # --- the case as a whole ----------------------------------------------------------------

    @property
    def headline(self) -> Headline:
        """The case in one word."""
        return self._known.headline

    @property
    def flags(self) -> tuple[str, ...]:
        """What else must be known: CONTRADICTORY, UNEXPLAINED, TRUNCATED, ESCALATE."""
        judgements = self._known.judgements
        contradictory = any(item.contradicted for item in judgements.items) or any(
            occurrence.contradicted for occurrence in self._known.picture.all()
        )
        flags = (
            ("CONTRADICTORY", contradictory),
            ("UNEXPLAINED", bool(judgements.unexplained)),
            ("TRUNCATED", any(part.truncated for part in judgements.parts)),
            ("ESCALATE", self._plan.escalate),
        )
        return tuple(flag for flag, holds in flags if holds)

    @property
    def until(self) -> datetime | None:
        """When waiting ends, if there is nothing to do but wait."""
        return None if self._awaited is None else self._awaited.due_at

    @property
    def then(self) -> str | None:
        """What to check when waiting has ended."""
        if self._awaited is None:
            return None
        symptom = self._awaited.symptom.symptom
        checks = [self._known.model.checks[step] for step in symptom.ladder]
        open_ = [item for item in checks if applies(self._known, item) and not self._known.answered(item)]
        still = f"Look whether it is still so: {symptom.title}."
        return f"{still} If it is: {open_[0].check.question}" if open_ else still

    @property
    def _awaited(self) -> Occurrence | None:
        """The wait that ends first: then something is to be looked at."""
        if self.headline is not Headline.WAITING:
            return None
        waits = [item for item in self._known.picture.all() if item.state in (State.WAITING, State.GRACE)]
        timed = [item for item in waits if item.due_at is not None]
        if timed:
            return min(timed, key=lambda item: (item.due_at, item.entity))
        return waits[0] if waits else None

    # --- faults -----------------------------------------------------------------------------

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """Every verdict about every fault at every entity, best first."""
        return self._known.judgements.items

    @property
    def faults(self) -> tuple[Judgement, ...]:
        """One verdict for each fault, and one for each entity where it is confirmed or suspected."""
        if self._faults is None:
            self._faults = _fold(self.judgements)
        return self._faults

    def verdict(self, fault: str) -> Verdict:
        """Return the verdict about a fault, the gravest of all entities.

        Raises:
            NotInDiagnosisError: No rulebase consulted knows it, or the platform cannot have it.
        """
        return self._judgement(fault).verdict

    def _judgement(self, fault: str) -> Judgement:
        for item in self.faults:
            if item.id == fault:
                return item
        known = [*self._known.model.faults, *self._known.model.findings]
        if fault in known:
            raise NotInDiagnosisError(f"{fault!r} cannot occur on the platform of this case.")
        raise NotInDiagnosisError(f"No rulebase consulted knows a fault {fault!r}.{hint(fault, known)}")

    def why(self, fault: str) -> JsonObject:
        """Return the proof of a verdict: the facts, the rules, and the way to each symptom.

        Raises:
            NotInDiagnosisError: No rulebase consulted knows the fault.
        """
        return self._why(self._judgement(fault))

    def why_not(self, fault: str) -> JsonObject:
        """Return why a fault is not confirmed: ``refuted``, ``contradicted``, ``explained_away``, ``hidden``,
        ``not_due``, ``not_checked``, or ``confirmed`` after all.

        Raises:
            NotInDiagnosisError: No rulebase consulted knows the fault.
        """
        return self._why_not(self._judgement(fault))

    def ticket(self) -> Ticket | None:
        """Draft the support ticket for the vendor whose guide is at hand; None if that guide has no form."""
        return fill_ticket(self._known, self.headline.value, guide_at_hand(self._known, self._plan))

    # --- JSON -------------------------------------------------------------------------------

    def to_dict(self, *, include_unknown: bool = False) -> JsonObject:
        """Return the diagnosis as plain values, as the JSON Schema describes them.

        Args:
            include_unknown: List faults of which nothing is known, too.
        """
        return {
            "headline": self.headline.value,
            "flags": list(self.flags),
            "until": _iso(self.until),
            "then": self.then,
            "faults": [
                self._fault(item) for item in self.faults if include_unknown or item.verdict is not Verdict.UNKNOWN
            ],
            "families": [
                {"family": family, "faults": [_place(item.key) for item in members]}
                for family, members in families(self.faults)
            ],
            "symptoms": [self._symptom(item) for item in self._known.picture.all()],
            "expected": self._expected(),
            "next_checks": [self._check(check) for check in self._plan.checks],
            "repairs": [self._repair(repair) for repair in self._plan.repairs],
            "retry": [
                {"record": item.record, "advice": item.advice, "until": list(item.until), "reason": item.reason}
                for item in self._plan.retries
            ],
            "forecast": self._forecast(),
            "escalation": self._escalation(),
            "unused": self._unused(),
            "run": self._run(),
        }

    def _fault(self, item: Judgement) -> JsonObject:
        value = item.subject.fault if isinstance(item.subject, FaultModel) else item.subject.finding
        return {
            "id": item.id,
            "scope": item.entity,
            "verdict": item.verdict.value,
            "presence": item.presence.value,
            "root_cause": item.root_cause,
            "necessary": item.necessary,
            "contradicted": item.contradicted,
            "title": value.title,
            "family": value.family if isinstance(value, Fault) else None,
            "items": list(value.items) + [item_id for item_id in self._messages_of(item) if item_id not in value.items],
            "explains": [_place(place) for place in item.explains],
            "follows": [_place(place) for place in item.follows],
            "why": self._why(item),
            "why_not": self._why_not(item),
            "remedy": self._remedy(value.remedy, item.entity),
            "sources": [_source(value.source)],
        }

    def _messages_of(self, item: Judgement) -> list[str]:
        return [
            message.item
            for rulebase in self._known.model.rulebases
            for message in rulebase.messages
            if message.names == item.id
        ]

    def _remedy(self, remedy: Remedy, entity: str) -> JsonObject:
        procedures = [self._known.model.procedures[identity] for identity in remedy.workaround]
        return {
            "steps": list(remedy.steps),
            "by": remedy.by.value,
            "verify": remedy.verify,
            "retries_itself": remedy.retries_itself,
            "workaround": [
                {"id": procedure.id, "title": procedure.title, "steps": list(procedure.steps)}
                for procedure in procedures
                if self._known.platforms.allow(entity, procedure.platforms, ())
            ],
        }

    def _why(self, item: Judgement) -> JsonObject:
        evidence = None if item.verdict is Verdict.RULED_OUT else item.evidence
        value = item.subject.fault if isinstance(item.subject, FaultModel) else item.subject.finding
        return {
            "facts": self._facts(evidence),
            "rules": self._rules(evidence),
            "paths": self._paths(item),
            "hidden_by": [_place(place) for place in item.hidden_by],
            "source": _source(value.source),
        }

    def _paths(self, item: Judgement) -> list[JsonObject]:
        if not isinstance(item.subject, FaultModel):
            return [{"symptom": symptom, "scope": entity, "effects": []} for symptom, entity in item.explains]
        return [
            {
                "symptom": symptom,
                "scope": entity,
                "effects": [
                    effect.title for path in item.subject.by_symptom.get(symptom, ())[:1] for effect in path.effects
                ],
            }
            for symptom, entity in item.explains
        ]

    def _why_not(self, item: Judgement) -> JsonObject:
        if item.verdict is Verdict.CONFIRMED:
            return {"answer": "confirmed", "text": "It is confirmed.", "facts": [], "by": []}
        if item.contradicted and item.against is not None:
            facts = self._facts(item.against.evidence)
            return {"answer": "contradicted", "text": "Other facts say that it is not there.", "facts": facts, "by": []}
        if item.against is not None:
            return self._refuted(item)
        if item.hidden_by:
            names = self._titles(place for place in item.hidden_by)
            text = f"It cannot be seen until this is resolved: {names}."
            return {"answer": "hidden", "text": text, "facts": [], "by": [_place(place) for place in item.hidden_by]}
        if item.verdict is Verdict.LATENT:
            return {"answer": "not_due", "text": "It is there, but it does not show yet.", "facts": [], "by": []}
        if item.explained_away_by:
            names = self._titles(item.explained_away_by)
            text = f"Explained away: everything it could explain follows from what is confirmed: {names}."
            by = [_place(place) for place in item.explained_away_by]
            return {"answer": "explained_away", "text": text, "facts": [], "by": by}
        return {"answer": "not_checked", "text": self._not_checked(item), "facts": [], "by": []}

    def _refuted(self, item: Judgement) -> JsonObject:
        against = item.against
        assert against is not None
        facts = self._facts(against.evidence)
        named = ", ".join(f"{fact['name']} = {fact['value']}" for fact in facts)
        if against.kind == "counter-example":
            symptom = self._known.model.symptoms[against.because or ""].symptom
            text = f"If it were there, this would show at {against.entity}: {symptom.title}. It does not: {named}."
        elif against.kind == "expected":
            text = f"What is seen is expected here ({against.because}): {named}."
        else:
            text = f"The facts say that it is not there: {named}."
        by = [] if against.because is None else [{"id": against.because, "scope": against.entity}]
        return {"answer": "refuted", "text": text, "facts": facts, "by": by}

    def _not_checked(self, item: Judgement) -> str:
        if isinstance(item.subject, FaultModel):
            check = self._known.model.checks[item.subject.fault.check]
            return f"Not checked: {check.check.question}"
        return "Not checked."

    def _titles(self, places: Iterable[Place]) -> str:
        model = self._known.model
        titles = []
        for identity, _ in places:
            if identity in model.faults:
                titles.append(model.faults[identity].fault.title)
            else:
                titles.append(model.symptoms[identity].symptom.title)
        return "; ".join(titles)

    def _facts(self, evidence: Evidence | None) -> list[JsonObject]:
        if evidence is None:
            return []
        claims = [self._known.memory.claims[index] for index in evidence.claims]
        return [
            {
                "name": claim.name,
                "value": claim.raw,
                "at": _iso(claim.at),
                "channel": claim.channel.value,
                "reliability": int(claim.reliability),
            }
            for claim in claims
        ]

    def _rules(self, evidence: Evidence | None) -> list[str]:
        if evidence is None or evidence.production < 0:
            return []
        return [self._known.model.program.productions[evidence.production].id]

    def _symptom(self, item: Occurrence) -> JsonObject:
        place = (item.symptom.id, item.entity)
        role = role_of(item, place in self._known.judgements.unexplained)
        return {
            "id": item.symptom.id,
            "scope": item.entity,
            "title": item.symptom.symptom.title,
            "items": list(item.symptom.symptom.items),
            "state": item.state.value,
            "role": None if role is None else role.value,
            "due_at": _iso(item.due_at),
            "look_at": _iso(item.look_at),
            "facts": self._facts(item.evidence),
        }

    def _expected(self) -> list[JsonObject]:
        doomed = self._known.judgements.doomed
        entries = [self._holding(holding) for holding in self._known.picture.holding if not _in_vain(holding, doomed)]
        for occurrence in self._known.picture.all():
            waits = occurrence.state in (State.WAITING, State.GRACE) and occurrence.due_at is not None
            place = (occurrence.symptom.id, occurrence.entity)
            if waits and occurrence.excused_by is None and place not in doomed:
                entries += self._within_window(occurrence)
        return entries

    def _holding(self, holding: Holding) -> JsonObject:
        value = holding.expected.expected
        return {
            "id": value.id,
            "kind": value.kind.value,
            "items": list(value.items),
            "scope": holding.entity,
            "title": value.title,
            "advice": value.advice,
            "explains": [_place(place) for place in holding.explains],
            "until": _iso(holding.until),
            "why": {"facts": self._facts(holding.evidence), "rules": self._rules(holding.evidence)},
            "sources": [_source(value.source)],
        }

    def _within_window(self, occurrence: Occurrence) -> list[JsonObject]:
        window = occurrence.window
        if window is None:
            return []
        identity, *others = window.items or (occurrence.symptom.id,)
        return [
            {
                "id": identity,
                "kind": Design.TRANSIENT.value,
                "items": others,
                "scope": occurrence.entity,
                "title": f"Still within its time: {occurrence.symptom.symptom.title}",
                "advice": None,
                "explains": [_place((occurrence.symptom.id, occurrence.entity))],
                "until": _iso(occurrence.due_at),
                "why": {"facts": self._facts(occurrence.evidence), "rules": self._rules(occurrence.evidence)},
                "sources": [_source(window.source)],
            }
        ]

    def _check(self, check: NextCheck) -> JsonObject:
        value = None if check.check is None else check.check.check
        return {
            "id": check.id,
            "items": [check.id.partition("#")[0], *(value.items if value is not None else ())],
            "question": check.question,
            "decides": list(check.decides),
            "asks": _asks(check),
            "how": list(value.how) if value is not None else [],
            "by": value.by.value if value is not None else "merchant",
            "cost": value.cost.name.lower() if value is not None else "glance",
            "after": list(check.after),
            "because": check.because,
            "source": None if value is None else _source(value.source),
        }

    def _repair(self, repair: Repair) -> JsonObject:
        item = repair.judgement
        assert isinstance(item.subject, FaultModel)
        remedy = item.subject.fault.remedy
        within = remedy.expect_within
        return {
            "fault": item.id,
            "scope": item.entity,
            "expect": [_place(place) for place in repair.clears],
            "within_minutes": None if within is None else within.total_seconds() / 60,
            "verify": remedy.verify,
            "remains": [{**_place(place), "because_of": fault} for place, fault in repair.remains],
            "reveals": list(repair.reveals),
            "resync": list(repair.resync),
        }

    def _forecast(self) -> list[JsonObject]:
        return [
            {
                "fault": item.id,
                "scope": item.entity,
                "presence": item.presence.value,
                "after": [_place(place) for place in item.hidden_by],
                "will_show": list(dict.fromkeys(path.symptom.id for path in item.subject.paths)),
            }
            for item in self.faults
            if item.verdict is Verdict.MASKED and isinstance(item.subject, FaultModel)
        ]

    def _escalation(self) -> JsonObject:
        criteria = [item.escalation for item in self._plan.escalations]
        ticket = self.ticket() if self._plan.escalate else None
        return {
            "needed": self._plan.escalate,
            "criteria": [item.id for item in criteria],
            "reasons": [item.title for item in criteria] + list(self._plan.reasons),
            "urgent": any(item.urgent for item in criteria),
            "steps": list(dict.fromkeys(step for item in criteria for step in item.steps)),
            "to": _turn_to(criteria, self._known, self._plan),
            "ticket": None if ticket is None else ticket.to_dict(),
        }

    def _unused(self) -> list[JsonObject]:
        memory = self._known.memory
        entries = [*memory.case.unused, *memory.unused]
        given = [{"name": item.name, "value": item.value, "reason": item.reason} for item in entries]
        for index, title in self._out_of_date.items():
            claim = memory.claims[index]
            given.append({"name": claim.name, "value": claim.raw, "reason": f"out of date: {title}"})
        asked = self._known.model.program.aspects
        read = self._known.model.read_fields
        for claim in memory.claims:
            key = (claim.subject.kind, claim.attribute)
            if key not in asked and key not in read and claim.path != PLATFORM_PATH:
                given.append({"name": claim.name, "value": claim.raw, "reason": "no rule speaks of it"})
        given += self._foreign()
        return sorted(given, key=lambda entry: (entry["name"], entry["value"], entry["reason"]))

    def _foreign(self) -> list[JsonObject]:
        """List the facts that only speak of faults which the platform cannot have."""
        known, memory = self._known, self._known.memory
        foreign: dict[int, str] = {}
        for fault in known.model.faults.values():
            if not (fault.fault.platforms or fault.fault.not_on):
                continue
            for slot in (fault.shown, fault.named):
                for entity, evidence in known.truths.support[slot].items() if slot is not None else ():
                    if not known.platforms.allow(entity, fault.fault.platforms, fault.fault.not_on):
                        foreign.update(dict.fromkeys(evidence.claims, fault.id))
        if not foreign:
            return []
        evidence_used = [
            *(item.evidence for item in known.judgements.items),
            *(item.against.evidence for item in known.judgements.items if item.against is not None),
            *(item.evidence for item in known.picture.all()),
            *(item.evidence for item in known.picture.holding),
        ]
        used = {claim for evidence in evidence_used if evidence is not None for claim in evidence.claims}
        return [
            {
                "name": memory.claims[claim].name,
                "value": memory.claims[claim].raw,
                "reason": f"speaks of {fault}, which cannot occur on this platform",
            }
            for claim, fault in foreign.items()
            if claim not in used and memory.claims[claim].path != PLATFORM_PATH
        ]

    def _looked_at(self, symptom: str) -> bool:
        occurrences = self._known.picture.occurrences.get(symptom, {}).values()
        memory, watched = self._known.memory, self._known.model.symptoms[symptom].symptom.watched
        return any(item.state is not State.UNKNOWN for item in occurrences) or any(
            memory.claims_of(entity, ref) for ref in watched for entity in memory.entities
        )

    def _assumed(self) -> Iterator[str]:
        case = self._known.memory.case
        if case.now is None:
            yield "no time was given for now, so ages are unknown"
        if not case.claims and case.system is None and len(self._known.model.rulebases) > 1:
            yield "nothing says which system this is about, so every guide was consulted"

    def _run(self) -> JsonObject:
        case = self._known.memory.case
        return {
            "engine": _engine_version(),
            "rulebases": [
                {"name": rulebase.name, "hash": rulebase.content_hash} for rulebase in self._known.model.rulebases
            ],
            "reasoner": self._reasoner,
            "now": _iso(case.now),
            "platform": case.platform,
            "notes": [*sorted(case.notes), *self._assumed()],
            "not_covered": [symptom for symptom in self._known.model.symptoms if not self._looked_at(symptom)],
            "truncated": any(part.truncated for part in self._known.judgements.parts),
        }


@cache
def _engine_version() -> str:
    return version("syncdx")


def _turn_to(criteria: Sequence[Escalation], known: Known, plan: Plan) -> str | None:
    if criteria:
        urgent = [item.to for item in criteria if item.urgent]
        return " and ".join(dict.fromkeys(urgent or [item.to for item in criteria]))
    guide = guide_at_hand(known, plan)
    vendors = (rulebase.guide.vendor for rulebase in known.model.rulebases if rulebase.name == guide)
    return next((f"{vendor} support" for vendor in vendors), None)


def _in_vain(holding: Holding, doomed: Mapping[Place, object]) -> bool:
    """Tell whether a wait will not end well: what is waited for will not come.

    What goes on at something larger, such as the maintenance of a system, goes on all the same.
    """
    if holding.expected.expected.kind is not Design.TRANSIENT:
        return False
    if any(entity != holding.entity for _, entity in holding.explains):
        return False
    if holding.explains:
        return all(place in doomed for place in holding.explains)
    return any(entity == holding.entity for _, entity in doomed)


_FOLD_ORDER: Sequence[Verdict] = (Verdict.MASKED, Verdict.LATENT, Verdict.UNKNOWN, Verdict.RULED_OUT)


def _fold(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Keep one verdict for each fault, but every place where it is confirmed or suspected."""
    named = {item.id for item in judgements if item.verdict in (Verdict.CONFIRMED, Verdict.SUSPECTED)}
    best: dict[str, Judgement] = {}
    rank: Callable[[Judgement], int] = lambda item: _FOLD_ORDER.index(item.verdict)  # noqa: E731
    for item in judgements:
        if item.id not in named and (item.id not in best or rank(item) < rank(best[item.id])):
            best[item.id] = item
    return tuple(
        item
        for item in judgements
        if item.verdict in (Verdict.CONFIRMED, Verdict.SUSPECTED) or best.get(item.id) is item
    )


def _asks(check: NextCheck) -> list[str]:
    refs = check.check.check.asks if check.check is not None else () if check.since is None else (check.since,)
    return [ref.observable.name for ref in refs]


def _place(place: Place) -> JsonObject:
    return {"id": place[0], "scope": place[1]}


def _source(source: Source) -> JsonObject:
    return {"guide": source.guide, "section": source.section, "lines": source.lines}


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


__all__ = ["Diagnosis", "Headline", "Judgement", "Presence", "Verdict"]
