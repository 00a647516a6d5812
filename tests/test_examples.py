"""The cases in docs/examples, each with the diagnosis that stands beside it.

`<name>.expected.json` is what `Diagnosis.to_dict` gives, but for what changes without the diagnosis
changing: the engine's version, the reasoner and the rulebases' content hashes are left out of `run`.

`data/reviewed/*.yaml` say of every example, written by hand from the guide, what the diagnosis comes to:
the headline, the flags, the confirmed root causes and the end of waiting exactly; of `suspected`, `masked`,
`latent`, `ruled_out`, `consequences` (confirmed, no root cause) and `expected` those that must be among
them; `next` is the first check. After a change of wording or order, `python tests/test_examples.py --rebuild`
writes the files anew; an example that no longer agrees with its review is not written but reported.
"""

import json
import sys
from pathlib import Path

import pytest
import yaml

from engine import infer
from engine.reasoners.durable import durable_available

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
REASONERS = ["compiled", "durable"] if durable_available() else ["compiled"]

VERDICTS = ("suspected", "masked", "latent", "ruled_out", "consequences")


def _read_reviews():
    reviews = {}
    for path in sorted((Path(__file__).parent / "data" / "reviewed").glob("*.yaml")):
        for name, review in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            assert name not in reviews, f"{name} is reviewed twice"
            unknown = set(review) - {"headline", "flags", "confirmed", "until", "next", *VERDICTS, "expected"}
            assert not unknown, f"{name}: {unknown}"
            reviews[name] = review
    return reviews


REVIEWED = _read_reviews()


def diagnosis_of(name, reasoner=REASONERS[0]):
    """What the example's file comes to, without what may change by itself."""
    result = infer(EXAMPLES / f"{name}.yaml", reasoner=reasoner).to_dict()
    run = {key: value for key, value in result["run"].items() if key not in ("engine", "reasoner")}
    run["rulebases"] = [rulebase["name"] for rulebase in run["rulebases"]]
    return result | {"run": run}


def disagreements(result, review):
    """What a review says that the diagnosis does not, in words; nothing if they agree."""
    verdicts = {}
    for fault in result["faults"]:
        kind = fault["verdict"].lower()
        if kind == "confirmed" and not fault["root_cause"]:
            kind = "consequences"
        verdicts.setdefault(kind, set()).add(fault["id"])
    exact = {
        "headline": (result["headline"], review["headline"]),
        "flags": (set(result["flags"]), set(review.get("flags", ()))),
        "confirmed": (verdicts.get("confirmed", set()), set(review.get("confirmed", ()))),
        "until": (result["until"], review.get("until")),
    }
    if "next" in review:
        exact["next"] = (next((check["id"] for check in result["next_checks"]), None), review["next"])
    found = [f"{key} is {is_}, not {said}" for key, (is_, said) in exact.items() if is_ != said]
    verdicts["expected"] = {entry["id"] for entry in result["expected"]}
    for key in (*VERDICTS, "expected"):
        missing = set(review.get(key, ())) - verdicts.get(key, set())
        found += [f"{key} lacks {identity}" for identity in sorted(missing)]
    return found


def expected_path(name):
    return EXAMPLES / f"{name}.expected.json"


def test_there_are_examples_and_each_was_reviewed():
    assert len(NAMES) >= 30
    assert set(NAMES) == set(REVIEWED)


def test_every_expected_output_belongs_to_an_example():
    assert {path.name.removesuffix(".expected.json") for path in EXAMPLES.glob("*.expected.json")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_comes_to_what_the_guide_says(name):
    # That the file holds what the diagnosis gives is tested below.
    expected = json.loads(expected_path(name).read_text(encoding="utf-8"))
    assert disagreements(expected, REVIEWED[name]) == []


@pytest.mark.parametrize("reasoner", REASONERS)
@pytest.mark.parametrize("name", NAMES)
def test_an_example_gives_its_expected_output(name, reasoner):
    assert diagnosis_of(name, reasoner) == json.loads(expected_path(name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_an_example_holds_nothing_but_a_case(name):
    assert infer(EXAMPLES / f"{name}.yaml", lenient=True).to_dict() == infer(EXAMPLES / f"{name}.yaml").to_dict()


def rebuild(names=()):
    """Write the expected output of every example that agrees with its review; return how many do not.

    `names` are those to write; by default all.
    """
    wrong = 0
    for name in names or NAMES:
        result = diagnosis_of(name)
        review = REVIEWED.get(name)
        problems = ["nobody reviewed it"] if review is None else disagreements(result, review)
        if problems:
            wrong += 1
            print(f"{name}: {'; '.join(problems)}", file=sys.stderr)
            continue
        text = json.dumps(result, ensure_ascii=False, indent=2)
        expected_path(name).write_text(text + "\n", encoding="utf-8")
    return wrong


if __name__ == "__main__":
    if sys.argv[1:2] != ["--rebuild"]:
        sys.exit("usage: python tests/test_examples.py --rebuild [EXAMPLE...]")
    sys.exit(1 if rebuild(sys.argv[2:]) else 0)
