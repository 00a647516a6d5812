import multiprocessing
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.errors import ReasonerError
from engine.reasoners.base import Assertion, Closure, Condition, Datum, Join, Production
from engine.reasoners.base import Test as FieldTest
from engine.reasoners.compiled import CompiledReasoner
from engine.reasoners.durable import FACTS_PER_CASE, DurableReasoner, bare_calls
from tests.engine.reasoners import reasoner_cases

ROOT = Path(__file__).parents[3]
QUIET_HOST = """
from durable import engine
class Host(engine.Host):
    def _run(self): pass
fired = []
def act(c): fired.append(c._m if hasattr(c, "_m") else c.m)
def case(rules, facts):
    host = Host()
    host.set_rulesets({"t": {f"r{i}": {"all": [{"m": rule}], "run": act} for i, rule in enumerate(rules)}})
    try:
        host.assert_facts("t", [{"sid": "1", **fact} for fact in facts])
    except Exception as error:
        print(type(error).__name__, error)
    print("fired", len(fired))
"""


def child(script: str, seconds: float = 20) -> str:
    """Run a script in a process of its own and return what it prints, or how it ended."""
    try:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script],
            capture_output=True, text=True, timeout=seconds, cwd=ROOT, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "hangs"
    return done.stdout.strip() if done.returncode == 0 else f"dies with {done.returncode}"


def agree(productions: list[Production], data: list[Datum]) -> Closure:
    closure = DurableReasoner(productions).derive(data)
    assert closure == CompiledReasoner(productions).derive(data)
    return closure


def one(kind: str, *tests: FieldTest) -> Production:
    return Production(kind, (Condition(kind, tests),))


def test_importing_the_module_does_not_import_durable_rules():
    script = "import sys, engine.reasoners.durable; print([name for name in sys.modules if name.startswith('durable')])"
    assert child(script) == "[]"


def test_no_thread_is_started():
    before = threading.active_count()
    DurableReasoner([one("a")]).derive([Datum("a", ())])
    assert threading.active_count() == before


# --- one sharp edge after the other: the engine alone, and behind the wall -------------------------------


def test_a_fact_that_no_rule_matches_loses_the_batch_but_not_behind_the_wall():
    alone = child(QUIET_HOST + "case([{'k': 'a'}], [{'id': '1', 'k': 'a'}, {'id': '2', 'k': 'b'}])")
    assert alone.startswith("MessageNotHandledException")
    assert alone.endswith("fired 0")
    assert len(agree([one("a")], [Datum("a", ()), Datum("b", ()), Datum("a", (), "x")]).derivations) == 2


def test_facts_whose_ids_collide_lose_the_batch_and_no_two_ids_of_a_case_do():
    facts = "[{'id': '40189', 'k': 'a'}, {'id': '797186', 'k': 'a'}]"
    alone = child(QUIET_HOST + f"case([{{'k': 'a'}}], {facts})")
    assert alone.startswith("MessageObservedException")
    hashes = set()
    for number in range(FACTS_PER_CASE):
        value = 0x811C9DC5
        for byte in b"%d" % number:
            value = (value ^ byte) * 16777619 & 0xFFFFFFFF
        hashes.add(value)
    assert len(hashes) == FACTS_PER_CASE


def test_equal_data_are_told_apart():
    assert len(agree([one("a")], [Datum("a", (), "x")] * 3).derivations) == 3


def test_512_tests_under_one_node_hang_the_engine_but_not_behind_the_wall():
    rules = "[{'$and': [{'k': 'a'}, {'w': str(i)}]} for i in range(513)]"
    assert child(QUIET_HOST + f"case({rules}, [{{'id': '1', 'k': 'a', 'w': '7'}}])", seconds=3) != "fired 1"
    productions = [one("a", FieldTest("word", "eq", str(index))) for index in range(600)]
    assert len(agree(productions, [Datum("a", (), "7"), Datum("a", (), "599")]).derivations) == 2


def test_300_rules_with_one_pattern_break_the_engine_but_not_behind_the_wall():
    assert child(QUIET_HOST + "case([{'k': 'a'}] * 300, [{'id': '1', 'k': 'a'}])") != "fired 300"
    assert len(agree([one("a")] * 300, [Datum("a", ())]).derivations) == 300


