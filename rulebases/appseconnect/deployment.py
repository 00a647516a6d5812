"""Flows that cannot be deployed, and flows that do not run when they should (guide sections 4.4 and 4.5)."""

from __future__ import annotations

from engine.rules import (
    Actor,
    Check,
    Contradiction,
    Cost,
    Fault,
    Prior,
    Remedy,
    Symptom,
    absent,
    all_of,
    any_of,
    at_least,
    before,
    known,
    may,
    more_than,
    must,
    none_of,
    older_than_setting,
    one_of,
    seen,
    within_setting,
)
from facts import (
    Agent,
    AgentStatus,
    Connection,
    DeployResult,
    Flow,
    FlowTrigger,
    Mapper,
    RunOffset,
    ScheduleZone,
    Schema,
    SyncInfo,
    User,
    YesNo,
)
from rulebases.appseconnect.effects import FLOW_NOT_DEPLOYED, NO_RUN, NOT_VALIDATED, SCHEDULE_NOT_RUNNING
from rulebases.appseconnect.guide import GUIDE
from rulebases.families import LOST_AUTHORISATION

DEPLOY_FAILS = "appseconnect.deploy.fails"

_REFUSED_LOGIN = any_of(seen(Connection, all_validated=YesNo.NO), seen(Connection, validated=YesNo.NO))

RUNS_SHIFTED = "appseconnect.symptom.runs_shifted"

# The flow ran within its own interval, at whatever hour.
RUNS_TAKE_PLACE = seen(Flow, last_run_at=within_setting(Flow.schedule))

UTC_ZONES = ("UTC", "GMT", "Etc/UTC", "Etc/GMT", "Zulu")

SYMPTOMS = (
    # That a flow is active proves no more than that an earlier version of it was deployed.
    Symptom(
        DEPLOY_FAILS,
        "Deploying the flow gives an error, or the flow never becomes Active",
        Flow,
        stage="deploy",
        source=GUIDE.at("4.4 Deployment fails", "144-149"),
        met_by=seen(Flow, deploy_result=DeployResult.SUCCESS),
        missed_by=seen(Flow, deploy_result=one_of(DeployResult.ERROR, DeployResult.NEVER_ACTIVE)),
        ladder=(
            "appseconnect.deploy.check-order#canvas",
            "appseconnect.deploy.check-order#credentials",
            "appseconnect.deploy.check-order#mapper",
            "appseconnect.deploy.check-order#schema",
        ),
        retryable=False,
    ),
    # A run outside the hours meant is still a run: no other cause is needed for there being none within them.
    Symptom(
        NO_RUN,
        "The flow did not run in the time in question, or Sync Info does not list it",
        Flow,
        stage="run",
        source=GUIDE.at("1.1 Orders not appearing; 4.5 Schedule not running", "10-11, 151"),
        met_by=any_of(
            seen(SyncInfo, execution_in_window=YesNo.YES), seen(Flow, executions_at_expected_times=YesNo.YES)
        ),
        missed_by=any_of(
            seen(SyncInfo, execution_in_window=YesNo.NO), seen(Flow, executions_at_expected_times=YesNo.NO)
        ),
        follows=(RUNS_SHIFTED,),
        ladder=(
            "appseconnect.orders.check-active-and-trigger#active",
            "appseconnect.orders.check-active-and-trigger#trigger",
            "appseconnect.orders.check-active-and-trigger#webhook",
            "appseconnect.realtime.check-order#agent",
            "appseconnect.schedule.check-order#timezone",
        ),
        retryable=False,
    ),
    # The interval alone decides, whatever the hour: the guide grants no grace beyond the expected time.
    Symptom(
        SCHEDULE_NOT_RUNNING,
        "A scheduled flow has not run for longer than its interval",
        Flow,
        stage="run",
        source=GUIDE.at("4.5 Schedule not running", "150-154"),
        met_by=RUNS_TAKE_PLACE,
        missed_by=any_of(
            seen(Flow, last_run_at=older_than_setting(Flow.schedule)),
            seen(Flow, last_run_at=absent(), schedule=known()),
        ),
        follows=(NO_RUN, RUNS_SHIFTED),
        ladder=(
            "appseconnect.schedule.check-order#paused",
            "appseconnect.realtime.check-order#agent",
            "appseconnect.schedule.check-order#timezone",
            "appseconnect.orders.check-active-and-trigger#trigger",
        ),
        retryable=False,
    ),
    # It stands behind the run, because only what runs can run at another hour.
    Symptom(
        RUNS_SHIFTED,
        "A scheduled flow runs at another hour than was meant",
        Flow,
        stage="read",
        source=GUIDE.at("4.5 Schedule not running", "151, 154"),
        met_by=seen(Flow, actual_run_offset=RunOffset.NONE),
        missed_by=seen(Flow, actual_run_offset=one_of(RunOffset.UTC_OFFSET, RunOffset.OTHER)),
        ladder=("appseconnect.schedule.check-order#timezone",),
        retryable=False,
    ),
)

