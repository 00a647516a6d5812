"""Data that does not arrive although nothing is refused at the door (guide, "Data Not Syncing")."""

from __future__ import annotations

from engine.rules import (
    Change,
    Check,
    Cost,
    Fault,
    Prior,
    Remedy,
    Symptom,
    Window,
    absent,
    after,
    all_of,
    any_of,
    below,
    known,
    may,
    minutes,
    must,
    older_than_setting,
    one_sided,
    same_as,
    seen,
    within_setting,
)
from facts import (
    FieldMapping,
    Filter,
    Integration,
    IntegrationState,
    Inventory,
    Order,
    Orders,
    Product,
    Products,
    Records,
    Source,
    Sync,
    YesNo,
)
from rulebases.families import BAD_VALUE, FILTERED_OUT, NOT_MAPPED, SWITCHED_OFF
from rulebases.tether.effects import (
    COUNTS_DIFFER,
    COUNTS_INFLATED,
    COUNTS_SHORT,
    LEFT_OUT,
    NO_NEW_ORDERS,
    NO_SESSION,
    NOTHING_STARTS,
    OFF_SCHEDULE,
    OLD_ORDER_MISSING,
    ORDER_MISSING,
    PRODUCT_MISSING,
    RECORDS_REFUSED,
    STOCK_STATIC,
)
from rulebases.tether.guide import GUIDE

_SECTION = "Data Not Syncing"

_NOSYNC = (
    "tether.nosync.check-order#1",
    "tether.nosync.check-order#2",
    "tether.nosync.check-order#3",
    "tether.nosync.check-order#4",
    "tether.nosync.check-order#5",
)
# The guide's own order first; what its other sections add stands behind it.
_ORDERS_LADDER = (
    *_NOSYNC,
    "tether.diag.step1-status",
    "tether.diag.step3-configuration#amazon-marketplace",
    "tether.diag.step3-configuration#amazon-fba",
    "tether.diag.step3-configuration#netsuite-search",
    "tether.recovery.after-outage#2",
)
_STOCK_LADDER = (
    *_NOSYNC,
    "tether.diag.step1-status",
    "tether.diag.step3-configuration#shopify-location",
    "tether.diag.step3-configuration#shopify-variant",
    "tether.diag.step3-configuration#amazon-fba",
)
_PRODUCTS_LADDER = (*_NOSYNC, "tether.diag.step1-status", "tether.diag.step3-configuration#shopify-variant")

