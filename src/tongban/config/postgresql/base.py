"""The database backend that the settings name."""

import select
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A persistent connection is looked at before each request, without asking the server (one round trip less)."""

    connection: Any

    def is_usable(self) -> bool:
        """Nothing comes unasked from a server that stands; one that fell has closed its end, which can be read."""
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0)
