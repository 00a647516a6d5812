"""The page of a rulebase: everything it knows, for people to read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from attrs import define, field

from _build.markdown import anchor, bullets, code, codes, link, page, sentence, steps, table
from engine.graph import Path, causal_graph, paths_of
from engine.rulebase import Rulebase
from engine.rules import (
    Actor,
    Check,
    Design,
    Effect,
    Escalation,
    Expected,
    Fault,
    FieldRef,
    Finding,
    Grace,
    Leads,
    OneSided,
    Pattern,
    Prior,
    Procedure,
    Remedy,
    Source,
    Symptom,
    TicketContent,
    Times,
    Until,
    Window,
)
from engine.wording import alternatives, describe, name_field, name_span, name_thing
from facts import Thing

CONTRADICTIONS_PAGE = "../contradictions.md"

_PRIOR = {Prior.RARE: "rare", Prior.OCCASIONAL: "occasional", Prior.COMMON: "common"}
_KINDS = {
    Design.NORMAL: "normal",
    Design.LIMITATION: "a limit the platform has",
    Design.DISPLAY: "a matter of display",
    Design.TRANSIENT: "passes by itself",
}


def rules_page(rulebase: Rulebase) -> str:
    """Write the page of a rulebase."""
    return _Writer(rulebase).write()


def anchor_of(kind: str, identity: str) -> str:
    """Name the place of a piece of knowledge: one item of a guide can be a fault, a check and a criterion."""
    return identity if kind in _JUDGED else f"{kind}:{identity}"


_JUDGED = frozenset({"fault", "finding", "expected", "symptom"})


@define
class _Writer:
    rulebase: Rulebase
    titles: dict[str, str] = field(factory=dict)
    questions: dict[str, str] = field(factory=dict)
    ranks: dict[str, int] = field(factory=dict)
    graph: Any = None

    def __attrs_post_init__(self) -> None:
        knowledge = (self.rulebase.faults, self.rulebase.findings, self.rulebase.expected, self.rulebase.symptoms)
        self.titles = {item.id: item.title for kind in knowledge for item in kind}
        self.graph = causal_graph((self.rulebase,))
        self.ranks = {symptom.id: rank for rank, symptom in enumerate(self.rulebase.symptoms)}
        self.questions = {check.id: check.question for check in self.rulebase.checks}

    def write(self) -> str:
        """Write the page."""
        guide, rulebase = self.rulebase.guide, self.rulebase
        chapters: list[tuple[str, Sequence[object], Iterable[str]]] = [
            ("Pipeline", rulebase.stages, self._pipeline()),
            ("Faults", rulebase.faults, self._by_section(rulebase.faults)),
            ("Findings", rulebase.findings, self._findings()),
            ("Expected", rulebase.expected, self._expected()),
            ("Symptoms", rulebase.symptoms, self._symptoms()),
            ("Messages", rulebase.messages, self._messages()),
            ("Checks", rulebase.checks, self._checks()),
            ("Procedures", self._own_procedures(), self._procedures()),
            ("When to turn to somebody else", rulebase.escalations, self._escalations()),
            ("Support ticket", rulebase.ticket.fields if rulebase.ticket else (), self._ticket()),
            ("Routines", rulebase.routines, self._routines()),
            ("Where the guide contradicts itself", rulebase.contradictions, self._contradictions()),
        ]
        written = [(title, len(items), lines) for title, items, lines in chapters if items]
        return page(
            f"# {guide.title} ({guide.vendor})",
            f"What the rulebase {code(rulebase.name)} knows, in our own words. Places of the guide are given by "
            "section and lines; terms are explained in the [glossary](../glossary.md), and which item of the guide "
            "stands where is listed under [coverage](../coverage.md).",
            bullets(f"{link(title, _slug(title))} ({count})" for title, count, _ in written),
            *(part for title, _, lines in written for part in (f"## {title}", "\n".join(lines))),
        )

    # --- pipeline ---------------------------------------------------------------------------

    def _pipeline(self) -> Iterator[str]:
        yield "A break at one stage hides everything behind it."
        yield ""
        yield "```mermaid"
        yield "flowchart LR"
        for stage in self.rulebase.stages:
            yield f'  {stage.id}["{stage.title}"]'
            yield from (f"  {before} --> {stage.id}" for before in stage.after)
        yield "```"
        yield ""
        yield "What faults do, and what follows from it:"
        yield ""
        yield from table(
            ("Effect", "Of", "Stops the stage", "Leads to"),
            (
                (
                    chain.effect.title,
                    _bare(chain.effect.scope),
                    code(chain.effect.blocks) if chain.effect.blocks else "",
                    "\n".join(self._arrow(leads) for leads in chain.leads_to),
                )
                for chain in self.rulebase.chains
            ),
        )

    def _arrow(self, leads: Leads) -> str:
        to = leads.to.title if isinstance(leads.to, Effect) else self._see(leads.to)
        where = "" if leads.guard is None else f", where {describe(leads.guard)}"
        return f"{'always' if leads.certain else 'sometimes'}: {to}{where}"

    # --- faults -----------------------------------------------------------------------------

    def _by_section(self, faults: Sequence[Fault]) -> Iterator[str]:
        sections: dict[str, list[Fault]] = {}
        names = _section_names(fault.source for fault in faults)
        for fault in faults:
            sections.setdefault(names[_section(fault.source)], []).append(fault)
        for name, members in sorted(sections.items(), key=lambda each: _rank(each[0], each[1])):
            yield f"### Section {name}"
            yield ""
            for fault in members:
                yield from self._fault(fault)

    def _fault(self, fault: Fault) -> Iterator[str]:
        yield anchor(fault.id)
        yield f"#### {fault.title}"
        yield ""
        yield f"{code(fault.id)} · of {name_thing(fault.scope)} · {_platforms(fault)} · {_PRIOR[fault.prior]}"
        yield ""
        yield from bullets(self._facts_of(fault))
        yield from self._ways(fault)
        yield f"- **Check:** {self._ask(fault.check)}"
        if fault.settled_by:
            yield f"- **If the evidence contradicts itself:** {', '.join(self._ask(step) for step in fault.settled_by)}"
        yield from self._remedy(fault.remedy)
        yield f"- **Source:** {place_of(fault.source)}"
        yield from self._also(fault.id, fault.items)
        yield ""

    def _facts_of(self, fault: Fault) -> Iterator[str]:
        if fault.guard is not None:
            yield _proof("Possible only where", fault.guard)
        if fault.shown_by is not None:
            yield _proof("Shown by", fault.shown_by)
        yield from self._named(fault.id)
        if fault.refuted_by is not None:
            yield _proof("Refuted by", fault.refuted_by)
        if fault.exonerated_by is not None:
            yield _proof("Refuted, unless shown, by", fault.exonerated_by)
        if fault.foreseen_by is not None:
            yield _proof("Foreseen by", fault.foreseen_by)
        if fault.refines:
            yield f"**Makes precise:** {', '.join(self._see(general) for general in fault.refines)}"

    def _named(self, identity: str) -> Iterator[str]:
        texts = dict.fromkeys(message.text for message in self.rulebase.messages if message.names == identity)
        if texts:
            yield f"**Named by the message:** {', '.join(f'“{text}”' for text in texts)}"

    def _ways(self, fault: Fault) -> Iterator[str]:
        """Say by which effects a fault ends in which symptoms, by its nearest effect."""
        paths = sorted(paths_of(self.graph, fault.id), key=lambda path: self.ranks[path.symptom])
        ways: dict[str | None, list[Path]] = {}
        for path in paths:
            ways.setdefault(path.effects[0].title if path.effects else None, []).append(path)
        yield "- **Leads to:**"
        for nearest, behind in ways.items():
            if nearest is not None:
                yield f"    - {_lower(nearest)}, and so"
            indent = "    " if nearest is None else "        "
            yield from (f"{indent}- {self._way(path)}" for path in behind)

    def _way(self, path: Path) -> str:
        often = "always" if path.certain else "now and then" if path.intermittent else "sometimes"
        through = "".join(f", because {_lower(effect.title)}" for effect in path.effects[1:])
        where = "".join(f", where {describe(guard)}" for guard in path.guards)
        return f"{often}: {self._see(path.symptom)}{through}{where}"

    def _remedy(self, remedy: Remedy) -> Iterator[str]:
        by = "" if remedy.by is Actor.MERCHANT else f" (by the {remedy.by.value})"
        yield f"- **Remedy{by}:**"
        yield from (f"    {line}" for line in steps(remedy.steps))
        if remedy.verify is not None:
            allow = "" if remedy.expect_within is None else f" Allow {name_span(remedy.expect_within)}."
            yield f"- **See that it worked:** {sentence(remedy.verify)}{allow}"
        elif remedy.expect_within is not None:
            yield f"- **See that it worked:** the symptoms should go within {name_span(remedy.expect_within)}."
        if remedy.retries_itself is not None:
            yield f"- **What failed before:** {_RETRY[remedy.retries_itself]}"
        if remedy.workaround:
            titles = {procedure.id: procedure.title for procedure in self.rulebase.procedures}
            ways = ", ".join(link(titles[step], anchor_of("procedure", step)) for step in remedy.workaround)
            yield f"- **In the meantime or instead:** {ways}"

    # --- findings and expected items --------------------------------------------------------

    def _findings(self) -> Iterator[str]:
        yield "They say where, or that something followed; what to repair is another fault."
        yield ""
        for finding in self.rulebase.findings:
            yield from self._finding(finding)

    def _finding(self, finding: Finding) -> Iterator[str]:
        yield anchor(finding.id)
        yield f"### {finding.title}"
        yield ""
        yield f"{code(finding.id)} · of {name_thing(finding.scope)} · {_platforms(finding)}"
        yield ""
        if finding.guard is not None:
            yield f"- {_proof('Possible only where', finding.guard)}"
        yield f"- {_proof('Shown by', finding.shown_by)}"
        if finding.refuted_by is not None:
            yield f"- {_proof('Refuted by', finding.refuted_by)}"
        if finding.only_if:
            late = "; ".join(f"{self._see(each.symptom)} (at {name_thing(each.thing)})" for each in finding.only_if)
            yield f"- **Counts only once this is late:** {late}"
        if finding.spoils:
            yield f"- **Refuted where this goes well later:** {self._see_all(finding.spoils)}"
        if finding.follows_from:
            yield f"- **Restates:** {self._see_all(finding.follows_from)}"
        if finding.points_to:
            yield f"- **Look next at:** {self._see_all(finding.points_to)}"
        if finding.check is not None:
            yield f"- **Check:** {self._ask(finding.check)}"
        yield from self._remedy(finding.remedy)
        yield f"- **Source:** {place_of(finding.source)}"
        yield from self._also(finding.id, finding.items)
        yield ""

    def _expected(self) -> Iterator[str]:
        yield "They explain what is seen and are no faults."
        yield ""
        for item in self.rulebase.expected:
            yield from self._one_expected(item)

    def _one_expected(self, item: Expected) -> Iterator[str]:
        yield anchor(item.id)
        yield f"### {item.title}"
        yield ""
        yield f"{code(item.id)} · of {name_thing(item.scope)} · {_platforms(item)} · {_KINDS[item.kind]}"
        yield ""
        yield f"- {_proof('Holds where', item.when)}"
        yield from bullets(self._named(item.id))
        if item.explains:
            yield f"- **Explains:** {self._see_all(item.explains)}"
        if item.until is not None:
            yield f"- **Ends:** {_until(item.until)}"
        if item.refutes:
            yield f"- **Refutes, unless shown:** {self._see_all(item.refutes)}"
        if item.sets_aside:
            yield f"- **Puts out of date:** {', '.join(name_field(ref) for ref in item.sets_aside)}"
        if item.advice is not None:
            yield f"- **What to do:** {item.advice}"
        yield f"- **Source:** {place_of(item.source)}"
        yield from self._also(item.id, item.items)
        yield ""

    # --- symptoms ---------------------------------------------------------------------------

    def _symptoms(self) -> Iterator[str]:
        for symptom in self.rulebase.symptoms:
            yield from self._symptom(symptom)

    def _symptom(self, symptom: Symptom) -> Iterator[str]:
        yield anchor(symptom.id)
        yield f"### {symptom.title}"
        yield ""
        yield f"{code(symptom.id)} · of {name_thing(symptom.scope)} · at stage {code(symptom.stage)}"
        yield ""
        if symptom.missed_by is not None:
            yield f"- {_proof('Seen when', symptom.missed_by)}"
        if symptom.met_by is not None:
            yield f"- {_proof('All is well when', symptom.met_by)}"
        if symptom.not_due_when is not None:
            yield f"- {_proof('Not expected yet when', symptom.not_due_when)}"
        if symptom.watched:
            yield f"- **Also:** any message nobody recognises in {', '.join(name_field(ref) for ref in symptom.watched)}"
        if symptom.follows:
            yield f"- **Only a consequence of:** {self._see_all(symptom.follows)}"
        yield f"- **Source:** {place_of(symptom.source)}"
        yield from self._also(symptom.id, symptom.items)
        if symptom.windows:
            yield ""
            yield "How long it may take:"
            yield ""
            yield from table(
                ("Counted from", "Usual until", "Missed", "In between", "Where", "Source"),
                (_window(window) for window in symptom.windows),
            )
        if symptom.ladder:
            yield ""
            yield "What to look at, in order:"
            yield ""
            yield from steps(self._ask(step) for step in symptom.ladder)
        yield ""

    # --- messages, checks, procedures -------------------------------------------------------

    def _messages(self) -> Iterator[str]:
        yield "A message is recognised whatever its case, spacing and punctuation."
        yield ""
        yield from table(
            ("Text", "Found in", "Names", "Item", "Source"),
            (
                (
                    message.text,
                    "\n".join(name_field(ref) for ref in message.where),
                    self._see(message.names),
                    code(message.item),
                    place_of(message.source),
                )
                for message in self.rulebase.messages
            ),
        )

    def _checks(self) -> Iterator[str]:
        yield "While no symptom is known, these come first:"
        yield ""
        yield from steps(self._ask(step) for step in self.rulebase.start.checks)
        yield ""
        for check in self.rulebase.checks:
            yield from self._check(check)

    def _check(self, check: Check) -> Iterator[str]:
        yield anchor(anchor_of("check", check.id))
        yield f"### {check.question}"
        yield ""
        yield f"{code(check.id)} · {check.by.value} · {_cost(check)} · {_platforms(check)}"
        yield ""
        if check.when is not None:
            yield f"- {_proof('Only where', check.when)}"
        if check.asks:
            yield f"- **Answered by:** {codes(ref.observable.name for ref in check.asks)}"
        decides = [*check.decides]
        decides += [item.id for item in self.rulebase.faults if check.id in (item.check, *item.settled_by)]
        decides += [item.id for item in self.rulebase.findings if check.id == item.check]
        if decides:
            yield f"- **Decides:** {self._see_all(dict.fromkeys(decides))}"
        if check.how:
            yield "- **How:**"
            yield from (f"    {line}" for line in steps(check.how))
        yield f"- **Source:** {place_of(check.source)}"
        yield from self._also(check.id, check.items)
        yield ""

    def _own_procedures(self) -> tuple[Procedure, ...]:
        channels = self.rulebase.ticket.channels if self.rulebase.ticket is not None else ()
        return tuple(procedure for procedure in self.rulebase.procedures if procedure not in channels)

    def _procedures(self) -> Iterator[str]:
        for procedure in self._own_procedures():
            yield from self._procedure(procedure)

    def _procedure(self, procedure: Procedure) -> Iterator[str]:
        yield anchor(anchor_of("procedure", procedure.id))
        yield f"### {procedure.title}"
        yield ""
        yield f"{code(procedure.id)} · {', '.join(procedure.platforms) or 'all platforms'}"
        yield ""
        yield from steps(procedure.steps)
        yield ""
        yield f"Source: {place_of(procedure.source)}"
        yield ""

    # --- support ----------------------------------------------------------------------------

    def _escalations(self) -> Iterator[str]:
        for item in self.rulebase.escalations:
            yield from self._escalation(item)

    def _escalation(self, item: Escalation) -> Iterator[str]:
        yield anchor(anchor_of("escalation", item.id))
        yield f"### {item.title}"
        yield ""
        yield f"{code(item.id)} · to {item.to}{' · at once' if item.urgent else ''}"
        yield ""
        if item.when is not None:
            yield f"- {_proof('Met when', item.when)}"
        if item.symptoms:
            many = f" (at least {item.at_least} times)" if item.at_least > 1 else ""
            spread = ", and nothing of the kind goes well" if item.all_of_scope else ""
            yield f"- **Met when seen{many}:** {self._see_all(item.symptoms, '; ')}{spread}"
        if item.after_self_help:
            yield "- **Only once** nothing is left that the reader can repair."
        if item.first:
            yield f"- **First:** {', '.join(self._ask(step) for step in item.first)}"
        yield f"- **Source:** {place_of(item.source)}"
        yield from self._also(item.id, item.items)
        yield ""

    def _ticket(self) -> Iterator[str]:
        form = self.rulebase.ticket
        if form is None:
            return
        yield f"Title: {code(form.title)}"
        yield ""
        yield from table(
            ("Field", "Needed", "How to get it", "Filled from", "Source"),
            (
                (
                    f"{anchor(anchor_of('ticketfield', item.id))}{item.label}",
                    "yes" if item.required else "no",
                    item.how_to_get,
                    codes(ref.observable.name for ref in item.fields) or _FILLED.get(item.content, "the diagnosis"),
                    place_of(item.source),
                )
                for item in form.fields
            ),
        )
        yield ""
        for channel in form.channels:
            yield from self._procedure(channel)

    def _routines(self) -> Iterator[str]:
        yield from table(
            ("How often", "What", "Looks at", "Warns of", "Source"),
            (
                (
                    item.every,
                    f"{anchor(anchor_of('routine', item.id))}{item.title} ({code(item.id)})",
                    codes(ref.observable.name for ref in item.asks),
                    self._see_all(item.warns_of, "\n"),
                    place_of(item.source),
                )
                for item in self.rulebase.routines
            ),
        )

    def _contradictions(self) -> Iterator[str]:
        yield f"Both places and the reasons stand under [contradictions]({CONTRADICTIONS_PAGE})."
        yield ""
        yield from table(
            ("The guide says", "Here"),
            (
                (link(item.title, f"{self.rulebase.name}-{number}", CONTRADICTIONS_PAGE), item.choice)
                for number, item in enumerate(self.rulebase.contradictions, 1)
            ),
        )

    # --- links ------------------------------------------------------------------------------

    def _see(self, identity: str) -> str:
        return link(self.titles[identity], identity)

    def _see_all(self, identities: Iterable[str], between: str | None = None) -> str:
        """Link several places, below one another if they are many."""
        places = [self._see(identity) for identity in identities]
        if between is None and len(places) > _IN_A_LINE:
            return "".join(f"\n    - {place}" for place in places)
        return (between or "; ").join(places)

    def _ask(self, check: str) -> str:
        return link(self.questions[check], anchor_of("check", check))

    def _also(self, identity: str, items: Iterable[str]) -> Iterator[str]:
        """Say which further items of the guide's catalogue mean the same."""
        named = (message.item for message in self.rulebase.messages if message.names == identity)
        others = [item for item in dict.fromkeys((*items, *named)) if item != identity]
        if others:
            yield f"- **Items it stands for, besides its own:** {codes(others)}"


