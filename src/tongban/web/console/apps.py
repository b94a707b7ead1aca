from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "tongban.web.console"
    label = "console"
