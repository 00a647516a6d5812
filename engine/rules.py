"""The rule language: what a rulebase is written in.

Everything here is a value. A rulebase holds no functions and no strings of code; each value is
checked while it is built, so that a mistake shows up at the line that makes it.

* Patterns: `seen` facts of one thing, joined by `all_of` and `any_of`. They are read in strong
  Kleene logic: a pattern is supported, refuted or unknown, and what nobody looked at is unknown.
* Tests of one field: a value, `one_of`, `none_of`, `absent`, `known`, `more_than`, `at_least`,
  `less_than`, `at_most`, `older_than`, `younger_than`, `due_within`, `starts_with`, `not_starting_with`,
  `ends_with`, `not_ending_with`, `says`, `same_as`, `differs_from`, `hexadecimal_of`, `longer_than`,
  `no_longer_than`, `listed_in`, `not_listed_in`, `above`, `below`, `after`, `before`, `older_than_setting`,
  `within_setting`, `lagging`.
* Knowledge: `Effect`, `Symptom`, `Window`, `Fault`, `Finding`, `Expected`, `Message`, `Check`,
  `Ladder`, `Procedure`, `Escalation`, `TicketField`, `Routine`, `Contradiction`, `Declined`.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Literal

from attrs import field, frozen

from engine.errors import RulebaseError, UnknownFieldError
from engine.reasoners.base import ABSENT_WORD
from facts import ABSENT, Observable, Thing, ValueType, Word, observables_of
from facts.names import hint

# --- fields ---------------------------------------------------------------------------------


@frozen
class FieldRef:
    """A field of a thing, such as ``Order.shipped_at``."""

    thing: type[Thing]
    name: str

    @property
    def observable(self) -> Observable:
        """What the vocabulary says of the field."""
        return observables_of(self.thing)[self.name]

    def __str__(self) -> str:
        return f"{self.thing.__name__}.{self.name}"


def field_ref(reference: object) -> FieldRef:
    """Read ``Order.shipped_at`` as a reference to that field.

    Raises:
        RulebaseError: `reference` is not a field of a thing.
    """
    if isinstance(reference, FieldRef):
        return reference
    thing, name = getattr(reference, "__objclass__", None), getattr(reference, "__name__", None)
    if not (isinstance(thing, type) and issubclass(thing, Thing) and isinstance(name, str)):
        raise RulebaseError(f"{reference!r} is not a field of a thing. Write it as Order.shipped_at.")
    _observable(thing, name)
    return FieldRef(thing, name)


def _field_refs(references: object) -> tuple[FieldRef, ...]:
    items = references if isinstance(references, Iterable) else (references,)
    return tuple(field_ref(item) for item in items)


def _observable(thing: type[Thing], name: str) -> Observable:
    fields = observables_of(thing)
    if name in fields:
        return fields[name]
    raise UnknownFieldError(f"{thing.__name__} has no field {name!r}.{hint(name, fields)}")


# --- durations ------------------------------------------------------------------------------


def minutes(count: float) -> timedelta:
    """Return a span of `count` minutes."""
    return timedelta(minutes=count)


def hours(count: float) -> timedelta:
    """Return a span of `count` hours."""
    return timedelta(hours=count)


def days(count: float) -> timedelta:
    """Return a span of `count` days."""
    return timedelta(days=count)


# --- tests of one field ---------------------------------------------------------------------

Comparison = Literal["gt", "ge", "lt", "le"]
Relation = Literal["same", "differs", "gt", "lt"]
Reading = Literal["exact", "folded", "hexadecimal"]


@frozen
class Is:
    """The field's word is one of `words`; negated: it is known, there, and none of them."""

    words: tuple[str, ...]
    negated: bool = False


@frozen
class IsAbsent:
    """Somebody looked and there was nothing."""


@frozen
class IsKnown:
    """Somebody looked and there was something."""


@frozen
class Bound:
    """The field's number compares so with a constant, in the field's own unit."""

    comparison: Comparison
    number: float


@frozen
class AgeBound:
    """The time since the field's moment compares so with a span; negative spans lie ahead of now."""

    comparison: Comparison
    span: timedelta


@frozen
class Affix:
    """The field's text begins or ends so; negated: it is known and does not."""

    text: str
    at: Literal["start", "end"]
    negated: bool = False


