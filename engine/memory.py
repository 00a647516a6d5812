"""Stratum 0: from the facts of a case to working memory.

Claims are weighed against each other, the things they speak of become entities with their owners
and links, and each claim enters working memory in those aspects that the compiled rules ask for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations

from attrs import define, evolve, field, frozen

from engine.messages import phrases_in
from engine.program import (
    ACCOUNT,
    INTEGRATION,
    OTHERWISE,
    SO,
    Aspect,
    LinkKind,
    Program,
    ancestors,
    base_factor,
    fold,
)
from engine.reasoners.base import ABSENT_WORD, KNOWN_WORD, PRESENT_WORD, Datum
from engine.rules import Change, Dependency, FieldRef
from facts import (
    ABSENT,
    PRESENT,
    THINGS,
    Case,
    Channel,
    ChannelState,
    Claim,
    Moment,
    Reliability,
    SeenChannel,
    Span,
    Subject,
    Unused,
    Value,
    ValueType,
    Word,
    observables_of,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
MARGIN_TO_OVERRIDE = 2
"""By how many steps of reliability a claim must stand above another to override it."""


@frozen
class Entity:
    """One thing of the case at its level.

    `name` is unique; `chain` holds its own name and those of its owners, nearest first; `kind` is what
    the case calls it.
    """

    name: str
    level: str
    chain: tuple[str, ...]
    keys: tuple[tuple[str, str], ...]
    id: str | None
    kind: str


@define
class Memory:
    """Working memory of one case, before any rule has fired.

    Attributes:
        claims: Claims that count, by index; data refer to them.
        levels: Level of each kind of thing.
        kinds: For each kind of thing, the kinds it is a special case of.
        facilities: Levels of what everything of an integration goes through, outermost first.
        linked_levels: Pairs of levels whose things belong together by name.
        data: What the reasoner is given.
        entities: Every entity, by name.
        by_level: Names of entities, by level, in the order in which the case mentions them.
        unused: Claims that do not count, with the reason.
        dim: Indexes of claims from dead channels that say there was nothing.
        dead: Channels at which nothing can be seen, with the reason.
        rivals: For each contested claim, all that speak of the same field of the same thing, itself included.
    """

    case: Case
    claims: tuple[Claim, ...]
    levels: Mapping[str, str]
    kinds: Mapping[str, tuple[str, ...]]
    facilities: tuple[str, ...] = ()
    linked_levels: frozenset[frozenset[str]] = frozenset()
    data: list[Datum] = field(factory=list)
    entities: dict[str, Entity] = field(factory=dict)
    by_level: dict[str, list[str]] = field(factory=lambda: defaultdict(list))
    unused: list[Unused] = field(factory=list)
    dim: dict[int, str] = field(factory=dict)
    dead: Mapping[str, str] = field(factory=dict)
    rivals: dict[int, frozenset[int]] = field(factory=dict)
    _index: dict[tuple[str, str], list[int]] = field(factory=lambda: defaultdict(list))
    _links: dict[tuple[str, str], tuple[str, ...]] = field(factory=dict)
    _sure_links: set[tuple[str, str]] = field(factory=set)
    _naming: dict[tuple[str, str], tuple[int, ...]] = field(factory=dict)
    _below: dict[tuple[str, str], tuple[str, ...]] = field(factory=dict)
    _names: dict[tuple[str, str, FieldRef], Mapping[str, list[str]]] = field(factory=dict)
    entity_of_claim: list[str] = field(factory=list)
    _with_claims: set[str] = field(factory=set)

    def claims_of(self, entity: str, ref: FieldRef) -> list[int]:
        """Return the indexes of the claims about a field of an entity."""
        found = self._index.get((entity, ref.name))
        if not found:
            return []
        kind = ref.thing.kind
        return [index for index in found if kind in self.kinds[self.claims[index].subject.kind]]

    def linked(self, entity: str, level: str) -> tuple[str, ...]:
        """Return the entities of another level that belong together with this one."""
        return self._links.get((entity, level), ())

    def surely_related(self, entity: str, other: str) -> bool:
        """Tell whether two related entities belong together by more than that nobody said otherwise."""
        one, two = self.entities[entity], self.entities[other]
        if entity in two.chain or other in one.chain:
            return True
        if (entity, other) in self._sure_links or (other, entity) in self._sure_links:
            return True
        # One goes through the other, surely if there is no third: a record through a flow, a flow over a connection.
        outer = min(one, two, key=lambda each: self._depth(each.name))
        return outer.level in self.facilities and len(self.below(outer.chain[1], outer.level)) == 1

    def claims_linking(self, entity: str, other: str) -> tuple[int, ...]:
        """Return the claims by which one of two linked entities names the other."""
        return self._naming.get((entity, other)) or self._naming.get((other, entity)) or ()

    def depends_on(self, entity: str, dependencies: Iterable[Dependency]) -> list[str]:
        """Return what an entity names as that which it waits for, of its own level."""
        own = self.entities[entity]
        found: dict[str, None] = {}
        for link in dependencies:
            if self.levels.get(link.naming.thing.kind) == own.level:
                named = self._named_by(own.chain[1], own.level, link.named)
                for name in sorted(_texts(self, entity, link.naming)):
                    found.update(dict.fromkeys(named.get(name, ())))
        found.pop(entity, None)
        return list(found)

    def _named_by(self, integration: str, level: str, ref: FieldRef) -> Mapping[str, list[str]]:
        """Return the entities of a level by their ids and by what they give in a field."""
        key = (integration, level, ref)
        if key not in self._names:
            by_name: dict[str, list[str]] = defaultdict(list)
            for name in self.below(integration, level):
                identity = self.entities[name].id
                for text in sorted(_texts(self, name, ref) | ({identity} if identity is not None else set())):
                    by_name[text].append(name)
            self._names[key] = by_name
        return self._names[key]

    def related(self, entity: str, level: str) -> tuple[str, ...]:
        """Return the entities of a level that a statement about `entity` speaks of: itself, those it
        belongs to, those that belong to it, and those it is linked with."""
        own = self.entities[entity]
        if level == own.level:
            return (entity,)
        if level in ancestors(own.level):
            return (dict(own.keys)[level],)
        if own.level in ancestors(level):
            return self.below(entity, level)
        facility = level in self.facilities or own.level in self.facilities
        if facility and frozenset((own.level, level)) not in self.linked_levels:
            return self.below(own.chain[1], level)
        return self.linked(entity, level)

    def goes_through(self, entity: str, other: str) -> bool:
        """Tell whether what stops at the second stops the first, of two that are related.

        A record goes through a flow, and a flow over a connection, never the other way round.
        """
        if entity == other or other in self.entities[entity].chain:
            return True
        if entity in self.entities[other].chain:
            return False
        one, two = self._depth(entity), self._depth(other)
        return one > two and self.surely_related(entity, other)

    def _depth(self, entity: str) -> int:
        level = self.entities[entity].level
        return self.facilities.index(level) if level in self.facilities else len(self.facilities)

    def spoken_of(self, entity: str) -> bool:
        """Tell whether any fact is about an entity itself."""
        return entity in self._with_claims

    def forget_below(self) -> None:
        """Forget what `below` has found: entities were added since."""
        self._below.clear()

    def related_among(self, entity: str, level: str, among: Collection[str]) -> list[str]:
        """Return those of `among`, in its order, that `related` would return."""
        if self.entities[entity].level == level:
            return [entity] if entity in among else []
        members = set(self.related(entity, level))
        return [name for name in among if name in members]

    def below(self, entity: str, level: str) -> tuple[str, ...]:
        """Return the entities of a lower level that belong to this one."""
        key = (entity, level)
        found = self._below.get(key)
        if found is None:
            found = tuple(name for name in self.by_level.get(level, ()) if entity in self.entities[name].chain)
            self._below[key] = found
        return found


def build_memory(case: Case, program: Program, levels: Iterable[str], changes: Sequence[Change]) -> Memory:
    """Weigh the claims of a case and put them into working memory.

    Args:
        case: The case.
        program: The compiled rulebases; only what they ask for enters working memory.
        levels: Levels that rulebases speak of: each gets an entity, named or not.
        changes: Which moments record changes of which fields.
    """
    # Nothing may depend on the order in which the facts came.
    own, unused = of_this_account(case.claims)
    claims: Sequence[Claim] = sorted(_with_platform(case, own, program.levels), key=_canonical)
    claims, overridden = _weigh(claims, changes)
    memory = Memory(
        case=case,
        claims=claims,
        levels=program.levels,
        kinds=program.kinds,
        facilities=program.facilities,
        linked_levels=frozenset(frozenset((link.left, link.right)) for link in program.links),
        unused=[*unused, *overridden],
    )
    _name_entities(memory, program, levels)
    memory.dead = _dead_channels(claims)
    if memory.dead:
        _dim(memory, memory.dead)
    _add_data(memory, program)
    return memory


def _canonical(claim: Claim) -> tuple[object, ...]:
    """Order claims by what they are about, numbers by size, and then by everything else they say."""
    subject, at = claim.subject, claim.at
    return (
        subject.account or "",
        subject.integration or "",
        subject.kind,
        len(subject.id or ""),
        subject.id or "",
        claim.attribute,
        claim.raw,
        "" if at is None else at.isoformat(),
        -claim.reliability,
        claim.channel.value,
        claim.by or "",
    )


def _with_platform(case: Case, claims: Sequence[Claim], levels: Mapping[str, str]) -> tuple[Claim, ...]:
    """Add the case's platform to the facts of each integration that does not name its own."""
    if case.platform is None:
        return tuple(claims)
    integrations: dict[Subject, None] = {}
    named: set[Subject] = set()
    nameless = False
    for claim in claims:
        subject = claim.subject
        if levels.get(subject.kind) == ACCOUNT:
            continue
        itself = subject.kind == INTEGRATION
        if not itself and subject.integration is None:
            nameless = True
            continue
        owner = Subject(INTEGRATION, (subject.id if itself else None) or subject.integration, account=subject.account)
        integrations[owner] = None
        if itself and claim.attribute == "platform":
            named.add(owner)
    # What names no integration belongs to the only one, or else to one that nobody named.
    if nameless and len(integrations) != 1:
        integrations[Subject(INTEGRATION, account=claims[0].subject.account)] = None
    return (
        *claims,
        *(_platform_claim(case.platform, owner) for owner in integrations or _FOCAL if owner not in named),
    )


