"""Integrations and what surrounds them on the portal: settings, logins, ship maps, tests."""

# ruff: noqa: RUF009 - every default is an attrs field that `observable` makes.

from __future__ import annotations

from functools import partial
from typing import ClassVar

from attrs import frozen

from facts.base import Channel, Given, Scope, Thing, ValueType, observable
from facts.guides import APPSECONNECT, EFS, ERP, TETHER
from facts.words import (
    AuthType,
    BcEnvironment,
    ChannelState,
    ConnectionTest,
    ErrorTypes,
    Feature,
    IntegrationState,
    IntegrationStatus,
    InventorySource,
    OAuthStatus,
    OtherSyncs,
    Outcome,
    Peak,
    Request,
    SearchResult,
    StatusFilter,
    StatusPage,
    Switch,
    Trend,
    Urgency,
    Validity,
    Volume,
    YesNo,
)

_page = partial(observable, channel=Channel.PORTAL_PAGE, guides=(EFS,))
_setting = partial(observable, channel=Channel.SETTINGS, guides=(EFS,))
_human = partial(observable, channel=Channel.HUMAN, guides=(EFS,))
_tether = partial(observable, channel=Channel.HUB_PORTAL, guides=(TETHER,))
_ase = partial(observable, channel=Channel.HUB_PORTAL, guides=(APPSECONNECT,))
_maps = partial(observable, channel=Channel.SHIP_MAPS, guides=(EFS,))

SCHEDULES = {
    "every 15 minutes": 15,
    "quarter hourly": 15,
    "every 30 minutes": 30,
    "half hourly": 30,
    "every half hour": 30,
    "hourly": 60,
    "every hour": 60,
    "once per hour": 60,
    "twice a day": 720,
    "twice daily": 720,
    "daily": 1440,
    "every day": 1440,
    "once a day": 1440,
    "weekly": 10080,
    "every week": 10080,
}


@frozen
class Integration(Thing):
    """The connection of one shop to the hub."""

    kind: ClassVar[str] = "integration"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    id_: Given = _page(ValueType.NAME, name="id", meaning="The number or name the portal gives the integration.")
    name: Given = _page(ValueType.NAME, meaning="The name of the integration on the portal.")
    account: Given = _page(ValueType.NAME, guides=(), meaning="The account the integration belongs to.")
    platform: Given = _page(ValueType.NAME, guides=(), meaning="The platform the integration connects.")
    order_sync_toggle: Given = _page(Switch, meaning="Whether the Order Sync toggle is on.")
    inventory_sync_toggle: Given = _page(Switch, meaning="Whether the Inventory Sync toggle is on.")
    inventory_sync_in_use: Given = _human(YesNo, meaning="Whether the merchant uses inventory sync at all.")
    toggle_changed_at: Given = _page(ValueType.TIME, meaning="When a toggle was last switched.")
    settings_saved_at: Given = _page(ValueType.TIME, meaning="When the settings were last saved.")
    created_at: Given = _page(ValueType.TIME, meaning="When the integration was made.")
    last_sync: Given = _page(
        ValueType.TIME,
        guides=(EFS, TETHER),
        aliases=("integration.last_sync_at",),
        meaning="When orders last synced, as the page shows it.",
    )
    inventory_last_sync: Given = _page(ValueType.TIME, meaning="When inventory last synced.")
    inventory_last_scheduled_sync: Given = _page(
        ValueType.TIME, meaning="When inventory last synced by schedule, not by hand."
    )
    manual_inventory_sync_at: Given = _page(ValueType.TIME, meaning="When an inventory sync was started by hand.")
    manual_inventory_sync_result: Given = _page(Outcome, meaning="How the inventory sync started by hand came out.")
    oauth_status: Given = _page(OAuthStatus, meaning="How the page shows the authorisation.")
    oauth_token_issued_at: Given = _page(ValueType.TIME, meaning="When the platform last issued the token.")
    oauth_token_expires_at: Given = _page(ValueType.TIME, meaning="When the token runs out.")
    reauthorization_result: Given = _page(Outcome, meaning="How the last attempt to authorise again came out.")
    api_credentials: Given = _page(Validity, meaning="Whether the stored API credentials are still good.")
    api_credentials_expire_at: Given = _page(ValueType.TIME, meaning="When the API credentials run out.")
    credentials_saved_at: Given = _page(ValueType.TIME, meaning="When credentials were last entered and saved.")
    connection_test: Given = _page(
        ConnectionTest, channel=Channel.CONNECTION_TEST, meaning="What the portal's connection test said."
    )
    error_message: Given = _page(ValueType.TEXT, meaning="An error the integration's page shows.")
    last_error_at: Given = _page(ValueType.TIME, meaning="When the page last showed an error.")
    log: Given = _page(ValueType.TEXT, channel=Channel.API_LOG, meaning="Lines of the integration's activity log.")
    history_days: Given = _setting(ValueType.NUMBER, unit="days", meaning="How old an order may be to be pulled.")
    order_sync_schedule_minutes: Given = _setting(
        ValueType.NUMBER, unit="minutes", readings=SCHEDULES, meaning="How often orders are pulled."
    )
    order_sync_schedule_saved: Given = _setting(YesNo, meaning="Whether the schedule was saved after a change.")
    inventory_sync_schedule: Given = _setting(
        ValueType.NUMBER, unit="minutes", readings=SCHEDULES, meaning="How often inventory is sent."
    )
    inventory_source: Given = _setting(
        InventorySource, open=True, meaning="The stock source of the shop that inventory is sent to."
    )
    order_status_to_pull: Given = _setting(ValueType.NAME, meaning="The order status that is pulled.")
    marketplace: Given = _setting(
        ValueType.NAME, guides=(EFS, TETHER), meaning="The marketplace region that is configured."
    )
    wsdl_url: Given = _setting(ValueType.NAME, meaning="The address of the shop's SOAP description.")
    batch_size: Given = _setting(ValueType.NUMBER, open=True, meaning="How many orders are handled at once.")
    cart_items_count: Given = _page(
        ValueType.NUMBER, channel=Channel.CART_ITEMS, meaning="How many products the cart items list holds."
    )
    app_version: Given = _page(ValueType.NAME, meaning="The version of the app in the shop.")
    feature: Given = _page(Feature, open=True, meaning="Whether a feature does what its documentation says.")
    connected_at: Given = _tether(ValueType.TIME, meaning="When the integration was connected.")
    state: Given = _tether(IntegrationState, meaning="Whether the integration is active or paused.")
    status: Given = _tether(IntegrationStatus, meaning="The connection status on the dashboard.")
    sync_frequency: Given = _tether(
        ValueType.NUMBER, unit="minutes", readings=SCHEDULES, open=True, meaning="How often the integration syncs."
    )


