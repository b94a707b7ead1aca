from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    name = "tongban.handling.benefits"
    label = "benefits"
