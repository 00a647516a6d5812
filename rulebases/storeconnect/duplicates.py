"""Codes of duplicates: a value that must be unique, and a rule that looks for likeness (guide "Sync status codes")."""

from __future__ import annotations

from engine.rules import (
    Context,
    Fault,
    Prior,
    Remedy,
    all_of,
    any_of,
    known,
    none_of,
    one_of,
    one_sided,
    says,
    seen,
)
from facts import DuplicateRule, Error, EventType, Field, Record, StatusCode, YesNo
from rulebases.families import DUPLICATE
from rulebases.storeconnect.codes import AROUND, BESIDE_OTHERS, GONE, READ_CODE, RESYNC, STOPS_THE_RECORD, TRY_RESYNC
from rulebases.storeconnect.guide import GUIDE

_ARTICLE = "StoreConnect's article resolve-duplicate-account-sync-errors has the details."

FAULTS = (
    Fault(
        id="storeconnect.code.duplicate-value",
        title="A record in Salesforce has the value already that this one brings for a unique field",
        scope=Record,
        guard=seen(Error, status_code=one_of(StatusCode.DUPLICATE_VALUE, *BESIDE_OTHERS)),
        shown_by=one_sided(
            seen(Error, status_code=StatusCode.DUPLICATE_VALUE),
            all_of(seen(Field, unique=YesNo.YES), seen(Record, duplicate_of=known())),
        ),
        refuted_by=seen(Field, unique=YesNo.NO),
        leads_to=STOPS_THE_RECORD,
        check=READ_CODE,
        settled_by=(TRY_RESYNC,),
        refines=AROUND,
        remedy=Remedy(
            (
                "Change the value in the record that is in Salesforce already.",
                RESYNC,
                "Put both records' values right afterwards.",
                "Leave the duplicate rules on, or switch them on again: they have no say about unique fields.",
                _ARTICLE,
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "57"),
        prior=Prior.COMMON,
        family=DUPLICATE,
    ),
    Fault(
        id="storeconnect.code.duplicates-detected",
        title="A duplicate rule takes the record for a copy of another and stops it",
        scope=Record,
        guard=seen(Error, status_code=one_of(StatusCode.DUPLICATES_DETECTED, *BESIDE_OTHERS)),
        shown_by=one_sided(seen(Error, status_code=StatusCode.DUPLICATES_DETECTED)),
        refuted_by=seen(DuplicateRule, active=YesNo.NO),
        leads_to=STOPS_THE_RECORD,
        check=READ_CODE,
        settled_by=(TRY_RESYNC,),
        refines=AROUND,
        remedy=Remedy(
            (
                "Resolve the sync errors of the records that this one refers to first.",
                "Switch the duplicate rules off for now.",
                RESYNC,
                "Merge the two records.",
                "Switch the duplicate rules on again.",
                _ARTICLE,
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "58"),
        prior=Prior.COMMON,
        family=DUPLICATE,
        items=("storeconnect.fix.temporary-disabling",),
    ),
)

DUPLICATE_RISKS = (
    # With the rules off the next attempt goes through, and the copy they warned of comes into being.
    Context(
        "storeconnect.copy_of_a_likeness",
        Record,
        all_of(
            seen(DuplicateRule, active=YesNo.NO),
            any_of(
                seen(Error, status_code=StatusCode.DUPLICATES_DETECTED),
                seen(Error, message=says("DUPLICATES_DETECTED", "duplicate lead")),
                # A unique field lets no copy in, whatever the rules.
                all_of(
                    seen(Record, duplicate_of=known()),
                    seen(Error, status_code=none_of(StatusCode.DUPLICATE_VALUE)),
                ),
            ),
        ),
    ),
    # A record gets its Salesforce ID when it is created: one that was only to be created should have none.
    Context(
        "storeconnect.created_all_the_same",
        Record,
        seen(Error, event_type=EventType.CREATE, salesforce_id=known()),
    ),
)
