"""The programme's own words: `{% load term_tags %}`, then `{% term programme "network" form="our" capital=True %}`."""

from django import template

from networks import terms
from networks.models import Programme

register = template.Library()


@register.simple_tag
def term(programme: Programme, word: str, form: str = "one", *, capital: bool = False) -> str:
    """Return the programme's own word. `form`: one, many, a, the, this, our or each. Unknown ones raise KeyError."""
    return terms.term(programme, word, form, capital=capital)
