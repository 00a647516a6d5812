"""The services of SAP Business One and the way to them (guide section 2.3)."""

from __future__ import annotations

from engine.rules import (
    Change,
    Check,
    Contradiction,
    Cost,
    Design,
    Expected,
    Fault,
    Finding,
    Message,
    Prior,
    Remedy,
    Symptom,
    Until,
    all_of,
    any_of,
    differs_from,
    may,
    minutes,
    must,
    none_of,
    one_of,
    one_sided,
    same_as,
    says,
    seen,
    younger_than,
)
from facts import Connection, Integration, Network, PortState, Sap, SapBusinessOne, ServiceState, YesNo
from rulebases.appseconnect.connections import ELSEWHERE, ERROR_TEXTS, said
from rulebases.appseconnect.effects import (
    CONNECTION_REFUSED,
    NOT_IN_DESTINATION,
    NOT_VALIDATED,
    OF_SAP,
    RECORD_RED,
    SAP_UNREACHABLE,
    TRACKING_MISSING,
    VALIDATION_FAILS,
)
from rulebases.appseconnect.guide import GUIDE
from rulebases.families import BAD_VALUE, SYSTEM_DOWN, UNREACHABLE

DI_SILENT = "appseconnect.symptom.di_server_unreachable"
SLD_SILENT = "appseconnect.symptom.sld_unreachable"
SAP_SILENT = "appseconnect.sapb1.cannot-connect"

_OTHER_APP = seen(Connection, app=none_of("SAP Business One", "SAP"))
_NO_DI = said("Cannot connect to DI API Server")
_NO_SLD = said("SLD not available")
# Any server can refuse a connection: what a connection to something else says is not SAP's.
_REFUSED = any_of(
    seen(Connection, app=one_of("SAP Business One", "SAP"), error=says("Connection refused")),
    said("Connection refused", among=ELSEWHERE),
)
_VALIDATES = seen(Connection, app=one_of("SAP Business One", "SAP"), validated=YesNo.YES)

_NOT_RUNNING = one_of(ServiceState.STOPPED, ServiceState.MISSING)
_A_SERVICE_IS_DOWN = any_of(
    seen(SapBusinessOne, di_server_service=_NOT_RUNNING), seen(SapBusinessOne, sld_service=_NOT_RUNNING)
)

LADDER = tuple(f"appseconnect.sapb1.check-order#{step}" for step in (0, 2, 4, 5, 6))
"""The guide's order of checks, after the question whether the server was restarted just now."""

_ALL_THREE = (may(DI_SILENT), may(SLD_SILENT), may(SAP_SILENT))
_VALIDATE = "Click Validate Connection."
_VERIFY = "Validate Connection must pass; then deploy again what could not be deployed meanwhile."
_READY_AFTER_START = minutes(1)

SYMPTOMS = (
    Symptom(
        id=DI_SILENT,
        title="The hub cannot connect to the DI API server of SAP Business One",
        scope=Integration,
        stage="fetch",
        met_by=_VALIDATES,
        missed_by=_NO_DI,
        retryable=False,
        ladder=LADDER,
        source=GUIDE.at("2.3 SAP Business One, symptoms", "59"),
    ),
    Symptom(
        id=SLD_SILENT,
        title="The landscape directory (SLD) of SAP Business One is not available",
        scope=Integration,
        stage="fetch",
        met_by=_VALIDATES,
        missed_by=_NO_SLD,
        retryable=False,
        ladder=LADDER,
        source=GUIDE.at("2.3 SAP Business One, symptoms", "59"),
    ),
    Symptom(
        id=SAP_SILENT,
        title="SAP Business One refuses the connection",
        scope=Integration,
        stage="fetch",
        met_by=_VALIDATES,
        missed_by=_REFUSED,
        retryable=False,
        ladder=LADDER,
        source=GUIDE.at("2.3 SAP Business One, symptoms", "59"),
    ),
)

