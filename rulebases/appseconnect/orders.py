"""Orders that do not arrive in SAP or another ERP (guide sections 1.1 and 1.4)."""

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
    Until,
    Window,
    absent,
    after,
    all_of,
    any_of,
    at_least,
    at_most,
    before,
    known,
    may,
    minutes,
    must,
    older_than,
    one_of,
    one_sided,
    says,
    seen,
    younger_than,
)
from facts import (
    Conditions,
    Connection,
    DeployResult,
    Flow,
    FlowStatus,
    FlowTrigger,
    Order,
    OrderState,
    Snapshot,
    SnapshotState,
    SyncInfo,
    Webhook,
    YesNo,
)
from rulebases.appseconnect.effects import (
    CONNECTION_REFUSED,
    FLOW_NOT_STARTED,
    NOT_IN_DESTINATION,
    NOT_VALIDATED,
    RECORD_FILTERED,
    RECORD_RED,
    SNAPSHOT_READABLE,
)
from rulebases.appseconnect.guide import GUIDE
from rulebases.appseconnect.resync import NOT_ACTIVE, NUMBER_MISSING, RESYNC_IDLE
from rulebases.families import (
    FILTERED_OUT,
    LOST_AUTHORISATION,
    STALE_ENDPOINT,
    SWITCHED_OFF,
)

# What is at its destination was neither left out nor refused, whatever the page says of its neighbours.
STILL_MISSING = seen(Order, in_destination=YesNo.NO)

READ_ERROR = "appseconnect.orders.read-snapshot-error"

OF_ONE_RECORD = (
    "Item not found",
    "Business Partner not found",
    "Business Partner missing",
    "Invalid series",
    "Invalid address",
    "Data validation error",
    "Duplicate entry",
)
"""Texts by which a destination refuses one record."""
PASSING = ("500 Internal Server Error", "Rate limit exceeded")
"""Texts of what passes by itself as a rule."""

_LADDER = (
    "appseconnect.orders.check-sync-info",
    "appseconnect.orders.check-active-and-trigger#active",
    "appseconnect.orders.check-active-and-trigger#trigger",
    "appseconnect.orders.check-active-and-trigger#webhook",
    "appseconnect.orders.check-snapshot-red",
    READ_ERROR,
    "appseconnect.orders.check-snapshot-blank",
    "appseconnect.orders.search-single-order",
    "appseconnect.orders.search-single-order#state",
    "appseconnect.orders.search-single-order#decision",
    "appseconnect.orders.credential-expiry#validate",
    "appseconnect.check.sku",
    "appseconnect.orders.search-single-order#product",
    "appseconnect.orders.search-single-order#address",
    "appseconnect.orders.search-single-order#partner",
    "appseconnect.error.business-partner-not-found#code",
    "appseconnect.error.invalid-series#configured",
    "appseconnect.d365.check-order#error",
    "appseconnect.d365.check-order#connection",
    "appseconnect.d365.check-order#environment",
    "appseconnect.d365.check-order#endpoint",
    "appseconnect.d365.check-order#permission",
)

START = Ladder(
    (
        "appseconnect.orders.check-sync-info",
        "appseconnect.orders.check-active-and-trigger#active",
        "appseconnect.orders.check-active-and-trigger#trigger",
        "appseconnect.orders.check-snapshot-red",
        READ_ERROR,
    ),
    source=GUIDE.at("Header; 1.1 Orders not appearing, steps 1 to 4", "1-4, 10-13"),
    items=("appseconnect.scope.applicability",),
)

SYMPTOMS = (
    Symptom(
        id=NOT_IN_DESTINATION,
        title="The order is in the shop and not in the ERP",
        scope=Order,
        stage="write",
        met_by=any_of(seen(Order, in_destination=YesNo.YES), seen(Order, destination_count=at_least(1))),
        missed_by=any_of(seen(Order, in_destination=YesNo.NO), seen(Order, destination_count=at_most(0))),
        # The guide gives an order no time to arrive. What counts is when it was placed: the runs around that
        # moment are the ones to look at, and an order that arrived before it says nothing of this one.
        windows=(
            Window(
                since=Order.placed_at,
                ok=minutes(0),
                late=minutes(0),
                late_inclusive=True,
                source=GUIDE.at("1.1 Orders not appearing, step 1", "10"),
            ),
        ),
        not_due_when=seen(Order, in_source=YesNo.NO),
        ladder=_LADDER,
        source=GUIDE.at("1.1 Orders not appearing; 1.4 Specific order; 1.5 Dynamics 365", "5-14, 25-28"),
        items=("appseconnect.d365.order-not-created",),
    ),
    Symptom(
        id=RECORD_RED,
        title="Snapshot shows a failed record, or Sync Info the order in error",
        scope=Flow,
        stage="read",
        # What is tried again is the record, not the flow that shows it.
        retryable=False,
        met_by=any_of(
            seen(Snapshot, state=SnapshotState.GREEN),
            seen(Snapshot, red_records=at_most(0)),
            seen(SyncInfo, order_state=OrderState.SUCCESS),
        ),
        missed_by=any_of(
            seen(Snapshot, state=one_of(SnapshotState.RED, SnapshotState.PARTIAL)),
            seen(Snapshot, red_records=at_least(1)),
            seen(SyncInfo, order_state=OrderState.ERROR),
            seen(Snapshot, error=says(*OF_ONE_RECORD, *PASSING)),
        ),
        ladder=(
            READ_ERROR,
            "appseconnect.orders.credential-expiry#validate",
            "appseconnect.check.sku",
            "appseconnect.orders.search-single-order#product",
            "appseconnect.orders.search-single-order#address",
            "appseconnect.orders.search-single-order#partner",
            "appseconnect.error.business-partner-not-found#code",
            "appseconnect.error.invalid-series#configured",
            "appseconnect.check.null_default",
        ),
        source=GUIDE.at("1.1 Orders not appearing, steps 3 and 4; 1.4 Specific order", "12-13, 26"),
    ),
)

