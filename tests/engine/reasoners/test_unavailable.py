import pytest

from engine.errors import ReasonerUnavailableError
from engine.reasoners.durable import DurableReasoner, durable_available


def test_the_durable_reasoner_says_that_it_is_not_available():
    assert not durable_available()
    with pytest.raises(ReasonerUnavailableError, match="Use the compiled reasoner instead"):
        DurableReasoner([])
