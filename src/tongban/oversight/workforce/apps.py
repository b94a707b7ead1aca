from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "tongban.oversight.workforce"
    label = "workforce"
