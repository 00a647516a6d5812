"""Rulebases made ready for diagnosis: compiled once, kept for the life of the process."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

from attrs import field, frozen

from engine.graph import causal_graph, dependency_order, paths_of, stages_behind
from engine.program import Compiler, Program
from engine.rulebase import Rulebase
from engine.rules import (
    Change,
    Check,
    Dependency,
    Effect,
    Escalation,
    Expected,
    Fault,
    FieldRef,
    Finding,
    Link,
    Message,
    OneSided,
    Pattern,
    Procedure,
    Seen,
    Symptom,
    Times,
    Window,
    any_of,
    says,
    seen,
)
from facts import THINGS, Integration, Order, SeenChannel, Thing


@frozen
class WindowModel:
    """A window and the slot of its condition."""

    window: Window
    when: int | None


@frozen(eq=False)
class SymptomModel:
    """A symptom with its slots."""

    symptom: Symptom
    guide: str
    stage: str
    rank: int
    level: str
    met: int | None
    missed: int | None
    not_due: int | None
    windows: tuple[WindowModel, ...]

    @property
    def id(self) -> str:
        """The symptom's id."""
        return self.symptom.id


@frozen
class GuardModel:
    """What a path depends on: a slot, read at the fault's own thing or where the path ends."""

    slot: int
    own: bool

    def at(self, source: str, place: str) -> str:
        """Return the entity it is read at, of a path from a fault at `source` that ends at `place`."""
        return source if self.own else place


@frozen(eq=False)
class PathModel:
    """A path to a symptom with its guards."""

    symptom: SymptomModel
    effects: tuple[Effect, ...]
    certain: bool
    intermittent: bool
    guards: tuple[GuardModel, ...]
    unless: tuple[GuardModel, ...]
    stages: frozenset[str]


@frozen(eq=False)
class FaultModel:
    """A fault with its slots and every way it shows.

    `shape` is equal for faults that show in the same ways: what is worked out from the ways alone is
    worked out once for all of them. `generals` are the faults that it specifies.
    """

    fault: Fault
    guide: str
    rank: int
    level: str
    shown: int | None
    named: int | None
    refuted: int | None
    exonerated: int | None
    foreseen: int | None
    averted: int | None
    guard: int | None
    generals: frozenset[str]
    paths: tuple[PathModel, ...]
    by_symptom: Mapping[str, tuple[PathModel, ...]]
    blocks: tuple[tuple[Effect, str], ...]
    id: str = field(init=False)
    slots: frozenset[int] = field(init=False)
    shape: Hashable = field(init=False)

    def __attrs_post_init__(self) -> None:
        slots = (self.shown, self.named, self.refuted, self.exonerated, self.foreseen, self.averted, self.guard)
        paths = tuple(
            (path.symptom.id, path.certain, path.intermittent, path.guards, path.unless, path.stages)
            for path in self.paths
        )
        object.__setattr__(self, "id", self.fault.id)
        object.__setattr__(self, "slots", frozenset(slot for slot in slots if slot is not None))
        object.__setattr__(self, "shape", (self.level, frozenset(paths)))


@frozen(eq=False)
class FindingModel:
    """A finding with its slots."""

    finding: Finding
    guide: str
    rank: int
    level: str
    shown: int
    named: int | None
    refuted: int | None
    guard: int | None

    @property
    def id(self) -> str:
        """The finding's id."""
        return self.finding.id


@frozen(eq=False)
class ExpectedModel:
    """Something expected with its slots."""

    expected: Expected
    guide: str
    rank: int
    level: str
    when: int
    unless: int | None
    named: int | None

    @property
    def id(self) -> str:
        """The expected item's id."""
        return self.expected.id


@frozen(eq=False)
class CheckModel:
    """A check with everything it decides."""

    check: Check
    guide: str
    rank: int
    level: str
    when: int | None
    decides: tuple[str, ...]

    @property
    def id(self) -> str:
        """The check's id."""
        return self.check.id


@frozen(eq=False)
class DependencyModel:
    """Which things wait for others of their kind, with the slot of where they do."""

    dependency: Dependency
    when: int | None


@frozen(eq=False)
class EscalationModel:
    """An escalation criterion with its slot."""

    escalation: Escalation
    guide: str
    when: int | None


