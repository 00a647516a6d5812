"""Orders that SAP refuses over their data (guide sections 1.1, 1.4 and 7)."""

from __future__ import annotations

from engine.rules import (
    Check,
    Cost,
    Fault,
    Prior,
    Remedy,
    absent,
    all_of,
    any_of,
    differs_from,
    must,
    one_of,
    one_sided,
    says,
    seen,
)
from facts import AddressState, Erp, FieldMapping, Order, OrderState, Sap, Snapshot, SyncInfo, YesNo
from rulebases.appseconnect.effects import RECORD_REFUSED
from rulebases.appseconnect.guide import GUIDE
from rulebases.appseconnect.orders import READ_ERROR, STILL_MISSING
from rulebases.appseconnect.resync import SAP
from rulebases.families import ADDRESS, BAD_VALUE, CUSTOMER_NOT_MATCHED, ITEM_NOT_MATCHED

_BAD_ADDRESS = one_of(
    AddressState.NO_APARTMENT_NUMBER,
    AddressState.DISAGREES,
    AddressState.REQUIRED_FIELD_EMPTY,
    AddressState.SPECIAL_CHARACTERS,
)
_FAILED = any_of(STILL_MISSING, seen(SyncInfo, order_state=OrderState.ERROR))
_COMPARED = any_of(
    seen(SyncInfo, order_state=OrderState.ERROR),
    seen(Order, sku=differs_from(Sap.item_code, folded=True)),
    seen(Order, sku=differs_from(Sap.similar_item, folded=True)),
    seen(Order, sku=differs_from(Erp.similar_sku, folded=True)),
    seen(Sap, item_code=absent()),
    seen(Sap, similar_item=absent()),
    seen(Erp, similar_sku=absent()),
)
_VERIFY = "Look for the order in the destination; its record in Snapshot must no longer be red."
_REFUSED = (must(RECORD_REFUSED),)

