"""Every guide: each item used, each source within the guide, each fault shown, missed by one value and cleared.

The cases stand beside this file, in `<guide>/data`. In each case of `faults`

* `shown` are facts that confirm it; nothing else may be a confirmed root cause;
* `beside` are facts one value away, which do not confirm it;
* `cleared` are facts that rule it out;
* `says` are the texts that name it, and `said_in` the fields that hold them.

In each case of `expected*`, `holds` are facts under which it is expected, and `beside` facts one value away.
"""

import json
import re
from pathlib import Path

import pytest
import yaml

from engine import Verdict, infer, load_rulebases

NOW = "2026-03-05T10:40:00+01:00"
HERE = Path(__file__).parent
LAST_LINE = {"efs": 867, "appseconnect": 217, "tether": 294, "erp": 41, "storeconnect": 72}
ITEMS = {"efs": 337, "appseconnect": 204, "tether": 80, "erp": 32, "storeconnect": 45}
RULEBASES = {rulebase.name: rulebase for rulebase in load_rulebases(LAST_LINE)}
# The cases of this guide have tests of their own, which also go through its platforms.
OWN_TESTS = "efs"


def read(guide, pattern):
    paths = sorted((HERE / guide / "data").glob(pattern))
    return [case for path in paths for case in yaml.safe_load(path.read_text(encoding="utf-8")) or ()]


FAULTS = {guide: read(guide, "faults/*.yaml") for guide in RULEBASES if guide != OWN_TESTS}
EXPECTED = {guide: read(guide, "expected*.yaml") for guide in RULEBASES if guide != OWN_TESTS}


def diagnose(guide, facts, platform=None):
    case = {"now": NOW, "system": [guide], "facts": facts}
    return infer(case if platform is None else case | {"platform": platform})


def confirmed(diagnosis):
    return {item.id: item for item in diagnosis.faults if item.verdict is Verdict.CONFIRMED}


def each(cases, part):
    """One parameter for every case, platform and set of facts of that part."""
    return [
        pytest.param(guide, case, facts, platform, id=f"{case['id']}-{platform or 'any'}-{number}")
        for guide, listed in cases.items()
        for case in listed
        for platform in case.get("platforms") or [None]
        for number, facts in enumerate(case.get(part) or ())
    ]


# --- items and sources ----------------------------------------------------------------------


@pytest.mark.parametrize("guide", RULEBASES)
def test_the_catalogue_has_every_item_once(guide):
    catalogue = RULEBASES[guide].catalogue
    assert len(catalogue) == len(set(catalogue)) == ITEMS[guide]


def test_every_item_of_every_guide_is_cited_or_declined_with_a_reason():
    for guide, rulebase in RULEBASES.items():
        declined = {each.item: each.reason for each in rulebase.declined}
        unused = [item for item in rulebase.catalogue if not rulebase.cited.get(item) and not declined.get(item)]
        assert unused == [], guide
    assert sum(ITEMS.values()) == 698


@pytest.mark.parametrize("guide", RULEBASES)
def test_every_source_lies_within_its_guide(guide):
    rulebase = RULEBASES[guide]
    for item in rulebase.cited:
        sources = rulebase.sources_of(item)
        assert sources, item
        for source in sources:
            assert source.guide == guide
            assert source.section.strip()
            assert re.fullmatch(r"\d+(-\d+)?(, \d+(-\d+)?)*", source.lines), (item, source.lines)
            for part in source.lines.split(", "):
                first, _, last = part.partition("-")
                assert 1 <= int(first) <= int(last or first) <= LAST_LINE[guide], item


# --- faults and findings --------------------------------------------------------------------


@pytest.mark.parametrize("guide", FAULTS)
def test_every_fault_and_finding_has_a_case(guide):
    rulebase = RULEBASES[guide]
    assert {fault.id for fault in rulebase.faults} == {case["id"] for case in FAULTS[guide] if not case.get("finding")}
    assert {item.id for item in rulebase.findings} == {case["id"] for case in FAULTS[guide] if case.get("finding")}


@pytest.mark.parametrize(("guide", "case", "facts", "platform"), each(FAULTS, "shown"))
def test_is_confirmed_by_its_evidence_and_no_neighbour_is(guide, case, facts, platform):
    found = confirmed(diagnose(guide, facts, platform))
    assert case["id"] in found
    assert found[case["id"]].root_cause is not case.get("finding", False)
    assert {item.id for item in found.values() if item.root_cause} <= {case["id"]}


@pytest.mark.parametrize(("guide", "case", "facts", "platform"), each(FAULTS, "beside"))
def test_is_not_confirmed_one_value_beside_its_evidence(guide, case, facts, platform):
    assert case["id"] not in confirmed(diagnose(guide, facts, platform))


@pytest.mark.parametrize(("guide", "case", "facts", "platform"), each(FAULTS, "cleared"))
def test_is_ruled_out_by_what_clears_it(guide, case, facts, platform):
    assert diagnose(guide, facts, platform).verdict(case["id"]) is Verdict.RULED_OUT


