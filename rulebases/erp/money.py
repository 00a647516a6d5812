"""Tax codes and currencies (guide step 4)."""

from __future__ import annotations

from engine.rules import (
    Actor,
    Check,
    Cost,
    Fault,
    Prior,
    Remedy,
    must,
    not_listed_in,
    seen,
)
from facts import Erp, Order, YesNo
from rulebases.erp.effects import ORDER_REFUSED, REFUSABLE
from rulebases.erp.guide import GUIDE
from rulebases.erp.logs import IN_ERP, REPROCESS
from rulebases.families import NOT_MAPPED

FAULTS = (
    Fault(
        id="erp.tax.code-unmapped",
        title="The ERP does not know the tax that the shop calculated",
        scope=Order,
        guard=REFUSABLE,
        shown_by=seen(Order, tax_code_in_erp=YesNo.NO),
        leads_to=(must(ORDER_REFUSED),),
        check="erp.tax.check#1",
        remedy=Remedy(
            (
                "Note the tax code and rate of the order.",
                "Map it to a tax code of the ERP, or have the accountants create one.",
                REPROCESS,
            ),
            verify=IN_ERP,
            retries_itself=False,
        ),
        source=GUIDE.at("Step 4, tax", "24-25"),
        family=NOT_MAPPED,
    ),
    Fault(
        id="erp.tax.currency-not-active",
        title="The order's currency is not active in the ERP",
        scope=Order,
        guard=REFUSABLE,
        shown_by=seen(Order, currency=not_listed_in(Erp.active_currencies)),
        leads_to=(must(ORDER_REFUSED),),
        check="erp.tax.check#2",
        remedy=Remedy(
            (
                "Activate the currency in the ERP, or choose the active one that such orders are booked in.",
                "Map the order's currency to it.",
                REPROCESS,
            ),
            by=Actor.INTEGRATOR,
            verify=IN_ERP,
            retries_itself=False,
        ),
        source=GUIDE.at("Step 4, currency", "24, 26"),
        prior=Prior.RARE,
        family=NOT_MAPPED,
    ),
)

CHECKS = (
    Check(
        "erp.tax.check#1",
        "Does the ERP know the tax code of the order?",
        GUIDE.at("Step 4, tax", "25"),
        asks=(Order.tax_code_in_erp,),
        how=("Note the tax code and rate of the order.", "Look both up among the ERP's tax codes and in the mapping."),
        cost=Cost.PORTAL,
    ),
    Check(
        "erp.tax.check#2",
        "Is the currency of the order among those active in the ERP?",
        GUIDE.at("Step 4, currency", "26"),
        asks=(Order.currency, Erp.active_currencies),
        how=("Note the currency of the order.", "List the currencies that are active in the ERP."),
        cost=Cost.PORTAL,
    ),
)
