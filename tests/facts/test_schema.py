import json
from pathlib import Path

import jsonschema
import pytest

import facts

SCHEMA = facts.vocabulary_schema()
PUBLISHED = Path(__file__).parents[2] / "docs" / "schema"


def valid(case):
    return jsonschema.Draft202012Validator(SCHEMA).is_valid(case)


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


GOOD = [
    {},
    {"now": "2026-03-05T10:40:00+01:00", "platform": "Shopify", "system": ["efs"], "facts": {}},
    {"facts": {"order[88].is2_status": None, "integration[eu].order[88].is2_status": "NEW", "order_bad.sku": "A"}},
    {"facts": {"connection.SAP.validated": True, "flow.price.status": "Paused", "inventory.fcp_good": 37}},
    {"facts": ["order.sku: A", {"name": "order.sku", "value": "A", "channel": "human", "reliability": 2}]},
]
BAD = [
    {"fact": {}},
    {"facts": {"order.skuu": "A"}},
    {"facts": {"order.sku": ["A"]}},
    {"facts": [{"name": "order.sku"}]},
    {"system": ["nobody"]},
]


@pytest.mark.parametrize("case", GOOD)
def test_a_good_case_is_valid_and_loads(case):
    assert valid(case)
    assert facts.load_case(case)


@pytest.mark.parametrize("case", BAD)
def test_a_bad_case_is_neither_valid_nor_loads(case):
    assert not valid(case)
    with pytest.raises(facts.CaseError):
        facts.load_case(case)


def test_every_name_and_alias_is_in_the_schema():
    names = [name for each in facts.vocabulary() for name in (each.name, *each.aliases)]
    assert valid({"facts": dict.fromkeys(names)})


def test_the_list_tells_all_there_is_to_know_of_a_name():
    assert facts.vocabulary_document()["names"]["order.is2_status"] == {
        "meaning": "Its status in Received Orders.",
        "scope": "order",
        "type": "word",
        "unit": None,
        "words": ["NEW", "ACCEPTED", "IMPORT ERROR", "CANCELLED", "COMPLETED"],
        "other_text": False,
        "channel": "received orders",
        "reliability": 3,
        "guides": ["efs"],
        "aliases": [],
    }


@pytest.mark.parametrize(
    ("name", "built"), [("case.schema.json", SCHEMA), ("vocabulary.json", facts.vocabulary_document())]
)
def test_what_is_published_is_what_is_built(name, built):
    assert json.loads((PUBLISHED / name).read_text(encoding="utf-8")) == built
