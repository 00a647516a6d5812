"""Runs that time out or slow down, and files that are too large (guide section 5)."""

from __future__ import annotations

from engine.rules import (
    Actor,
    Check,
    Contradiction,
    Cost,
    Design,
    Expected,
    Fault,
    Finding,
    Message,
    Prior,
    Procedure,
    Remedy,
    Symptom,
    above,
    after,
    all_of,
    any_of,
    at_least,
    at_most,
    below,
    may,
    more_than,
    must,
    none_of,
    one_of,
    one_sided,
    says,
    seen,
)
from facts import (
    Agent,
    AgentType,
    Attachment,
    Connection,
    Error,
    File,
    Flow,
    FlowPhase,
    Load,
    Log,
    Payload,
    RunResult,
    Snapshot,
    SnapshotState,
    SyncInfo,
    TableSize,
    Trend,
    YesNo,
)
from rulebases.appseconnect.effects import ON_PREMISE, PARTIAL_RUN, RECORD_REFUSED, RUN_CUT_SHORT, TIMED_OUT
from rulebases.appseconnect.guide import GUIDE
from rulebases.families import TIMEOUT

SLOWING = "appseconnect.slow.degrading"
FILE_MISSING = "appseconnect.symptom.file_missing"

BROKE_OFF = any_of(seen(Snapshot, partial=YesNo.YES), seen(Flow, last_run=RunResult.PARTIAL))
# One timeout may pass. One that comes again, or that broke a run off, is a fault of the flow.
KEEPS_TIMING_OUT = all_of(
    TIMED_OUT,
    any_of(BROKE_OFF, seen(Error, occurrences=at_least(2)), one_sided(seen(Error, last_at=after(Error.first_at)))),
)
TOO_LARGE = any_of(
    seen(Snapshot, error=says("Payload too large")),
    seen(Flow, error=says("Payload too large")),
    seen(Log, error=says("Payload too large")),
)

SAP_B1 = ("SAP Business One", "SAP")
LOADS_SAP_B1 = any_of(
    seen(Flow, destination=one_of(*SAP_B1)),
    seen(Flow, source=one_of(*SAP_B1)),
    seen(Connection, app=one_of(*SAP_B1)),
)
_FIRST_LOAD = seen(Flow, records_per_call=more_than(20), phase=FlowPhase.INITIAL_LOAD)
# 25 is the figure the guide lowers a batch to; the first load of SAP Business One takes 20 at most.
SMALL_BATCH = any_of(
    seen(Flow, records_per_call=at_most(20)),
    all_of(
        seen(Flow, records_per_call=at_most(25)),
        any_of(seen(Flow, phase=FlowPhase.DAILY_RUN), seen(Flow, destination=none_of(*SAP_B1))),
    ),
)

SYMPTOMS = (
    Symptom(
        PARTIAL_RUN,
        "A run stops before all its records are through",
        Flow,
        stage="read",
        source=GUIDE.at("5.1 Timeouts", "156-161"),
        met_by=any_of(
            seen(Snapshot, partial=YesNo.NO),
            seen(Snapshot, state=SnapshotState.GREEN),
            seen(Flow, last_run=RunResult.SUCCESS),
        ),
        missed_by=any_of(BROKE_OFF, TIMED_OUT),
        ladder=(
            "appseconnect.orders.read-snapshot-error",
            "appseconnect.error.request-timeout#again",
            "appseconnect.timeout.check-order#batch",
            "appseconnect.timeout.check-order#delay",
            "appseconnect.timeout.check-order#sapb1",
        ),
        retryable=False,
        untimed_counts=False,
    ),
    # The guide's example is a fall to a tenth. Less than half is called slow here: a quieter hour is none.
    Symptom(
        SLOWING,
        "A flow handles fewer and fewer records in an hour",
        Flow,
        stage="read",
        source=GUIDE.at("5.2 Slowing down", "162-166"),
        met_by=seen(Flow, records_per_hour_history=one_of(Trend.STEADY, Trend.RISING)),
        missed_by=any_of(
            seen(Flow, records_per_hour_history=Trend.FALLING),
            seen(Flow, records_last_hour=below(Flow.records_per_hour_history, times=0.5)),
        ),
        ladder=(
            "appseconnect.slow.check-order#sync-info",
            "appseconnect.slow.check-order#watermark",
            "appseconnect.slow.check-order#agent",
        ),
        retryable=False,
    ),
    Symptom(
        FILE_MISSING,
        "A file or an attachment does not arrive",
        Flow,
        stage="write",
        source=GUIDE.at("5.3 Large files", "167-170"),
        met_by=any_of(seen(File, in_destination=YesNo.YES), seen(Attachment, in_destination=YesNo.YES)),
        missed_by=any_of(seen(File, in_destination=YesNo.NO), seen(Attachment, in_destination=YesNo.NO)),
        ladder=(
            "appseconnect.files.embedded-in-data-sync#embedded",
            "appseconnect.files.payload-limit#size",
            "appseconnect.files.dms-limits#limit",
        ),
    ),
)

