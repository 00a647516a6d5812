"""Pages about all rulebases: what of each guide is covered, and where guides contradict themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from _build.markdown import anchor, bullets, code, codes, link, page, table
from _build.rules import anchor_of, place_of
from engine.rulebase import Rulebase
from engine.rules import Contradiction

_ON_PAGE = frozenset({"fault", "finding", "expected", "symptom", "check", "escalation", "routine", "ticketfield", "procedure"})


def coverage_page(rulebases: Sequence[Rulebase]) -> str:
    """Write which item of each guide's catalogue is cited by what, or declined and why."""
    return page(
        "# Coverage",
        "Every item of a guide's catalogue is cited by a piece of knowledge or declined with a reason; a rulebase "
        "that leaves one out does not load.",
        *(part for rulebase in rulebases for part in _coverage(rulebase)),
    )


def contradictions_page(rulebases: Sequence[Rulebase]) -> str:
    """Write where each guide contradicts itself, which way the rulebase goes, and why."""
    return page(
        "# Where guides contradict themselves",
        "Both places are named by section and lines; the choice is what the rules follow.",
        *(part for rulebase in rulebases for part in _contradictions(rulebase)),
    )


def across_page(rulebases: Sequence[Rulebase], contradictions: Sequence[Contradiction]) -> str:
    """Write what several guides know under one name, and where they contradict each other."""
    return page(
        "# Across the guides",
        "Each guide speaks of its own system: facts of one never confirm a fault of another. Here is what they have "
        "in common, and where they say different things.",
        "## Families",
        "The same trouble in several systems is one family; the remedies differ.",
        table(
            ("Family", "Fault", "First step of its remedy"),
            (
                (
                    family,
                    link(code(fault.id), fault.id, f"rules/{rulebase.name}.md"),
                    fault.remedy.steps[0],
                )
                for family in sorted(_families(rulebases))
                for rulebase in rulebases
                for fault in rulebase.faults
                if fault.family == family
            ),
        ),
        "## Where guides contradict each other",
        *(
            [
                anchor(f"across-{number}"),
                f"### {number}. {item.title}",
                "",
                *bullets(f"**{place.guide}:** {place_of(place)}" for place in item.places),
                f"- **Choice:** {item.choice}",
                f"- **Why:** {item.because}",
            ]
            for number, item in enumerate(contradictions, 1)
        ),
    )


def _families(rulebases: Sequence[Rulebase]) -> set[str]:
    """Return the families that more than one guide knows."""
    guides: dict[str, set[str]] = {}
    for rulebase in rulebases:
        for fault in rulebase.faults:
            if fault.family is not None:
                guides.setdefault(fault.family, set()).add(rulebase.name)
    return {family for family, names in guides.items() if len(names) > 1}


def _coverage(rulebase: Rulebase) -> Iterator[str | Iterable[str]]:
    declined = {entry.item: entry.reason for entry in rulebase.declined}
    kinds = Counter(label.split()[0] for labels in rulebase.cited.values() for label in labels)
    cited = len(rulebase.catalogue) - len(declined)
    yield f"## {rulebase.guide.title} ({code(rulebase.name)})"
    yield f"{len(rulebase.catalogue)} items: {cited} cited, {len(declined)} declined."
    yield bullets(f"cited by {_PLURAL.get(kind, f'{kind}s')}: {count}" for kind, count in sorted(kinds.items()))
    yield table(
        ("Item", "Cited by", "Guide"),
        (
            (
                code(item),
                f"declined: {declined[item]}"
                if item in declined
                else "\n".join(_cited_by(rulebase, item, label) for label in rulebase.cited[item]),
                "\n".join(place_of(place) for place in rulebase.sources_of(item)),
            )
            for item in rulebase.catalogue
        ),
    )


_PLURAL = {"expected": "expected items", "ticketfield": "ticket fields", "ladder": "the first checks"}
_SINGULAR = {"ticketfield": "ticket field", "expected": "expected item", "ladder": "first checks"}


def _cited_by(rulebase: Rulebase, item: str, label: str) -> str:
    """Link a citation with its place on the rulebase's page."""
    kind, _, name = label.partition(" ")
    word, target = _SINGULAR.get(kind, kind), f"rules/{rulebase.name}.md"
    if kind in _ON_PAGE:
        return f"{word} {link(code(name), anchor_of(kind, name), target)}"
    if kind == "contradiction":
        number = [item.title for item in rulebase.contradictions].index(name) + 1
        return f"{word} {link(str(number), f'{rulebase.name}-{number}', 'contradictions.md')}"
    if kind == "message":
        return f"{word} “{name}”"
    if kind == "window":
        places = [symptom.id for symptom in rulebase.symptoms if any(item in each.items for each in symptom.windows)]
        return f"{word} of {', '.join(link(code(place), place, target) for place in places)}"
    return word


def _contradictions(rulebase: Rulebase) -> Iterator[str | Iterable[str]]:
    if not rulebase.contradictions:
        return
    yield f"## {rulebase.guide.title} ({code(rulebase.name)})"
    for number, item in enumerate(rulebase.contradictions, 1):
        yield [
            anchor(f"{rulebase.name}-{number}"),
            f"### {number}. {item.title}",
            "",
            *bullets(f"**Place:** {place_of(place)}" for place in item.places),
            f"- **Choice:** {item.choice}",
            f"- **Why:** {item.because}",
            *([f"- **Items:** {codes(item.items)}"] if item.items else []),
        ]
