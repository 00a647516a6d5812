"""Stratum 6: which check comes next, what to repair in which order, and whether a retry is of use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from engine.memory import Memory
from engine.model import CheckModel, EscalationModel, FaultModel, Model
from engine.platforms import Platforms
from engine.presence import Presence
from engine.propositions import Truths
from engine.rules import Design, Escalation, Expected, FieldRef
from engine.symptoms import Occurrence, Picture, State
from engine.verdicts import Headline, Judgement, Judgements, Place, Verdict, vendor_side


@frozen
class NextCheck:
    """A question still open.

    Attributes:
        id: The check's id.
        question: What to find out.
        decides: Ids of the open faults it decides.
        after: Ids of faults to repair first, or symptoms to resolve; until then it shows nothing.
        because: Why it stands where it stands: ``contradicted``, ``favoured``, ``ladder``, ``suspected``,
            ``refines`` or ``masked``.
        check: The check; None for the question when a symptom began.
        since: The field that would say when a symptom began.
    """

    id: str
    question: str
    decides: tuple[str, ...]
    after: tuple[str, ...]
    because: str
    check: CheckModel | None = None
    since: FieldRef | None = None


@frozen
class Repair:
    """A fault to repair, and what to expect of it.

    Attributes:
        judgement: The fault.
        clears: Symptoms that should go.
        remains: Symptoms that stay for another fault's sake, with that fault's id.
        reveals: Ids of faults that can be seen only then.
        resync: Records to try again afterwards, in order.
    """

    judgement: Judgement
    clears: tuple[Place, ...]
    remains: tuple[tuple[Place, str], ...]
    reveals: tuple[str, ...]
    resync: tuple[str, ...] = ()


@frozen
class Retry:
    """Whether trying a record again is of use: ``safe``, ``useless_until``, ``duplicate_risk`` or ``unknown``."""

    record: str
    advice: str
    until: tuple[str, ...] = ()
    reason: str = ""


@frozen
class Plan:
    """Everything to do next."""

    checks: tuple[NextCheck, ...]
    repairs: tuple[Repair, ...]
    retries: tuple[Retry, ...]
    escalations: tuple[EscalationModel, ...]
    reasons: tuple[str, ...] = field(default=())

    @property
    def escalate(self) -> bool:
        """Whether to turn to somebody else."""
        return bool(self.escalations or self.reasons)


@frozen
class Known:
    """What planning looks at."""

    model: Model
    memory: Memory
    truths: Truths
    platforms: Platforms
    picture: Picture
    judgements: Judgements
    headline: Headline
    _answered: dict[str, bool] = field(factory=dict)

    def answered(self, check: CheckModel) -> bool:
        """Tell whether the facts answer a check."""
        if check.id not in self._answered:
            self._answered[check.id] = answered(self.memory, check)
        return self._answered[check.id]


def plan(known: Known) -> Plan:
    """Work out what to do next."""
    escalations, reasons = _escalate(known)
    # While somebody must be asked before anything is touched, nothing is to be repaired or tried again.
    held = [item.escalation for item in escalations if item.escalation.holds_repairs]
    return Plan(
        checks=tuple(_checks(known)),
        repairs=() if held else _repairs(known),
        retries=tuple(_held(known, held[0]) if held else _retries(known)),
        escalations=escalations,
        reasons=reasons,
    )


# --- checks ---------------------------------------------------------------------------------


def _checks(known: Known) -> Iterator[NextCheck]:
    open_verdicts = _open_faults(known)
    given: set[str] = set()
    for check in _candidates(known, open_verdicts):
        if check.id not in given:
            given.add(check.id)
            yield check


def _candidates(known: Known, open_: dict[str, Judgement]) -> Iterator[NextCheck]:
    for item in known.judgements.items:
        if item.contradicted and isinstance(item.subject, FaultModel):
            yield from _settling(known, item, open_)
    for fault in _favoured(known):
        yield from _asked(known, (known.model.faults[fault].fault.check,), open_, "favoured")
    climbing = list(_unresolved(known))
    for occurrence in climbing:
        yield from _asked(known, occurrence.symptom.symptom.ladder, open_, "ladder")
    for occurrence in climbing:
        yield from _since_when(occurrence)
    yield from _asked(known, _checks_of_suspects(known), open_, "suspected")
    if not climbing and known.headline in (Headline.INSUFFICIENT_EVIDENCE, Headline.HEALTHY):
        for rulebase in known.model.rulebases:
            yield from _asked(known, rulebase.start.checks, open_, "ladder")
    for item in known.judgements.with_verdict(Verdict.CONFIRMED):
        if not item.root_cause:
            continue  # What specifies it is confirmed already.
        for refinement in known.model.refinements.get(item.id, ()):
            if refinement in open_:
                yield from _asked(known, (known.model.faults[refinement].fault.check,), open_, "refines")
    asked: set[str] = set()
    for item in known.judgements.with_verdict(Verdict.MASKED):
        if isinstance(item.subject, FaultModel) and item.presence is Presence.UNKNOWN and item.id not in asked:
            asked.add(item.id)
            after = tuple(dict.fromkeys(identity for identity, _ in item.hidden_by))
            for check in _asked(known, (item.subject.fault.check,), open_, "masked"):
                yield NextCheck(check.id, check.question, check.decides, after, "masked", check.check)


def _checks_of_suspects(known: Known) -> list[str]:
    """Return the checks that decide what is suspected, in the order of the guides' ladders, then of the guides."""
    suspects = (item.subject for item in known.judgements.with_verdict(Verdict.SUSPECTED))
    checks = {subject.fault.check for subject in suspects if isinstance(subject, FaultModel)}
    last = len(known.model.check_rank)
    return sorted(checks, key=lambda check: (known.model.check_rank.get(check, last), known.model.checks[check].rank))