@frozen
class Connection(Thing):
    """A stored login of the hub to one application."""

    kind: ClassVar[str] = "connection"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    app: Given = _ase(ValueType.NAME, from_id=True, meaning="The application the connection logs in to.")
    environment: Given = _ase(ValueType.NAME, meaning="The environment the connection belongs to.")
    destination: Given = _ase(ValueType.NAME, meaning="The system at the far end.")
    bc_environment: Given = _ase(BcEnvironment, open=True, meaning="The Business Central environment it points to.")
    company_db: Given = _ase(ValueType.NAME, meaning="The company database it names, letter case included.")
    validated: Given = _ase(YesNo, meaning="Whether the connection passed validation.")
    all_validated: Given = _ase(YesNo, meaning="Whether every connection passed validation.")
    error: Given = _ase(ValueType.TEXT, meaning="The error that validation showed.")
    rotated_at: Given = _ase(ValueType.TIME, meaning="When its secret was renewed at the application.")
    client_secret_updated: Given = _ase(YesNo, meaning="Whether the new client secret was entered.")
    last_authorised_at: Given = _ase(ValueType.TIME, meaning="When it was last authorised.")
    last_used_at: Given = _ase(ValueType.TIME, meaning="When it was last used.")
    last_validated_at: Given = _ase(ValueType.TIME, meaning="When it last passed validation.")
    app_upgraded_at: Given = _ase(ValueType.TIME, meaning="When the application was last upgraded.")
    token_current: Given = _ase(YesNo, meaning="Whether the stored token is the current one.")
    token_issued_at: Given = _ase(ValueType.TIME, meaning="When its token was issued.")
    token_expires_at: Given = _ase(
        ValueType.TIME, guides=(APPSECONNECT, ERP, TETHER), meaning="When its token runs out."
    )
    scopes: Given = _ase(ValueType.NAME, guides=(APPSECONNECT, TETHER), meaning="The permissions it was granted.")
    auth_type: Given = _tether(AuthType, meaning="Whether it uses OAuth or an API key.")
    authorized_at: Given = _tether(ValueType.TIME, meaning="When it was authorised.")
    reauthorised_at: Given = _tether(ValueType.TIME, meaning="When it was authorised again.")
    reauthorized: Given = _tether(YesNo, meaning="Whether it was authorised again.")
    api_key_created_at: Given = _tether(ValueType.TIME, meaning="When its API key was made.")
    api_key_matches: Given = _tether(YesNo, meaning="Whether the stored key is the one in use.")
    credentials_expired: Given = observable(
        YesNo, channel=Channel.HUB_PORTAL, guides=(ERP,), meaning="Whether its credentials ran out."
    )
    test: Given = observable(
        ConnectionTest,
        open=True,
        channel=Channel.CONNECTION_TEST,
        guides=(ERP,),
        meaning="What its connection test said.",
    )


@frozen
class Account(Thing):
    """The merchant's account at the hub."""

    kind: ClassVar[str] = "account"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    password_changed_at: Given = _tether(ValueType.TIME, meaning="When the password was last changed.")