_FOCAL = (Subject(INTEGRATION),)


PLATFORM_PATH = "platform"
"""Where the claim stands that a case's platform amounts to."""


def _platform_claim(platform: str, integration: Subject) -> Claim:
    return Claim(
        subject=integration,
        attribute="platform",
        value=platform,
        at=None,
        channel=Channel.SETTINGS,
        reliability=Reliability.SCREEN,
        by=None,
        path=PLATFORM_PATH,
        raw=platform,
    )


# --- weighing claims ------------------------------------------------------------------------


def of_this_account(claims: Sequence[Claim]) -> tuple[tuple[Claim, ...], list[Unused]]:
    """Set aside the facts of other accounts than the one the case is about."""
    accounts = {claim.subject.account for claim in claims}
    if len(accounts) < 2:
        return tuple(claims), []
    own = None if None in accounts else min(str(account) for account in accounts)
    kept = tuple(claim for claim in claims if claim.subject.account == own)
    return kept, [
        Unused(claim.name, claim.raw, "belongs to another account") for claim in claims if claim.subject.account != own
    ]


def _weigh(claims: Sequence[Claim], changes: Sequence[Change]) -> tuple[tuple[Claim, ...], list[Unused]]:
    """Drop what is said twice and what a better claim overrides."""
    by_field: dict[tuple[Subject, str], list[int]] = {}
    contested = False
    for index, claim in enumerate(claims):
        same = by_field.setdefault((claim.subject, claim.attribute), [])
        same.append(index)
        contested = contested or len(same) > 1
    if not contested:
        return tuple(claims), []
    dropped: dict[int, str] = {}
    recorded = _recorded_changes(claims, changes)
    for same in by_field.values():
        for first, second in combinations(same, 2):
            _weigh_pair(claims, first, second, recorded, dropped)
    kept = tuple(claim for index, claim in enumerate(claims) if index not in dropped)
    return kept, [Unused(claims[index].name, claims[index].raw, reason) for index, reason in sorted(dropped.items())]


