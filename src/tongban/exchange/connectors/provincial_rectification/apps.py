from django.apps import AppConfig


class ProvincialRectificationConfig(AppConfig):
    name = "tongban.exchange.connectors.provincial_rectification"
    label = "provincial_rectification"
