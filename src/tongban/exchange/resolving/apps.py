from django.apps import AppConfig


class ResolvingConfig(AppConfig):
    name = "tongban.exchange.resolving"
    label = "resolving"
