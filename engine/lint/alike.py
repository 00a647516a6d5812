"""Knowledge that says the same twice, or two things by the same facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, permutations

from engine.lint.base import Examined, Judged, Lint, Shown
from engine.lint.patterns import Place
from engine.lint.ways import Way
from engine.messages import phrases_in
from engine.rules import AllOf, AnyOf, Fault, Finding, Message, OneSided, Pattern
from engine.wording import describe

# --- messages -------------------------------------------------------------------------------


def ambiguous_messages(examined: Examined) -> Iterator[Lint]:
    """Yield texts that name two things which one case can have and neither of which specifies the other."""
    for first, second in combinations(examined.rulebase.messages, 2):
        inner, outer = (first, second) if _says(second, first) else (second, first)
        if not _says(outer, inner) or set(first.where).isdisjoint(second.where):
            continue
        one, other = examined.judged[inner.names], examined.judged[outer.names]
        if one is not other and not examined.kin(one.id, other.id) and not examined.apart(one, other):
            text = f"It names {other.id!r}, and its words {inner.text!r} name {one.id!r}. Narrow one of them."
            yield Lint("ambiguous-message", repr(outer.text), text)


def repeated_messages(examined: Examined) -> Iterator[Lint]:
    """Yield messages that another one of the same item makes unnecessary."""
    messages = examined.rulebase.messages
    for here, there in permutations(range(len(messages)), 2):
        outer, inner = messages[here], messages[there]
        if (inner.names, inner.item) != (outer.names, outer.item) or not _says(outer, inner):
            continue
        same = _says(inner, outer)
        twice = same and set(outer.where) == set(inner.where)
        if set(outer.where) <= set(inner.where) and not (twice and here < there):
            text = f"Whatever says so says {inner.text!r}, which names the same. Drop it."
            yield Lint("redundant" if same else "subsumed", repr(outer.text), text)


def _says(outer: Message, inner: Message) -> bool:
    return bool(phrases_in(outer.text, (inner.text,)))


# --- faults ---------------------------------------------------------------------------------


def indistinct_faults(examined: Examined) -> Iterator[Lint]:
    """Yield pairs of faults that no fact could ever tell apart."""
    for first, second in _indistinct(examined):
        yield Lint("redundant", second, f"It has the same evidence and effects as {first!r}. Merge them.")


def _indistinct(examined: Examined) -> Iterator[tuple[str, str]]:
    shapes = {fault.id: _shape(examined, fault) for fault in examined.rulebase.faults}
    for first, second in combinations(examined.rulebase.faults, 2):
        if shapes[first.id] == shapes[second.id] and not examined.apart(first, second):
            yield first.id, second.id


def _shape(examined: Examined, fault: Fault) -> tuple[object, ...]:
    """Return all by which facts could tell a fault from others."""
    ways = examined.ways
    evidence = tuple(
        (
            frozenset(ways.of(pattern, fault.scope)),
            frozenset(ways.of(pattern, fault.scope, positive=False)),
        )
        for pattern in (fault.refuted_by, fault.exonerated_by, fault.foreseen_by, fault.guard)
    )
    return (
        fault.scope,
        frozenset(shown.way for shown in examined.shown[fault.id]),
        frozenset(ways.of(fault.shown_by, fault.scope, positive=False)),
        evidence,
        frozenset(examined.paths[fault.id]),
    )


def shared_evidence(examined: Examined) -> Iterator[Lint]:
    """Yield faults that facts show together, though neither specifies the other."""
    indistinct = {frozenset(pair) for pair in _indistinct(examined)}
    found: dict[tuple[str, str], set[Shown]] = defaultdict(set)
    for first, second, mine in _implied(examined):
        if frozenset((first.id, second.id)) not in indistinct and not _excluded(examined, first, mine, second):
            found[first.id, second.id].add(mine)
    symptoms = {identity: {path.symptom for path in paths} for identity, paths in examined.paths.items()}
    for (one, other), ways in found.items():
        always = ways >= set(examined.shown[one])
        back = found.get((other, one))
        if back is not None and always is (back >= set(examined.shown[other])):
            if one < other:
                text = f"The same facts show {other!r}. Let one refine the other, or tell them apart."
                yield Lint("ambivalent", one, text)
        # One defect can have two remedies for two symptoms; for one symptom, one of the two is meant.
        elif (always or back is None) and not symptoms[one].isdisjoint(symptoms[other]):
            text = f"Facts that show it show {other!r} as well. Let it refine that, or narrow one of them."
            yield Lint("subsumed", one, text)


def _implied(examined: Examined) -> Iterator[tuple[Fault, Fault, Shown]]:
    """Yield each way in which facts show one fault and with it another one that is no kin of it."""
    faults = examined.rulebase.faults
    by_field: dict[str, list[tuple[Fault, Shown]]] = defaultdict(list)
    for fault in faults:
        for shown in examined.shown[fault.id]:
            for name in _fields(shown.way):
                by_field[name].append((fault, shown))
    for second in faults:
        for theirs in examined.shown[second.id]:
            rarest = min((by_field[name] for name in _fields(theirs.way)), key=len, default=())
            for first, mine in rarest:
                if first is second or (mine.by_message and theirs.by_message):
                    continue
                if not examined.ways.implies(mine.way, theirs.way, scopes=(first.scope, second.scope)):
                    continue
                if not examined.kin(first.id, second.id) and not examined.apart(first, second):
                    yield first, second, mine


def _fields(way: Way) -> frozenset[str]:
    return frozenset(name for told in way.told for name in told.fields)


def _excluded(examined: Examined, first: Fault, shown: Shown, second: Fault) -> bool:
    """Tell whether where facts show the first fault, they rule the second out."""
    ways = examined.ways
    guarded = ways.of(first.guard, first.scope) or (Way(),)
    barred = ways.of(second.guard, second.scope, positive=False)
    return all(
        any(
            ways.implies(ways.both(shown.way, guard, first.scope), against, scopes=(first.scope, second.scope))
            for against in barred
        )
        for guard in guarded
    )


# --- for and against ------------------------------------------------------------------------


def for_and_against(examined: Examined) -> Iterator[Lint]:
    """Yield what the same facts support and refute."""
    rulebase, ways = examined.rulebase, examined.ways
    knowledge: tuple[Fault | Finding, ...] = (*rulebase.faults, *rulebase.findings)
    for item in knowledge:
        if _coincide(examined, item, item.refuted_by):
            yield Lint("ambivalent", item.id, "The same facts show it and refute it. Narrow one of the two.")
    for fault in rulebase.faults:
        if _coincide(examined, fault, fault.exonerated_by, only_against=True):
            text = "What exonerates it also shows it, and so never counts. Narrow one of the two."
            yield Lint("ambivalent", fault.id, text)
    for symptom in rulebase.symptoms:
        scopes = (symptom.scope, symptom.scope)
        met, missed = ways.of(symptom.met_by, symptom.scope), ways.of(symptom.missed_by, symptom.scope)
        if any(
            ways.implies(one, two, scopes=scopes) or ways.implies(two, one, scopes=scopes)
            for one in met
            for two in missed
        ):
            yield Lint("ambivalent", symptom.id, "The same facts say that it is met and that it is missed.")


def _coincide(examined: Examined, item: Judged, against: Pattern | None, *, only_against: bool = False) -> bool:
    """Tell whether some facts against something show it all the same, or the other way round."""
    ways, scopes = examined.ways, (item.scope, item.scope)
    return any(
        ways.implies(way, shown.way, scopes=scopes)
        or (not only_against and ways.implies(shown.way, way, scopes=scopes))
        for way in ways.of(against, item.scope)
        for shown in examined.shown[item.id]
    )


def ruled_out_in_vain(examined: Examined) -> Iterator[Lint]:
    """Yield expected items that would rule out what the same facts show."""
    for item in examined.rulebase.expected:
        when = examined.ways.of(item.when, item.scope)
        for target in item.refutes if when and item.until is None else ():
            if all(_shows(examined, way, item, examined.judged[target]) for way in when):
                text = f"It would rule out {target!r}, which the same facts show. Narrow one of them."
                yield Lint("ambivalent", item.id, text)


def _shows(examined: Examined, way: Way, item: Judged, target: Judged) -> bool:
    """Tell whether facts that speak of one thing show another, and do not refute its guard as well."""
    ways, scopes = examined.ways, (item.scope, target.scope)
    barred = ways.of(getattr(target, "guard", None), target.scope, positive=False)
    shown = any(ways.implies(way, each.way, scopes=scopes) for each in examined.shown[target.id])
    return shown and not any(ways.implies(way, against, scopes=scopes) for against in barred)


# --- parts of patterns ----------------------------------------------------------------------


def repeated_parts(examined: Examined) -> Iterator[Lint]:
    """Yield parts of patterns that stand there twice or that another part covers."""
    for place in examined.places:
        for whole, parts, refutable in _joined(place.pattern, place.refutable):
            for one, other in permutations(range(len(parts)), 2):
                if parts[one] == parts[other]:
                    if one < other:
                        yield Lint("redundant", place.owner, f"Its {place.role} says twice: {describe(parts[one])}.")
                elif isinstance(whole, AnyOf) and _covers(examined, parts[other], parts[one], place, refutable):
                    text = f"Its {place.role} has a part that another one covers: {describe(parts[one])}. Drop it."
                    yield Lint("subsumed", place.owner, text)


def _joined(pattern: Pattern, refutable: bool) -> Iterator[tuple[Pattern, tuple[Pattern, ...], bool]]:
    """Yield all that a pattern joins, inner parts included, and whether its refutation means something."""
    if isinstance(pattern, OneSided):
        yield from _joined(pattern.inner, False)
    elif isinstance(pattern, AllOf | AnyOf):
        yield pattern, pattern.parts, refutable
        for part in pattern.parts:
            yield from _joined(part, refutable)


def _covers(examined: Examined, wide: Pattern, narrow: Pattern, place: Place, refutable: bool) -> bool:
    """Tell whether one of two alternatives is never needed: it supports nothing more, and refutes nothing less."""
    ways, scope = examined.ways, place.scope
    narrower = ways.of(narrow, scope)
    if not narrower or not _all_imply(examined, narrower, ways.of(wide, scope), scope):
        return False
    if not refutable:
        return True
    against = ways.of(wide, scope, positive=False)
    return _all_imply(examined, against, ways.of(narrow, scope, positive=False), scope)


def _all_imply(examined: Examined, first: tuple[Way, ...], second: tuple[Way, ...], scope: type) -> bool:
    return all(any(examined.ways.implies(one, two, scopes=(scope, scope)) for two in second) for one in first)
