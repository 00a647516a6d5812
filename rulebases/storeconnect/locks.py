"""Codes of locks: a record that must not change, and one in use elsewhere (guide "Sync status codes")."""

from __future__ import annotations

from engine.rules import (
    Actor,
    Check,
    Cost,
    Design,
    Expected,
    Fault,
    Remedy,
    all_of,
    any_of,
    at_least,
    none_of,
    one_of,
    one_sided,
    says,
    seen,
)
from facts import Error, Record, Resync, ResyncResult, StatusCode, YesNo
from rulebases.storeconnect.codes import (
    AROUND,
    BESIDE_OTHERS,
    ERROR_LISTED,
    GONE,
    ORDER_MISSING,
    READ_CODE,
    RESYNC,
    STOPS_THE_RECORD,
    SYNC_FAILED,
)
from rulebases.storeconnect.guide import GUIDE

_ACTIVATED_ORDER = "storeconnect.locked.activated-order"
_PERSISTS = "storeconnect.lock.persists"

LOCKED = any_of(
    seen(Error, status_code=StatusCode.ENTITY_IS_LOCKED),
    seen(Error, message=says("ENTITY_IS_LOCKED", "Unable to modify a locked record", "entity is locked for editing")),
    seen(Error, raw=says("ENTITY_IS_LOCKED")),
)
_NO_LOCK = any_of(
    seen(Error, status_code=StatusCode.UNABLE_TO_LOCK_ROW),
    seen(Error, message=says("UNABLE_TO_LOCK_ROW", "Unable to get exclusive access to this record")),
    seen(Error, message=says("unable to obtain exclusive access to this record")),
    seen(Error, raw=says("UNABLE_TO_LOCK_ROW")),
)
# The error that stands in the list is the one of the last attempt: Processed At moves with each re-sync.
_TRIED_AGAIN = any_of(
    seen(Resync, attempts=at_least(1)),
    seen(Resync, result=ResyncResult.SAME_ERROR),
    seen(Error, attempts=at_least(2)),
)

FAULTS = (
    Fault(
        id="storeconnect.code.entity-is-locked",
        title="The record is locked in Salesforce and must not be changed",
        scope=Record,
        guard=seen(Error, status_code=one_of(StatusCode.ENTITY_IS_LOCKED, *BESIDE_OTHERS)),
        shown_by=one_sided(seen(Error, status_code=StatusCode.ENTITY_IS_LOCKED)),
        leads_to=STOPS_THE_RECORD,
        check=READ_CODE,
        refines=AROUND,
        remedy=Remedy(
            (
                "See whether it is an activated order: if so, leave it and contact StoreConnect support.",
                "Otherwise deactivate the record.",
                RESYNC,
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "61"),
        items=(_ACTIVATED_ORDER,),
    ),
    Fault(
        id=_ACTIVATED_ORDER,
        title="The record is an order that was activated, and is locked for that",
        scope=Record,
        guard=seen(Error, status_code=one_of(StatusCode.ENTITY_IS_LOCKED, *BESIDE_OTHERS)),
        shown_by=all_of(LOCKED, seen(Error, object="Order"), seen(Record, activated=YesNo.YES)),
        refuted_by=any_of(seen(Error, object=none_of("Order")), seen(Record, activated=YesNo.NO)),
        leads_to=STOPS_THE_RECORD,
        check=_ACTIVATED_ORDER,
        refines=("storeconnect.code.entity-is-locked",),
        remedy=Remedy(
            (
                "Contact StoreConnect support.",
                "Do not deactivate the order yourself.",
            ),
            by=Actor.VENDOR,
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "61"),
    ),
    Fault(
        id=_PERSISTS,
        title="Something else keeps the record locked",
        scope=Record,
        guard=seen(Error, status_code=one_of(StatusCode.UNABLE_TO_LOCK_ROW, *BESIDE_OTHERS)),
        shown_by=all_of(_NO_LOCK, _TRIED_AGAIN),
        refuted_by=seen(Resync, result=ResyncResult.SYNCED),
        leads_to=STOPS_THE_RECORD,
        check=_PERSISTS,
        refines=AROUND,
        remedy=Remedy(
            (
                "Find the job, Flow, user or integration that holds the record.",
                "Let it finish, or end it, so that the record is free.",
                RESYNC,
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "72"),
        items=("storeconnect.code.unable-to-lock-row",),
    ),
)

EXPECTED = (
    Expected(
        id="storeconnect.lock.transient",
        title="Another action had the record locked at that moment",
        scope=Record,
        kind=Design.TRANSIENT,
        when=_NO_LOCK,
        unless=any_of(_TRIED_AGAIN, seen(Error, status_code=none_of(StatusCode.UNABLE_TO_LOCK_ROW, *BESIDE_OTHERS))),
        explains=(SYNC_FAILED, ERROR_LISTED, ORDER_MISSING),
        refutes=(_PERSISTS,),
        advice="Re-sync the record once; only if the same code comes back, look for what holds the lock.",
        source=GUIDE.at("Sync status codes", "72"),
        items=("storeconnect.code.unable-to-lock-row",),
    ),
)

CHECKS = (
    Check(
        id=_ACTIVATED_ORDER,
        question="Is the locked record an order that was activated?",
        asks=(Error.object, Record.activated),
        how=("Read the Object in the Sync Error list.", "Open the record in Salesforce and look at its status."),
        when=seen(Error, status_code=StatusCode.ENTITY_IS_LOCKED),
        cost=Cost.PAGE,
        source=GUIDE.at("Sync status codes", "61"),
    ),
    Check(
        id=_PERSISTS,
        question="Does the same lock come back after one re-sync?",
        asks=(Resync.result,),
        how=("Tick the record in the Sync Error list and click Re-sync at the far right.", "Refresh the list."),
        when=seen(Error, status_code=StatusCode.UNABLE_TO_LOCK_ROW),
        cost=Cost.PAGE,
        source=GUIDE.at("Sync status codes", "72"),
    ),
)
