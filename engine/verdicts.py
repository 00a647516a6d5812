"""Stratum 5: gates, roles and verdicts."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import cast

from attrs import define, evolve, field, frozen

from engine.consequences import Consequences, see_consequences, wait_with_what_failed
from engine.explanations import Part, explain
from engine.memory import Memory
from engine.model import FaultModel, FindingModel, Model, PathModel
from engine.presence import (
    Against,
    Failures,
    Presence,
    Standing,
    Standings,
    can_show,
    counts_against,
    covers,
    joined,
    surely_met,
)
from engine.propositions import Evidence
from engine.rules import Actor, Design, Late
from engine.symptoms import Occurrence, Picture, State


class Verdict(enum.Enum):
    """What is said of a fault."""

    CONFIRMED = "CONFIRMED"
    SUSPECTED = "SUSPECTED"
    MASKED = "MASKED"
    LATENT = "LATENT"
    RULED_OUT = "RULED_OUT"
    UNKNOWN = "UNKNOWN"


class Headline(enum.Enum):
    """What is said of the case."""

    FAULT_CONFIRMED = "FAULT_CONFIRMED"
    FAULT_SUSPECTED = "FAULT_SUSPECTED"
    INSUFFICIENT_EVIDENCE = "INSUFFICIENT_EVIDENCE"
    WAITING = "WAITING"
    AS_DESIGNED = "AS_DESIGNED"
    HEALTHY = "HEALTHY"


Place = tuple[str, str]
"""A symptom or fault by id, and the entity."""


@frozen
class Judgement:
    """The verdict about a fault or finding at an entity, and everything that led to it.

    Attributes:
        explains: Symptoms (by id and entity) that it explains.
        hidden_by: What must be repaired before it can be seen: faults or symptoms.
        explained_away_by: Confirmed faults that already explain all it could.
        follows: For a consequence, the confirmed faults it follows from.
        size: Size of the smallest explanation it is part of; 0 if it is in none.
    """

    subject: FaultModel | FindingModel
    entity: str
    verdict: Verdict
    presence: Presence
    evidence: Evidence | None = None
    against: Against | None = None
    root_cause: bool = True
    necessary: bool = False
    contradicted: bool = False
    foreseen: bool = False
    explains: tuple[Place, ...] = ()
    hidden_by: tuple[Place, ...] = ()
    explained_away_by: tuple[Place, ...] = ()
    follows: tuple[Place, ...] = ()
    size: int = 0
    position: int = 0

    @property
    def id(self) -> str:
        """Id of the fault or finding."""
        return self.subject.id

    @property
    def key(self) -> Place:
        """Id and entity."""
        return (self.subject.id, self.entity)


@define
class Judgements:
    """All verdicts of a case.

    Attributes:
        parts: The explanations of what confirmed faults do not explain.
        unexplained: Symptoms that nothing can explain.
        refuted_all: Symptoms whose every possible cause is ruled out.
        doomed: Waits that are in vain, with the ids of the confirmed faults that see to it.
        consequences: What waits for what.
    """

    items: tuple[Judgement, ...]
    parts: tuple[Part, ...]
    unexplained: frozenset[Place]
    refuted_all: frozenset[Place]
    hidden: Hidden
    doomed: dict[Place, tuple[str, ...]]
    consequences: Consequences

    def with_verdict(self, *verdicts: Verdict) -> Iterator[Judgement]:
        """Yield the judgements with one of these verdicts, best first."""
        return (item for item in self.items if item.verdict in verdicts)


@define
class Hidden:
    """Stages that cannot be observed at each entity, and what hides them."""

    model: Model
    picture: Picture
    _stages: dict[str, dict[str, Place]] = field(factory=lambda: defaultdict(dict))

    def hide(self, entity: str, stage: str, by: Place) -> None:
        """Hide what lies behind a stage at an entity, unless that is known to be passed."""
        if stage in self.picture.passed.get(entity, ()):
            return
        for behind in self.model.behind[stage]:
            self._stages[entity].setdefault(behind, by)

    def credit(self, symptom: Place, fault: Place) -> None:
        """Name the fault that explains a symptom as what hides the stages behind it."""
        stages = self._stages.get(symptom[1], {})
        for stage, by in stages.items():
            if by == symptom:
                stages[stage] = fault

    def rename(self, general: Place, specific: Place) -> None:
        """Name a fault that specifies another as what hides stages in its place."""
        for stages in self._stages.values():
            for stage, by in stages.items():
                if by == general:
                    stages[stage] = specific

    def by(self, entity: str, stage: str) -> Place | None:
        """Return what hides a stage at an entity; None if it can be observed."""
        stages = self._stages.get(entity)
        return None if stages is None else stages.get(stage)

    @property
    def anything(self) -> bool:
        """Whether any stage of any entity is hidden."""
        return bool(self._stages)


def judge(model: Model, memory: Memory, standings: Standings, picture: Picture, max_added: int) -> Judgements:
    """Reach a verdict on every fault and finding."""
    return _Court(model, memory, standings, picture, max_added).judge()


@define
class _Court:
    model: Model
    memory: Memory
    standings: Standings
    picture: Picture
    max_added: int
    hidden: Hidden = field(init=False)
    consequences: Consequences = field(init=False)
    confirmed: list[Judgement] = field(factory=list)
    explained: dict[Place, list[Place]] = field(factory=lambda: defaultdict(list))
    _hiders: dict[tuple[Hashable, str, frozenset[str]], tuple[Place, ...]] = field(factory=dict)
    _rivals_of: dict[tuple[Hashable, str], tuple[Place, ...]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.hidden = Hidden(self.model, self.picture)

    def judge(self) -> Judgements:
        standings = [
            standing
            for fault in self.model.faults.values()
            for entity in self.memory.by_level.get(fault.level, ())
            if (standing := self.standings.of(fault, entity)) is not None
        ]
        self._hide_by_symptoms()
        self.consequences = see_consequences(self.model, self.memory, self.standings.truths, self.picture)
        wait_with_what_failed(self.picture, self.consequences)
        identified = [standing for standing in standings if standing.presence is Presence.PRESENT]
        judged = {standing.key: self._judge_present(standing) for standing in sorted(identified, key=self._stage_of)}
        open_ = [
            occurrence
            for occurrence in self.picture.all()
            if occurrence.needs_cause and (occurrence.symptom.id, occurrence.entity) not in self.explained
        ]
        parts, candidates, unexplained, refuted_all = self._explain(open_)
        suspects = _suspects(parts, candidates)
        findings = [item for finding in self.model.findings.values() for item in self._judge_finding(finding)]
        present = _demote_refined(self.model, self.memory, [*judged.values(), *findings])
        self._credit_refinements(present)
        settled = {item.key: item for item in present}
        items = [
            settled[standing.key] if standing.key in settled else self._judge_absent(standing, suspects)
            for standing in standings
        ]
        items += present[len(judged) :]
        items = self._credit_consequences(items)
        return Judgements(
            tuple(sorted(items, key=_best_first)),
            parts,
            frozenset(unexplained),
            frozenset(refuted_all),
            self.hidden,
            self._doomed(),
            self.consequences,
        )

    def _doomed(self) -> dict[Place, tuple[str, ...]]:
        """Find what is still within its time and will not come all the same."""
        doomed: dict[Place, dict[str, None]] = defaultdict(dict)
        for item in self.confirmed:
            standing = self.standings.known[item.key]
            for path, occurrence in self._predicted(standing):
                waits = occurrence.state in (State.WAITING, State.GRACE)
                if (
                    path.certain
                    and not path.intermittent
                    and waits
                    and self.standings.guards_hold(path, standing.entity, occurrence.entity)
                ):
                    doomed[occurrence.symptom.id, occurrence.entity][item.id] = None
        return {place: tuple(faults) for place, faults in doomed.items()}

    def _credit_refinements(self, items: Iterable[Judgement]) -> None:
        """Name the faults that specify a general one as what hides the stages behind it."""
        roots = [item for item in items if item.verdict is Verdict.CONFIRMED and item.root_cause]
        for item in items:
            if item.verdict is Verdict.CONFIRMED and not item.root_cause and isinstance(item.subject, FaultModel):
                for root in roots:
                    level = self.memory.entities[root.entity].level
                    if (
                        isinstance(root.subject, FaultModel)
                        and item.id in root.subject.generals
                        and root.entity in self.memory.related(item.entity, level)
                    ):
                        self.hidden.rename(item.key, root.key)
                        break

    def _credit_consequences(self, items: list[Judgement]) -> list[Judgement]:
        """Let confirmed faults explain what waits for what they stop, and say of a consequence what it follows."""
        upstream = self.consequences.upstream
        if not upstream:
            return items
        stopped: dict[str, list[Judgement]] = defaultdict(list)
        for item in items:
            if item.verdict is Verdict.CONFIRMED and item.root_cause:
                for entity in dict.fromkeys(entity for _, entity in item.explains):
                    stopped[entity].append(item)
        explains: dict[Place, list[Place]] = defaultdict(list)
        follows: dict[str, dict[Place, None]] = defaultdict(dict)
        for occurrence in self.picture.all():
            if occurrence.symptom.symptom.derived and occurrence.seen_missed:
                for before in upstream.get(occurrence.entity, ()):
                    for item in stopped.get(before, ()):
                        explains[item.key].append((occurrence.symptom.id, occurrence.entity))
                        follows[occurrence.entity][item.key] = None
        return [
            evolve(item, explains=tuple(dict.fromkeys((*item.explains, *explains[item.key]))))
            if item.key in explains
            else evolve(item, follows=tuple(follows[item.entity]))
            if item.explains and isinstance(item.subject, FindingModel) and item.entity in follows
            else item
            for item in items
        ]

    def _stage_of(self, standing: Standing) -> tuple[int, int, int]:
        """Order faults so that those upstream come first."""
        depth = min(
            sum(path.symptom.stage in behind for behind in self.model.behind.values()) for path in standing.fault.paths
        )
        return depth, not standing.fault.blocks, standing.fault.rank

    # --- faults that are known to be there --------------------------------------------------

    def _judge_present(self, standing: Standing) -> Judgement:
        fault, entity = standing.fault, standing.entity
        found = [occurrence for path, occurrence in self._predicted(standing) if occurrence.needs_cause]
        explains = tuple(dict.fromkeys((occurrence.symptom.id, occurrence.entity) for occurrence in found))
        judgement = Judgement(
            fault, entity, Verdict.CONFIRMED, Presence.PRESENT, standing.shown, explains=explains, position=fault.rank
        )
        if explains:
            for place in explains:
                self.explained[place].append(standing.key)
                self.hidden.credit(place, standing.key)
        else:
            idle = self._idle(standing)
            if idle is not None:
                return evolve(judgement, verdict=idle[0], hidden_by=idle[1])
        self._hide_by_fault(standing)
        self.confirmed.append(judgement)
        return judgement

    def _predicted(self, standing: Standing) -> Iterator[tuple[PathModel, Occurrence]]:
        """Yield what the fault would explain if it were seen to go wrong."""
        for path in standing.fault.paths:
            by_entity = self.picture.occurrences.get(path.symptom.id)
            if not by_entity:
                continue
            for place in self.memory.related_among(standing.entity, path.symptom.level, by_entity):
                if not covers(self.standings, path, standing.entity, by_entity[place]):
                    continue
                if not self._forestalled(standing, path, place):
                    yield path, by_entity[place]

    def _forestalled(self, standing: Standing, path: PathModel, place: str) -> bool:
        """Tell whether a confirmed fault keeps things from getting as far as where this one would stop them."""
        hiders = (self.hidden.by(place, stage) for stage in path.stages)
        return any(
            hider is not None and hider[0] in self.model.faults and hider[0] not in standing.fault.generals
            for hider in hiders
        )

    def _idle(self, standing: Standing) -> tuple[Verdict, tuple[Place, ...]] | None:
        """Say why a fault that is there shows nowhere; None if nobody looked where it would show."""
        unlooked = False
        hiders: dict[Place, None] = {}
        looked = False
        for path in standing.fault.paths:
            for place in self._places(standing, path):
                occurrence = self.picture.at(path.symptom.id, place)
                if not can_show(self.standings, path, standing.entity, place):
                    continue
                if occurrence is not None and occurrence.state is State.ABSENT:
                    # That other things went well before says nothing of those that came since.
                    fresh = occurrence.fresh or place == standing.entity
                    if path.certain and fresh:
                        return Verdict.LATENT, ()
                    looked = looked or fresh
                    unlooked = unlooked or not fresh
                    continue
                if occurrence is not None and occurrence.state in (State.WAITING, State.GRACE):
                    looked = True
                    continue
                hider = self._hider(standing, place, path)
                if hider is not None:
                    hiders[hider] = None
                elif occurrence is None or occurrence.upstream is None:
                    unlooked = True
        if unlooked:
            return None
        if hiders:
            return Verdict.MASKED, tuple(hiders)
        return (Verdict.LATENT, ()) if looked else None

    def _hider(self, standing: Standing, place: str, path: PathModel) -> Place | None:
        """Return what hides a path's end; what a fault makes precise does not hide it."""
        hider = self.hidden.by(place, path.symptom.stage)
        return None if hider is None or hider[0] in standing.fault.generals else hider

    def _places(self, standing: Standing, path: PathModel) -> Sequence[str]:
        """Return where a fault would show by a path: of things beside it only those that some fact speaks of."""
        places = self.memory.related(standing.entity, path.symptom.level)
        own = self.memory.entities[standing.entity].chain
        return [
            place
            for place in places
            if place in own or standing.entity in self.memory.entities[place].chain or self.memory.spoken_of(place)
        ]

    # --- gates ------------------------------------------------------------------------------

    def _hide_by_symptoms(self) -> None:
        for occurrence in self.picture.all():
            if occurrence.state in (State.PRESENT, State.REPORTED) and occurrence.excused_by is None:
                by = (occurrence.symptom.id, occurrence.entity)
                self.hidden.hide(occurrence.entity, occurrence.symptom.stage, by)

    def _hide_by_fault(self, standing: Standing) -> None:
        for effect, stage in standing.fault.blocks:
            level = self.model.program.levels[effect.scope.kind]
            for reached in self.memory.related(standing.entity, level):
                for below in self.model.levels:
                    paths = [path for path in standing.fault.paths if path.symptom.level == below]
                    for place in self.memory.related(reached, below):
                        # What the fault cannot show at, it does not stop either.
                        shows = (can_show(self.standings, path, standing.entity, place) for path in paths)
                        barred = paths and not any(shows)
                        if not barred and self.memory.goes_through(place, reached):
                            self.hidden.hide(place, stage, standing.key)

    def _masks(self, standing: Standing) -> tuple[Place, ...]:
        """Return what hides all symptoms of a fault; empty if some can be observed."""
        hiders: dict[Place, None] = {}
        barred = False
        for path in standing.fault.paths:
            for place in self._places(standing, path):
                if not can_show(self.standings, path, standing.entity, place):
                    barred = True
                    continue
                hider = self._hider(standing, place, path)
                if hider is None:
                    return ()
                hiders[hider] = None
        # Where it could show in another way but for what is seen, a symptom alone does not prove that it is hidden.
        if barred and not any(identity in self.model.faults for identity, _ in hiders):
            return ()
        return tuple(hiders)

    # --- faults that may be there -----------------------------------------------------------

    def _explain(
        self, open_: list[Occurrence]
    ) -> tuple[tuple[Part, ...], dict[Place, list[Place]], set[Place], set[Place]]:
        """Explain what confirmed faults do not; also say what nothing explains."""
        covering: dict[Place, list[Place]] = {}
        unexplained: set[Place] = set()
        refuted_all: set[Place] = set()
        for occurrence in open_:
            place = (occurrence.symptom.id, occurrence.entity)
            found, refuted = self._coverers(occurrence)
            if found:
                covering[place] = [standing.key for standing in sorted(found, key=_likelier_first)]
            elif not self._veiled(occurrence):
                unexplained.add(place)
                if refuted:
                    refuted_all.add(place)
        parts = explain(covering, max_added=self.max_added)
        return parts, covering, unexplained, refuted_all

    def _coverers(self, occurrence: Occurrence) -> tuple[list[Standing], bool]:
        found, refuted = [], False
        for fault in self.model.coverers.get(occurrence.symptom.id, ()):
            paths = fault.by_symptom[occurrence.symptom.id]
            for entity in self.memory.related(occurrence.entity, fault.level):
                standing = self.standings.of(fault, entity)
                if standing is None or not any(covers(self.standings, path, entity, occurrence) for path in paths):
                    continue
                if standing.presence is Presence.UNKNOWN:
                    found.append(standing)
                refuted = refuted or standing.presence is Presence.ABSENT
        return found, refuted

    def _veiled(self, occurrence: Occurrence) -> bool:
        """Tell whether what could explain a symptom cannot be seen yet, so that nothing is said of it either way."""
        return self.hidden.anything and any(
            standing is not None and standing.presence is Presence.UNKNOWN and self._masks(standing)
            for fault in self.model.coverers.get(occurrence.symptom.id, ())
            for entity in self.memory.related(occurrence.entity, fault.level)
            if (standing := self.standings.of(fault, entity))
        )

    def _judge_absent(self, standing: Standing, suspects: dict[Place, _Suspicion]) -> Judgement:
        suspicion = suspects.get(standing.key)
        if standing.foreseen is not None and not standing.contradicted and suspicion is None:
            return _verdict(
                standing, Verdict.LATENT, presence=Presence.PRESENT, evidence=standing.foreseen, foreseen=True
            )
        if standing.presence is Presence.ABSENT:
            return _verdict(standing, Verdict.RULED_OUT)
        if suspicion is not None:
            return _verdict(
                standing,
                Verdict.SUSPECTED,
                evidence=standing.shown or standing.foreseen or self._evidence_of(suspicion.explains),
                necessary=suspicion.necessary,
                size=suspicion.size,
                explains=suspicion.explains,
            )
        if standing.contradicted:
            return _verdict(standing, Verdict.SUSPECTED, evidence=standing.shown)
        if standing.shown is not None:
            return _verdict(standing, Verdict.SUSPECTED, evidence=standing.shown)
        key = (standing.fault.shape, standing.entity)
        if self.hidden.anything:
            veil = (*key, standing.fault.generals)
            if veil not in self._hiders:
                self._hiders[veil] = self._masks(standing)
            if self._hiders[veil]:
                return _verdict(standing, Verdict.MASKED, hidden_by=self._hiders[veil])
        if not self.explained:
            return _verdict(standing, Verdict.UNKNOWN)
        if key not in self._rivals_of:
            self._rivals_of[key] = self._rivals(standing)
        return _verdict(standing, Verdict.UNKNOWN, explained_away_by=self._rivals_of[key])

    def _evidence_of(self, places: Iterable[Place]) -> Evidence | None:
        for symptom, entity in places:
            occurrence = self.picture.at(symptom, entity)
            if occurrence is not None and occurrence.evidence is not None:
                return occurrence.evidence
        return None

    def _rivals(self, standing: Standing) -> tuple[Place, ...]:
        rivals: dict[Place, None] = {}
        for _, occurrence in self._predicted(standing):
            for rival in self.explained.get((occurrence.symptom.id, occurrence.entity), ()):
                rivals[rival] = None
        return tuple(rivals)

    # --- findings ---------------------------------------------------------------------------

    def _judge_finding(self, finding: FindingModel) -> Iterator[Judgement]:
        truths, platforms = self.standings.truths, self.standings.platforms
        value = finding.finding
        for entity in self.memory.by_level.get(finding.level, ()):
            if not platforms.allow(entity, value.platforms, value.not_on):
                continue
            if finding.guard is not None and truths.refuted(finding.guard, entity) is not None:
                continue
            shown = truths.supported(finding.shown, entity) or truths.supported(finding.named, entity)
            if shown is not None and value.only_if:
                late = [joined([shown, evidence]) for evidence in self._late(value.only_if, entity)]
                shown = min(late, default=None)
            against = truths.refuted(finding.shown, entity) or truths.supported(finding.refuted, entity)
            against = against or self._healthy(value.spoils, entity)
            verdict, presence = _FINDING_VERDICTS[shown is not None, against is not None]
            yield Judgement(
                finding,
                entity,
                verdict,
                presence,
                shown,
                None if against is None else Against(against, "direct", None, entity),
                root_cause=False,
                contradicted=shown is not None and against is not None,
                explains=tuple(self._followed(finding, entity)) if shown is not None else (),
                position=len(self.model.faults) + finding.rank,
            )

    def _late(self, wanted: Iterable[Late], entity: str) -> Iterator[Evidence]:
        """Yield what shows that one of the symptoms is missed at something that belongs to an entity."""
        for late in wanted:
            for place, occurrence in self.picture.occurrences.get(late.symptom, {}).items():
                own = self.memory.entities[place]
                if (
                    occurrence.state in (State.PRESENT, State.REPORTED)
                    and occurrence.excused_by is None
                    and entity in own.chain
                    and self._is_of(own.kind, late.thing.kind)
                    and occurrence.evidence is not None
                ):
                    yield occurrence.evidence

    def _is_of(self, kind: str, wanted: str) -> bool:
        """Tell whether a thing is of a kind: its own, what that is a special case of, or another name of the same."""
        kinds, levels = self.memory.kinds, self.memory.levels
        if wanted in kinds.get(kind, (kind,)):
            return True
        return levels.get(kind) == levels.get(wanted) and len(kinds.get(kind, ())) == len(kinds.get(wanted, ())) == 1

    def _healthy(self, spoilt: Iterable[str], entity: str) -> Evidence | None:
        """Return what shows that something below went well after all that did not."""
        for symptom in spoilt:
            below = [
                occurrence
                for place, occurrence in self.picture.occurrences.get(symptom, {}).items()
                if entity in self.memory.entities[place].chain
            ]
            failures = Failures.of(item for item in below if item.state is not State.ABSENT and item.excused_by is None)
            for item in below:
                if surely_met(item) and counts_against(self.model, item, failures):
                    return item.evidence
        return None

    def _followed(self, finding: FindingModel, entity: str) -> Iterator[Place]:
        for symptom in finding.finding.follows_from:
            by_entity = self.picture.occurrences.get(symptom, {})
            for place, occurrence in by_entity.items():
                derived = occurrence.symptom.symptom.derived and occurrence.excused_by is None
                late = occurrence.needs_cause or (derived and occurrence.seen_missed)
                if late and place in self.memory.related(entity, occurrence.symptom.level):
                    yield symptom, place


