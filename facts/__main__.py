"""Print the schema of a case, or the vocabulary: ``python -m facts case|vocabulary``."""

from __future__ import annotations

import json
import sys
from typing import Final

from facts.schema import vocabulary_document, vocabulary_schema

_DOCUMENTS: Final = {"case": vocabulary_schema, "vocabulary": vocabulary_document}


def main(arguments: list[str]) -> None:
    """Print the document that is asked for."""
    if len(arguments) != 1 or arguments[0] not in _DOCUMENTS:
        sys.exit(f"usage: python -m facts {'|'.join(_DOCUMENTS)}")
    print(json.dumps(_DOCUMENTS[arguments[0]](), indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
