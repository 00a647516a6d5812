"""The command line: what it prints, where, and with which exit code."""

import json
import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import engine
from engine.cli import app

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
NOW = "2026-03-05T10:40:00+01:00"
TOGGLE_OFF = f"""\
now: {NOW}
platform: Shopify
facts:
  integration.order_sync_toggle: OFF
  test_order.placed_at: 2026-03-05T09:20:00+01:00
  test_order.is2_status: absent
"""
NOTHING_KNOWN = f"now: {NOW}\nfacts: {{}}\n"
FAULT = "efs.order.toggle_off"


@pytest.fixture
def case(tmp_path: Path) -> str:
    return written(tmp_path, "case.yaml", TOGGLE_OFF)


@pytest.fixture
def empty(tmp_path: Path) -> str:
    return written(tmp_path, "empty.yaml", NOTHING_KNOWN)


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin, prog_name="syncdx")


def process(*arguments: str, stdin: str = "", cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "engine.cli", *arguments]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment}
    return subprocess.run(
        command, input=stdin, capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=settings, check=False
    )


# --- diagnose -------------------------------------------------------------------------------


def test_the_headline_comes_first_and_then_proof_and_repair(case: str) -> None:
    result = run("diagnose", case)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Found: Order Sync is switched off."
    assert lines[1].startswith("FAULT_CONFIRMED | Shopify, as of 2026-03-05 10:40 (+01:00)")
    titles = [line for line in lines if line and not line.startswith(" ")][2:]
    assert titles[:2] == ["Why", "What to do"]


def test_the_proof_goes_from_fact_by_rule_and_effect_to_symptom_and_source(case: str) -> None:
    marks = [line.split()[0] for line in run("why", case, FAULT).stdout.splitlines() if line.startswith("  ")]
    assert marks == ["fact", "rule", "effect", "symptom", "seen", "source"]


def test_json_is_the_diagnosis_itself(case: str) -> None:
    assert json.loads(run("diagnose", case, "--format", "json").stdout) == engine.infer(case).to_dict()


def test_all_lists_unknown_faults_too(case: str) -> None:
    found = json.loads(run("diagnose", case, "--format", "json", "--all").stdout)
    assert found == engine.infer(case).to_dict(include_unknown=True)
    assert "UNKNOWN" in {fault["verdict"] for fault in found["faults"]}
    assert "Not looked at" in run("diagnose", case, "--all").stdout


def test_several_cases_are_one_json_array(case: str, empty: str) -> None:
    result = run("diagnose", case, empty, "--format", "json")
    assert [found["headline"] for found in json.loads(result.stdout)] == ["FAULT_CONFIRMED", "INSUFFICIENT_EVIDENCE"]


def test_ndjson_has_one_line_a_case(case: str, empty: str) -> None:
    lines = run("diagnose", case, empty, "--format", "ndjson").stdout.splitlines()
    assert [json.loads(line)["headline"] for line in lines] == ["FAULT_CONFIRMED", "INSUFFICIENT_EVIDENCE"]


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_a_case_that_cannot_be_read_keeps_its_place_among_others(case: str, tmp_path: Path, form: str) -> None:
    bad = written(tmp_path, "bad.yaml", "facts: {order.is_status: NEW}")
    result = run("diagnose", bad, case, "--format", form)
    found = json.loads(result.stdout) if form == "json" else [json.loads(line) for line in result.stdout.splitlines()]
    assert [each and each["headline"] for each in found] == [None, "FAULT_CONFIRMED"]
    assert result.exit_code == 2
    assert "bad.yaml: facts.order.is_status" in result.stderr


def test_markdown_has_headings_and_lists(case: str) -> None:
    lines = run("diagnose", case, "--format", "md").stdout.splitlines()
    assert lines[0] == "## Found: Order Sync is switched off."
    assert "### Why" in lines
    assert any(line.startswith("1. ") for line in lines)


@pytest.mark.parametrize("form", ["text", "md"])
def test_pasted_text_can_neither_steer_a_terminal_nor_break_a_page(tmp_path: Path, form: str) -> None:
    text = json.dumps({"now": NOW, "facts": {"integration.error_message": "\u001b[31m<b>red</b>\u202e\u0000 *x*"}})
    result = run("diagnose", written(tmp_path, "case.json", text), "--format", form)
    assert result.exit_code in (0, 1)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", result.stdout)
    assert form == "text" or "<b>" not in re.sub(r"\\<", "", result.stdout)


