"""After an outage, and after damage to data (guide, "Recovery Procedures")."""

from __future__ import annotations

from engine.rules import (
    Actor,
    Change,
    Check,
    Fault,
    Finding,
    Procedure,
    Remedy,
    any_of,
    may,
    same_as,
    seen,
)
from facts import Data, Integration, Outage, Platform, Records, Sync, YesNo
from rulebases.tether.effects import NEVER_READ
from rulebases.tether.guide import GUIDE

_OUTAGE = "After Extended Outage"

DAMAGE_SUSPECTED = seen(Data, corruption_suspected=YesNo.YES)

AFTER_DAMAGE = (
    "Stop the automatic syncs, so that nothing bad spreads any further.",
    "Write down what is wrong, where and since when.",
    "Contact Tether support before anything is recovered.",
    "Change no data until they say how; then do as they say.",
)

FAULTS = (
    Fault(
        id="tether.recovery.outage-gap-unsynced",
        title="What came in during an outage was never synced afterwards",
        scope=Integration,
        shown_by=seen(Sync, missed_range_synced=YesNo.NO),
        refuted_by=seen(Sync, missed_range_synced=YesNo.YES),
        exonerated_by=any_of(
            seen(Records, target_count=same_as(Records.source_count)), seen(Records, counts_match=YesNo.YES)
        ),
        leads_to=(may(NEVER_READ),),
        check="tether.recovery.after-outage#2",
        remedy=Remedy(
            (
                "See that the integration shows Connected: before that a sync is of no use.",
                "Find the first and the last day that were not synced.",
                "Start a sync by hand for just those days; days that are there already could be stored twice.",
                "Compare the record counts of both sides.",
            ),
            is_retry=True,
            verify="The record counts of both sides are the same.",
            workaround=("tether.recovery.after-outage",),
        ),
        source=GUIDE.at(_OUTAGE, "263-284"),
    ),
)

FINDINGS = (
    # Where to go, not what to repair: nobody but support may say how data is recovered.
    Finding(
        id="tether.recovery.after-corruption",
        title="Data may be damaged: it is not to be touched before support has been asked",
        scope=Integration,
        shown_by=DAMAGE_SUSPECTED,
        check="tether.recovery.after-corruption",
        remedy=Remedy(AFTER_DAMAGE, by=Actor.VENDOR, workaround=("tether.recovery.after-corruption",)),
        source=GUIDE.at("After Data Corruption", "286-292"),
    ),
)

CHECKS = (
    Check(
        id="tether.recovery.after-outage#1",
        question="When was the outage over?",
        asks=(Outage.ended_at,),
        source=GUIDE.at(f"{_OUTAGE}, step 1", "265-269"),
    ),
    Check(
        id="tether.recovery.after-outage#2",
        question="Was there an outage, and were its days synced afterwards?",
        asks=(Sync.missed_range_synced,),
        how=("Find the days without a sync session in the history.", "See whether a later sync covers them."),
        source=GUIDE.at(f"{_OUTAGE}, steps 2 and 3", "270-279"),
    ),
    Check(
        id="tether.recovery.after-outage#4",
        question="Do both sides have the same number of records?",
        asks=(Records.source_count, Records.target_count),
        decides=("tether.recovery.outage-gap-unsynced",),
        source=GUIDE.at(f"{_OUTAGE}, step 4", "280-284"),
    ),
    Check(
        id="tether.recovery.after-corruption",
        question="Is there reason to think that data was damaged?",
        asks=(Data.corruption_suspected,),
        how=("Compare some records on both sides, field by field.", "Change nothing."),
        source=GUIDE.at("After Data Corruption; When to Contact Support", "249, 286-288"),
    ),
    Check(
        id="tether.recovery.after-corruption#1",
        question="Do syncs still run by themselves?",
        asks=(Sync.automatic,),
        how=("Open the integration's schedule.", "Stop it as long as data may be damaged."),
        decides=("tether.recovery.after-corruption",),
        source=GUIDE.at("After Data Corruption, step 1", "289"),
    ),
)

PROCEDURES = (
    Procedure(
        id="tether.recovery.after-outage",
        title="Catch up after an outage",
        steps=(
            "See that the connection works again.",
            "Find the days that were not synced.",
            "Start a sync by hand for those days, and for no others.",
            "Compare the record counts of both sides.",
        ),
        source=GUIDE.at(_OUTAGE, "263-284"),
    ),
    Procedure(
        id="tether.recovery.after-corruption",
        title="Proceed when data may be damaged",
        steps=AFTER_DAMAGE,
        source=GUIDE.at("After Data Corruption", "286-292"),
    ),
)

CHANGES = (Change(Outage.ended_at, (Integration.status, Platform.accessible, Platform.http_status)),)
