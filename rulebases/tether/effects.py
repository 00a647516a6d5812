"""The way of the data from a platform into Tether, and what faults do to it (guide, "Common Issues").

A sync session starts, logs in to the platform, reads the records and stores them. A paused integration starts no
session, and a refused login reads nothing: in both cases filters, mappings and the data itself cannot be judged.
"""

from __future__ import annotations

from engine.rules import (
    Chain,
    Context,
    Effect,
    Pattern,
    Stage,
    all_of,
    any_of,
    before,
    holds,
    listed_in,
    may,
    must,
    older_than,
    older_than_setting,
    one_of,
    says,
    seen,
)
from facts import (
    ApiAccess,
    Connection,
    FulfillmentChannel,
    Integration,
    IntegrationState,
    Order,
    Outage,
    Platform,
    Sync,
    YesNo,
)

STAGES = (
    Stage("start", "A sync session starts"),
    Stage("login", "The platform lets the session in", after=("start",)),
    Stage("read", "The session reads the records from the source", after=("login",)),
    Stage("store", "Tether stores the records", after=("read",)),
    Stage("return", "Fulfilments go back to the shop", after=("login",)),
    # What is there already can be looked at even while nothing new arrives.
    Stage("hold", "What Tether holds is complete and there once"),
)

# --- what a session's error says --------------------------------------------------------------

LOGIN_TEXTS = ("Authentication failed", "Invalid credentials", "401 Unauthorized")
TIMEOUT_TEXT = "Connection timeout"
LIMIT_TEXTS = ("429 Too Many Requests", "Rate limit exceeded")
SERVER_TEXTS = ("500 Internal Error", "503 Service Unavailable")
DENIED_TEXTS = ("403 Forbidden", "Permission denied", "Access denied")
_GONE_TEXT = "404 Not Found"
_SCRIPT_TEXT = "Script execution error"


def says_error(*texts: str) -> Pattern:
    """Return the pattern that a session's error contains one of these texts."""
    return seen(Sync, error=says(*texts))


def answers(*statuses: str) -> Pattern:
    """Return the pattern that the platform answers with one of these HTTP statuses."""
    return seen(Platform, http_status=one_of(*statuses))


SAYS_LOGIN = says_error(*LOGIN_TEXTS)
SAYS_TIMEOUT = says_error(TIMEOUT_TEXT)
_SAYS_OTHER_THAN_LOGIN = says_error(TIMEOUT_TEXT, *LIMIT_TEXTS, *SERVER_TEXTS, *DENIED_TEXTS, _GONE_TEXT, _SCRIPT_TEXT)
_SAYS_OTHER_THAN_DENIED = says_error(*LOGIN_TEXTS, TIMEOUT_TEXT, *LIMIT_TEXTS, *SERVER_TEXTS, _GONE_TEXT, _SCRIPT_TEXT)
_SAYS_OTHER_THAN_GONE = says_error(*LOGIN_TEXTS, TIMEOUT_TEXT, *LIMIT_TEXTS, *SERVER_TEXTS, *DENIED_TEXTS, _SCRIPT_TEXT)
_SAYS_OTHER_THAN_SLOW = says_error(*LOGIN_TEXTS, *LIMIT_TEXTS, *SERVER_TEXTS, *DENIED_TEXTS, _GONE_TEXT, _SCRIPT_TEXT)
_SAYS_OTHER_THAN_TOO_MUCH = says_error(*LOGIN_TEXTS, *SERVER_TEXTS, *DENIED_TEXTS, _GONE_TEXT, _SCRIPT_TEXT)
_SAYS_OTHER_THAN_AWAY = says_error(*LOGIN_TEXTS, *LIMIT_TEXTS, *DENIED_TEXTS, _GONE_TEXT, _SCRIPT_TEXT)
_SAYS_OTHER_THAN_REFUSED = says_error(
    *LOGIN_TEXTS, TIMEOUT_TEXT, *LIMIT_TEXTS, *SERVER_TEXTS, *DENIED_TEXTS, _GONE_TEXT
)  # fmt: skip

# --- symptoms, by id --------------------------------------------------------------------------

