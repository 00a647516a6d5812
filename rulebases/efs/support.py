"""Keeping watch, turning to support, where else to read, and tips (guide sections 8, 9, 12 and 13)."""

from __future__ import annotations

from engine.rules import (
    Escalation,
    FieldRef,
    Procedure,
    Routine,
    TicketContent,
    TicketField,
    TicketForm,
    above,
    absent,
    after,
    all_of,
    any_of,
    before,
    less_than,
    older_than,
    says,
    seen,
)
from facts.integration import Fix, Integration, Merchant, Metric, Portal, ShipMap
from facts.order import Order, TestOrder
from facts.platform import Platform
from facts.stock import Inventory
from facts.words import Feature, Is2Status, OtherSyncs, Outcome, Request, Trend, Urgency, Validity
from rulebases.efs.guide import GUIDE

_SUPPORT = "EFS support"
_PHONE = "EFS support, by phone"

ROUTINES = (
    Routine(
        id="efs.monitor.weekly_errors",
        title="Look through Received Orders for errors",
        every="week",
        asks=(Order.is2_status, Order.is2_error),
        warns_of=(
            "efs.order.ship_method_unmapped",
            "efs.order.sku_mismatch",
            "efs.order.address_invalid",
            "efs.order.customer_info_missing",
        ),
        source=GUIDE.at("8 Weekly", "645-646"),
    ),
    Routine(
        id="efs.monitor.weekly_spot_check",
        title="Pick some recent orders and see that they reached FCP",
        every="week",
        asks=(Order.placed_at, Order.is2_status, Order.fcp_status),
        warns_of=("efs.connection.broken", "efs.order.specific_order_issue"),
        source=GUIDE.at("8 Weekly", "647"),
    ),
    Routine(
        id="efs.monitor.weekly_tracking",
        title="See that shipped orders show tracking on the platform",
        every="week",
        asks=(Order.shipped_at, Order.platform_tracking),
        warns_of=("efs.connection.permissions_insufficient", "efs.tracking.manually_fulfilled"),
        source=GUIDE.at("8 Weekly", "648"),
    ),
    Routine(
        id="efs.monitor.weekly_last_sync",
        title="See that every Last Sync timestamp is recent",
        every="week",
        asks=(Integration.last_sync, Integration.inventory_last_sync),
        warns_of=("efs.order.sync_stalled", "efs.inventory.sync_overdue"),
        source=GUIDE.at("8 Weekly", "649"),
    ),
    Routine(
        id="efs.monitor.monthly_ship_maps",
        title="Look for new ship methods that no ship map covers",
        every="month",
        asks=(ShipMap.method, ShipMap.entry),
        warns_of=("efs.order.ship_method_unmapped", "efs.order.ship_code_invalid"),
        source=GUIDE.at("8 Monthly", "650-651"),
    ),
    Routine(
        id="efs.monitor.monthly_oauth_expiry",
        title="Look up when the OAuth tokens run out",
        every="month",
        asks=(Integration.oauth_token_expires_at,),
        warns_of=("efs.connection.oauth_not_connected",),
        source=GUIDE.at("8 Monthly", "652"),
    ),
    Routine(
        id="efs.monitor.monthly_test_order",
        title="Send a real order through",
        every="month",
        asks=(FieldRef(TestOrder, "placed_at"), FieldRef(TestOrder, "is2_status"), FieldRef(TestOrder, "fcp_status")),
        warns_of=("efs.connection.broken",),
        source=GUIDE.at("8 Monthly; 13 Tips", "653, 853-857"),
    ),
    Routine(
        id="efs.monitor.monthly_inventory_accuracy",
        title="Compare the platform's quantities with Good in FCP",
        every="month",
        asks=(Inventory.platform_quantity, Inventory.fcp_good),
        warns_of=("efs.inventory.sku_mismatch", "efs.inventory.product_inactive", "efs.inventory.hurt_included"),
        source=GUIDE.at("8 Monthly", "654"),
    ),
    Routine(
        id="efs.monitor.monthly_error_patterns",
        title="Look for patterns in the month's errors",
        every="month",
        asks=(Integration.log,),
        warns_of=("efs.order.platform_rate_limit",),
        source=GUIDE.at("8 Monthly", "655"),
    ),
    Routine(
        id="efs.monitor.quarterly_settings",
        title="Go through the integration's settings and adapt what has changed",
        every="quarter",
        asks=(
            Integration.history_days,
            Integration.order_sync_schedule_minutes,
            Integration.inventory_sync_schedule,
            Integration.order_status_to_pull,
        ),
        warns_of=("efs.order.history_too_short", "efs.order.schedule_too_infrequent"),
        source=GUIDE.at("8 Quarterly", "656-657"),
    ),
    Routine(
        id="efs.monitor.quarterly_credentials",
        title="Renew API credentials that are about to run out",
        every="quarter",
        asks=(Integration.api_credentials_expire_at,),
        warns_of=("efs.connection.api_credentials_invalid",),
        source=GUIDE.at("8 Quarterly", "658"),
    ),
    Routine(
        id="efs.monitor.quarterly_workarounds",
        title="Write down the workarounds in use",
        every="quarter",
        source=GUIDE.at("8 Quarterly", "659"),
    ),
    Routine(
        id="efs.monitor.quarterly_upgrade",
        title="Ask whether a better integration has become available",
        every="quarter",
        source=GUIDE.at("8 Quarterly", "660"),
    ),
    Routine(
        id="efs.monitor.email_notifications",
        title="Let FCP send mail about orders with problems",
        every="always",
        source=GUIDE.at("8 Alerts", "661-663"),
    ),
    Routine(
        id="efs.monitor.oauth_reminder",
        title="Keep a calendar reminder for the day each OAuth token runs out",
        every="always",
        asks=(Integration.oauth_token_expires_at,),
        warns_of=("efs.connection.oauth_not_connected",),
        source=GUIDE.at("8 Alerts", "664"),
    ),
    Routine(
        id="efs.monitor.platform_api_notices",
        title="Subscribe to the platform's notices about API changes",
        every="always",
        warns_of=("efs.connection.platform_api_problem",),
        source=GUIDE.at("8 Alerts", "665"),
    ),
    Routine(
        id="efs.monitor.metric_order_rate",
        title="Count the orders that flow a day",
        every="always",
        asks=(Metric.orders_per_day,),
        warns_of=("efs.connection.broken",),
        source=GUIDE.at("8 Metrics", "666-667"),
    ),
    Routine(
        id="efs.monitor.metric_success_rate",
        title="Measure the share of syncs without an error",
        every="always",
        asks=(Metric.sync_success_percent,),
        source=GUIDE.at("8 Metrics", "668"),
    ),
    Routine(
        id="efs.monitor.metric_tracking_rate",
        title="Measure the share of orders that show tracking",
        every="always",
        asks=(Metric.tracking_percent,),
        warns_of=("efs.connection.permissions_insufficient",),
        source=GUIDE.at("8 Metrics", "669"),
    ),
    Routine(
        id="efs.monitor.metric_sync_time",
        title="Measure how long a sync takes on average",
        every="always",
        asks=(Metric.average_sync_time,),
        source=GUIDE.at("8 Metrics", "670"),
    ),
    Routine(
        id="efs.monitor.trend_errors",
        title="Ask whether errors are becoming more",
        every="always",
        asks=(Metric.errors,),
        source=GUIDE.at("8 Trends", "671-672"),
    ),
    Routine(
        id="efs.monitor.trend_speed",
        title="Ask whether the sync is becoming slower",
        every="always",
        asks=(Metric.average_sync_time,),
        warns_of=("efs.order.high_volume", "efs.order.platform_rate_limit"),
        source=GUIDE.at("8 Trends", "673"),
    ),
    Routine(
        id="efs.monitor.trend_new_errors",
        title="Ask whether errors of a new kind turn up",
        every="always",
        asks=(Metric.error_types,),
        source=GUIDE.at("8 Trends", "674"),
    ),
    Routine(
        id="efs.monitor.documentation",
        title=(
            "Keep a record of where credentials are, the settings, the ship maps, known issues with their "
            "workarounds, and whom to ask"
        ),
        every="always",
        source=GUIDE.at("8 Documentation", "675-681"),
    ),
    Routine(
        id="efs.monitor.documentation_triggers",
        title="Bring that record up to date after a change of settings, a new issue, a workaround or a platform update",
        every="always",
        source=GUIDE.at("8 Documentation", "682-686"),
    ),
    Routine(
        id="efs.monitor.notify_team",
        title="Tell the team of changes, sync problems, coming upgrades and tests that may touch live orders",
        every="always",
        source=GUIDE.at("8 Communication", "687-692"),
    ),
    Routine(
        id="efs.monitor.coordinate_efs",
        title="Tell EFS of major platform updates, expected peaks, planned changes and problems that persist",
        every="always",
        warns_of=("efs.order.high_volume",),
        source=GUIDE.at("8 Communication", "693-697"),
    ),
)

