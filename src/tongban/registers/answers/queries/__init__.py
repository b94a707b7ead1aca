"""What the assistant says to a question, and the list of what it could not say."""

from .answering import answer
from .tasks import task_for, tasks_page, visible_to

__all__ = ["answer", "task_for", "tasks_page", "visible_to"]
