"""What a reasoner is given, and what it gives back.

A rulebase compiles to *productions*: purely positive if-then rules over *data*,
the elements of working memory. A reasoner matches them to a fixpoint and returns
every firing. Two reasoners given the same input return equal closures; nothing
here depends on the order of data or productions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from attrs import field, frozen

ABSENT_WORD = "\N{EMPTY SET}absent"
"""The word of a datum that says: somebody looked, and there was nothing."""
PRESENT_WORD = "\N{EMPTY SET}present"
"""The word of a datum that says: there is something, its value was not given."""
KNOWN_WORD = "\N{EMPTY SET}known"
"""The word of a datum whose value is a number or a moment."""

Number = int | float
TestField = Literal["word", "low", "high"]
Operator = Literal["eq", "ne", "in", "not_in", "lt", "le", "gt", "ge"]


@frozen
class Datum:
    """One element of working memory: one aspect of one thing.

    Attributes:
        kind: What it speaks of, such as ``order.ship_method`` or ``order.placed_at#age``.
        keys: The thing itself and what it belongs to, as (level, name) pairs with distinct
            levels: ``(("order", "order[88]"), ("integration", "integration"))``.
        word: Its text, if it has one.
        low: Least value it may have, in the base unit of its kind; set together with `high`.
        high: Greatest value it may have.
        claim: Index of the claim it restates; -1 if no claim is behind it.
    """

    kind: str
    keys: tuple[tuple[str, str], ...]
    word: str | None = None
    low: Number | None = None
    high: Number | None = None
    claim: int = -1


@frozen
class Test:
    """A test of one field against a constant. ``in`` and ``not_in`` take a tuple of words.

    A field that is not set passes no test, ``ne`` and ``not_in`` included.
    """

    field: TestField
    operator: Operator
    operand: str | Number | tuple[str, ...]


@frozen
class Join:
    """A comparison with an earlier condition's datum.

    `field` and `other_field` are ``word``, ``low``, ``high``, or ``key:<level>``. If either is
    not set the join fails. Operators are those of `Test` that take a single operand.
    """

    field: str
    operator: Operator
    other: int
    other_field: str


@frozen
class Condition:
    """A pattern that one datum must match."""

    kind: str
    tests: tuple[Test, ...] = ()
    joins: tuple[Join, ...] = ()


@frozen
class Assertion:
    """A datum to add when a production fires; its keys are copied from condition number `source`."""

    kind: str
    source: int
    levels: tuple[str, ...]
    word: str | None = None


@frozen
class Production:
    """If data match all `conditions`, in a consistent way, the production fires."""

    id: str
    conditions: tuple[Condition, ...]
    asserts: Assertion | None = None


@frozen(order=True)
class Derivation:
    """One firing: the production's index and, per condition, the index of the datum it matched."""

    production: int
    data: tuple[int, ...]


@frozen
class Closure:
    """Working memory at the fixpoint.

    Attributes:
        data: The data given, in their order, then the derived ones, sorted and without repetition.
            A derived datum equal (claim aside) to another derived one is the same datum.
        derivations: Every firing, sorted.
    """

    data: tuple[Datum, ...]
    derivations: tuple[Derivation, ...] = field()


class Reasoner(Protocol):
    """Matches productions against data. Safe to call from several threads at once."""

    @property
    def name(self) -> str:
        """Name it goes by in results: ``durable`` or ``compiled``."""

    def derive(self, data: Sequence[Datum]) -> Closure:
        """Match to the fixpoint and return every firing."""
