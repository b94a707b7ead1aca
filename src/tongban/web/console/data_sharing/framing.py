"""What all pages of data have in common (数据资源各页): who may open them, the tabs, how a state looks."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tongban.foundation.kernel.actors import Role
from tongban.web.console import frame

DATA_ROLES = tuple(sorted(frame.DATA_ROLES, key=list(Role).index))
_TABS = (
    ("console-resources", "资源目录"),
    ("console-data-matrix", "责任矩阵"),
    ("console-sharing", "共享申请"),
    ("console-demands", "数据需求"),
    ("console-data-coverage", "共享统计"),
    ("console-census", "数据普查"),
    ("console-returns", "数据回流"),
    ("console-subject-pairs", "主体归并"),
    ("console-data-officers", "数据专员"),
)


def data_page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, tab: str, status: int = 200
) -> HttpResponse:
    """A page of this part, with its tabs."""
    tabs = [{"label": label, "href": reverse(name), "is_current": name == tab} for name, label in _TABS]
    return frame.show(request, template, {"tabs": tabs, **context}, current="resources", status=status)
