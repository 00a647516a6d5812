"""Words for the far end: the ERP, its queue and periods, and the errors of the CRM."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from facts.base import Word
from facts.words.flows import only_named
from facts.words.integrations import also


class SystemStatus(Word):
    """Whether a system at either end is up."""

    OPERATIONAL = "operational"
    MAINTENANCE = "maintenance"
    OUTAGE = "outage"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """What status pages print, and what people say."""
        return (
            also(cls.OPERATIONAL, "up", "ok", "online", "running", "available", "green", "normal", "active", "yes")
            | also(cls.OPERATIONAL, "all systems operational", "no incident", "no issues", "working", "works", "live")
            | also(cls.MAINTENANCE, "in maintenance", "under maintenance", "scheduled maintenance", "upgrade")
            | also(cls.MAINTENANCE, "planned maintenance", "maintenance window", "maintenance mode", "upgrading")
            | also(
                cls.OUTAGE, "down", "offline", "unavailable", "not available", "major outage", "partial outage", "no"
            )
            | also(cls.OUTAGE, "stopped", "not running", "incident", "unreachable", "not reachable", "red", "dead")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``maintenance until 4 pm``."""
        return only_named(
            text,
            {
                cls.OPERATIONAL: ("operational", "online", "running"),
                cls.MAINTENANCE: ("maintenance", "upgrade"),
                cls.OUTAGE: ("outage", "down", "offline", "unavailable"),
            },
        )


class QueueState(Word):
    """The state of an order in the queue to the ERP."""

    QUEUED = "queued"
    PROCESSING = "processing"
    FAILED = "failed"
    DEAD = "dead"
    DONE = "done"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """What queues print."""
        return (
            also(cls.QUEUED, "waiting", "pending", "in queue", "enqueued", "open", "new", "in the queue")
            | also(cls.PROCESSING, "in progress", "running", "active", "retrying", "being processed")
            | also(cls.FAILED, "error", "failure", "fails", "errored", "failing", "rejected")
            | also(cls.DEAD, "dead letter", "dead lettered", "dead letter queue", "dlq", "in dlq", "given up", "poison")
            | also(
                cls.DONE, "completed", "complete", "processed", "success", "succeeded", "finished", "sent", "delivered"
            )
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``failed after three tries``."""
        return only_named(
            text,
            {
                cls.QUEUED: ("queued", "waiting", "pending"),
                cls.PROCESSING: ("processing",),
                cls.FAILED: ("failed",),
                cls.DEAD: ("dead",),
                cls.DONE: ("done", "completed"),
            },
        )


class PeriodState(Word):
    """Whether a posting period takes entries."""

    OPEN = "open"
    CLOSED = "closed"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.OPEN, "not closed", "reopened", "unlocked", "current", "period open") | also(
            cls.CLOSED, "locked", "not open", "period closed", "ended", "shut", "soft closed", "hard closed"
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``closed on the 5th``."""
        return only_named(text, {cls.OPEN: ("open", "reopened"), cls.CLOSED: ("closed", "locked")})


class ErpStatus(Word):
    """The status of an order in the ERP."""

    OPEN = "Open"
    PROCESSING = "Processing"
    CLOSED = "Closed"
    FAILED = "Failed"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return (
            also(cls.OPEN, "new", "pending", "created", "not processed")
            | also(cls.PROCESSING, "in progress", "in process", "being processed", "processed partly")
            | also(cls.CLOSED, "completed", "complete", "done", "posted", "invoiced", "shipped", "fulfilled")
            | also(cls.FAILED, "error", "failure", "rejected", "refused", "errored")
        )


class CodeStandard(Word):
    """Whether a system writes countries or states as codes or as names."""

    CODE = "code"
    NAME = "name"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """The standards by name, and ways to describe them."""
        return (
            also(cls.CODE, "codes", "iso", "iso code", "iso codes", "iso 3166", "iso-2", "alpha-2", "alpha-3", "iso2")
            | also(cls.CODE, "two letters", "two-letter", "2-letter", "abbreviation", "abbreviations", "short")
            | also(cls.NAME, "names, not codes", "united states", "canada", "california", "germany", "united kingdom")
            | also(cls.NAME, "names", "full name", "full names", "long", "spelled out", "full", "long name")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read an example such as ``US``, or a sentence such as ``ISO two-letter codes``."""
        plain = text.strip()
        if plain.isalpha() and plain.isupper() and len(plain) in (2, 3):
            return cls.CODE
        return only_named(
            text,
            {
                cls.CODE: ("iso", "code", "codes", "abbreviated", "abbreviations", "letter", "letters"),
                cls.NAME: ("name", "names", "full"),
            },
        )


_CODE: Final = re.compile(r"[A-Za-z]+(?:_[A-Za-z]+)+")


class StatusCode(Word):
    """The status code of a sync error in the CRM."""

    CANNOT_EXECUTE_FLOW_TRIGGER = "CANNOT_EXECUTE_FLOW_TRIGGER"
    CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY = "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY"
    CANNOT_REPARENT_RECORD = "CANNOT_REPARENT_RECORD"
    DUPLICATE_VALUE = "DUPLICATE_VALUE"
    DUPLICATES_DETECTED = "DUPLICATES_DETECTED"
    EMAIL_ADDRESS_BOUNCED = "EMAIL_ADDRESS_BOUNCED"
    EMAIL_TEMPLATE_MERGEFIELD_ERROR = "EMAIL_TEMPLATE_MERGEFIELD_ERROR"
    ENTITY_IS_LOCKED = "ENTITY_IS_LOCKED"
    FAILED_ACTIVATION = "FAILED_ACTIVATION"
    FIELD_CUSTOM_VALIDATION_EXCEPTION = "FIELD_CUSTOM_VALIDATION_EXCEPTION"
    FIELD_INTEGRITY_EXCEPTION = "FIELD_INTEGRITY_EXCEPTION"
    INVALID_CHANGE_EVENT = "INVALID_CHANGE_EVENT"
    INVALID_CROSS_REFERENCE_KEY = "INVALID_CROSS_REFERENCE_KEY"
    INVALID_EMAIL_ADDRESS = "INVALID_EMAIL_ADDRESS"
    INVALID_FIELD = "INVALID_FIELD"
    INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST = "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"
    REQUIRED_FIELD_MISSING = "REQUIRED_FIELD_MISSING"
    UNKNOWN_EXCEPTION = "UNKNOWN_EXCEPTION"
    UNABLE_TO_LOCK_ROW = "UNABLE_TO_LOCK_ROW"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.DUPLICATES_DETECTED, "duplicate detected") | also(
            cls.INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, "bad value for restricted picklist field"
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Find the one code in a text such as ``INVALID_FIELD: No such column``."""
        named = {cls.spelled(code) for code in _CODE.findall(text)} - {None}
        return named.pop() if len(named) == 1 else None


class EventType(Word):
    """What was being done to a record."""

    CREATE = "Create"
    UPDATE = "Update"
    DELETE = "Delete"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return (
            also(cls.CREATE, "created", "insert", "inserted", "creation", "new", "add", "added")
            | also(cls.UPDATE, "updated", "edit", "edited", "change", "changed", "modify", "modified")
            | also(cls.DELETE, "deleted", "remove", "removed", "removal", "deletion")
        )
