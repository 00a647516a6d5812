"""What rulebases say of the same words when they are consulted together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from engine.lint.base import Examined, Lint
from engine.messages import phrases_in
from engine.rulebase import Rulebase
from engine.rules import Fault, FieldRef, Message


def lint_together(rulebases: Sequence[Rulebase]) -> tuple[Lint, ...]:
    """Look for words by which two guides name faults of their own in one and the same field.

    A generic guide gives way to others, and what two guides call by one family name is one trouble with two
    remedies: neither is a finding.

    Returns:
        Every finding, pair by pair of rulebases; empty if there is none.
    """
    specific = [rulebase for rulebase in rulebases if not rulebase.guide.generic]
    return tuple(found for one, other in combinations(specific, 2) for found in _shared_words(one, other))


def _shared_words(one: Rulebase, other: Rulebase) -> Iterator[Lint]:
    faults = [{fault.id: fault for fault in rulebase.faults} for rulebase in (one, other)]
    examined = Examined(one)
    for first, second in product(one.messages, other.messages):
        fields = [ref for ref in first.where if ref in second.where and _declared_for(ref, one, other)]
        if not fields or not (phrases_in(first.text, (second.text,)) or phrases_in(second.text, (first.text,))):
            continue
        mine, theirs = faults[0].get(first.names), faults[1].get(second.names)
        if mine and theirs and not _one_trouble(mine, theirs) and not examined.apart(mine, theirs):
            longer = max(first, second, key=lambda message: len(message.text))
            yield Lint("shared-words", repr(longer.text), _text(first, second, fields))


def _one_trouble(first: Fault, second: Fault) -> bool:
    return first.family is not None and first.family == second.family


def _declared_for(ref: FieldRef, *rulebases: Rulebase) -> bool:
    guides = ref.observable.guides
    return not guides or {rulebase.name for rulebase in rulebases} <= set(guides)


def _text(first: Message, second: Message, fields: Sequence[FieldRef]) -> str:
    where = ", ".join(str(ref) for ref in fields)
    return f"In {where} it names both {first.names!r} and {second.names!r}. Give them a family, or narrow one."
