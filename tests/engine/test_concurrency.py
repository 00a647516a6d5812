"""Many callers at once get what one would."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from engine import infer, infer_many
from engine.reasoners.durable import durable_available
from tests.strategies import some_cases

ROOT = Path(__file__).parents[2]
REASONERS = ["compiled", *(["durable"] if durable_available() else [])]
CASES = some_cases(30, seed=7)
ROUNDS = 4

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning"),
    pytest.mark.parametrize("reasoner", REASONERS),
]


def answer(reasoner: str, number: int) -> bytes:
    return json.dumps(infer(CASES[number], reasoner=reasoner).to_dict(include_unknown=True)).encode()


def answers(reasoner: str) -> list[bytes]:
    return [answer(reasoner, number) for number in range(len(CASES))]


@cache
def alone(reasoner: str) -> list[bytes]:
    return answers(reasoner)


def test_eight_threads_give_the_same_bytes_as_one(reasoner):
    numbers = list(range(len(CASES))) * ROUNDS
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda number: answer(reasoner, number), numbers))
    assert together == alone(reasoner) * ROUNDS


def test_eight_threads_that_all_begin_with_a_first_call_give_the_same_bytes(reasoner):
    script = f"""
import threading
from concurrent.futures import ThreadPoolExecutor
from tests.engine.test_concurrency import answers
begin = threading.Barrier(8)
def work(_):
    begin.wait()
    return answers({reasoner!r})
with ThreadPoolExecutor(8) as pool:
    found = list(pool.map(work, range(8)))
import sys
assert all(each == found[0] for each in found)
sys.stdout.write(repr(found[0]))
"""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.stderr == ""
    assert done.stdout == repr(alone(reasoner))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_four_processes_give_the_same_bytes_as_one(reasoner, method):
    expected = alone(reasoner)
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context(method)) as pool:
        assert list(pool.map(answers, [reasoner] * 4)) == [expected] * 4


def test_processes_forked_while_threads_diagnose_give_the_same_bytes(reasoner):
    expected = alone(reasoner)
    numbers = list(range(len(CASES))) * ROUNDS
    with ThreadPoolExecutor(4) as threads:
        together = threads.map(lambda number: answer(reasoner, number), numbers)
        with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("fork")) as pool:
            assert list(pool.map(answers, [reasoner] * 4)) == [expected] * 4
        assert list(together) == expected * ROUNDS


@pytest.mark.parametrize("workers", [1, 2])
def test_infer_many_keeps_the_order_whoever_does_the_work(reasoner, workers):
    found = infer_many(CASES, workers=workers, reasoner=reasoner)
    documents = [json.dumps(diagnosis.to_dict(include_unknown=True)).encode() for diagnosis in found]
    assert documents == alone(reasoner)
