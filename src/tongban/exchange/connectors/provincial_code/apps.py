from django.apps import AppConfig


class ProvincialCodeConfig(AppConfig):
    name = "tongban.exchange.connectors.provincial_code"
    label = "provincial_code"