def _open_faults(known: Known) -> dict[str, Judgement]:
    """Return the faults and findings not yet decided, by id."""
    return {
        item.id: item
        for item in known.judgements.items
        if item.contradicted or item.verdict in (Verdict.SUSPECTED, Verdict.UNKNOWN, Verdict.MASKED)
    }


def _settling(known: Known, item: Judgement, open_: dict[str, Judgement]) -> Iterator[NextCheck]:
    """Yield what settles a contradiction: another way to see the fault, else to look again."""
    assert isinstance(item.subject, FaultModel)
    fault = item.subject.fault
    others = list(_asked(known, fault.settled_by, open_, "contradicted"))
    if others:
        yield from others
    else:
        check = known.model.checks[fault.check]
        yield NextCheck(check.id, check.check.question, (item.id,), (), "contradicted", check)


def _favoured(known: Known) -> Iterator[str]:
    """Yield the fault that alone explains what others could explain only together."""
    for part in known.judgements.parts:
        singles = [members for members in part.sets if len(members) == 1]
        if len(part.symptoms) > 1 and len(singles) == 1:
            assert isinstance(singles[0][0], tuple)
            yield singles[0][0][0]


def _unresolved(known: Known) -> Iterator[Occurrence]:
    """Yield, once for each symptom, what is still to be explained or looked into."""
    explained = {
        place for item in known.judgements.with_verdict(Verdict.CONFIRMED) if item.root_cause for place in item.explains
    }
    for by_entity in known.picture.occurrences.values():
        for occurrence in by_entity.values():
            place = (occurrence.symptom.id, occurrence.entity)
            if (occurrence.needs_cause and place not in explained) or occurrence.look or _held_up(known, occurrence):
                yield occurrence
                break


def _held_up(known: Known, occurrence: Occurrence) -> bool:
    """Tell whether something failed only because of another, and nobody knows which."""
    upstream = known.judgements.consequences.upstream
    derived = occurrence.symptom.symptom.derived and occurrence.seen_missed
    return derived and all(before in upstream for before in upstream.get(occurrence.entity, ()))


def _asked(known: Known, ladder: Iterable[str], open_: dict[str, Judgement], because: str) -> Iterator[NextCheck]:
    """Yield the steps of a ladder that apply, are not answered and still decide something."""
    for step in ladder:
        check = known.model.checks[step]
        if known.answered(check) or not applies(known, check):
            continue
        decides = tuple(identity for identity in check.decides if identity in open_)
        if check.decides and not decides and not _may_hold(known, check):
            continue
        yield NextCheck(check.id, check.check.question, decides, (), because, check)


