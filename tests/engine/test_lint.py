"""Lint: what it finds in a rulebase with one thing wrong, and that it finds nothing in one without."""

from collections.abc import Callable

import pytest
from attrs import evolve

from engine import Rulebase, load_rulebases
from engine.lint import lint
from engine.rules import Design, Expected, Fault, Message, all_of, hours, seen
from facts import Integration, Switch

(EFS,) = load_rulebases(("efs",))
TOGGLE = next(fault for fault in EFS.faults if fault.id == "efs.order.toggle_off")


def without_remedy() -> Rulebase:
    return with_fault(evolve(TOGGLE, remedy=evolve(TOGGLE.remedy, steps=())))


def with_fault(changed: Fault) -> Rulebase:
    return evolve(EFS, faults=tuple(changed if fault.id == changed.id else fault for fault in EFS.faults))


def with_a_silent_symptom() -> Rulebase:
    return evolve(EFS, symptoms=(*EFS.symptoms, evolve(EFS.symptoms[0], id="efs.symptom.silent")))


def with_an_idle_check() -> Rulebase:
    return evolve(EFS, checks=(*EFS.checks, evolve(EFS.checks[0], id="efs.check.idle", decides=())))


def with_a_fault_nobody_asks_about() -> Rulebase:
    hidden = evolve(EFS.checks[0], id="efs.check.hidden", asks=(Integration.order_sync_toggle,), decides=())
    twin = evolve(TOGGLE, id="efs.order.twin", check="efs.check.hidden", title="Twin", shown_by=None)
    return evolve(EFS, checks=(*EFS.checks, hidden), faults=(*EFS.faults, twin))


def with_a_check_that_does_not_decide() -> Rulebase:
    return with_fault(evolve(TOGGLE, check="efs.order.check_oauth"))


def with_an_ambiguous_message() -> Rulebase:
    first = next(message for message in EFS.messages if message.text == "Ship method not mapped")
    return evolve(EFS, messages=(*EFS.messages, evolve(first, text="ship  METHOD not mapped, ever", names=TOGGLE.id)))


def with_a_redundant_fault() -> Rulebase:
    return evolve(EFS, faults=(*EFS.faults, evolve(TOGGLE, id="efs.order.twin")))


def with_something_that_cannot_be() -> Rulebase:
    both = all_of(seen(Integration, order_sync_toggle=Switch.ON), seen(Integration, order_sync_toggle=Switch.OFF))
    impossible = Expected("efs.never", "Never", Integration, Design.NORMAL, both, TOGGLE.source)
    return evolve(EFS, expected=(*EFS.expected, impossible))


def with_a_fault_left_no_platform() -> Rulebase:
    return with_fault(evolve(TOGGLE, platforms=("Shopify",), not_on=("Shopify",)))


def with_a_window_that_is_late_before_it_is_usual() -> Rulebase:
    symptom = next(each for each in EFS.symptoms if each.id == "efs.symptom.tracking_missing")
    windows = tuple(evolve(window, ok=hours(7)) for window in symptom.windows)
    changed = tuple(evolve(each, windows=windows) if each is symptom else each for each in EFS.symptoms)
    return evolve(EFS, symptoms=changed)


CASES: list[tuple[Callable[[], Rulebase], str, str]] = [
    (without_remedy, "no-remedy", TOGGLE.id),
    (with_a_silent_symptom, "silent-symptom", "efs.symptom.silent"),
    (with_an_idle_check, "idle-check", "efs.check.idle"),
    (with_a_fault_nobody_asks_about, "never-asked", "efs.order.twin"),
    (with_a_check_that_does_not_decide, "undecided", TOGGLE.id),
    (with_an_ambiguous_message, "ambiguous-message", "'ship  METHOD not mapped, ever'"),
    (with_a_redundant_fault, "redundant", "efs.order.twin"),
    (with_something_that_cannot_be, "unreachable", "efs.never"),
    (with_a_fault_left_no_platform, "unreachable", TOGGLE.id),
    (with_a_window_that_is_late_before_it_is_usual, "window", "efs.symptom.tracking_missing"),
]


@pytest.mark.parametrize(("make", "rule", "place"), CASES, ids=[make.__name__ for make, _, _ in CASES])
def test_lint_names_what_is_wrong_and_where(make: Callable[[], Rulebase], rule: str, place: str) -> None:
    assert (rule, place) in {(found.rule, found.place) for found in lint(make())}


@pytest.mark.parametrize("rulebase", load_rulebases(), ids=lambda rulebase: rulebase.name)
def test_lint_finds_nothing_in_an_installed_rulebase(rulebase: Rulebase) -> None:
    assert [str(found) for found in lint(rulebase)] == []


def test_messages_that_name_the_same_are_not_ambiguous() -> None:
    first = EFS.messages[0]
    longer = Message(f"{first.text} today", first.names, first.item, first.where, first.source)
    assert lint(evolve(EFS, messages=(*EFS.messages, longer))) == ()
