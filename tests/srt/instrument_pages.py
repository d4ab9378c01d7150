"""The questionnaire pages for staff in every state, for tests/pages.py."""

from django.test import Client

from srt.services.instruments import instrument_load
from tests.page import Page
from tests.page_world import PageWorld
from tests.srt.definitions import second_version

BROKEN = b"code: Nee Nee\nversion: nul\n"


def is_there(client: Client, found: PageWorld) -> None:
    """Add a second version."""
    instrument_load(data=second_version())


INSTRUMENTS = [
    Page("versions", "/instruments/", "staff"),
    Page("versions", "/instruments/", "staff", "several", before=is_there),
    Page("version", "/instruments/samen-leren/versions/1/", "staff"),
    Page("comparison", "/instruments/samen-leren/versions/1/to/1/", "staff", "the same"),
    Page("comparison", "/instruments/samen-leren/versions/1/to/2/", "staff", before=is_there),
    Page("questionnaire file", "/instruments/upload/", "staff"),
    Page("questionnaire file", "/instruments/upload/", "staff", "wrong", posts={}),
    Page(
        "questionnaire file",
        "/instruments/upload/",
        "staff",
        "wrong file",
        posts={},
        files={"file": ("vragenlijst.yaml", BROKEN)},
    ),
    Page("questionnaire look", "/instruments/upload/{upload}/", "staff"),
]
