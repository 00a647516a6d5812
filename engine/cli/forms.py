"""What the command line can print."""

from __future__ import annotations

import enum


class Form(enum.Enum):
    """How to print a diagnosis."""

    TEXT = "text"
    JSON = "json"
    NDJSON = "ndjson"
    MD = "md"


class PageForm(enum.Enum):
    """How to print a page or the values behind it."""

    TEXT = "text"
    JSON = "json"
    MD = "md"


class GraphForm(enum.Enum):
    """How to write a graph."""

    MERMAID = "mermaid"
    DOT = "dot"
    CYTOSCAPE = "cytoscape"


class ReasonerForm(enum.Enum):
    """Which reasoner to use."""

    DURABLE = "durable"
    COMPILED = "compiled"
