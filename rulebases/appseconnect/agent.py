"""The on-premise agent and its way to the cloud (guide section 2.4)."""

from __future__ import annotations

from engine.rules import (
    Change,
    Check,
    Cost,
    Design,
    Expected,
    Fault,
    Remedy,
    Symptom,
    after,
    all_of,
    any_of,
    may,
    minutes,
    must,
    seen,
)
from facts import Agent, AgentStatus, AgentType, Network, PortState, YesNo
from rulebases.appseconnect.effects import AGENT_DOWN, AGENT_OFFLINE
from rulebases.appseconnect.guide import GUIDE
from rulebases.families import UNREACHABLE

_OFFLINE = "appseconnect.realtime.agent-offline"
_NO_INTERNET = "appseconnect.agent.no-internet"

# A cloud agent's machine and network are APPSeCONNECT's own.
_ON_PREMISE = seen(Agent, type=AgentType.ON_PREMISE)

_RESTART = "Restart InSync Service and wait 60 seconds."
_VERIFY = "Look whether Environments shows the agent as Online."
_COMES_BACK = minutes(1)

SYMPTOMS = (
    Symptom(
        id=AGENT_OFFLINE,
        title="The portal shows the agent as Offline",
        scope=Agent,
        stage="run",
        met_by=seen(Agent, status=AgentStatus.ONLINE),
        missed_by=seen(Agent, status=AgentStatus.OFFLINE),
        retryable=False,
        ladder=(
            "appseconnect.agent.check-order#1",
            "appseconnect.agent.check-order#2",
            "appseconnect.agent.check-order#3",
            "appseconnect.agent.check-order#5",
            "appseconnect.agent.check-order#6",
        ),
        source=GUIDE.at("2.4 On-premise agent; 4.5 Schedule not running", "67, 153"),
    ),
)

FAULTS = (
    Fault(
        id=_NO_INTERNET,
        title="The agent's machine does not get out to the internet",
        scope=Agent,
        guard=_ON_PREMISE,
        shown_by=seen(Agent, browser_opens_app_appseconnect_com=YesNo.NO),
        leads_to=(must(AGENT_DOWN),),
        check="appseconnect.agent.check-order#1",
        remedy=Remedy(
            ("Restore internet access on the agent's machine.", _RESTART),
            verify=_VERIFY,
            expect_within=_COMES_BACK,
        ),
        source=GUIDE.at("2.4 On-premise agent, step 1", "68"),
        refines=_OFFLINE,
        family=UNREACHABLE,
    ),
    Fault(
        id="appseconnect.agent.vpn-not-connected",
        title="Traffic from the agent's machine needs the company's VPN, and it is not connected",
        scope=Agent,
        guard=_ON_PREMISE,
        shown_by=seen(Agent, vpn_required=YesNo.YES, vpn_connected=YesNo.NO),
        leads_to=(must(AGENT_DOWN),),
        check="appseconnect.agent.check-order#2",
        remedy=Remedy(("Connect the VPN.", _RESTART), verify=_VERIFY, expect_within=_COMES_BACK),
        source=GUIDE.at("2.4 On-premise agent, step 2", "69"),
        refines=_NO_INTERNET,
        family=UNREACHABLE,
    ),
    Fault(
        id="appseconnect.agent.outbound-443-blocked",
        title="HTTPS (port 443) from the agent's machine to the APPSeCONNECT cloud is blocked",
        scope=Agent,
        guard=_ON_PREMISE,
        shown_by=any_of(
            seen(Network, outbound_443_to_appseconnect=PortState.BLOCKED),
            seen(Network, port_443=PortState.BLOCKED),
        ),
        refuted_by=seen(Network, outbound_443_to_appseconnect=PortState.OPEN),
        leads_to=(must(AGENT_DOWN),),
        check="appseconnect.agent.check-order#3",
        remedy=Remedy(
            ("Allow outbound HTTPS on port 443 from the agent's machine to the APPSeCONNECT cloud.", _RESTART),
            verify=_VERIFY,
            expect_within=_COMES_BACK,
        ),
        source=GUIDE.at("2.4 On-premise agent, step 3", "70"),
        refines=_NO_INTERNET,
        family=UNREACHABLE,
    ),
    Fault(
        id="appseconnect.agent.proxy-not-configured",
        title="The network uses a proxy that the agent's settings do not name",
        scope=Agent,
        guard=_ON_PREMISE,
        shown_by=any_of(
            seen(Agent, proxy_in_use=YesNo.YES, proxy_in_appsettings=YesNo.NO),
            seen(Agent, proxy_in_use=YesNo.YES, proxy_configured=YesNo.NO),
        ),
        refuted_by=any_of(seen(Agent, proxy_in_use=YesNo.NO), seen(Agent, proxy_in_appsettings=YesNo.YES)),
        leads_to=(must(AGENT_DOWN),),
        check="appseconnect.agent.check-order#5",
        remedy=Remedy(
            ("Enter the proxy in appsettings.json in the APPSeCONNECT installation directory.", _RESTART),
            verify=_VERIFY,
            expect_within=_COMES_BACK,
        ),
        source=GUIDE.at("2.4 On-premise agent, step 5", "72"),
        refines=_OFFLINE,
        family=UNREACHABLE,
    ),
    Fault(
        id="appseconnect.agent.insync-not-restarted",
        title="InSync Service still uses the network settings from before the last change",
        scope=Agent,
        # A restart of the whole machine has restarted the service with it: where it came later, nothing is left over.
        guard=all_of(_ON_PREMISE, seen(Agent, network_changed_at=after(Agent.restarted_at))),
        shown_by=seen(Agent, network_changed_at=after(Agent.insync_restarted_at)),
        leads_to=(may(AGENT_DOWN),),
        check="appseconnect.agent.check-order#6",
        remedy=Remedy((_RESTART,), verify=_VERIFY, expect_within=_COMES_BACK),
        source=GUIDE.at("2.4 On-premise agent, step 6", "73"),
        refines=_OFFLINE,
        family=UNREACHABLE,
        items=("appseconnect.agent.restart-after-network-change",),
    ),
)

