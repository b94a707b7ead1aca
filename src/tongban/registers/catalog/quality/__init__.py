"""The quality gate of the catalogue (质量检查): no list is published with an error, no warning without a word; pure.

`judge` reads one list, `judge_all` what only shows across lists, `walk` sends generated applicants through a list
before it is published, `exceeds` compares a process with the norm, `read_guide` says how readable a guide is.
Rules are data (`rules.yaml`) joined to small functions by their code; docs/quality.md lists them.
"""

from .completeness import Completeness, completeness
from .gate import blocking, judge, judge_all, unanswered
from .norms import exceeds
from .reading import GuideReading, Reading, read_guide, read_text
from .rulebook import as_markdown, elements, rules
from .surroundings import AgencyFacts, Surroundings
from .trial import Trial, walk

__all__ = [
    "AgencyFacts",
    "Completeness",
    "GuideReading",
    "Reading",
    "Surroundings",
    "Trial",
    "as_markdown",
    "blocking",
    "completeness",
    "elements",
    "exceeds",
    "judge",
    "judge_all",
    "read_guide",
    "read_text",
    "rules",
    "unanswered",
    "walk",
]
