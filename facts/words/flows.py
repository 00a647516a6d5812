"""Words for flows, syncs, connections and the machines between them, as the guides print them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from facts.base import Word, normalise
from facts.words.integrations import NO, YES, also

_WORD: Final = re.compile(r"[^\W_]+")
# "t" is what is left of a contraction such as "isn't".
_DENIALS: Final = frozenset(("no", "not", "never", "cannot", "without", "t"))


def words_of(text: str) -> frozenset[str]:
    """List the words of a text in one case.

    >>> sorted(words_of("Paused, by Ann"))
    ['ann', 'by', 'paused']
    """
    return frozenset(_WORD.findall(text.casefold()))


def denies(text: str) -> bool:
    """Whether a text says that something is not so."""
    return not _DENIALS.isdisjoint(words_of(text))


def only_named(text: str, keywords: Mapping[Word, tuple[str, ...]]) -> Word | None:
    """Find the one member that a sentence names; None if it names several or denies something."""
    if denies(text):
        return None
    words = words_of(text)
    named = [member for member, keys in keywords.items() if not words.isdisjoint(keys)]
    return named[0] if len(named) == 1 else None


class FlowStatus(Word):
    """Whether a flow is in force."""

    ACTIVE = "Active"
    PAUSED = "Paused"
    INACTIVE = "Inactive"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """The usual ways to say on, halted and off."""
        return (
            also(cls.ACTIVE, *YES, "running", "deployed", "live", "started", "up", "resumed", "activated")
            | also(cls.PAUSED, "on hold", "suspended", "halted", "pause", "not resumed")
            | also(cls.INACTIVE, *NO, "draft", "stopped", "undeployed", "not deployed", "down", "not running")
            | also(cls.INACTIVE, "switched off", "turned off", "deactivated", "never active", "not activated")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``paused by Ann last week``."""
        return only_named(
            text,
            {
                cls.ACTIVE: ("active", "running", "resumed"),
                cls.PAUSED: ("paused", "suspended"),
                cls.INACTIVE: ("inactive", "stopped", "draft", "undeployed", "disabled", "deactivated"),
            },
        )


class FlowType(Word):
    """What a flow carries."""

    ORDER = "order"
    TRACKING = "tracking"
    PRICE = "price"
    PRODUCT = "product"
    INVENTORY = "inventory"
    IMAGE = "image"
    FILE = "file"
    CUSTOMER = "customer"
    DEAL = "deal"
    OTHER = "other"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Plurals, other names, and each of them as a sync or a flow."""
        also_named = {
            cls.ORDER: ("order", "orders", "sales order", "sales orders"),
            cls.TRACKING: (
                *("tracking", "tracking number", "tracking numbers", "tracking update", "tracking updates"),
                *("order tracking", "shipment", "shipments", "fulfillment", "fulfilment", "shipping"),
            ),
            cls.PRICE: ("price", "prices", "price list", "price lists", "pricing"),
            cls.PRODUCT: ("product", "products", "item", "items", "item master", "catalog", "catalogue"),
            cls.INVENTORY: ("inventory", "stock", "stock level", "stock levels", "quantity", "quantities"),
            cls.IMAGE: ("image", "images", "picture", "pictures", "product image", "product images"),
            cls.FILE: ("file", "files", "document", "documents", "attachment", "attachments"),
            cls.CUSTOMER: ("customer", "customers", "contact", "contacts", "business partner", "business partners"),
            cls.DEAL: ("deal", "deals", "opportunity", "opportunities"),
            cls.OTHER: ("other", "another", "something else"),
        }
        return {
            f"{name}{ending}": member
            for member, names in also_named.items()
            for name in names
            for ending in ("", " sync", " flow", " import", " export")
        }

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a title such as ``Shopify order sync (EU)`` that names one kind of record."""
        return only_named(
            text,
            {
                cls.ORDER: ("order", "orders"),
                cls.TRACKING: ("tracking", "shipment", "shipments", "fulfillment", "fulfilment"),
                cls.PRICE: ("price", "prices", "pricing"),
                cls.PRODUCT: ("product", "products", "item", "items"),
                cls.INVENTORY: ("inventory", "stock"),
                cls.IMAGE: ("image", "images", "picture", "pictures"),
                cls.FILE: ("file", "files", "document", "documents", "attachment", "attachments"),
                cls.CUSTOMER: ("customer", "customers", "contact", "contacts"),
                cls.DEAL: ("deal", "deals", "opportunity", "opportunities"),
            },
        )


