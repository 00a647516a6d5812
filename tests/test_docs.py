"""The documentation: what is generated is up to date, and what it shows works.

Of the blocks of every page, and of the README,

* ``python`` with ``>>>`` is run and its output compared, the blocks of a page one after the other;
* ``python run`` is run;
* ``python file=NAME`` and ``toml file=NAME`` equal that file of the fixtures;
* any other ``python`` must compile;
* ``yaml case`` is diagnosed.
"""

import doctest
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest
from attrs import frozen

from engine import infer, load_rulebases
from facts import load_case

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
FIXTURES = ROOT / "tests" / "fixtures"
SAMPLE = FIXTURES / "sample_rulebase"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
RULEBASES = load_rulebases(path.stem for path in (DOCS / "rules").glob("*.md"))

_BLOCK = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!\!)\[[^\]\n]*\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(?P<text>.+)$", re.MULTILINE)


@frozen
class Block:
    """One fenced block of a page."""

    page: Path
    line: int
    info: str
    text: str

    @property
    def language(self) -> str:
        return self.info.split()[0] if self.info else ""

    @property
    def marks(self) -> list[str]:
        return self.info.split()[1:]

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks_of(page):
    text = page.read_text(encoding="utf-8")
    return [
        Block(page, text.count("\n", 0, found.start()) + 2, found["info"].strip(), found["text"])
        for found in _BLOCK.finditer(text)
    ]


BLOCKS = [block for page in PAGES for block in blocks_of(page)]


def parameters(blocks):
    return [pytest.param(block, id=block.place) for block in blocks]


