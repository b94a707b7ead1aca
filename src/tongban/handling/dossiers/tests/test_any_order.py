"""Whatever anybody does in whatever order (随机办理): each instant is replayed later as it was seen then."""

import os

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from tongban.handling.cases.tests.driving import HEARING, INSPECTION, REVIEW, listed
from tongban.handling.cases.tests.test_any_order import CAST, AnyOrder
from tongban.handling.dossiers.queries.replay import as_of
from tongban.handling.dossiers.rules.snapshot import encoded

SEQUENCES = int(os.environ.get("TONGBAN_REPLAYS", "12"))


class Replayed(AnyOrder):
    """The same random case; what it looked like is kept after each act, and asked for again at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: dict[object, bytes] = {}

    @invariant()
    def it_is_looked_at(self) -> None:
        if hasattr(self, "case"):
            self.seen[self.at] = encoded(as_of(self.case, self.at))

    def teardown(self) -> None:
        try:
            if not transaction.get_connection().needs_rollback:
                for at, then in self.seen.items():
                    assert encoded(as_of(self.case, at)) == then, f"{at} is not what it was"  # type: ignore[arg-type]
        finally:
            super().teardown()


def test_every_instant_of_every_course_is_replayed_as_it_was_seen(cast):
    AnyOrder.actors = {login: cast(login) for login in CAST}
    with listed(special_procedures=(HEARING, REVIEW, INSPECTION)):
        run_state_machine_as_test(
            Replayed,
            settings=settings(
                max_examples=SEQUENCES,
                stateful_step_count=12,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                database=None,
            ),
        )
