"""Flows that leave no trace, and real-time flows that nothing answers (guide sections 4.1 and 4.2)."""

from __future__ import annotations

from engine.rules import (
    Actor,
    Change,
    Check,
    Contradiction,
    Cost,
    Design,
    Escalation,
    Expected,
    Fault,
    Finding,
    Message,
    Prior,
    Remedy,
    Symptom,
    Until,
    all_of,
    any_of,
    differs_from,
    may,
    minutes,
    must,
    none_of,
    older_than,
    one_of,
    one_sided,
    same_as,
    says,
    seen,
    younger_than,
)
from facts import (
    Agent,
    AgentStatus,
    AgentType,
    Flow,
    FlowTrigger,
    LastNode,
    Log,
    NodePlace,
    Order,
    ResponseFormat,
    ServiceState,
    Snapshot,
    SnapshotState,
    SyncInfo,
    Webhook,
    YesNo,
)
from rulebases.appseconnect.effects import (
    AGENT_DOWN,
    AGENT_OFFLINE,
    BLANK_SNAPSHOT,
    FLOW_CANNOT_RUN,
    FLOW_NOT_STARTED,
    NO_RUN,
    OUTCOME_NOT_RECORDED,
    SCHEDULE_NOT_RUNNING,
    SERVICE_NOT_AVAILABLE,
)
from rulebases.appseconnect.guide import GUIDE
from rulebases.families import STALE_ENDPOINT, SYSTEM_DOWN

SECONDS_60 = minutes(1)

# A blank page is a channel that is silent: it never says that there was no error.
BLANK = seen(Snapshot, state=SnapshotState.BLANK)
FILLED = seen(Snapshot, state=one_of(SnapshotState.GREEN, SnapshotState.RED, SnapshotState.PARTIAL))

# The text is APPSeCONNECT's own and has nothing to do with HTTP 503, "Service Unavailable".
SAYS_NOT_AVAILABLE = any_of(
    seen(Flow, error=says("Service not available")),
    seen(Snapshot, error=says("Service not available")),
    seen(Log, error=says("Service not available")),
)

SYMPTOMS = (
    Symptom(
        BLANK_SNAPSHOT,
        "Snapshot or Sync Info shows nothing of the flow's runs",
        Flow,
        # Its cause hides what could be read there; that it is blank says nothing of what hides it.
        stage="read",
        source=GUIDE.at("1.1 Orders not appearing; 4.1 Blank Snapshot", "14, 122-130"),
        met_by=FILLED,
        missed_by=any_of(BLANK, seen(SyncInfo, populated=YesNo.NO)),
        ladder=(
            "appseconnect.snapshot.return-response-mandatory#arrived",
            "appseconnect.snapshot.return-response-mandatory#node",
            "appseconnect.snapshot.return-response-mandatory#format",
        ),
        retryable=False,
    ),
    Symptom(
        SERVICE_NOT_AVAILABLE,
        "A real-time flow answers 'Service not available'",
        Flow,
        stage="run",
        source=GUIDE.at("4.2 Service not available; 7 Error messages", "131-137, 197"),
        missed_by=SAYS_NOT_AVAILABLE,
        ladder=(
            "appseconnect.realtime.check-order#insync",
            "appseconnect.realtime.check-order#agent",
            "appseconnect.realtime.check-order#redeploy",
            "appseconnect.realtime.check-order#webhook",
            "appseconnect.realtime.check-order#type",
        ),
        retryable=False,
    ),
)

