"""Amazon's login, which must be renewed on time, and its old orders API (guide section 2.1)."""

from __future__ import annotations

from engine.rules import (
    Actor,
    Chain,
    Change,
    Check,
    Contradiction,
    Cost,
    Effect,
    Fault,
    Prior,
    Remedy,
    Routine,
    all_of,
    any_of,
    before,
    due_within,
    known,
    may,
    must,
    older_than,
    one_of,
    says,
    seen,
    younger_than,
)
from facts import (
    Amazon,
    Connection,
    Endpoint,
    Flow,
    FlowStatus,
    Integration,
    Mail,
    MailSubject,
    Snapshot,
    YesNo,
)
from rulebases.appseconnect.connections import said
from rulebases.appseconnect.effects import (
    CARRIES_ORDERS,
    FLOW_NOT_STARTED,
    NOT_IN_DESTINATION,
    RECORD_RED,
    TRACKING_MISSING,
    VALIDATION_FAILS,
)
from rulebases.appseconnect.guide import GUIDE
from rulebases.families import LOST_AUTHORISATION, STALE_ENDPOINT, SWITCHED_OFF

SELLER, VENDOR = "Amazon", "Amazon Vendor Central"
"""Seller Central and Vendor Central by the names the vocabulary gives them: two logins that lapse apart."""

_EITHER = one_of(SELLER, VENDOR)
LOGIN_REFUSED = Effect(
    "appseconnect.amazon_refuses_login", "Amazon refuses every call over the connection", Connection, blocks="fetch"
)
NO_ORDERS_READ = Effect(
    "appseconnect.amazon_orders_unread", "The flow reads no orders from Amazon", Flow, blocks="fetch"
)

# An order of another shop is not missing because of Amazon.
_FROM_AMAZON = seen(Integration, platform=_EITHER)

CHAINS = (
    Chain(
        LOGIN_REFUSED,
        (
            must(VALIDATION_FAILS),
            must(NOT_IN_DESTINATION, guard=_FROM_AMAZON),
            must(TRACKING_MISSING, guard=_FROM_AMAZON),
            may(RECORD_RED),
        ),
    ),
    Chain(
        NO_ORDERS_READ,
        (must(NOT_IN_DESTINATION, guard=all_of(_FROM_AMAZON, CARRIES_ORDERS)), may(RECORD_RED, guard=_FROM_AMAZON)),
    ),
)

# The shop of the case says which login is meant where no connection is named.
_SELLER_LOGIN = any_of(seen(Connection, app=SELLER), seen(Integration, platform=SELLER))
_VENDOR_LOGIN = any_of(seen(Connection, app=VENDOR), seen(Integration, platform=VENDOR))
_ANY_LOGIN = any_of(seen(Connection, app=_EITHER), _FROM_AMAZON)

_INVALID_CLIENT = said("invalid_client")
_ACCESS_DENIED = said("access_denied")
_TOKEN_EXPIRED = said("Token has expired")

_NOTICE = any_of(seen(Mail, lwa_rotation_notice=YesNo.YES), seen(Mail, subject=MailSubject.LWA_ROTATION))
# Renewed at Amazon and not entered in the portal: the portal goes on with what Amazon will no longer take.
_NOT_ENTERED = any_of(
    seen(Connection, client_secret_updated=YesNo.NO, rotated_at=known()),
    all_of(seen(Connection, client_secret_updated=YesNo.NO), seen(Amazon, new_credentials_created=YesNo.YES)),
)
# Renewed before the deadline, the guide says: at that moment it is too late.
_DEADLINE_MISSED = all_of(
    seen(Mail, deadline=older_than(seconds=0, or_equal=True)),
    any_of(
        seen(Connection, client_secret_updated=YesNo.NO),
        seen(Connection, rotated_at=before(Mail.received_at)),
    ),
)
_REFUSED_FOR_THAT = all_of(seen(Connection, validated=YesNo.NO), any_of(_NOT_ENTERED, _DEADLINE_MISSED))
_VALIDATES = seen(Connection, validated=YesNo.YES)
# Refuted only where the new secret is in place and works: the notice has been dealt with.
_NOT_YET_RENEWED = any_of(seen(Connection, client_secret_updated=YesNo.NO), seen(Connection, validated=YesNo.NO))

