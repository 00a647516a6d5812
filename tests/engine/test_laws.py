"""Laws that hold of every diagnosis, whatever the case."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, fields, has
from hypothesis import assume, given
from hypothesis import strategies as st

from engine import Diagnosis, Judgement, Rulebase, Verdict, infer, load_rulebases
from engine.model import FaultModel
from engine.presence import Presence
from engine.reasoners.durable import durable_available
from engine.rules import FieldRef, Seen, Times
from engine.symptoms import State
from tests import strategies
from tests.strategies import CaseDict, Fact, some_cases

ROOT = Path(__file__).parents[2]
RULEBASE = load_rulebases(("efs",))[0]
DECIDED = (Verdict.CONFIRMED, Verdict.RULED_OUT)

Key = tuple[str, str]


def diagnose(case: object, rulebase: Rulebase | None = None) -> Diagnosis:
    return infer(case, reasoner="compiled", rulebases=None if rulebase is None else (rulebase,))


def as_bytes(diagnosis: Diagnosis) -> bytes:
    return json.dumps(diagnosis.to_dict(include_unknown=True)).encode()


def without(value: Any, *names: str) -> Any:
    """Leave out what stands under these names, at any depth."""
    if isinstance(value, dict):
        return {name: without(item, *names) for name, item in value.items() if name not in names}
    if isinstance(value, list):
        return [without(item, *names) for item in value]
    return value


def as_bytes_but(diagnosis: Diagnosis, *names: str) -> bytes:
    return json.dumps(without(diagnosis.to_dict(include_unknown=True), *names)).encode()


def by_name(case: CaseDict) -> CaseDict:
    """Write the facts of a case as a mapping."""
    return {**case, "facts": {fact["name"]: fact["value"] for fact in case["facts"]}}


def verdicts(diagnosis: Diagnosis) -> dict[Key, Judgement]:
    return {item.key: item for item in diagnosis.judgements}


def entities(diagnosis: Diagnosis) -> set[str]:
    return {item.entity for item in diagnosis.judgements}


# --- both reasoners ----------------------------------------------------------------------------------------

NEEDS_DURABLE = [] if durable_available() else ["compiled"]


@given(strategies.several_integrations)
def test_both_reasoners_give_the_same_bytes(case):
    names = ["durable", "compiled"] if durable_available() else ["compiled", "compiled"]
    one, other = (infer(case, reasoner=name) for name in names)
    assert as_bytes_but(one, "reasoner") == as_bytes_but(other, "reasoner")
    assert [one.to_dict()["run"]["reasoner"], other.to_dict()["run"]["reasoner"]] == names


# --- L1: order and chance do not matter --------------------------------------------------------------------


@given(strategies.cases((None, "eu", "us"), conflicts=False), st.randoms(use_true_random=False))
def test_the_order_of_facts_given_by_name_does_not_change_a_byte(case, shuffler):
    again = {**case, "facts": list(case["facts"])}
    shuffler.shuffle(again["facts"])
    assert as_bytes(diagnose(by_name(again))) == as_bytes(diagnose(by_name(case)))


@given(strategies.several_integrations, st.randoms(use_true_random=False))
def test_the_order_of_listed_facts_changes_nothing_but_where_each_stands_in_the_list(case, shuffler):
    again = {**case, "facts": list(case["facts"])}
    shuffler.shuffle(again["facts"])
    assert as_bytes_but(diagnose(again), "path") == as_bytes_but(diagnose(case), "path")


# What may stand in any order; elsewhere the order is the guide's own, and so is that of what is said of a fault.
UNORDERED = ("chains", "links", "changes", "contexts", "procedures", "routines", "contradictions", "declined")


@cache
def shuffled(names: tuple[str, ...], seed: int) -> Rulebase:
    parts = {name: list(getattr(RULEBASE, name)) for name in names}
    shuffler = random.Random(seed)
    for part in parts.values():
        shuffler.shuffle(part)
    return evolve(RULEBASE, **{name: tuple(part) for name, part in parts.items()})


JUDGED = ("messages", "faults", "findings")


@given(strategies.several_integrations, st.integers(0, 2))
def test_the_order_of_chains_links_and_contexts_does_not_change_a_byte(case, seed):
    given, again = diagnose(case, RULEBASE), diagnose(case, shuffled(UNORDERED, seed))
    assert as_bytes_but(again, "hash") == as_bytes_but(given, "hash")


@given(strategies.several_integrations, st.integers(0, 2))
def test_the_order_of_faults_and_messages_changes_no_verdict(case, seed):
    given, again = diagnose(case, RULEBASE), diagnose(case, shuffled((*UNORDERED, *JUDGED), seed))
    # Of more explanations than are listed, the guide's first are.
    assume("TRUNCATED" not in given.flags)
    assert sorted(map(verdict_of, again.judgements)) == sorted(map(verdict_of, given.judgements))
    assert (again.headline, again.flags, again.until) == (given.headline, given.flags, given.until)


def verdict_of(item: Judgement) -> tuple[object, ...]:
    return (
        *item.key, item.verdict.value, item.presence.value, item.contradicted, item.necessary, item.root_cause,
        item.size, sorted(item.explains),
    )  # fmt: skip


CHILD = """
import json, sys
from engine import infer
for case in json.load(sys.stdin):
    print(json.dumps(infer(case, reasoner=sys.argv[1]).to_dict(include_unknown=True)))
