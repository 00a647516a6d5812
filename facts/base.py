"""What can be observed: things, their observables, and the values those take."""

from __future__ import annotations

import builtins
import enum
import functools
import math
import types
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Final, TypeAlias

import attrs
from attrs import frozen

from facts.errors import VocabularyError


class Scope(enum.Enum):
    """How far a thing reaches: an account holds integrations, an integration the rest."""

    ACCOUNT = "account"
    INTEGRATION = "integration"
    ORDER = "order"
    SKU = "sku"
    FLOW = "flow"
    RECORD = "record"


class Reliability(enum.IntEnum):
    """How much a claim is worth, by how it came to us."""

    HEARSAY = 1
    REPORT = 2
    SCREEN = 3
    MACHINE = 4


class Channel(enum.Enum):
    """Where a thing is seen. A channel that is dead or unread makes its absences unknown."""

    PORTAL_PAGE = "portal page"
    SETTINGS = "settings"
    SHIP_MAPS = "ship maps"
    CART_ITEMS = "cart items"
    RECEIVED_ORDERS = "received orders"
    FCP = "fcp"
    PLATFORM_ADMIN = "platform admin"
    STATUS_PAGE = "status page"
    CONNECTION_TEST = "connection test"
    API_LOG = "api log"
    MESSAGE = "message"
    HUB_PORTAL = "hub portal"
    FLOW_DESIGNER = "flow designer"
    AGENT = "agent"
    SNAPSHOT = "snapshot"
    SYNC_INFO = "sync info"
    SYNC_LOG = "sync log"
    ERP = "erp"
    SALESFORCE = "salesforce"
    NETWORK = "network"
    MAIL = "mail"
    HUMAN = "human"

    @property
    def reliability(self) -> Reliability:
        """What a claim seen here is worth unless it says otherwise."""
        return _CHANNEL_RELIABILITY.get(self, Reliability.SCREEN)


_CHANNEL_RELIABILITY: Final = {
    Channel.API_LOG: Reliability.MACHINE,
    Channel.MESSAGE: Reliability.MACHINE,
    Channel.CONNECTION_TEST: Reliability.MACHINE,
    Channel.SYNC_LOG: Reliability.MACHINE,
    Channel.NETWORK: Reliability.MACHINE,
    Channel.MAIL: Reliability.REPORT,
    Channel.HUMAN: Reliability.REPORT,
}


def normalise(text: str) -> str:
    """Reduce a spelling to its letters and digits, in one case.

    >>> normalise("Import_Error ") == normalise("IMPORT ERROR")
    True
    """
    return "".join(filter(str.isalnum, text.casefold()))


def without_remark(text: str) -> str:
    """Drop bracketed remarks that follow a value: ``ON (blue)`` is ``ON``."""
    shorter = text.strip()
    while shorter.endswith(")") and (start := shorter.rfind("(")) > 0:
        shorter = shorter[:start].strip()
    return shorter


class Word(enum.Enum):
    """Base of every closed set of words; a member's value is the spelling the guide prints."""

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Other spellings of the members, in any case and spacing."""
        return {}

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a text that is no known spelling; None if it says nothing in this set."""
        return None

    @classmethod
    def nothing(cls) -> tuple[str, ...]:
        """Spellings that say, of these observables, that there is none."""
        return ()

    @classmethod
    def spelled(cls, text: str) -> Word | None:
        """Find the member with a known spelling, or None.

        Case, spacing, punctuation and a bracketed remark behind the word do not matter.
        """
        spellings = _spellings(cls)
        member = spellings.get(text) or spellings.get(normalise(text))
        if member is None and text.rstrip().endswith(")"):
            member = spellings.get(normalise(without_remark(text)))
        return member

    @classmethod
    def find(cls, text: str) -> Word | None:
        """Find the member a text means by its spelling or otherwise, or None."""
        return cls.spelled(text) or cls.interpret(text)


