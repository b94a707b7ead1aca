"""Where the portal's frame leads (导航、底栏、页脚): only to what is built."""

from typing import Any

from tongban.web.ui.site import Link

SITE: dict[str, Any] = {
    "nav": (
        Link("home", "首页", "/"),
        Link("items", "办事", "/items"),
        Link("bundles", "一件事", "/bundles"),
        Link("cases", "我的办件", "/cases"),
        Link("map", "去哪儿办", "/map"),
        Link("track", "查进度", "/track"),
        Link("verify", "查真伪", "/verify"),
        Link("help", "帮助", "/help"),
    ),
    "tabs": (
        Link("home", "首页", "/", "home"),
        Link("items", "办事", "/items", "list"),
        Link("code", "亮码", "/code", "code"),
        Link("cases", "办件", "/cases", "case"),
        Link("me", "我的", "/me", "person"),
    ),
    "footer": (
        Link("help", "帮助", "/help"),
        Link("accessibility", "无障碍声明", "/accessibility"),
        Link("privacy", "个人信息处理规则", "/privacy"),
        Link("track", "免登录查进度", "/track"),
        Link("verify", "文书真伪查验", "/verify"),
        Link("map", "政务地图", "/map"),
        Link("bundles", "一件事一次办", "/bundles"),
        Link("lists", "清单公示", "/lists"),
        Link("chiefs", "首席事务代表", "/chiefs"),
        Link("intermediaries", "中介服务", "/intermediaries"),
        Link("sitemap", "站点地图", "/sitemap"),
    ),
}
