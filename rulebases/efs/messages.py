"""Texts the guide quotes, each with the one thing it names (guide section 11, and 3B, 4A, 6 and 7)."""

from __future__ import annotations

from engine.rules import Message
from facts.integration import Integration
from facts.order import Order
from facts.record import Error
from facts.stock import Inventory
from rulebases.efs.guide import GUIDE

# The same words mean another thing elsewhere, so each text counts only where the guide shows it: in the import error,
# the tracking section or the stock sync, and wherever texts of all kinds gather.
_ANYWHERE = (Integration.error_message, Integration.log, Error.text)
_IMPORT = (Order.is2_error, *_ANYWHERE)
_TRACKING = (Order.tracking_error, *_ANYWHERE)
_STOCK = (Inventory.sync_error, *_ANYWHERE)
_CONNECTION = (Order.is2_error, Order.tracking_error, Inventory.sync_error, *_ANYWHERE)

_OAUTH = ("Shopify", "Magento 2", "BigCommerce", "Amazon", "eBay", "Etsy")

_IMPORT_ERRORS = (
    Message(
        "Ship method not mapped",
        names="efs.order.ship_method_unmapped",
        item="efs.error.ship_method_not_mapped",
        where=_IMPORT,
        source=GUIDE.at("3B In IS2 not FCP, step 2; 11 Order errors", "207-213, 791"),
    ),
    Message(
        "SKU not found",
        names="efs.order.sku_mismatch",
        item="efs.error.sku_not_found",
        where=_IMPORT,
        source=GUIDE.at("3B In IS2 not FCP, step 2", "214-222"),
    ),
    Message(
        "Invalid SKU",
        names="efs.order.sku_mismatch",
        item="efs.error.invalid_sku",
        where=_IMPORT,
        source=GUIDE.at("3B In IS2 not FCP, step 2; 11 Order errors", "214-222, 792"),
    ),
    Message(
        "Duplicate order number",
        names="efs.order.duplicate_number",
        item="efs.error.duplicate_order_number",
        where=_IMPORT,
        source=GUIDE.at("3B In IS2 not FCP, step 2; 11 Order errors", "234-239, 793"),
    ),
    Message(
        "Address validation failed",
        names="efs.order.address_invalid",
        item="efs.error.address_validation_failed",
        where=_IMPORT,
        source=GUIDE.at("3B In IS2 not FCP, step 2; 11 Order errors", "223-233, 794"),
    ),
    Message(
        "Customer information missing",
        names="efs.order.customer_info_missing",
        item="efs.error.customer_information_missing",
        where=_IMPORT,
        source=GUIDE.at("3B In IS2 not FCP, step 2; 11 Order errors", "240-245, 795"),
    ),
    Message(
        "Insufficient inventory",
        names="efs.order.insufficient_inventory",
        item="efs.error.insufficient_inventory",
        where=_IMPORT,
        source=GUIDE.at("11 Order errors", "798"),
    ),
    Message(
        "Invalid ship method code",
        names="efs.order.ship_code_invalid",
        item="efs.error.invalid_ship_method_code",
        where=_IMPORT,
        source=GUIDE.at("11 Order errors", "799"),
    ),
    Message(
        "Malformed address",
        names="efs.order.address_malformed",
        item="efs.error.malformed_address",
        where=_IMPORT,
        source=GUIDE.at("11 Order errors", "800"),
    ),
    Message(
        "Fulfillment request not found",
        names="efs.shopify.product_not_at_app_location",
        item="efs.error.fulfillment_request_not_found",
        where=(Order.tracking_error, *_IMPORT),
        source=GUIDE.at("6 Shopify", "518-520"),
    ),
)

