"""Every exception of the engine, as a tree.

::

    SyncdxError
    ├── CaseError              the input is not a case (also a ValueError)
    ├── RulebaseError          a rulebase is wrong; found while it is built or loaded
    │   ├── UnknownFieldError      a pattern names a field that its thing does not have
    │   ├── UnknownReferenceError  a rule names a fault, symptom, effect or stage nobody declares
    │   ├── CausalLoopError        effects lead back to themselves
    │   └── RulebaseNotFoundError  no rulebase goes by that name
    ├── ReasonerError          a reasoner cannot be used or lost facts
    │   └── ReasonerUnavailableError
    └── NotInDiagnosisError    a question about a fault the diagnosis does not know
"""

from __future__ import annotations

from facts.errors import CaseError, SyncdxError

__all__ = [
    "CaseError",
    "CausalLoopError",
    "NotInDiagnosisError",
    "ReasonerError",
    "ReasonerUnavailableError",
    "RulebaseError",
    "RulebaseNotFoundError",
    "SyncdxError",
    "UnknownFieldError",
    "UnknownReferenceError",
]


class RulebaseError(SyncdxError, ValueError):
    """A rulebase is wrong; raised while it is built or loaded, never while diagnosing."""


class UnknownFieldError(RulebaseError):
    """A pattern names a field that its thing does not have."""


class UnknownReferenceError(RulebaseError):
    """A rule names a fault, symptom, effect or stage that its rulebase does not declare."""


class CausalLoopError(RulebaseError):
    """Effects of a rulebase lead back to themselves."""


class RulebaseNotFoundError(RulebaseError):
    """No installed rulebase goes by the name asked for."""


class ReasonerError(SyncdxError, RuntimeError):
    """A reasoner failed or lost facts; the message says which."""


class ReasonerUnavailableError(ReasonerError):
    """The reasoner asked for cannot run on this interpreter."""


class NotInDiagnosisError(SyncdxError, KeyError):
    """A question about a fault that the diagnosis does not know."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""
