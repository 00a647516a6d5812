"""The pipeline of a process flow, and what faults do to it (guide sections 1, 2, 4 and 5)."""

from __future__ import annotations

from engine.rules import Chain, Effect, Stage, all_of, any_of, may, must, none_of, one_of, says, seen
from facts import (
    Agent,
    AgentType,
    Connection,
    Flow,
    FlowStatus,
    FlowTrigger,
    FlowType,
    Integration,
    Log,
    Order,
    Snapshot,
    SnapshotState,
    SyncInfo,
    YesNo,
)

STAGES = (
    Stage("deploy", "The flow is deployed and active"),
    Stage("trigger", "A schedule or a webhook starts the flow", after=("deploy",)),
    Stage("run", "The flow runs, in the cloud or on the agent", after=("trigger",)),
    Stage("fetch", "The run reads its records over the connection to their source", after=("run",)),
    Stage("select", "The flow's decisions let the record through", after=("fetch",)),
    Stage("write", "The destination takes the record", after=("select",)),
    Stage("return", "What the destination made of the record goes back to its source", after=("write",)),
    # A run can do all its work and leave no trace: what is recorded says nothing of what was written.
    Stage("record", "Snapshot and Sync Info record the run", after=("run",)),
    Stage("read", "The record's outcome can be read there", after=("record",)),
    Stage("access", "People get at the portal"),
)

FLOW_NOT_DEPLOYED = Effect("appseconnect.flow_not_deployed", "The flow is not deployed", Flow, blocks="deploy")
FLOW_NOT_STARTED = Effect("appseconnect.flow_not_started", "Nothing starts the flow", Flow, blocks="trigger")
FLOW_CANNOT_RUN = Effect("appseconnect.flow_cannot_run", "The flow is started and does not run", Flow, blocks="run")
AGENT_DOWN = Effect("appseconnect.agent_down", "No flow runs on the agent", Agent, blocks="run")
CONNECTION_REFUSED = Effect(
    "appseconnect.connection_refused", "The application refuses every call over the connection", Connection,
    blocks="fetch",
)  # fmt: skip
SAP_UNREACHABLE = Effect(
    "appseconnect.sap_unreachable", "SAP Business One answers no call", Integration, blocks="fetch"
)
RECORD_FILTERED = Effect("appseconnect.record_filtered", "A decision leaves the record out", Order, blocks="select")
RECORD_REFUSED = Effect("appseconnect.record_refused", "The destination refuses the record", Order, blocks="write")
RUN_CUT_SHORT = Effect("appseconnect.run_cut_short", "The run ends before all its records are through", Flow)
OUTCOME_NOT_RECORDED = Effect(
    "appseconnect.outcome_not_recorded", "The run leaves nothing in Snapshot and Sync Info", Flow, blocks="record"
)

NOT_VALIDATED = "appseconnect.deploy.unvalidated-credentials"
"""What a deployment is refused for, whatever keeps the connection from being validated."""

NOT_IN_DESTINATION = "appseconnect.orders.not-in-destination"
"""An order of the shop is not in the destination (Order, stage write)."""
NO_RUN = "appseconnect.symptom.no_run"
"""Sync Info lists no run in the time in question, though the flow should have run (Flow, stage run)."""
BLANK_SNAPSHOT = "appseconnect.symptom.blank_snapshot"
"""Snapshot and Sync Info show nothing of the flow's runs (Flow, stage read)."""
RECORD_RED = "appseconnect.symptom.record_red"
"""Snapshot shows a failed record, or Sync Info an order in error (Flow, stage read)."""
VALIDATION_FAILS = "appseconnect.symptom.validation_fails"
"""A connection does not pass validation (Connection, stage fetch)."""
AGENT_OFFLINE = "appseconnect.agent.cannot-connect"
"""The portal shows the on-premise agent as offline (Agent, stage run)."""
SERVICE_NOT_AVAILABLE = "appseconnect.realtime.service-not-available"
"""A real-time flow answers that its service is not available (Flow, stage run)."""
SCHEDULE_NOT_RUNNING = "appseconnect.schedule.not-running"
"""A scheduled flow did not run when it was due (Flow, stage run)."""
TRACKING_MISSING = "appseconnect.tracking.not-in-store"
"""SAP has the tracking number and the shop does not (Order, stage return)."""
PARTIAL_RUN = "appseconnect.symptom.partial_run"
"""A run stops before all its records are through (Flow, stage read)."""

