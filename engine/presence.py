"""Stratum 2: direct evidence, exonerations and counter-examples decide which faults are present."""

from __future__ import annotations

import enum
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import datetime

from attrs import define, field, frozen

from engine.memory import PLATFORM_PATH, Memory, is_pasted
from engine.model import FaultModel, Model, PathModel
from engine.platforms import Platforms
from engine.propositions import Evidence, Truths
from engine.symptoms import Occurrence, Picture, State
from facts import Reliability


class Presence(enum.Enum):
    """Whether a fault is there."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@frozen
class Against:
    """Why a fault is not there.

    Attributes:
        evidence: The claims that show it.
        kind: ``direct``, ``exonerated``, ``expected`` (by design) or ``counter-example``.
        because: Id of the expected item or the symptom that is known not to show.
        entity: Where.
    """

    evidence: Evidence
    kind: str
    because: str | None = None
    entity: str | None = None


@frozen
class Standing:
    """What is known of a fault at an entity, before explanations are weighed; `key` is its id and the entity."""

    fault: FaultModel
    entity: str
    presence: Presence
    shown: Evidence | None = None
    against: Against | None = None
    contradicted: bool = False
    foreseen: Evidence | None = None

    key: tuple[str, str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "key", (self.fault.id, self.entity))


@define
class Standings:
    """Standings of all faults at all entities; those of which nothing is known are made on demand."""

    model: Model
    memory: Memory
    truths: Truths
    platforms: Platforms
    picture: Picture
    known: dict[tuple[str, str], Standing] = field(factory=dict)
    _touched: frozenset[int] = frozenset()
    _counter_examples: dict[tuple[Hashable, str], Against | None] = field(factory=dict)
    _refuted_by_design: dict[tuple[str, str], Against] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self._touched = self.truths.touched()
        for holding in self.picture.holding:
            for target in holding.expected.expected.refutes:
                model = self.model.faults.get(target)
                for entity in () if model is None else self.memory.related(holding.entity, model.level):
                    against = Against(holding.evidence, "expected", holding.expected.id, entity)
                    self._refuted_by_design.setdefault((target, entity), against)

    def of(self, fault: FaultModel, entity: str) -> Standing | None:
        """Return the standing of a fault at an entity; None if the fault cannot be there."""
        key = (fault.id, entity)
        if key in self.known:
            return self.known[key]
        if not self.possible(fault, entity):
            return None
        standing = self._judge(fault, entity)
        self.known[key] = standing
        return standing

    def spoken_of(self, fault: FaultModel) -> bool:
        """Tell whether any fact speaks of the fault itself, not only of what it would show as."""
        return not fault.slots.isdisjoint(self._touched)

    def possible(self, fault: FaultModel, entity: str) -> bool:
        """Tell whether the platform and the systems of a case can have the fault at all."""
        if not self.platforms.allow(entity, fault.fault.platforms, fault.fault.not_on):
            return False
        barred = self.truths.refuted(fault.guard, entity)
        if barred is not None and all(self.memory.claims[claim].path == PLATFORM_PATH for claim in barred.claims):
            return False
        if not fault.fault.systems:
            return True
        hubs = {hub for rulebase in self.model.rulebases for hub in rulebase.guide.hubs}
        return self.platforms.on_the_way(fault.fault.systems, hubs)

    def _judge(self, fault: FaultModel, entity: str) -> Standing:
        if not self.spoken_of(fault) and not self.memory.dim:
            against = self._against(fault, entity, None)
            presence = Presence.UNKNOWN if against is None else Presence.ABSENT
            return Standing(fault, entity, presence, None, against)
        truths = self.truths
        barred = truths.refuted(fault.guard, entity)
        if barred is not None and not self._contested(barred):
            return Standing(fault, entity, Presence.ABSENT, None, Against(barred, "direct", None, entity))
        shown = self._shown(fault, entity)
        direct = self._direct(fault, entity) if shown is None else best(self._direct(fault, entity), barred)
        foreseen = None
        if truths.supported(fault.averted, entity) is None:
            foreseen = truths.supported(fault.foreseen, entity)
        if shown is None and truths.dimly_supported(fault.shown, entity) is not None:
            # What a dead channel shows neither confirms the fault nor lets anything else clear it.
            return Standing(fault, entity, Presence.UNKNOWN, foreseen=foreseen)
        if shown is not None and direct is not None:
            against = Against(direct, "direct", None, entity)
            if self._can_mean_another(fault, entity, shown):
                return Standing(fault, entity, Presence.ABSENT, None, against)
            return Standing(fault, entity, Presence.UNKNOWN, shown, against, True, foreseen)
        if shown is not None:
            unsure = self._can_mean_another(fault, entity, shown)
            return Standing(fault, entity, Presence.UNKNOWN if unsure else Presence.PRESENT, shown, foreseen=foreseen)
        against = self._against(fault, entity, direct)
        presence = Presence.UNKNOWN if against is None else Presence.ABSENT
        return Standing(fault, entity, presence, None, against, False, foreseen)

    def _can_mean_another(self, fault: FaultModel, entity: str, shown: Evidence) -> bool:
        """Tell whether evidence that names no facility in particular can well mean another one than this.

        A log that says "token expired" does not contradict a connection that passes its test, as long as it shows
        something at another connection; and where it can mean either, it confirms nothing at either.
        """
        if fault.level not in self.memory.facilities:
            return False
        unsure = {claim for claim in shown.claims if not self._is_about(entity, claim)}
        if not unsure:
            return False
        integration = self.memory.entities[entity].chain[1]
        return any(
            self._direct(other, name) is None and self.truths.refuted(other.guard, name) is None
            for name in self.memory.below(integration, fault.level)
            if name != entity
            for other in self.model.faults.values()
            if other.level == fault.level and self.possible(other, name)
            if (elsewhere := self._shown(other, name)) is not None
            and (other is fault or not unsure.isdisjoint(elsewhere.claims))
        )

    def _is_about(self, entity: str, claim: int) -> bool:
        """Tell whether a claim is surely about a facility. A text seen at what owns several names none of them."""
        place = self.memory.entity_of_claim[claim]
        own = self.memory.entities[entity]
        if place != entity and place in own.chain and is_pasted(self.memory.claims[claim]):
            return len(self.memory.below(own.chain[1], own.level)) == 1
        return self.memory.surely_related(entity, place)

    def _contested(self, evidence: Evidence) -> bool:
        """Tell whether other facts say otherwise of the same thing: what is contested rules nothing out by itself."""
        return not self.memory.rivals.keys().isdisjoint(evidence.claims)

    def _shown(self, fault: FaultModel, entity: str) -> Evidence | None:
        return best(self.truths.supported(fault.shown, entity), self.truths.supported(fault.named, entity))

    def _direct(self, fault: FaultModel, entity: str) -> Evidence | None:
        return best(self.truths.refuted(fault.shown, entity), self.truths.supported(fault.refuted, entity))

    def _against(self, fault: FaultModel, entity: str, direct: Evidence | None) -> Against | None:
        if direct is not None:
            return Against(direct, "direct", None, entity)
        exonerated = self.truths.supported(fault.exonerated, entity)
        found = self.against_by_shape(fault, entity)
        by_design = self._refuted_by_design.get((fault.id, entity))
        if exonerated is None and by_design is None:
            return found
        others = (None if exonerated is None else Against(exonerated, "exonerated", None, entity), by_design, found)
        return min((each for each in others if each is not None), key=_by_evidence)

    def against_by_shape(self, fault: FaultModel, entity: str) -> Against | None:
        """Return the counter-example to all faults that show in the same ways."""
        key = (fault.shape, entity)
        if key not in self._counter_examples:
            self._counter_examples[key] = self._counter_example(fault, entity)
        return self._counter_examples[key]

    # --- counter-examples -------------------------------------------------------------------

    def _counter_example(self, fault: FaultModel, entity: str) -> Against | None:
        """Find the plainest healthy case that the fault, were it there, must have spoilt."""
        return min(self._counter_examples_of(fault, entity), key=_by_evidence, default=None)

    def _counter_examples_of(self, fault: FaultModel, entity: str) -> Iterator[Against]:
        failures: Failures | None = None
        for path in fault.paths:
            by_entity = self.picture.occurrences.get(path.symptom.id)
            if by_entity is None or not path.certain or path.intermittent:
                continue
            for place in self.memory.related_among(entity, path.symptom.level, by_entity):
                occurrence = by_entity[place]
                if not self.memory.surely_related(entity, place) or self._came_another_way(occurrence):
                    continue
                if not surely_met(occurrence) or not self.guards_hold(path, entity, place):
                    continue
                if excluded(self, path, entity, place):
                    continue
                if failures is None:
                    failures = Failures.of(self._failing(fault, entity))
                if counts_against(self.model, occurrence, failures):
                    assert occurrence.evidence is not None
                    guards = [self.truths.supported(guard.slot, guard.at(entity, place)) for guard in path.guards]
                    parts = [occurrence.evidence, *(each for each in guards if each is not None)]
                    evidence = joined(parts, self.memory.claims_linking(entity, place))
                    yield Against(evidence, "counter-example", path.symptom.id, place)

    def _came_another_way(self, healthy: Occurrence) -> bool:
        """Tell whether a thing is where it should be although it did not come through an earlier stage."""
        return any(
            earlier.seen_missed or earlier.contradicted
            for symptom in healthy.symptom.symptom.follows
            if (earlier := self.picture.at(symptom, healthy.entity)) is not None
        )

    def _failing(self, fault: FaultModel, entity: str) -> Iterator[Occurrence]:
        """Yield what the fault might have spoilt, or might yet turn out to have."""
        for path in fault.paths:
            by_entity = self.picture.occurrences.get(path.symptom.id, {})
            for place in self.memory.related_among(entity, path.symptom.level, by_entity):
                occurrence = by_entity[place]
                if (
                    occurrence.state is not State.ABSENT
                    and occurrence.excused_by is None
                    and covers(self, path, entity, occurrence)
                ):
                    yield occurrence

    def guards_hold(self, path: PathModel, source: str, place: str) -> bool:
        """Tell whether everything is known to hold that a path from a fault at `source` to `place` depends on."""
        return all(self.truths.supported(guard.slot, guard.at(source, place)) is not None for guard in path.guards)


def _by_evidence(against: Against) -> Evidence:
    return against.evidence


def best(*evidence: Evidence | None) -> Evidence | None:
    """Return the best of several pieces of evidence."""
    return min((each for each in evidence if each is not None), default=None)


def joined(parts: list[Evidence], linking: Iterable[int] = ()) -> Evidence:
    """Return the evidence that consists of all parts together, and of the claims that link what they speak of."""
    claims = tuple(sorted({*linking, *(claim for part in parts for claim in part.claims)}))
    return Evidence(len(claims), max(part.unreliability for part in parts), claims, parts[0].production)


def covers(standings: Standings, path: PathModel, source: str, occurrence: Occurrence) -> bool:
    """Tell whether a path can be the way by which its fault, at `source`, shows as an occurrence.

    It cannot if a guard is refuted, if what excludes it holds, or if the thing has passed a stage
    that the path blocks.
    """
    if path.stages and not path.stages.isdisjoint(standings.picture.passed.get(occurrence.entity, _NO_STAGES)):
        return False
    return can_show(standings, path, source, occurrence.entity)


def can_show(standings: Standings, path: PathModel, source: str, place: str) -> bool:
    """Tell whether nothing rules a path out: no guard is refuted and nothing excludes it."""
    truths = standings.truths
    return all(truths.refuted(guard.slot, guard.at(source, place)) is None for guard in path.guards) and not excluded(
        standings, path, source, place
    )


def excluded(standings: Standings, path: PathModel, source: str, place: str) -> bool:
    """Tell whether something that excludes a path is known to hold."""
    truths = standings.truths
    return any(truths.supported(guard.slot, guard.at(source, place)) is not None for guard in path.unless)


_NO_STAGES: frozenset[str] = frozenset()


def surely_met(occurrence: Occurrence) -> bool:
    """Tell whether an expectation is known to be met, on more than somebody's word."""
    evidence = occurrence.evidence
    return occurrence.state is State.ABSENT and evidence is not None and evidence.reliability >= Reliability.SCREEN


