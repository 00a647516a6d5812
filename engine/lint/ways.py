"""The ways in which facts can support or refute a pattern, and which way implies which.

A way is a conjunction: values of fields of things, and contexts that hold. Patterns are written out as
their alternative ways; what no facts can satisfy is left out. Whatever is not understood implies nothing
and contradicts nothing, so that silence is the error to expect.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Iterable, Iterator, Mapping

from attrs import define, field, frozen

from engine.lint.values import REAL, Range, Texts, Values, Words, meet, within
from engine.program import Compiler, ancestors, fold
from engine.reasoners.base import ABSENT_WORD, PRESENT_WORD
from engine.rulebase import Rulebase
from engine.rules import (
    Affix,
    AgeBound,
    AllOf,
    AnyOf,
    Bound,
    Context,
    FieldRef,
    Holds,
    Is,
    IsAbsent,
    IsKnown,
    Lagging,
    Length,
    Listed,
    OlderThanSetting,
    OneSided,
    Pattern,
    Relates,
    Says,
    Seen,
    Test,
)
from facts import Integration, Observable, Thing, ValueType

_MOST_WAYS = 4096
_ORDERS = {
    ("same", True): ("eq",), ("same", False): ("lt", "gt"),
    ("differs", True): ("lt", "gt"), ("differs", False): ("eq",),
    ("gt", True): ("gt",), ("gt", False): ("lt", "eq"),
    ("lt", True): ("lt",), ("lt", False): ("gt", "eq"),
}  # fmt: skip
_FLIPPED = {"lt": "gt", "eq": "eq", "gt": "lt"}
_OPPOSITE = {"gt": "le", "ge": "lt", "lt": "ge", "le": "gt"}


@frozen
class Aspect:
    """In what respect a field is tested: its word, its number, its age, or how it compares with another."""

    kind: str
    by: FieldRef | None = None
    detail: Hashable = None


WORD, AGE, TEXT = Aspect("word"), Aspect("age"), Aspect("text")
_BOTH_WAYS = (("exact", 1), ("folded", 1))
"""Details of comparisons that can be read the other way round."""


@frozen
class Told:
    """What is told of one and the same thing: by field and aspect, the values that pass."""

    thing: type[Thing]
    values: tuple[tuple[tuple[str, Aspect], Values], ...]

    @classmethod
    def of(cls, thing: type[Thing], told: Iterable[tuple[tuple[str, Aspect], Values]]) -> Told:
        """Gather what is told of a thing; what is told twice of a field must pass both times."""
        gathered: dict[tuple[str, Aspect], Values] = {}
        for key, values in told:
            gathered[key] = meet(gathered[key], values) if key in gathered else values
        return cls(thing, tuple(sorted(gathered.items(), key=lambda item: repr(item[0]))))

    @property
    def fields(self) -> frozenset[str]:
        """Names of the fields it speaks of."""
        return frozenset(name for (name, _), _ in self.values)

    def of_field(self, name: str, aspect: Aspect) -> Values | None:
        """Return the values that pass in an aspect of a field; None if it is not tested so."""
        return dict(self.values).get((name, aspect))

    @property
    def impossible(self) -> bool:
        """Whether no thing is so."""
        known = dict(self.values)
        return any(values.empty for values in known.values()) or any(
            self._at_odds(name, aspect, values, known) for (name, aspect), values in known.items()
        )

    def _at_odds(self, name: str, aspect: Aspect, values: Values, known: Mapping[tuple[str, Aspect], Values]) -> bool:
        """Tell whether a field is empty and tested all the same, or before and after another one at once."""
        word = known.get((name, WORD))
        if aspect != WORD and word is not None and meet(word, REAL).empty:
            return True
        by = aspect.by
        if (
            by is None
            or aspect.detail not in _BOTH_WAYS
            or not isinstance(values, Words)
            or not _kin(by.thing, self.thing)
        ):
            return False
        if by.name == name:
            return "eq" not in values.words
        flipped = Words(frozenset(_FLIPPED[each] for each in values.words))
        return any(
            meet(flipped, found).empty
            for (other, how), found in known.items()
            if other == by.name and how.by is not None and how.by.name == name and how.detail == aspect.detail
        )

    def implies(self, other: Told) -> bool:
        """Tell whether every thing of which this is true is one of which the other is."""
        if not issubclass(self.thing, other.thing):
            return False
        known = dict(self.values)
        fields = self.fields
        for (name, aspect), values in other.values:
            mine = known.get((name, aspect))
            if mine is not None and within(mine, values):
                continue
            # A field that was compared with anything has a value.
            if aspect == WORD and mine is None and name in fields and within(REAL, values):
                continue
            return False
        return True


@frozen
class Way:
    """Facts that decide a pattern together."""

    told: tuple[Told, ...] = ()
    held: frozenset[str] = frozenset()

    @property
    def impossible(self) -> bool:
        """Whether no facts are so."""
        return any(each.impossible for each in self.told)


def _too_many(pattern: Pattern) -> Way:
    """Return a way that stands for all those of a pattern, and that nothing else implies or contradicts."""
    return Way(held=frozenset({f"too much to write out: {pattern!r}"}))


@define
class Ways:
    """Reads the patterns of a rulebase."""

    rulebase: Rulebase
    _compiler: Compiler = field(init=False)
    _known: dict[tuple[Pattern, str, bool], tuple[Way, ...]] = field(factory=dict)
    _holding: frozenset[str] = frozenset()

    def __attrs_post_init__(self) -> None:
        self._compiler = Compiler(self.rulebase.links, self.rulebase.facilities)
        # A context that only its own holding would establish never holds, so start with none.
        while (more := self._established()) != self._holding:
            self._holding = more
            self._known.clear()

    def _established(self) -> frozenset[str]:
        """Return the contexts that facts can establish, given those known to be so."""
        return frozenset(context.id for context in self.rulebase.contexts if self.of(context.when, context.scope))

    def of(self, pattern: Pattern | None, scope: type[Thing], *, positive: bool = True) -> tuple[Way, ...]:
        """Return the ways that support a pattern read for things of `scope`; if not `positive`, that refute it."""
        if pattern is None:
            return ()
        key = (pattern, self._compiler.level_of(scope), positive)
        if key not in self._known:
            found = self._of(pattern, scope, positive)
            self._known[key] = tuple(dict.fromkeys(way for way in found if not way.impossible))
        return self._known[key]

    def implies(self, first: Way, second: Way, *, scopes: tuple[type[Thing], type[Thing]]) -> bool:
        """Tell whether wherever the first way is found, the second is; each is read for things of its scope."""
        if not second.held <= first.held:
            return False
        same_level = self._compiler.level_of(scopes[0]) == self._compiler.level_of(scopes[1])
        if len(second.told) > 1 and not same_level:
            return False  # What belongs together for the one need not for the other.
        return all(any(mine.implies(theirs) for mine in first.told) for theirs in second.told)

    def both(self, first: Way, second: Way, scope: type[Thing]) -> Way:
        """Return the way that both are part of."""
        told = list(first.told)
        for each in second.told:
            for position, mine in enumerate(told):
                if self._is_same(mine.thing, each.thing, scope):
                    thing = each.thing if issubclass(each.thing, mine.thing) else mine.thing
                    told[position] = Told.of(thing, (*mine.values, *each.values))
                    break
            else:
                told.append(each)
        return Way(tuple(told), first.held | second.held)

    def level_of(self, thing: type[Thing]) -> str:
        """Return the level of a thing."""
        return self._compiler.level_of(thing)

    def related(self, scope: type[Thing], thing: type[Thing]) -> bool:
        """Tell whether a statement about a thing of `scope` speaks of a `thing` in particular or of those below."""
        one, two = self.level_of(scope), self.level_of(thing)
        if one == two or one in ancestors(two) or two in ancestors(one):
            return True
        facilities = {self.level_of(each) for each in self.rulebase.facilities}
        return self._compiler.link_between(one, two) is not None or one in facilities or two in facilities

    # --- writing out --------------------------------------------------------------------------

    def _of(self, pattern: Pattern, scope: type[Thing], positive: bool) -> list[Way]:
        match pattern:
            case Seen():
                return self._seen(pattern, scope, positive)
            case OneSided():
                return list(self.of(pattern.inner, scope)) if positive else []
            case Holds():
                established = positive and pattern.context in self._holding
                return [Way(held=frozenset({pattern.context}))] if established else []
            case AllOf() | AnyOf():
                parts = [self.of(part, scope, positive=positive) for part in pattern.parts]
                if isinstance(pattern, AnyOf) is positive:
                    return list(itertools.chain.from_iterable(parts))
                if math.prod(map(len, parts)) > _MOST_WAYS:
                    return [_too_many(pattern)]
                return [self._all(choice, scope) for choice in itertools.product(*parts)]

    def _all(self, ways: Iterable[Way], scope: type[Thing]) -> Way:
        whole = Way()
        for way in ways:
            whole = self.both(whole, way, scope)
        return whole

    def _seen(self, pattern: Seen, scope: type[Thing], positive: bool) -> list[Way]:
        if not positive and self._says_some(pattern.thing, scope):
            return []  # That one of several is otherwise says nothing of the rest.
        choices = [
            [((name, aspect), values) for aspect, values in _values(FieldRef(pattern.thing, name), test, positive)]
            for name, test in pattern.tests
        ]
        if not positive:
            return [Way((Told.of(pattern.thing, (each,)),)) for each in itertools.chain.from_iterable(choices)]
        if math.prod(map(len, choices)) > _MOST_WAYS:
            return [_too_many(pattern)]
        return [Way((Told.of(pattern.thing, choice),)) for choice in itertools.product(*choices)]

    def _says_some(self, thing: type[Thing], scope: type[Thing]) -> bool:
        level, own = self.level_of(thing), self.level_of(scope)
        if level == own or level in ancestors(own):
            return False
        return own in ancestors(level) or self._compiler.link_between(own, level) is None

    def _is_same(self, first: type[Thing], second: type[Thing], scope: type[Thing]) -> bool:
        """Tell whether two statements on such things, read together, speak of one and the same."""
        if not _kin(first, second) or self._says_some(first, scope):
            return False
        # An integration can have several things of a kind without a level of their own, such as mails.
        level = self.level_of(first)
        return level not in ("account", "integration") or issubclass(first, Integration)


def _kin(first: type[Thing], second: type[Thing]) -> bool:
    return issubclass(first, second) or issubclass(second, first)


# --- from tests to values -------------------------------------------------------------------


def _values(ref: FieldRef, test: Test, positive: bool) -> Iterator[tuple[Aspect, Values]]:
    """Yield in what aspect a test looks at a field, and what passes: alternatives, none if it cannot be so."""
    observable = ref.observable
    match test:
        case Is() | IsAbsent() | IsKnown():
            words = _words(observable, test, positive)
            for each in [words] if words.others else sorted(words.words):
                yield WORD, _closed(each if isinstance(each, Words) else Words(frozenset({each})), observable)
        case Bound():
            low = -math.inf if observable.minimum is None else observable.minimum
            high = math.inf if observable.maximum is None else observable.maximum
            yield Aspect("number"), _range(test.comparison, test.number, positive).meet(Range(low, high))
        case AgeBound():
            yield AGE, _range(test.comparison, test.span.total_seconds(), positive)
        case Lagging():
            yield Aspect("lag", test.after), _range(test.comparison, test.span.total_seconds(), positive)
        case OlderThanSetting():
            yield Aspect("age by", test.setting), _range("le" if test.negated else "gt", test.times, positive)
        case Says():
            if positive:
                yield TEXT, Texts(frozenset({frozenset(test.phrases)}))
        case Relates():
            # Texts that differ are neither before nor behind each other; that makes no difference here.
            orders = Words(frozenset(_ORDERS[test.relation, positive]))
            yield Aspect("order", test.other, (test.reading, test.times)), orders
        case Affix():
            yield Aspect("affix", None, (test.at, test.text)), _flag(test.negated, positive)
        case Length():
            yield Aspect("longer than", None, test.most), _flag(test.negated, positive)
        case Listed():
            yield Aspect("listed in", test.other), _flag(test.negated, positive)


def _words(observable: Observable, test: Is | IsAbsent | IsKnown, positive: bool) -> Words:
    if not isinstance(test, Is):
        return Words(frozenset({ABSENT_WORD}), others=isinstance(test, IsAbsent) is not positive)
    named = observable.type is ValueType.NAME
    words = frozenset(fold(word) if named else word for word in test.words)
    if test.negated is positive:
        return Words(words | {ABSENT_WORD, PRESENT_WORD}, others=True)
    return Words(words)


def _closed(words: Words, observable: Observable) -> Words:
    """Write out what is left of a closed set of words."""
    if observable.type is not ValueType.WORD or observable.open or observable.words is None:
        return words
    every = {str(word.value) for word in observable.words} | {ABSENT_WORD, PRESENT_WORD}
    return Words(frozenset(every)).meet(words)


def _range(comparison: str, number: float, positive: bool) -> Range:
    return Range.of(comparison if positive else _OPPOSITE[comparison], number)


def _flag(negated: bool, positive: bool) -> Words:
    return Words(frozenset({"no" if negated is positive else "yes"}))


def fields_in(*patterns: Pattern | None, contexts: Iterable[Context] = ()) -> Iterator[FieldRef]:
    """Yield the fields that patterns read, those of the contexts they build on included."""
    known = {context.id: context for context in contexts}
    open_, entered = [pattern for pattern in patterns if pattern is not None], set()
    while open_:
        match open_.pop(0):
            case Seen(thing, tests):
                for name, test in tests:
                    yield FieldRef(thing, name)
                    other = (
                        getattr(test, "other", None) or getattr(test, "setting", None) or getattr(test, "after", None)
                    )
                    if isinstance(other, FieldRef):
                        yield other
            case AllOf(parts) | AnyOf(parts):
                open_ += parts
            case OneSided(inner):
                open_.append(inner)
            case Holds(context) if context in known and context not in entered:
                entered.add(context)
                open_.append(known[context].when)
