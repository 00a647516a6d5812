"""The five diagnostic steps and the meaning of error messages (guide, "Diagnostic Steps" and what follows)."""

from __future__ import annotations

from engine.rules import (
    Check,
    Cost,
    Design,
    Expected,
    Fault,
    Ladder,
    Prior,
    Remedy,
    Symptom,
    Window,
    all_of,
    any_of,
    known,
    may,
    minutes,
    one_sided,
    seen,
    younger_than,
)
from facts import Connection, Integration, Platform, RunResult, Sync, YesNo
from rulebases.families import MISSING_PERMISSION
from rulebases.tether.effects import (
    CALL_FAILS,
    CALLS_DENIED,
    ERROR_UNCLEAR,
    FAILED_IN_OUTAGE,
    FAILS_AT_ONCE,
    INCOMPLETE,
    LIMIT_TEXTS,
    LIMITED_AGAIN,
    LOGIN_REFUSED,
    NO_NEW_ORDERS,
    NOT_CONNECTED,
    OFF_SCHEDULE,
    ORDER_MISSING,
    PRODUCT_MISSING,
    RESOURCE_GONE,
    SESSION_FAILS,
    STOCK_STATIC,
    answers,
    says_error,
)
from rulebases.tether.guide import GUIDE
from rulebases.tether.timeouts import TRIED_AGAIN

_SAYS_DOWN = says_error("503 Service Unavailable")
_REFERENCE = "Error Message Reference"

SYMPTOMS = (
    Symptom(
        id=SESSION_FAILS,
        title="The sync session fails",
        scope=Sync,
        stage="read",
        met_by=seen(Sync, session_status=RunResult.SUCCESS),
        missed_by=any_of(seen(Sync, session_status=RunResult.FAILED), seen(Sync, error=known())),
        windows=(
            Window(
                since=Sync.started_at,
                ok=minutes(0),
                late=minutes(0),
                source=GUIDE.at("Step 2: Review Recent Syncs", "180"),
            ),
        ),
        untimed_counts=False,
        follows=(LOGIN_REFUSED, FAILS_AT_ONCE, INCOMPLETE, FAILED_IN_OUTAGE, LIMITED_AGAIN),
        ladder=(
            "tether.diag.step1-status",
            "tether.diag.step5-logs",
            "tether.diag.step4-test-connection",
            "tether.auth.fix-order#1",
            "tether.timeout.fix-order#2",
            "tether.timeout.fix-order#3",
            "tether.nosync.check-order#3",
            "tether.diag.step3-configuration#permissions",
        ),
        source=GUIDE.at("Step 2: Review Recent Syncs; Setting Up Alerts", "180-181, 239"),
        items=("tether.diag.step2-recent-syncs", "tether.alert.sync-failed"),
    ),
    # Waiting was of no use: what asks too much is to be found, not who logs in.
    Symptom(
        id=LIMITED_AGAIN,
        title="The platform sets the session its limit again after a wait",
        scope=Sync,
        stage="read",
        missed_by=all_of(says_error(*LIMIT_TEXTS), TRIED_AGAIN),
        ladder=("tether.timeout.fix-order#2", "tether.timeout.fix-order#3"),
        source=GUIDE.at(f"{_REFERENCE}; Connection Timeout, actions", "56-57, 209"),
    ),
    Symptom(
        id=CALL_FAILS,
        title="The platform answers Tether's calls with an error",
        scope=Platform,
        stage="read",
        met_by=answers("200"),
        missed_by=answers("401", "403", "404", "429", "500", "503"),
        retryable=False,
        ladder=("tether.diag.step5-logs", "tether.diag.step1-status", "tether.diag.step4-test-connection"),
        source=GUIDE.at("Error Message Reference", "206-211"),
    ),
    # The platform is back, and what this session did not bring may never have been fetched since.
    Symptom(
        id=FAILED_IN_OUTAGE,
        title="The session failed while the platform was down; the platform is back",
        scope=Sync,
        stage="read",
        missed_by=all_of(_SAYS_DOWN, seen(Platform, accessible=YesNo.YES)),
        ladder=("tether.recovery.after-outage#1", "tether.recovery.after-outage#2"),
        source=GUIDE.at("Error Message Reference; After Extended Outage", "211, 263-274"),
    ),
    # A message that names nothing known: only the logs can tell more, and then support.
    Symptom(
        id=ERROR_UNCLEAR,
        title="The session's error names nothing known",
        scope=Sync,
        stage="read",
        watched=Sync.error,
        retryable=False,
        ladder=("tether.diag.step5-logs", "tether.diag.step4-test-connection"),
        source=GUIDE.at("When to Contact Support; Step 5: Review Logs", "199-201, 248"),
    ),
)

