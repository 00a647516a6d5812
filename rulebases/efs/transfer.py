"""Orders that are in IS2 but do not reach FCP (guide section 3B)."""

from __future__ import annotations

from engine.rules import (
    Check,
    Context,
    Cost,
    Design,
    Escalation,
    Expected,
    Fault,
    Grace,
    Prior,
    Procedure,
    Remedy,
    Symptom,
    Until,
    Window,
    above,
    absent,
    all_of,
    any_of,
    differs_from,
    known,
    may,
    minutes,
    must,
    none_of,
    older_than,
    one_of,
    one_sided,
    same_as,
    says,
    seen,
    younger_than,
)
from facts import (
    ABSENT,
    AddressState,
    Fcp,
    FcpStatus,
    Fix,
    Inventory,
    Is2Status,
    Order,
    Product,
    SearchResult,
    ShipMap,
    StatusFilter,
    YesNo,
)
from rulebases.efs.effects import TRANSFER_REFUSED
from rulebases.efs.guide import GUIDE
from rulebases.families import ADDRESS, CUSTOMER_NOT_MATCHED, DUPLICATE, ITEM_NOT_MATCHED, NOT_MAPPED

IMPORT_ERROR = seen(Order, is2_status=Is2Status.IMPORT_ERROR)

# What an order holds is evidence against it only where the transfer was refused as well: many orders
# with an odd address go through. The message alone names its fault without these patterns.
ADDRESS_REFUSED = any_of(IMPORT_ERROR, seen(Order, is2_error=says("address validation failed")))
COMPLETE_ADDRESS = seen(Order, address=AddressState.COMPLETE)

SYMPTOMS = (
    # A copy of the order in FCP does not meet this: with a duplicate number both are seen.
    Symptom(
        "efs.symptom.orders_error_status",
        "The order carries an error status in IS2",
        Order,
        stage="import",
        source=GUIDE.at("1 Overview; 3B In IS2 not FCP, steps 1-2; 10 Quick reference", "49, 197-205, 771"),
        met_by=seen(Order, is2_status=one_of(Is2Status.ACCEPTED, Is2Status.COMPLETED)),
        missed_by=IMPORT_ERROR,
        follows=("efs.symptom.orders_absent",),
        ladder=(
            "efs.order.check_is2_status",
            "efs.order.read_error",
            "efs.check.sequence_is2_fcp#3",
            "efs.check.sequence_is2_fcp#4",
            "efs.check.sequence_is2_fcp#5",
            "efs.order.check_duplicate_in_fcp",
            "efs.order.read_error#customer",
            "efs.order.read_error#stock",
            "efs.order.manual_retry",
        ),
        items=("efs.status.import_error",),
        watched=(Order.is2_error,),
    ),
    Symptom(
        "efs.symptom.orders_stuck_in_is2",
        "The order is in IS2 but does not reach FCP",
        Order,
        stage="import",
        source=GUIDE.at("1 Overview; 3B In IS2 not FCP", "48, 177-258"),
        met_by=any_of(
            seen(Order, fcp_status=known()), seen(Order, fcp_created_at=known()), seen(Order, shipped_at=known())
        ),
        missed_by=any_of(seen(Order, fcp_status=absent()), seen(Order, is2_status=Is2Status.NEW)),
        windows=(
            Window(
                Order.is2_received_at,
                ok=minutes(15),
                late=minutes(30),
                late_inclusive=True,
                grace=Grace.WAIT,
                when=seen(Order, is2_status=Is2Status.NEW),
                source=GUIDE.at("3B In IS2 not FCP, step 1", "190-192"),
                items=("efs.status.new", "efs.timing.new_wait", "efs.normal.new_queue"),
            ),
            # The guide does not say whether its hour runs from ACCEPTED or from the end of the half hour
            # of waiting. It runs from ACCEPTED here: the wait is one of the steps taken in that hour.
            Window(
                Order.accepted_at,
                ok=minutes(30),
                late=minutes(60),
                grace=Grace.LOOK,
                when=seen(Order, is2_status=Is2Status.ACCEPTED),
                source=GUIDE.at("3B In IS2 not FCP, steps 1 and 4", "193-196, 251-258"),
                items=("efs.status.accepted", "efs.timing.accepted", "efs.normal.accepted_delay"),
            ),
            Window(
                Order.placed_at,
                ok=minutes(35),
                late=minutes(75),
                source=GUIDE.at("3C Slow orders", "261-264"),
                items=("efs.normal.order_in_transit", "efs.timing.order_total"),
            ),
        ),
        follows=("efs.symptom.orders_absent", "efs.symptom.orders_error_status"),
        ladder=(
            "efs.order.check_is2_status",
            "efs.order.read_error",
            "efs.order.search_fcp_all",
            "efs.check.sequence_is2_fcp#3",
            "efs.check.sequence_is2_fcp#4",
            "efs.check.sequence_is2_fcp#5",
            "efs.order.manual_retry",
        ),
    ),
)

