"""Every diagnosis follows the published schema, and the schema lets nothing else through."""

import copy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from engine import infer
from engine.schema import diagnosis_schema
from tests.strategies import CaseDict, one_integration, several_integrations

EXAMPLES = sorted((Path(__file__).parents[2] / "docs" / "examples").glob("*.yaml"))
SCHEMA = diagnosis_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())

SEEN_BROKEN = {"integration.order_sync_toggle": "OFF", "order[1].is2_status": "absent"}


def problems_of(diagnosis: dict[str, Any]) -> list[str]:
    return [f"{problem.json_path}: {problem.message}" for problem in VALIDATOR.iter_errors(diagnosis)]


def test_the_schema_itself_is_valid():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_call_gives_the_same_schema_and_a_fresh_one():
    first = diagnosis_schema()
    first["properties"].clear()
    assert diagnosis_schema() == SCHEMA


def test_there_are_examples_to_check():
    assert EXAMPLES


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_the_diagnosis_of_every_example_follows_the_schema(path):
    diagnosis = infer(path)
    assert problems_of(diagnosis.to_dict()) == []
    assert problems_of(diagnosis.to_dict(include_unknown=True)) == []


@given(one_integration)
def test_the_diagnosis_of_any_case_follows_the_schema(case: CaseDict):
    assert problems_of(infer(case).to_dict(include_unknown=True)) == []


@given(several_integrations)
def test_the_diagnosis_of_a_case_of_several_integrations_follows_the_schema(case: CaseDict):
    assert problems_of(infer(case).to_dict(include_unknown=True)) == []


def objects_in(schema: Any, path: str = "$") -> list[tuple[str, dict[str, Any]]]:
    found = []
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            found.append((path, schema))
        for key, value in schema.items():
            found += objects_in(value, f"{path}.{key}")
    return found


OBJECTS = objects_in(SCHEMA)


@pytest.mark.parametrize(("path", "schema"), OBJECTS, ids=[path for path, _ in OBJECTS])
def test_no_object_may_lack_a_field_or_have_another(path, schema):
    assert schema["additionalProperties"] is False
    assert sorted(schema["required"]) == sorted(schema["properties"])


@pytest.fixture(scope="module")
def diagnosis():
    return infer({"now": "2026-03-05T10:40:00+01:00", "facts": SEEN_BROKEN}).to_dict()


BREAKS = [
    ("a headline that does not exist", lambda it: it.update(headline="FINE")),
    ("a field more", lambda it: it.update(mood="good")),
    ("a field less", lambda it: it.pop("run")),
    ("a flag twice", lambda it: it.update(flags=["ESCALATE", "ESCALATE"])),
    ("a verdict that does not exist", lambda it: it["faults"][0].update(verdict="MAYBE")),
    ("a fault without a source", lambda it: it["faults"][0].pop("sources")),
    ("a remedy without a step", lambda it: it["faults"][0]["remedy"].update(steps=[])),
    ("a fact of no channel", lambda it: it["faults"][0]["why"]["facts"][0].update(channel=None)),
    ("a time that is none", lambda it: it.update(until=5)),
]


@pytest.mark.parametrize("change", [change for _, change in BREAKS], ids=[name for name, _ in BREAKS])
def test_the_schema_refuses(diagnosis, change):
    broken = copy.deepcopy(diagnosis)
    change(broken)
    assert problems_of(broken) != []
