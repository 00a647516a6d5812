"""Records of a CRM, the errors they raise, and the rules that stop them."""

# ruff: noqa: RUF009 - every default is an attrs field that `observable` makes.

from __future__ import annotations

from functools import partial
from typing import ClassVar

from attrs import frozen

from facts.base import Channel, Given, Scope, Thing, ValueType, observable
from facts.guides import APPSECONNECT, EFS, STORECONNECT, TETHER
from facts.words import EventType, ResyncResult, StatusCode, SystemStatus, YesNo

_crm = partial(observable, channel=Channel.SALESFORCE, guides=(STORECONNECT,))
_ase = partial(observable, channel=Channel.HUB_PORTAL, guides=(APPSECONNECT,))


@frozen
class Error(Thing):
    """An error message, wherever it was seen."""

    kind: ClassVar[str] = "error"
    scope: ClassVar[Scope] = Scope.RECORD

    text: Given = observable(
        ValueType.TEXT, channel=Channel.MESSAGE, guides=(EFS,), meaning="The text as it was pasted."
    )
    message: Given = _crm(ValueType.TEXT, meaning="The message of a sync error.")
    raw: Given = _crm(ValueType.TEXT, meaning="The whole response it came with.")
    status_code: Given = _crm(StatusCode, open=True, meaning="Its status code.")
    object: Given = _crm(ValueType.NAME, meaning="The kind of record it is about.")
    event_type: Given = _crm(EventType, meaning="What was being done.")
    attempts: Given = _crm(ValueType.NUMBER, meaning="How often that was tried.")
    processed_at: Given = _crm(ValueType.TIME, meaning="When it was last tried.")
    resolved: Given = _crm(YesNo, meaning="Whether it is marked resolved.")
    salesforce_id: Given = _crm(ValueType.NAME, meaning="The record's id in Salesforce.")
    storeconnect_id: Given = _crm(ValueType.NAME, meaning="The record's id in the store.")
    first_at: Given = _ase(ValueType.TIME, meaning="When it first occurred.")
    last_at: Given = _ase(ValueType.TIME, guides=(APPSECONNECT, TETHER), meaning="When it last occurred.")
    occurrences: Given = _ase(ValueType.NUMBER, guides=(APPSECONNECT, TETHER), meaning="How often it occurred.")


@frozen
class Record(Thing):
    """A record that is to be synced."""

    kind: ClassVar[str] = "record"
    scope: ClassVar[Scope] = Scope.RECORD

    activated: Given = _crm(YesNo, meaning="Whether it was activated.")
    duplicate_of: Given = _crm(ValueType.NAME, meaning="The record it duplicates.")
    email: Given = _crm(ValueType.NAME, meaning="Its mail address.")
    email_bounced: Given = _crm(YesNo, meaning="Whether mail to it came back.")
    is_active: Given = _crm(YesNo, meaning="Whether it is active.")
    locked_by: Given = _crm(ValueType.NAME, meaning="What holds a lock on it.")
    owner: Given = _crm(ValueType.NAME, meaning="Who owns it.")
    owner_active: Given = _crm(YesNo, meaning="Whether its owner is an active user.")
    parent: Given = _crm(ValueType.NAME, meaning="The record it hangs on, by its id.")
    parent_object: Given = _crm(ValueType.NAME, meaning="The kind of its parent.")
    parent_synced: Given = _crm(YesNo, meaning="Whether its parent was synced.")
    previous_change_failed: Given = _crm(YesNo, meaning="Whether an earlier change of it failed.")
    referenced_exists: Given = _crm(YesNo, meaning="Whether the record it refers to is there.")


@frozen
class Contact(Thing):
    """A contact in the CRM."""

    kind: ClassVar[str] = "contact"
    scope: ClassVar[Scope] = Scope.RECORD

    email_bounced: Given = _crm(YesNo, meaning="Whether mail to the contact came back.")
    email_valid: Given = _crm(YesNo, meaning="Whether the mail address is valid.")


@frozen
class Field(Thing):
    """A field of a record in the CRM."""

    kind: ClassVar[str] = "field"
    scope: ClassVar[Scope] = Scope.RECORD

    default_value: Given = _crm(ValueType.NAME, meaning="Its default.")
    populated_by_storeconnect: Given = _crm(YesNo, meaning="Whether the store fills it in.")
    required: Given = _crm(YesNo, meaning="Whether it must be filled in.")
    unique: Given = _crm(YesNo, meaning="Whether no two records may share its value.")


