"""The tables of the people of the halls (窗口人员): posts, rosters, leave, trainings, daily checks."""

from .checking import DailyCheck, MonthScore
from .grading import Exam, SkillLevel
from .rostering import Duty, Leave, Roster, WindowPost
from .training import ClerkQuestion, Trainee, Training

__all__ = [
    "ClerkQuestion",
    "DailyCheck",
    "Duty",
    "Exam",
    "Leave",
    "MonthScore",
    "Roster",
    "SkillLevel",
    "Trainee",
    "Training",
    "WindowPost",
]
