"""Stratum 1: windows and contexts turn propositions into the states of symptoms."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from attrs import define, evolve, field, frozen

from engine.memory import PLATFORM_PATH, Memory
from engine.model import ExpectedModel, Model, SymptomModel
from engine.platforms import Platforms
from engine.program import base_factor
from engine.propositions import Evidence, Truths
from engine.rules import Design, FieldRef, Grace, Times, Window
from facts import Moment, Span, Value, ValueType


class State(enum.Enum):
    """What is known of an expectation."""

    ABSENT = "absent"
    WAITING = "waiting"
    GRACE = "grace"
    PRESENT = "present"
    REPORTED = "reported"
    UNKNOWN = "unknown"


class Role(enum.Enum):
    """What an observed symptom is in the whole picture."""

    ROOT_EVIDENCE = "root evidence"
    CONSEQUENTIAL = "consequential"
    UNEXPLAINED = "unexplained"
    WAITING = "waiting"
    AS_DESIGNED = "as designed"


@frozen
class Occurrence:
    """A symptom at one entity.

    Attributes:
        evidence: What shows the state; None if only its trigger is known.
        trigger: When the expectation began.
        due_at: Until when it may take.
        look_at: The first moment after the usual time at which the expected thing is delivered.
        look: The guide asks to look already, though it is not late yet.
        dim: Only a dead channel says that it is missed.
        contradicted: Evidence for and against it.
        excused_by: What makes it no fault.
        upstream: Id of the symptom of the same entity that explains it.
        window: The window it is placed in.
        no_later_than: When something behind it is known to have begun, if its own beginning is not known.
    """

    symptom: SymptomModel
    entity: str
    state: State
    evidence: Evidence | None = None
    trigger: Moment | None = None
    due_at: datetime | None = None
    look_at: datetime | None = None
    look: bool = False
    fresh: bool = True
    dim: bool = False
    contradicted: bool = False
    excused_by: ExpectedModel | None = None
    upstream: str | None = None
    window: Window | None = None
    no_later_than: Moment | None = None

    @property
    def needs_cause(self) -> bool:
        """Whether a fault must explain it."""
        return (
            self.state in (State.PRESENT, State.REPORTED)
            and self.excused_by is None
            and self.upstream is None
            and not self.symptom.symptom.derived
        )

    @property
    def seen_missed(self) -> bool:
        """Whether it is known not to be met, late or not."""
        return self.state in (State.PRESENT, State.REPORTED, State.WAITING, State.GRACE)


@frozen
class Holding:
    """Something expected that holds for an entity; `observed` unless the case's platform alone makes it hold."""

    expected: ExpectedModel
    entity: str
    evidence: Evidence
    until: datetime | None
    observed: bool = True
    explains: tuple[tuple[str, str], ...] = ()


@define
class Picture:
    """The states of all symptoms of a case.

    Attributes:
        occurrences: By symptom id, then by entity; entities of which nothing is known are left out.
        passed: Stages that each entity is known to have passed.
    """

    occurrences: dict[str, dict[str, Occurrence]]
    holding: list[Holding] = field(factory=list)
    passed: dict[str, frozenset[str]] = field(factory=dict)

    def at(self, symptom: str, entity: str) -> Occurrence | None:
        """Return a symptom at an entity, if anything is known of it."""
        return self.occurrences.get(symptom, _NONE).get(entity)

    def all(self) -> Iterator[Occurrence]:
        """Yield every occurrence, symptoms in the guide's order and entities in the case's."""
        for by_entity in self.occurrences.values():
            yield from by_entity.values()


_NONE: Mapping[str, Occurrence] = {}


def see_symptoms(
    model: Model, memory: Memory, truths: Truths, platforms: Platforms, out_of_date: Collection[int] = ()
) -> Picture:
    """Read the state of every symptom at every entity of which anything is known.

    Claims that are `out_of_date` are no messages nobody knows.
    """
    picture = Picture({})
    for symptom in model.symptoms.values():
        slots = (symptom.met, symptom.missed, symptom.not_due)
        entities = dict.fromkeys(truths.entities_with(slots, symptom.level))
        entities.update(dict.fromkeys(_triggered(memory, symptom)))
        found = {
            entity: occurrence
            for entity in entities
            if (occurrence := _occurrence(memory, truths, symptom, entity)) is not None
        }
        if symptom.symptom.watched:
            for entity, occurrence in _unrecognised(model, memory, truths, symptom, out_of_date).items():
                if entity not in found or found[entity].state is State.UNKNOWN:
                    found[entity] = occurrence
        if found:
            picture.occurrences[symptom.id] = found
    _mark_passed(model, picture)
    _bound_untimed(model, memory, picture)
    _hold(model, memory, truths, platforms, picture)
    _excuse(memory, picture)
    _mark_consequences(model, memory, picture)
    return picture


