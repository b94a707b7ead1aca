from django.apps import AppConfig


class CrossingConfig(AppConfig):
    name = "tongban.handling.crossing"
    label = "crossing"
