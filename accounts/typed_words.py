"""What somebody typed, in the words of the page that they typed it on: a box by its label, a choice by its name.

The form itself is not known here, since the door answered before its view; the page that holds it says all of it.
"""

from copy import copy
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.response import SimpleTemplateResponse
from django.urls import resolve
from django.utils.translation import gettext as _

from accounts.typed import Typed

Attributes = list[tuple[str, str | None]]


def typed_in_words(request: HttpRequest, typed: Typed) -> list[tuple[str, str]]:
    """Return (label, what was typed or chosen) in order; without labels where the page does not open or has none."""
    page = _Page()
    page.feed(_page_of(request, typed.page))
    return [page.words(name, value) for name, value in typed.fields if value.strip() and name not in page.hidden]


def _page_of(request: HttpRequest, address: str) -> str:
    """Return the page at an address of ours as this reader gets it; nothing when there is none for them."""
    asked, parts = copy(request), urlsplit(address)
    asked.method, asked.path, asked.path_info = "GET", parts.path, parts.path
    asked.META = {**request.META, "REQUEST_METHOD": "GET", "QUERY_STRING": parts.query}
    asked.GET, asked.POST = QueryDict(parts.query), QueryDict()
    vars(asked).pop("_messages", None)  # what there is to say is said on the page that is shown
    try:
        asked.resolver_match = resolve(parts.path)
        view, arguments, named = asked.resolver_match
        response: HttpResponse = view(asked, *arguments, **named)
    except (Http404, PermissionDenied):
        return ""
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    return response.content.decode() if response.status_code == 200 and not response.streaming else ""


class _Page(HTMLParser):
    """Reads the fields of a page: their labels, the names of what there is to choose, and which are hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: set[str] = set()
        self.labels: dict[str, str] = {}  # id → label
        self.boxes: dict[str, str] = {}  # name of a text box or list → its id
        self.ticks: dict[tuple[str, str], tuple[str, str]] = {}  # name, value → its id, the legend around it
        self.choices: dict[tuple[str, str], str] = {}  # name, value → what it is called
        self._open: dict[str, tuple[str, str, list[str]]] = {}  # tag → two keys, and its text so far
        self._legend = ""
        self._select = ""
        self._aside = False

    def words(self, name: str, value: str) -> tuple[str, str]:
        """Return what a field is called and what was typed or chosen in it, as the page says both."""
        if (name, value) in self.ticks:
            key, legend = self.ticks[name, value]
            label = self.labels.get(key, value)
            return (legend, label) if legend else (label, _("yes"))
        return self.labels.get(self.boxes.get(name, ""), ""), self.choices.get((name, value), value)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Note a field, and begin to listen where words follow."""
        found = {key: value or "" for key, value in attrs}
        name, value, key = found.get("name", ""), found.get("value", ""), found.get("id", "")
        if tag == "input":
            self._input(found.get("type", "text"), name, value or "on", key)
        elif tag in {"select", "textarea"}:
            self.boxes[name] = key
            self._select = name
        elif tag == "option":
            self._open[tag] = (self._select, value, [])
        elif tag == "button":
            self._open[tag] = (name, value, [])
        elif tag in {"label", "legend"}:
            self._open[tag] = (found.get("for", ""), "", [])
        elif tag == "span" and "optional" in found.get("class", ""):
            self._aside = True

    def _input(self, kind: str, name: str, value: str, key: str) -> None:
        if kind == "hidden":
            self.hidden.add(name)
        elif kind in {"radio", "checkbox"}:
            self.ticks[name, value] = key, self._legend
        else:
            self.boxes[name] = key

    def handle_data(self, data: str) -> None:
        """Take words in."""
        for _first, _second, text in self._open.values():
            if not self._aside:
                text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Keep what was said."""
        if tag == "span":
            self._aside = False
        elif tag == "fieldset":
            self._legend = ""
        first, second, text = self._open.pop(tag, ("", "", []))
        said = " ".join("".join(text).split())
        if tag == "label":
            self.labels[first] = said
        elif tag == "legend":
            self._legend = said
        elif tag in {"option", "button"}:
            self.choices[first, second] = said
