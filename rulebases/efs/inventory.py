"""Stock that does not reach the platform, or reaches it wrong (guide sections 5A and 5B, and 6 and 11 on stock)."""

from __future__ import annotations

from engine.rules import (
    Actor,
    Check,
    Cost,
    Design,
    Expected,
    Fault,
    Finding,
    Prior,
    Remedy,
    Symptom,
    Times,
    Until,
    Window,
    above,
    absent,
    after,
    all_of,
    any_of,
    at_least,
    at_most,
    before,
    days,
    differs_from,
    less_than,
    may,
    minutes,
    more_than,
    must,
    none_of,
    older_than_setting,
    one_of,
    one_sided,
    same_as,
    seen,
    within_setting,
    younger_than,
)
from facts.integration import Integration
from facts.platform import Platform
from facts.stock import Inventory, Product
from facts.words import CartItemStatus, InventorySource, Location, Outcome, Several, Switch, YesNo
from rulebases.efs.effects import STOCK_DIFFERS, STOCK_NOT_PUSHED, STOCK_REFUSED
from rulebases.efs.guide import GUIDE
from rulebases.families import ITEM_NOT_MATCHED, SWITCHED_OFF

STATIC = "efs.symptom.inventory_static"
WRONG = "efs.symptom.quantities_wrong"
OVERDUE = "efs.symptom.inventory_sync_overdue"

WITHOUT_STOCK_SYNC = ("Squarespace", "ShipStation", "InfusionSoft", "PayPal Shopping Cart")

# --- what the figures show ------------------------------------------------------------------

EQUALS_GOOD = seen(Inventory, platform_quantity=same_as(Inventory.fcp_good))
DIFFERS_FROM_GOOD = seen(Inventory, platform_quantity=differs_from(Inventory.fcp_good))
SYNCED_SINCE_CHANGE = seen(Inventory, fcp_changed_at=before(Integration.inventory_last_sync))
CHANGED_SINCE_SYNC = seen(Inventory, fcp_changed_at=after(Integration.inventory_last_sync))
LAST_SYNC_OVERDUE = seen(
    Integration, inventory_last_sync=older_than_setting(Integration.inventory_sync_schedule, times=2)
)

LESS_THAN_TOTAL = all_of(EQUALS_GOOD, seen(Inventory, fcp_total=above(Inventory.platform_quantity)))
EDIT_OVERWRITTEN = all_of(EQUALS_GOOD, seen(Inventory, manual_adjustment_at=before(Integration.inventory_last_sync)))
EDIT_SINCE_SYNC = seen(Inventory, manual_adjustment_at=after(Integration.inventory_last_sync))
OTHER_LOCATION_VIEWED = seen(
    Inventory, viewed_location=none_of(Location.APP), app_location_quantity=same_as(Inventory.fcp_good)
)

# A sync by hand gets through and none has by schedule: so neither the products nor the permissions are in the way.
WORKS_ONLY_BY_HAND = all_of(
    any_of(
        seen(Integration, inventory_last_scheduled_sync=absent()),
        seen(
            Integration,
            inventory_last_scheduled_sync=older_than_setting(Integration.inventory_sync_schedule, times=2),
        ),
    ),
    seen(Integration, manual_inventory_sync_result=Outcome.SUCCEEDED),
)

