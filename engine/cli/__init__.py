"""The command line ``syncdx``: it reads, asks the engine and prints, and decides nothing itself.

The answers are imported when a command asks for one, so that ``--help`` comes at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from engine.cli.forms import Form, GraphForm, PageForm, ReasonerForm

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Tell what is wrong with a synchronisation of orders, tracking and stock, and prove it.",
    epilog="Exit codes: 0 answered, 1 too little evidence for a diagnosis, 2 bad input or usage, 3 internal error.",
)
rules_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Look into the installed rulebases.")
app.add_typer(rules_app, name="rules")


CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help="A YAML or JSON file, or - for standard input.")]
FaultArgument = Annotated[
    str, typer.Argument(metavar="FAULT", help="The id of a fault, as 'rules list NAME' shows it.")
]
NowOption = Annotated[
    str | None,
    typer.Option("--now", metavar="TIME", help="The clock of the case, with offset; goes before the case's own."),
]
SystemOption = Annotated[
    list[str] | None,
    typer.Option("--system", metavar="GUIDE", help="A guide to consult; may be repeated. Default: all that apply."),
]
ReasonerOption = Annotated[
    ReasonerForm | None, typer.Option("--reasoner", help="Who matches the rules; both reach the same result.")
]
LenientOption = Annotated[
    bool, typer.Option("--lenient", help="Keep what is valid of a faulty case and list the rest as not used.")
]
PageFormOption = Annotated[PageForm, typer.Option("--format", help="How to print it.")]


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Tell what is wrong with a synchronisation of orders, tracking and stock, and prove it."""
    if version:
        from importlib.metadata import version as version_of

        print(f"syncdx {version_of('syncdx')}")
        raise typer.Exit


@app.command()
def diagnose(
    cases: Annotated[list[str], typer.Argument(metavar="CASE", help="YAML or JSON files, or - for standard input.")],
    form: Annotated[Form, typer.Option("--format", help="How to print it.")] = Form.TEXT,
    now: NowOption = None,
    system: SystemOption = None,
    reasoner: ReasonerOption = None,
    lenient: LenientOption = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Also list what nobody looked at, and shorten no list.")
    ] = False,
) -> None:
    """Diagnose cases: what is wrong, why, and what to do next.

    Several cases give one JSON array, or one NDJSON line each; a case that cannot be read stands there as null.
    """
    from engine.cli import answers

    answers.answer(lambda: answers.diagnose(cases, form, answers.Reading(now, system, reasoner, lenient), everything))


@app.command()
def why(
    case: CaseArgument,
    fault: FaultArgument,
    form: PageFormOption = PageForm.TEXT,
    now: NowOption = None,
    system: SystemOption = None,
    reasoner: ReasonerOption = None,
    lenient: LenientOption = False,
) -> None:
    """Prove the verdict about one fault: the facts, the rule, and the way to each symptom."""
    from engine.cli import answers

    answers.answer(
        lambda: answers.explain(case, fault, form, answers.Reading(now, system, reasoner, lenient), refuse=False)
    )


@app.command("why-not")
def why_not(
    case: CaseArgument,
    fault: FaultArgument,
    form: PageFormOption = PageForm.TEXT,
    now: NowOption = None,
    system: SystemOption = None,
    reasoner: ReasonerOption = None,
    lenient: LenientOption = False,
) -> None:
    """Say why a fault is not confirmed: refuted, hidden, explained away or not checked."""
    from engine.cli import answers

    answers.answer(
        lambda: answers.explain(case, fault, form, answers.Reading(now, system, reasoner, lenient), refuse=True)
    )


@rules_app.command("list")
def rules_list(
    rulebase: Annotated[str | None, typer.Argument(metavar="NAME", help="The rulebase to list; default: all.")] = None,
) -> None:
    """List the installed rulebases, or everything in one."""
    from engine.cli import answers

    answers.answer(lambda: answers.list_rules(rulebase))


@rules_app.command("show")
def rules_show(
    identity: Annotated[str, typer.Argument(metavar="ID", help="The id of any piece of knowledge.")],
) -> None:
    """Show a fault, symptom, check or other piece of knowledge in full."""
    from engine.cli import answers

    answers.answer(lambda: answers.show(identity))


@rules_app.command("lint")
def rules_lint(
    rulebases: Annotated[list[str] | None, typer.Argument(metavar="NAME", help="Default: all.")] = None,
) -> None:
    """Look for knowledge that can have no effect or two meanings, alone or together; exit code 1 if there is any."""
    from engine.cli import answers

    answers.answer(lambda: answers.lint_rules(rulebases))


@rules_app.command("coverage")
def rules_coverage(
    rulebases: Annotated[list[str] | None, typer.Argument(metavar="NAME", help="Default: all.")] = None,
    form: PageFormOption = PageForm.TEXT,
    everything: Annotated[bool, typer.Option("--all", help="Also list what cites each item.")] = False,
) -> None:
    """Say which items of a guide are cited, which declined and why; exit code 1 if any is missing."""
    from engine.cli import answers

    answers.answer(lambda: answers.coverage(rulebases, form, everything))


@app.command()
def graph(
    form: Annotated[GraphForm, typer.Option("--format", help="What to write it for.")] = GraphForm.MERMAID,
    faults: Annotated[list[str] | None, typer.Option("--fault", metavar="ID", help="Only what this leads to.")] = None,
    symptoms: Annotated[
        list[str] | None, typer.Option("--symptom", metavar="ID", help="Only what leads to this.")
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", metavar="CASE", help="Only what a diagnosis of this case found.")
    ] = None,
    system: SystemOption = None,
) -> None:
    """Write the causal graph: faults, what they do, and how it shows."""
    from engine.cli import answers

    answers.answer(lambda: answers.graph(form, [*(faults or ()), *(symptoms or ())], case, system))


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Pasted text may hold what this terminal cannot show; that is no reason to fail.
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="syncdx")