# --- generated pages ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def build():
    """Load docs/build.py as a module."""
    sys.path.insert(0, str(DOCS))
    try:
        spec = importlib.util.spec_from_file_location("docs_build", DOCS / "build.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(DOCS))
    return module


def run_build(folder, *arguments, seed="0"):
    return subprocess.run(
        [sys.executable, folder / "build.py", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )


def test_the_generated_pages_are_what_the_rulebases_say_now(build):
    assert build.stale(build.pages()) == []


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_check_passes_whatever_the_hash_seed(seed):
    result = run_build(DOCS, "--check", seed=seed)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_the_check_names_stale_and_missing_pages_and_building_mends_them(tmp_path):
    copy = tmp_path / "docs"
    shutil.copytree(DOCS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "coverage.md").unlink()
    with (copy / "glossary.md").open("a", encoding="utf-8") as page:
        page.write("one line more\n")

    result = run_build(copy, "--check")
    assert result.returncode == 1
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["docs/coverage.md", "docs/glossary.md"]

    assert run_build(copy).returncode == 0
    assert run_build(copy, "--check").returncode == 0
    assert (copy / "coverage.md").read_bytes() == (DOCS / "coverage.md").read_bytes()


def test_the_pages_end_in_one_line_end_and_have_no_other(build):
    for path, text in build.pages().items():
        assert text.endswith("\n"), path
        assert not text.endswith("\n\n"), path
        assert "\r" not in text, path


@pytest.mark.parametrize("rulebase", RULEBASES, ids=[rulebase.name for rulebase in RULEBASES])
def test_the_page_of_a_rulebase_tells_all_it_knows(build, rulebase):
    page = build.pages()[f"rules/{rulebase.name}.md"]
    knowledge = (
        *rulebase.faults, *rulebase.findings, *rulebase.expected, *rulebase.symptoms, *rulebase.checks,
        *rulebase.escalations, *rulebase.routines, *rulebase.procedures,
    )  # fmt: skip
    assert [item.id for item in knowledge if f"`{item.id}`" not in page] == []
    assert [message.text for message in rulebase.messages if message.text not in page] == []
    remedies = [step for item in (*rulebase.faults, *rulebase.findings) for step in item.remedy.steps]
    assert [step for step in remedies if step not in page] == []
    assert [item.title for item in rulebase.contradictions if item.title not in page] == []


@pytest.mark.parametrize("rulebase", RULEBASES, ids=[rulebase.name for rulebase in RULEBASES])
def test_the_coverage_lists_every_item_of_the_catalogue_once(build, rulebase):
    rows = re.findall(r"^\| `([^`]+)` \|", build.pages()["coverage.md"], re.MULTILINE)
    assert [row for row in rows if row.startswith(f"{rulebase.name}.")] == list(rulebase.catalogue)


@pytest.mark.parametrize("rulebase", RULEBASES, ids=[rulebase.name for rulebase in RULEBASES])
def test_the_contradictions_name_both_places_the_choice_and_the_reason(build, rulebase):
    page = build.pages()["contradictions.md"]
    for number, item in enumerate(rulebase.contradictions, 1):
        entry = page.partition(f'<a id="{rulebase.name}-{number}"></a>')[2].partition("<a id=")[0]
        assert item.title in entry
        assert item.choice in entry
        assert item.because in entry
        assert all(place.lines in entry for place in item.places)


WORDS = (
    "fact", "pattern", "rule", "rulebase", "working memory", "firing", "symptom", "fault", "effect", "evidence",
    "check", "remedy", "source", "verdict", "presence", "role", "window", "channel", "root cause", "diagnosis",
    "scenario", "injection", "truth", "suite", "seed", "platform", "hub", "ERP", "scope", "unknown", "claim",
    "expected", "guard", "CONFIRMED", "SUSPECTED", "MASKED", "LATENT", "UNKNOWN", "RULED_OUT",
)  # fmt: skip


def test_the_glossary_explains_the_words_of_the_project_in_order(build):
    terms = re.findall(r"\*\*([^*]+)\*\*:", build.pages()["glossary.md"].partition("## Observables")[0])
    assert [word for word in WORDS if word not in terms] == []
    assert terms == sorted(terms, key=str.casefold)


def test_the_glossary_lists_every_observable(build):
    page = build.pages()["glossary.md"]
    assert page.count("`order.is2_status`") >= 1
    names = json.loads(build.pages()["schema/vocabulary.json"])["names"]
    own = [name for name in names if not name.startswith("test_order.")]
    assert [name for name in own if f"| `{name}`" not in page] == []


@pytest.mark.parametrize("name", ["case", "diagnosis"])
def test_the_published_schemas_are_valid(name):
    text = (DOCS / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(json.loads(text))


# --- links ----------------------------------------------------------------------------------


def anchors_of(page):
    text = _BLOCK.sub("", page.read_text(encoding="utf-8"))
    slugs = (re.sub(r"[^\w\- ]", "", found["text"].casefold()).replace(" ", "-") for found in _HEADING.finditer(text))
    return [*re.findall(r'<a id="([^"]+)"></a>', text), *slugs]


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_every_link_within_the_project_leads_somewhere(page):
    text = _BLOCK.sub("", page.read_text(encoding="utf-8"))
    anchors = {page: set(anchors_of(page))}
    broken = []
    for target in dict.fromkeys(found["target"] for found in _LINK.finditer(text)):
        path, _, fragment = target.partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        there = (page.parent / path).resolve() if path else page
        leads = there.exists()
        if leads and fragment and there.suffix == ".md":
            leads = fragment in anchors.setdefault(there, set(anchors_of(there)))
        if not leads:
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_no_anchor_stands_on_a_page_twice(page):
    anchors = re.findall(r'<a id="([^"]+)"></a>', page.read_text(encoding="utf-8"))
    assert sorted(anchors) == sorted(set(anchors))


# --- blocks ---------------------------------------------------------------------------------


def is_session(block):
    return block.language == "python" and ">>>" in block.text


SESSIONS = [page for page in PAGES if any(is_session(block) for block in BLOCKS if block.page == page)]
NAMED = [block for block in BLOCKS if any(mark.startswith("file=") for mark in block.marks)]
PLAIN = [block for block in BLOCKS if block.language == "python" and not is_session(block)]
CASES = [block for block in BLOCKS if block.language == "yaml" and "case" in block.marks]


def test_the_how_to_pages_have_examples():
    assert {DOCS / "write-a-rule.md", DOCS / "write-a-rulebase.md"} <= set(SESSIONS)


@pytest.mark.parametrize("page", SESSIONS, ids=[str(page.relative_to(ROOT)) for page in SESSIONS])
def test_the_examples_of_a_page_give_what_it_shows(page, monkeypatch):
    monkeypatch.syspath_prepend(SAMPLE)
    monkeypatch.chdir(ROOT)
    report = []
    names = {"__name__": "__main__"}
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.REPORT_NDIFF, verbose=False)
    for block in blocks_of(page):
        if is_session(block):
            test = doctest.DocTestParser().get_doctest(block.text, names, block.place, str(page), block.line - 1)
            test.globs = names
            runner.run(test, out=report.append, clear_globs=False)
        elif block.language == "python" and "run" in block.marks:
            exec(compile(block.text, block.place, "exec"), names)
    assert "".join(report) == ""


@pytest.mark.parametrize("block", parameters(NAMED))
def test_a_file_shown_is_the_file_that_is_tested(block):
    (name,) = (mark.removeprefix("file=") for mark in block.marks if mark.startswith("file="))
    assert block.text == (FIXTURES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("block", parameters(PLAIN))
def test_code_that_is_shown_compiles(block):
    compile(block.text, block.place, "exec")


def test_some_page_shows_a_case():
    assert CASES


@pytest.mark.parametrize("block", parameters(CASES))
def test_a_case_that_is_shown_is_valid_and_diagnosed(block, tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(block.text, encoding="utf-8")
    assert load_case(path).unused == ()
    assert infer(path).to_dict()["headline"]


# --- a rulebase from elsewhere --------------------------------------------------------------

SAMPLE_RUN = """
import json, sys
from engine import infer, load_rulebases

case = {
    "now": "2026-03-05T10:40:00+01:00",
    "facts": {
        "printer[desk].last_label_at": "2 h ago",
        "printer[desk].paper": "loaded",
        "printer[desk].error": "queue PAUSED by operator",
        "printer[door].last_label_at": "1 min ago",
    },
}
ways = [
    {},
    {"rulebases": ["parcelbox"]},
    {"rulebases": load_rulebases(["parcelbox"])},
    {"rulebases": ["efs", "parcelbox"]},
]
found = []
for way in ways:
    for given in (case, case | {"system": ["parcelbox"]}):
        diagnosis = infer(given, **way)
        found.append({
            "headline": diagnosis.headline.value,
            "faults": {
                f"{fault['id']} {fault['title']}": fault["verdict"]
                for fault in diagnosis.to_dict()["faults"] if fault["id"].startswith("parcelbox.")
                and fault["verdict"] in ("CONFIRMED", "RULED_OUT")
            },
            "unused": diagnosis.to_dict()["unused"],
        })
efs = infer({"facts": {"integration.order_sync_toggle": "OFF"}})
json.dump({
    "names": [rulebase.name for rulebase in load_rulebases()],
    "found": found,
    "efs": efs.verdict("efs.order.toggle_off").value,
}, sys.stdout)
"""


@pytest.fixture
def installed_sample(tmp_path):
    """Make the sample package look installed: its files on the path, and its metadata with the entry point."""
    info = tmp_path / "syncdx_parcelbox-1.0.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: syncdx-parcelbox\nVersion: 1.0.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[syncdx.rulebases]\nparcelbox = parcelbox:RULEBASE\n", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(SAMPLE), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}


def test_an_installed_rulebase_with_things_of_its_own_is_found_and_used(installed_sample):
    result = subprocess.run(
        [sys.executable, "-c", SAMPLE_RUN], capture_output=True, text=True, env=installed_sample, check=False
    )
    assert result.stderr == ""
    output = json.loads(result.stdout)
    assert output["names"] == ["appseconnect", "efs", "erp", "parcelbox", "storeconnect", "tether"]
    assert output["efs"] == "CONFIRMED"
    expected = {
        "headline": "FAULT_CONFIRMED",
        "faults": {
            "parcelbox.queue_paused The printer's queue is paused": "CONFIRMED",
            "parcelbox.paper_out The printer has run out of paper": "RULED_OUT",
        },
        "unused": [],
    }
    assert output["found"] == [expected] * 8


def test_the_pages_stay_the_same_beside_a_rulebase_from_elsewhere(installed_sample):
    result = subprocess.run(
        [sys.executable, DOCS / "build.py", "--check"],
        capture_output=True,
        text=True,
        env=installed_sample,
        check=False,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_the_entry_point_of_the_sample_is_what_its_project_file_says():
    project = tomllib.loads((SAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["syncdx.rulebases"] == {"parcelbox": "parcelbox:RULEBASE"}
