"""When to turn to APPSeCONNECT support, and with what (guide section 8)."""

from __future__ import annotations

from engine.rules import (
    Escalation,
    Procedure,
    TicketContent,
    TicketField,
    TicketForm,
    any_of,
    at_least,
    seen,
)
from facts import Agent, Execution, Flow, Log, Order, Snapshot, SupportCase, YesNo
from rulebases.appseconnect.guide import GUIDE
from rulebases.appseconnect.messages import UNLISTED_ERROR

_SUPPORT = "APPSeCONNECT support"

ESCALATIONS = (
    Escalation(
        id="appseconnect.escalate.not-resolved",
        title="The problem stays after every step of the guide",
        to=_SUPPORT,
        when=seen(SupportCase, not_resolved=YesNo.YES),
        source=GUIDE.at("8 Escalation", "205"),
    ),
    Escalation(
        id="appseconnect.escalate.error-not-listed",
        title="The error shown is none that the guide lists",
        to=_SUPPORT,
        when=seen(SupportCase, error_not_listed=YesNo.YES),
        source=GUIDE.at("8 Escalation", "206"),
    ),
    Escalation(
        id="appseconnect.escalate.error-not-listed#text",
        title="Snapshot shows an error text that the guide does not know",
        to=_SUPPORT,
        symptoms=(UNLISTED_ERROR,),
        source=GUIDE.at("8 Escalation", "206"),
    ),
    # Logins lapse and services stop without anybody changing anything, and those the reader can repair.
    Escalation(
        id="appseconnect.escalate.stopped-without-change",
        title="A flow that worked stopped although nothing was changed",
        to=_SUPPORT,
        when=seen(SupportCase, stopped_without_change=YesNo.YES),
        after_self_help=True,
        first=(
            "appseconnect.orders.check-active-and-trigger#active",
            "appseconnect.orders.credential-expiry#validate",
        ),
        source=GUIDE.at("8 Escalation", "207"),
    ),
    Escalation(
        id="appseconnect.escalate.needs-higher-access",
        title="The flow needs a change that goes beyond the user's access",
        to=_SUPPORT,
        when=seen(SupportCase, needs_higher_access=YesNo.YES),
        source=GUIDE.at("8 Escalation", "208"),
    ),
    # The cause is repaired first all the same, or the copies go on.
    Escalation(
        id="appseconnect.escalate.data-duplicated-or-corrupted",
        title="Data is already doubled or damaged in a connected system",
        to=_SUPPORT,
        when=any_of(
            seen(SupportCase, data_duplicated_or_corrupted=YesNo.YES),
            seen(Order, destination_count=at_least(2)),
        ),
        source=GUIDE.at("8 Escalation; 1.3 Duplicate orders", "23, 209"),
    ),
)

TICKET = TicketForm(
    title="{platform} – {problem}",
    fields=(
        TicketField(
            "appseconnect.ticket.exact-error-text",
            "Error Message",
            TicketContent.MESSAGES,
            "Copy the message from Snapshot as text, letter for letter; no screenshot.",
            GUIDE.at("8 Ticket", "211"),
            fields=(Snapshot.error, Snapshot.tracking_flow_post_node_error, Flow.error, Log.error),
        ),
        TicketField(
            "appseconnect.ticket.flow-time-records",
            "ProcessFlow and Execution Time",
            TicketContent.FACTS,
            "Read the flow's name and the time of the run in Sync Info.",
            GUIDE.at("8 Ticket", "212"),
            fields=(Flow.name, Execution.id_, Execution.started_at),
        ),
        TicketField(
            "appseconnect.ticket.flow-time-records#records",
            "Record IDs",
            TicketContent.RECORDS,
            "List the ids of the records that failed, as Sync Info shows them.",
            GUIDE.at("8 Ticket", "212"),
            fields=(Order.id_,),
        ),
        TicketField(
            "appseconnect.ticket.recent-changes",
            "Recent Changes",
            TicketContent.FACTS,
            "Say what changed lately: deployments, credentials, app upgrades, server restarts.",
            GUIDE.at("8 Ticket", "213"),
            fields=(SupportCase.recent_changes,),
        ),
        TicketField(
            "appseconnect.ticket.snapshot-csv",
            "Snapshot CSV",
            TicketContent.ATTACHMENT,
            "Export the Snapshot of the run as CSV and attach it.",
            GUIDE.at("8 Ticket", "214"),
            fields=(Snapshot.exported_csv,),
        ),
        TicketField(
            "appseconnect.ticket.environment",
            "Environment",
            TicketContent.FACTS,
            "Give the environment's name and id, and say whether it is Cloud or On-Premise.",
            GUIDE.at("8 Ticket", "215"),
            fields=(Flow.environment, Agent.type),
        ),
    ),
    channels=(
        Procedure(
            id="appseconnect.ticket.contact",
            title="Open a ticket with APPSeCONNECT support",
            steps=(
                "Go to support.appseconnect.com.",
                "Fill in the fields.",
                "Attach the Snapshot CSV: with it and the exact error text, half the time is typical.",
            ),
            source=GUIDE.at("8 Ticket", "210-217"),
            items=("appseconnect.ticket.faster-with-csv",),
        ),
    ),
)
