from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "tongban.handling.dossiers"
    label = "dossiers"
