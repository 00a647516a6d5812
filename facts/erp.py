"""The ERP at the far end, its services, and the people and agents around the hub."""

# ruff: noqa: RUF009 - every default is an attrs field that `observable` makes.

from __future__ import annotations

from functools import partial
from typing import ClassVar

from attrs import frozen

from facts.base import Channel, Given, Scope, Thing, ValueType, observable
from facts.guides import APPSECONNECT, ERP, TETHER
from facts.words import (
    AgentStatus,
    AgentType,
    CodeStandard,
    Load,
    MailSubject,
    PeriodState,
    Permissions,
    QueueState,
    ServiceState,
    SystemStatus,
    YesNo,
)

_erp = partial(observable, channel=Channel.ERP, guides=(ERP,))
_sap = partial(observable, channel=Channel.ERP, guides=(APPSECONNECT,))
_agent = partial(observable, channel=Channel.AGENT, guides=(APPSECONNECT,))
_portal = partial(observable, channel=Channel.HUB_PORTAL, guides=(APPSECONNECT,))
_human = partial(observable, channel=Channel.HUMAN, guides=(APPSECONNECT,))
_suite = partial(observable, channel=Channel.ERP, guides=(TETHER,))
_alert = partial(observable, channel=Channel.SETTINGS, guides=(TETHER,))


@frozen
class Erp(Thing):
    """The ERP at the far end."""

    kind: ClassVar[str] = "erp"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    api: Given = _erp(ValueType.NAME, meaning="Which of its APIs is called.")
    version: Given = _erp(ValueType.NAME, meaning="Its version.")
    status: Given = _erp(SystemStatus, channel=Channel.STATUS_PAGE, meaning="Whether it is up.")
    maintenance_until: Given = _erp(ValueType.TIME, channel=Channel.STATUS_PAGE, meaning="When its maintenance ends.")
    response_ms: Given = _erp(ValueType.NUMBER, unit="ms", meaning="How long it takes to answer.")
    queue_length: Given = _erp(ValueType.NUMBER, meaning="How many messages wait for it.")
    active_currencies: Given = _erp(ValueType.NAME, meaning="The currencies it has active.")
    country_standard: Given = _erp(CodeStandard, open=True, meaning="How it writes countries.")
    state_standard: Given = _erp(CodeStandard, open=True, meaning="How it writes states.")
    customer_name_limit: Given = _erp(ValueType.NUMBER, meaning="How long a customer's name may be.")
    field_limit: Given = _erp(ValueType.NUMBER, meaning="How long the field may be.")
    period_of_order_date: Given = _erp(PeriodState, meaning="Whether the order's period is open.")
    period_status: Given = _erp(PeriodState, meaning="Whether the posting period is open.")
    period_reopen_permitted: Given = _erp(YesNo, meaning="Whether the period may be opened again.")
    similar_sku: Given = _erp(ValueType.NAME, guides=(APPSECONNECT, ERP), meaning="A SKU much like the one missing.")
    sku_exists: Given = _erp(YesNo, guides=(APPSECONNECT, ERP), meaning="Whether it has the SKU.")


@frozen
class Sap(Thing):
    """Records in SAP."""

    kind: ClassVar[str] = "sap"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    business_partner_code: Given = _sap(ValueType.NAME, meaning="The business partner's code.")
    business_partner_exists: Given = _sap(
        YesNo, aliases=("sap.bp_exists",), meaning="Whether the business partner is there."
    )
    company_db: Given = _sap(ValueType.NAME, meaning="The company database.")
    item_code: Given = _sap(ValueType.NAME, guides=(APPSECONNECT, ERP), meaning="The item's code.")
    item_exists: Given = _sap(YesNo, meaning="Whether the item is there.")
    item_locked: Given = _sap(YesNo, meaning="Whether the item is locked.")
    items_created: Given = _sap(ValueType.NUMBER, meaning="How many items were made.")
    price_list: Given = _sap(ValueType.NAME, meaning="The price list in use.")
    series_configured: Given = _sap(YesNo, meaning="Whether the document series is set up.")
    similar_item: Given = _sap(ValueType.NAME, meaning="An item much like the one missing.")
    tracking_in_staging_table: Given = _sap(YesNo, meaning="Whether tracking waits in a staging table.")
    udf_name: Given = _sap(ValueType.NAME, meaning="The name of the user defined field.")
    user_licensed: Given = _sap(YesNo, meaning="Whether the user has a licence.")