def _triggered(memory: Memory, symptom: SymptomModel) -> list[str]:
    """Entities whose expectation is known to have begun."""
    refs = [model.window.since for model in symptom.windows]
    return [
        entity
        for entity in memory.by_level.get(symptom.level, ())
        if any(memory.claims_of(entity, ref) for ref in refs)
    ]


def _occurrence(memory: Memory, truths: Truths, symptom: SymptomModel, entity: str) -> Occurrence | None:
    met, missed = truths.supported(symptom.met, entity), truths.supported(symptom.missed, entity)
    trigger, window = _trigger(memory, truths, symptom, entity)
    contested = _contested(memory, met) or _contested(memory, missed)
    if (met is not None and missed is not None) or contested:
        return Occurrence(symptom, entity, State.UNKNOWN, missed or met, trigger, contradicted=True)
    if met is not None and truths.dimly_supported(symptom.missed, entity) is not None:
        # That a channel is dead must not settle what it contradicts.
        return Occurrence(symptom, entity, State.UNKNOWN, met, trigger)
    if met is not None:
        fresh = _fresh(memory, trigger, window, entity) and (trigger is not None or symptom.symptom.untimed_counts)
        return Occurrence(symptom, entity, State.ABSENT, met, trigger, fresh=fresh)
    if missed is None:
        dim = truths.dimly_supported(symptom.missed, entity)
        if dim is None and trigger is None:
            return None
        return Occurrence(symptom, entity, State.UNKNOWN, dim, trigger, dim=dim is not None)
    if truths.supported(symptom.not_due, entity) is not None:
        return Occurrence(symptom, entity, State.WAITING, missed, trigger)
    if not symptom.windows:
        return Occurrence(symptom, entity, State.PRESENT, missed, trigger)
    if trigger is None or window is None or memory.case.now is None:
        return Occurrence(symptom, entity, State.REPORTED, missed, trigger)
    return _timed(memory, Occurrence(symptom, entity, State.REPORTED, missed, trigger), window, memory.case.now)


def _contested(memory: Memory, evidence: Evidence | None) -> bool:
    return evidence is not None and not memory.rivals.keys().isdisjoint(evidence.claims)


def _trigger(memory: Memory, truths: Truths, symptom: SymptomModel, entity: str) -> tuple[Moment | None, Window | None]:
    """Find the first window that counts and whose beginning is known."""
    for model in symptom.windows:
        if model.when is not None and truths.supported(model.when, entity) is None:
            continue
        moment = _moment(memory, entity, model.window.since)
        if moment is not None:
            return moment, model.window
    return None, None


def _moment(memory: Memory, entity: str, ref: FieldRef) -> Moment | None:
    for name in memory.related(entity, _level_of(memory, entity, ref)):
        for index in memory.claims_of(name, ref):
            value = memory.claims[index].value
            if isinstance(value, Moment):
                return value
    return None


def _level_of(memory: Memory, entity: str, ref: FieldRef) -> str:
    own = memory.entities[entity].level
    if memory.claims_of(entity, ref):
        return own
    return memory.levels.get(ref.thing.kind, own)


def span_of(memory: Memory, entity: str, span: timedelta | Times) -> timedelta | None:
    """Return a span of time, reading the setting it depends on; None if that is not known exactly."""
    if isinstance(span, timedelta):
        return span
    for name in memory.related(entity, _level_of(memory, entity, span.setting)):
        for index in memory.claims_of(name, span.setting):
            value = memory.claims[index].value
            if isinstance(value, Span) and value.exact:
                factor = base_factor(span.setting.observable.unit)
                return timedelta(microseconds=value.low * span.factor * factor)
    return None


def _timed(memory: Memory, occurrence: Occurrence, window: Window, now: datetime) -> Occurrence:
    """Place a missed expectation in its window."""
    ok = span_of(memory, occurrence.entity, window.ok)
    late = span_of(memory, occurrence.entity, window.late)
    trigger = occurrence.trigger
    assert trigger is not None
    if ok is None or late is None:
        return occurrence
    least, most = now - trigger.latest, now - trigger.earliest
    if least > late or (window.late_inclusive and least == late):
        return evolve(occurrence, state=State.PRESENT)
    if most > late or (window.late_inclusive and most == late):
        return occurrence
    state = State.WAITING if most < ok else State.GRACE
    return evolve(
        occurrence,
        state=state,
        due_at=trigger.latest + late,
        look_at=min(_next_slot(max(trigger.latest + ok, now), window.slots), trigger.latest + late)
        if most < ok or window.slots
        else trigger.latest + late,
        look=state is State.GRACE and window.grace is Grace.LOOK,
        window=window,
    )


