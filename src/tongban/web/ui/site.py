"""Who runs this site, as its frame says it (主办单位、标识). `settings.TONGBAN_SITE` overrides any field."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Link:
    """One place to go: `key` is compared with the page's `current`."""

    key: str
    label: str
    href: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """The site's identity. The codes below are sample data until the city fills in its own."""

    name: str = "嘉峪关政务服务"
    slogan: str = "一网通办 · 一窗受理"
    sponsor: str = "嘉峪关市人民政府"
    operator: str = "市政务服务管理局"
    hotline: str = "12345"
    home: str = "/"
    sign_in: str = "/sign-in"
    identifier: str = "网站标识码 示例"
    icp: str = "ICP备案号 示例"
    police: str = "公安备案号 示例"
    is_mourning: bool = False
    nav: tuple[Link, ...] = (
        Link("home", "首页", "/"),
        Link("items", "办事", "/items"),
        Link("bundles", "一件事", "/bundles"),
        Link("cases", "我的办件", "/cases"),
        Link("appointments", "预约取号", "/appointments"),
    )
    tabs: tuple[Link, ...] = (
        Link("home", "首页", "/", "home"),
        Link("items", "办事", "/items", "list"),
        Link("code", "亮码", "/code", "code"),
        Link("cases", "办件", "/cases", "case"),
        Link("me", "我的", "/me", "person"),
    )
    footer: tuple[Link, ...] = (
        Link("accessibility", "无障碍声明", "/accessibility"),
        Link("privacy", "个人信息处理规则", "/privacy"),
        Link("views", "谁看过我的信息", "/me/views"),
        Link("unresolved", "办不成事反映", "/unresolved"),
        Link("sitemap", "站点地图", "/sitemap"),
        Link("corrections", "我为政府网站找错", "/corrections"),
    )


def site() -> Site:
    """The site as configured; read once, when the templates are set up."""
    return Site(**getattr(settings, "TONGBAN_SITE", {}))
