"""Where two guides disagree, or use one word for different things, and the choice made.

Each guide speaks for its own system, so that none of them is wrong. What is settled here is what a case
hears that touches both: which reading of a text counts where, which remedy goes with which fault, what
comes first.
"""

from __future__ import annotations

from engine.rules import Contradiction
from rulebases.appseconnect.guide import GUIDE as APPSECONNECT
from rulebases.efs.guide import GUIDE as EFS
from rulebases.erp.guide import GUIDE as ERP
from rulebases.storeconnect.guide import GUIDE as STORECONNECT
from rulebases.tether.guide import GUIDE as TETHER

__all__ = ["CONTRADICTIONS"]

_LIMITS = (
    Contradiction(
        "A rate limit is reached: ask less often, ask for less at a time, or wait a minute",
        (
            EFS.at("3C Slow orders, check 2; 11 Inventory errors", "270-271, 814"),
            APPSECONNECT.at("7 Error messages; 3.4 Products", "108, 198"),
            TETHER.at("Shopify; error messages", "148, 209"),
        ),
        choice=(
            "A fault of the schedule in EFS and of the flow in APPSeCONNECT; in Tether a wait, of one minute on "
            "Shopify, and a fault when it comes back. One family, each with the remedy of its own system."
        ),
        because=(
            "Only in APPSeCONNECT does the reader design the calls, and only in EFS the reader sets their interval; "
            "Tether leaves neither to the reader. Waiting does no harm in any of them, so it comes first."
        ),
    ),
    Contradiction(
        "Shopify slows nothing down, or Shopify is where the rate limit is met",
        (EFS.at("3C Slow orders, check 2", "272"), TETHER.at("Shopify", "148")),
        choice="No fault of late orders in EFS on Shopify; a wait of one minute in Tether.",
        because="EFS speaks of the delay orders suffer through IS2, Tether of the refusal of a single call.",
    ),
    Contradiction(
        "A call times out: it is retried by itself, the batch is too large, or the hour is wrong",
        (
            EFS.at("11 Tracking errors", "807"),
            APPSECONNECT.at("5.1 Timeouts", "157-161"),
            TETHER.at("Connection timeout", "42-58"),
            ERP.at("Step 2, table", "17"),
        ),
        choice=(
            "A first time-out is waited for in EFS, Tether and the ERP; in APPSeCONNECT a flow that stops in the "
            "middle of a batch is a fault of its batch size. What comes again is a fault everywhere."
        ),
        because=(
            "APPSeCONNECT describes a batch that never ends, the others one call that was too slow. Between Tether "
            "and the ERP, which agree on the quiet hour, Tether's smaller range comes first: it costs no wait."
        ),
    ),
    Contradiction(
        "Orders of one marketplace are late: up to 60 minutes, or 15 to 30 minutes at Amazon alone",
        (
            EFS.at("1 Overview; 3C Slow orders", "34-36, 261-264"),
            TETHER.at("Amazon", "159"),
            APPSECONNECT.at("1.1 Orders not appearing", "10-12"),
        ),
        choice="Each hub has its own window; Amazon's delay counts in Tether's only. APPSeCONNECT has none.",
        because=(
            "EFS counts from the order to IS2, and its hour holds Amazon's half hour already; APPSeCONNECT asks for "
            "the run in the time in question and never says how long an order may take."
        ),
    ),
    Contradiction(
        "A sync is late after two hours, after twice its schedule, or as soon as it does not run when it should",
        (
            EFS.at("3A No orders, step 2; 5A Inventory, step 3", "113, 429-430"),
            APPSECONNECT.at("4.5 Schedule not running", "150-154"),
            TETHER.at("Alerts", "241"),
        ),
        choice="EFS's figures for IS2 alone; elsewhere the expected time itself, which APPSeCONNECT reads as UTC.",
        because="Only EFS gives a tolerance. A run at a shifted hour is no missing run, which the time zone explains.",
    ),
    Contradiction(
        "Old orders are missing: keep the history short, or extend it",
        (
            EFS.at("3A No orders, step 5; 3C, solutions; 6 Magento", "150-153, 284, 547-549"),
            TETHER.at("Missing historical data", "116-141"),
        ),
        choice="In EFS up to the recommended limit and by hand beyond it; in Tether as far as the platform allows.",
        because="A long history slows every run of IS2, while Tether reads the past once.",
    ),
    Contradiction(
        "Tracking is not there yet: wait six hours, or run the flow more often",
        (
            EFS.at("4A Tracking missing, step 2", "301-306"),
            APPSECONNECT.at("3.3 Tracking numbers", "100-103"),
        ),
        choice="Six hours for what the warehouse sends through IS2; no wait for what lies ready in SAP's table.",
        because="EFS sends tracking in rounds of its own, and in APPSeCONNECT the schedule is the reader's.",
    ),
    Contradiction(
        "How often to look: daily, weekly and monthly by two different lists, or when an alert comes",
        (
            EFS.at("8 Maintenance", "645-660"),
            TETHER.at("Best practices", "217-220"),
            ERP.at("Tip", "33"),
        ),
        choice="Every guide's own rhythm for its own system; an alert replaces none of them.",
        because="An alert tells of what failed, the rounds also of what silently did not happen.",
    ),
)

