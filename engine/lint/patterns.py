"""Every pattern and every field of a rulebase, with the place it stands at."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from engine.lint.ways import fields_in
from engine.rulebase import Rulebase
from engine.rules import Effect, FieldRef, Holds, Leads, OneSided, Pattern, Seen, Times
from facts import THINGS, Thing

_NOBODY = THINGS["portal"]


@frozen
class Place:
    """Where a pattern stands.

    Attributes:
        owner: Id of the knowledge it belongs to.
        role: What it is to that, such as ``shown_by``.
        pattern: The pattern.
        scope: What it is read for.
        refutable: Its refutation means something too.
    """

    owner: str
    role: str
    pattern: Pattern
    scope: type[Thing]
    refutable: bool = False


def patterns_in(rulebase: Rulebase) -> Iterator[Place]:
    """Yield every pattern of a rulebase."""
    for found in _all(rulebase):
        owner, role, pattern, scope, refutable = found
        if pattern is not None:
            yield Place(owner, role, pattern, scope, refutable)


_Found = tuple[str, str, Pattern | None, type[Thing], bool]


def _all(rulebase: Rulebase) -> Iterator[_Found]:
    for context in (*rulebase.contexts, *rulebase.duplicate_risks):
        yield context.id, "when", context.when, context.scope, False
    for symptom in rulebase.symptoms:
        for role in ("met_by", "missed_by", "not_due_when"):
            yield symptom.id, role, getattr(symptom, role), symptom.scope, False
        for window in symptom.windows:
            yield symptom.id, "when of a window", window.when, symptom.scope, False
    for fault in rulebase.faults:
        for role in ("shown_by", "refuted_by", "exonerated_by", "foreseen_by", "foreseen_unless", "guard"):
            yield fault.id, role, getattr(fault, role), fault.scope, role in ("shown_by", "guard")
        yield from _arrows(rulebase, fault.id, fault.leads_to)
    for chain in rulebase.chains:
        yield from _arrows(rulebase, chain.effect.id, chain.leads_to)
    for finding in rulebase.findings:
        for role in ("shown_by", "refuted_by", "guard"):
            yield finding.id, role, getattr(finding, role), finding.scope, role != "refuted_by"
    for item in rulebase.expected:
        yield item.id, "when", item.when, item.scope, False
        yield item.id, "unless", item.unless, item.scope, False
    for check in rulebase.checks:
        yield check.id, "when", check.when, thing_in(check.when), True
    for link in rulebase.dependencies:
        yield f"dependency on {link.naming}", "when", link.when, link.naming.thing, False
    for escalation in rulebase.escalations:
        yield escalation.id, "when", escalation.when, thing_in(escalation.when), False


def _arrows(rulebase: Rulebase, owner: str, leads_to: tuple[Leads, ...]) -> Iterator[_Found]:
    scopes = {symptom.id: symptom.scope for symptom in rulebase.symptoms}
    for leads in leads_to:
        scope = leads.to.scope if isinstance(leads.to, Effect) else scopes[leads.to]
        name = leads.to.id if isinstance(leads.to, Effect) else leads.to
        yield owner, f"guard towards {name}", leads.guard, scope, True
        yield owner, f"unless towards {name}", leads.unless, scope, False


def thing_in(pattern: Pattern | None) -> type[Thing]:
    """Return the first thing that a pattern speaks of; the account's portal where it speaks of none."""
    if isinstance(pattern, Seen):
        return pattern.thing
    parts = getattr(pattern, "parts", None) or ((pattern.inner,) if isinstance(pattern, OneSided) else ())
    return thing_in(parts[0]) if parts else _NOBODY


def fields_read(rulebase: Rulebase) -> Iterator[tuple[str, FieldRef]]:
    """Yield every field that a rulebase reads, with the id of what reads it."""
    for place in patterns_in(rulebase):
        for ref in fields_in(place.pattern):
            yield place.owner, ref
    for message in rulebase.messages:
        for ref in message.where:
            yield repr(message.text), ref
    for symptom in rulebase.symptoms:
        for ref in symptom.watched:
            yield symptom.id, ref
        for window in symptom.windows:
            yield symptom.id, window.since
            for span in (window.ok, window.late):
                if isinstance(span, Times):
                    yield symptom.id, span.setting
    for item in rulebase.expected:
        for ref in item.sets_aside:
            yield item.id, ref
        if item.until is not None:
            yield item.id, item.until.since
            if isinstance(item.until.span, Times):
                yield item.id, item.until.span.setting
    for check in rulebase.checks:
        for ref in check.asks:
            yield check.id, ref
    for routine in rulebase.routines:
        for ref in routine.asks:
            yield routine.id, ref
    for entry in rulebase.ticket.fields if rulebase.ticket is not None else ():
        for ref in entry.fields:
            yield entry.id, ref


def contexts_in(pattern: Pattern) -> Iterator[str]:
    """Yield the contexts that a pattern builds on."""
    if isinstance(pattern, Holds):
        yield pattern.context
    for part in getattr(pattern, "parts", ()) or ((pattern.inner,) if isinstance(pattern, OneSided) else ()):
        yield from contexts_in(part)