def _weigh_pair(
    claims: Sequence[Claim], first: int, second: int, recorded: Mapping[str, list[Moment]], dropped: dict[int, str]
) -> None:
    one, other = claims[first], claims[second]
    if one.value == other.value:
        weaker = second if one.reliability >= other.reliability else first
        dropped.setdefault(weaker, "says the same as another fact")
        return
    if abs(one.reliability - other.reliability) >= MARGIN_TO_OVERRIDE:
        weaker, stronger = (second, one) if one.reliability > other.reliability else (first, other)
        dropped.setdefault(weaker, f"overridden by a more reliable fact, {stronger.raw!r}")
        return
    if one.at is None or other.at is None or one.at == other.at:
        return
    earlier, later = (first, other) if one.at < other.at else (second, one)
    start, end = claims[earlier].at, later.at
    assert start is not None
    assert end is not None
    for moment in recorded.get(one.observable_name, ()):
        if start <= moment.earliest and moment.latest <= end:
            dropped.setdefault(earlier, f"overridden: changed since, and {later.raw!r} was seen later")


def _recorded_changes(claims: Sequence[Claim], changes: Sequence[Change]) -> dict[str, list[Moment]]:
    recorded: dict[str, list[Moment]] = defaultdict(list)
    for change in changes:
        name = f"{change.recorded_by.thing.kind}.{change.recorded_by.name}"
        moments = [
            claim.value
            for claim in claims
            if f"{claim.subject.kind}.{claim.attribute}" == name and isinstance(claim.value, Moment)
        ]
        for ref in change.of:
            recorded[f"{ref.thing.kind}.{ref.name}"].extend(moments)
    return recorded


