"""The Sync Error Tool, its list, and the way through it (guide introduction to "Resolving sync errors")."""

from __future__ import annotations

from engine.rules import (
    Check,
    Cost,
    Design,
    Expected,
    Ladder,
    Symptom,
    absent,
    after,
    all_of,
    any_of,
    at_least,
    at_most,
    before,
    known,
    none_of,
    one_of,
    says,
    seen,
)
from facts import App, Error, Order, Record, Resync, ResyncResult, Snapshot, StatusCode, SyncErrors, YesNo
from rulebases.storeconnect.codes import (
    CONSEQUENCES,
    ERROR_LISTED,
    HELD_UP,
    LIST_HAS_LINES,
    ORDER_MISSING,
    READ_CODE,
    SYNC_FAILED,
    TRY_RESYNC,
)
from rulebases.storeconnect.guide import GUIDE

_OPEN_TOOL = "storeconnect.tool.open-from-app-launcher"
_FIRST_LISTED = "storeconnect.resolve.first-listed-first"
_COMMON_CAUSES = "storeconnect.tool.common-causes"
_PARENT = "storeconnect.chain.parent-failure"
_EARLIER_CHANGE = "storeconnect.chain.previous-change"

_CLIMB = (_OPEN_TOOL, _FIRST_LISTED, READ_CODE, _COMMON_CAUSES)
_FOLLOW_UP = (_PARENT, _EARLIER_CHANGE)

_WAITS = (
    "INVALID_FIELD",
    "A parent record has failed to sync",
    "INVALID_CHANGE_EVENT",
    "A previous change for the same record has failed",
)
_CODE_UNREAD = seen(Error, status_code=absent())

SYNCED = any_of(
    seen(Error, resolved=YesNo.YES),
    seen(Resync, result=ResyncResult.SYNCED),
    seen(SyncErrors, count=at_most(0)),
)
"""The record is off the list of open errors."""

SYMPTOMS = (
    Symptom(
        id=HELD_UP,
        title="The record waits for another one, or for an earlier change of its own, that failed first",
        scope=Record,
        stage="storeconnect.turn",
        derived=True,
        met_by=SYNCED,
        missed_by=any_of(
            seen(Error, status_code=one_of(*CONSEQUENCES)),
            seen(Error, message=says(*_WAITS)),
            seen(Error, raw=says(*_WAITS)),
            seen(Snapshot, error=says(*_WAITS)),
            seen(Record, parent_synced=YesNo.NO),
            seen(Record, previous_change_failed=YesNo.YES),
        ),
        ladder=_FOLLOW_UP,
        source=GUIDE.at("Resolving sync errors; Sync status codes", "31, 65, 68"),
    ),
    Symptom(
        id=SYNC_FAILED,
        title="Salesforce refuses the record with a code of its own",
        scope=Record,
        stage="storeconnect.save",
        met_by=SYNCED,
        missed_by=seen(Error, status_code=none_of(*CONSEQUENCES)),
        ladder=(*_CLIMB, "storeconnect.lock.persists"),
        source=GUIDE.at("Introduction; Sync status codes", "3, 47-51"),
        items=("storeconnect.tool.purpose",),
    ),
    # A record whose code nobody has read yet; where it is known, this follows from one of the two above.
    Symptom(
        id=ERROR_LISTED,
        title="The Sync Error Tool lists an error of the record",
        scope=Record,
        stage="storeconnect.save",
        met_by=SYNCED,
        missed_by=any_of(
            seen(Error, resolved=YesNo.NO),
            seen(Error, message=known()),
            seen(Error, raw=known()),
            seen(Error, object=known()),
            seen(Error, event_type=known()),
            seen(Error, processed_at=known()),
            seen(Error, attempts=at_least(1)),
        ),
        follows=(SYNC_FAILED, HELD_UP),
        ladder=_CLIMB,
        source=GUIDE.at("Sync error list; Resolving sync errors", "14-18, 31"),
    ),
    Symptom(
        id=ORDER_MISSING,
        title="An order of the shop is not in Salesforce",
        scope=Order,
        stage="storeconnect.save",
        met_by=any_of(seen(Order, in_salesforce=YesNo.YES), seen(Order, salesforce_id=known())),
        missed_by=seen(Order, in_salesforce=YesNo.NO),
        not_due_when=seen(Order, in_source=YesNo.NO),
        follows=(SYNC_FAILED, HELD_UP, ERROR_LISTED),
        ladder=(*_CLIMB, *_FOLLOW_UP),
        source=GUIDE.at("Introduction", "3"),
    ),
)

