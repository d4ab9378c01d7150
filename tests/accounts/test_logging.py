"""Tokens of personal links are removed from every log."""

import io
import logging
import logging.config
from typing import Any

import pytest
from celery.app.log import TaskFormatter
from django.conf import settings
from gunicorn.config import Config
from gunicorn.glogging import Logger
from hypothesis import given
from hypothesis import strategies as st

from accounts.logging import TokenFilter, without_tokens
from accounts.tokens import token_create, token_is_valid, token_key

TOKEN = token_create(purpose="invitation", key=12, version=1)
keys = st.integers(min_value=1, max_value=10**18 - 1)


@pytest.fixture
def printed():
    """A library's logger with its own handler; returned with the stream it prints to."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logger = logging.getLogger("tests.library")
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, stream
    logger.removeHandler(handler)


@pytest.mark.portable
@given(key=keys, version=st.integers(1, 50), before=st.sampled_from(["/welcome/", "?t=", "%2F", " ", '"', "=", ""]))
def test_token_is_removed_anywhere_in_a_line(key, version, before):
    token = token_create(purpose="any", key=key, version=version)
    for after in ("/", "", " ", '"', "&x=1", ".", "%2F"):
        assert token not in without_tokens(f"GET {before}{token}{after} HTTP/1.1")


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-22 10:00:00 ok",
        "Task jobs.tasks.run_job[7f6c71fb-1754-4123-9dd5-feec8d1616de] succeeded",
        "/networks/12/people/7/",
        "Job 12 (mailing.send) failed with ServerAwayError",
    ],
)
def test_lines_without_token_are_unchanged(line):
    assert without_tokens(line) == line


def test_filter_cleans_message_arguments_and_traceback():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(TokenFilter())
    logger = logging.getLogger("tests.filtered")
    logger.addHandler(handler)
    try:
        raise ValueError(f"/welcome/{TOKEN}/")
    except ValueError:
        logger.exception("Failed at %s", f"/welcome/{TOKEN}/")
    logger.removeHandler(handler)
    assert TOKEN not in stream.getvalue()
    assert "/welcome/…/" in stream.getvalue()
    assert "ValueError" in stream.getvalue()


def test_every_configured_handler_has_the_filter():
    handlers: Any = settings.LOGGING["handlers"]
    assert all("no_tokens" in handler["filters"] for handler in handlers.values())


def test_token_is_removed_from_log_handlers_of_libraries(printed):
    logger, stream = printed
    logger.error("GET %s", f"/welcome/{TOKEN}/")
    assert stream.getvalue() == "GET /welcome/…/\n"


def test_malformed_logging_call_does_not_raise(printed):
    logger, stream = printed
    before, logging.raiseExceptions = logging.raiseExceptions, False
    try:
        logger.error("%s and %s", "one")  # noqa: PLE1206 - the mistake is what is tested
    finally:
        logging.raiseExceptions = before
    assert stream.getvalue() == ""


def test_gunicorn_access_log_has_no_token():
    config = Config()
    config.set("accesslog", "-")
    gunicorn = Logger(config)
    stream = io.StringIO()
    for handler in gunicorn.access_log.handlers:
        handler.setStream(stream)
    gunicorn.access_log.info("%(r)s", {"r": f"GET /welcome/{TOKEN}/ HTTP/1.1"})
    assert stream.getvalue() == "GET /welcome/…/ HTTP/1.1\n"


def test_celery_log_has_no_token(printed):
    logger, stream = printed
    logger.handlers[0].setFormatter(TaskFormatter("%(task_name)s %(message)s"))
    logger.info("Task %(name)s received", {"name": f"x {TOKEN}"})
    logger.error("Task %(name)s raised", {"name": f"x {TOKEN}"})
    assert TOKEN not in stream.getvalue()
    assert "raised" in stream.getvalue()


@given(key=keys, version=st.integers(1, 50))
def test_token_is_valid_for_its_own_purpose_key_and_version(key, version):
    token = token_create(purpose="a", key=key, version=version)
    assert token_key(token) == key
    assert token_is_valid(token, purpose="a", key=key, version=version)
    assert not token_is_valid(token, purpose="b", key=key, version=version)
    assert not token_is_valid(token, purpose="a", key=key + 1, version=version)
    assert not token_is_valid(token, purpose="a", key=key, version=version + 1)


@given(st.text())
def test_any_text_can_be_checked_as_a_token(text):
    key = token_key(text)
    assert key is None or 0 <= key < 10**18