FAULTS = (
    # --- 1.1 nothing starts the flow --------------------------------------------------------
    Fault(
        id="appseconnect.orders.flow-paused",
        title="The flow is not Active",
        scope=Flow,
        # A flow that could not be deployed never became Active: nobody paused it.
        guard=any_of(seen(Flow, status=FlowStatus.PAUSED), seen(Flow, deploy_result=DeployResult.SUCCESS)),
        shown_by=NOT_ACTIVE,
        leads_to=(must(FLOW_NOT_STARTED), must(RESYNC_IDLE)),
        check="appseconnect.orders.check-active-and-trigger#active",
        remedy=Remedy(
            (
                "Open the ProcessFlow list.",
                "Resume the flow, so that its status reads Active.",
            ),
            verify="Look in Sync Info for a run after that.",
        ),
        source=GUIDE.at("1.1 Orders not appearing, step 2 and causes", "11, 17"),
        prior=Prior.COMMON,
        family=SWITCHED_OFF,
        items=("appseconnect.schedule.flow-paused",),
    ),
    Fault(
        id="appseconnect.orders.webhook-not-firing",
        title="The shop does not call the webhook of the flow",
        scope=Flow,
        guard=seen(Flow, trigger=FlowTrigger.WEBHOOK),
        shown_by=any_of(
            seen(Webhook, last_delivery=absent()),
            seen(Webhook, last_delivery=before(Order.placed_at)),
            one_sided(seen(Webhook, registered_in_store=YesNo.NO)),
        ),
        # Of several orders some come before the last call and some after it: the later ones decide.
        exonerated_by=seen(Webhook, last_delivery=after(Order.placed_at)),
        leads_to=(must(FLOW_NOT_STARTED),),
        check="appseconnect.orders.check-active-and-trigger#webhook",
        remedy=Remedy(
            (
                "Copy the webhook address from the deployment panel of the flow.",
                "Register it in the shop again.",
            ),
            verify="Place or resend an order and look for a run in Sync Info.",
        ),
        source=GUIDE.at("1.1 Orders not appearing, step 2 and causes", "11, 16"),
        prior=Prior.COMMON,
        family=STALE_ENDPOINT,
    ),
    Fault(
        id="appseconnect.orders.trigger-misconfigured",
        title="The schedule or webhook of the flow is not set up rightly",
        scope=Flow,
        shown_by=seen(Flow, trigger_configured=YesNo.NO),
        leads_to=(must(FLOW_NOT_STARTED),),
        check="appseconnect.orders.check-active-and-trigger#trigger",
        remedy=Remedy(
            (
                "Set the schedule of the flow, in UTC, or register its webhook in the shop.",
                "Save and deploy the flow.",
            ),
            verify="Look in Sync Info for a run at the next time it is due.",
        ),
        source=GUIDE.at("1.1 Orders not appearing, step 2", "11"),
        family=SWITCHED_OFF,
    ),
    # --- 1.1 the flow runs and leaves the order out -----------------------------------------
    # A filter leaves no error behind, so nothing is said of it while Snapshot shows nothing at all.
    Fault(
        id="appseconnect.orders.filter-excludes-order",
        title="A condition of a DECISION node leaves the order out",
        scope=Order,
        guard=STILL_MISSING,
        shown_by=one_sided(seen(Flow, decision_conditions=Conditions.EXCLUDES)),
        refuted_by=any_of(
            seen(Flow, decision_conditions=Conditions.PASSES),
            # What Sync Info lists with a state has been through the flow.
            seen(SyncInfo, order_found=YesNo.YES),
            one_sided(seen(SyncInfo, order_state=known())),
        ),
        # While nothing can be read, a filter is not suspected; one that is seen holds the order back all the same.
        leads_to=(must(RECORD_FILTERED, guard=SNAPSHOT_READABLE), may(NUMBER_MISSING)),
        check="appseconnect.orders.search-single-order#decision",
        settled_by=("appseconnect.orders.search-single-order",),
        remedy=Remedy(
            (
                "Compare the order with the condition of every DECISION node of the flow.",
                "Correct the condition that it does not meet, unless it is meant to stay out.",
                "Save and deploy the flow, then sync the order again.",
            ),
            verify="Look for the order in Sync Info and in the destination.",
            retries_itself=False,
        ),
        source=GUIDE.at("1.1 Orders not appearing, causes; 1.4 Specific order", "18, 26"),
        family=FILTERED_OUT,
    ),
    # --- 1.1 the application refuses the login ----------------------------------------------
    # Section 2 says for each application how to get in again; its faults specify this one.
    Fault(
        id="appseconnect.orders.credential-expiry",
        title="The application no longer takes the credentials of the connection",
        scope=Connection,
        shown_by=one_sided(
            # At its end a token is over.
            seen(Connection, token_expires_at=older_than(seconds=0, or_equal=True)),
            seen(Connection, token_current=YesNo.NO),
        ),
        refuted_by=seen(Connection, validated=YesNo.YES),
        leads_to=(must(CONNECTION_REFUSED),),
        check="appseconnect.orders.credential-expiry#validate",
        settled_by=(
            "appseconnect.hubspot.check-order#2",
            "appseconnect.hubspot.check-order#3",
            READ_ERROR,
        ),
        remedy=Remedy(
            (
                "Open the connection and click Validate Connection.",
                "If it fails, renew the API key or the token as section 2 says for that application.",
                "Validate again, then resync the failed records.",
            ),
            verify="The connection validates, and the next run shows green records.",
            retries_itself=False,
        ),
        source=GUIDE.at("1.1 Orders not appearing, causes; 7 Error messages", "19, 185-186, 189"),
        prior=Prior.COMMON,
        refines=NOT_VALIDATED,
        family=LOST_AUTHORISATION,
        items=(
            "appseconnect.error.invalid-client",
            "appseconnect.error.access-denied",
            "appseconnect.error.token-has-expired",
            "appseconnect.error.token-invalid",
            "appseconnect.error.401-unauthorized",
        ),
    ),
)