_ROTATE = "appseconnect.amazon.lwa-rotate-procedure"
_APPLICATION = (
    "Find the APPSeCONNECT application under Apps & Services > Manage Your Apps and click Authorise new credentials."
)
_ASK_ERROR = "appseconnect.check.amazon_error"

_AFTERWARDS = (
    "Click Validate Connection and wait until it says that it worked.",
    "Resume the flows that were paused meanwhile.",
)
_VERIFY = "Look for green orders in the Snapshot of the next run."

FAULTS = (
    Fault(
        id="appseconnect.amazon.lwa-credentials-expired",
        title="Amazon no longer takes the client ID or secret of the Seller Central connection",
        scope=Connection,
        guard=all_of(seen(Connection, app=SELLER), _NOT_YET_RENEWED),
        shown_by=all_of(_SELLER_LOGIN, any_of(_INVALID_CLIENT, _REFUSED_FOR_THAT)),
        refuted_by=_VALIDATES,
        foreseen_by=any_of(_NOTICE, _NOT_ENTERED),
        systems=("Amazon", "Amazon Vendor Central"),
        leads_to=(must(LOGIN_REFUSED),),
        check=_ASK_ERROR,
        remedy=Remedy(
            (
                "Log in to Seller Central: by Amazon's deadline, or now if that is over.",
                _APPLICATION,
                "Enter the new client ID and secret under Apps > My Apps > Amazon Seller Central and generate a new "
                "refresh token.",
                *_AFTERWARDS,
            ),
            verify=_VERIFY,
        ),
        source=GUIDE.at("2.1 Amazon, steps 1 to 8 and error messages; 7 Error messages", "34-43, 46, 185"),
        prior=Prior.COMMON,
        refines="appseconnect.orders.credential-expiry",
        family=LOST_AUTHORISATION,
        items=("appseconnect.amazon.lwa-rotation-required", "appseconnect.amazon.lwa-rotation-email", _ROTATE),
    ),
    Fault(
        id="appseconnect.amazon.lwa-token-revoked",
        title="Amazon's authorisation was withdrawn, or has not been activated",
        scope=Connection,
        guard=seen(Connection, app=_EITHER),
        shown_by=all_of(_ANY_LOGIN, _ACCESS_DENIED),
        refuted_by=_VALIDATES,
        systems=("Amazon", "Amazon Vendor Central"),
        leads_to=(must(LOGIN_REFUSED),),
        check=_ASK_ERROR,
        remedy=Remedy(
            (
                "Authorise the APPSeCONNECT application again in Seller Central (Vendor Central for a vendor account).",
                *_AFTERWARDS,
            ),
            verify=_VERIFY,
        ),
        source=GUIDE.at("2.1 Amazon, error messages", "34, 47"),
        refines="appseconnect.orders.credential-expiry",
        family=LOST_AUTHORISATION,
    ),
    Fault(
        id="appseconnect.amazon.refresh-token-expired",
        title="The Amazon connection's refresh token has run out",
        scope=Connection,
        guard=seen(Connection, app=_EITHER),
        shown_by=all_of(
            _ANY_LOGIN,
            any_of(
                _TOKEN_EXPIRED,
                seen(Connection, token_expires_at=older_than(seconds=0, or_equal=True)),
                # A rotation asks for a new refresh token too; the old one belongs to the old secret.
                seen(Connection, token_issued_at=before(Connection.rotated_at)),
            ),
        ),
        refuted_by=_VALIDATES,
        # The guide names no time of notice; a week leaves time to act.
        foreseen_by=all_of(
            _ANY_LOGIN,
            seen(Connection, token_expires_at=due_within(days=7)),
            seen(Connection, token_expires_at=younger_than(seconds=0)),
        ),
        systems=("Amazon", "Amazon Vendor Central"),
        leads_to=(must(LOGIN_REFUSED),),
        check=_ASK_ERROR,
        remedy=Remedy(
            (
                "Authenticate the Amazon connection again, so that it gets a new refresh token; client ID and secret "
                "may be good still.",
                *_AFTERWARDS,
            ),
            verify=_VERIFY,
        ),
        source=GUIDE.at("2.1 Amazon, step 6 and error messages; 7 Error messages", "34, 41, 48, 186"),
        refines="appseconnect.orders.credential-expiry",
        family=LOST_AUTHORISATION,
    ),
    Fault(
        id="appseconnect.amazon.vc-credentials-expired",
        title="The credentials of the Vendor Central connection have expired",
        scope=Connection,
        guard=all_of(seen(Connection, app=VENDOR), _NOT_YET_RENEWED),
        shown_by=all_of(_VENDOR_LOGIN, any_of(_INVALID_CLIENT, _REFUSED_FOR_THAT)),
        refuted_by=_VALIDATES,
        foreseen_by=all_of(_VENDOR_LOGIN, any_of(_NOTICE, _NOT_ENTERED)),
        systems=("Amazon", "Amazon Vendor Central"),
        leads_to=(must(LOGIN_REFUSED),),
        check=_ASK_ERROR,
        remedy=Remedy(
            (
                "Log in to Vendor Central; renewing the login of Seller Central does nothing for it.",
                _APPLICATION,
                "Enter the new client ID and secret in the Vendor Central connection and generate a new refresh token.",
                *_AFTERWARDS,
            ),
            verify=_VERIFY,
        ),
        source=GUIDE.at("2.1 Amazon, warning; 7 Error messages", "36-44, 46, 185"),
        prior=Prior.COMMON,
        refines="appseconnect.orders.credential-expiry",
        family=LOST_AUTHORISATION,
        items=("appseconnect.amazon.vc-rotation-separate", "appseconnect.amazon.lwa-rotation-required", _ROTATE),
    ),
    Fault(
        id="appseconnect.amazon.orders-api-v0-deprecated",
        title="The connector still calls version 0 of Amazon's orders API, which Amazon has retired",
        scope=Flow,
        # The status alone comes from many calls: only that of the old orders API means this.
        shown_by=seen(
            Snapshot, error=says("UNPROCESSABLE_ENTITY", "Unprocessable Entity"), endpoint=Endpoint.ORDERS_API_V0
        ),
        foreseen_by=seen(Snapshot, endpoint=Endpoint.ORDERS_API_V0),
        systems=("Amazon", "Amazon Vendor Central"),
        leads_to=(must(NO_ORDERS_READ),),
        check="appseconnect.check.amazon_endpoint",
        remedy=Remedy(
            (
                "Contact APPSeCONNECT and ask for the upgrade of the Amazon connector to SP-API.",
                "Leave the credentials as they are: they are not at fault.",
            ),
            by=Actor.VENDOR,
        ),
        source=GUIDE.at("2.1 Amazon, error messages; 7 Error messages", "49, 201"),
        prior=Prior.RARE,
        family=STALE_ENDPOINT,
    ),
    Fault(
        id="appseconnect.amazon.flows-left-paused",
        title="The Amazon flow was left paused, though the login works",
        scope=Flow,
        guard=_FROM_AMAZON,
        shown_by=all_of(
            seen(Flow, status=FlowStatus.PAUSED),
            any_of(
                seen(Connection, app=_EITHER, validated=YesNo.YES),
                all_of(_FROM_AMAZON, seen(Connection, validated=YesNo.YES)),
            ),
        ),
        refuted_by=seen(Flow, status=FlowStatus.ACTIVE),
        systems=("Amazon", "Amazon Vendor Central"),
        leads_to=(must(FLOW_NOT_STARTED),),
        check="appseconnect.check.amazon_flows_resumed",
        remedy=Remedy(
            ("Open the ProcessFlow list and resume every Amazon flow that is Paused.",),
            verify=_VERIFY,
        ),
        source=GUIDE.at("2.1 Amazon, step 8", "43"),
        refines="appseconnect.orders.flow-paused",
        family=SWITCHED_OFF,
    ),
)

