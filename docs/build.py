"""Write every generated page of the documentation, or check that none is out of date.

``python docs/build.py`` writes them; ``python docs/build.py --check`` writes nothing and exits with 1,
naming each page that differs from what it would write.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from _build.glossary import glossary_page
from _build.overviews import across_page, contradictions_page, coverage_page
from _build.rules import rules_page

from engine.rulebase import ENTRY_POINT_GROUP, Rulebase, load_rulebases
from engine.schema import diagnosis_schema
from facts import vocabulary_document, vocabulary_schema
from rulebases.across import CONTRADICTIONS

HERE = Path(__file__).parent


def pages() -> dict[str, str]:
    """Return the text of every generated page, by its path below this folder."""
    rulebases = _own_rulebases()
    return {
        **{f"rules/{rulebase.name}.md": rules_page(rulebase) for rulebase in rulebases},
        "coverage.md": coverage_page(rulebases),
        "contradictions.md": contradictions_page(rulebases),
        "across.md": across_page(rulebases, CONTRADICTIONS),
        "glossary.md": glossary_page(),
        "schema/case.schema.json": _json(vocabulary_schema()),
        "schema/vocabulary.json": _json(vocabulary_document()),
        "schema/diagnosis.schema.json": _json(diagnosis_schema()),
    }


def stale(written: Mapping[str, str], folder: Path = HERE) -> list[str]:
    """Return the paths below `folder` that are missing or hold something else."""
    return [path for path, text in written.items() if _read(folder / path) != text]


def main(arguments: list[str] | None = None) -> int:
    """Write or check the pages; return the exit code."""
    parser = argparse.ArgumentParser(description="Write the generated pages of the documentation.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a page is out of date")
    check = parser.parse_args(arguments).check
    written = pages()
    outdated = stale(written)
    if check:
        for path in outdated:
            print(f"docs/{path} is out of date; run python docs/build.py")
        return 1 if outdated else 0
    for path in outdated:
        (HERE / path).parent.mkdir(parents=True, exist_ok=True)
        (HERE / path).write_text(written[path], encoding="utf-8", newline="\n")
        print(f"wrote docs/{path}")
    return 0


def _own_rulebases() -> tuple[Rulebase, ...]:
    """Return the rulebases of this distribution, without those that others installed."""
    points = distribution("syncdx").entry_points.select(group=ENTRY_POINT_GROUP)
    return load_rulebases(point.name for point in points)


def _json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _read(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
