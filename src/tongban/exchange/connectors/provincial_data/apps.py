from django.apps import AppConfig


class ProvincialDataConfig(AppConfig):
    name = "tongban.exchange.connectors.provincial_data"
    label = "provincial_data"