@pytest.mark.parametrize("reasoner", ["compiled", pytest.param("durable", id="durable")])
def test_the_reasoner_can_be_chosen(case: str, reasoner: str) -> None:
    result = run("diagnose", case, "--reasoner", reasoner, "--format", "json")
    if sys.version_info < (3, 13) or reasoner == "compiled":
        assert json.loads(result.stdout)["run"]["reasoner"] == reasoner
    else:
        assert (result.exit_code, result.stdout) == (2, "")
        assert "durable" in result.stderr


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["text", "md"])
def test_every_example_can_be_read_as_a_page(path: Path, form: str) -> None:
    result = run("diagnose", str(path), "--format", form)
    assert result.exit_code in (0, 1)
    widest = max(len(line) for line in result.stdout.splitlines())
    assert form == "md" or widest <= 100
    assert "None" not in result.stdout


# --- the clock ------------------------------------------------------------------------------


def test_now_of_the_command_line_goes_before_the_case_s_own(case: str) -> None:
    result = run("diagnose", case, "--now", "2026-03-06T10:40:00+01:00", "--format", "json")
    assert json.loads(result.stdout)["run"]["now"] == "2026-03-06T10:40:00+01:00"


def test_a_case_without_a_clock_gets_the_computer_s_which_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, "case.yaml", "facts: {order.shipped_at: 20 h ago, order.platform_tracking: absent}")
    result = run("diagnose", path, "--format", "json")
    assert json.loads(result.stdout)["run"]["now"] is not None
    assert "gives no now; taking this computer's clock" in result.stderr
    assert "clock" not in run("diagnose", path, "--now", NOW).stderr


# --- standard streams -----------------------------------------------------------------------


def test_a_dash_reads_standard_input() -> None:
    found = process("diagnose", "-", stdin=TOGGLE_OFF)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("Found: Order Sync is switched off.\n")


def test_a_pipe_gets_the_same_plain_text_whatever_the_terminal(case: str) -> None:
    plain = process("diagnose", case, TERM="dumb", COLUMNS="40")
    wide = process("diagnose", case, TERM="xterm-256color", COLUMNS="200", FORCE_COLOR="1", CLICOLOR_FORCE="1")
    assert plain.stdout == wide.stdout
    assert "\x1b" not in wide.stdout


