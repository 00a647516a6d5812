"""Sessions that take too long or bring only a part (guide, "Connection Timeout")."""

from __future__ import annotations

from engine.rules import (
    Check,
    Cost,
    Design,
    Escalation,
    Expected,
    Fault,
    Prior,
    Remedy,
    Symptom,
    Window,
    all_of,
    any_of,
    at_least,
    known,
    may,
    minutes,
    one_sided,
    seen,
)
from facts import Error, Extent, Network, Outcome, Platform, RunResult, Speed, Sync, TimeOfDay, YesNo
from rulebases.families import TIMEOUT
from rulebases.tether.effects import (
    FAILS_AT_ONCE,
    INCOMPLETE,
    NO_NEW_ORDERS,
    ORDER_MISSING,
    SAYS_TIMEOUT,
    SESSION_CUT,
    SESSION_FAILS,
    STOCK_STATIC,
    TOO_MUCH_ASKED,
)
from rulebases.tether.guide import GUIDE

_SECTION = "Connection Timeout"

TRIED_AGAIN = any_of(
    seen(Sync, retried=YesNo.YES),
    seen(Sync, retry_count=at_least(1)),
    seen(Error, occurrences=at_least(2)),
)
"""The session was tried again, so that its error is no longer the first of its kind."""

ALL_TRIED = any_of(
    seen(Sync, timeout_after_all_actions=YesNo.YES),
    seen(Sync, retried=YesNo.YES, small_range_result=Outcome.FAILED, off_peak_result=Outcome.FAILED),
)

_CUT_SHORT = any_of(
    SAYS_TIMEOUT,
    seen(Sync, partial=YesNo.YES),
    seen(Sync, session_status=RunResult.PARTIAL),
    seen(Sync, session_status=RunResult.FAILED, records_synced=at_least(1)),
)
_SMALL_RANGE_HELPS = seen(Sync, small_range_result=Outcome.SUCCEEDED)
_OFF_PEAK_HELPS = seen(Sync, off_peak_result=Outcome.SUCCEEDED)
_NETWORK_ERRS = seen(Network, errors=YesNo.YES)

# The guide speaks of large amounts and slow answers and gives no figure: somebody must have called them so.
_IS_LARGE = any_of(seen(Sync, date_range_days=Extent.LARGE), seen(Sync, records_expected=Extent.LARGE))
_ANSWERS_SLOWLY = seen(Platform, api_latency_ms=Speed.SLOW)
_ANSWERS_QUICKLY = seen(Platform, api_latency_ms=Speed.NORMAL)
# Whatever was tried and failed: time out it does, and nothing the reader can change is the reason.
_NOT_ALL_IN_VAIN = seen(Sync, timeout_after_all_actions=YesNo.NO)

SYMPTOMS = (
    Symptom(
        id=INCOMPLETE,
        title="The sync session takes too long or brings only part of the data",
        scope=Sync,
        stage="read",
        met_by=seen(Sync, session_status=RunResult.SUCCESS),
        missed_by=_CUT_SHORT,
        windows=(
            Window(
                since=Sync.started_at,
                ok=minutes(0),
                late=minutes(0),
                source=GUIDE.at(f"{_SECTION}, symptoms", "45-47"),
            ),
        ),
        untimed_counts=False,
        ladder=(
            "tether.timeout.fix-order#1",
            "tether.timeout.fix-order#2",
            "tether.timeout.fix-order#3",
            "tether.diag.step5-logs",
            "tether.diag.step5-logs#network",
            "tether.diag.step5-logs#response-times",
            "tether.nosync.check-order#3",
            "tether.timeout.fix-order#4",
        ),
        source=GUIDE.at(f"{_SECTION}, symptoms; Step 2: Review Recent Syncs", "44-47, 180"),
        items=("tether.diag.step2-recent-syncs",),
    ),
)

