"""What the integration's log says: articles, buyers, periods and time limits (guide step 2)."""

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
    absent,
    all_of,
    any_of,
    differs_from,
    must,
    one_of,
    one_sided,
    same_as,
    says,
    seen,
)
from facts import (
    ABSENT,
    Customer,
    Erp,
    ErpStatus,
    FieldMapping,
    GuestMapping,
    Log,
    Middleware,
    Order,
    Outcome,
    PeriodState,
    Queue,
    QueueState,
    ResyncResult,
    Sap,
    Snapshot,
    Sync,
    SystemStatus,
    YesNo,
)
from rulebases.erp.effects import FAILED_IN_QUEUE, NOT_IN_ERP, ORDER_REFUSED, REFUSABLE
from rulebases.erp.guide import GUIDE
from rulebases.families import CUSTOMER_NOT_MATCHED, ITEM_NOT_MATCHED, TIMEOUT

LOGS = (Log.error, Order.erp_error, Snapshot.error, Sync.error)
"""Fields that hold the text of an error on the way to the ERP."""

_TIME_IS_UP = says("timeout", "timed out", "504 gateway")
TIMED_OUT = any_of(
    seen(Log, error=_TIME_IS_UP),
    seen(Order, erp_error=_TIME_IS_UP),
    seen(Snapshot, error=_TIME_IS_UP),
    seen(Sync, error=_TIME_IS_UP),
)
_STILL_FAILS = seen(Order, reprocess_result=ResyncResult.SAME_ERROR)

IN_ERP = "See whether the ERP shows the order as Open or Processing."
REPROCESS = "Then reprocess the order."

SYMPTOMS = (
    Symptom(
        id="erp.orders.not-in-erp",
        title="The order does not reach the ERP",
        scope=Order,
        stage="erp.take",
        met_by=any_of(
            seen(Order, in_erp=YesNo.YES),
            seen(Order, erp_status=one_of(ErpStatus.OPEN, ErpStatus.PROCESSING, ErpStatus.CLOSED)),
        ),
        missed_by=any_of(NOT_IN_ERP, seen(Order, erp_status=absent())),
        not_due_when=seen(Order, in_source=YesNo.NO),
        ladder=(
            "erp.status.check#1-source",
            "erp.status.check#1-erp",
            "erp.status.check#2",
            "erp.status.test-connection",
            "erp.logs.review",
            "erp.logs.review#queue",
            "erp.logs.review#sku",
            "erp.logs.review#similar-sku",
            "erp.logs.review#customer",
            "erp.logs.review#guest",
            "erp.logs.review#period",
            "erp.format.check#1",
            "erp.format.check#2",
            "erp.format.check#3",
            "erp.tax.check#1",
            "erp.tax.check#2",
            "erp.reprocess.verify-status#done",
            "erp.reprocess.verify-status",
        ),
        source=GUIDE.at("Introduction; step 2", "3-4, 10-11"),
    ),
    Symptom(
        id="erp.symptom.failed_in_queue",
        title="The order stands in the integration's queue as failed or dead",
        scope=Order,
        stage="erp.take",
        met_by=seen(Queue, order_state=QueueState.DONE),
        missed_by=any_of(FAILED_IN_QUEUE, seen(Middleware, result=Outcome.FAILED)),
        follows=("erp.orders.not-in-erp",),
        ladder=("erp.reprocess.verify-status", "erp.logs.review"),
        source=GUIDE.at("Step 5", "29-31"),
    ),
    Symptom(
        id="erp.symptom.failed_in_erp",
        title="The ERP has the order, but neither open nor in work",
        scope=Order,
        stage="erp.work",
        met_by=seen(Order, erp_status=one_of(ErpStatus.OPEN, ErpStatus.PROCESSING, ErpStatus.CLOSED)),
        missed_by=seen(Order, erp_status=ErpStatus.FAILED),
        follows=("erp.orders.not-in-erp",),
        ladder=("erp.logs.review", "erp.format.check#1", "erp.tax.check#1", "erp.tax.check#2"),
        source=GUIDE.at("Step 5", "32"),
    ),
    # Nothing is late here: the guide gives no time, and the first try at a quiet hour is still to come.
    Symptom(
        id="erp.symptom.timed_out",
        title="The ERP took too long to answer for the order",
        scope=Order,
        stage="erp.take",
        missed_by=TIMED_OUT,
        not_due_when=any_of(
            seen(Order, in_erp=YesNo.YES),
            seen(Order, erp_status=one_of(ErpStatus.OPEN, ErpStatus.PROCESSING, ErpStatus.CLOSED)),
        ),
        follows=("erp.orders.not-in-erp",),
        ladder=("erp.status.check#1-erp", "erp.logs.review#load"),
        source=GUIDE.at("Step 2, table", "17"),
    ),
    # A message that names nothing known: only reading it in full can tell more.
    Symptom(
        id="erp.symptom.unknown_error",
        title="The log shows an error that the guide does not know",
        scope=Log,
        stage="erp.take",
        watched=LOGS,
        retryable=False,
        ladder=("erp.format.check#1", "erp.format.check#2", "erp.format.check#3", "erp.tax.check#1", "erp.tax.check#2"),
        source=GUIDE.at("Step 2", "10-11"),
    ),
)

