"""What Tether's integration troubleshooting guide teaches."""

from __future__ import annotations

from engine.rulebase import Rulebase
from engine.rules import Link
from facts import Connection, Flow, Order, Sync
from rulebases.tether import (
    authentication,
    contradictions,
    duplicates,
    effects,
    guide,
    history,
    messages,
    missing,
    platforms,
    recovery,
    sessions,
    support,
    timeouts,
)

__all__ = ["RULEBASE"]

RULEBASE = Rulebase(
    guide=guide.GUIDE,
    catalogue=guide.CATALOGUE,
    stages=effects.STAGES,
    chains=effects.CHAINS,
    contexts=effects.CONTEXTS,
    symptoms=(
        *authentication.SYMPTOMS,
        *timeouts.SYMPTOMS,
        *sessions.SYMPTOMS,
        *missing.SYMPTOMS,
        *duplicates.SYMPTOMS,
        *history.SYMPTOMS,
        *platforms.SYMPTOMS,
    ),
    faults=(
        *authentication.FAULTS,
        *timeouts.FAULTS,
        *missing.FAULTS,
        *duplicates.FAULTS,
        *history.FAULTS,
        *platforms.FAULTS,
        *sessions.FAULTS,
        *recovery.FAULTS,
    ),
    findings=(*authentication.FINDINGS, *recovery.FINDINGS),
    # A narrower wait stands before a wider one.
    expected=(*platforms.EXPECTED, *timeouts.EXPECTED, *history.EXPECTED, *sessions.EXPECTED),
    messages=messages.MESSAGES,
    checks=(
        *sessions.CHECKS,
        *authentication.CHECKS,
        *timeouts.CHECKS,
        *missing.CHECKS,
        *duplicates.CHECKS,
        *history.CHECKS,
        *platforms.CHECKS,
        *recovery.CHECKS,
    ),
    start=sessions.START,
    procedures=(*history.PROCEDURES, *recovery.PROCEDURES),
    escalations=(*support.ESCALATIONS, *timeouts.ESCALATIONS),
    ticket=support.TICKET,
    routines=support.ROUTINES,
    contradictions=contradictions.CONTRADICTIONS,
    links=(Link(Order.flow, Sync.id_), Link(Order.flow, Flow.name)),
    changes=(*authentication.CHANGES, *missing.CHANGES, *recovery.CHANGES),
    duplicate_risks=duplicates.DUPLICATE_RISKS,
    facilities=(Connection, Flow, Sync),
)
