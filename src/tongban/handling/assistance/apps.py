from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    name = "tongban.handling.assistance"
    label = "assistance"
