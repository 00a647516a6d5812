"""Diagnosis of order, tracking and stock synchronisation by rules, with proofs.

>>> infer({"facts": {}}).headline.value
'INSUFFICIENT_EVIDENCE'
"""

from __future__ import annotations

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
from engine.infer import infer, infer_many
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
