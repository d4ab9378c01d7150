"""The test tools themselves: each must be able to fail a test."""

import socket

import pytest
from django.template import Context, Template, TemplateDoesNotExist, engines
from django.template.base import Origin

from jobs.models import Job
from jobs.services import job_enqueue
from tests.fixtures.worker import Worker
from tests.strict_templates import OURS, UndefinedTemplateVariableError


def rendered(source: str, *, name: str = f"{OURS}/example.html", **context: object) -> str:
    template = Template(source, origin=Origin(name=name), engine=engines["django"].engine)  # type: ignore[attr-defined]
    return template.render(Context(context))


def test_undefined_variable_in_our_template_fails():
    with pytest.raises(
        UndefinedTemplateVariableError, match=r"“nobody\.name” is not defined in templates/example\.html"
    ):
        rendered("Dag {{ nobody.name }}")


def test_undefined_variable_in_a_translated_block_fails():
    with pytest.raises(UndefinedTemplateVariableError):
        rendered("{% load i18n %}{% blocktranslate %}Dag {{ nobody }}{% endblocktranslate %}")


def test_undefined_variable_with_a_fallback_or_in_a_condition_is_accepted():
    assert rendered('{{ nobody|default:"wie" }}{% if nobody %}x{% endif %}') == "wie"


def test_undefined_variable_in_a_package_template_stays_empty():
    assert rendered("Dag {{ nobody }}{{ nobody|upper }}", name="/elsewhere/allauth/page.html") == "Dag "


def test_connection_to_another_machine_is_refused():
    with socket.socket() as connection, pytest.raises(AssertionError, match=r"wants to connect to 192\.0\.2\.1"):
        connection.connect(("192.0.2.1", 80))


def test_missing_template_is_an_error():
    with pytest.raises(TemplateDoesNotExist):
        rendered('{% include "does/not/exist.html" %}')


@pytest.mark.worker
def test_worker_process_does_a_job_and_survives_being_killed(celery_worker_process: Worker):
    """The key names an email that does not exist, which makes the smallest possible job."""
    first = job_enqueue(kind="mailing.send", key="0")
    celery_worker_process.wait(lambda: Job.objects.get(pk=first.pk).done_at)
    celery_worker_process.kill()
    second = job_enqueue(kind="mailing.send", key="-1")
    assert Job.objects.get(pk=second.pk).done_at is None
    celery_worker_process.start()
    celery_worker_process.wait(lambda: Job.objects.get(pk=second.pk).done_at)


@pytest.mark.browser
def test_axe_finds_an_image_without_a_description(page, axe):
    page.set_content(
        "<html lang=nl><title>x</title><main><h1>x</h1><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"
    )
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


@pytest.mark.browser
@pytest.mark.portable
def test_site_answers_a_browser(phone, site):
    answer = phone.goto("/")
    assert answer is not None
    assert answer.ok
    assert phone.evaluate("document.documentElement.lang") == "nl"
