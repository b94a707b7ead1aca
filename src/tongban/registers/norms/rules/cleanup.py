"""Clean-up of the city's own normative files (规范性文件清理): verdicts, grounds, the table of steps."""

from enum import StrEnum

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

EDITOR, REVIEWER = Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER
BASIS = "实施方案 五(四) 清理不相适应的法规规章规范性文件"


class Verdict(StrEnum):
    """What becomes of a file (清理意见)."""

    KEEP = "keep"
    AMEND = "amend"
    REPEAL = "repeal"

    @property
    def label(self) -> str:
        return {"keep": "保留", "amend": "修改", "repeal": "废止"}[self.value]


class Ground(StrEnum):
    """Why a file does not fit any more (清理情形); a file that is kept has none of them."""

    CONFLICT = "conflict"
    REFORM = "reform"
    OUTDATED = "outdated"
    REPLACED = "replaced"
    NONE = "none"

    @property
    def label(self) -> str:
        return _GROUNDS[self]


_GROUNDS = {
    Ground.CONFLICT: "和上位法不一致",
    Ground.REFORM: "和政务服务改革不相适应",
    Ground.OUTDATED: "适用期已过，或者调整对象已经没有了",
    Ground.REPLACED: "内容已经被新文件代替",
    Ground.NONE: "没有以上情形",
}


class ReviewStatus(StrEnum):
    """Where the review of a file stands; no row is `WRITTEN`."""

    WRITTEN = "written"
    OPEN = "open"
    PROPOSED = "proposed"
    DECIDED = "decided"

    @property
    def label(self) -> str:
        return {"written": "起草", "open": "待提意见", "proposed": "待审定", "decided": "已审定"}[self.value]


CLEANUP = Flow(
    "规范性文件清理",
    ReviewStatus,
    step("enlist", {ReviewStatus.WRITTEN}, ReviewStatus.OPEN, by={REVIEWER}, label="列入清理", basis=BASIS),
    step(
        "propose",
        {ReviewStatus.OPEN},
        ReviewStatus.PROPOSED,
        by={EDITOR},
        label="提出清理意见",
        basis=BASIS,
        asks=(
            Ask("verdict", "意见", "choice", choices=tuple((each.value, each.label) for each in Verdict)),
            Ask("ground", "属于哪种情形", "choice", choices=tuple((each.value, each.label) for each in Ground)),
            Ask("reason", "逐条审查的情况", "long_text"),
        ),
    ),
    step(
        "return_proposal",
        {ReviewStatus.PROPOSED},
        ReviewStatus.OPEN,
        by={REVIEWER},
        label="退回重提",
        basis=BASIS,
        asks=(Ask("reason", "为什么退回", "long_text"),),
    ),
    step(
        "decide",
        {ReviewStatus.PROPOSED},
        ReviewStatus.DECIDED,
        by={REVIEWER},
        label="审定",
        basis=BASIS,
        asks=(Ask("document", "依据哪个决定或者公告"), Ask("on", "从哪一天起", "date")),
        is_grave=True,
    ),
)
