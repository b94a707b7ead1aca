"""With what somebody came (终端类型), as their browser says: a phone, or something with a larger screen."""

from django.http import HttpRequest

_PHONES = ("Mobile", "Android", "iPhone", "HarmonyOS")


def is_phone(request: HttpRequest) -> bool:
    """Whether the browser calls itself one of a phone, also within an app such as 甘快办."""
    return any(each in request.headers.get("User-Agent", "") for each in _PHONES)


def channel_of(request: HttpRequest) -> str:
    """By which channel an application comes in through a page (申请渠道): `mobile` or `web`."""
    return "mobile" if is_phone(request) else "web"
