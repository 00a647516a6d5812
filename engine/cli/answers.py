"""What each command answers: results on standard output, notes on standard error, and an exit code."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

import typer
from rich.console import Console

from engine import Diagnosis, Headline, Rulebase, infer, load_rulebases
from engine.cli.forms import Form, GraphForm, PageForm, ReasonerForm
from engine.errors import ReasonerError, ReasonerUnavailableError, SyncdxError
from engine.graph_export import FORMATS, graph_of, graph_of_diagnosis
from engine.lint import lint, lint_together
from engine.render import (
    Page,
    on_one_line,
    page_of_diagnosis,
    page_of_proof,
    page_of_refusal,
    to_markdown,
    to_rich,
    to_text,
)
from engine.render.rules import (
    coverage_of,
    find_knowledge,
    known_ids,
    page_of_coverage,
    page_of_knowledge,
    page_of_rulebase,
    page_of_rulebases,
)
from facts import load_case
from facts.names import hint

REACHED, INSUFFICIENT, BAD_INPUT, INTERNAL = 0, 1, 2, 3
_INTERRUPTED: Final = 130
_MOST_PROBLEMS: Final = 50


class Reading:
    """How cases are read and diagnosed."""

    def __init__(
        self, now: str | None, system: Sequence[str] | None, reasoner: ReasonerForm | None, lenient: bool
    ) -> None:
        self.now = now
        self.system = " ".join(system) if system else None
        self.reasoner = reasoner
        self.lenient = lenient

    def diagnose(self, source: str) -> Diagnosis:
        """Load a case and diagnose it; a case without a clock gets the computer's, which is said."""
        clock = datetime.now().astimezone().replace(microsecond=0)
        rulebases = load_rulebases()
        case = load_case(
            source,
            now=self.now,
            default_now=clock,
            system=self.system,
            lenient=self.lenient,
            observables=[observable for rulebase in rulebases for observable in rulebase.observables],
        )
        if self.now is None and case.now == clock:
            _note(f"{_named(source)} gives no now; taking this computer's clock: {clock.isoformat()}")
        return infer(case, reasoner=self.reasoner.value if self.reasoner else None, lenient=self.lenient)


def diagnose(cases: Sequence[str], form: Form, reading: Reading, everything: bool) -> int:
    """Diagnose each case and print it at once, but for JSON, which is one document."""
    codes = [REACHED]
    found: list[dict[str, Any] | None] = []
    for number, source in enumerate(cases):
        try:
            diagnosis = reading.diagnose(source)
        except Exception as error:  # noqa: BLE001  the other cases are answered all the same
            codes.append(_report(error, source if len(cases) > 1 else None))
            found.append(None)
        else:
            codes.append(INSUFFICIENT if diagnosis.headline is Headline.INSUFFICIENT_EVIDENCE else REACHED)
            found.append(diagnosis.to_dict(include_unknown=everything))
        if form is Form.NDJSON:
            _print_json(found.pop(), indent=None)
        elif form is not Form.JSON and (made := found.pop()) is not None:
            if len(cases) > 1:
                print("\n" * (number > 0) + (f"# {_named(source)}\n" if form is Form.MD else f"=== {_named(source)}"))
            _print_page(page_of_diagnosis(made, everything=everything), markdown=form is Form.MD)
    if form is Form.JSON and (len(cases) > 1 or found[0] is not None):
        _print_json(found if len(cases) > 1 else found[0], indent=2)
    return max(codes)


def explain(source: str, fault: str, form: PageForm, reading: Reading, *, refuse: bool) -> int:
    """Print why a fault has its verdict or, to refuse it, why it is not confirmed."""
    diagnosis = reading.diagnose(source)
    answer = diagnosis.why_not(fault) if refuse else diagnosis.why(fault)
    if form is PageForm.JSON:
        _print_json(answer, indent=2)
    else:
        page = (page_of_refusal if refuse else page_of_proof)(diagnosis.to_dict(include_unknown=True), fault)
        _print_page(page, markdown=form is PageForm.MD)
    return REACHED


def list_rules(name: str | None) -> int:
    """Print what rulebases there are, or what is in one."""
    if name is None:
        _print_page(page_of_rulebases(load_rulebases()))
    else:
        _print_page(page_of_rulebase(load_rulebases((name,))[0]))
    return REACHED


