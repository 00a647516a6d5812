"""Cases as hypothesis strategies: facts about several orders, records, products, flows, connections and integrations.

Facts are drawn one by one and as *pieces*, a few facts that tell of one thing together, so that
symptoms are seen, faults are found, and what is found is sometimes contradicted. The pieces of the EFS
guide are written by hand; those of every guide are read out of its rules.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import Any

from hypothesis import strategies as st

from engine import load_rulebases
from facts import Channel, Observable, Scope, ValueType, vocabulary
from tests.materials import IDS_BY_LEVEL, NOW, Wanted, ago, level_of, material_of

Fact = dict[str, Any]
CaseDict = dict[str, Any]

PLATFORMS = (None, "Shopify", "WooCommerce", "Magento 1", "Magento 2", "BigCommerce", "Amazon", "eBay", "Squarespace")

# Ages around the edges of the guide's windows, in minutes; what is negative lies ahead.
AGES = (5, 14, 20, 30, 45, 60, 61, 75, 119, 120, 121, 180, 239, 240, 300, 360, 361, 480, 1_440, 2_881, 14_400)
AHEAD = (-1, -1_440, -7_200, -57_600)

TEXTS = (
    *(message.text for message in load_rulebases(("efs",))[0].messages),
    "10:20 GET /orders.json\n failed: OAuth token expired",
    "import error -  SKU not\n found: TEE-9",
    "something nobody has seen before",
)

# Words for names that the rules compare with one another.
NAMES = {
    "integration.marketplace": ("Amazon.com", "Amazon.co.uk"),
    "integration.order_status_to_pull": ("processing", "on hold"),
    "integration.platform": PLATFORMS[1:],
    "order.carrier": ("UPS", "USPS"),
    "order.fcp_carrier": ("UPS", "USPS"),
    "order.fcp_tracking_number": ("1Z1", "1Z2"),
    "order.listing_custom_sku": ("TEE-9", "MUG-1"),
    "order.marketplace": ("Amazon.com", "Amazon.co.uk"),
    "order.platform_carrier": ("UPS", "USPS"),
    "order.platform_status": ("processing", "on hold"),
    "order.platform_tracking": ("1Z1", "1Z2"),
    "order.ship_method": ("GROUND", "EXPRESS"),
    "order.sku": ("TEE-9", "MUG-1"),
    "product.sku_fcp": ("TEE-9", "tee-9", "MUG-1"),
    "product.sku_platform": ("TEE-9", "tee-9", "MUG-1"),
    "shipmap.method": ("GROUND", "EXPRESS"),
}

OBSERVABLES: tuple[Observable, ...] = tuple(
    each
    for each in vocabulary()
    if (not each.guides or "efs" in each.guides) and each.kind != "channel" and each.attribute not in ("integration",)
)
IDS = {
    "order": ("1", "2", "3"),
    "product": ("TEE-9", "MUG-1"),
    "inventory": ("TEE-9", "MUG-1"),
    "shipmap": ("GROUND", "EXPRESS"),
}


def values(observable: Observable) -> st.SearchStrategy[Any]:
    """Draw values that somebody could have observed."""
    given: list[Any] = ["absent"]
    if observable.words is not None:
        given += [str(word.value) for word in observable.words]
    if observable.type is ValueType.TIME:
        given += [ago(minutes) for minutes in (*AGES, *AHEAD)] + [f"between {ago(180)} and {ago(30)}"]
    elif observable.type is ValueType.NUMBER:
        given += [0, 1, 3, 4, 12, 37, 60, "between 1 and 40"]
    elif observable.type is ValueType.TEXT:
        given += TEXTS
    elif observable.type is ValueType.NAME:
        base = observable.name.removeprefix("test_")
        given += NAMES.get(base, ("something", "something else"))
    return st.sampled_from(given)


def _name(observable: Observable, identity: str | None, integration: str | None) -> str:
    thing, _, attribute = observable.name.partition(".")
    if integration is not None and thing == "integration":
        identity = integration
    own = thing if identity is None else f"{thing}[{identity}]"
    if integration is None or thing == "integration" or observable.scope is Scope.ACCOUNT:
        return f"{own}.{attribute}"
    return f"integration[{integration}].{own}.{attribute}"


@st.composite
def single_facts(draw: st.DrawFn, integrations: Sequence[str | None] = (None,)) -> Fact:
    """Draw one fact about anything."""
    observable = draw(st.sampled_from(OBSERVABLES))
    identity = draw(st.sampled_from((None, *IDS.get(observable.kind, ()))))
    fact: Fact = {
        "name": _name(observable, identity, draw(st.sampled_from(integrations))),
        "value": draw(values(observable)),
    }
    if draw(st.integers(0, 4)) == 0:
        fact["at"] = ago(draw(st.sampled_from(AGES)))
    if draw(st.integers(0, 7)) == 0:
        fact["reliability"] = draw(st.integers(1, 4))
    return fact


# Each piece is about one thing of a kind, in fields of its own or of what it belongs to.
PIECES: tuple[tuple[str, dict[str, Sequence[Any]]], ...] = (
    ("order", {"placed_at": [ago(age) for age in AGES], "is2_status": ["absent"]}),
    ("order", {"placed_at": [ago(age) for age in AGES], "is2_status": ["ACCEPTED"], "fcp_status": ["Pending"]}),
    ("order", {"is2_status": ["NEW", "ACCEPTED"], "is2_received_at": [ago(age) for age in AGES]}),
    ("order", {"is2_status": ["NEW", "ACCEPTED"], "is2_received_at": [ago(181)], "fcp_status": ["absent"]}),
    ("order", {"is2_status": ["IMPORT ERROR"], "is2_error": TEXTS}),
    ("order", {"is2_status": ["IMPORT ERROR"], "is2_last_attempt_at": [ago(age) for age in AGES]}),
    ("order", {"fcp_status": ["Completed"], "shipped_at": [ago(a) for a in AGES], "platform_tracking": ["absent"]}),
    ("order", {"fcp_status": ["Completed"], "shipped_at": [ago(a) for a in AGES], "platform_tracking": ["1Z1"]}),
    ("order", {"fcp_tracking_number": ["1Z1", "1Z2"], "platform_tracking": ["1Z1", "1Z2"]}),
    ("order", {"tracking_error": TEXTS, "platform_tracking": ["absent"], "shipped_at": [ago(a) for a in AGES]}),
    ("order", {"ship_method": ["GROUND", "EXPRESS"], "sku": ["TEE-9", "MUG-1"]}),
    ("test_order", {"placed_at": [ago(age) for age in AGES], "is2_status": ["absent", "ACCEPTED"]}),
    ("inventory", {"fcp_good": [12, 37], "platform_quantity": [12, 37, 52], "fcp_total": [52]}),
    ("inventory", {"fcp_good": [12], "platform_quantity": [40], "fcp_changed_at": [ago(age) for age in AGES]}),
    ("product", {"sku_platform": ["TEE-9", "tee-9"], "sku_fcp": ["TEE-9"], "cart_item_status": ["ACTIVE", "absent"]}),
    ("product", {"location": ["app location", "other location", "absent"]}),
    ("shipmap", {"entry": ["absent", "UPSG"]}),
    ("integration", {"order_sync_toggle": ["ON", "OFF"], "oauth_status": ["Connected", "Expired"]}),
    ("integration", {"order_sync_toggle": ["ON"], "history_days": [1, 3, 30]}),
    ("integration", {"last_sync": [ago(age) for age in AGES], "api_credentials": ["valid", "invalid"]}),
    ("integration", {"inventory_sync_toggle": ["ON", "OFF"], "inventory_last_sync": [ago(age) for age in AGES]}),
    ("integration", {"inventory_sync_schedule": ["hourly"], "inventory_last_sync": [ago(60), ago(120), ago(121)]}),
    ("integration", {"log": TEXTS}),
    ("portal", {"status_page": ["OK", "Incident"], "other_integrations_last_sync": [ago(age) for age in AGES]}),
    ("platform", {"status_page": ["OK", "Incident"], "api_test": ["ok", "401"], "rest_api": ["enabled", "disabled"]}),
    ("platform", {"app_location": ["connected", "deleted"], "automatic_fulfillment": ["enabled", "disabled"]}),
)
_BY_NAME = {each.name: each for each in OBSERVABLES}


@st.composite
def pieces(draw: st.DrawFn, integrations: Sequence[str | None] = (None,)) -> list[Fact]:
    """Draw a few facts about one thing."""
    kind, fields = draw(st.sampled_from(PIECES))
    identity = draw(st.sampled_from((None, *IDS.get(kind, ()))))
    integration = draw(st.sampled_from(integrations))
    return [
        {"name": _name(_BY_NAME[f"{kind}.{field}"], identity, integration), "value": draw(st.sampled_from(choices))}
        for field, choices in fields.items()
    ]


@st.composite
def fact_lists(
    draw: st.DrawFn,
    integrations: Sequence[str | None] = (None,),
    *,
    conflicts: bool = True,
    most_pieces: int = 5,
    most_singles: int = 6,
) -> list[Fact]:
    """Draw the facts of a case.

    Args:
        draw: Given by hypothesis.
        integrations: The integrations that facts may belong to; None for the one the case is about.
        conflicts: Whether the same may be said twice.
        most_pieces: The most pieces.
        most_singles: The most facts besides.
    """
    facts = [fact for piece in draw(st.lists(pieces(integrations), max_size=most_pieces)) for fact in piece]
    facts += draw(st.lists(single_facts(integrations), max_size=most_singles))
    return facts if conflicts else without_conflicts(facts)


def without_conflicts(facts: Iterable[Fact]) -> list[Fact]:
    """Keep what is said first under each name."""
    first: dict[str, Fact] = {}
    for fact in facts:
        first.setdefault(fact["name"], fact)
    return list(first.values())


def case_of(facts: Sequence[Fact], platform: str | None = None) -> CaseDict:
    """Make a case of facts."""
    case: CaseDict = {"now": NOW.isoformat(), "facts": list(facts)}
    if platform is not None:
        case["platform"] = platform
    return case


platforms = st.sampled_from(PLATFORMS)
channels = st.sampled_from([channel.value for channel in Channel])


@st.composite
def cases(draw: st.DrawFn, integrations: Sequence[str | None] = (None,), *, conflicts: bool = True) -> CaseDict:
    """Draw a case, with or without its platform."""
    return case_of(draw(fact_lists(integrations, conflicts=conflicts)), draw(platforms))


one_integration = cases()
several_integrations = cases((None, "eu", "us"))


# --- cases of any guide, from its own rules ----------------------------------------------------------------

GUIDES = ("appseconnect", "efs", "erp", "storeconnect", "tether")
GUIDE_SETS: tuple[tuple[str, ...], ...] = (
    *((guide,) for guide in GUIDES if guide != "efs"),
    ("appseconnect", "storeconnect"),
    ("appseconnect", "efs"),
    ("efs", "erp", "tether"),
    GUIDES,
)
"""Which systems the facts of a case are about; cases of the EFS guide alone are drawn above."""


def _names(wanted: Wanted, number: int, integration: str | None) -> str:
    """Name a fact of the first, second or third thing of its level, or of the one the case is about."""
    observable = wanted.observable
    ids = IDS_BY_LEVEL.get(level_of(observable), ())
    return _name(observable, ids[number % len(ids)] if number and ids else None, integration)


@st.composite
def facts_of(
    draw: st.DrawFn,
    guides: Sequence[str],
    integrations: Sequence[str | None] = (None,),
    *,
    conflicts: bool = True,
    most_pieces: int = 5,
    most_singles: int = 3,
) -> list[Fact]:
    """Draw facts that the rules of some guides read.

    Args:
        draw: Given by hypothesis.
        guides: The guides.
        integrations: The integrations that facts may belong to; None for the one the case is about.
        conflicts: Whether the same may be said twice.
        most_pieces: The most pieces.
        most_singles: The most facts besides.
    """
    materials = [material_of(guide) for guide in guides]
    facts: list[Fact] = []
    for _ in range(draw(st.integers(1, most_pieces))):
        material = draw(st.sampled_from(materials))
        piece = draw(st.sampled_from(material.pieces))
        number, integration = draw(st.integers(0, 3)), draw(st.sampled_from(integrations))
        for wanted in piece:
            # One value in five is any other that makes a difference.
            among = wanted if draw(st.integers(0, 4)) else material.fields[wanted.observable.name]
            facts.append({"name": _names(wanted, number, integration), "value": draw(st.sampled_from(among.values))})
    for _ in range(draw(st.integers(0, most_singles))):
        wanted = draw(st.sampled_from(tuple(draw(st.sampled_from(materials)).fields.values())))
        fact: Fact = {
            "name": _names(wanted, draw(st.integers(0, 3)), draw(st.sampled_from(integrations))),
            "value": draw(st.sampled_from(wanted.values)),
        }
        if draw(st.integers(0, 4)) == 0:
            fact["at"] = ago(draw(st.sampled_from(AGES)))
        if draw(st.integers(0, 7)) == 0:
            fact["reliability"] = draw(st.integers(1, 4))
        facts.append(fact)
    return facts if conflicts else without_conflicts(facts)


@st.composite
def guide_cases(
    draw: st.DrawFn,
    integrations: Sequence[str | None] = (None,),
    *,
    guide_sets: Sequence[Sequence[str]] = GUIDE_SETS,
    conflicts: bool = True,
    asked: bool | None = None,
) -> CaseDict:
    """Draw a case of one guide or of several.

    Args:
        draw: Given by hypothesis.
        integrations: The integrations that facts may belong to; None for the one the case is about.
        guide_sets: What the facts are about.
        conflicts: Whether the same may be said twice.
        asked: Whether the case names the guides to consult; None: it may.
    """
    guides = draw(st.sampled_from(guide_sets))
    platform = draw(st.sampled_from(material_of(draw(st.sampled_from(guides))).platforms))
    case = case_of(draw(facts_of(guides, integrations, conflicts=conflicts)), platform)
    if draw(st.booleans()) if asked is None else asked:
        case["system"] = list(guides)
    return case


def some_cases(count: int, seed: int) -> list[CaseDict]:
    """Draw cases without hypothesis, so that another process can be given the same."""
    chance = random.Random(seed)
    drawn = []
    for _ in range(count):
        facts: list[Fact] = []
        for kind, parts in chance.sample(PIECES, 5):
            identity = chance.choice(["", *(f"[{name}]" for name in IDS.get(kind, ()))])
            facts += [
                {"name": f"{kind}{identity}.{field}", "value": chance.choice(values)} for field, values in parts.items()
            ]
        drawn.append(case_of(facts, chance.choice(PLATFORMS)))
    return drawn


def some_guide_cases(count: int, seed: int) -> list[CaseDict]:
    """Draw cases of one guide or several without hypothesis, so that another process can be given the same."""
    chance = random.Random(seed)
    drawn = []
    for _ in range(count):
        guides = chance.choice(GUIDE_SETS)
        material = material_of(chance.choice(guides))
        facts: list[Fact] = []
        for _ in range(6):
            number = chance.randint(0, 3)
            facts += [
                {"name": _names(wanted, number, None), "value": chance.choice(wanted.values)}
                for wanted in chance.choice(material_of(chance.choice(guides)).pieces)
            ]
        drawn.append({**case_of(facts, chance.choice(material.platforms)), "system": list(guides)})
    return drawn
