"""The vendor's support ticket, filled from a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import frozen

from engine.model import model_of
from engine.planning import Known, applies
from engine.rules import FieldRef, TicketContent, TicketField, TicketForm
from engine.symptoms import Occurrence
from facts import Channel, Claim


@frozen
class FilledField:
    """One field of a ticket; an empty value of a required field says how to get it."""

    id: str
    label: str
    value: str
    required: bool
    how_to_get: str | None


@frozen
class Ticket:
    """A support ticket ready to send, but for the fields that are missing."""

    title: str
    fields: tuple[FilledField, ...]
    channels: tuple[tuple[str, str], ...]

    @property
    def missing(self) -> tuple[FilledField, ...]:
        """Required fields without a value."""
        return tuple(item for item in self.fields if item.required and not item.value)

    def to_dict(self) -> dict[str, Any]:
        """Return the ticket as plain values."""
        return {
            "title": self.title,
            "fields": [
                {
                    "id": item.id,
                    "label": item.label,
                    "value": item.value or None,
                    "required": item.required,
                    "how_to_get": item.how_to_get,
                }
                for item in self.fields
            ],
            "missing": [item.id for item in self.missing],
            "channels": [{"id": identity, "title": title} for identity, title in self.channels],
        }

    def to_text(self) -> str:
        """Return the ticket as plain text to paste."""
        lines = [f"Title: {self.title}", ""]
        for item in self.fields:
            if item.value:
                separator = "\n" if "\n" in item.value else " "
                lines.append(f"{item.label}:{separator}{item.value}")
            elif item.required:
                lines.append(f"{item.label}: (missing - {item.how_to_get})")
        return "\n".join(lines)


def fill_ticket(known: Known, headline: str, guide: str | None) -> Ticket | None:
    """Draft the support ticket of a guide; None if it has no form."""
    form = next((rulebase.ticket for rulebase in known.model.rulebases if rulebase.name == guide), None)
    return None if form is None or guide is None else _Clerk(known, headline, guide).fill(form)


@frozen
class _Clerk:
    known: Known
    headline: str
    guide: str

    def fill(self, form: TicketForm) -> Ticket:
        fields = tuple(self._field(field) for field in form.fields)
        return Ticket(self._title(form), fields, tuple((item.id, item.title) for item in form.channels))

    def _title(self, form: TicketForm) -> str:
        return form.title.format(platform=self._platform() or "platform not given", problem=self._problem())

    def _field(self, field: TicketField) -> FilledField:
        writers: Mapping[TicketContent, Callable[[TicketField], str]] = {
            TicketContent.TITLE: lambda _: self._problem(),
            TicketContent.PLATFORM: lambda _: self._platform() or "",
            TicketContent.MESSAGES: lambda field: self._messages(field.fields),
            TicketContent.RECORDS: self._records,
            TicketContent.TIMELINE: self._values,
            TicketContent.CHECKED: self._checked,
            TicketContent.STATE: self._values,
            TicketContent.PROBLEM: lambda _: self._problem(),
            TicketContent.FACTS: self._values,
            TicketContent.ATTACHMENT: self._values,
        }
        value = writers[field.content](field)
        return FilledField(field.id, field.label, value, field.required, None if value else field.how_to_get)

    def _platform(self) -> str | None:
        return self.known.platforms.of(self.known.memory.by_level["integration"][0])

    def _open(self) -> list[Occurrence]:
        return [item for item in self.known.picture.all() if item.needs_cause and item.symptom.guide == self.guide]

    def _problem(self) -> str:
        """Name the first thing that goes wrong: the rest of the ticket tells the rest."""
        return next((item.symptom.symptom.title for item in self._open()), self.headline.replace("_", " ").lower())

    def _messages(self, refs: Iterable[FieldRef]) -> str:
        claims = self._claims(refs) or [
            claim
            for claim in self.known.memory.claims
            if isinstance(claim.value, str) and claim.channel is Channel.MESSAGE and self._is_own(claim)
        ]
        said = [claim for claim in claims if isinstance(claim.value, str)]
        if claims and not said:
            return "No message is visible."
        return "\n".join(f"{claim.name}: {claim.raw}" for claim in said)

    def _is_own(self, claim: Claim) -> bool:
        """Tell whether a claim is of a field that the guide speaks of: another system's texts are not its vendor's."""
        return any(
            (claim.subject.kind, claim.attribute) in model_of((rulebase,)).own_fields
            for rulebase in self.known.model.rulebases
            if rulebase.name == self.guide
        )

    def _records(self, field: TicketField) -> str:
        records = dict.fromkeys(
            item.entity
            for item in self._open()
            if self.known.memory.entities[item.entity].level
            not in ("integration", "account", *self.known.memory.facilities)
        )
        lines = []
        for record in records:
            values = [
                f"{ref.observable.meaning.rstrip('.')}: {self.known.memory.claims[index].raw}"
                for ref in field.fields
                for index in self.known.memory.claims_of(record, ref)
            ]
            lines.append(f"{record}" + (f" ({'; '.join(values)})" if values else ""))
        return "\n".join(lines)

    def _values(self, field: TicketField) -> str:
        claims = self._claims(field.fields)
        if len(field.fields) == 1:
            return "\n".join(claim.raw for claim in claims)
        return "\n".join(f"{claim.name}: {claim.raw}" for claim in claims)

    def _checked(self, field: TicketField) -> str:
        """List what was looked at, and what it showed."""
        lines = [claim.raw for claim in self._claims(field.fields)]
        told: set[str] = set()
        rank = self.known.model.check_rank
        for check in sorted(
            self.known.model.checks.values(), key=lambda item: (rank.get(item.id, len(rank)), item.rank)
        ):
            if check.guide == self.guide and self.known.answered(check) and applies(self.known, check):
                claims = [claim for claim in self._claims(check.check.asks) if claim.name not in told]
                told.update(claim.name for claim in claims)
                if claims:
                    found = ", ".join(f"{claim.name}: {claim.raw}" for claim in claims)
                    lines.append(f"{check.check.question} {found}")
        return "\n".join(lines)

    def _claims(self, refs: Iterable[FieldRef]) -> list[Claim]:
        memory = self.known.memory
        return [
            memory.claims[index]
            for ref in refs
            for entity in memory.entities
            for index in memory.claims_of(entity, ref)
        ]
