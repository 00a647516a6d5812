"""Compiling rulebases: from patterns to productions.

Every pattern of the rulebases becomes a *slot*: a proposition whose truth the reasoner establishes
for each entity. A slot gets productions that support it and, where its refutation means something,
productions that refute it: the pattern's negation pushed down to single tests, so that all
productions stay positive. Nothing here knows what a slot is used for.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Literal

from attrs import define, evolve, field, frozen

from engine.errors import RulebaseError
from engine.reasoners.base import (
    ABSENT_WORD,
    KNOWN_WORD,
    PRESENT_WORD,
    Assertion,
    Condition,
    Join,
    Number,
    Operator,
    Production,
)
from engine.reasoners.base import Test as FieldTest
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
    Link,
    Listed,
    OlderThanSetting,
    OneSided,
    Pattern,
    Reading,
    Relates,
    Says,
    Seen,
    Test,
)
from facts import Scope, Thing, ValueType, observables_of
from facts.base import normalise

ACCOUNT, INTEGRATION = Scope.ACCOUNT.value, Scope.INTEGRATION.value

_UNIT_MICROSECONDS = {
    "ms": 1_000,
    "milliseconds": 1_000,
    "seconds": 1_000_000,
    "minutes": 60_000_000,
    "hours": 3_600_000_000,
    "days": 86_400_000_000,
}


def microseconds(span: timedelta) -> int:
    """Return a span as a whole number of microseconds."""
    return span // timedelta(microseconds=1)


def base_factor(unit: str | None) -> int:
    """Return what a number in `unit` is multiplied with in working memory: durations become microseconds."""
    return _UNIT_MICROSECONDS.get(unit or "", 1)


# --- aspects: what of a claim enters working memory -----------------------------------------


@frozen
class Aspect:
    """One way in which a claim enters working memory.

    Attributes:
        kind: Kind of the datum.
        age: It is the time since the claim's moment.
        phrases: It says which of these phrases the claim's text contains.
        factor: Its number is multiplied so.
        after: It is the time since this other field of the same thing.
        reading: How its word is read: as it is, reduced to letters and digits in one case, or as the
            decimal number that the text writes in hexadecimal.
        affix: Its word says whether the claim's text begins or ends so.
        listed: Its word says whether the claim's text is among those that this other field lists.
        longer_than: Its word says whether the claim's text has more characters.
    """

    kind: str
    reading: Reading = "exact"
    affix: tuple[Literal["start", "end"], str] | None = None
    listed: FieldRef | None = None
    longer_than: int | None = None
    age: bool = False
    phrases: tuple[str, ...] = ()
    factor: float = 1
    after: str | None = None


@frozen
class Slot:
    """A proposition: a pattern read for entities of a level."""

    index: int
    pattern: Pattern
    level: str
    label: str


@frozen
class Conclusion:
    """What a production's firing says: `slot` is supported or refuted for the entity that
    condition `source` knows under `level`."""

    slot: int
    supports: bool
    source: int
    level: str


@frozen
class Program:
    """Compiled rulebases.

    Attributes:
        productions: For the reasoner.
        conclusions: What each production says; None where it only asserts a context.
        aspects: By kind of thing and field, how claims enter working memory.
        links: How entities of different levels belong together.
        facilities: Levels of what everything of an integration goes through, outermost first.
        parts: Kinds of things whose id names no facility.
        levels: Level of each kind of thing.
        kinds: For each kind of thing, the kinds it is a special case of, itself included.
        units: Unit of each numeric field, by kind and field.
    """

    productions: tuple[Production, ...]
    conclusions: tuple[Conclusion | None, ...]
    slots: tuple[Slot, ...]
    aspects: Mapping[tuple[str, str], tuple[Aspect, ...]]
    links: tuple[LinkKind, ...]
    facilities: tuple[str, ...]
    parts: frozenset[str]
    levels: Mapping[str, str]
    kinds: Mapping[str, tuple[str, ...]]
    units: Mapping[tuple[str, str], str | None]


@frozen
class LinkKind:
    """How entities of two levels are linked: the field `naming` of a `left` thing names the `right` one."""

    left: str
    right: str
    naming: FieldRef
    named: FieldRef

    @property
    def kind(self) -> str:
        """Kind of the data that state such links."""
        return f"{LINK}{self.left}~{self.right}"


LINK = "link:"
"""How the kinds of data begin that state links."""

SO, OTHERWISE = "yes", "no"
"""The words of a datum that says whether a text is a certain way."""

# --- literals -------------------------------------------------------------------------------


@frozen
class _Literal:
    thing: type[Thing]
    name: str
    test: Test
    positive: bool


@frozen
class _Group:
    """Literals about one and the same thing; `context` stands for a derived datum instead."""

    literals: tuple[_Literal, ...]
    context: str | None = None


_Term = tuple[_Group, ...]


@define
class Compiler:
    """Collects slots and compiles them; one per program."""

    links: Sequence[Link]
    facilities: Sequence[type[Thing]] = ()
    _slots: dict[tuple[Pattern, str], Slot] = field(factory=dict)
    _refuted: set[int] = field(factory=set)
    _contexts: list[Context] = field(factory=list)
    _aspects: dict[tuple[str, str], dict[str, Aspect]] = field(factory=dict)

    def level_of(self, thing: type[Thing]) -> str:
        """Return the level of a thing: its scope, or its own kind where an integration has several by name."""
        several = thing in self.facilities or any(thing is link.named.thing for link in self.links)
        return thing.kind if several and thing.scope is Scope.INTEGRATION else thing.scope.value

    def slot(self, pattern: Pattern, scope: type[Thing], label: str, *, refutable: bool = False) -> int:
        """Return the slot of a pattern read for things of `scope`, making it if need be."""
        level = self.level_of(scope)
        slot = self._slots.get((pattern, level))
        if slot is None:
            slot = Slot(len(self._slots), pattern, level, label)
            self._slots[pattern, level] = slot
        if refutable:
            self._refuted.add(slot.index)
        return slot.index

    def context(self, context: Context) -> None:
        """Add a context: its productions assert what `Holds` patterns match."""
        self._contexts.append(context)

    def level_of_context(self, identity: str) -> str:
        """Return the level at which a context is established."""
        return next(self.level_of(context.scope) for context in self._contexts if context.id == identity)

    def compile(self, things: Collection[type[Thing]]) -> Program:
        """Compile all slots and contexts collected so far."""
        productions: list[Production] = []
        conclusions: list[Conclusion | None] = []
        for slot in self._slots.values():
            for supports in (True, False) if slot.index in self._refuted else (True,):
                terms = _terms(slot.pattern, supports, _Existential(self, slot.level))
                for number, term in enumerate(terms):
                    conditions, source, level = self._conditions(term, slot.level)
                    name = f"{slot.label}/{'for' if supports else 'against'}"
                    productions.append(Production(f"{name}.{number}" if len(terms) > 1 else name, conditions))
                    conclusions.append(Conclusion(slot.index, supports, source, level))
        for context in self._contexts:
            level = self.level_of(context.scope)
            for number, term in enumerate(_terms(context.when, True, _Existential(self, level))):
                conditions, source, found = self._conditions(term, level)
                levels = tuple(dict.fromkeys((found, *ancestors(found))))
                productions.append(
                    Production(
                        f"context {context.id}.{number}",
                        conditions,
                        Assertion(_context_kind(context.id), source, levels),
                    )
                )
                conclusions.append(None)
        return Program(
            productions=tuple(productions),
            conclusions=tuple(conclusions),
            slots=tuple(self._slots.values()),
            aspects=self._aspects_by_claim(things),
            links=self.link_kinds(),
            facilities=tuple(self.level_of(thing) for thing in self.facilities),
            parts=frozenset(thing.kind for thing in things if thing.part),
            levels={thing.kind: self.level_of(thing) for thing in things},
            kinds={thing.kind: _kinds(thing) for thing in things},
            units={
                (thing.kind, name): observable.unit
                for thing in things
                for name, observable in observables_of(thing).items()
            },
        )

    def _aspects_by_claim(self, things: Iterable[type[Thing]]) -> dict[tuple[str, str], tuple[Aspect, ...]]:
        """Say for each field of each kind, subclasses included, how its claims enter working memory."""
        by_claim: dict[tuple[str, str], tuple[Aspect, ...]] = {}
        for thing in things:
            kinds = _kinds(thing)
            names = {name for kind, name in self._aspects if kind in kinds}
            for name in names:
                aspects = itertools.chain.from_iterable(self._aspects.get((kind, name), {}).values() for kind in kinds)
                by_claim[thing.kind, name] = tuple(aspects)
        return by_claim

    # --- conditions of one term -------------------------------------------------------------

    def _conditions(self, term: _Term, level: str) -> tuple[tuple[Condition, ...], int, str]:
        """Compile one conjunction; also say which condition knows the entity it is about, and at what level."""
        builder = _ConditionBuilder(self, level)
        # The entity's own facts first: they anchor the others.
        for group in sorted(term, key=lambda group: builder.rank(group)):
            builder.add_group(group)
        source, found = builder.subject()
        return tuple(builder.conditions), source, found

    def aspect(self, thing: type[Thing], name: str, aspect: Aspect) -> str:
        """Register an aspect of a field and return the kind of its data."""
        known = self._aspects.setdefault((thing.kind, name), {})
        earlier = known.get(aspect.kind)
        if earlier is not None and aspect.phrases:
            aspect = Aspect(aspect.kind, phrases=tuple(dict.fromkeys((*earlier.phrases, *aspect.phrases))))
        known[aspect.kind] = aspect
        return aspect.kind

    def link_between(self, left: str, right: str) -> LinkKind | None:
        """Return how two levels are linked; None if things of them only share an integration."""
        return next((kind for kind in self.link_kinds() if {kind.left, kind.right} == {left, right}), None)

    def link_kinds(self) -> tuple[LinkKind, ...]:
        """Return every declared link with the levels it joins."""
        return tuple(
            LinkKind(self.level_of(link.naming.thing), self.level_of(link.named.thing), link.naming, link.named)
            for link in self.links
        )


def _kinds(thing: type[Thing]) -> tuple[str, ...]:
    return tuple(parent.kind for parent in thing.__mro__ if issubclass(parent, Thing) and parent.kind)


def ancestors(level: str) -> tuple[str, ...]:
    """Return the levels above a level, nearest first."""
    if level == ACCOUNT:
        return ()
    return (ACCOUNT,) if level == INTEGRATION else (INTEGRATION, ACCOUNT)


def _context_kind(identity: str) -> str:
    return f"context:{identity}"


@frozen
class _Existential:
    """Tells whether a pattern on a thing says 'some': it lies below the level, or beside it unlinked."""

    compiler: Compiler
    level: str

    def __call__(self, thing: type[Thing]) -> bool:
        level = self.compiler.level_of(thing)
        if level == self.level or level in ancestors(self.level):
            return False
        return self.level in ancestors(level) or self.compiler.link_between(self.level, level) is None


# --- from patterns to terms -----------------------------------------------------------------


def _terms(pattern: Pattern, positive: bool, existential: _Existential) -> list[_Term]:
    """Write what supports (or refutes) a pattern as alternatives of conjunctions."""
    match pattern:
        case Seen():
            return _seen_terms(pattern, positive, existential)
        case OneSided():
            return _terms(pattern.inner, True, existential) if positive else []
        case Holds():
            return [(_Group((), pattern.context),)] if positive else []
        case AllOf() | AnyOf():
            parts = [_terms(part, positive, existential) for part in pattern.parts]
            if isinstance(pattern, AllOf) is positive:
                return [tuple(itertools.chain.from_iterable(choice)) for choice in itertools.product(*parts)]
            return list(itertools.chain.from_iterable(parts))


def _seen_terms(pattern: Seen, positive: bool, existential: _Existential) -> list[_Term]:
    literals = [_Literal(pattern.thing, name, test, positive) for name, test in pattern.tests]
    if positive:
        choices = itertools.product(*(_alternatives(literal) for literal in literals))
        return [(_Group(choice),) for choice in choices]
    if existential(pattern.thing):
        return []  # That one of several is otherwise says nothing of the rest.
    return [(_Group((option,)),) for literal in literals for option in _alternatives(literal)]


def _alternatives(literal: _Literal) -> list[_Literal]:
    """Write a literal as alternatives that one comparison each decides; none if it cannot be."""
    test = literal.test
    if isinstance(test, Says):
        return [literal] if literal.positive else []
    if isinstance(test, Is) and not literal.positive:
        return [_Literal(literal.thing, literal.name, Is(test.words, not test.negated), True)]
    if isinstance(test, (Affix, Length, Listed)) and not literal.positive:
        return [_Literal(literal.thing, literal.name, evolve(test, negated=not test.negated), True)]
    if isinstance(test, Relates):
        relation = test.relation
        if not literal.positive:
            relation = {"same": "differs", "differs": "same", "gt": "le", "lt": "ge"}[relation]  # type: ignore[assignment]
        numeric = literal_is_numeric(literal)
        if relation == "differs" and numeric:
            return [_Literal(literal.thing, literal.name, evolve(test, relation=way), True) for way in ("gt", "lt")]
        return [_Literal(literal.thing, literal.name, evolve(test, relation=relation), True)]
    return [literal]


def fold(word: str) -> str:
    """Return a word as it is compared where spelling does not matter; sentinels stay as they are."""
    return word if word in (ABSENT_WORD, PRESENT_WORD) else normalise(word)


def literal_is_numeric(literal: _Literal) -> bool:
    """Tell whether a literal's field holds numbers or moments."""
    return FieldRef(literal.thing, literal.name).observable.type in (ValueType.NUMBER, ValueType.TIME)