@frozen
class Listed:
    """The field's word is among those that another field lists; negated: it is known not to be."""

    other: FieldRef
    negated: bool = False


@frozen
class Length:
    """The field's text has more than `most` characters; negated: it has no more."""

    most: int
    negated: bool = False


@frozen
class Says:
    """The field's text contains one of `phrases`; saying nothing of the kind proves nothing."""

    phrases: tuple[str, ...]


@frozen
class Relates:
    """The field compares so with another field of the same case.

    `reading` is how texts are compared: as they are, by letters and digits only, or this one as the
    hexadecimal writing of the other's decimal number. A number is compared with `times` the other.
    """

    relation: Relation
    other: FieldRef
    reading: Reading = "exact"
    times: float = 1


@frozen
class OlderThanSetting:
    """More time has passed since the field's moment than `times` the other field, a duration; negated: no more."""

    setting: FieldRef
    times: float = 1
    negated: bool = False


@frozen
class Lagging:
    """The field's moment comes this much after another moment of the same thing."""

    after: FieldRef
    comparison: Comparison
    span: timedelta


Test = (
    Is | IsAbsent | IsKnown | Bound | AgeBound | Affix | Listed | Length | Says | Relates | OlderThanSetting | Lagging
)


@frozen
class _Words:
    values: tuple[object, ...]
    negated: bool


def one_of(*values: object) -> Any:
    """Test that the field is one of these values; `ABSENT` may be among them."""
    return _Words(values, negated=False)


def none_of(*values: object) -> Any:
    """Test that the field is known, not empty, and none of these values."""
    return _Words(values, negated=True)


def absent() -> Any:
    """Test that somebody looked and there was nothing."""
    return IsAbsent()


def known() -> Any:
    """Test that somebody looked and there was something, whatever it was."""
    return IsKnown()


def more_than(number: float) -> Any:
    """Test that a number is greater, in the unit of its field."""
    return Bound("gt", number)


def at_least(number: float) -> Any:
    """Test that a number is as great or greater."""
    return Bound("ge", number)


def less_than(number: float) -> Any:
    """Test that a number is smaller."""
    return Bound("lt", number)


def at_most(number: float) -> Any:
    """Test that a number is as small or smaller."""
    return Bound("le", number)


def older_than(*, or_equal: bool = False, **span: float) -> Any:
    """Test that more time than ``hours=6`` has passed since a moment; ``or_equal=True`` includes the edge."""
    return AgeBound("ge" if or_equal else "gt", timedelta(**span))


def younger_than(*, or_equal: bool = False, **span: float) -> Any:
    """Test that less time than ``hours=6`` has passed since a moment; ``or_equal=True`` includes the edge."""
    return AgeBound("le" if or_equal else "lt", timedelta(**span))


def due_within(**span: float) -> Any:
    """Test that a moment is past or lies at most ``days=31`` ahead of now."""
    return AgeBound("ge", -timedelta(**span))


def ends_with(suffix: str) -> Any:
    """Test that a name, such as an address, ends so."""
    return Affix(suffix, "end")


def not_ending_with(suffix: str) -> Any:
    """Test that a name is there and does not end so."""
    return Affix(suffix, "end", negated=True)


def starts_with(prefix: str) -> Any:
    """Test that a name begins so."""
    return Affix(prefix, "start")


def not_starting_with(prefix: str) -> Any:
    """Test that a name is there and does not begin so."""
    return Affix(prefix, "start", negated=True)


def longer_than(characters: int) -> Any:
    """Test that a name has more characters."""
    return Length(characters)


def no_longer_than(characters: int) -> Any:
    """Test that a name is there and has no more characters."""
    return Length(characters, negated=True)


def listed_in(other: object) -> Any:
    """Test that a name is one of those that another field lists, such as ``EUR`` in ``USD, EUR``."""
    return Listed(field_ref(other))


def not_listed_in(other: object) -> Any:
    """Test that a name is there and none of those that another field lists."""
    return Listed(field_ref(other), negated=True)


def says(*phrases: str) -> Any:
    """Test that a text contains one of these phrases, whatever its case, spacing and punctuation."""
    return Says(phrases)


