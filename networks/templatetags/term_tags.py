"""The words of a programme: `{% load term_tags %}`, then `{% term programme "network" form="our" capital=True %}`."""

from django import template

from networks import terms
from networks.models import Programme

register = template.Library()


@register.simple_tag
def term(programme: Programme, word: str, form: str = "one", *, capital: bool = False) -> str:
    """Return a word of a programme in a form: one, many, a, the, this, our or each. Raises KeyError for any other."""
    return terms.term(programme, word, form, capital=capital)
