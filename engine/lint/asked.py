"""Faults that nobody is asked about, and what nobody can carry out."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.base import Examined, Lint
from engine.lint.ways import fields_in
from engine.rules import Fault, FieldRef, Finding, Pattern


def no_remedy(examined: Examined) -> Iterator[Lint]:
    """Yield faults and findings of which nobody knows what to do."""
    knowledge: tuple[Fault | Finding, ...] = (*examined.rulebase.faults, *examined.rulebase.findings)
    for item in knowledge:
        if not any(step.strip() for step in item.remedy.steps):
            yield Lint("no-remedy", item.id, "Its remedy has no steps. Say what to do, or whom to ask.")


def no_question(examined: Examined) -> Iterator[Lint]:
    """Yield checks without a question, and those that no fact answers although facts show their fault."""
    rulebase = examined.rulebase
    for check in rulebase.checks:
        if not check.question.strip():
            yield Lint("no-check", check.id, "It has no question.")
    for fault in rulebase.faults:
        if fault.shown_by is not None and not examined.checks[fault.check].asks:
            text = f"Facts show it, but its check {fault.check!r} asks for none. Name the fields that answer it."
            yield Lint("no-check", fault.id, text)


def idle_checks(examined: Examined) -> Iterator[Lint]:
    """Yield checks that nobody is ever sent to."""
    rulebase = examined.rulebase
    used = _laddered(examined) | {check for fault in rulebase.faults for check in (fault.check, *fault.settled_by)}
    used |= {finding.check for finding in rulebase.findings if finding.check is not None}
    used |= {check for escalation in rulebase.escalations for check in escalation.first}
    for check in rulebase.checks:
        if check.id not in used and not check.decides:
            yield Lint("idle-check", check.id, "It decides nothing and stands in no ladder, so nobody is ever asked.")


def never_asked(examined: Examined) -> Iterator[Lint]:
    """Yield faults that could explain a symptom but stand behind no step of any ladder."""
    asked = _laddered(examined)
    decided = {fault for check in examined.rulebase.checks if check.id in asked for fault in check.decides}
    for fault in examined.rulebase.faults:
        by_check = not asked.isdisjoint((fault.check, *fault.settled_by))
        if not by_check and fault.id not in decided and not fault.refines:
            yield Lint("never-asked", fault.id, f"No ladder holds its check {fault.check!r}, so the guide never asks.")


def _laddered(examined: Examined) -> set[str]:
    rulebase = examined.rulebase
    return {check for symptom in rulebase.symptoms for check in symptom.ladder} | set(rulebase.start.checks)


def undecided(examined: Examined) -> Iterator[Lint]:
    """Yield faults whose check asks only for fields that nothing about them reads."""
    named: dict[str, set[FieldRef]] = {}
    for message in examined.rulebase.messages:
        named.setdefault(message.names, set()).update(message.where)
    for fault in examined.rulebase.faults:
        asked = examined.checks[fault.check].asks
        read = {*fields_in(*_decisive(examined, fault), contexts=examined.rulebase.contexts)}
        read |= named.get(fault.id, set())
        if asked and not any(_same(one, other) for one in asked for other in read):
            fields = ", ".join(str(ref) for ref in asked)
            text = f"Its check {fault.check!r} asks for {fields}, which its evidence ignores."
            yield Lint("undecided", fault.id, text)


def _decisive(examined: Examined, fault: Fault) -> Iterator[Pattern | None]:
    """Yield the patterns by which a fault can be decided: its own, and those of what rules it out."""
    yield from (
        fault.shown_by,
        fault.refuted_by,
        fault.exonerated_by,
        fault.foreseen_by,
        fault.foreseen_unless,
        fault.guard,
    )
    for item in examined.rulebase.expected:
        if fault.id in item.refutes:
            yield item.when
    for path in examined.paths[fault.id]:
        if path.certain and not path.intermittent:
            yield examined.symptoms[path.symptom].met_by


def _same(first: FieldRef, second: FieldRef) -> bool:
    related = issubclass(first.thing, second.thing) or issubclass(second.thing, first.thing)
    return related and first.name == second.name
