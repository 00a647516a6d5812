import io
import json

import pytest

import facts
from facts import ABSENT, CaseError, load_case


def write(tmp_path, text, name="case.yaml"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refused(source, **options):
    with pytest.raises(CaseError) as caught:
        load_case(source, **options)
    return caught.value


def test_a_yaml_file_is_loaded_without_guesses_at_types(tmp_path):
    text = """
now: 2026-03-05T10:40:00+01:00
platform: WooCommerce
system: [efs]
facts:
  platform.rest_api: Disabled (by the security plugin)
  integration.order_sync_toggle: OFF
  order.sku: 00123
  order.number: 1e5
  order[88].is2_status:
  order[89].is2_status: ~
  order.country: NO
  order[91].is2_error: "import error -  SKU not\\n found: TEE-9"
"""
    case = load_case(write(tmp_path, text))
    assert case.platform == "WooCommerce"
    assert case.system == ("efs",)
    assert [claim.value for claim in case.claims] == [
        facts.Ability.DISABLED,
        facts.Switch.OFF,
        "00123",
        "1e5",
        ABSENT,
        ABSENT,
        "NO",
        "import error -  SKU not\n found: TEE-9",
    ]


def test_a_json_file_keeps_its_numbers_as_they_are_written(tmp_path):
    text = '{"now": "2026-03-05T10:40:00Z", "facts": {"order.sku": 1.10, "order.gift": true, "order.state": null}}'
    case = load_case(str(write(tmp_path, text, "case.json")))
    assert [claim.value for claim in case.claims] == ["1.10", facts.YesNo.YES, ABSENT]


def test_a_file_may_be_a_list_of_facts(tmp_path):
    text = '- order.is2_status: NEW\n- "order.sku: A: B"\n- {name: order.number, value: 7, by: Ann}\n'
    case = load_case(write(tmp_path, text))
    assert [(claim.path, claim.value) for claim in case.claims] == [
        ("facts[0]", facts.Is2Status.NEW),
        ("facts[1]", "A: B"),
        ("facts[2]", "7"),
    ]


@pytest.mark.parametrize("text", ["facts: {order.sku: A}", '{"facts": {"order.sku": "A"}}', "{facts: {order.sku: A}}"])
def test_standard_input_may_be_yaml_or_json(monkeypatch, text):
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert load_case("-").claims[0].value == "A"


def test_a_byte_order_mark_does_not_matter(tmp_path):
    assert load_case(write(tmp_path, b"\xef\xbb\xbffacts: {order.sku: A}")).claims[0].value == "A"


REFUSED = [  # file name, content, what the message says
    ("case.yaml", "", "is empty"),
    ("case.yaml", "just text", "single value"),
    ("case.yaml", "a: [", "not YAML"),
    ("case.yaml", "a: 1\n---\nb: 2", "second document"),
    ("case.yaml", "facts: &a {order.sku: A}\nplatform: *a", "alias"),
    ("case.yaml", "facts: {order.sku: !!python/object/apply:os.system [ls]}", "tag"),
    ("case.yaml", "facts: {order.sku: !!binary aGk=}", "tag"),
    ("case.yaml", "facts: {? [a, b] : c}", "key that is no text"),
    ("case.yaml", "[" * 100_000, "nested too deeply"),
    ("case.yaml", "- " * 100_000 + "a", "nested too deeply"),
    ("case.yaml", "facts: {order: {88: {placed_at: x}}}", "not known"),
    ("case.yaml", b"facts: \xff\xfe", "not UTF-8"),
    ("case.yaml", b"facts: {order.sku: '\x00'}", "not YAML"),
    ("case.json", "{", "not JSON"),
    ("case.json", "[1, 2,]", "not JSON"),
    ("case.json", '{"facts": {"inventory.fcp_good": NaN}}', "not a number that JSON has"),
    ("case.json", '{"facts": {"inventory.fcp_good": -Infinity}}', "not a number that JSON has"),
    ("case.json", '{"facts": {"order.sku": "A", "order.sku": "B"}}', "second value for the same key"),
    ("case.json", '{"a":' * 100_000, "nested too deeply"),
    ("case.json", '"text"', "single value"),
]


@pytest.mark.parametrize(("name", "content", "said"), REFUSED)
def test_a_file_that_is_no_case_is_refused(tmp_path, name, content, said):
    assert said in str(refused(write(tmp_path, content, name)))


def test_the_same_key_twice_is_refused_with_both_lines(tmp_path):
    error = refused(write(tmp_path, "facts:\n  order.sku: A\n  order.number: 1\n  order.sku: B\n"))
    (problem,) = error.problems
    assert problem.path == "facts.order.sku"
    assert "line 4" in problem.message
    assert "line 2" in problem.message


def test_a_missing_file_is_refused(tmp_path):
    assert "cannot be read" in str(refused(tmp_path / "none.yaml"))


def test_a_directory_is_refused(tmp_path):
    assert "is a directory" in str(refused(tmp_path))


def test_a_path_that_cannot_be_is_refused():
    assert "cannot be read" in str(refused("a\0b"))


def test_a_file_that_is_too_large_is_refused_before_it_is_parsed(tmp_path):
    path = write(tmp_path, "[" * 1001)
    assert "1,001 bytes" in str(refused(path, max_bytes=1000))


def test_the_size_may_be_raised(tmp_path):
    path = write(tmp_path, "facts: {order.sku: A}")
    assert load_case(path, max_bytes=path.stat().st_size).claims
    assert refused(path, max_bytes=path.stat().st_size - 1).problems


def test_standard_input_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("x" * 101))
    assert "more than 100 bytes" in str(refused("-", max_bytes=100))


def test_lenient_keeps_the_first_of_two_values_and_lists_the_other(tmp_path):
    case = load_case(write(tmp_path, "facts:\n  order.sku: A\n  order.sku: B\n"), lenient=True)
    assert [claim.value for claim in case.claims] == ["A"]
    assert [unused.value for unused in case.unused] == ["B"]


def test_yaml_and_json_of_one_case_load_alike(tmp_path):
    data = {"platform": "Shopify", "facts": {"order[1].sku": "A", "inventory.fcp_good": "3", "order.state": None}}
    as_json = load_case(write(tmp_path, json.dumps(data), "case.json"))
    as_yaml = load_case(write(tmp_path, json.dumps(data), "case.yaml"))
    assert as_json == as_yaml == load_case(data)
