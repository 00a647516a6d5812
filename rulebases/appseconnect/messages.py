"""Error texts, each with the one thing it names, and errors that no section treats of (guide section 7).

Where a text has several causes it names what they have in common; the fault that specifies it needs evidence of its
own. Texts of SAP Business One's services, of a service that is not available, of timeouts and of what is too large
stand with what they name.
"""

from __future__ import annotations

from engine.rules import (
    Actor,
    Chain,
    Check,
    Cost,
    Design,
    Effect,
    Escalation,
    Expected,
    Fault,
    Message,
    Remedy,
    Symptom,
    after,
    all_of,
    any_of,
    at_least,
    may,
    one_sided,
    says,
    seen,
)
from facts import Connection, Error, Flow, Log, Resync, ResyncResult, Snapshot, Validation
from rulebases.appseconnect.effects import (
    CARRIES_ORDERS,
    CARRIES_TRACKING,
    NOT_IN_DESTINATION,
    NOTHING_RED,
    PARTIAL_RUN,
    RECORD_RED,
    TIMED_OUT,
    TRACKING_MISSING,
    VALIDATION_FAILS,
)
from rulebases.appseconnect.guide import GUIDE
from rulebases.appseconnect.orders import OF_ONE_RECORD, PASSING, READ_ERROR
from rulebases.families import MISSING_PERMISSION, RATE_LIMIT, STALE_ENDPOINT, SYSTEM_DOWN

CALLS_FAIL = Effect("appseconnect.calls_fail", "The application answers some calls with an error", Connection)

CHAINS = (
    Chain(
        CALLS_FAIL,
        (
            may(RECORD_RED),
            may(NOT_IN_DESTINATION, unless=NOTHING_RED),
            may(TRACKING_MISSING),
            may(VALIDATION_FAILS),
            may(PARTIAL_RUN, unless=TIMED_OUT),
        ),
    ),
)

ANYWHERE = (
    Snapshot.error,
    Snapshot.tracking_flow_post_node_error,
    Flow.error,
    Log.error,
    Connection.error,
    Validation.error,
)

_SERVER_ERROR, _RATE_LIMITED = PASSING
_SAYS_SERVER_ERROR = any_of(
    *(seen(thing, error=says(_SERVER_ERROR)) for thing in (Snapshot, Flow, Log, Connection, Validation))
)
_SAYS_RATE_LIMITED = any_of(
    *(seen(thing, error=says(_RATE_LIMITED)) for thing in (Snapshot, Flow, Log, Connection, Validation))
)
# Once is no pattern: it counts when it came back, or when trying again met the same error.
_AGAIN = any_of(
    seen(Error, occurrences=at_least(2)),
    one_sided(seen(Error, last_at=after(Error.first_at))),
    seen(Resync, result=ResyncResult.SAME_ERROR),
)

# What refuses a record for good does so again, whatever else went wrong for a moment.
_REFUSED_FOR_GOOD = seen(Snapshot, error=says(*OF_ONE_RECORD))
_FOR_GOOD = any_of(_AGAIN, _REFUSED_FOR_GOOD)

UNLISTED_ERROR = "appseconnect.symptom.unlisted_error"
"""An error that the guide does not know (Flow, stage read)."""

SERVER_ERROR = "appseconnect.symptom.server_error"
"""An application answers with an error of its own server (Flow, stage read)."""
LIMIT_MET = "appseconnect.symptom.rate_limit_met"
"""An application refuses a call for their number (Flow, stage read)."""

SYMPTOMS = (
    # These two are there only while their text is, and what passes is asked of them alone: whether it came back.
    Symptom(
        id=SERVER_ERROR,
        title="An application answers with an error of its own server",
        scope=Flow,
        stage="read",
        missed_by=_SAYS_SERVER_ERROR,
        not_due_when=_REFUSED_FOR_GOOD,
        retryable=False,
        ladder=("appseconnect.error.500-internal-server-error#again",),
        source=GUIDE.at("7 Error messages", "192"),
    ),
    Symptom(
        id=LIMIT_MET,
        title="An application refuses calls because there are too many of them",
        scope=Flow,
        stage="read",
        missed_by=_SAYS_RATE_LIMITED,
        not_due_when=_REFUSED_FOR_GOOD,
        retryable=False,
        ladder=("appseconnect.error.rate-limit-exceeded#again",),
        source=GUIDE.at("7 Error messages", "198"),
    ),
    Symptom(
        id=UNLISTED_ERROR,
        title="An error is shown that the guide does not list",
        scope=Flow,
        stage="read",
        watched=ANYWHERE,
        retryable=False,
        ladder=(READ_ERROR,),
        source=GUIDE.at("8 Escalation; 7 Error messages", "183-184, 206"),
    ),
)

