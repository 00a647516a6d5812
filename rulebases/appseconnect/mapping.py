"""Fields that are empty, or do not come along: nulls and custom fields (guide sections 3.1 and 3.7)."""

from __future__ import annotations

from engine.rules import (
    Actor,
    Chain,
    Check,
    Effect,
    Fault,
    Prior,
    Procedure,
    Remedy,
    Routine,
    Symptom,
    after,
    all_of,
    any_of,
    before,
    differs_from,
    known,
    may,
    must,
    not_starting_with,
    one_of,
    one_sided,
    same_as,
    says,
    seen,
)
from facts import FieldMapping, FieldType, Flow, Log, Mapper, Sap, Schema, Snapshot, UserDefinedField, YesNo
from rulebases.appseconnect.effects import (
    CARRIES_ORDERS,
    CARRIES_TRACKING,
    NOT_IN_DESTINATION,
    NOTHING_RED,
    RECORD_RED,
    SNAPSHOT_READABLE,
    TRACKING_MISSING,
)
from rulebases.appseconnect.guide import GUIDE
from rulebases.families import BAD_VALUE, NOT_MAPPED

CUSTOM_FIELD_EMPTY = "appseconnect.symptom.custom_field_empty"
"""A custom field stays empty at the far end (UserDefinedField, stage write)."""

FIELD_REFUSED = Effect("appseconnect.field_refused", "Records in which the field is empty fail in the mapping", Flow)

# Only records whose field is empty fail, so one that came through clears nothing.
CHAINS = (
    Chain(
        FIELD_REFUSED,
        (
            may(RECORD_RED),
            may(NOT_IN_DESTINATION, guard=all_of(CARRIES_ORDERS, SNAPSHOT_READABLE), unless=NOTHING_RED),
            may(TRACKING_MISSING, guard=CARRIES_TRACKING),
        ),
    ),
)

# --- what is in force -----------------------------------------------------------------------

# A mapping takes effect when the flow is deployed; what was saved later waits for the next deployment.
CHANGED_SINCE_DEPLOYED = one_sided(
    seen(Mapper, saved_at=after(Flow.deployed_at)),
    seen(Mapper, updated_at=after(Flow.deployed_at)),
)
_NOT_REDEPLOYED = seen(Flow, redeployed=YesNo.NO)
DEPLOYED_SINCE_CHANGE = any_of(seen(Mapper, saved_at=before(Flow.deployed_at)), seen(Flow, redeployed=YesNo.YES))

HAS_DEFAULT = any_of(seen(FieldMapping, field_has_default=YesNo.YES), seen(FieldMapping, has_default=YesNo.YES))
NO_DEFAULT = any_of(seen(FieldMapping, field_has_default=YesNo.NO), seen(FieldMapping, has_default=YesNo.NO))

_NULL_TEXTS = says("cannot convert null to int32", "value cannot be null", "type mismatch")
NULL_REFUSED = any_of(
    seen(Snapshot, error=_NULL_TEXTS),
    seen(Flow, error=_NULL_TEXTS),
    seen(Log, error=_NULL_TEXTS),
)

IN_SCHEMA = any_of(seen(Schema, field_present=YesNo.YES), seen(UserDefinedField, in_schema=YesNo.YES))
NOT_IN_SCHEMA = any_of(seen(Schema, field_present=YesNo.NO), seen(UserDefinedField, in_schema=YesNo.NO))
# Known to be missing from a schema, and it is barred.
_NOWHERE_MISSING = all_of(seen(Schema, field_present=YesNo.YES), seen(UserDefinedField, in_schema=YesNo.YES))
# Fields of the systems' own have names without the prefix, so the talk must be of a custom one.
CUSTOM_FIELD = any_of(
    IN_SCHEMA,
    seen(UserDefinedField, name=known()),
    seen(UserDefinedField, arrives=YesNo.NO),
    seen(Sap, udf_name=known()),
    seen(FieldMapping, field_mapped=one_of(YesNo.YES, YesNo.NO)),
)