def test_65_conditions_true_of_one_fact_stop_the_engine_but_not_behind_the_wall():
    rules = "[{'$and': [{'k': 'a'}, {'$gt': {'n': i}}]} for i in range(70)]"
    assert "303" in child(QUIET_HOST + f"case({rules}, [{{'id': '1', 'k': 'a', 'n': 99}}])")
    productions = [one("a", FieldTest("low", "gt", index)) for index in range(70)]
    assert len(agree(productions, [Datum("a", (), None, 99, 99)]).derivations) == 70


def test_a_very_long_list_of_words_is_one_test():
    words = tuple(f"w{index}" for index in range(1500))
    data = [Datum("a", (), word) for word in (*words[::100], "other")]
    assert len(agree([one("a", FieldTest("word", "in", words))], data).derivations) == 15
    assert len(agree([one("a", FieldTest("word", "not_in", words))], data).derivations) == 1


def test_types_mix_in_the_engine_but_not_behind_the_wall():
    assert child(QUIET_HOST + "case([{'k': '5'}], [{'id': '1', 'k': 5}])") == "fired 1"
    productions = [Production("p", (Condition("a"), Condition("b", (), (Join("word", "eq", 0, "key:order"),))))]
    data = [Datum("a", (("order", "5"),)), *(Datum("b", (), word) for word in ("5", "5.0", "05", "true", "True"))]
    assert [derivation.data for derivation in agree(productions, data).derivations] == [(0, 1)]


def test_words_of_any_length_and_any_characters_match_themselves_alone():
    words = [*reasoner_cases.WORDS, "x" * 70_000, "x" * 70_000 + "y", "x" * 65_536, "x" * 131_072]
    productions = [one("a", FieldTest("word", "eq", word)) for word in words]
    closure = agree(productions, [Datum("a", (), word) for word in words])
    assert [(derivation.production, derivation.data) for derivation in closure.derivations] == [
        (index, (index,)) for index in range(len(words))
    ]


def test_numbers_compare_exactly_across_types_and_sizes():
    numbers = reasoner_cases.NUMBERS
    productions = [
        one("a", FieldTest("low", operator, number)) for operator in ("eq", "lt", "ge") for number in numbers
    ]
    productions += [
        Production("join", (Condition("a"), Condition("a", (), (Join("low", operator, 0, "high"),))))
        for operator in ("eq", "ne", "lt", "le", "gt", "ge")
    ]
    data = [Datum("a", (), None, number, other) for number, other in zip(numbers, reversed(numbers), strict=True)]
    assert agree(productions, data).derivations


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_is_not_finite_is_refused(number):
    with pytest.raises(ReasonerError, match="not finite"):
        DurableReasoner([one("a")]).derive([Datum("a", (), None, 1, number)])


def test_a_joined_field_that_is_missing_fails_the_join_alone():
    join = Join("key:order", "eq", 0, "key:order")
    productions = [Production("p", (Condition("a"), Condition("b", (), (join,)))), one("b")]
    data = [Datum("a", ()), Datum("a", (("order", "1"),)), Datum("b", ()), Datum("b", (("order", "1"),))]
    assert len(agree(productions, data).derivations) == 3


def test_a_last_join_that_fails_does_not_run_off_the_rule():
    joins = tuple(Join(name, "ne", 0, name) for name in ("key:order", "word"))
    productions = [Production(f"p{n}", (Condition("a"), Condition("a", (), joins[: n % 3]))) for n in range(30)]
    data = [Datum("a", (("order", "1"),), "x")] * 20
    assert len(agree(productions, data).derivations) == 10 * 400


def test_joins_beside_a_list_of_words_are_not_skipped():
    words = FieldTest("word", "in", ("x", "y"))
    join = Join("key:order", "eq", 0, "key:order")
    productions = [Production("p", (Condition("a", (words,)), Condition("a", (words,), (join,))))]
    data = [Datum("a", (("order", order),), word) for order in "12" for word in "xyz"]
    assert len(agree(productions, data).derivations) == 8


def test_a_fact_may_have_more_keys_than_the_engine_has_fields():
    levels = [f"level{index}" for index in range(300)]
    productions = [Production("p", (Condition("a"), Condition("a", (), (Join("key:level7", "eq", 0, "key:level7"),))))]
    assert agree(productions, [Datum("a", tuple((level, "1") for level in levels))]).derivations
    for level in levels:
        join = Join(f"key:{level}", "eq", 0, f"key:{level}")
        productions.append(Production("p", (Condition("a"), Condition("a", (), (join,)))))
    with pytest.raises(ReasonerError, match="300 fields of a"):
        DurableReasoner(productions)