def same_as(other: object, *, folded: bool = False) -> Any:
    """Test that a field equals another field; `folded` ignores case, spacing and punctuation."""
    return Relates("same", field_ref(other), "folded" if folded else "exact")


def differs_from(other: object, *, folded: bool = False) -> Any:
    """Test that a field is known to differ from another field; `folded` ignores case, spacing and punctuation."""
    return Relates("differs", field_ref(other), "folded" if folded else "exact")


def hexadecimal_of(other: object) -> Any:
    """Test that a name is the hexadecimal writing of the decimal number in another field."""
    return Relates("same", field_ref(other), "hexadecimal")


def above(other: object, *, times: float = 1) -> Any:
    """Test that a number is greater than `times` another field's number."""
    return Relates("gt", field_ref(other), times=times)


def below(other: object, *, times: float = 1) -> Any:
    """Test that a number is smaller than `times` another field's number."""
    return Relates("lt", field_ref(other), times=times)


def after(other: object) -> Any:
    """Test that a moment is later than another field's moment."""
    return Relates("gt", field_ref(other))


def before(other: object) -> Any:
    """Test that a moment is earlier than another field's moment."""
    return Relates("lt", field_ref(other))


def older_than_setting(setting: object, *, times: float = 1) -> Any:
    """Test that more time has passed since a moment than `times` a duration field allows."""
    return OlderThanSetting(field_ref(setting), times)


def within_setting(setting: object, *, times: float = 1) -> Any:
    """Test that no more time has passed since a moment than `times` a duration field allows."""
    return OlderThanSetting(field_ref(setting), times, negated=True)


def lagging(after_field: object, *, more_than: timedelta | None = None, at_most: timedelta | None = None) -> Any:
    """Test how long after another moment of the same thing a moment came."""
    if (more_than is None) == (at_most is None):
        raise RulebaseError("lagging() takes either more_than or at_most.")
    if more_than is not None:
        return Lagging(field_ref(after_field), "gt", more_than)
    assert at_most is not None
    return Lagging(field_ref(after_field), "le", at_most)


_NUMERIC = {ValueType.NUMBER}
_TIMES = {ValueType.TIME}


def _read_test(thing: type[Thing], name: str, value: object) -> Test:
    observable = _observable(thing, name)
    where = f"{thing.__name__}.{name}"
    if isinstance(value, (IsAbsent, IsKnown)):
        return value
    if isinstance(value, Bound):
        _expect(observable.type in _NUMERIC, where, "is not a number, so it has no bounds")
        return value
    if isinstance(value, AgeBound):
        _expect(observable.type in _TIMES, where, "is not a moment, so it has no age")
        return value
    if isinstance(value, (OlderThanSetting, Lagging)):
        _expect(observable.type in _TIMES, where, "is not a moment, so it has no age")
        if isinstance(value, Lagging):
            _expect(issubclass(thing, value.after.thing), where, f"cannot lag behind {value.after}: not the same thing")
        return value
    if isinstance(value, Affix):
        _expect(observable.type is ValueType.NAME, where, "is not a name, so it has no beginning or ending")
        return value
    if isinstance(value, Length):
        _expect(observable.type is ValueType.NAME, where, "is not a name, so it has no length")
        return value
    if isinstance(value, Listed):
        names = {observable.type, value.other.observable.type} == {ValueType.NAME}
        _expect(names, where, f"cannot be among what {value.other} lists")
        return value
    if isinstance(value, Says):
        _expect(observable.type is ValueType.TEXT, where, "is not pasted text, so it says nothing")
        _expect(bool(value.phrases), where, "is tested for no phrase at all")
        return value
    if isinstance(value, Relates):
        other = value.other.observable.type
        comparable = {observable.type, other} <= {ValueType.WORD, ValueType.NAME} or observable.type is other
        if value.relation in ("gt", "lt"):
            comparable = observable.type is other and other in (ValueType.NUMBER, ValueType.TIME)
        if value.times != 1:
            comparable = observable.type is other is ValueType.NUMBER
        if value.reading == "hexadecimal":
            comparable = observable.type is other is ValueType.NAME
        _expect(comparable, where, f"cannot be compared with {value.other}")
        return value
    words = value if isinstance(value, _Words) else _Words((value,), negated=False)
    _expect(bool(words.values), where, "is tested for no value at all")
    return Is(tuple(_read_word(observable, where, item) for item in words.values), words.negated)


