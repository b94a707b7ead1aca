"""The Jinja2 environment of every page, and fragments as named blocks of the page's own template."""

import io
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from tongban.web.ui.display import display_of, switch_href
from tongban.web.ui.filters import FILTERS
from tongban.web.ui.site import site

KEPT_ADDRESSES = 4096
HTMX_CONFIG = (
    '{"allowEval":false,"includeIndicatorStyles":false,"selfRequestsOnly":true,"allowScriptTags":false,'
    '"historyCacheSize":0,"refreshOnHistoryMiss":true,"disableInheritance":true,"responseHandling":'
    '[{"code":"204","swap":false},{"code":"[23]..","swap":true},{"code":"422","swap":true},'
    '{"code":"[45]..","swap":false,"error":true}]}'
)


class Absent(StrictUndefined):
    """A value that was not given: false in a test, but an error when a page tries to print it."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]
        return False


def environment(**options: Any) -> Environment:
    """For `OPTIONS["environment"]` of Django's Jinja2 backend."""
    chosen: dict[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "undefined": Absent}
    made = Environment(**(chosen | options))  # noqa: S701 - autoescape is on, one line above
    made.globals.update(static=static, url=url, qr_svg=qr_svg, htmx_config=HTMX_CONFIG)
    made.globals.update(site=site(), display_of=display_of, switch_href=switch_href)
    made.filters.update(FILTERS)
    return made


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named route; found once, for a page has dozens and most stand on the next page too."""
    return _address(settings.ROOT_URLCONF, name, args, tuple(kwargs.items()))


@lru_cache(maxsize=KEPT_ADDRESSES, typed=True)
def _address(_urlconf: str, name: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> str:
    return reverse(name, args=args, kwargs=dict(kwargs))


def qr_svg(text: str, title: str = "二维码") -> Markup:
    """An inline SVG of a QR code: shape only, no style attribute, so that the strict policy holds."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, title=title, svgclass=None, lineclass=None
    )
    return Markup(out.getvalue().decode().replace("<svg ", '<svg role="img" ', 1))  # noqa: S704 - made by segno


def render_block(name: str, block: str, context: Mapping[str, Any], request: HttpRequest) -> str:
    """One named block of a page, with the page's own imports and context (局部刷新).

    The root is run up to its first output: by then the template's imports and settings exist and its
    inheritance is known, and nothing of the page has been made yet.
    """
    backend = engines["jinja2"]
    assert isinstance(backend, Jinja2)
    values: dict[str, Any] = {
        "request": request,
        "csrf_input": csrf_input_lazy(request),
        "csrf_token": csrf_token_lazy(request),
    }
    for processor in backend.template_context_processors:
        values.update(processor(request))
    template = backend.env.get_template(name)
    filled = template.new_context(values | dict(context))
    next(iter(template.root_render_func(filled)), None)
    return "".join(filled.blocks[block][0](filled))


def fragment(
    request: HttpRequest, name: str, block: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """The block as a response, for a request that htmx sent."""
    return HttpResponse(render_block(name, block, context, request), status=status)
