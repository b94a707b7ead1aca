"""The background worker (后台处理): timers, retries and heavy work; it finds its database in the environment."""

import importlib
import os
import threading

import django
from django.core.management import call_command

from tongban.running.opening import SETTINGS, SETTINGS_VARIABLE

ROUNDS = "tongban.running.rounds"
PATIENCE = 2.0


def work() -> None:
    """Work until SIGINT or SIGTERM; a job under way gets two seconds to finish, else it is taken up again later."""
    rounds = importlib.import_module(ROUNDS)  # by name, because models can be imported only once Django is ready
    stop = threading.Event()
    walker = threading.Thread(target=rounds.go_round, args=(rounds.ROUNDS, stop), daemon=True)
    walker.start()
    try:
        call_command("procrastinate", "worker", shutdown_graceful_timeout=PATIENCE)
    finally:
        stop.set()
        walker.join(PATIENCE)


def main() -> None:
    os.environ.setdefault(SETTINGS_VARIABLE, SETTINGS)
    django.setup()
    work()


if __name__ == "__main__":
    main()
