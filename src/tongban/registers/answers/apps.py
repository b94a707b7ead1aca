from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "tongban.registers.answers"
    label = "answers"
