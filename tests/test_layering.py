"""Imports point downwards, two packages have one door each, and the engine knows no vendor."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from facts import PLATFORMS

ROOT = Path(__file__).parents[1]
PACKAGES = ("facts", "engine", "rulebases", "simulator")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
BELOW = {
    "facts": {"facts"},
    "engine": {"facts", "engine"},
    "rulebases": {"facts", "engine", "rulebases"},
    "simulator": {"facts", "simulator"},
    "simulator/harness": {"facts", "engine", "rulebases", "simulator"},
}
DOORS = {
    "networkx": ROOT / "engine" / "graph.py",
    "durable": ROOT / "engine" / "reasoners" / "durable.py",
    "durable_rules_engine": ROOT / "engine" / "reasoners" / "durable.py",
}
# What a platform, a hub or a far end is called stays in facts and rulebases; "ERP" is nobody's own word.
VENDOR_WORDS = sorted({*PLATFORMS, "IS2", "FCP", "EFS", "eFulfillment"} - {"ERP"}, key=str.casefold)
VENDOR_WORD = re.compile(
    r"(?<![A-Za-z0-9])(?:" + "|".join(re.escape(word) for word in VENDOR_WORDS) + r")(?![A-Za-z0-9])", re.IGNORECASE
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}, line {node.lineno}: imports are written out from the top"
            yield node.module or ""


def layer_of(path: Path) -> str:
    name = name_of(path)
    return "simulator/harness" if name.startswith("simulator/harness/") else name.partition("/")[0]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_downwards(path: Path) -> None:
    ours = {module.partition(".")[0] for module in imports_of(path)} & set(PACKAGES)
    assert ours <= BELOW[layer_of(path)]


@pytest.mark.parametrize("path", [path for path in MODULES if layer_of(path) == "rulebases"], ids=name_of)
def test_a_rulebase_does_not_import_another(path: Path) -> None:
    own = path.relative_to(ROOT / "rulebases").parts[0]
    others = {module.split(".")[1] for module in imports_of(path) if module.startswith("rulebases.")}
    # The names of families are common to all; only what compares the guides reads several.
    assert others <= {own, "families"} or own == "across.py"
    assert "across" not in others


@pytest.mark.parametrize("library", DOORS)
def test_a_library_behind_a_wall_is_imported_by_one_module_only(library: str) -> None:
    importers = {path for path in MODULES if library in {module.partition(".")[0] for module in imports_of(path)}}
    assert importers <= {DOORS[library]}


@pytest.mark.parametrize("path", [path for path in MODULES if layer_of(path) == "engine"], ids=name_of)
def test_the_engine_holds_no_vendor_word(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [f"line {number}: {line.strip()}" for number, line in enumerate(lines, 1) if VENDOR_WORD.search(line)] == []


def test_nothing_reads_the_wall_clock_but_the_command_line() -> None:
    clocks = re.compile(r"datetime\.(?:now|utcnow|today)\(|date\.today\(|time\.(?:time|time_ns|localtime)\(")
    readers = {name_of(path) for path in MODULES if clocks.search(path.read_text(encoding="utf-8"))}
    assert readers <= {"engine/cli/answers.py"}
