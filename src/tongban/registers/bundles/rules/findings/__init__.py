"""What is wrong or doubtful in a bundle (检查发现): told all at once, like the findings of a list; pure.

An error keeps a bundle from being sent to review and from being published; a warning needs a word from the reviewer.
"""

from .judging import Surroundings, judge

__all__ = ["Surroundings", "judge"]
