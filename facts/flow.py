"""Process flows and all they are built of: executions, snapshots, mappings, schemas, syncs."""

# ruff: noqa: RUF009 - every default is an attrs field that `observable` makes.

from __future__ import annotations

from functools import partial
from typing import ClassVar

from attrs import frozen

from facts.base import Channel, Given, Scope, Thing, ValueType, observable
from facts.guides import APPSECONNECT, ERP, STORECONNECT, TETHER
from facts.integration import SCHEDULES
from facts.words import (
    AddressGroup,
    AddressTypes,
    AgentType,
    Conditions,
    Correctness,
    DeployResult,
    Endpoint,
    Extent,
    FieldType,
    FilterResult,
    FlowPhase,
    FlowStatus,
    FlowTrigger,
    FlowType,
    GuestMapping,
    InitialScope,
    LastNode,
    NodePlace,
    OrderState,
    Outcome,
    ResponseFormat,
    RunOffset,
    RunResult,
    ScheduleZone,
    SnapshotState,
    TableSize,
    TimeOfDay,
    Trend,
    UniqueId,
    YesNo,
)

_design = partial(observable, channel=Channel.FLOW_DESIGNER, guides=(APPSECONNECT,))
_portal = partial(observable, channel=Channel.HUB_PORTAL, guides=(APPSECONNECT,))
_snap = partial(observable, channel=Channel.SNAPSHOT, guides=(APPSECONNECT,))
_info = partial(observable, channel=Channel.SYNC_INFO, guides=(APPSECONNECT,))
_tether = partial(observable, channel=Channel.SYNC_LOG, guides=(TETHER,))

AT_ONCE = {"at once": 0, "immediately": 0, "instantly": 0, "almost 0": 0, "almost at once": 0, "right away": 0}


