"""Orders that come through late (guide section 3C)."""

from __future__ import annotations

from engine.rules import (
    Check,
    Cost,
    Design,
    Escalation,
    Expected,
    Fault,
    Prior,
    Procedure,
    Remedy,
    Symptom,
    all_of,
    any_of,
    at_least,
    at_most,
    before,
    lagging,
    may,
    minutes,
    more_than,
    one_of,
    one_sided,
    seen,
    younger_than,
)
from facts import ApiKind, Calendar, Hosting, Integration, Order, Orders, Peak, Platform, Portal, Volume
from rulebases.efs.effects import ORDERS_LATE
from rulebases.efs.guide import GUIDE
from rulebases.families import RATE_LIMIT

# An order that has not come at all is not slow: that is efs.symptom.orders_absent.
SYMPTOMS = (
    Symptom(
        "efs.symptom.orders_slow",
        "Orders come through later than usual",
        Order,
        retryable=False,
        stage="pull",
        source=GUIDE.at("3C Slow orders", "259-264"),
        met_by=all_of(
            seen(Order, is2_received_at=lagging(Order.placed_at, at_most=minutes(60))),
            seen(Order, fcp_created_at=lagging(Order.placed_at, at_most=minutes(75))),
        ),
        missed_by=any_of(
            seen(Order, is2_received_at=lagging(Order.placed_at, more_than=minutes(60))),
            seen(Order, fcp_created_at=lagging(Order.placed_at, more_than=minutes(75))),
        ),
        ladder=(
            "efs.order.check_schedule",
            "efs.order.check_platform_performance",
            "efs.order.check_platform_performance#hosting",
            "efs.order.check_platform_performance#api",
            "efs.order.check_platform_performance#history",
            "efs.order.check_volume",
            "efs.order.check_servers",
        ),
        items=("efs.timing.order_to_is2", "efs.timing.is2_to_fcp", "efs.timing.order_total"),
    ),
)

# A sync that ran after the order was placed and did not bring it shows that the schedule is not what keeps it.
SYNCED_SINCE = seen(Order, placed_at=before(Integration.last_sync))

FAULTS = (
    Fault(
        "efs.order.schedule_too_infrequent",
        "Orders are pulled only once an hour or more rarely",
        Integration,
        source=GUIDE.at("3C Slow orders, check 1", "265-269, 283"),
        shown_by=seen(Integration, order_sync_schedule_minutes=at_least(60)),
        leads_to=(
            may(ORDERS_LATE),
            # Nothing is lost, but an order may stay out for one hourly interval beyond the usual hour.
            may(
                "efs.symptom.orders_absent", guard=seen(Order, placed_at=younger_than(minutes=120)), unless=SYNCED_SINCE
            ),
        ),
        check="efs.order.check_schedule",
        remedy=Remedy(
            (
                "Open the order sync schedule of the integration.",
                "Set it to every 30 or every 15 minutes and save.",
                "Leave it as it is while the platform complains of too many requests: shorter intervals make more.",
            ),
            verify="Compare when the next orders are placed with when they reach Received Orders.",
            retries_itself=True,
            expect_within=minutes(60),
        ),
        prior=Prior.COMMON,
    ),
    Fault(
        "efs.order.platform_rate_limit",
        "The platform limits how many requests it answers and so slows the sync down",
        Integration,
        source=GUIDE.at("3C Slow orders, check 2; 7 Logs", "270-271, 605"),
        # Calls left at the moment prove nothing: the limit comes and goes.
        shown_by=one_sided(seen(Platform, rate_limit_remaining=at_most(0))),
        not_on=("Shopify",),
        family=RATE_LIMIT,
        leads_to=(may(ORDERS_LATE, intermittent=True),),
        check="efs.order.check_platform_performance",
        remedy=Remedy(
            (
                "Lengthen the sync interval so that the integration asks less often.",
                "Start no further syncs by hand while the limit lasts.",
            ),
            verify="Look whether the log stays free of entries about the limit.",
            retries_itself=True,
        ),
        # Shopify adds no delay worth speaking of, so there the cause lies elsewhere.
        items=("efs.shopify.no_platform_delay",),
    ),
    Fault(
        "efs.woo.shared_hosting_slow",
        "The shop runs on shared hosting and answers slowly",
        Integration,
        source=GUIDE.at("3C Slow orders, check 2", "273"),
        shown_by=seen(Platform, hosting=Hosting.SHARED),
        platforms=("WooCommerce",),
        leads_to=(may(ORDERS_LATE),),
        check="efs.order.check_platform_performance#hosting",
        remedy=Remedy(
            ("Move the shop to faster hosting, or accept the delay.",),
            verify="Compare placing and arrival of the next orders.",
            retries_itself=True,
        ),
    ),
    Fault(
        "efs.magento1.history_too_high",
        "History reaches further back than the Magento 1 interface can handle quickly",
        Integration,
        source=GUIDE.at("3C Slow orders, solutions; 6 Magento", "284, 546-549"),
        shown_by=seen(Integration, history_days=more_than(5)),
        platforms=("Magento 1",),
        leads_to=(may(ORDERS_LATE),),
        check="efs.order.check_platform_performance#history",
        remedy=Remedy(
            ("Open the integration's settings.", "Set History to 5 days or fewer and save."),
            verify="Compare placing and arrival of the next orders.",
            retries_itself=True,
        ),
        prior=Prior.COMMON,
        items=("efs.magento1.req_history_max",),
    ),
    Fault(
        "efs.order.high_volume",
        "More orders come in than the queue can handle at once",
        Integration,
        source=GUIDE.at("3C Slow orders, check 3", "275-278, 285"),
        shown_by=any_of(seen(Orders, volume=Volume.HIGH), seen(Calendar, peak=Peak.YES)),
        # A usual number of orders makes no queue, at peak times either.
        refuted_by=seen(Orders, volume=one_of(Volume.LOW, Volume.NORMAL)),
        leads_to=(may(ORDERS_LATE),),
        check="efs.order.check_volume",
        remedy=Remedy(
            (
                "Wait for the queue to be worked off; orders go through batch by batch.",
                "Enter orders that cannot wait by hand.",
                "Ask Client Care how the integration can be tuned if the volume stays high.",
            ),
            retries_itself=True,
            workaround=("efs.order.manual_entry_fallback",),
        ),
    ),
)

