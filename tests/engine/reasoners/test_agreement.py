import random

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.reasoners.base import Closure, Production
from engine.reasoners.compiled import CompiledReasoner
from engine.reasoners.durable import DurableReasoner
from tests.engine.reasoners import reasoner_cases


@settings(max_examples=200, deadline=None)
@given(reasoner_cases.cases)
def test_both_reasoners_return_the_same_closure(case):
    productions, data = case
    assert DurableReasoner(productions).derive(data) == CompiledReasoner(productions).derive(data)


def facts_of(closure: Closure, productions: list[Production]) -> list[tuple[str, list[str]]]:
    """Firings without their numbers: the production and the data themselves."""
    return sorted(
        (repr(productions[derivation.production]), [repr(closure.data[index]) for index in derivation.data])
        for derivation in closure.derivations
    )


@settings(max_examples=60, deadline=None)
@given(reasoner_cases.cases, st.randoms(use_true_random=False))
def test_the_order_of_data_and_productions_does_not_matter(case, shuffler):
    productions, data = case
    shuffled_productions, shuffled_data = list(productions), list(data)
    shuffler.shuffle(shuffled_productions)
    shuffler.shuffle(shuffled_data)
    for reasoner in (CompiledReasoner, DurableReasoner):
        closure = reasoner(productions).derive(data)
        again = reasoner(shuffled_productions).derive(shuffled_data)
        assert facts_of(again, shuffled_productions) == facts_of(closure, productions)
        assert again.data[len(data) :] == closure.data[len(data) :]


def test_both_agree_on_many_cases_of_one_rulebase():
    productions = reasoner_cases.pipeline(300)
    durable, compiled = DurableReasoner(productions), CompiledReasoner(productions)
    for seed in range(150):
        pick = random.Random(seed)
        data = pick.sample(reasoner_cases.observations(300, seed), pick.randint(0, 80))
        assert durable.derive(data) == compiled.derive(data)
