"""What the reasoner's firings say: which propositions are supported or refuted, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import define, frozen

from engine.memory import Memory
from engine.program import ACCOUNT, INTEGRATION, LINK, Program
from engine.reasoners.base import Closure, Datum, Derivation


@frozen(order=True)
class Evidence:
    """Why a proposition is held: the fewest, most reliable claims, and the production that fired.

    Ordered best first.

    Attributes:
        size: Number of claims.
        unreliability: 4 for hearsay alone down to 1 for machine text alone: the weakest claim decides.
        claims: Their indexes, ascending.
        production: Index of the production.
    """

    size: int
    unreliability: int
    claims: tuple[int, ...]
    production: int

    @property
    def reliability(self) -> int:
        """Reliability of the weakest claim."""
        return 5 - self.unreliability


_ByEntity = dict[str, Evidence]


@define
class Truths:
    """Support and refutation of every slot, by entity. Each keeps its best evidence only.

    `dim` holds what only dead channels say; `supporting` the claims of all that supports a slot anywhere.
    """

    memory: Memory
    support: list[_ByEntity]
    refutation: list[_ByEntity]
    dim: list[_ByEntity]
    supporting: list[set[int]]

    def touched(self) -> frozenset[int]:
        """Return the slots of which anything is known."""
        return frozenset(slot for slot, known in enumerate(self.support) if known or self.refutation[slot])

    def supported(self, slot: int | None, entity: str) -> Evidence | None:
        """Return the evidence that supports a slot for an entity or for what it belongs to."""
        return None if slot is None else _find(self.support[slot], self.memory.entities[entity].chain)

    def refuted(self, slot: int | None, entity: str) -> Evidence | None:
        """Return the evidence that refutes a slot for an entity or for what it belongs to."""
        return None if slot is None else _find(self.refutation[slot], self.memory.entities[entity].chain)

    def dimly_supported(self, slot: int | None, entity: str) -> Evidence | None:
        """Return what only a dead channel says in support."""
        return None if slot is None else _find(self.dim[slot], self.memory.entities[entity].chain)

    def entities_with(self, slots: Iterable[int | None], level: str) -> list[str]:
        """Return the entities of a level about which one of the slots says anything, in case order."""
        named: set[str] = set()
        for slot in slots:
            if slot is not None:
                named.update(self.support[slot], self.refutation[slot], self.dim[slot])
        if not named:
            return []
        entities = self.memory.entities
        return [name for name in self.memory.by_level.get(level, ()) if not named.isdisjoint(entities[name].chain)]


def _find(by_entity: Mapping[str, Evidence], chain: Sequence[str]) -> Evidence | None:
    if not by_entity:
        return None
    best = None
    for name in chain:
        found = by_entity.get(name)
        if found is not None and (best is None or found < best):
            best = found
    return best


def read_closure(memory: Memory, program: Program, closure: Closure, set_aside: Mapping[int, frozenset[int]]) -> Truths:
    """Sort the firings by what they say.

    Args:
        memory: The working memory the closure was derived from.
        program: The compiled rulebases.
        closure: The reasoner's result.
        set_aside: Claims out of date, each with the slots for which they count all the same.
    """
    count = len(program.slots)
    truths = Truths(
        memory, [{} for _ in range(count)], [{} for _ in range(count)], [{} for _ in range(count)],
        [set() for _ in range(count)],
    )  # fmt: skip
    claims_of = _ClaimsOf(memory, program, closure)
    reliability = [claim.reliability for claim in memory.claims]
    for derivation in closure.derivations:
        conclusion = program.conclusions[derivation.production]
        if conclusion is None:
            continue
        claims = claims_of(derivation.data)
        if set_aside and any(conclusion.slot not in set_aside[claim] for claim in claims if claim in set_aside):
            continue
        if memory.rivals and _at_odds(memory, claims):
            continue
        if not conclusion.supports and not _sure_of(memory, closure, derivation, conclusion.level):
            continue
        if memory.dim and not memory.dim.keys().isdisjoint(claims):
            table = truths.dim if conclusion.supports else None
        else:
            table = truths.support if conclusion.supports else truths.refutation
        if table is None:
            continue
        if conclusion.supports:
            truths.supporting[conclusion.slot].update(claims)
        source = closure.data[derivation.data[conclusion.source]]
        entity = next(name for level, name in source.keys if level == conclusion.level)
        weakest = min((reliability[claim] for claim in claims), default=4)
        evidence = Evidence(len(claims), 5 - weakest, claims, derivation.production)
        earlier = table[conclusion.slot].get(entity)
        if earlier is None or evidence < earlier:
            table[conclusion.slot][entity] = evidence
    return truths


def _at_odds(memory: Memory, claims: Sequence[int]) -> bool:
    """Tell whether claims contradict each other: no conclusion rests on both."""
    return any(claim in memory.rivals and len(memory.rivals[claim].intersection(claims)) > 1 for claim in claims)


def _sure_of(memory: Memory, closure: Closure, derivation: Derivation, level: str) -> bool:
    """Tell whether a refutation speaks of the only thing linked: another one may well be otherwise."""
    for index in derivation.data:
        datum = closure.data[index]
        if datum.kind.startswith(LINK):
            keys = dict(datum.keys)
            own = keys.get(level)
            others = [other for other in keys if other not in (level, INTEGRATION, ACCOUNT)]
            if own is not None and any(len(memory.linked(own, other)) > 1 for other in others):
                return False
    return True


class _ClaimsOf:
    """Finds the claims behind data, through derived ones."""

    def __init__(self, memory: Memory, program: Program, closure: Closure) -> None:
        self._memory = memory
        self._data = closure.data
        self._producers: dict[Datum, list[tuple[int, ...]]] = {}
        for derivation in closure.derivations:
            assertion = program.productions[derivation.production].asserts
            if assertion is not None:
                keys = dict(closure.data[derivation.data[assertion.source]].keys)
                derived = Datum(
                    assertion.kind, tuple((level, keys[level]) for level in assertion.levels), assertion.word
                )
                self._producers.setdefault(derived, []).append(derivation.data)

    def __call__(self, data: Sequence[int]) -> tuple[int, ...]:
        if len(data) == 1 and (claim := self._data[data[0]].claim) >= 0:
            return (claim,)
        return tuple(sorted(self._gather(data, frozenset())))

    def _gather(self, data: Sequence[int], within: frozenset[Datum]) -> set[int]:
        found: set[int] = set()
        for index in data:
            datum = self._data[index]
            if datum.claim >= 0:
                found.add(datum.claim)
            elif datum.kind.startswith(LINK):
                found.update(self._memory.claims_linking(datum.keys[0][1], datum.keys[-1][1]))
            elif datum in self._producers and datum not in within:
                ways = [self._gather(way, within | {datum}) for way in self._producers[datum]]
                found |= min(ways, key=lambda claims: (len(claims), sorted(claims)))
        return found
