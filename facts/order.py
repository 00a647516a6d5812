"""Orders, and the test orders placed to try an integration out."""

# ruff: noqa: RUF009 - every default is an attrs field that `observable` makes.

from __future__ import annotations

from functools import partial
from typing import ClassVar

from attrs import frozen

from facts.base import Channel, Given, Reliability, Scope, Thing, ValueType, observable
from facts.guides import APPSECONNECT, EFS, ERP, STORECONNECT, TETHER
from facts.words import (
    AddressState,
    CanceledBy,
    ChangedBy,
    DestinationAddress,
    ErpStatus,
    FcpStatus,
    FulfillmentChannel,
    FulfillmentLatency,
    HoldReason,
    Is2Status,
    Location,
    PaymentStatus,
    ResyncResult,
    Several,
    StatusColour,
    YesNo,
)

_shop = partial(observable, channel=Channel.PLATFORM_ADMIN, guides=(EFS,))
_hub = partial(observable, channel=Channel.RECEIVED_ORDERS, guides=(EFS,))
_fcp = partial(observable, channel=Channel.FCP, guides=(EFS,))
_ase = partial(observable, channel=Channel.HUB_PORTAL, guides=(APPSECONNECT,))
_erp = partial(observable, channel=Channel.ERP, guides=(ERP,))
_crm = partial(observable, channel=Channel.SALESFORCE, guides=(STORECONNECT,))


