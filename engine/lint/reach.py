"""Knowledge that no facts can establish."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from engine.lint.base import Examined, Judged, Lint
from engine.lint.patterns import contexts_in, fields_read
from engine.lint.ways import Way
from engine.messages import words_of
from engine.rules import (
    AllOf,
    AnyOf,
    Check,
    Fault,
    FieldRef,
    Finding,
    Leads,
    OneSided,
    Pattern,
)
from engine.wording import describe
from facts import THINGS, Integration, Thing

_PLATFORM = FieldRef(Integration, "platform")


def impossible_patterns(examined: Examined) -> Iterator[Lint]:
    """Yield patterns that contradict themselves, in whole or in a part."""
    ways = examined.ways
    for place in examined.places:
        if not ways.of(place.pattern, place.scope):
            text = f"Its {place.role} can never hold: {describe(place.pattern)}."
            yield Lint("unreachable", place.owner, text)
            continue
        for part, narrowed in _with_one_part(place.pattern):
            if not ways.of(narrowed, place.scope):
                text = f"Its {place.role} has a part that can never hold there: {describe(part)}."
                yield Lint("unreachable", place.owner, text)


def _with_one_part(pattern: Pattern) -> Iterator[tuple[Pattern, Pattern]]:
    """Yield every alternative in a pattern, and the pattern with it instead of all of them."""
    if isinstance(pattern, OneSided):
        for part, narrowed in _with_one_part(pattern.inner):
            yield part, OneSided(narrowed)
    elif isinstance(pattern, AnyOf):
        for part in pattern.parts:
            yield part, part
            yield from _with_one_part(part)
    elif isinstance(pattern, AllOf):
        for position, part in enumerate(pattern.parts):
            for inner, narrowed in _with_one_part(part):
                parts = (*pattern.parts[:position], narrowed, *pattern.parts[position + 1 :])
                yield inner, evolve(pattern, parts=parts)


def barred_evidence(examined: Examined) -> Iterator[Lint]:
    """Yield what cannot be where it is shown: the facts that show it bar it by its guard, or by what it is unless."""
    ways, rulebase = examined.ways, examined.rulebase
    knowledge: tuple[Fault | Finding, ...] = (*rulebase.faults, *rulebase.findings)
    for item in knowledge:
        if item.shown_by is not None:
            barred = ways.of(item.guard, item.scope, positive=False)
            yield from _barred(examined, item, item.shown_by, barred, "shows it also refutes its guard")
    for fault in rulebase.faults:
        if fault.foreseen_by is not None:
            averted = ways.of(fault.foreseen_unless, fault.scope)
            yield from _barred(examined, fault, fault.foreseen_by, averted, "foresees it also averts it")
    for expected in rulebase.expected:
        excluding = ways.of(expected.unless, expected.scope)
        yield from _barred(examined, expected, expected.when, excluding, "shows it also establishes its unless")


def _barred(examined: Examined, item: Judged, pattern: Pattern, against: tuple[Way, ...], verb: str) -> Iterator[Lint]:
    """Yield a pattern, else each part of it, all of whose ways something against it covers."""
    if _all_covered(examined, pattern, against, item.scope):
        yield Lint("unreachable", item.id, f"Whatever {verb}. Mend one of the two.")
        return
    for part, narrowed in _with_one_part(pattern):
        if _all_covered(examined, narrowed, against, item.scope):
            text = f"A part of what {verb}, and so never counts: {describe(part)}."
            yield Lint("unreachable", item.id, text)


def _all_covered(examined: Examined, pattern: Pattern, others: tuple[Way, ...], scope: type[Thing]) -> bool:
    ways = examined.ways.of(pattern, scope)
    return bool(ways) and all(_implies_any(examined, way, others, scope) for way in ways)


def excluded_arrows(examined: Examined) -> Iterator[Lint]:
    """Yield effects that cannot follow: what must hold on the way is just what excludes them."""
    for fault in examined.rulebase.faults:
        for leads in fault.leads_to:
            yield from _excluded(examined, fault.id, leads, fault.scope)
    for chain in examined.rulebase.chains:
        for leads in chain.leads_to:
            yield from _excluded(examined, chain.effect.id, leads, chain.effect.scope)


def _excluded(examined: Examined, owner: str, leads: Leads, scope: type[Thing]) -> Iterator[Lint]:
    if leads.guard is not None and _all_covered(examined, leads.guard, examined.ways.of(leads.unless, scope), scope):
        yield Lint("unreachable", owner, "The facts that open an arrow of it also shut it: see its guard and unless.")


def _implies_any(examined: Examined, way: Way, others: tuple[Way, ...], scope: type[Thing]) -> bool:
    return any(examined.ways.implies(way, other, scopes=(scope, scope)) for other in others)


def no_platform_left(examined: Examined) -> Iterator[Lint]:
    """Yield what excludes every platform it is limited to, and faults whose check is for other platforms."""
    rulebase = examined.rulebase
    limited: tuple[Judged | Check, ...] = (*examined.judged.values(), *rulebase.checks)
    for item in limited:
        if item.platforms and set(item.platforms) <= set(item.not_on):
            yield Lint("unreachable", item.id, "It excludes every platform that it is limited to.")
    for fault in rulebase.faults:
        check = examined.checks[fault.check]
        usable = [name for name in fault.platforms if name not in check.not_on]
        allowed = not check.platforms or any(name in check.platforms for name in usable)
        if fault.platforms and not (usable and allowed):
            text = f"Its check {check.id!r} is not asked on any platform that can have it."
            yield Lint("unreachable", fault.id, text)


def unknown_names(examined: Examined) -> Iterator[Lint]:
    """Yield references to contexts and symptoms that nothing can establish."""
    rulebase, level_of = examined.rulebase, examined.ways.level_of
    known = {context.id for context in rulebase.contexts}
    for place in examined.places:
        for context in contexts_in(place.pattern):
            if context not in known:
                yield Lint("unreachable", place.owner, f"There is no context {context!r} that could hold.")
    for finding in rulebase.findings:
        for identity in (*finding.spoils, *(late.symptom for late in finding.only_if)):
            if identity not in examined.symptoms:
                yield Lint("unreachable", finding.id, f"There is no symptom {identity!r}.")
        for late in finding.only_if:
            symptom = examined.symptoms.get(late.symptom)
            if symptom is not None and level_of(late.thing) != level_of(symptom.scope):
                text = f"{symptom.id!r} is never late of a {late.thing.kind}: it is one of a {symptom.scope.kind}."
                yield Lint("unreachable", finding.id, text)
    for escalation in rulebase.escalations:
        if escalation.when is None and not escalation.symptoms:
            yield Lint("unreachable", escalation.id, "It names neither facts nor symptoms, so it is never met.")


def unseen_symptoms(examined: Examined) -> Iterator[Lint]:
    """Yield symptoms that nothing can show."""
    for symptom in examined.rulebase.symptoms:
        if symptom.missed_by is None and not symptom.watched:
            yield Lint("unreachable", symptom.id, "It has neither missed_by nor watched, so it is never seen.")


def unheard_of(examined: Examined) -> Iterator[Lint]:
    """Yield fields that no case of this guide can give, and messages without words."""
    rulebase = examined.rulebase
    things = {*THINGS.values(), *rulebase.things}
    told: set[tuple[str, FieldRef]] = set()
    for owner, ref in fields_read(rulebase):
        if (owner, ref) in told:
            continue
        told.add((owner, ref))
        guides = ref.observable.guides
        if ref.thing not in things:
            yield Lint("unreachable", owner, f"It reads {ref}, but {ref.thing.__name__} is not among its things.")
        elif guides and rulebase.name not in guides and ref != _PLATFORM:
            yield Lint("unreachable", owner, f"It reads {ref}, which the vocabulary gives to {', '.join(guides)} only.")
    for message in rulebase.messages:
        if not words_of(message.text).strip() or not message.where:
            yield Lint("unreachable", repr(message.text), "It has no words or no place, so it is never found.")