@frozen
class Failures:
    """What did not go well, summed up so that many healthy cases can be held against it."""

    untimed: bool
    latest: datetime | None
    stages: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, occurrences: Iterable[Occurrence]) -> Failures:
        """Sum up occurrences that are not known to be met."""
        untimed, latest = False, None
        stages: dict[str, frozenset[str]] = {}
        for occurrence in occurrences:
            if occurrence.trigger is None:
                untimed = True
            elif latest is None or occurrence.trigger.earliest > latest:
                latest = occurrence.trigger.earliest
            stages[occurrence.entity] = stages.get(occurrence.entity, frozenset()) | {occurrence.symptom.stage}
        return cls(untimed, latest, stages)


def counts_against(model: Model, healthy: Occurrence, failures: Failures) -> bool:
    """Tell whether what went well came late enough to refute what would explain the failures.

    A fault may have begun between the two, unless what went well began no earlier than all that did not.
    That one thing came through an earlier stage than the one it failed at says as little.
    """
    failed_at = failures.stages.get(healthy.entity)
    if failed_at is not None and not model.behind[healthy.symptom.stage].isdisjoint(failed_at):
        return False
    began = healthy.trigger or healthy.no_later_than
    if began is None:
        return healthy.symptom.symptom.untimed_counts or not failures.stages
    return not failures.untimed and (failures.latest is None or failures.latest <= began.latest)