SYMPTOMS = (
    Symptom(
        id=NO_SESSION,
        title="No sync session is recorded",
        scope=Sync,
        stage="start",
        met_by=seen(Sync, session_status=known()),
        missed_by=seen(Sync, session_status=absent()),
        untimed_counts=False,
        retryable=False,
        ladder=("tether.nosync.check-order#1", "tether.diag.step1-status"),
        source=GUIDE.at(f"{_SECTION}, step 1; Step 2: Review Recent Syncs", "72-76, 179"),
    ),
    Symptom(
        id=OFF_SCHEDULE,
        title="The sync does not run on schedule",
        scope=Integration,
        stage="start",
        met_by=any_of(
            seen(Sync, ran_on_schedule=YesNo.YES),
            seen(Integration, last_sync=within_setting(Integration.sync_frequency)),
        ),
        missed_by=any_of(
            seen(Sync, ran_on_schedule=YesNo.NO),
            seen(Integration, last_sync=older_than_setting(Integration.sync_frequency)),
        ),
        retryable=False,
        ladder=("tether.nosync.check-order#1", "tether.diag.step1-status", "tether.diag.step2-recent-syncs"),
        source=GUIDE.at("Setting Up Alerts", "241"),
        items=("tether.alert.sync-delayed",),
    ),
    Symptom(
        id=ORDER_MISSING,
        title="An order does not appear in Tether",
        scope=Order,
        stage="store",
        met_by=seen(Order, in_tether=YesNo.YES),
        missed_by=seen(Order, in_tether=YesNo.NO),
        windows=(
            Window(
                since=Order.placed_at,
                ok=minutes(15),
                late=minutes(30),
                when=seen(Integration, platform="Amazon"),
                source=GUIDE.at("Amazon", "159"),
                items=("tether.amazon.order-delay",),
            ),
            # Of no other platform does the guide say that it takes its time.
            Window(
                since=Order.placed_at,
                ok=minutes(0),
                late=minutes(0),
                source=GUIDE.at(f"{_SECTION}, symptoms", "63"),
            ),
        ),
        follows=(OLD_ORDER_MISSING,),
        ladder=_ORDERS_LADDER,
        source=GUIDE.at(f"{_SECTION}, symptoms", "63"),
    ),
    Symptom(
        id=NO_NEW_ORDERS,
        title="New orders do not arrive in Tether",
        scope=Orders,
        stage="store",
        met_by=seen(Orders, new_in_tether=YesNo.YES),
        missed_by=seen(Orders, new_in_tether=YesNo.NO),
        # Where there is nothing new, nothing new can arrive.
        not_due_when=seen(Orders, new_in_source=YesNo.NO),
        retryable=False,
        ladder=_ORDERS_LADDER,
        source=GUIDE.at(f"{_SECTION}, symptoms", "63"),
        items=(ORDER_MISSING,),
    ),
    Symptom(
        id=STOCK_STATIC,
        title="The stock of a product does not update",
        scope=Inventory,
        stage="store",
        met_by=seen(Inventory, updates=YesNo.YES),
        missed_by=seen(Inventory, updates=YesNo.NO),
        untimed_counts=False,
        ladder=_STOCK_LADDER,
        source=GUIDE.at(f"{_SECTION}, symptoms", "64"),
    ),
    Symptom(
        id=PRODUCT_MISSING,
        title="A product does not appear in Tether",
        scope=Product,
        stage="store",
        met_by=any_of(seen(Product, in_tether=YesNo.YES), seen(Products, in_tether=YesNo.YES)),
        missed_by=any_of(seen(Product, in_tether=YesNo.NO), seen(Products, in_tether=YesNo.NO)),
        untimed_counts=False,
        ladder=_PRODUCTS_LADDER,
        source=GUIDE.at(f"{_SECTION}, symptoms", "65"),
    ),
    Symptom(
        id=COUNTS_SHORT,
        title="Tether has fewer records than the source",
        scope=Records,
        stage="store",
        met_by=seen(Records, target_count=same_as(Records.source_count)),
        missed_by=seen(Records, target_count=below(Records.source_count)),
        retryable=False,
        ladder=(
            "tether.nosync.check-order#2",
            "tether.diag.step2-recent-syncs",
            "tether.history.check-order#1",
            "tether.recovery.after-outage#1",
            "tether.recovery.after-outage#2",
        ),
        source=GUIDE.at("Setting Up Alerts; After Extended Outage, step 4", "242, 280-284"),
        items=("tether.alert.data-discrepancy",),
    ),
    Symptom(
        id=COUNTS_DIFFER,
        title="Tether and the source do not have the same number of records",
        scope=Records,
        stage="store",
        met_by=seen(Records, counts_match=YesNo.YES),
        missed_by=seen(Records, counts_match=YesNo.NO),
        retryable=False,
        follows=(COUNTS_SHORT, COUNTS_INFLATED),
        ladder=("tether.recovery.after-outage#4", "tether.nosync.check-order#2", "tether.dup.fix-order#1"),
        source=GUIDE.at("Setting Up Alerts; After Extended Outage, step 4", "242, 280-284"),
        items=("tether.alert.data-discrepancy",),
    ),
)