@frozen(eq=False)
class Model:
    """Rulebases, compiled together.

    Attributes:
        program: Productions for a reasoner, and what they say.
        coverers: For each symptom, the faults that can show as it.
        behind: For each stage, the stages after it.
        read_fields: Fields (by kind and name) that are read other than by patterns.
        refinements: For each fault or finding, what specifies it, directly or through others.
    """

    rulebases: tuple[Rulebase, ...]
    program: Program
    symptoms: Mapping[str, SymptomModel]
    faults: Mapping[str, FaultModel]
    findings: Mapping[str, FindingModel]
    expected: tuple[ExpectedModel, ...]
    checks: Mapping[str, CheckModel]
    escalations: tuple[EscalationModel, ...]
    procedures: Mapping[str, Procedure]
    coverers: Mapping[str, tuple[FaultModel, ...]]
    behind: Mapping[str, frozenset[str]]
    refinements: Mapping[str, tuple[str, ...]]
    levels: tuple[str, ...]
    changes: tuple[Change, ...]
    dependencies: tuple[DependencyModel, ...]
    check_rank: Mapping[str, int]
    duplicate_risks: tuple[int, ...]
    read_fields: frozenset[tuple[str, str]]

    @functools.cached_property
    def own_fields(self) -> frozenset[tuple[str, str]]:
        """Fields (by kind and name) that its rules speak of."""
        return frozenset((*self.program.aspects, *self.read_fields)) - _SHARED_FIELDS


@functools.lru_cache(maxsize=32)
def model_of(rulebases: tuple[Rulebase, ...]) -> Model:
    """Compile rulebases together; the same tuple of them is compiled once."""
    facilities = tuple(dict.fromkeys(thing for rulebase in rulebases for thing in rulebase.facilities))
    compiler = Compiler(_links(rulebases), facilities)
    things = (*THINGS.values(), *dict.fromkeys(thing for rulebase in rulebases for thing in rulebase.things))
    graph = causal_graph(rulebases)
    symptoms: dict[str, SymptomModel] = {}
    faults: dict[str, FaultModel] = {}
    findings: dict[str, FindingModel] = {}
    expected: list[ExpectedModel] = []
    checks: dict[str, CheckModel] = {}
    escalations: list[EscalationModel] = []
    risks: list[int] = []
    dependencies: list[DependencyModel] = []
    for rulebase in rulebases:
        for context in rulebase.contexts:
            compiler.context(context)
        for symptom in rulebase.symptoms:
            symptoms[symptom.id] = _symptom(compiler, rulebase.name, symptom, len(symptoms))
        named = _named_by(rulebase.messages)
        dependencies += [
            DependencyModel(item, _maybe(compiler, item.when, item.naming.thing, f"{item.naming}/waits"))
            for item in rulebase.dependencies
        ]
        risks += [compiler.slot(risk.when, risk.scope, risk.id) for risk in rulebase.duplicate_risks]
        for fault in rulebase.faults:
            paths = tuple(
                PathModel(
                    symptoms[path.symptom],
                    path.effects,
                    path.certain,
                    path.intermittent,
                    tuple(
                        _guard(compiler, facilities, fault, symptoms[path.symptom].symptom, pattern, "guard")
                        for pattern in path.guards
                    ),
                    tuple(
                        _guard(compiler, facilities, fault, symptoms[path.symptom].symptom, pattern, "unless")
                        for pattern in path.unless
                    ),
                    frozenset(
                        _stage(rulebase.name, effect.blocks) for effect in path.effects if effect.blocks is not None
                    ),
                )
                for path in paths_of(graph, fault.id)
            )
            generals = _generalisations(fault, {each.id: each for each in rulebase.faults})
            faults[fault.id] = _fault(compiler, rulebase.name, fault, named.get(fault.id), paths, generals, len(faults))
        for finding in rulebase.findings:
            findings[finding.id] = _finding(compiler, rulebase.name, finding, named.get(finding.id), len(findings))
        for item in rulebase.expected:
            expected.append(
                ExpectedModel(
                    item,
                    rulebase.name,
                    len(expected),
                    compiler.level_of(item.scope),
                    compiler.slot(item.when, item.scope, f"{item.id}/when"),
                    _maybe(compiler, item.unless, item.scope, f"{item.id}/unless"),
                    _maybe(compiler, named.get(item.id), item.scope, f"{item.id}/named"),
                )
            )
        checks.update(_checks(compiler, rulebase, len(checks)))
        escalations += [
            EscalationModel(item, rulebase.name, _maybe(compiler, item.when, _scope_of(item.when), f"{item.id}/when"))
            for item in rulebase.escalations
        ]
    program = compiler.compile(things)
    coverers = {
        identity: tuple(fault for fault in faults.values() if identity in fault.by_symptom) for identity in symptoms
    }
    refinements: dict[str, tuple[str, ...]] = {}
    for model in faults.values():
        for general in sorted(model.generals):
            refinements[general] = (*refinements.get(general, ()), model.id)
    levels = dict.fromkeys(
        itertools.chain(
            (model.level for model in faults.values()),
            (model.level for model in symptoms.values()),
            (model.level for model in findings.values()),
        )
    )
    ladders = [symptom.ladder for rulebase in rulebases for symptom in rulebase.symptoms if symptom.ladder]
    rank = {identity: check.rank for identity, check in checks.items()}
    order = dependency_order([*(rulebase.start.checks for rulebase in rulebases), *ladders], rank)
    return Model(
        rulebases=rulebases,
        program=program,
        symptoms=symptoms,
        faults=faults,
        findings=findings,
        expected=tuple(expected),
        checks=checks,
        escalations=tuple(escalations),
        procedures={item.id: item for rulebase in rulebases for item in rulebase.procedures},
        coverers=coverers,
        behind={
            _stage(rulebase.name, stage): frozenset(_stage(rulebase.name, each) for each in after)
            for rulebase in rulebases
            for stage, after in stages_behind(rulebase.stages).items()
        },
        refinements=refinements,
        levels=tuple(levels),
        changes=tuple(change for rulebase in rulebases for change in rulebase.changes),
        dependencies=tuple(dependencies),
        check_rank={identity: position for position, identity in enumerate(order)},
        duplicate_risks=tuple(risks),
        read_fields=_read_fields(rulebases, things),
    )