def _read_word(observable: Observable, where: str, value: object) -> str:
    if value is ABSENT:
        return ABSENT_WORD
    if isinstance(value, Word):
        _expect(observable.words is not None and isinstance(value, observable.words), where, f"has no value {value!r}")
        return str(value.value)
    _expect(isinstance(value, str), where, f"cannot be tested for {value!r}")
    closed = observable.words is not None and not observable.open
    _expect(not closed, where, f"has a closed set of values; name a member, not {value!r}")
    return str(value)


def _expect(condition: bool, where: str, problem: str) -> None:
    if not condition:
        raise RulebaseError(f"{where} {problem}.")


# --- patterns -------------------------------------------------------------------------------


@frozen
class Seen:
    """All tests hold of one and the same thing."""

    thing: type[Thing]
    tests: tuple[tuple[str, Test], ...]


@frozen
class AllOf:
    """Every part holds."""

    parts: tuple[Pattern, ...]


@frozen
class AnyOf:
    """At least one part holds."""

    parts: tuple[Pattern, ...]


@frozen
class OneSided:
    """Supports when the inner pattern is supported; never refutes."""

    inner: Pattern


@frozen
class Holds:
    """A `Context` of this id is established for the scope in question."""

    context: str


Pattern = Seen | AllOf | AnyOf | OneSided | Holds


def seen(thing: type[Thing], /, **tests: Any) -> Seen:
    """Match facts of one thing: a value or a test for each named field.

    Raises:
        UnknownFieldError: The thing has no such field.
        RulebaseError: The field cannot be tested so.
    """
    if not tests:
        raise RulebaseError(f"seen({thing.__name__}) tests nothing.")
    return Seen(thing, tuple((name, _read_test(thing, name, value)) for name, value in tests.items()))


def all_of(*parts: Pattern) -> Pattern:
    """Match when every part does."""
    return parts[0] if len(parts) == 1 else AllOf(parts)


def any_of(*parts: Pattern) -> Pattern:
    """Match when one part does."""
    return parts[0] if len(parts) == 1 else AnyOf(parts)


def one_sided(*parts: Pattern) -> Pattern:
    """Match when one part does, and prove nothing when none does."""
    return OneSided(any_of(*parts))


def holds(context: str) -> Holds:
    """Match where the context of this id is established."""
    return Holds(context)


# --- sources --------------------------------------------------------------------------------


@frozen
class Source:
    """A place in a guide: its section as we name it and its lines, such as ``106-110, 163``."""

    guide: str
    section: str
    lines: str

    def __str__(self) -> str:
        return f"{self.guide}, {self.section}, lines {self.lines}"


@frozen
class Guide:
    """A vendor's guide: its short name, its title and who stands behind it.

    Attributes:
        hubs: Systems whose name in a route means that this guide is to be consulted.
        generic: It speaks of no system in particular, so that it gives way to a guide that does.
    """

    id: str
    title: str
    vendor: str
    hubs: tuple[str, ...] = ()
    generic: bool = False

    def at(self, section: str, lines: str) -> Source:
        """Name a place in the guide by section and lines."""
        return Source(self.id, section, lines)


# --- knowledge ------------------------------------------------------------------------------


class Actor(enum.Enum):
    """Who can answer a check or carry out a remedy."""

    MERCHANT = "merchant"
    INTEGRATOR = "integrator"
    VENDOR = "vendor"


class Cost(enum.IntEnum):
    """What a check costs, in ordinal steps: a glance, a page, another portal, a ticket."""

    GLANCE = 1
    PAGE = 2
    PORTAL = 3
    TICKET = 4


class Prior(enum.IntEnum):
    """How often a fault is met with before anything is known."""

    RARE = 1
    OCCASIONAL = 2
    COMMON = 3


class Grace(enum.Enum):
    """What a guide asks for between the usual and the latest time: to wait on or to look."""

    WAIT = "wait"
    LOOK = "look"


class Design(enum.Enum):
    """Why a symptom is no fault."""

    NORMAL = "normal"
    LIMITATION = "limitation"
    DISPLAY = "display"
    TRANSIENT = "transient"


@frozen
class Stage:
    """A stage of a pipeline; what happens at `after` must have happened before it."""

    id: str
    title: str
    after: tuple[str, ...] = ()


