"""What lint finds, and what it works out of a rulebase once for all kinds of findings."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from attrs import frozen

from engine.graph import Path, causal_graph, paths_of
from engine.lint.patterns import Place, patterns_in
from engine.lint.ways import Way, Ways
from engine.rulebase import Rulebase
from engine.rules import Check, Expected, Fault, Finding, Says, Seen, Symptom

Judged = Fault | Finding | Expected
"""What can be said of a case."""


@frozen
class Lint:
    """One finding.

    Attributes:
        rule: The name of what is looked for, such as ``silent-symptom``.
        place: What it was found at, by id.
        text: What is wrong and what to do about it.
    """

    rule: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text} [{self.rule}]"


@frozen
class Shown:
    """One way in which facts show something: what a message names, or what its pattern says."""

    way: Way
    by_message: bool = False


@frozen(eq=False)
class Examined:
    """A rulebase and what follows from it."""

    rulebase: Rulebase

    @functools.cached_property
    def ways(self) -> Ways:
        """How facts can support and refute its patterns."""
        return Ways(self.rulebase)

    @functools.cached_property
    def places(self) -> tuple[Place, ...]:
        """Every pattern of it."""
        return tuple(patterns_in(self.rulebase))

    @functools.cached_property
    def judged(self) -> Mapping[str, Judged]:
        """Its faults, findings and expected items, by id."""
        rulebase = self.rulebase
        knowledge: tuple[Judged, ...] = (*rulebase.faults, *rulebase.findings, *rulebase.expected)
        return {item.id: item for item in knowledge}

    @functools.cached_property
    def checks(self) -> Mapping[str, Check]:
        """Its checks, by id."""
        return {check.id: check for check in self.rulebase.checks}

    @functools.cached_property
    def symptoms(self) -> Mapping[str, Symptom]:
        """Its symptoms, by id."""
        return {symptom.id: symptom for symptom in self.rulebase.symptoms}

    @functools.cached_property
    def paths(self) -> Mapping[str, tuple[Path, ...]]:
        """Every way from each fault to symptoms, by the fault's id."""
        graph = causal_graph((self.rulebase,))
        return {fault.id: paths_of(graph, fault.id) for fault in self.rulebase.faults}

    @functools.cached_property
    def shown(self) -> Mapping[str, tuple[Shown, ...]]:
        """In what ways facts can show each fault, finding and expected item."""
        found: dict[str, tuple[Shown, ...]] = {}
        for identity, item in self.judged.items():
            pattern = item.when if isinstance(item, Expected) else item.shown_by
            found[identity] = tuple(Shown(way) for way in self.ways.of(pattern, item.scope))
        for message in self.rulebase.messages:
            scope = self.judged[message.names].scope
            for ref in message.where:
                for way in self.ways.of(Seen(ref.thing, ((ref.name, Says((message.text,))),)), scope):
                    found[message.names] += (Shown(way, by_message=True),)
        return found

    def generals(self, identity: str) -> frozenset[str]:
        """Return what a fault specifies, directly or through others; itself where it does so in a circle."""
        found: set[str] = set()
        open_ = [identity]
        while open_:
            item = self.judged.get(open_.pop())
            for general in item.refines if isinstance(item, Fault) else ():
                if general not in found:
                    found.add(general)
                    open_.append(general)
        return frozenset(found)

    def kin(self, first: str, second: str) -> bool:
        """Tell whether one of two faults specifies the other."""
        return second in self.generals(first) or first in self.generals(second)

    def apart(self, first: Judged, second: Judged) -> bool:
        """Tell whether no case can have both: their platforms or their guards exclude each other."""
        if not _share_platforms(first, second):
            return True
        guards = [
            [(way, item.scope) for way in self.ways.of(getattr(item, "guard", None), item.scope)]
            for item in (first, second)
        ]
        return all(guards) and all(
            self.ways.both(one, two, scope).impossible for one, scope in guards[0] for two, _ in guards[1]
        )


def _share_platforms(first: Judged, second: Judged) -> bool:
    """Tell whether some platform can have both."""
    for one, two in ((first, second), (second, first)):
        if one.platforms and set(one.platforms) <= {*one.not_on, *two.not_on}:
            return False
    if not first.platforms or not second.platforms:
        return True
    return not set(first.platforms).isdisjoint(second.platforms)