FAULTS = (
    # --- 4.4 deployment ---------------------------------------------------------------------
    Fault(
        "appseconnect.deploy.incomplete-canvas",
        "The canvas has no complete path from START to END",
        Flow,
        source=GUIDE.at("4.4 Deployment fails", "146"),
        shown_by=seen(Flow, canvas_path_complete=YesNo.NO),
        leads_to=(must(FLOW_NOT_DEPLOYED),),
        check="appseconnect.deploy.check-order#canvas",
        remedy=Remedy(
            (
                "Open the canvas of the flow.",
                "Connect every node that stands alone, so that each way leads from START to END.",
                "Save and deploy again.",
            ),
            by=Actor.INTEGRATOR,
            verify="Look whether deployment succeeds and the flow becomes Active.",
        ),
        prior=Prior.COMMON,
    ),
    # A deployed flow goes on running when a connection of it fails later; only the next deployment is refused.
    Fault(
        NOT_VALIDATED,
        "The flow cannot be deployed while a connection that it uses is not validated",
        Flow,
        source=GUIDE.at("4.4 Deployment fails", "147"),
        shown_by=all_of(
            _REFUSED_LOGIN,
            seen(Flow, deploy_result=one_of(DeployResult.ERROR, DeployResult.NEVER_ACTIVE)),
        ),
        refuted_by=seen(Connection, all_validated=YesNo.YES),
        foreseen_by=_REFUSED_LOGIN,
        leads_to=(must(FLOW_NOT_DEPLOYED),),
        check="appseconnect.deploy.check-order#credentials",
        remedy=Remedy(
            (
                "Open Apps > My Apps and validate every connection that the flow uses.",
                "Renew the credentials of those that do not pass.",
                "Deploy the flow again.",
            ),
            verify="Look whether deployment succeeds and the flow becomes Active.",
        ),
        prior=Prior.COMMON,
        family=LOST_AUTHORISATION,
    ),
    Fault(
        "appseconnect.deploy.mapper-syntax-error",
        "A transformation in the MAPPER has a syntax error",
        Mapper,
        source=GUIDE.at("4.4 Deployment fails", "148"),
        shown_by=seen(Mapper, red_indicators=at_least(1)),
        leads_to=(must(FLOW_NOT_DEPLOYED),),
        check="appseconnect.deploy.check-order#mapper",
        remedy=Remedy(
            (
                "Open the MAPPER of the flow.",
                "Correct the expression of each field that is marked red.",
                "Save and deploy the flow again.",
            ),
            by=Actor.INTEGRATOR,
            verify="Look that no field is marked red, then deploy.",
        ),
    ),
    Fault(
        "appseconnect.deploy.stale-schema-reference",
        "The MAPPER refers to fields that the schema no longer has",
        Mapper,
        source=GUIDE.at("4.4 Deployment fails", "149"),
        shown_by=seen(Mapper, references_missing_fields=YesNo.YES),
        # What was mapped after the schema last changed was mapped from the fields it has.
        exonerated_by=seen(Schema, updated_at=before(Mapper.created_at)),
        leads_to=(must(FLOW_NOT_DEPLOYED),),
        check="appseconnect.deploy.check-order#schema",
        remedy=Remedy(
            (
                "Compare the fields used in the MAPPER with the schema of the App Resource.",
                "Remove every reference to a field that is gone, or map the field that took its place.",
                "Save and deploy the flow again.",
            ),
            by=Actor.INTEGRATOR,
            verify="Look whether deployment succeeds and the flow becomes Active.",
        ),
    ),
    # --- 4.5 schedules ----------------------------------------------------------------------
    # Such a flow does run, only not when it is looked for: it never is why there is no run at all. An hourly one
    # hits every hour anyway.
    Fault(
        "appseconnect.schedule.utc-mismatch",
        "The hour of the schedule was meant as local time and is read as UTC",
        Flow,
        source=GUIDE.at("4.5 Schedule not running", "154"),
        shown_by=any_of(
            seen(Flow, schedule_entered_in=ScheduleZone.LOCAL),
            seen(Flow, actual_run_offset=RunOffset.UTC_OFFSET),
        ),
        refuted_by=any_of(
            seen(Flow, schedule_entered_in=ScheduleZone.UTC),
            seen(Flow, actual_run_offset=one_of(RunOffset.NONE, RunOffset.OTHER)),
        ),
        guard=all_of(
            seen(Flow, trigger=FlowTrigger.SCHEDULE),
            seen(Flow, schedule=more_than(60)),
            seen(Flow, last_run_at=known()),
            seen(User, timezone=none_of(*UTC_ZONES)),
        ),
        leads_to=(
            must(RUNS_SHIFTED),
            may(NO_RUN, guard=RUNS_TAKE_PLACE, unless=seen(Agent, status=AgentStatus.OFFLINE)),
        ),
        check="appseconnect.schedule.check-order#timezone",
        remedy=Remedy(
            (
                "Open the schedule of the flow.",
                "Convert the hour you mean from your time zone to UTC and enter that.",
                "Think of summer time: UTC does not follow it.",
            ),
            verify="Look in Sync Info whether the next run takes place at the hour meant.",
        ),
        prior=Prior.COMMON,
    ),
)

