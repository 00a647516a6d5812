"""Products, images and prices that do not come along, or wrongly (guide sections 3.4 and 3.5)."""

from __future__ import annotations

from engine.rules import (
    Actor,
    Chain,
    Check,
    Cost,
    Design,
    Effect,
    Expected,
    Fault,
    Prior,
    Remedy,
    Symptom,
    above,
    all_of,
    any_of,
    at_least,
    at_most,
    below,
    differs_from,
    hexadecimal_of,
    less_than,
    may,
    more_than,
    must,
    none_of,
    one_of,
    one_sided,
    same_as,
    says,
    seen,
    younger_than,
)
from facts import (
    Erp,
    FieldMapping,
    Flow,
    FlowStatus,
    FlowType,
    Image,
    Log,
    Order,
    Price,
    Product,
    Sap,
    Snapshot,
    YesNo,
)
from rulebases.appseconnect.effects import (
    AGENT_DOWN,
    CONNECTION_REFUSED,
    FLOW_CANNOT_RUN,
    FLOW_NOT_STARTED,
    ON_PREMISE,
    RECORD_REFUSED,
    SAP_UNREACHABLE,
)
from rulebases.appseconnect.guide import GUIDE
from rulebases.families import ITEM_NOT_MATCHED, RATE_LIMIT, SWITCHED_OFF

ITEM_NOT_FOUND = "appseconnect.error.item-not-found"
"""What the text says that letter case, hexadecimal SKUs and missing variants specify."""

VARIANTS_MISSING = "appseconnect.symptom.variants_missing"
"""SAP has fewer items than the product has variants (Product, stage write)."""
IMAGE_MISSING = "appseconnect.symptom.image_missing"
"""An image does not arrive (Image, stage write)."""
PRICE_STALE = "appseconnect.symptom.price_not_updated"
"""The shop does not show the price that SAP has (Price, stage write)."""
PRICE_EARLY = "appseconnect.symptom.price_early"
"""The shop shows a price before its effective date (Price, stage write)."""
TAX_WRONG = "appseconnect.symptom.tax_wrong"
"""Prices or totals are off by the tax (Price, stage write)."""

_CARRIES_PRICES = seen(Flow, type=FlowType.PRICE)
# A flow of prices keeps back no order, so that it has an effect of its own.
PRICES_NOT_STARTED = Effect("appseconnect.prices_not_started", "Nothing starts the price flow", Flow, blocks="trigger")
PRICES_NOT_FOUND = Effect("appseconnect.prices_not_found", "The flow finds no price to carry", Flow, blocks="write")

# A flow that stands still keeps these back too, unless another kind of flow is known to be meant.
_STANDS_STILL = (
    must(PRICE_STALE, guard=_CARRIES_PRICES),
    may(PRICE_STALE, unless=seen(Flow, type=none_of(FlowType.PRICE, FlowType.PRODUCT))),
    may(IMAGE_MISSING, unless=seen(Flow, type=none_of(FlowType.IMAGE, FlowType.PRODUCT))),
)
CHAINS = (
    Chain(PRICES_NOT_STARTED, (must(PRICE_STALE),)),
    Chain(PRICES_NOT_FOUND, (must(PRICE_STALE),)),
    Chain(FLOW_NOT_STARTED, _STANDS_STILL),
    Chain(FLOW_CANNOT_RUN, _STANDS_STILL),
    Chain(AGENT_DOWN, (may(PRICE_STALE, guard=ON_PREMISE), may(IMAGE_MISSING, guard=ON_PREMISE))),
    Chain(CONNECTION_REFUSED, (may(PRICE_STALE), may(IMAGE_MISSING))),
    Chain(SAP_UNREACHABLE, (may(PRICE_STALE), may(IMAGE_MISSING))),
)

# --- what figures and names show ------------------------------------------------------------