FAULTS = (
    Fault(
        "efs.order.ship_method_unmapped",
        "The order's ship method has no entry in Ship Maps",
        Order,
        source=GUIDE.at("3B In IS2 not FCP, step 2; 10 Quick reference; 11 Messages", "207-213, 624-626, 773, 791"),
        shown_by=seen(ShipMap, entry=absent()),
        family=NOT_MAPPED,
        leads_to=(must(TRANSFER_REFUSED),),
        check="efs.check.sequence_is2_fcp#3",
        settled_by=("efs.order.read_error",),
        remedy=Remedy(
            (
                "Copy the name of the ship method from the error, letter for letter.",
                "Open Ship Maps.",
                "Create an entry that maps this method to the right EFS code.",
                "Wait for the next sync: the order is tried again by itself.",
            ),
            verify="See whether the order turns ACCEPTED at the next sync.",
            retries_itself=True,
            expect_within=minutes(30),
        ),
        prior=Prior.COMMON,
        items=("efs.error.ship_method_not_mapped", "efs.isolate.diff_ship_method"),
    ),
    # A SKU that differs may be mapped in Cart Items, so by itself it refuses no order.
    Fault(
        "efs.order.sku_mismatch",
        "FCP does not know the SKU that the order asks for",
        Order,
        source=GUIDE.at("3B In IS2 not FCP, step 2; 10 Quick reference; 11 Messages", "214-222, 628-630, 774, 792"),
        shown_by=any_of(
            seen(Product, fcp_exists=YesNo.NO),
            all_of(seen(Product, sku_platform=differs_from(Product.sku_fcp)), one_sided(IMPORT_ERROR)),
        ),
        refuted_by=seen(Product, sku_platform=same_as(Product.sku_fcp)),
        family=ITEM_NOT_MATCHED,
        leads_to=(must(TRANSFER_REFUSED),),
        check="efs.check.sequence_is2_fcp#4",
        settled_by=("efs.order.read_error",),
        remedy=Remedy(
            (
                "Note the SKU that the error names.",
                "Look up its right spelling in FCP under Client Info, View Items.",
                "Correct the SKU on the platform; or map it in the Cart Items of IS2; or add it to FCP; "
                "or ask EFS to change the SKU in FCP, which may mean new labels on the stock.",
                "Then retry the order by hand: the guide promises no automatic retry here.",
            ),
            verify="See whether the order turns ACCEPTED.",
            workaround=("efs.order.manual_retry",),
        ),
        prior=Prior.COMMON,
        items=("efs.error.invalid_sku", "efs.error.sku_not_found", "efs.isolate.diff_sku"),
    ),
    Fault(
        "efs.order.address_invalid",
        "The shipping address is incomplete or not valid",
        Order,
        source=GUIDE.at("3B In IS2 not FCP, step 2; 10 Quick reference; 11 Messages", "223-233, 632-634, 775, 794"),
        refuted_by=COMPLETE_ADDRESS,
        family=ADDRESS,
        leads_to=(must(TRANSFER_REFUSED),),
        check="efs.check.sequence_is2_fcp#5",
        settled_by=("efs.order.read_error",),
        remedy=Remedy(
            (
                "Review the shipping address of the order on the platform.",
                "Correct it there and wait for the next sync.",
                "Or enter the order in FCP by hand with the right address; the automatic retry may then be "
                "refused as a duplicate.",
            ),
            verify="See whether the order turns ACCEPTED at the next sync.",
            retries_itself=True,
            workaround=("efs.order.manual_entry_fallback",),
            expect_within=minutes(30),
        ),
        prior=Prior.COMMON,
        items=("efs.error.address_validation_failed", "efs.isolate.diff_address"),
    ),
    Fault(
        "efs.order.address_missing_apartment",
        "The shipping address lacks the apartment number",
        Order,
        source=GUIDE.at("3B In IS2 not FCP, step 2; 7 Comparing", "226, 632-634"),
        shown_by=one_sided(all_of(seen(Order, address=AddressState.NO_APARTMENT_NUMBER), ADDRESS_REFUSED)),
        refuted_by=COMPLETE_ADDRESS,
        leads_to=(must(TRANSFER_REFUSED),),
        check="efs.check.sequence_is2_fcp#5",
        remedy=Remedy(
            ("Ask the customer for the apartment number.", "Add it to the address on the platform."),
            verify="See whether the order turns ACCEPTED at the next sync.",
            retries_itself=True,
            workaround=("efs.order.manual_entry_fallback",),
            expect_within=minutes(30),
        ),
        refines="efs.order.address_invalid",
    ),
    # A PO box alone is no defect: it takes a carrier that does not deliver there.
    Fault(
        "efs.order.address_po_box",
        "The order goes to a PO box by a carrier that does not deliver there",
        Order,
        source=GUIDE.at("3B In IS2 not FCP, step 2", "227"),
        shown_by=one_sided(
            all_of(
                any_of(seen(Order, address=AddressState.PO_BOX), seen(Order, po_box=YesNo.YES)),
                any_of(
                    seen(Order, carrier_delivers_po_box=YesNo.NO),
                    seen(Order, carrier="does not deliver to PO Boxes"),
                ),
                ADDRESS_REFUSED,
            )
        ),
        refuted_by=any_of(
            COMPLETE_ADDRESS, seen(Order, po_box=YesNo.NO), seen(Order, carrier_delivers_po_box=YesNo.YES)
        ),
        leads_to=(must(TRANSFER_REFUSED),),
        check="efs.check.sequence_is2_fcp#5",
        remedy=Remedy(
            (
                "Ask the customer for a street address and enter it on the platform.",
                "Or choose a carrier that delivers to PO boxes.",
            ),
            verify="See whether the order turns ACCEPTED at the next sync.",
            retries_itself=True,
            workaround=("efs.order.manual_entry_fallback",),
            expect_within=minutes(30),
        ),
        refines="efs.order.address_invalid",
    ),
    Fault(
        "efs.order.address_city_state_zip",
        "City, state and zip of the shipping address do not fit together",
        Order,
        source=GUIDE.at("3B In IS2 not FCP, step 2", "228"),
        shown_by=one_sided(all_of(seen(Order, address=AddressState.DISAGREES), ADDRESS_REFUSED)),
        refuted_by=COMPLETE_ADDRESS,
        leads_to=(must(TRANSFER_REFUSED),),
        check="efs.check.sequence_is2_fcp#5",
        remedy=Remedy(
            ("Find out which of city, state and zip is wrong.", "Correct it on the platform."),
            verify="See whether the order turns ACCEPTED at the next sync.",
            retries_itself=True,
            workaround=("efs.order.manual_entry_fallback",),
            expect_within=minutes(30),
        ),
        refines="efs.order.address_invalid",
    ),
    Fault(
        "efs.order.address_missing_fields",
        "A required field of the shipping address is empty",
        Order,
        source=GUIDE.at("3B In IS2 not FCP, step 2", "229"),
        shown_by=one_sided(
            all_of(
                any_of(
                    seen(Order, address=one_of(AddressState.REQUIRED_FIELD_EMPTY, ABSENT)),
                    seen(Order, address_missing=none_of(YesNo.NO)),
                ),
                ADDRESS_REFUSED,
            )
        ),
        refuted_by=any_of(COMPLETE_ADDRESS, seen(Order, address_missing=YesNo.NO)),
        leads_to=(must(TRANSFER_REFUSED),),
        check="efs.check.sequence_is2_fcp#5",
        remedy=Remedy(
            ("Find the empty field of the address on the platform.", "Fill it in."),
            verify="See whether the order turns ACCEPTED at the next sync.",
            retries_itself=True,
            workaround=("efs.order.manual_entry_fallback",),
            expect_within=minutes(30),
        ),
        refines="efs.order.address_invalid",
    ),
    # The error status always follows; that the order is missing in FCP does not: its first copy may be there.
    Fault(
        "efs.order.duplicate_number",
        "FCP already holds an order of this number",
        Order,
        source=GUIDE.at("3B In IS2 not FCP, step 2; 11 Messages", "234-239, 793"),
        shown_by=one_sided(seen(Order, is2_status=Is2Status.IMPORT_ERROR, fcp_status=known())),
        family=DUPLICATE,
        leads_to=(must("efs.symptom.orders_error_status"), may(TRANSFER_REFUSED)),
        check="efs.order.check_duplicate_in_fcp",
        settled_by=("efs.order.read_error",),
        remedy=Remedy(
            (
                "Find out whether the order was imported before or entered by hand.",
                "Search FCP for its number over all statuses.",
                "Leave it if FCP holds this very order: nothing is missing, and a retry would be refused again.",
                "Contact support if another order has the number.",
            ),
            verify="Check that FCP holds the order exactly once.",
            retries_itself=False,
        ),
        items=("efs.error.duplicate_order_number",),
    ),
    Fault(
        "efs.order.customer_info_missing",
        "Name, mail address or telephone number of the customer is missing",
        Order,
        source=GUIDE.at("3B In IS2 not FCP, step 2; 11 Messages", "240-245, 795"),
        shown_by=one_sided(
            all_of(
                any_of(
                    seen(Order, customer_name=absent()),
                    seen(Order, customer_email=absent()),
                    seen(Order, customer_phone=absent()),
                ),
                any_of(IMPORT_ERROR, seen(Order, is2_error=says("customer information missing"))),
            )
        ),
        refuted_by=seen(Order, customer_name=known(), customer_email=known(), customer_phone=known()),
        family=CUSTOMER_NOT_MATCHED,
        leads_to=(must(TRANSFER_REFUSED),),
        check="efs.order.read_error#customer",
        settled_by=("efs.order.read_error",),
        remedy=Remedy(
            ("Edit the order on the platform.", "Add the customer's name, mail address and telephone number."),
            verify="See whether the order turns ACCEPTED at the next sync.",
            retries_itself=True,
            expect_within=minutes(30),
        ),
        items=("efs.error.customer_information_missing",),
    ),
    Fault(
        "efs.order.insufficient_inventory",
        "The order asks for more than there is in stock",
        Order,
        source=GUIDE.at("11 Messages", "798"),
        shown_by=all_of(
            seen(Order, quantity=above(Inventory.fcp_good)),
            one_sided(IMPORT_ERROR, seen(Order, is2_error=says("insufficient inventory"))),
        ),
        leads_to=(must(TRANSFER_REFUSED),),
        check="efs.order.read_error#stock",
        settled_by=("efs.order.read_error",),
        remedy=Remedy(
            (
                "Send more stock to the warehouse, or have what is there shipped.",
                "Then retry the order by hand: the guide promises no automatic retry here.",
            ),
            verify="See whether the order turns ACCEPTED.",
            workaround=("efs.order.manual_retry",),
        ),
        items=("efs.error.insufficient_inventory",),
    ),
    # Only the message shows it: whether a code is valid cannot be seen in Ship Maps.
    Fault(
        "efs.order.ship_code_invalid",
        "The ship method is mapped to a code that EFS does not know",
        Order,
        source=GUIDE.at("11 Messages", "799"),
        leads_to=(must(TRANSFER_REFUSED),),
        check="efs.order.read_error",
        remedy=Remedy(
            (
                "Open Ship Maps and find the entry of the order's ship method.",
                "Replace its code by a valid EFS shipping code.",
                "Then retry the order by hand: the guide promises no automatic retry here.",
            ),
            verify="See whether the order turns ACCEPTED.",
            workaround=("efs.order.manual_retry",),
        ),
        prior=Prior.RARE,
        items=("efs.error.invalid_ship_method_code",),
    ),
    # Not a kind of invalid address: its content may be complete.
    Fault(
        "efs.order.address_malformed",
        "The shipping address holds special characters or is badly formatted",
        Order,
        source=GUIDE.at("11 Messages", "800"),
        shown_by=one_sided(
            all_of(
                seen(Order, address=AddressState.SPECIAL_CHARACTERS),
                any_of(IMPORT_ERROR, seen(Order, is2_error=says("malformed address"))),
            )
        ),
        refuted_by=COMPLETE_ADDRESS,
        family=ADDRESS,
        leads_to=(must(TRANSFER_REFUSED),),
        check="efs.check.sequence_is2_fcp#5",
        settled_by=("efs.order.read_error",),
        remedy=Remedy(
            (
                "Write the address on the platform in plain characters, each part in its own field.",
                "Then retry the order by hand: the guide promises no automatic retry here.",
            ),
            verify="See whether the order turns ACCEPTED.",
            workaround=("efs.order.manual_retry",),
        ),
        prior=Prior.RARE,
        items=("efs.error.malformed_address",),
    ),
)