@frozen
class SapBusinessOne(Thing):
    """The services of SAP Business One."""

    kind: ClassVar[str] = "sapb1"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    company_db: Given = _sap(ValueType.NAME, meaning="The company database, letter case included.")
    di_server_service: Given = _sap(ServiceState, meaning="Whether the DI server runs.")
    di_server_started_at: Given = _sap(ValueType.TIME, meaning="When the DI server was started.")
    license_server: Given = _sap(ServiceState, meaning="Whether the licence server runs.")
    server_restarted_at: Given = _sap(ValueType.TIME, meaning="When the server was restarted.")
    service_layer: Given = _sap(ServiceState, meaning="Whether the service layer runs.")
    service_started_at: Given = _sap(ValueType.TIME, meaning="When its services were started.")
    sld_service: Given = _sap(ServiceState, meaning="Whether the landscape directory runs.")
    sld_started_at: Given = _sap(ValueType.TIME, meaning="When the landscape directory was started.")
    version: Given = _sap(ValueType.NAME, meaning="Its version.")


@frozen
class NetSuite(Thing):
    """The NetSuite account that is connected."""

    kind: ClassVar[str] = "netsuite"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    field_arrives: Given = _suite(
        YesNo, channel=Channel.HUB_PORTAL, meaning="Whether the custom field's value arrives."
    )
    custom_field_api_exposed: Given = _suite(YesNo, meaning="Whether the custom field shows in the API.")
    role: Given = _suite(ValueType.NAME, meaning="The role that is logged in with.")
    role_permissions_complete: Given = _suite(
        YesNo, guides=(ERP, TETHER), meaning="Whether that role has every permission."
    )
    saved_search: Given = _suite(ValueType.NAME, meaning="The saved search that is read.")
    saved_search_includes_record: Given = _suite(YesNo, meaning="Whether that search lists the record.")
    script_log: Given = _suite(ValueType.TEXT, meaning="Lines of the script's log.")


@frozen
class Customer(Thing):
    """A customer in the ERP."""

    kind: ClassVar[str] = "customer"
    scope: ClassVar[Scope] = Scope.RECORD

    exists: Given = _erp(YesNo, meaning="Whether the ERP has the customer.")
    guest_checkout_mapped: Given = _erp(YesNo, meaning="Whether guest orders have a customer there.")


@frozen
class Queue(Thing):
    """The queue of messages to the ERP."""

    kind: ClassVar[str] = "queue"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    order_state: Given = _erp(QueueState, channel=Channel.HUB_PORTAL, meaning="The state of the order in it.")


@frozen
class Cause(Thing):
    """The cause of an error, once it is known."""

    kind: ClassVar[str] = "cause"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    fixed: Given = _erp(YesNo, channel=Channel.HUMAN, meaning="Whether it was repaired.")


@frozen
class Tracking(Thing):
    """The tracking of an order, from the ERP to the shop."""

    kind: ClassVar[str] = "tracking"
    scope: ClassVar[Scope] = Scope.ORDER

    in_source_system: Given = _sap(YesNo, meaning="Whether the source has it.")
    in_store: Given = _sap(YesNo, channel=Channel.PLATFORM_ADMIN, meaning="Whether the shop has it.")
    tracking_company: Given = _sap(ValueType.NAME, meaning="The carrier.")
    tracking_number: Given = _sap(ValueType.NAME, meaning="The tracking number.")


@frozen
class Agent(Thing):
    """The agent that runs beside the ERP and talks to the hub."""

    kind: ClassVar[str] = "agent"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    browser_opens_app_appseconnect_com: Given = _agent(
        YesNo,
        name="browser_opens_app.appseconnect.com",
        meaning="Whether a browser on its machine opens the hub.",
    )
    cpu_or_memory: Given = _agent(Load, meaning="Whether its machine is short of either.")
    cpu_percent: Given = _agent(ValueType.NUMBER, unit="percent", meaning="How busy its machine is.")
    disk_free_gb: Given = _agent(ValueType.NUMBER, unit="gb", meaning="How much room its disk has.")
    insync_restarted_at: Given = _agent(ValueType.TIME, meaning="When its service was restarted.")
    insync_service: Given = _agent(ServiceState, meaning="Whether its service runs.")
    last_seen_at: Given = _agent(ValueType.TIME, meaning="When the hub last heard from it.")
    memory_percent: Given = _agent(ValueType.NUMBER, unit="percent", meaning="How full its memory is.")
    network_changed_at: Given = _agent(ValueType.TIME, meaning="When its network was changed.")
    proxy_configured: Given = _agent(YesNo, meaning="Whether a proxy is set up for it.")
    proxy_in_appsettings: Given = _agent(YesNo, meaning="Whether its settings name the proxy.")
    proxy_in_use: Given = _agent(YesNo, meaning="Whether its network uses a proxy.")
    restarted_at: Given = _agent(ValueType.TIME, meaning="When its machine was restarted.")
    status: Given = _agent(AgentStatus, channel=Channel.HUB_PORTAL, meaning="Whether the hub shows it online.")
    type: Given = _agent(AgentType, meaning="Whether it runs in the cloud or on the premises.")
    version: Given = _agent(ValueType.NAME, meaning="Its version.")
    vpn_connected: Given = _agent(YesNo, meaning="Whether its VPN is connected.")
    vpn_required: Given = _agent(YesNo, meaning="Whether it needs a VPN.")


