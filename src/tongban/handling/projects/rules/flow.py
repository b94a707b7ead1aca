"""A project as one table of steps (工程建设项目): nothing is decided here, each department decides its own. R-080."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import Status as S  # noqa: N817 - a table wants short names

APPLICANT, SYSTEM = Role.APPLICANT, Role.SYSTEM
ONE_FILE = "企业投资项目核准和备案管理条例 第四条；实施方案 三(二)4 一张表单、一套材料、一体提交"
IN_PARALLEL = "优化营商环境条例 第四十二条；行政许可法 第二十六条第二款"

FLOW = Flow(
    "工程建设项目",
    S,
    step("open", {S.NEW}, S.OPEN, by={APPLICANT}, label="建项目", basis=ONE_FILE),
    step("keep", {S.OPEN}, None, by={APPLICANT}, label="先保存，以后再填", basis=ONE_FILE),
    step("submit", {S.OPEN}, None, by={APPLICANT}, label="提交这个阶段，各部门并联审批", basis=IN_PARALLEL),
    step("stage_done", {S.OPEN}, None, by={SYSTEM}, label="一个阶段办完，告知下一阶段", basis=IN_PARALLEL),
    step("end", {S.OPEN}, S.ENDED, by={SYSTEM}, label="全部阶段办完", basis=IN_PARALLEL),
    step(
        "close",
        {S.OPEN},
        S.CLOSED,
        by={APPLICANT},
        label="项目不再推进",
        basis="行政许可法 第四条；申请人可以不再申请",
        asks=(Ask("reason", "为什么不再推进", "long_text", required=False),),
        is_grave=True,
    ),
)
