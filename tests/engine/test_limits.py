"""Large cases, too large cases, and many cases."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from engine import CaseError, Verdict, infer
from engine.reasoners.durable import durable_available
from facts import MAX_FACTS
from tests.strategies import NOW

ROOT = Path(__file__).parents[2]
REASONERS = ["compiled", *(["durable"] if durable_available() else [])]
SECONDS = 60
"""Ten times what 10,000 facts take on a slow machine; a quadratic step anywhere takes far longer."""
GROWTH_MEBIBYTES = 12


def large_case(facts: int) -> dict[str, Any]:
    """Make a case of many orders: most went through, one in ten has failed, and the login has run out since."""
    given: dict[str, Any] = {"integration.order_sync_toggle": "ON", "integration.oauth_status": "Expired"}
    number = 0
    while len(given) < facts:
        placed = NOW - timedelta(minutes=90 + number)
        order = f"order[{number}]"
        given[f"{order}.placed_at"] = placed.isoformat()
        given[f"{order}.ship_method"] = ("GROUND", "EXPRESS", "AIR")[number % 3]
        given[f"{order}.sku"] = f"SKU-{number % 40}"
        if number % 10:
            given[f"{order}.is2_status"] = "ACCEPTED"
            given[f"{order}.fcp_status"] = "Pending"
        else:
            given[f"{order}.is2_status"] = "absent"
        number += 1
    kept = dict(list(given.items())[:facts])
    return {"now": NOW.isoformat(), "platform": "Shopify", "facts": kept}


@pytest.mark.parametrize("reasoner", REASONERS)
def test_ten_thousand_facts_are_diagnosed(reasoner):
    case = large_case(10_000)
    begin = time.perf_counter()
    diagnosis = infer(case, reasoner=reasoner)
    document = diagnosis.to_dict()
    assert time.perf_counter() - begin < SECONDS
    assert diagnosis.verdict("efs.connection.oauth_not_connected") is Verdict.CONFIRMED
    assert len(document["symptoms"]) > 2_000


def test_a_case_of_as_many_facts_as_allowed_is_not_refused_for_their_number():
    facts = [f"order[{number}].gift: 12" for number in range(MAX_FACTS)]
    with pytest.raises(CaseError) as refused:
        infer({"facts": [*facts, "order.is2_statsu: NEW"]}, reasoner="compiled")
    assert len(refused.value.problems) == 1
    assert f"{MAX_FACTS:,}" in str(refused.value) or str(MAX_FACTS) in str(refused.value)


@pytest.mark.parametrize("form", [dict.fromkeys, list])
def test_one_fact_too_many_is_refused_with_one_clear_error(form):
    names = [f"order[{number}].is2_status" for number in range(MAX_FACTS + 1)]
    facts = dict.fromkeys(names, "NEW") if form is dict.fromkeys else [f"{name}: NEW" for name in names]
    with pytest.raises(CaseError) as refused:
        infer({"facts": facts}, reasoner="compiled")
    assert len(refused.value.problems) == 1
    assert "100,001" in str(refused.value).replace("100001", "100,001")


MEMORY = """
import gc, sys
from engine import infer
from tests.engine.test_laws import some_cases
cases = some_cases(50, seed=3)
def resident():
    gc.collect()
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 2**20
def work(count):
    for number in range(count):
        infer(cases[number % 50], reasoner=sys.argv[1]).to_dict()
work(300)
before = resident()
work(2000)
print(resident() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads the process's memory from /proc")
@pytest.mark.parametrize("reasoner", REASONERS)
def test_memory_stays_flat_over_two_thousand_cases(reasoner):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", MEMORY, reasoner], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.stderr == ""
    assert float(done.stdout) < GROWTH_MEBIBYTES
