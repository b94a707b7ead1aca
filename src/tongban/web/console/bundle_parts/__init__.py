"""The parts of a bundle that are written one by one (逐项编制): basics, questions, members, shared fields, papers."""

from . import basics, members, papers, questions, shared
from .boxes import LONGEST_KEY, Box, Editing, Part, Section

PARTS = {each.name: each for each in (basics.PART, questions.PART, members.PART, shared.PART, papers.PART)}

__all__ = ["LONGEST_KEY", "PARTS", "Box", "Editing", "Part", "Section"]
