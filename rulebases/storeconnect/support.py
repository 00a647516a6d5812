"""Turning to support, what a ticket needs, and keeping watch (guide "Accessing the tool" and "Sync error fields")."""

from __future__ import annotations

from engine.rules import Escalation, Routine, TicketContent, TicketField, TicketForm, all_of, seen
from facts import (
    DuplicateRule,
    Error,
    Flow,
    Order,
    Picklist,
    Record,
    Resync,
    SyncErrors,
    Template,
    Trigger,
    Validation,
    YesNo,
)
from rulebases.storeconnect.guide import GUIDE
from rulebases.storeconnect.locks import LOCKED

ESCALATIONS = (
    Escalation(
        id="storeconnect.locked.activated-order",
        title="An activated order is locked: only support can change it",
        to="StoreConnect support",
        when=all_of(
            LOCKED,
            seen(Error, object="Order"),
            seen(Record, activated=YesNo.YES),
        ),
        source=GUIDE.at("Sync status codes", "61"),
    ),
)

TICKET = TicketForm(
    title="StoreConnect sync error: {problem}",
    fields=(
        TicketField(
            "storeconnect.field.object",
            "Object",
            TicketContent.FACTS,
            "Copy the kind of record from the Sync Error list.",
            GUIDE.at("Sync error fields", "22"),
            fields=(Error.object,),
        ),
        TicketField(
            "storeconnect.field.event-type",
            "Event Type",
            TicketContent.FACTS,
            "Copy whether the record was to be created, updated or deleted.",
            GUIDE.at("Sync error fields", "23"),
            fields=(Error.event_type,),
        ),
        TicketField(
            "storeconnect.field.processed-at",
            "Processed At",
            TicketContent.TIMELINE,
            "Copy when the sync last worked on the record; each re-sync moves it.",
            GUIDE.at("Sync error fields", "24"),
            fields=(Error.processed_at,),
        ),
        TicketField(
            "storeconnect.field.salesforce-id",
            "Salesforce ID",
            TicketContent.FACTS,
            "Copy it if the record has one: a record that was never created has none.",
            GUIDE.at("Sync error fields", "25"),
            required=False,
            fields=(Error.salesforce_id, Order.salesforce_id),
        ),
        TicketField(
            "storeconnect.field.storeconnect-id",
            "StoreConnect ID",
            TicketContent.FACTS,
            "Copy the id that StoreConnect gave the record.",
            GUIDE.at("Sync error fields", "26"),
            fields=(Error.storeconnect_id, Order.storeconnect_id),
        ),
        TicketField(
            "storeconnect.field.message",
            "Message",
            TicketContent.MESSAGES,
            "Click the information icon and copy what Salesforce says, letter for letter.",
            GUIDE.at("Sync error fields; Resolving sync errors", "27, 35"),
            fields=(Error.message, Error.raw),
        ),
        TicketField(
            "storeconnect.ticket.status_code",
            "Status Code",
            TicketContent.FACTS,
            "Copy the code from the details of the error.",
            GUIDE.at("Sync status codes", "47-53"),
            fields=(Error.status_code,),
        ),
        TicketField(
            "storeconnect.ticket.steps_tried",
            "Already Tried",
            TicketContent.CHECKED,
            "Say what was changed, and what the re-sync brought.",
            GUIDE.at("Resolving sync errors, example", "37-43"),
            required=False,
            fields=(Resync.attempts, Resync.last_at, Resync.result),
        ),
        TicketField(
            "storeconnect.ticket.details",
            "Named in the Message",
            TicketContent.FACTS,
            "Name the Flow, rule, field, value, template or user that the message speaks of.",
            GUIDE.at("Sync status codes", "54, 60, 63, 69"),
            required=False,
            fields=(
                Flow.blocking_name,
                Validation.rule_name,
                Picklist.field,
                Picklist.value,
                Template.name,
                Template.merge_field,
                Record.owner,
                Record.email,
                Record.locked_by,
                Record.parent_object,
                Record.is_active,
                Trigger.sends_email,
            ),
        ),
    ),
    channels=(),
)

ROUTINES = (
    Routine(
        id="storeconnect.tool.notification",
        title="Heed the Sync Error notification at the bottom of the StoreConnect apps",
        every="always",
        asks=(SyncErrors.count,),
        source=GUIDE.at("Accessing the sync error tool", "12"),
    ),
    Routine(
        id="storeconnect.fix.temporary-disabling",
        title=(
            "Switch duplicate rules, validations, Flows and triggers on again that were off for a re-sync, once the "
            "copies are merged and the data corrected"
        ),
        every="re-sync for which something was switched off",
        asks=(DuplicateRule.active,),
        warns_of=("storeconnect.code.duplicates-detected",),
        source=GUIDE.at("Sync status codes", "55, 58, 63, 67"),
    ),
)
