from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "tongban.web.ui"
    label = "ui"
