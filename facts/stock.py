"""Products, their stock, their listings and their prices."""

# ruff: noqa: RUF009 - every default is an attrs field that `observable` makes.

from __future__ import annotations

from functools import partial
from typing import ClassVar

from attrs import frozen

from facts.base import Channel, Given, Scope, Thing, ValueType, observable
from facts.guides import APPSECONNECT, EFS, TETHER
from facts.words import (
    CartItemStatus,
    ListingStatus,
    Location,
    YesNo,
)

_shop = partial(observable, channel=Channel.PLATFORM_ADMIN, guides=(EFS,))
_fcp = partial(observable, channel=Channel.FCP, guides=(EFS,))
_ase = partial(observable, channel=Channel.ERP, guides=(APPSECONNECT,))
_units = partial(_fcp, ValueType.NUMBER, unit="units")


@frozen
class Product(Thing):
    """A product, in the shop and in the warehouse."""

    kind: ClassVar[str] = "product"
    scope: ClassVar[Scope] = Scope.SKU

    sku_platform: Given = _shop(ValueType.NAME, meaning="Its SKU in the shop, letter for letter.")
    sku_fcp: Given = _fcp(ValueType.NAME, meaning="Its SKU in the control panel, letter for letter.")
    in_tether: Given = _shop(YesNo, channel=Channel.HUB_PORTAL, guides=(TETHER,), meaning="Whether the hub has it.")
    sku_case: Given = _shop(ValueType.NAME, meaning="How the letter case of its SKUs compares.")
    barcode: Given = _shop(ValueType.NAME, meaning="Its barcode.")
    fcp_exists: Given = _fcp(YesNo, meaning="Whether the control panel has it.")
    cart_item_status: Given = _shop(
        CartItemStatus, channel=Channel.CART_ITEMS, meaning="Whether it is activated in the cart items list."
    )
    location: Given = _shop(Location, meaning="Whether it is stocked at the app's location.")
    platform_tracks_inventory: Given = _shop(YesNo, meaning="Whether the shop keeps stock of it.")
    is_kit: Given = _shop(YesNo, meaning="Whether it is made up of other products.")
    visible: Given = _shop(YesNo, open=True, meaning="Whether customers see it in the shop.")
    variant_count: Given = _shop(
        ValueType.NUMBER, open=True, guides=(APPSECONNECT, EFS), meaning="How many variants it has."
    )


@frozen
class Inventory(Thing):
    """The stock of a product, in the warehouse and as the shop shows it."""

    kind: ClassVar[str] = "inventory"
    scope: ClassVar[Scope] = Scope.SKU

    fcp_good: Given = _units(meaning="Units that can be sold.")
    fcp_good_before: Given = _units(meaning="Units that could be sold before the change.")
    fcp_hurt: Given = _units(meaning="Units that are damaged.")
    fcp_allocated: Given = _units(meaning="Units set aside for orders.")
    fcp_incoming: Given = _units(meaning="Units on their way in.")
    fcp_total: Given = _units(meaning="All units, good, hurt and allocated.")
    fcp_changed_at: Given = _fcp(ValueType.TIME, meaning="When the stock in the warehouse last changed.")
    platform_quantity: Given = _units(channel=Channel.PLATFORM_ADMIN, meaning="Units the shop shows.")
    app_location_quantity: Given = _units(
        channel=Channel.PLATFORM_ADMIN, meaning="Units the shop shows at the app's location."
    )
    expected_by_merchant: Given = _units(channel=Channel.HUMAN, meaning="Units the merchant expects to see.")
    safety_stock: Given = _units(channel=Channel.SETTINGS, open=True, meaning="Units held back from the shop.")
    location_count: Given = _shop(ValueType.NUMBER, meaning="How many locations stock it.")
    sync_location: Given = _shop(Location, channel=Channel.SETTINGS, meaning="The location that the sync writes to.")
    viewed_location: Given = _shop(Location, meaning="The location whose stock was looked at.")
    manual_adjustment_at: Given = _shop(ValueType.TIME, meaning="When somebody changed the shop's stock by hand.")
    manual_adjustment_value: Given = _units(channel=Channel.PLATFORM_ADMIN, open=True, meaning="Units entered by hand.")
    sync_error: Given = _shop(ValueType.TEXT, channel=Channel.MESSAGE, meaning="The error of its inventory sync.")
    updates: Given = observable(
        YesNo, channel=Channel.HUB_PORTAL, guides=(TETHER,), meaning="Whether its stock still updates."
    )


@frozen
class Listing(Thing):
    """A marketplace listing."""

    kind: ClassVar[str] = "listing"
    scope: ClassVar[Scope] = Scope.SKU

    status: Given = _shop(ListingStatus, meaning="Whether it is still offered.")
    custom_sku: Given = _shop(ValueType.NAME, meaning="Its custom SKU.")
    item_number: Given = _shop(ValueType.NAME, meaning="The marketplace's item number.")


@frozen
class Price(Thing):
    """The price of a product, in the ERP and in the shop."""

    kind: ClassVar[str] = "price"
    scope: ClassVar[Scope] = Scope.SKU

    effective_date: Given = _ase(ValueType.TIME, meaning="The day from which it holds.")
    in_store: Given = _ase(YesNo, channel=Channel.PLATFORM_ADMIN, meaning="Whether the shop shows it.")
    includes_tax: Given = _ase(YesNo, meaning="Whether tax is included.")
    list_name: Given = _ase(ValueType.NAME, meaning="The price list it stands in.")
    old_price_in_store: Given = _ase(
        YesNo, channel=Channel.PLATFORM_ADMIN, meaning="Whether the shop still shows the old one."
    )
    ratio_store_to_sap: Given = _ase(ValueType.NUMBER, meaning="The shop's price over the ERP's.")
    updates: Given = _ase(YesNo, channel=Channel.PLATFORM_ADMIN, meaning="Whether changes of it arrive in the shop.")
    sap_net: Given = _ase(YesNo, meaning="Whether the ERP's price is net of tax.")
    store_inclusive: Given = _ase(
        YesNo, channel=Channel.PLATFORM_ADMIN, meaning="Whether the shop's prices include tax."
    )


@frozen
class Products(Thing):
    """The products of an integration taken together."""

    kind: ClassVar[str] = "products"
    scope: ClassVar[Scope] = Scope.INTEGRATION

    in_tether: Given = _shop(
        YesNo, channel=Channel.HUB_PORTAL, guides=(TETHER,), meaning="Whether the hub has the products."
    )
    duplicate_skus: Given = _shop(
        YesNo, open=True, guides=(TETHER,), meaning="Whether several products share one SKU, or which."
    )


@frozen
class Image(Thing):
    """A picture of a product."""

    kind: ClassVar[str] = "image"
    scope: ClassVar[Scope] = Scope.SKU

    in_destination: Given = _ase(YesNo, meaning="Whether the far end has it.")
    size_mb: Given = _ase(ValueType.NUMBER, unit="mb", channel=Channel.PLATFORM_ADMIN, meaning="Its size.")
