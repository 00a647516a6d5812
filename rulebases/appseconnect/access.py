"""People who cannot see a flow, or cannot log in (guide section 6)."""

from __future__ import annotations

from engine.rules import (
    Check,
    Cost,
    Fault,
    Prior,
    Remedy,
    Symptom,
    all_of,
    any_of,
    differs_from,
    must,
    older_than,
    one_sided,
    same_as,
    seen,
    younger_than,
)
from facts import Flow, Permissions, SingleSignOn, User, YesNo
from rulebases.appseconnect.guide import GUIDE
from rulebases.families import MISSING_PERMISSION

NOT_VISIBLE = "appseconnect.access.config-not-visible"
"""A user does not see a flow, a configuration or a setting (User, stage access)."""
CANNOT_LOG_IN = "appseconnect.symptom.cannot_log_in"
"""A user cannot log in to the portal (User, stage access)."""

# Who is in has no trouble getting in, however old the invitation.
_STAYS_OUT = all_of(seen(User, can_log_in=YesNo.NO), seen(User, sees_flow=YesNo.NO))

SYMPTOMS = (
    Symptom(
        id=CANNOT_LOG_IN,
        title="A user cannot log in to APPSeCONNECT",
        scope=User,
        stage="access",
        retryable=False,
        met_by=any_of(seen(User, can_log_in=YesNo.YES), seen(User, sees_flow=YesNo.YES)),
        missed_by=seen(User, can_log_in=YesNo.NO),
        ladder=(
            "appseconnect.login.check-order#invited",
            "appseconnect.login.check-order#spam",
            "appseconnect.login.check-order#age",
            "appseconnect.login.check-order#sso",
        ),
        source=GUIDE.at("6.2 New user cannot log in", "177-181"),
    ),
    Symptom(
        id=NOT_VISIBLE,
        title="A user does not see a flow, a configuration or a setting",
        scope=User,
        stage="access",
        retryable=False,
        met_by=seen(User, sees_flow=YesNo.YES),
        missed_by=seen(User, sees_flow=YesNo.NO),
        follows=(CANNOT_LOG_IN,),
        ladder=(
            "appseconnect.access.check-order#role",
            "appseconnect.access.check-order#organisation",
            "appseconnect.access.check-order#environment",
        ),
        source=GUIDE.at("6.1 Flow or configuration not visible", "172-176"),
    ),
)