CHECKS = (
    Check(
        id=_ASK_ERROR,
        question="Which error does the Snapshot show for the Amazon connection: invalid_client, access_denied or "
        "Token has expired?",
        asks=(Snapshot.error,),
        how=(
            "Open the Snapshot of a failed run of an Amazon flow.",
            "Copy the error and note whether the flow uses Seller Central or Vendor Central.",
        ),
        decides=("appseconnect.amazon.orders-api-v0-deprecated",),
        when=seen(Connection, app=_EITHER),
        source=GUIDE.at("2.1 Amazon, symptoms", "34"),
        items=("appseconnect.amazon.orders-stopped",),
    ),
    Check(
        id="appseconnect.check.amazon_notice",
        question="Did Amazon send mail that asks for a rotation of the LWA credentials?",
        asks=(Mail.lwa_rotation_notice,),
        how=(
            "Search the mailbox of the seller account for 'Action Required: Amazon LWA Credential Rotation'.",
            "Note the deadline it names.",
        ),
        decides=("appseconnect.amazon.lwa-credentials-expired", "appseconnect.amazon.vc-credentials-expired"),
        when=seen(Connection, app=_EITHER),
        source=GUIDE.at("2.1 Amazon, symptoms", "34-35"),
        items=("appseconnect.amazon.lwa-rotation-email",),
    ),
    Check(
        id="appseconnect.check.amazon_endpoint",
        question="Which orders API did the failed call go to, and what did it answer?",
        asks=(Snapshot.endpoint,),
        how=("Open the failed call in the Snapshot.", "Read the address that was called and the error."),
        when=seen(Integration, platform=_EITHER),
        source=GUIDE.at("2.1 Amazon, error messages", "49"),
    ),
    Check(
        id="appseconnect.check.amazon_flows_resumed",
        question="Were the Amazon flows resumed after the credentials were renewed?",
        asks=(Flow.status,),
        how=("Open the ProcessFlow list.", "Read the status of every Amazon flow."),
        when=seen(Integration, platform=_EITHER),
        cost=Cost.GLANCE,
        source=GUIDE.at("2.1 Amazon, step 8", "43"),
    ),
)