"""


@pytest.mark.parametrize("reasoner", ["compiled", *(["durable"] if durable_available() else [])])
def test_the_hash_seed_does_not_change_a_byte(reasoner):
    given = json.dumps(some_cases(40, seed=1))
    command = [sys.executable, "-W", "ignore", "-c", CHILD, reasoner]
    outputs = []
    for seed in ("0", "1", "4711"):
        seeded = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=True, cwd=ROOT, env=seeded)
        outputs.append(done.stdout)
    assert outputs[0].count("\n") == 40
    assert len(set(outputs)) == 1


# --- L2: knowing less decides nothing ----------------------------------------------------------------------


def window_fields(value: object) -> Iterator[str]:
    """Name the fields that windows, and waits that end, count from or read."""
    for symptom in RULEBASE.symptoms:
        for window in symptom.windows:
            yield window.since.observable.name
            yield from (span.setting.observable.name for span in (window.ok, window.late) if isinstance(span, Times))
    for item in RULEBASE.expected:
        if item.until is not None:
            yield item.until.since.observable.name
            yield from (item.until.span.setting.observable.name,) if isinstance(item.until.span, Times) else ()


def pattern_fields(pattern: object) -> Iterator[str]:
    if isinstance(pattern, Seen):
        for name, _ in pattern.tests:
            yield FieldRef(pattern.thing, name).observable.name
    elif has(type(pattern)):
        for part in fields(type(pattern)):
            inner = getattr(pattern, part.name)
            for each in inner if isinstance(inner, tuple) else (inner,):
                yield from pattern_fields(each)


WINDOW_FIELDS = frozenset(window_fields(RULEBASE))


def plain_name(fact: Fact) -> str:
    """Return a fact's name without ids; a test order's facts are an order's."""
    head, _, attribute = fact["name"].rpartition(".")
    return f"{head.rpartition('.')[2].partition('[')[0].removeprefix('test_')}.{attribute}"


LINK_FIELDS = frozenset(ref.observable.name for link in RULEBASE.links for ref in (link.naming, link.named))
SYMPTOMS_SETTLED = (State.PRESENT.value, State.REPORTED.value, State.ABSENT.value)


