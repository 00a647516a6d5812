"""Several guides in one case: which are consulted, and that none speaks for another's system."""

from pathlib import Path

import pytest
import yaml

from engine import Verdict, infer, load_rulebases
from engine.rules import Contradiction
from facts import THINGS, load_case, observables_of
from rulebases.across import CONTRADICTIONS

NOW = "2026-03-05T10:40:00+01:00"
GUIDES = ["appseconnect", "efs", "erp", "storeconnect", "tether"]
DATA = Path(__file__).parent / "rulebases"


def diagnose(facts, **case):
    return infer({"now": NOW, "facts": facts, **case})


def consulted(diagnosis):
    return [rulebase["name"] for rulebase in diagnosis.to_dict()["run"]["rulebases"]]


def confirmed(diagnosis):
    return {item.id for item in diagnosis.faults if item.verdict is Verdict.CONFIRMED and item.root_cause}


def test_all_five_guides_are_installed():
    assert {rulebase.name for rulebase in load_rulebases()} >= set(GUIDES)


# --- which guides are consulted -------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "guides"),
    [
        ({"facts": {"integration.order_sync_toggle": "OFF"}}, ["efs"]),
        ({"facts": {"flow.status": "Paused"}}, ["appseconnect"]),
        ({"facts": {"integration.state": "paused"}}, ["tether"]),
        ({"facts": {"error.status_code": "REQUIRED_FIELD_MISSING"}}, ["storeconnect"]),
        ({"facts": {"erp.period_status": "closed"}}, ["erp"]),
        # A text that several guides can read belongs to the one that recognises it.
        ({"facts": {"snapshot.error": "REQUIRED_FIELD_MISSING: [BillingCity]"}}, ["storeconnect"]),
        ({"facts": {"snapshot.error": "Cannot convert null to Int32"}}, ["appseconnect"]),
        ({"facts": {"log.error": "Customer lookup failed for guest"}}, ["erp"]),
        # The generic guide gives way to one about a system of its own.
        ({"facts": {"flow.status": "Active", "order.in_source": "yes"}}, ["appseconnect"]),
        # A hub in the route brings its guide in, whatever the facts are.
        ({"platform": "Shopify -> IS2 -> FCP", "facts": {}}, ["efs"]),
        ({"platform": "Shopify -> Tether -> NetSuite", "facts": {}}, ["tether"]),
        ({"platform": "Shopify -> APPSeCONNECT -> SAP B1", "facts": {"order.in_source": "yes"}}, ["appseconnect"]),
        # Facts of two systems bring in both.
        ({"facts": {"integration.order_sync_toggle": "ON", "flow.status": "Paused"}}, ["appseconnect", "efs"]),
        ({"facts": {"error.status_code": "INVALID_FIELD", "flow.status": "Paused"}}, ["appseconnect", "storeconnect"]),
        # What the case asks for goes before what it speaks of.
        ({"system": "tether", "facts": {"integration.order_sync_toggle": "OFF"}}, ["tether"]),
        ({"system": ["efs", "erp"], "facts": {"flow.status": "Paused"}}, ["efs", "erp"]),
        ({"facts": {}}, GUIDES),
    ],
)
def test_the_guides_consulted_are_those_the_case_speaks_of(case, guides):
    assert consulted(infer({"now": NOW, **case}, rulebases=None)) == guides


def test_the_order_of_facts_does_not_choose_the_guides():
    facts = ["sync.error: 503 Service Unavailable", "order.in_source: yes", "log.error: Period Closed"]
    assert consulted(diagnose(facts)) == consulted(diagnose(facts[::-1]))


def test_a_fact_of_a_guide_that_was_not_asked_is_listed_as_unused():
    facts = {"flow.status": "Paused", "integration.order_sync_toggle": "OFF"}
    unused = diagnose(facts, system="efs").to_dict()["unused"]
    assert [(item["name"], "appseconnect" in item["reason"]) for item in unused] == [("flow.status", True)]


# --- no guide speaks for another's system ---------------------------------------------------


def evidence_of(guide):
    """Every set of facts that confirms a fault of a guide, with its platform."""
    for path in sorted((DATA / guide / "data" / "faults").glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")) or ():
            for facts in case.get("shown") or ():
                yield case["id"], (case.get("platforms") or [None])[0], facts


@pytest.mark.parametrize("guide", GUIDES)
def test_facts_of_one_system_confirm_no_fault_of_another(guide):
    for identity, platform, facts in evidence_of(guide):
        case = {} if platform is None else {"platform": platform}
        found = confirmed(diagnose(facts, system=GUIDES, **case))
        readers = {guide} | _guides_that_share(facts)
        foreign = {each for each in found if each.partition(".")[0] not in readers}
        assert not foreign, f"{identity}: {facts} confirms {foreign}"


def _guides_that_share(facts):
    """The guides whose vocabulary has one of the names: it means the same thing in each."""
    shared = set()
    for claim in load_case({"now": NOW, "facts": facts}).claims:
        guides = observables_of(THINGS[claim.subject.kind])[claim.attribute].guides
        shared |= set(guides) if len(guides) > 1 else set()
    return shared


@pytest.mark.parametrize("guide", GUIDES)
def test_what_confirms_a_fault_does_so_without_naming_the_system(guide):
    for identity, platform, facts in evidence_of(guide):
        case = {} if platform is None else {"platform": platform}
        by_itself = infer({"now": NOW, "facts": facts, **case})
        if guide in consulted(by_itself):
            asked = infer({"now": NOW, "facts": facts, "system": [guide], **case})
            own = {each for each in confirmed(by_itself) if each.startswith(f"{guide}.")}
            assert own == confirmed(asked), identity
        else:
            assert _guides_that_share(facts), f"{identity}: {facts} is read by {consulted(by_itself)}"


# --- families and contradictions ------------------------------------------------------------


def test_a_lapsed_login_in_two_systems_is_one_family_with_two_remedies():
    facts = {"integration.oauth_status": "Expired", "connection.credentials_expired": "yes"}
    result = diagnose(facts, platform="Shopify", system=["efs", "erp"]).to_dict()
    [family] = [each for each in result["families"] if each["family"] == "lost authorisation"]
    guides = {place["id"].partition(".")[0] for place in family["faults"]}
    assert guides == {"efs", "erp"}
    steps = {fault["id"]: fault["remedy"]["steps"] for fault in result["faults"] if fault["family"] == family["family"]}
    assert len({tuple(each) for each in steps.values()}) == len(steps) >= 2


def test_the_contradictions_across_guides_name_places_of_two_guides():
    assert len(CONTRADICTIONS) >= 15
    for item in CONTRADICTIONS:
        assert isinstance(item, Contradiction)
        assert len({place.guide for place in item.places}) >= 2, item.title
        assert {place.guide for place in item.places} <= set(GUIDES)
