import pickle
from datetime import UTC, datetime

import pytest

import facts
from facts import ABSENT, CaseError, Channel, Claim, Order, Subject, TestOrder, Unused, load_case

NOW = datetime(2026, 3, 5, 10, 40, tzinfo=UTC)


def refused(source, **options):
    with pytest.raises(CaseError) as caught:
        load_case(source, **options)
    return caught.value


def test_a_claim_says_where_it_comes_from():
    (claim,) = load_case({"facts": {"order[88].is2_status": "new"}}).claims
    assert claim == Claim(
        Subject("order", "88"),
        "is2_status",
        facts.Is2Status.NEW,
        None,
        Channel.RECEIVED_ORDERS,
        3,
        None,
        "facts.order[88].is2_status",
        "new",
    )
    assert (claim.name, claim.observable_name) == ("order[88].is2_status", "order.is2_status")


def test_a_fact_may_say_when_where_and_by_whom_it_was_seen():
    fact = {"name": "order.is2_status", "value": "NEW", "at": "1 h ago", "channel": "API log", "by": "Ann"}
    (claim,) = load_case({"now": NOW, "facts": [fact]}).claims
    assert (claim.at, claim.channel, claim.reliability, claim.by) == (
        datetime(2026, 3, 5, 9, 40, tzinfo=UTC),
        Channel.API_LOG,
        4,
        "Ann",
    )


@pytest.mark.parametrize(("given_reliability", "meant"), [(1, 1), ("2", 2), ("screen", 3), ("MACHINE", 4)])
def test_a_fact_may_say_what_it_is_worth(given_reliability, meant):
    fact = {"name": "order.is2_status", "value": "NEW", "reliability": given_reliability}
    assert load_case([fact]).claims[0].reliability == meant


@pytest.mark.parametrize(
    ("name", "worth"), [("order.is2_error", 4), ("order.is2_status", 3), ("merchant.contact", 2), ("order.notes", 3)]
)
def test_a_claim_is_worth_what_its_channel_is_worth(name, worth):
    assert load_case({"facts": {name: "text" if name != "order.is2_status" else "NEW"}}).claims[0].reliability == worth


def test_facts_may_be_texts_objects_things_and_claims():
    claim = Claim(Subject("order", "4"), "sku", "D", None, Channel.HUMAN, 2, None, "here", "D")
    source = ["order[1].sku: A", {"name": "order[2].sku", "value": "B"}, Order("3", sku="C"), claim]
    case = load_case(iter(source))
    assert [(each.name, each.value, each.path) for each in case.claims] == [
        ("order[1].sku", "A", "facts[0]"),
        ("order[2].sku", "B", "facts[1]"),
        ("order[3].sku", "C", "facts[2].sku"),
        ("order[4].sku", "D", "here"),
    ]


def test_a_thing_gives_a_claim_for_each_field_that_is_set():
    order = TestOrder("T", is2_status="absent", placed_at=NOW, fcp_status=facts.FcpStatus.PENDING, line_count=2)
    claims = load_case(order).claims
    assert {claim.observable_name: claim.value for claim in claims} == {
        "test_order.is2_status": ABSENT,
        "test_order.placed_at": facts.Moment.of(NOW),
        "test_order.fcp_status": facts.FcpStatus.PENDING,
        "test_order.line_count": facts.Span.of(2),
    }


def test_two_claims_in_a_list_are_a_conflict_and_both_kept():
    case = load_case(["integration.oauth_status: Connected", "integration.oauth_status: Expired"])
    assert [claim.value for claim in case.claims] == [facts.OAuthStatus.CONNECTED, facts.OAuthStatus.EXPIRED]


def test_one_name_spelt_twice_in_a_mapping_is_refused():
    error = refused({"facts": {"order.sku": "A", " Order.SKU": "B"}})
    assert "second value" in str(error)


def test_every_problem_is_listed_at_once_and_nothing_is_loaded():
    error = refused(
        {
            "now": "13:30",
            "platfrom": "Shopify",
            "system": ["efs", "tehter"],
            "facts": {
                "order.is2_status": "ACEPTED",
                "order.is2_statsu": "NEW",
                "integration.history_days": -3,
                "order.shipped_at": "2026-03-05T10:00:00",
                "order.sku": "A",
            },
        }
    )
    assert [problem.path for problem in error.problems] == [
        "platfrom",
        "now",
        "system[1]",
        "facts.order.is2_status",
        "facts.order.is2_statsu",
        "facts.integration.history_days",
        "facts.order.shipped_at",
    ]
    assert [problem.nearest for problem in error.problems][:5] == [
        "platform",
        None,
        "tether",
        "ACCEPTED",
        "order.is2_status",
    ]
    assert str(error).count("\n") == len(error.problems) - 1


def test_lenient_keeps_what_is_valid_and_lists_the_rest():
    case = load_case(
        {"now": "13:30", "extra": 1, "facts": {"order.is2_status": "ACEPTED", "order.skuu": "A", "order.sku": "B"}},
        lenient=True,
    )
    assert [claim.name for claim in case.claims] == ["order.sku"]
    assert [unused.name for unused in case.unused] == ["extra", "now", "order.is2_status", "order.skuu"]
    assert all(unused.reason for unused in case.unused)


