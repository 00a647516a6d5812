"""Platforms, hubs and ERPs by name, and the routes between them."""

from __future__ import annotations

import re
from typing import Final

from facts.base import normalise, without_remark

# Canonical name of each platform that sells, with its other spellings.
_SELLING: Final = {
    "Shopify": ("shopify plus", "shopify basic", "shopify store"),
    "WooCommerce": ("woo", "woo commerce", "wc", "wordpress", "wordpress woocommerce"),
    "Magento": ("adobe commerce", "magento open source", "magento commerce"),
    "Magento 1": ("magento1", "magento 1.x", "magento 1.9", "m1", "magento v1"),
    "Magento 2": ("magento2", "magento 2.x", "m2", "magento v2", "adobe commerce 2", "magento 2 msi"),
    "Amazon": (
        "amazon seller central",
        "seller central",
        "amazon marketplace",
        "amazon sp api",
        "amazon us",
        "amazon uk",
    ),
    "Amazon Vendor Central": ("vendor central", "amazon vendor"),
    "eBay": ("ebay.com", "ebay us", "ebay uk", "ebay seller hub"),
    "BigCommerce": ("big commerce", "bc store"),
    "Etsy": ("etsy.com", "etsy shop"),
    "Volusion": (),
    "Squarespace": ("square space",),
    "ShipStation": ("ship station",),
    "InfusionSoft": ("infusion soft", "keap"),
    "PayPal Shopping Cart": ("paypal", "paypal cart"),
    "Walmart": ("walmart marketplace",),
    "PrestaShop": ("presta shop",),
    "OpenCart": ("open cart",),
    "StoreConnect": ("store connect", "getstoreconnect"),
}

# Systems that orders pass through or end in.
_OTHER: Final = {
    "IS2": ("integration portal", "is 2"),
    "FCP": ("fulfillment control panel", "efs", "efulfillment service"),
    "APPSeCONNECT": ("app se connect", "appseconnect portal"),
    "Tether": ("tether integration",),
    "SAP Business One": ("b1", "sap b1", "sapb1", "business one", "sap business one hana"),
    "SAP ECC": ("ecc", "sap erp"),
    "SAP S/4HANA": ("s4hana", "s/4", "s4", "sap s4", "sap s/4 hana"),
    "SAP": (),
    "Dynamics 365 Business Central": ("business central", "bc", "d365 bc", "dynamics business central", "d365bc"),
    "Dynamics 365 Finance and Operations": ("d365 fo", "d365 f&o", "dynamics 365 finance", "finance and operations"),
    "Dynamics 365": ("d365", "microsoft dynamics 365", "dynamics"),
    "Dynamics NAV": ("nav", "navision", "microsoft dynamics nav"),
    "Dynamics AX": ("ax", "microsoft dynamics ax"),
    "Dynamics GP": ("gp", "great plains"),
    "NetSuite": ("oracle netsuite", "net suite"),
    "Salesforce": ("sfdc", "sales force", "salesforce crm"),
    "HubSpot": ("hub spot", "hubspot crm"),
    "Zoho": ("zoho crm",),
    "Acumatica": (),
    "Sage": ("sage 100", "sage 300", "sage x3"),
    "QuickBooks": ("quickbooks online", "qbo"),
    "Odoo": (),
    "SharePoint": ("microsoft sharepoint", "sharepoint online"),
    "Google Drive": ("gdrive", "google drive folder"),
    "ERP": (),
}

PLATFORMS: Final[tuple[str, ...]] = tuple(sorted({*_SELLING, *_OTHER}, key=str.casefold))

_SPELLINGS: Final = {
    normalise(spelling): name
    for names in (_SELLING, _OTHER)
    for name, others in names.items()
    for spelling in (name, *others)
}

_ARROW: Final = re.compile(r"\s*(?:-+>|=+>|→|⇒|➔|>)\s*|\s+to\s+", re.IGNORECASE)


def canonical_platform(text: str) -> str | None:
    """Find the canonical name of a platform, hub or ERP; None if it is not known.

    >>> canonical_platform("woo commerce")
    'WooCommerce'
    """
    return _SPELLINGS.get(normalise(text)) or _SPELLINGS.get(normalise(without_remark(text)))


def read_route(text: str) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    """Read a platform or a route such as ``Shopify -> IS2 -> FCP``.

    Returns:
        The platform (the first that sells, else the first part), every part of the
        route in order, and a note for each part that is not known. Unknown parts
        are kept as they are.

    >>> read_route("woo -> IS2 -> FCP")
    ('WooCommerce', ('WooCommerce', 'IS2', 'FCP'), ())
    """
    whole = canonical_platform(text)
    parts = [text] if whole else _ARROW.split(text)
    route: list[str] = []
    notes = []
    for part in (part.strip() for part in parts):
        if not part:
            continue
        name = canonical_platform(part)
        if name is None:
            notes.append(f"platform: {part[:80]!r} is not a platform known here; kept as text.")
        route.append(name or part)
    platform = next((name for name in route if name in _SELLING), route[0] if route else None)
    return platform, tuple(route), tuple(notes)
