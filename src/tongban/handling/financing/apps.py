from django.apps import AppConfig


class FinancingConfig(AppConfig):
    name = "tongban.handling.financing"
    label = "financing"