@frozen
class Flow(Thing):
    """A process flow that carries one kind of record from one system to another."""

    kind: ClassVar[str] = "flow"
    scope: ClassVar[Scope] = Scope.FLOW

    id_: Given = _portal(ValueType.NAME, name="id", meaning="The flow's id.")
    name: Given = _portal(ValueType.NAME, meaning="The flow's name.")
    type: Given = _portal(FlowType, open=True, from_id=True, meaning="What the flow carries.")
    source: Given = _portal(ValueType.NAME, guides=(), meaning="The system it takes records from.")
    destination: Given = _portal(ValueType.NAME, guides=(), meaning="The system it takes them to.")
    phase: Given = _portal(FlowPhase, meaning="Whether it is the first load or the daily run.")
    status: Given = _portal(
        FlowStatus,
        aliases=("flow.price.status", "flow.realtime.status", "flow.scheduled.status", "flow.tracking.status"),
        meaning="Whether the flow is active or paused.",
    )
    environment: Given = _portal(AgentType, open=True, meaning="The environment it runs in.")
    organisation: Given = _portal(ValueType.NAME, meaning="The organisation it belongs to.")
    paused_at: Given = _portal(ValueType.TIME, meaning="When it was paused.")
    paused_by: Given = _portal(ValueType.NAME, meaning="Who paused it.")
    deploy_result: Given = _design(DeployResult, meaning="How the last deployment came out.")
    deployed_at: Given = _design(
        ValueType.TIME, aliases=("flow.last_deployed_at",), meaning="When it was last deployed."
    )
    redeployed: Given = _design(YesNo, meaning="Whether it was deployed again after a change.")
    schedule: Given = _portal(
        ValueType.NUMBER, open=True, unit="minutes", readings=SCHEDULES, meaning="How often it runs."
    )
    trigger: Given = _design(FlowTrigger, from_id=True, meaning="What starts it: a schedule or a webhook.")
    trigger_configured: Given = _design(YesNo, meaning="Whether its trigger is set up.")
    last_run: Given = _portal(RunResult, meaning="How its last run came out.")
    last_run_at: Given = _portal(ValueType.TIME, meaning="When it last ran.")
    next_run_at: Given = _portal(ValueType.TIME, meaning="When it is to run next.")
    executions_at_expected_times: Given = _portal(YesNo, meaning="Whether it ran at the times it should have.")
    actual_run_offset: Given = _portal(RunOffset, meaning="How far its runs lie from the hour meant.")
    schedule_entered_in: Given = _design(ScheduleZone, meaning="In which time the hour of its schedule was meant.")
    error: Given = _portal(ValueType.TEXT, meaning="The error the flow shows.")
    node_count: Given = _design(ValueType.NUMBER, meaning="How many nodes it has.")
    last_node: Given = _design(LastNode, open=True, meaning="Its last node.")
    canvas_path_complete: Given = _design(YesNo, meaning="Whether every path leads to an end.")
    return_response_node: Given = _design(NodePlace, meaning="Whether and where it returns its response.")
    return_response_format: Given = _design(ResponseFormat, meaning="What that node returns.")
    reverse_sync_step: Given = _design(YesNo, meaning="Whether it writes the far end's id back.")
    splitter_node: Given = _design(YesNo, meaning="Whether it splits batches.")
    delay_node: Given = _design(YesNo, meaning="Whether it waits between two calls.")
    delay_node_seconds: Given = _design(
        ValueType.NUMBER, unit="seconds", aliases=("flow.delay_seconds",), meaning="How long it waits."
    )
    delay_between_batches: Given = _design(YesNo, meaning="Whether it waits between batches.")
    batch_size: Given = _design(ValueType.NUMBER, meaning="How many records it handles at once.")
    records_per_call: Given = _design(ValueType.NUMBER, meaning="How many records one call asks for.")
    fetched_records_per_run: Given = _portal(
        ValueType.NUMBER, words=Trend, meaning="How many records a run fetches, and whether more."
    )
    records_last_hour: Given = _portal(ValueType.NUMBER, meaning="How many records passed in the last hour.")
    records_per_hour_history: Given = _portal(
        ValueType.NUMBER,
        words=Trend,
        open=True,
        aliases=("flow.records_per_hour",),
        meaning="How many records passed per hour before.",
    )
    partial_records: Given = _portal(ValueType.NUMBER, meaning="How many records arrived incomplete.")
    decision_conditions: Given = _design(Conditions, open=True, meaning="The conditions of its decision node.")
    decision_checks_sap_id: Given = _design(YesNo, meaning="Whether it skips records the far end has.")
    decision_copies_billing: Given = _design(YesNo, meaning="Whether it fills in the billing address.")
    decision_on_effective_date: Given = _design(YesNo, meaning="Whether it heeds the effective date.")
    embeds_file_content: Given = _design(YesNo, meaning="Whether it sends files inside the message.")
    order_types_overlap: Given = _design(YesNo, meaning="Whether two flows take the same orders.")
    tracking_exists: Given = _portal(YesNo, meaning="Whether there is a tracking flow.")
    tracking_schedule: Given = _portal(
        ValueType.NUMBER, open=True, unit="minutes", readings=SCHEDULES, meaning="How often the tracking flow runs."
    )
    watermark_advances: Given = _portal(YesNo, meaning="Whether its watermark moves on.")
    watermark_updated: Given = _portal(YesNo, meaning="Whether its watermark was updated.")
    watermark_value: Given = _portal(ValueType.NAME, meaning="The watermark itself.")
    blocking_name: Given = _portal(
        ValueType.NAME, channel=Channel.SALESFORCE, guides=(STORECONNECT,), meaning="The Salesforce flow that blocks."
    )


@frozen
class Execution(Thing):
    """One run of a flow."""

    kind: ClassVar[str] = "execution"
    scope: ClassVar[Scope] = Scope.FLOW
    part: ClassVar[bool] = True

    id_: Given = _portal(ValueType.NAME, name="id", meaning="The run's id.")
    started_at: Given = _portal(ValueType.TIME, meaning="When it began.")
    duration_s: Given = _portal(ValueType.NUMBER, unit="seconds", meaning="How long it took.")
    records_total: Given = _portal(ValueType.NUMBER, meaning="How many records it handled.")
    records_failed: Given = _portal(ValueType.NUMBER, meaning="How many of them failed.")


@frozen
class Snapshot(Thing):
    """The page that shows a run's records in green and red."""

    kind: ClassVar[str] = "snapshot"
    scope: ClassVar[Scope] = Scope.FLOW

    state: Given = _snap(SnapshotState, meaning="Whether it shows anything; blank says nothing.")
    error: Given = _snap(ValueType.TEXT, guides=(APPSECONNECT, ERP, STORECONNECT), meaning="The error of a red record.")
    error_before: Given = _snap(ValueType.TEXT, meaning="The error that stood there before.")
    error_code: Given = _snap(ValueType.NAME, meaning="The code of that error.")
    endpoint: Given = _snap(Endpoint, open=True, meaning="The API endpoint that was called.")
    exported_csv: Given = _snap(ValueType.NAME, meaning="The file it was exported to.")
    green_records: Given = _snap(ValueType.NUMBER, meaning="How many records went through.")
    red_records: Given = _snap(
        ValueType.NUMBER, guides=(APPSECONNECT, STORECONNECT), meaning="How many records failed."
    )
    partial: Given = _snap(YesNo, meaning="Whether some went through and some did not.")
    reverse_step_value_returned: Given = _snap(
        ValueType.NAME, name="reverse_step.value_returned", meaning="What the write-back step returned."
    )
    tracking_flow_post_node_error: Given = _snap(
        ValueType.TEXT, name="tracking_flow.post_node_error", meaning="The error of the tracking flow's last call."
    )