FAULTS = (
    Fault(
        id="appseconnect.sapb1.di-server-stopped",
        title="The DI server of SAP Business One is not running",
        scope=Integration,
        shown_by=seen(SapBusinessOne, di_server_service=_NOT_RUNNING),
        exonerated_by=_VALIDATES,
        systems=("SAP Business One", "SAP"),
        leads_to=(must(SAP_UNREACHABLE), may(DI_SILENT), may(SAP_SILENT)),
        check="appseconnect.sapb1.check-order#2",
        remedy=Remedy(
            (
                "Log in to the SAP Business One server and open services.msc.",
                "Start 'SAP Business One DI Server'.",
                "Wait 60 seconds.",
                _VALIDATE,
            ),
            verify=_VERIFY,
            expect_within=_READY_AFTER_START,
        ),
        source=GUIDE.at("2.3 SAP Business One, steps 1 to 4; 7 Error messages", "60-63, 187"),
        prior=Prior.COMMON,
        refines=("appseconnect.error.cannot-connect-di-api", NOT_VALIDATED),
        family=SYSTEM_DOWN,
    ),
    Fault(
        id="appseconnect.sapb1.sld-stopped",
        title="The landscape directory (SLD) of SAP Business One is not running",
        scope=Integration,
        shown_by=seen(SapBusinessOne, sld_service=_NOT_RUNNING),
        exonerated_by=_VALIDATES,
        systems=("SAP Business One", "SAP"),
        leads_to=(must(SAP_UNREACHABLE), may(SLD_SILENT), may(SAP_SILENT)),
        check="appseconnect.sapb1.check-order#2",
        remedy=Remedy(
            (
                "Log in to the SAP Business One server and open services.msc.",
                "Start 'SAP Business One SLD'.",
                "Wait 60 seconds.",
                _VALIDATE,
            ),
            verify=_VERIFY,
            expect_within=_READY_AFTER_START,
        ),
        source=GUIDE.at("2.3 SAP Business One, steps 1 to 4; 7 Error messages", "60-63, 188"),
        prior=Prior.COMMON,
        refines=("appseconnect.error.sld-not-available", NOT_VALIDATED),
        family=SYSTEM_DOWN,
    ),
    Fault(
        id="appseconnect.sapb1.port-30000-blocked",
        title="The agent's machine does not reach the DI server: port 30000 is blocked",
        scope=Integration,
        # Nobody answers at the port of a stopped service, so that a closed port says something only while it runs.
        shown_by=all_of(
            seen(Network, sap_port_30000=PortState.BLOCKED),
            one_sided(seen(SapBusinessOne, di_server_service=ServiceState.RUNNING)),
        ),
        exonerated_by=_VALIDATES,
        systems=("SAP Business One", "SAP"),
        leads_to=(must(SAP_UNREACHABLE), may(DI_SILENT), may(SAP_SILENT)),
        check="appseconnect.sapb1.check-order#5",
        remedy=Remedy(
            ("Allow port 30000 from the agent's machine to the SAP server in the firewall.", _VALIDATE),
            verify=_VERIFY,
        ),
        source=GUIDE.at("2.3 SAP Business One, step 5; 7 Error messages", "64, 187"),
        refines=("appseconnect.error.cannot-connect-di-api", NOT_VALIDATED),
        family=UNREACHABLE,
    ),
    Fault(
        id="appseconnect.sapb1.port-40000-blocked",
        title="The agent's machine does not reach the landscape directory: port 40000 is blocked",
        scope=Integration,
        shown_by=all_of(
            seen(Network, sap_port_40000=PortState.BLOCKED),
            one_sided(seen(SapBusinessOne, sld_service=ServiceState.RUNNING)),
        ),
        exonerated_by=_VALIDATES,
        systems=("SAP Business One", "SAP"),
        leads_to=(must(SAP_UNREACHABLE), may(SLD_SILENT), may(SAP_SILENT)),
        check="appseconnect.sapb1.check-order#5",
        remedy=Remedy(
            ("Allow port 40000 from the agent's machine to the SAP server in the firewall.", _VALIDATE),
            verify=_VERIFY,
        ),
        source=GUIDE.at("2.3 SAP Business One, step 5", "64"),
        refines=("appseconnect.error.sld-not-available", NOT_VALIDATED),
        family=UNREACHABLE,
    ),
    Fault(
        id="appseconnect.sapb1.company-db-mismatch",
        title="The company database in the portal is not spelt as SAP Business One spells it",
        scope=Connection,
        guard=OF_SAP,
        # Capital and small letters count: 'SBODEMO' and 'SBODemo' are two databases.
        shown_by=any_of(
            seen(Connection, company_db=differs_from(SapBusinessOne.company_db)),
            seen(Connection, company_db=differs_from(Sap.company_db)),
        ),
        refuted_by=any_of(
            seen(Connection, company_db=same_as(SapBusinessOne.company_db)),
            seen(Connection, company_db=same_as(Sap.company_db)),
        ),
        systems=("SAP Business One", "SAP"),
        leads_to=(must(CONNECTION_REFUSED), *_ALL_THREE),
        check="appseconnect.sapb1.check-order#6",
        remedy=Remedy(
            (
                "Copy the company database's name from SAP Business One, letter by letter, capitals included.",
                "Enter it in the SAP connection of the portal.",
                _VALIDATE,
            ),
            verify=_VERIFY,
        ),
        source=GUIDE.at("2.3 SAP Business One, step 6", "65"),
        refines=NOT_VALIDATED,
        family=BAD_VALUE,
    ),
)

