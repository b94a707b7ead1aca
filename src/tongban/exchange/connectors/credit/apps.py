from django.apps import AppConfig


class CreditConfig(AppConfig):
    name = "tongban.exchange.connectors.credit"
    label = "credit_platform"