CHECKS = (
    Check(
        "appseconnect.deploy.check-order#canvas",
        "Is every node of the canvas connected, from START to END?",
        GUIDE.at("4.4 Deployment fails", "146"),
        asks=(Flow.canvas_path_complete,),
        how=("Open the canvas of the flow.", "Look for nodes that stand alone and for missing connections."),
    ),
    Check(
        "appseconnect.deploy.check-order#credentials",
        "Is every connection of the flow validated?",
        GUIDE.at("4.4 Deployment fails", "147"),
        asks=(Connection.all_validated,),
        how=("Open Apps > My Apps.", "Look at the connections of the flow, one by one."),
    ),
    Check(
        "appseconnect.deploy.check-order#mapper",
        "Is any field marked red in the MAPPER?",
        GUIDE.at("4.4 Deployment fails", "148"),
        asks=(Mapper.red_indicators,),
        how=("Open the MAPPER of the flow.", "Count the fields marked red."),
        cost=Cost.PAGE,
    ),
    Check(
        "appseconnect.deploy.check-order#schema",
        "Does the MAPPER use fields that the schema no longer has?",
        GUIDE.at("4.4 Deployment fails", "149"),
        asks=(Mapper.references_missing_fields,),
        how=(
            "See in the App Resource when the schema was last updated.",
            "If that was after the mapping was made, compare the fields it uses with those of the schema.",
        ),
    ),
    Check(
        "appseconnect.schedule.check-order#paused",
        "Is the flow Active, or is it paused?",
        GUIDE.at("4.5 Schedule not running", "152"),
        asks=(Flow.status,),
        how=("Open the list of flows.", "Read the status of the flow."),
        decides=("appseconnect.orders.flow-paused",),
        cost=Cost.GLANCE,
        items=("appseconnect.schedule.flow-paused",),
    ),
    Check(
        "appseconnect.schedule.check-order#timezone",
        "Was the hour of the schedule entered as local time or as UTC?",
        GUIDE.at("4.5 Schedule not running", "154"),
        asks=(Flow.schedule_entered_in,),
        how=(
            "Open the schedule of the flow: the hour there is UTC.",
            "Look in Sync Info at which hours the flow did run, and by how much they miss the hour meant.",
        ),
        when=seen(Flow, trigger=FlowTrigger.SCHEDULE),
    ),
)

CONTRADICTIONS = (
    Contradiction(
        "What a wrong time zone does: no run when expected, or runs at another hour",
        (GUIDE.at("4.5 Schedule not running", "150-151"), GUIDE.at("4.5 Schedule not running", "154")),
        choice="Runs at another hour; a flow without any run has another cause.",
        because="A schedule read as UTC still fires once for each time that was entered.",
        items=("appseconnect.schedule.not-running", "appseconnect.schedule.utc-mismatch"),
    ),
)
