"""Where the guide disagrees with itself, and the choice made (all steps)."""

from __future__ import annotations

from engine.rules import Contradiction
from rulebases.erp.guide import GUIDE

CONTRADICTIONS = (
    Contradiction(
        "Reprocess only once the cause is repaired, or reprocess a timed-out order at a quiet hour",
        (GUIDE.at("Step 2, table", "17"), GUIDE.at("Step 5", "27-28")),
        choice="A first time-out is tried again as it is; if it comes again, the load is a fault to repair.",
        because="A quiet hour is itself the repair where the ERP was merely busy; nothing else needs to change for it.",
        items=("erp.error.timeout-504", "erp.reprocess.before-fix"),
    ),
    Contradiction(
        "A field that does not fit: the ERP rejects the whole order, or it can sometimes crash",
        (GUIDE.at("Step 3", "19"), GUIDE.at("Step 3, special characters", "21")),
        choice="Length and codes always refuse the order; odd characters may, on older interfaces.",
        because='The rule is general, but its own example says "sometimes" and limits itself to older interfaces.',
        items=("erp.format.any-field-rejects-order", "erp.format.special-characters", "erp.format.character-limit"),
    ),
    Contradiction(
        "Tax: the code must be aligned, but it is the rate that the ERP does not recognise",
        (GUIDE.at("Step 4, tax, heading", "25"), GUIDE.at("Step 4, tax", "24-25")),
        choice="What counts is whether the ERP knows the order's tax code; the rate is noted beside it.",
        because="An ERP books by code; a rate without a code of its own is what the mapping has to supply.",
        items=("erp.tax.code-unmapped",),
    ),
    Contradiction(
        "A closed period: reopen it, or post the order in the period that is open",
        (GUIDE.at("Step 2, table", "16"), GUIDE.at("Step 5", "28")),
        choice="Reopen where that is permitted, else post in the open period; either comes before the retry.",
        because="The two are given as alternatives with a condition on the first, so the condition decides.",
        items=("erp.error.period-closed",),
    ),
    Contradiction(
        "CA as a code: California in the example, Canada in the list of countries",
        (GUIDE.at("Step 3, country and state codes", "22"), GUIDE.at("Step 3, country and state codes", "22")),
        choice="Country and state are judged apart, each against its own standard.",
        because="The example puts a country and a state side by side; CA is a right code for either.",
        items=("erp.format.country-state-codes",),
    ),
    Contradiction(
        "Where the errors are read: the dashboard of the integration or the ERP's own log",
        (GUIDE.at("Step 2", "11"), GUIDE.at("Step 5", "29, 32")),
        choice="The integration's log first; whether an order arrived, the ERP alone decides.",
        because="Step 2 allows both, and step 5 sends the reader to the ERP for the outcome.",
        items=("erp.logs.review", "erp.reprocess.verify-status"),
    ),
    Contradiction(
        '"SKU not found" and "Item Invalid": one row for two texts',
        (GUIDE.at("Step 2, table", "14"), GUIDE.at("Step 5", "28")),
        choice="Both name the missing article; whether it was mistyped or never created is found out beside it.",
        because="The row gives one meaning and two repairs, and step 5 speaks of the mistyped SKU alone.",
        items=("erp.error.sku-not-found", "erp.error.item-invalid", "erp.sku.typo", "erp.sku.absent-in-erp"),
    ),
    Contradiction(
        '"Customer lookup failed": any buyer without a record, or guest orders only',
        (GUIDE.at("Step 2, table, meaning", "15"), GUIDE.at("Step 2, table, repair", "15")),
        choice="The text names the missing customer; the guest mapping is at fault only where the buyer was a guest.",
        because="The meaning holds for every buyer, the repair for guests alone.",
        items=("erp.error.customer-lookup-failed", "erp.customer.guest-mapping"),
    ),
    Contradiction(
        "Maintenance and outage: one thing to verify, but only one of them has an announced end",
        (GUIDE.at("Step 1, API status", "7"), GUIDE.at("Step 5", "27-28")),
        choice="Maintenance is waited for until its announced end; an outage, or maintenance past its end, is a fault.",
        because="What is planned needs no repair, while the retry of step 5 presupposes one.",
        items=("erp.status.erp-maintenance-or-outage", "erp.status.source-maintenance-or-outage"),
    ),
)