EXPECTED = (
    # What shows nothing counts nothing: the figure on a blank page clears no fault.
    Expected(
        id="appseconnect.snapshot.blank-counts-nothing",
        title="A blank Snapshot counts no red records, whatever became of them",
        scope=Flow,
        kind=Design.DISPLAY,
        when=seen(Snapshot, state=SnapshotState.BLANK, red_records=at_most(0)),
        sets_aside=(Snapshot.red_records,),
        advice="Do not take it for a run without errors: find out first why the page is blank.",
        source=GUIDE.at("1.1 Orders not appearing, step 5; 4.1 Blank Snapshot", "14, 130"),
        items=("appseconnect.orders.check-snapshot-blank",),
    ),
    # The runs to look at are those since the order was placed; here there has been none, nor should there have been.
    Expected(
        id="appseconnect.orders.next-run-ahead",
        title="The order was placed after the last run of the flow, and the next is still to come",
        scope=Order,
        kind=Design.TRANSIENT,
        when=all_of(
            seen(Order, placed_at=after(Flow.last_run_at)),
            seen(
                Flow,
                trigger=FlowTrigger.SCHEDULE,
                status=FlowStatus.ACTIVE,
                next_run_at=younger_than(or_equal=True, seconds=0),
            ),
        ),
        explains=(NOT_IN_DESTINATION,),
        until=Until(Flow.next_run_at, minutes(0)),
        advice="Wait for the next run, then look for the order again; a resync beside the run may make it twice.",
        bars_retry=True,
        source=GUIDE.at("1.1 Orders not appearing, step 1", "10"),
        items=("appseconnect.orders.check-sync-info",),
    ),
)

