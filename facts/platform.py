"""Platforms: what a shop system lets an integration do, in general and by name."""

# ruff: noqa: RUF009 - every default is an attrs field that `observable` makes.

from __future__ import annotations

from functools import partial
from typing import ClassVar

from attrs import frozen

from facts.base import Channel, Given, Scope, Thing, ValueType, observable
from facts.guides import APPSECONNECT, EFS, ERP, TETHER
from facts.words import (
    Ability,
    ApiAccess,
    ApiKind,
    ApiTest,
    AppLocation,
    Availability,
    CertificateState,
    Hosting,
    KeysState,
    Outcome,
    Permalinks,
    PortState,
    Several,
    Speed,
    StatusPage,
    Visibility,
    WebhookEvents,
    YesNo,
)

_admin = partial(observable, channel=Channel.PLATFORM_ADMIN, guides=(EFS,))
_tether = partial(observable, channel=Channel.PLATFORM_ADMIN, guides=(TETHER,))
_net = partial(observable, channel=Channel.NETWORK, guides=(APPSECONNECT,))
_mid = partial(observable, channel=Channel.HUB_PORTAL, guides=(ERP,))
_ase = partial(observable, channel=Channel.PLATFORM_ADMIN, guides=(APPSECONNECT,))


@frozen
class Platform(Thing):
    """The shop system of an integration."""

    kind: ClassVar[str] = "platform"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    api: Given = _admin(ApiKind, open=True, meaning="The protocol its API speaks.")
    api_keys: Given = _admin(KeysState, meaning="Whether the API keys are still there.")
    api_keys_regenerated_at: Given = _admin(ValueType.TIME, meaning="When the API keys were last made anew.")
    api_latency_ms: Given = _admin(
        ValueType.NUMBER,
        unit="ms",
        words=Speed,
        channel=Channel.API_LOG,
        guides=(EFS, TETHER),
        aliases=("platform.api_response_ms",),
        meaning="How long its API takes to answer.",
    )
    api_test: Given = _admin(
        ApiTest, channel=Channel.CONNECTION_TEST, meaning="What a direct call of its API did; an HTTP status will do."
    )
    api_version: Given = _admin(ValueType.NAME, meaning="The version of its API.")
    app_installed: Given = _admin(YesNo, meaning="Whether the fulfilment app is installed.")
    app_location: Given = _admin(AppLocation, meaning="Whether the app's location is still there and connected.")
    automatic_fulfillment: Given = _admin(Ability, meaning="Whether fulfilment is requested automatically.")
    availability: Given = _admin(Availability, channel=Channel.STATUS_PAGE, meaning="Whether it answers.")
    hosting: Given = _admin(Hosting, open=True, meaning="How it is hosted.")
    intended_inventory_source: Given = _admin(ValueType.NAME, meaning="The stock source that is meant.")
    locations: Given = _admin(Several, meaning="Whether it has one stock location or several.")
    maintenance: Given = _admin(YesNo, open=True, channel=Channel.STATUS_PAGE, meaning="Whether it is in maintenance.")
    order_prefix: Given = _admin(ValueType.NAME, meaning="What its order numbers begin with.")
    permalinks: Given = _admin(Permalinks, meaning="Its permalink setting.")
    plan: Given = _admin(ValueType.NAME, meaning="The plan the merchant pays for.")
    rate_limit_remaining: Given = _admin(
        ValueType.NUMBER, open=True, channel=Channel.API_LOG, meaning="How many API calls are left."
    )
    rest_api: Given = _admin(Ability, meaning="Whether its REST API is enabled.")
    status_page: Given = _admin(StatusPage, channel=Channel.STATUS_PAGE, meaning="What its status page says.")
    timezone: Given = _admin(ValueType.NAME, meaning="Its time zone.")
    webhooks: Given = _admin(Ability, open=True, meaning="Whether its webhooks are enabled.")
    accessible: Given = _tether(YesNo, meaning="Whether it can be reached.")
    api_access: Given = _tether(ApiAccess, meaning="Whether API access is granted or revoked.")
    history_limit_days: Given = _tether(ValueType.NUMBER, unit="days", meaning="How far back its API goes.")
    http_status: Given = _tether(ValueType.NAME, channel=Channel.API_LOG, meaning="The HTTP status it answers with.")


@frozen
class Amazon(Thing):
    """What only an Amazon integration has."""

    kind: ClassVar[str] = "amazon"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    fba_permission: Given = _tether(YesNo, meaning="Whether access to FBA orders was granted.")
    marketplace_added: Given = _tether(YesNo, meaning="Whether the marketplace was added.")
    new_credentials_created: Given = _ase(YesNo, meaning="Whether new login credentials were made.")


