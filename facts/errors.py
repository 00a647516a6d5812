"""Everything that can go wrong while a case is loaded.

The tree::

    SyncdxError                 root of every exception of the project
        CaseError(ValueError)   a case that cannot be used; carries every problem found
        VocabularyError         an observable or a thing that is declared wrongly
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen


class SyncdxError(Exception):
    """Root of every exception this project raises on purpose."""


class VocabularyError(SyncdxError, TypeError):
    """A thing or an observable is declared in a way that cannot work."""


@frozen
class Problem:
    """One thing wrong with a case.

    Attributes:
        path: Where it stands in the input, e.g. ``facts.order[88].placed_at``.
        value: What stood there, as text, shortened if long.
        expected: What would have been accepted.
        nearest: The known name or word closest to what was given, if any is close.
        message: The whole sentence: where, what is wrong, what was expected.
    """

    path: str
    value: str
    expected: str
    nearest: str | None
    message: str

    def __str__(self) -> str:
        return self.message


class CaseError(SyncdxError, ValueError):
    """A case cannot be loaded; ``problems`` lists all that is wrong with it.

    >>> error = CaseError([Problem("now", "noon", "a time", None, "now: 'noon' is not a time.")])
    >>> str(error)
    "now: 'noon' is not a time."
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(problem.message for problem in self.problems)
