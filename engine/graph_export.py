"""The causal graph as text for other programs: Mermaid, Graphviz and Cytoscape."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from engine.graph import causal_graph, subgraph_around
from engine.rulebase import Rulebase
from engine.rules import Leads

__all__ = ["FORMATS", "Arrow", "Node", "graph_of", "graph_of_diagnosis"]

_KINDS: Final = ("fault", "effect", "symptom")
_SHAPES: Final = {"fault": ("[", "]"), "effect": ("(", ")"), "symptom": ("{{", "}}")}
_DOT_SHAPES: Final = {"fault": "box", "effect": "ellipse", "symptom": "hexagon"}
_COLOURS: Final = {
    "CONFIRMED": "#f4b6b6",
    "SUSPECTED": "#f7e0a3",
    "MASKED": "#dddddd",
    "LATENT": "#cfe3f7",
    "present": "#f4b6b6",
    "reported": "#f4b6b6",
    "waiting": "#f7e0a3",
    "grace": "#f7e0a3",
}


@frozen
class Node:
    """A fault, an effect or a symptom; `state` is a fault's verdict or a symptom's state in a diagnosis."""

    id: str
    kind: str
    title: str
    state: str | None = None


@frozen
class Arrow:
    """One leads to the other: always, or only sometimes or under a condition."""

    start: str
    end: str
    certain: bool


Graph = tuple[tuple[Node, ...], tuple[Arrow, ...]]


def graph_of(rulebases: Sequence[Rulebase], around: Sequence[str] = ()) -> Graph:
    """Return the causal graph, or what leads to and follows from each of some ids.

    Raises:
        RulebaseError: Nothing in the graph has one of the ids.
    """
    whole = causal_graph(rulebases)
    chosen = {node for name in around for node in subgraph_around(whole, name)} if around else set(whole)
    return _plain(whole, chosen, {})


def graph_of_diagnosis(rulebases: Sequence[Rulebase], diagnosis: Mapping[str, Any]) -> Graph:
    """Return the ways from the faults of a diagnosis to the symptoms they explain.

    Args:
        rulebases: The rulebases consulted.
        diagnosis: What ``Diagnosis.to_dict()`` returns.

    Returns:
        Faults that are confirmed, suspected or foreseen, or known to be there behind others; a fault
        that explains nothing in this case stands with all its ways.
    """
    whole = causal_graph(rulebases)
    states = {item["id"]: str(item["state"]) for item in diagnosis["symptoms"] if item["role"] is not None}
    chosen = {identity for identity in states if identity in whole}
    for item in diagnosis["faults"]:
        there = item["verdict"] in ("CONFIRMED", "SUSPECTED", "LATENT") or item["presence"] == "present"
        if there and item["id"] in whole:
            states[item["id"]] = item["verdict"]
            behind = set(subgraph_around(whole, item["id"]))
            ends = {place["id"] for place in item["explains"]}
            chosen |= {node for end in ends for node in behind & set(subgraph_around(whole, end))} or behind
    return _plain(whole, chosen, states)


def _plain(graph: Any, chosen: set[str], states: Mapping[str, str]) -> Graph:
    """Turn part of the causal graph into plain values, in a fixed order."""
    nodes = [
        Node(name, data["kind"], data["title"], states.get(name))
        for name, data in graph.nodes(data=True)
        if name in chosen
    ]
    nodes.sort(key=lambda node: _KINDS.index(node.kind))
    arrows = [
        Arrow(start, end, all(_always(leads) for leads in data["leads"]))
        for start, end, data in graph.edges(data=True)
        if start in chosen and end in chosen
    ]
    return tuple(nodes), tuple(sorted(arrows, key=lambda arrow: (arrow.start, arrow.end)))


def _always(leads: Leads) -> bool:
    return leads.certain and leads.guard is None and not leads.intermittent


def to_mermaid(graph: Graph) -> str:
    """Write a graph for Mermaid; a dotted arrow is one that need not follow."""
    nodes, arrows = graph
    # Ids hold signs that Mermaid gives a meaning, so nodes go by number.
    names = {node.id: f"n{number}" for number, node in enumerate(nodes)}
    lines = ["flowchart LR"]
    for node in nodes:
        opening, closing = _SHAPES[node.kind]
        label = node.title.replace('"', "#quot;")
        lines.append(f'    {names[node.id]}{opening}"{label}"{closing}')
    lines += [f"    {names[arrow.start]} {'-->' if arrow.certain else '-.->'} {names[arrow.end]}" for arrow in arrows]
    lines += [f"    style {names[node.id]} fill:{_COLOURS[node.state]}" for node in nodes if node.state in _COLOURS]
    return "\n".join(lines)


def to_dot(graph: Graph) -> str:
    """Write a graph for Graphviz; a dashed arrow is one that need not follow."""
    nodes, arrows = graph
    lines = ["digraph causes {", "    rankdir=LR;", '    node [fontname="sans-serif"];']
    for node in nodes:
        fill = f', style=filled, fillcolor="{_COLOURS[node.state]}"' if node.state in _COLOURS else ""
        lines.append(f"    {_quote(node.id)} [label={_quote(node.title)}, shape={_DOT_SHAPES[node.kind]}{fill}];")
    for arrow in arrows:
        style = "" if arrow.certain else " [style=dashed]"
        lines.append(f"    {_quote(arrow.start)} -> {_quote(arrow.end)}{style};")
    return "\n".join([*lines, "}"])


def to_cytoscape(graph: Graph) -> str:
    """Write a graph as the JSON that Cytoscape reads."""
    nodes, arrows = graph
    elements = {
        "nodes": [
            {"data": {"id": node.id, "kind": node.kind, "title": node.title, "state": node.state}} for node in nodes
        ],
        "edges": [
            {"data": {"id": f"{a.start} -> {a.end}", "source": a.start, "target": a.end, "certain": a.certain}}
            for a in arrows
        ],
    }
    return json.dumps({"elements": elements}, indent=2, ensure_ascii=False)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


FORMATS: Final[Mapping[str, Callable[[Graph], str]]] = {
    "mermaid": to_mermaid,
    "dot": to_dot,
    "cytoscape": to_cytoscape,
}