FAULTS = (
    # The text says no more than that the ERP lacks such an article; whether it was mistyped or never
    # created, the two below find out.
    Fault(
        id="erp.error.sku-not-found",
        title="The ERP has no article of the SKU that the order asks for",
        scope=Order,
        guard=REFUSABLE,
        shown_by=seen(Erp, sku_exists=YesNo.NO),
        refuted_by=any_of(
            seen(Order, sku=same_as(Erp.similar_sku)),
            seen(Order, sku=same_as(Sap.item_code)),
        ),
        leads_to=(must(ORDER_REFUSED),),
        check="erp.logs.review#sku",
        settled_by=("erp.logs.review#similar-sku",),
        remedy=Remedy(
            (
                "Note the SKU that the log names.",
                "Look in the ERP for one that is written much like it.",
                "Correct the SKU if it was mistyped; otherwise create the article in the ERP.",
                REPROCESS,
            ),
            verify=IN_ERP,
            retries_itself=False,
        ),
        source=GUIDE.at("Step 2, table", "14"),
        prior=Prior.COMMON,
        family=ITEM_NOT_MATCHED,
        items=("erp.error.item-invalid",),
    ),
    Fault(
        id="erp.sku.typo",
        title="The SKU is mistyped: the ERP has one that is written much like it",
        scope=Order,
        guard=REFUSABLE,
        shown_by=seen(Order, sku=differs_from(Erp.similar_sku)),
        refuted_by=any_of(
            seen(Erp, sku_exists=YesNo.YES),
            seen(Erp, similar_sku=absent()),
            seen(Order, sku=same_as(Sap.item_code)),
        ),
        leads_to=(must(ORDER_REFUSED),),
        check="erp.logs.review#similar-sku",
        remedy=Remedy(
            (
                "Compare the order's SKU with the ERP's, character by character.",
                "Correct it where it is wrong, so that the next orders are right as well.",
                REPROCESS,
            ),
            verify=IN_ERP,
            retries_itself=False,
        ),
        source=GUIDE.at("Step 2, table; step 5", "14, 28"),
        prior=Prior.COMMON,
        refines="erp.error.sku-not-found",
        family=ITEM_NOT_MATCHED,
    ),
    Fault(
        id="erp.sku.absent-in-erp",
        title="The article was never created in the ERP",
        scope=Order,
        guard=REFUSABLE,
        shown_by=all_of(seen(Erp, sku_exists=YesNo.NO), seen(Erp, similar_sku=absent())),
        refuted_by=seen(Order, sku=same_as(Sap.item_code)),
        leads_to=(must(ORDER_REFUSED),),
        check="erp.logs.review#similar-sku",
        settled_by=("erp.logs.review#sku",),
        remedy=Remedy(
            ("Create the article in the ERP under the very SKU of the order.", REPROCESS),
            verify=IN_ERP,
            retries_itself=False,
        ),
        source=GUIDE.at("Step 2, table", "14"),
        prior=Prior.COMMON,
        refines="erp.error.sku-not-found",
        family=ITEM_NOT_MATCHED,
    ),
    Fault(
        id="erp.error.customer-lookup-failed",
        title="The ERP has no customer record that matches the buyer",
        scope=Order,
        guard=REFUSABLE,
        shown_by=one_sided(seen(Customer, exists=YesNo.NO)),
        refuted_by=seen(Customer, exists=YesNo.YES),
        leads_to=(must(ORDER_REFUSED),),
        check="erp.logs.review#customer",
        settled_by=("erp.logs.review#guest",),
        remedy=Remedy(
            (
                "Find out whether the buyer ordered as a guest.",
                "If so, set up the customer that guest orders are booked on in the mapping.",
                "If not, create the customer in the ERP or correct the field that buyers are matched by.",
                REPROCESS,
            ),
            verify=IN_ERP,
            retries_itself=False,
        ),
        source=GUIDE.at("Step 2, table", "15"),
        family=CUSTOMER_NOT_MATCHED,
    ),
    Fault(
        id="erp.customer.guest-mapping",
        title="Guest orders are mapped to no customer of the ERP, or to a wrong one",
        scope=Order,
        guard=REFUSABLE,
        shown_by=all_of(
            seen(Order, guest_checkout=YesNo.YES),
            any_of(
                seen(FieldMapping, guest_checkout=one_of(GuestMapping.WRONG, ABSENT)),
                one_sided(seen(Customer, guest_checkout_mapped=YesNo.NO)),
            ),
        ),
        refuted_by=any_of(
            seen(Customer, exists=YesNo.YES),
            seen(Customer, guest_checkout_mapped=YesNo.YES),
            seen(FieldMapping, guest_checkout=GuestMapping.CORRECT),
        ),
        leads_to=(must(ORDER_REFUSED),),
        check="erp.logs.review#guest",
        settled_by=("erp.logs.review#customer",),
        remedy=Remedy(
            (
                "Choose the customer of the ERP that orders without an account are booked on.",
                "Enter that customer in the integration's mapping of guest orders.",
                "Then reprocess the order, and all other guest orders that failed.",
            ),
            by=Actor.INTEGRATOR,
            verify=IN_ERP,
            retries_itself=False,
        ),
        source=GUIDE.at("Step 2, table", "15"),
        refines="erp.error.customer-lookup-failed",
        family=CUSTOMER_NOT_MATCHED,
    ),
    # The period that is open for posting now may be another one: it counts only where it is closed as well.
    Fault(
        id="erp.error.period-closed",
        title="The order's date lies in a financial period that is closed in the ERP",
        scope=Order,
        guard=REFUSABLE,
        shown_by=any_of(
            seen(Erp, period_of_order_date=PeriodState.CLOSED),
            one_sided(seen(Erp, period_status=PeriodState.CLOSED)),
        ),
        refuted_by=seen(Erp, period_of_order_date=PeriodState.OPEN),
        leads_to=(must(ORDER_REFUSED),),
        check="erp.logs.review#period",
        remedy=Remedy(
            (
                "Find out from the accountants, unless they said so already, whether the period may be opened again.",
                "If it may, reopen it; if not, have the order posted in the period that is open now.",
                "Then reprocess the order; before that it fails in the same way.",
                "Close the period again if you opened it.",
            ),
            verify=IN_ERP,
            retries_itself=False,
        ),
        source=GUIDE.at("Step 2, table", "16"),
    ),
    # The first time it is waited for: see EXPECTED. That it comes again makes it a fault.
    Fault(
        id="erp.error.timeout-504",
        title="The ERP keeps answering too late",
        scope=Order,
        guard=REFUSABLE,
        shown_by=all_of(one_sided(TIMED_OUT), _STILL_FAILS),
        leads_to=(must(ORDER_REFUSED), must("erp.symptom.timed_out")),
        check="erp.logs.review#load",
        remedy=Remedy(
            (
                "Find out when the ERP has least to do.",
                "Reprocess the orders then, a few at a time.",
                "Have whoever runs the ERP look for what overloads it if it fails at quiet hours too.",
            ),
            verify=IN_ERP,
            retries_itself=False,
        ),
        source=GUIDE.at("Step 2, table", "17"),
        family=TIMEOUT,
    ),
)

