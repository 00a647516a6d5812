"""What a loaded case is made of: subjects, claims about them, and what was left over."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from facts.base import Channel, Value


@frozen
class Subject:
    """What a claim is about.

    Attributes:
        kind: What it is, e.g. ``order``.
        id: Which one; None for the one the case is about.
        integration: The integration it belongs to, if the name says so.
        account: The account it belongs to, if the name says so.

    >>> str(Subject("order", "88", integration="eu"))
    'integration[eu].order[88]'
    """

    kind: str
    id: str | None = None
    integration: str | None = None
    account: str | None = None

    def __str__(self) -> str:
        owners = (("account", self.account), ("integration", self.integration))
        own = self.kind if self.id is None else f"{self.kind}[{self.id}]"
        return ".".join([f"{kind}[{owner}]" for kind, owner in owners if owner is not None] + [own])


@frozen
class Claim:
    """Somebody observed that an attribute of a subject had a value.

    Attributes:
        subject: What it is about.
        attribute: The field of the thing, e.g. ``is2_status``.
        value: What was observed.
        at: When it was observed; None if not said.
        channel: Where it was seen.
        reliability: What it is worth, 1 (hearsay) to 4 (machine).
        by: Who observed it, if said.
        path: Where it stands in the input.
        raw: The value as it was given, as text.
        observable_name: The canonical name without ids, e.g. ``order.is2_status``.
    """

    subject: Subject
    attribute: str
    value: Value
    at: datetime | None
    channel: Channel
    reliability: int
    by: str | None
    path: str
    raw: str
    observable_name: str = field()

    @observable_name.default
    def _plain_name(self) -> str:
        return f"{self.subject.kind}.{self.attribute}"

    @property
    def name(self) -> str:
        """The canonical name with ids, e.g. ``order[88].placed_at``."""
        return f"{self.subject}{self.observable_name[self.observable_name.index('.') :]}"


@frozen
class Unused:
    """A fact that was given and is not used.

    Attributes:
        name: The name as it was given.
        value: The value as it was given, as text.
        reason: Why it is not used.
    """

    name: str
    value: str
    reason: str


@frozen
class Case:
    """A loaded case: all that is known, and nothing that is not checked.

    Attributes:
        now: The only clock the reasoning knows; None if ages are unknown.
        platform: The selling platform; None if not given.
        route: The systems the data passes, from the platform on; empty if not given.
        system: The guides to consult; None for all the facts speak of.
        claims: What was observed, in the order given.
        unused: What was given and is not used, each with the reason.
        notes: What was assumed while loading.
    """

    now: datetime | None = None
    platform: str | None = None
    route: tuple[str, ...] = ()
    system: tuple[str, ...] | None = None
    claims: tuple[Claim, ...] = ()
    unused: tuple[Unused, ...] = ()
    notes: tuple[str, ...] = ()
