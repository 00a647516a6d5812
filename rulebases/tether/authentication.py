"""Logins that the platform refuses (guide, "Authentication Errors")."""

from __future__ import annotations

from engine.rules import (
    Change,
    Check,
    Cost,
    Fault,
    Finding,
    Prior,
    Remedy,
    Symptom,
    Window,
    all_of,
    any_of,
    at_least,
    at_most,
    before,
    due_within,
    minutes,
    more_than,
    must,
    older_than,
    one_of,
    one_sided,
    seen,
    younger_than,
)
from facts import (
    Account,
    ApiAccess,
    AuthType,
    Connection,
    Integration,
    IntegrationStatus,
    Platform,
    RunResult,
    Sync,
    YesNo,
)
from rulebases.families import LOST_AUTHORISATION, UNREACHABLE
from rulebases.tether.effects import (
    CALL_FAILS,
    FAILS_AT_ONCE,
    LOGIN_REFUSED,
    NOT_CONNECTED,
    PLATFORM_AWAY,
    REFUSED_AT_LOGIN,
    SAYS_LOGIN,
    answers,
)
from rulebases.tether.guide import GUIDE

FAILING = "tether.auth.failing"

_LADDER = (
    "tether.auth.fix-order#1",
    "tether.auth.fix-order#1-password",
    "tether.auth.fix-order#1-access",
    "tether.diag.step3-configuration#credentials",
    "tether.auth.fix-order#2",
    "tether.auth.fix-order#3",
    "tether.auth.fix-order#4",
)
# An old session says nothing of the login of today: only one that began later clears it.
_AS_SOON_AS_IT_RAN = Window(
    since=Sync.started_at,
    ok=minutes(0),
    late=minutes(0),
    source=GUIDE.at("Authentication Errors, symptoms", "13"),
)
# The guide says "immediately" and gives no figure. Whoever is refused at the door knows it within seconds.
_AT_ONCE = 5

_READ_SOMETHING = any_of(
    seen(Sync, session_status=one_of(RunResult.SUCCESS, RunResult.PARTIAL)),
    seen(Sync, records_synced=at_least(1)),
    seen(Sync, partial=YesNo.YES),
)

SYMPTOMS = (
    Symptom(
        id=NOT_CONNECTED,
        title="The integration does not show as Connected",
        scope=Integration,
        stage="login",
        met_by=seen(Integration, status=IntegrationStatus.CONNECTED),
        missed_by=seen(Integration, status=one_of(IntegrationStatus.DISCONNECTED, IntegrationStatus.ERROR)),
        retryable=False,
        ladder=_LADDER,
        source=GUIDE.at("Step 1: Check Integration Status", "173-175"),
        items=("tether.diag.step1-status",),
    ),
    Symptom(
        id=LOGIN_REFUSED,
        title="The platform refuses the login of the sync session",
        scope=Sync,
        stage="login",
        met_by=_READ_SOMETHING,
        missed_by=SAYS_LOGIN,
        windows=(_AS_SOON_AS_IT_RAN,),
        untimed_counts=False,
        ladder=_LADDER,
        source=GUIDE.at("Authentication Errors, symptoms", "11-13"),
        items=(FAILING, "tether.auth.error-authentication-failed", "tether.auth.error-invalid-credentials"),
    ),
    # A session that runs into a timeout is slow and brings a part; one that is refused brings nothing, at once.
    Symptom(
        id=FAILS_AT_ONCE,
        title="The sync session fails at once and brings nothing",
        scope=Sync,
        stage="login",
        met_by=any_of(_READ_SOMETHING, seen(Sync, fails_after_seconds=more_than(_AT_ONCE))),
        missed_by=seen(Sync, fails_after_seconds=at_most(_AT_ONCE)),
        windows=(_AS_SOON_AS_IT_RAN,),
        untimed_counts=False,
        follows=(LOGIN_REFUSED,),
        ladder=("tether.diag.step5-logs", *_LADDER, "tether.diag.step3-configuration#permissions"),
        source=GUIDE.at("Authentication Errors, symptoms; Step 4: Test Connection", "13, 194"),
        items=(FAILING,),
    ),
)

