"""What is done with entrances and with the matters of departments (入口、部门事项)."""

from .looking import load_entrances, look
from .matters import except_matter, load_matters, plan_matter, write_matter

__all__ = ["except_matter", "load_entrances", "load_matters", "look", "plan_matter", "write_matter"]
