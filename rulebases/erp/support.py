"""Where to begin, what to keep watch on, and when to look elsewhere (guide introduction, closing and tip)."""

from __future__ import annotations

from engine.rules import Escalation, Ladder, Routine
from facts import Alert
from rulebases.erp.guide import GUIDE

START = Ladder(
    (
        "erp.reprocess.verify-status",
        "erp.status.check#1-source",
        "erp.status.check#1-erp",
        "erp.status.check#2",
        "erp.status.test-connection",
        "erp.logs.review",
        "erp.format.check#1",
        "erp.format.check#2",
        "erp.format.check#3",
        "erp.tax.check#1",
        "erp.tax.check#2",
    ),
    GUIDE.at("Steps 1 to 5", "5-32"),
    items=("erp.path.overall", "erp.status.check", "erp.format.check", "erp.tax.check"),
)

# The guide names no support and no ticket: it only offers to go into one ERP.
ESCALATIONS = (
    Escalation(
        "erp.escalate.specific-erp",
        "The generic steps have found nothing; the steps of the ERP in use are needed",
        GUIDE.at("Closing", "34"),
        to="whoever supports your ERP (NetSuite, SAP, Microsoft Dynamics or another)",
        symptoms=("erp.orders.not-in-erp", "erp.symptom.failed_in_erp", "erp.symptom.failed_in_queue"),
        after_self_help=True,
        first=("erp.status.check#1-source", "erp.status.check#1-erp", "erp.status.test-connection", "erp.logs.review"),
    ),
)

ROUTINES = (
    Routine(
        "erp.prevent.alerts",
        "Let the integration send mail or a chat message for every order that fails",
        every="always",
        source=GUIDE.at("Tip", "33"),
        asks=(Alert.email, Alert.slack),
        warns_of=("erp.status.credentials-lapsed", "erp.status.connection-down", "erp.reprocess.not-yet-done"),
    ),
)
