"""For all tests. Hypothesis measures no time: a test that fails on a busy machine tells nothing.

In CI the same examples are tried at each run, so that a failure is one of the change; elsewhere new ones are.
"""

import os

from hypothesis import settings

settings.register_profile("no clock", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("no clock")
