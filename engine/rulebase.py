"""Rulebases: what one guide teaches, and how rulebases are found.

A rulebase is checked as a whole while it is built: every id is unique, every reference leads
somewhere, every effect ends in a symptom, and every item of the guide's catalogue is cited or declined.
"""

from __future__ import annotations

import functools
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from attrs import AttrsInstance, field, fields, frozen, has

from engine.errors import RulebaseError, RulebaseNotFoundError, UnknownReferenceError
from engine.graph import check_causes
from engine.rules import (
    Chain,
    Change,
    Check,
    Context,
    Contradiction,
    Declined,
    Dependency,
    Effect,
    Escalation,
    Expected,
    Fault,
    FieldRef,
    Finding,
    Guide,
    Ladder,
    Leads,
    Link,
    Message,
    Procedure,
    Routine,
    Source,
    Stage,
    Symptom,
    TicketForm,
)
from facts import Observable, Thing, observables_of
from facts.names import hint

ENTRY_POINT_GROUP = "syncdx.rulebases"


@frozen(eq=False)
class Rulebase:
    """What one guide teaches.

    Attributes:
        guide: The guide.
        catalogue: Ids of all items of the guide; each must be cited or declined.
        stages: The pipeline, in order.
        symptoms: Expectations, in the guide's order.
        chains: How effects spread and show.
        faults: Faults, in the guide's order.
        findings: Locations and consequences.
        expected: What is normal, by design, a limit or transient.
        contexts: Propositions that patterns build on.
        messages: Texts that name something.
        checks: Questions, each once.
        procedures: Things done by hand.
        start: The guide's first checks, while no symptom is known.
        links: Which things belong together.
        changes: Which moments record a change of which fields.
        duplicate_risks: Where trying a record again may make a second copy of it.
        things: Things of its own, whose observables the vocabulary lacks.
        facilities: Things that everything of an integration goes through, each known by its own id, such as
            the connections of a hub. What names none of them may go through any.
        dependencies: Which things of a kind wait for another of the same kind.

    Raises:
        RulebaseError: Something in it does not fit together.
    """

    guide: Guide
    catalogue: tuple[str, ...]
    stages: tuple[Stage, ...]
    symptoms: tuple[Symptom, ...]
    chains: tuple[Chain, ...]
    faults: tuple[Fault, ...]
    checks: tuple[Check, ...]
    start: Ladder
    findings: tuple[Finding, ...] = ()
    expected: tuple[Expected, ...] = ()
    contexts: tuple[Context, ...] = ()
    messages: tuple[Message, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    ticket: TicketForm | None = None
    routines: tuple[Routine, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    declined: tuple[Declined, ...] = ()
    links: tuple[Link, ...] = ()
    changes: tuple[Change, ...] = ()
    duplicate_risks: tuple[Context, ...] = ()
    things: tuple[type[Thing], ...] = ()
    facilities: tuple[type[Thing], ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    content_hash: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        _check(self)
        object.__setattr__(self, "content_hash", _hash(self))

    @property
    def name(self) -> str:
        """The guide's short name."""
        return self.guide.id

    @property
    def observables(self) -> tuple[Observable, ...]:
        """Observables of its own, beyond the vocabulary."""
        return tuple(observable for thing in self.things for observable in observables_of(thing).values())

    @functools.cached_property
    def cited(self) -> dict[str, tuple[str, ...]]:
        """Ids of catalogue items, each with the ids of the knowledge that cites it."""
        found: dict[str, list[str]] = {}
        for knowledge in _knowledge(self):
            for item in _items_of(knowledge):
                found.setdefault(item, []).append(_label(knowledge))
        return {item: tuple(dict.fromkeys(labels)) for item, labels in found.items()}

    def sources_of(self, item: str) -> tuple[Source, ...]:
        """Return the places of the guide that the knowledge citing `item` names."""
        return tuple(
            dict.fromkeys(
                source
                for knowledge in _knowledge(self)
                if item in _items_of(knowledge)
                for source in _sources_of(knowledge)
            )
        )


_KINDS = (
    "symptoms", "faults", "findings", "expected", "messages", "checks", "procedures", "escalations",
    "routines", "contradictions",
)  # fmt: skip


def _knowledge(rulebase: Rulebase) -> Iterator[object]:
    for kind in _KINDS:
        yield from getattr(rulebase, kind)
    for symptom in rulebase.symptoms:
        yield from symptom.windows
    yield rulebase.start
    if rulebase.ticket is not None:
        yield from rulebase.ticket.fields
        yield from rulebase.ticket.channels


def _items_of(knowledge: object) -> Iterator[str]:
    identity = getattr(knowledge, "id", None)
    if isinstance(identity, str):
        yield identity.partition("#")[0]
    if isinstance(knowledge, Message):
        yield knowledge.item
    yield from getattr(knowledge, "items", ())


def _sources_of(knowledge: object) -> tuple[Source, ...]:
    source = getattr(knowledge, "source", None)
    return (source,) if isinstance(source, Source) else tuple(getattr(knowledge, "places", ()))


def _label(knowledge: object) -> str:
    name = getattr(knowledge, "id", None) or getattr(knowledge, "title", None) or getattr(knowledge, "text", None)
    return f"{type(knowledge).__name__.lower()} {name}" if name else type(knowledge).__name__.lower()


# --- checks on a rulebase as a whole --------------------------------------------------------


def _check(rulebase: Rulebase) -> None:
    name = rulebase.guide.id
    _check_unique(name, rulebase)
    _check_references(name, rulebase)
    _check_catalogue(name, rulebase)
    check_causes(rulebase)


def _check_unique(name: str, rulebase: Rulebase) -> None:
    for kind in ("stages", "symptoms", "checks", "procedures", "contexts", "escalations", "routines"):
        _refuse_twice(name, kind, (item.id for item in getattr(rulebase, kind)))
    judged = [
        *(item.id for item in rulebase.faults),
        *(item.id for item in rulebase.findings),
        *(item.id for item in rulebase.expected),
    ]
    _refuse_twice(name, "faults, findings and expected", judged)


def _refuse_twice(name: str, kind: str, ids: Iterable[str]) -> None:
    twice = [identity for identity, count in Counter(ids).items() if count > 1]
    if twice:
        raise RulebaseError(f"rulebase {name!r} declares {twice[0]!r} twice among its {kind}.")


def _check_references(name: str, rulebase: Rulebase) -> None:
    stages = {stage.id for stage in rulebase.stages}
    symptoms = {symptom.id for symptom in rulebase.symptoms}
    checks = {check.id for check in rulebase.checks}
    procedures = {procedure.id for procedure in rulebase.procedures}
    faults = {fault.id for fault in rulebase.faults}
    judged = faults | {finding.id for finding in rulebase.findings} | {item.id for item in rulebase.expected}
    effects = {chain.effect for chain in rulebase.chains}

    def refer(place: str, what: str, targets: Iterable[str], known: set[str]) -> None:
        for target in targets:
            if target not in known:
                raise UnknownReferenceError(
                    f"rulebase {name!r}, {place}: there is no {what} {target!r}.{hint(target, known)}"
                )

    def arrows(place: str, leads_to: Sequence[Leads]) -> None:
        for leads in leads_to:
            if isinstance(leads.to, Effect):
                if leads.to not in effects:
                    raise UnknownReferenceError(
                        f"rulebase {name!r}, {place}: effect {leads.to.id!r} has no chain, so it shows nowhere."
                    )
            else:
                refer(place, "symptom", (leads.to,), symptoms)

    for stage in rulebase.stages:
        refer(f"stage {stage.id!r}", "stage", stage.after, stages)
    for symptom in rulebase.symptoms:
        place = f"symptom {symptom.id!r}"
        refer(place, "stage", (symptom.stage,), stages)
        refer(place, "symptom", symptom.follows, symptoms)
        refer(place, "check", symptom.ladder, checks)
    for chain in rulebase.chains:
        arrows(f"chain {chain.effect.id!r}", chain.leads_to)
        if chain.effect.blocks is not None:
            refer(f"effect {chain.effect.id!r}", "stage", (chain.effect.blocks,), stages)
    for fault in rulebase.faults:
        place = f"fault {fault.id!r}"
        arrows(place, fault.leads_to)
        refer(place, "check", (fault.check, *fault.settled_by), checks)
        refer(place, "procedure", fault.remedy.workaround, procedures)
        refer(place, "fault or finding", fault.refines, judged)
    for finding in rulebase.findings:
        place = f"finding {finding.id!r}"
        refer(place, "symptom", finding.follows_from, symptoms)
        refer(place, "fault", finding.points_to, judged)
        refer(place, "check", () if finding.check is None else (finding.check,), checks)
    for item in rulebase.expected:
        place = f"expected {item.id!r}"
        refer(place, "symptom", item.explains, symptoms)
        refer(place, "fault or finding", item.refutes, judged)
    for message in rulebase.messages:
        refer(f"message {message.text!r}", "fault, finding or expected item", (message.names,), judged)
    for check in rulebase.checks:
        refer(f"check {check.id!r}", "fault", check.decides, judged)
    for escalation in rulebase.escalations:
        place = f"escalation {escalation.id!r}"
        refer(place, "symptom", escalation.symptoms, symptoms)
        refer(place, "check", escalation.first, checks)
    for routine in rulebase.routines:
        refer(f"routine {routine.id!r}", "fault", routine.warns_of, judged)
    refer("start", "check", rulebase.start.checks, checks)


def _check_catalogue(name: str, rulebase: Rulebase) -> None:
    catalogue = set(rulebase.catalogue)
    declined = {entry.item for entry in rulebase.declined}
    for item, labels in rulebase.cited.items():
        if item in declined:
            raise RulebaseError(f"rulebase {name!r} both cites and declines item {item!r} ({labels[0]}).")
    unknown = sorted(declined - catalogue)
    if unknown:
        raise RulebaseError(f"rulebase {name!r} declines {unknown[0]!r}, which its catalogue does not list.")
    missing = [item for item in rulebase.catalogue if item not in rulebase.cited and item not in declined]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise RulebaseError(f"rulebase {name!r} neither cites nor declines item {missing[0]!r}{more}.")


# --- identity -------------------------------------------------------------------------------


def _hash(rulebase: Rulebase) -> str:
    digest = hashlib.sha256()
    for part in fields(Rulebase):
        if part.init:
            digest.update(f"{part.name}={_canonical(getattr(rulebase, part.name))}\n".encode())
    return digest.hexdigest()[:16]


def _canonical(value: object) -> str:
    """Write a value out so that equal values read the same in every process."""
    if isinstance(value, tuple):
        return f"({','.join(_canonical(item) for item in value)})"
    if isinstance(value, FieldRef):
        return str(value)
    if isinstance(value, type):
        return value.__name__
    if has(type(value)):
        names = [part.name for part in fields(cast(type[AttrsInstance], type(value)))]
        parts = (f"{name}={_canonical(getattr(value, name))}" for name in names)
        return f"{type(value).__name__}({','.join(parts)})"
    return repr(value)


# --- loading --------------------------------------------------------------------------------


def load_rulebases(names: Iterable[str] | None = None) -> tuple[Rulebase, ...]:
    """Load the installed rulebases, or those of the given names, in order of name.

    Raises:
        RulebaseNotFoundError: No installed rulebase goes by a name asked for.
        RulebaseError: What an entry point names is not a rulebase, or is wrong.
    """
    installed = _installed()
    wanted = sorted(installed if names is None else set(names))
    for name in wanted:
        if name not in installed:
            raise RulebaseNotFoundError(
                f"There is no rulebase {name!r}. Installed: {', '.join(sorted(installed)) or 'none'}."
            )
    return tuple(_load(installed[name]) for name in wanted)


@functools.cache
def _installed() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=ENTRY_POINT_GROUP)}


@functools.cache
def _load(point: EntryPoint) -> Rulebase:
    loaded = point.load()
    if not isinstance(loaded, Rulebase):
        raise RulebaseError(
            f"entry point {point.name!r} ({point.value}) is not a Rulebase but {type(loaded).__name__}."
        )
    if loaded.name != point.name:
        raise RulebaseError(f"entry point {point.name!r} ({point.value}) names a rulebase called {loaded.name!r}.")
    return loaded
