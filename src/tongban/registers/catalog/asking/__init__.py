"""The words of staff held against the list (清单外要求): asks for papers, conditions and steps that are not on it.

`unlisted_asks` reads one text in one situation; pure. The words it knows are data (`words.yaml`), the sentences by
which it is measured stand beside its tests.
"""

from .scanning import Asked, asks_in, unlisted_asks

__all__ = ["Asked", "asks_in", "unlisted_asks"]
