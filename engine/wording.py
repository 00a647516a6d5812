"""Patterns in plain words, for people: `describe` reads a pattern as a clause.

The words come from the vocabulary alone: from the name of a field, the sentence that says what it
means, and its values. Nothing here decides anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from engine.reasoners.base import ABSENT_WORD
from engine.rules import (
    Affix,
    AgeBound,
    AllOf,
    AnyOf,
    Bound,
    FieldRef,
    Holds,
    Is,
    IsAbsent,
    IsKnown,
    Lagging,
    Length,
    Listed,
    OlderThanSetting,
    OneSided,
    Pattern,
    Relates,
    Says,
    Seen,
    Test,
)
from facts import PLATFORMS, Thing, ValueType
from facts.base import normalise

__all__ = ["alternatives", "describe", "name_field", "name_span", "name_thing"]

_COMPARISONS = {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"}
_ACRONYMS = frozenset({"api", "erp", "id", "ip", "po", "soap", "uom", "url", "wsdl"})
_AUXILIARY = re.compile(r"\b(is|are|was|were|has been|have been|can|will)\b")
_UNITS = frozenset({"days", "hours", "minutes", "seconds", "ms", "percent"})


def describe(pattern: Pattern) -> str:
    """Read a pattern as a clause without a full stop.

    >>> from engine.rules import absent, older_than, seen
    >>> from facts import Integration, Order, Switch
    >>> describe(seen(Integration, order_sync_toggle=Switch.OFF))
    "the integration's Order Sync toggle is OFF"
    >>> describe(seen(Order, ship_method=absent(), placed_at=older_than(hours=1)))
    'the order has no ship method and it was placed more than 1 hour ago'
    """
    return _describe(pattern, nested=False)


def alternatives(pattern: Pattern) -> tuple[str, ...]:
    """Read a pattern as clauses of which each suffices by itself.

    >>> from engine.rules import absent, any_of, seen
    >>> from facts import Order
    >>> alternatives(any_of(seen(Order, ship_method=absent()), seen(Order, sku="TEE-9")))
    ('the order has no ship method', "the order's SKU is TEE-9")
    """
    if isinstance(pattern, OneSided):
        return alternatives(pattern.inner)
    if isinstance(pattern, AnyOf):
        return tuple(dict.fromkeys(text for part in pattern.parts for text in alternatives(part)))
    return (describe(pattern),)


def name_field(reference: FieldRef) -> str:
    """Name a field so that it fits into a sentence.

    >>> from facts import Order
    >>> name_field(FieldRef(Order, "ship_method")), name_field(FieldRef(Order, "shipped_at"))
    ("the order's ship method", 'when the order was shipped')
    """
    clause = _clause(reference, "When ", name_thing(reference.thing))
    return _labelled(reference) if clause is None else f"when {clause}"


def name_span(span: timedelta) -> str:
    """Name a span in its largest whole unit.

    >>> name_span(timedelta(minutes=30)), name_span(timedelta(hours=1)), name_span(timedelta(days=31))
    ('30 minutes', '1 hour', '31 days')
    """
    seconds = abs(span.total_seconds())
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds and seconds % size == 0:
            return _counted(seconds / size, f"{unit}s")
    return _counted(seconds, "seconds")


def name_thing(thing: type[Thing]) -> str:
    """Name a thing with its article; a platform goes by its own name.

    >>> from facts import ShipMap, TestOrder
    >>> name_thing(ShipMap), name_thing(TestOrder)
    ('the ship map', 'the test order')
    """
    for platform in PLATFORMS:
        if normalise(platform) in (normalise(thing.kind), normalise(thing.__name__)):
            return platform
    words = re.findall(r"[A-Z][a-z0-9]*|[A-Z]+(?![a-z])", thing.__name__)
    if normalise("".join(words)) != normalise(thing.kind):
        words = thing.kind.split("_")
    return f"the {' '.join(_cased(word.casefold(), '') for word in words)}"


# --- patterns -------------------------------------------------------------------------------


def _describe(pattern: Pattern, *, nested: bool) -> str:
    match pattern:
        case Seen():
            return _seen(pattern)
        case OneSided():
            return _describe(pattern.inner, nested=nested)
        case Holds():
            return f"it holds that {pattern.context.replace('_', ' ')}"
        case AllOf():
            soon = _soon(pattern)
            if soon is not None:
                return soon
            text = _joined([_describe(part, nested=True) for part in pattern.parts], "and")
            return f"both {text}" if nested and len(pattern.parts) == 2 else text
        case AnyOf():
            text = _joined([_describe(part, nested=True) for part in pattern.parts], "or")
            return f"either {text}" if nested else text


def _soon(pattern: AllOf) -> str | None:
    """Say of a moment that it lies ahead, and how far at most; None if the parts say anything else."""
    match pattern.parts:
        case (Seen(thing, ((name, AgeBound("ge", ahead)),)), Seen(other, ((same, AgeBound("le", now)),))) if (
            thing,
            name,
        ) == (other, same) and ahead < now == timedelta():
            return f"the time {name_field(FieldRef(thing, name))} lies ahead, by at most {name_span(ahead)}"
    return None


def _seen(pattern: Seen) -> str:
    """Say all tests of one thing; after the first it is only `it`."""
    clauses: list[str] = []
    for name, test in pattern.tests:
        clauses.append(_test(FieldRef(pattern.thing, name), test, "it" if clauses else name_thing(pattern.thing)))
    return _joined(clauses, "and")


def _joined(clauses: Sequence[str], word: str) -> str:
    """Join clauses; commas keep apart what has an `and` or `or` of its own."""
    if len(clauses) == 1:
        return clauses[0]
    simple = len(clauses) == 2 and not any(re.search(r",| and | or ", clause) for clause in clauses)
    return f"{', '.join(clauses[:-1])}{'' if simple else ','} {word} {clauses[-1]}"


# --- tests ----------------------------------------------------------------------------------


def _test(reference: FieldRef, test: Test, subject: str) -> str:
    match test:
        case Is():
            return _is(reference, test, subject)
        case IsAbsent():
            return _is(reference, Is((ABSENT_WORD,)), subject)
        case IsKnown():
            clause = _clause(reference, "When ", subject)
            if clause is not None:
                return f"it is known when {clause}"
            return f"{subject} has {_with_article(_label(reference))}"
        case Bound():
            number = _counted(test.number, reference.observable.unit)
            return f"{_labelled(reference, subject)} {_be(reference)} {_COMPARISONS[test.comparison]} {number}"
        case AgeBound():
            return _age(reference, test, subject)
        case Affix():
            verb = "begin" if test.at == "start" else "end"
            not_ = f"does not {verb}" if test.negated else f"{verb}s"
            return f"{_labelled(reference, subject)} {not_} with {test.text}"
        case Length():
            than = "at most" if test.negated else "more than"
            has = "have" if _plural(_label(reference)) else "has"
            return f"{_labelled(reference, subject)} {has} {than} {test.most} characters"
        case Listed():
            whose = "it" if test.other.thing is reference.thing else name_thing(test.other.thing)
            is_ = f"{_be(reference)} not" if test.negated else _be(reference)
            return f"{_labelled(reference, subject)} {is_} among {_labelled(test.other, whose)}"
        case Says():
            say = "say" if _plural(_label(reference)) else "says"
            return f"{_labelled(reference, subject)} {say} {_quoted(test.phrases)}"
        case Relates():
            return _relates(reference, test, subject)
        case OlderThanSetting():
            times = "" if test.times == 1 else "twice " if test.times == 2 else f"{test.times:g} times "
            than = "no longer" if test.negated else "longer"
            return f"{_event(reference, subject)} {than} ago than {times}{_labelled(test.setting)}"
        case Lagging():
            than = f"{_COMPARISONS[test.comparison]} {name_span(test.span)}"
            return f"{_event(reference, subject)} {than} after {_event(test.after, 'it')}"


def _is(reference: FieldRef, test: Is, subject: str) -> str:
    """Say which values a field has; yes and no are said by the sentence that the field means."""
    words = [word for word in test.words if word != ABSENT_WORD]
    if test.negated:
        return f"{_labelled(reference, subject)} {_be(reference)} something other than {_listed(test.words)}"
    nothing = _nothing(reference, subject)
    if not words:
        return nothing
    said = _yes_or_no(reference, words, subject) or f"{_labelled(reference, subject)} {_be(reference)} {_listed(words)}"
    if len(words) == len(test.words):
        return said
    return f"{nothing} or {said}"


def _nothing(reference: FieldRef, subject: str) -> str:
    clause = _clause(reference, "When ", subject)
    if clause is not None:
        return f"there is no time when {clause}"
    return f"{subject} has no {_label(reference)}"


def _yes_or_no(reference: FieldRef, words: Sequence[str], subject: str) -> str | None:
    """Say a yes or no by the field's own sentence; None if it is neither, or the sentence has two parts."""
    if len(words) != 1 or words[0] not in ("Yes", "No", "yes", "no"):
        return None
    clause = _clause(reference, "Whether ", subject)
    if clause is None:
        return None
    if words[0] in ("Yes", "yes"):
        return clause
    negated, count = _AUXILIARY.subn(r"\1 not", clause, count=1)
    negated = re.sub(r"\b(has|have) been not\b", r"\1 not been", negated)
    return negated if count else f"it is not true that {clause}"