EXPECTED = (
    # The guide promises the retry for ship methods, addresses and customer data. Other errors may wait
    # as long without harm; their remedies say to retry by hand. The status is not set aside with the
    # message: it stays true until the retry, and this rests on it.
    Expected(
        "efs.normal.retry_pending",
        "The repair is made, but the order was not yet tried again",
        Order,
        Design.TRANSIENT,
        when=all_of(IMPORT_ERROR, seen(Fix, applied_at=younger_than(minutes=30))),
        # The guide promises a retry for ship methods, addresses and customer data only.
        unless=seen(
            Order,
            is2_error=says(
                "SKU not found",
                "Invalid SKU",
                "Duplicate order number",
                "Insufficient inventory",
                "Invalid ship method code",
                "Malformed address",
            ),
        ),
        source=GUIDE.at("3B In IS2 not FCP, step 2", "213, 233, 245"),
        explains=("efs.symptom.orders_error_status", "efs.symptom.orders_stuck_in_is2"),
        until=Until(Fix.applied_at, minutes(30)),
        sets_aside=(Order.is2_error,),
        advice="Wait for the next sync, then read the status again; press Retry if it has not moved by then.",
        items=("efs.timing.ship_map_retry",),
    ),
    Expected(
        "efs.order.hidden_by_filter",
        "The order is in FCP, but the search shows only one status",
        Order,
        Design.DISPLAY,
        when=all_of(
            seen(Order, is2_status=Is2Status.ACCEPTED),
            seen(Fcp, status_filter=StatusFilter.SINGLE, search_all_result=SearchResult.FOUND),
        ),
        source=GUIDE.at("3B In IS2 not FCP, step 4", "253-257"),
        explains=("efs.symptom.orders_stuck_in_is2",),
        advice="Show All statuses when you search FCP.",
    ),
    # The guide lists the status without a word on it; of canceled orders it says that nothing is to be done.
    Expected(
        "efs.status.cancelled",
        "The order was cancelled",
        Order,
        Design.NORMAL,
        when=any_of(seen(Order, is2_status=Is2Status.CANCELLED), seen(Order, fcp_status=FcpStatus.CANCELLED)),
        source=GUIDE.at("2 Checklist, step 2; 11 Messages", "74, 808"),
        explains=(
            "efs.symptom.orders_stuck_in_is2",
            "efs.symptom.order_not_shipped",
            "efs.symptom.tracking_missing",
        ),
        advice="Nothing needs to be done.",
    ),
)

