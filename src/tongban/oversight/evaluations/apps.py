from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "tongban.oversight.evaluations"
    label = "evaluations"