FAULTS = (
    # A firewall before the shop answers so as well: what refuses is in the rest of the message.
    Fault(
        id="appseconnect.error.403-forbidden",
        title="The application forbids the call",
        scope=Connection,
        leads_to=(may(CALLS_FAIL),),
        check=READ_ERROR,
        remedy=Remedy(
            (
                "Read the rest of the message: does the application refuse, or a firewall in front of it?",
                "Give the API user in that application the permission it lacks.",
                "Resync the failed records.",
            ),
            verify="The next run shows green records.",
            retries_itself=False,
        ),
        source=GUIDE.at("7 Error messages", "190"),
        family=MISSING_PERMISSION,
    ),
    Fault(
        id="appseconnect.error.404-not-found",
        title="The address that is called is no longer there, or the record asked for is not",
        scope=Connection,
        leads_to=(may(CALLS_FAIL),),
        check=READ_ERROR,
        remedy=Remedy(
            (
                "Validate the connection again.",
                "Find out whether the application was upgraded and its API address changed.",
                "See in the application whether the record is still there.",
            ),
            verify="The next run shows green records.",
            retries_itself=False,
        ),
        source=GUIDE.at("7 Error messages", "191"),
        family=STALE_ENDPOINT,
    ),
    Fault(
        id="appseconnect.error.500-internal-server-error",
        title="The application keeps failing on its own server",
        scope=Connection,
        shown_by=one_sided(all_of(_SAYS_SERVER_ERROR, _AGAIN)),
        leads_to=(may(CALLS_FAIL), may(SERVER_ERROR)),
        check=READ_ERROR,
        settled_by=("appseconnect.error.500-internal-server-error#again",),
        remedy=Remedy(
            (
                "Find out which application answered so: the source or the destination.",
                "Contact the vendor of that application and hand over the error; APPSeCONNECT cannot repair it.",
                "Resync the failed records once it answers again.",
            ),
            verify="The next run shows green records.",
            retries_itself=False,
        ),
        source=GUIDE.at("7 Error messages", "192"),
        family=SYSTEM_DOWN,
    ),
    Fault(
        id="appseconnect.error.rate-limit-exceeded",
        title="The flow calls the application more often in a minute than it allows",
        scope=Flow,
        shown_by=one_sided(all_of(_SAYS_RATE_LIMITED, _AGAIN)),
        leads_to=(
            may(RECORD_RED),
            may(PARTIAL_RUN, unless=TIMED_OUT),
            may(NOT_IN_DESTINATION, guard=CARRIES_ORDERS, unless=NOTHING_RED),
            may(TRACKING_MISSING, guard=CARRIES_TRACKING),
            may(LIMIT_MET),
        ),
        check=READ_ERROR,
        settled_by=("appseconnect.error.rate-limit-exceeded#again",),
        remedy=Remedy(
            (
                "Lower the batch size of the flow.",
                "Put a DELAY node between its calls.",
                "Save and deploy the flow, then resync the failed records.",
            ),
            by=Actor.INTEGRATOR,
            verify="The next run shows no such error.",
            retries_itself=False,
        ),
        source=GUIDE.at("7 Error messages", "198"),
        family=RATE_LIMIT,
    ),
)

