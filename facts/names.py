"""Names of facts, and what each of them means."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz, process

from facts.base import Observable
from facts.claims import Subject
from facts.vocabulary import vocabulary

_BRACKETED: Final = re.compile(
    r"(?:account\s*\[(?P<account>[^\[\]]*)\]\s*\.\s*)?"
    r"(?:integration\s*\[(?P<integration>[^\[\]]*)\]\s*\.\s*)?"
    r"(?P<kind>\w+)\s*(?:\[(?P<id>[^\[\]]*)\])?\s*\.\s*(?P<attribute>[\w.\-]+)",
    re.IGNORECASE,
)

# A comparison of an order that works with one that does not, as the guide's chart writes it.
_PAIRED: Final = {"order_ok": ("order", "ok"), "order_bad": ("order", "bad")}

_CLOSE_ENOUGH: Final = 60


def nearest(text: str, known: list[str] | tuple[str, ...]) -> str | None:
    """Find the known spelling closest to a text, if any is close.

    >>> nearest("order.is2_statsu", ["order.is2_status", "order.sku"])
    'order.is2_status'
    """
    found = process.extractOne(
        text[:200].casefold(), known, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_CLOSE_ENOUGH
    )
    return None if found is None else str(found[0])


def hint(text: str, known: Iterable[str]) -> str:
    """Return " Did you mean 'x'?" for the known spelling closest to a text, or nothing.

    >>> hint("togle", ["toggle", "login"])
    " Did you mean 'toggle'?"
    """
    found = nearest(text, sorted(known))
    return "" if found is None else f" Did you mean {found!r}?"


class Names:
    """Every name a case may use, and how to read one."""

    def __init__(self, extra: tuple[Observable, ...] = ()) -> None:
        self.observables = vocabulary(extra)
        self._named: dict[str, Observable] = {}
        for each in self.observables:
            for alias in each.aliases:
                if not _names_one(alias, each):
                    self._named[alias.casefold()] = each
        self._named.update((each.name.casefold(), each) for each in self.observables)
        self._kinds = {name.partition(".")[0] for name in self._named}
        self.from_id = tuple(each for each in self.observables if each.from_id)
        self.by_field = {(each.kind, each.attribute): each for each in self.observables}
        self.read = functools.lru_cache(maxsize=16384)(self._read)

    def _read(self, text: str) -> tuple[Subject, Observable] | None:
        """Read a name; None if there is no such thing."""
        plain = text.strip()
        known = self._named.get(plain.casefold())
        if known is not None:
            return Subject(known.kind), known
        if (match := _BRACKETED.fullmatch(plain)) is None:
            return None
        given = match.groupdict()
        kind, id_ = given["kind"].casefold(), given["id"]
        if kind in _PAIRED and id_ is None:
            kind, id_ = _PAIRED[kind]
        found = self._attribute(kind, given["attribute"], id_)
        if found is None:
            return None
        known, id_ = found
        return Subject(known.kind, _id(id_), _id(given["integration"]), _id(given["account"])), known

    def _attribute(self, kind: str, attribute: str, id_: str | None) -> tuple[Observable, str | None] | None:
        """Find an attribute of a kind; without brackets the id may stand between two dots."""
        known = self._named.get(f"{kind}.{attribute.casefold()}")
        if known is not None:
            return known, id_
        start = attribute.find(".")
        while start > 0 and id_ is None:
            known = self._named.get(f"{kind}.{attribute[start + 1 :].casefold()}")
            if known is not None:
                return known, attribute[:start]
            start = attribute.find(".", start + 1)
        return None

    def nearest(self, text: str) -> str | None:
        """Find the known name closest to a text, with the ids the text has."""
        plain = text.strip()
        match = re.fullmatch(r"(?P<owner>.*\.)?(?P<kind>\w+)\s*(?P<id>\[[^\]]*\])\s*\.(?P<rest>[^\]\[]*)", plain)
        if match is None:
            return nearest(plain, self._spellings)
        found = nearest(f"{match['kind']}.{match['rest']}", self._spellings)
        if found is None:
            return None
        kind, _, rest = found.partition(".")
        return f"{match['owner'] or ''}{kind}{match['id']}.{rest}"

    @functools.cached_property
    def _spellings(self) -> list[str]:
        """The canonical names, for comparison."""
        return [each.name for each in self.observables]


def _names_one(alias: str, observable: Observable) -> bool:
    """Whether an alias is the observable's own name with an id between two dots."""
    kind, _, attribute = observable.name.partition(".")
    return alias.startswith(f"{kind}.") and alias.endswith(f".{attribute}") and alias != observable.name


def _id(text: str | None) -> str | None:
    """An id without surrounding spaces; an empty one is none."""
    return (text or "").strip() or None


@functools.lru_cache(maxsize=16)
def names_with(extra: tuple[Observable, ...] = ()) -> Names:
    """Read names from the vocabulary, and from the observables a rulebase carries."""
    return Names(extra)
