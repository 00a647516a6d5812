"""Diagnoses and rulebases made readable: as plain text, in a terminal's colours, or as Markdown."""

from __future__ import annotations

from engine.render.diagnosis import page_of_diagnosis, page_of_proof, page_of_refusal
from engine.render.page import Line, Page, Section, Tone, on_one_line, to_markdown, to_rich, to_text

__all__ = [
    "Line",
    "Page",
    "Section",
    "Tone",
    "on_one_line",
    "page_of_diagnosis",
    "page_of_proof",
    "page_of_refusal",
    "to_markdown",
    "to_rich",
    "to_text",
]