EXPECTED = (
    Expected(
        id="storeconnect.list.unresolved-only",
        title="The record's error is dealt with, so it no longer counts: the list holds open errors only",
        scope=Record,
        kind=Design.NORMAL,
        when=any_of(seen(Error, resolved=YesNo.YES), seen(Resync, result=ResyncResult.SYNCED)),
        unless=seen(Error, processed_at=after(Resync.last_at)),
        sets_aside=(
            Error.status_code,
            Error.message,
            Error.raw,
            Error.object,
            Error.event_type,
            Error.processed_at,
            Error.attempts,
            Resync.attempts,
        ),
        source=GUIDE.at("Sync error list", "16-18"),
    ),
    Expected(
        id="storeconnect.field.processed-at",
        title="The re-sync is not worked off yet: Processed At still shows the time of the attempt before",
        scope=Record,
        kind=Design.TRANSIENT,
        when=seen(Error, processed_at=before(Resync.last_at)),
        unless=seen(Resync, result=known()),
        explains=(SYNC_FAILED, HELD_UP, ERROR_LISTED, ORDER_MISSING),
        sets_aside=(Error.status_code, Error.message, Error.raw),
        bars_retry=True,
        advice="Refresh the Sync Error list: what it shows once Processed At has moved is what counts.",
        source=GUIDE.at("Sync error fields", "24"),
    ),
    Expected(
        id="storeconnect.tool.config-app-utility",
        title="The tool's utility is on show in the StoreConnect Config app; other Console apps need it added",
        scope=App,
        kind=Design.NORMAL,
        when=seen(App, utility_visible=YesNo.NO),
        advice="Add the utility to the Console app in use, or open the tool from the App Launcher.",
        source=GUIDE.at("Accessing the sync error tool", "5-11"),
    ),
    Expected(
        id="storeconnect.resolve.resync-without-fix",
        title="A re-sync alone brings the same error again",
        scope=Record,
        kind=Design.LIMITATION,
        when=all_of(
            seen(Resync, result=ResyncResult.SAME_ERROR),
            seen(Error, status_code=none_of(StatusCode.UNABLE_TO_LOCK_ROW)),
        ),
        advice="Remove the cause first, and re-sync then.",
        source=GUIDE.at("Resolving sync errors, example", "37-43"),
    ),
)

CHECKS = (
    Check(
        id=_OPEN_TOOL,
        question="How many open errors does the Sync Error Tool list?",
        asks=(SyncErrors.count,),
        when=_CODE_UNREAD,
        how=(
            "Open the App Launcher and choose the Sync Error Tool.",
            "Or open its utility in the StoreConnect Config app or any Console app that has it.",
            "Or look for the Sync Error notification at the bottom of the StoreConnect apps.",
        ),
        cost=Cost.GLANCE,
        source=GUIDE.at("Accessing the sync error tool", "5-12"),
        items=("storeconnect.tool.config-app-utility", "storeconnect.tool.notification"),
    ),
    Check(
        id=_FIRST_LISTED,
        question="Which record does the first error of the list belong to?",
        asks=(Error.object,),
        when=all_of(_CODE_UNREAD, LIST_HAS_LINES),
        how=("Read the topmost line: later errors often follow from it.",),
        cost=Cost.GLANCE,
        source=GUIDE.at("Resolving sync errors", "22-24, 31"),
        items=("storeconnect.field.object",),
    ),
    Check(
        id=READ_CODE,
        question="Which status code and which message do the details of the error show?",
        asks=(Error.status_code, Error.message),
        when=LIST_HAS_LINES,
        how=("Click the information icon beside the error.", "Read the code, the message and what the tool suggests."),
        cost=Cost.GLANCE,
        source=GUIDE.at("Resolving sync errors; Sync status codes", "35, 47-51"),
        items=("storeconnect.codes.salesforce-native",),
    ),
    Check(
        id=_COMMON_CAUSES,
        question="Does the message speak of a Flow, a validation rule, a required field or a duplicate?",
        asks=(Error.message,),
        when=LIST_HAS_LINES,
        how=("These four are behind most errors, so look for them first.",),
        decides=(
            "storeconnect.code.cannot-execute-flow-trigger",
            "storeconnect.code.field-custom-validation-exception",
            "storeconnect.code.required-field-missing",
            "storeconnect.code.duplicates-detected",
            "storeconnect.code.duplicate-value",
        ),
        cost=Cost.GLANCE,
        source=GUIDE.at("Introduction", "3, 27"),
    ),
    Check(
        id=TRY_RESYNC,
        question="Does the record go through when it is re-synced now?",
        asks=(Resync.result,),
        how=("Tick the record in the Sync Error list.", "Click Re-sync at the far right."),
        source=GUIDE.at("Resolving sync errors, example", "37-43"),
        items=("storeconnect.field.processed-at", "storeconnect.resolve.procedure"),
    ),
)

START = Ladder(
    _CLIMB,
    source=GUIDE.at("Accessing the sync error tool; Resolving sync errors", "5-12, 29-35"),
)