ESCALATIONS = (
    # The guide calls this immediate, and still lists the checks its sample ticket had done first.
    Escalation(
        id="efs.escalate.all_orders_stopped",
        title="All orders stopped at once and the short checklist has found nothing",
        to=_SUPPORT,
        symptoms=("efs.symptom.orders_absent",),
        all_of_scope=True,
        after_self_help=True,
        urgent=True,
        first=("efs.order.check_toggle", "efs.order.check_last_sync", "efs.check.test_order"),
        source=GUIDE.at("9 Immediate issues; 9 Sample ticket", "700-701, 744-749"),
    ),
    Escalation(
        id="efs.escalate.critical_orders",
        title="Critical orders need somebody to step in",
        to=_PHONE,
        when=seen(Merchant, urgency=Urgency.CRITICAL_ORDERS),
        urgent=True,
        source=GUIDE.at("9 Immediate issues", "702, 756-759"),
    ),
    Escalation(
        id="efs.escalate.integration_broken",
        title="Not even a test order comes through, and no cause is left that the merchant can repair",
        to=_SUPPORT,
        when=any_of(
            seen(TestOrder, is2_status=absent(), placed_at=older_than(hours=1)),
            seen(TestOrder, is2_received_at=absent(), placed_at=older_than(hours=1)),
        ),
        after_self_help=True,
        urgent=True,
        first=("efs.order.check_toggle", "efs.order.check_last_sync"),
        source=GUIDE.at("9 Immediate issues", "703"),
    ),
    Escalation(
        id="efs.escalate.reauth_fails",
        title="Authorising again does not work",
        to=_SUPPORT,
        when=seen(Integration, reauthorization_result=Outcome.FAILED),
        urgent=True,
        source=GUIDE.at("9 Immediate issues", "704"),
    ),
    Escalation(
        id="efs.escalate.same_error_repeats",
        title="An order fails again after it was repaired and tried anew",
        to=_SUPPORT,
        when=any_of(
            seen(Order, is2_status=Is2Status.IMPORT_ERROR, is2_last_attempt_at=after(Fix.applied_at)),
            seen(Order, is2_status=Is2Status.IMPORT_ERROR, last_retry_at=after(Fix.applied_at)),
        ),
        source=GUIDE.at("9 Ongoing issues", "705-706"),
    ),
    Escalation(
        id="efs.escalate.progressively_slower",
        title="The sync keeps becoming slower",
        to=_SUPPORT,
        when=seen(Metric, average_sync_time=Trend.RISING),
        source=GUIDE.at("9 Ongoing issues", "707"),
    ),
    Escalation(
        id="efs.escalate.impossible_quantities",
        title="The platform shows a quantity that cannot be",
        to=_SUPPORT,
        when=seen(Inventory, platform_quantity=less_than(0)),
        first=("efs.inventory.check_good",),
        source=GUIDE.at("9 Ongoing issues", "709"),
    ),
    Escalation(
        id="efs.escalate.credential_problems",
        title="API credentials are still refused after they were entered anew",
        to=_SUPPORT,
        when=seen(
            Integration,
            api_credentials=Validity.INVALID,
            credentials_saved_at=after(Platform.api_keys_regenerated_at),
        ),
        source=GUIDE.at("9 Technical issues", "710-711"),
    ),
    Escalation(
        id="efs.escalate.platform_api_change",
        title="The log shows that the platform changed its API",
        to=_SUPPORT,
        when=seen(
            Integration, log=says("API change", "API version", "deprecated", "no longer supported", "endpoint removed")
        ),
        first=("efs.isolate.read_logs",),
        source=GUIDE.at("9 Technical issues; 7 Logs", "606, 712"),
        items=("efs.isolate.log_api_change",),
    ),
    Escalation(
        id="efs.escalate.not_as_documented",
        title="A feature of the integration does not do what its documentation says",
        to=_SUPPORT,
        when=seen(Integration, feature=Feature.NOT_AS_DOCUMENTED),
        source=GUIDE.at("9 Technical issues", "713"),
    ),
    Escalation(
        id="efs.escalate.advanced_config",
        title="The merchant asks for help with advanced configuration",
        to=_SUPPORT,
        when=seen(Merchant, request=Request.ADVANCED_CONFIGURATION),
        source=GUIDE.at("9 Technical issues", "714"),
    ),
    Escalation(
        id="efs.escalate.platform_more_than_fcp",
        title="The platform shows more than FCP has although a sync has run since the last change",
        to=_SUPPORT,
        when=all_of(
            seen(Inventory, platform_quantity=above(Inventory.fcp_good)),
            seen(Inventory, fcp_changed_at=before(Integration.inventory_last_sync)),
        ),
        after_self_help=True,
        first=("efs.inventory.check_manual_changes",),
        source=GUIDE.at("5B Wrong quantities, table", "513-515"),
    ),
    Escalation(
        id="efs.escalate.all_integrations_failing",
        title="Every integration of the account fails at the same time",
        to=_SUPPORT,
        when=seen(Portal, other_integrations_last_sync=OtherSyncs.ALL_STALE),
        urgent=True,
        first=("efs.isolate.compare_integrations",),
        source=GUIDE.at("7 Network", "594-595"),
    ),
)

