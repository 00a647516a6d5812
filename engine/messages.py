"""Finding the phrases of a guide in pasted text, whatever its case, spacing and punctuation.

Texts and phrases are reduced to their words; a phrase is found where its words stand together in
the text. That is linear in the text and knows no pattern that could run away.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

_ESCAPES = re.compile(
    r"\\[nrt]|\\u[0-9a-fA-F]{4}|%[0-9a-fA-F]{2}|&[a-zA-Z]{2,6};|&#\d{1,6};|</?[a-zA-Z]{1,10}[^<>]{0,80}>"
)
_NOT_WORDS = re.compile(r"[\W_]+")


def words_of(text: str) -> str:
    r"""Return the words of a text in lower case, each between single spaces.

    >>> words_of('{"message": "SKU -  not\\n found: TEE-9"}')
    ' message sku not found tee 9 '
    """
    return f" {_NOT_WORDS.sub(' ', _ESCAPES.sub(' ', text).casefold()).strip()} "


@functools.lru_cache(maxsize=4096)
def _words_of_phrase(phrase: str) -> str:
    return words_of(phrase)


def phrases_in(text: str, phrases: Iterable[str]) -> tuple[str, ...]:
    """Return which of `phrases` the text contains, in their order.

    >>> phrases_in("IMPORT ERROR - ship  METHOD not mapped (EXPRESS)", ["Ship method not mapped", "Invalid SKU"])
    ('Ship method not mapped',)
    """
    words = words_of(text)
    return tuple(phrase for phrase in phrases if _words_of_phrase(phrase) in words)