# Only letter case, spaces and punctuation differ. With a single digit the two readings are the same.
_SAME_BUT_FOR_CASE = any_of(
    all_of(seen(Order, sku=same_as(Sap.item_code, folded=True)), seen(Order, sku=differs_from(Sap.item_code))),
    all_of(seen(Order, sku=same_as(Sap.similar_item, folded=True)), seen(Order, sku=differs_from(Sap.similar_item))),
    all_of(seen(Order, sku=same_as(Erp.similar_sku, folded=True)), seen(Order, sku=differs_from(Erp.similar_sku))),
)
_HEXADECIMAL = all_of(seen(Order, sku=hexadecimal_of(Sap.item_code)), seen(Order, sku=differs_from(Sap.item_code)))
_CODES_IDENTICAL = seen(Order, sku=same_as(Sap.item_code))

_AHEAD = younger_than(seconds=0)
_RATE_LIMITED = says("rate limit exceeded")
_INCLUSIVE = any_of(seen(Price, store_inclusive=YesNo.YES), seen(Price, includes_tax=YesNo.YES))
_SAME_FIGURE = all_of(seen(Price, ratio_store_to_sap=at_least(1)), seen(Price, ratio_store_to_sap=at_most(1)))

_NOT_UPDATED = any_of(
    seen(Price, updates=YesNo.NO), seen(Price, old_price_in_store=YesNo.YES), seen(Price, in_store=YesNo.NO)
)

SYMPTOMS = (
    Symptom(
        id=VARIANTS_MISSING,
        title="SAP has fewer items than the product has variants",
        scope=Product,
        stage="write",
        # It is the product that is synced again, by the remedy and before the orders that wait for it.
        retryable=False,
        met_by=any_of(
            seen(Product, variant_count=same_as(Sap.items_created)),
            seen(Product, variant_count=below(Sap.items_created)),
        ),
        missed_by=seen(Product, variant_count=above(Sap.items_created)),
        ladder=("appseconnect.check.variants", "appseconnect.check.variants#splitter"),
        source=GUIDE.at("3.4 Products and SKUs", "107"),
    ),
    Symptom(
        id=IMAGE_MISSING,
        title="The image of a product does not arrive",
        scope=Image,
        stage="write",
        met_by=seen(Image, in_destination=YesNo.YES),
        missed_by=seen(Image, in_destination=YesNo.NO),
        ladder=("appseconnect.check.image_size", "appseconnect.check.image_rate"),
        source=GUIDE.at("3.4 Products and SKUs", "108"),
    ),
    Symptom(
        id=PRICE_STALE,
        title="The shop does not show the price that SAP has",
        scope=Price,
        stage="write",
        met_by=any_of(
            seen(Price, updates=YesNo.YES), seen(Price, old_price_in_store=YesNo.NO), seen(Price, in_store=YesNo.YES)
        ),
        missed_by=_NOT_UPDATED,
        ladder=(
            "appseconnect.check.price_date",
            "appseconnect.check.price_flow",
            "appseconnect.check.price_list",
            # Nothing of its own found: the flow may not run at all, or not get through.
            "appseconnect.orders.check-active-and-trigger#trigger",
            "appseconnect.realtime.check-order#agent",
            "appseconnect.orders.credential-expiry#validate",
        ),
        source=GUIDE.at("3.5 Prices", "109-110"),
    ),
    Symptom(
        id=PRICE_EARLY,
        title="The shop shows a price before its effective date",
        scope=Price,
        # What is too much in the shop does not go away by sending it again.
        retryable=False,
        stage="write",
        met_by=seen(Price, effective_date=_AHEAD, in_store=YesNo.NO),
        missed_by=seen(Price, effective_date=_AHEAD, in_store=YesNo.YES),
        ladder=("appseconnect.check.price_date", "appseconnect.check.price_date#decision"),
        source=GUIDE.at("3.5 Prices", "111"),
    ),
    # Where the shop's prices hold the tax and the flow adds it, the shop's figure is rightly the greater.
    Symptom(
        id=TAX_WRONG,
        title="Prices in the shop and in SAP are apart by the tax",
        scope=Price,
        retryable=False,
        stage="write",
        met_by=all_of(_SAME_FIGURE, seen(Price, store_inclusive=YesNo.NO)),
        missed_by=any_of(
            seen(Price, ratio_store_to_sap=more_than(1)),
            seen(Price, ratio_store_to_sap=less_than(1)),
            all_of(_SAME_FIGURE, _INCLUSIVE),
        ),
        not_due_when=all_of(
            _INCLUSIVE,
            seen(Price, ratio_store_to_sap=more_than(1)),
            seen(FieldMapping, tax_calculation=YesNo.YES),
        ),
        ladder=("appseconnect.check.tax", "appseconnect.check.tax#mapped"),
        source=GUIDE.at("3.5 Prices", "112"),
    ),
)

