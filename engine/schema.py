"""The JSON Schema of a diagnosis: one for Python, the command line and every other face.

``docs/schema/diagnosis.schema.json`` publishes it.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import Any

from engine.presence import Presence
from engine.rules import Actor, Cost, Design
from engine.symptoms import Role, State
from engine.verdicts import Headline, Verdict
from facts import Channel, Reliability

__all__ = ["diagnosis_schema"]

_Schema = dict[str, Any]

_FLAGS = ("CONTRADICTORY", "UNEXPLAINED", "TRUNCATED", "ESCALATE")
_ANSWERS = ("refuted", "contradicted", "explained_away", "hidden", "not_due", "not_checked", "confirmed")
_BECAUSE = ("contradicted", "favoured", "ladder", "suspected", "refines", "masked")
_ADVICE = ("safe", "useless_until", "duplicate_risk", "unknown")
_REASONERS = ("compiled", "durable")

_TEXT: _Schema = {"type": "string", "minLength": 1}
_ANY_TEXT: _Schema = {"type": "string"}
_TRUTH: _Schema = {"type": "boolean"}


def diagnosis_schema() -> _Schema:
    """Write the JSON Schema (2020-12) of what `Diagnosis.to_dict` returns.

    Every object lists all its fields: none may be missing, and no other may be there.

    >>> sorted(diagnosis_schema()["properties"])[:4]
    ['escalation', 'expected', 'families', 'faults']
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Diagnosis",
        "description": "What is wrong with a synchronisation, why, what is not, and what to do.",
        **_object(
            headline=_one_of(Headline, "The case in one word; the worst scope wins."),
            flags=_several({"enum": list(_FLAGS)}, "What else must be known.", unique=True),
            until=_moment("When waiting ends, if there is nothing to do but wait."),
            then=_optional(_TEXT, "What to check when waiting has ended."),
            faults=_several(_ref("fault"), "Faults and findings, best first."),
            families=_several(
                _object(family=_TEXT, faults=_several(_ref("place"), least=2)),
                "The same trouble found by several guides: that of the system at hand first.",
            ),
            symptoms=_several(_ref("symptom"), "What was expected, and what is known of it."),
            expected=_several(_ref("expected"), "What is normal, by design, a limit, or only needs waiting."),
            next_checks=_several(_ref("check"), "What to look at next, in order."),
            repairs=_several(_ref("repair"), "What to repair, in order."),
            retry=_several(_ref("retry"), "Whether trying a record again is of use."),
            forecast=_several(_ref("forecast"), "What cannot be seen yet, and what will show after which repair."),
            escalation=_ref("escalation"),
            unused=_several(_ref("unused"), "Every fact that was not used, with the reason."),
            run=_ref("run"),
        ),
        "$defs": _definitions(),
    }


