"""Reasoners: they match productions against working memory."""

from __future__ import annotations

import functools
import sys
from collections.abc import Sequence
from typing import Literal

from engine.errors import ReasonerError
from engine.reasoners.base import Closure, Datum, Derivation, Production, Reasoner

__all__ = [
    "Closure",
    "Datum",
    "Derivation",
    "Production",
    "Reasoner",
    "ReasonerName",
    "default_reasoner",
    "make_reasoner",
]

ReasonerName = Literal["durable", "compiled"]


@functools.cache
def default_reasoner() -> ReasonerName:
    """Return the reasoner to use unless told otherwise: ``durable`` where it can be imported."""
    if sys.version_info >= (3, 13):
        return "compiled"
    from engine.reasoners.durable import durable_available

    return "durable" if durable_available() else "compiled"


def make_reasoner(name: ReasonerName, productions: Sequence[Production]) -> Reasoner:
    """Build the reasoner of a name.

    Raises:
        ReasonerUnavailableError: It cannot run on this interpreter.
        ReasonerError: There is no such reasoner, or it cannot hold these productions.
    """
    if name == "durable":
        from engine.reasoners.durable import DurableReasoner

        return DurableReasoner(productions)
    if name == "compiled":
        from engine.reasoners.compiled import CompiledReasoner

        return CompiledReasoner(productions)
    raise ReasonerError(f"There is no reasoner {name!r}. There are: durable, compiled.")
