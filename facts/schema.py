"""The vocabulary as documents: a list of every name, and a JSON Schema for a case.

``python -m facts case`` and ``python -m facts vocabulary`` print them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from facts.base import Channel, Observable, Reliability, ValueType
from facts.guides import SYSTEMS
from facts.reading import expects
from facts.vocabulary import vocabulary

_SCALAR: Final = ["string", "number", "boolean", "null"]
_OWNER: Final = r"(account\[[^\[\]]+\]\.)?(integration\[[^\[\]]+\]\.)?"
_TIME: Final = "A time with an offset, a date, or words such as '4 h ago' that count from now."


def vocabulary_document(extra: Iterable[Observable] = ()) -> dict[str, Any]:
    """List every name with its type, unit, words, channel, guides and aliases.

    >>> vocabulary_document()["names"]["order.shipped_at"]["type"]
    'time'
    """
    return {"names": {each.name: _described(each) for each in vocabulary(extra)}}


def vocabulary_schema(extra: Iterable[Observable] = ()) -> dict[str, Any]:
    """Write the JSON Schema (2020-12) of a case, in the canonical spelling of the names.

    A loaded case may also spell names and words in other ways; the schema knows those
    that are printed.
    """
    known = vocabulary(extra)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Case",
        "description": "What was observed of a synchronisation, to be diagnosed.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "now": {"type": "string", "description": "ISO 8601 with an offset; the only clock there is."},
            "platform": {"type": ["string", "null"], "description": "A platform, or a route 'A -> B'."},
            "system": {
                "description": "The guides to consult; all that the facts speak of if left out.",
                "oneOf": [{"type": "string"}, {"type": "array", "items": {"enum": list(SYSTEMS)}}],
            },
            "facts": {"oneOf": [{"$ref": "#/$defs/mapping"}, {"type": "array", "items": {"$ref": "#/$defs/fact"}}]},
        },
        "$defs": {
            "mapping": {
                "type": "object",
                "patternProperties": {_pattern(each): _value(each) for each in known},
                "additionalProperties": False,
            },
            "fact": {
                "oneOf": [
                    {"type": "string", "pattern": "^[^:]+.*:"},
                    {
                        "type": "object",
                        "required": ["name", "value"],
                        "additionalProperties": False,
                        "properties": {
                            "name": {"type": "string"},
                            "value": {"type": _SCALAR},
                            "at": {"type": "string", "description": "When it was observed."},
                            "channel": {"enum": [channel.value for channel in Channel]},
                            "reliability": {"enum": [int(each) for each in Reliability]},
                            "by": {"type": "string", "description": "Who observed it."},
                        },
                    },
                ]
            },
        },
    }


def _described(observable: Observable) -> dict[str, Any]:
    """One name, with all there is to know of it."""
    words = observable.words
    return {
        "meaning": observable.meaning,
        "scope": observable.scope.value,
        "type": observable.type.value,
        "unit": observable.unit,
        "words": [] if words is None else [str(member.value) for member in words],
        "other_text": observable.open or observable.type in (ValueType.NAME, ValueType.TEXT),
        "channel": observable.channel.value,
        "reliability": int(observable.reliability),
        "guides": list(observable.guides),
        "aliases": list(observable.aliases),
    }


def _pattern(observable: Observable) -> str:
    """Every way to write an observable's name with ids, and its aliases."""
    kind, _, attribute = observable.name.partition(".")
    written = [rf"{_OWNER}{re.escape(kind)}(\[[^\[\]]*\])?\.{re.escape(attribute)}"]
    for alias in observable.aliases:
        kind, _, attribute = alias.partition(".")
        written.append(rf"{_OWNER}{re.escape(kind)}(\[[^\[\]]*\])?\.{re.escape(attribute)}")
    if observable.kind == "order":
        written.append(rf"order_(ok|bad)\.{re.escape(attribute)}")
    if observable.kind == "connection":
        written.append(rf"connection\.[^.\[\]]+\.{re.escape(attribute)}")
    return f"^({'|'.join(written)})$"


def _value(observable: Observable) -> dict[str, Any]:
    """The schema of an observable's value; words in other spellings are read as well."""
    schema: dict[str, Any] = {"type": _SCALAR, "description": observable.meaning}
    if observable.words is not None:
        schema["examples"] = [str(member.value) for member in observable.words]
    if observable.type is ValueType.TIME:
        schema["type"] = ["string", "null"]
        schema["description"] = f"{observable.meaning} {_TIME}"
    if observable.unit is not None:
        schema["$comment"] = f"Takes {expects(observable)}."
    return schema
