"""The values that pass a test, as sets: whether there are any, and whether all of them pass another test."""

from __future__ import annotations

import math

from attrs import frozen

from engine.messages import phrases_in
from engine.reasoners.base import ABSENT_WORD, PRESENT_WORD


@frozen
class Words:
    """These words or, if `others`, everything but them."""

    words: frozenset[str]
    others: bool = False

    @property
    def empty(self) -> bool:
        """Whether no value is left."""
        return not self.words and not self.others

    def meet(self, other: Words) -> Words:
        """Return what is in both."""
        if self.others and other.others:
            return Words(self.words | other.words, others=True)
        if self.others:
            return Words(other.words - self.words)
        return Words(self.words - other.words if other.others else self.words & other.words)

    def within(self, other: Words) -> bool:
        """Tell whether everything in it is in the other."""
        if self.others:
            return other.others and other.words <= self.words
        return self.words.isdisjoint(other.words) if other.others else self.words <= other.words


@frozen
class Range:
    """Numbers from `low` to `high`; an open end is not among them."""

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def of(cls, comparison: str, number: float) -> Range:
        """Return the numbers that compare so with a number."""
        if comparison in ("gt", "ge"):
            return cls(low=number, low_open=comparison == "gt")
        return cls(high=number, high_open=comparison == "lt")

    @property
    def empty(self) -> bool:
        """Whether no value is left."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def meet(self, other: Range) -> Range:
        """Return what is in both."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Range(low, high, low_open, not high_closed)

    def within(self, other: Range) -> bool:
        """Tell whether everything in it is in the other."""
        return self.meet(other) == self


@frozen
class Texts:
    """Texts that contain a phrase out of each of these choices."""

    choices: frozenset[frozenset[str]]

    @property
    def empty(self) -> bool:
        """Whether no value is left: a text can always say more."""
        return False

    def meet(self, other: Texts) -> Texts:
        """Return what is in both."""
        return Texts(self.choices | other.choices)

    def within(self, other: Texts) -> bool:
        """Tell whether everything in it is in the other."""
        return all(any(_all_say(mine, theirs) for mine in self.choices) for theirs in other.choices)


def _all_say(phrases: frozenset[str], wanted: frozenset[str]) -> bool:
    return all(phrases_in(phrase, wanted) for phrase in phrases)


Values = Words | Range | Texts

REAL = Words(frozenset({ABSENT_WORD, PRESENT_WORD}), others=True)
"""Something is there, and what it is was given."""


def meet(first: Values, second: Values) -> Values:
    """Return what is in both of two sets of one kind."""
    if isinstance(first, Words) and isinstance(second, Words):
        return first.meet(second)
    if isinstance(first, Range) and isinstance(second, Range):
        return first.meet(second)
    assert isinstance(first, Texts)
    assert isinstance(second, Texts)
    return first.meet(second)


def within(first: Values, second: Values) -> bool:
    """Tell whether everything in the first of two sets of one kind is in the second."""
    if isinstance(first, Words) and isinstance(second, Words):
        return first.within(second)
    if isinstance(first, Range) and isinstance(second, Range):
        return first.within(second)
    return isinstance(first, Texts) and isinstance(second, Texts) and first.within(second)
