"""Case documents: bytes of YAML or JSON made into plain mappings, lists and texts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NoReturn

import yaml

from facts.errors import CaseError, Problem

DEEPEST: Final = 12

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # PyYAML was built without libyaml
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_PLAIN_TAGS: Final = {
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "timestamp", "map", "seq")
}
_NO_ALIASES: Final = "every value written out; anchors and aliases are not read"


def refuse(path: str, value: object, wrong: str, expected: str, nearest: str | None = None) -> Problem:
    """Make a problem whose message says where, what is wrong and what was expected."""
    shown = repr(value if len(str(value)) <= 80 else f"{str(value)[:80]}...") if value is not None else ""
    hint = f" Did you mean {nearest!r}?" if nearest else ""
    message = f"{path}: {f'{shown} ' if shown else ''}{wrong}. Expected {expected}.{hint}"
    return Problem(path, "" if value is None else str(value)[:200], expected, nearest, message)


def _stop(*problems: Problem) -> NoReturn:
    raise CaseError(problems)


def read_document(source: str | Path, max_bytes: int) -> tuple[Any, list[Problem]]:
    """Read a YAML or JSON file, or standard input for ``-``.

    Scalars come back as texts, except nulls and the truth values of JSON. A key that
    stands twice keeps its first value and is listed as a problem.

    Raises:
        CaseError: It cannot be read, is too large, or is neither YAML nor JSON.
    """
    name = "standard input" if source == "-" else str(source)
    text = _decode(_bytes(source, name, max_bytes), name)
    if name.casefold().endswith(".json"):
        return _json(text, name)
    if text.lstrip()[:1] in ("{", "[") and not name.casefold().endswith((".yaml", ".yml")):
        try:
            return _json(text, name)
        except CaseError:
            return _yaml(text, name)
    return _yaml(text, name)


def _bytes(source: str | Path, name: str, max_bytes: int) -> bytes:
    """The bytes of a source, refused by size before anything else is done with them."""
    expected = "a YAML or JSON file that can be read"
    if source == "-":
        stream = getattr(sys.stdin, "buffer", sys.stdin)
        content = stream.read(max_bytes + 1)
        data = content.encode() if isinstance(content, str) else content
    else:
        try:
            path = Path(source)
            if path.is_dir():
                _stop(refuse(name, None, "is a directory", expected))
            size = path.stat().st_size
            data = b""
            if size <= max_bytes:
                with path.open("rb") as stream:
                    data = stream.read(max_bytes + 1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise CaseError([refuse(name, None, f"cannot be read: {reason}", expected)]) from error
        if size > max_bytes:
            _stop(refuse(name, None, f"has {size:,} bytes", f"at most {max_bytes:,}"))
    if len(data) > max_bytes:
        _stop(refuse(name, None, f"has more than {max_bytes:,} bytes", f"at most {max_bytes:,}"))
    return data


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wrong = f"is not UTF-8 text (byte {error.start})"
        raise CaseError([refuse(name, None, wrong, "a file saved as UTF-8")]) from error


def _json(text: str, name: str) -> tuple[Any, list[Problem]]:
    """Read JSON; numbers stay texts, so that none loses its zeros."""
    problems: list[Problem] = []

    def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, value in pairs:
            if key in made:
                path = f"facts.{key}" if "." in key else key
                problems.append(refuse(path, value, "is a second value for the same key", "each key once"))
            else:
                made[key] = value
        return made

    def constant(word: str) -> NoReturn:
        raise CaseError([refuse(name, word, "is not a number that JSON has", "a finite number")])

    try:
        read = json.loads(text, object_pairs_hook=object_of, parse_constant=constant, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        wrong = f"is not JSON: {error.msg} in line {error.lineno}, column {error.colno}"
        raise CaseError([refuse(name, None, wrong, "a JSON object or array")]) from error
    except RecursionError as error:
        raise CaseError([refuse(name, None, "is nested too deeply", "a flat mapping of facts")]) from error
    return read, problems


def _yaml(text: str, name: str) -> tuple[Any, list[Problem]]:
    """Read YAML event by event, without its guesses at types, aliases, tags or deep nesting."""
    reading = _Yaml(name)
    try:
        read = reading.document(yaml.parse(text, Loader=_SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = "" if mark is None else f" in line {mark.line + 1}, column {mark.column + 1}"
        wrong = f"is not YAML: {error.problem or error.context}{place}"
        raise CaseError([refuse(name, None, wrong, "a YAML mapping")]) from error
    except yaml.YAMLError as error:
        wrong = f"is not YAML: {' '.join(str(error).split())}"
        raise CaseError([refuse(name, None, wrong, "a YAML mapping")]) from error
    return read, reading.problems


class _Yaml:
    """One YAML document being read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def document(self, events: Iterator[yaml.Event]) -> Any:
        """What the document holds; None if it is empty."""
        read, documents = None, 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    _stop(
                        refuse(self.name, None, f"holds a second document, in line {_line(event)}", "one case a file")
                    )
                read = self.value(next(events), events, "", 0)
        return read

    def value(self, event: yaml.Event, events: Iterator[yaml.Event], path: str, depth: int) -> Any:
        """The value that begins with an event."""
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if isinstance(event, yaml.AliasEvent):
            _stop(refuse(path or self.name, f"*{event.anchor}", f"is an alias, in line {_line(event)}", _NO_ALIASES))
        if depth >= DEEPEST:
            _stop(refuse(self.name, None, f"is nested too deeply in line {_line(event)}", "a flat mapping of facts"))
        if isinstance(event, yaml.NodeEvent):
            self.tag(event, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(events, path, depth + 1)
        made: list[Any] = []
        for each in events:
            if isinstance(each, yaml.SequenceEndEvent):
                break
            made.append(self.value(each, events, f"{path}[{len(made)}]", depth + 1))
        return made

    def mapping(self, events: Iterator[yaml.Event], path: str, depth: int) -> dict[str, Any]:
        """A mapping; a key that stands twice keeps its first value and is a problem."""
        made: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key in events:
            if isinstance(key, yaml.MappingEndEvent):
                break
            if not isinstance(key, yaml.ScalarEvent):
                wrong = f"has a key that is no text, in line {_line(key)}"
                _stop(refuse(path or self.name, None, wrong, "a name as the key"))
            name = str(key.value)
            place = f"{path}.{name}" if path else name
            value = self.value(next(events), events, place, depth)
            if name in made:
                wrong = f"is a second value for the same key, in line {_line(key)}; the first is in line {lines[name]}"
                shown = value if isinstance(value, str) else None
                self.problems.append(refuse(place, shown, wrong, "each key once"))
            else:
                made[name] = value
                lines[name] = _line(key)
        return made

    def scalar(self, event: yaml.ScalarEvent, path: str) -> str | None:
        """A text as it stands, or None for a plain null."""
        if event.tag is not None:
            self.tag(event, path)
        value = str(event.value)
        return None if event.implicit[0] and value in _NULLS else value

    def tag(self, event: yaml.NodeEvent, path: str) -> None:
        """Refuse any tag but those of plain values."""
        tag = getattr(event, "tag", None)
        if tag is not None and tag not in _PLAIN_TAGS:
            wrong = f"is a tag, in line {_line(event)}"
            self.problems.append(refuse(path or self.name, tag, wrong, "a plain value without a tag"))


def _line(event: yaml.Event) -> int:
    """The line an event begins in, counted from one."""
    return 0 if event.start_mark is None else event.start_mark.line + 1
