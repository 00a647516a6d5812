"""Several guides in one diagnosis: which to consult, which is at hand, and what they call by one name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.memory import is_pasted, of_this_account
from engine.messages import phrases_in
from engine.model import FaultModel, model_of
from engine.planning import Known, Plan
from engine.rulebase import Rulebase
from engine.verdicts import Judgement, Verdict
from facts import Case, Claim, observables_of
from facts.vocabulary import THINGS

__all__ = ["choose", "families", "guide_at_hand"]


def choose(case: Case, installed: tuple[Rulebase, ...]) -> tuple[Rulebase, ...]:
    """Take the guides that the case asks for; else those that its route and its facts speak of.

    A fact that only one guide can read brings that guide in. A fact that several can read brings in those of
    them that are not in yet only if none is. Of what is left, a generic guide gives way to one about a
    system of its own. A case that speaks of nothing brings in all.
    """
    if case.system is not None:
        return tuple(rulebase for rulebase in installed if rulebase.name in case.system)
    if len(installed) < 2:
        return installed
    chosen = {rulebase.name for rulebase in installed if not set(rulebase.guide.hubs).isdisjoint(case.route)}
    readers = _all_readers(of_this_account(case.claims)[0], installed)
    for names in readers:
        if len(names) == 1:
            chosen.update(names)
    generic = frozenset(rulebase.name for rulebase in installed if rulebase.guide.generic)
    for gives_way in (generic, frozenset()):
        # All that is open counts at once, so that the order of the facts does not.
        chosen.update(*(names - gives_way for names in readers if chosen.isdisjoint(names)))
    return tuple(rulebase for rulebase in installed if rulebase.name in chosen) or installed


def _all_readers(claims: Iterable[Claim], installed: Sequence[Rulebase]) -> set[frozenset[str]]:
    """Return, claim by claim, the guides that make something of it; of a pasted text, those that recognise it."""
    fields = {rulebase.name: model_of((rulebase,)).own_fields for rulebase in installed}
    by_field: dict[tuple[str, str], frozenset[str]] = {}
    found: set[frozenset[str]] = set()
    for claim in claims:
        field = (claim.subject.kind, claim.attribute)
        if field not in by_field:
            by_field[field] = frozenset(name for name, own in fields.items() if field in own)
            if by_field[field]:
                # A guide that has the name without a rule about it keeps the others from claiming it for theirs.
                by_field[field] |= fields.keys() & set(_guides_of(claim))
        names = by_field[field]
        if len(names) > 1 and isinstance(claim.value, str) and is_pasted(claim):
            naming = (rulebase.name for rulebase in installed if _recognises(rulebase, claim.value))
            names = names.intersection(naming) or names
        if names:
            found.add(names)
    return found


def _guides_of(claim: Claim) -> tuple[str, ...]:
    thing = THINGS.get(claim.subject.kind)
    observable = None if thing is None else observables_of(thing).get(claim.attribute)
    return () if observable is None else observable.guides


def _recognises(rulebase: Rulebase, text: str) -> bool:
    return bool(phrases_in(text, (message.text for message in rulebase.messages)))


def guide_at_hand(known: Known, plan: Plan) -> str | None:
    """Return the guide whose vendor is to be asked: that of what is worst; None if nothing speaks for one."""
    for criterion in sorted(plan.escalations, key=lambda item: not item.escalation.urgent):
        return criterion.guide
    judgements = [*known.judgements.with_verdict(Verdict.CONFIRMED), *known.judgements.with_verdict(Verdict.SUSPECTED)]
    for item in sorted(judgements, key=lambda item: not item.root_cause):
        return item.subject.guide
    for occurrence in known.picture.all():
        if occurrence.seen_missed:
            return occurrence.symptom.guide
    names = [rulebase.name for rulebase in known.model.rulebases]
    return names[0] if len(names) == 1 else None


def families(judgements: Sequence[Judgement]) -> list[tuple[str, list[Judgement]]]:
    """Gather what is confirmed or suspected by the trouble it is, where several guides know that trouble.

    Each has its own remedy. The confirmed ones come first: theirs is the system at hand.
    """
    found: dict[str, list[Judgement]] = {}
    for item in judgements:
        judged = item.verdict in (Verdict.CONFIRMED, Verdict.SUSPECTED) and item.root_cause
        if judged and isinstance(item.subject, FaultModel):
            family = item.subject.fault.family
            if family is not None:
                found.setdefault(family, []).append(item)
    return [(family, members) for family, members in found.items() if len({item.subject.guide for item in members}) > 1]