# --- entities -------------------------------------------------------------------------------


def _name_entities(memory: Memory, program: Program, levels: Iterable[str]) -> None:
    owners = _Owners(memory.claims, program.levels)
    seen: dict[Subject, str] = {}
    facilities = _Facilities.of(memory, owners, program.parts)
    for claim in memory.claims:
        name = seen.get(claim.subject)
        if name is None:
            subject = facilities.standing_for(claim.subject)
            name = seen[claim.subject] = _add_entity(memory, subject, owners, program.levels)
        memory.entity_of_claim.append(name)
        memory._with_claims.add(name)
        memory._index[name, claim.attribute].append(len(memory.entity_of_claim) - 1)
    for same in memory._index.values():
        by_subject: dict[Subject, list[int]] = defaultdict(list)
        for index in same if len(same) > 1 else ():
            by_subject[memory.claims[index].subject].append(index)
        for group in by_subject.values():
            if len(group) > 1:
                memory.rivals.update(dict.fromkeys(group, frozenset(group)))
    _add_implicit(memory, levels)
    for link in program.links:
        _link(memory, link)
    memory.forget_below()


@define
class _Owners:
    """Finds the integration that each thing of a case belongs to."""

    claims: Sequence[Claim]
    levels: Mapping[str, str]
    stated: dict[Subject, str] = field(factory=dict)
    focal: str | None = None

    def __attrs_post_init__(self) -> None:
        ids: dict[str | None, None] = {}
        for claim in self.claims:
            if claim.subject.kind == INTEGRATION:
                ids.setdefault(claim.subject.id or claim.subject.integration)
            elif claim.subject.integration is not None:
                ids.setdefault(claim.subject.integration)
            if claim.attribute == "integration" and isinstance(claim.value, str):
                self.stated[claim.subject] = claim.value
        self.focal = next(iter(ids)) if len(ids) == 1 else None

    def integration_of(self, subject: Subject) -> str:
        """Return the name of the integration a subject belongs to."""
        own = subject.id if subject.kind == INTEGRATION else None
        identity = own or subject.integration or self.stated.get(subject) or self.focal
        return INTEGRATION if identity is None else f"{INTEGRATION}[{identity}]"


@frozen
class _Facilities:
    """Which named facility, or none, a subject of a case stands for, within its integration.

    People name a flow in one line and leave its name out in the next: the unnamed facility is the only named one,
    unless something says of both how the same field stands. A part that is the only one of its kind belongs to
    the facility that the case is about.
    """

    owners: _Owners
    levels: Mapping[str, str]
    only: Mapping[tuple[str, str], str]
    single_parts: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, memory: Memory, owners: _Owners, parts: Collection[str]) -> _Facilities:
        """Read the facilities out of the claims."""
        subjects = dict.fromkeys(claim.subject for claim in memory.claims)
        kinds = Counter((owners.integration_of(subject), subject.kind) for subject in subjects)
        single = frozenset(key for key, count in kinds.items() if count == 1 and key[1] in parts)
        facilities = cls(owners, memory.levels, {}, single)
        named: dict[tuple[str, str], set[str]] = defaultdict(set)
        fields: dict[tuple[str, str, bool], set[tuple[str, str]]] = defaultdict(set)
        for claim in memory.claims:
            subject = facilities.standing_for(claim.subject)
            level = memory.levels.get(subject.kind, subject.kind)
            if level in memory.facilities:
                integration = owners.integration_of(subject)
                fields[integration, level, subject.id is None].add((subject.kind, claim.attribute))
                if subject.id is not None:
                    named[integration, level].add(subject.id)
        only = {
            key: next(iter(ids))
            for key, ids in named.items()
            if len(ids) == 1 and fields[*key, True].isdisjoint(fields[*key, False])
        }
        return cls(owners, memory.levels, only, single)

    def standing_for(self, subject: Subject) -> Subject:
        """Return the subject whose entity this one belongs to."""
        if subject.kind not in self.levels:
            return subject
        integration = self.owners.integration_of(subject)
        if (integration, subject.kind) in self.single_parts:
            subject = evolve(subject, id=None)
        key = (integration, self.levels[subject.kind])
        return evolve(subject, id=self.only[key]) if subject.id is None and key in self.only else subject


