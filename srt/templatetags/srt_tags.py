"""What pages of the questionnaire look up or add up: `{% load srt_tags %}`."""

from collections.abc import Iterable, Mapping

from django import template
from django.forms import BoundField

from srt.forms.conversation import ReflectionsForm
from srt.selectors.results import ReflectionText
from srt.selectors.running_order import Step

register = template.Library()


@register.filter
def reflection_of(cards: Mapping[str, ReflectionText], code: str) -> ReflectionText:
    """Return what the network says of a dimension."""
    return cards[code]


@register.filter
def fields_of(form: ReflectionsForm, code: str) -> list[BoundField]:
    """Return the two fields of a dimension."""
    return [form[f"here-{code}"], form[f"want-{code}"]]


@register.filter
def minutes(steps: Iterable[Step]) -> int:
    """Return how many minutes these steps of a conversation take together."""
    return sum(step.minutes for step in steps)