@frozen
class SyncInfo(Thing):
    """The list of runs and of the records in them."""

    kind: ClassVar[str] = "sync_info"
    scope: ClassVar[Scope] = Scope.FLOW

    execution_in_window: Given = _info(YesNo, meaning="Whether it lists a run in the time in question.")
    oldest_row_at: Given = _info(ValueType.TIME, meaning="How far back it goes.")
    order_found: Given = _info(YesNo, meaning="Whether it lists the order.")
    order_state: Given = _info(OrderState, meaning="The state it shows for the order.")
    populated: Given = _info(YesNo, meaning="Whether it shows anything.")
    row_count: Given = _info(ValueType.NUMBER, meaning="How many rows it has.")
    table_size: Given = _info(ValueType.NUMBER, words=TableSize, meaning="How large its table is.")


@frozen
class Mapper(Thing):
    """The editor in which fields are mapped."""

    kind: ClassVar[str] = "mapper"
    scope: ClassVar[Scope] = Scope.FLOW

    created_at: Given = _design(ValueType.TIME, meaning="When the mapping was made.")
    saved_at: Given = _design(ValueType.TIME, meaning="When it was last saved.")
    updated_at: Given = _design(ValueType.TIME, meaning="When it was last changed.")
    error: Given = _design(ValueType.TEXT, meaning="The error the editor shows.")
    red_indicators: Given = _design(ValueType.NUMBER, meaning="How many fields are marked red.")
    references_missing_fields: Given = _design(YesNo, meaning="Whether it uses fields that are gone.")


@frozen
class FieldMapping(Thing):
    """What a field of one system becomes in the other."""

    kind: ClassVar[str] = "mapping"
    scope: ClassVar[Scope] = Scope.FLOW
    part: ClassVar[bool] = True

    field: Given = _design(ValueType.NAME, meaning="The field in question.")
    field_mapped: Given = _design(YesNo, meaning="Whether the field is mapped.")
    field_has_default: Given = _design(YesNo, meaning="Whether the field has a default.")
    has_default: Given = _design(YesNo, meaning="Whether this mapping has a default.")
    null_is_legal: Given = _design(YesNo, meaning="Whether the field may be empty.")
    filter_field: Given = _design(Correctness, open=True, meaning="The field that is filtered by.")
    billto_target: Given = _design(AddressGroup, open=True, meaning="Where the billing address goes.")
    billto_source: Given = _design(AddressGroup, open=True, meaning="Where the billing address comes from.")
    shipto_source: Given = _design(AddressGroup, open=True, meaning="Where the shipping address comes from.")
    shipto_target: Given = _design(AddressGroup, open=True, meaning="Where the shipping address goes.")
    bp_code_sent: Given = _design(ValueType.NAME, meaning="The business partner code that is sent.")
    price_list: Given = _design(ValueType.NAME, meaning="The price list that is mapped.")
    stage_lookup_table: Given = _design(YesNo, meaning="Whether stages are looked up in a table.")
    tax_calculation: Given = _design(YesNo, meaning="Whether tax is calculated.")
    zoho_address_types: Given = _design(AddressTypes, open=True, meaning="The address types that are mapped.")
    guest_checkout: Given = _design(
        GuestMapping, open=True, guides=(ERP,), meaning="The customer guest orders are mapped to."
    )
    changed_at: Given = _design(ValueType.TIME, guides=(TETHER,), meaning="When the mapping was changed.")
    correct: Given = _design(YesNo, guides=(TETHER,), meaning="Whether the mapping is correct.")
    unique_id: Given = _design(UniqueId, open=True, guides=(TETHER,), meaning="The field that tells records apart.")
    unique_id_mapped: Given = _design(YesNo, guides=(TETHER,), meaning="Whether that field is mapped.")


