"""Where the guide disagrees with itself or leaves a thing open, and the choice made."""

from __future__ import annotations

from engine.rules import Contradiction
from rulebases.tether.guide import GUIDE

CONTRADICTIONS = (
    Contradiction(
        "What refused access means: authorise again, or look at the permissions",
        (GUIDE.at("Amazon", "156"), GUIDE.at("NetSuite", "165"), GUIDE.at("Error Message Reference", "207")),
        choice='"Access denied" on Amazon: authorise again. "403 Forbidden" and "Permission denied": permissions.',
        because="The Amazon row is the narrower one. Elsewhere the login works, and to authorise again adds no right.",
        items=("tether.amazon.access-denied", "tether.error.403", "tether.netsuite.permission-denied"),
    ),
    Contradiction(
        "How long to wait at a rate limit: one minute, or no figure",
        (GUIDE.at("Shopify", "148"), GUIDE.at("Error Message Reference", "209")),
        choice="One minute on Shopify; elsewhere wait and try again, without a figure.",
        because="The minute stands in Shopify's table only.",
        items=("tether.shopify.rate-limit", "tether.error.429"),
    ),
    Contradiction(
        "In which order to look when data does not arrive: two lists",
        (GUIDE.at("Data Not Syncing, steps", "71-96"), GUIDE.at("Diagnostic Steps", "169-201")),
        choice="For data that does not arrive the list of its own section; else the five diagnostic steps.",
        because="The section speaks of that symptom, the five steps of any.",
        items=("tether.nosync.check-order", "tether.diag.step1-status"),
    ),
    Contradiction(
        'What a good status is: "active (not paused)", or "Connected"',
        (GUIDE.at("Data Not Syncing, step 1", "72-76"), GUIDE.at("Step 1: Check Integration Status", "174")),
        choice="They are two facts: an integration can show Connected and be paused.",
        because="One speaks of whether it runs, the other of whether its login works.",
        items=("tether.nosync.paused", "tether.diag.step1-status"),
    ),
    Contradiction(
        "Whether a failed login is mended by authorising again or by new credentials",
        (GUIDE.at("Authentication Errors, step 1", "21-25"), GUIDE.at("Authentication Errors, step 4", "36-40")),
        choice="Authorise again first; new credentials last, and only where API keys are used.",
        because='The fourth step is bound by "if needed" and comes after the platform was looked at.',
        items=("tether.auth.fix-order",),
    ),
    Contradiction(
        "Whether a timeout is for the reader or for support",
        (
            GUIDE.at("Connection Timeout, actions", "55-58"),
            GUIDE.at("When to Contact Support", "247"),
        ),
        choice="The first timeout only waits; support comes once another try, fewer days and a quiet hour all failed.",
        because="The table puts support last and only if the timeout persists.",
        items=("tether.timeout.error", "tether.timeout.persists", "tether.timeout.fix-order"),
    ),
    Contradiction(
        "When an Amazon order is late: after 15 or after 30 minutes",
        (GUIDE.at("Amazon", "159"), GUIDE.at("Data Not Syncing, symptoms", "63")),
        choice="Up to 30 minutes, the 30th included, the order is only awaited; that holds for Amazon alone.",
        because="The delay can be as long as that, and no other platform is said to have one.",
        items=("tether.amazon.order-delay",),
    ),
    Contradiction(
        "Copies: merge them, or touch no data before support was asked",
        (GUIDE.at("Duplicate Records, actions", "113"), GUIDE.at("After Data Corruption", "286-288")),
        choice="Merge copies where their cause is known; where damage is suspected ask support first.",
        because="Copies with a known cause are no damage. The warning is the stronger of the two.",
        items=("tether.dup.fix-order", "tether.escalate.corruption-suspected"),
    ),
    Contradiction(
        "Whether missing history can be mended: extend the range, or the platform does not give it",
        (GUIDE.at("Missing Historical Data, step 2", "132-136"), GUIDE.at("Missing Historical Data, causes", "124")),
        choice="While the range begins within what the platform gives, the setting is at fault; beyond it, nobody.",
        because='Step 2 says "if possible", and step 3 imports the rest.',
        items=("tether.history.check-order", "tether.history.platform-limitation"),
    ),
)
