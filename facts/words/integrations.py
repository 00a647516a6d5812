"""Words for settings, logins, platforms and figures, in the spelling the guides print."""

from __future__ import annotations

from collections.abc import Mapping

from facts.base import Word, normalise, without_remark

YES = ("yes", "y", "true", "on", "enabled", "active", "1")
NO = ("no", "n", "false", "off", "disabled", "inactive", "not active", "0")


def also(member: Word, *spellings: str) -> dict[str, Word]:
    """Give one member further spellings."""
    return dict.fromkeys(spellings, member)


class YesNo(Word):
    """The answer to a question; what is there is a yes, what is not there a no."""

    YES = "yes"
    NO = "no"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """The usual ways to say yes and no, there and not there."""
        there = ("present", "exists", "exist", "there", "found", "available", "configured", "set", "done", "correct")
        gone = ("absent", "missing", "none", "nothing", "empty", "not there", "not found", "not present", "gone")
        undone = ("never", "not yet", "not done", "not set", "not configured", "not available", "does not exist")
        return also(cls.YES, *YES, *there) | also(cls.NO, *NO, *gone, *undone)


class Switch(Word):
    """A toggle on an integration's page; blue is on, gray is off."""

    ON = "ON"
    OFF = "OFF"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Colours, and the usual ways to say on and off."""
        on = also(cls.ON, *YES, "blue", "turned on", "switched on")
        return on | also(cls.OFF, *NO, "gray", "grey", "turned off", "switched off")


class Ability(Word):
    """A feature of a system that can be turned on and off."""

    ENABLED = "Enabled"
    DISABLED = "Disabled"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """The usual ways to say on and off."""
        return also(cls.ENABLED, *YES, "automatic enabled", "automatic") | also(
            cls.DISABLED, *NO, "not enabled", "manual", "blocked", "turned off"
        )


class OAuthStatus(Word):
    """How an integration's page shows its authorisation."""

    CONNECTED = "Connected"
    EXPIRED = "Expired"
    DISCONNECTED = "Disconnected"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.DISCONNECTED, "not connected", "unconnected") | also(cls.EXPIRED, "token expired")


class Validity(Word):
    """Whether credentials are still good."""

    VALID = "Valid"
    INVALID = "Invalid"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say that credentials work or do not."""
        return also(cls.VALID, "ok", "good", "yes", "true", "accepted", "still valid", "not expired") | also(
            cls.INVALID, "wrong", "no", "false", "not valid", "rejected", "revoked", "expired", "deleted"
        )


class KeysState(Word):
    """Whether the keys made on the platform are still there."""

    PRESENT = "Present"
    DELETED = "Deleted"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say there or gone."""
        return also(cls.PRESENT, "exist", "exists", "there", "yes", "true", "not deleted") | also(
            cls.DELETED, "absent", "missing", "gone", "revoked", "removed", "no", "false"
        )


class Outcome(Word):
    """How something that was tried came out."""

    SUCCEEDED = "Succeeded"
    FAILED = "Failed"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say that it worked or did not."""
        good = ("success", "successful", "succeeds", "ok", "yes", "true", "passed", "worked", "works", "done")
        bad = (
            "failure",
            "fails",
            "fail",
            "no",
            "false",
            "error",
            "errors",
            "unsuccessful",
            "not working",
            "did not work",
        )
        return also(cls.SUCCEEDED, *good) | also(cls.FAILED, *bad)


class ApiTest(Word):
    """What a direct call of the platform's API did."""

    SUCCEEDS = "Succeeds"
    FAILS = "Fails"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say that a call worked or did not."""
        good = ("success", "succeeded", "ok", "works", "yes", "true", "pass", "passed", "responds correctly")
        bad = ("failed", "failure", "fail", "error", "no", "false", "refused", "does not work", "timeout", "timed out")
        return also(cls.SUCCEEDS, *good) | also(cls.FAILS, *bad)

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Read an HTTP status such as ``200 OK`` or ``HTTP 401``."""
        digits = text.upper().removeprefix("HTTP").strip()[:3]
        if len(digits) == 3 and digits.isdecimal() and digits[0] in "12345":
            return cls.SUCCEEDS if digits[0] == "2" else cls.FAILS
        return None