def _may_hold(known: Known, check: CheckModel) -> bool:
    """Tell whether a check could show that all is as expected."""
    holding = {holding.expected.id for holding in known.picture.holding}
    return any(item.id in check.decides and item.id not in holding for item in known.model.expected)


def applies(known: Known, check: CheckModel) -> bool:
    """Tell whether a check makes sense on the platforms and with the things of a case."""
    integrations = known.memory.by_level["integration"]
    if not any(known.platforms.allow(entity, check.check.platforms, check.check.not_on) for entity in integrations):
        return False
    if check.check.asks and all(ref.observable.channel.value in known.memory.dead for ref in check.check.asks):
        return False  # Nobody can look there now.
    if check.when is None:
        return True
    entities = known.memory.by_level.get(check.level, ())
    return any(known.truths.refuted(check.when, entity) is None for entity in entities)


def answered(memory: Memory, check: CheckModel) -> bool:
    """Tell whether the facts answer a check: each thing it asks for is known of some thing."""
    return bool(check.check.asks) and all(
        any(
            index not in memory.dim
            for entity in memory.by_level.get(memory.levels.get(ref.thing.kind, ""), ())
            for index in memory.claims_of(entity, ref)
        )
        for ref in check.check.asks
    )


def _since_when(occurrence: Occurrence) -> Iterator[NextCheck]:
    """Yield the question when a symptom began, where only that it is there is known."""
    windows = occurrence.symptom.symptom.windows
    if occurrence.state is State.REPORTED and occurrence.trigger is None and windows:
        since = windows[-1].since
        question = f"Since when? {since.observable.meaning}"
        yield NextCheck(f"{occurrence.symptom.id}#since", question, (), (), "ladder", None, since)


# --- repairs --------------------------------------------------------------------------------


def _repairs(known: Known) -> tuple[Repair, ...]:
    items = [
        item
        for item in known.judgements.with_verdict(Verdict.CONFIRMED, Verdict.MASKED)
        if item.presence is Presence.PRESENT and item.root_cause and isinstance(item.subject, FaultModel)
    ]
    ahead = _ahead(known, items)
    entities = known.memory.entities
    ordered = sorted(
        items,
        # What reaches further first: what it repairs may be what the narrower repair needs.
        key=lambda item: (ahead[item.key], len(entities[item.entity].chain), item.position, item.entity),
    )
    holding = _holding(items)
    revealed = _revealed(known)
    resync = _to_resync(known, ordered)
    return tuple(_repair(item, holding, revealed.get(item.key, ()), resync.get(item.key, ())) for item in ordered)


def _ahead(known: Known, items: Sequence[Judgement]) -> dict[Place, int]:
    """Count the repairs that come before each.

    Coming before is transitive: what has fewer repairs in front of it never stands behind one of them.
    """
    faults = {item.id: item.subject for item in items if isinstance(item.subject, FaultModel)}
    counts = Counter(item.id for item in items)
    places = Counter(item.entity for item in items)
    by_fault = {
        second: sum(
            counts[first] - (first == second)
            for first in faults
            if _comes_before(known.model, faults[first], faults[second])
        )
        for second in faults
    }
    upstream = known.judgements.consequences.upstream
    return {
        item.key: by_fault[item.id] + sum(places[before] for before in upstream.get(item.entity, ())) for item in items
    }


def _comes_before(model: Model, first: FaultModel, second: FaultModel) -> bool:
    """Tell whether the first blocks a stage in front of all that the second shows at."""
    behind = {stage for _, blocked in first.blocks for stage in model.behind[blocked]}
    own = {path.symptom.stage for path in second.paths}
    return bool(own) and own <= behind


def _holding(items: Sequence[Judgement]) -> dict[Place, Counter[str]]:
    """Count for each symptom, fault by fault, the repairs that it surely waits for."""
    found: dict[Place, Counter[str]] = {}
    for item in items:
        for place in item.explains:
            if _surely_shows(item, place):
                found.setdefault(place, Counter())[item.id] += 1
    return found


def _surely_shows(item: Judgement, place: Place) -> bool:
    """Tell whether a fault must show as a symptom, so that it stays until the fault is repaired."""
    assert isinstance(item.subject, FaultModel)
    return any(path.certain for path in item.subject.by_symptom.get(place[0], ()))


