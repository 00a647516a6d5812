"""The glossary: the project's own terms, and every name a case may use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from _build.markdown import anchor, bullets, code, codes, link, page, table
from engine.wording import name_thing
from facts import THINGS, Observable, Thing, ValueType, observables_of

TERMS: tuple[tuple[str, str], ...] = (
    ("account", "The widest scope: what one merchant has with one vendor. It holds integrations."),
    ("as designed", "The role of a symptom that something expected explains: nothing is wrong."),
    (
        "assumption",
        "What a diagnosis adds to what is known: a fault that nobody saw, supposed because it would explain a symptom.",
    ),
    ("catalogue", "The list of all items of a guide. Each is cited by knowledge, or declined with a reason."),
    ("channel", "Where a thing is seen, such as a portal page or a log. What a dead channel does not show is unknown."),
    (
        "check",
        "A question that decides faults, with who can answer it and what it costs: a glance, a page, another portal, "
        "a ticket.",
    ),
    ("claim", "A fact as the engine keeps it: who or what said it, when, where, and how reliably."),
    ("CONFIRMED", "The verdict of a fault that was seen itself. It never means the last one left."),
    ("consequence", "A finding that followed from a fault; it is confirmed, but it is no root cause."),
    ("contradicted", "Having evidence both for and against; counted as unknown until something settles it."),
    (
        "diagnosis",
        "What comes out: the verdicts with their proofs, what to check, what to repair, and when to ask for help.",
    ),
    ("effect", "What a fault does to a pipeline. Effects lead to effects and end in symptoms."),
    ("ERP", "The system at the far end, where orders are booked or goods are kept."),
    (
        "escalation",
        "Turning to somebody else, by the guide's own criteria or because nothing is left to repair oneself.",
    ),
    ("evidence", "The facts that a verdict rests on; leaving one out would change it."),
    (
        "expected",
        "Normal, by design, a matter of display, a limit the platform has, or passing by itself: it explains symptoms "
        "and is no fault.",
    ),
    ("explained away", "Adding nothing to what a confirmed fault explains already: unknown, not ruled out."),
    (
        "explanation",
        "A smallest set of faults that accounts for every symptom and foretells none that is known absent.",
    ),
    (
        "fact",
        "Somebody observed that something had a value, at a time, through a channel, with a reliability of 1 to 4.",
    ),
    ("fault", "Something wrong that can be repaired. Its id is the id of its item in the guide's catalogue."),
    ("finding", "It says where, or that something followed, but not what to repair."),
    ("firing", "One use of a rule: the facts that matched it and what it concluded."),
    ("flow", "A scope below the integration: one kind of data moving one way, such as orders or stock."),
    ("gate", "A stage that stops. Nothing behind it can be seen until it is repaired."),
    ("grace", "The time between usual and late: the guide says whether to wait on or to look already."),
    ("guard", "Where a rule holds at all. An unknown guard turns always into sometimes."),
    (
        "headline",
        "The case in a word: FAULT_CONFIRMED, FAULT_SUSPECTED, INSUFFICIENT_EVIDENCE, WAITING, AS_DESIGNED or HEALTHY. "
        "The worst found decides.",
    ),
    ("hub", "The system in the middle, which pulls from one side and hands on to the other."),
    (
        "injection",
        "A fault put into a simulated world, so that what the diagnosis says can be compared with the truth.",
    ),
    ("integration", "One connection of one platform through the hub; the scope below the account."),
    ("ladder", "A guide's order of checks for a symptom."),
    ("LATENT", "The verdict of a fault that is there, or is sure to come, but does not show yet."),
    ("MASKED", "The verdict of a fault that cannot be seen until something in front of it is repaired."),
    ("message", "A text pasted from a screen or a log. It can name a fault; it never refutes another."),
    ("must, may", "Two kinds of arrows between fault, effect and symptom: it always follows, or it can follow."),
    ("necessary", "Being in every explanation there is."),
    ("observable", "One thing that can be observed, under one name: the left side of a fact."),
    ("pattern", "What facts must look like for a rule: supported, refuted or unknown."),
    ("platform", "The shop or marketplace where orders are placed."),
    ("presence", "Whether a fault is there, by direct evidence: present, absent or unknown."),
    ("prior", "How common a fault is before anything is known: rare, occasional or common."),
    ("record", "One thing that is transferred, such as an order or a customer; the smallest scope."),
    ("refuted", "Known not to be so. What nobody looked at is never refuted."),
    ("reliability", "What a fact is worth: 4 from a machine, 3 read off a screen, 2 reported, 1 hearsay."),
    ("remedy", "What repairs a fault, who can do it, and how to see that it worked."),
    (
        "role",
        "What an observed symptom is in the whole: root evidence, consequential, unexplained, waiting, as designed.",
    ),
    ("root cause", "A confirmed fault that nothing else explains: what to repair."),
    ("rule", "A piece of a guide's knowledge, written as a value: when this is seen, that is so."),
    ("rulebase", "Everything that one guide teaches, checked as a whole."),
    ("RULED_OUT", "The verdict of a fault that the facts refute, or whose sure sign is known to be missing."),
    ("scenario", "A simulated course of events, with or without faults."),
    ("scope", "How far something reaches: account, integration, and below it order, SKU, flow or record."),
    ("seed", "The number that a scenario's chance begins with; the same seed gives the same scenario."),
    ("source", "The place in a guide that says so: section and lines."),
    ("stage", "A step of a pipeline. What happens behind it waits for it."),
    ("suite", "A set of scenarios that are run and judged together."),
    ("SUSPECTED", "The verdict of a fault that explains what is seen, but that nobody has seen itself."),
    ("symptom", "An expectation that is not met, or may not be: absent, waiting, grace, present, reported or unknown."),
    ("truth", "What is really wrong in a scenario; the diagnosis does not get to see it."),
    ("unknown", "Nobody looked. It never means no."),
    ("UNKNOWN", "The verdict of a fault of which nothing is known, or which others explain away."),
    ("verdict", "What is said of a fault: CONFIRMED, SUSPECTED, MASKED, LATENT, UNKNOWN or RULED_OUT."),
    ("window", "How long an expectation may take: usual until then, late from then on."),
    ("workaround", "What helps in the meantime, or instead of a repair."),
    ("working memory", "The facts of one case, in the form in which rules are matched with them."),
)

_TYPES = {
    ValueType.WORD: "one of",
    ValueType.NAME: "name",
    ValueType.NUMBER: "number",
    ValueType.TIME: "time",
    ValueType.TEXT: "pasted text",
}


def glossary_page() -> str:
    """Write the glossary."""
    return page(
        "# Glossary",
        "The words of this project, then every name that a case may use. The names are also published for programs: "
        "[vocabulary](schema/vocabulary.json), [schema of a case](schema/case.schema.json).",
        "## Terms",
        bullets(f"{anchor(_slug(term))}**{term}**: {meaning}" for term, meaning in TERMS),
        "## Observables",
        f"{len(THINGS)} kinds of things are observed. A name is the thing and its attribute: "
        "`order.is2_status`, or `order[88].is2_status` where there are several. Any value may also be `absent` "
        "(somebody looked, and there was nothing) or `unknown` (nobody looked).",
        ", ".join(link(code(kind), kind) for kind in THINGS),
        *(part for kind, thing in THINGS.items() for part in _thing(kind, thing)),
    )


def _thing(kind: str, thing: type[Thing]) -> Iterator[str | Iterable[str]]:
    yield f"{anchor(kind)}\n### {code(kind)}"
    parent = next((base for base in thing.__bases__ if issubclass(base, Thing) and base.kind), None)
    about = sentence_of(thing)
    inherited: frozenset[str] = frozenset()
    if parent is not None:
        inherited = frozenset(observables_of(parent))
        about += f" It has everything that {link(code(parent.kind), parent.kind)} has."
    yield f"{about} Scope: {thing.scope.value}."
    own = [each for name, each in observables_of(thing).items() if name not in inherited]
    if own:
        yield table(("Name", "Value", "Seen at", "Guides", "Meaning"), (_row(each) for each in own))


def sentence_of(thing: type[Thing]) -> str:
    """Return the first line of what a thing's class says of itself."""
    lines = (thing.__doc__ or "").strip().splitlines()
    return lines[0] if lines else f"{name_thing(thing).capitalize()}."


def _row(each: Observable) -> tuple[str, ...]:
    return (
        code(each.name) + (f"\nalso {codes(each.aliases)}" if each.aliases else ""),
        _value(each),
        each.channel.value,
        ", ".join(each.guides) or "all",
        each.meaning,
    )


def _value(each: Observable) -> str:
    kind = _TYPES[each.type]
    if each.unit is not None:
        kind = f"{kind}, {each.unit}"
    if each.words is None:
        return kind
    words = ", ".join(str(word.value) for word in each.words)
    other = ", or another name" if each.open else ""
    return f"{words}{other}" if each.type is ValueType.WORD else f"{kind}, or {words}"


def _slug(term: str) -> str:
    return f"term-{term.replace(', ', '-').replace(' ', '-')}"