SYMPTOMS = (
    Symptom(
        id=STATIC,
        title="The platform does not show the warehouse's current stock",
        scope=Product,
        # The figures are equal wherever the stock has not changed, whatever is broken.
        untimed_counts=False,
        stage="stock",
        met_by=EQUALS_GOOD,
        missed_by=DIFFERS_FROM_GOOD,
        windows=(
            Window(
                since=Inventory.fcp_changed_at,
                ok=Times(1, Integration.inventory_sync_schedule),
                late=Times(2, Integration.inventory_sync_schedule),
                source=GUIDE.at("5A Inventory not syncing, step 3", "424-430"),
                items=("efs.timing.inventory_2x",),
            ),
        ),
        # Once a sync has run since the change, the figure is not old but wrong.
        follows=(WRONG,),
        ladder=(
            "efs.inventory.check_toggle",
            "efs.inventory.check_active",
            "efs.inventory.check_schedule",
            "efs.inventory.check_sku",
            "efs.inventory.check_platform_support",
            "efs.inventory.force_sync",
            "efs.isolate.read_logs#inventory",
            "efs.inventory.check_sku#tracked",
            "efs.inventory.check_locations#magento2",
        ),
        watched=Inventory.sync_error,
        source=GUIDE.at("1 Overview; 5A Inventory not syncing", "28-30, 41-44, 51, 410-413"),
        items=("efs.overview.inventory_path", "efs.inventory.healthy_flow"),
    ),
    Symptom(
        id=WRONG,
        title="Stock reaches the platform, but the figure is not the one expected",
        scope=Product,
        retryable=False,
        stage="stock",
        missed_by=any_of(
            all_of(DIFFERS_FROM_GOOD, SYNCED_SINCE_CHANGE),
            seen(Inventory, platform_quantity=differs_from(Inventory.expected_by_merchant)),
            # These only look wrong; something expected explains each of them.
            LESS_THAN_TOTAL,
            EDIT_OVERWRITTEN,
            OTHER_LOCATION_VIEWED,
        ),
        ladder=(
            "efs.inventory.check_good",
            "efs.inventory.check_locations#shopify",
            "efs.inventory.check_locations#magento2",
            "efs.inventory.check_sync_timing",
            "efs.inventory.check_manual_changes",
            "efs.inventory.check_active",
            "efs.inventory.check_sku",
            "efs.isolate.read_logs#inventory",
        ),
        source=GUIDE.at("5B Wrong quantities", "470-472, 500-515"),
    ),
    Symptom(
        id=OVERDUE,
        title="The last stock sync is more than twice the schedule ago",
        scope=Integration,
        stage="stock",
        met_by=seen(Integration, inventory_last_sync=within_setting(Integration.inventory_sync_schedule, times=2)),
        missed_by=LAST_SYNC_OVERDUE,
        ladder=(
            "efs.inventory.check_toggle",
            "efs.inventory.check_schedule",
            "efs.inventory.check_platform_support",
            "efs.inventory.force_sync",
        ),
        source=GUIDE.at("5A Inventory not syncing, step 3", "427-430"),
    ),
)

