"""`migrate`, which makes the tables of an empty database in one piece before it looks for what is missing."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from tongban.config.founding import FILE, found

# Words that ask for something else than everything, done now.
_ASKED_APART = ("app_label", "plan", "check_unapplied", "fake", "fake_initial", "prune")


class Command(migrate.Command):
    """Django's own command; a database that holds nothing yet is founded."""

    def handle(self, *args: Any, **options: Any) -> None:
        is_whole = not any(options.get(word) for word in _ASKED_APART)
        if not (is_whole and found(connections[options["database"]], FILE.read_text(encoding="utf-8"))):
            super().handle(*args, **options)
