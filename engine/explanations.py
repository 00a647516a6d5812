"""Strata 3 and 4: what sets of faults predict, and the smallest sets that explain everything seen.

Symptoms that share no possible cause are independent of each other. So explanations are kept as
*parts*: every choice of one set from each part is an explanation of the whole, and no other is.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

from attrs import frozen

DEFAULT_MAX_ADDED = 3
MAX_SETS = 200

F = TypeVar("F", bound=Hashable)
S = TypeVar("S", bound=Hashable)


@frozen
class Part:
    """Independent part of the explanations.

    Attributes:
        symptoms: What must be explained.
        sets: The smallest sets of faults that explain all of it, smaller first, then in order of rank.
        truncated: There are more.
    """

    symptoms: tuple[Hashable, ...]
    sets: tuple[tuple[Hashable, ...], ...]
    truncated: bool


def explain(
    covers: Mapping[S, Sequence[F]], *, max_added: int = DEFAULT_MAX_ADDED, max_sets: int = MAX_SETS
) -> tuple[Part, ...]:
    """Find all subset-minimal sets of faults that cover every coverable symptom.

    Args:
        covers: For every symptom the faults that can explain it, best first.
        max_added: The most faults a set may have, in each independent part.
        max_sets: The most sets listed for a part.

    >>> [part.sets for part in explain({"no orders": ["toggle", "login"], "no tracking": ["login"]})]
    [(('login',),)]
    """
    rank: dict[Hashable, int] = {}
    for faults in covers.values():
        for fault in faults:
            rank.setdefault(fault, len(rank))
    by_rank = list(rank)
    return tuple(_explain_part(group, covers, rank, by_rank, max_added, max_sets) for group in _independent(covers))


def _independent(covers: Mapping[S, Sequence[F]]) -> list[list[S]]:
    """Group symptoms that share a possible cause, directly or through others."""
    parent: dict[Hashable, Hashable] = {}

    def root(fault: Hashable) -> Hashable:
        while parent.setdefault(fault, fault) != fault:
            parent[fault] = parent[parent[fault]]
            fault = parent[fault]
        return fault

    for faults in covers.values():
        for fault in faults[1:]:
            parent[root(fault)] = root(faults[0])
    groups: dict[Hashable, list[S]] = {}
    for symptom, faults in covers.items():
        if faults:
            groups.setdefault(root(faults[0]), []).append(symptom)
    return list(groups.values())


def _explain_part(
    symptoms: Sequence[S],
    covers: Mapping[S, Sequence[F]],
    rank: Mapping[Hashable, int],
    by_rank: Sequence[Hashable],
    max_added: int,
    max_sets: int,
) -> Part:
    # Symptoms with the same causes are one; one whose causes include another's is explained with it.
    demands = _least(tuple(frozenset(rank[fault] for fault in covers[symptom]) for symptom in symptoms))
    found: list[tuple[int, ...]] = []
    truncated = False
    for size in range(1, max_added + 1):
        for candidate in _hitting_sets(demands, size):
            if len(found) == max_sets:
                truncated = True
                break
            found.append(candidate)
        if truncated:
            break
    if not found:
        truncated = True
    return Part(
        tuple(symptoms), tuple(tuple(by_rank[position] for position in candidate) for candidate in found), truncated
    )


def _least(demands: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    """Drop every demand that follows from a stricter one."""
    unique = sorted(set(demands), key=lambda demand: (len(demand), sorted(demand)))
    least: list[frozenset[int]] = []
    # A stricter demand is found under each of its members, so under its smallest.
    by_smallest: dict[int, list[frozenset[int]]] = {}
    for demand in unique:
        if not any(stricter <= demand for member in demand for stricter in by_smallest.get(member, ())):
            least.append(demand)
            by_smallest.setdefault(min(demand), []).append(demand)
    return least


def _hitting_sets(demands: Sequence[frozenset[int]], size: int) -> Iterator[tuple[int, ...]]:
    """Yield the minimal sets of exactly `size` members that meet every demand, in lexicographic order.

    Members are chosen in ascending order. A choice is given up as soon as the members left cannot
    meet what is still open.
    """
    members = sorted(set().union(*demands))
    met_by: dict[int, set[int]] = {member: set() for member in members}
    for index, demand in enumerate(demands):
        for member in demand:
            met_by[member].add(index)
    meets = {member: frozenset(indexes) for member, indexes in met_by.items()}
    everything = frozenset(range(len(demands)))
    last = [max(demand) for demand in demands]

    def extend(chosen: tuple[int, ...], open_: frozenset[int], start: int) -> Iterator[tuple[int, ...]]:
        if not open_:
            if len(chosen) == size and _irredundant(chosen, meets, everything):
                yield chosen
            return
        if len(chosen) == size:
            return
        # One member must meet the open demand whose last candidate comes first.
        limit = min(last[index] for index in open_) if len(chosen) == size - 1 else None
        left = size - len(chosen)
        for position in range(start, len(members)):
            member = members[position]
            if limit is not None and member > limit:
                return
            if any(last[index] < member for index in open_):
                return
            met = meets[member] & open_
            if not met or (left == 1 and met != open_):
                continue
            yield from extend((*chosen, member), open_ - met, position + 1)

    yield from extend((), everything, 0)


def _irredundant(chosen: tuple[int, ...], meets: Mapping[int, frozenset[int]], everything: frozenset[int]) -> bool:
    for member in chosen:
        others: set[int] = set()
        for other in chosen:
            if other != member:
                others |= meets[other]
        if others >= everything:
            return False
    return True
