"""For all tests. Hypothesis measures no time: a test that fails on a busy machine tells nothing."""

from hypothesis import settings

settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")
