"""Orders of the past that are missing (guide, "Missing Historical Data")."""

from __future__ import annotations

from engine.rules import (
    Check,
    Cost,
    Design,
    Expected,
    Fault,
    Prior,
    Procedure,
    Remedy,
    Symptom,
    after,
    all_of,
    any_of,
    before,
    must,
    older_than_setting,
    one_sided,
    same_as,
    seen,
    within_setting,
)
from facts import Filter, InitialScope, Order, Orders, Platform, Sync, YesNo
from rulebases.families import FILTERED_OUT
from rulebases.tether.effects import HISTORY_CUT, HISTORY_MISSING, OLD_ORDER_MISSING, ORDER_BEYOND_LIMIT
from rulebases.tether.guide import GUIDE

_SECTION = "Missing Historical Data"

_LADDER = (
    "tether.history.check-order#1",
    "tether.history.check-order#1-initial",
    "tether.history.check-order#2",
    "tether.history.check-order#3",
)
_IMPORT = "tether.history.manual_import"

# What Tether has and what it was told to fetch, against what there is.
_ORDER_BEFORE_START = all_of(
    seen(Order, in_tether=YesNo.NO),
    any_of(seen(Order, placed_at=before(Sync.history_start)), seen(Order, placed_at=before(Filter.date_from))),
)
_CAN_REACH_FURTHER = any_of(
    seen(Sync, history_start=within_setting(Platform.history_limit_days)),
    seen(Filter, date_from=within_setting(Platform.history_limit_days)),
)

SYMPTOMS = (
    Symptom(
        id=HISTORY_MISSING,
        title="Tether's oldest order is younger than the source's oldest",
        scope=Orders,
        stage="hold",
        met_by=any_of(
            seen(Orders, oldest_in_tether=same_as(Orders.oldest_in_source)),
            seen(Orders, oldest_in_tether=before(Orders.oldest_in_source)),
        ),
        missed_by=seen(Orders, oldest_in_tether=after(Orders.oldest_in_source)),
        retryable=False,
        ladder=_LADDER,
        source=GUIDE.at(f"{_SECTION}, symptoms", "118-121"),
    ),
    Symptom(
        id=OLD_ORDER_MISSING,
        title="An order from before the first day that is synced is missing",
        scope=Order,
        stage="hold",
        missed_by=one_sided(
            _ORDER_BEFORE_START,
            ORDER_BEYOND_LIMIT,
            all_of(seen(Order, in_tether=YesNo.NO), seen(Order, placed_at=before(Orders.oldest_in_tether))),
        ),
        retryable=False,
        ladder=_LADDER,
        source=GUIDE.at(f"{_SECTION}, symptoms", "119-121"),
        items=(HISTORY_MISSING,),
    ),
)

_EXTEND = (
    "Set the start of the date range further back, as far as the platform gives data.",
    "Start a sync by hand for the days that are new in it, and for no others.",
    "Import by hand what the platform no longer gives.",
)
_VERIFY = "Compare the oldest order in Tether with the oldest in the source."

FAULTS = (
    Fault(
        id="tether.history.date-range-filter",
        title="The date range begins after the orders that are missing",
        scope=Sync,
        # Where the range reaches as far back as the platform does, it is the platform that cuts.
        guard=seen(Sync, history_start=within_setting(Platform.history_limit_days)),
        shown_by=any_of(
            seen(Sync, history_start=after(Orders.oldest_in_source)),
            seen(Filter, date_from=after(Orders.oldest_in_source)),
            one_sided(_ORDER_BEFORE_START),
        ),
        refuted_by=any_of(
            seen(Sync, history_start=before(Orders.oldest_in_source)),
            seen(Sync, history_start=same_as(Orders.oldest_in_source)),
        ),
        leads_to=(must(HISTORY_CUT),),
        check="tether.history.check-order#1",
        remedy=Remedy(_EXTEND, verify=_VERIFY, workaround=(_IMPORT,)),
        source=GUIDE.at(f"{_SECTION}, causes and steps", "123, 127-141"),
        prior=Prior.COMMON,
        family=FILTERED_OUT,
    ),
    Fault(
        id="tether.history.initial-sync-settings",
        title="The first sync was set to fetch recent data only",
        scope=Sync,
        shown_by=seen(Sync, initial_scope=InitialScope.RECENT_ONLY),
        leads_to=(must(HISTORY_CUT),),
        check="tether.history.check-order#1-initial",
        remedy=Remedy(
            ("Change the settings for historical data.", *_EXTEND[1:]), verify=_VERIFY, workaround=(_IMPORT,)
        ),
        source=GUIDE.at(f"{_SECTION}, causes and steps", "125, 127-141"),
    ),
)

EXPECTED = (
    # The limit is the platform's: it counts only where the range cannot be extended any more.
    Expected(
        id="tether.history.platform-limitation",
        title="The platform does not give data as old as that",
        scope=Platform,
        kind=Design.LIMITATION,
        when=any_of(
            seen(Orders, oldest_in_source=older_than_setting(Platform.history_limit_days)),
            one_sided(ORDER_BEYOND_LIMIT),
        ),
        unless=_CAN_REACH_FURTHER,
        explains=(HISTORY_MISSING, OLD_ORDER_MISSING),
        advice="The date range cannot be extended beyond that; import older data by hand if it is needed.",
        source=GUIDE.at(f"{_SECTION}, causes and steps 2 and 3", "124, 132-141"),
    ),
    # The range is too short as well, but to extend it does not bring this one.
    Expected(
        id="tether.history.platform-limitation#order",
        title="The order is older than the data that the platform gives",
        scope=Order,
        kind=Design.LIMITATION,
        when=all_of(ORDER_BEYOND_LIMIT, _CAN_REACH_FURTHER),
        explains=(OLD_ORDER_MISSING,),
        advice="No sync brings it, however far back the date range begins: import it by hand if it is needed.",
        source=GUIDE.at(f"{_SECTION}, causes and steps 2 and 3", "124, 132-141"),
    ),
)

CHECKS = (
    Check(
        id="tether.history.check-order#1",
        question="From which day on is historical data synced?",
        asks=(Sync.history_start,),
        how=("Open the settings for historical data.", "Read where the date range begins."),
        source=GUIDE.at(f"{_SECTION}, step 1", "127-131"),
    ),
    Check(
        id="tether.history.check-order#1-initial",
        question="Did the first sync fetch everything, or recent data only?",
        asks=(Sync.initial_scope,),
        source=GUIDE.at(f"{_SECTION}, causes and step 1", "125, 127-131"),
    ),
    Check(
        id="tether.history.check-order#2",
        question="How far back does the platform give data?",
        asks=(Platform.history_limit_days,),
        decides=("tether.history.platform-limitation",),
        cost=Cost.PORTAL,
        source=GUIDE.at(f"{_SECTION}, causes and step 2", "124, 132-136"),
    ),
    Check(
        id="tether.history.check-order#3",
        question="Is the older data needed, so that it must be imported by hand?",
        how=("Ask who works with it how far back it must go.",),
        decides=("tether.history.platform-limitation",),
        source=GUIDE.at(f"{_SECTION}, step 3", "137-141"),
    ),
)

PROCEDURES = (
    Procedure(
        id=_IMPORT,
        title="Import old data by hand",
        steps=(
            "Export the missing days from the source.",
            "See that none of them is in Tether already: they would be there twice.",
            "Import them separately.",
        ),
        source=GUIDE.at(f"{_SECTION}, step 3", "137-141"),
        items=("tether.history.check-order",),
    ),
)
