"""Finding the phrases of a guide in pasted text, whatever its case, spacing and punctuation.

Texts and phrases are reduced to their words; a phrase is found where its words stand together in
the text. A code, with its underscores, is one word. That is linear in the text and knows no pattern that
could run away.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

_ESCAPES = re.compile(
    r"\\[nrt]|\\u[0-9a-fA-F]{4}|%[0-9a-fA-F]{2}|&[a-zA-Z]{2,6};|&#\d{1,6};|</?[a-zA-Z]{1,10}[^<>]{0,80}>"
)
_NOT_WORDS = re.compile(r"[\W_]+")
_NOT_CODES = re.compile(r"\W+")


def words_of(text: str) -> str:
    r"""Return the words of a text in lower case, each between single spaces.

    >>> words_of('{"message": "SKU -  not\\n found: TEE-9"}')
    ' message sku not found tee 9 '
    """
    return f" {_NOT_WORDS.sub(' ', _ESCAPES.sub(' ', text).casefold()).strip()} "


def _codes_of(text: str) -> str:
    """Return the words of a text, with a code such as ``INVALID_FIELD`` as one word."""
    return f" {_NOT_CODES.sub(' ', _ESCAPES.sub(' ', text).casefold()).strip()} "


@functools.lru_cache(maxsize=4096)
def _words_of_phrase(phrase: str) -> str:
    return _codes_of(phrase) if "_" in phrase else words_of(phrase)


def phrases_in(text: str, phrases: Iterable[str]) -> tuple[str, ...]:
    """Return which of `phrases` the text contains, in their order.

    >>> phrases_in("IMPORT ERROR - ship  METHOD not mapped (EXPRESS)", ["Ship method not mapped", "Invalid SKU"])
    ('Ship method not mapped',)
    >>> phrases_in("INVALID_FIELD_FOR_INSERT_UPDATE", ["INVALID_FIELD"])
    ()
    """
    words, codes = words_of(text), _codes_of(text)
    return tuple(phrase for phrase in phrases if _words_of_phrase(phrase) in (codes if "_" in phrase else words))