def _next_slot(moment: datetime, slots: tuple[int, ...]) -> datetime:
    """Return the first of the given minutes of the hour at or after a moment."""
    if not slots:
        return moment
    hour = moment.replace(minute=0, second=0, microsecond=0)
    times = (hour + timedelta(hours=ahead, minutes=slot) for ahead in (0, 1) for slot in sorted(slots))
    return next(time for time in times if time >= moment)


def _fresh(memory: Memory, trigger: Moment | None, window: Window | None, entity: str) -> bool:
    """Tell whether a met expectation says something of the present: it began within its own window."""
    if trigger is None or window is None or memory.case.now is None:
        return True
    late = span_of(memory, entity, window.late)
    return late is None or memory.case.now - trigger.earliest <= late


def _unrecognised(
    model: Model, memory: Memory, truths: Truths, symptom: SymptomModel, out_of_date: Collection[int]
) -> dict[str, Occurrence]:
    """Find messages that name nothing we know."""
    watched = {ref.name for ref in symptom.symptom.watched}
    if not any(claim.attribute in watched and isinstance(claim.value, str) for claim in memory.claims):
        return {}
    slots = [
        *(slot for item in model.faults.values() for slot in (item.named, item.shown)),
        *(slot for item in model.findings.values() for slot in (item.named, item.shown)),
        *(slot for item in model.expected for slot in (item.named, item.when)),
    ]
    named = {claim for slot in slots if slot is not None for claim in truths.supporting[slot]}
    found: dict[str, Occurrence] = {}
    for index, claim in enumerate(memory.claims):
        if claim.attribute not in watched or not isinstance(claim.value, str):
            continue
        entity = memory.entity_of_claim[index]
        if index in named or index in out_of_date or not _is_watched(memory, symptom, entity, index):
            continue
        # Where the text stands and what it is a symptom of can be different things.
        place = next(iter(memory.related(entity, symptom.level)), entity)
        evidence = Evidence(1, 5 - claim.reliability, (index,), -1)
        found.setdefault(place, Occurrence(symptom, place, State.PRESENT, evidence))
    return found


def _is_watched(memory: Memory, symptom: SymptomModel, entity: str, index: int) -> bool:
    return any(
        ref.observable.type is ValueType.TEXT and index in memory.claims_of(entity, ref)
        for ref in symptom.symptom.watched
    )


def _mark_passed(model: Model, picture: Picture) -> None:
    """Note the stages that each entity has come through: what is met there or behind."""
    passed: dict[str, set[str]] = {}
    for occurrence in picture.all():
        if occurrence.state is State.ABSENT:
            stage = occurrence.symptom.stage
            before = {earlier for earlier, behind in model.behind.items() if stage in behind}
            passed.setdefault(occurrence.entity, set()).update(before, (stage,))
    picture.passed = {entity: frozenset(stages) for entity, stages in passed.items()}


def _bound_untimed(model: Model, memory: Memory, picture: Picture) -> None:
    """Say of what was met at an unknown time that it was met before what came after it for the same thing."""
    timed: dict[str, list[Occurrence]] = {}
    for occurrence in picture.all():
        if occurrence.trigger is not None:
            timed.setdefault(occurrence.entity, []).append(occurrence)
    for by_entity in picture.occurrences.values():
        for entity, occurrence in by_entity.items():
            if occurrence.trigger is not None or occurrence.state is not State.ABSENT:
                continue
            behind = model.behind[occurrence.symptom.stage]
            later = [item.trigger for item in timed.get(entity, ()) if item.symptom.stage in behind and item.trigger]
            later += [value for value in _values(memory, occurrence.evidence) if isinstance(value, Moment)]
            if later:
                bound = min(later, key=lambda moment: moment.latest)
                by_entity[entity] = evolve(
                    occurrence, no_later_than=bound, fresh=_fresh(memory, bound, _last_window(occurrence), entity)
                )


def _values(memory: Memory, evidence: Evidence | None) -> list[Value]:
    return [] if evidence is None else [memory.claims[index].value for index in evidence.claims]


def _last_window(occurrence: Occurrence) -> Window | None:
    windows = occurrence.symptom.windows
    return windows[-1].window if windows else None


