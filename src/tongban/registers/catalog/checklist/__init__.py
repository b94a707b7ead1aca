"""What one person needs in one situation (情形化清单): answers, checklist, form and materials, told once; pure.

`checklist` before applying, `check_form` and `judge_materials` at submission and at the counter. All three say
everything that is wrong at once; `situations` walks every reachable combination of answers.
"""

from .answers import read_answers
from .form import check_form
from .guidance import Checklist, Needed, Spared, Undecided, Unmet, checklist, spared_codes
from .materials import Given, Lacking, MaterialsVerdict, judge_materials
from .situations import situations

__all__ = [
    "Checklist",
    "Given",
    "Lacking",
    "MaterialsVerdict",
    "Needed",
    "Spared",
    "Undecided",
    "Unmet",
    "check_form",
    "checklist",
    "judge_materials",
    "read_answers",
    "situations",
    "spared_codes",
]
