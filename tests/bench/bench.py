"""Measure the reasoners and whole diagnoses; print the results as Markdown.

Usage: python -m tests.bench.bench [--rounds N] [--memory-cases N] [--write]
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from engine import infer, load_rulebases
from engine.memory import build_memory
from engine.model import model_of
from engine.reasoners import Closure, Datum, Production, Reasoner, ReasonerName, make_reasoner
from engine.reasoners.durable import bare_calls, durable_available
from facts import load_case
from tests.bench.typical import TYPICAL, large_case
from tests.strategies import some_cases

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"
COMMAND = "make bench"
WARM_UP = 30
LARGE = 10_000
AIM = 2.5

Contestants = dict[str, Callable[[], object]]

BARE = "bare durable-rules calls"


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1_000, help="how often each is measured")
    parser.add_argument("--memory-cases", type=int, default=20_000, help="cases over which memory is watched")
    parser.add_argument("--write", action="store_true", help=f"write the results to {PAGE.relative_to(ROOT)}")
    parser.add_argument("--watch-memory", metavar="REASONER", help=argparse.SUPPRESS)
    options = parser.parse_args()
    warnings.simplefilter("ignore", DeprecationWarning)
    if options.watch_memory:
        watch_memory(options.watch_memory, options.memory_cases)
        return
    text = "\n".join(report(options.rounds, options.memory_cases))
    print(text)
    if options.write:
        PAGE.write_text(text + "\n", encoding="utf-8")


def report(rounds: int, memory_cases: int) -> Iterator[str]:
    """Yield the lines of the page."""
    names = reasoner_names()
    yield "# Benchmarks\n"
    yield f"Written by `{COMMAND}`: {machine()}.\n"
    yield from speed(rounds, names)
    yield "\n## A large case\n"
    yield f"{LARGE:,} facts in one case, `infer` and `to_dict`, once:\n"
    yield "| Reasoner | Seconds |\n| --- | ---: |"
    for name in names:
        yield f"| {name} | {seconds_of_large_case(name):.1f} |"
    if not Path("/proc/self/statm").exists():
        return
    yield "\n## Memory\n"
    yield f"Resident memory of a process that diagnoses {memory_cases:,} cases one after the other:\n"
    yield "| Reasoner | After a tenth, MiB | At the end, MiB | Growth, MiB |\n| --- | ---: | ---: | ---: |"
    for name in names:
        early, late = memory_of(name, memory_cases)
        yield f"| {name} | {early:.1f} | {late:.1f} | {late - early:+.1f} |"


def reasoner_names() -> list[ReasonerName]:
    """Return the reasoners that run on this interpreter."""
    return ["durable", "compiled"] if durable_available() else ["compiled"]


def machine() -> str:
    """Say what the figures were taken on."""
    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"engine {version('syncdx')}"
    )


# --- speed -------------------------------------------------------------------------------------------------


def speed(rounds: int, names: Sequence[ReasonerName]) -> Iterator[str]:
    """Yield the table of a typical case."""
    model = model_of(load_rulebases())
    case = load_case(TYPICAL)
    data = build_memory(case, model.program, model.levels, model.changes, {}).data
    reasoners = {name: make_reasoner(name, model.program.productions) for name in names}
    closure = reasoners["compiled"].derive(data)
    contestants = engines_alone(model.program.productions, closure)
    for name, reasoner in reasoners.items():
        contestants[f"reasoning alone, {name}"] = _deriving(reasoner, data, closure)
    for name in names:
        contestants[f"whole `infer`, {name}"] = _diagnosing(name)
    taken = measure(contestants, rounds)

    yield "## A typical case\n"
    yield (
        f"{len(TYPICAL['facts'])} facts, which make {len(data)} data for {len(model.program.productions)} productions "
        f"({len(closure.derivations)} firings); each measured {rounds:,} times, in turn. `infer` includes the "
        "explanations and `to_dict`. The engines alone get the productions and the data ready made; their answers "
        "were compared.\n"
    )
    yield from table(taken)
    if BARE in taken:
        aim = percentile(taken["whole `infer`, durable"], 50) / percentile(taken[BARE], 50)
        yield f"\nWhole `infer` takes {aim:.2f} times the bare durable-rules calls; the aim is at most {AIM}."


def engines_alone(productions: Sequence[Production], closure: Closure) -> Contestants:
    """Set up the plain engines on what the reasoners derived; check that they find the same.

    What rules derive is given to them as data, since they are to match and not to assert.
    """
    plain = [Production(production.id, production.conditions) for production in productions]
    contestants: Contestants = {}
    if durable_available():
        bare = bare_calls(plain)
        # A fact cannot stand for two conditions of one durable-rules rule, so firings in which it does are missing.
        expected = sum(len(set(firing.data)) == len(firing.data) for firing in closure.derivations)
        assert bare(closure.data) == expected
        contestants[BARE] = lambda: bare(closure.data)
    try:
        from tests.bench.in_clips import clips_calls
    except ImportError:
        print("CLIPS is left out: install clipspy.", file=sys.stderr)
    else:
        run = clips_calls(plain)
        assert sorted(run(closure.data)) == list(closure.derivations)
        contestants["CLIPS (clipspy)"] = lambda: run(closure.data)
    return contestants


def _deriving(reasoner: Reasoner, data: Sequence[Datum], expected: Closure) -> Callable[[], object]:
    assert reasoner.derive(data) == expected
    return lambda: reasoner.derive(data)


def _diagnosing(name: ReasonerName) -> Callable[[], object]:
    return lambda: infer(TYPICAL, reasoner=name).to_dict()


def measure(contestants: Contestants, rounds: int) -> dict[str, list[float]]:
    """Return the times of each contestant in milliseconds, ascending; they take turns."""
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(WARM_UP + rounds):
        for name, call in contestants.items():
            begin = time.perf_counter()
            call()
            end = time.perf_counter()
            if turn >= WARM_UP:
                taken[name].append((end - begin) * 1_000)
    return {name: sorted(times) for name, times in taken.items()}


def percentile(times: Sequence[float], percent: int) -> float:
    """Return a percentile of ascending times."""
    return times[min(len(times) * percent // 100, len(times) - 1)]


def table(taken: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """Yield a table of milliseconds and of ratios to the first row."""
    first = next(iter(taken))
    yield f"| | p50, ms | p99, ms | p50 to {first} | p99 to {first} |\n| --- | ---: | ---: | ---: | ---: |"
    base = {percent: percentile(taken[first], percent) for percent in (50, 99)}
    for name, times in taken.items():
        middle, tail = percentile(times, 50), percentile(times, 99)
        yield f"| {name} | {middle:.2f} | {tail:.2f} | {middle / base[50]:.2f} | {tail / base[99]:.2f} |"


# --- size and memory ---------------------------------------------------------------------------------------


def seconds_of_large_case(name: ReasonerName) -> float:
    """Return how long a case of many facts takes."""
    case: dict[str, Any] = large_case(LARGE)
    infer(TYPICAL, reasoner=name)
    begin = time.perf_counter()
    infer(case, reasoner=name).to_dict()
    return time.perf_counter() - begin


def memory_of(name: ReasonerName, cases: int) -> tuple[float, float]:
    """Return the memory of a process of its own after a tenth of the cases and after all, in MiB."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.bench", "--watch-memory", name, "--memory-cases", str(cases)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    early, late = done.stdout.split()
    return float(early), float(late)


def watch_memory(name: ReasonerName, count: int) -> None:
    """Diagnose many cases and print the resident memory twice."""
    cases = some_cases(100, seed=5)
    for number in range(count):
        infer(cases[number % len(cases)], reasoner=name).to_dict()
        if number + 1 in (max(count // 10, 1), count):
            print(resident())


def resident() -> float:
    """Return the memory this process holds, in MiB.

    The peak that `resource` tells is no use here: a process inherits that of the one that started it.
    """
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