def test_a_case_in_which_nothing_fires_leaves_nothing_behind():
    reasoner = DurableReasoner([one("a", FieldTest("word", "eq", "on"))])
    for _ in range(1_500):
        assert reasoner.derive([Datum("a", (), "off")]).derivations == ()


def test_a_chain_of_derived_data_runs_to_its_end():
    productions = [
        Production(f"p{index}", (Condition(f"k{index}"),), Assertion(f"k{index + 1}", 0, ("order",), "on"))
        for index in range(100)
    ]
    loop = Production("loop", (Condition("k100"),), Assertion("k0", 0, ("order",)))
    closure = agree([*productions, loop], [Datum("k0", (("order", "1"),))])
    assert len(closure.data) == 102
    assert len(closure.derivations) == 102


def test_hub_data_joined_to_thousands_are_all_there():
    hub = Condition("integration.on", (FieldTest("word", "eq", "OFF"),))
    join = Join("key:integration", "eq", 0, "key:integration")
    productions = [Production(f"p{index}", (hub, Condition(f"order.k{index}", (), (join,)))) for index in range(3)]
    data = [Datum("integration.on", (("integration", "1"),), "OFF")]
    data += [Datum(f"order.k{index % 3}", (("integration", "1"), ("order", str(index)))) for index in range(6_000)]
    assert len(agree(productions, data).derivations) == 6_000


# --- threads, processes, memory ----------------------------------------------------------------------------

PRODUCTIONS = reasoner_cases.pipeline(120)
CASES = [reasoner_cases.observations(40 + seed, seed) for seed in range(24)]


def answers(reasoner: DurableReasoner) -> list[Closure]:
    return [reasoner.derive(case) for case in CASES]


@pytest.mark.parametrize("threads", [8, 100])
def test_many_threads_give_the_same_answers(threads):
    reasoner = DurableReasoner(PRODUCTIONS)
    expected = [CompiledReasoner(PRODUCTIONS).derive(case) for case in CASES]
    with ThreadPoolExecutor(threads) as pool:
        for index, closure in enumerate(pool.map(lambda index: reasoner.derive(CASES[index % 24]), range(480))):
            assert closure == expected[index % 24]


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_four_processes_give_the_same_answers(method):
    reasoner = DurableReasoner(PRODUCTIONS)
    expected = answers(reasoner)
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context(method)) as pool:
        assert list(pool.map(answers, [reasoner] * 8)) == [expected] * 8


@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_a_child_forked_while_other_threads_reason_can_reason():
    reasoner = DurableReasoner(PRODUCTIONS)
    stop = threading.Event()

    def keep_busy() -> None:
        while not stop.is_set():
            reasoner.derive(CASES[0])

    busy = [threading.Thread(target=keep_busy) for _ in range(4)]
    for thread in busy:
        thread.start()
    try:
        for _ in range(4):
            process = multiprocessing.get_context("fork").Process(target=answers, args=(reasoner,))
            process.start()
            process.join(20)
            assert process.exitcode == 0
    finally:
        stop.set()
        for thread in busy:
            thread.join()


def test_a_reasoner_survives_pickling():
    reasoner = pickle.loads(pickle.dumps(DurableReasoner(PRODUCTIONS)))
    assert reasoner.derive(CASES[0]) == CompiledReasoner(PRODUCTIONS).derive(CASES[0])


def test_memory_stays_flat_over_cases_and_over_reasoners_of_the_same_productions():
    script = """
import resource
from engine.reasoners.durable import DurableReasoner
from tests.engine.reasoners.reasoner_cases import observations, pipeline
productions = pipeline(120)
cases = [observations(40 + seed, seed) for seed in range(24)]
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
def work(count):
    reasoner = DurableReasoner(productions)
    for index in range(count):
        reasoner.derive(cases[index % 24])
work(200)
before = peak()
for _ in range(100):
    work(20)
print(peak() - before < 4)
"""
    assert child(script) == "True"


@pytest.mark.filterwarnings("ignore:datetime.datetime.utcfromtimestamp:DeprecationWarning")
def test_the_bare_calls_count_the_same_firings():
    productions = [Production(each.id, each.conditions) for each in PRODUCTIONS]
    bare = bare_calls(productions)
    for case in CASES:
        assert bare(case) == len(CompiledReasoner(productions).derive(case).derivations)
