"""What an interpretation may say (解读内容): a title, plain paragraphs, and what it is about; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tongban.foundation.kernel.errors import Fault

LONGEST_TITLE, SHORTEST_BODY, LONGEST_BODY = 60, 30, 4000
MOST_ITEMS, MOST_POLICIES = 3, 2
INTERPRETED_WITHIN = timedelta(days=20)
"""By when a new matter or policy has its interpretation in public, from the day on which it takes effect."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An interpretation as it is being written; `planned_on` is its day in the publication calendar (发布日历)."""

    title: str
    body: str
    planned_on: date | None = None
    items: Sequence[str] = field(default_factory=tuple)
    policies: Sequence[str] = field(default_factory=tuple)


def faults_of(draft: Draft) -> list[Fault]:
    """Everything that keeps it from being read in public, at once."""
    found: list[Fault] = []
    if not 4 <= len(draft.title) <= LONGEST_TITLE:
        found.append(Fault("/title", "length", f"标题写4到{LONGEST_TITLE}个字，说清楚讲什么。"))
    if not SHORTEST_BODY <= len(draft.body) <= LONGEST_BODY:
        found.append(Fault("/body", "length", f"正文写{SHORTEST_BODY}到{LONGEST_BODY}个字，用群众听得懂的话。"))
    if not draft.items and not draft.policies:
        found.append(Fault("/item-1", "subject", "请选它解读的事项或者政策，至少一个。"))
    if len(set(draft.items)) > MOST_ITEMS or len(set(draft.policies)) > MOST_POLICIES:
        found.append(Fault("/item-1", "many", f"一篇最多解读{MOST_ITEMS}个事项、{MOST_POLICIES}项政策，请分开写。"))
    if draft.planned_on is None:
        found.append(Fault("/planned_on", "required", "请写打算哪天发布，排进发布日历。"))
    return found


def paragraphs(body: str) -> list[str]:
    """The text as paragraphs."""
    return [each.strip() for each in body.splitlines() if each.strip()]
