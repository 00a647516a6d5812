"""Where the guide disagrees with itself, and the choice made; and what no value needs (all sections)."""

from __future__ import annotations

from engine.rules import Contradiction, Declined
from rulebases.appseconnect import amazon, deployment, flows, performance, sap
from rulebases.appseconnect.guide import GUIDE

_TEXTS = (
    Contradiction(
        "'Token has expired' is the refresh token of Amazon, or of any OAuth connection",
        (GUIDE.at("2.1 Amazon", "48"), GUIDE.at("7 Error messages", "186")),
        choice="The text says that a login has lapsed; whose, the connection says.",
        because="The table of section 7 is for every application, that of section 2.1 for one of them.",
        items=("appseconnect.error.token-has-expired", "appseconnect.amazon.refresh-token-expired"),
    ),
    Contradiction(
        "'401 Unauthorized' is HubSpot's token, or any application's credentials",
        (GUIDE.at("2.2 HubSpot", "51"), GUIDE.at("7 Error messages", "189")),
        choice="A lapsed login at whatever connection shows it; HubSpot's own causes need their own evidence.",
        because="Every web API answers so.",
        items=("appseconnect.error.401-unauthorized", "appseconnect.hubspot.token-stale"),
    ),
    Contradiction(
        "403: the API user lacks a permission, though a firewall before the shop answers so too",
        (GUIDE.at("7 Error messages", "190"), GUIDE.at("2.5 WooCommerce", "77")),
        choice="The text says that the call is forbidden; a firewall is shown only by the firewall.",
        because="Permissions granted to a user do not help where a firewall stops the call before it.",
        items=("appseconnect.error.403-forbidden", "appseconnect.woo.waf-blocks"),
    ),
    Contradiction(
        "'Item not found': letter case, hexadecimal SKU, or a product that SAP does not have",
        (
            GUIDE.at("3.4 Products and SKUs", "105-107"),
            GUIDE.at("7 Error messages", "194"),
            GUIDE.at("1.4 Specific order", "26"),
        ),
        choice="The text names what they share; SKU and Item Code are compared, as they are and converted.",
        because="One text stands for four causes, and three of them are repaired in the flow, one in SAP.",
        items=(
            "appseconnect.error.item-not-found",
            "appseconnect.product.sku-case-mismatch",
            "appseconnect.product.hex-sku",
            "appseconnect.orders.product-missing-in-sap",
            "appseconnect.product.variants-without-splitter",
        ),
    ),
    Contradiction(
        "'Business Partner missing', or 'Business Partner not found'; missing, or sent under another code",
        (GUIDE.at("1.1 Orders not appearing, causes", "20"), GUIDE.at("7 Error messages", "195")),
        choice="Both texts name that SAP finds no partner; whether there is one, SAP says.",
        because="The wording differs from section to section, and each text fits both causes.",
        items=(
            "appseconnect.error.business-partner-missing",
            "appseconnect.error.business-partner-not-found",
            "appseconnect.orders.bp-code-mismatch",
        ),
    ),
    Contradiction(
        "A null in a number field has three texts, or one",
        (GUIDE.at("3.1 Null to integer", "85"), GUIDE.at("7 Error messages", "193")),
        choice="All three name it.",
        because="Section 7 lists what is common; section 3.1 is the worked procedure.",
        items=(
            "appseconnect.error.null-to-int32",
            "appseconnect.error.value-cannot-be-null",
            "appseconnect.error.type-mismatch",
        ),
    ),
    Contradiction(
        "'Payload too large': images over 2 MB, files inside the data, or a batch too large",
        (
            GUIDE.at("3.4 Products and SKUs", "108"),
            GUIDE.at("5.3 Large files", "168"),
            GUIDE.at("7 Error messages", "202"),
        ),
        choice="The text names the limit; what is too large is looked up.",
        because="Each has a remedy of its own: resize, send files by a flow of their own, send fewer records.",
        items=(
            "appseconnect.error.payload-too-large",
            "appseconnect.product.image-too-large",
            "appseconnect.files.embedded-in-data-sync",
        ),
    ),
    Contradiction(
        "Too many calls: a DELAY node, or smaller batches as well",
        (GUIDE.at("3.4 Products and SKUs", "108"), GUIDE.at("7 Error messages", "198")),
        choice="For images a DELAY node; for other flows smaller batches and a DELAY node.",
        because="Images go one by one, so there is no batch to make smaller.",
        items=("appseconnect.product.image-rate-limit", "appseconnect.error.rate-limit-exceeded"),
    ),
)