FAULTS = (
    # --- 5.1 timeouts -----------------------------------------------------------------------
    # The guide names no size that is always too large; above its own figure of 25 timeouts speak for it.
    Fault(
        "appseconnect.timeout.large-batch",
        "One call asks for too many records",
        Flow,
        source=GUIDE.at("5.1 Timeouts", "157-158, 161"),
        shown_by=one_sided(all_of(KEEPS_TIMING_OUT, seen(Flow, records_per_call=more_than(25)))),
        refuted_by=seen(Flow, records_per_call=at_most(1)),
        leads_to=(may(RUN_CUT_SHORT),),
        check="appseconnect.timeout.check-order#batch",
        remedy=Remedy(
            (
                "Open the APP (GET) node of the flow.",
                "Lower the records per call, for example from 100 to 25, and deploy again.",
                "If runs still time out, let a DELAY node wait between batches.",
                "If they time out even so, split the flow into several, each with a range of dates or record IDs.",
            ),
            by=Actor.INTEGRATOR,
            verify="Run the flow and see in Snapshot that all records went through.",
        ),
        prior=Prior.COMMON,
        family=TIMEOUT,
    ),
    # Only where the batches are small already: a large one is the likelier cause, and the guide lowers it first.
    Fault(
        "appseconnect.timeout.no-delay-between-batches",
        "The destination gets no time between two batches",
        Flow,
        source=GUIDE.at("5.1 Timeouts", "159"),
        shown_by=one_sided(
            all_of(
                KEEPS_TIMING_OUT,
                SMALL_BATCH,
                any_of(seen(Flow, delay_between_batches=YesNo.NO), seen(Flow, delay_node=YesNo.NO)),
            )
        ),
        refuted_by=any_of(
            seen(Flow, delay_between_batches=YesNo.YES),
            seen(Flow, delay_node=YesNo.YES),
            seen(Flow, delay_node_seconds=more_than(0)),
        ),
        leads_to=(may(RUN_CUT_SHORT),),
        check="appseconnect.timeout.check-order#delay",
        remedy=Remedy(
            (
                "Open the canvas of the flow.",
                "Put a DELAY node between two batches, save and deploy again.",
                "If runs still time out, split the flow into several, each with a range of dates or record IDs.",
            ),
            by=Actor.INTEGRATOR,
            verify="Run the flow and see in Snapshot that all records went through.",
        ),
        family=TIMEOUT,
    ),
    Fault(
        "appseconnect.timeout.sapb1-batch",
        "A first load hands SAP Business One more than 20 records in a call",
        Flow,
        source=GUIDE.at("5.1 Timeouts", "160"),
        # The route of a case may be all that names SAP Business One: then a load that times out shows it, unless
        # the flow is known to write elsewhere.
        guard=seen(Flow, destination=one_of(*SAP_B1)),
        shown_by=any_of(all_of(_FIRST_LOAD, LOADS_SAP_B1), one_sided(all_of(_FIRST_LOAD, KEEPS_TIMING_OUT))),
        refuted_by=any_of(seen(Flow, records_per_call=at_most(20)), seen(Flow, phase=FlowPhase.DAILY_RUN)),
        systems=SAP_B1,
        leads_to=(may(RUN_CUT_SHORT),),
        check="appseconnect.timeout.check-order#sapb1",
        remedy=Remedy(
            (
                "Open the APP (GET) node of the flow.",
                "Set the records per call to 10-20 for as long as the first load lasts, and deploy again.",
            ),
            by=Actor.INTEGRATOR,
            verify="Run the load and see in Snapshot that all records went through.",
        ),
        refines="appseconnect.timeout.large-batch",
        family=TIMEOUT,
    ),
    # --- 5.2 slowing down -------------------------------------------------------------------
    Fault(
        "appseconnect.slow.sync-info-too-large",
        "The Sync Info table has grown so large that writing to it takes long",
        SyncInfo,
        source=GUIDE.at("5.2 Slowing down", "164"),
        shown_by=seen(SyncInfo, table_size=TableSize.VERY_LARGE),
        leads_to=(may(SLOWING),),
        check="appseconnect.slow.check-order#sync-info",
        remedy=Remedy(
            (
                "Archive the old Sync Info records you have to keep.",
                "Delete the rest of the old ones.",
            ),
            verify="Compare the records per hour before and after.",
        ),
    ),
    Fault(
        "appseconnect.slow.watermark-not-saved",
        "The time of the last sync is not saved, so that every run reads more old records",
        Flow,
        source=GUIDE.at("5.2 Slowing down", "165"),
        shown_by=any_of(seen(Flow, watermark_advances=YesNo.NO), seen(Flow, watermark_updated=YesNo.NO)),
        refuted_by=any_of(seen(Flow, watermark_advances=YesNo.YES), seen(Flow, watermark_updated=YesNo.YES)),
        exonerated_by=seen(Flow, fetched_records_per_run=one_of(Trend.STEADY, Trend.FALLING)),
        leads_to=(may(SLOWING),),
        check="appseconnect.slow.check-order#watermark",
        remedy=Remedy(
            (
                "Note the watermark of the flow, let it run and read the watermark again.",
                "If it has not moved on, correct the step that saves it after a run without errors.",
                "Deploy the flow again.",
            ),
            by=Actor.INTEGRATOR,
            verify="Look whether each run fetches only what changed since the one before.",
        ),
    ),
    # The guide gives no figure; nine tenths of a processor or of the memory leave little for the agent.
    Fault(
        "appseconnect.slow.agent-resources",
        "The agent's machine is short of processor time or memory",
        Agent,
        source=GUIDE.at("5.2 Slowing down", "166"),
        shown_by=any_of(
            seen(Agent, cpu_or_memory=Load.HIGH),
            one_sided(seen(Agent, cpu_percent=at_least(90)), seen(Agent, memory_percent=at_least(90))),
        ),
        refuted_by=seen(Agent, cpu_or_memory=Load.NORMAL),
        guard=seen(Agent, type=AgentType.ON_PREMISE),
        leads_to=(may(SLOWING, guard=ON_PREMISE),),
        check="appseconnect.slow.check-order#agent",
        remedy=Remedy(
            (
                "Open Windows Task Manager on the agent's machine.",
                "End or move what takes processor time and memory away from the agent.",
                "Give the machine more of what it is short of if that is not enough.",
            ),
            verify="Watch the load while a flow runs and compare the records per hour.",
        ),
    ),
    # --- 5.3 files --------------------------------------------------------------------------
    Fault(
        "appseconnect.files.payload-limit",
        "One call carries more data than APPSeCONNECT lets through",
        Flow,
        source=GUIDE.at("5.3 Large files; 7 Error messages", "168-169, 202"),
        shown_by=seen(Payload, size_mb=above(Payload.limit_mb)),
        leads_to=(may(RECORD_REFUSED), may(FILE_MISSING)),
        check="appseconnect.files.payload-limit#size",
        remedy=Remedy(
            (
                "Lower the records per call.",
                "Move files and images to a flow of their own.",
                "Cut what is still too large into chunks with a SPLITTER node.",
            ),
            by=Actor.INTEGRATOR,
            verify="Sync the record again and look whether Snapshot shows it green.",
        ),
    ),
    Fault(
        "appseconnect.files.embedded-in-data-sync",
        "The flow sends the content of files inside its data calls, which makes them too large",
        Flow,
        source=GUIDE.at("5.3 Large files", "168"),
        shown_by=all_of(
            seen(Flow, embeds_file_content=YesNo.YES),
            any_of(
                TOO_LARGE,
                seen(Payload, size_mb=above(Payload.limit_mb)),
                seen(Attachment, size_mb=above(Payload.limit_mb)),
            ),
        ),
        leads_to=(may(RECORD_REFUSED), may(FILE_MISSING)),
        check="appseconnect.files.embedded-in-data-sync#embedded",
        remedy=Remedy(
            (
                "Take the file content out of the main flow.",
                "Make a flow of its own that transfers the files.",
                "Let a SPLITTER node there cut large files into chunks.",
            ),
            by=Actor.INTEGRATOR,
            verify="Sync a record with a large file: the record and the file must both arrive.",
        ),
        refines="appseconnect.files.payload-limit",
    ),
    Fault(
        "appseconnect.files.dms-limits",
        "The document system's connector is not the one made for it, or takes no file of this size",
        File,
        source=GUIDE.at("5.3 Large files", "170"),
        shown_by=any_of(seen(File, connector_fits=YesNo.NO), seen(File, size=above(File.limit))),
        leads_to=(must(FILE_MISSING),),
        check="appseconnect.files.dms-limits#limit",
        remedy=Remedy(
            (
                "Use the connector made for the document system: SharePoint, Google Drive or SAP Document Management.",
                "Set the file size limit as the documentation of that connector says.",
            ),
            by=Actor.INTEGRATOR,
            verify="Transfer the file again and look for it in the document system.",
        ),
    ),
)

