"""Codes of what is wrong with a record's own values (guide "Sync status codes")."""

from __future__ import annotations

from engine.rules import (
    Check,
    Cost,
    Fault,
    Prior,
    Remedy,
    all_of,
    any_of,
    known,
    one_of,
    one_sided,
    says,
    seen,
)
from facts import Contact, Error, Field, Org, Picklist, Record, StatusCode, Template, YesNo
from rulebases.families import ADDRESS, BAD_VALUE, NOT_MAPPED
from rulebases.storeconnect.codes import (
    AROUND,
    BESIDE_OTHERS,
    GONE,
    READ_CODE,
    RESYNC,
    STOPS_THE_RECORD,
    TRY_RESYNC,
)
from rulebases.storeconnect.guide import GUIDE

_STATE_OR_COUNTRY = "storeconnect.picklist.state-country"

FAULTS = (
    Fault(
        id="storeconnect.code.required-field-missing",
        title="A field that Salesforce requires is empty: StoreConnect may not fill it",
        scope=Record,
        guard=seen(Error, status_code=one_of(StatusCode.REQUIRED_FIELD_MISSING, *BESIDE_OTHERS)),
        shown_by=one_sided(
            seen(Error, status_code=StatusCode.REQUIRED_FIELD_MISSING),
            seen(Field, required=YesNo.YES, populated_by_storeconnect=YesNo.NO),
        ),
        refuted_by=any_of(
            seen(Field, populated_by_storeconnect=YesNo.YES),
            seen(Field, required=YesNo.NO),
            seen(Field, default_value=known()),
        ),
        leads_to=STOPS_THE_RECORD,
        check=READ_CODE,
        settled_by=(TRY_RESYNC,),
        refines=AROUND,
        remedy=Remedy(
            (
                "Read in the message which field it is.",
                "Make it optional in Salesforce, or give it a default value.",
                RESYNC,
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Resolving sync errors, example; Sync status codes", "40, 70"),
        prior=Prior.COMMON,
    ),
    Fault(
        id="storeconnect.code.field-integrity-exception",
        title="A field of the record holds a value that Salesforce does not accept",
        scope=Record,
        guard=seen(Error, status_code=one_of(StatusCode.FIELD_INTEGRITY_EXCEPTION, *BESIDE_OTHERS)),
        shown_by=one_sided(seen(Error, status_code=StatusCode.FIELD_INTEGRITY_EXCEPTION)),
        leads_to=STOPS_THE_RECORD,
        check=READ_CODE,
        refines=AROUND,
        remedy=Remedy(
            (
                "Read in the message which field it is, and which value.",
                "If it is a state or a country, see that the org's picklist settings have it.",
                "Otherwise correct the value.",
                RESYNC,
                "StoreConnect's article resolve-state-country-picklist-sync-errors has the details.",
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "64"),
        family=BAD_VALUE,
    ),
    Fault(
        id=_STATE_OR_COUNTRY,
        title="The org's picklist settings lack the state or country of the address",
        scope=Record,
        guard=seen(Error, status_code=one_of(StatusCode.FIELD_INTEGRITY_EXCEPTION, *BESIDE_OTHERS)),
        shown_by=all_of(
            any_of(
                seen(Error, status_code=StatusCode.FIELD_INTEGRITY_EXCEPTION),
                seen(Error, message=says("FIELD_INTEGRITY_EXCEPTION")),
                seen(Error, raw=says("FIELD_INTEGRITY_EXCEPTION")),
            ),
            seen(Org, state_country_value_present=YesNo.NO),
        ),
        refuted_by=any_of(
            seen(Org, state_country_value_present=YesNo.YES),
            seen(Org, state_country_picklists=YesNo.NO),
        ),
        leads_to=STOPS_THE_RECORD,
        check=_STATE_OR_COUNTRY,
        settled_by=(TRY_RESYNC,),
        refines=("storeconnect.code.field-integrity-exception",),
        remedy=Remedy(
            (
                "Open the State and Country/Territory Picklists in Salesforce's Setup.",
                "Add the state or country, with the code that the message names.",
                RESYNC,
                "StoreConnect's article resolve-state-country-picklist-sync-errors has the details.",
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "64"),
        family=ADDRESS,
    ),
    Fault(
        id="storeconnect.code.invalid-or-null-for-restricted-picklist",
        title="A picklist of the org does not have the value that the record brings",
        scope=Record,
        guard=seen(Error, status_code=one_of(StatusCode.INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, *BESIDE_OTHERS)),
        shown_by=one_sided(
            seen(Error, status_code=StatusCode.INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST),
            seen(Picklist, value_present=YesNo.NO),
        ),
        refuted_by=seen(Picklist, value_present=YesNo.YES),
        leads_to=STOPS_THE_RECORD,
        check=READ_CODE,
        settled_by=(TRY_RESYNC,),
        refines=AROUND,
        remedy=Remedy(
            (
                "Read the field and the value in the message.",
                "Add the value to the options of that field.",
                RESYNC,
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "69"),
        family=NOT_MAPPED,
    ),
    Fault(
        id="storeconnect.code.cannot-reparent-record",
        title="The user who owns the record is no longer active",
        scope=Record,
        guard=seen(Error, status_code=one_of(StatusCode.CANNOT_REPARENT_RECORD, *BESIDE_OTHERS)),
        shown_by=one_sided(
            seen(Error, status_code=StatusCode.CANNOT_REPARENT_RECORD),
            seen(Record, owner_active=YesNo.NO),
        ),
        refuted_by=seen(Record, owner_active=YesNo.YES),
        leads_to=STOPS_THE_RECORD,
        check=READ_CODE,
        settled_by=(TRY_RESYNC,),
        refines=AROUND,
        remedy=Remedy(
            (
                "Make an active user the owner of the record.",
                RESYNC,
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "56"),
    ),
    Fault(
        id="storeconnect.code.invalid-cross-reference-key",
        title="The update does not suit the object, or refers to a record that is deleted or invalid",
        scope=Record,
        guard=seen(Error, status_code=one_of(StatusCode.INVALID_CROSS_REFERENCE_KEY, *BESIDE_OTHERS)),
        # That the other record exists proves little: it may be of the wrong kind.
        shown_by=one_sided(
            seen(Error, status_code=StatusCode.INVALID_CROSS_REFERENCE_KEY),
            seen(Record, referenced_exists=YesNo.NO),
        ),
        leads_to=STOPS_THE_RECORD,
        check=READ_CODE,
        refines=AROUND,
        remedy=Remedy(
            (
                "Look up the record that this one refers to: it may be deleted, or of another kind.",
                "Go through the Flows that run on this object and correct the one that sets the reference.",
                RESYNC,
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "66"),
    ),
    Fault(
        id="storeconnect.code.email-address-bounced",
        title="Salesforce has marked the contact's mail address as Bounced",
        scope=Record,
        guard=seen(Error, status_code=one_of(StatusCode.EMAIL_ADDRESS_BOUNCED, *BESIDE_OTHERS)),
        shown_by=one_sided(
            seen(Error, status_code=StatusCode.EMAIL_ADDRESS_BOUNCED),
            seen(Contact, email_bounced=YesNo.YES),
            seen(Record, email_bounced=YesNo.YES),
        ),
        refuted_by=any_of(seen(Contact, email_bounced=YesNo.NO), seen(Record, email_bounced=YesNo.NO)),
        leads_to=STOPS_THE_RECORD,
        check=READ_CODE,
        settled_by=(TRY_RESYNC,),
        refines=AROUND,
        remedy=Remedy(
            (
                "Find out why mail to the contact came back; the address may no longer exist.",
                "Correct the address if it is wrong.",
                "Clear the Bounced mark of the Contact.",
                RESYNC,
                "StoreConnect's article resolve-email-bounce-sync-errors has the details.",
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "59"),
    ),
    Fault(
        id="storeconnect.code.invalid-email-address",
        title="The record cannot be saved because its mail address is not valid",
        scope=Record,
        guard=seen(Error, status_code=one_of(StatusCode.INVALID_EMAIL_ADDRESS, *BESIDE_OTHERS)),
        shown_by=one_sided(
            seen(Error, status_code=StatusCode.INVALID_EMAIL_ADDRESS),
            seen(Contact, email_valid=YesNo.NO),
        ),
        refuted_by=seen(Contact, email_valid=YesNo.YES),
        leads_to=STOPS_THE_RECORD,
        check=READ_CODE,
        settled_by=(TRY_RESYNC,),
        # The address is corrected last: the record must be in Salesforce before it can be.
        refines=AROUND,
        remedy=Remedy(
            (
                "Switch off the Flows and triggers that send mail, for now.",
                RESYNC,
                "Correct the mail address.",
                "Switch the Flows and triggers on again.",
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "67"),
        family=BAD_VALUE,
        items=("storeconnect.fix.temporary-disabling",),
    ),
    Fault(
        id="storeconnect.code.email-template-mergefield-error",
        title="A merge field of a mail template does not work for the record",
        scope=Record,
        guard=seen(Error, status_code=one_of(StatusCode.EMAIL_TEMPLATE_MERGEFIELD_ERROR, *BESIDE_OTHERS)),
        shown_by=one_sided(
            seen(Error, status_code=StatusCode.EMAIL_TEMPLATE_MERGEFIELD_ERROR),
            seen(Template, mergefield_valid=YesNo.NO),
        ),
        refuted_by=seen(Template, mergefield_valid=YesNo.YES),
        leads_to=STOPS_THE_RECORD,
        check=READ_CODE,
        settled_by=(TRY_RESYNC,),
        refines=AROUND,
        remedy=Remedy(
            (
                "Make a new field on the object that holds the data, and point the merge field to it.",
                "Or clone the template, correct the clone, and set the store to use that.",
                RESYNC,
                "StoreConnect's article resolve-email-template-sync-errors has the details.",
            ),
            verify=GONE,
            retries_itself=False,
        ),
        source=GUIDE.at("Sync status codes", "60"),
    ),
)

CHECKS = (
    Check(
        id=_STATE_OR_COUNTRY,
        question="Do the org's state and country picklists have the value that the message names?",
        asks=(Org.state_country_value_present,),
        how=("Open the State and Country/Territory Picklists in Salesforce's Setup.", "Look for the code or name."),
        when=seen(Error, status_code=StatusCode.FIELD_INTEGRITY_EXCEPTION),
        cost=Cost.PORTAL,
        source=GUIDE.at("Sync status codes", "64"),
    ),
)