NO_SESSION = "tether.symptom.no_session"
OFF_SCHEDULE = "tether.symptom.off_schedule"
NOT_CONNECTED = "tether.symptom.not_connected"
LOGIN_REFUSED = "tether.symptom.login_refused"
FAILS_AT_ONCE = "tether.symptom.fails_at_once"
INCOMPLETE = "tether.timeout.slow-or-partial"
CALL_FAILS = "tether.symptom.call_fails"
SESSION_FAILS = "tether.symptom.session_fails"
LIMITED_AGAIN = "tether.symptom.limited_again"
FAILED_IN_OUTAGE = "tether.symptom.failed_in_outage"
ERROR_UNCLEAR = "tether.symptom.error_unclear"
ORDER_MISSING = "tether.nosync.data-missing"
NO_NEW_ORDERS = "tether.symptom.no_new_orders"
STOCK_STATIC = "tether.nosync.inventory-not-updating"
PRODUCT_MISSING = "tether.nosync.products-missing"
COUNTS_SHORT = "tether.symptom.counts_short"
COUNTS_DIFFER = "tether.symptom.counts_differ"
ORDER_COPIED = "tether.dup.seen"
SKUS_DOUBLED = "tether.symptom.duplicate_skus"
COUNTS_INFLATED = "tether.symptom.inflated_counts"
HISTORY_MISSING = "tether.history.missing"
OLD_ORDER_MISSING = "tether.symptom.old_order_missing"
FULFILLMENTS = "tether.symptom.fulfillments"
FIELD_EMPTY = "tether.symptom.field_empty"

# --- nothing is read --------------------------------------------------------------------------

NOTHING_READ = "tether.context.nothing_read"

CONTEXTS = (
    Context(
        NOTHING_READ,
        Integration,
        any_of(
            seen(Integration, state=IntegrationState.PAUSED),
            seen(Platform, accessible=YesNo.NO),
            seen(Platform, api_access=ApiAccess.REVOKED),
            seen(Connection, token_expires_at=older_than(seconds=0)),
            seen(Connection, api_key_matches=YesNo.NO),
            SAYS_LOGIN,
            all_of(seen(Integration, platform="Amazon"), says_error("Access denied")),
        ),
    ),
)

# --- effects ----------------------------------------------------------------------------------

NOTHING_STARTS = Effect("tether.nothing_starts", "No sync session starts", Integration, blocks="start")
REFUSED_AT_LOGIN = Effect("tether.refused_at_login", "The platform refuses the login", Connection, blocks="login")
PLATFORM_AWAY = Effect("tether.platform_away", "The platform does not answer", Integration, blocks="login")
CALLS_DENIED = Effect("tether.calls_denied", "The platform denies some of what Tether asks for", Integration)
RESOURCE_GONE = Effect("tether.resource_gone", "Tether asks for something the platform does not have", Integration)
SESSION_CUT = Effect("tether.session_cut", "A session ends before all its records are read", Integration)
TOO_MUCH_ASKED = Effect("tether.too_much_asked", "The platform is asked for more than it can give", Integration)
LEFT_OUT = Effect("tether.left_out", "Records are left out without an error", Integration)
NEVER_READ = Effect("tether.never_read", "A stretch of time was never read", Integration)
RECORDS_REFUSED = Effect("tether.records_refused", "Records are refused, or lack fields", Integration)
FBA_LEFT_OUT = Effect("tether.fba_left_out", "What Amazon ships for the seller is left out", Integration)
MARKETPLACE_LEFT_OUT = Effect("tether.marketplace_left_out", "A whole marketplace is left out", Integration)
STOCK_LEFT_OUT = Effect("tether.stock_left_out", "The stock of some products is left out", Integration)
COPIES_MADE = Effect("tether.copies_made", "The same record is stored more than once", Integration)
HISTORY_CUT = Effect("tether.history_cut", "Orders before a certain day are left out", Integration)
FULFILLMENTS_STOP = Effect("tether.fulfillments_stop", "Fulfilments do not pass", Integration)
FIELD_LOST = Effect("tether.field_lost", "A field of the record is not passed on", Integration)

_NO_DATA = (
    must(ORDER_MISSING),
    must(NO_NEW_ORDERS),
    must(STOCK_STATIC),
    must(PRODUCT_MISSING),
    may(COUNTS_SHORT),
    may(COUNTS_DIFFER),
)
# As long as nothing at all is read, it is not for want of this record.
_NOTHING_READ = holds(NOTHING_READ)
_SOME_DATA_MISSING = (
    may(ORDER_MISSING, unless=_NOTHING_READ),
    may(NO_NEW_ORDERS, unless=_NOTHING_READ),
    may(STOCK_STATIC, unless=_NOTHING_READ),
    may(PRODUCT_MISSING, unless=_NOTHING_READ),
    may(COUNTS_SHORT),
    may(COUNTS_DIFFER),
)

ORDER_BEYOND_LIMIT = seen(Order, in_tether=YesNo.NO, placed_at=older_than_setting(Platform.history_limit_days))
_OF_A_LISTED_MARKETPLACE = seen(Order, marketplace=listed_in(Integration.marketplace))
_PLACED_BEFORE_OUTAGE_ENDED = seen(Order, placed_at=before(Outage.ended_at))

