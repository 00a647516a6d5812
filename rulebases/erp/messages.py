"""Texts the guide quotes, each with the one thing it names (guide step 2)."""

from __future__ import annotations

from engine.rules import Message
from rulebases.erp.guide import GUIDE
from rulebases.erp.logs import LOGS

MESSAGES = (
    Message(
        "SKU not found",
        names="erp.error.sku-not-found",
        item="erp.error.sku-not-found",
        where=LOGS,
        source=GUIDE.at("Step 2, table", "14"),
    ),
    Message(
        "Item Invalid",
        names="erp.error.sku-not-found",
        item="erp.error.item-invalid",
        where=LOGS,
        source=GUIDE.at("Step 2, table", "14"),
    ),
    Message(
        "Customer lookup failed",
        names="erp.error.customer-lookup-failed",
        item="erp.error.customer-lookup-failed",
        where=LOGS,
        source=GUIDE.at("Step 2, table", "15"),
    ),
    Message(
        "Period Closed",
        names="erp.error.period-closed",
        item="erp.error.period-closed",
        where=LOGS,
        source=GUIDE.at("Step 2, table", "16"),
    ),
    # One cell of the table holds two texts; each stands alone in real logs, or both in one.
    Message(
        "Timeout",
        names="erp.error.first_timeout",
        item="erp.error.timeout-504",
        where=LOGS,
        source=GUIDE.at("Step 2, table", "17"),
    ),
    Message(
        "504 Gateway",
        names="erp.error.first_timeout",
        item="erp.error.timeout-504",
        where=LOGS,
        source=GUIDE.at("Step 2, table", "17"),
    ),
    # The guide prints the noun; logs use the verb as often.
    Message(
        "timed out",
        names="erp.error.first_timeout",
        item="erp.error.timeout-504",
        where=LOGS,
        source=GUIDE.at("Step 2, table", "17"),
    ),
)