@frozen
class BusinessCentral(Thing):
    """What only a Business Central integration has."""

    kind: ClassVar[str] = "bc"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    api_user_write_permission: Given = _ase(YesNo, channel=Channel.ERP, meaning="Whether the API user may write.")
    sales_order_api_enabled: Given = _ase(YesNo, channel=Channel.ERP, meaning="Whether the sales order API is enabled.")


@frozen
class HubSpot(Thing):
    """What only a HubSpot integration has."""

    kind: ClassVar[str] = "hubspot"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    private_app_exists: Given = _ase(YesNo, meaning="Whether the private app is still there.")


@frozen
class Shopify(Thing):
    """What only a Shopify integration has."""

    kind: ClassVar[str] = "shopify"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    fulfillments_sync: Given = _tether(
        YesNo, channel=Channel.HUB_PORTAL, meaning="Whether fulfilments pass between shop and hub."
    )
    fulfillment_service_configured: Given = _tether(YesNo, meaning="Whether the hub is set up as a fulfilment service.")
    location: Given = _tether(ValueType.NAME, meaning="The location that is synced.")
    location_active: Given = _tether(YesNo, meaning="Whether that location is active.")
    variant_visibility: Given = _tether(Visibility, meaning="Whether a variant is visible or hidden.")


@frozen
class WooCommerce(Thing):
    """What only a WooCommerce integration has."""

    kind: ClassVar[str] = "woo"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    behind_waf: Given = _ase(YesNo, meaning="Whether a firewall stands before the shop.")
    key_secret_match: Given = _ase(YesNo, meaning="Whether key and secret belong together.")
    major_upgrade_at: Given = _ase(ValueType.TIME, meaning="When the shop last had a major upgrade.")
    rest_api_enabled: Given = _ase(YesNo, meaning="Whether the REST API is enabled.")
    ssl_certificate: Given = _ase(CertificateState, meaning="Whether the certificate is valid, expired or self-signed.")


@frozen
class Zoho(Thing):
    """What only a Zoho integration has."""

    kind: ClassVar[str] = "zoho"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    webhook_events: Given = _ase(WebhookEvents, open=True, meaning="The events its webhook reports.")


@frozen
class Salesforce(Thing):
    """What only a Salesforce integration has."""

    kind: ClassVar[str] = "salesforce"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    connected_app_modified_at: Given = _ase(
        ValueType.TIME, channel=Channel.SALESFORCE, meaning="When the connected app was last changed."
    )
    user_password_changed_at: Given = _ase(
        ValueType.TIME, channel=Channel.SALESFORCE, meaning="When the user's password was last changed."
    )


@frozen
class Waf(Thing):
    """The firewall before a shop."""

    kind: ClassVar[str] = "waf"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    appseconnect_ips_allowlisted: Given = _ase(YesNo, meaning="Whether it lets the hub's addresses in.")


@frozen
class Network(Thing):
    """The network between the hub and the systems it connects."""

    kind: ClassVar[str] = "network"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    api_hubapi_com_reachable: Given = _net(
        YesNo, name="api.hubapi.com_reachable", meaning="Whether HubSpot's API can be reached."
    )
    dns: Given = _net(PortState, meaning="Whether names resolve.")
    errors: Given = _net(YesNo, guides=(TETHER,), meaning="Whether the network reports errors.")
    inbound_ports: Given = _net(PortState, meaning="Whether the ports inwards are open.")
    latency_ms: Given = _net(ValueType.NUMBER, unit="ms", meaning="How long a packet takes.")
    outbound_443_to_appseconnect: Given = _net(PortState, meaning="Whether port 443 to the hub is open.")
    port_443: Given = _net(PortState, meaning="Whether port 443 is open.")
    sap_port_30000: Given = _net(PortState, meaning="Whether port 30000 to the ERP is open.")
    sap_port_40000: Given = _net(PortState, meaning="Whether port 40000 to the ERP is open.")


@frozen
class Middleware(Thing):
    """Whatever stands between shop and ERP."""

    kind: ClassVar[str] = "middleware"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    last_test_at: Given = _mid(ValueType.TIME, meaning="When its connection was last tested.")
    name: Given = _mid(ValueType.NAME, meaning="Which product it is.")
    queue_dead: Given = _mid(YesNo, meaning="Whether its queue no longer moves.")
    result: Given = _mid(Outcome, meaning="What it says it did.")


@frozen
class Outage(Thing):
    """A time in which the hub was down."""

    kind: ClassVar[str] = "outage"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    started_at: Given = _tether(ValueType.TIME, channel=Channel.STATUS_PAGE, meaning="When it began.")
    ended_at: Given = _tether(ValueType.TIME, channel=Channel.STATUS_PAGE, meaning="When it was over.")
