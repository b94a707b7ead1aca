"""Elements that are the same everywhere (四级46同): a template of names and paths, what is read with it; pure."""

from .carried import Body, Carried
from .locks import changed_locked, locked_paths
from .reading import Comparison, Difference, Line, Value, compare, departures, diff, values
from .template import Element, Template, faults, from_plain, shipped

__all__ = [
    "Body",
    "Carried",
    "Comparison",
    "Difference",
    "Element",
    "Line",
    "Template",
    "Value",
    "changed_locked",
    "compare",
    "departures",
    "diff",
    "faults",
    "from_plain",
    "locked_paths",
    "shipped",
    "values",
]