def _revealed(known: Known) -> dict[Place, dict[str, None]]:
    """Return for each fault the ids of those that it hides."""
    found: dict[Place, dict[str, None]] = {}
    for item in known.judgements.with_verdict(Verdict.MASKED):
        for hider in item.hidden_by:
            found.setdefault(hider, {})[item.id] = None
    return found


def _repair(
    item: Judgement, holding: Mapping[Place, Counter[str]], reveals: Iterable[str], resync: tuple[str, ...]
) -> Repair:
    remains = tuple(
        (place, fault)
        for place in item.explains
        for fault, count in holding.get(place, Counter()).items()
        if count > (fault == item.id and _surely_shows(item, place))
    )
    kept = {place for place, _ in remains}
    clears = tuple(place for place in item.explains if place not in kept)
    return Repair(item, clears, remains, tuple(reveals), resync)


def _to_resync(known: Known, ordered: Sequence[Judgement]) -> dict[Place, tuple[str, ...]]:
    """Return for each repair the records to try again by hand after it: each waits for the last that it needs."""
    copies = _may_be_copied(known)
    last: dict[str, Judgement] = {}
    by_hand: set[str] = set()
    for item in ordered:
        assert isinstance(item.subject, FaultModel)
        for entity in _held_by(known, item):
            last[entity] = item
            if item.subject.fault.remedy.retries_itself is False:
                by_hand.add(entity)
    found: dict[Place, list[str]] = {}
    for record in _to_retry(known):
        if record in by_hand and record not in copies:
            found.setdefault(last[record].key, []).append(record)
    return {key: tuple(records) for key, records in found.items()}


# --- retries --------------------------------------------------------------------------------


def _may_be_copied(known: Known) -> dict[str, None]:
    """Return the records that something went wrong with and that may have reached their destination all the same."""
    missed = (item.entity for item in known.picture.all() if item.seen_missed and item.symptom.symptom.retryable)
    slots = known.model.duplicate_risks
    return {
        entity: None
        for entity in dict.fromkeys(missed)
        if known.memory.entities[entity].level not in ("integration", "account")
        and any(known.truths.supported(slot, entity) is not None for slot in slots)
    }


def _held(known: Known, escalation: Escalation) -> Iterator[Retry]:
    for record in _to_retry(known):
        yield Retry(record, "useless_until", (escalation.id,), f"{escalation.title}: ask {escalation.to} first.")


def _retries(known: Known) -> Iterator[Retry]:
    """Say for every record that did not go through whether to try it again."""
    waiting = {
        entity: holding.expected.expected
        for holding in known.picture.holding
        if holding.expected.expected.kind is Design.TRANSIENT
        for _, entity in holding.explains
    }
    causes: dict[str, dict[str, None]] = {}
    for (_, entity), doomed_by in known.judgements.doomed.items():
        causes.setdefault(entity, {}).update(dict.fromkeys(doomed_by))
    for item in known.judgements.with_verdict(Verdict.CONFIRMED):
        if item.root_cause:
            for entity in _held_by(known, item):
                causes.setdefault(entity, {})[item.id] = None
    for entity, before in known.judgements.consequences.upstream.items():
        for earlier in before:
            if earlier in waiting:
                waiting.setdefault(entity, waiting[earlier])
    for entity, earlier in _behind(known):
        causes.setdefault(entity, {}).update(causes.get(earlier, {}))
        if earlier in waiting:
            waiting.setdefault(entity, waiting[earlier])
    copies = _may_be_copied(known)
    for entity in dict.fromkeys((*_to_retry(known), *copies)):
        faults = tuple(causes.get(entity, ()))
        if entity in copies:
            yield Retry(entity, "duplicate_risk", faults, "A copy of it may be at its destination already.")
        elif faults and all(known.model.faults[each].fault.remedy.is_retry for each in faults):
            yield Retry(entity, "safe", (), f"{known.model.faults[faults[0]].fault.title}.")
        elif faults:
            yield Retry(entity, "useless_until", faults, "Nothing changes until this is repaired.")
        elif entity in waiting and waiting[entity].bars_retry:
            yield Retry(entity, "useless_until", (waiting[entity].id,), _how_to_retry(waiting[entity]))
        elif entity in waiting:
            yield Retry(entity, "safe", (), _how_to_retry(waiting[entity]))
        else:
            yield Retry(entity, "unknown", (), "The cause is not known yet.")


