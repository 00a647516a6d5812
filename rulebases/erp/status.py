"""Both systems and the connection between them (guide step 1)."""

from __future__ import annotations

from datetime import timedelta

from engine.rules import (
    Actor,
    Check,
    Cost,
    Design,
    Expected,
    Fault,
    Prior,
    Remedy,
    Symptom,
    Until,
    any_of,
    may,
    must,
    one_sided,
    seen,
)
from facts import Connection, ConnectionTest, Erp, Source, SystemStatus, YesNo
from rulebases.erp.effects import CREDENTIALS_EXPIRED, ERP_DOWN, NOTHING_CROSSES, NOTHING_READ, SOURCE_DOWN
from rulebases.erp.guide import GUIDE
from rulebases.families import LOST_AUTHORISATION, SYSTEM_DOWN, UNREACHABLE

_TEST_FAILS = "erp.symptom.connection_test_fails"
_STUCK = ("erp.orders.not-in-erp", "erp.symptom.failed_in_queue", _TEST_FAILS)
_IN_ERP = "See whether the ERP shows the orders as Open or Processing."
_NO_TIME = timedelta(0)

SYMPTOMS = (
    Symptom(
        id=_TEST_FAILS,
        title="The connection test fails",
        scope=Connection,
        stage="erp.connect",
        met_by=seen(Connection, test=ConnectionTest.PASSED),
        missed_by=seen(Connection, test=ConnectionTest.FAILED),
        retryable=False,
        ladder=("erp.status.check#1-erp", "erp.status.check#1-source", "erp.status.check#2"),
        source=GUIDE.at("Step 1, test the connection", "9"),
    ),
)

FAULTS = (
    Fault(
        id="erp.status.source-maintenance-or-outage",
        title="The source platform is down, or its maintenance has outlasted its time",
        scope=Source,
        shown_by=one_sided(SOURCE_DOWN),
        refuted_by=seen(Source, status=SystemStatus.OPERATIONAL),
        leads_to=(must(NOTHING_READ), may(_TEST_FAILS)),
        check="erp.status.check#1-source",
        remedy=Remedy(
            (
                "Wait until the source platform is back; its status page tells.",
                "Then reprocess the orders that were not read or failed in between.",
            ),
            verify=_IN_ERP,
            retries_itself=False,
        ),
        source=GUIDE.at("Step 1, API status", "7"),
        prior=Prior.RARE,
        refines="erp.status.connection-down",
        family=SYSTEM_DOWN,
    ),
    # Maintenance that was announced and is not over is no fault yet: see EXPECTED.
    Fault(
        id="erp.status.erp-maintenance-or-outage",
        title="The ERP is down, or its maintenance has outlasted its time",
        scope=Erp,
        shown_by=one_sided(ERP_DOWN),
        refuted_by=seen(Erp, status=SystemStatus.OPERATIONAL),
        leads_to=(must(NOTHING_CROSSES), may(_TEST_FAILS)),
        check="erp.status.check#1-erp",
        remedy=Remedy(
            (
                "Wait until the ERP is back; ask whoever runs it when that will be.",
                "Read the log again afterwards: what it said in between is worth nothing.",
                "Reprocess the orders that are stuck.",
            ),
            verify=_IN_ERP,
            retries_itself=False,
        ),
        source=GUIDE.at("Step 1, API status", "7"),
        refines="erp.status.connection-down",
        family=SYSTEM_DOWN,
    ),
    Fault(
        id="erp.status.credentials-lapsed",
        title="The API key, OAuth token or password of the connection has expired",
        scope=Connection,
        shown_by=one_sided(CREDENTIALS_EXPIRED),
        refuted_by=any_of(seen(Connection, credentials_expired=YesNo.NO), seen(Connection, test=ConnectionTest.PASSED)),
        leads_to=(must(NOTHING_CROSSES), must(_TEST_FAILS)),
        check="erp.status.check#2",
        settled_by=("erp.status.test-connection",),
        remedy=Remedy(
            (
                "Renew the key, token or password in the settings of the integration.",
                "Test the connection.",
                "Reprocess the orders that failed in between.",
            ),
            verify=f"Press Test Connection. {_IN_ERP}",
            retries_itself=False,
        ),
        source=GUIDE.at("Step 1, authentication; step 5", "8, 28"),
        prior=Prior.COMMON,
        refines="erp.status.connection-down",
        family=LOST_AUTHORISATION,
    ),
    # The test tells that the bridge is down, not why; the three above say why.
    Fault(
        id="erp.status.connection-down",
        title="The connection between the two systems does not work",
        scope=Connection,
        shown_by=seen(Connection, test=ConnectionTest.FAILED),
        leads_to=(must(NOTHING_CROSSES), must(_TEST_FAILS)),
        check="erp.status.test-connection",
        remedy=Remedy(
            (
                "See first whether either system is down and whether the credentials have expired.",
                "Otherwise repair the connection itself: address, network, the connector of the integration.",
                "Test the connection again.",
                "Reprocess the orders that failed in between.",
            ),
            by=Actor.INTEGRATOR,
            verify=f"Press Test Connection. {_IN_ERP}",
            retries_itself=False,
        ),
        source=GUIDE.at("Step 1, test the connection", "6, 9"),
        family=UNREACHABLE,
    ),
)

