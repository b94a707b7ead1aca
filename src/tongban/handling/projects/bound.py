"""The stages of the city's projects (项目阶段): `config/city_files.py` binds them at the start."""

from dataclasses import dataclass

from .rules.programme import EMPTY, Programme


@dataclass(slots=True)
class Bound:
    """What the city decided for its projects."""

    programme: Programme = EMPTY


BOUND = Bound()