FAULTS = (
    # --- 4.1 nothing recorded ---------------------------------------------------------------
    Fault(
        "appseconnect.snapshot.return-response-missing",
        "The flow does not end in a RETURN RESPONSE node",
        Flow,
        source=GUIDE.at("4.1 Blank Snapshot; 1.1 Orders not appearing", "14, 123-130"),
        shown_by=any_of(
            seen(Flow, return_response_node=one_of(NodePlace.MISSING, NodePlace.NOT_LAST)),
            seen(Flow, last_node=none_of(LastNode.RETURN_RESPONSE)),
            # What was written and not recorded shows that the run took place. Without either sign a blank page
            # may just as well be that of a flow that never ran.
            all_of(
                BLANK,
                any_of(seen(Order, in_destination=YesNo.YES), seen(SyncInfo, execution_in_window=YesNo.YES)),
            ),
        ),
        guard=all_of(
            seen(Flow, return_response_node=none_of(NodePlace.LAST)),
            seen(Flow, last_node=none_of(LastNode.RETURN_RESPONSE)),
        ),
        leads_to=(must(OUTCOME_NOT_RECORDED),),
        check="appseconnect.snapshot.return-response-mandatory#node",
        remedy=Remedy(
            (
                "Open the canvas of the flow.",
                "Drag a RETURN RESPONSE node from the panel and connect it behind all others.",
                "Let it return the array of processed records.",
                "Save, deploy the flow again and run a test sync.",
                "Then look for the failed records: until now their errors could not be seen.",
            ),
            by=Actor.INTEGRATOR,
            verify="Run a test sync; Snapshot and Sync Info must list its records.",
        ),
        prior=Prior.COMMON,
        items=("appseconnect.snapshot.return-response-mandatory",),
    ),
    Fault(
        "appseconnect.snapshot.response-format-wrong",
        "The RETURN RESPONSE node does not return the processed records",
        Flow,
        source=GUIDE.at("4.1 Blank Snapshot", "128"),
        shown_by=seen(Flow, return_response_format=ResponseFormat.OTHER),
        guard=seen(Flow, return_response_node=none_of(NodePlace.MISSING)),
        leads_to=(must(OUTCOME_NOT_RECORDED),),
        check="appseconnect.snapshot.return-response-mandatory#format",
        remedy=Remedy(
            (
                "Open the RETURN RESPONSE node of the flow.",
                "Set its response format to the array of processed records.",
                "Save, deploy the flow again and run a test sync.",
            ),
            by=Actor.INTEGRATOR,
            verify="Run a test sync; Snapshot and Sync Info must list its records.",
        ),
    ),
    # --- 4.2 real-time flows and the agent --------------------------------------------------
    Fault(
        "appseconnect.realtime.agent-offline",
        "The on-premise agent is offline, so that no flow runs on it",
        Agent,
        source=GUIDE.at("4.2 Service not available; 4.5 Schedule not running", "133-134, 153"),
        shown_by=seen(Agent, status=AgentStatus.OFFLINE),
        # In the minute after a restart its status says nothing yet.
        guard=all_of(
            seen(Agent, type=AgentType.ON_PREMISE),
            seen(Agent, insync_restarted_at=older_than(seconds=60, or_equal=True)),
        ),
        leads_to=(must(AGENT_DOWN),),
        check="appseconnect.realtime.check-order#agent",
        remedy=Remedy(
            (
                "Restart InSync Service on the agent's machine, unless that was done since it went offline.",
                "Wait 60 seconds and look at Environments again.",
                "If it stays offline, check the way from its machine to the cloud: internet, VPN, port 443, proxy.",
            ),
            verify="Look whether Environments shows the agent as Online.",
            expect_within=SECONDS_60,
        ),
        prior=Prior.COMMON,
        family=SYSTEM_DOWN,
        items=("appseconnect.schedule.agent-offline",),
    ),
    Fault(
        "appseconnect.realtime.insync-stopped",
        "InSync Service is stopped on the agent's machine",
        Agent,
        source=GUIDE.at("4.2 Service not available; 7 Error messages", "132, 197"),
        shown_by=seen(Agent, insync_service=ServiceState.STOPPED),
        guard=seen(Agent, type=AgentType.ON_PREMISE),
        leads_to=(must(AGENT_DOWN),),
        check="appseconnect.realtime.check-order#insync",
        remedy=Remedy(
            (
                "Open services.msc on the agent's machine.",
                "Start InSync Service.",
                "Wait 60 seconds and look at the agent's status in the portal.",
            ),
            verify="Look whether Environments shows the agent as Online.",
            expect_within=SECONDS_60,
        ),
        prior=Prior.COMMON,
        refines="appseconnect.realtime.agent-offline",
        family=SYSTEM_DOWN,
    ),
    # An online agent and the text still leave the source's address open, so that alone confirms nothing.
    Fault(
        "appseconnect.realtime.redeploy-needed",
        "What is deployed of the real-time flow no longer answers",
        Flow,
        source=GUIDE.at("4.2 Service not available", "135"),
        shown_by=one_sided(
            all_of(
                seen(Agent, status=AgentStatus.ONLINE),
                SAYS_NOT_AVAILABLE,
                seen(Webhook, registered_url=same_as(Webhook.deployment_url, folded=True)),
            )
        ),
        guard=all_of(seen(Flow, trigger=FlowTrigger.WEBHOOK), seen(Flow, redeployed=YesNo.NO)),
        leads_to=(may(FLOW_CANNOT_RUN),),
        check="appseconnect.realtime.check-order#redeploy",
        remedy=Remedy(
            (
                "Undeploy the flow and deploy it again.",
                "Compare the webhook address in the source with the deployment details: it may have changed.",
            ),
            verify="Create a test record in the source and look for the run in Sync Info.",
        ),
    ),
    Fault(
        "appseconnect.realtime.webhook-url-mismatch",
        "The source application calls an address the flow no longer listens on",
        Flow,
        source=GUIDE.at("4.2 Service not available", "136"),
        shown_by=seen(Webhook, registered_url=differs_from(Webhook.deployment_url, folded=True)),
        guard=seen(Flow, trigger=FlowTrigger.WEBHOOK),
        leads_to=(must(FLOW_NOT_STARTED), may(SERVICE_NOT_AVAILABLE)),
        check="appseconnect.realtime.check-order#webhook",
        remedy=Remedy(
            (
                "Copy the current address from the deployment details of the flow.",
                "Register it as the webhook in the source application instead of the old one.",
            ),
            verify="Create a test record in the source and look for the run in Sync Info.",
        ),
        refines="appseconnect.orders.webhook-not-firing",
        family=STALE_ENDPOINT,
    ),
)