_FLOWS = (
    Contradiction(
        "A lost order leaves a red record, or leaves nothing",
        (GUIDE.at("1.1 Orders not appearing, step 3", "12"), GUIDE.at("1.1 Orders not appearing, causes", "18")),
        choice="What is refused is red; what a DECISION node leaves out shows nowhere.",
        because="A node that skips an order does what it was told, so nothing failed.",
        items=("appseconnect.orders.check-snapshot-red", "appseconnect.orders.filter-excludes-order"),
    ),
    Contradiction(
        "A webhook that does not fire: register it again, or compare its address first",
        (GUIDE.at("1.1 Orders not appearing, causes", "16"), GUIDE.at("4.2 Service not available", "136")),
        choice="Two faults: the shop does not call at all, or it calls an address that is out of date.",
        because="Both end with the address from the deployment, but only a comparison shows the second.",
        items=("appseconnect.orders.webhook-not-firing", "appseconnect.realtime.webhook-url-mismatch"),
    ),
    Contradiction(
        "Where a DELAY node belongs, and how long it waits: 2-5 seconds, or no figure",
        (
            GUIDE.at("1.2 SAP document numbers", "22"),
            GUIDE.at("5.1 Timeouts", "159"),
            GUIDE.at("3.4 Products and SKUs; 7 Error messages", "108, 198"),
        ),
        choice="2 to 5 seconds before the SAP number is read; elsewhere the guide sets no time, so none is required.",
        because="The figure is for one race only. A number that takes longer than the wait shows it all the same.",
        items=(
            "appseconnect.sapid.race-condition",
            "appseconnect.timeout.no-delay-between-batches",
            "appseconnect.product.image-rate-limit",
        ),
    ),
    Contradiction(
        "Tracking and SAP numbers both go back to the shop: by a flow of their own, or by a step of the order flow",
        (GUIDE.at("1.2 SAP document numbers", "22"), GUIDE.at("3.3 Tracking numbers, step 1", "100")),
        choice="The SAP number by a step of the order flow, tracking by its own flow.",
        because="The number is there seconds after the order, tracking only after the delivery.",
        items=("appseconnect.sapid.no-reverse-sync-step", "appseconnect.tracking.no-separate-flow"),
    ),
    Contradiction(
        "A scheduled flow will do, or tracking wants real time",
        (GUIDE.at("3.3 Tracking numbers, step 1", "100"), GUIDE.at("3.3 Tracking numbers, step 4", "103")),
        choice="Either; an interval of an hour or more counts as long where tracking waits in the staging table.",
        because="The guide asks for a shorter interval without saying shorter than what.",
        items=("appseconnect.tracking.staging-interval",),
    ),
    Contradiction(
        "An error on the POST node of the tracking flow is looked for as a cause, but names none",
        (GUIDE.at("3.3 Tracking numbers, step 2", "101"), GUIDE.at("7 Error messages", "183-202")),
        choice="It says where tracking is stopped; the text there says why.",
        because="What to repair is what that text names.",
        items=("appseconnect.tracking.post-node-error",),
    ),
    Contradiction(
        "An agent that is offline is restarted, or its network is examined",
        (GUIDE.at("2.4 On-premise agent", "67-73"), GUIDE.at("4.2 Service not available", "132-134")),
        choice="Offline is the general fault; a stopped service, VPN, port and proxy specify it.",
        because="Section 4.2 asks for the service first, section 2.4 for the way out of the building.",
        items=("appseconnect.realtime.agent-offline", "appseconnect.agent.check-order"),
    ),
    Contradiction(
        "A Resync that does nothing wants an Active flow, and so does everything else",
        (
            GUIDE.at("1.6 Resync", "30"),
            GUIDE.at("1.1 Orders not appearing, causes", "17"),
            GUIDE.at("3.5 Prices; 4.5 Schedule not running", "110, 152"),
        ),
        choice="One fault, the flow is not Active; Resync and prices specify it.",
        because="One look at the list of flows answers all of them.",
        items=(
            "appseconnect.orders.flow-paused",
            "appseconnect.resync.flow-inactive",
            "appseconnect.price.flow-inactive",
            "appseconnect.schedule.flow-paused",
        ),
    ),
    Contradiction(
        "'Duplicate entry' is a duplicate, or keeps one away",
        (GUIDE.at("1.3 Duplicate orders", "23"), GUIDE.at("7 Error messages", "200")),
        choice="The destination refused a second copy; data is doubled only where it holds the order twice.",
        because="The text comes from a system that knows the record already.",
        items=(
            "appseconnect.error.duplicate-entry",
            "appseconnect.duplicates.two-flows-same-order",
            "appseconnect.escalate.data-duplicated-or-corrupted",
        ),
    ),
)