@frozen
class Effect:
    """What a fault does to a pipeline, for one thing of `scope` and all that belongs to it.

    `blocks` is the stage that stops: everything behind it can no longer be observed.
    """

    id: str
    title: str
    scope: type[Thing]
    blocks: str | None = None


@frozen
class Leads:
    """An arrow of the causal graph."""

    to: Effect | str
    certain: bool
    guard: Pattern | None = None
    intermittent: bool = False
    unless: Pattern | None = None


def must(to: Effect | str, *, guard: Pattern | None = None, unless: Pattern | None = None) -> Leads:
    """Say that the effect or symptom always follows, where `guard` holds and `unless` is not known to."""
    return Leads(to, True, guard, unless=unless)


def may(
    to: Effect | str, *, guard: Pattern | None = None, unless: Pattern | None = None, intermittent: bool = False
) -> Leads:
    """Say that the effect or symptom can follow, where `guard` is not refuted and `unless` is not known to hold."""
    return Leads(to, False, guard, intermittent, unless)


@frozen
class Chain:
    """An effect that leads to further effects down the pipeline or shows as symptoms (given by id)."""

    effect: Effect
    leads_to: tuple[Leads, ...]


@frozen
class Times:
    """A multiple of a duration that the case itself sets, such as twice the schedule."""

    factor: float
    setting: FieldRef = field(converter=field_ref)


@frozen
class Window:
    """How long after `since` an expectation may take.

    Before `ok` the wait is usual; from `late` on the expectation is missed (`late_inclusive`) or just
    after it (not inclusive). Between them the guide's own step decides (`grace`). A window counts
    only where `when` is supported; the first that counts and whose `since` is known is used.
    `slots` are the minutes of the hour at which the expected thing is delivered.
    """

    since: FieldRef = field(converter=field_ref)
    ok: timedelta | Times
    late: timedelta | Times
    source: Source
    late_inclusive: bool = False
    grace: Grace = Grace.WAIT
    when: Pattern | None = None
    slots: tuple[int, ...] = ()
    items: tuple[str, ...] = ()


@frozen
class Symptom:
    """An expectation and how it is seen to be met or missed.

    Attributes:
        scope: The thing that is expected to go well.
        stage: Where in the pipeline it is expected.
        met_by: The expected thing is there.
        missed_by: Somebody looked and it is not there, or shows that it went wrong.
        windows: How long it may take; none: it is missed as soon as it is seen to be.
        not_due_when: Its trigger has not happened yet.
        follows: Symptoms of the same thing that explain it: then it is only their consequence.
        ladder: The checks of the guide, in its order, by id.
        watched: Text fields whose unrecognised messages are this symptom.
        retryable: Something did not get through, so that trying again could be of use.
        untimed_counts: That it is met, nobody knows since when, clears faults that something else speaks for.
            It does not where things look well without anything having had to happen.
        derived: Another thing of the kind failed first, so that it needs no cause of its own.
    """

    id: str
    title: str
    scope: type[Thing]
    stage: str
    source: Source
    met_by: Pattern | None = None
    missed_by: Pattern | None = None
    windows: tuple[Window, ...] = ()
    not_due_when: Pattern | None = None
    follows: tuple[str, ...] = ()
    ladder: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    watched: tuple[FieldRef, ...] = field(default=(), converter=_field_refs)
    retryable: bool = True
    untimed_counts: bool = True
    derived: bool = False


@frozen
class Procedure:
    """Steps to carry out by hand, for any platform or one."""

    id: str
    title: str
    steps: tuple[str, ...]
    source: Source
    platforms: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@frozen
class Remedy:
    """What repairs a fault.

    Attributes:
        steps: In the imperative, in order.
        by: Who can do it.
        verify: How to see that it worked.
        retries_itself: Affected records go through without help afterwards; None: the guide does not say.
        workaround: Ids of procedures that help in the meantime or instead.
        expect_within: How long after the repair the symptoms should go.
        is_retry: It consists in trying the record again.
    """

    steps: tuple[str, ...]
    by: Actor = Actor.MERCHANT
    verify: str | None = None
    retries_itself: bool | None = None
    workaround: tuple[str, ...] = ()
    expect_within: timedelta | None = None
    is_retry: bool = False