@pytest.mark.parametrize("guide", FAULTS)
def test_nothing_is_known_where_nobody_looked(guide):
    diagnosis = infer({"now": NOW, "system": [guide], "facts": {}})
    assert diagnosis.to_dict()["faults"] == []
    verdicts = {item["verdict"] for item in diagnosis.to_dict(include_unknown=True)["faults"]}
    assert verdicts == {"UNKNOWN"}


# --- what is expected -----------------------------------------------------------------------


@pytest.mark.parametrize("guide", EXPECTED)
def test_everything_expected_has_a_case(guide):
    windows = {window.items[0] for item in RULEBASES[guide].symptoms for window in item.windows if window.items}
    expected = {item.id for item in RULEBASES[guide].expected}
    cases = {case["id"] for case in EXPECTED[guide]}
    assert expected <= cases <= expected | windows


@pytest.mark.parametrize(("guide", "case", "facts", "platform"), each(EXPECTED, "holds"))
def test_is_named_as_expected_and_nothing_is_accused(guide, case, facts, platform):
    diagnosis = diagnose(guide, facts, platform)
    assert case["id"] in {item["id"] for item in diagnosis.to_dict()["expected"]}
    assert not [item.id for item in confirmed(diagnosis).values() if item.root_cause]


@pytest.mark.parametrize(("guide", "case", "facts", "platform"), each(EXPECTED, "beside"))
def test_is_not_named_as_expected_one_value_beside(guide, case, facts, platform):
    diagnosis = diagnose(guide, facts, platform)
    assert case["id"] not in {item["id"] for item in diagnosis.to_dict()["expected"]}


# --- texts ----------------------------------------------------------------------------------

VARIANTS = {
    "verbatim": lambda text: text,
    "in upper case": str.upper,
    "in lower case": str.lower,
    "wrapped over lines": lambda text: text.replace(" ", "\n   "),
    "inside JSON": lambda text: json.dumps({"status": "error", "errors": [{"message": f"{text} (ref 7)"}]}),
    "inside a log": "2026-03-05 09:12:11 WARN worker-3 {} (attempt 2)\n2026-03-05 09:42:10 done".format,
}
SAID = [
    pytest.param(guide, case, field, text, variant, id=f"{case['id']}-{field}-{text}-{variant}")
    for guide, cases in FAULTS.items()
    for case in cases
    for text in case.get("says") or ()
    for number, field in enumerate(case.get("said_in") or ())
    for variant in (VARIANTS if number == 0 else ["verbatim"])
]


@pytest.mark.parametrize(("guide", "case", "field", "text", "variant"), SAID)
def test_a_text_names_it_however_it_was_pasted(guide, case, field, text, variant):
    platform = (case.get("platforms") or [None])[0]
    assert case["id"] in confirmed(diagnose(guide, {field: VARIANTS[variant](text)}, platform))


@pytest.mark.parametrize("guide", FAULTS)
def test_every_text_that_names_a_fault_has_a_case(guide):
    judged = {item.id for item in (*RULEBASES[guide].faults, *RULEBASES[guide].findings)}
    named = {(message.text, message.names) for message in RULEBASES[guide].messages if message.names in judged}
    assert named == {(text, case["id"]) for case in FAULTS[guide] for text in case.get("says") or ()}


# The subject of a mail is no error: it warns of one.
SEEN_ELSEWHERE = {"appseconnect.amazon.lwa-rotation-email": "mail.subject"}
QUOTED = yaml.safe_load((HERE / "data" / "error_texts.yaml").read_text(encoding="utf-8"))


def test_every_guide_quotes_error_texts():
    assert {guide: len(texts) for guide, texts in QUOTED.items()} == {
        "efs": 30, "appseconnect": 36, "tether": 13, "erp": 5, "storeconnect": 20,
    }  # fmt: skip


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(
    ("guide", "item", "text"), [(guide, item, text) for guide, texts in QUOTED.items() for item, text in texts.items()]
)
def test_a_quoted_error_text_is_recognised(guide, item, text, variant):
    """What the text says is named by something that cites the item, or its code, or what it specifies."""
    rulebase = RULEBASES[guide]
    fields = dict.fromkeys(
        ref.observable.name
        for message in rulebase.messages
        if message.text.casefold() in text.casefold() or text.casefold() in message.text.casefold()
        for ref in message.where
    )
    field = next(iter(fields), SEEN_ELSEWHERE.get(item))
    assert field, "nothing is about this text"
    diagnosis = diagnose(guide, {field: VARIANTS[variant](text)}).to_dict()
    judged = [entry for entry in diagnosis["faults"] if entry["verdict"] in ("CONFIRMED", "LATENT")]
    assert judged or diagnosis["expected"]
    assert not any(symptom["role"] == "unexplained" for symptom in diagnosis["symptoms"])
