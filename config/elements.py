"""Template tags for the elements that wrap other markup: {% load elements %}, then {% card title=… %} … {% endcard %}.

Elements without content inside are plain includes; templates/elements/README.md lists them all.
"""

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_block_tag
def page_head(content: str, *, title: str, kicker: str = "", lede: str = "") -> str:
    """Return the head of a page: what it is part of, its one h1, a sentence, and room for facts and buttons."""
    return render_to_string(
        "elements/page_head.html",
        {"content": content if content.strip() else "", "title": title, "kicker": kicker, "lede": lede},
    )


@register.simple_block_tag
def card(content: str, *, title: str = "", kicker: str = "", url: str = "", tone: str = "", level: int = 2) -> str:
    """Return a card. `tone` is "process", "product", "you" or nothing; `level` is the level of its heading, 2 to 4."""
    context = {"content": content, "title": title, "kicker": kicker, "url": url, "tone": tone, "level": level}
    return render_to_string("elements/card.html", context)


@register.simple_block_tag
def notice(content: str, *, title: str = "", kind: str = "info") -> str:
    """Return a notice that stands in the page. `kind` is "info" or "warn"; neither is red or green."""
    return render_to_string("elements/notice.html", {"content": content, "title": title, "kind": kind})


@register.simple_block_tag
def empty_state(content: str, *, title: str) -> str:
    """Return what stands in the place of an empty list: that it is empty, and what somebody can do about it."""
    return render_to_string("elements/empty_state.html", {"content": content, "title": title})


@register.simple_block_tag
def details(content: str, *, summary: str, is_open: bool = False) -> str:
    """Return text that is folded away under a summary and opens without JavaScript."""
    return render_to_string("elements/details.html", {"content": content, "summary": summary, "is_open": is_open})


@register.simple_block_tag
def table(content: str, *, caption: str, hide_caption: bool = False, stack: bool = False) -> str:
    """Return a table around its rows, in a region that scrolls by itself on a narrow screen.

    With `stack` the rows become blocks below 40 rem; every td then carries its heading in `data-label`.
    """
    context = {"content": content, "caption": caption, "hide_caption": hide_caption, "stack": stack}
    return render_to_string("elements/table.html", context)


@register.simple_block_tag
def facts(content: str) -> str:
    """Return a list of facts around its `elements/fact.html` lines, term and value side by side where there is room."""
    return render_to_string("elements/facts.html", {"content": content})


@register.simple_block_tag
def own_words(content: str, *, source: str = "") -> str:
    """Return the network's own sentence as a large quote; `source` says whose words and from when."""
    return render_to_string("elements/own_words.html", {"content": content, "source": source})
