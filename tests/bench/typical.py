"""The cases that the benchmarks measure.

The typical one is what a merchant with an ordinary problem reports, in 60 facts: a Shopify shop whose
order and stock settings are fine, but whose authorisation has expired. Two orders are missing, one is
refused for its SKU, others went through before.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

NOW = datetime.fromisoformat("2026-03-05T10:40:00+01:00")


def _at(day: int, time: str) -> str:
    return f"2026-03-{day:02}T{time}:00+01:00"


TYPICAL: dict[str, Any] = {
    "now": NOW.isoformat(),
    "platform": "Shopify",
    "facts": {
        "integration.name": "Main store",
        "integration.order_sync_toggle": "ON",
        "integration.inventory_sync_toggle": "ON",
        "integration.oauth_status": "Expired",
        "integration.oauth_token_issued_at": _at(1, "08:00"),
        "integration.last_sync": _at(5, "06:10"),
        "integration.inventory_last_sync": _at(5, "06:00"),
        "integration.inventory_sync_schedule": "hourly",
        "integration.history_days": 3,
        "integration.log": "10:20 GET /orders.json failed: OAuth token expired",
        "integration.error_message": "absent",
        "integration.settings_saved_at": _at(1, "08:05"),
        "portal.status_page": "OK",
        "portal.other_integrations_last_sync": _at(5, "10:15"),
        "platform.app_installed": "yes",
        "platform.app_location": "connected",
        "platform.automatic_fulfillment": "enabled",
        "platform.status_page": "OK",
        # Two orders that are missing.
        "order[1042].placed_at": _at(5, "06:40"),
        "order[1042].is2_status": "absent",
        "order[1042].ship_method": "GROUND",
        "order[1042].sku": "TEE-9",
        "order[1042].payment_status": "paid",
        "order[1043].placed_at": _at(5, "07:55"),
        "order[1043].is2_status": "absent",
        "order[1043].ship_method": "EXPRESS",
        "order[1043].sku": "MUG-1",
        # One that is refused.
        "order[1038].placed_at": _at(4, "15:10"),
        "order[1038].is2_status": "IMPORT ERROR",
        "order[1038].is2_error": "import error -  SKU not\n found: CAP-3",
        "order[1038].sku": "CAP-3",
        "order[1038].is2_received_at": _at(4, "15:40"),
        # Three that went through.
        "order[1030].placed_at": _at(3, "09:00"),
        "order[1030].is2_status": "COMPLETED",
        "order[1030].fcp_status": "Completed",
        "order[1030].shipped_at": _at(3, "15:00"),
        "order[1030].fcp_tracking_number": "1Z999AA10123456784",
        "order[1030].platform_tracking": "1Z999AA10123456784",
        "order[1030].platform_tracking_sent_at": _at(3, "19:20"),
        "order[1031].placed_at": _at(3, "11:00"),
        "order[1031].is2_status": "COMPLETED",
        "order[1031].fcp_status": "Completed",
        "order[1031].shipped_at": _at(3, "16:30"),
        "order[1031].platform_tracking": "1Z999AA10123456785",
        "order[1036].placed_at": _at(4, "14:00"),
        "order[1036].is2_status": "ACCEPTED",
        "order[1036].is2_received_at": _at(4, "14:35"),
        "order[1036].fcp_status": "Pending",
        "order[1036].fcp_created_at": _at(4, "15:05"),
        # What is sold, and how many.
        "product[TEE-9].sku_platform": "TEE-9",
        "product[TEE-9].sku_fcp": "TEE-9",
        "product[TEE-9].location": "app location",
        "product[TEE-9].cart_item_status": "ACTIVE",
        "inventory[TEE-9].fcp_good": 37,
        "inventory[TEE-9].fcp_total": 52,
        "inventory[TEE-9].platform_quantity": 37,
        "product[MUG-1].location": "app location",
        "inventory[MUG-1].fcp_good": 12,
        "inventory[MUG-1].platform_quantity": 12,
        "shipmap[GROUND].entry": "UPSG",
    },
}


def large_case(facts: int) -> dict[str, Any]:
    """Make a case of many orders: most went through, one in ten has failed, and the login has run out since."""
    given: dict[str, Any] = {"integration.order_sync_toggle": "ON", "integration.oauth_status": "Expired"}
    number = 0
    while len(given) < facts:
        placed = NOW - timedelta(minutes=90 + number)
        order = f"order[{number}]"
        given[f"{order}.placed_at"] = placed.isoformat()
        given[f"{order}.ship_method"] = ("GROUND", "EXPRESS", "AIR")[number % 3]
        given[f"{order}.sku"] = f"SKU-{number % 40}"
        if number % 10:
            given[f"{order}.is2_status"] = "ACCEPTED"
            given[f"{order}.fcp_status"] = "Pending"
        else:
            given[f"{order}.is2_status"] = "absent"
        number += 1
    kept = dict(list(given.items())[:facts])
    return {"now": NOW.isoformat(), "platform": "Shopify", "facts": kept}
