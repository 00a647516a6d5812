"""Deal stages that do not come along from Zoho CRM (guide section 3.6)."""

from __future__ import annotations

from engine.rules import (
    Actor,
    Chain,
    Check,
    Cost,
    Fault,
    Prior,
    Remedy,
    Symptom,
    all_of,
    any_of,
    may,
    must,
    none_of,
    one_sided,
    seen,
)
from facts import Conditions, Deal, FieldMapping, Flow, FlowType, WebhookEvents, YesNo, Zoho
from rulebases.appseconnect.effects import (
    CONNECTION_REFUSED,
    FLOW_CANNOT_RUN,
    FLOW_NOT_STARTED,
    SAP_UNREACHABLE,
)
from rulebases.appseconnect.guide import GUIDE
from rulebases.families import FILTERED_OUT, NOT_MAPPED

STAGE_MISSING = "appseconnect.symptom.deal_stage_missing"
"""The stage of a deal does not arrive in SAP (Deal, stage write)."""

_CARRIES_DEALS = seen(Flow, type=FlowType.DEAL)
_CLOSED_WON = seen(Deal, stage="Closed Won")

# A flow that stands still keeps deals back too, unless another kind of flow is meant.
_STANDS_STILL = (may(STAGE_MISSING, unless=seen(Flow, type=none_of(FlowType.DEAL))),)
CHAINS = (
    Chain(FLOW_NOT_STARTED, _STANDS_STILL),
    Chain(FLOW_CANNOT_RUN, _STANDS_STILL),
    Chain(CONNECTION_REFUSED, (may(STAGE_MISSING),)),
    Chain(SAP_UNREACHABLE, (may(STAGE_MISSING),)),
)

SYMPTOMS = (
    Symptom(
        id=STAGE_MISSING,
        title="The stage of a Zoho deal does not arrive in SAP",
        scope=Deal,
        stage="write",
        met_by=seen(Deal, stage_arrives=YesNo.YES),
        missed_by=seen(Deal, stage_arrives=YesNo.NO),
        ladder=(
            "appseconnect.zohodeal.check-order#table",
            "appseconnect.zohodeal.check-order#decision",
            "appseconnect.zohodeal.check-order#webhook",
            # Nothing of its own found: the flow may not run at all, or not get through.
            "appseconnect.orders.check-active-and-trigger#active",
            "appseconnect.orders.check-active-and-trigger#trigger",
            "appseconnect.realtime.check-order#agent",
            "appseconnect.orders.credential-expiry#validate",
        ),
        source=GUIDE.at("3.6 Zoho deal stages", "113-116"),
    ),
)

FAULTS = (
    Fault(
        id="appseconnect.zohodeal.webhook-only-on-create",
        title="Zoho reports new deals only, not changes of their stage",
        scope=Zoho,
        systems=("Zoho",),
        shown_by=seen(Zoho, webhook_events=WebhookEvents.CREATED_ONLY),
        # The stage that a deal is created with arrives.
        leads_to=(may(STAGE_MISSING),),
        check="appseconnect.zohodeal.check-order#webhook",
        remedy=Remedy(
            ("Let the webhook in Zoho fire on Deal Stage Changed, not just on Deal Created.",),
            verify="Move one deal to another stage and read it in SAP.",
            retries_itself=False,
        ),
        source=GUIDE.at("3.6 Zoho deal stages", "116"),
    ),
    Fault(
        id="appseconnect.zohodeal.decision-only-closed-won",
        title="A DECISION node lets only deals in the stage Closed Won through",
        scope=Flow,
        systems=("Zoho",),
        family=FILTERED_OUT,
        guard=_CARRIES_DEALS,
        shown_by=one_sided(seen(Flow, decision_conditions=Conditions.CLOSED_WON_ONLY)),
        refuted_by=seen(Flow, decision_conditions=Conditions.PASSES),
        leads_to=(must(STAGE_MISSING, unless=_CLOSED_WON),),
        check="appseconnect.zohodeal.check-order#decision",
        remedy=Remedy(
            ("Change the condition of the DECISION node so that the other stages pass.", "Redeploy the flow."),
            by=Actor.INTEGRATOR,
            verify="Move one deal to another stage and read it in SAP.",
            retries_itself=False,
        ),
        source=GUIDE.at("3.6 Zoho deal stages", "115"),
    ),
    Fault(
        id="appseconnect.zohodeal.no-stage-translation",
        title="Zoho's name of the stage is not turned into SAP's code",
        scope=Flow,
        systems=("Zoho",),
        family=NOT_MAPPED,
        guard=_CARRIES_DEALS,
        # The table may be there and lack just this stage.
        shown_by=any_of(
            seen(FieldMapping, stage_lookup_table=YesNo.NO),
            one_sided(seen(Deal, stage_mapped=YesNo.NO)),
        ),
        refuted_by=all_of(
            seen(FieldMapping, stage_lookup_table=YesNo.YES),
            seen(Deal, stage_mapped=YesNo.YES),
        ),
        leads_to=(may(STAGE_MISSING),),
        check="appseconnect.zohodeal.check-order#table",
        remedy=Remedy(
            (
                "Add a lookup table to the MAPPER with SAP's code for every stage name of Zoho.",
                "Save the MAPPER and redeploy the flow.",
            ),
            by=Actor.INTEGRATOR,
            verify="Move one deal to the stage and read it in SAP.",
            retries_itself=False,
        ),
        prior=Prior.COMMON,
        source=GUIDE.at("3.6 Zoho deal stages", "114"),
    ),
)

CHECKS = (
    Check(
        "appseconnect.zohodeal.check-order#table",
        "Does the MAPPER translate Zoho's stage names into SAP's codes, this stage among them?",
        GUIDE.at("3.6 Zoho deal stages", "114"),
        asks=(FieldMapping.stage_lookup_table, Deal.stage_mapped),
        how=("Open the MAPPER.", "Look for the lookup table behind the stage.", "Look for the deal's stage in it."),
        by=Actor.INTEGRATOR,
    ),
    Check(
        "appseconnect.zohodeal.check-order#decision",
        "Which stages does the DECISION node let through?",
        GUIDE.at("3.6 Zoho deal stages", "115"),
        asks=(Flow.decision_conditions,),
        by=Actor.INTEGRATOR,
    ),
    Check(
        "appseconnect.zohodeal.check-order#webhook",
        "Which events does the webhook in Zoho fire on?",
        GUIDE.at("3.6 Zoho deal stages", "116"),
        asks=(Zoho.webhook_events,),
        cost=Cost.PORTAL,
    ),
)
