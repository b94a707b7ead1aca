"""What the return of data is bound to (数据回流接入): `config/wiring.py` says it once at start."""

from dataclasses import dataclass

from tongban.foundation.kernel.errors import NotFound

from .ports import DataPlatform
from .rules import Dataset


@dataclass(slots=True)
class Bound:
    platform: DataPlatform | None = None
    datasets: tuple[Dataset, ...] = ()


BOUND = Bound()


def dataset_with(key: str) -> Dataset:
    """One subscription, or `NotFound`."""
    found = next((each for each in BOUND.datasets if each.key == key), None)
    if found is None:
        raise NotFound("没有订阅这个数据集。")
    return found