_FINDING_VERDICTS = {
    (True, False): (Verdict.CONFIRMED, Presence.PRESENT),
    (True, True): (Verdict.SUSPECTED, Presence.UNKNOWN),
    (False, True): (Verdict.RULED_OUT, Presence.ABSENT),
    (False, False): (Verdict.UNKNOWN, Presence.UNKNOWN),
}


def _verdict(
    standing: Standing,
    verdict: Verdict,
    *,
    presence: Presence | None = None,
    evidence: Evidence | None = None,
    foreseen: bool = False,
    necessary: bool = False,
    size: int = 0,
    explains: tuple[Place, ...] = (),
    hidden_by: tuple[Place, ...] = (),
    explained_away_by: tuple[Place, ...] = (),
) -> Judgement:
    """Make the judgement of a fault that is not known to be there."""
    return Judgement(
        subject=standing.fault,
        entity=standing.entity,
        verdict=verdict,
        presence=standing.presence if presence is None else presence,
        evidence=evidence,
        against=None if foreseen else standing.against,
        necessary=necessary,
        contradicted=standing.contradicted,
        foreseen=foreseen,
        explains=explains,
        hidden_by=hidden_by,
        explained_away_by=explained_away_by,
        size=size,
        position=standing.fault.rank,
    )


@frozen
class _Suspicion:
    size: int
    necessary: bool
    explains: tuple[Place, ...]