def _held_by(known: Known, item: Judgement) -> dict[str, None]:
    """Return what waits for a repair: what the fault explains, and its own thing if that is held up."""
    held = {entity: None for _, entity in item.explains}
    if item.entity in known.judgements.consequences.upstream:
        held[item.entity] = None
    return held


def _behind(known: Known) -> Iterator[tuple[str, str]]:
    """Yield what failed only because of something that belongs to it, with that."""
    for occurrence in known.picture.all():
        if occurrence.upstream is not None:
            level = known.model.symptoms[occurrence.upstream].level
            among = known.picture.occurrences.get(occurrence.upstream, {})
            for place in known.memory.related_among(occurrence.entity, level, among):
                if place != occurrence.entity:
                    yield occurrence.entity, place


def _how_to_retry(expected: Expected) -> str:
    """Say what happens with a record that is only held up for a while: what the guide advises, else nothing."""
    if expected.advice is None:
        return f"{expected.title}; it is tried again by itself."
    return f"{expected.title}. {expected.advice}"


def _to_retry(known: Known) -> tuple[str, ...]:
    """Return the records that did not go through, each after those it waits for."""
    failed = (occurrence.entity for occurrence in known.picture.all() if _failed(known, occurrence))
    return known.judgements.consequences.in_order(failed)


def _failed(known: Known, occurrence: Occurrence) -> bool:
    """Tell whether a record did not go through, or only because it is about to be tried again."""
    if known.memory.entities[occurrence.entity].level in ("integration", "account"):
        return False
    if not occurrence.symptom.symptom.retryable:
        return False
    if (occurrence.symptom.id, occurrence.entity) in known.judgements.doomed:
        return True
    retried = occurrence.excused_by is not None and occurrence.excused_by.expected.kind is Design.TRANSIENT
    return (occurrence.state in (State.PRESENT, State.REPORTED) and occurrence.excused_by is None) or retried


# --- escalation -----------------------------------------------------------------------------


def _escalate(known: Known) -> tuple[tuple[EscalationModel, ...], tuple[str, ...]]:
    """Return the guide's criteria that are met, and reasons of our own."""
    roots = [item for item in known.judgements.with_verdict(Verdict.CONFIRMED) if item.root_cause]
    self_help = any(not vendor_side(item) for item in roots)
    met = tuple(item for item in known.model.escalations if _criterion_met(known, item, self_help))
    reasons = []
    if known.judgements.refuted_all:
        reasons.append("Every known cause of what is seen is ruled out.")
    suspects = [
        item for item in known.judgements.with_verdict(Verdict.SUSPECTED) if isinstance(item.subject, FaultModel)
    ]
    left = [*roots, *suspects]
    if left and all(vendor_side(item) for item in left):
        reasons.append("Only the vendor can repair what is left.")
    return met, tuple(reasons)


def _criterion_met(known: Known, item: EscalationModel, self_help: bool) -> bool:
    value = item.escalation
    if value.after_self_help and (self_help or _checks_left(known, value.first)):
        return False
    if value.when is not None and item.when is not None and not known.truths.support[item.when]:
        return False
    if value.symptoms and not any(
        _widespread(known, symptom, value.at_least, value.all_of_scope) for symptom in value.symptoms
    ):
        return False
    return value.when is not None or bool(value.symptoms)


def _checks_left(known: Known, first: Iterable[str]) -> bool:
    """Tell whether a check that must come first is still open."""
    return any(
        applies(known, known.model.checks[step]) and not known.answered(known.model.checks[step]) for step in first
    )


def _widespread(known: Known, symptom: str, at_least: int, everywhere: bool) -> bool:
    by_entity = known.picture.occurrences.get(symptom, {})
    late = [item for item in by_entity.values() if item.needs_cause and item.state is State.PRESENT]
    healthy = any(item.state is State.ABSENT and item.fresh for item in by_entity.values())
    return len(late) >= at_least and not (everywhere and healthy)
