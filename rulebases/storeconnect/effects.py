"""What a failed save does to the way from the website to Salesforce (guide introduction and "Sync status codes")."""

from __future__ import annotations

from engine.rules import Chain, Effect, Stage, may, must, seen
from facts import Error, EventType, Record

STAGES = (
    Stage("storeconnect.turn", "What the record waits for is in Salesforce"),
    Stage("storeconnect.save", "Salesforce saves the record", after=("storeconnect.turn",)),
)

NOT_SAVED = Effect("storeconnect.not_saved", "Salesforce does not save this change of the record", Record)

CHAINS = (
    Chain(
        NOT_SAVED,
        (
            must("storeconnect.symptom.sync_failed"),
            must("storeconnect.symptom.error_listed"),
            # The failed record may be the order itself or something it hangs on; an order whose update fails is there.
            may("storeconnect.symptom.order_missing", guard=seen(Error, event_type=EventType.CREATE)),
        ),
    ),
)