FINDINGS = (
    # Of the two ways out, what the accountants allow decides.
    Finding(
        "erp.logs.period_may_be_reopened",
        "The closed period may be opened again",
        Erp,
        source=GUIDE.at("Step 2, table", "16"),
        shown_by=seen(Erp, period_of_order_date=PeriodState.CLOSED, period_reopen_permitted=YesNo.YES),
        points_to=("erp.error.period-closed",),
        check="erp.logs.review#period",
        remedy=Remedy(("Reopen the period.", "Reprocess the order.", "Close the period again.")),
    ),
    Finding(
        "erp.logs.period_stays_closed",
        "The closed period may not be opened again",
        Erp,
        source=GUIDE.at("Step 2, table", "16"),
        shown_by=seen(Erp, period_of_order_date=PeriodState.CLOSED, period_reopen_permitted=YesNo.NO),
        points_to=("erp.error.period-closed",),
        check="erp.logs.review#period",
        remedy=Remedy(("Have the order posted in the period that is open now.", "Reprocess the order.")),
    ),
    Finding(
        "erp.logs.queue_stands_still",
        "The integration's queue no longer moves, so the trouble is not one order's data",
        Middleware,
        source=GUIDE.at("Step 1; step 5", "6, 29-30"),
        shown_by=seen(Middleware, queue_dead=YesNo.YES),
        follows_from=("erp.orders.not-in-erp",),
        points_to=(
            "erp.status.erp-maintenance-or-outage",
            "erp.status.credentials-lapsed",
            "erp.status.connection-down",
        ),
        check="erp.logs.review#queue",
        remedy=Remedy(("Go back to the status of both systems, the credentials and the connection test.",)),
    ),
)