_DATA = (
    Contradiction(
        "Give every number field a default, or change the type of those that may be empty",
        (GUIDE.at("3.1 Null to integer", "88-89"), GUIDE.at("3.1 Null to integer", "90"), GUIDE.at("3.1, tip", "92")),
        choice="A default, unless an empty field means something.",
        because="A default there would put into the data what nobody entered.",
        items=(
            "appseconnect.nulls.null-in-numeric-field",
            "appseconnect.nulls.field-must-accept-null",
            "appseconnect.nulls.prevent-numeric-defaults",
        ),
    ),
    Contradiction(
        "Prices with a later effective date: a fault in the shop, none when they are missing there",
        (GUIDE.at("3.5 Prices", "110"), GUIDE.at("3.5 Prices", "111")),
        choice="Shown before its date a price is a fault; held back until then it is as it should be.",
        because="Holding them back is the remedy of the first.",
        items=("appseconnect.price.future-dated-early", "appseconnect.price.future-dated-held"),
    ),
    Contradiction(
        "An image that cannot be sent is a limit of the system, or something to repair",
        (GUIDE.at("3.4 Products and SKUs", "108"),),
        choice="A fault from 2 MB on.",
        because='"Under 2 MB" leaves 2 MB out, and whoever exceeds the limit can keep it.',
        items=("appseconnect.product.image-too-large",),
    ),
    Contradiction(
        "SAP's prices are net as a fact, or as something to look up",
        (GUIDE.at("3.5 Prices", "112"),),
        choice="Net, unless somebody has looked and says otherwise.",
        because="The guide states it of SAP and leaves open only what the shop does.",
        items=("appseconnect.price.tax-inclusive-mismatch",),
    ),
    Contradiction(
        "SPLITTER nodes go through variants, and cut files into chunks",
        (GUIDE.at("3.4 Products and SKUs", "107"), GUIDE.at("5.3 Large files", "169")),
        choice="Two uses; only product flows are asked for the first.",
        because="A file has no variants.",
        items=("appseconnect.product.variants-without-splitter", "appseconnect.files.payload-limit"),
    ),
)

_PEOPLE = (
    Contradiction(
        "Whether an invitation is still valid at exactly 48 hours",
        (GUIDE.at("6.2 New user cannot log in, step 3", "180"),),
        choice="It is; it has expired after that.",
        because='"Valid for 48 hours" takes the 48th hour in.',
        items=("appseconnect.login.invitation-expired", "appseconnect.login.invitation-in-spam"),
    ),
    Contradiction(
        "Errors not listed in section 7 go to support, but other sections list more",
        (
            GUIDE.at("8 Escalation", "206"),
            GUIDE.at("2.1 Amazon; 2.2 HubSpot; 2.3 SAP Business One", "34, 47, 51, 59"),
            GUIDE.at("1.1; 3.1; 5.1", "20, 85, 157"),
        ),
        choice="Every text that the guide quotes anywhere counts as listed.",
        because="Support would only send the reader back to the section that treats of it.",
        items=("appseconnect.escalate.error-not-listed", "appseconnect.error.table-usage"),
    ),
    Contradiction(
        "A flow that stops without a change goes to support, though logins lapse by themselves",
        (
            GUIDE.at("8 Escalation", "207"),
            GUIDE.at("2.1 Amazon; 2.6 Salesforce and Zoho", "33, 48, 82"),
            GUIDE.at("2.5 WooCommerce", "78"),
        ),
        choice="To support once no cause is left that the reader can repair.",
        because="Lapsed tokens, certificates and stopped services need no change, and the guide repairs them.",
        items=("appseconnect.escalate.stopped-without-change",),
    ),
    Contradiction(
        "Data that is doubled already: repair the flow, or turn to support",
        (GUIDE.at("1.3 Duplicate orders", "23"), GUIDE.at("8 Escalation", "209")),
        choice="Both: the flow first, so that no more copies come, and support for those that are there.",
        because="Section 1.3 keeps new copies away, section 8 speaks of the old ones.",
        items=(
            "appseconnect.duplicates.two-flows-same-order",
            "appseconnect.escalate.data-duplicated-or-corrupted",
        ),
    ),
    Contradiction(
        "A real-time flow that fails on a Cloud Agent goes to support at once, others after every step",
        (GUIDE.at("4.2 Service not available", "137"), GUIDE.at("8 Escalation", "205")),
        choice="On a Cloud Agent, to support; on premise, after the steps of section 4.2.",
        because="Nobody but APPSeCONNECT has a hand on the Cloud Agent.",
        items=("appseconnect.realtime.cloud-agent-support", "appseconnect.escalate.not-resolved"),
    ),
)

CONTRADICTIONS = (
    *_TEXTS,
    *amazon.CONTRADICTIONS,
    *sap.CONTRADICTIONS,
    *_FLOWS,
    *flows.CONTRADICTIONS,
    *deployment.CONTRADICTIONS,
    *performance.CONTRADICTIONS,
    *_DATA,
    *_PEOPLE,
)

DECLINED: tuple[Declined, ...] = ()
