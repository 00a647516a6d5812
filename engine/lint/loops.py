"""Knowledge that leads back to itself, or that orders the same things in two ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from engine.lint.base import Examined, Lint
from engine.lint.patterns import contexts_in


def loops(examined: Examined) -> Iterator[Lint]:
    """Yield what leads back to itself, where loading does not refuse it already."""
    rulebase = examined.rulebase
    findings = {finding.id: finding.points_to for finding in rulebase.findings}
    kinds: tuple[tuple[str, Mapping[str, Iterable[str]]], ...] = (
        ("refines", {fault.id: fault.refines for fault in rulebase.faults}),
        ("follows", {symptom.id: symptom.follows for symptom in rulebase.symptoms}),
        ("comes after", {stage.id: stage.after for stage in rulebase.stages}),
        ("points to", {source: [each for each in targets if each in findings] for source, targets in findings.items()}),
        ("builds on", {context.id: tuple(contexts_in(context.when)) for context in rulebase.contexts}),
    )
    for verb, arrows in kinds:
        for start in arrows:
            loop = _loop_from(start, arrows)
            if loop and start == min(loop):
                yield Lint("circular", start, f"It {verb} itself: {' -> '.join([*loop, start])}.")


def _loop_from(start: str, arrows: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the shortest way from something back to itself, without its end; empty if there is none."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for end in arrows.get(way[-1], ()):
            if end == start:
                return way
            if end not in seen:
                seen.add(end)
                ways.append([*way, end])
    return []


def contradictory_ladders(examined: Examined) -> Iterator[Lint]:
    """Yield ladders that hold a check twice, or the very checks of another ladder in another order.

    Ladders that merely share some checks may order them differently: each follows its own part of the guide.
    """
    rulebase = examined.rulebase
    ladders = {symptom.id: symptom.ladder for symptom in rulebase.symptoms}
    ladders["start"] = rulebase.start.checks
    for owner, ladder in ladders.items():
        for check in dict.fromkeys(each for position, each in enumerate(ladder) if each in ladder[:position]):
            yield Lint("circular", owner, f"Its ladder comes back to {check!r}. Ask it once.")
    for (first, one), (second, two) in combinations(ladders.items(), 2):
        if one != two and len(set(one)) == len(one) == len(two) and set(one) == set(two):
            yield Lint("circular", second, f"Its ladder asks what that of {first!r} asks, in another order.")