FAULTS = (
    Fault(
        id="tether.nosync.paused",
        title="The integration is paused",
        scope=Integration,
        # Connected and active are two things: a paused integration can go on showing Connected.
        shown_by=seen(Integration, state=IntegrationState.PAUSED),
        leads_to=(must(NOTHING_STARTS),),
        check="tether.nosync.check-order#1",
        remedy=Remedy(
            (
                "Ask why the integration was paused: not everybody pauses by mistake.",
                "Set it active again.",
                "Start a sync by hand.",
            ),
            verify="See a new session in the sync history.",
        ),
        source=GUIDE.at(f"{_SECTION}, causes and step 1", "67, 72-76"),
        prior=Prior.COMMON,
        family=SWITCHED_OFF,
    ),
    Fault(
        id="tether.nosync.filter-excludes",
        title="A filter keeps the record out",
        scope=Filter,
        shown_by=any_of(
            seen(Filter, excludes_record=YesNo.YES),
            one_sided(all_of(seen(Order, in_tether=YesNo.NO), seen(Order, placed_at=after(Filter.date_to)))),
        ),
        refuted_by=seen(Filter, excludes_record=YesNo.NO),
        leads_to=(may(LEFT_OUT),),
        check="tether.nosync.check-order#2",
        remedy=Remedy(
            (
                "Go through the integration's filters, dates and data.",
                "Widen the one that keeps the record out.",
                "Start a sync by hand.",
            ),
            verify="Look for the record in Tether after that sync.",
        ),
        source=GUIDE.at(f"{_SECTION}, causes and step 2; Step 3: Verify Configuration", "68, 77-81, 188"),
        prior=Prior.COMMON,
        family=FILTERED_OUT,
    ),
    Fault(
        id="tether.nosync.mapping",
        title="The field mapping is wrong or incomplete",
        scope=FieldMapping,
        shown_by=seen(FieldMapping, correct=YesNo.NO),
        leads_to=(may(RECORDS_REFUSED),),
        check="tether.nosync.check-order#3",
        remedy=Remedy(
            ("Correct the field mapping.", "Start a sync by hand."),
            verify="Read the fields of a record that this sync brought.",
        ),
        source=GUIDE.at(f"{_SECTION}, causes and step 3; Step 3: Verify Configuration", "69, 82-86, 187"),
        family=NOT_MAPPED,
    ),
    Fault(
        id="tether.nosync.data-format",
        title="The data of some records has a format that is not accepted",
        scope=Sync,
        leads_to=(may(RECORDS_REFUSED),),
        check="tether.nosync.check-order#5",
        remedy=Remedy(
            ("Correct the records named in the error, in the source system.", "Start a sync by hand."),
            verify="See those records in Tether and the error gone.",
        ),
        source=GUIDE.at(f"{_SECTION}, causes and step 5", "70, 92-96"),
        family=BAD_VALUE,
    ),
    Fault(
        id="tether.nosync.source-lacks-data",
        title="The source system does not have the record: there is nothing to sync",
        scope=Source,
        shown_by=seen(Source, record_exists=YesNo.NO),
        leads_to=(may(LEFT_OUT),),
        check="tether.nosync.check-order#4",
        remedy=Remedy(
            (
                "Look in the source system for what became of the record.",
                "Enter it there if it is meant to exist; the sync itself needs no repair.",
            ),
            verify="Find the record in the source, then in Tether after the next sync.",
            retries_itself=True,
        ),
        source=GUIDE.at(f"{_SECTION}, step 4", "87-91"),
        prior=Prior.RARE,
    ),
)

CHECKS = (
    Check(
        id="tether.nosync.check-order#1",
        question="Is the integration active, or is it paused?",
        asks=(Integration.state,),
        how=("Open the integration.", "Read its state; Connected alone does not say that it is active."),
        cost=Cost.GLANCE,
        source=GUIDE.at(f"{_SECTION}, step 1", "72-76"),
    ),
    Check(
        id="tether.nosync.check-order#2",
        question="Does a filter keep the record out?",
        asks=(Filter.excludes_record,),
        how=("Read the date and data filters.", "Compare them with a record that is missing."),
        source=GUIDE.at(f"{_SECTION}, step 2; Step 3: Verify Configuration", "77-81, 188"),
        items=("tether.diag.step3-configuration",),
    ),
    Check(
        id="tether.nosync.check-order#3",
        question="Are the field mappings correct?",
        asks=(FieldMapping.correct,),
        source=GUIDE.at(f"{_SECTION}, step 3; Step 3: Verify Configuration", "82-86, 187"),
        items=("tether.diag.step3-configuration",),
    ),
    Check(
        id="tether.nosync.check-order#4",
        question="Does the source system have the record?",
        asks=(Source.record_exists,),
        cost=Cost.PORTAL,
        source=GUIDE.at(f"{_SECTION}, step 4", "87-91"),
    ),
    Check(
        id="tether.nosync.check-order#5",
        question="Which error does a sync started by hand show?",
        asks=(Sync.error,),
        how=("Start a sync by hand.", "Copy each error it shows, and the records it names."),
        source=GUIDE.at(f"{_SECTION}, step 5; Step 4: Test Connection", "92-96, 193-194"),
    ),
)

CHANGES = (
    Change(FieldMapping.changed_at, (FieldMapping.correct, FieldMapping.unique_id, FieldMapping.unique_id_mapped)),
)