_NEGATED = {"gt": "le", "ge": "lt", "lt": "ge", "le": "gt"}


@define
class _ConditionBuilder:
    compiler: Compiler
    level: str
    conditions: list[Condition] = field(factory=list)
    _levels: list[frozenset[str]] = field(factory=list)  # keys that each condition's data carry

    def rank(self, group: _Group) -> int:
        """Order groups: the entity's own, then above, linked, below; contexts carry the keys of their level."""
        if group.context is not None:
            return 1
        level = self.compiler.level_of(group.literals[0].thing)
        if level == self.level:
            return 0
        if level in ancestors(self.level):
            return 1
        return 3 if self.level in ancestors(level) else 2

    def add_group(self, group: _Group) -> None:
        """Add the conditions of literals about one thing, joined to one another and to what stands before."""
        if group.context is not None:
            level = self.compiler.level_of_context(group.context)
            known = frozenset((level, *ancestors(level)))
            self._add(_context_kind(group.context), (), self._shared_joins(known), known)
            return
        anchor: int | None = None
        for literal in group.literals:
            anchor = self._add_literal(literal, anchor)

    def subject(self) -> tuple[int, str]:
        """Return the condition that knows the entity and the level it is known at."""
        for level in (self.level, *ancestors(self.level)):
            for index, keys in enumerate(self._levels):
                if level in keys:
                    return index, level
        raise RulebaseError(f"A pattern read for {self.level!r} names nothing of it.")

    def _add(
        self,
        kind: str,
        tests: tuple[FieldTest, ...],
        joins: tuple[Join, ...],
        levels: frozenset[str],
    ) -> int:
        self.conditions.append(Condition(kind, tests, joins))
        self._levels.append(levels)
        return len(self.conditions) - 1

    def _add_literal(self, literal: _Literal, anchor: int | None) -> int:
        level = self.compiler.level_of(literal.thing)
        keys = frozenset((level, *ancestors(level)))
        joins = (Join(f"key:{level}", "eq", anchor, f"key:{level}"),) if anchor is not None else self._place(level)
        kind, tests, other = self._read(literal)
        index = self._add(kind, tests, joins, keys)
        if other is not None:
            self._add_other(index, level, other)
        return index if anchor is None else anchor

    def _place(self, level: str) -> tuple[Join, ...]:
        """Join a new thing to what stands before it."""
        if level != self.level and level not in ancestors(self.level) and self.level not in ancestors(level):
            return self._place_linked(level)
        wanted = level if level == self.level or level in ancestors(self.level) else self.level
        return self._shared_joins(frozenset({wanted, *ancestors(wanted)}))

    def _place_linked(self, level: str) -> tuple[Join, ...]:
        for index, keys in enumerate(self._levels):
            if level in keys:
                return (Join(f"key:{level}", "eq", index, f"key:{level}"),)
        link = self.compiler.link_between(self.level, level)
        if link is None:
            return self._shared_joins(frozenset({INTEGRATION, ACCOUNT}))
        keys = frozenset({self.level, level, INTEGRATION, ACCOUNT})
        index = self._add(link.kind, (), self._shared_joins(self._own_levels()), keys)
        return (Join(f"key:{level}", "eq", index, f"key:{level}"),)

    def _own_levels(self) -> frozenset[str]:
        return frozenset({self.level, *ancestors(self.level)})

    def _shared_joins(self, levels: frozenset[str]) -> tuple[Join, ...]:
        """Join on the most specific of `levels` that an earlier condition knows."""
        for level in (self.level, *ancestors(self.level)):
            if level in levels:
                for index, keys in enumerate(self._levels):
                    if level in keys:
                        return (Join(f"key:{level}", "eq", index, f"key:{level}"),)
        return ()

    def _add_other(self, index: int, level: str, other: _Other) -> None:
        """Add the field that a literal compares itself with."""
        other_level = self.compiler.level_of(other.ref.thing)
        keys = frozenset((other_level, *ancestors(other_level)))
        if other_level in self._levels[index]:
            joins: tuple[Join, ...] = (Join(f"key:{other_level}", "eq", index, f"key:{other_level}"),)
        elif level in ancestors(other_level):
            joins = (Join(f"key:{level}", "eq", index, f"key:{level}"),)
        else:
            linked = next((number for number, known in enumerate(self._levels) if other_level in known), None)
            link = self.compiler.link_between(level, other_level)
            if link is None:
                raise RulebaseError(f"{other.ref} cannot be compared with a {level}: nothing links the two.")
            if linked is None:
                linked = self._add(
                    link.kind, (), (Join(f"key:{level}", "eq", index, f"key:{level}"),),
                    frozenset({level, other_level, INTEGRATION, ACCOUNT}),
                )  # fmt: skip
            joins = (Join(f"key:{other_level}", "eq", linked, f"key:{other_level}"),)
        joins += tuple(Join(mine, operator, index, theirs) for mine, operator, theirs in other.comparisons)
        self._add(other.kind, other.tests, joins, keys)

    def _read(self, literal: _Literal) -> tuple[str, tuple[FieldTest, ...], _Other | None]:
        """Return the kind of datum a literal looks for, its tests, and the other field it is compared with."""
        thing, name, test = literal.thing, literal.name, literal.test
        plain = f"{thing.kind}.{name}"
        match test:
            case Is():
                if FieldRef(thing, name).observable.type is ValueType.NAME:
                    folded = self.compiler.aspect(thing, name, Aspect(f"{plain}#folded", reading="folded"))
                    return folded, _word_tests(Is(tuple(fold(word) for word in test.words), test.negated)), None
                return self.compiler.aspect(thing, name, Aspect(plain)), _word_tests(test), None
            case IsAbsent() | IsKnown():
                wants_absent = isinstance(test, IsAbsent) is literal.positive
                tests = (FieldTest("word", "eq" if wants_absent else "ne", ABSENT_WORD),)
                return self.compiler.aspect(thing, name, Aspect(plain)), tests, None
            case Bound():
                factor = base_factor(FieldRef(thing, name).observable.unit)
                tests = (_bound(test.comparison, test.number * factor, literal.positive),)
                return self.compiler.aspect(thing, name, Aspect(plain)), tests, None
            case AgeBound():
                kind = self.compiler.aspect(thing, name, Aspect(f"{plain}#age", age=True))
                return kind, (_bound(test.comparison, microseconds(test.span), literal.positive),), None
            case Lagging():
                other = test.after.name
                kind = self.compiler.aspect(thing, name, Aspect(f"{plain}#after:{other}", after=other))
                plain_other = self.compiler.aspect(test.after.thing, other, Aspect(f"{test.after.thing.kind}.{other}"))
                # The datum states the difference; the moment counted from is matched so that it is cited.
                since = _Other(test.after, plain_other, (FieldTest("word", "eq", KNOWN_WORD),), ())
                return kind, (_bound(test.comparison, microseconds(test.span), literal.positive),), since
            case Affix():
                aspect = Aspect(f"{plain}#{test.at}:{test.text}", affix=(test.at, test.text))
                wanted = OTHERWISE if test.negated else SO
                return self.compiler.aspect(thing, name, aspect), (FieldTest("word", "eq", wanted),), None
            case Length():
                aspect = Aspect(f"{plain}#longer:{test.most}", longer_than=test.most)
                wanted = OTHERWISE if test.negated else SO
                return self.compiler.aspect(thing, name, aspect), (FieldTest("word", "eq", wanted),), None
            case Listed():
                ref = test.other
                if self.compiler.level_of(thing) in ancestors(self.compiler.level_of(ref.thing)):
                    raise RulebaseError(f"{thing.__name__}.{name} is above the lists in {ref}: each thing has its own.")
                aspect = Aspect(f"{plain}#in:{ref.thing.kind}.{ref.name}", listed=ref)
                plain_other = self.compiler.aspect(ref.thing, ref.name, Aspect(f"{ref.thing.kind}.{ref.name}"))
                # The datum states what was found in the list; the list is matched so that it is cited.
                wanted = OTHERWISE if test.negated else SO
                list_ = _Other(ref, plain_other, (), ())
                return self.compiler.aspect(thing, name, aspect), (FieldTest("word", "eq", wanted),), list_
            case Says():
                kind = self.compiler.aspect(thing, name, Aspect(f"{plain}#says", phrases=test.phrases))
                return kind, (FieldTest("word", "in", test.phrases),), None
            case OlderThanSetting():
                kind = self.compiler.aspect(thing, name, Aspect(f"{plain}#age", age=True))
                setting = test.setting
                scaled = Aspect(f"{setting.thing.kind}.{setting.name}#x{test.times:g}", factor=test.times)
                other_kind = self.compiler.aspect(setting.thing, setting.name, scaled)
                comparison: tuple[str, Operator, str] = (
                    ("high", "lt", "low") if literal.positive is not test.negated else ("low", "ge", "high")
                )
                return kind, (), _Other(setting, other_kind, (), (comparison,))
            case Relates():
                return self._read_relation(literal, test, plain)

    def _read_relation(
        self, literal: _Literal, test: Relates, plain: str
    ) -> tuple[str, tuple[FieldTest, ...], _Other | None]:
        ref = test.other
        own, theirs = _READINGS[test.reading]
        kind = self.compiler.aspect(literal.thing, literal.name, Aspect(f"{plain}{own[0]}", reading=own[1]))
        other = Aspect(f"{ref.thing.kind}.{ref.name}{theirs[0]}", reading=theirs[1])
        if test.times != 1:
            other = Aspect(f"{ref.thing.kind}.{ref.name}#x{test.times:g}", factor=test.times)
        other_kind = self.compiler.aspect(ref.thing, ref.name, other)
        if literal_is_numeric(literal):
            return kind, (), _Other(ref, other_kind, (), _NUMBER_COMPARISONS[test.relation])
        real = (FieldTest("word", "not_in", (ABSENT_WORD, PRESENT_WORD)),)
        operator: Operator = "eq" if test.relation == "same" else "ne"
        return kind, real, _Other(ref, other_kind, real, (("word", operator, "word"),))


