"""What faults do to the order, tracking and stock pipelines (guide section 1)."""

from __future__ import annotations

from engine.rules import Chain, Effect, Stage, after, may, must, seen
from facts import Integration, Inventory, Is2Status, Order, Product

STAGES = (
    Stage("pull", "The hub pulls the order from the platform"),
    Stage("import", "The hub hands the order to the warehouse", after=("pull",)),
    Stage("ship", "The warehouse ships the order", after=("import",)),
    Stage("track", "The tracking number returns to the platform", after=("ship",)),
    Stage("stock", "The warehouse's stock reaches the platform"),
)

NOTHING_PULLED = Effect("nothing_pulled", "No order is pulled from the platform", Integration, blocks="pull")
ORDER_NOT_PULLED = Effect("order_not_pulled", "This order is not pulled from the platform", Order, blocks="pull")
ORDERS_LATE = Effect("orders_late", "Orders arrive later than usual", Integration)
NOTHING_TRANSFERRED = Effect("nothing_transferred", "No order reaches the warehouse", Integration, blocks="import")
ORDER_NOT_TRANSFERRED = Effect(
    "order_not_transferred", "This order does not reach the warehouse", Order, blocks="import"
)
TRANSFER_REFUSED = Effect("transfer_refused", "The warehouse refuses this order", Order, blocks="import")
ORDER_HELD = Effect("order_held", "The warehouse does not ship this order", Order, blocks="ship")
TRACKING_NOT_PUSHED = Effect(
    "tracking_not_pushed", "No tracking number reaches the platform", Integration, blocks="track"
)
TRACKING_REFUSED = Effect(
    "tracking_refused", "The tracking number of this order does not reach the platform", Order, blocks="track"
)
TRACKING_DIFFERS = Effect("tracking_differs", "The platform shows other tracking than the warehouse", Order)
STOCK_NOT_PUSHED = Effect("stock_not_pushed", "No quantity reaches the platform", Integration, blocks="stock")
STOCK_REFUSED = Effect("stock_refused", "The quantity of this product does not reach the platform", Product)
STOCK_DIFFERS = Effect("stock_differs", "The platform shows another quantity than it was sent", Product)
SYNC_FROZEN = Effect("sync_frozen", "The time of the last sync no longer advances", Integration)
STOCK_SYNC_FROZEN = Effect("stock_sync_frozen", "The time of the last stock sync no longer advances", Integration)
FOREIGN_ORDERS = Effect("foreign_orders", "Orders come in that should not", Integration)

CHANGED = seen(Inventory, fcp_changed_at=after(Integration.inventory_last_sync))

NOT_TRIED_YET = seen(Order, is2_status=Is2Status.NEW)

CHAINS = (
    Chain(NOTHING_PULLED, (must("efs.symptom.orders_absent"), must(NOTHING_TRANSFERRED), may(SYNC_FROZEN))),
    Chain(ORDER_NOT_PULLED, (must("efs.symptom.orders_absent"), must(ORDER_NOT_TRANSFERRED))),
    Chain(ORDERS_LATE, (may("efs.symptom.orders_slow"),)),
    Chain(NOTHING_TRANSFERRED, (must("efs.symptom.orders_stuck_in_is2"),)),
    Chain(ORDER_NOT_TRANSFERRED, (must("efs.symptom.orders_stuck_in_is2"),)),
    # An order that is still NEW was not tried yet: whatever keeps it there, it is not its data.
    Chain(
        TRANSFER_REFUSED, (must("efs.symptom.orders_error_status"), must(ORDER_NOT_TRANSFERRED, unless=NOT_TRIED_YET))
    ),
    Chain(ORDER_HELD, (must("efs.symptom.order_not_shipped"),)),
    Chain(TRACKING_NOT_PUSHED, (must("efs.symptom.tracking_missing"),)),
    Chain(TRACKING_REFUSED, (must("efs.symptom.tracking_missing"),)),
    Chain(TRACKING_DIFFERS, (must("efs.symptom.tracking_wrong"),)),
    # A figure that was never updated is also a wrong one, as soon as the stock has changed since the last sync.
    Chain(
        STOCK_NOT_PUSHED,
        (
            must("efs.symptom.inventory_static"),
            may("efs.symptom.quantities_wrong", guard=CHANGED),
            may(STOCK_SYNC_FROZEN),
        ),
    ),
    Chain(STOCK_REFUSED, (must("efs.symptom.inventory_static"), may("efs.symptom.quantities_wrong"))),
    Chain(STOCK_DIFFERS, (must("efs.symptom.quantities_wrong"),)),
    Chain(SYNC_FROZEN, (must("efs.symptom.last_sync_old"),)),
    Chain(STOCK_SYNC_FROZEN, (must("efs.symptom.inventory_sync_overdue"),)),
    Chain(FOREIGN_ORDERS, (must("efs.symptom.foreign_orders"),)),
)
