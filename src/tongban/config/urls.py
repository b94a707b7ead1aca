"""Every address of the house."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tongban.web.openapi.urls")),
    path("", include("tongban.web.ui.urls")),
    path("", include("tongban.web.workbench.urls")),
    path("", include("tongban.web.console.urls")),
    path("", include("tongban.web.kiosk.urls")),
    path("", include("tongban.web.portal.urls")),
]

handler400 = "tongban.web.ui.refusals.bad_request"
handler403 = "tongban.web.ui.refusals.permission_denied"
handler404 = "tongban.web.ui.refusals.page_not_found"
handler500 = "tongban.web.ui.refusals.server_error"