_EXPIRED = seen(Connection, token_expires_at=older_than(seconds=0))
_VERIFY = "Start a sync by hand and see that it does not fail at once."
_REAUTHORISE = 'Open the integration\'s settings and click "Reconnect" or "Re-authorize".'

FAULTS = (
    Fault(
        id="tether.auth.expired-oauth-token",
        title="The connection's OAuth token has expired",
        scope=Connection,
        guard=seen(Connection, auth_type=AuthType.OAUTH),
        shown_by=_EXPIRED,
        # What the monthly audit finds near its end is renewed before it stops the syncs.
        foreseen_by=all_of(
            seen(Connection, token_expires_at=due_within(days=31)),
            seen(Connection, token_expires_at=younger_than(or_equal=True, seconds=0)),
        ),
        leads_to=(must(REFUSED_AT_LOGIN),),
        check="tether.auth.fix-order#1",
        remedy=Remedy((_REAUTHORISE, "Log in to the platform and grant access again."), verify=_VERIFY),
        source=GUIDE.at("Authentication Errors, causes and step 1; Best Practices", "16, 21-25, 220, 222"),
        prior=Prior.COMMON,
        refines=FAILING,
        family=LOST_AUTHORISATION,
    ),
    Fault(
        id="tether.auth.changed-password",
        title="The password of the connected account was changed after the connection was authorised",
        scope=Connection,
        # Authorised again since the change, the connection knows the new password.
        guard=seen(Connection, reauthorised_at=before(Account.password_changed_at)),
        shown_by=seen(Connection, authorized_at=before(Account.password_changed_at)),
        leads_to=(must(REFUSED_AT_LOGIN),),
        check="tether.auth.fix-order#1-password",
        remedy=Remedy(
            (
                _REAUTHORISE,
                "Log in with the new password.",
                "Use a service account, whose password nobody changes in passing.",
            ),
            verify=_VERIFY,
        ),
        source=GUIDE.at("Authentication Errors, causes and step 1; Best Practices", "17, 21-25, 224"),
        refines=FAILING,
        family=LOST_AUTHORISATION,
    ),
    Fault(
        id="tether.auth.revoked-api-access",
        title="Tether's access to the platform's API was revoked",
        scope=Integration,
        shown_by=seen(Platform, api_access=ApiAccess.REVOKED),
        leads_to=(must(REFUSED_AT_LOGIN),),
        check="tether.auth.fix-order#1-access",
        remedy=Remedy(("Give Tether access to the API again, on the platform.", _REAUTHORISE), verify=_VERIFY),
        source=GUIDE.at("Authentication Errors, causes and step 1", "18, 21-25"),
        refines=FAILING,
        family=LOST_AUTHORISATION,
    ),
    Fault(
        id="tether.auth.invalid-api-credentials",
        title="The API key or secret that Tether holds is wrong",
        scope=Connection,
        guard=seen(Connection, auth_type=AuthType.API_KEY),
        shown_by=seen(Connection, api_key_matches=YesNo.NO),
        leads_to=(must(REFUSED_AT_LOGIN),),
        check="tether.auth.fix-order#2",
        remedy=Remedy(
            (
                "Compare the API key and secret in Tether with those on the platform, and enter them anew.",
                "Create new API credentials on the platform only if the old ones cannot be had, and enter those.",
            ),
            verify=_VERIFY,
        ),
        source=GUIDE.at("Authentication Errors, causes and steps 2 and 4", "19, 26-30, 36-40"),
        refines=FAILING,
        family=LOST_AUTHORISATION,
    ),
    Fault(
        id="tether.auth.platform-unreachable",
        title="The external platform cannot be reached",
        scope=Integration,
        shown_by=seen(Platform, accessible=YesNo.NO),
        leads_to=(must(PLATFORM_AWAY),),
        check="tether.auth.fix-order#3",
        remedy=Remedy(
            (
                "Wait until the platform answers again, or put it back into service.",
                "Do not authorise again or make new credentials in the meantime: neither can work.",
                "Then sync what was missed.",
            ),
            verify="Open the platform, then start a sync by hand.",
            workaround=("tether.recovery.after-outage",),
        ),
        source=GUIDE.at("Authentication Errors, step 3", "31-35"),
        prior=Prior.RARE,
        family=UNREACHABLE,
    ),
)

