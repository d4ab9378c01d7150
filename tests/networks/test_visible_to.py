"""The line "Visible to: …"."""

import pytest
from django.template import Context, Template

from networks.access import Permission, audience


def render(permission: str) -> str:
    return Template(f'{{% load access_tags %}}{{% visible_to "{permission}" %}}').render(Context())


@pytest.mark.parametrize("permission", list(Permission))
def test_line_has_the_audience_and_the_permission(permission):
    html = render(permission.name)
    assert str(audience(permission)) in html
    assert f'data-visible-to="{permission.value}"' in html


def test_unknown_permission_is_an_error():
    with pytest.raises(KeyError):
        render("SEE_EVERYTHING")