@functools.cache
def _spellings(words: type[Word]) -> Mapping[str, Word]:
    """Every known spelling of a set, as given and normalised."""
    spellings: dict[str, Word] = {}
    for member in words:
        spellings[member.value] = spellings[normalise(member.value)] = member
        spellings.setdefault(normalise(member.name), member)
    for spelling, member in words.aliases().items():
        spellings.setdefault(normalise(spelling), member)
    return types.MappingProxyType(spellings)


@functools.cache
def says_nothing(words: type[Word]) -> frozenset[str]:
    """Every spelling, normalised, by which a set says that there is none."""
    return frozenset(map(normalise, words.nothing()))


class Looked(enum.Enum):
    """What somebody who looked found, when it has no value of its own."""

    ABSENT = "absent"
    PRESENT = "present"


ABSENT: Final = Looked.ABSENT
PRESENT: Final = Looked.PRESENT


class ValueType(enum.Enum):
    """What kind of value an observable takes."""

    WORD = "word"
    NAME = "name"
    NUMBER = "number"
    TIME = "time"
    TEXT = "text"


@frozen
class Span:
    """A number known within bounds; exact if both are equal.

    >>> Span(3, 5).exact
    False
    """

    low: float
    high: float

    def __attrs_post_init__(self) -> None:
        if math.isnan(self.low) or math.isnan(self.high) or self.low > self.high:
            raise ValueError(f"a span runs from low to high, not from {self.low} to {self.high}")

    @classmethod
    def of(cls, number: float) -> Span:
        """Make the span of a number known exactly."""
        return cls(number, number)

    @property
    def exact(self) -> bool:
        """Whether the number is known exactly."""
        return self.low == self.high


@frozen
class Moment:
    """A time known within bounds, both with a zone; exact if both are equal."""

    earliest: datetime
    latest: datetime

    def __attrs_post_init__(self) -> None:
        if self.earliest.tzinfo is None or self.latest.tzinfo is None:
            raise ValueError("a moment needs times with a zone")
        if self.earliest > self.latest:
            raise ValueError(f"a moment runs forwards, not from {self.earliest} to {self.latest}")

    @classmethod
    def of(cls, time: datetime) -> Moment:
        """Make the moment of a time known exactly."""
        return cls(time, time)

    @property
    def exact(self) -> bool:
        """Whether the time is known exactly."""
        return self.earliest == self.latest


Value: TypeAlias = Word | str | Span | Moment | Looked

# What a caller may give for an observable: a member, text, a number, a time, ABSENT or
# PRESENT; None means that nobody looked. Loading a case checks it and makes it a Value.
Given: TypeAlias = Any


@frozen
class Observable:
    """One thing that can be observed, under one canonical name.

    Attributes:
        name: The canonical name, e.g. ``order.is2_status``.
        kind: What it is observed of, e.g. ``order``.
        attribute: Its field on the thing; dots of the name become underscores.
        type: What kind of value it takes.
        meaning: One sentence that says what is observed.
        thing: The class it belongs to; None for one that only a rulebase carries.
        scope: The scope of the thing.
        words: The words it takes; for a number or a time, words it takes besides.
        open: Whether a text that is none of these is kept as it is.
        unit: The unit of a number.
        readings: Words that mean a certain number, in that unit.
        minimum: The smallest number possible.
        maximum: The largest number possible.
        channel: Where it is seen, unless a claim says otherwise.
        reliability: What a claim of it is worth, unless the claim says otherwise.
        guides: The guides that use it; empty for all.
        aliases: Other names of the same thing, in full.
        from_id: Whether the id of the thing says it where nobody else does.
    """

    name: str
    kind: str
    attribute: str
    type: ValueType
    meaning: str = ""
    thing: builtins.type[Thing] | None = None
    scope: Scope = Scope.RECORD
    words: builtins.type[Word] | None = None
    open: bool = False
    unit: str | None = None
    readings: Mapping[str, float] = attrs.field(factory=dict, hash=False)
    minimum: float | None = None
    maximum: float | None = None
    channel: Channel = Channel.HUMAN
    reliability: Reliability = Reliability.REPORT
    guides: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    from_id: bool = False

    def __attrs_post_init__(self) -> None:
        if self.type is ValueType.WORD and self.words is None:
            raise VocabularyError(f"observable {self.name!r} takes words but names no set of them.")


