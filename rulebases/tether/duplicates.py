"""The same record stored several times (guide, "Duplicate Records")."""

from __future__ import annotations

from engine.rules import (
    Check,
    Context,
    Cost,
    Fault,
    Prior,
    Remedy,
    Symptom,
    above,
    absent,
    any_of,
    at_least,
    at_most,
    known,
    may,
    seen,
)
from facts import Channels, FieldMapping, Integration, Order, Products, Records, Sync, UniqueId, YesNo
from rulebases.families import DUPLICATE
from rulebases.tether.effects import COPIES_MADE, COUNTS_INFLATED, ORDER_COPIED, SKUS_DOUBLED
from rulebases.tether.guide import GUIDE

_SECTION = "Duplicate Records"

_LADDER = (
    "tether.dup.fix-order#1",
    "tether.dup.fix-order#1-field",
    "tether.dup.fix-order#2",
    "tether.dup.fix-order#4",
)
_MERGE = "Merge the copies into one record, but not while data may be damaged and support was not asked."
_VERIFY = "Start a test sync of a day that is there already, and see that the record counts stay as they are."

_NO_UNIQUE_ID = any_of(seen(FieldMapping, unique_id_mapped=YesNo.NO), seen(FieldMapping, unique_id=absent()))
_UNSTABLE_ID = seen(FieldMapping, unique_id=UniqueId.UNSTABLE)

SYMPTOMS = (
    Symptom(
        id=ORDER_COPIED,
        title="The same order is in Tether several times",
        scope=Order,
        stage="hold",
        met_by=seen(Order, copies=at_most(1)),
        missed_by=seen(Order, copies=at_least(2)),
        retryable=False,
        ladder=_LADDER,
        source=GUIDE.at(f"{_SECTION}, symptoms", "101"),
    ),
    Symptom(
        id=SKUS_DOUBLED,
        title="Several products share one SKU",
        scope=Products,
        stage="hold",
        met_by=seen(Products, duplicate_skus=YesNo.NO),
        missed_by=seen(Products, duplicate_skus=YesNo.YES),
        retryable=False,
        ladder=_LADDER,
        source=GUIDE.at(f"{_SECTION}, symptoms", "102"),
        items=(ORDER_COPIED,),
    ),
    Symptom(
        id=COUNTS_INFLATED,
        title="Tether counts more records than the source has",
        scope=Records,
        stage="hold",
        met_by=seen(Records, duplicates_count=at_most(0)),
        missed_by=any_of(
            seen(Records, target_count=above(Records.source_count)),
            seen(Records, duplicates_count=at_least(1)),
        ),
        retryable=False,
        ladder=_LADDER,
        source=GUIDE.at(f"{_SECTION}, symptoms; Setting Up Alerts", "103, 242"),
        items=(ORDER_COPIED, "tether.alert.data-discrepancy"),
    ),
)

FAULTS = (
    # In the guide's order of repairs: the identifier, the channels, then what was synced twice.
    Fault(
        id="tether.dup.missing-unique-id",
        title="No unique identifier is mapped, so that a record is not known again",
        scope=FieldMapping,
        shown_by=_NO_UNIQUE_ID,
        refuted_by=any_of(seen(FieldMapping, unique_id_mapped=YesNo.YES), seen(FieldMapping, unique_id=known())),
        leads_to=(may(COPIES_MADE),),
        check="tether.dup.fix-order#1",
        remedy=Remedy(
            ("Map the record's unique identifier.", "Sync no day again before that.", _MERGE), verify=_VERIFY
        ),
        source=GUIDE.at(f"{_SECTION}, causes and actions", "106, 111, 113"),
        prior=Prior.COMMON,
        family=DUPLICATE,
    ),
    Fault(
        id="tether.dup.mapping",
        title="The unique identifier is mapped to a field that is not unique or does not stay the same",
        scope=FieldMapping,
        # Without any identifier there is none that could be the wrong one.
        guard=seen(FieldMapping, unique_id_mapped=YesNo.YES),
        shown_by=_UNSTABLE_ID,
        leads_to=(may(COPIES_MADE),),
        check="tether.dup.fix-order#1-field",
        remedy=Remedy(
            (
                "Map the identifier to a field that is unique and never changes, such as the record's id.",
                "Sync no day again before that.",
                _MERGE,
            ),
            verify=_VERIFY,
        ),
        source=GUIDE.at(f"{_SECTION}, causes and actions", "108, 111, 113"),
        family=DUPLICATE,
    ),
    Fault(
        id="tether.dup.channel-overlap",
        title="Two channels bring the same orders",
        scope=Integration,
        shown_by=seen(Channels, same_orders_from=at_least(2)),
        leads_to=(may(COPIES_MADE),),
        check="tether.dup.fix-order#2",
        remedy=Remedy(
            ("Decide which channel brings these orders.", "Keep them out of the other channel.", _MERGE),
            verify="See one copy, from one channel, of each new order.",
        ),
        source=GUIDE.at(f"{_SECTION}, causes and actions", "107, 112-113"),
        family=DUPLICATE,
    ),
    Fault(
        id="tether.dup.multiple-syncs",
        title="The same data was synced more than once",
        scope=Sync,
        shown_by=seen(Sync, same_range_synced_times=at_least(2)),
        leads_to=(may(COPIES_MADE),),
        check="tether.dup.fix-order#4",
        remedy=Remedy(
            ("Set the filters so that old data is not synced again.", "Sync only days that are missing.", _MERGE),
            verify=_VERIFY,
        ),
        source=GUIDE.at(f"{_SECTION}, causes and actions", "105, 113-114"),
        prior=Prior.COMMON,
        family=DUPLICATE,
    ),
)

CHECKS = (
    Check(
        id="tether.dup.fix-order#1",
        question="Is a unique identifier mapped?",
        asks=(FieldMapping.unique_id_mapped,),
        source=GUIDE.at(f"{_SECTION}, actions", "111"),
    ),
    Check(
        id="tether.dup.fix-order#1-field",
        question="Is the field it is mapped to unique, and does it stay the same?",
        asks=(FieldMapping.unique_id,),
        when=seen(FieldMapping, unique_id_mapped=YesNo.YES),
        source=GUIDE.at(f"{_SECTION}, causes and actions", "108, 111"),
    ),
    Check(
        id="tether.dup.fix-order#2",
        question="From how many channels do the same orders come?",
        asks=(Channels.same_orders_from,),
        how=("Look which channel each copy came from.",),
        source=GUIDE.at(f"{_SECTION}, actions", "112"),
    ),
    Check(
        id="tether.dup.fix-order#4",
        question="How often were the days of the copied records synced?",
        asks=(Sync.same_range_synced_times,),
        how=("Read the date ranges in the sync history.",),
        cost=Cost.PAGE,
        source=GUIDE.at(f"{_SECTION}, causes and actions", "105, 114"),
    ),
)

# Where no identifier holds the copies together, whatever is synced again is stored again.
_STORED_AGAIN = any_of(_NO_UNIQUE_ID, _UNSTABLE_ID)

DUPLICATE_RISKS = (
    Context("tether.risk.order", Order, _STORED_AGAIN),
    Context("tether.risk.session", Sync, _STORED_AGAIN),
)