class FlowTrigger(Word):
    """What starts a flow or a sync."""

    WEBHOOK = "webhook"
    SCHEDULE = "schedule"
    MANUAL = "manual"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Other names of the same ways."""
        return (
            also(cls.WEBHOOK, "real time", "realtime", "webhooks", "event", "event driven", "instant", "instantly")
            | also(cls.SCHEDULE, "scheduled", "scheduler", "on schedule", "by schedule", "schedule driven", "polling")
            | also(cls.SCHEDULE, "schedule based", "timer", "cron", "automatic", "automatically", "auto")
            | also(cls.MANUAL, "manually", "by hand", "on demand", "hand", "user", "started by hand")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``webhook from the shop``."""
        return only_named(
            text,
            {
                cls.WEBHOOK: ("webhook", "webhooks", "realtime"),
                cls.SCHEDULE: ("schedule", "scheduled", "scheduler"),
                cls.MANUAL: ("manual", "manually", "hand"),
            },
        )


class FlowPhase(Word):
    """Whether a flow loads everything for the first time or runs as every day."""

    INITIAL_LOAD = "initial load"
    DAILY_RUN = "daily run"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return (
            also(cls.INITIAL_LOAD, "initial data load", "initial", "first load", "initial sync", "first sync")
            | also(cls.INITIAL_LOAD, "data load", "bulk load", "full load", "migration", "historical load", "first run")
            | also(
                cls.DAILY_RUN, "daily", "daily runs", "daily operation", "daily sync", "normal", "regular", "routine"
            )
            | also(cls.DAILY_RUN, "steady state", "live", "live operation", "day to day", "ongoing", "incremental")
        )


class AgentType(Word):
    """Where an agent runs, and with it the flows it carries."""

    ON_PREMISE = "on premise"
    CLOUD = "cloud"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return (
            also(cls.ON_PREMISE, "on premises", "on prem", "on premise agent", "on prem agent", "local", "local agent")
            | also(cls.ON_PREMISE, "on site", "own server", "customer server", "installed")
            | also(cls.CLOUD, "cloud agent", "hosted", "saas", "in the cloud", "cloud hosted")
        )


class DeployResult(Word):
    """How the deployment of a flow came out."""

    SUCCESS = "success"
    ERROR = "error"
    NEVER_ACTIVE = "never active"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say that it worked or did not."""
        return (
            also(cls.SUCCESS, "succeeded", "successful", "ok", "deployed", "yes", "true", "active", "worked", "done")
            | also(cls.ERROR, "errors", "failed", "failure", "fails", "no", "false", "rejected", "deploy error")
            | also(cls.NEVER_ACTIVE, "never becomes active", "never became active", "not active", "stays inactive")
            | also(cls.NEVER_ACTIVE, "does not become active", "did not become active", "inactive")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``deploy gives an error``."""
        return only_named(
            text, {cls.SUCCESS: ("success", "succeeded", "successful"), cls.ERROR: ("error", "errors", "failed")}
        )


