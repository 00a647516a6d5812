"""What eFulfillment Service's sync troubleshooting guide teaches."""

from __future__ import annotations

from engine.rulebase import Rulebase
from engine.rules import Link
from facts import Order, Product, ShipMap
from rulebases.efs import (
    connection,
    contradictions,
    delays,
    effects,
    guide,
    inventory,
    isolation,
    messages,
    orders,
    support,
    tracking,
    transfer,
)

__all__ = ["RULEBASE"]

RULEBASE = Rulebase(
    guide=guide.GUIDE,
    catalogue=guide.CATALOGUE,
    stages=effects.STAGES,
    chains=effects.CHAINS,
    symptoms=(
        *orders.SYMPTOMS,
        *transfer.SYMPTOMS,
        *delays.SYMPTOMS,
        *tracking.SYMPTOMS,
        *inventory.SYMPTOMS,
    ),
    faults=(
        *connection.FAULTS,
        *orders.FAULTS,
        *transfer.FAULTS,
        *delays.FAULTS,
        *tracking.FAULTS,
        *inventory.FAULTS,
    ),
    findings=(
        *connection.FINDINGS,
        *orders.FINDINGS,
        *tracking.FINDINGS,
        *inventory.FINDINGS,
        *isolation.FINDINGS,
    ),
    expected=(
        *connection.EXPECTED,
        *orders.EXPECTED,
        *transfer.EXPECTED,
        *delays.EXPECTED,
        *tracking.EXPECTED,
        *inventory.EXPECTED,
    ),
    messages=messages.MESSAGES,
    checks=(
        *orders.CHECKS,
        *connection.CHECKS,
        *transfer.CHECKS,
        *delays.CHECKS,
        *tracking.CHECKS,
        *inventory.CHECKS,
        *isolation.CHECKS,
    ),
    start=orders.START,
    procedures=(
        *transfer.PROCEDURES,
        *delays.PROCEDURES,
        *tracking.PROCEDURES,
        *support.PROCEDURES,
        *support.TICKET.channels,
    ),
    escalations=(
        *transfer.ESCALATIONS,
        *delays.ESCALATIONS,
        *tracking.ESCALATIONS,
        *support.ESCALATIONS,
    ),
    ticket=support.TICKET,
    routines=support.ROUTINES,
    contradictions=contradictions.CONTRADICTIONS,
    declined=contradictions.DECLINED,
    links=(Link(Order.sku, Product.sku_platform), Link(Order.ship_method, ShipMap.method)),
)
