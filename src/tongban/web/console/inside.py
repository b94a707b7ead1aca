"""Whether addresses of our own house lead anywhere (站内链接): known to the routes, and to the catalogue."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from tongban.foundation.kernel.errors import NotFound
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide_or_ending


class House:
    """The pages of this house, as the nightly look through guides asks for them (R-018)."""

    def owns(self, address: str) -> bool:
        if address.startswith("/"):
            return True
        host = (urlsplit(address).hostname or "").lower()
        public = (urlsplit(settings.PUBLIC_URL).hostname or "").lower()
        return host == public or host in settings.ALLOWED_HOSTS

    def wrong_with(self, address: str) -> str:
        try:
            found = resolve(urlsplit(address).path or "/")
        except Resolver404:
            return "没有这个页面"
        code = found.kwargs.get("code", "")
        if not found.view_name.startswith(("item", "checklist", "begin")) or not code:
            return ""
        try:
            told = guide_or_ending(code)
        except NotFound:
            return "没有这个事项"
        return "" if isinstance(told, Guide) else "这个事项已经取消"
