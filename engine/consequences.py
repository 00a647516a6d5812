"""What failed only because something of its kind failed first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from engine.memory import Memory
from engine.model import ExpectedModel, Model
from engine.propositions import Truths
from engine.rules import Design
from engine.symptoms import Occurrence, Picture, State


@frozen
class Consequences:
    """Which things of a case wait for others.

    Attributes:
        upstream: For each thing that is held up, what failed before it, nearest first.
    """

    upstream: Mapping[str, tuple[str, ...]]

    def in_order(self, entities: Iterable[str]) -> tuple[str, ...]:
        """Order things so that each comes after what it waits for, otherwise as they are given."""
        wanted = dict.fromkeys(entities)
        done: dict[str, None] = {}
        begun: set[str] = set()
        for start in wanted:
            stack = [start]
            while stack:
                name = stack[-1]
                if name in begun:
                    stack.pop()
                    done.setdefault(name)
                    continue
                begun.add(name)
                # What waits for itself through others is left where it is met first.
                stack += [
                    each for each in reversed(self.upstream.get(name, ())) if each in wanted and each not in begun
                ]
        return tuple(done)


def see_consequences(model: Model, memory: Memory, truths: Truths, picture: Picture) -> Consequences:
    """Find, for everything that is held up, what failed first: what it names, else all that failed by itself."""
    failed: dict[str, list[str]] = {}
    held_up: dict[str, list[str]] = {}
    for occurrence in picture.all():
        level = occurrence.symptom.level
        if occurrence.symptom.symptom.derived:
            if occurrence.seen_missed:
                held_up.setdefault(level, []).append(occurrence.entity)
        elif _failed(occurrence):
            failed.setdefault(level, []).append(occurrence.entity)
    upstream: dict[str, tuple[str, ...]] = {}
    for level, entities in held_up.items():
        own = set(failed.get(level, ()))
        for entity in dict.fromkeys(entities):
            if entity in own:
                continue
            found = _named(model, memory, truths, entity, set(entities) | own)
            if found is None:
                integration = memory.entities[entity].chain[1]
                names = dict.fromkeys(failed.get(level, ()))
                found = [name for name in names if integration in memory.entities[name].chain]
            upstream[entity] = tuple(found)
    return Consequences(upstream)


def _failed(occurrence: Occurrence) -> bool:
    """Tell whether a thing failed by itself; what is to be tried again in a while did, too."""
    if occurrence.upstream is not None:
        return False
    excuse = occurrence.excused_by
    if excuse is not None:
        return occurrence.seen_missed and excuse.expected.kind is Design.TRANSIENT
    return occurrence.state in (State.PRESENT, State.REPORTED)


def _named(model: Model, memory: Memory, truths: Truths, entity: str, stuck: set[str]) -> list[str] | None:
    """Return what the facts say a thing waits for, through others that wait themselves; None if they do not say."""
    found: dict[str, None] = {}
    says_so = False
    seen = {entity}
    open_ = [entity]
    while open_:
        name = open_.pop(0)
        waits = [
            each.dependency
            for each in model.dependencies
            if each.when is None or truths.supported(each.when, name) is not None
        ]
        says_so = says_so or any(memory.claims_of(name, wait.naming) for wait in waits)
        for before in memory.depends_on(name, waits):
            if before not in seen:
                seen.add(before)
                if before in stuck:
                    open_.append(before)
                    found[before] = None
    return list(found) if says_so else None


def wait_with_what_failed(picture: Picture, consequences: Consequences) -> None:
    """Let what is held up only by things that are about to be tried again wait with them."""
    excused: dict[str, ExpectedModel] = {}
    broken: set[str] = set()
    for occurrence in picture.all():
        if _failed(occurrence) and not occurrence.symptom.symptom.derived:
            if occurrence.excused_by is None:
                broken.add(occurrence.entity)
            else:
                excused[occurrence.entity] = occurrence.excused_by
    for by_entity in picture.occurrences.values():
        for entity, occurrence in by_entity.items():
            first = [name for name in consequences.upstream.get(entity, ()) if name in broken or name in excused]
            if occurrence.symptom.symptom.derived and first and broken.isdisjoint(first):
                by_entity[entity] = evolve(occurrence, excused_by=excused[first[0]], state=State.WAITING)