def _guard(
    compiler: Compiler, facilities: Collection[type[Thing]], fault: Fault, symptom: Symptom, pattern: Pattern, kind: str
) -> GuardModel:
    """Compile what a path depends on. What is said of a facility is meant of the one that the fault is at."""
    own = fault.scope.scope is not symptom.scope.scope and _speaks_only_of(compiler, pattern, fault.scope, facilities)
    scope = fault.scope if own else symptom.scope
    return GuardModel(compiler.slot(pattern, scope, f"{fault.id}/{kind}", refutable=kind == "guard"), own)


def _speaks_only_of(
    compiler: Compiler, pattern: Pattern, scope: type[Thing], facilities: Collection[type[Thing]]
) -> bool:
    levels = {compiler.level_of(thing) for thing in facilities}
    level = compiler.level_of(scope)
    return level in levels and {compiler.level_of(thing) for thing in _things_of(pattern)} == {level}


def _things_of(pattern: Pattern) -> set[type[Thing]]:
    if isinstance(pattern, Seen):
        return {pattern.thing}
    if isinstance(pattern, OneSided):
        return _things_of(pattern.inner)
    return {thing for part in getattr(pattern, "parts", ()) for thing in _things_of(part)}


def _generalisations(fault: Fault, faults: Mapping[str, Fault]) -> tuple[str, ...]:
    """Return what a fault specifies, directly or through others, nearest first."""
    found: dict[str, None] = {}
    open_ = list(fault.refines)
    while open_:
        general = open_.pop(0)
        if general not in found:
            found[general] = None
            open_ += faults[general].refines if general in faults else ()
    return tuple(found)


_SHARED_FIELDS = frozenset({("integration", "platform"), ("channel", "state")})


def _read_fields(rulebases: Iterable[Rulebase], things: Iterable[type[Thing]]) -> frozenset[tuple[str, str]]:
    refs = [FieldRef(Integration, "platform"), FieldRef(SeenChannel, "state"), FieldRef(Order, "integration")]
    for rulebase in rulebases:
        for symptom in rulebase.symptoms:
            refs += symptom.watched
            for window in symptom.windows:
                refs += [window.since, *(span.setting for span in (window.ok, window.late) if isinstance(span, Times))]
        for item in rulebase.expected:
            refs += item.sets_aside
            if item.until is not None:
                refs.append(item.until.since)
                refs += [item.until.span.setting] if isinstance(item.until.span, Times) else []
        for check in rulebase.checks:
            refs += check.asks
        for link in (*rulebase.links, *rulebase.dependencies):
            refs += [link.naming, link.named]
        for change in rulebase.changes:
            refs.append(change.recorded_by)
        for entry in rulebase.ticket.fields if rulebase.ticket is not None else ():
            refs += entry.fields
    return frozenset((thing.kind, ref.name) for ref in refs for thing in things if issubclass(thing, ref.thing))


def _stage(guide: str, stage: str) -> str:
    """Name a stage so that those of two guides differ."""
    return f"{guide}:{stage}"


def _links(rulebases: Iterable[Rulebase]) -> Sequence[Link]:
    return tuple(dict.fromkeys(link for rulebase in rulebases for link in rulebase.links))


def _named_by(messages: Iterable[Message]) -> dict[str, Pattern]:
    """Gather the messages that name one thing into a pattern; messages never refute."""
    patterns: dict[str, list[Pattern]] = {}
    for message in messages:
        patterns.setdefault(message.names, []).extend(
            seen(place.thing, **{place.name: says(message.text)}) for place in message.where
        )
    return {identity: OneSided(any_of(*parts)) for identity, parts in patterns.items()}


