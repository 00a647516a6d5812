"""Every name a case may use, in one list."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from typing import Final

from facts import erp, flow, integration, order, platform, record, stock
from facts.base import Observable, Thing, observables_of


def _things_of(module: types.ModuleType) -> list[type[Thing]]:
    """The things a module defines, in its order."""
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Thing) and value.__module__ == module.__name__
    ]


THINGS: Final[Mapping[str, type[Thing]]] = types.MappingProxyType(
    {
        thing.kind: thing
        for module in (integration, order, stock, platform, flow, record, erp)
        for thing in _things_of(module)
    }
)


def vocabulary(extra: Iterable[Observable] = ()) -> tuple[Observable, ...]:
    """List everything that can be observed, sorted by name.

    Args:
        extra: Observables that a rulebase carries; one under a known name replaces it.

    >>> next(each for each in vocabulary() if each.name == "order.is2_status").words
    <enum 'Is2Status'>
    """
    known = {each.name: each for thing in THINGS.values() for each in observables_of(thing).values()}
    known.update((each.name, each) for each in extra)
    return tuple(known[name] for name in sorted(known))