def names_a_thing(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Tell whether a fact is the only one to speak of an integration, a product or a ship map.

    What does not say to which of these it belongs belongs to the only one there is.
    """
    thing = fact["name"].rpartition(".")[0]
    kind = thing.rpartition(".")[2].partition("[")[0]
    return kind not in ("order", "test_order") and sum(each["name"].startswith(f"{thing}.") for each in facts) == 1


def settles_a_symptom(full: Diagnosis, less: Diagnosis) -> bool:
    """Tell whether a symptom on which the facts disagreed is settled with one fact less."""
    settled = {
        (entry["id"], entry["scope"]) for entry in less.to_dict()["symptoms"] if entry["state"] in SYMPTOMS_SETTLED
    }
    return any(
        (entry["id"], entry["scope"]) in settled
        for entry in full.to_dict()["symptoms"]
        if entry["state"] == State.UNKNOWN.value and entry["facts"]
    )


def excuses(
    full: Diagnosis, less: Diagnosis, fact: Fact, facts: Sequence[Fact], now: Judgement, before: Judgement | None
) -> str:
    """Say why leaving a fact out may create a verdict; empty if it may not.

    These are the exceptions of the law, each as narrow as the diagnosis lets one tell.
    """
    name = fact["name"]
    document = full.to_dict(include_unknown=True)

    def cites(entry: Any) -> bool:
        return any(each["name"] == name for each in entry)

    if Counter(each["name"] for each in facts)[name] > 1:
        return "it conflicted with another fact or overrode it"
    if name.startswith("channel"):
        return "it marked a channel"
    if plain_name(fact) in WINDOW_FIELDS:
        return "it set a window"
    if any(cites(entry["why"]["facts"]) for entry in document["expected"]):
        return "it excused something"
    if plain_name(fact) == "integration.platform" or before is None:
        return "it made the fault impossible there"
    if names_a_thing(fact, facts) or plain_name(fact) in LINK_FIELDS:
        return "it said which things belong together"
    if before.contradicted:
        return "it conflicted with the evidence for or against the fault"
    if before.presence is Presence.PRESENT and now.presence is Presence.ABSENT:
        return "it conflicted with the evidence against the fault"
    if before.presence is Presence.ABSENT and now.presence is Presence.PRESENT:
        return "it excused what would be the fault"
    if before.hidden_by and now.verdict is Verdict.CONFIRMED:
        return "it gated what the fault shows at"
    if before.verdict is Verdict.LATENT and now.verdict is Verdict.CONFIRMED:
        return "it showed that the fault does no harm yet"
    if now.against is not None and now.against.kind == "counter-example" and speaks_of_symptoms(full, name, now):
        return "it conflicted with the counter-example"
    against = now.against
    if against is not None and any(
        entry["scope"] == against.entity and entry["state"] != "absent" and cites(entry["facts"])
        for entry in document["symptoms"]
    ):
        return "it conflicted with the counter-example: that had not come the way that the fault blocks"
    if settles_a_symptom(full, less):
        return "it conflicted with what shows a symptom"
    return ""


def speaks_of_symptoms(full: Diagnosis, name: str, item: Judgement) -> bool:
    """Tell whether a fact shows something, other than that all is well, of a symptom that a fault can show as."""
    assert isinstance(item.subject, FaultModel)
    return any(
        entry["id"] in item.subject.by_symptom
        and entry["state"] != State.ABSENT.value
        and any(each["name"] == name for each in entry["facts"])
        for entry in full.to_dict()["symptoms"]
    )


@given(strategies.cases((None, "eu")))
def test_removing_a_fact_never_confirms_or_rules_out(case):
    full = diagnose(case)
    known, places = verdicts(full), entities(full)
    for position, fact in enumerate(case["facts"]):
        less = diagnose({**case, "facts": case["facts"][:position] + case["facts"][position + 1 :]})
        for key, item in verdicts(less).items():
            before = known.get(key)
            created = item.verdict in DECIDED and (before is None or before.verdict is not item.verdict)
            if created and item.entity in places:
                reason = excuses(full, less, fact, case["facts"], item, before)
                assert reason, (
                    f"without {fact} {key} becomes {item.verdict} from {before and before.verdict}\n{json.dumps(case)}"
                )


# --- L5: other accounts and integrations -------------------------------------------------------------------


def owned(facts: Sequence[Fact], owner: str) -> list[Fact]:
    return [{**fact, "name": f"{owner}.{fact['name']}"} for fact in facts]


def scattered(facts: Sequence[Fact], others: Sequence[Fact], shuffler: random.Random) -> list[Fact]:
    """Mix the others in among the facts, whose order is kept."""
    mixed = list(facts)
    for other in others:
        mixed.insert(shuffler.randint(0, len(mixed)), other)
    return mixed


@given(strategies.one_integration, strategies.fact_lists((None, "eu")), st.randoms(use_true_random=False))
def test_facts_of_another_account_change_nothing(case, others, shuffler):
    own = [{**case, "facts": case["facts"] + [{"name": "integration.name", "value": "Main store"}]}][0]
    mixed = {**own, "facts": scattered(own["facts"], owned(others, "account[other]"), shuffler)}
    assert as_bytes_but(diagnose(mixed), "unused", "path") == as_bytes_but(diagnose(own), "unused", "path")


@given(strategies.one_integration, strategies.fact_lists((None, "eu")))
def test_facts_of_another_account_are_listed_as_unused(case, others):
    own = {**case, "facts": case["facts"] + [{"name": "integration.name", "value": "Main store"}]}
    both = {**own, "facts": own["facts"] + owned(others, "account[other]")}
    unused = [item["reason"] for item in diagnose(both).to_dict()["unused"]]
    assert unused.count("belongs to another account") == len(others)


# Every fact names its integration, so that none of them is "the one the case is about".
OF_US = strategies.cases(("us",), conflicts=False)
OF_EU = strategies.fact_lists(("eu",), conflicts=False)


def of_integration(facts: Iterable[Fact], integration: str) -> list[Fact]:
    return [fact for fact in facts if fact["name"].startswith(f"integration[{integration}].")]


@given(OF_US, OF_EU)
def test_facts_of_another_integration_touch_faults_of_the_account_alone(case, others):
    own = [*case["facts"], {"name": "integration[us].name", "value": "Main store"}]
    before = verdicts(diagnose({**case, "facts": own}))
    after = verdicts(diagnose({**case, "facts": own + of_integration(others, "eu")}))
    for key, item in before.items():
        if item.entity.startswith("integration[us]"):
            assert verdict_of(after[key]) == verdict_of(item)


# --- L6: the proof is enough, and no more than enough ------------------------------------------------------


def given_again(cited: Iterable[dict[str, Any]]) -> list[Fact]:
    return [
        {name: fact[name] for name in ("name", "value", "at", "channel", "reliability") if fact[name] is not None}
        for fact in cited
    ]


def proof_of(diagnosis: Diagnosis, fault: str) -> list[Fact]:
    ruled_out = diagnosis.verdict(fault) is Verdict.RULED_OUT
    proof = diagnosis.why_not(fault) if ruled_out else diagnosis.why(fault)
    assert proof is not None
    return given_again(proof["facts"])


def plain(case: CaseDict) -> CaseDict:
    """Leave out facts about platforms: a proof is replayed on the case's own."""
    return {**case, "facts": [fact for fact in case["facts"] if plain_name(fact) != "integration.platform"]}


@given(strategies.cases((None, "eu")).map(plain))
def test_the_cited_facts_alone_confirm_or_rule_out(case):
    diagnosis = diagnose(case)
    for fault in {item.id for item in diagnosis.faults if item.verdict in DECIDED}:
        proof = proof_of(diagnosis, fault)
        assert diagnose({**case, "facts": proof}).verdict(fault) is diagnosis.verdict(fault), (fault, proof, case)


# Where facts disagree, what is left may prove the same in a way that the disagreement barred.
AGREED = strategies.cases((None, "eu"), conflicts=False).map(plain)


@given(AGREED)
def test_each_cited_fact_is_needed_to_confirm_or_rule_out(case):
    diagnosis = diagnose(case)
    assume("CONTRADICTORY" not in diagnosis.flags)
    for fault in {item.id for item in diagnosis.faults if item.verdict in DECIDED}:
        proof = proof_of(diagnosis, fault)
        for position, fact in enumerate(proof):
            less = {**case, "facts": proof[:position] + proof[position + 1 :]}
            weaker = {item.id: item.verdict for item in diagnose(less).faults}
            assert weaker.get(fault) is not diagnosis.verdict(fault), (fault, fact, case)


@given(AGREED)
def test_the_cited_facts_alone_make_a_fault_suspected(case):
    diagnosis = diagnose(case)
    assume("CONTRADICTORY" not in diagnosis.flags)
    for fault in {item.id for item in diagnosis.faults if diagnosis.verdict(item.id) is Verdict.SUSPECTED}:
        proof = proof_of(diagnosis, fault)
        assert diagnose({**case, "facts": proof}).verdict(fault) is Verdict.SUSPECTED, (fault, proof, case)


# --- L9: what was taken back was never said ----------------------------------------------------------------


@given(strategies.several_integrations, strategies.single_facts(), st.integers(min_value=0))
def test_a_fact_added_and_taken_back_leaves_no_trace(case, fact, place):
    before = as_bytes(diagnose(case))
    facts = list(case["facts"])
    facts.insert(place % (len(facts) + 1), fact)
    diagnose({**case, "facts": facts}).to_dict()
    facts.remove(fact)
    assert as_bytes(diagnose({**case, "facts": facts})) == before


# --- L10: a dead channel decides nothing -------------------------------------------------------------------


@given(strategies.cases((None, "eu")), strategies.channels, st.sampled_from(["dead", "unread"]))
def test_marking_a_channel_dead_decides_nothing(case, channel, state):
    before = verdicts(diagnose(case))
    dead = {"name": f"channel[{channel}].state", "value": state}
    after = verdicts(diagnose({**case, "facts": [*case["facts"], dead]}))
    for key, item in after.items():
        earlier = before.get(key)
        if item.verdict in DECIDED:
            assert earlier is not None, (dead, key, item.verdict, json.dumps(case))
            assert earlier.verdict is item.verdict, (dead, key, item.verdict, json.dumps(case))
        if earlier is not None and item.presence is not Presence.UNKNOWN:
            assert item.presence is earlier.presence, (dead, key, item.presence, json.dumps(case))