FINDINGS = (
    # Both error texts and the status are common to four causes: they say where, not why.
    Finding(
        id=FAILING,
        title="The platform does not accept the login Tether holds",
        scope=Sync,
        shown_by=one_sided(answers("401")),
        follows_from=(LOGIN_REFUSED, FAILS_AT_ONCE, CALL_FAILS),
        points_to=tuple(fault.id for fault in FAULTS),
        check="tether.diag.step5-logs",
        remedy=Remedy(
            (
                _REAUTHORISE,
                "Where API keys are used, see that they are right.",
                "See that the platform itself can be reached.",
                "Create new API credentials last, and only if needed.",
            ),
            verify=_VERIFY,
        ),
        source=GUIDE.at("Authentication Errors; Error Message Reference", "9-40, 206"),
        items=(
            "tether.auth.error-authentication-failed",
            "tether.auth.error-invalid-credentials",
            "tether.error.401",
            "tether.auth.fix-order",
        ),
    ),
)

CHECKS = (
    Check(
        id="tether.auth.fix-order#1",
        question="When does the connection's token run out?",
        asks=(Connection.token_expires_at,),
        how=("Open the integration's settings.", "Read the expiry of its authorisation."),
        cost=Cost.GLANCE,
        source=GUIDE.at("Authentication Errors, causes and step 1", "16, 21-25"),
    ),
    Check(
        id="tether.auth.fix-order#1-password",
        question="Was the password of the connected account changed after the connection was authorised?",
        asks=(Account.password_changed_at, Connection.authorized_at),
        how=(
            "Ask who uses the account whether its password was changed, and when.",
            "Compare with the day the connection was authorised.",
        ),
        source=GUIDE.at("Authentication Errors, causes and step 1", "17, 21-25"),
    ),
    Check(
        id="tether.auth.fix-order#1-access",
        question="Does the platform still list Tether among the applications that may use its API?",
        asks=(Platform.api_access,),
        cost=Cost.PORTAL,
        source=GUIDE.at("Authentication Errors, causes and step 1", "18, 21-25"),
    ),
    Check(
        id="tether.auth.fix-order#2",
        question="Is the API key in Tether the one the platform has?",
        asks=(Connection.api_key_matches,),
        how=("Compare key and secret on both sides, character by character.",),
        cost=Cost.PORTAL,
        when=seen(Connection, auth_type=AuthType.API_KEY),
        source=GUIDE.at("Authentication Errors, step 2", "26-30"),
    ),
    Check(
        id="tether.auth.fix-order#3",
        question="Can the platform be reached?",
        asks=(Platform.accessible,),
        how=("Open the platform yourself.", "Look at its status page."),
        cost=Cost.PORTAL,
        source=GUIDE.at("Authentication Errors, step 3", "31-35"),
    ),
    Check(
        id="tether.auth.fix-order#4",
        question="Does the connection work with new API credentials?",
        how=("Only when all else is in order: create new credentials on the platform and enter them.",),
        cost=Cost.PORTAL,
        when=seen(Connection, auth_type=AuthType.API_KEY),
        source=GUIDE.at("Authentication Errors, step 4", "36-40"),
    ),
    Check(
        id="tether.diag.step3-configuration#credentials",
        question="Does the connection use OAuth or an API key?",
        asks=(Connection.auth_type,),
        decides=("tether.auth.expired-oauth-token", "tether.auth.invalid-api-credentials"),
        cost=Cost.GLANCE,
        source=GUIDE.at("Step 3: Verify Configuration", "186"),
    ),
)

CHANGES = (
    Change(
        Connection.reauthorised_at,
        (Connection.token_expires_at, Connection.authorized_at, Connection.api_key_matches, Integration.status),
    ),
)
