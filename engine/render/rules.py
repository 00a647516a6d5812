"""Pages about rulebases: what there is, one piece of knowledge, and what of the guide is covered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from engine.render.page import Line, Page, Section, Tone
from engine.render.phrases import say_count, say_span
from engine.rulebase import Rulebase
from engine.rules import (
    Check,
    Effect,
    Escalation,
    Expected,
    Fault,
    Finding,
    Pattern,
    Procedure,
    Routine,
    Source,
    Symptom,
    Times,
)
from engine.wording import alternatives, describe

_KINDS = ("symptoms", "faults", "findings", "expected", "checks", "procedures", "escalations", "routines")
_EVIDENCE = (
    ("shown by", "shown_by"),
    ("holds if", "when"),
    ("ruled out by", "refuted_by"),
    ("harmless if", "exonerated_by"),
    ("foreseen if", "foreseen_by"),
    ("only where", "guard"),
    ("met by", "met_by"),
    ("missed by", "missed_by"),
    ("not due if", "not_due_when"),
)
Knowledge = Fault | Finding | Expected | Symptom | Check | Procedure | Escalation | Routine


def page_of_rulebases(rulebases: Sequence[Rulebase]) -> Page:
    """List rulebases and what each holds."""
    lines = []
    for rulebase in rulebases:
        counts = ", ".join(f"{len(getattr(rulebase, kind))} {kind}" for kind in _KINDS)
        lines.append(Line(f"{rulebase.name}: {rulebase.guide.title} by {rulebase.guide.vendor}", "-", tone=Tone.STRONG))
        lines.append(Line(f"{counts}, {say_count(len(rulebase.messages), 'message')}", level=1))
        lines.append(Line(f"content {rulebase.content_hash}", level=1, tone=Tone.QUIET))
    headline = f"{say_count(len(rulebases), 'rulebase')} installed"
    return Page(headline, Tone.STRONG, "rules list NAME shows what is in one", (Section("Rulebases", tuple(lines)),))


def page_of_rulebase(rulebase: Rulebase) -> Page:
    """List everything in one rulebase that has an id."""
    sections = []
    for kind in _KINDS:
        lines = tuple(Line(f"{item.id}: {_title(item)}", "-") for item in getattr(rulebase, kind))
        if lines:
            sections.append(Section(f"{kind.capitalize()} ({len(lines)})", lines))
    headline = f"{rulebase.guide.title} by {rulebase.guide.vendor}"
    return Page(headline, Tone.STRONG, f"rulebase {rulebase.name}, content {rulebase.content_hash}", tuple(sections))


def find_knowledge(rulebases: Sequence[Rulebase], identity: str) -> list[tuple[Rulebase, Knowledge]]:
    """Find what has an id; else what cites the catalogue item of that id."""
    named = [(rulebase, item) for rulebase in rulebases for item in _all(rulebase) if item.id == identity]
    if named:
        return named
    return [(rulebase, item) for rulebase in rulebases for item in _all(rulebase) if identity in item.items]


def known_ids(rulebases: Sequence[Rulebase]) -> list[str]:
    """List every id that `find_knowledge` finds."""
    return [identity for rulebase in rulebases for item in _all(rulebase) for identity in (item.id, *item.items)]


def page_of_knowledge(rulebase: Rulebase, item: Knowledge) -> Page:
    """Show one piece of knowledge in full."""
    kind = type(item).__name__.lower()
    parts = {
        "What it is": tuple(_nature(item)),
        "Evidence": tuple(_evidence(rulebase, item)),
        "Leads to": tuple(_arrows(item)),
        "What to do": tuple(_deeds(item)),
        "Decided by": tuple(_checks(rulebase, item)),
        "Source": tuple(_sources(item)),
    }
    sections = tuple(Section(title, lines) for title, lines in parts.items() if lines)
    return Page(_title(item), Tone.STRONG, f"{kind} {item.id}, rulebase {rulebase.name}", sections)


def coverage_of(rulebase: Rulebase) -> dict[str, Any]:
    """Say of every item of a guide what cites it, or why nothing does."""
    declined = {entry.item: entry.reason for entry in rulebase.declined}
    return {
        "rulebase": rulebase.name,
        "items": len(rulebase.catalogue),
        "title": f"{rulebase.guide.title} ({rulebase.guide.vendor})",
        "cited": sum(item in rulebase.cited for item in rulebase.catalogue),
        "declined": len(declined),
        "missing": [item for item in rulebase.catalogue if item not in rulebase.cited and item not in declined],
        "by_item": [
            {"item": item, "cited_by": list(rulebase.cited.get(item, ())), "declined": declined.get(item)}
            for item in rulebase.catalogue
        ],
    }


def page_of_coverage(coverage: dict[str, Any], *, everything: bool) -> Page:
    """Lay the coverage of a guide out; its cited items only on request."""
    headline = (
        f"{coverage['rulebase']}: {say_count(coverage['items'], 'item')}, {coverage['cited']} cited, "
        f"{coverage['declined']} declined, {len(coverage['missing'])} missing"
    )
    declined = [entry for entry in coverage["by_item"] if entry["declined"] is not None]
    sections = [Section("Missing", tuple(Line(item, "-") for item in coverage["missing"]))]
    sections.append(
        Section("Declined", tuple(Line(f"{entry['item']}: {entry['declined']}", "-") for entry in declined))
    )
    if everything:
        cited = [entry for entry in coverage["by_item"] if entry["cited_by"]]
        sections.append(
            Section("Cited", tuple(Line(f"{entry['item']}: {', '.join(entry['cited_by'])}", "-") for entry in cited))
        )
    about = coverage["title"]
    return Page(headline, Tone.STRONG, about, tuple(section for section in sections if section.lines))


# --- one piece of knowledge -----------------------------------------------------------------


def _all(rulebase: Rulebase) -> Iterator[Knowledge]:
    for kind in _KINDS:
        yield from getattr(rulebase, kind)
    if rulebase.ticket is not None:
        yield from rulebase.ticket.channels


def _title(item: Knowledge) -> str:
    return item.question if isinstance(item, Check) else item.title


def _nature(item: Knowledge) -> Iterator[Line]:
    scope = getattr(item, "scope", None)
    if scope is not None:
        yield Line(f"about each {scope.__name__}", "scope")
    if isinstance(item, Expected):
        yield Line(item.kind.value, "kind")
    if getattr(item, "platforms", ()):
        yield Line(", ".join(getattr(item, "platforms", ())), "only on")
    if getattr(item, "not_on", ()):
        yield Line(", ".join(getattr(item, "not_on", ())), "not on")
    if isinstance(item, Fault):
        yield Line(item.prior.name.lower(), "prior")
        for general in item.refines:
            yield Line(general, "refines")
    if isinstance(item, Routine):
        yield Line(item.every, "every")
    if item.items:
        yield Line(", ".join(item.items), "items")


def _evidence(rulebase: Rulebase, item: Knowledge) -> Iterator[Line]:
    for label, name in _EVIDENCE:
        pattern: Pattern | None = getattr(item, name, None)
        if pattern is not None:
            yield Line(f"{label}:", tone=Tone.STRONG)
            yield from (Line(clause, "-", 1) for clause in alternatives(pattern))
    texts = [message.text for message in rulebase.messages if message.names == item.id]
    if texts:
        yield Line("named by the messages:", tone=Tone.STRONG)
        yield from (Line(repr(text), "-", 1) for text in texts)
    if isinstance(item, Symptom):
        for window in item.windows:
            ok, late = (_say_limit(limit) for limit in (window.ok, window.late))
            where = f", where {describe(window.when)}" if window.when is not None else ""
            yield Line(f"usual within {ok} of {window.since}, late after {late}{where}", "-")


def _say_limit(limit: timedelta | Times) -> str:
    return f"{limit.factor:g} x {limit.setting}" if isinstance(limit, Times) else say_span(limit)


def _arrows(item: Knowledge) -> Iterator[Line]:
    if isinstance(item, Fault):
        for leads in item.leads_to:
            title = leads.to.title if isinstance(leads.to, Effect) else leads.to
            where = f", where {describe(leads.guard)}" if leads.guard is not None else ""
            yield Line(f"{title}{where}", "always" if leads.certain else "may")
    if isinstance(item, Expected):
        yield from (Line(symptom, "explains") for symptom in item.explains)
        yield from (Line(fault, "refutes") for fault in item.refutes)


def _deeds(item: Knowledge) -> Iterator[Line]:
    if isinstance(item, Fault | Finding):
        yield from (Line(step, f"{number}.") for number, step in enumerate(item.remedy.steps, 1))
        yield Line(f"the {item.remedy.by.value}", "by")
        if item.remedy.verify:
            yield Line(item.remedy.verify, "verify")
        yield from (Line(procedure, "meantime") for procedure in item.remedy.workaround)
    elif isinstance(item, Check):
        yield from (Line(step, f"{number}.") for number, step in enumerate(item.how, 1))
        yield from (Line(f"put the answer in as {ref.observable.name}", "answer") for ref in item.asks)
    elif isinstance(item, Procedure):
        yield from (Line(step, f"{number}.") for number, step in enumerate(item.steps, 1))
    elif isinstance(item, Expected) and item.advice:
        yield Line(item.advice)
    elif isinstance(item, Escalation):
        yield Line(f"turn to {item.to}{' at once' if item.urgent else ''}")
    elif isinstance(item, Symptom):
        yield from (Line(check, f"{number}.") for number, check in enumerate(item.ladder, 1))


def _checks(rulebase: Rulebase, item: Knowledge) -> Iterator[Line]:
    if isinstance(item, Check):
        named = [fault.id for fault in rulebase.faults if item.id in (fault.check, *fault.settled_by)]
        yield from (Line(fault, "decides") for fault in dict.fromkeys([*item.decides, *named]))
    elif isinstance(item, Fault | Finding):
        questions = {check.id: check.question for check in rulebase.checks}
        first = () if item.check is None else (item.check,)
        more = tuple(check.id for check in rulebase.checks if item.id in check.decides)
        settled = item.settled_by if isinstance(item, Fault) else ()
        yield from (Line(f"{questions[check]} [{check}]", "-") for check in dict.fromkeys([*first, *settled, *more]))


def _sources(item: Knowledge) -> Iterator[Line]:
    windows = item.windows if isinstance(item, Symptom) else ()
    sources: tuple[Source, ...] = (item.source, *(window.source for window in windows))
    yield from (Line(str(source)) for source in dict.fromkeys(sources))