def _ids(given: str | tuple[str, ...]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else given


@frozen
class Fault:
    """Something wrong that can be repaired.

    Attributes:
        id: Id of its item in the guide's catalogue.
        scope: The thing it is a fault of.
        platforms: The only platforms that can have it; none: all.
        not_on: Platforms that cannot have it.
        systems: The only systems that can have it. Where a case gives both ends of its route and none of these is
            on it, the fault is left out, unless some fact names one of them.
        guard: Where it can be at all; refuted: it is ruled out.
        shown_by: Direct evidence, two-sided: its refutation is direct evidence against.
        refuted_by: Direct evidence against.
        exonerated_by: Shows that it does no harm; gives way to direct evidence for.
        foreseen_by: It will come about, but its effect is not due: latent.
        foreseen_unless: What was done since, so that it is not foreseen any more.
        leads_to: Its nearest effects.
        check: Id of the check that decides it.
        settled_by: Ids of further checks that decide it when evidence contradicts itself.
        refines: The more general faults that this one specifies, one or several.
        family: Name shared with the same fault of other guides.
        items: Further catalogue items that say the same in other words.
    """

    id: str
    title: str
    scope: type[Thing]
    source: Source
    remedy: Remedy
    leads_to: tuple[Leads, ...]
    check: str
    shown_by: Pattern | None = None
    refuted_by: Pattern | None = None
    exonerated_by: Pattern | None = None
    foreseen_by: Pattern | None = None
    foreseen_unless: Pattern | None = None
    platforms: tuple[str, ...] = ()
    not_on: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    guard: Pattern | None = None
    settled_by: tuple[str, ...] = ()
    prior: Prior = Prior.OCCASIONAL
    refines: tuple[str, ...] = field(default=(), converter=_ids)
    family: str | None = None
    items: tuple[str, ...] = ()


@frozen
class Late:
    """A symptom (by id) of some thing of a kind is known to be missed, and not merely awaited."""

    symptom: str
    thing: type[Thing]


@frozen
class Finding:
    """A location or a consequence: it says where, or that something followed, not what to repair.

    Attributes:
        shown_by: What shows it, two-sided.
        refuted_by: What shows that it is not so.
        only_if: It counts only where one of these is late; none: always.
        spoils: Symptoms (by id) that all things below must then have; a later healthy one refutes it.
        follows_from: Symptoms (by id) that it restates; their root causes are its own.
        points_to: Faults (by id) to look at next.
    """

    id: str
    title: str
    scope: type[Thing]
    source: Source
    shown_by: Pattern
    remedy: Remedy
    refuted_by: Pattern | None = None
    only_if: tuple[Late, ...] = ()
    spoils: tuple[str, ...] = ()
    follows_from: tuple[str, ...] = ()
    points_to: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    not_on: tuple[str, ...] = ()
    guard: Pattern | None = None
    check: str | None = None
    items: tuple[str, ...] = ()


@frozen
class Until:
    """A moment that a wait ends: this long after a field's moment, which still belongs to it if `inclusive`."""

    since: FieldRef = field(converter=field_ref)
    span: timedelta | Times
    inclusive: bool = False


@frozen
class Expected:
    """Normal, by design, display only, a limit, or transient: explains symptoms and is no fault.

    Attributes:
        when: Where it holds.
        unless: Where it does not hold all the same.
        explains: Symptoms (by id) of that thing and what belongs to it.
        until: When a transient one ends.
        refutes: Faults (by id) it rules out, unless they have evidence of their own.
        sets_aside: Fields whose claims are out of date while it holds, such as the message of a
            transfer that is about to be retried.
        advice: What to do, if anything.
        at_most: For how many things of an integration at a time it may hold; None: for any number.
        bars_retry: Trying again before it is over is of no use.
    """

    id: str
    title: str
    scope: type[Thing]
    kind: Design
    when: Pattern
    source: Source
    unless: Pattern | None = None
    explains: tuple[str, ...] = ()
    until: Until | None = None
    refutes: tuple[str, ...] = ()
    sets_aside: tuple[FieldRef, ...] = field(default=(), converter=_field_refs)
    advice: str | None = None
    at_most: int | None = None
    bars_retry: bool = False
    platforms: tuple[str, ...] = ()
    not_on: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@frozen
class Context:
    """A proposition that other patterns build on, established for a thing of `scope`."""

    id: str
    scope: type[Thing]
    when: Pattern


@frozen
class Message:
    """A text that names a fault, a finding or something expected, where one of the fields `where` holds it."""

    text: str
    names: str
    item: str
    where: tuple[FieldRef, ...] = field(converter=_field_refs)
    source: Source


@frozen
class Check:
    """A question that decides faults.

    Attributes:
        id: Id of the guide's technique; ``<id>#<step>`` where that lists several steps.
        question: One plain question.
        asks: Fields whose values answer it; it is answered when all are known. None: it is never
            answered by facts.
        how: Where to look, in order.
        decides: Faults (by id) it decides, beyond those that name it as theirs.
        items: Further catalogue items that ask the same.
    """

    id: str
    question: str
    source: Source
    asks: tuple[FieldRef, ...] = field(default=(), converter=_field_refs)
    how: tuple[str, ...] = ()
    decides: tuple[str, ...] = ()
    by: Actor = Actor.MERCHANT
    cost: Cost = Cost.PAGE
    platforms: tuple[str, ...] = ()
    not_on: tuple[str, ...] = ()
    when: Pattern | None = None
    items: tuple[str, ...] = ()


@frozen
class Ladder:
    """The guide's order of checks when no symptom is known yet."""

    checks: tuple[str, ...]
    source: Source
    items: tuple[str, ...] = ()


@frozen
class Escalation:
    """A criterion of the guide for turning to somebody else.

    Attributes:
        when: Facts that meet it.
        symptoms: Symptoms (by id) that must be present on at least `at_least` things.
        after_self_help: It counts only when no confirmed fault is left that the reader can repair.
        to: Who to turn to.
        urgent: The guide calls it immediate.
        holds_repairs: Nothing is to be repaired or tried again before they were asked.
        steps: What to do at once, until they answer.
    """

    id: str
    title: str
    source: Source
    to: str
    when: Pattern | None = None
    symptoms: tuple[str, ...] = ()
    at_least: int = 1
    all_of_scope: bool = False
    after_self_help: bool = False
    urgent: bool = False
    holds_repairs: bool = False
    steps: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


class TicketContent(enum.Enum):
    """What of the diagnosis fills a ticket's field."""

    TITLE = "title"
    PLATFORM = "platform"
    MESSAGES = "messages"
    RECORDS = "records"
    TIMELINE = "timeline"
    CHECKED = "checked"
    STATE = "state"
    PROBLEM = "problem"
    FACTS = "facts"
    ATTACHMENT = "attachment"


@frozen
class TicketField:
    """One field of the vendor's support ticket and how it is filled or got."""

    id: str
    label: str
    content: TicketContent
    how_to_get: str
    source: Source
    required: bool = True
    fields: tuple[FieldRef, ...] = field(default=(), converter=_field_refs)


@frozen
class TicketForm:
    """The vendor's support ticket."""

    title: str
    fields: tuple[TicketField, ...]
    channels: tuple[Procedure, ...]


@frozen
class Routine:
    """Something the guide asks to look at again and again, or to keep."""

    id: str
    title: str
    every: str
    source: Source
    asks: tuple[FieldRef, ...] = field(default=(), converter=_field_refs)
    warns_of: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@frozen
class Contradiction:
    """Two places of a guide that disagree, and the choice made."""

    title: str
    places: tuple[Source, ...]
    choice: str
    because: str
    items: tuple[str, ...] = ()


@frozen
class Declined:
    """A catalogue item that no rule needs, with the reason."""

    item: str
    reason: str


@frozen
class Change:
    """A moment that records when other fields were changed: a later claim of them overrides an earlier one."""

    recorded_by: FieldRef = field(converter=field_ref)
    of: tuple[FieldRef, ...] = field(converter=_field_refs)


@frozen
class Link:
    """Which things of two kinds belong together: the field `naming` holds the other's id or its field `named`."""

    naming: FieldRef = field(converter=field_ref)
    named: FieldRef = field(converter=field_ref)


@frozen
class Dependency(Link):
    """Which things of a kind wait for another of the same kind: `naming` holds its id or its field `named`.

    A thing waits so only where `when` holds of it; None: always.
    """

    when: Pattern | None = None
