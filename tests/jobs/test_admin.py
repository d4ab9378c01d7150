"""Background jobs in the admin."""

import pytest
from django.urls import reverse

from jobs.models import Job
from jobs.services import job_enqueue
from tests.jobs.conftest import KIND

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client, cast):
    cast["Stella"].is_superuser = True
    cast["Stella"].save(update_fields=["is_superuser"])
    client.force_login(cast["Stella"])
    return client


def test_email_jobs_are_not_listed(administrator, work):
    job_enqueue(kind=KIND, key="a-listed-job")
    job_enqueue(kind="mailing.send", key="424242")
    page = administrator.get(reverse("admin:jobs_job_changelist")).content.decode()
    assert "a-listed-job" in page
    assert "424242" not in page
    assert "mailing.send" not in page


def test_jobs_are_read_only(administrator, work):
    job = job_enqueue(kind=KIND, key="a")
    url = reverse("admin:jobs_job_change", args=[job.pk])
    assert administrator.get(url).status_code == 200
    assert administrator.post(url, {"attempts": 9}).status_code == 403
    assert administrator.post(reverse("admin:jobs_job_delete", args=[job.pk])).status_code == 403
    assert Job.objects.get().attempts == 0
