"""The graphs of a rulebase: what leads to what, and what comes before what. Only this module uses networkx.

The *causal graph* has an arrow from every fault to its nearest effects, from effects to effects and
from effects to symptoms. The *dependency graph* orders checks (by the guide's ladders) and stages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, product
from typing import TYPE_CHECKING

import networkx as nx
from attrs import frozen

from engine.errors import CausalLoopError, RulebaseError
from engine.rules import Effect, Leads, Pattern, Stage

if TYPE_CHECKING:
    from engine.rulebase import Rulebase

_KIND = "kind"
_LEADS = "leads"


@frozen
class Path:
    """One way from a fault to a symptom.

    Attributes:
        symptom: Id of the symptom it ends in.
        effects: The effects on the way, nearest first.
        certain: Every arrow is a must.
        intermittent: Some arrow comes and goes.
        guards: What must hold along the way.
        unless: What must not be known to hold.
    """

    symptom: str
    effects: tuple[Effect, ...]
    certain: bool
    intermittent: bool
    guards: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]


def causal_graph(rulebases: Iterable[Rulebase]) -> nx.DiGraph[str]:
    """Build the causal graph. Nodes are ids; effects are prefixed with their guide."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for rulebase in rulebases:
        for symptom in rulebase.symptoms:
            graph.add_node(symptom.id, **{_KIND: "symptom", "title": symptom.title})
        for fault in rulebase.faults:
            graph.add_node(fault.id, **{_KIND: "fault", "title": fault.title})
            _add_arrows(graph, rulebase, fault.id, fault.leads_to)
        for chain in rulebase.chains:
            node = _effect_node(rulebase, chain.effect)
            graph.add_node(node, **{_KIND: "effect", "title": chain.effect.title, "effect": chain.effect})
            _add_arrows(graph, rulebase, node, chain.leads_to)
    return graph


def _effect_node(rulebase: Rulebase, effect: Effect) -> str:
    return f"{rulebase.name}:{effect.id}"


def _add_arrows(graph: nx.DiGraph[str], rulebase: Rulebase, start: str, arrows: Sequence[Leads]) -> None:
    for leads in arrows:
        end = _effect_node(rulebase, leads.to) if isinstance(leads.to, Effect) else leads.to
        # Two arrows between the same ends differ by their guards; both must be kept.
        if graph.has_edge(start, end):
            graph.edges[start, end][_LEADS] += (leads,)
        else:
            graph.add_edge(start, end, **{_LEADS: (leads,)})


def check_causes(rulebase: Rulebase) -> None:
    """Refuse effects that lead back to themselves or end nowhere.

    Raises:
        CausalLoopError: Some effects lead back to themselves.
        RulebaseError: A fault reaches no symptom.
    """
    graph = causal_graph((rulebase,))
    if not nx.is_directed_acyclic_graph(graph):
        loop = [start.partition(":")[2] or start for start, _ in nx.find_cycle(graph)]
        raise CausalLoopError(f"rulebase {rulebase.name!r}: {' -> '.join([*loop, loop[0]])} leads back to its start.")
    for fault in rulebase.faults:
        if not any(graph.nodes[node][_KIND] == "symptom" for node in nx.descendants(graph, fault.id)):
            raise RulebaseError(
                f"rulebase {rulebase.name!r}, fault {fault.id!r} leads to no symptom, so it never shows."
            )


def paths_of(graph: nx.DiGraph[str], fault: str) -> tuple[Path, ...]:
    """List every way from a fault to its symptoms, the most certain and shortest first."""
    found: list[Path] = []
    symptoms = sorted(node for node in nx.descendants(graph, fault) if graph.nodes[node][_KIND] == "symptom")
    for symptom in symptoms:
        for nodes in nx.all_simple_paths(graph, fault, symptom):
            effects = tuple(graph.nodes[node]["effect"] for node in nodes[1:-1])
            ways = product(*(graph.edges[edge][_LEADS] for edge in pairwise(nodes)))
            found += [_path(symptom, effects, arrows) for arrows in ways]
    return tuple(sorted(found, key=lambda path: (path.symptom, not path.certain, len(path.effects))))


def _path(symptom: str, effects: tuple[Effect, ...], arrows: tuple[Leads, ...]) -> Path:
    return Path(
        symptom,
        effects,
        certain=all(leads.certain for leads in arrows),
        intermittent=any(leads.intermittent for leads in arrows),
        guards=tuple(dict.fromkeys(leads.guard for leads in arrows if leads.guard is not None)),
        unless=tuple(dict.fromkeys(leads.unless for leads in arrows if leads.unless is not None)),
    )


def stages_behind(stages: Iterable[Stage]) -> dict[str, frozenset[str]]:
    """Return, for every stage, the stages that come after it."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for stage in stages:
        graph.add_node(stage.id)
        graph.add_edges_from((before, stage.id) for before in stage.after)
    return {stage: frozenset(nx.descendants(graph, stage)) for stage in graph}


def dependency_order(ladders: Iterable[Sequence[str]], rank: Mapping[str, int]) -> tuple[str, ...]:
    """Merge ladders of checks into one order that respects each of them, ties by `rank`.

    Where two ladders disagree, the earlier one wins and the disagreeing step of the later is dropped.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    for ladder in ladders:
        graph.add_nodes_from(ladder)
        for before, behind in pairwise(ladder):
            if not (behind in graph and before in graph and nx.has_path(graph, behind, before)):
                graph.add_edge(before, behind)
    return tuple(nx.lexicographical_topological_sort(graph, key=lambda check: (rank.get(check, 1 << 20), check)))


def subgraph_around(graph: nx.DiGraph[str], node: str) -> nx.DiGraph[str]:
    """Return what leads to a node and what it leads to."""
    if node not in graph:
        raise RulebaseError(f"Nothing is called {node!r} in the causal graph.")
    return graph.subgraph({node, *nx.ancestors(graph, node), *nx.descendants(graph, node)}).copy()
