"""What eFulfillment Service's sync troubleshooting guide teaches."""

from __future__ import annotations

from engine.rulebase import Rulebase
from engine.rules import Change, Link
from facts import Fix, Integration, Order, Platform, Product, ShipMap
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
        *connection.SYMPTOMS,
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
    changes=(
        Change(Integration.toggle_changed_at, (Integration.order_sync_toggle, Integration.inventory_sync_toggle)),
        Change(
            Integration.settings_saved_at,
            (
                Integration.history_days,
                Integration.order_status_to_pull,
                Integration.inventory_source,
                Integration.wsdl_url,
                Integration.marketplace,
                Integration.order_sync_schedule_minutes,
                Integration.inventory_sync_schedule,
            ),
        ),
        Change(Integration.credentials_saved_at, (Integration.api_credentials,)),
        Change(Platform.api_keys_regenerated_at, (Integration.api_credentials, Platform.api_keys)),
        Change(Order.platform_address_edited_at, (Order.address,)),
        Change(Order.hold_released_at, (Order.fcp_hold_reason, Order.fcp_status)),
        Change(Fix.applied_at, (ShipMap.entry, Product.sku_platform, Product.sku_fcp, Order.address)),
    ),
    duplicate_risks=transfer.DUPLICATE_RISKS,
    links=(Link(Order.sku, Product.sku_platform), Link(Order.ship_method, ShipMap.method)),
)