FAULTS = (
    # The login works: to authorise again adds no right.
    Fault(
        id="tether.error.403",
        title="The platform denies Tether a permission",
        scope=Integration,
        shown_by=one_sided(answers("403")),
        leads_to=(may(CALLS_DENIED),),
        check="tether.diag.step5-logs",
        remedy=Remedy(
            (
                "See which kind of record is refused.",
                "Compare what the platform allows Tether with what that needs, and grant what is lacking.",
                "Start a sync by hand.",
            ),
            verify="See records of that kind come through.",
        ),
        source=GUIDE.at(f"{_REFERENCE}; Step 3: Verify Configuration", "189, 207"),
        family=MISSING_PERMISSION,
    ),
    Fault(
        id="tether.error.404",
        title="Tether asks for a resource that the platform does not have",
        scope=Integration,
        shown_by=one_sided(answers("404")),
        leads_to=(may(RESOURCE_GONE),),
        check="tether.diag.step5-logs",
        remedy=Remedy(
            (
                "Read in the log which resource is meant.",
                "Go through the integration's configuration for what names it, and correct that.",
            ),
            verify="Start a sync by hand and see the error gone.",
        ),
        source=GUIDE.at(_REFERENCE, "208"),
        prior=Prior.RARE,
    ),
)

_HELD_UP = (CALL_FAILS, SESSION_FAILS, INCOMPLETE, FAILS_AT_ONCE, ORDER_MISSING, NO_NEW_ORDERS, STOCK_STATIC)

EXPECTED = (
    Expected(
        id="tether.error.429",
        title="The platform limits how often Tether may ask",
        scope=Sync,
        kind=Design.TRANSIENT,
        when=one_sided(says_error(*LIMIT_TEXTS), answers("429")),
        # Of Shopify the guide says more: for one minute that goes before.
        unless=any_of(
            TRIED_AGAIN,
            all_of(seen(Integration, platform="Shopify"), seen(Sync, finished_at=younger_than(minutes=1))),
        ),
        explains=_HELD_UP,
        advice="Wait and start the sync again.",
        at_most=1,
        source=GUIDE.at(f"{_REFERENCE}; Shopify", "148, 209"),
    ),
    Expected(
        id="tether.error.500",
        title="The platform's server had an internal error",
        scope=Sync,
        kind=Design.TRANSIENT,
        when=one_sided(says_error("500 Internal Error"), answers("500")),
        unless=TRIED_AGAIN,
        explains=_HELD_UP,
        advice="Start the sync again later.",
        at_most=1,
        source=GUIDE.at(_REFERENCE, "210"),
    ),
    # However often one tries: it lasts until the platform is back.
    Expected(
        id="tether.error.503",
        title="The platform is down",
        scope=Sync,
        kind=Design.TRANSIENT,
        when=one_sided(_SAYS_DOWN, answers("503")),
        unless=seen(Platform, accessible=YesNo.YES),
        explains=(*_HELD_UP, PRODUCT_MISSING, NOT_CONNECTED, OFF_SCHEDULE),
        advice=(
            "Wait until the platform is back. Then find the days that were not synced, sync just those by hand, and "
            "compare the record counts."
        ),
        bars_retry=True,
        source=GUIDE.at(f"{_REFERENCE}; After Extended Outage", "211, 263-284"),
    ),
)

CHECKS = (
    Check(
        id="tether.diag.step1-status",
        question="Does the integration show as Connected?",
        asks=(Integration.status,),
        how=("Go to Settings > Integrations.", "Read the status.", "Note any error message."),
        cost=Cost.GLANCE,
        source=GUIDE.at("Step 1: Check Integration Status", "171-175"),
    ),
    Check(
        id="tether.diag.step2-recent-syncs",
        question="How did the last sync sessions come out?",
        asks=(Sync.session_status,),
        how=("Open the history of sync sessions.", "Look for failed and partial ones.", "Read their error details."),
        cost=Cost.GLANCE,
        source=GUIDE.at("Step 2: Review Recent Syncs", "177-181"),
    ),
    Check(
        id="tether.diag.step3-configuration#permissions",
        question="Does the platform allow Tether all that it needs?",
        asks=(Connection.scopes,),
        how=("List on the platform what Tether may do.", "Compare it with the kinds of record that are refused."),
        decides=("tether.error.403",),
        cost=Cost.PORTAL,
        source=GUIDE.at("Step 3: Verify Configuration", "189"),
    ),
    Check(
        id="tether.diag.step4-test-connection",
        question="Does a sync started by hand fail at once, or does some data come through?",
        asks=(Sync.fails_after_seconds, Sync.records_synced),
        how=(
            "Start a sync by hand.",
            "An error at once points to the login.",
            "Some data points to a filter, a mapping or the amount.",
        ),
        source=GUIDE.at("Step 4: Test Connection", "191-195"),
    ),
    Check(
        id="tether.diag.step5-logs",
        question="Which error do the detailed sync logs show, and for which records?",
        asks=(Sync.error,),
        how=("Open the detailed sync logs.", "Copy each error exactly.", "Note the records concerned."),
        source=GUIDE.at("Step 5: Review Logs", "197-201"),
    ),
)

START = Ladder(
    (
        "tether.diag.step1-status",
        "tether.diag.step2-recent-syncs",
        "tether.diag.step3-configuration#credentials",
        "tether.nosync.check-order#3",
        "tether.nosync.check-order#2",
        "tether.diag.step3-configuration#permissions",
        "tether.diag.step4-test-connection",
        "tether.diag.step5-logs",
    ),
    GUIDE.at("Diagnostic Steps", "169-201"),
)
