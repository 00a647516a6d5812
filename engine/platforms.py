"""Which platform each integration of a case connects, and what that allows."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence

from attrs import define, field

from engine.memory import Memory
from engine.rules import FieldRef
from facts import Integration, canonical_platform

_PLATFORM = FieldRef(Integration, "platform")
_BOTH_ENDS = 2
_LONGEST_NAME = 40


@define
class Platforms:
    """The platforms of a case, by integration."""

    memory: Memory
    _by_entity: dict[str, str | None] = field(factory=dict)

    def of(self, entity: str) -> str | None:
        """Return the platform that an entity's integration connects; None if nobody said."""
        if entity not in self._by_entity:
            self._by_entity[entity] = self._find(entity)
        return self._by_entity[entity]

    def _find(self, entity: str) -> str | None:
        for name in self.memory.entities[entity].chain:
            for index in self.memory.claims_of(name, _PLATFORM):
                value = self.memory.claims[index].value
                if isinstance(value, str):
                    return value
        return self.memory.case.platform

    def on_the_way(self, systems: Collection[str], hubs: Collection[str]) -> bool:
        """Tell whether one of some systems can be on the way of a case.

        A route that names both its ends names all it passes; facts of another system bring that in.
        """
        ends = [each for each in self.memory.case.route if each not in hubs]
        return len(ends) < _BOTH_ENDS or not self._named.isdisjoint(systems)

    @functools.cached_property
    def _named(self) -> frozenset[str]:
        """The systems that the route, a thing's kind or a value names."""
        named: set[str | None] = set(self.memory.case.route)
        for claim in self.memory.claims:
            named.add(canonical_platform(claim.subject.kind))
            if isinstance(claim.value, str) and len(claim.value) < _LONGEST_NAME:
                named.add(canonical_platform(claim.value))
        return frozenset(name for name in named if name is not None)

    def allow(self, entity: str, only: Sequence[str], not_on: Sequence[str]) -> bool:
        """Tell whether something that exists only on some platforms can exist here.

        A platform given without its version can be any version: ``X`` may be ``X 1`` or ``X 2``. Where the case
        gives a route, what exists on any system of the route can exist.
        """
        if not only and not not_on:
            return True
        platform = self.of(entity)
        if platform is None:
            return True
        if platform in not_on:
            return False
        route = self.memory.case.route if platform == self.memory.case.platform else ()
        return not only or any(
            name == each or name.startswith(f"{each} ") for name in only for each in route or (platform,)
        )