FAULTS = (
    Fault(
        id="appseconnect.product.sku-case-mismatch",
        title="The shop's SKU and SAP's Item Code differ in letter case",
        scope=Order,
        family=ITEM_NOT_MATCHED,
        refines=ITEM_NOT_FOUND,
        shown_by=_SAME_BUT_FOR_CASE,
        refuted_by=any_of(_CODES_IDENTICAL, seen(Order, sku=differs_from(Sap.item_code, folded=True))),
        leads_to=(must(RECORD_REFUSED),),
        check="appseconnect.check.sku",
        remedy=Remedy(
            (
                "Add a transformation to the MAPPER that brings the SKU into the spelling of the Item Code.",
                "Redeploy the flow.",
                "Resync the orders with that SKU.",
            ),
            by=Actor.INTEGRATOR,
            verify="See in Snapshot whether the order turns green.",
            retries_itself=False,
        ),
        prior=Prior.COMMON,
        source=GUIDE.at("3.4 Products and SKUs; 7 Messages", "105, 194"),
    ),
    # Letters A to F in a SKU prove nothing: only the converted figure does.
    Fault(
        id="appseconnect.product.hex-sku",
        title="The shop sends SAP's Item Code in hexadecimal",
        scope=Order,
        family=ITEM_NOT_MATCHED,
        refines=ITEM_NOT_FOUND,
        shown_by=_HEXADECIMAL,
        refuted_by=any_of(_CODES_IDENTICAL, seen(Order, sku=same_as(Sap.item_code, folded=True))),
        leads_to=(must(RECORD_REFUSED),),
        check="appseconnect.check.sku",
        remedy=Remedy(
            (
                "Add the transformation parseInt(sku, 16).toString() to the MAPPER.",
                "Redeploy the flow.",
                "Resync the orders with that SKU.",
            ),
            by=Actor.INTEGRATOR,
            verify="See in Snapshot whether the order turns green.",
            retries_itself=False,
        ),
        prior=Prior.RARE,
        source=GUIDE.at("3.4 Products and SKUs; 7 Messages", "106, 194"),
    ),
    Fault(
        id="appseconnect.product.variants-without-splitter",
        title="The flow makes one SAP item of a product with several variants",
        scope=Product,
        platforms=("Shopify",),
        family=ITEM_NOT_MATCHED,
        refines=ITEM_NOT_FOUND,
        shown_by=all_of(
            seen(Product, variant_count=more_than(1)),
            seen(Product, variant_count=above(Sap.items_created)),
            seen(Flow, splitter_node=YesNo.NO),
        ),
        exonerated_by=seen(Flow, splitter_node=YesNo.YES),
        leads_to=(must(VARIANTS_MISSING), may(RECORD_REFUSED)),
        check="appseconnect.check.variants#splitter",
        settled_by=("appseconnect.check.variants",),
        remedy=Remedy(
            (
                "Add a SPLITTER node to the product flow that goes through the Shopify variants one by one.",
                "Redeploy the flow and sync the product.",
                "Resync the orders for the variants that were missing.",
            ),
            by=Actor.INTEGRATOR,
            verify="Count the items in SAP: one for every variant.",
            retries_itself=False,
        ),
        source=GUIDE.at("3.4 Products and SKUs", "107"),
    ),
    # Under 2 MB passes, so 2 MB itself is too large.
    Fault(
        id="appseconnect.product.image-too-large",
        title="The image has 2 MB or more",
        scope=Image,
        refines="appseconnect.files.payload-limit",
        shown_by=seen(Image, size_mb=at_least(2)),
        leads_to=(must(IMAGE_MISSING),),
        check="appseconnect.check.image_size",
        remedy=Remedy(
            ("Resize the image to less than 2 MB.", "Sync it again."),
            verify="Look for the image at the product in the destination.",
            retries_itself=False,
        ),
        prior=Prior.COMMON,
        source=GUIDE.at("3.4 Products and SKUs", "108"),
    ),
    Fault(
        id="appseconnect.product.image-rate-limit",
        title="The image flow calls faster than the destination allows",
        scope=Flow,
        family=RATE_LIMIT,
        refines="appseconnect.error.rate-limit-exceeded",
        shown_by=all_of(
            seen(Flow, type=FlowType.IMAGE),
            seen(Flow, delay_node=YesNo.NO),
            any_of(
                seen(Snapshot, error=_RATE_LIMITED), seen(Flow, error=_RATE_LIMITED), seen(Log, error=_RATE_LIMITED)
            ),
        ),
        # The record in error itself is put down to the limit, which passes; the images keep meeting it.
        leads_to=(may(IMAGE_MISSING),),
        check="appseconnect.check.image_rate",
        remedy=Remedy(
            ("Put a DELAY node between the calls of the image flow.", "Redeploy the flow.", "Resync the images."),
            by=Actor.INTEGRATOR,
            verify="See that the next run shows no rate limit.",
            retries_itself=False,
        ),
        source=GUIDE.at("3.4 Products and SKUs", "108"),
    ),
    Fault(
        id="appseconnect.price.flow-inactive",
        title="The flow that carries prices is not active",
        scope=Flow,
        family=SWITCHED_OFF,
        refines="appseconnect.orders.flow-paused",
        shown_by=seen(Flow, type=FlowType.PRICE, status=one_of(FlowStatus.PAUSED, FlowStatus.INACTIVE)),
        leads_to=(must(PRICES_NOT_STARTED),),
        check="appseconnect.check.price_flow",
        remedy=Remedy(
            ("Open the list of ProcessFlows.", "Set the price flow to Active."),
            verify="Change one price in SAP and look for it in the shop after the next run.",
        ),
        prior=Prior.COMMON,
        source=GUIDE.at("3.5 Prices", "110"),
    ),
    Fault(
        id="appseconnect.price.list-name-mismatch",
        title="The mapping names another price list than SAP has",
        scope=Flow,
        guard=seen(Flow, type=one_of(FlowType.PRICE, FlowType.PRODUCT, FlowType.OTHER)),
        shown_by=seen(FieldMapping, price_list=differs_from(Sap.price_list)),
        leads_to=(must(PRICES_NOT_FOUND),),
        check="appseconnect.check.price_list",
        remedy=Remedy(
            ("Enter the price list's name exactly as SAP spells it, letter case included.", "Redeploy the flow."),
            by=Actor.INTEGRATOR,
            verify="Change one price in SAP and look for it in the shop after the next run.",
        ),
        source=GUIDE.at("3.5 Prices", "110"),
    ),
    Fault(
        id="appseconnect.price.future-dated-early",
        title="Nothing holds back a price whose effective date is still to come",
        scope=Price,
        shown_by=seen(Price, effective_date=_AHEAD, in_store=YesNo.YES),
        refuted_by=seen(Flow, decision_on_effective_date=YesNo.YES),
        foreseen_by=all_of(seen(Price, effective_date=_AHEAD), seen(Flow, decision_on_effective_date=YesNo.NO)),
        leads_to=(must(PRICE_EARLY),),
        check="appseconnect.check.price_date",
        settled_by=("appseconnect.check.price_date#decision",),
        remedy=Remedy(
            (
                "Add a DECISION node that holds back prices whose effective date is in the future.",
                "Redeploy the flow.",
                "Put the present price back in the shop.",
            ),
            by=Actor.INTEGRATOR,
            verify="Enter a price for tomorrow in SAP and see that the shop does not show it.",
            retries_itself=False,
        ),
        source=GUIDE.at("3.5 Prices", "111"),
    ),
    # SAP's prices are net unless somebody says otherwise.
    Fault(
        id="appseconnect.price.tax-inclusive-mismatch",
        title="The shop's prices hold the tax, SAP's do not, and the mapping does not convert",
        scope=Price,
        shown_by=all_of(_INCLUSIVE, seen(FieldMapping, tax_calculation=YesNo.NO)),
        refuted_by=any_of(seen(Price, sap_net=YesNo.NO), seen(Price, store_inclusive=YesNo.NO)),
        exonerated_by=seen(FieldMapping, tax_calculation=YesNo.YES),
        leads_to=(may(TAX_WRONG),),
        check="appseconnect.check.tax#mapped",
        settled_by=("appseconnect.check.tax",),
        remedy=Remedy(
            ("Add the calculation of tax between net and gross price to the MAPPER.", "Redeploy the flow."),
            by=Actor.INTEGRATOR,
            verify="Compare one price and one order total in both systems.",
        ),
        source=GUIDE.at("3.5 Prices", "112"),
    ),
)