def _age(reference: FieldRef, test: AgeBound, subject: str) -> str:
    if test.span > timedelta():
        return f"{_event(reference, subject)} {_COMPARISONS[test.comparison]} {name_span(test.span)} ago"
    when = f"the time {name_field(reference) if subject != 'it' else 'when ' + _event(reference, subject)}"
    past = test.comparison in ("gt", "ge")
    if not test.span:
        return f"{when} is past" if past else f"{when} is still to come"
    ahead = "at most" if past else "more than"
    return f"{when} lies {ahead} {name_span(test.span)} ahead{', or is past' if past else ''}"


def _relates(reference: FieldRef, test: Relates, subject: str) -> str:
    moment = reference.observable.type is ValueType.TIME
    other = test.other
    if moment and test.relation in ("gt", "lt"):
        word = "after" if test.relation == "gt" else "before"
        whose = "it" if other.thing is reference.thing else name_thing(other.thing)
        return f"{_event(reference, subject)} {word} {_event(other, whose)}"
    be = _be(reference)
    relation = {
        "same": f"{be} the same as",
        "differs": f"{be} not the same as",
        "gt": f"{be} more than",
        "lt": f"{be} less than",
    }
    whose = "it" if other.thing is reference.thing else name_thing(other.thing)
    aside = {"exact": "", "folded": " (spelling aside)", "hexadecimal": ", written in hexadecimal"}[test.reading]
    times = "" if test.times == 1 else "half " if test.times == 0.5 else f"{test.times:g} times "
    return f"{_labelled(reference, subject)} {relation[test.relation]} {times}{_labelled(other, whose)}{aside}"