EXPECTED = (
    Expected(
        id="appseconnect.error.500-internal-server-error#first",
        title="The application had trouble on its own server",
        scope=Connection,
        kind=Design.TRANSIENT,
        when=_SAYS_SERVER_ERROR,
        unless=_FOR_GOOD,
        explains=(SERVER_ERROR, RECORD_RED, NOT_IN_DESTINATION, TRACKING_MISSING, VALIDATION_FAILS, PARTIAL_RUN),
        advice="Resync after a few minutes; if the same error comes back, turn to the vendor of that application.",
        source=GUIDE.at("7 Error messages", "192"),
        items=("appseconnect.error.500-internal-server-error",),
    ),
    Expected(
        id="appseconnect.error.rate-limit-exceeded#first",
        title="The application had too many calls in that minute",
        scope=Flow,
        kind=Design.TRANSIENT,
        when=_SAYS_RATE_LIMITED,
        unless=_FOR_GOOD,
        explains=(LIMIT_MET, RECORD_RED, NOT_IN_DESTINATION, TRACKING_MISSING, PARTIAL_RUN),
        advice="Resync after some minutes; if the limit is met again, lower the batch size and put a DELAY node "
        "between the calls.",
        source=GUIDE.at("7 Error messages", "198"),
        items=("appseconnect.error.rate-limit-exceeded",),
    ),
)

ESCALATIONS = (
    # APPSeCONNECT cannot repair the server of another vendor.
    Escalation(
        id="appseconnect.error.500-internal-server-error#vendor",
        title="The application keeps failing on its own server",
        to="the vendor of the application that answers so",
        when=all_of(_SAYS_SERVER_ERROR, _AGAIN),
        source=GUIDE.at("7 Error messages", "192"),
        items=("appseconnect.error.500-internal-server-error",),
    ),
)

CHECKS = (
    Check(
        "appseconnect.error.500-internal-server-error#again",
        "Did the server error come back when the record was resynced some minutes later?",
        GUIDE.at("7 Error messages", "192"),
        asks=(Resync.result,),
        how=("Resync the record after a few minutes.", "See whether it ends in the same error."),
        decides=(
            "appseconnect.error.500-internal-server-error",
            "appseconnect.error.500-internal-server-error#first",
        ),
        cost=Cost.GLANCE,
        when=_SAYS_SERVER_ERROR,
    ),
    Check(
        "appseconnect.error.rate-limit-exceeded#again",
        "Did the record meet the limit again when it was resynced some minutes later?",
        GUIDE.at("7 Error messages", "198"),
        asks=(Resync.result,),
        how=("Resync the record after some minutes.", "See whether it ends in the same error."),
        decides=("appseconnect.error.rate-limit-exceeded", "appseconnect.error.rate-limit-exceeded#first"),
        cost=Cost.GLANCE,
        when=_SAYS_RATE_LIMITED,
    ),
)


_CONNECTION = (
    Message(
        "invalid_client",
        names="appseconnect.orders.credential-expiry",
        item="appseconnect.error.invalid-client",
        where=ANYWHERE,
        source=GUIDE.at("2.1 Amazon; 7 Error messages", "46, 185"),
    ),
    Message(
        "access_denied",
        names="appseconnect.orders.credential-expiry",
        item="appseconnect.error.access-denied",
        where=ANYWHERE,
        source=GUIDE.at("2.1 Amazon", "47"),
    ),
    Message(
        "Token has expired",
        names="appseconnect.orders.credential-expiry",
        item="appseconnect.error.token-has-expired",
        where=ANYWHERE,
        source=GUIDE.at("2.1 Amazon; 7 Error messages", "48, 186"),
    ),
    Message(
        "Token invalid",
        names="appseconnect.orders.credential-expiry",
        item="appseconnect.error.token-invalid",
        where=ANYWHERE,
        source=GUIDE.at("2.2 HubSpot", "51"),
    ),
    Message(
        "401 Unauthorized",
        names="appseconnect.orders.credential-expiry",
        item="appseconnect.error.401-unauthorized",
        where=ANYWHERE,
        source=GUIDE.at("2.2 HubSpot; 7 Error messages", "51, 189"),
    ),
    Message(
        "403 Forbidden",
        names="appseconnect.error.403-forbidden",
        item="appseconnect.error.403-forbidden",
        where=ANYWHERE,
        source=GUIDE.at("7 Error messages", "190"),
    ),
    Message(
        "404 Not Found",
        names="appseconnect.error.404-not-found",
        item="appseconnect.error.404-not-found",
        where=ANYWHERE,
        source=GUIDE.at("7 Error messages", "191"),
    ),
    Message(
        _SERVER_ERROR,
        names="appseconnect.error.500-internal-server-error#first",
        item="appseconnect.error.500-internal-server-error",
        where=ANYWHERE,
        source=GUIDE.at("7 Error messages", "192"),
    ),
    Message(
        _RATE_LIMITED,
        names="appseconnect.error.rate-limit-exceeded#first",
        item="appseconnect.error.rate-limit-exceeded",
        where=ANYWHERE,
        source=GUIDE.at("7 Error messages", "198"),
    ),
    Message(
        "SSL certificate error",
        names="appseconnect.woo.ssl-invalid",
        item="appseconnect.error.ssl-certificate-error",
        where=ANYWHERE,
        source=GUIDE.at("2.5 WooCommerce; 7 Error messages", "78, 199"),
    ),
    Message(
        "UNPROCESSABLE_ENTITY on Orders API",
        names="appseconnect.amazon.orders-api-v0-deprecated",
        item="appseconnect.error.unprocessable-entity-orders",
        where=ANYWHERE,
        source=GUIDE.at("2.1 Amazon; 7 Error messages", "49, 201"),
    ),
)