TICKET = TicketForm(
    title="Sync Issue – {platform} – {problem}",
    fields=(
        TicketField(
            "efs.ticket.title",
            "Title",
            TicketContent.TITLE,
            "Name the platform and say in a few words what does not work, and since when.",
            GUIDE.at("9 Support ticket", "720, 731"),
        ),
        TicketField(
            "efs.ticket.platform",
            "Platform",
            TicketContent.PLATFORM,
            "Name the shop system, such as Shopify or WooCommerce.",
            GUIDE.at("9 Support ticket", "721-722, 733"),
            fields=(Integration.platform,),
        ),
        TicketField(
            "efs.ticket.integration_name",
            "Integration Name",
            TicketContent.FACTS,
            "Copy the name the integration has in IS2.",
            GUIDE.at("9 Support ticket", "723, 734"),
            fields=(Integration.name,),
        ),
        TicketField(
            "efs.ticket.error_text",
            "Error Messages",
            TicketContent.MESSAGES,
            "Copy each message letter for letter; say so if none is to be seen.",
            GUIDE.at("9 Support ticket", "724, 739, 845"),
            fields=(Integration.error_message, Order.is2_error, Order.tracking_error, Inventory.sync_error),
        ),
        TicketField(
            "efs.ticket.screenshots",
            "Screenshots",
            TicketContent.ATTACHMENT,
            "Take screenshots of the errors in IS2.",
            GUIDE.at("9 Support ticket", "725, 846"),
            required=False,
        ),
        TicketField(
            "efs.ticket.example_orders",
            "Example Orders",
            TicketContent.RECORDS,
            "Give the numbers of some orders concerned and when each was placed.",
            GUIDE.at("9 Support ticket", "726, 740-743"),
            fields=(Order.number, Order.placed_at),
        ),
        TicketField(
            "efs.ticket.timeline",
            "Issue Started and Last Successful Sync",
            TicketContent.TIMELINE,
            "Say when it began, and read the last sync that worked off the integration's page.",
            GUIDE.at("9 Support ticket", "727, 735-736, 848"),
            fields=(Integration.last_sync, Integration.inventory_last_sync),
        ),
        TicketField(
            "efs.ticket.steps_tried",
            "Steps Already Tried",
            TicketContent.CHECKED,
            "List what was checked or changed, and what it showed.",
            GUIDE.at("9 Support ticket", "728, 744-749, 847"),
            fields=(Merchant.steps_tried,),
        ),
        TicketField(
            "efs.ticket.urgency",
            "Urgency",
            TicketContent.FACTS,
            "Say how urgent it is, and why.",
            GUIDE.at("9 Support ticket", "729, 755"),
            fields=(Merchant.urgency,),
        ),
        # Not in the guide's list, but its sample ticket ends with it.
        TicketField(
            "efs.ticket.status_summary",
            "Status and Request",
            TicketContent.STATE,
            "Sum up authorisation and platform requirements, describe the problem, and say what support should do.",
            GUIDE.at("9 Sample ticket", "737-738, 750-754"),
            required=False,
            fields=(
                Integration.order_sync_toggle,
                Integration.inventory_sync_toggle,
                Integration.oauth_status,
                Integration.api_credentials,
                Platform.automatic_fulfillment,
                Platform.app_location,
                Merchant.request,
            ),
        ),
    ),
    channels=(
        Procedure(
            id="efs.ticket.channel_ticket",
            title="Open a support ticket (recommended)",
            steps=("Log in to FCP.", "Go to Client Info > Support.", "Create a ticket and fill in the fields."),
            source=GUIDE.at("9 Support ticket; 12 Support contact", "715-719, 730-755, 834"),
            items=("efs.ticket.example_stalled",),
        ),
        Procedure(
            id="efs.ticket.channel_phone",
            title="Call support when it is urgent",
            steps=("Have the integration's details at hand.", "Call 1-866-922-6783 and press 2."),
            source=GUIDE.at("9 Phone; 12 Support contact", "756-759, 836"),
        ),
        # The address is blotted out in the guide.
        Procedure(
            id="efs.ticket.channel_email",
            title="Write to support",
            steps=("Send the same details as in a ticket to EFS's support address.",),
            source=GUIDE.at("9 Email; 12 Support contact", "760-762, 835"),
        ),
        Procedure(
            id="efs.ticket.channel_client_care",
            title="Ask Client Care",
            steps=("Turn to your Account Specialist, as for high volume or an optimisation.",),
            source=GUIDE.at("12 Support contact; 3C Slow orders, solutions", "285, 837"),
        ),
    ),
)