EXPECTED = (
    Expected(
        id="appseconnect.price.future-dated-held",
        title="The price is held back until its effective date",
        scope=Price,
        kind=Design.NORMAL,
        when=all_of(seen(Price, effective_date=_AHEAD), one_sided(_NOT_UPDATED)),
        explains=(PRICE_STALE,),
        advice="The shop shows it from its effective date on.",
        source=GUIDE.at("3.5 Prices", "111"),
    ),
)

CHECKS = (
    Check(
        "appseconnect.check.sku",
        "Which SKU does the order bear, and which Item Code has the item in SAP?",
        GUIDE.at("3.4 Products and SKUs", "105-106"),
        asks=(Order.sku, Sap.item_code),
        how=(
            "Copy the SKU from the order, letter for letter.",
            "Look for it in SAP whatever its letter case.",
            "If it has only the digits 0-9 and A-F, convert it from hexadecimal and look for that number.",
        ),
        cost=Cost.PORTAL,
    ),
    Check(
        "appseconnect.check.variants",
        "How many variants has the product, and how many items did SAP get?",
        GUIDE.at("3.4 Products and SKUs", "107"),
        asks=(Product.variant_count, Sap.items_created),
        cost=Cost.PORTAL,
        platforms=("Shopify",),
    ),
    Check(
        "appseconnect.check.variants#splitter",
        "Does the product flow go through the variants with a SPLITTER node?",
        GUIDE.at("3.4 Products and SKUs", "107"),
        asks=(Flow.splitter_node,),
        by=Actor.INTEGRATOR,
        platforms=("Shopify",),
    ),
    Check(
        "appseconnect.check.image_size",
        "How large is the image?",
        GUIDE.at("3.4 Products and SKUs", "108"),
        asks=(Image.size_mb,),
    ),
    Check(
        "appseconnect.check.image_rate",
        "Does the image flow wait between its calls with a DELAY node?",
        GUIDE.at("3.4 Products and SKUs", "108"),
        asks=(Flow.delay_node,),
        by=Actor.INTEGRATOR,
    ),
    Check(
        "appseconnect.check.price_flow",
        "Is the price flow Active?",
        GUIDE.at("3.5 Prices", "110"),
        asks=(Flow.status,),
        how=("Open the list of ProcessFlows.", "Read the status of the price flow."),
        cost=Cost.GLANCE,
    ),
    Check(
        "appseconnect.check.price_list",
        "Does the mapping name the price list exactly as SAP does?",
        GUIDE.at("3.5 Prices", "110"),
        asks=(FieldMapping.price_list, Sap.price_list),
        by=Actor.INTEGRATOR,
    ),
    Check(
        "appseconnect.check.price_date",
        "From which day does the price hold, and does the shop show it?",
        GUIDE.at("3.5 Prices", "111"),
        asks=(Price.effective_date, Price.in_store),
    ),
    Check(
        "appseconnect.check.price_date#decision",
        "Does a DECISION node hold back prices with a later effective date?",
        GUIDE.at("3.5 Prices", "111"),
        asks=(Flow.decision_on_effective_date,),
        decides=("appseconnect.price.future-dated-early",),
        by=Actor.INTEGRATOR,
    ),
    Check(
        "appseconnect.check.tax",
        "Do the shop's prices include tax, and are SAP's net?",
        GUIDE.at("3.5 Prices", "112"),
        asks=(Price.store_inclusive, Price.sap_net),
        decides=("appseconnect.price.tax-inclusive-mismatch",),
    ),
    Check(
        "appseconnect.check.tax#mapped",
        "Does the MAPPER convert between net and gross prices?",
        GUIDE.at("3.5 Prices", "112"),
        asks=(FieldMapping.tax_calculation,),
        by=Actor.INTEGRATOR,
    ),
)
