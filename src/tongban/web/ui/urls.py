"""The addresses of the design system itself."""

from django.urls import path

from tongban.web.ui.display import set_display
from tongban.web.ui.gallery import gallery

urlpatterns = [
    path("display", set_display, name="set_display"),
    path("ui/gallery", gallery, name="gallery"),
    path("ui/gallery/<slug:name>", gallery, name="gallery_page"),
]
