"""Narrowing a problem down: connection, logs, direct calls, comparison, switching off (guide section 7)."""

from __future__ import annotations

from engine.rules import Actor, Check, Cost, Finding, Remedy, seen
from facts.integration import Experiment, Integration, Portal
from facts.order import Order
from facts.platform import Platform
from facts.words import Switch, YesNo
from rulebases.efs.guide import GUIDE

FINDINGS = (
    Finding(
        id="efs.inventory.isolated_as_culprit",
        title="Orders sync once stock sync is off: stock sync is what disturbs them",
        scope=Integration,
        # If orders synced before as well, switching stock off has shown nothing.
        shown_by=seen(Experiment, inventory_sync_toggle=Switch.OFF, orders_sync=YesNo.YES, before_orders_sync=YesNo.NO),
        follows_from=("efs.symptom.orders_absent",),
        points_to=("efs.inventory.rate_limited", "efs.connection.permissions_insufficient"),
        check="efs.isolate.disable_inventory",
        remedy=Remedy(
            ("Work through the stock sync checks.", "Turn Inventory Sync ON again once the cause is repaired."),
            verify="See orders still sync with Inventory Sync ON.",
        ),
        source=GUIDE.at("7 Disabling features", "636-642"),
    ),
    Finding(
        id="efs.order.isolated_as_culprit",
        title="Orders fail with stock sync off as well: the problem is in the order sync",
        scope=Integration,
        shown_by=seen(Experiment, inventory_sync_toggle=Switch.OFF, orders_sync=YesNo.NO),
        follows_from=("efs.symptom.orders_absent",),
        points_to=(
            "efs.order.toggle_off",
            "efs.connection.oauth_not_connected",
            "efs.connection.api_credentials_invalid",
        ),
        check="efs.isolate.disable_inventory",
        remedy=Remedy(
            ("Turn Inventory Sync ON again; it is not to blame.", "Work through the order sync checks."),
            verify="Place a test order and look for it in Received Orders.",
        ),
        source=GUIDE.at("7 Disabling features", "636-642"),
    ),
)

CHECKS = (
    Check(
        id="efs.isolate.connection_test",
        question="Does the portal's connection test pass?",
        asks=(Integration.connection_test,),
        how=("Open the integration in IS2.", "Run the connection test, if it offers one."),
        decides=(
            "efs.connection.oauth_not_connected",
            "efs.connection.api_credentials_invalid",
            "efs.magento1.wsdl_url_wrong",
            "efs.bigcommerce.store_hash_invalid",
            "efs.bigcommerce.client_id_invalid",
        ),
        source=GUIDE.at("7 Network", "590-592"),
    ),
    Check(
        id="efs.isolate.compare_integrations",
        question="Do the account's other integrations still sync?",
        asks=(Portal.other_integrations_last_sync,),
        how=("Open each other integration in IS2.", "Compare the Last Sync timestamps: one old, or all of them?"),
        decides=("efs.connection.is2_server_issue",),
        source=GUIDE.at("7 Network", "593-595"),
    ),
    Check(
        id="efs.isolate.read_logs",
        question="What do the integration's logs say of the last sync attempts?",
        asks=(Integration.log,),
        how=(
            'Open the integration in IS2 and follow "View Logs" or "Activity Log", where there is one.',
            "Read the recent attempts and look for what they share:",
            "certain products: look at their SKU, activation and location;",
            "one hour of the day: look for what else runs then;",
            "limits: see how often the sync runs;",
            "calls that used to work: the platform may have changed its API.",
        ),
        decides=("efs.order.platform_rate_limit", "efs.inventory.rate_limited"),
        source=GUIDE.at("7 Logs", "596-606"),
        items=(
            "efs.isolate.log_specific_products",
            "efs.isolate.log_time_pattern",
            "efs.isolate.log_rate_limit",
            "efs.isolate.log_api_change",
        ),
    ),
    Check(
        id="efs.isolate.api_test",
        question="Does the platform's API answer a direct call?",
        asks=(Platform.api_test,),
        how=(
            "Take Postman or a similar tool.",
            "Call the platform's API with the integration's own credentials; on WooCommerce, "
            "https://yourstore.com/wp-json/wc/v3/orders with Consumer Key and Secret.",
            "See whether it answers properly.",
        ),
        decides=("efs.connection.platform_api_problem", "efs.connection.efs_config_problem"),
        by=Actor.INTEGRATOR,
        cost=Cost.PORTAL,
        source=GUIDE.at("7 Postman", "607-615"),
    ),
    Check(
        id="efs.isolate.compare_orders",
        question="What do orders that sync have in common that this one has not?",
        asks=(Order.ship_method, Order.sku, Order.address),
        how=(
            "Take an order that came through and one that did not.",
            "Write ship method, SKUs and address of both side by side.",
            "Look into whatever differs.",
        ),
        cost=Cost.PORTAL,
        source=GUIDE.at("7 Comparison", "616-635"),
    ),
    Check(
        id="efs.isolate.diff_ship_method",
        question="Which ship method does the failing order have that the others have not?",
        asks=(Order.ship_method,),
        how=("Compare the ship method of a working order with that of the failing one.",),
        decides=("efs.order.ship_method_unmapped",),
        cost=Cost.PORTAL,
        source=GUIDE.at("7 Comparison", "624-626"),
    ),
    Check(
        id="efs.isolate.diff_sku",
        question="Which SKU does the failing order have that the others have not?",
        asks=(Order.sku,),
        how=("Compare the SKUs of a working order with those of the failing one.",),
        decides=("efs.order.sku_mismatch",),
        cost=Cost.PORTAL,
        source=GUIDE.at("7 Comparison", "628-630"),
    ),
    Check(
        id="efs.isolate.diff_address",
        question="How does the failing order's address differ from one that passed?",
        asks=(Order.address,),
        how=("Compare the address of a working order with that of the failing one.",),
        decides=("efs.order.address_invalid",),
        cost=Cost.PORTAL,
        source=GUIDE.at("7 Comparison", "632-634"),
    ),
    Check(
        id="efs.isolate.disable_inventory",
        question="Do orders sync while Inventory Sync is off, and did they before?",
        asks=(Experiment.inventory_sync_toggle, Experiment.orders_sync, Experiment.before_orders_sync),
        how=(
            "Note whether orders sync now.",
            "Turn Inventory Sync OFF.",
            "Place a test order and see whether it comes through.",
            "Turn Inventory Sync ON again when you know.",
        ),
        decides=("efs.inventory.isolated_as_culprit", "efs.order.isolated_as_culprit"),
        source=GUIDE.at("7 Disabling features", "636-641"),
    ),
    Check(
        id="efs.isolate.reenable",
        question="Is Inventory Sync ON again after the test?",
        asks=(Integration.inventory_sync_toggle,),
        how=("Turn every feature back on that was turned off to narrow the problem down.",),
        decides=("efs.inventory.toggle_off",),
        cost=Cost.GLANCE,
        when=seen(Experiment, inventory_sync_toggle=Switch.OFF),
        source=GUIDE.at("7 Disabling features", "642"),
    ),
)
