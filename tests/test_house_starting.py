"""The house loads as it is served: in a process of its own, without what the test tools bring along."""

import subprocess
import sys

LOAD = """
import django
django.setup()
from django.core import checks
from django.urls import get_resolver
assert len(get_resolver().url_patterns) > 1
assert not [each for each in checks.run_checks() if each.level >= checks.ERROR]
import tongban.config.timers, tongban.config.place_timers, tongban.running.rounds
"""


def test_every_address_and_timer_loads_outside_of_the_tests():
    command = [sys.executable, "-W", "error::ImportWarning", "-c", LOAD]
    loaded = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert loaded.returncode == 0, loaded.stderr
