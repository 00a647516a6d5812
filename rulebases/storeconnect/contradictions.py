"""Where the guide leaves two readings, and the choice made (all sections)."""

from __future__ import annotations

from engine.rules import Contradiction, Declined
from rulebases.storeconnect.guide import GUIDE

CONTRADICTIONS = (
    Contradiction(
        "When a lock counts as lasting: after one retry, or after two",
        (GUIDE.at("Sync status codes", "72"),),
        choice="After one: the code stands again although the record was re-synced once.",
        because="The guide asks for one retry, and for looking for the lock if that fails.",
        items=("storeconnect.lock.persists", "storeconnect.lock.transient"),
    ),
    Contradiction(
        "Whether INVALID_FIELD speaks of a field or of a parent",
        (GUIDE.at("Sync status codes", "64, 68, 70"),),
        choice="Of the parent: it failed to sync.",
        because="The table says so; wrong and missing values have codes of their own.",
        items=("storeconnect.code.invalid-field",),
    ),
    Contradiction(
        "Whether CANNOT_REPARENT_RECORD speaks of a parent or of an owner",
        (GUIDE.at("Sync status codes", "56, 68"),),
        choice="Of the owner: it is an inactive user.",
        because="The table says so, and gives the failed parent a code of its own.",
        items=("storeconnect.code.cannot-reparent-record",),
    ),
    Contradiction(
        "Whether to re-sync before or after the cause is removed",
        (GUIDE.at("Resolving sync errors, example", "39-43"), GUIDE.at("Sync status codes", "55, 57-58, 67, 72")),
        choice=(
            "Afterwards; but a first UNABLE_TO_LOCK_ROW is just re-synced, and where a rule or Flow is switched off "
            "for the re-sync, the data are merged or corrected after it."
        ),
        because="The table is about the code at hand; the example is general.",
        items=("storeconnect.resolve.procedure", "storeconnect.resolve.resync-without-fix"),
    ),
    Contradiction(
        "Whether a locked record is to be deactivated",
        (GUIDE.at("Sync status codes", "61"),),
        choice="Not if it is an activated order: then support is asked. Anything else is deactivated and re-synced.",
        because="The guide makes the order the exception.",
        items=("storeconnect.code.entity-is-locked", "storeconnect.locked.activated-order"),
    ),
)

DECLINED: tuple[Declined, ...] = ()