_LOGINS = (
    Contradiction(
        "An authorisation has run out: authorise again, rotate the credentials, or enter new ones",
        (
            EFS.at("3A No orders, step 3", "114-128"),
            APPSECONNECT.at("2.1 Amazon; 2.2 HubSpot; 2.6 Salesforce, Zoho", "32-48, 50-56, 81-82"),
            TETHER.at("Authentication errors", "9-40"),
            ERP.at("Step 1, authentication", "8"),
        ),
        choice="One family; the remedy is that of the hub whose connection is seen to be broken.",
        because=(
            "The platform is the same, but each hub keeps credentials of its own: renewing those of one leaves the "
            "other's as they are. A case with two hubs may need both."
        ),
    ),
    Contradiction(
        "Amazon refuses access: authorise through the hub, rotate in Seller Central, or authorise there",
        (
            EFS.at("6 Amazon", "566-568"),
            APPSECONNECT.at("2.1 Amazon", "32-44, 46-48"),
            TETHER.at("Amazon", "156"),
        ),
        choice=(
            "IS2's handshake for EFS; new client id, secret and refresh token for APPSeCONNECT, apart for Seller and "
            "Vendor Central; Seller Central for Tether."
        ),
        because="EFS and Tether are authorised as applications; only APPSeCONNECT is given the secret to keep.",
    ),
    Contradiction(
        'A 401: "Unauthorized" in two guides, and never printed in EFS, which names what is invalid',
        (
            EFS.at("11 Order errors", "796-797"),
            APPSECONNECT.at("2.2 HubSpot; 7 Error messages", "51, 189"),
            TETHER.at("Error messages", "206"),
        ),
        choice="The number names a lost login in APPSeCONNECT and Tether only, and no specific cause of it.",
        because="A wrong key, an expired token and a deleted application all answer 401; what else is seen decides.",
    ),
    Contradiction(
        "A refused permission: authorise again with more rights, widen the user's rights, or check the role",
        (
            EFS.at("4A Tracking missing, step 4; 11 Errors", "323-325, 805, 813"),
            APPSECONNECT.at("7 Error messages; 1.5 Dynamics", "28, 190"),
            TETHER.at("NetSuite; error messages", "165, 207"),
        ),
        choice="One family. EFS authorises again, the others change the user or role and keep the login.",
        because="With OAuth the rights belong to the authorisation, with an API user to the user.",
    ),
    Contradiction(
        "A 403 that no permission explains: a firewall in front of the shop",
        (
            APPSECONNECT.at("2.5 WooCommerce; 7 Error messages", "77, 190"),
            TETHER.at("Error messages", "207"),
        ),
        choice="403 names a missing permission; where a firewall stands before the shop, that is asked first.",
        because="Both guides give one meaning to the number, yet a firewall answers with it before any user is known.",
    ),
    Contradiction(
        "\"Access denied\" is Magento's missing right, Amazon's revoked token, or Amazon's lost authorisation",
        (
            EFS.at("6 Magento", "544-546"),
            APPSECONNECT.at("2.1 Amazon", "47"),
            TETHER.at("Amazon", "156"),
        ),
        choice="Read by platform and by the field that holds it; in no guide does it stand for another's meaning.",
        because="The words are the platform's own, and each guide quotes them for one platform.",
    ),
    Contradiction(
        "How long an authorisation lasts: eighteen months, sixty days without use, or until a deadline set by mail",
        (
            EFS.at("6 eBay; 8 Monthly", "571, 652"),
            APPSECONNECT.at("2.1 Amazon; 2.6 Zoho", "33-35, 82"),
            TETHER.at("Best practices", "222"),
        ),
        choice="Each figure for its own platform; an age only warns, what the page or the message says decides.",
        because="Zoho counts days without use, eBay days since the grant: the same date means different things.",
    ),
)

