"""Knowledge that leads nowhere: nothing uses it, or it has no effect."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.base import Examined, Lint
from engine.lint.patterns import contexts_in, fields_read
from engine.lint.ways import TEXT, fields_in
from engine.rules import Effect, FieldRef, Leads
from facts import Thing, ValueType


def silent_symptoms(examined: Examined) -> Iterator[Lint]:
    """Yield symptoms that nothing can explain."""
    shown = {path.symptom for paths in examined.paths.values() for path in paths}
    for symptom in examined.rulebase.symptoms:
        # One that only unrecognised messages show is meant to have no known cause; a derived one needs none.
        if symptom.id not in shown and symptom.missed_by is not None and not symptom.derived:
            yield Lint("silent-symptom", symptom.id, "No fault leads to it, so nothing can ever explain it.")


def unused_contexts(examined: Examined) -> Iterator[Lint]:
    """Yield contexts that no pattern builds on."""
    used = {context for place in examined.places for context in contexts_in(place.pattern)}
    for context in examined.rulebase.contexts:
        if context.id not in used:
            yield Lint("dead-end", context.id, "No pattern builds on this context.")


def unnamed_procedures(examined: Examined) -> Iterator[Lint]:
    """Yield procedures that no diagnosis mentions."""
    rulebase = examined.rulebase
    named = {each for fault in rulebase.faults for each in fault.remedy.workaround}
    named |= {each for finding in rulebase.findings for each in finding.remedy.workaround}
    named |= {channel.id for channel in rulebase.ticket.channels} if rulebase.ticket is not None else set()
    for procedure in rulebase.procedures:
        if procedure.id not in named:
            text = "No remedy and no ticket names this procedure. Name it as a workaround, or decline its item."
            yield Lint("dead-end", procedure.id, text)


def unentered_chains(examined: Examined) -> Iterator[Lint]:
    """Yield effects that no fault leads to or that lead to nothing."""
    rulebase = examined.rulebase
    further: dict[Effect, tuple[Leads, ...]] = {}
    for chain in rulebase.chains:
        further[chain.effect] = (*further.get(chain.effect, ()), *chain.leads_to)
    reached: set[Effect] = set()
    open_ = [leads.to for fault in rulebase.faults for leads in fault.leads_to]
    while open_:
        effect = open_.pop()
        if isinstance(effect, Effect) and effect not in reached:
            reached.add(effect)
            open_ += [leads.to for leads in further.get(effect, ())]
    for effect, arrows in further.items():
        if effect not in reached:
            yield Lint("dead-end", effect.id, "No fault leads to this effect.")
        elif not arrows:
            yield Lint("dead-end", effect.id, "This effect leads to nothing and shows as nothing.")


def idle_expected(examined: Examined) -> Iterator[Lint]:
    """Yield expected items that make no difference where they hold."""
    recognised = {message.names for message in examined.rulebase.messages}
    for item in examined.rulebase.expected:
        effects = (item.explains, item.refutes, item.sets_aside, item.advice)
        if not any(effects) and item.id not in recognised:
            yield Lint("dead-end", item.id, "It explains nothing, rules nothing out and advises nothing.")


def idle_links(examined: Examined) -> Iterator[Lint]:
    """Yield links that nothing goes by: no knowledge speaks of both things."""
    rulebase = examined.rulebase
    together = list(_levels_together(examined))
    for link in rulebase.links:
        both = {examined.ways.level_of(link.naming.thing), examined.ways.level_of(link.named.thing)}
        if not any(both <= levels for levels in together):
            text = f"Nothing speaks of a {link.naming.thing.kind} and a {link.named.thing.kind} together."
            yield Lint("dead-end", f"link {link.naming} to {link.named}", text)
    waiting = {examined.ways.level_of(symptom.scope) for symptom in rulebase.symptoms if symptom.derived}
    for link in rulebase.dependencies:
        if examined.ways.level_of(link.naming.thing) not in waiting:
            text = f"No symptom of a {link.naming.thing.kind} is derived, so nothing is ever seen to wait."
            yield Lint("dead-end", f"dependency on {link.naming}", text)


def _levels_together(examined: Examined) -> Iterator[set[str]]:
    """Yield, piece of knowledge by piece, the levels it joins."""
    rulebase, level_of = examined.rulebase, examined.ways.level_of

    def levels(*things: type[Thing]) -> set[str]:
        return {level_of(thing) for thing in things}

    for place in examined.places:
        yield levels(place.scope, *(ref.thing for ref in fields_in(place.pattern, contexts=rulebase.contexts)))
    for fault in rulebase.faults:
        for path in examined.paths[fault.id]:
            yield levels(fault.scope, examined.symptoms[path.symptom].scope)
    for item in rulebase.expected:
        yield levels(item.scope, *(examined.symptoms[each].scope for each in item.explains))
        yield levels(item.scope, *(examined.judged[each].scope for each in item.refutes))
        yield levels(item.scope, *(ref.thing for ref in item.sets_aside))
    for finding in rulebase.findings:
        yield levels(finding.scope, *(examined.symptoms[each].scope for each in finding.follows_from))
    for message in rulebase.messages:
        yield levels(examined.judged[message.names].scope, *(ref.thing for ref in message.where))
    for symptom in rulebase.symptoms:
        yield levels(symptom.scope, *(window.since.thing for window in symptom.windows))
        yield levels(symptom.scope, *(examined.symptoms[each].scope for each in symptom.follows))


def idle_changes(examined: Examined) -> Iterator[Lint]:
    """Yield recorded changes of fields that nothing reads, and records that are no moments."""
    rulebase = examined.rulebase
    read = {ref for _, ref in fields_read(rulebase)}
    read |= {ref for link in (*rulebase.links, *rulebase.dependencies) for ref in (link.naming, link.named)}
    for change in rulebase.changes:
        place = f"change {change.recorded_by}"
        if change.recorded_by.observable.type is not ValueType.TIME:
            yield Lint("dead-end", place, "What records this change is no moment, so it overrides nothing.")
        for ref in change.of:
            if not any(_same(ref, other) for other in read):
                yield Lint("dead-end", place, f"No rule reads {ref}, so no change of it matters.")


def idle_watches(examined: Examined) -> Iterator[Lint]:
    """Yield watched fields in which no message can be found, known or not."""
    told = [told for ways in examined.shown.values() for shown in ways for told in shown.way.told]
    known = [FieldRef(each.thing, name) for each in told for (name, aspect), _ in each.values if aspect == TEXT]
    for symptom in examined.rulebase.symptoms:
        for ref in symptom.watched:
            if ref.observable.type is not ValueType.TEXT:
                yield Lint("dead-end", symptom.id, f"It watches {ref}, which holds no text.")
            elif not any(_same(place, ref) for place in known):
                text = f"It watches {ref}, where no message is known: all would be unknown. Test for the field instead."
                yield Lint("dead-end", symptom.id, text)


def _same(first: FieldRef, second: FieldRef) -> bool:
    related = issubclass(first.thing, second.thing) or issubclass(second.thing, first.thing)
    return related and first.name == second.name