CHECKS = (
    Check(
        "efs.order.check_is2_status",
        "What status does the order have in Received Orders?",
        GUIDE.at("3B In IS2 not FCP, step 1", "180-200, 771"),
        asks=(Order.is2_status,),
        how=("Open Received Orders in IS2.", "Find the order.", "Read the Status column."),
    ),
    Check(
        "efs.order.read_error",
        "What does the import error say, word for word?",
        GUIDE.at("3B In IS2 not FCP, step 2", "201-205, 772"),
        asks=(Order.is2_error,),
        how=("Click Details to the right of the order.", "Read the whole message and copy it."),
        when=IMPORT_ERROR,
    ),
    Check(
        "efs.order.read_error#customer",
        "Does the order have the customer's name, mail address and telephone number?",
        GUIDE.at("3B In IS2 not FCP, step 2", "240-244"),
        asks=(Order.customer_name, Order.customer_email, Order.customer_phone),
        how=("Open the order on the platform.", "Look at the customer's data."),
        cost=Cost.PORTAL,
    ),
    Check(
        "efs.order.read_error#stock",
        "Does the order ask for more than the Good stock in FCP?",
        GUIDE.at("11 Messages", "798"),
        asks=(Order.quantity, Inventory.fcp_good),
        how=("Read the quantity of each line.", "Compare it with the Good quantity of the SKU in FCP."),
        cost=Cost.PORTAL,
    ),
    Check(
        "efs.check.sequence_is2_fcp#3",
        "Does Ship Maps have an entry for the order's ship method?",
        GUIDE.at("10 Quick reference", "773"),
        asks=(ShipMap.entry,),
        how=("Note the ship method of the order.", "Open Ship Maps in IS2 and look for it."),
    ),
    Check(
        "efs.check.sequence_is2_fcp#4",
        "Does FCP have the SKU of the order, letter for letter?",
        GUIDE.at("10 Quick reference", "219-222, 774"),
        asks=(Product.fcp_exists,),
        how=("Open Client Info, View Items in FCP.", "Look for the SKU."),
        cost=Cost.PORTAL,
    ),
    Check(
        "efs.check.sequence_is2_fcp#5",
        "What is wrong with the shipping address, if anything?",
        GUIDE.at("10 Quick reference", "226-231, 775"),
        asks=(Order.address,),
        how=(
            "Open the order on the platform.",
            "Look for a missing apartment number, a PO box, city, state and zip that disagree, "
            "empty fields and odd characters.",
        ),
        cost=Cost.PORTAL,
    ),
    Check(
        "efs.order.check_duplicate_in_fcp",
        "Does FCP already hold an order of this number?",
        GUIDE.at("3B In IS2 not FCP, step 2", "237-239, 793"),
        asks=(Order.fcp_status,),
        how=("Ask whether the order was imported or entered before.", "Search FCP for the order number."),
        cost=Cost.PORTAL,
        when=IMPORT_ERROR,
    ),
    # Worth it only once the cause is repaired.
    Check(
        "efs.order.manual_retry",
        "Was the order retried by hand since the repair?",
        GUIDE.at("3B In IS2 not FCP, step 3", "246-250"),
        asks=(Order.manual_retries,),
        how=("Find the order in Received Orders.", "Press Retry or Resubmit, if the integration offers it."),
        when=IMPORT_ERROR,
    ),
    Check(
        "efs.order.search_fcp_all",
        "Does a search of FCP over all statuses find the order?",
        GUIDE.at("3B In IS2 not FCP, step 4", "253-257"),
        asks=(Fcp.search_all_result, Fcp.status_filter),
        how=(
            "Set the status filter of the search to All.",
            "Search by the platform's order number, by the customer's name, by the date range.",
        ),
        decides=("efs.order.hidden_by_filter",),
        cost=Cost.PORTAL,
        when=seen(Order, is2_status=Is2Status.ACCEPTED),
    ),
)