_ANSWERS = (
    Contradiction(
        "Something is not found: the address of the interface, a setting, an order that was deleted, or an article",
        (
            EFS.at("4A Tracking missing, step 4; 11 Errors", "317-319, 803, 811"),
            APPSECONNECT.at("7 Error messages", "191, 194-195"),
            TETHER.at("Error messages", "208"),
        ),
        choice='"404 Not Found" names the address or resource; "... not found" with a noun names that noun.',
        because="The number is an answer to the call, the sentence one about a record. They are never merged.",
    ),
    Contradiction(
        "A server error: retry in a few minutes, retry later, or wait until the platform is back",
        (
            APPSECONNECT.at("7 Error messages", "192"),
            TETHER.at("Error messages", "210-211"),
            ERP.at("Step 1, API status; step 2, table", "7, 17"),
        ),
        choice="500 is waited for and tried again; 503 and an announced outage are waited for until they are over.",
        because="500 may pass between two calls, and 503 says that it will not. When it lasts, its vendor is asked.",
    ),
    Contradiction(
        '"Service not available" is a stopped agent; "503 Service Unavailable" is the platform',
        (
            APPSECONNECT.at("4.2 Real-time flows; 7 Error messages", "131-137, 197"),
            TETHER.at("Error messages", "211"),
        ),
        choice="Two texts with two causes: the first is repaired on one's own machine, the second waited for.",
        because='Only the wording tells them apart, so "service unavailable" never stands for the agent.',
    ),
    Contradiction(
        "Nothing is shown: no error, or a log that is not being written",
        (
            EFS.at("9 Sample ticket", "739"),
            APPSECONNECT.at("1.1 Orders not appearing; 4.1 Blank Snapshot", "14, 124, 130"),
            STORECONNECT.at("Accessing the tool", "12"),
        ),
        choice="An empty page counts as no error in EFS and StoreConnect, and as unknown in APPSeCONNECT.",
        because="APPSeCONNECT alone names a way in which its page stays empty although records fail.",
    ),
    Contradiction(
        "Which error to read: each by itself, or the first because the rest follow from it",
        (
            EFS.at("3B In IS2 not FCP, step 2", "201-245"),
            APPSECONNECT.at("1.1 Orders not appearing", "12-13"),
            STORECONNECT.at("Resolving sync errors; status codes", "31, 65, 68"),
        ),
        choice="In StoreConnect the first error and a parent's are causes, the rest follow; elsewhere each stands.",
        because="Only StoreConnect sends records that hang on one another through one queue.",
    ),
    Contradiction(
        "One bad field: the whole order stays out, or a part of it arrives",
        (
            ERP.at("Step 3", "19"),
            APPSECONNECT.at("5.1 Timeouts", "157"),
            TETHER.at("Connection timeout", "47"),
        ),
        choice="An order arrives as a whole or not at all; partial means some records of a batch, never half a record.",
        because="The ERP guide speaks of one payload, the others of a run over many.",
    ),
    Contradiction(
        "A locked record: retried by itself, released by an administrator, deactivated, or a matter for support",
        (
            EFS.at("4A Tracking missing, step 4; 11 Tracking errors", "326-328, 806"),
            APPSECONNECT.at("1.6 Resync", "30"),
            STORECONNECT.at("Status codes", "61, 72"),
        ),
        choice=(
            "Waited for where the lock is somebody's open editor or another action; to be released where it is a "
            "trace or an activated order."
        ),
        because="The first locks end by themselves, the others do not; each guide says so of its own.",
    ),
)

