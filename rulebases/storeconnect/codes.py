"""What several modules say of the codes: which wrap others, which only follow, and how a record is re-synced.

Salesforce gives one code for a change that it refuses (guide "Sync status codes"). Four of the codes only say
that something of Salesforce's own ran into an error while it saved the record; that error, with a code of its
own, then stands in the message. Two others say that something else failed first. Where one of these six is the
status code, another fault may be there as well; any other status code is the only one.
"""

from __future__ import annotations

from engine.rules import Leads, at_least, must, seen
from facts import StatusCode, SyncErrors
from rulebases.storeconnect.effects import NOT_SAVED

WRAPPERS = (
    StatusCode.CANNOT_EXECUTE_FLOW_TRIGGER,
    StatusCode.CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY,
    StatusCode.FAILED_ACTIVATION,
    StatusCode.UNKNOWN_EXCEPTION,
)
# What stands in the message of one of these is more precise; a job may run a Flow, and a Flow may set off Apex.
AROUND_FAILED_ACTIVATION = ("storeconnect.code.unknown-exception",)
AROUND_FLOW = ("storeconnect.code.failed-activation", *AROUND_FAILED_ACTIVATION)
AROUND_APEX = ("storeconnect.code.cannot-execute-flow-trigger", *AROUND_FLOW)
AROUND = ("storeconnect.code.cannot-insert-update-activate-entity", *AROUND_APEX)

CONSEQUENCES = (StatusCode.INVALID_FIELD, StatusCode.INVALID_CHANGE_EVENT)
BESIDE_OTHERS = (*WRAPPERS, *CONSEQUENCES)

SYNC_FAILED = "storeconnect.symptom.sync_failed"
HELD_UP = "storeconnect.symptom.held_up"
ERROR_LISTED = "storeconnect.symptom.error_listed"
ORDER_MISSING = "storeconnect.symptom.order_missing"

READ_CODE = "storeconnect.resolve.info-icon"
TRY_RESYNC = "storeconnect.resolve.procedure#4"

STOPS_THE_RECORD: tuple[Leads, ...] = (must(NOT_SAVED),)

# A list that is known to be empty has no line to read.
LIST_HAS_LINES = seen(SyncErrors, count=at_least(1))

RESYNC = "Tick the record in the Sync Error list and click Re-sync at the far right."
GONE = "Refresh the Sync Error list: the record is no longer on it."
