"""Hypothesis profiles: short by default, thorough with ``HYPOTHESIS_PROFILE=long``."""

import os

from hypothesis import HealthCheck, settings

SLOW_TO_DRAW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

# A failing example is shown with the code that makes it again, wherever it was found.
# The short profile draws the same examples in every run; the long one (`make suite`) looks for new ones.
settings.register_profile("short", max_examples=50, deadline=None, derandomize=True, suppress_health_check=SLOW_TO_DRAW)
settings.register_profile(
    "long", max_examples=2_000, deadline=None, print_blob=True, suppress_health_check=SLOW_TO_DRAW
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))