def show(identity: str) -> int:
    """Print everything that has an id, or that cites the item of that id."""
    rulebases = load_rulebases()
    found = find_knowledge(rulebases, identity)
    if not found:
        _note(f"No rulebase knows {identity!r}.{hint(identity, known_ids(rulebases))}")
        return BAD_INPUT
    for number, (rulebase, item) in enumerate(found):
        if number:
            print()
        _print_page(page_of_knowledge(rulebase, item))
    return REACHED


def lint_rules(names: Sequence[str] | None) -> int:
    """Print every finding, one a line: those of each rulebase, then those of rulebases consulted together."""
    rulebases = _rulebases(names)
    findings = [f"{rulebase.name}: {finding}" for rulebase in rulebases for finding in lint(rulebase)]
    findings += [f"together: {finding}" for finding in lint_together(rulebases)]
    for finding in findings:
        print(finding)
    _note(f"{len(findings)} findings" if findings else "nothing found")
    return INSUFFICIENT if findings else REACHED


def coverage(names: Sequence[str] | None, form: PageForm, everything: bool) -> int:
    """Print what of each guide is covered."""
    found = [coverage_of(rulebase) for rulebase in _rulebases(names)]
    if form is PageForm.JSON:
        _print_json(found, indent=2)
    else:
        for covered in found:
            _print_page(page_of_coverage(covered, everything=everything), markdown=form is PageForm.MD)
    return INSUFFICIENT if any(covered["missing"] for covered in found) else REACHED


def graph(form: GraphForm, around: Sequence[str], case: str | None, system: Sequence[str] | None) -> int:
    """Print the causal graph, or the part that was asked for."""
    if case is not None and around:
        _note("--case goes alone, without --fault or --symptom.")
        return BAD_INPUT
    if case is None:
        chosen = graph_of(_rulebases(system), around)
    else:
        diagnosis = Reading(None, system, None, lenient=False).diagnose(case).to_dict()
        chosen = graph_of_diagnosis(_rulebases([each["name"] for each in diagnosis["run"]["rulebases"]]), diagnosis)
    print(FORMATS[form.value](chosen))
    return REACHED


def _rulebases(names: Sequence[str] | None) -> tuple[Rulebase, ...]:
    return load_rulebases(names or None)


# --- printing and failing -------------------------------------------------------------------


def _print_page(page: Page, *, markdown: bool = False) -> None:
    if markdown:
        print(to_markdown(page))
    elif sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        console = Console(highlight=False)
        console.print(to_rich(page, console.width), soft_wrap=True)
    else:
        print(to_text(page))


def _print_json(value: Any, *, indent: int | None) -> None:
    print(json.dumps(value, indent=indent, ensure_ascii=False))


def _note(text: str) -> None:
    print(f"syncdx: {on_one_line(text)}", file=sys.stderr)


def _named(source: str) -> str:
    return "standard input" if source == "-" else source


def answer(work: Callable[[], int]) -> None:
    """Do the work and leave with its exit code; whatever goes wrong is one clear message."""
    try:
        code = work()
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = REACHED
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except Exception as error:  # noqa: BLE001  nobody sees a traceback
        code = _report(error, None)
    raise typer.Exit(code)


def _report(error: Exception, source: str | None) -> int:
    """Say what went wrong, and return the exit code for it."""
    if isinstance(error, BrokenPipeError):
        raise error
    prefix = "" if source is None else f"{_named(source)}: "
    if isinstance(error, SyncdxError):
        for line in _shown(str(error).splitlines()):
            _note(f"{prefix}{line}")
        ours = isinstance(error, ReasonerError) and not isinstance(error, ReasonerUnavailableError)
        return INTERNAL if ours else BAD_INPUT
    where = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(where.filename)}, line {where.lineno}"
    _note(f"{prefix}internal error: {type(error).__name__}: {error} ({place}). Please report it with the case.")
    return INTERNAL


def _shown(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:_MOST_PROBLEMS]
    if len(lines) > _MOST_PROBLEMS:
        yield f"and {len(lines) - _MOST_PROBLEMS} more problems"
