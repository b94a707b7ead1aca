"""Whose a work order is (谁主管谁负责): the case's body, else the matter's, else the topic's; a suggestion, pure."""

from dataclasses import dataclass

from .policy import HotlinePolicy, Topic


@dataclass(frozen=True, slots=True)
class Suggested:
    """A topic, the key of a body, and why; empty where nothing was found, and then a person chooses."""

    topic: str = ""
    agency: str = ""
    why: str = ""


def suggested(
    content: str, policy: HotlinePolicy, *, topic: str = "", case_agency: str = "", option_agency: str = ""
) -> Suggested:
    """派单建议; `topic` is what the agent chose already."""
    found = policy.topic(topic) or topic_of(content, policy)
    code = found.code if found is not None else ""
    if case_agency:
        return Suggested(code, case_agency, "办件由它承办")
    if option_agency:
        return Suggested(code, option_agency, "这个事项由它实施")
    if found is not None:
        return Suggested(code, found.agency, f"“{found.name}”由它主管")
    return Suggested()


def topic_of(content: str, policy: HotlinePolicy) -> Topic | None:
    """The topic whose words stand in the content most, longer words counting for more; the first of equals."""
    scores = [(sum(len(word) for word in each.words if word in content), each) for each in policy.topics]
    best = max(scores, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None
