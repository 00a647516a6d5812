"""A page: a headline and sections of lines, and the ways to write it."""

from __future__ import annotations

import enum
import re
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from attrs import frozen

if TYPE_CHECKING:
    from rich.text import Text

WIDTH: Final = 100
_LABEL_WIDTH: Final = 9
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SPECIAL: Final = re.compile(r"([\\`*<\[\]|])")


class Tone(enum.Enum):
    """How a line is meant; a terminal shows it as colour."""

    PLAIN = "none"
    STRONG = "bold"
    QUIET = "dim"
    BAD = "bold red"
    UNSURE = "bold yellow"
    GOOD = "bold green"


@frozen
class Line:
    """One line of a section; it wraps where it is too long.

    Attributes:
        text: What it says.
        mark: What stands before it: ``-``, a number such as ``1.``, or a word that labels it.
        level: How far it is indented.
        tone: How it is meant.
    """

    text: str
    mark: str = ""
    level: int = 0
    tone: Tone = Tone.PLAIN


@frozen
class Section:
    """Lines under a title."""

    title: str
    lines: tuple[Line, ...]


@frozen
class Page:
    """A headline, what it speaks of, and sections, the most important first."""

    headline: str
    tone: Tone
    about: str
    sections: tuple[Section, ...]


def to_text(page: Page) -> str:
    """Write a page as plain text, always the same and at most 100 columns wide where words allow."""
    return "\n".join(text for text, _ in _lines(page, WIDTH))


def to_rich(page: Page, width: int) -> Text:
    """Write a page in a terminal's colours."""
    from rich.text import Text

    text = Text()
    for line, tone in _lines(page, min(width, WIDTH)):
        text.append(f"{line}\n", style=tone.value)
    text.rstrip()
    return text


def to_markdown(page: Page) -> str:
    """Write a page as Markdown."""
    parts = [f"## {_escape(page.headline)}", "", _escape(page.about)]
    for section in page.sections:
        parts += ["", f"### {_escape(section.title)}", ""]
        parts += [_markdown_line(line) for line in section.lines]
    return "\n".join(parts)


def _lines(page: Page, width: int) -> Iterator[tuple[str, Tone]]:
    for text in textwrap.wrap(on_one_line(page.headline), width):
        yield text, page.tone
    yield on_one_line(page.about), Tone.QUIET
    for section in page.sections:
        yield "", Tone.PLAIN
        yield on_one_line(section.title), Tone.STRONG
        for line in section.lines:
            first = "  " * (line.level + 1) + _mark(line.mark)
            wrapped = textwrap.wrap(
                on_one_line(line.text),
                width,
                initial_indent=first,
                subsequent_indent=" " * len(first),
                break_long_words=False,
                break_on_hyphens=False,
            )
            for text in wrapped or [first.rstrip()]:
                yield text, line.tone


def _mark(mark: str) -> str:
    if not mark:
        return ""
    return f"{mark:<{_LABEL_WIDTH - 1}} " if mark[0].isalpha() else f"{mark} "


def _markdown_line(line: Line) -> str:
    bullet = f"{line.mark} " if line.mark and not line.mark[0].isalpha() else "- "
    label = f"**{line.mark}:** " if line.mark and line.mark[0].isalpha() else ""
    return "   " * line.level + bullet + label + _escape(line.text)


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", on_one_line(text))


def on_one_line(text: str) -> str:
    """Put a text on one line, and show control characters instead of sending them to a terminal."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", " ".join(text.split()))