PROCEDURES = (
    Procedure(
        "efs.order.manual_retry",
        "Retry an order by hand",
        (
            "Repair the cause first: a retry alone changes nothing.",
            "Find the order in Received Orders.",
            "Press Retry or Resubmit; not every integration has the button.",
        ),
        GUIDE.at("3B In IS2 not FCP, step 3", "246-250"),
    ),
)

ESCALATIONS = (
    Escalation(
        "efs.escalate.accepted_not_found",
        "An order was accepted more than an hour ago, and FCP does not have it",
        GUIDE.at("3B In IS2 not FCP, step 4", "258"),
        to="EFS support",
        when=all_of(
            seen(Order, is2_status=Is2Status.ACCEPTED, accepted_at=older_than(hours=1)),
            seen(Fcp, search_all_result=SearchResult.NOT_FOUND),
        ),
        first=("efs.order.search_fcp_all",),
    ),
    Escalation(
        "efs.escalate.duplicate_confirmed",
        "FCP holds another order of the same number",
        GUIDE.at("3B In IS2 not FCP, step 2", "239"),
        to="EFS support",
        when=all_of(
            seen(Order, is2_error=says("duplicate order number")),
            any_of(seen(Fcp, search_all_result=SearchResult.FOUND), seen(Order, fcp_status=known())),
        ),
        first=("efs.order.check_duplicate_in_fcp",),
    ),
)

# A copy that is in FCP already, or will be when both ways have run: by hand and by the next sync.
DUPLICATE_RISKS = (
    Context(
        "efs.order.copy_in_fcp",
        Order,
        any_of(
            seen(Order, is2_status=Is2Status.IMPORT_ERROR, fcp_status=known()),
            seen(Order, is2_status=Is2Status.IMPORT_ERROR, fcp_created_at=known()),
            seen(Order, entered_manually_at=known()),
            seen(Order, is2_error=says("Duplicate order number")),
        ),
    ),
)
