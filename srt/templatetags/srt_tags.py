"""Looking something up by the code of a dimension: `{% load srt_tags %}`."""

from collections.abc import Mapping

from django import template
from django.forms import BoundField

from srt.forms.conversation import CardsForm
from srt.selectors.results import CardFigures

register = template.Library()


@register.filter
def card_of(cards: Mapping[str, CardFigures], code: str) -> CardFigures:
    """Return what the network says of a dimension."""
    return cards[code]


@register.filter
def fields_of(form: CardsForm, code: str) -> list[BoundField]:
    """Return the two fields of a dimension."""
    return [form[f"here-{code}"], form[f"want-{code}"]]