_DATA = (
    Contradiction(
        "A SKU that differs in letter case only: correct it, or have the flow normalise it",
        (
            EFS.at("3B In IS2 not FCP, step 2; 5A Inventory, step 4", "214-222, 432-435"),
            APPSECONNECT.at("3.4 Products; 7 Error messages", "105-106, 194"),
        ),
        choice="A mismatch in both. EFS changes or maps the SKU, APPSeCONNECT transforms it on the way.",
        because=(
            "Both compare exactly. A case that goes on to a warehouse of EFS keeps its SKU: what APPSeCONNECT "
            "normalises on the way to SAP must not be written back to the shop."
        ),
    ),
    Contradiction(
        "An unknown article: correct its SKU, map it, convert it, or create it",
        (
            EFS.at("3B In IS2 not FCP, step 2; 11 Order errors", "214-222, 792"),
            APPSECONNECT.at("3.4 Products; 7 Error messages", "105-107, 194"),
            ERP.at("Step 2, table", "14"),
        ),
        choice='"SKU not found", "Invalid SKU", "Item not found" and "Item Invalid" are one family with four remedies.',
        because="All four say that the far end lacks the article, and only EFS keeps a table that maps SKUs.",
    ),
    Contradiction(
        "The buyer is unknown: fill in the order, create a business partner, or map guests to a customer",
        (
            EFS.at("3B In IS2 not FCP, step 2; 11 Order errors", "240-245, 795"),
            APPSECONNECT.at("1.1 Orders not appearing; 7 Error messages", "20, 195"),
            ERP.at("Step 2, table", "15"),
        ),
        choice="Missing data in EFS, a missing record in the other two; guest orders are asked after in the ERP only.",
        because="The warehouse needs to know whom to ship to, the ERP whom to book on.",
    ),
    Contradiction(
        "Emoji and foreign letters: an address to clean, or an older interface that may fail",
        (EFS.at("11 Order errors", "800"), ERP.at("Step 3, special characters", "21")),
        choice='EFS blames them where it says "Malformed address", the ERP where its interface is an older one.',
        because="Most orders with such letters pass in both, so the letters alone accuse nothing.",
    ),
    Contradiction(
        "Country and state: a combination that exists, one way of writing on both sides, or a value on the list",
        (
            EFS.at("3B In IS2 not FCP, step 2", "228"),
            ERP.at("Step 3, country and state codes", "22"),
            STORECONNECT.at("Status codes", "64"),
        ),
        choice="Three tests of one address: it fits together, it is written as wanted, its values are on the list.",
        because="Each far end checks something else, so a value may pass one and fail another.",
    ),
    Contradiction(
        "A value is missing: fill it in, give it a default, or no longer require it",
        (
            EFS.at("3B In IS2 not FCP, step 2", "240-245"),
            APPSECONNECT.at("3.1 Null values", "83-92"),
            STORECONNECT.at("Status codes", "70"),
        ),
        choice="In EFS the data is completed, in APPSeCONNECT the mapping, in StoreConnect the field's definition.",
        because="Only where the sender can never know the value does it make sense to stop asking for it.",
    ),
    Contradiction(
        "Something is there twice: guard against it, take the guard away, merge, or ask support",
        (
            EFS.at("3B In IS2 not FCP, step 2; 11 Order errors", "234-239, 793"),
            APPSECONNECT.at("1.3 Duplicates; 7 Error messages; 8 Escalation", "23-24, 200, 209"),
            TETHER.at("Duplicate records", "98-114"),
            STORECONNECT.at("Status codes", "55, 57-58"),
        ),
        choice=(
            "First stop what makes copies, as APPSeCONNECT and Tether do. Copies that exist are merged in Tether and "
            "StoreConnect, and are support's in EFS and APPSeCONNECT. A duplicate rule is switched off only for "
            "StoreConnect's own record."
        ),
        because=(
            "In EFS and SAP a copy is an order that ships or is booked twice; in Salesforce it is a contact. With "
            "another hub writing into the same Salesforce, a rule switched off lets its copies through as well."
        ),
    ),
    Contradiction(
        "The carrier: cosmetic, or needed for the number to show at all",
        (
            EFS.at("4B Wrong tracking", "400-402, 408"),
            APPSECONNECT.at("3.3 Tracking numbers", "102"),
        ),
        choice="Another spelling of the carrier is harmless; a missing carrier on Shopify is a fault.",
        because="EFS speaks of a name that differs, APPSeCONNECT of a name that is not sent.",
    ),
    Contradiction(
        '"Processing": an order that may be pulled from the shop, and one that has arrived in the ERP',
        (
            EFS.at("2 Checklist, step 3; 6 WooCommerce", "82, 136, 534-536"),
            ERP.at("Step 5", "32"),
        ),
        choice="The shop's status and the ERP's status are two facts; neither is read for the other.",
        because="One is where the way begins, the other where it ends.",
    ),
    Contradiction(
        "A location of Shopify: the one the app owns, or any that is active",
        (
            EFS.at("3A No orders, step 4; 6 Shopify", "131, 518-520, 527-529"),
            TETHER.at("Shopify", "149"),
        ),
        choice="EFS asks whether the products are at the app's location, Tether whether a location is active.",
        because="EFS ships from one location of its own, Tether copies the stock of all.",
    ),
)

