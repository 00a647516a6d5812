"""Productions and data as hypothesis strategies, narrow enough that something fires."""

from hypothesis import strategies as st

from engine.reasoners.base import Assertion, Condition, Datum, Join, Production, Test

KINDS = ["a", "b", "c", "derived", "chained"]
LONG = "x" * 5000
WORDS = [
    "on",
    "off",
    "",
    "5",
    "true",
    "\N{EMPTY SET}absent",
    "\N{EMPTY SET}present",
    'quo"te\\',
    "line\n\0nul",
    "\U0001f4e6 böx",
    "\ud800",
    LONG,
    LONG + "y",
    '"},{"sid":"0"',
]
NUMBERS = [0, -0.0, 1, 1.0, 1.5, -3, 0.1, 0.1 + 0.2, 0.3, 1e16, 5e-324, -1e308]
NUMBERS += [1_700_000_000_000_000, 1_700_000_000_000_001, 2**53, 2**53 + 1, float(2**53), 2**63, -(2**63) - 1, 10**400]
LEVELS = ["order", "integration"]

words = st.sampled_from(WORDS)
numbers = st.one_of(
    st.sampled_from(NUMBERS), st.integers(-3, 3), st.integers(), st.floats(allow_nan=False, allow_infinity=False)
)
names = st.sampled_from(["1", "2", "on", LONG])
keys = st.lists(st.tuples(st.sampled_from(LEVELS), names), max_size=2, unique_by=lambda key: key[0]).map(tuple)
data = st.builds(
    Datum,
    kind=st.sampled_from([*KINDS[:3], "nobody asks"]),
    keys=keys,
    word=st.none() | words,
    low=st.none() | numbers,
    high=st.none() | numbers,
)

text_fields = ["word", *(f"key:{level}" for level in LEVELS)]
number_operators = st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"])
tests = st.one_of(
    st.builds(Test, st.just("word"), st.sampled_from(["eq", "ne"]), words),
    st.builds(Test, st.just("word"), st.sampled_from(["in", "not_in"]), st.lists(words, max_size=4).map(tuple)),
    st.builds(Test, st.sampled_from(["low", "high"]), number_operators, numbers),
)


def joins(before: int) -> st.SearchStrategy[Join]:
    other = st.integers(0, before - 1)
    text = st.sampled_from(text_fields)
    number = st.sampled_from(["low", "high"])
    return st.one_of(
        st.builds(Join, text, st.just("eq"), other, text),
        st.builds(Join, text, st.just("ne"), other, text),
        st.builds(Join, number, number_operators, other, number),
    )


@st.composite
def production(draw: st.DrawFn) -> Production:
    conditions = [
        Condition(
            draw(st.sampled_from(KINDS)),
            tuple(draw(st.lists(tests, max_size=2))),
            tuple(draw(st.lists(joins(index), max_size=2))) if index else (),
        )
        for index in range(draw(st.integers(1, 3)))
    ]
    asserts = draw(
        st.none()
        | st.builds(
            Assertion,
            kind=st.sampled_from(KINDS[3:]),
            source=st.integers(0, len(conditions) - 1),
            levels=st.lists(st.sampled_from(LEVELS), max_size=2, unique=True).map(tuple),
            word=st.none() | words,
        )
    )
    return Production(f"p{draw(st.integers(0, 99))}", tuple(conditions), asserts)


cases = st.tuples(st.lists(production(), max_size=6), st.lists(data, max_size=10))
small = st.tuples(st.lists(production(), max_size=4), st.lists(data, max_size=6))


def pipeline(count: int) -> list[Production]:
    """Productions like those of a rulebase: most test one word, a third join two kinds of one order."""
    productions = []
    for index in range(count):
        kind, word = f"order.k{index % 100}", "xyz"[index % 3]
        if index % 3 == 2:
            joined = Condition(f"order.k{(index + 1) % 100}", (), (Join("key:order", "eq", 0, "key:order"),))
            asserts = Assertion(f"effect.{index % 7}", 1, ("order",)) if index % 2 else None
            productions.append(Production(f"p{index}", (Condition(kind, (Test("word", "eq", "x"),)), joined), asserts))
        else:
            productions.append(Production(f"p{index}", (Condition(kind, (Test("word", "eq", word),)),)))
    return productions


def observations(count: int, seed: int = 0) -> list[Datum]:
    """Data for `pipeline`: a hundred kinds for each order."""
    return [
        Datum(
            f"order.k{index % 100}",
            (("order", f"order[{index // 100}]"), ("integration", "integration")),
            "xyzq"[(index + seed) % 4],
            claim=index,
        )
        for index in range(count)
    ]