FINDINGS = (
    # Both texts say only that an answer took too long; batch size, pauses and the destination may all be why.
    Finding(
        "appseconnect.error.request-timeout",
        "A call of the run was given up because the answer took too long",
        Flow,
        source=GUIDE.at("5.1 Timeouts", "157"),
        shown_by=TIMED_OUT,
        follows_from=(PARTIAL_RUN,),
        points_to=(
            "appseconnect.timeout.large-batch",
            "appseconnect.timeout.no-delay-between-batches",
            "appseconnect.timeout.sapb1-batch",
        ),
        check="appseconnect.timeout.check-order#batch",
        remedy=Remedy(
            (
                "Run the flow once more: a single timeout may pass.",
                "If it comes again, make the batches smaller, then pause between them.",
                "If neither helps, split the flow into several, each with a range of dates or record IDs.",
            ),
            by=Actor.INTEGRATOR,
            workaround=("appseconnect.timeout.split-flow",),
        ),
        items=("appseconnect.error.gateway-timeout",),
    ),
)

EXPECTED = (
    # The guide goes on only "if timeouts persist": one that has not come again is a slow moment of the other side.
    Expected(
        "appseconnect.error.request-timeout#first",
        "A call timed out once",
        Flow,
        Design.TRANSIENT,
        when=all_of(TIMED_OUT, seen(Error, occurrences=at_most(1))),
        unless=BROKE_OFF,
        source=GUIDE.at("5.1 Timeouts", "157, 161"),
        explains=(PARTIAL_RUN,),
        advice="Run the flow again; look at batch size and pauses only if it times out again.",
    ),
    # It excuses nothing: what is left is to split the flow.
    Expected(
        "appseconnect.timeout.split-flow#due",
        "Batches are small and the flow waits between them, and it still times out",
        Flow,
        Design.LIMITATION,
        when=all_of(
            KEEPS_TIMING_OUT,
            SMALL_BATCH,
            any_of(
                seen(Flow, delay_between_batches=YesNo.YES),
                seen(Flow, delay_node=YesNo.YES),
                seen(Flow, delay_node_seconds=more_than(0)),
            ),
        ),
        source=GUIDE.at("5.1 Timeouts", "161"),
        advice="Split the flow into several, each with a range of dates or record IDs that overlaps no other's.",
        items=("appseconnect.timeout.split-flow",),
    ),
)

