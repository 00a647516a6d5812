"""Resync filters that pick the wrong records (guide section 4.3)."""

from __future__ import annotations

from engine.rules import Actor, Check, Fault, Procedure, Remedy, Symptom, must, one_of, one_sided, seen
from facts import ABSENT, Correctness, FieldMapping, Filter, FilterResult, Flow, Schema, YesNo
from rulebases.appseconnect.guide import GUIDE

RESYNC_FILTER = "appseconnect.symptom.resync_filter"

SYMPTOMS = (
    Symptom(
        RESYNC_FILTER,
        "The resync filter picks other records than it should",
        Flow,
        stage="read",
        source=GUIDE.at("4.3 Resync filter", "138-143"),
        met_by=seen(Filter, resync_result=FilterResult.MATCHING),
        missed_by=seen(Filter, resync_result=one_of(FilterResult.NOTHING, FilterResult.EVERYTHING, FilterResult.WRONG)),
        ladder=(
            "appseconnect.filter.check-order#schema",
            "appseconnect.filter.check-order#type",
            "appseconnect.filter.check-order#mapper",
        ),
        retryable=False,
    ),
)

FAULTS = (
    Fault(
        "appseconnect.filter.field-not-in-schema",
        "The schema of the source application lacks the field that is filtered by",
        Schema,
        source=GUIDE.at("4.3 Resync filter", "139-141"),
        shown_by=seen(Schema, filter_field_present=YesNo.NO),
        leads_to=(must(RESYNC_FILTER),),
        check="appseconnect.filter.check-order#schema",
        remedy=Remedy(
            (
                "Open the App Resource of the source application.",
                "Use Edit Schema to add the field, with its exact name and type.",
                "Map it in the MAPPER, save and deploy the flow again.",
            ),
            by=Actor.INTEGRATOR,
            verify="Resync one known record with the filter before any bulk resync.",
            workaround=("appseconnect.filter.test-single-record",),
        ),
    ),
    Fault(
        "appseconnect.filter.field-wrong-name-or-type",
        "The field that is filtered by has another name or type in the schema",
        Schema,
        source=GUIDE.at("4.3 Resync filter", "140"),
        shown_by=seen(Schema, filter_field_name_or_type=Correctness.WRONG),
        guard=seen(Schema, filter_field_present=YesNo.YES),
        leads_to=(must(RESYNC_FILTER),),
        check="appseconnect.filter.check-order#type",
        remedy=Remedy(
            (
                "Open the App Resource of the source application.",
                "Use Edit Schema to give the field the name and type it has in the application.",
                "Save and deploy the flow again.",
            ),
            by=Actor.INTEGRATOR,
            verify="Resync one known record with the filter before any bulk resync.",
            workaround=("appseconnect.filter.test-single-record",),
        ),
    ),
    Fault(
        "appseconnect.filter.field-mapped-wrong",
        "The MAPPER does not carry the field that is filtered by",
        FieldMapping,
        source=GUIDE.at("4.3 Resync filter", "142"),
        # Any other text is the name of the field and says nothing of its mapping.
        shown_by=one_sided(seen(FieldMapping, filter_field=one_of(Correctness.WRONG, ABSENT))),
        refuted_by=seen(FieldMapping, filter_field=Correctness.CORRECT),
        leads_to=(must(RESYNC_FILTER),),
        check="appseconnect.filter.check-order#mapper",
        remedy=Remedy(
            (
                "Open the MAPPER of the flow.",
                "Map the field of the source to the internal field that the filter reads.",
                "Save and deploy the flow again.",
            ),
            by=Actor.INTEGRATOR,
            verify="Resync one known record with the filter before any bulk resync.",
            workaround=("appseconnect.filter.test-single-record",),
        ),
    ),
)

CHECKS = (
    Check(
        "appseconnect.filter.check-order#schema",
        "Does the schema of the source application have the field that is filtered by?",
        GUIDE.at("4.3 Resync filter", "139-140"),
        asks=(Schema.filter_field_present,),
        how=(
            "Open the App Resource of the source application.",
            "Look for the field, such as Priority, in its schema.",
        ),
    ),
    Check(
        "appseconnect.filter.check-order#type",
        "Does that field have the right name and type there?",
        GUIDE.at("4.3 Resync filter", "140"),
        asks=(Schema.filter_field_name_or_type,),
        how=("Compare name and type in the schema with those in the application.",),
        when=seen(Schema, filter_field_present=YesNo.YES),
    ),
    Check(
        "appseconnect.filter.check-order#mapper",
        "Is that field mapped from the source to the internal field?",
        GUIDE.at("4.3 Resync filter", "142"),
        asks=(FieldMapping.filter_field,),
        how=("Open the MAPPER of the flow.", "Look for the field and what it is mapped to."),
    ),
)

PROCEDURES = (
    Procedure(
        "appseconnect.filter.test-single-record",
        "Try the resync filter with one record first",
        (
            "Choose one record whose values you know.",
            "Resync with the filter set so that it picks this record alone.",
            "Look in Snapshot that only this record went through.",
            "Only then start the bulk resync: a filter that picks everything writes records a second time.",
        ),
        GUIDE.at("4.3 Resync filter", "143"),
    ),
)