FAULTS = (
    Fault(
        id="tether.timeout.network",
        title="The network between Tether and the platform is in trouble",
        scope=Platform,
        shown_by=_NETWORK_ERRS,
        exonerated_by=_ANSWERS_QUICKLY,
        leads_to=(may(SESSION_CUT),),
        check="tether.diag.step5-logs#network",
        remedy=Remedy(
            ("Wait until the network is well again.", "Start the sync again."),
            verify="See the next session through to its end.",
        ),
        source=GUIDE.at(f"{_SECTION}, causes and actions", "49, 55"),
        family=TIMEOUT,
    ),
    Fault(
        id="tether.timeout.large-volume",
        title="One session is to read more data than it can",
        scope=Sync,
        # That fewer days go through shows it; that they fail as well, or were all there was, clears it.
        guard=all_of(_SMALL_RANGE_HELPS, _NOT_ALL_IN_VAIN),
        shown_by=any_of(_SMALL_RANGE_HELPS, all_of(_CUT_SHORT, _IS_LARGE)),
        refuted_by=seen(Sync, date_range_days=Extent.SMALL),
        leads_to=(may(TOO_MUCH_ASKED),),
        check="tether.timeout.fix-order#2",
        remedy=Remedy(
            ("Sync a smaller date range.", "Take the rest in further ranges that do not overlap."),
            verify="Compare the record counts once all ranges are through.",
        ),
        source=GUIDE.at(f"{_SECTION}, causes and actions", "50, 56"),
        prior=Prior.COMMON,
        family=TIMEOUT,
    ),
    Fault(
        id="tether.timeout.platform-overload",
        title="The platform is overloaded at the hour of the session",
        scope=Sync,
        guard=all_of(_OFF_PEAK_HELPS, _NOT_ALL_IN_VAIN),
        shown_by=any_of(_OFF_PEAK_HELPS, all_of(_CUT_SHORT, seen(Sync, time_of_day=TimeOfDay.PEAK))),
        # It timed out at a quiet hour.
        refuted_by=seen(Sync, time_of_day=TimeOfDay.OFF_PEAK),
        leads_to=(may(TOO_MUCH_ASKED),),
        check="tether.timeout.fix-order#3",
        remedy=Remedy(
            ("Sync in hours of low traffic.", "Move the schedule there if it goes on."),
            verify="See a session at a quiet hour through to its end.",
        ),
        source=GUIDE.at(f"{_SECTION}, causes and actions", "51, 57"),
        family=TIMEOUT,
    ),
    Fault(
        id="tether.timeout.slow-api",
        title="The platform's API answers slowly",
        scope=Platform,
        shown_by=_ANSWERS_SLOWLY,
        refuted_by=_ANSWERS_QUICKLY,
        leads_to=(may(SESSION_CUT),),
        check="tether.diag.step5-logs#response-times",
        remedy=Remedy(
            (
                "Start the sync again after a while.",
                "If it times out again, sync a smaller date range.",
                "If that fails too, sync in hours of low traffic.",
            ),
            verify="See the next session through to its end.",
        ),
        source=GUIDE.at(f"{_SECTION}, causes and actions", "52, 55-57"),
        family=TIMEOUT,
    ),
)

EXPECTED = (
    # Once tried again, or once its cause is seen, it is no passing thing any more.
    Expected(
        id="tether.timeout.error",
        title="The session ran into a connection timeout for the first time",
        scope=Sync,
        kind=Design.TRANSIENT,
        when=one_sided(SAYS_TIMEOUT),
        unless=any_of(
            TRIED_AGAIN,
            ALL_TRIED,
            seen(Sync, small_range_result=known()),
            seen(Sync, off_peak_result=known()),
            _NETWORK_ERRS,
            _ANSWERS_SLOWLY,
            _IS_LARGE,
            seen(Sync, time_of_day=TimeOfDay.PEAK),
        ),
        explains=(INCOMPLETE, SESSION_FAILS, FAILS_AT_ONCE, ORDER_MISSING, NO_NEW_ORDERS, STOCK_STATIC),
        advice=(
            "Wait and start the sync again. If it times out again, sync a smaller date range, then at an hour of low "
            "traffic; only then turn to support. What this session left out comes with the next full one."
        ),
        at_most=1,
        source=GUIDE.at(f"{_SECTION}, symptoms and actions", "46, 54-58"),
    ),
)

CHECKS = (
    Check(
        id="tether.timeout.fix-order#1",
        question="Does the session time out again when it is tried again?",
        asks=(Sync.retried,),
        how=("Wait a while.", "Start the same sync again and watch it."),
        source=GUIDE.at(f"{_SECTION}, actions", "55"),
    ),
    Check(
        id="tether.timeout.fix-order#2",
        question="Does a sync of fewer days go through?",
        asks=(Sync.small_range_result,),
        how=("Start a sync by hand over a small part of the date range.",),
        source=GUIDE.at(f"{_SECTION}, actions", "56"),
    ),
    Check(
        id="tether.timeout.fix-order#3",
        question="Does the sync go through at an hour of low traffic?",
        asks=(Sync.off_peak_result,),
        how=("Start the same sync at a quiet hour.",),
        source=GUIDE.at(f"{_SECTION}, actions", "57"),
    ),
    Check(
        id="tether.timeout.fix-order#4",
        question="Does it still time out after another try, with fewer days and at a quiet hour?",
        asks=(Sync.timeout_after_all_actions,),
        cost=Cost.TICKET,
        decides=("tether.timeout.large-volume", "tether.timeout.platform-overload"),
        source=GUIDE.at(f"{_SECTION}, actions", "58"),
    ),
    Check(
        id="tether.diag.step5-logs#network",
        question="Do the logs show network errors?",
        asks=(Network.errors,),
        source=GUIDE.at(f"{_SECTION}, causes; Step 5: Review Logs", "49, 199-200"),
    ),
    Check(
        id="tether.diag.step5-logs#response-times",
        question="Does the platform's API answer slowly?",
        asks=(Platform.api_latency_ms,),
        source=GUIDE.at(f"{_SECTION}, causes; Step 5: Review Logs", "52, 199-200"),
    ),
)

ESCALATIONS = (
    Escalation(
        id="tether.timeout.persists",
        title="The timeout remains after another try, with fewer days and at a quiet hour",
        to="Tether support",
        when=ALL_TRIED,
        source=GUIDE.at(f"{_SECTION}, actions", "58"),
    ),
)