@pytest.mark.parametrize(("settings", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_colours_unless_told_otherwise(case: str, settings: dict[str, str], coloured: bool) -> None:
    ours, theirs = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    environment |= {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **settings}
    command = [sys.executable, "-m", "engine.cli", "diagnose", case]
    with subprocess.Popen(command, stdout=theirs, cwd=ROOT, env=environment) as child:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
        assert child.wait() == 0
    os.close(ours)
    assert (b"\x1b[" in shown) is coloured
    assert b"Order Sync is switched off" in shown


def test_a_reader_that_stops_early_sees_no_error(case: str) -> None:
    command = f'"{sys.executable}" -m engine.cli diagnose "{case}" --all | head -1'
    found = subprocess.run(
        command,
        shell=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert found.stdout == "Found: Order Sync is switched off.\n"
    assert found.stderr == ""


def test_help_answers_at_once() -> None:
    process("--help")
    bare, helped = fastest([sys.executable, "-c", "pass"]), fastest([sys.executable, "-m", "engine.cli", "--help"])
    assert helped - bare < 0.3


def fastest(command: list[str]) -> float:
    def once() -> float:
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
        return time.perf_counter() - start

    return min(once() for _ in range(5))


# --- exit codes -----------------------------------------------------------------------------


def test_too_little_evidence_of_any_case_is_exit_code_1(case: str, empty: str) -> None:
    assert run("diagnose", empty).exit_code == 1
    assert run("diagnose", case, empty).exit_code == 1
    assert run("diagnose", case).exit_code == 0


BAD_CASES = [
    ("not YAML", "facts: [order.is2_status: absent", "is not YAML"),
    ("not UTF-8", b"facts: {order.sku: caf\xe9}", "is not UTF-8"),
    ("nothing in it", "", "is empty"),
    ("a misspelt name", "facts: {order.is_status: NEW}", "Did you mean 'order.is2_status'"),
    ("a misspelt key", "fact: {order.is2_status: NEW}", "Did you mean 'facts'"),
    ("a time of day without a zone", "facts: {order.placed_at: 2026-03-05T09:20:00}", "order.placed_at"),
    ("an impossible value", "facts: {integration.order_sync_toggle: purple}", "'purple'"),
    ("NaN", "facts: {inventory.fcp_good: .nan}", "inventory.fcp_good"),
    ("the same key twice", "facts:\n  order.sku: A\n  order.sku: B\n", "second value for the same key"),
    ("100,001 facts", "facts:\n" + "".join(f"  order[{n}].sku: A\n" for n in range(100_001)), "more than 100,000"),
    ("20 MB", "facts:\n  order.sku: " + "A" * 20_000_000, "at most 10,000,000"),
    ("a binary", b"\x00\xff\xfe\x01" * 100, ""),
    ("nested without end", "[" * 100_000, ""),
    ("many aliases", "a: &a [1]\nfacts: *a\n", "alias"),
]


@pytest.mark.parametrize(("text", "named"), [case[1:] for case in BAD_CASES], ids=[case[0] for case in BAD_CASES])
def test_bad_input_is_one_clear_error_and_exit_code_2(tmp_path: Path, text: str | bytes, named: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    result = run("diagnose", str(path), "--now", NOW)
    assert (result.exit_code, result.stdout) == (2, "")
    assert named in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert_no_traceback(result.stderr)


@pytest.mark.parametrize(
    "arguments",
    [
        ("diagnose",),
        ("diagnose", "no-such-file.yaml"),
        ("diagnose", str(ROOT)),
        ("diagnose", "{case}", "--format", "xml"),
        ("diagnose", "{case}", "--now", "noon"),
        ("diagnose", "{case}", "--now", "2026-03-05T10:40:00"),
        ("diagnose", "{case}", "--system", "efz"),
        ("diagnose", "{case}", "--reasoner", "prolog"),
        ("diagnose", "{case}", "--workers", "2"),
        ("why", "{case}", "efs.order.togle_off"),
        ("why-not", "{case}", ""),
        ("why", "{case}"),
        ("rules", "list", "efz"),
        ("rules", "show", "efs.order.togle_off"),
        ("rules", "lint", "efz"),
        ("graph", "--fault", "efs.order.togle_off"),
        ("graph", "--fault", FAULT, "--case", "{case}"),
        ("frobnicate",),
    ],
    ids=" ".join,
)
def test_bad_usage_is_exit_code_2(case: str, arguments: Iterable[str]) -> None:
    result = run(*(argument.format(case=case) for argument in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr
    assert_no_traceback(result.stderr)


def test_lenient_uses_what_is_valid_and_lists_the_rest(tmp_path: Path) -> None:
    path = written(tmp_path, "case.yaml", TOGGLE_OFF + "  order.is_status: NEW\n")
    assert run("diagnose", path).exit_code == 2
    result = run("diagnose", path, "--lenient")
    assert result.exit_code == 0
    assert "order.is_status = NEW" in result.stdout.partition("Not used")[2]


def test_a_rulebase_that_names_a_missing_field_is_one_clear_error(case: str, tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text(
        "from engine.rules import seen\nfrom facts import Integration\nRULEBASE = seen(Integration, order_sink='x')\n",
        encoding="utf-8",
    )
    info = tmp_path / "broken-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[syncdx.rulebases]\nbroken = broken:RULEBASE\n", encoding="utf-8")
    found = process("diagnose", case, PYTHONPATH=os.pathsep.join([str(ROOT), str(tmp_path)]))
    assert (found.returncode, found.stdout) == (2, "")
    assert "Integration has no field 'order_sink'." in found.stderr
    assert_no_traceback(found.stderr)


def assert_no_traceback(text: str) -> None:
    assert "Traceback" not in text
    assert "internal error" not in text


# --- the other commands ---------------------------------------------------------------------


def test_why_not_gives_the_reason(case: str) -> None:
    result = run("why-not", case, "efs.order.ship_method_unmapped")
    assert result.exit_code == 0
    assert "It cannot be seen until this is resolved" in result.stdout


@pytest.mark.parametrize("command", ["why", "why-not"])
def test_why_and_why_not_give_their_json(case: str, command: str) -> None:
    diagnosis = engine.infer(case)
    expected = diagnosis.why(FAULT) if command == "why" else diagnosis.why_not(FAULT)
    assert json.loads(run(command, case, FAULT, "--format", "json").stdout) == expected


def test_version_is_printed() -> None:
    assert re.fullmatch(r"syncdx \d+\.\d+\.\d+\n", run("--version").stdout)


def test_rules_are_listed() -> None:
    assert "efs: Sync Fix Guide" in run("rules", "list").stdout
    listed = run("rules", "list", "efs").stdout
    assert f"{FAULT}:" in listed
    assert "efs.symptom.orders_absent:" in listed


def test_every_piece_of_knowledge_can_be_shown() -> None:
    ids = re.findall(r"^  - (efs\.\S+):", run("rules", "list", "efs").stdout, re.MULTILINE)
    assert len(ids) > 200
    for identity in ids:
        result = run("rules", "show", identity)
        assert (result.exit_code, identity in result.stdout) == (0, True), identity


def test_an_item_of_the_guide_shows_what_cites_it() -> None:
    assert "fault efs.order.ship_method_unmapped" in run("rules", "show", "efs.isolate.diff_ship_method").stdout + (
        run("rules", "show", "efs.error.ship_method_not_mapped").stdout
    )


def test_lint_finds_nothing_in_the_installed_rulebases() -> None:
    result = run("rules", "lint")
    assert (result.exit_code, result.stdout) == (0, "")


def test_coverage_misses_no_item() -> None:
    result = run("rules", "coverage", "--format", "json")
    assert result.exit_code == 0
    for coverage in json.loads(result.stdout):
        assert coverage["missing"] == []
        assert len(coverage["by_item"]) == coverage["items"] == coverage["cited"] + coverage["declined"]


@pytest.mark.parametrize("scope", [("--fault", FAULT), ("--symptom", "efs.symptom.orders_absent"), ()])
def test_the_graph_leads_from_faults_to_symptoms(scope: tuple[str, ...]) -> None:
    elements = json.loads(run("graph", "--format", "cytoscape", *scope).stdout)["elements"]
    ids = [node["data"]["id"] for node in elements["nodes"]]
    assert FAULT in ids
    assert "efs.symptom.orders_absent" in ids
    assert len(set(ids)) == len(ids)
    joined = {edge["data"][end] for edge in elements["edges"] for end in ("source", "target")}
    # A message that names nothing known stands alone, and so does what another record's failure holds up.
    assert set(ids) - joined <= {
        "appseconnect.symptom.unlisted_error",
        "efs.symptom.error_text_visible",
        "erp.symptom.unknown_error",
        "storeconnect.symptom.held_up",
        "tether.symptom.error_unclear",
    }


def test_the_graph_of_a_diagnosis_holds_only_its_ways(case: str) -> None:
    elements = json.loads(run("graph", "--format", "cytoscape", "--case", case).stdout)["elements"]
    assert {node["data"]["id"]: node["data"]["state"] for node in elements["nodes"]} == {
        FAULT: "CONFIRMED",
        "efs:nothing_pulled": None,
        "efs.symptom.orders_absent": "present",
    }


def test_the_graph_is_written_for_mermaid_and_graphviz(case: str) -> None:
    mermaid = run("graph", "--case", case).stdout
    assert mermaid.startswith("flowchart LR\n")
    assert '["Order Sync is switched off"]' in mermaid
    dot = run("graph", "--case", case, "--format", "dot").stdout
    assert dot.startswith("digraph causes {")
    assert f'"{FAULT}" -> "efs:nothing_pulled";' in dot


# --- the README -----------------------------------------------------------------------------


def test_the_readme_shows_what_its_commands_print() -> None:
    blocks = re.findall(r"^```console\n\$ syncdx ([^\n]*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert blocks
    for command, shown in blocks:
        assert process(*command.split()).stdout == shown, command


def test_the_readme_s_first_case_is_an_example() -> None:
    found = re.search(r"`docs/examples/([\w-]+\.yaml)`.*?^```yaml case\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert found is not None
    assert (EXAMPLES / found[1]).read_text(encoding="utf-8") == found[2]


README = (ROOT / "README.md").read_text(encoding="utf-8")