class RunResult(Word):
    """How a run or a sync session came out."""

    SUCCESS = "success"
    PARTIAL = "partial"
    FAILED = "failed"
    RUNNING = "running"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """What dashboards print."""
        return (
            also(cls.SUCCESS, "succeeded", "successful", "ok", "completed", "complete", "green", "done", "finished")
            | also(cls.SUCCESS, "synced", "all synced", "passed", "yes", "true")
            | also(cls.PARTIAL, "partially", "partial success", "partially failed", "partially synced", "mixed")
            | also(cls.PARTIAL, "completed with errors", "success with errors", "some failed", "warning", "warnings")
            | also(cls.FAILED, "failure", "fail", "fails", "error", "errors", "red", "aborted", "timeout", "timed out")
            | also(cls.FAILED, "no", "false", "unsuccessful", "cancelled", "canceled", "not successful")
            | also(cls.RUNNING, "in progress", "still running", "processing", "started", "syncing", "pending")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``failed after 3 minutes``."""
        return only_named(
            text,
            {
                cls.SUCCESS: ("success", "succeeded", "successful", "successfully"),
                cls.PARTIAL: ("partial", "partially"),
                cls.FAILED: ("failed", "failure", "fails", "error", "errors", "aborted"),
                cls.RUNNING: ("running", "progress"),
            },
        )


class ResyncResult(Word):
    """How trying a failed record again came out; a failure of which no more is said is the same one."""

    SYNCED = "synced"
    NOTHING_HAPPENS = "nothing happens"
    SAME_ERROR = "same error"
    OTHER_ERROR = "other error"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say that it worked, did nothing or failed."""
        return (
            also(cls.SYNCED, "success", "succeeded", "successful", "ok", "works", "worked", "went through", "fixed")
            | also(cls.SYNCED, "green", "done", "completed", "processed", "passed", "yes", "true", "resolved")
            | also(cls.NOTHING_HAPPENS, "nothing", "none", "nothing happened", "no effect", "no visible effect")
            | also(cls.NOTHING_HAPPENS, "no reaction", "no change", "not executed", "does nothing", "did nothing")
            | also(cls.SAME_ERROR, "failed again", "fails again", "failed", "fails", "failure", "error", "same")
            | also(cls.SAME_ERROR, "same message", "same error again", "same code", "error again", "still fails", "no")
            | also(cls.OTHER_ERROR, "different error", "another error", "new error", "other", "different")
            | also(cls.OTHER_ERROR, "other message", "different message", "a new one", "not the same error")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``fails with the same message``."""
        return only_named(
            text,
            {
                cls.SYNCED: ("synced", "succeeded", "success"),
                cls.NOTHING_HAPPENS: ("nothing",),
                cls.SAME_ERROR: ("same", "again"),
                cls.OTHER_ERROR: ("different", "another", "other", "new"),
            },
        )


class NodePlace(Word):
    """Whether a flow has the node in question, and where."""

    LAST = "last node"
    NOT_LAST = "not last"
    MISSING = "missing"
    PRESENT = "present"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say there, gone and out of place."""
        return (
            also(cls.LAST, "last", "the last node", "at the end", "end", "is last", "present and last", "final node")
            | also(cls.NOT_LAST, "not the last node", "not the last", "not at the end", "in the middle", "middle")
            | also(cls.NOT_LAST, "not last node", "before the last node", "present but not last", "wrong place")
            | also(cls.MISSING, "absent", "none", "nothing", "no", "false", "not there", "not found", "not present")
            | also(cls.PRESENT, "yes", "true", "there", "exists", "found")
        )


class LastNode(Word):
    """The node a flow ends with."""

    RETURN_RESPONSE = "RETURN RESPONSE"
    OTHER = "other"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.RETURN_RESPONSE, "return response node", "response", "response node") | also(
            cls.OTHER, "another node", "other node", "something else", "not return response", "not the return response"
        )


class ResponseFormat(Word):
    """What a flow returns when it is done."""

    RECORDS_ARRAY = "records array"
    OTHER = "other"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return (
            also(cls.RECORDS_ARRAY, "array of records", "processed records array", "the processed records array")
            | also(cls.RECORDS_ARRAY, "array", "list of records", "correct", "right", "ok")
            | also(cls.OTHER, "wrong", "not the processed records array", "not an array", "single object")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Any other text names another format."""
        return cls.OTHER if normalise(text) else None


_STAGE_IS_CLOSED_WON: Final = re.compile(
    r"stage[\s'\"]*(?:name[\s'\"]*)?(?:==?|is|equals)[\s'\"]*(?:only[\s'\"]*)?closed\W?won\W*\Z"
)
_NOT_MET: Final = re.compile(r"(?:does|do|did|is|are|was)(?:n't|n’t| not) (?:meet|met|match|pass|satisf|fulfil)")


class Conditions(Word):
    """What the conditions of a flow do with the record in question."""

    PASSES = "passes the record"
    EXCLUDES = "excludes the record"
    CLOSED_WON_ONLY = "closed won only"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say met and not met."""
        return (
            also(cls.PASSES, "passes", "passed", "met", "all met", "let through", "ok", "yes", "true", "record passes")
            | also(cls.PASSES, "the record meets them", "record meets them", "does not exclude the record")
            | also(cls.EXCLUDES, "excludes", "excluded", "not met", "filtered out", "skips the record", "no", "false")
            | also(cls.EXCLUDES, "blocks the record", "condition that the order does not meet", "fails", "skipped")
            | also(cls.CLOSED_WON_ONLY, "closed won", "only closed won", "closed won stage only", "only 'Closed Won'")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a condition on the stage, or a sentence that says the record does not meet them."""
        plain = " ".join(text.casefold().split())
        if _STAGE_IS_CLOSED_WON.search(plain) is not None and not denies(plain):
            return cls.CLOSED_WON_ONLY
        if _NOT_MET.search(plain) is not None:
            return cls.EXCLUDES
        return only_named(plain, {cls.EXCLUDES: ("excludes", "excluded", "skips", "skipped")})


class TableSize(Word):
    """How large a table is, where nobody counted its rows."""

    NORMAL = "normal"
    VERY_LARGE = "very large"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.NORMAL, "small", "ok", "usual", "not large", "medium", "not very large") | also(
            cls.VERY_LARGE, "large", "huge", "too large", "very big", "big", "enormous", "millions of rows", "millions"
        )


class SnapshotState(Word):
    """What the snapshot page of a run shows."""

    BLANK = "blank"
    GREEN = "green"
    RED = "red"
    PARTIAL = "partial"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say empty, and what the colours mean."""
        return (
            also(cls.BLANK, "absent", "none", "empty", "nothing", "missing", "no data", "blank page", "shows nothing")
            | also(cls.BLANK, "nothing shown", "not populated", "white", "no records", "no entries", "not shown")
            | also(cls.GREEN, "all green", "success", "ok", "successful", "succeeded")
            | also(cls.RED, "all red", "error", "errors", "failed", "failure")
            | also(cls.PARTIAL, "mixed", "partially", "green and red", "red and green", "some red", "partly green")
        )


class Endpoint(Word):
    """The API endpoint a flow calls, where it matters which."""

    ORDERS_API_V0 = "Orders API v0"
    SP_API_ORDERS = "SP-API Orders API"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return (
            also(cls.ORDERS_API_V0, "v0", "orders v0", "old orders api", "deprecated orders api", "sp-api orders v0")
            | also(cls.ORDERS_API_V0, "amazon orders api v0", "getOrders v0", "sp-api orders api v0")
            | also(cls.SP_API_ORDERS, "sp-api", "sp api orders", "current orders api", "new orders api", "sp-api order")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read an address such as ``/orders/v0/orders``."""
        return cls.ORDERS_API_V0 if re.search(r"orders\W+(?:api\W+)?v0\b", text.casefold()) else None


class OrderState(Word):
    """The state that the list of runs shows for an order."""

    SUCCESS = "Success"
    ERROR = "Error"
    PENDING = "Pending"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return (
            also(cls.SUCCESS, "succeeded", "successful", "ok", "green", "synced", "done", "completed", "processed")
            | also(cls.ERROR, "failed", "failure", "fail", "red", "errored", "errors", "not synced")
            | also(cls.PENDING, "waiting", "queued", "in progress", "processing", "running", "not processed", "open")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``in error since noon``."""
        return only_named(
            text, {cls.SUCCESS: ("success",), cls.ERROR: ("error", "failed"), cls.PENDING: ("pending", "queued")}
        )


class ServiceState(Word):
    """Whether a service runs on its machine."""

    RUNNING = "Running"
    STOPPED = "Stopped"
    STARTING = "Starting"
    MISSING = "Missing"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """What service lists print, and what people say."""
        return (
            also(cls.RUNNING, *YES, "up", "started", "runs", "ok", "online", "alive", "works", "is running")
            | also(cls.STOPPED, *NO, "down", "not running", "not started", "stop", "offline", "switched off", "dead")
            | also(cls.STOPPED, "turned off", "crashed", "failed", "paused", "killed", "is stopped", "not up")
            | also(
                cls.STARTING, "start pending", "starting up", "restarting", "booting", "initialising", "initializing"
            )
            | also(cls.MISSING, "absent", "none", "not installed", "not found", "not there", "nothing", "gone")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``has been stopped since 9:00``."""
        if "not running" in text.casefold():
            return cls.STOPPED
        return only_named(
            text,
            {
                cls.RUNNING: ("running", "runs"),
                cls.STOPPED: ("stopped", "down", "crashed", "off"),
                cls.STARTING: ("starting", "restarting"),
            },
        )


class AgentStatus(Word):
    """Whether the hub hears from an agent."""

    ONLINE = "Online"
    OFFLINE = "Offline"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return (
            also(cls.ONLINE, *YES, "up", "connected", "running", "green", "available", "reachable", "ok", "live")
            | also(cls.OFFLINE, *NO, "down", "disconnected", "not connected", "stopped", "not online", "red")
            | also(cls.OFFLINE, "not running", "unreachable", "not reachable", "switched off", "unavailable", "dead")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``offline since the update``."""
        return only_named(
            text, {cls.ONLINE: ("online", "connected"), cls.OFFLINE: ("offline", "disconnected", "down", "stopped")}
        )


class Load(Word):
    """How busy a machine is."""

    HIGH = "high"
    NORMAL = "normal"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(
            cls.HIGH,
            "very high",
            "too high",
            "high load",
            "overloaded",
            "maxed out",
            "exhausted",
            "full",
            "100%",
            "yes",
        ) | also(cls.NORMAL, "ok", "low", "fine", "no", "usual", "not high", "good", "medium", "idle")


class PortState(Word):
    """Whether a port or a name service lets traffic through."""

    OPEN = "open"
    BLOCKED = "blocked"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """What port scanners print, and what people say."""
        return (
            also(cls.OPEN, "yes", "true", "on", "reachable", "allowed", "ok", "accessible", "listening", "connected")
            | also(cls.OPEN, "works", "working", "resolves", "resolved", "not blocked", "not closed", "enabled", "up")
            | also(cls.BLOCKED, "no", "false", "off", "closed", "filtered", "not open", "not reachable", "unreachable")
            | also(cls.BLOCKED, "refused", "connection refused", "denied", "timeout", "timed out", "fails", "failed")
            | also(cls.BLOCKED, "not allowed", "firewalled", "not resolved", "does not resolve", "disabled", "down")
            | also(cls.BLOCKED, "not working", "dropped", "not accessible", "no resolution", "unresolved")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``blocked by the firewall``."""
        return only_named(
            text,
            {
                cls.OPEN: ("open", "reachable", "allowed", "resolves"),
                cls.BLOCKED: ("blocked", "closed", "filtered", "refused", "unreachable", "denied", "firewalled"),
            },
        )


class CertificateState(Word):
    """The state of a shop's certificate."""

    VALID = "valid"
    EXPIRED = "expired"
    SELF_SIGNED = "self-signed"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return (
            also(cls.VALID, "ok", "good", "trusted", "yes", "true", "not expired", "still valid", "renewed")
            | also(cls.EXPIRED, "out of date", "lapsed", "not renewed", "ran out", "no longer valid")
            | also(cls.SELF_SIGNED, "self signed certificate", "untrusted", "not trusted", "own certificate")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``expired on Monday``."""
        return only_named(text, {cls.VALID: ("valid",), cls.EXPIRED: ("expired",), cls.SELF_SIGNED: ("signed",)})


class BcEnvironment(Word):
    """The kind of Business Central environment a connection points to."""

    PRODUCTION = "Production"
    SANDBOX = "Sandbox"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Short forms."""
        return also(cls.PRODUCTION, "prod", "live", "production environment") | also(
            cls.SANDBOX, "test", "sandbox environment", "testing", "dev", "development", "staging"
        )


class AuthType(Word):
    """How a connection proves who it is."""

    OAUTH = "oauth"
    API_KEY = "api key"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.OAUTH, "oauth2", "oauth 2.0", "open authorization", "oauth token") | also(
            cls.API_KEY, "api keys", "key", "apikey", "key and secret", "api key and secret"
        )


class AddressGroup(Word):
    """The group of fields that an address is taken from or written to."""

    CARD_ADDRESS = "CardAddress"
    SHIP_TO_ADDRESS = "ShipToAddress"
    BILLING_ADDRESS = "billing_address"
    SHIPPING_ADDRESS = "shipping_address"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Short forms."""
        return (
            also(cls.CARD_ADDRESS, "card", "card address group")
            | also(cls.SHIP_TO_ADDRESS, "ship to", "ship to address group")
            | also(cls.BILLING_ADDRESS, "billing", "bill to", "bill to address")
            | also(cls.SHIPPING_ADDRESS, "shipping")
        )


class DestinationAddress(Word):
    """How the address of an order reads at the far end."""

    CORRECT = "correct"
    WRONG = "wrong"
    EMPTY = "empty"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say right, another and none."""
        return (
            also(cls.CORRECT, "right", "ok", "good", "same", "yes", "true", "complete", "matches")
            | also(cls.WRONG, "swapped", "misaligned", "billing address", "different", "incorrect", "not correct", "no")
            | also(
                cls.WRONG, "mixed up", "false", "another address", "other address", "wrong address", "does not match"
            )
            | also(
                cls.EMPTY, "absent", "missing", "none", "blank", "nothing", "not there", "no address", "not filled in"
            )
        )


_ADDRESS_TYPES: Final = frozenset(("billing", "shipping", "mailing", "other"))


class AddressTypes(Word):
    """Whether a mapping covers every type of address the CRM has."""

    ALL = "all four"
    SOME_MISSING = "some missing"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say all and not all."""
        return also(cls.ALL, "all", "all mapped", "every one", "complete", "all four mapped", "four", "yes") | also(
            cls.SOME_MISSING, "not all", "incomplete", "some", "not all mapped", "one missing", "none", "absent", "no"
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Count the types that are named; one that is said to be missing is."""
        words = words_of(text)
        named = _ADDRESS_TYPES & words
        if not named:
            return None
        lacking = denies(text) or not words.isdisjoint(("missing", "only", "unmapped", "lacks", "lack", "except"))
        return cls.ALL if named == _ADDRESS_TYPES and not lacking else cls.SOME_MISSING


_UNMAPPED: Final = ("not mapped", "unmapped", "no mapping", "not set", "not there", "not found", "not configured")


class GuestMapping(Word):
    """Whether guest orders are mapped to the right customer."""

    CORRECT = "correct"
    WRONG = "wrong"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say right and wrong."""
        return also(cls.CORRECT, "ok", "right", "yes", "true", "valid", "good") | also(
            cls.WRONG, "incorrect", "not correct", "wrong customer", "no", "false", "invalid", "bad"
        )

    @classmethod
    def nothing(cls) -> tuple[str, ...]:
        """Ways to say that there is no mapping."""
        return _UNMAPPED


class UniqueId(Word):
    """Whether the field that tells records apart can be relied on."""

    STABLE = "stable"
    UNSTABLE = "unstable"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say that it can and that it cannot."""
        return (
            also(cls.STABLE, "stable and unique", "unique and stable", "unique", "ok", "correct", "good", "yes")
            | also(cls.UNSTABLE, "not stable", "not unique", "not stable or not unique", "changes", "changing")
            | also(cls.UNSTABLE, "wrong", "not stable and not unique", "incorrect", "wrong field", "no")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``mapped to a field that is not unique``."""
        plain = " ".join(text.casefold().split())
        unstable = ("not stable", "not unique", "unstable", "changes over time")
        return cls.UNSTABLE if any(phrase in plain for phrase in unstable) else None

    @classmethod
    def nothing(cls) -> tuple[str, ...]:
        """Ways to say that no field does."""
        return _UNMAPPED


class Correctness(Word):
    """Whether what is set up is right."""

    CORRECT = "correct"
    WRONG = "wrong"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say right and wrong."""
        return (
            also(cls.CORRECT, "ok", "right", "yes", "true", "valid", "good", "matches", "not wrong")
            | also(cls.WRONG, "incorrect", "not correct", "no", "false", "invalid", "does not match", "mismatch")
            | also(cls.WRONG, "wrong name", "wrong type", "wrong name or type", "misspelled", "misspelt", "typo")
            | also(cls.WRONG, "wrong field", "not right", "bad")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``wrong field is used``."""
        return only_named(text, {cls.WRONG: ("wrong", "incorrect", "misspelled", "misspelt")})

    @classmethod
    def nothing(cls) -> tuple[str, ...]:
        """Ways to say that nothing is set up."""
        return _UNMAPPED


class FieldType(Word):
    """The type of a field in a schema."""

    INTEGER = "Integer"
    DECIMAL = "Decimal"
    STRING = "String"
    BOOLEAN = "Boolean"
    DATE = "Date"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """The names that schemas use."""
        return (
            also(cls.INTEGER, "int", "int16", "int32", "int64", "long", "whole number", "edm.int32", "bigint")
            | also(cls.DECIMAL, "double", "float", "number", "numeric", "edm.decimal", "edm.double", "money")
            | also(cls.STRING, "text", "varchar", "nvarchar", "char", "str", "edm.string", "alphanumeric")
            | also(cls.BOOLEAN, "bool", "bit", "edm.boolean", "yes/no")
            | also(cls.DATE, "datetime", "date time", "timestamp", "edm.datetime", "edm.datetimeoffset")
        )


class WebhookEvents(Word):
    """The events of deals that a webhook reports."""

    CREATED_ONLY = "Deal Created only"
    STAGE_CHANGED = "Deal Stage Changed"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Shorter ways to say the same."""
        return also(cls.CREATED_ONLY, "created", "deal created", "created only", "only created") | also(
            cls.STAGE_CHANGED, "stage changed", "stage change", "deal stage change", "all", "all events", "both"
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a list of events, of which a change of stage is the one that matters."""
        words = words_of(text)
        if "created" in words and ("only" in words or not (denies(text) or "stage" in words)):
            return cls.CREATED_ONLY
        changed = not words.isdisjoint(("changed", "change", "changes", "updated"))
        return cls.STAGE_CHANGED if "stage" in words and changed and not denies(text) else None


class MailSubject(Word):
    """What the mail of a vendor is about."""

    LWA_ROTATION = "LWA rotation notice"
    OTHER = "other"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """The subject line in full, and short forms."""
        return also(
            cls.LWA_ROTATION,
            "Action Required: Amazon LWA Credential Rotation",
            "LWA rotation",
            "LWA credential rotation",
        ) | also(cls.OTHER, "other mail", "another mail", "something else", "unrelated")

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a subject line that mentions login credentials and their rotation."""
        words = words_of(text)
        amazon = "lwa" in words or {"login", "with", "amazon"} <= words
        rotates = any(word.startswith("rotat") for word in words)
        return cls.LWA_ROTATION if amazon and rotates else None


class Permissions(Word):
    """Whether a user may do what the task needs."""

    SUFFICIENT = "sufficient"
    INSUFFICIENT = "insufficient"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say enough and not enough."""
        return (
            also(cls.SUFFICIENT, "ok", "enough", "complete", "all", "full", "yes", "true", "granted", "full access")
            | also(cls.INSUFFICIENT, "not enough", "not sufficient", "lacking", "too few", "incomplete", "no", "false")
            | also(cls.INSUFFICIENT, "none", "absent", "missing", "nothing", "read only", "no permissions", "no access")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read what the user lacks, or a list that has both permissions the portal asks for."""
        words = words_of(text)
        spoken_of = not words.isdisjoint(("manage", "view", "permission", "permissions", "right", "rights", "access"))
        lacking = not words.isdisjoint(("lack", "lacks", "lacking", "missing", "misses", "only", "denied"))
        if lacking or (spoken_of and denies(text)):
            return cls.INSUFFICIENT
        listed = normalise(text)
        both = "manageprocessflow" in listed and "viewconfiguration" in listed
        return cls.SUFFICIENT if both else None


class ApiAccess(Word):
    """Whether a platform lets the hub use its API."""

    GRANTED = "granted"
    REVOKED = "revoked"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say that it does and that it does not."""
        return also(cls.GRANTED, *YES, "allowed", "ok", "given", "approved", "not revoked") | also(
            cls.REVOKED, *NO, "not granted", "denied", "removed", "withdrawn", "taken away", "not allowed", "expired"
        )


class IntegrationState(Word):
    """Whether an integration is in use."""

    ACTIVE = "Active"
    PAUSED = "Paused"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """The usual ways to say on and off."""
        return also(cls.ACTIVE, *YES, "running", "resumed", "live", "started", "not paused") | also(
            cls.PAUSED, *NO, "stopped", "on hold", "suspended", "halted", "switched off", "turned off", "not running"
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``paused since Friday``."""
        return only_named(text, {cls.ACTIVE: ("active", "running"), cls.PAUSED: ("paused", "suspended", "stopped")})


class IntegrationStatus(Word):
    """The connection status an integration shows."""

    CONNECTED = "Connected"
    DISCONNECTED = "Disconnected"
    ERROR = "Error"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return (
            also(cls.CONNECTED, "ok", "yes", "true", "online", "green", "active", "up")
            | also(cls.DISCONNECTED, "not connected", "unconnected", "no", "false", "offline", "disconnect", "down")
            | also(cls.ERROR, "errors", "failed", "failure", "connection error", "red", "connection failed")
        )


class TimeOfDay(Word):
    """Whether a sync runs at a busy hour."""

    PEAK = "peak"
    OFF_PEAK = "off-peak"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return (
            also(cls.PEAK, "peak traffic", "peak hours", "peak time", "at peak", "busy", "busy hours", "rush hour")
            | also(cls.PEAK, "during peak", "high traffic", "business hours")
            | also(cls.OFF_PEAK, "off peak hours", "quiet", "night", "at night", "off hours", "low traffic", "not peak")
        )


class InitialScope(Word):
    """What the first sync covered."""

    RECENT_ONLY = "recent only"
    ALL = "all"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(
            cls.RECENT_ONLY, "recent", "only recent", "recent orders", "recent orders only", "only recent orders"
        ) | also(
            cls.ALL, "everything", "full", "full history", "all orders", "complete", "all history", "whole history"
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read a sentence such as ``the recent ones``."""
        return only_named(text, {cls.RECENT_ONLY: ("recent", "last"), cls.ALL: ("all", "full", "everything")})


class Visibility(Word):
    """Whether something is shown in the shop."""

    VISIBLE = "visible"
    HIDDEN = "hidden"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """The usual ways to say shown and not shown."""
        return also(cls.VISIBLE, *YES, "shown", "published", "not hidden", "listed") | also(
            cls.HIDDEN, *NO, "not visible", "invisible", "not shown", "unpublished", "unlisted", "not published"
        )


class RunOffset(Word):
    """How far a flow's runs lie from the hour that was meant."""

    UTC_OFFSET = "equals local UTC offset"
    NONE = "none"
    OTHER = "other"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings; no offset is one of them."""
        return (
            also(cls.UTC_OFFSET, "utc offset", "the utc offset", "local utc offset", "time zone offset")
            | also(cls.UTC_OFFSET, "timezone offset", "difference to utc", "shifted by the utc offset")
            | also(cls.NONE, "0", "no", "on time", "no offset", "not shifted", "absent", "nothing")
            | also(cls.OTHER, "another", "differs from the utc offset", "not the utc offset")
        )


class ScheduleZone(Word):
    """In which time the hour of a schedule was meant."""

    LOCAL = "local time"
    UTC = "UTC"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.LOCAL, "local", "my time zone", "office time", "not utc") | also(
            cls.UTC, "gmt", "utc time", "converted to utc"
        )


class FilterResult(Word):
    """Which records a filter picks."""

    MATCHING = "matching records"
    NOTHING = "nothing"
    EVERYTHING = "everything"
    WRONG = "wrong records"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings; an empty result is one of them."""
        return (
            also(cls.MATCHING, "right records", "correct", "works", "as expected")
            | also(cls.NOTHING, "absent", "none", "empty", "no records")
            | also(cls.EVERYTHING, "all", "all records")
            | also(cls.WRONG, "wrong", "other records", "does not work", "not working")
        )


class Extent(Word):
    """How much a sync covers, where nobody gave a figure."""

    LARGE = "large"
    SMALL = "small"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.LARGE, "big", "huge", "long", "wide", "high", "very large") | also(
            cls.SMALL, "short", "narrow", "low", "few", "few days"
        )


class Speed(Word):
    """How quickly a system answers, where nobody gave a figure."""

    SLOW = "slow"
    NORMAL = "normal"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.SLOW, "high", "very slow", "too slow", "very high", "long") | also(
            cls.NORMAL, "quick", "fast", "low", "as usual", "ok", "good"
        )
