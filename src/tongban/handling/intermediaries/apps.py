from django.apps import AppConfig


class IntermediariesConfig(AppConfig):
    name = "tongban.handling.intermediaries"
    label = "intermediaries"
