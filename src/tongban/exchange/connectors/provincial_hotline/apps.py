from django.apps import AppConfig


class ProvincialHotlineConfig(AppConfig):
    name = "tongban.exchange.connectors.provincial_hotline"
    label = "provincial_hotline"
