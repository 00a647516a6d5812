"""What StoreConnect's guide to sync errors teaches."""

from __future__ import annotations

from engine.rulebase import Rulebase
from engine.rules import Change, Dependency, Link
from facts import Error, Order, Record, Resync
from rulebases.storeconnect import (
    automation,
    consequences,
    contradictions,
    data,
    duplicates,
    effects,
    guide,
    locks,
    messages,
    support,
    tool,
)

__all__ = ["RULEBASE"]

RULEBASE = Rulebase(
    guide=guide.GUIDE,
    catalogue=guide.CATALOGUE,
    stages=effects.STAGES,
    chains=effects.CHAINS,
    symptoms=tool.SYMPTOMS,
    faults=(
        *automation.FAULTS,
        *data.FAULTS,
        *locks.FAULTS,
        # Last, so that what the copies refer to is repaired before them.
        *duplicates.FAULTS,
    ),
    findings=(*automation.FINDINGS, *consequences.FINDINGS),
    expected=(*tool.EXPECTED, *locks.EXPECTED, *consequences.EXPECTED),
    messages=messages.MESSAGES,
    checks=(
        *tool.CHECKS,
        *automation.CHECKS,
        *data.CHECKS,
        *locks.CHECKS,
        *consequences.CHECKS,
    ),
    start=tool.START,
    escalations=support.ESCALATIONS,
    ticket=support.TICKET,
    routines=support.ROUTINES,
    contradictions=contradictions.CONTRADICTIONS,
    declined=contradictions.DECLINED,
    changes=(Change(Resync.last_at, (Error.status_code, Error.message, Error.raw)),),
    duplicate_risks=duplicates.DUPLICATE_RISKS,
    links=(Link(Order.storeconnect_id, Error.storeconnect_id),),
    # A record waits for its parent, and a change for an earlier one of the same record.
    dependencies=(
        Dependency(Record.parent, Error.storeconnect_id),
        Dependency(Record.parent, Error.salesforce_id),
        Dependency(Error.storeconnect_id, Error.storeconnect_id, when=consequences.EARLIER_CHANGE_FAILED),
        Dependency(Error.salesforce_id, Error.salesforce_id, when=consequences.EARLIER_CHANGE_FAILED),
    ),
)