EXPECTED = (
    # As designed only once History keeps to its ceiling: above it the delay is a fault that can be
    # repaired, and while nobody looked, the platform's name must not end the search.
    Expected(
        "efs.magento1.soap_slow",
        "The SOAP interface of Magento 1 is slow by nature",
        Integration,
        Design.LIMITATION,
        when=all_of(seen(Platform, api=ApiKind.SOAP), seen(Integration, history_days=at_most(5))),
        source=GUIDE.at("3C Slow orders, check 2; 6 Magento", "274, 547-549"),
        explains=("efs.symptom.orders_slow",),
        advice="Keep History at 5 days or fewer; the rest of the delay stays.",
        platforms=("Magento 1",),
    ),
)

CHECKS = (
    Check(
        "efs.order.check_schedule",
        "How often does the integration pull orders?",
        GUIDE.at("3C Slow orders, check 1", "265-268"),
        asks=(Integration.order_sync_schedule_minutes,),
        how=("Open the integration.", "Read the order sync schedule."),
        cost=Cost.GLANCE,
    ),
    Check(
        "efs.order.check_platform_performance",
        "Does the integration's log speak of too many requests?",
        GUIDE.at("3C Slow orders, check 2", "270-274"),
        asks=(Integration.log,),
        how=("Open the activity log of the integration, if it has one.", "Look for entries about a rate limit."),
        not_on=("Shopify",),
    ),
    Check(
        "efs.order.check_platform_performance#hosting",
        "Is the shop on shared hosting?",
        GUIDE.at("3C Slow orders, check 2", "273"),
        asks=(Platform.hosting,),
        platforms=("WooCommerce",),
        cost=Cost.PORTAL,
    ),
    Check(
        "efs.order.check_platform_performance#api",
        "Does the integration use the shop's SOAP interface?",
        GUIDE.at("3C Slow orders, check 2", "274"),
        asks=(Platform.api,),
        decides=("efs.magento1.soap_slow",),
        platforms=("Magento 1",),
    ),
    Check(
        "efs.order.check_platform_performance#history",
        "To how many days is History set?",
        GUIDE.at("3C Slow orders, solutions", "284"),
        asks=(Integration.history_days,),
        how=("Open the integration's settings.", "Read History, also called Order Age."),
        platforms=("Magento 1",),
        cost=Cost.GLANCE,
    ),
    Check(
        "efs.order.check_volume",
        "Do more orders come in than usual?",
        GUIDE.at("3C Slow orders, check 3", "275-278"),
        asks=(Orders.volume,),
        how=("Count the orders of the day.", "Compare with an ordinary day; think of peaks such as Black Friday."),
    ),
    Check(
        "efs.order.check_servers",
        "Does the status page of IS2 report an incident, or is the platform down?",
        GUIDE.at("3C Slow orders, check 4", "279-281"),
        asks=(Portal.status_page, Platform.availability),
        how=("Look at the status page of IS2.", "Look at the status page of the platform, or open the shop."),
        cost=Cost.PORTAL,
    ),
)

PROCEDURES = (
    Procedure(
        "efs.order.manual_entry_fallback",
        "Enter orders that cannot wait by hand",
        (
            "Enter the urgent orders in FCP by hand.",
            "Note their numbers: when the sync brings them later, they may be refused as duplicates.",
            "Keep CSV upload ready as a second way in, and the steps of it written down.",
            "Leave the integration switched on until whatever replaces it works.",
        ),
        GUIDE.at("3C Slow orders, solutions; 13 Tips", "286, 863-866"),
    ),
)

ESCALATIONS = (
    Escalation(
        "efs.escalate.high_volume_client_care",
        "A high volume of orders slows the sync down",
        GUIDE.at("3C Slow orders, solutions", "285"),
        to="Client Care: the Account Specialist of the account",
        when=seen(Orders, volume=Volume.HIGH),
        symptoms=("efs.symptom.orders_slow",),
        first=("efs.order.check_schedule",),
    ),
)