FAULTS = (
    Fault(
        id="efs.inventory.toggle_off",
        title="Inventory Sync is switched off though it is wanted",
        scope=Integration,
        not_on=WITHOUT_STOCK_SYNC,
        guard=seen(Integration, inventory_sync_in_use=YesNo.YES),
        shown_by=seen(Integration, inventory_sync_toggle=Switch.OFF),
        family=SWITCHED_OFF,
        leads_to=(must(STOCK_NOT_PUSHED),),
        check="efs.inventory.check_toggle",
        prior=Prior.COMMON,
        remedy=Remedy(
            ("Open the integration in IS2 and turn the Inventory Sync toggle ON.", "Wait for the next sync cycle."),
            verify="Compare the platform's quantity with Good once a cycle has passed.",
            retries_itself=True,
        ),
        source=GUIDE.at("5A Inventory not syncing, step 1", "414-418, 455-457"),
    ),
    Fault(
        id="efs.inventory.product_inactive",
        title="The product is not activated in Cart Items",
        scope=Product,
        not_on=WITHOUT_STOCK_SYNC,
        shown_by=seen(Product, cart_item_status=CartItemStatus.INACTIVE),
        exonerated_by=WORKS_ONLY_BY_HAND,
        leads_to=(must(STOCK_REFUSED),),
        check="efs.inventory.check_active",
        prior=Prior.COMMON,
        remedy=Remedy(
            ("Go to Cart Items in IS2 and find the product.", "Press its play button, so that it turns ACTIVE."),
            verify="See its status green, and its quantity follow at the next sync.",
        ),
        source=GUIDE.at("5A Inventory not syncing, step 2", "419-423, 458-460"),
        items=("efs.status.cart_item_active",),
    ),
    Fault(
        id="efs.inventory.sku_mismatch",
        title="The product's SKU is not the same in the shop and in FCP",
        scope=Product,
        not_on=WITHOUT_STOCK_SYNC,
        shown_by=seen(Product, sku_platform=differs_from(Product.sku_fcp)),
        exonerated_by=WORKS_ONLY_BY_HAND,
        family=ITEM_NOT_MATCHED,
        leads_to=(must(STOCK_REFUSED),),
        check="efs.inventory.check_sku",
        prior=Prior.COMMON,
        # The message "Product not found" leaves open whether the SKU differs or the product is gone.
        refines="efs.inventory.product_not_found",
        remedy=Remedy(
            ("Correct the SKU in the shop or in FCP until both agree letter for letter, case included.",),
            verify="Force a stock sync and look at the quantity after ten minutes.",
        ),
        source=GUIDE.at("5A Inventory not syncing, step 4", "431-435, 461-463"),
        items=("efs.inventory.req_sku_exact",),
    ),
    Fault(
        id="efs.inventory.schedule_not_saved",
        title="The stock schedule is not configured or not in force",
        scope=Integration,
        not_on=WITHOUT_STOCK_SYNC,
        shown_by=any_of(seen(Integration, inventory_sync_schedule=absent()), WORKS_ONLY_BY_HAND),
        # A sync by hand hides it until the stock changes again, so nothing must follow.
        leads_to=(may(STOCK_NOT_PUSHED),),
        check="efs.inventory.force_sync",
        settled_by=("efs.inventory.check_schedule",),
        remedy=Remedy(
            (
                "Configure the inventory sync schedule.",
                "Save the integration's settings again, even if nothing changed.",
            ),
            verify="See Last Sync advance by itself when the next scheduled run is due.",
        ),
        source=GUIDE.at("5A Inventory not syncing, step 6", "448-450, 464-466"),
    ),
    Fault(
        id="efs.inventory.hurt_included",
        title="Hurt stock is counted among what the platform shows",
        scope=Product,
        not_on=WITHOUT_STOCK_SYNC,
        # More than Good is not enough: a product that is no longer updated shows that too. It must have moved.
        shown_by=all_of(
            seen(Inventory, platform_quantity=above(Inventory.fcp_good)),
            one_sided(
                all_of(
                    SYNCED_SINCE_CHANGE,
                    seen(Inventory, fcp_hurt=more_than(0), platform_quantity=differs_from(Inventory.fcp_good_before)),
                )
            ),
        ),
        refuted_by=seen(Inventory, fcp_hurt=at_most(0)),
        exonerated_by=any_of(EDIT_SINCE_SYNC, seen(Inventory, platform_quantity=same_as(Inventory.fcp_good_before))),
        leads_to=(must(STOCK_DIFFERS), may(STATIC)),
        check="efs.inventory.check_good",
        settled_by=("efs.inventory.check_sync_timing", "efs.inventory.check_manual_changes"),
        prior=Prior.RARE,
        remedy=Remedy(
            (
                "Make sure a sync has run since the last change and nobody edited the quantity in the shop.",
                "Then ask EFS support why more than Good is sent, naming the product and its Good, Hurt and Allocated.",
            ),
            by=Actor.VENDOR,
        ),
        source=GUIDE.at("5B Wrong quantities, table", "513-515"),
    ),
    Fault(
        id="efs.shopify.inventory_multi_location",
        title="Stock is written to a Shopify location other than the app's",
        scope=Product,
        platforms=("Shopify",),
        shown_by=seen(Inventory, sync_location=none_of(Location.APP)),
        refuted_by=seen(Platform, locations=Several.ONE),
        leads_to=(may(STOCK_DIFFERS), may(STOCK_REFUSED)),
        check="efs.inventory.check_locations#shopify",
        remedy=Remedy(
            ("Where several locations are set up, let the stock sync write to the app location only.",),
            verify="After the next sync, see Good at the app location and nothing new at the others.",
        ),
        source=GUIDE.at("6 Shopify", "527-529"),
        items=("efs.shopify.app_location_only",),
    ),
    Fault(
        id="efs.magento2.inventory_source_wrong",
        title="The integration writes to the wrong Magento stock source",
        scope=Integration,
        platforms=("Magento 2",),
        shown_by=any_of(
            seen(Integration, inventory_source=InventorySource.OTHER),
            all_of(
                seen(Integration, inventory_source=none_of(InventorySource.INTENDED)),
                seen(Integration, inventory_source=differs_from(Platform.intended_inventory_source)),
            ),
        ),
        leads_to=(must(STOCK_NOT_PUSHED), may(WRONG)),
        check="efs.inventory.check_locations#magento2",
        remedy=Remedy(
            (
                'Set "Inventory Source" in the integration\'s settings in IS2 to the source the shop sells from.',
                "Save.",
            ),
            verify="See the quantity of that source follow at the next sync.",
        ),
        source=GUIDE.at("6 Magento", "485-487, 550-552"),
        items=("efs.magento2.source_verify",),
    ),
    Fault(
        id="efs.inventory.product_not_found",
        title="The platform does not know the product that is to be updated",
        scope=Product,
        not_on=WITHOUT_STOCK_SYNC,
        shown_by=one_sided(seen(Product, sku_platform=absent())),
        leads_to=(must(STOCK_REFUSED),),
        check="efs.isolate.read_logs#inventory",
        settled_by=("efs.inventory.check_sku",),
        remedy=Remedy(
            (
                "Compare the SKU in the shop with the one in FCP.",
                "If they agree, see whether the product was deleted in the shop, and put it back or retire it in IS2.",
            ),
            verify="Force a stock sync and see that the message is gone.",
        ),
        source=GUIDE.at("11 Inventory errors", "811"),
    ),
    Fault(
        id="efs.inventory.management_disabled",
        title="The shop does not keep stock of this product",
        scope=Product,
        not_on=WITHOUT_STOCK_SYNC,
        shown_by=seen(Product, platform_tracks_inventory=YesNo.NO),
        leads_to=(must(STOCK_REFUSED),),
        check="efs.inventory.check_sku#tracked",
        settled_by=("efs.isolate.read_logs#inventory",),
        remedy=Remedy(
            ("Turn on inventory tracking for the product in the shop.",),
            verify="Force a stock sync and look at the quantity after ten minutes.",
        ),
        source=GUIDE.at("11 Inventory errors", "812"),
    ),
    Fault(
        id="efs.inventory.rate_limited",
        title="Stock updates exceed the number of requests the platform allows",
        scope=Integration,
        not_on=WITHOUT_STOCK_SYNC,
        leads_to=(may(STOCK_NOT_PUSHED, intermittent=True), may(WRONG, intermittent=True)),
        check="efs.isolate.read_logs#inventory",
        settled_by=("efs.isolate.read_logs",),
        remedy=Remedy(
            ("Lengthen the inventory sync schedule, and save it.",),
            verify="See later sync attempts end without the limit message.",
        ),
        source=GUIDE.at("11 Inventory errors", "814"),
    ),
    Fault(
        id="efs.inventory.invalid_quantity",
        title="FCP holds a quantity for this product that cannot be",
        scope=Product,
        not_on=WITHOUT_STOCK_SYNC,
        shown_by=one_sided(seen(Inventory, fcp_good=less_than(0))),
        leads_to=(must(STOCK_REFUSED),),
        check="efs.inventory.check_good",
        settled_by=("efs.isolate.read_logs#inventory",),
        prior=Prior.RARE,
        remedy=Remedy(
            (
                "Go to Client Info > View Items in FCP and look for a negative or impossible figure.",
                "If you cannot explain or correct it, turn to EFS support.",
            ),
            verify="Force a stock sync and see that the message is gone.",
        ),
        source=GUIDE.at("11 Inventory errors", "815"),
    ),
)