_RECORD = (
    Message(
        "Item not found",
        names="appseconnect.error.item-not-found",
        item="appseconnect.error.item-not-found",
        where=ANYWHERE,
        source=GUIDE.at("1.1 Orders not appearing, causes; 7 Error messages", "20, 194"),
    ),
    Message(
        "Business Partner not found",
        names="appseconnect.error.business-partner-not-found",
        item="appseconnect.error.business-partner-not-found",
        where=ANYWHERE,
        source=GUIDE.at("7 Error messages", "195"),
    ),
    Message(
        "Business Partner missing",
        names="appseconnect.error.business-partner-not-found",
        item="appseconnect.error.business-partner-missing",
        where=ANYWHERE,
        source=GUIDE.at("1.1 Orders not appearing, causes", "20"),
    ),
    Message(
        "Invalid series",
        names="appseconnect.error.invalid-series",
        item="appseconnect.error.invalid-series",
        where=ANYWHERE,
        source=GUIDE.at("1.1 Orders not appearing, causes; 7 Error messages", "20, 196"),
    ),
    # The guide speaks of an invalid address and of a data validation error without quoting a message.
    Message(
        "Invalid address",
        names="appseconnect.orders.invalid-address",
        item="appseconnect.orders.invalid-address",
        where=ANYWHERE,
        source=GUIDE.at("1.4 Specific order", "26"),
    ),
    Message(
        "Data validation error",
        names="appseconnect.orders.sap-data-validation",
        item="appseconnect.orders.sap-data-validation",
        where=ANYWHERE,
        source=GUIDE.at("1.1 Orders not appearing, causes", "20"),
    ),
    Message(
        "Duplicate entry",
        names="appseconnect.error.duplicate-entry",
        item="appseconnect.error.duplicate-entry",
        where=ANYWHERE,
        source=GUIDE.at("7 Error messages", "200"),
    ),
    Message(
        "Custom Trace Conflict",
        names="appseconnect.resync.custom-trace-conflict",
        item="appseconnect.resync.custom-trace-conflict",
        where=ANYWHERE,
        source=GUIDE.at("1.6 Resync", "30"),
    ),
    Message(
        "Cannot convert null to Int32",
        names="appseconnect.nulls.null-in-numeric-field",
        item="appseconnect.error.null-to-int32",
        where=ANYWHERE,
        source=GUIDE.at("3.1 Null values; 7 Error messages", "85, 193"),
    ),
    Message(
        "Value cannot be null",
        names="appseconnect.nulls.null-in-numeric-field",
        item="appseconnect.error.value-cannot-be-null",
        where=ANYWHERE,
        source=GUIDE.at("3.1 Null values", "85"),
    ),
    Message(
        "Type mismatch",
        names="appseconnect.nulls.null-in-numeric-field",
        item="appseconnect.error.type-mismatch",
        where=ANYWHERE,
        source=GUIDE.at("3.1 Null values", "85"),
    ),
)

MESSAGES = (*_CONNECTION, *_RECORD)
