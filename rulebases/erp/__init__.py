"""What the generic guide to orders that do not reach the ERP teaches."""

from __future__ import annotations

from engine.rulebase import Rulebase
from engine.rules import Change
from facts import Connection, Flow, Middleware, Order, Queue, Sync
from rulebases.erp import (
    contradictions,
    effects,
    formats,
    guide,
    logs,
    messages,
    money,
    reprocess,
    status,
    support,
)

__all__ = ["RULEBASE"]

RULEBASE = Rulebase(
    guide=guide.GUIDE,
    catalogue=guide.CATALOGUE,
    stages=effects.STAGES,
    chains=effects.CHAINS,
    symptoms=(*logs.SYMPTOMS, *status.SYMPTOMS),
    faults=(*status.FAULTS, *logs.FAULTS, *formats.FAULTS, *money.FAULTS, *reprocess.FAULTS),
    findings=(*logs.FINDINGS, *reprocess.FINDINGS),
    expected=(*status.EXPECTED, *logs.EXPECTED, *formats.EXPECTED, *reprocess.EXPECTED),
    messages=messages.MESSAGES,
    checks=(*status.CHECKS, *logs.CHECKS, *formats.CHECKS, *money.CHECKS, *reprocess.CHECKS),
    start=support.START,
    procedures=reprocess.PROCEDURES,
    escalations=support.ESCALATIONS,
    routines=support.ROUTINES,
    contradictions=contradictions.CONTRADICTIONS,
    changes=(
        Change(Order.reprocessed_at, (Order.reprocess_result, Order.in_erp, Order.erp_status, Queue.order_state)),
        Change(Middleware.last_test_at, (Connection.test,)),
    ),
    duplicate_risks=reprocess.DUPLICATE_RISKS,
    facilities=(Connection, Flow, Sync),
)