FINDINGS = (
    Finding(
        id="efs.inventory.sync_overdue",
        title="The scheduled stock sync has not run for more than twice its interval",
        scope=Integration,
        not_on=WITHOUT_STOCK_SYNC,
        shown_by=LAST_SYNC_OVERDUE,
        follows_from=(OVERDUE,),
        points_to=("efs.inventory.toggle_off", "efs.inventory.schedule_not_saved"),
        check="efs.inventory.check_schedule",
        remedy=Remedy(
            (
                "Force a stock sync.",
                "If that works, save the integration's settings again.",
                "If it does not, check the connection, then turn to EFS support.",
            ),
            verify="See Last Sync advance within the schedule.",
        ),
        source=GUIDE.at("5A Inventory not syncing, step 3", "428-430"),
    ),
)

EXPECTED = (
    Expected(
        id="efs.inventory.platform_unsupported",
        title="This platform has no stock sync",
        scope=Integration,
        kind=Design.LIMITATION,
        platforms=WITHOUT_STOCK_SYNC,
        when=seen(Integration, platform=one_of(*WITHOUT_STOCK_SYNC)),
        explains=(STATIC, WRONG, OVERDUE),
        advice="Keep stock by hand on the platform; behind ShipStation, in the shops that feed it.",
        source=GUIDE.at("5A Inventory not syncing, step 5", "436-442, 467-469"),
        items=("efs.limit.squarespace", "efs.limit.shipstation", "efs.limit.infusionsoft", "efs.limit.paypal"),
    ),
    Expected(
        id="efs.normal.inventory_optional",
        title="Inventory Sync is off because the merchant does not use it",
        scope=Integration,
        kind=Design.NORMAL,
        when=seen(Integration, inventory_sync_toggle=Switch.OFF, inventory_sync_in_use=YesNo.NO),
        explains=(STATIC, WRONG, OVERDUE),
        refutes=("efs.inventory.toggle_off",),
        advice="Turn it on only if FCP's stock is to be shown on the platform.",
        source=GUIDE.at("1 Overview", "31, 61"),
    ),
    Expected(
        id="efs.normal.daily_schedule",
        title="Stock is sent once a day, and the next run is still to come",
        scope=Integration,
        kind=Design.TRANSIENT,
        when=seen(Integration, inventory_sync_schedule=at_least(24 * 60), inventory_last_sync=younger_than(days=1)),
        explains=(STATIC,),
        until=Until(Integration.inventory_last_sync, days(1)),
        advice="Wait for the next run, or choose a shorter schedule.",
        source=GUIDE.at("5A Inventory not syncing, step 3", "426"),
    ),
    Expected(
        id="efs.normal.force_sync_wait",
        title="A stock sync started by hand has not had its ten minutes",
        scope=Integration,
        kind=Design.TRANSIENT,
        when=seen(Integration, manual_inventory_sync_at=younger_than(minutes=10)),
        explains=(STATIC, WRONG),
        until=Until(Integration.manual_inventory_sync_at, minutes(10)),
        advice="Wait 5-10 minutes, then look at the quantity again.",
        source=GUIDE.at("5A Inventory not syncing, step 6", "446"),
    ),
    Expected(
        id="efs.normal.allocated_subtracted",
        title="The platform shows less than FCP's total: stock that is allocated or hurt is not for sale",
        scope=Product,
        kind=Design.NORMAL,
        when=LESS_THAN_TOTAL,
        explains=(WRONG,),
        refutes=("efs.inventory.sku_mismatch", "efs.inventory.hurt_included"),
        source=GUIDE.at("5B Wrong quantities, table", "478-480, 505-506"),
    ),
    Expected(
        id="efs.shopify.viewing_other_location",
        title="The quantity was read at a Shopify location that is not synced",
        scope=Product,
        kind=Design.DISPLAY,
        platforms=("Shopify",),
        when=OTHER_LOCATION_VIEWED,
        explains=(STATIC, WRONG),
        advice="Look at the app location; only that one is written to.",
        source=GUIDE.at("5B Wrong quantities, step 2", "482-484"),
        items=("efs.shopify.app_location_only",),
    ),
    Expected(
        id="efs.normal.inventory_gap",
        title="The stock changed after the last sync, and the next one is still to come",
        scope=Product,
        kind=Design.TRANSIENT,
        when=CHANGED_SINCE_SYNC,
        explains=(STATIC, WRONG),
        until=Until(Integration.inventory_last_sync, Times(2, Integration.inventory_sync_schedule)),
        advice="Wait for the schedule: a change at 2:15 shows at 3:00 where stock is sent hourly.",
        source=GUIDE.at("5B Wrong quantities, step 3", "488-494, 507-509"),
    ),
    Expected(
        id="efs.inventory.manual_change_overwritten",
        title="A quantity edited on the platform was overwritten by the next sync",
        scope=Product,
        kind=Design.NORMAL,
        when=EDIT_OVERWRITTEN,
        explains=(WRONG,),
        advice="Adjust stock in FCP; it only ever travels from EFS to the platform.",
        source=GUIDE.at("5B Wrong quantities, step 4", "495-499, 510-512"),
        items=("efs.limit.inventory_one_way",),
    ),
    Expected(
        id="efs.inventory.manual_change_pending",
        title="A quantity was edited on the platform since the last sync, and the next one will overwrite it",
        scope=Product,
        kind=Design.TRANSIENT,
        when=EDIT_SINCE_SYNC,
        explains=(STATIC, WRONG),
        until=Until(Integration.inventory_last_sync, Times(2, Integration.inventory_sync_schedule)),
        advice="Leave quantities on the platform alone while Inventory Sync is on.",
        source=GUIDE.at("5B Wrong quantities, step 4", "495-499"),
        items=("efs.limit.inventory_one_way",),
    ),
    # Behind the more telling reasons, since the first that holds is given.
    Expected(
        id="efs.inventory.good_only",
        title="The platform shows Good stock, which is all that is sent",
        scope=Product,
        kind=Design.NORMAL,
        when=EQUALS_GOOD,
        explains=(WRONG,),
        advice="Compare with Good, never with the total: that is Good, Hurt and Allocated together.",
        source=GUIDE.at("5B Wrong quantities, step 1", "473-480"),
    ),
)

