"""Template filters of the survey pages: `{% load srt_tags %}`."""

from collections.abc import Iterable, Mapping

from django import template
from django.forms import BoundField

from srt.forms.conversation import ReflectionsForm
from srt.selectors.results import ReflectionText
from srt.selectors.running_order import Step

register = template.Library()


@register.filter
def reflection_of(reflections: Mapping[str, ReflectionText], code: str) -> ReflectionText:
    """Return the reflection on a dimension."""
    return reflections[code]


@register.filter
def fields_of(form: ReflectionsForm, code: str) -> list[BoundField]:
    """Return the two form fields of a dimension."""
    return [form[f"here-{code}"], form[f"want-{code}"]]


@register.filter
def minutes(steps: Iterable[Step]) -> int:
    """Return the total duration of the steps, in minutes."""
    return sum(step.minutes for step in steps)
