"""Orders that do not arrive in Dynamics 365, NAV or Business Central (guide section 1.5)."""

from __future__ import annotations

from engine.rules import Chain, Check, Cost, Effect, Fault, Remedy, all_of, may, must, one_of, one_sided, seen
from facts import BcEnvironment, BusinessCentral, Connection, Snapshot, YesNo
from rulebases.appseconnect.effects import CONNECTION_REFUSED, NOT_IN_DESTINATION, RECORD_RED
from rulebases.appseconnect.guide import GUIDE
from rulebases.families import LOST_AUTHORISATION, MISSING_PERMISSION, SWITCHED_OFF

ORDERS_ASTRAY = Effect(
    "appseconnect.orders_astray", "Orders go to another environment than the live one", Connection, blocks="write"
)
ORDERS_NOT_TAKEN = Effect(
    "appseconnect.orders_not_taken", "The ERP takes no order over the connection", Connection, blocks="write"
)

CHAINS = (
    Chain(ORDERS_ASTRAY, (must(NOT_IN_DESTINATION), may(RECORD_RED))),
    Chain(ORDERS_NOT_TAKEN, (must(NOT_IN_DESTINATION), may(RECORD_RED))),
)

NAMES = (
    "Dynamics 365",
    "Dynamics 365 Business Central",
    "Dynamics 365 Finance and Operations",
    "Dynamics NAV",
    "Dynamics AX",
)
DYNAMICS = seen(Connection, app=one_of(*NAMES))

FAULTS = (
    Fault(
        id="appseconnect.d365.connection-broken",
        title="The connection to Dynamics NAV or Business Central does not validate",
        scope=Connection,
        systems=NAMES,
        guard=DYNAMICS,
        shown_by=all_of(DYNAMICS, seen(Connection, validated=YesNo.NO)),
        leads_to=(must(CONNECTION_REFUSED),),
        check="appseconnect.d365.check-order#connection",
        remedy=Remedy(
            (
                "Open the NAV or Business Central connection and renew its credentials.",
                "Click Validate Connection and wait until it says that it worked.",
                "Resync the failed orders.",
            ),
            verify="Look for the sales order in Dynamics.",
            retries_itself=False,
        ),
        source=GUIDE.at("1.5 Dynamics 365", "28"),
        refines="appseconnect.orders.credential-expiry",
        family=LOST_AUTHORISATION,
    ),
    # Orders go through and turn up in the sandbox, so a green Snapshot speaks neither for nor against it.
    Fault(
        id="appseconnect.d365.sandbox-environment",
        title="The connection points to a Sandbox environment of Business Central",
        scope=Connection,
        systems=NAMES,
        guard=DYNAMICS,
        shown_by=one_sided(seen(Connection, bc_environment=BcEnvironment.SANDBOX)),
        refuted_by=seen(Connection, bc_environment=BcEnvironment.PRODUCTION),
        leads_to=(must(ORDERS_ASTRAY),),
        check="appseconnect.d365.check-order#environment",
        remedy=Remedy(
            (
                "Set the environment of the connection to Production.",
                "Validate the connection.",
                "Resync the orders that went to the sandbox.",
            ),
            verify="Look for the sales order in the live company.",
            retries_itself=False,
        ),
        source=GUIDE.at("1.5 Dynamics 365", "28"),
    ),
    Fault(
        id="appseconnect.d365.sales-order-api-disabled",
        title="The Sales Order API of Dynamics is switched off",
        scope=Connection,
        systems=NAMES,
        guard=DYNAMICS,
        shown_by=seen(BusinessCentral, sales_order_api_enabled=YesNo.NO),
        leads_to=(must(ORDERS_NOT_TAKEN),),
        check="appseconnect.d365.check-order#endpoint",
        remedy=Remedy(
            (
                "Enable the Sales Order API endpoint in Dynamics.",
                "Resync the failed orders.",
            ),
            verify="Look for the sales order in Dynamics.",
            retries_itself=False,
        ),
        source=GUIDE.at("1.5 Dynamics 365", "28"),
        family=SWITCHED_OFF,
    ),
    Fault(
        id="appseconnect.d365.api-user-cannot-write",
        title="The API user of APPSeCONNECT may not write in Dynamics",
        scope=Connection,
        systems=NAMES,
        guard=DYNAMICS,
        shown_by=seen(BusinessCentral, api_user_write_permission=YesNo.NO),
        leads_to=(must(ORDERS_NOT_TAKEN),),
        check="appseconnect.d365.check-order#permission",
        remedy=Remedy(
            (
                "Give the API user of APPSeCONNECT permission to write sales orders.",
                "Resync the failed orders.",
            ),
            verify="Look for the sales order in Dynamics.",
            retries_itself=False,
        ),
        source=GUIDE.at("1.5 Dynamics 365; 7 Error messages", "28, 190"),
        refines="appseconnect.error.403-forbidden",
        family=MISSING_PERMISSION,
    ),
)

CHECKS = (
    Check(
        "appseconnect.d365.check-order#error",
        "What error does the Snapshot show for the sales order?",
        GUIDE.at("1.5 Dynamics 365", "28"),
        asks=(Snapshot.error,),
        how=("Open the Snapshot of the run.", "Click the red record and copy its message."),
        decides=("appseconnect.d365.api-user-cannot-write",),
        when=DYNAMICS,
    ),
    Check(
        "appseconnect.d365.check-order#connection",
        "Does the NAV or Business Central connection validate?",
        GUIDE.at("1.5 Dynamics 365", "28"),
        asks=(Connection.validated,),
        how=("Open Apps > My Apps.", "Click Validate Connection for Dynamics."),
        when=DYNAMICS,
    ),
    Check(
        "appseconnect.d365.check-order#environment",
        "Does the connection point to the Production environment of Business Central?",
        GUIDE.at("1.5 Dynamics 365", "28"),
        asks=(Connection.bc_environment,),
        how=("Open the Dynamics connection.", "Read the environment it names."),
        when=DYNAMICS,
    ),
    Check(
        "appseconnect.d365.check-order#endpoint",
        "Is the Sales Order API enabled in Dynamics?",
        GUIDE.at("1.5 Dynamics 365", "28"),
        asks=(BusinessCentral.sales_order_api_enabled,),
        how=("Open the API settings of Dynamics.", "See whether the Sales Order endpoint is on."),
        cost=Cost.PORTAL,
        when=DYNAMICS,
    ),
    Check(
        "appseconnect.d365.check-order#permission",
        "May the API user of APPSeCONNECT write sales orders in Dynamics?",
        GUIDE.at("1.5 Dynamics 365", "28"),
        asks=(BusinessCentral.api_user_write_permission,),
        how=("Open the permissions of the API user in Dynamics.", "Look for the right to write sales orders."),
        cost=Cost.PORTAL,
        when=DYNAMICS,
    ),
)
