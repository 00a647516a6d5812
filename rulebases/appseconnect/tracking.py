"""Tracking numbers that do not return to the shop (guide section 3.3)."""

from __future__ import annotations

from engine.rules import (
    Actor,
    Check,
    Cost,
    Fault,
    Finding,
    Prior,
    Remedy,
    Symptom,
    absent,
    all_of,
    any_of,
    at_least,
    known,
    may,
    must,
    seen,
)
from facts import Flow, FlowTrigger, FlowType, Integration, Order, Sap, Snapshot, Tracking, YesNo
from rulebases.appseconnect.effects import CARRIES_TRACKING, NOT_IN_DESTINATION, TRACKING_MISSING
from rulebases.appseconnect.guide import GUIDE
from rulebases.families import SWITCHED_OFF

_TRACKING_FLOW = any_of(seen(Flow, tracking_exists=YesNo.YES), seen(Flow, type=FlowType.TRACKING))

SYMPTOMS = (
    Symptom(
        id=TRACKING_MISSING,
        title="SAP has the tracking number and the shop does not",
        scope=Order,
        stage="return",
        met_by=seen(Tracking, in_store=YesNo.YES),
        missed_by=seen(Tracking, in_store=YesNo.NO),
        # The tracking flow starts when SAP has made the delivery.
        not_due_when=seen(Tracking, in_source_system=YesNo.NO),
        # What is sent again is the tracking: the order is there, and syncing it would only make a second one.
        retryable=False,
        follows=(NOT_IN_DESTINATION,),
        ladder=(
            "appseconnect.tracking.check-order#flow",
            "appseconnect.tracking.check-order#runs",
            "appseconnect.tracking.check-order#post",
            "appseconnect.tracking.check-order#company",
            "appseconnect.tracking.check-order#staging",
            # Nothing of its own found: the flow may not run at all, or not get through.
            "appseconnect.orders.check-active-and-trigger#trigger",
            "appseconnect.realtime.check-order#agent",
            "appseconnect.orders.credential-expiry#validate",
        ),
        source=GUIDE.at("3.3 Tracking numbers", "99-103"),
    ),
)

FINDINGS = (
    # It says at which node tracking is stopped; the text there says by what.
    Finding(
        id="appseconnect.tracking.post-node-error",
        title="The tracking flow fails at the POST node that writes to the shop",
        scope=Flow,
        guard=CARRIES_TRACKING,
        shown_by=seen(Snapshot, tracking_flow_post_node_error=known()),
        follows_from=(TRACKING_MISSING,),
        points_to=("appseconnect.tracking.company-missing",),
        check="appseconnect.tracking.check-order#post",
        remedy=Remedy(
            (
                "Read the error of the POST node in the tracking flow's Snapshot.",
                "Repair what it names.",
                "Run the tracking flow again for these deliveries; do not resync the orders themselves.",
            ),
        ),
        source=GUIDE.at("3.3 Tracking numbers, step 2", "101"),
    ),
)