_FILLED = {TicketContent.ATTACHMENT: "added by hand"}
_IN_A_LINE = 2

_RETRY = {True: "goes through by itself.", False: "does not go through by itself."}


def _proof(label: str, pattern: Pattern) -> str:
    """Say what a pattern takes, one line for each way that suffices."""
    ways = alternatives(pattern)
    besides = " (anything else proves nothing)" if isinstance(pattern, OneSided) else ""
    if len(ways) == 1:
        return f"**{label}{besides}:** {sentence(ways[0])}"
    return "\n".join([f"**{label} one of these{besides}:**", *(f"    - {sentence(way)}" for way in ways)])


def _until(until: Until) -> str:
    return f"{_span(until.span)} after {name_field(until.since).removeprefix('when ')}"


def _window(window: Window) -> tuple[str, ...]:
    late = _span(window.late)
    between = {Grace.WAIT: "wait", Grace.LOOK: "look already"}[window.grace]
    slots = f"\n(delivered at {' and '.join(f':{minute:02}' for minute in window.slots)})" if window.slots else ""
    return (
        name_field(window.since) + slots,
        _span(window.ok),
        f"from {late} on" if window.late_inclusive else f"after {late}",
        "" if window.ok == window.late else between,
        "" if window.when is None else describe(window.when),
        place_of(window.source) + (f"\n{codes(window.items)}" if window.items else ""),
    )


