"""Diagnosis of order, tracking and stock synchronisation by rules, with proofs.

>>> import engine
>>> engine.infer({"facts": {}}).headline.value
'INSUFFICIENT_EVIDENCE'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.diagnosis import Diagnosis
    from engine.errors import (
        CaseError,
        CausalLoopError,
        NotInDiagnosisError,
        ReasonerError,
        ReasonerUnavailableError,
        RulebaseError,
        RulebaseNotFoundError,
        SyncdxError,
        UnknownFieldError,
        UnknownReferenceError,
    )
    from engine.inference import infer, infer_many
    from engine.rulebase import Rulebase, load_rulebases
    from engine.verdicts import Headline, Judgement, Verdict

__all__ = [
    "CaseError",
    "CausalLoopError",
    "Diagnosis",
    "Headline",
    "Judgement",
    "NotInDiagnosisError",
    "ReasonerError",
    "ReasonerUnavailableError",
    "Rulebase",
    "RulebaseError",
    "RulebaseNotFoundError",
    "SyncdxError",
    "UnknownFieldError",
    "UnknownReferenceError",
    "Verdict",
    "infer",
    "infer_many",
    "load_rulebases",
]

_MODULES = {
    "Diagnosis": "diagnosis",
    "Headline": "verdicts",
    "Judgement": "verdicts",
    "Rulebase": "rulebase",
    "Verdict": "verdicts",
    "infer": "inference",
    "infer_many": "inference",
    "load_rulebases": "rulebase",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: the command line must answer ``--help`` at once."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES.get(name, 'errors')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
