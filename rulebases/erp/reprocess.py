"""Trying the stuck orders again, once the cause is repaired (guide step 5)."""

from __future__ import annotations

from engine.rules import (
    Check,
    Context,
    Cost,
    Design,
    Expected,
    Fault,
    Finding,
    Procedure,
    Remedy,
    absent,
    all_of,
    any_of,
    must,
    one_of,
    one_sided,
    seen,
)
from facts import Cause, ErpStatus, Middleware, Order, Outcome, Queue, QueueState, ResyncResult, YesNo
from rulebases.erp.effects import FAILED_IN_QUEUE, NOT_IN_ERP, ORDER_LEFT_BEHIND
from rulebases.erp.guide import GUIDE
from rulebases.erp.logs import IN_ERP, LOGS

FAULTS = (
    Fault(
        id="erp.reprocess.not-yet-done",
        title="The cause is repaired, but the failed order was not tried again",
        scope=Order,
        # What was tried again since stands where it stands for another reason.
        guard=all_of(seen(Order, reprocessed=YesNo.NO), seen(Order, reprocess_result=absent())),
        shown_by=all_of(
            seen(Cause, fixed=YesNo.YES), any_of(seen(Order, reprocessed=YesNo.NO), one_sided(FAILED_IN_QUEUE))
        ),
        refuted_by=seen(Order, in_erp=YesNo.YES),
        leads_to=(must(ORDER_LEFT_BEHIND),),
        check="erp.reprocess.verify-status#done",
        remedy=Remedy(
            (
                "Open the queue or dashboard of the integration.",
                "Select the orders that are failed or dead.",
                "Press Retry or Reprocess.",
            ),
            verify=IN_ERP,
            is_retry=True,
            retries_itself=False,
            workaround=("erp.reprocess.procedure",),
        ),
        source=GUIDE.at("Step 5", "27-32"),
    ),
)

FINDINGS = (
    Finding(
        "erp.reprocess.success_without_order",
        "The integration reports success, but the ERP does not have the order",
        Order,
        source=GUIDE.at("Step 5", "32"),
        shown_by=all_of(
            any_of(seen(Middleware, result=Outcome.SUCCEEDED), seen(Queue, order_state=QueueState.DONE)), NOT_IN_ERP
        ),
        follows_from=("erp.orders.not-in-erp",),
        check="erp.reprocess.verify-status",
        remedy=Remedy(
            (
                "Trust the ERP, not the success message.",
                "Look in the ERP's own error log for what became of the order.",
            ),
        ),
    ),
    Finding(
        "erp.reprocess.before-fix",
        "The order was tried again before its cause was repaired, and failed in the same way",
        Order,
        source=GUIDE.at("Step 5", "28"),
        shown_by=all_of(seen(Order, reprocess_result=ResyncResult.SAME_ERROR), one_sided(NOT_IN_ERP, FAILED_IN_QUEUE)),
        follows_from=("erp.orders.not-in-erp", "erp.symptom.failed_in_queue"),
        points_to=("erp.error.sku-not-found", "erp.error.customer-lookup-failed", "erp.error.period-closed"),
        check="erp.reprocess.verify-status#result",
        remedy=Remedy(("Find the cause and repair it first.", "Only then reprocess the order.")),
    ),
)

EXPECTED = (
    Expected(
        "erp.reprocess.left_over_entry",
        "The ERP has the order; only its entry in the queue still reads as failed",
        Order,
        Design.DISPLAY,
        when=all_of(seen(Order, in_erp=YesNo.YES), any_of(FAILED_IN_QUEUE, seen(Middleware, result=Outcome.FAILED))),
        unless=seen(Order, erp_status=ErpStatus.FAILED),
        source=GUIDE.at("Step 5", "30-32"),
        explains=("erp.symptom.failed_in_queue",),
        advice="Do not reprocess it: the ERP would get the order a second time.",
    ),
    # What was written before the repair would go on naming the cause that is gone.
    Expected(
        "erp.reprocess.cause_repaired",
        "The cause is said to be repaired, so what the log said before no longer counts",
        Cause,
        Design.NORMAL,
        when=seen(Cause, fixed=YesNo.YES),
        unless=any_of(
            seen(Order, reprocessed=YesNo.YES),
            seen(Order, reprocess_result=one_of(ResyncResult.SAME_ERROR, ResyncResult.OTHER_ERROR)),
        ),
        source=GUIDE.at("Step 5", "28"),
        sets_aside=LOGS,
        advice="Reprocess the orders that failed before, and read the log anew if one fails again.",
    ),
    # Another order may have been tried again meanwhile: what stands at this one is still from before.
    Expected(
        "erp.reprocess.cause_repaired#order",
        "The cause is said to be repaired, and this order was not tried again since",
        Order,
        Design.NORMAL,
        when=all_of(seen(Cause, fixed=YesNo.YES), seen(Order, reprocessed=YesNo.NO)),
        source=GUIDE.at("Step 5", "28"),
        sets_aside=(Order.erp_error,),
        advice="Reprocess the order, and read the log anew if it fails again.",
    ),
    Expected(
        "erp.status.order-open-or-processing",
        "The order has arrived and is being handled",
        Order,
        Design.NORMAL,
        when=seen(Order, erp_status=one_of(ErpStatus.OPEN, ErpStatus.PROCESSING)),
        source=GUIDE.at("Step 5", "32"),
        advice="Nothing more needs to be done; reprocessing it would only send it again.",
    ),
)

CHECKS = (
    Check(
        "erp.reprocess.verify-status#done",
        "Is the cause repaired, and was the order tried again since?",
        GUIDE.at("Step 5", "27-31"),
        asks=(Cause.fixed, Order.reprocessed),
        how=("Ask what was repaired, and when.", "Look in the integration's queue when the order was last tried."),
        cost=Cost.GLANCE,
    ),
    Check(
        "erp.reprocess.verify-status#result",
        "How did trying the order again come out?",
        GUIDE.at("Step 5", "28-32"),
        asks=(Order.reprocess_result,),
        how=("Compare the message of the last try with the one before.",),
        cost=Cost.GLANCE,
        when=seen(Order, reprocessed=YesNo.YES),
    ),
    Check(
        "erp.reprocess.verify-status",
        "Which status does the order have in the ERP itself?",
        GUIDE.at("Step 5", "32"),
        asks=(Order.in_erp, Order.erp_status),
        how=("Search the ERP for the order; do not stop at the success message.", "Read its status."),
        decides=("erp.status.order-open-or-processing",),
        cost=Cost.PORTAL,
        # What is not there has no status.
        when=seen(Order, in_erp=YesNo.YES),
    ),
)

PROCEDURES = (
    Procedure(
        "erp.reprocess.procedure",
        "Reprocess the stuck orders",
        (
            "Repair the cause first.",
            "Open the queue or dashboard of the integration.",
            "Select the orders that are failed or dead.",
            "Press Retry or Reprocess.",
            "Look in the ERP itself: each should be Open or Processing.",
        ),
        GUIDE.at("Step 5", "27-32"),
    ),
)

# The ERP has it already, and the queue would send it once more.
DUPLICATE_RISKS = (
    Context(
        "erp.order.in_erp_already",
        Order,
        all_of(seen(Order, in_erp=YesNo.YES), FAILED_IN_QUEUE),
    ),
)
