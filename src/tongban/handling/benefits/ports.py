"""What policies ask of other houses (外部事实): `config/wiring.py` binds the answers at start."""

from collections.abc import Collection
from datetime import date
from typing import Protocol


class BarredAmong(Protocol):
    """Whose credit record is open (失信限制), of many at once; without an answer it is not known of anybody."""

    def __call__(self, party_ids: Collection[int], on: date) -> Collection[int]:
        """Those of them who are barred on the day."""


BARRED: list[BarredAmong] = []