def test_a_name_of_a_guide_that_is_not_consulted_is_unused():
    case = load_case({"system": ["efs"], "facts": {"sync.retried": "yes", "order.sku": "A"}})
    assert [claim.name for claim in case.claims] == ["order.sku"]
    assert case.unused == (Unused("sync.retried", "yes", "belongs to the tether guide, which was not consulted"),)


def test_a_name_of_several_guides_is_used_by_each():
    for system in ("efs", "tether"):
        assert load_case({"system": [system], "facts": {"integration.last_sync": "never"}}).claims


def test_without_a_system_every_guide_is_consulted():
    case = load_case({"facts": {"sync.retried": "yes", "order.sku": "A"}})
    assert (case.system, len(case.claims)) == (None, 2)


@pytest.mark.parametrize("system", ["efs, tether", ["EFS", "Tether", "efs"], ("efs", "tether")])
def test_guides_may_be_listed_in_several_ways(system):
    assert load_case({"system": system}).system == ("efs", "tether")


def test_the_guides_of_the_caller_go_before_those_of_the_case():
    assert load_case({"system": ["efs"]}, system=["tether"]).system == ("tether",)


SHAPES = [  # source, what the message says
    (17, "is a int"),
    (b"facts", "is a bytes"),
    (None, "is a NoneType"),
    ({"facts": "order.sku: A"}, "no mapping or list"),
    ({"facts": 3}, "no mapping or list"),
    ({"fatcs": {}}, "'facts'"),
    ({"order.sku": "A"}, "under 'facts'"),
    ({3: "A"}, "does not have"),
    ({"facts": {3: "A"}}, "no text"),
    ({"facts": {"order": {"88": {"placed_at": "x"}}}}, "not known"),
    ({"facts": {"order[88].placed_at": {"x": 1}}}, "order\\[88\\].placed_at"),
    ({"platform": ["Shopify"]}, "not a name"),
    ({"system": {"efs": 1}}, "no list of guides"),
    ({"system": [1]}, "not a guide"),
    ([3], "is a int"),
    ([["order.sku", "A"]], "is a list"),
    (["order.sku"], "has no value"),
    ([{"value": 1}], "has no name"),
    ([{"name": "order.sku"}], "has no value"),
    ([{"name": 3, "value": 1}], "not a name"),
    ([{"name": "order.sku", "value": 1, "chanel": "human"}], "'channel'"),
    ([{"name": "order.sku", "value": 1, "channel": "humna"}], "'human'"),
    ([{"name": "order.sku", "value": 1, "reliability": 5}], "not a reliability"),
    ([{"name": "order.sku", "value": 1, "reliability": True}], "not a reliability"),
    ([{"name": "order.sku", "value": 1, "at": "13:30"}], "time of day"),
    ([{"name": "order.sku", "value": 1, "by": 3}], "not a name"),
    ([Claim(Subject("order"), "skuu", "D", None, Channel.HUMAN, 2, None, "here", "D")], "not known"),
]


@pytest.mark.parametrize(("source", "said"), SHAPES)
def test_what_is_no_case_is_refused(source, said):
    with pytest.raises(CaseError, match=said):
        load_case(source)


def test_too_many_facts_are_refused_before_they_are_read():
    assert "more than 2 facts" in str(refused({"facts": dict.fromkeys("abc", "x")}, max_facts=2))
    endless = iter(lambda: "order.sku: A", None)
    assert "more than 2 facts" in str(refused(endless, max_facts=2))


def test_as_many_facts_as_allowed_are_loaded():
    assert len(load_case(["order.sku: A"] * 2, max_facts=2).claims) == 2


def test_a_case_without_facts_is_a_case():
    assert load_case({}) == facts.Case()


def test_a_loaded_case_stays_as_it_is_but_for_its_clock_and_its_guides():
    case = load_case({"facts": {"sync.retried": "yes", "order.sku": "A"}})
    assert load_case(case) == case
    again = load_case(case, now=NOW, system=["efs"])
    assert again.now == NOW
    assert [claim.name for claim in again.claims] == ["order.sku"]
    assert [unused.name for unused in again.unused] == ["sync.retried"]


def test_a_case_error_is_a_value_error_and_can_be_sent_between_processes():
    error = refused({"facts": {"order.skuu": "A"}})
    assert isinstance(error, ValueError)
    assert isinstance(error, facts.SyncdxError)
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


def test_a_loaded_case_can_be_sent_between_processes():
    case = load_case({"now": NOW, "facts": {"order.is2_status": "NEW", "order.shipped_at": "4 h ago"}})
    assert pickle.loads(pickle.dumps(case)) == case


def test_loading_twice_gives_the_same_case():
    source = {"now": NOW, "platform": "woo", "facts": {"order[2].sku": "A", "order[1].sku": "B", "order.number": "?"}}
    assert load_case(source) == load_case(source)