ROUTINES = (
    Routine(
        id="appseconnect.routine.amazon_rotation",
        title="Renew the Amazon credentials of every SP-API connection, Seller and Vendor Central each",
        every="at each notice from Amazon, before the deadline it names",
        asks=(Mail.lwa_rotation_notice,),
        warns_of=("appseconnect.amazon.lwa-credentials-expired", "appseconnect.amazon.vc-credentials-expired"),
        source=GUIDE.at("2.1 Amazon", "33-35, 44"),
        items=("appseconnect.amazon.lwa-rotation-required",),
    ),
)

CHANGES = (
    Change(
        Connection.rotated_at,
        (Connection.validated, Connection.error, Connection.client_secret_updated, Connection.token_current),
    ),
)

CONTRADICTIONS = (
    Contradiction(
        title="Where a vendor account is authorised again",
        places=(GUIDE.at("2.1 Amazon, error messages", "47"), GUIDE.at("2.1 Amazon, warning", "44")),
        choice="Seller Central for its own connection, Vendor Central for a vendor's.",
        because="The two logins are renewed apart; the table has the more usual of them in mind.",
        items=("appseconnect.amazon.lwa-token-revoked",),
    ),
    Contradiction(
        title="Whether invalid_client says that the credentials have expired or that they may also be wrong",
        places=(GUIDE.at("7 Error messages", "185"), GUIDE.at("2.1 Amazon, error messages", "46")),
        choice="Both: what was not copied into the portal in full is refused with the same text.",
        because="Section 2.1 is the fuller of the two, and the repair is the same.",
        items=("appseconnect.amazon.lwa-credentials-expired",),
    ),
)
