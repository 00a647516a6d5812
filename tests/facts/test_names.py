from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import facts
from facts import ABSENT, CaseError, load_case

NAMES = (Path(__file__).parent / "data" / "vocabulary_names.txt").read_text(encoding="utf-8").split()


def only(name, value="absent", **options):
    claim, *implied = load_case({"facts": {name: value}}, **options).claims
    assert all(each.path == str(claim.subject) for each in implied)
    return claim


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_the_vocabulary_loads(name):
    assert only(name).path == f"facts.{name}"


@pytest.mark.parametrize("name", [each.name for each in facts.vocabulary()])
def test_every_canonical_name_loads_under_itself(name):
    claim = only(name)
    assert (claim.name, claim.observable_name) == (name, name)


@pytest.mark.parametrize(("alias", "name"), [(a, each.name) for each in facts.vocabulary() for a in each.aliases])
def test_every_alias_means_its_observable(alias, name):
    assert only(alias).observable_name == name


NAMED = [  # as given, as understood
    ("order[88].placed_at", "order[88].placed_at"),
    ("order.placed_at", "order.placed_at"),
    ("  Order[88] . Placed_At ", "order[88].placed_at"),
    ("ORDER.PLACED_AT", "order.placed_at"),
    ("order[ 88 ].placed_at", "order[88].placed_at"),
    ("order[].placed_at", "order.placed_at"),
    ("order[A b/c.1].placed_at", "order[A b/c.1].placed_at"),
    ("order_bad.sku", "order[bad].sku"),
    ("order_ok.sku", "order[ok].sku"),
    ("connection.SAP.validated", "connection[SAP].validated"),
    ("connection[SAP].validated", "connection[SAP].validated"),
    ("flow.price.status", "flow[price].status"),
    ("error[0].message", "error[0].message"),
    ("mapping[].has_default", "mapping.has_default"),
    ("snapshot.reverse_step.value_returned", "snapshot.reverse_step.value_returned"),
    ("network.api.hubapi.com_reachable", "network.api.hubapi.com_reachable"),
    ("account[acme].integration[eu].order[88].placed_at", "account[acme].integration[eu].order[88].placed_at"),
    ("integration[eu].order[88].placed_at", "integration[eu].order[88].placed_at"),
    ("account[acme].integration[eu].last_sync", "account[acme].integration[eu].last_sync"),
    ("integration[eu].last_sync_at", "integration[eu].last_sync"),
    ("test_order[T-1].placed_at", "test_order[T-1].placed_at"),
    ("test_order.shipped_at", "test_order.shipped_at"),
]


@pytest.mark.parametrize(("given_name", "understood"), NAMED, ids=[pair[0] for pair in NAMED])
def test_a_name_is_understood(given_name, understood):
    assert only(given_name).name == understood


def test_an_owner_prefix_says_whose_thing_it_is():
    subject = only("account[acme].integration[eu].order[88].placed_at").subject
    assert subject == facts.Subject("order", "88", integration="eu", account="acme")


def test_an_owner_alone_is_the_thing_itself():
    assert only("integration[eu].last_sync").subject == facts.Subject("integration", "eu")


def test_a_thing_without_an_id_may_stand_beside_others_with_one():
    case = load_case({"facts": {"order.sku": "A", "order[88].sku": "B", "order[91].sku": "C"}})
    assert [claim.subject.id for claim in case.claims] == [None, "88", "91"]


MISSPELT = [  # as given, the nearest known name
    ("order.is2_statsu", "order.is2_status"),
    ("order[88].is2_statsu", "order[88].is2_status"),
    ("integration.order_sink_toggle", "integration.order_sync_toggle"),
    ("integration[eu].order[88].plced_at", "integration[eu].order[88].placed_at"),
]


@pytest.mark.parametrize(("misspelt", "nearest"), MISSPELT)
def test_an_unknown_name_is_refused_with_the_nearest(misspelt, nearest):
    with pytest.raises(CaseError, match="not known") as caught:
        only(misspelt)
    (problem,) = caught.value.problems
    assert problem.path == f"facts.{misspelt}"
    assert problem.nearest == nearest
    assert f"Did you mean {nearest!r}?" in problem.message


@pytest.mark.parametrize("nonsense", ["", ".", "order", "order.", ".sku", "order[88.sku", "order]88[.sku", "a.b.c.d"])
def test_what_is_no_name_is_refused(nonsense):
    with pytest.raises(CaseError):
        only(nonsense)


@given(st.text(max_size=60))
def test_any_text_as_a_name_loads_or_is_refused(name):
    case = load_case({"facts": {name: "absent"}}, lenient=True)
    assert len(case.claims) + len(case.unused) == 1


@given(st.text(min_size=1, max_size=20).filter(lambda text: not set(text) & set("[]") and text.strip() == text))
def test_any_id_without_brackets_is_kept(id_):
    assert only(f"order[{id_}].sku").subject.id == id_


def test_an_observable_of_a_rulebase_can_be_named():
    extra = facts.Observable(
        name="parcel.lost", kind="parcel", attribute="lost", type=facts.ValueType.WORD, words=facts.YesNo
    )
    claim = only("parcel[7].lost", "yes", observables=[extra])
    assert (claim.name, claim.value) == ("parcel[7].lost", facts.YesNo.YES)
    with pytest.raises(CaseError):
        only("parcel[7].lost", "yes")


def test_absent_is_a_value_of_its_own():
    assert only("order[88].is2_status").value is ABSENT