FAULTS = (
    Fault(
        id="appseconnect.tracking.no-separate-flow",
        title="No flow of its own brings tracking numbers to the shop",
        scope=Integration,
        family=SWITCHED_OFF,
        shown_by=seen(Flow, tracking_exists=YesNo.NO),
        refuted_by=_TRACKING_FLOW,
        leads_to=(must(TRACKING_MISSING),),
        check="appseconnect.tracking.check-order#flow",
        remedy=Remedy(
            (
                "Create a ProcessFlow for tracking alone.",
                "Let it start when SAP has created the delivery.",
                "Deploy it.",
            ),
            by=Actor.INTEGRATOR,
            verify="Deliver one order in SAP and look for its tracking number in the shop.",
        ),
        source=GUIDE.at("3.3 Tracking numbers, step 1", "100"),
    ),
    Fault(
        id="appseconnect.tracking.company-missing",
        title="The tracking number goes to Shopify without the carrier, so Shopify does not show it",
        scope=Order,
        platforms=("Shopify",),
        shown_by=seen(Tracking, tracking_number=known(), tracking_company=absent()),
        leads_to=(must(TRACKING_MISSING),),
        check="appseconnect.tracking.check-order#company",
        remedy=Remedy(
            (
                "Map tracking_company in the tracking flow's MAPPER, beside tracking_number.",
                "Redeploy the flow.",
                "Run the tracking flow again for the delivery; do not resync the order itself.",
            ),
            by=Actor.INTEGRATOR,
            verify="Look for number and carrier in the order's fulfilment in Shopify.",
        ),
        prior=Prior.COMMON,
        source=GUIDE.at("3.3 Tracking numbers, step 3", "102"),
    ),
    # The guide gives no figure. An hour and more counts as long; a shorter interval neither shows nor clears it.
    Fault(
        id="appseconnect.tracking.staging-interval",
        title="Tracking waits in SAP's staging table because the tracking flow runs too seldom",
        scope=Integration,
        shown_by=all_of(
            seen(Sap, tracking_in_staging_table=YesNo.YES),
            any_of(
                seen(Flow, tracking_schedule=at_least(60)),
                seen(Flow, type=FlowType.TRACKING, schedule=at_least(60)),
            ),
        ),
        refuted_by=seen(Flow, type=FlowType.TRACKING, trigger=FlowTrigger.WEBHOOK),
        leads_to=(may(TRACKING_MISSING),),
        check="appseconnect.tracking.check-order#staging",
        remedy=Remedy(
            (
                "Shorten the interval at which the tracking flow runs.",
                "Or let a change of the delivery's status in SAP trigger it in real time.",
            ),
            by=Actor.INTEGRATOR,
            verify="See that the staging table empties with the next run.",
            retries_itself=True,
        ),
        source=GUIDE.at("3.3 Tracking numbers, step 4", "103"),
    ),
)

CHECKS = (
    Check(
        "appseconnect.tracking.check-order#flow",
        "Is there a flow of its own for tracking, started when SAP has created a delivery?",
        GUIDE.at("3.3 Tracking numbers, step 1", "100"),
        asks=(Flow.tracking_exists,),
        how=("Open the list of ProcessFlows.", "Look for one that carries tracking from SAP to the shop."),
    ),
    Check(
        "appseconnect.tracking.check-order#runs",
        "Is the tracking flow Active?",
        GUIDE.at("3.3 Tracking numbers; 1.1 Missing orders", "17, 100"),
        asks=(Flow.status,),
        how=("Open the list of ProcessFlows.", "Read the status of the tracking flow."),
        decides=("appseconnect.orders.flow-paused",),
        cost=Cost.GLANCE,
    ),
    Check(
        "appseconnect.tracking.check-order#post",
        "Does the Snapshot of the tracking flow show an error on its POST node?",
        GUIDE.at("3.3 Tracking numbers, step 2", "101"),
        asks=(Snapshot.tracking_flow_post_node_error,),
        how=("Open the tracking flow's last run in Snapshot.", "Read the error of the POST node, if there is one."),
    ),
    Check(
        "appseconnect.tracking.check-order#company",
        "Does the fulfilment carry tracking_number and tracking_company?",
        GUIDE.at("3.3 Tracking numbers, step 3", "102"),
        asks=(Tracking.tracking_number, Tracking.tracking_company),
        how=("Read in Snapshot what the tracking flow sent for the order.",),
        platforms=("Shopify",),
    ),
    Check(
        "appseconnect.tracking.check-order#staging",
        "Does the number wait in SAP's staging table, and how often does the tracking flow run?",
        GUIDE.at("3.3 Tracking numbers, step 4", "103"),
        asks=(Sap.tracking_in_staging_table, Flow.tracking_schedule),
        how=("Look for the number in SAP's staging table.", "Read the schedule of the tracking flow."),
        cost=Cost.PORTAL,
    ),
)
