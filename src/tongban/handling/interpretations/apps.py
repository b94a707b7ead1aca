from django.apps import AppConfig


class InterpretationsConfig(AppConfig):
    name = "tongban.handling.interpretations"
    label = "interpretations"
