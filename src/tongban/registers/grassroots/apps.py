from django.apps import AppConfig


class GrassrootsConfig(AppConfig):
    name = "tongban.registers.grassroots"
    label = "grassroots"