SYMPTOMS = (
    Symptom(
        id=CUSTOM_FIELD_EMPTY,
        title="A custom field stays empty at the far end",
        scope=UserDefinedField,
        # The records themselves arrive; what they lack comes with the next run.
        retryable=False,
        stage="write",
        met_by=seen(UserDefinedField, arrives=YesNo.YES),
        missed_by=seen(UserDefinedField, arrives=YesNo.NO),
        ladder=(
            "appseconnect.udf.check-order#schema",
            "appseconnect.udf.check-order#name",
            "appseconnect.udf.check-order#mapped",
            "appseconnect.udf.check-order#deployed",
        ),
        source=GUIDE.at("3.7 Custom fields and UDFs", "117-121"),
    ),
)

FAULTS = (
    Fault(
        id="appseconnect.nulls.null-in-numeric-field",
        title="An empty value reaches a number field: no default is in force for it",
        scope=Flow,
        family=BAD_VALUE,
        # Its messages show it. A missing default does no harm until a record comes whose field is empty.
        foreseen_by=NO_DEFAULT,
        refuted_by=all_of(HAS_DEFAULT, DEPLOYED_SINCE_CHANGE),
        leads_to=(may(FIELD_REFUSED),),
        check="appseconnect.check.null_default",
        settled_by=("appseconnect.check.null_default#deployed",),
        remedy=Remedy(
            (
                "Read in the Snapshot error which field it is.",
                "Open the mapping of that field in the MAPPER.",
                "Wrap its source in the # transformation, with a default that is true of an empty field.",
                "Save the MAPPER and redeploy the flow.",
                "Resync the records that failed.",
            ),
            by=Actor.INTEGRATOR,
            verify="See in Snapshot whether the records turn green.",
            retries_itself=False,
            workaround=("appseconnect.nulls.default-transformation",),
        ),
        prior=Prior.COMMON,
        source=GUIDE.at("3.1 Null to integer; 7 Messages", "84-89, 193"),
    ),
    # A default would put a value into the data that nobody entered.
    Fault(
        id="appseconnect.nulls.field-must-accept-null",
        title="A field that may rightly be empty is a number in the schema",
        scope=Flow,
        family=BAD_VALUE,
        refines="appseconnect.nulls.null-in-numeric-field",
        shown_by=all_of(
            seen(FieldMapping, null_is_legal=YesNo.YES),
            seen(Schema, field_type=one_of(FieldType.INTEGER, FieldType.DECIMAL)),
        ),
        leads_to=(may(FIELD_REFUSED),),
        check="appseconnect.check.null_legal",
        remedy=Remedy(
            (
                "Give the field no default: it would falsify the data.",
                "Change its type in the App Resource schema from Integer to String (nullable).",
                "Save the MAPPER and redeploy the flow.",
                "Resync the records that failed.",
            ),
            by=Actor.INTEGRATOR,
            verify="See in Snapshot whether a record with the field empty turns green.",
            retries_itself=False,
        ),
        source=GUIDE.at("3.1 Null to integer", "90-91"),
    ),
    Fault(
        id="appseconnect.nulls.fix-not-redeployed",
        title="The mapping was mended and saved, but the flow still runs the old one",
        scope=Flow,
        refines=("appseconnect.nulls.null-in-numeric-field", "appseconnect.udf.not-redeployed"),
        # Without the default in the saved mapping, deploying it would mend nothing.
        guard=all_of(seen(FieldMapping, field_has_default=YesNo.YES), seen(FieldMapping, has_default=YesNo.YES)),
        shown_by=any_of(
            all_of(CHANGED_SINCE_DEPLOYED, any_of(HAS_DEFAULT, NULL_REFUSED)),
            one_sided(all_of(_NOT_REDEPLOYED, HAS_DEFAULT, NULL_REFUSED)),
        ),
        refuted_by=DEPLOYED_SINCE_CHANGE,
        leads_to=(may(FIELD_REFUSED),),
        check="appseconnect.check.null_default#deployed",
        settled_by=("appseconnect.check.null_default",),
        remedy=Remedy(
            (
                "See that the field's mapping holds the default.",
                "Redeploy the flow.",
                "Resync the records that failed.",
            ),
            by=Actor.INTEGRATOR,
            verify="See that the flow was deployed after the MAPPER was saved, and that the records turn green.",
            retries_itself=False,
        ),
        source=GUIDE.at("3.1 Null to integer", "91"),
    ),
    Fault(
        id="appseconnect.udf.not-in-schema",
        title="The custom field is missing from the App Resource's schema",
        scope=Flow,
        family=NOT_MAPPED,
        shown_by=NOT_IN_SCHEMA,
        refuted_by=IN_SCHEMA,
        leads_to=(must(CUSTOM_FIELD_EMPTY),),
        check="appseconnect.udf.check-order#schema",
        remedy=Remedy(
            (
                "Open the App Resource of the app concerned.",
                "Choose Edit Schema > Add Field and enter the field's exact API name, as in U_WebOrderID.",
                "Map the field in the MAPPER.",
                "Redeploy the flow.",
            ),
            by=Actor.INTEGRATOR,
            verify="Sync one record and look for the field's value at the far end.",
        ),
        prior=Prior.COMMON,
        source=GUIDE.at("3.7 Custom fields and UDFs", "118-121"),
    ),
    Fault(
        id="appseconnect.udf.wrong-api-name",
        title="The schema spells the custom field otherwise than SAP, where such names begin with U_",
        scope=Flow,
        family=NOT_MAPPED,
        shown_by=any_of(
            seen(Schema, field_name=differs_from(Sap.udf_name)),
            all_of(seen(Schema, field_name=not_starting_with("U_")), CUSTOM_FIELD),
        ),
        refuted_by=seen(Schema, field_name=same_as(Sap.udf_name)),
        leads_to=(must(CUSTOM_FIELD_EMPTY),),
        check="appseconnect.udf.check-order#name",
        remedy=Remedy(
            (
                "Read the field's exact API name in SAP, as in U_WebOrderID.",
                "Enter it so in the App Resource's schema.",
                "See that the MAPPER uses the corrected field.",
                "Redeploy the flow.",
            ),
            by=Actor.INTEGRATOR,
            verify="Sync one record and look for the field's value in SAP.",
        ),
        source=GUIDE.at("3.7 Custom fields and UDFs", "119-120"),
    ),
    # What is not in the schema cannot be mapped, so then only the schema is at fault.
    Fault(
        id="appseconnect.udf.not-mapped",
        title="The custom field is in the schema, but not in the MAPPER",
        scope=Flow,
        family=NOT_MAPPED,
        guard=_NOWHERE_MISSING,
        shown_by=all_of(seen(FieldMapping, field_mapped=YesNo.NO), IN_SCHEMA),
        refuted_by=seen(FieldMapping, field_mapped=YesNo.YES),
        leads_to=(must(CUSTOM_FIELD_EMPTY),),
        check="appseconnect.udf.check-order#mapped",
        remedy=Remedy(
            ("Add the field to the MAPPER.", "Redeploy the flow."),
            by=Actor.INTEGRATOR,
            verify="Sync one record and look for the field's value at the far end.",
        ),
        prior=Prior.COMMON,
        source=GUIDE.at("3.7 Custom fields and UDFs", "121"),
    ),
    # Whatever was changed, it is not in force yet.
    Fault(
        id="appseconnect.udf.not-redeployed",
        title="The mapping was changed and saved, but the flow was not deployed since",
        scope=Flow,
        guard=all_of(seen(FieldMapping, field_mapped=YesNo.YES), _NOWHERE_MISSING),
        shown_by=any_of(
            CHANGED_SINCE_DEPLOYED,
            one_sided(all_of(_NOT_REDEPLOYED, seen(FieldMapping, field_mapped=YesNo.YES))),
        ),
        refuted_by=DEPLOYED_SINCE_CHANGE,
        leads_to=(may(CUSTOM_FIELD_EMPTY),),
        check="appseconnect.udf.check-order#deployed",
        remedy=Remedy(
            ("Redeploy the flow: until then the old mapping runs.",),
            by=Actor.INTEGRATOR,
            verify="See that the flow was deployed after the MAPPER was saved, and look for the field at the far end.",
        ),
        source=GUIDE.at("3.7 Custom fields and UDFs", "121"),
    ),
)