def _add_entity(memory: Memory, subject: Subject, owners: _Owners, levels: Mapping[str, str]) -> str:
    level = levels.get(subject.kind, subject.kind)
    if level == ACCOUNT:
        return _ensure(memory, ACCOUNT, ACCOUNT, (), None)
    integration = owners.integration_of(subject)
    _ensure(memory, ACCOUNT, ACCOUNT, (), None)
    _ensure(memory, integration, INTEGRATION, (ACCOUNT,), integration.removeprefix(INTEGRATION).strip("[]") or None)
    if level == INTEGRATION:
        return integration
    # A special kind of a thing, such as a test order, is an entity beside the plain ones.
    word = subject.kind if len(memory.kinds.get(subject.kind, ())) > 1 else level
    name = word if subject.id is None else f"{word}[{subject.id}]"
    if subject.integration is not None:
        name = f"{integration}.{name}"
    return _ensure(memory, name, level, (integration, ACCOUNT), subject.id, subject.kind)


def _ensure(
    memory: Memory, name: str, level: str, owners: tuple[str, ...], identity: str | None, kind: str | None = None
) -> str:
    if name not in memory.entities:
        chain = (name, *owners)
        keys = tuple(zip((level, *ancestors(level)), chain, strict=True))
        memory.entities[name] = Entity(name, level, chain, keys, identity, kind or level)
        memory.by_level[level].append(name)
    return name


def _add_implicit(memory: Memory, levels: Iterable[str]) -> None:
    """Give every integration a thing of each level that rules speak of: nothing known of it is not no verdict."""
    _ensure(memory, ACCOUNT, ACCOUNT, (), None)
    if not memory.by_level[INTEGRATION]:
        _ensure(memory, INTEGRATION, INTEGRATION, (ACCOUNT,), None)
    for integration in memory.by_level[INTEGRATION]:
        for level in levels:
            if level not in (ACCOUNT, INTEGRATION) and not memory.below(integration, level):
                _add_unnamed(memory, level, integration)
    memory.forget_below()


def _add_unnamed(memory: Memory, level: str, integration: str) -> str:
    """Add the thing of a level that nobody named."""
    name = level if integration == INTEGRATION else f"{integration}.{level}"
    return _ensure(memory, name, level, (integration, ACCOUNT), None)


def _link(memory: Memory, link: LinkKind) -> None:
    """Find which entities of two levels belong together.

    They do if one names the other. Where no name is known, the thing the case is about belongs to
    everything; and what nothing else was linked with, to the unnamed one.
    """
    pairs: dict[tuple[str, str], bool] = {}
    for integration in memory.by_level[INTEGRATION]:
        lefts = [name for name in memory.by_level[link.left] if integration in memory.entities[name].chain]
        rights = [name for name in memory.by_level[link.right] if integration in memory.entities[name].chain]
        _link_within(memory, link, lefts, rights, pairs)
        linked = {left for left, _ in pairs}
        for left in lefts:
            if left not in linked:
                pairs[left, _add_unnamed(memory, link.right, integration)] = False
    sides: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (left, right), sure in pairs.items():
        if sure:
            memory._sure_links.add((left, right))
        sides[left, link.right].append(right)
        sides[right, link.left].append(left)
        keys = (*memory.entities[left].keys, (link.right, right))
        memory.data.append(Datum(link.kind, keys))
    memory._links.update({key: tuple(names) for key, names in sides.items()})