def _definitions() -> dict[str, _Schema]:
    return {
        "place": _object("A fault or symptom, and where it is.", id=_TEXT, scope=_optional(_TEXT)),
        "source": _object("A place in a guide.", guide=_TEXT, section=_TEXT, lines=_TEXT),
        "fact": _object(
            "A fact of the case that something rests on.",
            name=_TEXT,
            value=_described(_ANY_TEXT, "As it was given."),
            at=_moment("When it was observed."),
            channel={"enum": [channel.value for channel in Channel]},
            reliability={"enum": [int(reliability) for reliability in Reliability]},
        ),
        "fault": _object(
            id=_described(_TEXT, "Id of its item in the guide's catalogue."),
            scope=_TEXT,
            verdict=_one_of(Verdict),
            presence=_one_of(Presence),
            root_cause=_described(_TRUTH, "False for a location or a consequence."),
            necessary=_described(_TRUTH, "It is in every explanation."),
            contradicted=_described(_TRUTH, "There is evidence for and against it."),
            title=_TEXT,
            family=_optional(_TEXT, "What the same trouble is called in every guide."),
            items=_several(_TEXT, "Further items of the catalogue that say the same."),
            explains=_several(_ref("place"), "Symptoms it explains."),
            follows=_several(_ref("place"), "For a consequence, the confirmed faults it follows from."),
            why=_ref("why"),
            why_not=_ref("why_not"),
            remedy=_ref("remedy"),
            sources=_several(_ref("source")),
        ),
        "why": _object(
            "The proof of a verdict.",
            facts=_several(_ref("fact")),
            rules=_several(_TEXT),
            paths=_several(
                _object(symptom=_TEXT, scope=_TEXT, effects=_several(_TEXT)), "The way to each symptom it explains."
            ),
            hidden_by=_several(_ref("place"), "What must be repaired before it can be seen."),
            source=_ref("source"),
        ),
        "why_not": _object(
            "Why a fault is not confirmed.",
            answer={"enum": list(_ANSWERS)},
            text=_TEXT,
            facts=_several(_ref("fact")),
            by=_several(_ref("place")),
        ),
        "remedy": _object(
            steps=_several(_TEXT, least=1),
            by=_one_of(Actor),
            verify=_optional(_TEXT),
            retries_itself=_optional(_TRUTH, "Null where the guide does not say."),
            workaround=_several(_object(id=_TEXT, title=_TEXT, steps=_several(_TEXT, least=1))),
        ),
        "symptom": _object(
            id=_TEXT,
            scope=_TEXT,
            title=_TEXT,
            items=_several(_TEXT),
            state=_one_of(State),
            role={"enum": [*(role.value for role in Role), None]},
            due_at=_moment("Until when it may take."),
            look_at=_moment("The first moment to look again."),
            facts=_several(_ref("fact")),
        ),
        "expected": _object(
            id=_TEXT,
            kind=_one_of(Design),
            items=_several(_TEXT),
            scope=_TEXT,
            title=_TEXT,
            advice=_optional(_TEXT),
            explains=_several(_ref("place")),
            until=_moment("When it ends."),
            why=_object(facts=_several(_ref("fact")), rules=_several(_TEXT)),
            sources=_several(_ref("source")),
        ),
        "check": _object(
            id=_TEXT,
            items=_several(_TEXT),
            question=_TEXT,
            decides=_several(_TEXT, "Ids of the open faults it decides."),
            asks=_several(_TEXT, "Names of the facts that answer it."),
            how=_several(_TEXT, "Where to look."),
            by=_one_of(Actor),
            cost={"enum": [cost.name.lower() for cost in Cost]},
            after=_several(_TEXT, "What to repair first; until then it shows nothing."),
            because={"enum": list(_BECAUSE)},
            source={"oneOf": [_ref("source"), {"type": "null"}]},
        ),
        "repair": _object(
            fault=_TEXT,
            scope=_TEXT,
            expect=_several(_ref("place"), "Symptoms that should go."),
            within_minutes={"type": ["number", "null"], "exclusiveMinimum": 0},
            verify=_optional(_TEXT),
            remains=_several(
                _object(id=_TEXT, scope=_TEXT, because_of=_TEXT), "Symptoms that stay for another fault's sake."
            ),
            reveals=_several(_TEXT, "Faults that can be seen only then."),
            resync=_several(_TEXT, "Records to try again afterwards, in order."),
        ),
        "retry": _object(
            record=_TEXT, advice={"enum": list(_ADVICE)}, until=_several(_TEXT, "Faults to repair."), reason=_TEXT
        ),
        "forecast": _object(
            fault=_TEXT,
            scope=_TEXT,
            presence=_one_of(Presence),
            after=_several(_ref("place"), least=1),
            will_show=_several(_TEXT, "Symptoms by which it shows."),
        ),
        "escalation": _object(
            "Whether to turn to somebody else, and with what.",
            needed=_TRUTH,
            criteria=_several(_TEXT, "Criteria of the guide that are met."),
            reasons=_several(_TEXT),
            urgent=_TRUTH,
            steps=_several(_TEXT, "What to do at once, until they answer."),
            to=_optional(_TEXT),
            ticket={"oneOf": [_ref("ticket"), {"type": "null"}]},
        ),
        "ticket": _object(
            "The vendor's support ticket, drafted.",
            title=_TEXT,
            fields=_several(
                _object(
                    id=_TEXT,
                    label=_TEXT,
                    value=_optional(_TEXT),
                    required=_TRUTH,
                    how_to_get=_optional(_TEXT, "For a field without a value."),
                )
            ),
            missing=_several(_TEXT, "Ids of required fields without a value."),
            channels=_several(_object(id=_TEXT, title=_TEXT)),
        ),
        "unused": _object(name=_TEXT, value=_ANY_TEXT, reason=_TEXT),
        "run": _object(
            "How the diagnosis came about.",
            engine=_TEXT,
            rulebases=_several(_object(name=_TEXT, hash={"type": "string", "pattern": "^[0-9a-f]{16}$"})),
            reasoner={"enum": list(_REASONERS)},
            now=_moment("The case's own clock."),
            platform=_optional(_TEXT),
            notes=_several(_TEXT, "What was assumed."),
            not_covered=_several(_TEXT, "Symptoms that nobody looked for."),
            truncated=_TRUTH,
        ),
    }


def _object(description: str | None = None, /, **properties: _Schema) -> _Schema:
    """Write an object all of whose properties are required, and no others allowed."""
    schema: _Schema = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return schema if description is None else _described(schema, description)


def _several(items: _Schema, description: str | None = None, *, least: int = 0, unique: bool = False) -> _Schema:
    schema: _Schema = {"type": "array", "items": items}
    if least:
        schema["minItems"] = least
    if unique:
        schema["uniqueItems"] = True
    return schema if description is None else _described(schema, description)


def _one_of(members: Iterable[enum.Enum], description: str | None = None) -> _Schema:
    schema: _Schema = {"enum": [member.value for member in members]}
    return schema if description is None else _described(schema, description)


def _optional(schema: _Schema, description: str | None = None) -> _Schema:
    """Allow null besides."""
    either = {**schema, "type": [schema["type"], "null"]}
    return either if description is None else _described(either, description)


def _moment(description: str) -> _Schema:
    return {"type": ["string", "null"], "format": "date-time", "description": description}


def _described(schema: _Schema, description: str) -> _Schema:
    return {**schema, "description": description}


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}
