"""Cases: loading one from whatever holds it, with every problem listed at once."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TypeAlias

import attrs

from facts.base import Channel, Observable, Reliability, Thing, ValueType, normalise, observables_of
from facts.claims import Case, Claim, Subject, Unused
from facts.documents import read_document, refuse
from facts.errors import CaseError, Problem
from facts.guides import SYSTEMS
from facts.names import Names, names_with, nearest
from facts.platforms import read_route
from facts.reading import Reader, Unread, as_text
from facts.times import Unreadable, read_instant

__all__ = ["MAX_BYTES", "MAX_FACTS", "Case", "CaseSource", "Claim", "Subject", "Unused", "load_case"]

MAX_BYTES: Final = 10_000_000
MAX_FACTS: Final = 100_000

CaseSource: TypeAlias = Case | Mapping[str, Any] | str | Path | Iterable[Any]

_KEYS: Final = ("now", "platform", "system", "facts")
_FACT_KEYS: Final = ("name", "value", "at", "channel", "reliability", "by")
_FACT: Final = "'name: value', an object with name and value, or a thing"
_CHANNELS: Final = {normalise(channel.value): channel for channel in Channel}
_RELIABILITIES: Final = {spelling: each for each in Reliability for spelling in (each.name.casefold(), str(int(each)))}
_ALL_SYSTEMS: Final = "all"
_AT: Final = Observable(name="fact.at", kind="fact", attribute="at", type=ValueType.TIME)
# Beyond so many problems the closest name is no longer looked for: it costs more than it tells.
_HINTS: Final = 200


def load_case(
    source: CaseSource,
    *,
    now: datetime | str | None = None,
    default_now: datetime | None = None,
    system: str | Iterable[str] | None = None,
    lenient: bool = False,
    max_bytes: int = MAX_BYTES,
    max_facts: int = MAX_FACTS,
    observables: Iterable[Observable] = (),
) -> Case:
    """Load a case and check all of it.

    Args:
        source: A mapping with ``facts``, a path to YAML or JSON, ``-`` for standard
            input, a case already loaded, or an iterable of facts: ``"name: value"``,
            objects with name and value, things, or claims.
        now: The case's clock; goes before the one the source gives.
        default_now: The clock of a case that gives none.
        system: The guides to consult; goes before those the source gives.
        lenient: Keep what is valid and list the rest as unused.
        max_bytes: How large a file may be.
        max_facts: How many facts there may be.
        observables: What a rulebase can observe beyond the vocabulary.

    Returns:
        The case; its claims stand in the order given.

    Raises:
        CaseError: Something is wrong with it; lists everything that is.

    >>> case = load_case({"platform": "woo", "facts": {"platform.rest_api": "off (by a plugin)"}})
    >>> case.platform, case.claims[0].value
    ('WooCommerce', <Ability.DISABLED: 'Disabled'>)
    """
    loading = _Loading(names_with(tuple(observables)), lenient, max_facts)
    if isinstance(source, Case):
        return loading.reload(source, now, system)
    parts = loading.parts(source, max_bytes)
    if now is None and parts.get("now") is None:
        now = default_now
    return loading.case(parts, now, system)


class _Loading:
    """One case on its way in: what is known of it so far, and what is wrong with it."""

    def __init__(self, names: Names, lenient: bool, max_facts: int) -> None:
        self.names = names
        self.lenient = lenient
        self.max_facts = max_facts
        self.problems: list[Problem] = []
        self.unused: list[Unused] = []
        self.claims: list[Claim] = []
        self.system: tuple[str, ...] | None = None
        self.reader = Reader(None, set())

    # The document as a whole.

    def parts(self, source: Any, max_bytes: int) -> Mapping[str, Any]:
        """Take a source apart into now, platform, system and facts."""
        if isinstance(source, str | Path):
            name = "standard input" if source == "-" else str(source)
            document, problems = read_document(source, max_bytes)
            for problem in problems:
                self._note(problem)
            if not isinstance(document, Mapping | list):
                wrong = "is empty" if document is None else "is a single value"
                raise CaseError([refuse(name, None, wrong, "a mapping with facts, or a list of facts")])
            source = document
        if isinstance(source, Thing | Claim):
            source = [source]
        if isinstance(source, Mapping):
            return source
        if isinstance(source, bytes | bytearray) or not isinstance(source, Iterable):
            expected = "a mapping with facts, a path, or an iterable of facts"
            raise CaseError([refuse("case", None, f"is a {type(source).__name__}", expected)])
        return {"facts": source}

    def case(self, parts: Mapping[str, Any], now: datetime | str | None, system: str | Iterable[str] | None) -> Case:
        """Check every part and put the case together."""
        for key in parts:
            if key not in _KEYS:
                self._unknown_key(key, parts[key])
        clock = self._now(parts.get("now") if now is None else now)
        self.system = self._system(parts.get("system") if system is None else system)
        platform, route, notes = self._platform(parts.get("platform"))
        self.reader = Reader(clock, set())
        self._facts(parts.get("facts"))
        self._implied()
        if self.problems:
            raise CaseError(self.problems)
        return Case(
            now=clock,
            platform=platform,
            route=route,
            system=self.system,
            claims=tuple(self.claims),
            unused=tuple(self.unused),
            notes=notes + tuple(sorted(self.reader.assumed)),
        )

    def reload(self, case: Case, now: datetime | str | None, system: str | Iterable[str] | None) -> Case:
        """Take a loaded case as it is, but for its clock and its guides."""
        clock = case.now if now is None else self._now(now)
        self.system = case.system if system is None else self._system(system)
        if self.problems:
            raise CaseError(self.problems)
        self.unused.extend(case.unused)
        kept = []
        for claim in case.claims:
            observable = self.names.by_field.get((claim.subject.kind, claim.attribute))
            if observable is None or self._consulted(observable, claim.name, claim.raw):
                kept.append(claim)
        return attrs.evolve(case, now=clock, system=self.system, claims=tuple(kept), unused=tuple(self.unused))

    def _unknown_key(self, key: object, value: object) -> None:
        text = str(key)
        if self.names.read(text) is not None:
            expected = "the names of facts under 'facts'"
        else:
            expected = f"one of {', '.join(_KEYS)}"
        wrong = "stands under a key that a case does not have"
        self._note(refuse(text, _shown(value), wrong, expected, nearest(text, _KEYS)))

    def _now(self, given: Any) -> datetime | None:
        if given is None:
            return None
        if not isinstance(given, str | date):
            self._note(refuse("now", _shown(given), "is not a time", "a time with an offset"))
            return None
        try:
            return read_instant(given)
        except Unreadable as unreadable:
            self._note(refuse("now", as_text(given), unreadable.wrong, unreadable.expected, unreadable.nearest))
        return None

    def _system(self, given: Any) -> tuple[str, ...] | None:
        if given is None:
            return None
        known = {normalise(each): each for each in SYSTEMS}
        for observable in self.names.observables:
            known.update((normalise(each), each) for each in observable.guides)
        if isinstance(given, str):
            given = [part for part in given.replace(",", " ").split() if part]
        if not isinstance(given, Iterable) or isinstance(given, Mapping | bytes):
            self._note(refuse("system", _shown(given), "is no list of guides", f"some of {', '.join(SYSTEMS)}"))
            return None
        chosen: list[str] = []
        for place, each in enumerate(given):
            name = known.get(normalise(each)) if isinstance(each, str) else None
            if name is None and isinstance(each, str) and each.strip().casefold() == _ALL_SYSTEMS:
                return None
            if name is None:
                hint = nearest(str(each), SYSTEMS)
                expected = f"some of {', '.join(SYSTEMS)}"
                self._note(refuse(f"system[{place}]", _shown(each), "is not a guide", expected, hint))
            elif name not in chosen:
                chosen.append(name)
        return tuple(chosen) or None

    def _platform(self, given: Any) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
        if given is None or given == "":
            return None, (), ()
        if not isinstance(given, str):
            self._note(refuse("platform", _shown(given), "is not a name", "a platform, or a route 'A -> B'"))
            return None, (), ()
        return read_route(given)

    # The facts, whichever way they are listed.

    def _facts(self, facts: Any) -> None:
        if facts is None:
            return
        if isinstance(facts, str | bytes) or not isinstance(facts, Iterable):
            self._note(refuse("facts", _shown(facts), "is no mapping or list", "name: value pairs, or a list of facts"))
            return
        if isinstance(facts, Mapping):
            self._too_many(len(facts))
            self._mapping(facts)
            return
        listed = list(itertools.islice(facts, self.max_facts + 1))
        self._too_many(len(listed))
        for place, fact in enumerate(listed):
            self._listed(fact, f"facts[{place}]")

    def _too_many(self, count: int) -> None:
        if count > self.max_facts:
            wrong = f"holds more than {self.max_facts:,} facts"
            raise CaseError([refuse("facts", None, wrong, f"at most {self.max_facts:,}")])

    def _mapping(self, facts: Mapping[Any, Any]) -> None:
        seen: dict[str, str] = {}
        for name, value in facts.items():
            if not isinstance(name, str):
                self._note(refuse(f"facts.{name}", _shown(value), "stands under a key that is no text", "a name"))
                continue
            path = f"facts.{name.strip()}"
            folded = name.strip().casefold()
            if folded in seen:
                wrong = f"is a second value for the same key, which is also written {seen[folded]!r}"
                self._note(refuse(path, _shown(value), wrong, "each key once"))
                continue
            seen[folded] = name
            self._fact(name, value, path)

    def _listed(self, fact: Any, path: str) -> None:
        if isinstance(fact, str):
            name, value = _split(fact)
            if name is None:
                self._note(refuse(path, fact, "has no value", "'name: value'", self._hint(fact)))
            else:
                self._fact(name, value, path)
        elif isinstance(fact, Thing):
            self._thing(fact, path)
        elif isinstance(fact, Claim):
            self._claim(fact, path)
        elif not isinstance(fact, Mapping):
            self._note(refuse(path, _shown(fact), f"is a {type(fact).__name__}", _FACT))
        elif "name" in fact:
            self._object(fact, path)
        elif len(fact) == 1 and isinstance(name := next(iter(fact)), str) and name not in _FACT_KEYS:
            self._fact(name, fact[name], path)
        else:
            self._note(refuse(path, _shown(fact), "has no name", _FACT))

    def _object(self, fact: Mapping[Any, Any], path: str) -> None:
        """An object with a name, a value, and where the value comes from."""
        before = len(self.problems)
        for key in fact:
            if key not in _FACT_KEYS:
                expected = f"some of {', '.join(_FACT_KEYS)}"
                wrong = "stands under a key that a fact does not have"
                self._note(refuse(f"{path}.{key}", _shown(fact[key]), wrong, expected, nearest(str(key), _FACT_KEYS)))
        if not isinstance(fact["name"], str):
            self._note(refuse(f"{path}.name", _shown(fact["name"]), "is not a name", "the name of a fact"))
            return
        if "value" not in fact:
            self._note(refuse(path, fact["name"], "has no value", "a value, or 'not checked'"))
            return
        at = self._at(fact.get("at"), f"{path}.at")
        channel = self._channel(fact.get("channel"), f"{path}.channel")
        reliability = self._reliability(fact.get("reliability"), f"{path}.reliability")
        by = fact.get("by")
        if by is not None and not isinstance(by, str):
            self._note(refuse(f"{path}.by", _shown(by), "is not a name", "who observed it"))
        if len(self.problems) == before:
            self._fact(fact["name"], fact["value"], path, at, channel, reliability, by or None)

    def _at(self, given: Any, path: str) -> datetime | None:
        if given is None or given == "":
            return None
        try:
            read = self.reader.read(_AT, given)
        except Unreadable as unreadable:
            self._note(refuse(path, _shown(given), unreadable.wrong, unreadable.expected, unreadable.nearest))
            return None
        return getattr(read, "latest", None)

    def _channel(self, given: Any, path: str) -> Channel | None:
        if given is None or isinstance(given, Channel):
            return given
        channel = _CHANNELS.get(normalise(str(given)))
        if channel is None:
            known = [each.value for each in Channel]
            hint = nearest(str(given), known)
            self._note(refuse(path, _shown(given), "is not a channel", f"one of {', '.join(known)}", hint))
        return channel

    def _reliability(self, given: Any, path: str) -> Reliability | None:
        if given is None:
            return None
        reliability = None if isinstance(given, bool) else _RELIABILITIES.get(str(given).strip().casefold())
        if reliability is None:
            expected = "1 (hearsay), 2 (report), 3 (screen) or 4 (machine)"
            self._note(refuse(path, _shown(given), "is not a reliability", expected))
        return reliability

    def _thing(self, thing: Thing, path: str) -> None:
        """Every attribute of a thing that was observed."""
        for attribute, observable in observables_of(type(thing)).items():
            given = getattr(thing, attribute)
            if given is not None:
                subject = Subject(thing.kind, thing.id)
                name = f"{subject}.{observable.name.partition('.')[2]}"
                if self._consulted(observable, name, given):
                    self._observed(subject, observable, name, given, f"{path}.{attribute}")

    def _claim(self, claim: Claim, path: str) -> None:
        """A claim made by a program is kept as it is if it speaks of something known."""
        observable = self.names.by_field.get((claim.subject.kind, claim.attribute))
        if observable is None:
            self._unknown_name(claim.name, claim.raw, path)
        elif self._consulted(observable, claim.name, claim.raw):
            self.claims.append(claim)

    def _implied(self) -> None:
        """What the id of a thing says of it, where nobody said otherwise."""
        kinds = {each.kind for each in self.names.from_id}
        subjects = dict.fromkeys(claim.subject for claim in self.claims if claim.subject.kind in kinds)
        claimed = {(claim.subject, claim.attribute) for claim in self.claims if claim.subject.kind in kinds}
        for subject in subjects:
            for observable in self.names.from_id:
                if observable.kind != subject.kind or subject.id is None or (subject, observable.attribute) in claimed:
                    continue
                value = self.reader.implied(observable, subject.id)
                if value is None or not self._of_consulted(observable):
                    continue
                self.claims.append(
                    Claim(
                        subject,
                        observable.attribute,
                        value,
                        None,
                        observable.channel,
                        int(Reliability.SCREEN),
                        None,
                        str(subject),
                        subject.id,
                        observable.name,
                    )
                )

    # One fact.

    def _fact(
        self,
        name: str,
        given: Any,
        path: str,
        at: datetime | None = None,
        channel: Channel | None = None,
        reliability: Reliability | None = None,
        by: str | None = None,
    ) -> None:
        read = self.names.read(name)
        if read is None:
            self._unknown_name(name, given, path)
            return
        subject, observable = read
        if self.system is None or self._consulted(observable, name, given):
            self._observed(subject, observable, name, given, path, at, channel, reliability, by)

    def _observed(
        self,
        subject: Subject,
        observable: Observable,
        name: str,
        given: Any,
        path: str,
        at: datetime | None = None,
        channel: Channel | None = None,
        reliability: Reliability | None = None,
        by: str | None = None,
    ) -> None:
        """Read the value and add the claim."""
        try:
            value = self.reader.read(observable, given)
        except Unreadable as unreadable:
            problem = refuse(path, _shown(given), unreadable.wrong, unreadable.expected, unreadable.nearest)
            self._note(problem, name.strip())
            return
        if isinstance(value, Unread):
            self.unused.append(Unused(name.strip(), as_text(given), value.value))
            return
        if reliability is None:
            reliability = observable.reliability if channel is None else channel.reliability
        self.claims.append(
            Claim(
                subject,
                observable.attribute,
                value,
                at,
                channel or observable.channel,
                int(reliability),
                by,
                path,
                as_text(given),
                observable.name,
            )
        )

    def _consulted(self, observable: Observable, name: str, given: Any) -> bool:
        """Whether a guide that is consulted uses the fact; if none does, it is unused."""
        if self._of_consulted(observable):
            return True
        guides = " and ".join(observable.guides)
        plural = "guides" if len(observable.guides) > 1 else "guide"
        consulted = "were" if len(observable.guides) > 1 else "was"
        reason = f"belongs to the {guides} {plural}, which {consulted} not consulted"
        self.unused.append(Unused(name.strip(), as_text(given), reason))
        return False

    def _of_consulted(self, observable: Observable) -> bool:
        """Whether a guide that is consulted uses the observable."""
        return self.system is None or not observable.guides or not set(self.system).isdisjoint(observable.guides)

    def _unknown_name(self, name: str, given: Any, path: str) -> None:
        problem = refuse(
            path,
            _shown(given),
            f"is given for {name.strip()[:200]!r}, which is not known",
            "a name of the vocabulary",
            self._hint(name),
        )
        self._note(problem, name.strip())

    def _hint(self, name: str) -> str | None:
        return self.names.nearest(name) if len(self.problems) + len(self.unused) < _HINTS else None

    def _note(self, problem: Problem, name: str | None = None) -> None:
        """Keep a problem, or leave the fact out and say so if that is allowed."""
        if self.lenient:
            self.unused.append(Unused(name or problem.path, problem.value, problem.message))
        else:
            self.problems.append(problem)


def _shown(given: object) -> str:
    """What was given, as text; a mapping or list not in full."""
    if isinstance(given, Mapping):
        return f"a mapping of {len(given)}"
    if isinstance(given, list | tuple | set | frozenset):
        return f"a list of {len(given)}"
    return as_text(given)


def _split(fact: str) -> tuple[str | None, str]:
    """Split ``name: value`` at the first colon that is not inside brackets."""
    depth = 0
    for place, character in enumerate(fact):
        if character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
        elif character == ":" and depth <= 0:
            return fact[:place], fact[place + 1 :].strip()
    return None, ""