@frozen
class ShipMap(Thing):
    """The table that turns a shop's ship methods into the warehouse's codes."""

    kind: ClassVar[str] = "shipmap"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    entry: Given = _maps(ValueType.NAME, meaning="Whether a ship method has an entry, or the code it has.")
    code: Given = _maps(ValueType.NAME, meaning="The warehouse's code the method is mapped to.")
    method: Given = _maps(ValueType.NAME, meaning="The ship method of the shop that the entry is for.")
    count: Given = _maps(ValueType.NUMBER, meaning="How many entries there are.")


@frozen
class Experiment(Thing):
    """A test in which features are switched off to narrow a problem down."""

    kind: ClassVar[str] = "experiment"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    inventory_sync_toggle: Given = _page(Switch, meaning="Where the Inventory Sync toggle stood during the test.")
    before_orders_sync: Given = _page(YesNo, meaning="Whether orders synced before the test.")
    orders_sync: Given = _page(YesNo, meaning="Whether orders sync during the test.")


@frozen
class Fix(Thing):
    """A repair that was made."""

    kind: ClassVar[str] = "fix"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    applied_at: Given = _human(ValueType.TIME, meaning="When the repair was made.")


@frozen
class Orders(Thing):
    """The orders of an integration taken together."""

    kind: ClassVar[str] = "orders"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    volume: Given = _human(ValueType.NUMBER, words=Volume, meaning="How many orders come in a day, or against normal.")
    new_in_tether: Given = _tether(YesNo, meaning="Whether new orders arrive in the hub.")
    new_in_source: Given = _tether(YesNo, meaning="Whether the source has new orders.")
    oldest_in_source: Given = _tether(ValueType.TIME, meaning="The date of the oldest order in the source.")
    oldest_in_tether: Given = _tether(ValueType.TIME, meaning="The date of the oldest order in the hub.")


@frozen
class Metric(Thing):
    """A figure that is watched over weeks."""

    kind: ClassVar[str] = "metric"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    average_sync_time: Given = _page(Trend, open=True, meaning="Where the average sync time is heading.")
    error_types: Given = _page(ErrorTypes, open=True, meaning="Whether new types of errors turn up.")
    errors: Given = _page(Trend, open=True, meaning="Where the number of errors is heading.")
    orders_per_day: Given = _page(Trend, open=True, meaning="How many orders flow a day.")
    sync_success_percent: Given = _page(
        ValueType.NUMBER, unit="percent", words=Trend, meaning="The share of syncs without an error."
    )
    tracking_percent: Given = _page(
        ValueType.NUMBER, unit="percent", words=Trend, meaning="The share of shipped orders that show tracking."
    )


@frozen
class Portal(Thing):
    """The hub's portal as a whole, and the account's other integrations on it."""

    kind: ClassVar[str] = "portal"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    status_page: Given = _page(StatusPage, channel=Channel.STATUS_PAGE, meaning="What the hub's status page says.")
    other_integrations_last_sync: Given = _page(
        ValueType.TIME, words=OtherSyncs, meaning="Whether the other integrations sync, or when they last did."
    )
    other_integrations_count: Given = _page(ValueType.NUMBER, meaning="How many other integrations there are.")
    last_deploy_at: Given = _page(ValueType.TIME, channel=Channel.STATUS_PAGE, meaning="When the hub was last updated.")


@frozen
class Fcp(Thing):
    """A search in the warehouse's control panel."""

    kind: ClassVar[str] = "fcp"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    search_all_result: Given = observable(
        SearchResult, channel=Channel.FCP, guides=(EFS,), meaning="What a search over all statuses found."
    )
    status_filter: Given = observable(
        StatusFilter, channel=Channel.FCP, guides=(EFS,), meaning="Which statuses the search showed."
    )


@frozen
class Calendar(Thing):
    """The time of the year."""

    kind: ClassVar[str] = "calendar"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    peak: Given = _human(Peak, meaning="Whether it is a peak such as Black Friday.")


@frozen
class Merchant(Thing):
    """The merchant who reports the problem."""

    kind: ClassVar[str] = "merchant"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    contact: Given = _human(ValueType.NAME, meaning="How the merchant can be reached.")
    request: Given = _human(Request, open=True, meaning="What the merchant asks for.")
    steps_tried: Given = _human(ValueType.TEXT, guides=(), meaning="What was tried already.")
    timezone: Given = _human(ValueType.NAME, meaning="The merchant's time zone.")
    urgency: Given = _human(Urgency, open=True, meaning="How urgent it is.")


__all__ = [
    "SCHEDULES",
    "Account",
    "Calendar",
    "Connection",
    "Experiment",
    "Fcp",
    "Fix",
    "Integration",
    "Merchant",
    "Metric",
    "Orders",
    "Portal",
    "ShipMap",
]


@frozen
class SeenChannel(Thing):
    """A place where things are seen, by name: ``channel[received orders]``."""

    kind: ClassVar[str] = "channel"
    scope: ClassVar[Scope] = Scope.ACCOUNT

    state: Given = observable(
        ChannelState,
        channel=Channel.HUMAN,
        guides=(),
        meaning="Whether the channel can be seen; if not, what is missing there is unknown.",
    )