PROCEDURES = (
    Procedure(
        id="efs.support.resources",
        title="Read on elsewhere",
        steps=(
            "To set an integration up, take the setup guide for Shopify, for Amazon, for WooCommerce, Magento and "
            "BigCommerce, or for developers the API guide.",
            "For the platform itself: https://help.shopify.com, https://woocommerce.com/documentation, "
            "https://docs.magento.com, https://support.bigcommerce.com, https://sellercentral.amazon.com/help.",
            "For EFS: the Integration Portal at https://integration.efulfillmentservice.com, the support site at "
            "http://support.efulfillmentservice.com, and FCP.",
        ),
        source=GUIDE.at("12 Resources", "816-832"),
    ),
    Procedure(
        id="efs.tip.start_simple",
        title="Start with what is simple",
        steps=(
            "Look at toggles and settings.",
            "See that the connection works at all.",
            "Place a test order.",
            "Only then go deeper: most sync problems turn out to be simple.",
        ),
        source=GUIDE.at("13 Tips", "838-843, 867"),
        items=("efs.tip.mostly_simple",),
    ),
    Procedure(
        id="efs.tip.document",
        title="Write down what you see and do",
        steps=("Keep the error texts.", "Take screenshots.", "Note what you tried.", "Note when it began."),
        source=GUIDE.at("13 Tips", "844-848"),
    ),
    Procedure(
        id="efs.tip.one_change",
        title="Change one thing at a time",
        steps=("Make one change.", "Test.", "Go on only when you know what it did."),
        source=GUIDE.at("13 Tips", "849-852"),
    ),
    Procedure(
        id="efs.tip.ask_early",
        title="Ask early",
        steps=("Do not search for days: support has seen most problems before.",),
        source=GUIDE.at("13 Tips", "858-862"),
    ),
    Procedure(
        id="efs.tip.keep_backups",
        title="Keep a way to work without the integration",
        steps=(
            "Keep the CSV upload ready for orders.",
            "Write down how to work by hand.",
            "Do not switch an integration off before its replacement works.",
        ),
        source=GUIDE.at("13 Tips", "863-866"),
    ),
)