EXPECTED = (
    Expected(
        "erp.status.erp-maintenance",
        "The ERP is under maintenance",
        Erp,
        Design.TRANSIENT,
        when=seen(Erp, status=SystemStatus.MAINTENANCE),
        source=GUIDE.at("Step 1, API status", "7"),
        explains=_STUCK,
        until=Until(Erp.maintenance_until, _NO_TIME),
        advice="Wait until the maintenance is over, then reprocess the orders that are stuck.",
        items=("erp.status.erp-maintenance-or-outage",),
        bars_retry=True,
    ),
    Expected(
        "erp.status.source-maintenance",
        "The source platform is under maintenance",
        Source,
        Design.TRANSIENT,
        when=seen(Source, status=SystemStatus.MAINTENANCE),
        source=GUIDE.at("Step 1, API status", "7"),
        explains=_STUCK,
        until=Until(Source.maintenance_until, _NO_TIME),
        advice="Wait until the maintenance is over, then reprocess the orders that are stuck.",
        items=("erp.status.source-maintenance-or-outage",),
        bars_retry=True,
    ),
)

CHECKS = (
    Check(
        "erp.status.check#1-source",
        "Is the source platform up?",
        GUIDE.at("Step 1, API status", "7"),
        asks=(Source.status,),
        how=("Open the status page of the shop, CRM or till system.", "Look for maintenance and outages."),
        cost=Cost.GLANCE,
    ),
    Check(
        "erp.status.check#1-erp",
        "Is the ERP up?",
        GUIDE.at("Step 1, API status", "7"),
        asks=(Erp.status,),
        how=(
            "Open the ERP's status page, or ask whoever runs it.",
            "Look for outages and for maintenance, and until when that is to last.",
        ),
        cost=Cost.GLANCE,
    ),
    Check(
        "erp.status.check#2",
        "Have the credentials of the connection expired?",
        GUIDE.at("Step 1, authentication", "8"),
        asks=(Connection.credentials_expired,),
        how=("Open the settings of the integration.", "Look when the API key, OAuth token or password expires."),
    ),
    Check(
        "erp.status.test-connection",
        "Does the connection test pass?",
        GUIDE.at("Step 1, test the connection", "9"),
        asks=(Connection.test,),
        how=(
            "Open the connection in the integration (Celigo, Zapier, a native connector or another).",
            "Press Test Connection and read what it says; a test from before the trouble began proves nothing.",
        ),
        items=("erp.status.check",),
    ),
)