@frozen
class Alert(Thing):
    """The alerts that are set up."""

    kind: ClassVar[str] = "alert"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    data_discrepancy: Given = _alert(YesNo, meaning="Whether differing data raises one.")
    email: Given = _alert(YesNo, guides=(ERP,), meaning="Whether they go out by mail.")
    error_threshold: Given = _alert(ValueType.NAME, meaning="How many errors raise one.")
    slack: Given = _alert(YesNo, guides=(ERP,), meaning="Whether they go to a chat.")
    sync_delayed: Given = _alert(YesNo, meaning="Whether a late sync raises one.")
    sync_failed: Given = _alert(YesNo, meaning="Whether a failed sync raises one.")


@frozen
class SupportCase(Thing):
    """The support case itself."""

    kind: ClassVar[str] = "case"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    data_duplicated_or_corrupted: Given = _human(YesNo, meaning="Whether data was doubled or damaged.")
    error_not_listed: Given = _human(YesNo, meaning="Whether no list of errors has the one that shows.")
    needs_higher_access: Given = _human(YesNo, meaning="Whether the repair needs rights nobody here has.")
    not_resolved: Given = _human(YesNo, meaning="Whether the problem stays after every step.")
    stopped_without_change: Given = _human(YesNo, meaning="Whether syncing stopped although nothing was changed.")
    recent_changes: Given = _human(ValueType.NAME, meaning="What was changed lately.")


@frozen
class Mail(Thing):
    """Mail that came from a vendor."""

    kind: ClassVar[str] = "mail"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    lwa_rotation_notice: Given = _human(
        YesNo, channel=Channel.MAIL, meaning="Whether notice came that a secret must be renewed."
    )
    received_at: Given = _human(ValueType.TIME, channel=Channel.MAIL, meaning="When the mail came.")
    deadline: Given = _human(
        ValueType.TIME,
        channel=Channel.MAIL,
        aliases=("mail.rotation_deadline",),
        meaning="The day by which it asks for the renewal.",
    )
    subject: Given = _human(MailSubject, open=True, channel=Channel.MAIL, meaning="The subject of the mail.")


@frozen
class User(Thing):
    """A user of the hub's portal."""

    kind: ClassVar[str] = "user"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    can_log_in: Given = _human(YesNo, meaning="Whether the user can log in.")
    created: Given = _portal(YesNo, meaning="Whether the user is there.")
    current_organisation: Given = _portal(ValueType.NAME, meaning="The organisation the user is looking at.")
    environment_access: Given = _portal(YesNo, meaning="Whether the user may see the environment.")
    expected_local_time: Given = _human(ValueType.NAME, meaning="The local time the user expects a run at.")
    invited: Given = _portal(YesNo, meaning="Whether the user was invited.")
    invited_at: Given = _portal(ValueType.TIME, meaning="When the user was invited.")
    mail_found: Given = _human(YesNo, meaning="Whether the invitation was found.")
    organisation: Given = _portal(ValueType.NAME, meaning="The organisation the user belongs to.")
    permissions: Given = _portal(Permissions, open=True, meaning="What the user may do.")
    role: Given = _portal(ValueType.NAME, meaning="The user's role.")
    sees_flow: Given = _human(YesNo, meaning="Whether the user sees the flow.")
    spam_checked: Given = _human(YesNo, meaning="Whether the spam folder was looked through.")
    sso: Given = _portal(YesNo, meaning="Whether the user logs in through single sign-on.")
    timezone: Given = _portal(ValueType.NAME, meaning="The user's time zone.")


@frozen
class SingleSignOn(Thing):
    """The single sign-on of an organisation."""

    kind: ClassVar[str] = "sso"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    idp_configured: Given = _portal(YesNo, meaning="Whether the identity provider is set up.")


@frozen
class Tether(Thing):
    """The settings of a hub that replicates into an ERP."""

    kind: ClassVar[str] = "tether"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    marketplace_configured: Given = _alert(YesNo, meaning="Whether the marketplace is set up in the hub.")