FINDINGS = (
    Finding(
        "appseconnect.snapshot.masks-errors",
        "Snapshot shows nothing, so nothing can be said of what happened to the records",
        Flow,
        source=GUIDE.at("4.1 Blank Snapshot", "130"),
        shown_by=BLANK,
        follows_from=(BLANK_SNAPSHOT,),
        points_to=("appseconnect.snapshot.return-response-missing", "appseconnect.snapshot.response-format-wrong"),
        check="appseconnect.snapshot.return-response-mandatory#arrived",
        remedy=Remedy(
            (
                "Do not take the empty page for a run without errors.",
                "Find out whether the flow ran at all: look whether any of its records arrived.",
                "If they did, repair the RETURN RESPONSE node, run a test sync and read the errors then.",
            ),
        ),
    ),
    # One text for an agent that is off, a deployment gone bad and a stopped service: it says where, not why.
    Finding(
        "appseconnect.error.service-not-available",
        "Nothing answers behind the real-time flow",
        Flow,
        source=GUIDE.at("7 Error messages; 4.2 Service not available", "131-137, 197"),
        shown_by=SAYS_NOT_AVAILABLE,
        follows_from=(SERVICE_NOT_AVAILABLE,),
        points_to=(
            "appseconnect.realtime.insync-stopped",
            "appseconnect.realtime.agent-offline",
            "appseconnect.realtime.redeploy-needed",
            "appseconnect.realtime.webhook-url-mismatch",
        ),
        check="appseconnect.realtime.check-order#insync",
        remedy=Remedy(
            (
                "See in services.msc on the agent's machine whether InSync Service runs, and start it.",
                "See in Environments whether the agent is Online.",
                "If it is, undeploy and redeploy the flow and compare the webhook address.",
            ),
        ),
    ),
)

EXPECTED = (
    Expected(
        "appseconnect.realtime.wait-after-insync-restart",
        "InSync Service was restarted less than 60 seconds ago",
        Agent,
        Design.TRANSIENT,
        when=seen(Agent, insync_restarted_at=younger_than(seconds=60)),
        source=GUIDE.at("4.2 Service not available", "134"),
        explains=(AGENT_OFFLINE, SERVICE_NOT_AVAILABLE, NO_RUN, SCHEDULE_NOT_RUNNING),
        until=Until(Agent.insync_restarted_at, SECONDS_60),
        # A service that has stopped again comes online however long one waits.
        unless=seen(Agent, insync_service=ServiceState.STOPPED),
        advice="Wait for the minute to pass, then look at the agent's status again.",
        bars_retry=True,
    ),
)

MESSAGES = (
    Message(
        "Service not available",
        names="appseconnect.error.service-not-available",
        item="appseconnect.error.service-not-available",
        where=(Flow.error, Snapshot.error, Log.error),
        source=GUIDE.at("7 Error messages", "197"),
    ),
)