_EXACT: tuple[str, Reading] = ("", "exact")
_FOLDED: tuple[str, Reading] = ("#folded", "folded")
# How the two fields of a comparison are read: this one, then the other.
_READINGS: Mapping[Reading, tuple[tuple[str, Reading], tuple[str, Reading]]] = {
    "exact": (_EXACT, _EXACT),
    "folded": (_FOLDED, _FOLDED),
    "hexadecimal": (("#hexadecimal", "hexadecimal"), _EXACT),
}

_NUMBER_COMPARISONS: Mapping[str, tuple[tuple[str, Operator, str], ...]] = {
    # (field of the other, operator, field of this): the other's bounds against this one's.
    "same": (("low", "eq", "low"), ("high", "eq", "high")),
    "gt": (("high", "lt", "low"),),
    "lt": (("low", "gt", "high"),),
    "le": (("low", "ge", "high"),),
    "ge": (("high", "le", "low"),),
}


@frozen
class _Other:
    ref: FieldRef
    kind: str
    tests: tuple[FieldTest, ...]
    comparisons: tuple[tuple[str, Operator, str], ...]


def _word_tests(test: Is) -> tuple[FieldTest, ...]:
    if test.negated:
        return (FieldTest("word", "not_in", tuple(dict.fromkeys((*test.words, ABSENT_WORD, PRESENT_WORD)))),)
    if len(test.words) == 1:
        return (FieldTest("word", "eq", test.words[0]),)
    return (FieldTest("word", "in", test.words),)


def _bound(comparison: str, number: Number, positive: bool) -> FieldTest:
    """Test bounds so that the comparison holds (or fails) wherever in them the value lies."""
    operator = comparison if positive else _NEGATED[comparison]
    return FieldTest("low" if operator in ("gt", "ge") else "high", operator, number)  # type: ignore[arg-type]