def _suspects(parts: Iterable[Part], candidates: dict[Place, list[Place]]) -> dict[Place, _Suspicion]:
    """Return every fault that some smallest explanation needs."""
    suspects: dict[Place, _Suspicion] = {}
    for part in parts:
        places: dict[Place, list[Place]] = defaultdict(list)
        for symptom in part.symptoms:
            assert isinstance(symptom, tuple)
            for fault in candidates[symptom]:
                places[fault].append(symptom)
        # Where no set is small enough, everything that explains something stays under suspicion.
        sets = part.sets or tuple((fault,) for fault in places)
        size_of: dict[Place, int] = {}
        for members in sets:
            for member in members:
                size_of.setdefault(cast(Place, member), len(members))
        in_all = frozenset(part.sets[0]).intersection(*part.sets) if part.sets else frozenset()
        for fault, size in size_of.items():
            suspects[fault] = _Suspicion(size, fault in in_all, tuple(places[fault]))
    return suspects


def _likelier_first(standing: Standing) -> tuple[bool, int, int, str]:
    """Order suspects: supported by something, then by how common they are, then as the guide lists them."""
    return (
        standing.shown is None and standing.foreseen is None,
        -standing.fault.fault.prior,
        standing.fault.rank,
        standing.entity,
    )


def _demote_refined(model: Model, memory: Memory, items: list[Judgement]) -> list[Judgement]:
    """Let a fault that is there be no root cause of its own where another that is there specifies it.

    What it explains, that other one explains with it.
    """
    there: dict[str, list[Judgement]] = defaultdict(list)
    for item in items:
        if _is_there(item):
            there[item.id].append(item)
    taken: dict[Place, list[Place]] = defaultdict(list)
    demoted: set[Place] = set()
    for item in items:
        if not _is_there(item):
            continue
        for refinement in model.refinements.get(item.id, ()):
            for specific in there.get(refinement, ()):
                if specific.entity in memory.related(item.entity, memory.entities[specific.entity].level):
                    demoted.add(item.key)
                    taken[specific.key] += _of(memory, specific, item.explains)
    return [
        evolve(
            item,
            root_cause=item.root_cause and item.key not in demoted,
            explains=tuple(dict.fromkeys((*item.explains, *taken.get(item.key, ())))),
        )
        if item.key in demoted or item.key in taken
        else item
        for item in items
    ]