class ConnectionTest(Word):
    """What the hub's own connection test said."""

    PASSED = "Passed"
    FAILED = "Failed"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say that it passed or did not."""
        return also(cls.PASSED, "pass", "ok", "success", "succeeded", "connected", "yes", "true") | also(
            cls.FAILED, "fail", "fails", "error", "not connected", "no", "false"
        )


class Permalinks(Word):
    """The permalink setting of a WordPress shop; its API needs any but Plain."""

    PLAIN = "Plain"
    DAY_AND_NAME = "Day and name"
    MONTH_AND_NAME = "Month and name"
    NUMERIC = "Numeric"
    POST_NAME = "Post name"
    CUSTOM_STRUCTURE = "Custom Structure"
    OTHER = "Other"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Short forms."""
        return (
            also(cls.OTHER, "anything but plain", "not plain", "any except plain")
            | also(cls.CUSTOM_STRUCTURE, "custom")
            | also(cls.PLAIN, "default", "ugly")
        )


class AppLocation(Word):
    """The state of the location that the fulfilment app made in the shop."""

    CONNECTED = "Connected"
    MISSING = "Missing"
    DISCONNECTED = "Disconnected"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say there or gone."""
        return (
            also(cls.CONNECTED, "present", "exists", "there", "ok", "yes", "active")
            | also(cls.MISSING, "absent", "gone", "disappeared", "deleted", "no", "not found")
            | also(cls.DISCONNECTED, "not connected")
        )


class Location(Word):
    """Which stock location is meant: the app's own, another, or several."""

    APP = "App location"
    OTHER = "Other location"
    SEVERAL = "Several"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say yes, no and more than one."""
        return (
            also(cls.APP, "app", "the app location", "at app location", "at the app location", "yes")
            | also(
                cls.OTHER, "other", "not the app location", "not app location", "not at app location", "no", "another"
            )
            | also(cls.SEVERAL, "several locations", "multiple", "multiple locations", "all locations", "all")
            | also(cls.SEVERAL, "not only the app location", "more than one")
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Any other name is that of another location."""
        return cls.OTHER if normalise(text) else None


class Several(Word):
    """Whether there is one of something or more."""

    ONE = "One"
    SEVERAL = "Several"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say one and more than one."""
        return also(cls.ONE, "single", "only one", "1") | also(
            cls.SEVERAL,
            "multiple",
            "more than one",
            "many",
            "several configured",
            "multiple configured",
            "two",
            "three",
        )

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Count what is given: a number, or the items of a list."""
        plain = without_remark(text)
        if plain.isdecimal():
            return {0: None, 1: cls.ONE}.get(int(plain[:9]), cls.SEVERAL)
        if not normalise(plain):
            return None
        items = [item for item in plain.replace(";", ",").replace("\n", ",").split(",") if item.strip()]
        return cls.SEVERAL if len(items) > 1 else cls.ONE


class ApiKind(Word):
    """The protocol of a platform's API."""

    SOAP = "SOAP"
    REST = "REST"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Versions of either."""
        return also(cls.SOAP, "soap v2", "v2_soap", "soap api") | also(cls.REST, "rest api", "restful")


class Hosting(Word):
    """How a shop is hosted."""

    SHARED = "Shared"
    DEDICATED = "Dedicated"
    MANAGED = "Managed"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.SHARED, "shared hosting") | also(cls.DEDICATED, "dedicated server", "own server", "vps")


class StatusPage(Word):
    """What a status page says."""

    OK = "OK"
    INCIDENT = "Incident"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """What such pages print."""
        good = ("operational", "all systems operational", "green", "up", "no incident", "no known issues", "no")
        bad = ("known issue", "known issues", "outage", "degraded", "partial outage", "major outage", "down", "yes")
        return also(cls.OK, *good) | also(cls.INCIDENT, *bad)


class Availability(Word):
    """Whether a platform answers."""

    UP = "Up"
    DOWN = "Down"
    SLOW = "Slow"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return (
            also(cls.UP, "ok", "online", "available", "yes", "running")
            | also(cls.DOWN, "offline", "unavailable", "outage", "downtime", "no", "not available")
            | also(cls.SLOW, "degraded", "slow responses")
        )


class OtherSyncs(Word):
    """Whether the account's other integrations still sync."""

    ALL_STALE = "All stale"
    SOME_STALE = "Some stale"
    ALL_FRESH = "All fresh"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return (
            also(cls.ALL_STALE, "stale", "all failing", "all failing at the same time", "all down", "all old")
            | also(cls.ALL_FRESH, "fresh", "all recent", "recent", "all ok", "ok", "none stale", "all current")
            | also(cls.SOME_STALE, "some", "some failing", "one stale", "mixed")
        )


