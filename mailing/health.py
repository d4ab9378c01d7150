"""The health check of the mail server."""

from jobs.health import Trouble, health_check
from jobs.models import Job
from mailing.services import SEND_JOB

UNAVAILABLE = "ServiceUnavailableError"


@health_check("mailing.server")
def mail_server_takes_emails() -> bool:
    """Return whether the mail server took emails when it was last tried. Raises Trouble with the cause if not."""
    failed = Job.objects.filter(kind=SEND_JOB, done_at__isnull=True, last_error__startswith=UNAVAILABLE)
    errors = failed.order_by("-due_at").values_list("last_error", flat=True)[:1]
    for error in errors:
        raise Trouble(error.removeprefix(UNAVAILABLE).removeprefix(": ") or "unreachable")
    return True