@frozen
class Schema(Thing):
    """The hub's idea of the fields a system has."""

    kind: ClassVar[str] = "schema"
    scope: ClassVar[Scope] = Scope.FLOW
    part: ClassVar[bool] = True

    field_name: Given = _design(ValueType.NAME, meaning="The field's name in the schema.")
    field_present: Given = _design(YesNo, meaning="Whether the schema has the field.")
    field_type: Given = _design(FieldType, open=True, meaning="The field's type in the schema.")
    filter_field_name_or_type: Given = _design(Correctness, meaning="Whether the filter field is right.")
    filter_field_present: Given = _design(YesNo, meaning="Whether the schema has the filter field.")
    updated_at: Given = _design(ValueType.TIME, meaning="When the schema was last updated.")


@frozen
class UserDefinedField(Thing):
    """A field that users added to the ERP."""

    kind: ClassVar[str] = "udf"
    scope: ClassVar[Scope] = Scope.FLOW
    part: ClassVar[bool] = True

    arrives: Given = _design(YesNo, channel=Channel.ERP, meaning="Whether its values arrive at the far end.")
    in_schema: Given = _design(YesNo, meaning="Whether the schema has it.")
    name: Given = _design(ValueType.NAME, meaning="Its name.")


@frozen
class SapId(Thing):
    """The id the ERP gives a new record."""

    kind: ClassVar[str] = "sapid"
    scope: ClassVar[Scope] = Scope.FLOW
    part: ClassVar[bool] = True

    available_after_seconds: Given = _snap(
        ValueType.NUMBER, unit="seconds", meaning="How long after the record it can be read."
    )


@frozen
class Webhook(Thing):
    """The call by which a shop announces a change."""

    kind: ClassVar[str] = "webhook"
    scope: ClassVar[Scope] = Scope.FLOW

    deployment_url: Given = _design(ValueType.NAME, meaning="The address the deployed flow listens on.")
    registered_url: Given = _portal(
        ValueType.NAME, channel=Channel.PLATFORM_ADMIN, meaning="The address registered in the shop."
    )
    registered_in_store: Given = _portal(
        YesNo, channel=Channel.PLATFORM_ADMIN, meaning="Whether the shop has it registered."
    )
    last_delivery: Given = _portal(
        ValueType.TIME, channel=Channel.PLATFORM_ADMIN, meaning="When the shop last delivered it."
    )


@frozen
class Payload(Thing):
    """The body of a message between two systems."""

    kind: ClassVar[str] = "payload"
    scope: ClassVar[Scope] = Scope.FLOW
    part: ClassVar[bool] = True

    limit_mb: Given = _portal(ValueType.NUMBER, unit="mb", meaning="How large it may be.")
    size_mb: Given = _portal(ValueType.NUMBER, unit="mb", meaning="How large it is.")


@frozen
class Attachment(Thing):
    """A file attached to a record."""

    kind: ClassVar[str] = "attachment"
    scope: ClassVar[Scope] = Scope.FLOW
    part: ClassVar[bool] = True

    in_destination: Given = _portal(YesNo, channel=Channel.ERP, meaning="Whether the far end has it.")
    size_mb: Given = _portal(ValueType.NUMBER, unit="mb", meaning="How large it is.")


@frozen
class File(Thing):
    """A file that a document connector handles."""

    kind: ClassVar[str] = "file"
    scope: ClassVar[Scope] = Scope.FLOW
    part: ClassVar[bool] = True

    in_destination: Given = _portal(YesNo, channel=Channel.ERP, meaning="Whether the far end has it.")
    limit: Given = _portal(
        ValueType.NUMBER, unit="mb", aliases=("file.limit_mb",), meaning="How large its connector lets it be."
    )
    connector_fits: Given = _design(YesNo, meaning="Whether the connector made for its document system carries it.")
    size: Given = _portal(ValueType.NUMBER, unit="mb", aliases=("file.size_mb",), meaning="How large it is.")


@frozen
class Validation(Thing):
    """The check of a connection or of a record against rules."""

    kind: ClassVar[str] = "validation"
    scope: ClassVar[Scope] = Scope.FLOW
    part: ClassVar[bool] = True

    error: Given = _portal(ValueType.TEXT, meaning="The error it showed.")
    managed_package: Given = _portal(
        YesNo, channel=Channel.SALESFORCE, guides=(STORECONNECT,), meaning="Whether a package owns the rule."
    )
    rule_name: Given = _portal(
        ValueType.NAME, channel=Channel.SALESFORCE, guides=(STORECONNECT,), meaning="The rule that failed."
    )


@frozen
class Log(Thing):
    """A log of the hub."""

    kind: ClassVar[str] = "log"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    error: Given = _portal(
        ValueType.TEXT, channel=Channel.API_LOG, guides=(APPSECONNECT, ERP), meaning="An error line of the log."
    )
    error_count: Given = _portal(
        ValueType.NUMBER, channel=Channel.API_LOG, guides=(ERP,), meaning="How many errors it holds."
    )


