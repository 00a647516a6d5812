"""Texts that name something, each with the one thing it names (guide, "Common Issues" to "Error Message Reference")."""

from __future__ import annotations

from engine.rules import Message
from facts import Sync
from rulebases.tether.guide import GUIDE

_SESSION = (Sync.error,)
_FORMAT = "tether.nosync.data-format"

_COMMON = (
    # Four causes share these; only their own evidence tells them apart.
    Message(
        "Authentication failed",
        names="tether.auth.failing",
        item="tether.auth.error-authentication-failed",
        where=_SESSION,
        source=GUIDE.at("Authentication Errors, symptoms", "11"),
    ),
    Message(
        "Invalid credentials",
        names="tether.auth.failing",
        item="tether.auth.error-invalid-credentials",
        where=_SESSION,
        source=GUIDE.at("Authentication Errors, symptoms", "12"),
    ),
    Message(
        "Connection timeout",
        names="tether.timeout.error",
        item="tether.timeout.error",
        where=_SESSION,
        source=GUIDE.at("Connection Timeout, symptoms", "46"),
    ),
)

_PLATFORMS = (
    Message(
        "Rate limit exceeded",
        names="tether.shopify.rate-limit",
        item="tether.shopify.rate-limit",
        where=_SESSION,
        source=GUIDE.at("Shopify", "148"),
    ),
    Message(
        "Access denied",
        names="tether.amazon.access-denied",
        item="tether.amazon.access-denied",
        where=_SESSION,
        source=GUIDE.at("Amazon", "156"),
    ),
    Message(
        "Script execution error",
        names="tether.netsuite.script-error",
        item="tether.netsuite.script-error",
        where=_SESSION,
        source=GUIDE.at("NetSuite", "164"),
    ),
    # NetSuite says so where its role lacks a permission; a 403 of any platform means the same.
    Message(
        "Permission denied",
        names="tether.error.403",
        item="tether.netsuite.permission-denied",
        where=_SESSION,
        source=GUIDE.at("NetSuite; Error Message Reference", "165, 207"),
    ),
)

_REFERENCE = (
    Message(
        "401 Unauthorized",
        names="tether.auth.failing",
        item="tether.error.401",
        where=_SESSION,
        source=GUIDE.at("Error Message Reference", "206"),
    ),
    Message(
        "403 Forbidden",
        names="tether.error.403",
        item="tether.error.403",
        where=_SESSION,
        source=GUIDE.at("Error Message Reference", "207"),
    ),
    Message(
        "404 Not Found",
        names="tether.error.404",
        item="tether.error.404",
        where=_SESSION,
        source=GUIDE.at("Error Message Reference", "208"),
    ),
    Message(
        "429 Too Many Requests",
        names="tether.error.429",
        item="tether.error.429",
        where=_SESSION,
        source=GUIDE.at("Error Message Reference", "209"),
    ),
    Message(
        "500 Internal Error",
        names="tether.error.500",
        item="tether.error.500",
        where=_SESSION,
        source=GUIDE.at("Error Message Reference", "210"),
    ),
    Message(
        "503 Service Unavailable",
        names="tether.error.503",
        item="tether.error.503",
        where=_SESSION,
        source=GUIDE.at("Error Message Reference", "211"),
    ),
)

# Of data in a wrong format the guide quotes no text; these say so in any system.
_FORMATS = tuple(
    Message(text, names=_FORMAT, item=_FORMAT, where=_SESSION, source=GUIDE.at("Data Not Syncing, causes", "70"))
    for text in (
        "Bad format",
        "Cannot parse",
        "Could not parse",
        "Format error",
        "Invalid data type",
        "Invalid date",
        "Invalid format",
        "Invalid number",
        "Invalid type",
        "Not a valid date",
        "Not a valid number",
        "Type mismatch",
        "Unexpected format",
        "Unsupported format",
        "Wrong data type",
        "Wrong format",
        "Wrong type",
    )
)

MESSAGES = (*_COMMON, *_PLATFORMS, *_REFERENCE, *_FORMATS)