FINDINGS = (
    Finding(
        id="appseconnect.error.cannot-connect-di-api",
        title="SAP's DI server does not answer: it is not running, still starting, or its port is blocked",
        scope=Integration,
        shown_by=_NO_DI,
        follows_from=(DI_SILENT,),
        points_to=("appseconnect.sapb1.di-server-stopped", "appseconnect.sapb1.port-30000-blocked"),
        check="appseconnect.sapb1.check-order#2",
        remedy=Remedy(("See on the SAP server whether the DI server runs, then whether port 30000 is open to it.",)),
        source=GUIDE.at("2.3 SAP Business One, symptoms; 7 Error messages", "59, 187"),
        items=(SAP_SILENT,),
    ),
    Finding(
        id="appseconnect.error.sld-not-available",
        title="SAP's landscape directory does not answer: it is not running, still starting, or its port is blocked",
        scope=Integration,
        shown_by=_NO_SLD,
        follows_from=(SLD_SILENT,),
        points_to=("appseconnect.sapb1.sld-stopped", "appseconnect.sapb1.port-40000-blocked"),
        check="appseconnect.sapb1.check-order#2",
        remedy=Remedy(("See on the SAP server whether the SLD runs, then whether port 40000 is open to it.",)),
        source=GUIDE.at("2.3 SAP Business One, symptoms; 7 Error messages", "59, 188"),
        items=(SAP_SILENT,),
    ),
    Finding(
        id="appseconnect.error.connection-refused",
        title="SAP Business One refuses the connection",
        scope=Integration,
        shown_by=_REFUSED,
        follows_from=(SAP_SILENT,),
        points_to=(
            "appseconnect.sapb1.di-server-stopped",
            "appseconnect.sapb1.sld-stopped",
            "appseconnect.sapb1.port-30000-blocked",
            "appseconnect.sapb1.port-40000-blocked",
            "appseconnect.sapb1.company-db-mismatch",
        ),
        check="appseconnect.sapb1.check-order#2",
        remedy=Remedy(("Go through the checks of SAP Business One in their order: services, ports, database name.",)),
        source=GUIDE.at("2.3 SAP Business One, symptoms", "59"),
    ),
)

_EXCUSES = (VALIDATION_FAILS, DI_SILENT, SLD_SILENT, SAP_SILENT, RECORD_RED, NOT_IN_DESTINATION, TRACKING_MISSING)
_WAIT = "appseconnect.sapb1.wait-after-service-start"
_START_TITLE = "A service of SAP Business One was started less than 60 seconds ago"
_START_ADVICE = "Wait until a minute has passed since the start, then validate the connection."
_START_SOURCE = GUIDE.at("2.3 SAP Business One, step 4", "63")
_UNLESS = any_of(_OTHER_APP, _A_SERVICE_IS_DOWN)

EXPECTED = (
    Expected(
        id=_WAIT,
        title=_START_TITLE,
        scope=Connection,
        kind=Design.TRANSIENT,
        when=seen(SapBusinessOne, service_started_at=younger_than(seconds=60)),
        unless=_UNLESS,
        explains=_EXCUSES,
        until=Until(SapBusinessOne.service_started_at, _READY_AFTER_START),
        advice=_START_ADVICE,
        bars_retry=True,
        source=_START_SOURCE,
    ),
    Expected(
        id=f"{_WAIT}#di",
        title=_START_TITLE,
        scope=Connection,
        kind=Design.TRANSIENT,
        when=seen(SapBusinessOne, di_server_started_at=younger_than(seconds=60)),
        unless=_UNLESS,
        explains=_EXCUSES,
        until=Until(SapBusinessOne.di_server_started_at, _READY_AFTER_START),
        advice=_START_ADVICE,
        bars_retry=True,
        source=_START_SOURCE,
    ),
    Expected(
        id=f"{_WAIT}#sld",
        title=_START_TITLE,
        scope=Connection,
        kind=Design.TRANSIENT,
        when=seen(SapBusinessOne, sld_started_at=younger_than(seconds=60)),
        unless=_UNLESS,
        explains=_EXCUSES,
        until=Until(SapBusinessOne.sld_started_at, _READY_AFTER_START),
        advice=_START_ADVICE,
        bars_retry=True,
        source=_START_SOURCE,
    ),
    # Three minutes are usual and five the most, so nothing is late before the fifth is over.
    Expected(
        id="appseconnect.sapb1.init-wait",
        title="The SAP server was restarted within the last five minutes; its services are still starting",
        scope=Connection,
        kind=Design.TRANSIENT,
        when=seen(SapBusinessOne, server_restarted_at=younger_than(minutes=5, or_equal=True)),
        unless=_UNLESS,
        explains=_EXCUSES,
        until=Until(SapBusinessOne.server_restarted_at, minutes(5), inclusive=True),
        advice="Wait: the DI server and the SLD take three to five minutes. Then validate the connection.",
        bars_retry=True,
        source=GUIDE.at("2.3 SAP Business One, warning", "66"),
    ),
)

