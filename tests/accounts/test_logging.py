"""Personal links stay out of every log."""

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
from accounts.tokens import token_fits, token_key, token_make

TOKEN = token_make(purpose="invitation", key=12, version=1)
keys = st.integers(min_value=1, max_value=10**18 - 1)


@pytest.fixture
def printed():
    """A logger like any library's, with a handler of its own that knows nothing of us."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logger = logging.getLogger("tests.library")
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, stream
    logger.removeHandler(handler)


@pytest.mark.portable
@given(key=keys, version=st.integers(1, 50), before=st.sampled_from(["/welcome/", "?t=", "%2F", " ", '"', "=", ""]))
def test_no_token_is_left_wherever_it_stands(key, version, before):
    token = token_make(purpose="any", key=key, version=version)
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
def test_other_lines_stay_as_they_are(line):
    assert without_tokens(line) == line


def test_the_filter_cleans_message_arguments_and_traceback():
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


def test_every_handler_of_our_settings_has_the_filter():
    handlers: Any = settings.LOGGING["handlers"]
    assert all("no_tokens" in handler["filters"] for handler in handlers.values())


def test_a_library_with_a_handler_of_its_own_prints_no_token(printed):
    logger, stream = printed
    logger.error("GET %s", f"/welcome/{TOKEN}/")
    assert stream.getvalue() == "GET /welcome/…/\n"


def test_a_call_with_a_mistake_in_it_does_not_break(printed):
    logger, stream = printed
    before, logging.raiseExceptions = logging.raiseExceptions, False
    try:
        logger.error("%s and %s", "one")  # noqa: PLE1206 - the mistake is what is tested
    finally:
        logging.raiseExceptions = before
    assert stream.getvalue() == ""


def test_gunicorns_access_log_holds_no_token():
    config = Config()
    config.set("accesslog", "-")
    gunicorn = Logger(config)
    stream = io.StringIO()
    for handler in gunicorn.access_log.handlers:
        handler.setStream(stream)
    gunicorn.access_log.info("%(r)s", {"r": f"GET /welcome/{TOKEN}/ HTTP/1.1"})
    assert stream.getvalue() == "GET /welcome/…/ HTTP/1.1\n"


def test_celerys_log_holds_no_token(printed):
    logger, stream = printed
    logger.handlers[0].setFormatter(TaskFormatter("%(task_name)s %(message)s"))
    logger.info("Task %(name)s received", {"name": f"x {TOKEN}"})
    logger.error("Task %(name)s raised", {"name": f"x {TOKEN}"})
    assert TOKEN not in stream.getvalue()
    assert "raised" in stream.getvalue()


@given(key=keys, version=st.integers(1, 50))
def test_a_token_fits_its_own_purpose_id_and_version_alone(key, version):
    token = token_make(purpose="a", key=key, version=version)
    assert token_key(token) == key
    assert token_fits(token, purpose="a", key=key, version=version)
    assert not token_fits(token, purpose="b", key=key, version=version)
    assert not token_fits(token, purpose="a", key=key + 1, version=version)
    assert not token_fits(token, purpose="a", key=key, version=version + 1)


@given(st.text())
def test_any_text_is_read_as_a_token_without_an_error(text):
    key = token_key(text)
    assert key is None or 0 <= key < 10**18