CHECKS = (
    Check(
        "appseconnect.check.null_default",
        "Does the mapping of the field that fails give it a default?",
        GUIDE.at("3.1 Null to integer", "86-89"),
        asks=(FieldMapping.field_has_default,),
        how=(
            "Read the field in the Snapshot error.",
            "Find its mapping in the MAPPER.",
            "Look for the # transformation around its source.",
        ),
        by=Actor.INTEGRATOR,
    ),
    Check(
        "appseconnect.check.null_legal",
        "May the field rightly be empty, and what type has it in the schema?",
        GUIDE.at("3.1 Null to integer", "90"),
        asks=(FieldMapping.null_is_legal, Schema.field_type),
        how=("Ask whether an empty field means something.", "Look up the field's type in the App Resource's schema."),
        by=Actor.INTEGRATOR,
    ),
    Check(
        "appseconnect.check.null_default#deployed",
        "Was the flow deployed after the MAPPER was last saved?",
        GUIDE.at("3.1 Null to integer", "91"),
        asks=(Mapper.saved_at, Flow.deployed_at),
        how=("Compare when the MAPPER was saved with when the flow was deployed.",),
        by=Actor.INTEGRATOR,
    ),
    Check(
        "appseconnect.udf.check-order#schema",
        "Is the custom field in the schema of the app concerned?",
        GUIDE.at("3.7 Custom fields and UDFs, steps 1-2", "118-119"),
        asks=(Schema.field_present,),
        how=("Open the App Resource of the app.", "Look for the field in its schema."),
        by=Actor.INTEGRATOR,
    ),
    Check(
        "appseconnect.udf.check-order#name",
        "Does the schema spell the field exactly as SAP does?",
        GUIDE.at("3.7 Custom fields and UDFs, steps 2-3", "119-120"),
        asks=(Schema.field_name, Sap.udf_name),
        how=("Read the name in the schema.", "Read it in SAP; that of a UDF begins with U_, as in U_WebOrderID."),
        by=Actor.INTEGRATOR,
    ),
    Check(
        "appseconnect.udf.check-order#mapped",
        "Does the MAPPER map the custom field?",
        GUIDE.at("3.7 Custom fields and UDFs, step 4", "121"),
        asks=(FieldMapping.field_mapped,),
        by=Actor.INTEGRATOR,
    ),
    Check(
        "appseconnect.udf.check-order#deployed",
        "Was the flow deployed after the field was mapped?",
        GUIDE.at("3.7 Custom fields and UDFs, step 4", "121"),
        asks=(Mapper.saved_at, Flow.deployed_at),
        by=Actor.INTEGRATOR,
    ),
)

PROCEDURES = (
    Procedure(
        id="appseconnect.nulls.default-transformation",
        title="Give a mapped field a default",
        steps=(
            "Write #(field, default): an empty field then counts as the default.",
            "Without a default of its own it counts as 0.",
            "#(quantity, 1), for one, makes an empty quantity 1.",
        ),
        source=GUIDE.at("3.1 Null to integer, steps 3-4", "88-89"),
    ),
)

ROUTINES = (
    Routine(
        id="appseconnect.nulls.prevent-numeric-defaults",
        title="Give Quantity, Price, Tax Rate and Discount a default from the start",
        every="new mapping",
        asks=(FieldMapping.field_has_default,),
        warns_of=("appseconnect.nulls.null-in-numeric-field",),
        source=GUIDE.at("3.1 Null to integer, tip", "92"),
    ),
)
