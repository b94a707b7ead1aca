from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "tongban.registers.catalog"
    label = "catalog"
