"""Codes that say something else failed first (guide "Resolving sync errors" and "Sync status codes")."""

from __future__ import annotations

from engine.rules import (
    Check,
    Cost,
    Design,
    Expected,
    Finding,
    Late,
    Remedy,
    all_of,
    any_of,
    none_of,
    one_sided,
    says,
    seen,
)
from facts import Error, Record, Resync, ResyncResult, StatusCode, YesNo
from rulebases.storeconnect.codes import (
    ERROR_LISTED,
    GONE,
    HELD_UP,
    LIST_HAS_LINES,
    ORDER_MISSING,
    READ_CODE,
    RESYNC,
)
from rulebases.storeconnect.guide import GUIDE

_PARENT = "storeconnect.chain.parent-failure"
_EARLIER_CHANGE = "storeconnect.chain.previous-change"

_WAITS_FOR_PARENT = any_of(
    seen(Error, status_code=StatusCode.INVALID_FIELD),
    seen(Error, message=says("INVALID_FIELD", "A parent record has failed to sync")),
    seen(Error, raw=says("INVALID_FIELD")),
)
EARLIER_CHANGE_FAILED = any_of(
    seen(Error, status_code=StatusCode.INVALID_CHANGE_EVENT),
    seen(Error, message=says("INVALID_CHANGE_EVENT", "A previous change for the same record has failed")),
    seen(Error, raw=says("INVALID_CHANGE_EVENT")),
)
# What went through is on the list no more, and waits for nothing.
_NOT_SYNCED = seen(Resync, result=none_of(ResyncResult.SYNCED))
_STILL_HELD_UP = (Late(HELD_UP, Record),)

FINDINGS = (
    Finding(
        id="storeconnect.code.invalid-field",
        title="The record's parent failed to sync, so the record has nothing to refer to",
        scope=Record,
        shown_by=any_of(
            one_sided(seen(Error, status_code=StatusCode.INVALID_FIELD)), seen(Record, parent_synced=YesNo.NO)
        ),
        refuted_by=seen(Record, parent_synced=YesNo.YES),
        only_if=_STILL_HELD_UP,
        follows_from=(HELD_UP,),
        check=READ_CODE,
        remedy=Remedy(
            (
                "Repair what stops the parent record.",
                "Re-sync the parent.",
                RESYNC,
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Resolving sync errors; Sync status codes", "31, 68"),
    ),
    Finding(
        id="storeconnect.code.invalid-change-event",
        title="An earlier change of the same record failed, so this one cannot follow it",
        scope=Record,
        shown_by=any_of(
            one_sided(seen(Error, status_code=StatusCode.INVALID_CHANGE_EVENT)),
            seen(Record, previous_change_failed=YesNo.YES),
        ),
        refuted_by=seen(Record, previous_change_failed=YesNo.NO),
        only_if=_STILL_HELD_UP,
        follows_from=(HELD_UP,),
        check=READ_CODE,
        remedy=Remedy(
            (
                "Resolve the error of the earlier change: it has the same StoreConnect ID.",
                "Re-sync that change.",
                RESYNC,
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Resolving sync errors; Sync status codes", "31, 65"),
    ),
)

EXPECTED = (
    Expected(
        id="storeconnect.chain.parent-failure#synced",
        title="The parent is in Salesforce by now, so the record only has to be synced again",
        scope=Record,
        kind=Design.TRANSIENT,
        when=all_of(_WAITS_FOR_PARENT, seen(Record, parent_synced=YesNo.YES)),
        explains=(HELD_UP, ERROR_LISTED, ORDER_MISSING),
        advice=RESYNC,
        source=GUIDE.at("Sync status codes", "68"),
    ),
    Expected(
        id="storeconnect.chain.previous-change#synced",
        title="The earlier change went through by now, so the record only has to be synced again",
        scope=Record,
        kind=Design.TRANSIENT,
        when=all_of(EARLIER_CHANGE_FAILED, seen(Record, previous_change_failed=YesNo.NO)),
        explains=(HELD_UP, ERROR_LISTED, ORDER_MISSING),
        advice=RESYNC,
        source=GUIDE.at("Sync status codes", "65"),
    ),
)

CHECKS = (
    Check(
        id=_PARENT,
        question="Which record does this one hang on, and which error does the list show for that?",
        asks=(Record.parent,),
        how=(
            "Follow the lookup or master-detail field of the record to its parent.",
            "Look for the parent's own error in the list: an order stops its items and payments, an account its "
            "contacts and orders.",
        ),
        when=all_of(seen(Error, status_code=StatusCode.INVALID_FIELD), LIST_HAS_LINES, _NOT_SYNCED),
        cost=Cost.PAGE,
        source=GUIDE.at("Sync status codes", "68"),
    ),
    Check(
        id=_EARLIER_CHANGE,
        question="Which earlier error of the list has the same StoreConnect ID?",
        asks=(Error.storeconnect_id, Record.previous_change_failed),
        how=("Compare the StoreConnect IDs; the error that stands first is the one to repair.",),
        when=all_of(seen(Error, status_code=StatusCode.INVALID_CHANGE_EVENT), LIST_HAS_LINES, _NOT_SYNCED),
        cost=Cost.GLANCE,
        source=GUIDE.at("Sync error fields; Sync status codes", "26, 65"),
        items=("storeconnect.field.storeconnect-id",),
    ),
)