FAULTS = (
    Fault(
        id="appseconnect.access.role-missing-permission",
        title="The user's role lacks 'Manage ProcessFlows' or 'View Configurations'",
        scope=User,
        family=MISSING_PERMISSION,
        shown_by=seen(User, permissions=Permissions.INSUFFICIENT),
        leads_to=(must(NOT_VISIBLE),),
        check="appseconnect.access.check-order#role",
        remedy=Remedy(
            ("As an admin, open Settings > Users.", "Give the user a role that has the permission."),
            verify="Ask the user to open the flow again.",
        ),
        prior=Prior.COMMON,
        source=GUIDE.at("6.1 Flow or configuration not visible", "174"),
    ),
    Fault(
        id="appseconnect.access.wrong-organisation",
        title="The user is in another organisation than the flow",
        scope=User,
        shown_by=any_of(
            seen(User, current_organisation=differs_from(Flow.organisation)),
            one_sided(seen(User, organisation=differs_from(Flow.organisation))),
        ),
        refuted_by=seen(User, current_organisation=same_as(Flow.organisation)),
        leads_to=(must(NOT_VISIBLE),),
        check="appseconnect.access.check-order#organisation",
        remedy=Remedy(
            ("Choose the flow's organisation in the switcher at the top right.",),
            verify="Look for the flow again.",
        ),
        source=GUIDE.at("6.1 Flow or configuration not visible", "175"),
    ),
    Fault(
        id="appseconnect.access.environment-restricted",
        title="The user has no access to the flow's environment",
        scope=User,
        family=MISSING_PERMISSION,
        shown_by=seen(User, environment_access=YesNo.NO),
        leads_to=(must(NOT_VISIBLE),),
        check="appseconnect.access.check-order#environment",
        remedy=Remedy(
            ("As an admin, open Settings > Environments.", "Give the user access to the environment."),
            verify="Ask the user to open the flow again.",
        ),
        source=GUIDE.at("6.1 Flow or configuration not visible", "176"),
    ),
    Fault(
        id="appseconnect.login.created-not-invited",
        title="The user was created, but never invited",
        scope=User,
        guard=_STAYS_OUT,
        shown_by=seen(User, invited=YesNo.NO),
        leads_to=(must(CANNOT_LOG_IN),),
        check="appseconnect.login.check-order#invited",
        remedy=Remedy(
            ("Invite the user with Settings > Users > Invite User.",),
            verify="Ask the user for the invitation mail.",
        ),
        prior=Prior.COMMON,
        source=GUIDE.at("6.2 New user cannot log in, step 1", "178"),
    ),
    Fault(
        id="appseconnect.login.invitation-in-spam",
        title="The invitation was sent, is still valid and has not been found: it may lie in the spam folder",
        scope=User,
        guard=_STAYS_OUT,
        shown_by=seen(User, invited_at=younger_than(or_equal=True, hours=48), mail_found=YesNo.NO),
        refuted_by=seen(User, spam_checked=YesNo.YES),
        leads_to=(must(CANNOT_LOG_IN),),
        check="appseconnect.login.check-order#spam",
        remedy=Remedy(
            (
                "Ask the user to look for the invitation in the spam or junk folder.",
                "Accept it before it is 48 hours old; send it again if that is too late.",
            ),
            verify="See whether the user can log in.",
        ),
        source=GUIDE.at("6.2 New user cannot log in, step 2", "179"),
    ),
    # Valid for 48 hours: at exactly 48 it still is.
    Fault(
        id="appseconnect.login.invitation-expired",
        title="The invitation is more than 48 hours old and no longer valid",
        scope=User,
        guard=_STAYS_OUT,
        shown_by=seen(User, invited_at=older_than(hours=48)),
        leads_to=(must(CANNOT_LOG_IN),),
        check="appseconnect.login.check-order#age",
        remedy=Remedy(
            ("Send the invitation again.", "Ask the user to accept it within 48 hours."),
            verify="See whether the user can log in.",
        ),
        prior=Prior.COMMON,
        source=GUIDE.at("6.2 New user cannot log in, step 3", "180"),
    ),
    Fault(
        id="appseconnect.login.sso-misconfigured",
        title="The user logs in through an identity provider that is not set up rightly",
        scope=User,
        guard=_STAYS_OUT,
        shown_by=all_of(seen(User, sso=YesNo.YES), seen(SingleSignOn, idp_configured=YesNo.NO)),
        leads_to=(must(CANNOT_LOG_IN),),
        check="appseconnect.login.check-order#sso",
        remedy=Remedy(
            ("Open Settings > SSO.", "Correct the configuration of the identity provider (Azure AD, Okta)."),
            verify="See whether the user can log in.",
        ),
        source=GUIDE.at("6.2 New user cannot log in, step 4", "181"),
    ),
)

CHECKS = (
    Check(
        "appseconnect.access.check-order#role",
        "May the user manage ProcessFlows and view configurations?",
        GUIDE.at("6.1 Flow or configuration not visible", "174"),
        asks=(User.permissions,),
        how=("As an admin, open Settings > Users.", "Read the user's role and its permissions."),
    ),
    Check(
        "appseconnect.access.check-order#organisation",
        "Which organisation is the user in, and which does the flow belong to?",
        GUIDE.at("6.1 Flow or configuration not visible", "175"),
        asks=(User.current_organisation, Flow.organisation),
        how=("Read the organisation switcher at the top right.",),
        cost=Cost.GLANCE,
    ),
    Check(
        "appseconnect.access.check-order#environment",
        "Has the user access to the flow's environment?",
        GUIDE.at("6.1 Flow or configuration not visible", "176"),
        asks=(User.environment_access,),
        how=("As an admin, open Settings > Environments.", "Look for the user at that environment."),
    ),
    Check(
        "appseconnect.login.check-order#invited",
        "Was the user invited, not just created?",
        GUIDE.at("6.2 New user cannot log in, step 1", "178"),
        asks=(User.invited,),
        how=("Open Settings > Users.", "See whether the user was added with Invite User."),
    ),
    Check(
        "appseconnect.login.check-order#spam",
        "Is the invitation in the user's spam or junk folder?",
        GUIDE.at("6.2 New user cannot log in, step 2", "179"),
        asks=(User.mail_found, User.spam_checked),
        how=("Ask the user to look through the inbox, then through the spam folder.",),
    ),
    Check(
        "appseconnect.login.check-order#age",
        "When was the invitation sent?",
        GUIDE.at("6.2 New user cannot log in, step 3", "180"),
        asks=(User.invited_at,),
        how=("Open Settings > Users.", "Read when the user was last invited: it is valid for 48 hours."),
    ),
    Check(
        "appseconnect.login.check-order#sso",
        "Does the user log in through single sign-on, and is the identity provider set up?",
        GUIDE.at("6.2 New user cannot log in, step 4", "181"),
        asks=(User.sso, SingleSignOn.idp_configured),
        how=("Open Settings > SSO.", "Compare the configuration with that of Azure AD or Okta."),
    ),
)