MESSAGES = (
    Message(
        "Request timeout",
        names="appseconnect.error.request-timeout",
        item="appseconnect.error.request-timeout",
        where=(Snapshot.error, Snapshot.tracking_flow_post_node_error, Flow.error, Log.error),
        source=GUIDE.at("5.1 Timeouts", "157"),
    ),
    Message(
        "Gateway timeout",
        names="appseconnect.error.request-timeout",
        item="appseconnect.error.gateway-timeout",
        where=(Snapshot.error, Snapshot.tracking_flow_post_node_error, Flow.error, Log.error),
        source=GUIDE.at("5.1 Timeouts", "157"),
    ),
    Message(
        "Payload too large",
        names="appseconnect.files.payload-limit",
        item="appseconnect.error.payload-too-large",
        where=(Snapshot.error, Snapshot.tracking_flow_post_node_error, Flow.error, Log.error),
        source=GUIDE.at("7 Error messages; 5.3 Large files", "168, 202"),
    ),
)

CHECKS = (
    Check(
        "appseconnect.error.request-timeout#again",
        "Did the flow time out more than once?",
        GUIDE.at("5.1 Timeouts", "157, 161"),
        asks=(Error.occurrences, Flow.last_run),
        how=("Run the flow once more and see how that run ends.", "Count in its Snapshots how often a call timed out."),
        decides=("appseconnect.error.request-timeout#first",),
        cost=Cost.GLANCE,
        when=all_of(TIMED_OUT, seen(Error, occurrences=at_most(1)), seen(Snapshot, partial=YesNo.NO)),
    ),
    Check(
        "appseconnect.timeout.check-order#batch",
        "How many records does one call of the flow ask for?",
        GUIDE.at("5.1 Timeouts", "158"),
        asks=(Flow.records_per_call,),
        how=("Open the APP (GET) node of the flow.", "Read the records per call."),
    ),
    Check(
        "appseconnect.timeout.check-order#delay",
        "Does the flow wait between two batches?",
        GUIDE.at("5.1 Timeouts", "159"),
        asks=(Flow.delay_between_batches,),
        how=("Open the canvas of the flow.", "Look for a DELAY node between the batches."),
    ),
    Check(
        "appseconnect.timeout.check-order#sapb1",
        "Is this the first load of data, or the daily run?",
        GUIDE.at("5.1 Timeouts", "160"),
        asks=(Flow.phase,),
        how=("During a first load SAP Business One takes 10-20 records per call, however few that seems.",),
        cost=Cost.GLANCE,
    ),
    Check(
        "appseconnect.slow.check-order#sync-info",
        "Has the Sync Info table grown very large?",
        GUIDE.at("5.2 Slowing down", "164"),
        asks=(SyncInfo.table_size,),
        how=("Open Sync Info.", "See how far back it goes and how many rows it holds."),
    ),
    Check(
        "appseconnect.slow.check-order#watermark",
        "Does the watermark of the flow move on after each run without errors?",
        GUIDE.at("5.2 Slowing down", "165"),
        asks=(Flow.watermark_advances,),
        how=("Note the watermark before and after a run.", "Compare how many records each run fetches."),
    ),
    Check(
        "appseconnect.slow.check-order#agent",
        "Is the agent's machine short of processor time or memory?",
        GUIDE.at("5.2 Slowing down", "166"),
        asks=(Agent.cpu_or_memory,),
        how=("Open Windows Task Manager on the agent's machine.", "Look at processor and memory while a flow runs."),
        cost=Cost.PORTAL,
        when=seen(Agent, type=AgentType.ON_PREMISE),
    ),
    Check(
        "appseconnect.files.embedded-in-data-sync#embedded",
        "Does the flow send the content of files inside its data calls?",
        GUIDE.at("5.3 Large files", "168"),
        asks=(Flow.embeds_file_content,),
        how=("Open the MAPPER of the flow.", "Look for a field that carries the content of a file."),
    ),
    Check(
        "appseconnect.files.payload-limit#size",
        "How large is the call, and how large may it be?",
        GUIDE.at("5.3 Large files", "168"),
        asks=(Payload.size_mb, Payload.limit_mb),
        how=("The guide names no figure: ask APPSeCONNECT for the limit of your account.",),
        cost=Cost.PORTAL,
    ),
    Check(
        "appseconnect.files.dms-limits#limit",
        "How large is the file, and how large does the connector of the document system let it be?",
        GUIDE.at("5.3 Large files", "170"),
        asks=(File.size, File.limit),
        how=("See which connector carries the file.", "Read its file size limit in its documentation and settings."),
    ),
)

PROCEDURES = (
    Procedure(
        "appseconnect.timeout.split-flow",
        "Split a flow that still times out",
        (
            "Make sure that smaller batches and a DELAY node did not help.",
            "Copy the flow so that each copy covers a range of its own, by date or by record ID.",
            "See that the ranges do not overlap: what two flows carry arrives twice.",
            "Deploy the copies and pause the old flow.",
        ),
        GUIDE.at("5.1 Timeouts", "161"),
    ),
)

CONTRADICTIONS = (
    Contradiction(
        "How many records a call may ask for: 25, or 10-20",
        (GUIDE.at("5.1 Timeouts", "158"), GUIDE.at("5.1 Timeouts", "160")),
        choice="25 is small enough as a rule; during the first load of SAP Business One more than 20 is too many.",
        because="The first figure is an example for any system, the second a limit of one of them.",
        items=("appseconnect.timeout.large-batch", "appseconnect.timeout.sapb1-batch"),
    ),
)
