"""Findings about rulebases that load but do not say what their author meant.

* What reads the same: `redundant`, `subsumed`, `ambivalent`, `ambiguous-message` (in `alike`).
* What no facts can establish: `unreachable` (in `reach`).
* What leads back to itself: `circular` (in `loops`).
* What leads nowhere: `dead-end`, `silent-symptom` (in `idle`).
* Waits without beginning or end: `window` (in `windows`).
* What nobody is asked or can do: `no-check`, `no-remedy`, `idle-check`, `never-asked`, `undecided` (in `asked`).
* What two guides read in the same words: `shared-words` (in `together`).
"""

from __future__ import annotations

from engine.lint import alike, asked, idle, loops, reach, windows
from engine.lint.base import Examined, Lint
from engine.lint.together import lint_together
from engine.rulebase import Rulebase

__all__ = ["Lint", "lint", "lint_together"]

_LOOKS = (
    asked.no_remedy,
    asked.no_question,
    asked.idle_checks,
    asked.never_asked,
    asked.undecided,
    idle.silent_symptoms,
    idle.unused_contexts,
    idle.unnamed_procedures,
    idle.unentered_chains,
    idle.idle_expected,
    idle.idle_links,
    idle.idle_changes,
    idle.idle_watches,
    alike.ambiguous_messages,
    alike.repeated_messages,
    alike.indistinct_faults,
    alike.shared_evidence,
    alike.for_and_against,
    alike.ruled_out_in_vain,
    alike.repeated_parts,
    reach.impossible_patterns,
    reach.barred_evidence,
    reach.excluded_arrows,
    reach.no_platform_left,
    reach.unknown_names,
    reach.unseen_symptoms,
    reach.unheard_of,
    loops.loops,
    loops.contradictory_ladders,
    windows.disordered_windows,
    windows.windows_without_beginning,
    windows.endless_waits,
)


def lint(rulebase: Rulebase) -> tuple[Lint, ...]:
    """Look for knowledge that can have no effect or more than one meaning.

    Loading has already refused what cannot work at all: references that lead nowhere, effects that
    show nowhere, loops of effects, items neither cited nor declined.

    Returns:
        Every finding, kind by kind; empty if there is none.
    """
    examined = Examined(rulebase)
    return tuple(dict.fromkeys(found for look in _LOOKS for found in look(examined)))
