"""The line "Visible to: …"."""

import pytest
from django.template import Context, Template

from networks.access import Need, audience


def render(need: str) -> str:
    return Template(f'{{% load access_tags %}}{{% visible_to "{need}" %}}').render(Context())


@pytest.mark.parametrize("need", list(Need))
def test_the_line_says_the_audience_and_names_the_need(need):
    html = render(need.name)
    assert str(audience(need)) in html
    assert f'data-visible-to="{need.value}"' in html


def test_an_unknown_need_is_an_error():
    with pytest.raises(KeyError):
        render("SEE_EVERYTHING")