CHAINS = (
    Chain(NOTHING_STARTS, (must(NO_SESSION), may(OFF_SCHEDULE), *_NO_DATA)),
    # The page may go on showing Connected, so that it clears nobody.
    Chain(
        REFUSED_AT_LOGIN,
        (
            must(LOGIN_REFUSED),
            must(FAILS_AT_ONCE, unless=_SAYS_OTHER_THAN_LOGIN),
            may(SESSION_FAILS, unless=_SAYS_OTHER_THAN_LOGIN),
            may(NOT_CONNECTED),
            may(OFF_SCHEDULE),
            may(CALL_FAILS, guard=answers("401")),
            *_NO_DATA,
        ),
    ),
    Chain(
        PLATFORM_AWAY,
        (
            may(LOGIN_REFUSED),
            may(NOT_CONNECTED),
            may(OFF_SCHEDULE),
            may(CALL_FAILS, guard=answers("500", "503")),
            may(FAILS_AT_ONCE, unless=_SAYS_OTHER_THAN_AWAY),
            may(INCOMPLETE),
            may(SESSION_FAILS, unless=_SAYS_OTHER_THAN_AWAY),
            *_NO_DATA,
        ),
    ),
    Chain(
        CALLS_DENIED,
        (
            may(CALL_FAILS, guard=answers("403")),
            may(FAILS_AT_ONCE, unless=_SAYS_OTHER_THAN_DENIED),
            may(INCOMPLETE, unless=_SAYS_OTHER_THAN_DENIED),
            may(SESSION_FAILS, unless=_SAYS_OTHER_THAN_DENIED),
            *_SOME_DATA_MISSING,
        ),
    ),
    Chain(
        RESOURCE_GONE,
        (
            may(CALL_FAILS, guard=answers("404")),
            may(FAILS_AT_ONCE, unless=_SAYS_OTHER_THAN_GONE),
            may(SESSION_FAILS, unless=_SAYS_OTHER_THAN_GONE),
            *_SOME_DATA_MISSING,
        ),
    ),
    Chain(
        SESSION_CUT,
        (
            may(INCOMPLETE, unless=_SAYS_OTHER_THAN_SLOW),
            may(SESSION_FAILS, unless=_SAYS_OTHER_THAN_SLOW),
            *_SOME_DATA_MISSING,
        ),
    ),
    # Asked for too much, a platform may answer late, or set a limit again and again.
    Chain(
        TOO_MUCH_ASKED,
        (
            may(CALL_FAILS, guard=answers("429")),
            may(LIMITED_AGAIN),
            may(INCOMPLETE, unless=_SAYS_OTHER_THAN_TOO_MUCH),
            may(SESSION_FAILS, unless=_SAYS_OTHER_THAN_TOO_MUCH),
            *_SOME_DATA_MISSING,
        ),
    ),
    Chain(LEFT_OUT, _SOME_DATA_MISSING),
    # Orders of the marketplaces that the settings list go on arriving.
    Chain(
        MARKETPLACE_LEFT_OUT,
        (
            may(ORDER_MISSING, unless=any_of(_NOTHING_READ, _OF_A_LISTED_MARKETPLACE)),
            *_SOME_DATA_MISSING[1:],
        ),
    ),
    # What the seller ships himself goes on arriving.
    Chain(
        FBA_LEFT_OUT,
        (
            may(
                ORDER_MISSING,
                guard=seen(Order, fulfillment_channel=FulfillmentChannel.FBA),
                unless=_NOTHING_READ,
            ),
            *_SOME_DATA_MISSING[1:],
        ),
    ),
    # What came after the outage was over did not fall into the gap.
    Chain(
        NEVER_READ,
        (
            may(FAILED_IN_OUTAGE),
            may(ORDER_MISSING, guard=_PLACED_BEFORE_OUTAGE_ENDED, unless=_NOTHING_READ),
            may(STOCK_STATIC, unless=_NOTHING_READ),
            may(COUNTS_SHORT),
            may(COUNTS_DIFFER),
        ),
    ),
    Chain(
        RECORDS_REFUSED,
        (
            may(INCOMPLETE, unless=_SAYS_OTHER_THAN_REFUSED),
            may(SESSION_FAILS, unless=_SAYS_OTHER_THAN_REFUSED),
            *_SOME_DATA_MISSING,
        ),
    ),
    Chain(STOCK_LEFT_OUT, (may(STOCK_STATIC, unless=_NOTHING_READ), may(COUNTS_SHORT))),
    Chain(COPIES_MADE, (may(ORDER_COPIED), may(SKUS_DOUBLED), may(COUNTS_INFLATED), may(COUNTS_DIFFER))),
    # What is older than the platform gives does not come whatever the range.
    Chain(
        HISTORY_CUT,
        (
            must(HISTORY_MISSING),
            may(OLD_ORDER_MISSING, unless=ORDER_BEYOND_LIMIT),
            may(COUNTS_SHORT),
            may(COUNTS_DIFFER),
        ),
    ),
    Chain(FULFILLMENTS_STOP, (may(FULFILLMENTS),)),
    Chain(FIELD_LOST, (may(FIELD_EMPTY, unless=_NOTHING_READ),)),
)