@frozen
class Picklist(Thing):
    """A field that takes listed values only."""

    kind: ClassVar[str] = "picklist"
    scope: ClassVar[Scope] = Scope.RECORD

    field: Given = _crm(ValueType.NAME, meaning="Which field it is.")
    value: Given = _crm(ValueType.NAME, meaning="The value that was sent.")
    value_present: Given = _crm(YesNo, meaning="Whether the value is on the list.")


@frozen
class Template(Thing):
    """A mail template in the CRM."""

    kind: ClassVar[str] = "template"
    scope: ClassVar[Scope] = Scope.RECORD

    merge_field: Given = _crm(ValueType.TEXT, meaning="The merge field in question.")
    mergefield_valid: Given = _crm(YesNo, meaning="Whether its merge fields are valid.")
    name: Given = _crm(ValueType.NAME, meaning="Its name.")


@frozen
class Trigger(Thing):
    """Code in the CRM that runs when a record is saved."""

    kind: ClassVar[str] = "trigger"
    scope: ClassVar[Scope] = Scope.RECORD

    sends_email: Given = _crm(YesNo, meaning="Whether it sends mail.")


@frozen
class DuplicateRule(Thing):
    """The rule by which the CRM refuses duplicates."""

    kind: ClassVar[str] = "duplicate_rule"
    scope: ClassVar[Scope] = Scope.RECORD

    active: Given = _crm(YesNo, meaning="Whether it is active.")


@frozen
class ValidationRules(Thing):
    """The validation rules of a kind of record."""

    kind: ClassVar[str] = "validation_rules"
    scope: ClassVar[Scope] = Scope.RECORD

    match: Given = _crm(YesNo, meaning="Whether a rule in Setup > Validation Rules matches the message.")


@frozen
class Org(Thing):
    """The CRM's organisation."""

    kind: ClassVar[str] = "org"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    state_country_picklists: Given = _crm(YesNo, meaning="Whether states and countries are lists.")
    state_country_value_present: Given = _crm(YesNo, meaning="Whether the value is on those lists.")


@frozen
class App(Thing):
    """The store's app in the CRM."""

    kind: ClassVar[str] = "app"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    utility_visible: Given = _crm(YesNo, meaning="Whether its utility bar entry can be seen.")


@frozen
class SyncErrors(Thing):
    """The list of open sync errors."""

    kind: ClassVar[str] = "sync_errors"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    count: Given = _crm(ValueType.NUMBER, meaning="How many there are.")


@frozen
class Resync(Thing):
    """A record that was synced again by hand."""

    kind: ClassVar[str] = "resync"
    scope: ClassVar[Scope] = Scope.RECORD

    attempts: Given = _crm(ValueType.NUMBER, meaning="How often.")
    last_at: Given = _crm(ValueType.TIME, meaning="When that was last done.")
    result: Given = _crm(ResyncResult, guides=(APPSECONNECT, STORECONNECT), meaning="How it came out.")


@frozen
class Deal(Thing):
    """A deal in a CRM."""

    kind: ClassVar[str] = "deal"
    scope: ClassVar[Scope] = Scope.RECORD

    stage: Given = _ase(ValueType.NAME, meaning="Its stage.")
    stage_arrives: Given = _ase(YesNo, channel=Channel.ERP, meaning="Whether its stage arrives at the far end.")
    stage_mapped: Given = _ase(YesNo, meaning="Whether that stage is mapped.")


@frozen
class Source(Thing):
    """The system a record comes from."""

    kind: ClassVar[str] = "source"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    record_exists: Given = observable(
        YesNo,
        channel=Channel.PLATFORM_ADMIN,
        guides=(TETHER,),
        meaning="Whether the source has the record.",
    )
    maintenance_until: Given = observable(
        ValueType.TIME, channel=Channel.STATUS_PAGE, guides=("erp",), meaning="When its maintenance ends."
    )
    status: Given = observable(
        SystemStatus, channel=Channel.STATUS_PAGE, guides=("erp",), meaning="Whether the source is up."
    )


@frozen
class Data(Thing):
    """The data of an account as a whole."""

    kind: ClassVar[str] = "data"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    corruption_suspected: Given = observable(
        YesNo,
        channel=Channel.HUMAN,
        guides=(TETHER,),
        aliases=("corruption.suspected",),
        meaning="Whether data may have been damaged.",
    )