# --- what is no fault -----------------------------------------------------------------------


def _hold(model: Model, memory: Memory, truths: Truths, platforms: Platforms, picture: Picture) -> None:
    """Find what is expected here, as long as it has not outlived its time."""
    now = memory.case.now
    for item in model.expected:
        held: list[Holding] = []
        for entity in truths.entities_with((item.when, item.named), item.level):
            found = [truths.supported(slot, entity) for slot in (item.when, item.named)]
            evidence = min((each for each in found if each is not None), default=None)
            if truths.supported(item.unless, entity) is not None:
                continue
            if evidence is None or not platforms.allow(entity, item.expected.platforms, item.expected.not_on):
                continue
            until = _until(memory, entity, item)
            if until is None or now is None or now < until or (now == until and _ends_after(item)):
                observed = any(memory.claims[claim].path != PLATFORM_PATH for claim in evidence.claims)
                held.append(Holding(item, entity, evidence, until, observed))
        picture.holding += [each for each in held if not _too_many(memory, item, each, held)]


def _ends_after(item: ExpectedModel) -> bool:
    return item.expected.until is not None and item.expected.until.inclusive


def _too_many(memory: Memory, item: ExpectedModel, holding: Holding, held: Sequence[Holding]) -> bool:
    """Tell whether something expected holds for more things of an integration than it may."""
    if item.expected.at_most is None:
        return False
    owners = memory.entities[holding.entity].chain[1:]
    return sum(memory.entities[each.entity].chain[1:] == owners for each in held) > item.expected.at_most


def _until(memory: Memory, entity: str, item: ExpectedModel) -> datetime | None:
    if item.expected.until is None:
        return None
    since = _moment(memory, entity, item.expected.until.since)
    span = span_of(memory, entity, item.expected.until.span)
    return None if since is None or span is None else since.latest + span


def _excuse(memory: Memory, picture: Picture) -> None:
    """Let what is expected explain the symptoms it speaks of."""
    for position, holding in enumerate(picture.holding):
        explained = []
        for symptom in holding.expected.expected.explains:
            by_entity = picture.occurrences.get(symptom)
            if by_entity is None:
                continue
            level = next(iter(by_entity.values())).symptom.level
            for entity in memory.related(holding.entity, level):
                occurrence = by_entity.get(entity)
                if occurrence is None or not occurrence.seen_missed or occurrence.excused_by is not None:
                    continue
                by_entity[entity] = _excused(occurrence, holding)
                explained.append((symptom, entity))
        picture.holding[position] = evolve(holding, explains=tuple(explained))


def _excused(occurrence: Occurrence, holding: Holding) -> Occurrence:
    if holding.expected.expected.kind is not Design.TRANSIENT:
        return evolve(occurrence, excused_by=holding.expected)
    due = max((moment for moment in (occurrence.due_at, holding.until) if moment is not None), default=None)
    return evolve(occurrence, excused_by=holding.expected, state=State.WAITING, due_at=due)


def _mark_consequences(model: Model, memory: Memory, picture: Picture) -> None:
    """Mark symptoms that another symptom explains, of the same entity or of one that surely belongs to it."""
    for by_entity in picture.occurrences.values():
        for entity, occurrence in by_entity.items():
            if not occurrence.seen_missed:
                continue
            for upstream in occurrence.symptom.symptom.follows:
                if _missed_before(model, memory, picture, upstream, entity):
                    by_entity[entity] = evolve(occurrence, upstream=upstream)
                    break


def _missed_before(model: Model, memory: Memory, picture: Picture, upstream: str, entity: str) -> bool:
    level = model.symptoms[upstream].level
    return any(
        earlier.seen_missed and memory.surely_related(entity, place)
        for place in memory.related_among(entity, level, picture.occurrences.get(upstream, _NONE))
        if (earlier := picture.at(upstream, place)) is not None
    )


def role_of(occurrence: Occurrence, unexplained: bool) -> Role | None:
    """Return what an observed symptom is; None if it is not observed."""
    if not occurrence.seen_missed:
        return None
    if occurrence.excused_by is not None:
        transient = occurrence.excused_by.expected.kind is Design.TRANSIENT
        return Role.WAITING if transient else Role.AS_DESIGNED
    if occurrence.state in (State.WAITING, State.GRACE):
        return Role.WAITING
    if occurrence.upstream is not None or occurrence.symptom.symptom.derived:
        return Role.CONSEQUENTIAL
    return Role.UNEXPLAINED if unexplained else Role.ROOT_EVIDENCE
