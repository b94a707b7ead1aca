"""The living style page: every component in every state, with made-up people and numbers. Off in a running city."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Fault, MaterialsMissing
from tongban.web.ui.audience import everybody
from tongban.web.ui.fields import DateInParts
from tongban.web.ui.problems import Problem, problems_of_form
from tongban.web.ui.refusals import refusal_of
from tongban.web.ui.site import Link

AT = datetime(2026, 11, 23, 10, 42, tzinfo=LOCAL)
PAGES = ("home", "case", "question", "tasks", "check", "done", "workbench", "paper")

TIMELINE: list[dict[str, Any]] = [
    {
        "title": "收件",
        "at": AT.replace(day=19),
        "text": "网上提交，收件凭证已发到手机尾号 5678",
        "state": "done",
    },
    {"title": "受理", "at": AT.replace(day=20, hour=9, minute=10), "text": "市市场监管局", "state": "done"},
    {"title": "补正(计时暂停)", "at": AT, "text": "等您补 1 份材料，补好后接着计时", "state": "paused"},
    {"title": "审查", "state": "now", "text": "由市市场监管局办理"},
    {"title": "决定", "words": "12月3日(周四)前"},
    {"title": "送达"},
]
STEPS: list[dict[str, Any]] = [
    {"label": "核身", "state": "done"},
    {"label": "预填核对", "state": "done"},
    {"label": "材料", "state": "now"},
    {"label": "受理决定", "state": ""},
    {"label": "评价", "state": ""},
]
MATERIALS: list[dict[str, Any]] = [
    {"name": "营业执照", "source": "电子证照库 10:40 调取", "kind": "done", "word": "免交"},
    {"name": "身份证", "source": "读卡器", "kind": "done", "word": "已核验"},
    {"name": "平面布局图", "source": "网上上传 布局图.pdf", "kind": "info", "word": "待审", "selected": True},
    {"name": "健康证明", "source": "还没有收到", "kind": "warn", "word": "可容缺"},
    {"name": "食品安全制度", "source": "窗口高拍 3 页", "kind": "bad", "word": "看不清"},
]


class PremisesForm(forms.Form):
    """A sample form (经营场所), to show fields bound to Django."""

    shop = forms.CharField(label="店铺名称", max_length=60, help_text="与营业执照一致")
    area = forms.DecimalField(
        label="经营面积",
        error_messages={"required": "请填写经营面积，例如 85.5", "invalid": "经营面积请填写数字，例如 85.5"},
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    mode = forms.ChoiceField(
        label="经营方式",
        widget=forms.RadioSelect,
        choices=[("serve", "餐饮服务"), ("sell", "食品销售"), ("unsure", "我不确定，帮我判断")],
    )
    street = forms.ChoiceField(label="所属街道", choices=[("1", "雄关街道"), ("2", "钢城街道")])
    since = DateInParts(label="开业日期", help_text="例如 2026 年 3 月 8 日")
    extra = forms.MultipleChoiceField(
        label="还要办什么",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("a", "招牌登记"), ("b", "排水")],
    )
    words = forms.CharField(label="补充说明", required=False, widget=forms.Textarea)
    plan = forms.FileField(label="平面布局图", required=False, help_text="JPG、PNG 或 PDF，每份不超过 10MB")
    is_true = forms.BooleanField(label="以上内容属实", error_messages={"required": "请勾选“以上内容属实”后再提交"})


def samples() -> dict[str, Any]:
    """Everything that the sample pages show."""
    form = PremisesForm({"shop": "雄关拉面馆", "area": "八十", "mode": "serve", "street": "1", "since-year": "2026"})
    declined = MaterialsMissing(
        faults=[Fault("/plan", "missing", "缺少平面布局图"), Fault("/area", "invalid", "经营面积请填写数字，例如 85.5")]
    )
    return {
        "at": AT,
        "fee": Decimal("1204.5"),
        "form": form,
        "problems_sample": [*problems_of_form(form), Problem("", "这一行没有对应的格子")],
        "refusal": refusal_of(declined),
        "pages": Paginator(range(230), 20).get_page(5),
        "links": [Link("a", "身份证过期了", "#a"), Link("b", "开个小饭馆", "#b"), Link("c", "孩子刚出生", "#c")],
        "timeline": TIMELINE,
        "steps": STEPS,
        "materials": MATERIALS,
    }


@everybody
@require_safe
def gallery(request: HttpRequest, name: str = "") -> HttpResponse:
    """The style page, or one of the sample pages by name."""
    if not (settings.DEBUG or getattr(settings, "TONGBAN_GALLERY", False)):
        raise Http404
    if name and name not in PAGES:
        raise Http404
    template = f"ui/gallery/{name}.html" if name else "ui/gallery.html"
    return render(request, template, samples())
