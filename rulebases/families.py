"""Families: the same trouble in different systems, under one name, because the remedies differ."""

from __future__ import annotations

LOST_AUTHORISATION = "lost authorisation"
MISSING_PERMISSION = "missing permission"
RATE_LIMIT = "rate limit"
ITEM_NOT_MATCHED = "item not matched"
CUSTOMER_NOT_MATCHED = "customer not matched"
TIMEOUT = "timeout"
DUPLICATE = "duplicate"
SYSTEM_DOWN = "system down"
UNREACHABLE = "unreachable"
SWITCHED_OFF = "switched off"
FILTERED_OUT = "filtered out"
NOT_MAPPED = "not mapped"
BAD_VALUE = "bad value"
ADDRESS = "address"
STALE_ENDPOINT = "stale endpoint"