FAULTS = (
    Fault(
        id="appseconnect.orders.sap-data-validation",
        title="SAP refuses the order because something it refers to is missing or not set up",
        scope=Order,
        systems=SAP,
        guard=STILL_MISSING,
        # Each of these texts names a fault of its own, which specifies this one.
        shown_by=one_sided(
            seen(
                Snapshot,
                error=says(
                    "Item not found", "Business Partner missing", "Business Partner not found", "Invalid series"
                ),
            )
        ),
        leads_to=_REFUSED,
        check=READ_ERROR,
        remedy=Remedy(
            (
                "Read the message of the red record in Snapshot.",
                "Repair what it names in SAP: the item, the Business Partner or the document series.",
                "Resync the order.",
            ),
            verify=_VERIFY,
            retries_itself=False,
        ),
        source=GUIDE.at("1.1 Orders not appearing, causes", "20"),
        prior=Prior.COMMON,
    ),
    # Letter case, a hexadecimal SKU, variants that were never split and an item that is simply missing all end in
    # these words: which of them it is takes a comparison of the SKU with SAP's code.
    Fault(
        id="appseconnect.error.item-not-found",
        title="SAP finds no item under the SKU of the order",
        scope=Order,
        systems=SAP,
        guard=STILL_MISSING,
        leads_to=_REFUSED,
        check=READ_ERROR,
        remedy=Remedy(
            (
                "Compare the SKU of each line with the Item Code in SAP, letter by letter.",
                "Make the flow turn letter case or hexadecimal SKUs into what SAP uses, or create the item in SAP.",
                "Resync the order.",
            ),
            verify=_VERIFY,
            retries_itself=False,
        ),
        source=GUIDE.at("7 Error messages; 3.4 Products; 1.4 Specific order", "26, 105-107, 194"),
        prior=Prior.COMMON,
        refines="appseconnect.orders.sap-data-validation",
        family=ITEM_NOT_MATCHED,
    ),
    Fault(
        id="appseconnect.orders.product-missing-in-sap",
        title="A product on the order does not exist in SAP",
        scope=Order,
        systems=SAP,
        # An item under another spelling of the SKU is not missing.
        guard=all_of(
            STILL_MISSING,
            seen(Order, sku=differs_from(Sap.item_code, folded=True)),
            seen(Order, sku=differs_from(Sap.similar_item, folded=True)),
            seen(Order, sku=differs_from(Erp.similar_sku, folded=True)),
        ),
        # That a search finds nothing under the SKU may be the letter case: what was compared, or an order that Sync
        # Info lists in error for its data, makes it certain.
        shown_by=one_sided(
            all_of(any_of(seen(Sap, item_exists=YesNo.NO), seen(Erp, sku_exists=YesNo.NO)), _COMPARED),
        ),
        refuted_by=any_of(seen(Sap, item_exists=YesNo.YES), seen(Erp, sku_exists=YesNo.YES)),
        leads_to=_REFUSED,
        check="appseconnect.orders.search-single-order#product",
        remedy=Remedy(
            (
                "Make sure that SAP does not have it in other letter case or by its decimal number.",
                "Create the product in SAP under the SKU of the shop, or sync it there first.",
                "Resync the order.",
            ),
            verify=_VERIFY,
            retries_itself=False,
        ),
        source=GUIDE.at("1.4 Specific order", "26"),
        prior=Prior.COMMON,
        refines="appseconnect.error.item-not-found",
        family=ITEM_NOT_MATCHED,
    ),
    Fault(
        id="appseconnect.orders.invalid-address",
        title="The address of the order is not valid",
        scope=Order,
        systems=SAP,
        guard=STILL_MISSING,
        shown_by=one_sided(
            all_of(seen(Order, address=_BAD_ADDRESS), _FAILED),
            all_of(seen(Order, address_missing=YesNo.YES), _FAILED),
        ),
        refuted_by=seen(Order, address=AddressState.COMPLETE),
        leads_to=_REFUSED,
        check="appseconnect.orders.search-single-order#address",
        settled_by=(READ_ERROR,),
        remedy=Remedy(
            (
                "Correct the address of the order in the shop.",
                "Resync the order.",
            ),
            verify=_VERIFY,
            retries_itself=False,
        ),
        source=GUIDE.at("1.4 Specific order", "26"),
        refines="appseconnect.orders.sap-data-validation",
        family=ADDRESS,
    ),
    Fault(
        id="appseconnect.error.business-partner-not-found",
        title="SAP finds no Business Partner for the customer of the order",
        scope=Order,
        systems=SAP,
        guard=STILL_MISSING,
        leads_to=_REFUSED,
        check=READ_ERROR,
        remedy=Remedy(
            (
                "Search SAP for the customer.",
                "Create the Business Partner if there is none; if there is one, correct the code that the flow sends.",
                "Resync the order.",
            ),
            verify=_VERIFY,
            retries_itself=False,
        ),
        source=GUIDE.at("7 Error messages; 1.1 Orders not appearing, causes", "20, 195"),
        prior=Prior.COMMON,
        refines="appseconnect.orders.sap-data-validation",
        family=CUSTOMER_NOT_MATCHED,
        items=("appseconnect.error.business-partner-missing",),
    ),
    Fault(
        id="appseconnect.orders.business-partner-missing",
        title="The customer of the order has no Business Partner in SAP",
        scope=Order,
        systems=SAP,
        guard=STILL_MISSING,
        shown_by=seen(Sap, business_partner_exists=YesNo.NO),
        leads_to=_REFUSED,
        check="appseconnect.orders.search-single-order#partner",
        remedy=Remedy(
            (
                "Create the Business Partner in SAP.",
                "Resync this order and the customer's later ones.",
            ),
            verify=_VERIFY,
            retries_itself=False,
        ),
        source=GUIDE.at("1.4 Specific order; 7 Error messages", "26, 195"),
        prior=Prior.COMMON,
        refines="appseconnect.error.business-partner-not-found",
        family=CUSTOMER_NOT_MATCHED,
    ),
    Fault(
        id="appseconnect.orders.bp-code-mismatch",
        title="The flow sends another Business Partner code than the customer has in SAP",
        scope=Order,
        systems=SAP,
        guard=STILL_MISSING,
        shown_by=seen(Sap, business_partner_code=differs_from(FieldMapping.bp_code_sent)),
        refuted_by=seen(Sap, business_partner_exists=YesNo.NO),
        leads_to=_REFUSED,
        check="appseconnect.error.business-partner-not-found#code",
        remedy=Remedy(
            (
                "Correct the mapping of the Business Partner code in the MAPPER.",
                "Save and deploy the flow.",
                "Resync the order.",
            ),
            verify=_VERIFY,
            retries_itself=False,
        ),
        source=GUIDE.at("7 Error messages", "195"),
        refines="appseconnect.error.business-partner-not-found",
        family=CUSTOMER_NOT_MATCHED,
    ),
    Fault(
        id="appseconnect.error.invalid-series",
        title="SAP has no document series for this kind of document",
        scope=Order,
        systems=SAP,
        guard=STILL_MISSING,
        shown_by=seen(Sap, series_configured=YesNo.NO),
        leads_to=_REFUSED,
        check="appseconnect.error.invalid-series#configured",
        settled_by=(READ_ERROR,),
        remedy=Remedy(
            (
                "Open the Document Series settings in SAP Business One.",
                "Set up a series for this kind of document.",
                "Resync the order and all others that failed with it.",
            ),
            verify=_VERIFY,
            retries_itself=False,
        ),
        source=GUIDE.at("7 Error messages; 1.1 Orders not appearing, causes", "20, 196"),
        refines="appseconnect.orders.sap-data-validation",
        family=BAD_VALUE,
    ),
)

CHECKS = (
    Check(
        "appseconnect.orders.search-single-order#product",
        "Does every product on the order exist in SAP?",
        GUIDE.at("1.4 Specific order", "26"),
        asks=(Sap.item_exists,),
        how=("Search SAP for the item of each line, by the SKU of the shop.",),
        cost=Cost.PORTAL,
    ),
    Check(
        "appseconnect.orders.search-single-order#address",
        "Is the address of the order complete and valid?",
        GUIDE.at("1.4 Specific order", "26"),
        asks=(Order.address,),
        how=("Open the order in the shop.", "Read its address field by field."),
        cost=Cost.PORTAL,
    ),
    Check(
        "appseconnect.orders.search-single-order#partner",
        "Does the customer have a Business Partner in SAP?",
        GUIDE.at("1.4 Specific order", "26"),
        asks=(Sap.business_partner_exists,),
        how=("Search the Business Partners in SAP for the customer.",),
        cost=Cost.PORTAL,
    ),
    Check(
        "appseconnect.error.business-partner-not-found#code",
        "Does the flow send the Business Partner code that the customer has in SAP?",
        GUIDE.at("7 Error messages", "195"),
        asks=(Sap.business_partner_code, FieldMapping.bp_code_sent),
        how=("Read the code of the Business Partner in SAP.", "Compare it with the code in the record's Snapshot."),
        cost=Cost.PORTAL,
        when=seen(Sap, business_partner_exists=YesNo.YES),
    ),
    Check(
        "appseconnect.error.invalid-series#configured",
        "Does SAP have a document series for this kind of document?",
        GUIDE.at("7 Error messages", "196"),
        asks=(Sap.series_configured,),
        how=("Open the Document Series settings in SAP Business One.", "Look for a series of that document type."),
        cost=Cost.PORTAL,
    ),
)
