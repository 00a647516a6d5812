"""Words for orders, products and listings, in the spelling the guides print."""

from __future__ import annotations

from collections.abc import Mapping

from facts.base import Word
from facts.words.integrations import NO, YES, also


class Is2Status(Word):
    """The status of an order in the list of received orders."""

    NEW = "NEW"
    ACCEPTED = "ACCEPTED"
    IMPORT_ERROR = "IMPORT ERROR"
    CANCELLED = "CANCELLED"
    COMPLETED = "COMPLETED"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """The short form the guide's overview uses, and the American spelling."""
        return (
            also(cls.IMPORT_ERROR, "ERROR", "import failed", "error importing")
            | also(cls.CANCELLED, "canceled")
            | also(cls.COMPLETED, "complete")
        )


class FcpStatus(Word):
    """The status of an order in the warehouse's control panel."""

    PENDING = "Pending"
    ON_HOLD = "On Hold"
    BACKORDER = "Backorder"
    COMPLETED = "Completed"
    CANCELLED = "Cancelled"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return (
            also(cls.ON_HOLD, "hold", "held")
            | also(cls.BACKORDER, "backordered", "back order", "on backorder")
            | also(cls.COMPLETED, "complete", "shipped")
            | also(cls.CANCELLED, "canceled")
        )


class StatusColour(Word):
    """The colour in which the control panel prints an order's status."""

    BROWN = "Brown"


class CartItemStatus(Word):
    """Whether a product takes part in the integration's inventory sync."""

    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Icons, and the usual ways to say on and off."""
        return also(cls.ACTIVE, *YES, "green play icon", "green", "activated") | also(
            cls.INACTIVE, *NO, "deactivated", "paused", "not activated", "gray", "grey"
        )


class PaymentStatus(Word):
    """Whether an order is paid."""

    PAID = "Paid"
    UNPAID = "Unpaid"
    PENDING = "Pending"
    AUTHORIZED = "Authorized"
    PARTIALLY_PAID = "Partially paid"
    REFUNDED = "Refunded"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return (
            also(cls.UNPAID, "not paid", "no", "awaiting payment", "due")
            | also(cls.PENDING, "pending payment", "payment pending")
            | also(cls.PAID, "yes", "complete", "completed", "paid in full", "captured")
            | also(cls.AUTHORIZED, "authorised")
        )


class FulfillmentChannel(Word):
    """Who ships a marketplace order: the marketplace (FBA) or the seller (FBM)."""

    FBA = "FBA"
    FBM = "FBM"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Other names of the same two channels."""
        return also(
            cls.FBM, "MFN", "seller fulfilled", "seller-fulfilled FBM", "merchant fulfilled", "merchant"
        ) | also(cls.FBA, "AFN", "amazon fulfilled", "fulfilled by amazon", "amazon")


class FulfillmentLatency(Word):
    """Whether the time in which a shipment may be confirmed has run out."""

    OPEN = "Open"
    EXPIRED = "Expired"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.OPEN, "not expired", "ok", "within", "no") | also(cls.EXPIRED, "over", "passed", "yes")


class ChangedBy(Word):
    """Who did something to an order on the platform: a person or the integration."""

    MANUAL = "Manual"
    INTEGRATION = "Integration"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Ways to name either."""
        hand = ("by hand", "hand", "manually", "merchant", "staff", "person", "user", "human", "the merchant", "seller")
        machine = ("app", "the app", "automatic", "automatically", "sync", "is2", "efs", "system", "the integration")
        return also(cls.MANUAL, *hand) | also(cls.INTEGRATION, *machine)


class CanceledBy(Word):
    """Who canceled an order."""

    BUYER = "Buyer"
    MERCHANT = "Merchant"
    PLATFORM = "Platform"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Other names of the parties."""
        return also(cls.BUYER, "customer", "the buyer", "consumer") | also(cls.MERCHANT, "seller", "shop", "staff")


class AddressState(Word):
    """What is wrong with a shipping address, if anything."""

    COMPLETE = "Complete"
    NO_APARTMENT_NUMBER = "No apartment number"
    PO_BOX = "PO Box"
    DISAGREES = "City, state and zip do not agree"
    REQUIRED_FIELD_EMPTY = "Required field empty"
    SPECIAL_CHARACTERS = "Special characters"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Shorter and longer ways to say the same."""
        return (
            also(cls.COMPLETE, "ok", "valid", "good", "complete and valid")
            | also(cls.NO_APARTMENT_NUMBER, "no apartment", "missing apt", "missing apartment", "no apt")
            | also(cls.NO_APARTMENT_NUMBER, "missing apartment number", "apartment number missing")
            | also(cls.PO_BOX, "post office box", "p.o. box", "pobox")
            | also(cls.DISAGREES, "city/state/zip disagree", "city/state/zip do not agree", "city state zip mismatch")
            | also(cls.DISAGREES, "invalid city/state/zip", "invalid city/state/zip combination", "zip does not match")
            | also(cls.REQUIRED_FIELD_EMPTY, "incomplete", "missing required field", "missing required fields")
            | also(cls.REQUIRED_FIELD_EMPTY, "required field missing", "empty field")
            | also(cls.SPECIAL_CHARACTERS, "special character", "bad format", "special characters or bad format")
            | also(cls.SPECIAL_CHARACTERS, "malformed", "emoji", "format issue")
        )


class HoldReason(Word):
    """Why the warehouse holds an order."""

    INVENTORY = "Inventory"
    BACKORDER = "Backorder"
    ADDRESS = "Address"
    PAYMENT = "Payment"
    OTHER = "Other"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(
            cls.INVENTORY, "stock", "out of stock", "insufficient inventory", "no stock", "inventory issue"
        ) | also(cls.BACKORDER, "backordered", "back order", "on backorder")


class ListingStatus(Word):
    """Whether a listing is still offered."""

    ACTIVE = "Active"
    ENDED = "Ended"
    INACTIVE = "Inactive"

    @classmethod
    def aliases(cls) -> Mapping[str, Word]:
        """Near spellings."""
        return also(cls.ENDED, "closed", "expired") | also(cls.ACTIVE, "live", "still active")
