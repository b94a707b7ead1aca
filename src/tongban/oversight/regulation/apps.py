from django.apps import AppConfig


class RegulationConfig(AppConfig):
    name = "tongban.oversight.regulation"
    label = "regulation"
