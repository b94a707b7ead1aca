"""Topics are of those who may apply (主题分类与服务对象); pure."""

from collections.abc import Iterator

from tongban.registers.catalog.topics import ENTERPRISE_TOPICS, PERSON_TOPICS

from .listed import Listed, Spot, spot

_TREES = (
    ("person", "person_topics", PERSON_TOPICS, "个人"),
    ("enterprise", "enterprise_topics", ENTERPRISE_TOPICS, "企业"),
)


def topics_missing(here: Listed) -> Iterator[Spot]:
    for who, element, _, label in _TREES:
        if who in here.option.audience and not getattr(here.option, element):
            yield spot(element, who=label)


def topics_of_others(here: Listed) -> Iterator[Spot]:
    for who, element, _, label in _TREES:
        if who not in here.option.audience and getattr(here.option, element):
            yield spot(element, who=label)


def topic_unknown(here: Listed) -> Iterator[Spot]:
    for _, element, tree, label in _TREES:
        unknown = [each for each in getattr(here.option, element) if each not in tree]
        if unknown:
            yield spot(element, who=label, codes="、".join(unknown))


CHECKS = (topics_missing, topics_of_others, topic_unknown)