def _maybe(
    compiler: Compiler, pattern: Pattern | None, scope: type, label: str, *, refutable: bool = False
) -> int | None:
    return None if pattern is None else compiler.slot(pattern, scope, label, refutable=refutable)


def _symptom(compiler: Compiler, guide: str, symptom: Symptom, rank: int) -> SymptomModel:
    return SymptomModel(
        symptom,
        guide,
        _stage(guide, symptom.stage),
        rank,
        compiler.level_of(symptom.scope),
        _maybe(compiler, symptom.met_by, symptom.scope, f"{symptom.id}/met"),
        _maybe(compiler, symptom.missed_by, symptom.scope, f"{symptom.id}/missed"),
        _maybe(compiler, symptom.not_due_when, symptom.scope, f"{symptom.id}/not due"),
        tuple(
            WindowModel(window, _maybe(compiler, window.when, symptom.scope, f"{symptom.id}/window"))
            for window in symptom.windows
        ),
    )


def _fault(
    compiler: Compiler,
    guide: str,
    fault: Fault,
    named: Pattern | None,
    paths: tuple[PathModel, ...],
    generals: Iterable[str],
    rank: int,
) -> FaultModel:
    by_symptom: dict[str, tuple[PathModel, ...]] = {}
    for path in paths:
        by_symptom[path.symptom.id] = (*by_symptom.get(path.symptom.id, ()), path)
    blocks = dict.fromkeys(
        (effect, _stage(guide, effect.blocks))
        for leads in fault.leads_to
        if leads.certain and isinstance(effect := leads.to, Effect) and effect.blocks is not None
    )
    return FaultModel(
        fault=fault,
        guide=guide,
        rank=rank,
        level=compiler.level_of(fault.scope),
        shown=_maybe(compiler, fault.shown_by, fault.scope, f"{fault.id}/shown", refutable=True),
        named=_maybe(compiler, named, fault.scope, f"{fault.id}/named"),
        refuted=_maybe(compiler, fault.refuted_by, fault.scope, f"{fault.id}/refuted"),
        exonerated=_maybe(compiler, fault.exonerated_by, fault.scope, f"{fault.id}/exonerated"),
        foreseen=_maybe(compiler, fault.foreseen_by, fault.scope, f"{fault.id}/foreseen"),
        averted=_maybe(compiler, fault.foreseen_unless, fault.scope, f"{fault.id}/averted"),
        guard=_maybe(compiler, fault.guard, fault.scope, f"{fault.id}/guard", refutable=True),
        generals=frozenset(generals),
        paths=paths,
        by_symptom=by_symptom,
        blocks=tuple(blocks),
    )


def _finding(compiler: Compiler, guide: str, finding: Finding, named: Pattern | None, rank: int) -> FindingModel:
    return FindingModel(
        finding=finding,
        guide=guide,
        rank=rank,
        level=compiler.level_of(finding.scope),
        shown=compiler.slot(finding.shown_by, finding.scope, f"{finding.id}/shown", refutable=True),
        named=_maybe(compiler, named, finding.scope, f"{finding.id}/named"),
        refuted=_maybe(compiler, finding.refuted_by, finding.scope, f"{finding.id}/refuted"),
        guard=_maybe(compiler, finding.guard, finding.scope, f"{finding.id}/guard", refutable=True),
    )


def _checks(compiler: Compiler, rulebase: Rulebase, start: int) -> dict[str, CheckModel]:
    decides: dict[str, list[str]] = {check.id: list(check.decides) for check in rulebase.checks}
    for fault in rulebase.faults:
        for identity in (fault.check, *fault.settled_by):
            decides[identity].append(fault.id)
    for finding in rulebase.findings:
        if finding.check is not None:
            decides[finding.check].append(finding.id)
    models = {}
    for position, check in enumerate(rulebase.checks):
        scope = check.asks[0].thing if check.asks and check.when is None else _scope_of(check.when)
        models[check.id] = CheckModel(
            check,
            rulebase.name,
            start + position,
            compiler.level_of(scope),
            _maybe(compiler, check.when, scope, f"{check.id}/when", refutable=True),
            tuple(dict.fromkeys(decides[check.id])),
        )
    return models


def _scope_of(pattern: Pattern | None) -> type:
    """Return a thing that a pattern speaks of; the account where it speaks of none."""
    if isinstance(pattern, Seen):
        return pattern.thing
    parts = getattr(pattern, "parts", None) or ((pattern.inner,) if isinstance(pattern, OneSided) else ())
    return _scope_of(parts[0]) if parts else THINGS["portal"]
