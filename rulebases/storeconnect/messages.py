"""Texts that carry a status code or its meaning, each with the one thing it names (guide "Sync status codes")."""

from __future__ import annotations

from engine.rules import Message
from facts import Error, Snapshot
from rulebases.storeconnect.guide import GUIDE

_WHERE = (Error.message, Error.raw, Snapshot.error)
_CODE = "storeconnect.code."

# The code itself, what StoreConnect says of it, what Salesforce says; then what it names, and the lines of the guide.
_TEXTS = (
    ("CANNOT_EXECUTE_FLOW_TRIGGER", "cannot-execute-flow-trigger", "54"),
    ("A Flow is blocking the action", "cannot-execute-flow-trigger", "54"),
    ("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "cannot-insert-update-activate-entity", "55"),
    ("An Apex error has occurred", "cannot-insert-update-activate-entity", "55"),
    ("caused an unexpected exception, contact your administrator", "cannot-insert-update-activate-entity", "27, 55"),
    ("CANNOT_REPARENT_RECORD", "cannot-reparent-record", "56"),
    ("The owner of the object is inactive", "cannot-reparent-record", "56"),
    ("DUPLICATE_VALUE", "duplicate-value", "57"),
    ("A unique column has a duplicate value", "duplicate-value", "57"),
    ("duplicate value found", "duplicate-value", "27, 57"),
    ("DUPLICATES_DETECTED", "duplicates-detected", "58"),
    ("A duplicate rule is blocking the sync", "duplicates-detected", "58"),
    ("Use one of these records", "duplicates-detected", "27, 58"),
    ("creating a duplicate", "duplicates-detected", "27, 58"),
    ("EMAIL_ADDRESS_BOUNCED", "email-address-bounced", "59"),
    ("marked as bounced", "email-address-bounced", "59"),
    ("EMAIL_TEMPLATE_MERGEFIELD_ERROR", "email-template-mergefield-error", "60"),
    ("Merge field issue in an email template", "email-template-mergefield-error", "60"),
    ("ENTITY_IS_LOCKED", "entity-is-locked", "61"),
    ("Unable to modify a locked record", "entity-is-locked", "61"),
    ("entity is locked for editing", "entity-is-locked", "27, 61"),
    ("FAILED_ACTIVATION", "failed-activation", "62"),
    ("Record failed to be activated", "failed-activation", "62"),
    ("FIELD_CUSTOM_VALIDATION_EXCEPTION", "field-custom-validation-exception", "63"),
    ("A custom validation is blocking the action", "field-custom-validation-exception", "63"),
    ("FIELD_INTEGRITY_EXCEPTION", "field-integrity-exception", "64"),
    ("Creating or updating records with invalid field values", "field-integrity-exception", "64"),
    ("INVALID_CHANGE_EVENT", "invalid-change-event", "65"),
    ("A previous change for the same record has failed", "invalid-change-event", "65"),
    ("INVALID_CROSS_REFERENCE_KEY", "invalid-cross-reference-key", "66"),
    ("An update to a record is invalid for the object type", "invalid-cross-reference-key", "66"),
    ("INVALID_EMAIL_ADDRESS", "invalid-email-address", "67"),
    ("Unable to save a record due to an invalid email address", "invalid-email-address", "67"),
    ("INVALID_FIELD", "invalid-field", "68"),
    ("A parent record has failed to sync", "invalid-field", "68"),
    ("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "invalid-or-null-for-restricted-picklist", "69"),
    ("A picklist value is not set in the org", "invalid-or-null-for-restricted-picklist", "69"),
    ("bad value for restricted picklist field", "invalid-or-null-for-restricted-picklist", "27, 69"),
    ("REQUIRED_FIELD_MISSING", "required-field-missing", "70"),
    ("A required field is missing", "required-field-missing", "70"),
    ("Required fields are missing", "required-field-missing", "27, 70"),
    ("UNKNOWN_EXCEPTION", "unknown-exception", "71"),
    ("can't be saved due to a validation, process, or job failure", "unknown-exception", "71"),
)

MESSAGES = (
    *(
        Message(
            text,
            names=f"{_CODE}{name}",
            item=f"{_CODE}{name}",
            where=_WHERE,
            source=GUIDE.at("Sync status codes", lines),
        )
        for text, name, lines in _TEXTS
    ),
    Message(
        "UNABLE_TO_LOCK_ROW",
        names="storeconnect.lock.transient",
        item="storeconnect.code.unable-to-lock-row",
        where=_WHERE,
        source=GUIDE.at("Sync status codes", "72"),
    ),
    Message(
        "Unable to get exclusive access to this record",
        names="storeconnect.lock.transient",
        item="storeconnect.code.unable-to-lock-row",
        where=_WHERE,
        source=GUIDE.at("Sync status codes", "72"),
    ),
    Message(
        "unable to obtain exclusive access to this record",
        names="storeconnect.lock.transient",
        item="storeconnect.code.unable-to-lock-row",
        where=_WHERE,
        source=GUIDE.at("Sync error fields; Sync status codes", "27, 72"),
    ),
    # Salesforce says which of the two lists it is that lacks the value.
    Message(
        "isn't an available state",
        names="storeconnect.picklist.state-country",
        item="storeconnect.picklist.state-country",
        where=_WHERE,
        source=GUIDE.at("Sync error fields; Sync status codes", "27, 64"),
    ),
    Message(
        "isn't an available country",
        names="storeconnect.picklist.state-country",
        item="storeconnect.picklist.state-country",
        where=_WHERE,
        source=GUIDE.at("Sync error fields; Sync status codes", "27, 64"),
    ),
)
