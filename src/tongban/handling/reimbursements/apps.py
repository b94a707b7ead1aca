from django.apps import AppConfig


class ReimbursementsConfig(AppConfig):
    name = "tongban.handling.reimbursements"
    label = "reimbursements"