_UNSIGNED_EXCEPT: Final = "units"
_OBSERVABLE: Final = "facts.observable"


@frozen
class _Declared:
    """What `observable` was told; the class and the field's name come later."""

    name: str | None
    options: Mapping[str, Any]


def observable(
    type: ValueType | type[Word],
    *,
    meaning: str,
    channel: Channel,
    guides: tuple[str, ...],
    words: type[Word] | None = None,
    open: bool = False,
    unit: str | None = None,
    readings: Mapping[str, float] | None = None,
    aliases: tuple[str, ...] = (),
    reliability: Reliability | None = None,
    name: str | None = None,
    from_id: bool = False,
) -> Any:
    """Declare a field of a thing as something that can be observed.

    Args:
        type: A kind of value, or the set of words it takes.
        meaning: One sentence that says what is observed.
        channel: Where it is seen.
        guides: The guides that use it; empty for all.
        words: Words that a number or a time may be given as besides.
        open: Whether a text that is none of the words is kept as it is.
        unit: The unit of a number. Only ``units`` (of stock) may be negative.
        readings: Words that mean a certain number, in that unit.
        aliases: Other names, in full, e.g. ``integration.last_sync_at``.
        reliability: What a claim is worth; by default what its channel is worth,
            and that of a machine for raw text.
        name: The attribute's name if it differs from the field's, as one with dots does.
        from_id: Whether the id of the thing says it where nobody else does, as in
            ``flow[tracking]``.
    """
    kind_of_value = ValueType.WORD
    if isinstance(type, ValueType):
        kind_of_value = type
    else:
        words = type
    if reliability is None:
        reliability = Reliability.MACHINE if kind_of_value is ValueType.TEXT else channel.reliability
    number = kind_of_value is ValueType.NUMBER
    options = {
        "type": kind_of_value,
        "meaning": meaning,
        "channel": channel,
        "guides": tuple(guides),
        "words": words,
        "open": open,
        "unit": unit,
        "readings": types.MappingProxyType({normalise(word): value for word, value in (readings or {}).items()}),
        "aliases": tuple(aliases),
        "from_id": from_id,
        "reliability": reliability,
        "minimum": 0.0 if number and unit != _UNSIGNED_EXCEPT else None,
        "maximum": 100.0 if number and unit == "percent" else None,
    }
    return attrs.field(default=None, kw_only=True, metadata={_OBSERVABLE: _Declared(name, options)})


@frozen
class Thing:
    """Something of which facts are observed. An unset field means that nobody looked.

    Attributes:
        id: Which one of its kind; None for the one the case is about.
    """

    kind: ClassVar[str] = ""
    scope: ClassVar[Scope] = Scope.RECORD
    # Its id is its own name and says nothing of which thing of its scope it belongs to, as a run's of its flow.
    part: ClassVar[bool] = False

    id: str | None = None


_OBSERVABLES: Final[dict[type[Thing], Mapping[str, Observable]]] = {}


def observables_of(thing: type[Thing]) -> Mapping[str, Observable]:
    """List what can be observed of a thing, by field name, in the order of its declaration.

    A thing that extends another has its observables under its own kind, without the aliases.
    """
    known = _OBSERVABLES.get(thing)
    if known is None:
        known = _OBSERVABLES[thing] = types.MappingProxyType(
            {field.name: _observable_of(thing, field) for field in attrs.fields(thing) if _OBSERVABLE in field.metadata}
        )
    return known


def _observable_of(thing: type[Thing], field: attrs.Attribute[Any]) -> Observable:
    """What a field declares, under the name of the thing that has it."""
    declared = field.metadata[_OBSERVABLE]
    options = dict(declared.options)
    if any(field.name in attrs.fields_dict(parent) for parent in thing.__bases__):
        options["aliases"] = ()
    return Observable(
        name=f"{thing.kind}.{declared.name or field.name}",
        kind=thing.kind,
        attribute=field.name,
        thing=thing,
        scope=thing.scope,
        **options,
    )
