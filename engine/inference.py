"""Diagnosis from beginning to end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import lru_cache, partial
from typing import Any

from engine.diagnosis import Diagnosis
from engine.explanations import DEFAULT_MAX_ADDED
from engine.guides import choose
from engine.memory import Memory, build_memory
from engine.model import Model, model_of
from engine.planning import Known, plan
from engine.platforms import Platforms
from engine.presence import Standings
from engine.propositions import read_closure
from engine.reasoners import Reasoner, ReasonerName, default_reasoner, make_reasoner
from engine.rulebase import Rulebase, load_rulebases
from engine.symptoms import Holding, Picture, see_symptoms
from engine.verdicts import headline_of, judge
from facts import Case, CaseSource, load_case

_CHUNK = 32


def infer(
    case: CaseSource,
    *,
    rulebases: Sequence[Rulebase | str] | None = None,
    reasoner: ReasonerName | None = None,
    lenient: bool = False,
    max_added_faults: int = DEFAULT_MAX_ADDED,
) -> Diagnosis:
    """Diagnose a case.

    Args:
        case: A mapping, a path to a YAML or JSON file, a loaded `Case`, or facts one by one.
        rulebases: Rulebases or their names; by default those installed that the case's ``system``
            names, or all.
        reasoner: ``durable`` or ``compiled``; both reach the same result. By default durable-rules
            where this interpreter can import it.
        lenient: Keep what is valid of a faulty case and list the rest as unused.
        max_added_faults: The most unconfirmed faults an explanation may assume.

    Returns:
        The diagnosis. The same case and rulebases give the same diagnosis, byte for byte.

    Raises:
        CaseError: The case is not valid; lists every problem.
        RulebaseNotFoundError: No installed rulebase goes by a name given.
        ReasonerUnavailableError: The reasoner asked for cannot run on this interpreter.
    """
    consulted = _resolve(rulebases)
    extra = tuple(observable for rulebase in consulted for observable in rulebase.observables)
    loaded = load_case(case, lenient=lenient, observables=extra)
    chosen = consulted if rulebases is not None else choose(loaded, consulted)
    model = model_of(chosen)
    name = default_reasoner() if reasoner is None else reasoner
    return _diagnose(loaded, model, _reasoner(model, name), max_added_faults)


def infer_many(
    cases: Iterable[CaseSource], *, workers: int = 1, executor: Executor | None = None, **options: Any
) -> Iterator[Diagnosis]:
    """Diagnose cases one after the other, in their order; `options` are those of `infer`.

    Args:
        cases: The cases.
        workers: Processes to share the work between; 1 stays in this one.
        executor: Where to run instead; it is not shut down.

    Yields:
        One diagnosis a case.
    """
    if executor is not None:
        yield from executor.map(partial(infer, **options), cases)
    elif workers == 1:
        for case in cases:
            yield infer(case, **options)
    else:
        with ProcessPoolExecutor(workers) as pool:
            yield from pool.map(partial(infer, **options), cases, chunksize=_CHUNK)


def _resolve(rulebases: Sequence[Rulebase | str] | None) -> tuple[Rulebase, ...]:
    if rulebases is None:
        return load_rulebases()
    given = (item if isinstance(item, Rulebase) else load_rulebases((item,))[0] for item in rulebases)
    return tuple(sorted(given, key=lambda rulebase: rulebase.name))


@lru_cache(maxsize=32)
def _reasoner(model: Model, name: ReasonerName) -> Reasoner:
    return make_reasoner(name, model.program.productions)


def _diagnose(case: Case, model: Model, reasoner: Reasoner, max_added: int) -> Diagnosis:
    memory = build_memory(case, model.program, model.levels, model.changes)
    closure = reasoner.derive(memory.data)
    truths = read_closure(memory, model.program, closure, {})
    platforms = Platforms(memory)
    picture = see_symptoms(model, memory, truths, platforms)
    out_of_date = _out_of_date(memory, picture)
    if out_of_date:
        truths = read_closure(memory, model.program, closure, out_of_date)
        picture = see_symptoms(model, memory, truths, platforms, out_of_date)
    standings = Standings(model, memory, truths, platforms, picture)
    judgements = judge(model, memory, standings, picture, max_added)
    headline = headline_of(picture, judgements)
    known = Known(model, memory, truths, platforms, picture, judgements, headline)
    return Diagnosis(known, plan(known), reasoner.name, _set_aside_by(memory, picture))


def _out_of_date(memory: Memory, picture: Picture) -> dict[int, frozenset[int]]:
    """Return the claims that something expected sets aside, each with the slots it still counts for."""
    found: dict[int, frozenset[int]] = {}
    for index, holding in _set_aside(memory, picture):
        counts = frozenset(slot for slot in (holding.expected.when, holding.expected.named) if slot is not None)
        found[index] = found.get(index, frozenset()) | counts
    return found


def _set_aside_by(memory: Memory, picture: Picture) -> dict[int, str]:
    """Return the claims that something expected sets aside, each with the first title of what does."""
    found: dict[int, str] = {}
    for index, holding in _set_aside(memory, picture):
        found.setdefault(index, holding.expected.expected.title)
    return found


def _set_aside(memory: Memory, picture: Picture) -> Iterator[tuple[int, Holding]]:
    for holding in picture.holding:
        for ref in holding.expected.expected.sets_aside:
            for entity in memory.related(holding.entity, memory.levels[ref.thing.kind]):
                for index in memory.claims_of(entity, ref):
                    yield index, holding