CHECKS = (
    Check(
        id="efs.inventory.check_toggle",
        question="Is the Inventory Sync toggle ON?",
        asks=(Integration.inventory_sync_toggle,),
        how=("Open the integration in IS2.", "Look at the Inventory Sync toggle: blue is ON, gray is OFF."),
        cost=Cost.GLANCE,
        not_on=WITHOUT_STOCK_SYNC,
        source=GUIDE.at("5A Inventory not syncing, step 1; 10 Quick reference", "414-416, 783"),
        items=("efs.check.sequence_inventory",),
    ),
    Check(
        id="efs.inventory.check_active",
        question="Is the product ACTIVE in Cart Items?",
        asks=(Product.cart_item_status,),
        how=("Go to Cart Items in IS2.", "Find the product.", "Read its Status; a green play button is ACTIVE."),
        not_on=WITHOUT_STOCK_SYNC,
        source=GUIDE.at("5A Inventory not syncing, step 2; 10 Quick reference", "419-423, 784"),
    ),
    Check(
        id="efs.inventory.check_schedule",
        question="How often is stock sent, and when was it sent last?",
        asks=(Integration.inventory_sync_schedule, Integration.inventory_last_sync),
        how=("Read the inventory sync schedule in the settings.", "Read its Last Sync timestamp."),
        cost=Cost.GLANCE,
        not_on=WITHOUT_STOCK_SYNC,
        source=GUIDE.at("5A Inventory not syncing, step 3; 10 Quick reference", "424-427, 787"),
    ),
    Check(
        id="efs.inventory.check_sku",
        question="Is the SKU in the shop the same as in FCP, letter for letter?",
        asks=(Product.sku_platform, Product.sku_fcp),
        how=("Read the product's SKU in the shop.", "Read it in FCP under Client Info > View Items.", "Mind the case."),
        cost=Cost.PORTAL,
        not_on=WITHOUT_STOCK_SYNC,
        source=GUIDE.at("5A Inventory not syncing, step 4; 10 Quick reference", "431-435, 785"),
    ),
    Check(
        id="efs.inventory.check_sku#tracked",
        question="Does the shop keep stock of this product at all?",
        asks=(Product.platform_tracks_inventory,),
        how=("Open the product in the shop.", "See whether its inventory is tracked."),
        cost=Cost.PORTAL,
        not_on=WITHOUT_STOCK_SYNC,
        source=GUIDE.at("11 Inventory errors", "812"),
    ),
    Check(
        id="efs.inventory.check_platform_support",
        question="Which platform is it, and does it support stock sync?",
        asks=(Integration.platform,),
        how=(
            "See whether the platform is Squarespace, ShipStation, InfusionSoft or PayPal Shopping Cart: these do not.",
        ),
        decides=("efs.inventory.platform_unsupported",),
        cost=Cost.GLANCE,
        source=GUIDE.at("5A Inventory not syncing, step 5; 10 Quick reference", "436-442, 786"),
    ),
    Check(
        id="efs.inventory.force_sync",
        question="Does a stock sync started by hand get through, and has one ever run by schedule?",
        asks=(Integration.manual_inventory_sync_result, Integration.inventory_last_scheduled_sync),
        how=(
            'Press "Sync Inventory Now" or "Force Sync" in IS2.',
            "Wait 5-10 minutes.",
            "Look at the quantity on the platform.",
        ),
        not_on=WITHOUT_STOCK_SYNC,
        source=GUIDE.at("5A Inventory not syncing, step 6", "443-450"),
    ),
    Check(
        id="efs.inventory.check_good",
        question="How much of the product is Good in FCP, how much Hurt, and what does the platform show?",
        asks=(Inventory.fcp_good, Inventory.fcp_hurt, Inventory.platform_quantity),
        how=(
            "Go to Client Info > View Items in FCP.",
            "Find the product and read Good.",
            "Compare it with the platform.",
        ),
        cost=Cost.PORTAL,
        not_on=WITHOUT_STOCK_SYNC,
        source=GUIDE.at("5B Wrong quantities, step 1", "473-480"),
    ),
    Check(
        id="efs.inventory.check_locations#shopify",
        question="Which location was looked at, and which one does the sync write to?",
        asks=(Inventory.viewed_location, Inventory.sync_location),
        how=("Open the product's stock in Shopify.", "Pick the app location.", "Compare with the location in IS2."),
        cost=Cost.PORTAL,
        platforms=("Shopify",),
        decides=("efs.shopify.viewing_other_location",),
        source=GUIDE.at("5B Wrong quantities, step 2; 6 Shopify", "481-484, 527-529"),
    ),
    Check(
        id="efs.inventory.check_locations#magento2",
        question="Is the stock source in the settings the one the shop sells from?",
        asks=(Integration.inventory_source,),
        how=('Read "Inventory Source" in the integration\'s settings.', "Compare it with the sources in Magento."),
        platforms=("Magento 2",),
        source=GUIDE.at("5B Wrong quantities, step 2; 6 Magento", "485-487, 550-552"),
    ),
    Check(
        id="efs.inventory.check_sync_timing",
        question="Did the stock in FCP change before or after the last stock sync?",
        asks=(Inventory.fcp_changed_at, Integration.inventory_last_sync),
        how=("Find when the stock last changed in FCP.", "Compare with Last Sync and the schedule in IS2."),
        decides=("efs.normal.inventory_gap",),
        not_on=WITHOUT_STOCK_SYNC,
        source=GUIDE.at("5B Wrong quantities, step 3", "488-494"),
    ),
    Check(
        id="efs.inventory.check_manual_changes",
        question="Did anybody change the quantity on the platform by hand, and when?",
        asks=(Inventory.manual_adjustment_at,),
        how=("Ask who works in the shop.", "Read the product's stock history there."),
        decides=("efs.inventory.manual_change_overwritten", "efs.inventory.manual_change_pending"),
        cost=Cost.PORTAL,
        not_on=WITHOUT_STOCK_SYNC,
        source=GUIDE.at("5B Wrong quantities, step 4", "495-499"),
    ),
    Check(
        id="efs.isolate.read_logs#inventory",
        question="Which error does the stock sync show for this product?",
        asks=(Inventory.sync_error,),
        how=("Open the integration in IS2.", "Find the last stock update of the product and read its error, if any."),
        decides=(
            "efs.inventory.product_not_found",
            "efs.inventory.management_disabled",
            "efs.inventory.invalid_quantity",
            "efs.connection.permissions_insufficient",
        ),
        not_on=WITHOUT_STOCK_SYNC,
        source=GUIDE.at("7 Logs; 11 Inventory errors", "596-603, 809-815"),
    ),
)