@frozen
class Sync(Thing):
    """One sync session, by hand or by schedule."""

    kind: ClassVar[str] = "sync"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    id_: Given = _tether(ValueType.NAME, name="id", from_id=True, meaning="The session's id.")
    ran_on_schedule: Given = _tether(YesNo, meaning="Whether it ran when its schedule says.")
    error_count: Given = _tether(ValueType.NUMBER, meaning="How many errors it met with.")
    automatic: Given = _tether(YesNo, meaning="Whether syncs run by themselves.")
    trigger: Given = _tether(FlowTrigger, meaning="What started it.")
    started_at: Given = _tether(ValueType.TIME, meaning="When it began.")
    finished_at: Given = _tether(ValueType.TIME, meaning="When it was over.")
    duration_s: Given = _tether(ValueType.NUMBER, unit="seconds", meaning="How long it took.")
    session_status: Given = _tether(RunResult, meaning="How it came out.")
    error: Given = _tether(ValueType.TEXT, guides=(ERP, TETHER), meaning="The error it ended with.")
    partial: Given = _tether(YesNo, meaning="Whether only a part came through.")
    records_expected: Given = _tether(
        ValueType.NUMBER,
        words=Extent,
        aliases=("sync.record_count",),
        meaning="How many records it should have synced.",
    )
    records_synced: Given = _tether(ValueType.NUMBER, meaning="How many records it synced.")
    date_range_days: Given = _tether(ValueType.NUMBER, unit="days", words=Extent, meaning="How many days it covers.")
    history_start: Given = _tether(ValueType.TIME, meaning="How far back history was synced.")
    initial_scope: Given = _tether(InitialScope, meaning="What the first sync covered.")
    missed_range: Given = _tether(ValueType.NAME, meaning="The days that were missed.")
    missed_range_synced: Given = _tether(YesNo, meaning="Whether those days were synced since.")
    same_range_synced_times: Given = _tether(ValueType.NUMBER, meaning="How often the same days were synced.")
    retried: Given = _tether(YesNo, meaning="Whether it was tried again.")
    retry_count: Given = _tether(ValueType.NUMBER, meaning="How often it was tried again.")
    fails_after_seconds: Given = _tether(
        ValueType.NUMBER, unit="seconds", readings=AT_ONCE, meaning="How soon it fails."
    )
    off_peak_result: Given = _tether(Outcome, meaning="How it comes out at a quiet hour.")
    small_range_result: Given = _tether(Outcome, meaning="How it comes out over few days.")
    time_of_day: Given = _tether(TimeOfDay, open=True, meaning="The time of day it runs at.")
    timeout_after_all_actions: Given = _tether(YesNo, meaning="Whether it times out whatever is done.")


@frozen
class Filter(Thing):
    """The filter that decides which records are synced."""

    kind: ClassVar[str] = "filter"
    scope: ClassVar[Scope] = Scope.FLOW

    resync_result: Given = _portal(FilterResult, meaning="Which records the resync filter picks.")
    date_from: Given = _tether(ValueType.TIME, channel=Channel.SETTINGS, meaning="The first day it lets through.")
    date_to: Given = _tether(ValueType.TIME, channel=Channel.SETTINGS, meaning="The last day it lets through.")
    definition: Given = _tether(ValueType.NAME, channel=Channel.SETTINGS, meaning="What it says.")
    excludes_record: Given = _tether(YesNo, channel=Channel.SETTINGS, meaning="Whether it keeps the record out.")


@frozen
class Records(Thing):
    """The records on both sides of a sync, counted."""

    kind: ClassVar[str] = "records"
    scope: ClassVar[Scope] = Scope.FLOW

    counts_match: Given = _tether(YesNo, meaning="Whether both sides have as many.")
    source_count: Given = _tether(ValueType.NUMBER, meaning="How many the source has.")
    target_count: Given = _tether(
        ValueType.NUMBER, aliases=("records.destination_count",), meaning="How many the target has."
    )
    duplicates_count: Given = _tether(ValueType.NUMBER, meaning="How many are there twice.")


@frozen
class Channels(Thing):
    """The sales channels connected to one account."""

    kind: ClassVar[str] = "channels"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    same_orders_from: Given = _tether(
        ValueType.NUMBER, channel=Channel.HUB_PORTAL, meaning="How many channels bring the same orders."
    )
