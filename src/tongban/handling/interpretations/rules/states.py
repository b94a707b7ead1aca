"""Where an interpretation of a policy or a matter stands (政策解读), and by which way people came to read it."""

from enum import StrEnum


class ArticleStatus(StrEnum):
    """The states of an interpretation (解读状态). What was published stays in public while the next is written."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ArticleStatus.DRAFT: "在写",
    ArticleStatus.PROPOSED: "待审核",
    ArticleStatus.RETURNED: "退回修改",
    ArticleStatus.PUBLISHED: "已发布",
    ArticleStatus.WITHDRAWN: "已撤下",
}
EDITABLE = frozenset({ArticleStatus.DRAFT, ArticleStatus.RETURNED})


class ReadFrom(StrEnum):
    """By which way an interpretation was come to (到达渠道): counted, without saying who."""

    GUIDE = "guide"
    POLICY = "policy"
    LIST = "list"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {"guide": "办事指南", "policy": "政策页", "list": "解读列表", "other": "直接打开"}[self]

    @classmethod
    def of(cls, typed: str) -> "ReadFrom":
        """The way that a link names; anything else is a direct one."""
        return next((each for each in cls if each.value == typed), cls.OTHER)
