"""Markdown, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

GENERATED = "<!-- Written by docs/build.py. Do not edit: change what it says and build again. -->\n"


def code(text: str) -> str:
    """Write a name as code."""
    return f"`{text}`"


def codes(names: Iterable[str]) -> str:
    """Write names as code, in a list."""
    return ", ".join(code(name) for name in names)


def anchor(name: str) -> str:
    """Write the place that `link` leads to."""
    return f'<a id="{_fragment(name)}"></a>'


def link(text: str, name: str, page: str = "") -> str:
    """Write a link to an anchor of this page or another."""
    return f"[{text}]({page}#{_fragment(name)})"


def bullets(lines: Iterable[str]) -> list[str]:
    """Write lines as a list."""
    return [f"- {line}" for line in lines]


def steps(lines: Iterable[str]) -> list[str]:
    """Write lines as a numbered list."""
    return [f"{number}. {line}" for number, line in enumerate(lines, 1)]


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Write a table; what would end a cell is escaped."""
    lines = [_row(header), _row(["---"] * len(header))]
    return [*lines, *(_row([_cell(text) for text in row]) for row in rows)]


def page(*parts: str | Iterable[str]) -> str:
    """Put a page together: each part stands apart from the next."""
    texts = (part if isinstance(part, str) else "\n".join(part) for part in parts)
    lines = "\n\n".join(text for text in texts if text).splitlines()
    return "\n".join([GENERATED, *(line.rstrip() for line in lines), ""])


def sentence(clause: str) -> str:
    """Make a sentence of a clause."""
    ending = "" if clause.endswith((".", "?", "!", ":")) else "."
    return f"{clause[:1].upper()}{clause[1:]}{ending}"


def _fragment(name: str) -> str:
    """Return a name without what a fragment of an address may not hold."""
    return name.replace("#", "-").replace(" ", "-")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")