# A flow that is known to carry something else cannot be why an order is missing.
CARRIES_ORDERS = seen(Flow, type=FlowType.ORDER)
CARRIES_TRACKING = seen(Flow, type=FlowType.TRACKING)
ON_PREMISE = all_of(
    any_of(seen(Agent, type=AgentType.ON_PREMISE), seen(Flow, environment=AgentType.ON_PREMISE)),
    # Another name of an environment says nothing of where it runs.
    seen(Flow, environment=none_of(AgentType.CLOUD)),
)
NOT_IN_FORCE = seen(Flow, status=FlowStatus.INACTIVE)
SCHEDULED = seen(Flow, trigger=FlowTrigger.SCHEDULE)
# A run in the time in question whose records all went through: whatever keeps an order away, no record failed.
NOTHING_RED = all_of(seen(Snapshot, state=SnapshotState.GREEN), seen(SyncInfo, execution_in_window=YesNo.YES))
OF_SAP = seen(Connection, app=one_of("SAP Business One", "SAP"))
# While Snapshot is blank nobody can have read why a record was refused, so a refusal explains nothing yet.
SNAPSHOT_READABLE = seen(Snapshot, state=one_of(SnapshotState.GREEN, SnapshotState.RED, SnapshotState.PARTIAL))

TIMED_OUT = any_of(
    seen(Snapshot, error=says("Request timeout", "Gateway timeout")),
    seen(Flow, error=says("Request timeout", "Gateway timeout")),
    seen(Log, error=says("Request timeout", "Gateway timeout")),
)

CHAINS = (
    Chain(FLOW_NOT_DEPLOYED, (must("appseconnect.deploy.fails"), may(FLOW_NOT_STARTED, guard=NOT_IN_FORCE))),
    Chain(
        FLOW_NOT_STARTED,
        (
            must(NO_RUN),
            must(SCHEDULE_NOT_RUNNING, guard=SCHEDULED),
            must(NOT_IN_DESTINATION, guard=CARRIES_ORDERS),
            must(TRACKING_MISSING, guard=CARRIES_TRACKING),
            may(BLANK_SNAPSHOT),
        ),
    ),
    Chain(
        FLOW_CANNOT_RUN,
        (
            may(NO_RUN),
            may(SCHEDULE_NOT_RUNNING, guard=SCHEDULED),
            may(SERVICE_NOT_AVAILABLE),
            must(NOT_IN_DESTINATION, guard=CARRIES_ORDERS),
            must(TRACKING_MISSING, guard=CARRIES_TRACKING),
            may(BLANK_SNAPSHOT),
        ),
    ),
    Chain(
        AGENT_DOWN,
        (
            must(AGENT_OFFLINE),
            must(NO_RUN, guard=ON_PREMISE),
            must(SCHEDULE_NOT_RUNNING, guard=all_of(ON_PREMISE, SCHEDULED)),
            may(SERVICE_NOT_AVAILABLE, guard=ON_PREMISE),
            must(NOT_IN_DESTINATION, guard=ON_PREMISE),
            must(TRACKING_MISSING, guard=ON_PREMISE),
            may(BLANK_SNAPSHOT, guard=ON_PREMISE),
        ),
    ),
    Chain(
        CONNECTION_REFUSED,
        (must(VALIDATION_FAILS), must(NOT_IN_DESTINATION), must(TRACKING_MISSING), may(RECORD_RED)),
    ),
    Chain(
        SAP_UNREACHABLE,
        (must(VALIDATION_FAILS, guard=OF_SAP), must(NOT_IN_DESTINATION), must(TRACKING_MISSING), may(RECORD_RED)),
    ),
    Chain(RECORD_FILTERED, (must(NOT_IN_DESTINATION),)),
    # A timeout breaks a run off by itself: no record need have been refused.
    Chain(
        RECORD_REFUSED,
        (
            must(RECORD_RED),
            must(NOT_IN_DESTINATION, guard=SNAPSHOT_READABLE, unless=NOTHING_RED),
            may(PARTIAL_RUN, unless=TIMED_OUT),
        ),
    ),
    Chain(RUN_CUT_SHORT, (must(PARTIAL_RUN), may(NOT_IN_DESTINATION, unless=NOTHING_RED), may(RECORD_RED))),
    # What leaves no trace in Sync Info looks as if it had not run.
    Chain(OUTCOME_NOT_RECORDED, (must(BLANK_SNAPSHOT), may(NO_RUN))),
)