def _span(span: timedelta | Times) -> str:
    if isinstance(span, timedelta):
        return name_span(span)
    times = "" if span.factor == 1 else "twice " if span.factor == 2 else f"{span.factor:g} times "
    return f"{times}{name_field(span.setting)}"


def _platforms(item: Fault | Finding | Expected | Check) -> str:
    if item.platforms:
        return ", ".join(item.platforms)
    return f"all platforms but {', '.join(item.not_on)}" if item.not_on else "all platforms"


def _cost(check: Check) -> str:
    return {1: "a glance", 2: "a page", 3: "another portal", 4: "a ticket"}[check.cost]


def _bare(thing: type[Thing]) -> str:
    return name_thing(thing).removeprefix("the ")


def _lower(title: str) -> str:
    """Begin a title in lower case, unless its first word is a name."""
    first = title.split()[0]
    return title if first[1:] != first[1:].lower() else title[:1].lower() + title[1:]


# --- sections -------------------------------------------------------------------------------


def _section(source: Source) -> str:
    return re.split(r"[,;]", source.section)[0].strip()


def _section_names(sources: Iterable[Source]) -> dict[str, str]:
    """Give sections that carry the same mark, such as ``3A``, the name most used."""
    sections = Counter(_section(source) for source in sources)
    names: dict[str, str] = {}
    for section in sections:
        mark = section.split()[0]
        same = [other for other in sections if other.split()[0] == mark and not mark.isdigit()]
        names[section] = max(same, key=lambda other: sections[other]) if same else section
    return names


def _rank(section: str, faults: Iterable[Fault]) -> tuple[int, str, int]:
    """Order sections by their number and letter, those without by where the guide first speaks of them."""
    mark = re.match(r"(\d+)([A-Z]?)", section)
    number, letter = (int(mark[1]), mark[2]) if mark is not None else (0, "")
    return number, letter, min(_line(fault.source) for fault in faults)


def _line(source: Source) -> int:
    found = re.search(r"\d+", source.lines)
    return int(found[0]) if found is not None else 0


def place_of(source: Source) -> str:
    """Name a place in a guide, without the guide."""
    return f"{source.section} ({_lines(source)})"


def _lines(source: Source) -> str:
    return f"line {source.lines}" if source.lines.isdigit() else f"lines {source.lines}"


def _slug(title: str) -> str:
    return title.casefold().replace(" ", "-")
