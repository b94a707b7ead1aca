from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "tongban.exchange.connectors.payments"
    label = "payment_platform"
