"""Lint: what it finds in a rulebase with one thing wrong, and that it finds nothing in one that is nearly so."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve, frozen

from engine import Rulebase, load_rulebases
from engine.lint import lint, lint_together
from engine.rules import (
    Chain,
    Change,
    Check,
    Context,
    Dependency,
    Design,
    Effect,
    Escalation,
    Expected,
    Fault,
    Finding,
    Guide,
    Ladder,
    Late,
    Link,
    Message,
    Pattern,
    Prior,
    Procedure,
    Remedy,
    Stage,
    Symptom,
    Times,
    Until,
    Window,
    above,
    absent,
    after,
    all_of,
    any_of,
    at_least,
    at_most,
    before,
    below,
    differs_from,
    ends_with,
    holds,
    hours,
    known,
    lagging,
    less_than,
    listed_in,
    longer_than,
    may,
    minutes,
    more_than,
    must,
    no_longer_than,
    none_of,
    not_listed_in,
    not_starting_with,
    older_than,
    older_than_setting,
    one_of,
    one_sided,
    same_as,
    says,
    seen,
    starts_with,
    within_setting,
    younger_than,
)
from facts import (
    ABSENT,
    AddressState,
    Channel,
    Integration,
    Inventory,
    Is2Status,
    Log,
    Order,
    Product,
    Scope,
    ShipMap,
    Snapshot,
    Switch,
    TestOrder,
    Thing,
    YesNo,
    observable,
)

# --- a small guide without a flaw -----------------------------------------------------------

GUIDE = Guide("efs", "A small guide", "Somebody")
HERE = GUIDE.at("1", "1")
DO_IT = Remedy(("Mend it.",))

NOTHING_PULLED = Effect("nothing_pulled", "No order is pulled", Integration, blocks="pull")
REFUSED = Effect("refused", "The order is refused", Order)

TOGGLE_OFF = Fault(
    "toggle_off",
    "The toggle is off",
    Integration,
    HERE,
    DO_IT,
    (must(NOTHING_PULLED),),
    "check_toggle",
    shown_by=seen(Integration, order_sync_toggle=Switch.OFF),
)
SKU_UNKNOWN = Fault(
    "sku_unknown", "The SKU is not known", Order, HERE, DO_IT, (must(REFUSED),), "check_error", shown_by=None
)
INVALID_SKU = Message("Invalid SKU", "sku_unknown", "error", (Order.is2_error,), HERE)

ARRIVAL = Window(Order.placed_at, ok=minutes(30), late=minutes(60), source=HERE)
ABSENT_ORDER = Symptom(
    "orders_absent",
    "The order does not come in",
    Order,
    "pull",
    HERE,
    met_by=seen(Order, is2_status=known()),
    missed_by=seen(Order, is2_status=absent()),
    windows=(ARRIVAL,),
    ladder=("check_toggle",),
)
REFUSED_ORDER = Symptom(
    "orders_refused",
    "The order is refused",
    Order,
    "import",
    HERE,
    met_by=seen(Order, is2_status=Is2Status.ACCEPTED),
    missed_by=seen(Order, is2_status=Is2Status.IMPORT_ERROR),
    follows=("orders_absent",),
    ladder=("check_error",),
    watched=(Order.is2_error,),
)

BASE = Rulebase(
    guide=GUIDE,
    catalogue=(),
    stages=(Stage("pull", "pulled"), Stage("import", "imported", after=("pull",))),
    symptoms=(ABSENT_ORDER, REFUSED_ORDER),
    chains=(Chain(NOTHING_PULLED, (must("orders_absent"),)), Chain(REFUSED, (must("orders_refused"),))),
    faults=(TOGGLE_OFF, SKU_UNKNOWN),
    messages=(INVALID_SKU,),
    checks=(
        Check("check_toggle", "Is the toggle on?", HERE, asks=(Integration.order_sync_toggle,)),
        Check("check_error", "What does the error say?", HERE, asks=(Order.is2_error,)),
    ),
    start=Ladder(("check_toggle",), HERE),
)


def plus(base: Rulebase = BASE, **more: Any) -> Rulebase:
    """Add knowledge to a rulebase, kind by kind."""
    return evolve(base, **{kind: getattr(base, kind) + added for kind, added in more.items()})


def changed(identity: str, base: Rulebase = BASE, **changes: Any) -> Rulebase:
    """Change the pieces of a rulebase that have an id."""
    kinds = ("stages", "symptoms", "faults", "checks")
    return evolve(
        base,
        **{
            kind: tuple(evolve(each, **changes) if each.id == identity else each for each in getattr(base, kind))
            for kind in kinds
        },
    )


def with_fault(shown_by: Pattern | None, asks: Any, base: Rulebase = BASE, **more: Any) -> Rulebase:
    """Add a fault `x` of an order with a check of its own that stands at the start."""
    name = more.pop("id", "x")
    given: dict[str, Any] = {"scope": Order, "leads_to": (must(REFUSED),), "remedy": DO_IT}
    fault = Fault(name, name, source=HERE, check=f"check_{name}", shown_by=shown_by, **(given | more))
    check = Check(f"check_{name}", f"{name}?", HERE, asks=asks)
    start = evolve(base.start, checks=(*base.start.checks, check.id))
    return evolve(plus(base, faults=(fault,), checks=(check,)), start=start)


def with_evidence(shown_by: Pattern, **more: Any) -> Rulebase:
    """Add a fault `x` that is shown so; its check asks for the address and what evidence here is made of."""
    asks = (Order.address, Order.quantity, Order.placed_at, Order.sku, Order.ship_method, Order.address_missing)
    return with_fault(shown_by, asks, **more)


def with_expected(when: Pattern, base: Rulebase = BASE, **more: Any) -> Rulebase:
    """Add an expected item `normal` of an order that explains why it is absent."""
    given: dict[str, Any] = {"scope": Order, "kind": Design.NORMAL, "explains": ("orders_absent",)}
    return plus(base, expected=(Expected("normal", "Normal", source=HERE, when=when, **(given | more)),))


def with_finding(**changes: Any) -> Rulebase:
    """Add a finding `where` that an accepted order shows."""
    accepted = seen(Order, is2_status=Is2Status.ACCEPTED)
    return plus(findings=(evolve(Finding("where", "Where", Order, HERE, accepted, DO_IT), **changes),))


def with_contexts(**whens: Pattern) -> Rulebase:
    """Add contexts of an order, and a fault `x` that the first of them shows, and else the address."""
    contexts = tuple(Context(name, Order, when) for name, when in whens.items())
    return plus(with_evidence(any_of(PO_BOX, holds(contexts[0].id))), contexts=contexts)


def with_window(**changes: Any) -> Rulebase:
    return changed("orders_absent", windows=(evolve(ARRIVAL, **changes),))


PO_BOX = seen(Order, address=AddressState.PO_BOX)
EMPTY = seen(Order, address=AddressState.REQUIRED_FIELD_EMPTY)
REFUSED_STATUS = seen(Order, is2_status=Is2Status.IMPORT_ERROR)
SWITCHED_ON = seen(Integration, order_sync_toggle=Switch.ON)


def found_in(rulebase: Rulebase) -> set[tuple[str, str]]:
    return {(found.rule, found.place) for found in lint(rulebase)}


Case = tuple[str, Rulebase, Rulebase, set[tuple[str, str]]]
"""What is wrong, a rulebase that has just that wrong, one that nearly has, and the rule and place of what is found."""


def test_the_small_guide_has_no_flaw() -> None:
    assert [str(found) for found in lint(BASE)] == []


# --- the same twice -------------------------------------------------------------------------

TWIN = evolve(TOGGLE_OFF, id="twin")
AN_HOUR_OLD = seen(Order, placed_at=older_than(hours=1))
LONG_AGO = seen(Order, placed_at=older_than(hours=2))
LONGER_AGO = seen(Order, placed_at=older_than(hours=3))
BOTH_OFF = seen(Integration, order_sync_toggle=Switch.OFF, inventory_sync_toggle=Switch.OFF)

REDUNDANT: list[Case] = [
    (
        "two faults with the same evidence and effects",
        plus(faults=(TWIN,)),
        plus(changed("toggle_off", platforms=("Etsy",)), faults=(evolve(TWIN, platforms=("eBay",)),)),
        {("redundant", "twin")},
    ),
    (
        "two faults with evidence that says the same in other words",
        plus(faults=(evolve(TWIN, shown_by=seen(Integration, order_sync_toggle=none_of(Switch.ON))),)),
        plus(faults=(evolve(TWIN, shown_by=BOTH_OFF, refines="toggle_off"),)),
        {("redundant", "twin")},
    ),
    (
        "an alternative twice",
        with_evidence(any_of(PO_BOX, EMPTY, PO_BOX)),
        with_evidence(any_of(PO_BOX, EMPTY)),
        {("redundant", "x")},
    ),
    (
        "a condition twice, inside an alternative",
        with_evidence(any_of(EMPTY, all_of(PO_BOX, PO_BOX))),
        with_evidence(any_of(EMPTY, all_of(PO_BOX, LONG_AGO))),
        {("redundant", "x")},
    ),
    (
        "a message twice",
        plus(messages=(evolve(INVALID_SKU, text="invalid  sku"),)),
        plus(messages=(evolve(INVALID_SKU, text="invalid  sku", item="another_row"),)),
        {("redundant", "'invalid  sku'")},
    ),
    (
        "a message twice, once at fewer places",
        plus(messages=(evolve(INVALID_SKU, text="invalid  sku", where=(Order.is2_error, Order.tracking_error)),)),
        plus(messages=(evolve(INVALID_SKU, text="invalid  sku", where=(Order.tracking_error,)),)),
        {("redundant", "'Invalid SKU'")},
    ),
]

SUBSUMED: list[Case] = [
    (
        "a fault that is never shown without another one",
        with_evidence(all_of(PO_BOX, LONG_AGO), base=with_evidence(PO_BOX), id="y"),
        with_evidence(all_of(PO_BOX, LONG_AGO), base=with_evidence(PO_BOX), id="y", refines="x"),
        {("subsumed", "y")},
    ),
    (
        "a fault that is never shown without another one of the same symptom",
        with_evidence(all_of(PO_BOX, LONG_AGO), base=with_evidence(PO_BOX), id="y"),
        with_evidence(all_of(PO_BOX, LONG_AGO), base=with_evidence(PO_BOX), id="y", leads_to=(may("orders_absent"),)),
        {("subsumed", "y")},
    ),
    (
        "a fault that is never shown without another one which its facts do not bar",
        with_evidence(all_of(PO_BOX, LONG_AGO), base=with_evidence(PO_BOX, guard=seen(Order, sku=known())), id="y"),
        with_evidence(
            all_of(PO_BOX, LONG_AGO),
            base=with_evidence(PO_BOX, guard=seen(Order, placed_at=younger_than(hours=2))),
            id="y",
        ),
        {("subsumed", "y")},
    ),
    (
        "a fault whose message says what shows another one",
        with_fault(seen(Order, is2_error=says("sku")), (Order.is2_error,)),
        with_fault(seen(Order, is2_error=says("address")), (Order.is2_error,)),
        {("subsumed", "sku_unknown")},
    ),
    (
        "an alternative that another one covers",
        with_evidence(any_of(PO_BOX, all_of(PO_BOX, LONG_AGO))),
        with_evidence(any_of(PO_BOX, all_of(EMPTY, LONG_AGO))),
        {("subsumed", "x")},
    ),
    (
        "an alternative that another one covers, and that refutes no less",
        with_evidence(any_of(PO_BOX, all_of(PO_BOX, LONG_AGO))),
        with_evidence(any_of(PO_BOX, one_sided(all_of(PO_BOX, LONG_AGO)))),
        {("subsumed", "x")},
    ),
    (
        "a message that contains another one of its item",
        plus(messages=(evolve(INVALID_SKU, text="Invalid SKU in line 3"),)),
        plus(messages=(evolve(INVALID_SKU, text="Invalid SKU in line 3", item="another_row"),)),
        {("subsumed", "'Invalid SKU in line 3'")},
    ),
    (
        "a message that contains another one of its place",
        plus(messages=(evolve(INVALID_SKU, text="Invalid SKU in line 3"),)),
        plus(messages=(evolve(INVALID_SKU, text="Invalid SKU in line 3", where=(Order.tracking_error,)),)),
        {("subsumed", "'Invalid SKU in line 3'")},
    ),
]

# A test, one that passes only where it does, and one that passes elsewhere too.
NARROWER = [
    (seen(Order, quantity=at_least(20)), seen(Order, quantity=more_than(10)), seen(Order, quantity=at_most(15))),
    (seen(Order, quantity=at_most(3)), seen(Order, quantity=less_than(4)), seen(Order, quantity=more_than(2))),
    (PO_BOX, seen(Order, address=known()), seen(Order, address=absent())),
    (PO_BOX, seen(Order, address=none_of(AddressState.COMPLETE)), seen(Order, address=none_of(AddressState.PO_BOX))),
    (seen(Order, address=absent()), seen(Order, address=one_of(AddressState.PO_BOX, ABSENT)), PO_BOX),
    (LONGER_AGO, LONG_AGO, seen(Order, placed_at=younger_than(hours=4))),
    (LONGER_AGO, seen(Order, placed_at=known()), seen(Order, placed_at=absent())),
    (seen(TestOrder, address=AddressState.PO_BOX), PO_BOX, EMPTY),
    (
        seen(Order, placed_at=older_than_setting(Integration.history_days, times=2)),
        seen(Order, placed_at=older_than_setting(Integration.history_days)),
        seen(Order, placed_at=within_setting(Integration.history_days)),
    ),
    (
        seen(Order, accepted_at=lagging(Order.placed_at, more_than=hours(2))),
        seen(Order, accepted_at=lagging(Order.placed_at, more_than=hours(1))),
        seen(Order, accepted_at=lagging(Order.is2_received_at, more_than=hours(1))),
    ),
    (
        seen(Order, sku=same_as(Product.sku_fcp), quantity=more_than(1)),
        seen(Order, sku=same_as(Product.sku_fcp)),
        seen(Order, sku=same_as(Product.sku_platform)),
    ),
    (
        seen(Order, is2_error=says("bad sku", "sku lost")),
        seen(Order, is2_error=says("sku")),
        seen(Order, is2_error=says("lost")),
    ),
]


@pytest.mark.parametrize(("narrow", "wide", "other"), NARROWER, ids=lambda pattern: str(pattern)[:60])
def test_an_alternative_is_covered_by_one_that_holds_wherever_it_does(
    narrow: Pattern, wide: Pattern, other: Pattern
) -> None:
    assert found_in(plus(duplicate_risks=(Context("risk", Order, any_of(narrow, wide)),))) == {("subsumed", "risk")}
    assert found_in(plus(duplicate_risks=(Context("risk", Order, any_of(narrow, other)),))) == set()


# --- two things by the same facts -----------------------------------------------------------

COMPLETE = seen(Order, address=AddressState.COMPLETE)

AMBIVALENT: list[Case] = [
    (
        "facts that show two faults",
        with_evidence(PO_BOX, base=with_evidence(PO_BOX), id="y", leads_to=(may(REFUSED),)),
        with_evidence(PO_BOX, base=with_evidence(PO_BOX), id="y", leads_to=(may(REFUSED),), refines="x"),
        {("ambivalent", "x")},
    ),
    (
        "facts that show two faults of one platform",
        with_evidence(
            PO_BOX,
            base=with_evidence(PO_BOX, platforms=("Etsy",)),
            id="y",
            platforms=("Etsy",),
            prior=Prior.RARE,
            leads_to=(may(REFUSED),),
        ),
        with_evidence(
            PO_BOX,
            base=with_evidence(PO_BOX, platforms=("Etsy",)),
            id="y",
            platforms=("eBay",),
            prior=Prior.RARE,
            leads_to=(may(REFUSED),),
        ),
        {("ambivalent", "x")},
    ),
    (
        "facts that show two faults whose guards can both hold",
        with_evidence(
            PO_BOX, base=with_evidence(PO_BOX, guard=seen(Order, quantity=more_than(1))), id="y", guard=LONG_AGO
        ),
        with_evidence(
            PO_BOX,
            base=with_evidence(PO_BOX, guard=seen(Order, quantity=more_than(1))),
            id="y",
            guard=seen(Order, quantity=at_most(1)),
        ),
        {("ambivalent", "x")},
    ),
    (
        "facts some of which show two faults",
        with_evidence(
            seen(Order, address=one_of(AddressState.PO_BOX, AddressState.COMPLETE)),
            base=with_evidence(any_of(PO_BOX, EMPTY)),
            id="y",
        ),
        with_evidence(COMPLETE, base=with_evidence(any_of(PO_BOX, EMPTY)), id="y"),
        {("ambivalent", "x")},
    ),
    (
        "facts that show and refute a fault",
        with_evidence(PO_BOX, refuted_by=all_of(PO_BOX, LONG_AGO)),
        with_evidence(PO_BOX, refuted_by=LONG_AGO),
        {("ambivalent", "x")},
    ),
    (
        "facts that show and refute a finding",
        with_finding(refuted_by=seen(Order, is2_status=known())),
        with_finding(refuted_by=seen(Order, fcp_status=known())),
        {("ambivalent", "where")},
    ),
    (
        "facts that show a fault and exonerate it",
        with_evidence(PO_BOX, exonerated_by=all_of(PO_BOX, LONG_AGO)),
        with_evidence(PO_BOX, exonerated_by=LONG_AGO),
        {("ambivalent", "x")},
    ),
    (
        "facts by which an expectation is met and missed",
        changed("orders_absent", missed_by=seen(Order, is2_status=one_of(Is2Status.NEW, ABSENT))),
        changed("orders_absent", missed_by=any_of(seen(Order, is2_status=absent()), seen(Order, fcp_status=absent()))),
        {("ambivalent", "orders_absent")},
    ),
    (
        "something expected that rules out what the same facts show",
        with_expected(all_of(PO_BOX, LONG_AGO), base=with_evidence(PO_BOX), refutes=("x",)),
        with_expected(LONG_AGO, base=with_evidence(PO_BOX), refutes=("x",)),
        {("ambivalent", "normal")},
    ),
    (
        "a text that names two faults",
        plus(with_evidence(PO_BOX), messages=(evolve(INVALID_SKU, text="invalid SKU, ever", names="x"),)),
        plus(
            with_evidence(PO_BOX, refines="sku_unknown"),
            messages=(evolve(INVALID_SKU, text="invalid SKU, ever", names="x"),),
        ),
        {("ambiguous-message", "'invalid SKU, ever'")},
    ),
    (
        "a text that names two faults at one place",
        plus(with_evidence(PO_BOX), messages=(evolve(INVALID_SKU, text="invalid SKU, ever", names="x"),)),
        plus(
            with_evidence(PO_BOX),
            messages=(evolve(INVALID_SKU, text="invalid SKU, ever", names="x", where=(Order.tracking_error,)),),
        ),
        {("ambiguous-message", "'invalid SKU, ever'")},
    ),
]

# --- circles --------------------------------------------------------------------------------

FIRST = Finding("first", "First", Order, HERE, REFUSED_STATUS, DO_IT, points_to=("second",))
SECOND = Finding("second", "Second", Order, HERE, REFUSED_STATUS, DO_IT, points_to=("sku_unknown",))

CIRCULAR: list[Case] = [
    (
        "faults that refine each other",
        changed("sku_unknown", with_evidence(PO_BOX, refines="sku_unknown"), refines="x"),
        with_evidence(PO_BOX, refines="sku_unknown"),
        {("circular", "sku_unknown")},
    ),
    (
        "symptoms that follow each other",
        changed("orders_absent", follows=("orders_refused",)),
        changed("orders_refused", follows=()),
        {("circular", "orders_absent")},
    ),
    (
        "stages that come after each other",
        changed("pull", after=("import",)),
        changed("import", after=()),
        {("circular", "import")},
    ),
    (
        "findings that point at each other",
        plus(findings=(FIRST, evolve(SECOND, points_to=("first",)))),
        plus(findings=(FIRST, SECOND)),
        {("circular", "first")},
    ),
    (
        "a ladder that comes back to a check",
        changed("orders_absent", ladder=("check_toggle", "check_error", "check_toggle")),
        changed("orders_absent", ladder=("check_toggle", "check_error")),
        {("circular", "orders_absent")},
    ),
    (
        "two ladders of the same checks in different orders",
        changed(
            "orders_absent",
            changed("orders_refused", ladder=("check_error", "check_toggle")),
            ladder=("check_toggle", "check_error"),
        ),
        changed(
            "orders_absent",
            changed("orders_refused", with_evidence(PO_BOX), ladder=("check_error", "check_x", "check_toggle")),
            ladder=("check_toggle", "check_error"),
        ),
        {("circular", "orders_refused")},
    ),
    (
        "contexts that build on each other",
        with_contexts(a=holds("b"), b=holds("a")),
        with_contexts(a=holds("b"), b=EMPTY),
        {("circular", "a"), ("unreachable", "a"), ("unreachable", "b"), ("unreachable", "x")},
    ),
]

# --- what can never be ----------------------------------------------------------------------


@frozen
class Robot(Thing):
    """A thing that the vocabulary does not have."""

    kind = "robot"
    scope = Scope.ORDER

    mood = observable(YesNo, meaning="Whether it is well.", channel=Channel.HUMAN, guides=())


NEW, ACCEPTED = seen(Order, is2_status=Is2Status.NEW), seen(Order, is2_status=Is2Status.ACCEPTED)
ON_ETSY = {"platforms": ("Etsy",)}

UNREACHABLE: list[Case] = [
    (
        "two values of one field at once",
        with_expected(all_of(SWITCHED_ON, seen(Integration, order_sync_toggle=Switch.OFF))),
        with_expected(any_of(SWITCHED_ON, seen(Integration, order_sync_toggle=Switch.OFF))),
        {("unreachable", "normal")},
    ),
    (
        "two values of one field of the same order, where two orders could have them",
        with_expected(all_of(NEW, ACCEPTED)),
        with_expected(all_of(NEW, ACCEPTED), scope=Integration),
        {("unreachable", "normal")},
    ),
    (
        "an alternative that its conditions exclude",
        with_evidence(all_of(EMPTY, any_of(LONG_AGO, PO_BOX))),
        with_evidence(all_of(EMPTY, any_of(LONG_AGO, seen(Order, quantity=more_than(1))))),
        {("unreachable", "x")},
    ),
    (
        "a number below the least there is",
        with_expected(seen(Order, line_count=less_than(0))),
        with_expected(seen(Order, line_count=at_most(0))),
        {("unreachable", "normal")},
    ),
    (
        "a word beside all that there are",
        with_expected(seen(Integration, order_sync_toggle=none_of(Switch.ON, Switch.OFF))),
        with_expected(seen(Integration, order_sync_toggle=none_of(Switch.ON))),
        {("unreachable", "normal")},
    ),
    (
        "evidence that refutes its guard",
        with_evidence(PO_BOX, guard=EMPTY),
        with_evidence(PO_BOX, guard=seen(Order, address=known())),
        {("unreachable", "x")},
    ),
    (
        "a part of the evidence that refutes its guard",
        with_evidence(any_of(PO_BOX, LONG_AGO), guard=seen(Order, address=none_of(AddressState.PO_BOX))),
        with_evidence(any_of(PO_BOX, LONG_AGO), guard=seen(Order, address=none_of(AddressState.COMPLETE))),
        {("unreachable", "x")},
    ),
    (
        "a finding whose evidence refutes its guard",
        with_finding(guard=NEW),
        with_finding(guard=seen(Order, is2_status=known())),
        {("unreachable", "where")},
    ),
    (
        "something expected unless what shows it",
        with_expected(PO_BOX, unless=seen(Order, address=known())),
        with_expected(PO_BOX, unless=LONG_AGO),
        {("unreachable", "normal")},
    ),
    (
        "a fault that what foresees it averts",
        with_evidence(PO_BOX, foreseen_by=LONG_AGO, foreseen_unless=AN_HOUR_OLD),
        with_evidence(PO_BOX, foreseen_by=AN_HOUR_OLD, foreseen_unless=LONG_AGO),
        {("unreachable", "x")},
    ),
    (
        "an effect that what opens its way excludes",
        with_evidence(PO_BOX, leads_to=(must(REFUSED), must("orders_absent", guard=LONG_AGO, unless=AN_HOUR_OLD))),
        with_evidence(PO_BOX, leads_to=(must(REFUSED), must("orders_absent", guard=AN_HOUR_OLD, unless=LONG_AGO))),
        {("unreachable", "x")},
    ),
    (
        "a fault of no platform",
        changed("toggle_off", **ON_ETSY, not_on=("Etsy",)),
        changed("toggle_off", **ON_ETSY, not_on=("eBay",)),
        {("unreachable", "toggle_off")},
    ),
    (
        "a fault whose check is for other platforms",
        changed("check_toggle", changed("toggle_off", **ON_ETSY), platforms=("eBay",)),
        changed("check_toggle", changed("toggle_off", **ON_ETSY), platforms=("eBay", "Etsy")),
        {("unreachable", "toggle_off")},
    ),
    (
        "a check where nothing is",
        changed("check_error", when=all_of(NEW, ACCEPTED)),
        changed("check_error", when=any_of(NEW, ACCEPTED)),
        {("unreachable", "check_error")},
    ),
    (
        "a context that there is not",
        with_evidence(any_of(PO_BOX, holds("nowhere"))),
        with_contexts(nowhere=EMPTY),
        {("unreachable", "x")},
    ),
    (
        "a context that cannot hold",
        with_contexts(never=all_of(EMPTY, PO_BOX)),
        with_contexts(never=all_of(EMPTY, LONG_AGO)),
        {("unreachable", "never"), ("unreachable", "x")},
    ),
    (
        "a finding about a symptom that there is not",
        with_finding(spoils=("orders_lost",)),
        with_finding(spoils=("orders_refused",)),
        {("unreachable", "where")},
    ),
    (
        "a finding about the symptom of another thing",
        with_finding(only_if=(Late("orders_refused", Product),)),
        with_finding(only_if=(Late("orders_refused", TestOrder),)),
        {("unreachable", "where")},
    ),
    (
        "an escalation that nothing asks for",
        plus(escalations=(Escalation("ask", "Ask", HERE, to="somebody"),)),
        plus(escalations=(Escalation("ask", "Ask", HERE, to="somebody", symptoms=("orders_refused",)),)),
        {("unreachable", "ask")},
    ),
    (
        "a symptom that nothing shows",
        changed("orders_absent", missed_by=None, windows=()),
        changed("orders_absent", windows=()),
        {("unreachable", "orders_absent")},
    ),
    (
        "a field of another guide",
        with_expected(seen(Order, date=known())),
        with_expected(seen(Order, country=known())),
        {("unreachable", "normal")},
    ),
    (
        "a thing that nobody declares",
        with_expected(seen(Robot, mood=YesNo.NO)),
        plus(with_expected(seen(Robot, mood=YesNo.NO)), things=(Robot,)),
        {("unreachable", "normal")},
    ),
    (
        "a message without words",
        plus(messages=(evolve(INVALID_SKU, text="..."),)),
        plus(messages=(evolve(INVALID_SKU, text="Lost..."),)),
        {("unreachable", "'...'")},
    ),
]

# Two tests that exclude each other, and one that goes with the first.
EXCLUSIVE = [
    (PO_BOX, EMPTY, seen(Order, address=one_of(AddressState.PO_BOX, AddressState.REQUIRED_FIELD_EMPTY))),
    (PO_BOX, seen(Order, address=absent()), seen(Order, address=known())),
    (seen(Order, line_count=more_than(3)), seen(Order, line_count=at_most(3)), seen(Order, line_count=at_most(4))),
    (LONG_AGO, seen(Order, placed_at=younger_than(hours=2)), seen(Order, placed_at=younger_than(hours=3))),
    (LONG_AGO, seen(Order, placed_at=absent()), seen(Order, placed_at=known())),
    (
        seen(Order, placed_at=older_than_setting(Integration.history_days, times=2)),
        seen(Order, placed_at=within_setting(Integration.history_days)),
        seen(Order, placed_at=within_setting(Integration.history_days, times=3)),
    ),
    (
        seen(Order, accepted_at=after(Order.placed_at)),
        seen(Order, placed_at=after(Order.accepted_at)),
        seen(Order, placed_at=before(Order.accepted_at)),
    ),
    (
        seen(Order, sku=same_as(Product.sku_fcp)),
        seen(Order, sku=differs_from(Product.sku_fcp)),
        seen(Order, sku=differs_from(Product.sku_platform)),
    ),
    (
        seen(Order, quantity=above(Inventory.fcp_good)),
        seen(Order, quantity=below(Inventory.fcp_good)),
        seen(Order, quantity=below(Inventory.fcp_total)),
    ),
    (
        seen(Order, sku=starts_with("X")),
        seen(Order, sku=not_starting_with("X")),
        seen(Order, sku=ends_with("X")),
    ),
    (
        seen(Order, state=longer_than(3)),
        seen(Order, state=no_longer_than(3)),
        seen(Order, state=no_longer_than(4)),
    ),
    (
        seen(Order, ship_method=listed_in(ShipMap.method)),
        seen(Order, ship_method=not_listed_in(ShipMap.method)),
        seen(Order, ship_method=listed_in(ShipMap.code)),
    ),
    (
        seen(Order, accepted_at=lagging(Order.placed_at, more_than=hours(2))),
        seen(Order, accepted_at=lagging(Order.placed_at, at_most=hours(2))),
        seen(Order, accepted_at=lagging(Order.placed_at, at_most=hours(3))),
    ),
]


@pytest.mark.parametrize(("first", "second", "other"), EXCLUSIVE, ids=lambda pattern: str(pattern)[:60])
def test_what_excludes_each_other_is_never_together(first: Pattern, second: Pattern, other: Pattern) -> None:
    assert found_in(plus(duplicate_risks=(Context("risk", Order, all_of(first, second)),))) == {("unreachable", "risk")}
    assert found_in(plus(duplicate_risks=(Context("risk", Order, all_of(first, other)),))) == set()


# --- what leads nowhere ---------------------------------------------------------------------

BY_HAND = Procedure("by_hand", "By hand", ("Enter it.",), HERE)
WORKAROUND = evolve(DO_IT, workaround=("by_hand",))
LOST = Effect("lost", "The order is lost", Order)
BEHIND = evolve(REFUSED_ORDER, id="held_up", follows=(), watched=(), missed_by=seen(Order, fcp_status=absent()))
TOGGLED = Change(Integration.toggle_changed_at, (Integration.order_sync_toggle,))

DEAD_END: list[Case] = [
    (
        "a context that nothing builds on",
        plus(contexts=(Context("idle", Order, PO_BOX),)),
        with_contexts(idle=EMPTY),
        {("dead-end", "idle")},
    ),
    (
        "a procedure that nothing names",
        plus(procedures=(BY_HAND,)),
        changed("toggle_off", plus(procedures=(BY_HAND,)), remedy=WORKAROUND),
        {("dead-end", "by_hand")},
    ),
    (
        "an effect that no fault leads to",
        plus(chains=(Chain(LOST, (must("orders_absent"),)),)),
        changed(
            "sku_unknown", plus(chains=(Chain(LOST, (must("orders_absent"),)),)), leads_to=(must(REFUSED), may(LOST))
        ),
        {("dead-end", "lost")},
    ),
    (
        "an effect that shows as nothing",
        changed("sku_unknown", plus(chains=(Chain(LOST, ()),)), leads_to=(must(REFUSED), may(LOST))),
        changed(
            "sku_unknown", plus(chains=(Chain(LOST, (may("orders_absent"),)),)), leads_to=(must(REFUSED), may(LOST))
        ),
        {("dead-end", "lost")},
    ),
    (
        "something expected that makes no difference",
        with_expected(PO_BOX, explains=()),
        with_expected(PO_BOX, explains=(), advice="Leave it."),
        {("dead-end", "normal")},
    ),
    (
        "something expected that makes no difference and that no message names",
        with_expected(PO_BOX, explains=()),
        plus(
            with_expected(PO_BOX, explains=()),
            messages=(evolve(INVALID_SKU, text="box number", names="normal"),),
        ),
        {("dead-end", "normal")},
    ),
    (
        "a link of things that nothing speaks of together",
        plus(links=(Link(Order.ship_method, ShipMap.method),)),
        plus(
            with_evidence(any_of(PO_BOX, seen(ShipMap, entry=absent()))),
            links=(Link(Order.ship_method, ShipMap.method),),
        ),
        {("dead-end", "link Order.ship_method to ShipMap.method")},
    ),
    (
        "a dependency where nothing is derived",
        plus(dependencies=(Dependency(Order.batch, Order.number),)),
        plus(symptoms=(evolve(BEHIND, derived=True),), dependencies=(Dependency(Order.batch, Order.number),)),
        {("dead-end", "dependency on Order.batch")},
    ),
    (
        "a change of what nothing reads",
        plus(changes=(evolve(TOGGLED, of=(Integration.order_sync_toggle, Integration.wsdl_url)),)),
        plus(changes=(TOGGLED,)),
        {("dead-end", "change Integration.toggle_changed_at")},
    ),
    (
        "a change that no moment records",
        plus(changes=(evolve(TOGGLED, recorded_by=Integration.name),)),
        plus(changes=(TOGGLED,)),
        {("dead-end", "change Integration.name")},
    ),
    (
        "a watched field that holds no text",
        changed("orders_refused", watched=(Order.is2_error, Order.ship_method)),
        BASE,
        {("dead-end", "orders_refused")},
    ),
    (
        "a watched field in which no message is known",
        changed("orders_refused", watched=(Order.is2_error, Order.tracking_error)),
        changed(
            "orders_refused",
            plus(messages=(evolve(INVALID_SKU, text="No such order", where=(Order.tracking_error,)),)),
            watched=(Order.is2_error, Order.tracking_error),
        ),
        {("dead-end", "orders_refused")},
    ),
    (
        "a watched field in which nothing reads a message",
        changed("orders_refused", watched=(Order.is2_error, Order.tracking_error)),
        changed(
            "orders_refused",
            with_evidence(any_of(PO_BOX, seen(Order, tracking_error=says("No such order")))),
            watched=(Order.is2_error, Order.tracking_error),
        ),
        {("dead-end", "orders_refused")},
    ),
    (
        "a symptom that nothing explains",
        plus(symptoms=(BEHIND,)),
        plus(symptoms=(evolve(BEHIND, derived=True),)),
        {("silent-symptom", "held_up")},
    ),
]

# --- waits ----------------------------------------------------------------------------------

SOON = {"kind": Design.TRANSIENT, "until": Until(Order.placed_at, hours(2))}

WINDOW: list[Case] = [
    (
        "a window that is late before it is usual",
        with_window(ok=minutes(61)),
        with_window(ok=minutes(60)),
        {("window", "orders_absent")},
    ),
    (
        "a window that is late before it is usual, by a setting",
        with_window(
            ok=Times(2, Integration.order_sync_schedule_minutes), late=Times(1, Integration.order_sync_schedule_minutes)
        ),
        with_window(
            ok=Times(1, Integration.order_sync_schedule_minutes), late=Times(2, Integration.order_sync_schedule_minutes)
        ),
        {("window", "orders_absent")},
    ),
    (
        "a window behind one that always counts",
        changed("orders_absent", windows=(ARRIVAL, evolve(ARRIVAL, when=LONG_AGO))),
        changed("orders_absent", windows=(evolve(ARRIVAL, when=LONG_AGO), ARRIVAL)),
        {("window", "orders_absent")},
    ),
    (
        "a window behind one that counts wherever it would",
        changed("orders_absent", windows=(evolve(ARRIVAL, when=LONG_AGO), evolve(ARRIVAL, when=LONGER_AGO))),
        changed("orders_absent", windows=(evolve(ARRIVAL, when=LONGER_AGO), evolve(ARRIVAL, when=LONG_AGO))),
        {("window", "orders_absent")},
    ),
    (
        "a window since what is no moment",
        with_window(since=Order.number),
        with_window(since=Order.is2_received_at),
        {("window", "orders_absent")},
    ),
    (
        "a window since the moment of something unrelated",
        with_window(since=Inventory.fcp_changed_at),
        plus(with_window(since=Inventory.fcp_changed_at), links=(Link(Order.sku, Product.sku_platform),)),
        {("window", "orders_absent")},
    ),
    (
        "a window as long as what is no duration",
        with_window(late=Times(2, Order.line_count)),
        with_window(late=Times(2, Integration.order_sync_schedule_minutes)),
        {("window", "orders_absent")},
    ),
    (
        "a window since what is empty wherever it is missed",
        changed("orders_absent", missed_by=seen(Order, is2_status=absent(), placed_at=absent())),
        changed("orders_absent", missed_by=seen(Order, is2_status=absent(), accepted_at=absent())),
        {("window", "orders_absent")},
    ),
    (
        "a wait that a message begins and nothing ends",
        with_expected(seen(Order, is2_error=says("timeout")), kind=Design.TRANSIENT),
        with_expected(seen(Order, is2_error=says("timeout")), **SOON),
        {("window", "normal")},
    ),
    (
        "a wait that a message begins and nothing ends, not even its state",
        with_expected(seen(Order, is2_error=says("timeout")), kind=Design.TRANSIENT),
        with_expected(seen(Order, is2_error=says("timeout"), is2_status=Is2Status.NEW), kind=Design.TRANSIENT),
        {("window", "normal")},
    ),
    (
        "a wait until after what is no moment",
        with_expected(PO_BOX, kind=Design.TRANSIENT, until=Until(Order.number, hours(2))),
        with_expected(PO_BOX, **SOON),
        {("window", "normal")},
    ),
    (
        "a wait as long as what is no duration",
        with_expected(PO_BOX, kind=Design.TRANSIENT, until=Until(Order.placed_at, Times(1, Order.line_count))),
        with_expected(PO_BOX, kind=Design.TRANSIENT, until=Until(Order.placed_at, Times(1, Integration.history_days))),
        {("window", "normal")},
    ),
    (
        "a wait until after what is empty wherever it holds",
        with_expected(all_of(PO_BOX, seen(Order, placed_at=absent())), **SOON),
        with_expected(all_of(PO_BOX, seen(Order, accepted_at=absent())), **SOON),
        {("window", "normal")},
    ),
    (
        "a wait that is over before it begins",
        with_expected(seen(Order, address=AddressState.PO_BOX, placed_at=older_than(hours=2)), **SOON),
        with_expected(seen(Order, address=AddressState.PO_BOX, placed_at=older_than(hours=1)), **SOON),
        {("window", "normal")},
    ),
]

# --- what nobody is asked or can do ---------------------------------------------------------

TOGGLE_CHECK = Check("check_idle", "Is the toggle on?", HERE, asks=(Integration.order_sync_toggle,))

ASKED: list[Case] = [
    (
        "a fault whose remedy has no steps",
        changed("toggle_off", remedy=Remedy(("  ",))),
        changed("toggle_off", remedy=Remedy(("Switch it on.",))),
        {("no-remedy", "toggle_off")},
    ),
    (
        "a finding whose remedy has no steps",
        with_finding(remedy=Remedy(())),
        with_finding(),
        {("no-remedy", "where")},
    ),
    (
        "a check without a question",
        changed("check_toggle", question=" "),
        changed("check_toggle", question="On?"),
        {("no-check", "check_toggle")},
    ),
    (
        "a fault that facts show and whose check they do not answer",
        changed("check_toggle", asks=()),
        changed("check_error", asks=()),
        {("no-check", "toggle_off")},
    ),
    (
        "a check that nobody is sent to",
        plus(checks=(TOGGLE_CHECK,)),
        plus(checks=(evolve(TOGGLE_CHECK, decides=("toggle_off",)),)),
        {("idle-check", "check_idle")},
    ),
    (
        "a fault that no ladder asks about",
        evolve(changed("orders_absent", ladder=()), start=Ladder((), HERE)),
        changed("orders_absent", ladder=()),
        {("never-asked", "toggle_off")},
    ),
    (
        "a check that asks for something else",
        changed("check_toggle", asks=(Integration.name,)),
        changed("check_toggle", asks=(Integration.name, Integration.order_sync_toggle)),
        {("undecided", "toggle_off")},
    ),
    (
        "a check that asks for what no expectation of the fault reads",
        changed("check_toggle", asks=(Order.fcp_status,)),
        changed("check_toggle", asks=(TestOrder.is2_status,)),
        {("undecided", "toggle_off")},
    ),
]

CASES = [*REDUNDANT, *SUBSUMED, *AMBIVALENT, *CIRCULAR, *UNREACHABLE, *DEAD_END, *WINDOW, *ASKED]


@pytest.mark.parametrize(("flawed", "found"), [(case[1], case[3]) for case in CASES], ids=[case[0] for case in CASES])
def test_lint_names_what_is_wrong_and_where_and_nothing_else(flawed: Rulebase, found: set[tuple[str, str]]) -> None:
    assert found_in(flawed) == found


@pytest.mark.parametrize("sound", [case[2] for case in CASES], ids=[f"near {case[0]}" for case in CASES])
def test_lint_is_silent_where_it_is_nearly_so(sound: Rulebase) -> None:
    assert [str(found) for found in lint(sound)] == []


@pytest.mark.parametrize("rulebase", load_rulebases(), ids=lambda rulebase: rulebase.name)
def test_lint_finds_nothing_in_an_installed_rulebase(rulebase: Rulebase) -> None:
    assert [str(found) for found in lint(rulebase)] == []


def test_a_finding_reads_as_its_place_what_is_wrong_and_its_rule() -> None:
    (found,) = lint(changed("toggle_off", remedy=Remedy(())))
    assert str(found) == "toggle_off: Its remedy has no steps. Say what to do, or whom to ask. [no-remedy]"


# --- several rulebases ----------------------------------------------------------------------

SHARED = (Snapshot.error,)
OURS = evolve(BASE, guide=Guide("appseconnect", "Ours", "Us"), messages=(evolve(INVALID_SKU, where=SHARED),))
THEIR_FAULT = evolve(SKU_UNKNOWN, id="their_sku")
THEIR_MESSAGE = evolve(INVALID_SKU, text="invalid SKU in line 3", names="their_sku", where=SHARED)


def theirs(*, fault: Fault = THEIR_FAULT, message: Message = THEIR_MESSAGE, generic: bool = False) -> Rulebase:
    guide = Guide("storeconnect", "Theirs", "Them", generic=generic)
    return evolve(BASE, guide=guide, faults=(TOGGLE_OFF, fault), messages=(message,))


def test_words_by_which_two_guides_name_faults_of_their_own_are_found() -> None:
    (found,) = lint_together((OURS, theirs()))
    assert (found.rule, found.place) == ("shared-words", "'invalid SKU in line 3'")
    assert "'sku_unknown' and 'their_sku'" in found.text


APART = {
    "a generic guide gives way": theirs(generic=True),
    "another text": theirs(message=evolve(THEIR_MESSAGE, text="SKU invalid")),
    "another field": theirs(message=evolve(THEIR_MESSAGE, where=(Order.is2_error,))),
    "one family": theirs(fault=evolve(THEIR_FAULT, family="item_not_matched")),
    "other platforms": theirs(fault=evolve(THEIR_FAULT, platforms=("Zoho",))),
}


@pytest.mark.parametrize("other", APART.values(), ids=APART)
def test_words_that_two_guides_cannot_mix_up_are_not_found(other: Rulebase) -> None:
    ours = changed("sku_unknown", OURS, family="item_not_matched", platforms=("Etsy",))
    assert lint_together((ours, other)) == ()


def test_a_field_that_only_one_of_two_guides_has_is_not_shared() -> None:
    where = (Log.error,)  # Declared for the first guide and a third one.
    ours = evolve(OURS, messages=(evolve(INVALID_SKU, where=where),))
    assert lint_together((ours, theirs(message=evolve(THEIR_MESSAGE, where=where)))) == ()


def test_the_installed_rulebases_mix_up_no_words() -> None:
    assert [str(found) for found in lint_together(load_rulebases())] == []