CHECKS = (
    Check(
        "appseconnect.orders.check-sync-info",
        "Does Sync Info list a run of the flow around the time the order was placed?",
        GUIDE.at("1.1 Orders not appearing, step 1", "10"),
        asks=(SyncInfo.execution_in_window,),
        how=("Open ProcessFlow > Sync Info.", "Look for a run in the time in which the order came in."),
        cost=Cost.GLANCE,
        # An empty Sync Info lists no run, whether there was one or not.
        when=seen(SyncInfo, populated=YesNo.YES),
    ),
    Check(
        "appseconnect.orders.check-active-and-trigger#active",
        "Is the flow Active?",
        GUIDE.at("1.1 Orders not appearing, step 2 and causes", "11, 17"),
        asks=(Flow.status,),
        how=("Open the ProcessFlow list.", "Read the status of the flow."),
        cost=Cost.GLANCE,
        when=seen(SyncInfo, execution_in_window=YesNo.NO),
        items=("appseconnect.orders.check-active-and-trigger",),
    ),
    Check(
        "appseconnect.orders.check-active-and-trigger#trigger",
        "Is the schedule or the webhook of the flow set up rightly?",
        GUIDE.at("1.1 Orders not appearing, step 2", "11"),
        asks=(Flow.trigger_configured,),
        how=("Open the flow.", "Look what starts it and whether that is complete."),
        when=seen(SyncInfo, execution_in_window=YesNo.NO),
    ),
    Check(
        "appseconnect.orders.check-active-and-trigger#webhook",
        "When did the shop last call the webhook of the flow?",
        GUIDE.at("1.1 Orders not appearing, step 2 and causes", "11, 16"),
        asks=(Webhook.last_delivery,),
        how=("Open the webhooks in the admin pages of the shop.", "Read when the one of this flow was last delivered."),
        cost=Cost.PORTAL,
        when=all_of(
            seen(Flow, trigger=FlowTrigger.WEBHOOK),
            seen(SyncInfo, execution_in_window=YesNo.NO),
        ),
    ),
    Check(
        "appseconnect.orders.check-snapshot-red",
        "What does the Snapshot of that run show: green, red or nothing?",
        GUIDE.at("1.1 Orders not appearing, step 3", "12"),
        asks=(Snapshot.state,),
        how=("Open the Snapshot of the run.", "Look for red records."),
        when=seen(SyncInfo, execution_in_window=YesNo.YES),
    ),
    Check(
        READ_ERROR,
        "What does the error of the red record say, word for word?",
        GUIDE.at("1.1 Orders not appearing, step 4; 7 Error messages", "13, 20, 182-184"),
        asks=(Snapshot.error,),
        how=(
            "Click the red record in Snapshot and copy the whole message.",
            "Look it up in the guide's error table.",
        ),
        # Where no record is red, or none can be seen, there is no message to read.
        when=all_of(
            seen(Snapshot, state=one_of(SnapshotState.RED, SnapshotState.PARTIAL)),
            seen(Snapshot, red_records=at_least(1)),
        ),
        items=("appseconnect.error.table-usage",),
    ),
    # A blank page is an answer of its own: it says that nothing can be seen, not that nothing happened.
    Check(
        "appseconnect.orders.check-snapshot-blank",
        "Is the Snapshot of that run blank?",
        GUIDE.at("1.1 Orders not appearing, step 5", "14"),
        asks=(Snapshot.state,),
        how=("Open the Snapshot of the run.", "See whether it shows any record at all."),
        decides=("appseconnect.snapshot.return-response-missing",),
        when=seen(SyncInfo, execution_in_window=YesNo.YES),
    ),
    Check(
        "appseconnect.orders.search-single-order",
        "Does Sync Info list the order itself?",
        GUIDE.at("1.4 Specific order", "26"),
        asks=(SyncInfo.order_found,),
        how=("Open ProcessFlow > Sync Info.", "Search for the number of the order."),
        when=all_of(
            seen(SyncInfo, execution_in_window=YesNo.YES),
            seen(SyncInfo, populated=YesNo.YES),
            # A state is read where the order is listed.
            seen(SyncInfo, order_state=absent()),
        ),
    ),
    Check(
        "appseconnect.orders.search-single-order#state",
        "In which state does Sync Info list the order?",
        GUIDE.at("1.4 Specific order", "26"),
        asks=(SyncInfo.order_state,),
        how=("Search for the order in Sync Info.", "Read its state."),
        decides=("appseconnect.orders.sap-data-validation",),
        cost=Cost.GLANCE,
        when=all_of(seen(SyncInfo, order_found=YesNo.YES), seen(SyncInfo, populated=YesNo.YES)),
    ),
    Check(
        "appseconnect.orders.search-single-order#decision",
        "Does the order meet the conditions of every DECISION node?",
        GUIDE.at("1.1 Orders not appearing, causes; 1.4 Specific order", "18, 26"),
        asks=(Flow.decision_conditions,),
        how=(
            "Open the canvas of the flow.",
            "Compare the order's fields with the condition of each DECISION node.",
        ),
        when=all_of(seen(SyncInfo, order_found=YesNo.NO), seen(SyncInfo, order_state=absent())),
    ),
    Check(
        "appseconnect.orders.credential-expiry#validate",
        "Do the connections of the flow validate?",
        GUIDE.at("1.1 Orders not appearing, causes", "19"),
        asks=(Connection.validated,),
        how=("Open Apps > My Apps.", "Click Validate Connection for the source and for the destination."),
    ),
)
