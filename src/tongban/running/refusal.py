"""Why the house cannot be started or stopped."""

from http import HTTPStatus

from tongban.foundation.kernel.errors import Declined


class CannotRun(Declined):
    """Something of the machine is missing or in the way (无法运行); the sentence tells the operator what to do."""

    code = "cannot_run"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    sentence = "系统现在无法运行。"