_CONNECTION_ERRORS = (
    Message(
        "OAuth token expired",
        names="efs.connection.oauth_not_connected",
        item="efs.error.oauth_token_expired",
        where=_CONNECTION,
        source=GUIDE.at("6 Amazon; 11 Order errors", "566-568, 796"),
    ),
    # Only the eBay section prints it so short; on any platform with OAuth it can mean nothing else.
    Message(
        "Token expired",
        names="efs.connection.oauth_not_connected",
        item="efs.error.token_expired_ebay",
        where=_CONNECTION,
        source=GUIDE.at("6 eBay", "570-572"),
    ),
    Message(
        "API credentials invalid",
        names="efs.connection.api_credentials_invalid",
        item="efs.error.api_credentials_invalid",
        where=_CONNECTION,
        source=GUIDE.at("11 Order errors", "797"),
    ),
    Message(
        "Consumer Key invalid",
        names="efs.connection.api_credentials_invalid",
        item="efs.error.consumer_key_invalid",
        where=_CONNECTION,
        source=GUIDE.at("6 WooCommerce", "531-533"),
    ),
    Message(
        "Access denied",
        names="efs.magento.permissions_insufficient",
        item="efs.error.access_denied",
        where=_CONNECTION,
        source=GUIDE.at("6 Magento", "544-546"),
    ),
    Message(
        "WSDL URL not found",
        names="efs.magento1.wsdl_url_wrong",
        item="efs.error.wsdl_url_not_found",
        where=_CONNECTION,
        source=GUIDE.at("6 Magento", "553-555"),
    ),
    Message(
        "Invalid marketplace",
        names="efs.amazon.marketplace_wrong",
        item="efs.error.invalid_marketplace",
        where=_CONNECTION,
        source=GUIDE.at("6 Amazon", "563-565"),
    ),
    Message(
        "Store hash invalid",
        names="efs.bigcommerce.store_hash_invalid",
        item="efs.error.store_hash_invalid",
        where=_CONNECTION,
        source=GUIDE.at("6 BigCommerce", "580-582"),
    ),
    Message(
        "Client ID invalid",
        names="efs.bigcommerce.client_id_invalid",
        item="efs.error.client_id_invalid",
        where=_CONNECTION,
        source=GUIDE.at("6 BigCommerce", "583-585"),
    ),
    # Outside the stock sync the guide knows the limit only as something the log shows.
    Message(
        "rate limit",
        names="efs.order.platform_rate_limit",
        item="efs.isolate.log_rate_limit",
        where=(Integration.log, Integration.error_message, Order.is2_error),
        source=GUIDE.at("3C Slow orders, check 2; 7 Logs", "271, 605"),
    ),
    Message(
        "rate limited",
        names="efs.order.platform_rate_limit",
        item="efs.isolate.log_rate_limit",
        where=(Integration.log, Integration.error_message, Order.is2_error),
        source=GUIDE.at("7 Logs", "605"),
    ),
)

_TRACKING_ERRORS = (
    Message(
        "Order not found",
        names="efs.tracking.order_missing_in_platform",
        item="efs.error.order_not_found",
        where=_TRACKING,
        source=GUIDE.at("4A Tracking missing, step 4; 11 Tracking errors", "317-319, 803"),
    ),
    Message(
        "Fulfillment already complete",
        names="efs.tracking.manually_fulfilled",
        item="efs.error.fulfillment_already_complete",
        where=_TRACKING,
        source=GUIDE.at("4A Tracking missing, step 4; 11 Tracking errors", "320-322, 804"),
    ),
    Message(
        "Permission denied",
        names="efs.connection.permissions_insufficient",
        item="efs.error.permission_denied_tracking",
        where=_TRACKING,
        source=GUIDE.at("4A Tracking missing, step 4; 11 Tracking errors", "323-325, 805"),
    ),
    Message(
        "Order locked",
        names="efs.tracking.order_locked",
        item="efs.error.order_locked",
        where=_TRACKING,
        source=GUIDE.at("4A Tracking missing, step 4; 11 Tracking errors", "326-328, 806"),
    ),
    Message(
        "Platform API timeout",
        names="efs.tracking.platform_timeout",
        item="efs.error.platform_api_timeout",
        where=_TRACKING,
        source=GUIDE.at("11 Tracking errors", "807"),
    ),
    Message(
        "Order canceled",
        names="efs.tracking.order_canceled",
        item="efs.error.order_canceled",
        where=_TRACKING,
        source=GUIDE.at("11 Tracking errors", "808"),
    ),
    # The portal spells the status with two l, the message with one.
    Message(
        "Order cancelled",
        names="efs.tracking.order_canceled",
        item="efs.error.order_canceled",
        where=_TRACKING,
        source=GUIDE.at("2 Checklist, step 2; 11 Tracking errors", "74, 808"),
    ),
)

_STOCK_ERRORS = (
    Message(
        "Product not found",
        names="efs.inventory.product_not_found",
        item="efs.error.product_not_found",
        where=_STOCK,
        source=GUIDE.at("11 Inventory errors", "811"),
    ),
    Message(
        "Inventory management disabled",
        names="efs.inventory.management_disabled",
        item="efs.error.inventory_management_disabled",
        where=_STOCK,
        source=GUIDE.at("11 Inventory errors", "812"),
    ),
    Message(
        "Permission denied",
        names="efs.connection.permissions_insufficient",
        item="efs.error.permission_denied_inventory",
        where=_STOCK,
        source=GUIDE.at("11 Inventory errors", "813"),
    ),
    Message(
        "API rate limit exceeded",
        names="efs.inventory.rate_limited",
        item="efs.error.api_rate_limit_exceeded",
        where=(Inventory.sync_error, Error.text),
        source=GUIDE.at("11 Inventory errors", "814"),
    ),
    Message(
        "Invalid quantity",
        names="efs.inventory.invalid_quantity",
        item="efs.error.invalid_quantity",
        where=_STOCK,
        source=GUIDE.at("11 Inventory errors", "815"),
    ),
)

MESSAGES = (*_IMPORT_ERRORS, *_CONNECTION_ERRORS, *_TRACKING_ERRORS, *_STOCK_ERRORS)
