"""Template tags for element partials with content: {% load elements %}, then {% card title=… %} … {% endcard %}.

Elements without content are plain includes; templates/elements/README.md lists them all.
"""

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_block_tag
def page_head(content: str, *, title: str, kicker: str = "", lede: str = "") -> str:
    """Return the head of a page: kicker, h1, one-sentence lede, then facts and buttons as content."""
    return render_to_string(
        "elements/page_head.html",
        {"content": content if content.strip() else "", "title": title, "kicker": kicker, "lede": lede},
    )


@register.simple_block_tag
def card(content: str, *, title: str = "", kicker: str = "", url: str = "", tone: str = "", level: int = 2) -> str:
    """Return a card. `tone` is "process", "product", "you" or empty; `level` is its heading level, 2 to 4."""
    context = {"content": content, "title": title, "kicker": kicker, "url": url, "tone": tone, "level": level}
    return render_to_string("elements/card.html", context)


@register.simple_block_tag
def notice(content: str, *, title: str = "", kind: str = "info") -> str:
    """Return an inline notice. `kind` is "info" or "warn"; neither is red or green."""
    return render_to_string("elements/notice.html", {"content": content, "title": title, "kind": kind})


@register.simple_block_tag
def empty_state(content: str, *, title: str) -> str:
    """Return the replacement of an empty list: a title, and what the reader can do about it."""
    return render_to_string("elements/empty_state.html", {"content": content, "title": title})


@register.simple_block_tag
def details(content: str, *, summary: str, is_open: bool = False) -> str:
    """Return a disclosure that opens without JavaScript."""
    return render_to_string("elements/details.html", {"content": content, "summary": summary, "is_open": is_open})


@register.simple_block_tag
def table(content: str, *, caption: str, hide_caption: bool = False, stack: bool = False) -> str:
    """Return a table around its rows, in a region that scrolls horizontally on a narrow screen.

    With `stack`, rows become blocks below 40 rem; every td then needs its heading in `data-label`.
    """
    context = {"content": content, "caption": caption, "hide_caption": hide_caption, "stack": stack}
    return render_to_string("elements/table.html", context)


@register.simple_block_tag
def facts(content: str) -> str:
    """Return a description list around `elements/fact.html` lines, term and value side by side if there is room."""
    return render_to_string("elements/facts.html", {"content": content})


@register.simple_block_tag
def network_statement(content: str, *, source: str = "") -> str:
    """Return the network's statement as a large quote; `source` says whose words they are and from when."""
    return render_to_string("elements/network_statement.html", {"content": content, "source": source})
