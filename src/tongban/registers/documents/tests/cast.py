"""The people and offices of these tests: 李强 asks, 王芳 receives, 周游 sees nothing, 市市场监管局 signs."""

from datetime import date, datetime

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import LOCAL
from tongban.registers.agencies.models import Agency, Division
from tongban.registers.agencies.rules import AgencyKind, DivisionLevel
from tongban.registers.documents.rules.papers import INCIDENT_LINES, Body, DocumentKind, Due, Ground, Item, Line
from tongban.registers.parties.models import Account

AT = datetime(2026, 11, 23, 10, 5, tzinfo=LOCAL)
CITY = "https://zwfw.jyg.example"
AGENCY = "嘉峪关市市场监督管理局"
SHORT = "市市场监管局"
KIND = next(iter(AgencyKind))


def agency() -> Agency:
    """An office of these tests' own, beside those of the demo city."""
    city, _ = Division.objects.get_or_create(code="620200", defaults={"name": "嘉峪关市", "level": DivisionLevel.CITY})
    return Agency.objects.create(
        key="office-of-documents", name=AGENCY, short_name=SHORT, uscc="11620200MB9999999X", kind=KIND, division=city
    )


def account(login: str = "liqiang") -> Account:
    name = f"documents-{login}"
    return Account.objects.create(login=name, is_staff=True, password="-", password_changed_at=AT, created_at=AT)


def citizen(login: str = "liqiang") -> Actor:
    return Actor(name="李强", roles=frozenset({Role.APPLICANT}), account_id=account(login).pk)


WANG_FANG = Actor(name="王芳", roles=frozenset({Role.COUNTER}), staff_id=7)

LINES = (Line(label="办理事项", value="食品经营许可(新办)"), Line(label="办件编号", value="JY26-1123-000128-K"))
PLAN = Item(
    code="site_plan",
    name="经营场所平面布局图",
    problem="没有标注食品处理区的面积",
    remedy="重新画一张，标注各区域名称和面积",
    alternatives=("手绘图的照片",),
    where="市政务服务中心打印区",
    sample="样表03号",
    basis="《食品经营许可和备案管理办法》第十二条",
)
REMEDY = ("可以自收到本决定书之日起60日内申请行政复议，或者6个月内提起行政诉讼。",)
GROUND = Ground(basis="《食品安全法》第三十三条", fact="没有清洗消毒设施", condition="具有相应的消毒、洗涤设备")
DUE = Due(label="承诺办结", on=date(2026, 12, 3), note="8个工作日")


def body(kind: DocumentKind, **changes: object) -> Body:
    """A body of this kind with everything that the law wants in it."""
    parts: dict[str, object] = {
        "title": kind.label,
        "addressee": "李强",
        "agency": AGENCY,
        "signed_on": date(2026, 11, 23),
        "lines": LINES
        if kind is not DocumentKind.INCIDENT_NOTICE
        else tuple(Line(each, "样例") for each in INCIDENT_LINES),
        "paragraphs": ("您提交的申请收到了。",),
        "items": (PLAN,),
        "grounds": (GROUND,),
        "dues": (DUE,),
        "remedy": REMEDY,
        "contact": ("咨询电话 0937-6220101(样例)",),
    }
    return Body(**(parts | changes))  # type: ignore[arg-type]