# --- fields ---------------------------------------------------------------------------------


def _event(reference: FieldRef, subject: str) -> str:
    """Say what happened at a moment: ``the order was shipped``."""
    clause = _clause(reference, "When ", subject)
    return f"{_labelled(reference, subject)} was" if clause is None else clause


def _clause(reference: FieldRef, opening: str, subject: str) -> str | None:
    """Return what the field's sentence says after its opening word, of `subject`; None if it opens otherwise.

    The sentences of the vocabulary call their thing `it`.
    """
    meaning = reference.observable.meaning
    if not meaning.startswith(opening) or ", or " in meaning:
        return None
    clause = meaning.removeprefix(opening).rstrip(".").partition(",")[0].partition(";")[0]
    return re.sub(r"\bit(s?)\b", lambda found: _possessive(subject) if found[1] else subject, clause, count=1)


def _labelled(reference: FieldRef, subject: str | None = None) -> str:
    owner = name_thing(reference.thing) if subject is None else subject
    return f"{_possessive(owner)} {_label(reference)}"


def _label(reference: FieldRef) -> str:
    """Name a field by its name, cased as the vocabulary's sentence about it has the words."""
    words = reference.observable.name.partition(".")[2].replace(".", "_").split("_")
    if len(words) > 1 and words[-1] in _UNITS:
        words = words[:-1]
    if len(words) > 1 and words[-1] == "at":
        words = [*words[:-1], "time"]
    return " ".join(_cased(word, reference.observable.meaning) for word in words)


def _cased(word: str, meaning: str) -> str:
    """Spell a word of a name as people do: as the sentence does, or as an acronym."""
    for place, found in enumerate(re.findall(r"[A-Za-z0-9]+", meaning)):
        if found.casefold() == word and (place or found.isupper() or not found[1:].islower()):
            return str(found)
    acronym = word in _ACRONYMS or any(sign.isdigit() for sign in word) or not re.search(r"[aeiouy]", word)
    if word == "oauth":
        return "OAuth"
    return word.upper() if acronym else word


def _possessive(owner: str) -> str:
    if owner == "it":
        return "its"
    return f"{owner}'" if owner.endswith("s") and owner.startswith("the ") else f"{owner}'s"


def _be(reference: FieldRef) -> str:
    return "are" if _plural(_label(reference)) else "is"


def _plural(label: str) -> bool:
    """Tell whether a name speaks of several; ``address``, ``status`` and ``SKUS`` as typed do not count."""
    return label.endswith("s") and not label.endswith(("ss", "us", "is"))


def _with_article(label: str) -> str:
    if _plural(label):
        return label
    spelled_out = label.split()[0].isupper()
    vowel = label[0] in ("AEFHILMNORSX" if spelled_out else "aeioAEIO")
    return f"{'an' if vowel else 'a'} {label}"


def _listed(words: Sequence[str]) -> str:
    spelled = {word.casefold(): word for word in reversed(words)}
    named = ["nothing" if word == ABSENT_WORD else word for word in reversed(spelled.values())]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} or {named[-1]}"


def _quoted(phrases: Sequence[str]) -> str:
    return _listed([f'"{phrase}"' for phrase in phrases])


def _counted(number: float, unit: str | None) -> str:
    text = f"{number:g}"
    if unit is None:
        return text
    return f"{text} {unit[:-1] if number == 1 and unit.endswith('s') and unit != 'ms' else unit}"
