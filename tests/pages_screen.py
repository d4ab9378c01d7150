"""The pages of the presenter view, for tests/pages.py."""

from tests.page import Page

NAME = "presenter view"
SCREEN = "/networks/{burgerschap}/waves/{talked}/presenter/"
CARDS = "/networks/{rekenen}/waves/{talked}/presenter/"
LONG = "/networks/{long_network}/waves/{long_talked}/presenter/"

ON_SCREEN = [
    Page(NAME, SCREEN, "participant", "wish"),
    Page(NAME, f"{SCREEN}?step=process", "facilitator", "one half"),
    Page(NAME, f"{SCREEN}?step=product", "participant", "the other half"),
    Page(NAME, f"{SCREEN}?step=whole", "participant", "whole"),
    Page(NAME, f"{SCREEN}?step=choose", "participant", "choosing"),
    Page(NAME, f"{SCREEN}?step=about-practice_integration", "participant", "questions"),
    Page(NAME, f"{SCREEN}?step=one-thing", "participant", "one thing"),
    Page(NAME, f"{SCREEN}?step=words", "facilitator", "statement"),
    Page(NAME, "/networks/{burgerschap}/waves/{prepared}/presenter/", "facilitator", "to begin"),
    Page(NAME, CARDS, "other_facilitator", "to begin without a chart"),
    Page(NAME, f"{LONG}?step=process", "long_participant", "long"),
    Page(NAME, f"{LONG}?step=words", "long_facilitator", "long words"),
]
