"""Fields that the ERP cannot take: too long, odd characters, codes and names of places (guide step 3)."""

from __future__ import annotations

from engine.rules import (
    Actor,
    Check,
    Cost,
    Design,
    Expected,
    Fault,
    Prior,
    Remedy,
    above,
    absent,
    all_of,
    any_of,
    longer_than,
    may,
    must,
    no_longer_than,
    one_of,
    one_sided,
    seen,
)
from facts import CodeStandard, Erp, Order, YesNo
from rulebases.erp.effects import FAILED_IN_QUEUE, NOT_IN_ERP, ORDER_REFUSED, REFUSABLE
from rulebases.erp.guide import GUIDE
from rulebases.erp.logs import IN_ERP, REPROCESS
from rulebases.families import ADDRESS, BAD_VALUE

_NAME_TOO_LONG = seen(Order, customer_name_length=above(Erp.customer_name_limit))
_ADDRESS_TOO_LONG = seen(Order, address_length=above(Erp.field_limit))
_OLD_API = seen(
    Erp,
    api=one_of("older endpoint", "old endpoint", "older", "old", "older api", "old api", "legacy", "legacy api"),
)
_ODD = seen(Order, special_characters=YesNo.YES)

# No country or state has a name of three letters, and no code of either has more.
_CODE, _NAME = no_longer_than(3), longer_than(3)
_COUNTRY_CODES = seen(Erp, country_standard=CodeStandard.CODE)
_COUNTRY_NAMES = seen(Erp, country_standard=CodeStandard.NAME)
_STATE_CODES = seen(Erp, state_standard=CodeStandard.CODE)
_STATE_NAMES = seen(Erp, state_standard=CodeStandard.NAME)
_COUNTRY_WRONG = any_of(
    all_of(_COUNTRY_CODES, seen(Order, country_code=_NAME)),
    all_of(_COUNTRY_NAMES, seen(Order, country_code=_CODE)),
    # What the order bears counts only where nothing translates it.
    all_of(_COUNTRY_CODES, seen(Order, country=_NAME, country_code=absent())),
    all_of(_COUNTRY_NAMES, seen(Order, country=_CODE, country_code=absent())),
)
_STATE_WRONG = any_of(
    all_of(_STATE_CODES, seen(Order, state_code=_NAME)),
    all_of(_STATE_NAMES, seen(Order, state_code=_CODE)),
    all_of(_STATE_CODES, seen(Order, state=_NAME, state_code=absent())),
    all_of(_STATE_NAMES, seen(Order, state=_CODE, state_code=absent())),
)
_COUNTRY_RIGHT = any_of(
    all_of(_COUNTRY_CODES, seen(Order, country_code=_CODE)),
    all_of(_COUNTRY_NAMES, seen(Order, country_code=_NAME)),
)
_STATE_RIGHT = any_of(
    all_of(_STATE_CODES, seen(Order, state_code=_CODE)),
    all_of(_STATE_NAMES, seen(Order, state_code=_NAME)),
)

FAULTS = (
    Fault(
        id="erp.format.character-limit",
        title="The customer's name, the address or a note is longer than the ERP's field",
        scope=Order,
        guard=REFUSABLE,
        shown_by=any_of(_NAME_TOO_LONG, _ADDRESS_TOO_LONG),
        leads_to=(must(ORDER_REFUSED),),
        check="erp.format.check#1",
        remedy=Remedy(
            (
                "Find the field that is too long.",
                "Shorten it in the order, or have the mapping cut it to the ERP's limit.",
                REPROCESS,
            ),
            verify=IN_ERP,
            retries_itself=False,
        ),
        source=GUIDE.at("Step 3, character limits", "19-20"),
        family=BAD_VALUE,
    ),
    # Such characters trouble older interfaces only, and not always: by themselves they prove nothing.
    Fault(
        id="erp.format.special-characters",
        title="An older interface of the ERP fails on emoji or foreign letters in the shipping address",
        scope=Order,
        guard=REFUSABLE,
        shown_by=all_of(_ODD, one_sided(all_of(_OLD_API, any_of(NOT_IN_ERP, FAILED_IN_QUEUE)))),
        leads_to=(may(ORDER_REFUSED),),
        check="erp.format.check#2",
        remedy=Remedy(
            (
                "Take emoji out of the shipping address and write foreign letters in plain ones.",
                "Have the mapping do so for the orders to come.",
                REPROCESS,
            ),
            verify=IN_ERP,
            retries_itself=False,
        ),
        source=GUIDE.at("Step 3, special characters", "21"),
        prior=Prior.RARE,
        family=ADDRESS,
    ),
    Fault(
        id="erp.format.country-state-codes",
        title="The order writes its country or state as a name where the ERP wants a code, or the other way round",
        scope=Order,
        guard=REFUSABLE,
        # A country and a state are judged apart: CA is right for Canada and for California where codes are asked for.
        shown_by=one_sided(_COUNTRY_WRONG, _STATE_WRONG),
        refuted_by=all_of(_COUNTRY_RIGHT, _STATE_RIGHT),
        leads_to=(must(ORDER_REFUSED),),
        check="erp.format.check#3",
        remedy=Remedy(
            (
                "Find out which way of writing the ERP expects of countries, and which of states.",
                "Translate the one into the other in the mapping; mind that CA is Canada as a country and "
                "California as a state.",
                REPROCESS,
            ),
            by=Actor.INTEGRATOR,
            verify=IN_ERP,
            retries_itself=False,
        ),
        source=GUIDE.at("Step 3, country and state codes", "22"),
        family=ADDRESS,
    ),
)

EXPECTED = (
    Expected(
        "erp.format.any-field-rejects-order",
        "The ERP takes an order as a whole or not at all",
        Order,
        Design.NORMAL,
        when=all_of(NOT_IN_ERP, FAILED_IN_QUEUE),
        source=GUIDE.at("Step 3", "19"),
        advice="Look for no part of the order in the ERP: one field that does not fit keeps all its lines out.",
    ),
)

CHECKS = (
    Check(
        "erp.format.check#1",
        "Is the customer's name, the address or a note longer than the ERP allows?",
        GUIDE.at("Step 3, character limits", "20"),
        asks=(Order.customer_name_length, Erp.customer_name_limit, Order.address_length, Erp.field_limit),
        how=(
            "Look up how many characters the ERP's fields take.",
            "Count those of the customer's name, of every address line and of the notes.",
        ),
        cost=Cost.PORTAL,
    ),
    Check(
        "erp.format.check#2",
        "Does the shipping address hold emoji or foreign letters, and is the ERP's interface an older one?",
        GUIDE.at("Step 3, special characters", "21"),
        asks=(Order.special_characters, Erp.api),
        how=("Read the shipping address as the shop shows it.", "Ask which interface of the ERP is called."),
    ),
    Check(
        "erp.format.check#3",
        "Do order and ERP write countries and states in the same way?",
        GUIDE.at("Step 3, country and state codes", "22"),
        asks=(Order.country_code, Erp.country_standard, Order.state_code, Erp.state_standard),
        how=(
            "Read country and state as the order bears them: US or United States, CA or California?",
            "Compare each with an order that the ERP took.",
        ),
    ),
)