EXPECTED = (
    Expected(
        "erp.error.first_timeout",
        "The ERP was too slow, perhaps overloaded",
        Order,
        Design.TRANSIENT,
        when=TIMED_OUT,
        unless=any_of(
            _STILL_FAILS,
            seen(Order, in_erp=YesNo.YES),
            seen(Erp, status=one_of(SystemStatus.OUTAGE, SystemStatus.MAINTENANCE)),
        ),
        source=GUIDE.at("Step 2, table", "17"),
        explains=("erp.orders.not-in-erp", "erp.symptom.failed_in_queue", "erp.symptom.timed_out"),
        advice="Look whether the ERP has the order after all. If not, reprocess it when the ERP has little to do.",
        items=("erp.error.timeout-504",),
    ),
)

CHECKS = (
    Check(
        "erp.logs.review",
        "What does the error log say of the order?",
        GUIDE.at("Step 2", "10-17"),
        asks=(Log.error,),
        how=(
            "Open the dashboard of the integration, or the error log of the ERP.",
            "Find the order's entry and copy its message.",
            "Count the errors: one order's data, or everything?",
        ),
        decides=(
            "erp.error.sku-not-found",
            "erp.error.customer-lookup-failed",
            "erp.error.period-closed",
            "erp.error.timeout-504",
            "erp.error.first_timeout",
        ),
    ),
    Check(
        "erp.logs.review#queue",
        "Does the integration's queue move, and how many errors does the log hold?",
        GUIDE.at("Step 2; step 5", "10-11, 29"),
        asks=(Middleware.queue_dead, Log.error_count),
        how=("Open the queue of the integration.", "See whether other orders pass.", "Count the errors of the day."),
        cost=Cost.GLANCE,
    ),
    Check(
        "erp.logs.review#sku",
        "Does the ERP have an article of the order's SKU?",
        GUIDE.at("Step 2, table", "14"),
        asks=(Erp.sku_exists,),
        how=("Search the ERP's articles for the SKU exactly as the order writes it.",),
        cost=Cost.PORTAL,
    ),
    Check(
        "erp.logs.review#similar-sku",
        "Is there an article in the ERP that is written much like the order's SKU?",
        GUIDE.at("Step 2, table", "14"),
        asks=(Order.sku, Erp.similar_sku),
        how=(
            "Search the ERP for the beginning of the SKU.",
            "Compare letters and digits that look alike, zeros and spaces.",
        ),
        cost=Cost.PORTAL,
    ),
    Check(
        "erp.logs.review#customer",
        "Does the ERP have a customer record of the buyer?",
        GUIDE.at("Step 2, table", "15"),
        asks=(Customer.exists,),
        how=("Search the ERP's customers by the buyer's mail address and name.",),
        cost=Cost.PORTAL,
    ),
    Check(
        "erp.logs.review#guest",
        "Did the buyer order as a guest, and which customer are guest orders mapped to?",
        GUIDE.at("Step 2, table", "15"),
        asks=(Order.guest_checkout, FieldMapping.guest_checkout),
        how=(
            "See in the shop whether the buyer has an account.",
            "Look up guest checkout in the integration's mapping, and whether that customer is in the ERP.",
        ),
    ),
    Check(
        "erp.logs.review#period",
        "Is the financial period of the order's date open?",
        GUIDE.at("Step 2, table", "16"),
        asks=(Erp.period_of_order_date,),
        how=(
            "Note the date of the order.",
            "Look up that period in the ERP's accounting.",
            "If it is closed, ask whether it may be reopened.",
        ),
        cost=Cost.PORTAL,
    ),
    Check(
        "erp.logs.review#load",
        "Does the order time out again at a quiet hour?",
        GUIDE.at("Step 2, table", "17"),
        asks=(Order.reprocess_result,),
        how=(
            "See how long the ERP takes to answer and how much waits for it.",
            "Look whether the ERP has the order after all.",
            "If not, reprocess it when the ERP has little to do.",
        ),
        when=TIMED_OUT,
    ),
)