@frozen
class Order(Thing):
    """An order, from the shop through the hub to whoever ships it, and its tracking back."""

    kind: ClassVar[str] = "order"
    scope: ClassVar[Scope] = Scope.ORDER

    # What the shop says of it.
    id_: Given = _ase(ValueType.NAME, name="id", meaning="The order's id at its source.")
    number: Given = _shop(ValueType.NAME, meaning="The order number the shop shows.")
    integration: Given = _hub(ValueType.NAME, guides=(), meaning="The integration the order came or should come by.")
    flow: Given = _ase(ValueType.NAME, guides=(), meaning="The flow that carries it.")
    placed_at: Given = _shop(ValueType.TIME, guides=(APPSECONNECT, EFS, TETHER), meaning="When it was placed.")
    date: Given = _shop(ValueType.TIME, guides=(ERP,), meaning="The date the order bears.")
    platform_status: Given = _shop(ValueType.NAME, meaning="Its status in the shop, in the shop's own words.")
    platform_status_changed_by: Given = _shop(ChangedBy, meaning="Who changed its status in the shop.")
    platform_fulfilled_by: Given = _shop(ChangedBy, meaning="Who marked it fulfilled in the shop.")
    platform_tracking: Given = _shop(ValueType.NAME, meaning="The tracking number the shop shows.")
    platform_tracking_sent_at: Given = _shop(ValueType.TIME, meaning="When the shop got the tracking number.")
    platform_carrier: Given = _shop(ValueType.NAME, meaning="The carrier the shop shows.")
    platform_address_edited_at: Given = _shop(ValueType.TIME, meaning="When its address was edited in the shop.")
    payment_status: Given = _shop(PaymentStatus, open=True, meaning="Whether it is paid.")
    refunded_at: Given = _shop(ValueType.TIME, meaning="When it was refunded.")
    canceled_by: Given = _shop(CanceledBy, open=True, meaning="Who canceled it.")
    cancelled_at: Given = _shop(ValueType.TIME, meaning="When it was canceled.")
    fulfillment_channel: Given = _shop(
        FulfillmentChannel, guides=(EFS, TETHER), meaning="Who ships it: the marketplace or the seller."
    )
    fulfillment_latency: Given = _shop(FulfillmentLatency, meaning="Whether the time to confirm shipment ran out.")
    marketplace: Given = _shop(ValueType.NAME, guides=(EFS, TETHER), meaning="The marketplace it was placed on.")
    source_channel: Given = _shop(ValueType.NAME, meaning="Where in the shop it came from, e.g. a draft or a feed.")
    product_location: Given = _shop(Location, meaning="Whether its products are at the app's location.")
    ship_method: Given = _shop(ValueType.NAME, meaning="The ship method the customer chose.")
    ship_code: Given = _shop(ValueType.NAME, meaning="The warehouse's code for its ship method.")
    sku: Given = _shop(
        ValueType.NAME, guides=(APPSECONNECT, EFS, ERP), meaning="The SKU of a line, letter case and zeros included."
    )
    listing_custom_sku: Given = _shop(ValueType.NAME, meaning="The custom SKU of the listing it was bought from.")
    quantity: Given = _shop(ValueType.NUMBER, unit="units", meaning="How many units a line asks for.")
    line_count: Given = _shop(ValueType.NUMBER, meaning="How many lines it has.")
    total: Given = _shop(ValueType.NAME, meaning="What it comes to, with the currency.")
    currency: Given = _shop(ValueType.NAME, guides=(EFS, ERP), meaning="Its currency.")
    weight: Given = _shop(ValueType.NAME, meaning="Its weight, with the unit.")
    gift: Given = _shop(YesNo, open=True, meaning="Whether it is a gift.")
    notes: Given = _shop(ValueType.TEXT, reliability=Reliability.SCREEN, meaning="The notes it carries.")

    # Whom it goes to.
    customer_name: Given = _shop(ValueType.NAME, meaning="The customer's name.")
    customer_email: Given = _shop(ValueType.NAME, meaning="The customer's mail address.")
    customer_phone: Given = _shop(ValueType.NAME, meaning="The customer's telephone number.")
    address: Given = _shop(
        AddressState,
        open=True,
        guides=(APPSECONNECT, EFS),
        meaning="What is wrong with its address, or the address itself.",
    )
    address_missing: Given = _shop(
        YesNo, open=True, guides=(APPSECONNECT, EFS), meaning="Whether it has no address, or the part it lacks."
    )
    po_box: Given = _shop(YesNo, open=True, meaning="Whether it goes to a PO box.")
    country: Given = _shop(ValueType.NAME, guides=(APPSECONNECT, EFS, ERP), meaning="The country as written.")
    state: Given = _shop(ValueType.NAME, guides=(EFS, ERP), meaning="The state or province as written.")
    carrier: Given = _shop(ValueType.NAME, meaning="The carrier that is to deliver it.")
    carrier_delivers_po_box: Given = _shop(YesNo, open=True, meaning="Whether that carrier delivers to PO boxes.")

    # What the hub says of it.
    is2_received_at: Given = _hub(ValueType.TIME, meaning="When it appeared in Received Orders.")
    is2_status: Given = _hub(Is2Status, meaning="Its status in Received Orders.")
    is2_error: Given = _hub(ValueType.TEXT, channel=Channel.MESSAGE, meaning="The import error in its details.")
    is2_last_attempt_at: Given = _hub(ValueType.TIME, meaning="When its transfer was last tried.")
    is2_retries: Given = _hub(ValueType.NUMBER, meaning="How often the hub retried it.")
    manual_retries: Given = _hub(ValueType.NUMBER, meaning="How often somebody pressed Retry.")
    last_retry_at: Given = _hub(ValueType.TIME, meaning="When it was last retried.")
    accepted_at: Given = _hub(ValueType.TIME, meaning="When it became ACCEPTED.")
    tracking_error: Given = _hub(
        ValueType.TEXT, channel=Channel.MESSAGE, meaning="The error in its tracking update section."
    )
    tracking_pushed_at: Given = _hub(ValueType.TIME, meaning="When its tracking was sent to the shop.")
    batch: Given = _hub(ValueType.NAME, meaning="The batch it was handled in.")
    count_affected: Given = _hub(ValueType.NUMBER, open=True, meaning="How many orders are affected like this one.")

    # What the warehouse says of it.
    fcp_created_at: Given = _fcp(ValueType.TIME, meaning="When it appeared in the control panel.")
    fcp_order_id: Given = _fcp(ValueType.NAME, meaning="Its number in the control panel.")
    fcp_status: Given = _fcp(FcpStatus, meaning="Its status in the control panel.")
    fcp_status_colour: Given = _fcp(StatusColour, open=True, meaning="The colour of that status.")
    fcp_hold_reason: Given = _fcp(HoldReason, open=True, meaning="Why it is held.")
    hold_released_at: Given = _fcp(ValueType.TIME, meaning="When the hold was lifted.")
    backordered_skus: Given = _fcp(ValueType.NAME, meaning="The SKUs that wait for stock.")
    fcp_tracking_number: Given = _fcp(ValueType.NAME, meaning="The tracking number in its details.")
    fcp_tracking_numbers: Given = _fcp(Several, meaning="Whether it has one tracking number or several; a list counts.")
    fcp_tracking_corrected_at: Given = _fcp(ValueType.TIME, meaning="When its tracking number was corrected.")
    fcp_carrier: Given = _fcp(ValueType.NAME, meaning="The carrier in its details.")
    shipped_at: Given = _fcp(ValueType.TIME, meaning="When it was shipped.")
    entered_manually_at: Given = _fcp(ValueType.TIME, meaning="When it was entered by hand.")
    warehouse: Given = _fcp(ValueType.NAME, meaning="The warehouse that ships it.")

    # What the other guides look at.
    billing_address: Given = _ase(ValueType.NAME, meaning="Its billing address.")
    mailing_address: Given = _ase(ValueType.NAME, meaning="Its mailing address.")
    shipping_address: Given = _ase(ValueType.NAME, guides=(APPSECONNECT, ERP), meaning="Its shipping address.")
    shipping_city: Given = _ase(ValueType.NAME, meaning="The city of its shipping address.")
    customer_tag: Given = _ase(ValueType.NAME, meaning="The tag of its customer.")
    destination_address: Given = _ase(
        DestinationAddress,
        channel=Channel.ERP,
        aliases=("sap.order_address",),
        meaning="How its address reads at the far end.",
    )
    destination_count: Given = _ase(
        ValueType.NUMBER, guides=(APPSECONNECT, STORECONNECT), meaning="How often the far end has it."
    )
    in_destination: Given = _ase(YesNo, meaning="Whether the far end has it.")
    in_source: Given = _ase(YesNo, guides=(APPSECONNECT, ERP, STORECONNECT), meaning="Whether the source has it.")
    siblings_in_destination: Given = _ase(YesNo, meaning="Whether the far end has others of its batch.")
    source_has_sap_id: Given = _ase(YesNo, meaning="Whether the far end's id was written back to it.")
    address_length: Given = _erp(ValueType.NUMBER, meaning="How many characters its address has.")
    erp_error: Given = _erp(
        ValueType.TEXT, channel=Channel.MESSAGE, meaning="The error shown for it on the way to the ERP."
    )
    customer_name_length: Given = _erp(ValueType.NUMBER, meaning="How many characters its customer's name has.")
    country_code: Given = _erp(ValueType.NAME, meaning="Its country as a code.")
    state_code: Given = _erp(ValueType.NAME, meaning="Its state as a code.")
    special_characters: Given = _erp(YesNo, meaning="Whether it holds emoji or foreign letters.")
    erp_status: Given = _erp(ErpStatus, open=True, meaning="Its status in the ERP.")
    in_erp: Given = _erp(YesNo, meaning="Whether the ERP has it.")
    guest_checkout: Given = _erp(YesNo, meaning="Whether it was placed without an account.")
    posting_date: Given = _erp(ValueType.TIME, meaning="The date it is to be posted on.")
    reprocessed: Given = _erp(YesNo, meaning="Whether it was processed again.")
    reprocessed_at: Given = _erp(ValueType.TIME, meaning="When it was processed again.")
    reprocess_result: Given = _erp(ResyncResult, meaning="How processing it again came out.")
    tax_code: Given = _erp(ValueType.NAME, meaning="Its tax code.")
    tax_code_in_erp: Given = _erp(YesNo, meaning="Whether the ERP knows its tax code.")
    tax_rate: Given = _erp(ValueType.NUMBER, unit="percent", meaning="Its tax rate.")
    copies: Given = observable(
        ValueType.NUMBER, channel=Channel.HUB_PORTAL, guides=(TETHER,), meaning="How often the hub has it."
    )
    in_tether: Given = observable(
        YesNo, channel=Channel.HUB_PORTAL, guides=(TETHER,), meaning="Whether the hub has it."
    )
    in_salesforce: Given = _crm(YesNo, meaning="Whether Salesforce has it.")
    in_sap: Given = _crm(YesNo, channel=Channel.ERP, meaning="Whether SAP has it.")
    salesforce_id: Given = _crm(ValueType.NAME, meaning="Its id in Salesforce.")
    storeconnect_id: Given = _crm(ValueType.NAME, meaning="Its id in the store.")


@frozen
class TestOrder(Order):
    """An order placed only to see whether it comes through."""

    __test__: ClassVar[bool] = False  # the name would make pytest collect it

    kind: ClassVar[str] = "test_order"
    scope: ClassVar[Scope] = Scope.ORDER