EXPECTED = (
    # It only calls out. What the SAP server must let in, ports 30000 and 40000, is another matter.
    Expected(
        id="appseconnect.agent.outbound-only",
        title="No port inwards is open, and none needs to be",
        scope=Agent,
        kind=Design.NORMAL,
        when=seen(Network, inbound_ports=PortState.BLOCKED),
        advice="Leave the inbound ports closed: the agent only calls out, so they never keep it offline.",
        source=GUIDE.at("2.4 On-premise agent, step 4", "71"),
    ),
)

CHECKS = (
    Check(
        id="appseconnect.agent.check-order#1",
        question="Does app.appseconnect.com open in a browser on the agent's machine?",
        asks=(Agent.browser_opens_app_appseconnect_com,),
        how=("Log in to the agent's machine.", "Open app.appseconnect.com in a browser there."),
        when=_ON_PREMISE,
        source=GUIDE.at("2.4 On-premise agent, step 1", "68"),
    ),
    Check(
        id="appseconnect.agent.check-order#2",
        question="Does traffic from the agent's machine need a company VPN, and is it connected?",
        asks=(Agent.vpn_required, Agent.vpn_connected),
        how=(
            "Ask the network's administrator whether outbound traffic needs the VPN.",
            "Look whether it is connected.",
        ),
        when=_ON_PREMISE,
        source=GUIDE.at("2.4 On-premise agent, step 2", "69"),
    ),
    Check(
        id="appseconnect.agent.check-order#3",
        question="May the agent's machine reach the APPSeCONNECT cloud on port 443?",
        asks=(Network.outbound_443_to_appseconnect,),
        how=("Look at the firewall's rules for outbound HTTPS from the agent's machine.", "Try the port from there."),
        when=_ON_PREMISE,
        source=GUIDE.at("2.4 On-premise agent, step 3", "70"),
    ),
    Check(
        id="appseconnect.agent.check-order#5",
        question="Does the network use a proxy, and does appsettings.json name it?",
        asks=(Agent.proxy_in_use, Agent.proxy_in_appsettings),
        how=(
            "Ask the network's administrator whether there is a proxy.",
            "Open appsettings.json in the APPSeCONNECT installation directory and read its proxy settings.",
        ),
        when=_ON_PREMISE,
        source=GUIDE.at("2.4 On-premise agent, step 5", "72"),
    ),
    Check(
        id="appseconnect.agent.check-order#6",
        question="Was InSync Service restarted after the last change to the network?",
        asks=(Agent.network_changed_at, Agent.insync_restarted_at),
        how=("Ask when the network was last changed.", "Look when InSync Service was last started."),
        when=_ON_PREMISE,
        cost=Cost.GLANCE,
        source=GUIDE.at("2.4 On-premise agent, step 6", "73"),
        items=("appseconnect.agent.restart-after-network-change",),
    ),
)

CHANGES = (
    Change(
        Agent.network_changed_at,
        (
            Agent.browser_opens_app_appseconnect_com,
            Agent.vpn_connected,
            Network.outbound_443_to_appseconnect,
            Network.api_hubapi_com_reachable,
            Network.sap_port_30000,
            Network.sap_port_40000,
        ),
    ),
)