class SearchResult(Word):
    """Whether a search over orders in all statuses finds the order."""

    FOUND = "Found"
    NOT_FOUND = "Not found"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to say there or not."""
        there = ("present", "yes", "true", "exists", "same number already present", "already present")
        return also(cls.FOUND, *there) | also(cls.NOT_FOUND, "absent", "missing", "no", "false", "nothing")


class StatusFilter(Word):
    """Whether a search shows orders in all statuses or in one."""

    ALL = "All"
    SINGLE = "A single status"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.ALL, "all statuses", "any") | also(cls.SINGLE, "single", "not all", "one status", "one")

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Any other text is the one status that is shown."""
        return cls.SINGLE if normalise(text) else None


class Peak(Word):
    """Whether it is one of the busiest times of the year."""

    YES = "Peak"
    NO = "Normal"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """The usual ways to say yes and no."""
        return also(cls.YES, *YES) | also(cls.NO, *NO, "not peak", "off peak", "off season")

    @classmethod
    def interpret(cls, text: str) -> Word | None:
        """Any other text names the peak, such as Black Friday."""
        return cls.YES if normalise(text) else None


class Volume(Word):
    """How many orders come in, against the usual."""

    LOW = "Low"
    NORMAL = "Normal"
    HIGH = "High"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.HIGH, "far above normal", "above normal", "very high", "peak") | also(
            cls.NORMAL, "usual", "average"
        )


class Trend(Word):
    """Where a figure is heading."""

    RISING = "Rising"
    STEADY = "Steady"
    FALLING = "Falling"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return (
            also(cls.RISING, "rising over time", "increasing", "up", "growing", "slower", "getting slower")
            | also(cls.STEADY, "stable", "flat", "tracked", "unchanged", "normal")
            | also(cls.FALLING, "decreasing", "down", "declining", "faster")
        )


class ErrorTypes(Word):
    """Whether errors of a kind not seen before turn up."""

    NEW = "New entries"
    SAME = "No new entries"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.NEW, "new", "new types", "yes") | also(cls.SAME, "same", "no", "nothing new", "unchanged")


class Urgency(Word):
    """How urgent the merchant says it is."""

    LOW = "Low"
    NORMAL = "Normal"
    HIGH = "High"
    CRITICAL_ORDERS = "Critical orders"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.CRITICAL_ORDERS, "critical", "urgent", "emergency") | also(cls.NORMAL, "medium")


class Request(Word):
    """What the merchant asks for, where it is more than a repair."""

    ADVANCED_CONFIGURATION = "Advanced configuration"
    RESTORE = "Restore the sync"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.ADVANCED_CONFIGURATION, "help with advanced configuration", "advanced setup") | also(
            cls.RESTORE, "restore order flow", "fix", "repair"
        )


class Feature(Word):
    """Whether a feature of the integration does what its documentation says."""

    AS_DOCUMENTED = "As documented"
    NOT_AS_DOCUMENTED = "Not as documented"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.AS_DOCUMENTED, "ok", "works", "yes") | also(
            cls.NOT_AS_DOCUMENTED, "not working as documented", "not working", "broken", "no"
        )


class InventorySource(Word):
    """Whether the configured stock source is the one meant."""

    INTENDED = "Intended source"
    OTHER = "Other source"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.INTENDED, "the intended MSI source", "intended", "correct", "right") | also(
            cls.OTHER, "not the store source", "wrong", "other", "wrong source", "not the intended source"
        )


class ChannelState(Word):
    """Whether a place where things are seen can be trusted to show them."""

    LIVE = "Live"
    DEAD = "Dead"
    UNREAD = "Unread"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """The usual ways to say that nothing can be seen there."""
        return (
            also(cls.LIVE, "working", "ok", "up", "read")
            | also(cls.DEAD, "down", "broken", "blank", "not working", "no access")
            | also(cls.UNREAD, "not looked at", "not opened")
        )