def _link_within(
    memory: Memory, link: LinkKind, lefts: Sequence[str], rights: Sequence[str], pairs: dict[tuple[str, str], bool]
) -> None:
    """Link the entities of one integration, surely where one names the other or both are what the case is about."""
    by_name: dict[str, list[str]] = defaultdict(list)
    nameless: list[str] = []
    for right in rights:
        names = _texts(memory, right, link.named)
        identity = memory.entities[right].id
        if identity is not None:
            names.add(identity)
        for name in names:
            by_name[name].append(right)
        if not names:
            nameless.append(right)
    # A single named thing belongs to the records that do not say otherwise; any facility may serve them.
    facility = link.right in memory.facilities
    only = rights if len(rights) == 1 or facility else ()
    for left in lefts:
        names = _texts(memory, left, link.naming)
        found = [right for name in sorted(names) for right in by_name.get(name, ())]
        if not names:
            found = list(rights if memory.entities[left].id is None else only)
        own = memory.entities[left]
        for right in (*found, *nameless):
            focal = own.id is None and own.kind == own.level and memory.entities[right].id is None
            pairs[left, right] = bool(names and right in found) or focal
            if names and right in found:
                memory._naming[left, right] = tuple(memory.claims_of(left, link.naming))


def _texts(memory: Memory, entity: str, ref: FieldRef) -> set[str]:
    values = (memory.claims[index].value for index in memory.claims_of(entity, ref))
    return {value for value in values if isinstance(value, str)}


# --- dead channels --------------------------------------------------------------------------


def _dead_channels(claims: Iterable[Claim]) -> Mapping[str, str]:
    """Return the channels that the case says are dead or unread, with the reason not to trust them."""
    return {
        claim.subject.id: f"nothing can be seen at {claim.subject.id}: {claim.value.value.lower()}"
        for claim in claims
        if claim.subject.kind == SeenChannel.kind
        and claim.subject.id is not None
        and claim.subject.integration is None
        and isinstance(claim.value, ChannelState)
        and claim.value is not ChannelState.LIVE
    }


def _dim(memory: Memory, dead_channels: Mapping[str, str]) -> None:
    """Make what was not seen at a dead channel unknown."""
    for index, claim in enumerate(memory.claims):
        reason = dead_channels.get(claim.channel.value)
        if reason is not None and _says_nothing(claim.value):
            memory.dim[index] = reason
            memory.unused.append(Unused(claim.name, claim.raw, reason))


def is_pasted(claim: Claim) -> bool:
    """Tell whether a claim is a text as somebody pasted it."""
    thing = THINGS.get(claim.subject.kind)
    observable = None if thing is None else observables_of(thing).get(claim.attribute)
    return observable is not None and observable.type is ValueType.TEXT and isinstance(claim.value, str)


def _says_nothing(value: Value) -> bool:
    """Tell whether a value says that there was nothing: none of them, no, or what a set reads an absence as."""
    if isinstance(value, Span):
        return value.low == value.high == 0
    return value is ABSENT or (isinstance(value, Word) and type(value).spelled(ABSENT.value) is value)


# --- data -----------------------------------------------------------------------------------


def _add_data(memory: Memory, program: Program) -> None:
    now = memory.case.now
    aspects_by_claim = program.aspects
    for index, claim in enumerate(memory.claims):
        aspects = aspects_by_claim.get((claim.subject.kind, claim.attribute))
        if aspects is None:
            continue
        entity = memory.entities[memory.entity_of_claim[index]]
        for aspect in aspects:
            _add_aspect(memory, entity, index, claim, aspect, now, program)


