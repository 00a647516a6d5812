"""Codes of what runs when Salesforce saves a record: Flows, Apex, validations (guide "Sync status codes")."""

from __future__ import annotations

from engine.rules import (
    Actor,
    Check,
    Cost,
    Fault,
    Finding,
    Prior,
    Remedy,
    absent,
    all_of,
    any_of,
    known,
    none_of,
    one_of,
    one_sided,
    says,
    seen,
)
from facts import Error, Record, StatusCode, Validation, ValidationRules, YesNo
from rulebases.families import DUPLICATE
from rulebases.storeconnect.codes import (
    AROUND,
    AROUND_APEX,
    AROUND_FAILED_ACTIVATION,
    AROUND_FLOW,
    BESIDE_OTHERS,
    GONE,
    READ_CODE,
    RESYNC,
    STOPS_THE_RECORD,
    WRAPPERS,
)
from rulebases.storeconnect.guide import GUIDE

_FROM_APEX = any_of(
    seen(Error, status_code=StatusCode.CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY),
    seen(Error, message=says("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "An Apex error has occurred")),
    seen(Error, raw=says("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY")),
)
_OF_A_DUPLICATE_LEAD = any_of(
    seen(Error, message=says("duplicate lead", "duplicate leads")),
    seen(Error, raw=says("duplicate lead", "duplicate leads")),
    all_of(seen(Error, object="Lead"), seen(Record, duplicate_of=known())),
    all_of(seen(Error, object="Lead"), seen(Error, message=says("DUPLICATES_DETECTED", "duplicate"))),
)
_BY_VALIDATION = any_of(
    seen(Error, status_code=StatusCode.FIELD_CUSTOM_VALIDATION_EXCEPTION),
    seen(Error, message=says("FIELD_CUSTOM_VALIDATION_EXCEPTION", "A custom validation is blocking the action")),
    seen(Error, raw=says("FIELD_CUSTOM_VALIDATION_EXCEPTION")),
)

_APEX_CHECK = "storeconnect.apex.duplicate-lead"
_OUTSIDE_SETUP = "storeconnect.validation.outside-setup"

FAULTS = (
    Fault(
        id="storeconnect.code.cannot-execute-flow-trigger",
        title="A Salesforce Flow that runs on saving stops the record",
        scope=Record,
        guard=seen(Error, status_code=one_of(*BESIDE_OTHERS)),
        shown_by=one_sided(seen(Error, status_code=StatusCode.CANNOT_EXECUTE_FLOW_TRIGGER)),
        leads_to=STOPS_THE_RECORD,
        check=READ_CODE,
        refines=AROUND_FLOW,
        remedy=Remedy(
            (
                "Read in the message which Flow it is.",
                "Repair that Flow, or deactivate it.",
                RESYNC,
                "If you only deactivated it, activate it again.",
                "StoreConnect's article resolve-flow-trigger-sync-errors has the details.",
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "54"),
        prior=Prior.COMMON,
    ),
    Fault(
        id="storeconnect.code.cannot-insert-update-activate-entity",
        title="Apex code that runs on saving fails on the record",
        scope=Record,
        guard=seen(Error, status_code=one_of(*BESIDE_OTHERS)),
        shown_by=one_sided(seen(Error, status_code=StatusCode.CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY)),
        leads_to=STOPS_THE_RECORD,
        check=READ_CODE,
        refines=AROUND_APEX,
        remedy=Remedy(
            (
                "Read in the message which trigger or class failed, and on what.",
                "Have that code repaired.",
                RESYNC,
                "StoreConnect's article resolve-flow-trigger-sync-errors has the details.",
            ),
            by=Actor.INTEGRATOR,
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "55"),
    ),
    Fault(
        id="storeconnect.apex.duplicate-lead",
        title="The Apex code fails because the lead exists already",
        scope=Record,
        guard=seen(Error, status_code=one_of(*BESIDE_OTHERS)),
        shown_by=all_of(_FROM_APEX, _OF_A_DUPLICATE_LEAD),
        refuted_by=any_of(
            seen(Error, object=none_of("Lead", "Contact")),
            seen(Record, duplicate_of=absent()),
        ),
        leads_to=STOPS_THE_RECORD,
        check=_APEX_CHECK,
        refines=("storeconnect.code.cannot-insert-update-activate-entity", "storeconnect.code.duplicates-detected"),
        remedy=Remedy(
            (
                "Switch the duplicate rules for leads off for now.",
                RESYNC,
                "Merge the two records.",
                "Switch the duplicate rules on again.",
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "55"),
        family=DUPLICATE,
        items=("storeconnect.fix.temporary-disabling",),
    ),
    Fault(
        id="storeconnect.code.failed-activation",
        title="Salesforce cannot activate the record, for a reason that the message gives",
        scope=Record,
        guard=seen(Error, status_code=one_of(*BESIDE_OTHERS)),
        shown_by=one_sided(seen(Error, status_code=StatusCode.FAILED_ACTIVATION)),
        leads_to=STOPS_THE_RECORD,
        check=READ_CODE,
        refines=AROUND_FAILED_ACTIVATION,
        remedy=Remedy(
            (
                "Read in the message what prevents the activation: that is the error to repair.",
                "Remove it.",
                RESYNC,
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "62"),
    ),
    Fault(
        id="storeconnect.code.field-custom-validation-exception",
        title="A custom validation refuses the record",
        scope=Record,
        guard=seen(Error, status_code=one_of(StatusCode.FIELD_CUSTOM_VALIDATION_EXCEPTION, *BESIDE_OTHERS)),
        shown_by=one_sided(seen(Error, status_code=StatusCode.FIELD_CUSTOM_VALIDATION_EXCEPTION)),
        leads_to=STOPS_THE_RECORD,
        check=READ_CODE,
        refines=AROUND,
        remedy=Remedy(
            (
                "Read in the message which validation it is.",
                "If Setup > Validation Rules does not list it, look in managed packages and Apex triggers.",
                "Correct the data or the validation; switching the validation off for now helps as well.",
                RESYNC,
                "Switch on again what you switched off.",
                "StoreConnect's article resolve-custom-validation-sync-errors has the details.",
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "63"),
        prior=Prior.COMMON,
        items=("storeconnect.fix.temporary-disabling",),
    ),
    Fault(
        id="storeconnect.code.unknown-exception",
        title="A validation, a process or an Apex job fails while the record is saved",
        scope=Record,
        guard=seen(Error, status_code=one_of(*BESIDE_OTHERS)),
        shown_by=one_sided(seen(Error, status_code=StatusCode.UNKNOWN_EXCEPTION)),
        leads_to=STOPS_THE_RECORD,
        check=READ_CODE,
        remedy=Remedy(
            (
                "Read in the message what failed.",
                "Repair that validation, process or Apex job, or switch it off for now.",
                RESYNC,
                "Switch on again what you switched off.",
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "71"),
        items=("storeconnect.fix.temporary-disabling",),
    ),
)

FINDINGS = (
    Finding(
        id="storeconnect.validation.outside-setup",
        title="The validation is none of those in Setup: it is in a managed package or an Apex trigger",
        scope=Record,
        guard=seen(Error, status_code=one_of(StatusCode.FIELD_CUSTOM_VALIDATION_EXCEPTION, *WRAPPERS)),
        shown_by=all_of(
            any_of(_BY_VALIDATION, one_sided(seen(Validation, rule_name=known()))),
            any_of(
                seen(ValidationRules, match=YesNo.NO),
                one_sided(seen(Validation, managed_package=YesNo.YES)),
            ),
        ),
        points_to=("storeconnect.code.field-custom-validation-exception",),
        check=_OUTSIDE_SETUP,
        remedy=Remedy(
            (
                "Search the managed packages and the Apex triggers of that object for the words of the message.",
                "Change the data so that it passes, or ask whoever made the package.",
            ),
        ),
        source=GUIDE.at("Sync status codes", "63"),
    ),
)

CHECKS = (
    Check(
        id=_APEX_CHECK,
        question="Is it a lead that the Apex error is about, and does that lead exist already?",
        asks=(Error.object, Record.duplicate_of),
        how=("Read the message.", "Search Salesforce for a lead with the same name or mail address."),
        when=seen(Error, status_code=StatusCode.CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY),
        source=GUIDE.at("Sync status codes", "55"),
    ),
    Check(
        id=_OUTSIDE_SETUP,
        question="Does a rule in Setup > Validation Rules say what the message says?",
        asks=(ValidationRules.match,),
        how=("Open Setup > Object Manager, the object, Validation Rules.", "Compare their messages with the error's."),
        when=seen(Error, status_code=StatusCode.FIELD_CUSTOM_VALIDATION_EXCEPTION),
        cost=Cost.PORTAL,
        source=GUIDE.at("Sync status codes", "63"),
    ),
)