MESSAGES = (
    Message(
        "Cannot connect to DI API Server",
        names="appseconnect.error.cannot-connect-di-api",
        item="appseconnect.error.cannot-connect-di-api",
        where=ERROR_TEXTS,
        source=GUIDE.at("2.3 SAP Business One, symptoms; 7 Error messages", "59, 187"),
    ),
    Message(
        "SLD not available",
        names="appseconnect.error.sld-not-available",
        item="appseconnect.error.sld-not-available",
        where=ERROR_TEXTS,
        source=GUIDE.at("2.3 SAP Business One, symptoms; 7 Error messages", "59, 188"),
    ),
    Message(
        "Connection refused",
        names="appseconnect.error.connection-refused",
        item="appseconnect.error.connection-refused",
        where=ELSEWHERE,
        source=GUIDE.at("2.3 SAP Business One, symptoms", "59"),
    ),
)

CHECKS = (
    Check(
        id="appseconnect.sapb1.check-order#0",
        question="When was the SAP server last restarted?",
        asks=(SapBusinessOne.server_restarted_at,),
        how=("Ask the SAP administrator, or look at the uptime of the SAP server.",),
        decides=("appseconnect.sapb1.init-wait",),
        when=OF_SAP,
        cost=Cost.GLANCE,
        source=GUIDE.at("2.3 SAP Business One, warning", "66"),
    ),
    Check(
        id="appseconnect.sapb1.check-order#2",
        question="Do the services SAP Business One DI Server and SAP Business One SLD run?",
        asks=(SapBusinessOne.di_server_service, SapBusinessOne.sld_service),
        how=("Log in to the SAP server.", "Open services.msc.", "Read the status of both services."),
        when=OF_SAP,
        source=GUIDE.at("2.3 SAP Business One, steps 1 to 3", "60-62"),
    ),
    Check(
        id="appseconnect.sapb1.check-order#4",
        question="When were the services of SAP Business One last started?",
        asks=(SapBusinessOne.service_started_at,),
        how=("Ask who started them, or look into the event log of the SAP server.",),
        decides=(_WAIT,),
        when=OF_SAP,
        cost=Cost.GLANCE,
        source=GUIDE.at("2.3 SAP Business One, step 4", "63"),
    ),
    Check(
        id="appseconnect.sapb1.check-order#5",
        question="Does the agent's machine reach the SAP server on ports 30000 and 40000?",
        asks=(Network.sap_port_30000, Network.sap_port_40000),
        how=("Try both ports of the SAP server from the agent's machine, while the services run.",),
        when=OF_SAP,
        source=GUIDE.at("2.3 SAP Business One, step 5", "64"),
    ),
    Check(
        id="appseconnect.sapb1.check-order#6",
        question="Is the company database spelt in the portal exactly as in SAP Business One, capitals included?",
        asks=(Connection.company_db, SapBusinessOne.company_db),
        how=(
            "Read the database's name in the SAP connection of the portal.",
            "Read it in SAP Business One and compare letter by letter.",
        ),
        when=OF_SAP,
        source=GUIDE.at("2.3 SAP Business One, step 6", "65"),
    ),
)

CHANGES = (
    Change(
        SapBusinessOne.service_started_at,
        (SapBusinessOne.di_server_service, SapBusinessOne.sld_service, Connection.error, Connection.validated),
    ),
    Change(SapBusinessOne.di_server_started_at, (SapBusinessOne.di_server_service,)),
    Change(SapBusinessOne.sld_started_at, (SapBusinessOne.sld_service,)),
    Change(
        SapBusinessOne.server_restarted_at,
        (SapBusinessOne.di_server_service, SapBusinessOne.sld_service, Connection.error, Connection.validated),
    ),
)

CONTRADICTIONS = (
    Contradiction(
        title="How long SAP's services take until a validation means something",
        places=(
            GUIDE.at("2.3 SAP Business One, step 4", "63"),
            GUIDE.at("2.3 SAP Business One, warning", "66"),
        ),
        choice="60 seconds after a service was started, five minutes after the whole server was restarted.",
        because="The step speaks of one service on a server that runs, the warning of a server that comes up.",
        items=(_WAIT, "appseconnect.sapb1.init-wait"),
    ),
    Contradiction(
        title="What 'Cannot connect to DI API Server' and 'SLD not available' say",
        places=(
            GUIDE.at("7 Error messages", "187-188"),
            GUIDE.at("2.3 SAP Business One, steps 3 to 6", "62-65"),
        ),
        choice="They say which of the two does not answer; why, the services, ports and database name show.",
        because="Section 2.3 goes through all of them for either text; the table names the first to look at.",
        items=("appseconnect.error.cannot-connect-di-api", "appseconnect.error.sld-not-available"),
    ),
)