def _add_aspect(
    memory: Memory, entity: Entity, index: int, claim: Claim, aspect: Aspect, now: datetime | None, program: Program
) -> None:
    value = claim.value
    add = memory.data.append
    if aspect.phrases:
        if isinstance(value, str):
            for phrase in phrases_in(value, aspect.phrases):
                add(Datum(aspect.kind, entity.keys, word=phrase, claim=index))
    elif aspect.affix is not None:
        if isinstance(value, str):
            at, affix = aspect.affix
            so = value.startswith(affix) if at == "start" else value.endswith(affix)
            add(Datum(aspect.kind, entity.keys, SO if so else OTHERWISE, claim=index))
    elif aspect.longer_than is not None:
        if isinstance(value, str):
            longer = len(value.strip()) > aspect.longer_than
            add(Datum(aspect.kind, entity.keys, SO if longer else OTHERWISE, claim=index))
    elif aspect.listed is not None:
        _add_listed(memory, entity, index, claim, aspect)
    elif aspect.age:
        if now is not None and isinstance(value, Moment):
            low, high = (now - value.latest) // _MICROSECOND, (now - value.earliest) // _MICROSECOND
            add(Datum(aspect.kind, entity.keys, KNOWN_WORD, low, high, index))
    elif aspect.after is not None:
        _add_lag(memory, entity, index, claim, aspect)
    elif isinstance(value, Word):
        add(Datum(aspect.kind, entity.keys, str(value.value), claim=index))
    elif isinstance(value, str):
        add(Datum(aspect.kind, entity.keys, _READ[aspect.reading](value), claim=index))
    elif value is ABSENT:
        add(Datum(aspect.kind, entity.keys, ABSENT_WORD, claim=index))
    elif value is PRESENT:
        add(Datum(aspect.kind, entity.keys, PRESENT_WORD, claim=index))
    elif isinstance(value, Moment):
        low, high = (value.earliest - EPOCH) // _MICROSECOND, (value.latest - EPOCH) // _MICROSECOND
        add(Datum(aspect.kind, entity.keys, KNOWN_WORD, low, high, index))
    elif isinstance(value, Span):
        factor = base_factor(program.units.get((claim.subject.kind, claim.attribute))) * aspect.factor
        least, most = (_within_reach(bound * factor) for bound in (value.low, value.high))
        add(Datum(aspect.kind, entity.keys, KNOWN_WORD, least, most, index))


def _within_reach(number: float) -> float:
    """Return a number that a reasoner can compare: what has no bound lies beyond all that rules ask for."""
    return max(-_FURTHEST, min(_FURTHEST, number))


_FURTHEST = 1e24


def _from_hexadecimal(text: str) -> str:
    """Return the decimal number that a text writes in hexadecimal; of what writes none, something no number is.

    >>> _from_hexadecimal("1F4"), _from_hexadecimal("TEE-9")
    ('500', 'no number: TEE-9')
    """
    return str(int(text, 16)) if _HEXADECIMAL.fullmatch(text) else f"no number: {text}"


_HEXADECIMAL = re.compile(r"(?:0[xX])?[0-9a-fA-F]{1,16}")
_READ: Mapping[str, Callable[[str], str]] = {
    "exact": str,
    "folded": fold,
    "hexadecimal": _from_hexadecimal,
}
_BETWEEN_NAMES = re.compile(r"[,;|/\n]+")


def _names_in(text: str) -> frozenset[str]:
    """Return the names of a list as they are compared; spaces part them only where nothing else does.

    >>> sorted(_names_in("North East, South")), sorted(_names_in("USD EUR"))
    (['northeast', 'south'], ['eur', 'usd', 'usdeur'])
    """
    parts = _BETWEEN_NAMES.split(text)
    return frozenset(fold(name) for name in (*parts, *(text.split() if len(parts) == 1 else ())))


def _add_listed(memory: Memory, entity: Entity, index: int, claim: Claim, aspect: Aspect) -> None:
    """State whether a name is among those that another field lists."""
    ref = aspect.listed
    assert ref is not None
    if not isinstance(claim.value, str):
        return
    for place in memory.related(entity.name, memory.levels[ref.thing.kind]):
        for other in memory.claims_of(place, ref):
            names = memory.claims[other].value
            if isinstance(names, str) or names is ABSENT:
                listed = _names_in(names) if isinstance(names, str) else frozenset()
                memory.data.append(
                    Datum(aspect.kind, entity.keys, SO if fold(claim.value) in listed else OTHERWISE, claim=index)
                )


def _add_lag(memory: Memory, entity: Entity, index: int, claim: Claim, aspect: Aspect) -> None:
    """State how long after another moment of the same thing this one came."""
    assert aspect.after is not None
    for other in memory._index.get((entity.name, aspect.after), ()):
        earlier = memory.claims[other].value
        if isinstance(claim.value, Moment) and isinstance(earlier, Moment):
            low = (claim.value.earliest - earlier.latest) // _MICROSECOND
            high = (claim.value.latest - earlier.earliest) // _MICROSECOND
            memory.data.append(Datum(aspect.kind, entity.keys, KNOWN_WORD, low, high, index))
