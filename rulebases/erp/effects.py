"""The way of an order into the ERP, and what faults do to it (guide introduction; steps 1, 3 and 4)."""

from __future__ import annotations

from engine.rules import Chain, Effect, Stage, all_of, any_of, may, must, older_than, one_of, seen
from facts import (
    ABSENT,
    Connection,
    Erp,
    ErpStatus,
    Integration,
    Order,
    Queue,
    QueueState,
    Source,
    SystemStatus,
    YesNo,
)

STAGES = (
    Stage("erp.read", "The integration reads the order from its source"),
    Stage("erp.connect", "The integration reaches the ERP", after=("erp.read",)),
    Stage("erp.take", "The ERP takes the order", after=("erp.connect",)),
    Stage("erp.work", "The ERP works on the order", after=("erp.take",)),
)

NOTHING_READ = Effect("erp.nothing_read", "No order is read from the source", Integration, blocks="erp.read")
# In this guide every order crosses the whole bridge, so one broken connection stops the orders of the integration.
NOTHING_CROSSES = Effect("erp.nothing_crosses", "No order gets through to the ERP", Integration, blocks="erp.connect")
# An order may stand in the ERP and be refused all the same: only that work on it began shows that it was not.
ORDER_REFUSED = Effect("erp.order_refused", "The ERP refuses the whole order", Order, blocks="erp.work")
ORDER_LEFT_BEHIND = Effect("erp.order_left_behind", "The order stays among the failed ones", Order)

NOT_IN_ERP = seen(Order, in_erp=YesNo.NO)
FAILED_IN_QUEUE = seen(Queue, order_state=one_of(QueueState.FAILED, QueueState.DEAD))
FAILED_IN_ERP = all_of(seen(Order, in_erp=YesNo.YES), seen(Order, erp_status=ErpStatus.FAILED))

_PAST = older_than(or_equal=True, seconds=0)
_OVERDUE = {"status": SystemStatus.MAINTENANCE, "maintenance_until": _PAST}

ERP_DOWN = any_of(seen(Erp, status=SystemStatus.OUTAGE), seen(Erp, **_OVERDUE))
SOURCE_DOWN = any_of(seen(Source, status=SystemStatus.OUTAGE), seen(Source, **_OVERDUE))
CREDENTIALS_EXPIRED = any_of(seen(Connection, credentials_expired=YesNo.YES), seen(Connection, token_expires_at=_PAST))

# An order that still waits in the queue was not refused yet, so its data is not what keeps it.
NOT_TRIED_YET = seen(Queue, order_state=QueueState.QUEUED)

# What the ERP has and did not mark as failed, it has not refused.
REFUSABLE = any_of(NOT_IN_ERP, seen(Order, erp_status=one_of(ErpStatus.FAILED, ABSENT)))

CHAINS = (
    Chain(NOTHING_READ, (must("erp.orders.not-in-erp"), may("erp.symptom.failed_in_queue"))),
    Chain(NOTHING_CROSSES, (must("erp.orders.not-in-erp"), may("erp.symptom.failed_in_queue"))),
    Chain(
        ORDER_REFUSED,
        (
            must("erp.orders.not-in-erp", unless=any_of(NOT_TRIED_YET, FAILED_IN_ERP)),
            may("erp.symptom.failed_in_queue"),
            may("erp.symptom.failed_in_erp"),
        ),
    ),
    Chain(ORDER_LEFT_BEHIND, (must("erp.orders.not-in-erp"), may("erp.symptom.failed_in_queue"))),
)