def _of(memory: Memory, specific: Judgement, places: Iterable[Place]) -> list[Place]:
    """Return those places that belong together with a fault's own."""
    return [place for place in places if place[1] in memory.related(specific.entity, memory.entities[place[1]].level)]


def _is_there(item: Judgement) -> bool:
    return item.verdict is Verdict.CONFIRMED or (item.verdict is Verdict.MASKED and item.presence is Presence.PRESENT)


_VERDICT_ORDER = {verdict: position for position, verdict in enumerate(Verdict)}


def _best_first(item: Judgement) -> tuple[int, bool, int, bool, int, int, str]:
    prior = -item.subject.fault.prior if isinstance(item.subject, FaultModel) else 0
    return (
        _VERDICT_ORDER[item.verdict],
        not item.root_cause,
        item.size,
        item.evidence is None,
        prior if item.verdict is Verdict.SUSPECTED else 0,
        item.position,
        item.entity,
    )


def headline_of(picture: Picture, judgements: Judgements) -> Headline:
    """Sum the case up; the worst thing found decides."""
    confirmed = list(judgements.with_verdict(Verdict.CONFIRMED))
    if any(item.root_cause for item in confirmed):
        return Headline.FAULT_CONFIRMED
    located = any(_stands_out(item, picture) for item in confirmed)
    if located or any(True for _ in judgements.with_verdict(Verdict.SUSPECTED)):
        return Headline.FAULT_SUSPECTED
    occurrences = list(picture.all())
    if judgements.unexplained:
        return Headline.INSUFFICIENT_EVIDENCE
    if any(occurrence.state in (State.WAITING, State.GRACE) and _awaited(occurrence) for occurrence in occurrences):
        return Headline.WAITING
    if any(occurrence.excused_by is not None for occurrence in occurrences):
        return Headline.AS_DESIGNED
    if any(occurrence.dim or occurrence.contradicted for occurrence in occurrences):
        return Headline.INSUFFICIENT_EVIDENCE
    if any(occurrence.state is State.ABSENT for occurrence in occurrences):
        return Headline.HEALTHY
    if any(holding.expected.expected.kind is not Design.TRANSIENT and holding.observed for holding in picture.holding):
        return Headline.AS_DESIGNED
    return Headline.INSUFFICIENT_EVIDENCE


def _stands_out(item: Judgement, picture: Picture) -> bool:
    """Tell whether a finding says of something that went wrong, not of something merely not due yet."""
    if item.explains or not isinstance(item.subject, FindingModel):
        return True
    return not any(
        occurrence.state is not State.UNKNOWN
        for symptom in item.subject.finding.follows_from
        for occurrence in picture.occurrences.get(symptom, {}).values()
    )


def _awaited(occurrence: Occurrence) -> bool:
    """Tell whether there is something to wait for: an expectation that has begun."""
    return occurrence.due_at is not None or occurrence.excused_by is not None


def vendor_side(item: Judgement) -> bool:
    """Tell whether only the vendor can repair a fault."""
    subject = item.subject
    remedy = subject.fault.remedy if isinstance(subject, FaultModel) else subject.finding.remedy
    return remedy.by is Actor.VENDOR