_CONDUCT = (
    Contradiction(
        "Trying again: it happens by itself, it is of no use before the repair, or it shows what is wrong",
        (
            EFS.at("3B In IS2 not FCP, steps 2-3; 11 Errors", "213, 233, 245-250, 806-807"),
            APPSECONNECT.at("1.4 One order; 1.6 Resync", "26, 30"),
            TETHER.at("Data not syncing, step 5; error messages", "94-96, 209-210"),
            ERP.at("Step 5", "27-31"),
            STORECONNECT.at("Resolving sync errors", "37-43"),
        ),
        choice=(
            "By itself in EFS where it says so; by hand and after the repair in APPSeCONNECT, StoreConnect and the "
            "ERP; in Tether also to make the error show."
        ),
        because="What a retry does is a trait of the queue that holds the record, so the advice is that queue's.",
    ),
    Contradiction(
        "Forcing a sync: a harmless check, or a way to make copies",
        (
            EFS.at("3A No orders, step 6", "154-157"),
            TETHER.at("Duplicate records; data not syncing, step 5", "94-96, 105, 114"),
            APPSECONNECT.at("1.3 Duplicates", "23-24"),
        ),
        choice="Harmless where the far end knows an order by its number, as EFS does; elsewhere a risk that is named.",
        because="EFS refuses a second order of one number, the others write what they are sent.",
    ),
    Contradiction(
        "Stop everything, or keep the integration running",
        (
            TETHER.at("After data corruption", "286-292"),
            EFS.at("7 Disabling features; 13 Tips", "636-642, 865"),
            APPSECONNECT.at("2.1 Amazon", "43"),
        ),
        choice="Damaged data stops the syncs of Tether at once; otherwise nothing is switched off but to narrow down.",
        because="A stop costs orders, and only damage that spreads costs more.",
    ),
    Contradiction(
        "Damaged or doubled data: hands off until support answers, escalate, or merge and go on",
        (
            TETHER.at("After data corruption; duplicate records", "113, 286-292"),
            APPSECONNECT.at("8 Escalation", "209"),
            STORECONNECT.at("Status codes", "55, 58"),
        ),
        choice="Damage goes to support before anything is repaired; plain copies are merged where the guide says so.",
        because="A copy can be told from its original, damage cannot.",
    ),
    Contradiction(
        "When to ask support: early, or after every step of the guide",
        (
            EFS.at("9 When to contact support; 13 Tips", "698-714, 858-862"),
            APPSECONNECT.at("8 Escalation", "204-209"),
            TETHER.at("When to contact support", "244-250"),
            STORECONNECT.at("Status codes", "61"),
            ERP.at("Closing", "34"),
        ),
        choice="Each guide's own criteria, and the support of the system in which the worst fault lies.",
        because=(
            "Support can look only into its own system. The ERP guide names none, so it sends the reader on to a "
            "guide of that ERP."
        ),
    ),
    Contradiction(
        "A flow stops although nothing was changed: check the login first, or call it a case for support",
        (
            EFS.at("2 Checklist, step 1; 9 Immediate issues", "63-67, 701"),
            APPSECONNECT.at("8 Escalation", "205-207"),
            ERP.at("Step 1", "6-9"),
        ),
        choice="The short checks first in every guide; then EFS and APPSeCONNECT are asked without further search.",
        because="A lapsed login also stops what nobody touched, and it is the commonest cause of all.",
    ),
    Contradiction(
        "What goes into a ticket: screenshots, or text and no screenshots",
        (
            EFS.at("9 Support ticket; 13 Tips", "721-729, 844-848"),
            APPSECONNECT.at("8 Ticket", "210-217"),
            TETHER.at("Information to provide", "252-259"),
        ),
        choice=(
            "The fields of the vendor that is asked: EFS wants the pictures as well, APPSeCONNECT text and the "
            "exported Snapshot, Tether the session's id."
        ),
        because="The error's exact text is in all three, so it is drafted always and the rest per vendor.",
    ),
    Contradiction(
        "A first refusal: something to wait for, or a setting to change",
        (
            EFS.at("11 Inventory errors", "814"),
            TETHER.at("Error messages", "209-211"),
            STORECONNECT.at("Status codes", "72"),
        ),
        choice="A first limit, lock or outage is waited for in Tether and StoreConnect; EFS repairs the limit at once.",
        because="Where the remedy is to wait or to retry there is nothing to repair yet; EFS's is to change a setting.",
    ),
)

CONTRADICTIONS: tuple[Contradiction, ...] = (*_LIMITS, *_LOGINS, *_ANSWERS, *_DATA, *_CONDUCT)
"""Places of different guides that disagree, by what they are about."""