CHECKS = (
    Check(
        "appseconnect.snapshot.return-response-mandatory#arrived",
        "Did records of the run arrive in the destination all the same?",
        GUIDE.at("4.1 Blank Snapshot", "130"),
        asks=(Order.in_destination,),
        how=("Open the destination and look for a record that the flow should have carried.",),
        decides=("appseconnect.snapshot.return-response-missing",),
        cost=Cost.PORTAL,
    ),
    Check(
        "appseconnect.snapshot.return-response-mandatory#node",
        "Is RETURN RESPONSE the last node of the flow?",
        GUIDE.at("4.1 Blank Snapshot", "124-126"),
        asks=(Flow.return_response_node,),
        how=("Open the canvas of the flow.", "Follow it to its last node."),
    ),
    Check(
        "appseconnect.snapshot.return-response-mandatory#format",
        "Does the RETURN RESPONSE node return the array of processed records?",
        GUIDE.at("4.1 Blank Snapshot", "128"),
        asks=(Flow.return_response_format,),
        how=("Open the canvas of the flow.", "Read the response format of its RETURN RESPONSE node."),
        when=seen(Flow, return_response_node=none_of(NodePlace.MISSING)),
    ),
    Check(
        "appseconnect.realtime.check-order#insync",
        "Does InSync Service run on the agent's machine?",
        GUIDE.at("4.2 Service not available", "132"),
        asks=(Agent.insync_service,),
        how=("Open services.msc on the agent's machine.", "Find InSync Service and read its status."),
        cost=Cost.PORTAL,
        when=seen(Agent, type=AgentType.ON_PREMISE),
    ),
    Check(
        "appseconnect.realtime.check-order#agent",
        "Does Environments show the agent as Online?",
        GUIDE.at("4.2 Service not available; 4.5 Schedule not running", "133-134, 153"),
        asks=(Agent.status,),
        how=("Open Environments in the portal.", "Read the status of the agent."),
        cost=Cost.GLANCE,
        when=seen(Agent, type=AgentType.ON_PREMISE),
        items=("appseconnect.schedule.check-order",),
    ),
    Check(
        "appseconnect.realtime.check-order#redeploy",
        "Was the flow undeployed and deployed again since it began to fail?",
        GUIDE.at("4.2 Service not available", "135"),
        asks=(Flow.redeployed,),
        how=("Undeploy the flow, deploy it again and try once more.",),
    ),
    Check(
        "appseconnect.realtime.check-order#webhook",
        "Does the source application call the address in the deployment details?",
        GUIDE.at("4.2 Service not available", "136"),
        asks=(Webhook.registered_url, Webhook.deployment_url),
        how=(
            "Copy the webhook address registered in the source application.",
            "Compare it with the endpoint in the deployment details of the flow.",
        ),
        decides=("appseconnect.realtime.redeploy-needed",),
        cost=Cost.PORTAL,
    ),
    Check(
        "appseconnect.realtime.check-order#type",
        "Does the flow run on the cloud agent or on an agent on the premises?",
        GUIDE.at("4.2 Service not available", "132, 137"),
        asks=(Agent.type,),
        how=("Open Environments in the portal.", "See where the agent of the flow runs."),
        cost=Cost.GLANCE,
    ),
)

ESCALATIONS = (
    Escalation(
        "appseconnect.realtime.cloud-agent-support",
        "A real-time flow on the cloud agent is not available",
        GUIDE.at("4.2 Service not available", "137"),
        to="APPSeCONNECT support",
        when=all_of(
            SAYS_NOT_AVAILABLE,
            any_of(seen(Agent, type=AgentType.CLOUD), seen(Flow, environment=AgentType.CLOUD)),
        ),
        symptoms=(SERVICE_NOT_AVAILABLE,),
    ),
)

CONTRADICTIONS = (
    Contradiction(
        "What a blank Snapshot goes with: a run that Sync Info lists, or a Sync Info as empty",
        (GUIDE.at("1.1 Orders not appearing", "12-14"), GUIDE.at("4.1 Blank Snapshot", "122-129")),
        choice="Either: a blank Snapshot is the symptom, an empty Sync Info may stand beside it.",
        because="Section 1 comes to the Snapshot from a listed run, section 4 says that both fill again together.",
        items=("appseconnect.snapshot.return-response-missing", "appseconnect.orders.check-snapshot-blank"),
    ),
    Contradiction(
        "What 'Service not available' means: InSync Service stopped, or any of four causes",
        (GUIDE.at("7 Error messages", "197"), GUIDE.at("4.2 Service not available", "131-137")),
        choice="The text only says that nothing answers; the cause needs evidence of its own.",
        because="Section 4.2 goes on to an agent that is online and fails all the same.",
        items=("appseconnect.error.service-not-available", "appseconnect.realtime.redeploy-needed"),
    ),
)

CHANGES = (
    Change(Agent.insync_restarted_at, (Agent.status, Agent.insync_service)),
    Change(
        Flow.deployed_at,
        (Flow.return_response_node, Flow.return_response_format, Flow.last_node, Webhook.deployment_url),
    ),
)
