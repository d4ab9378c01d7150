"""The elements of pages, and the error pages."""

from datetime import datetime
from typing import Any

import pytest
from django import forms
from django.template import TemplateSyntaxError, engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

HOSTILE = "<script>alert(1)</script>"
BLOCKS = [
    "{% page_head title=text %}x{% endpage_head %}",
    "{% page_head title='a' kicker=text lede=text %}{% endpage_head %}",
    "{% card title=text kicker=text url=text %}x{% endcard %}",
    "{% notice title=text %}x{% endnotice %}",
    "{% empty_state title=text %}x{% endempty_state %}",
    "{% details summary=text %}x{% enddetails %}",
    "{% table caption=text %}x{% endtable %}",
    "{% network_statement source=text %}{{ text }}{% endnetwork_statement %}",
    "{% facts %}{{ text }}{% endfacts %}",
]
INCLUDES = ["badge", "copy", "person", "visible_to"]


class AskForm(forms.Form):
    """A form with a field of each kind that has its own layout."""

    name = forms.CharField(help_text="As on your pass.")
    side = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    sure = forms.BooleanField()
    note = forms.CharField(required=False, widget=forms.Textarea)


def rendered(source: str, **context: Any) -> str:
    """Return a rendered template source with white space collapsed."""
    template = engines["django"].from_string("{% load elements %}" + source)
    return " ".join(template.render(context, RequestFactory().get("/")).split())


def question_rendered(**context: Any) -> str:
    """Return one statement with two answers."""
    source = '{% include "elements/question.html" with name="q1" number=1 text="Ik ben er." clear_name="clear" %}'
    return rendered(source, choices=[("1", "oneens"), ("2", "eens")], **context)


def form_rendered(form: forms.Form) -> str:
    """Return a whole form, rendered."""
    return rendered('{% include "elements/form.html" %}', form=form)


@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_escapes_text(block: str) -> None:
    html = rendered(block, text=HOSTILE)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("name", INCLUDES)
def test_every_include_escapes_text(name: str) -> None:
    context = dict.fromkeys(["text", "label", "id", "here", "name", "role", "who", "url"], HOSTILE)
    html = render_to_string(f"elements/{name}.html", context)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_block_keeps_the_markup_inside_it() -> None:
    assert "<em>here</em>" in rendered("{% card title='a' %}<em>here</em>{% endcard %}")


def test_empty_page_head_leaves_no_box() -> None:
    assert "page-head-extra" not in rendered("{% page_head title='a' %}  {% endpage_head %}")


def test_unknown_block_parameter_is_an_error() -> None:
    with pytest.raises(TemplateSyntaxError, match="titel"):
        rendered("{% card titel='a' %}x{% endcard %}")


def test_date_is_shown_with_its_week() -> None:
    source = '{% include "elements/date.html" with time=True only %}'
    with_day = source.replace("with", "with date=day")
    day = datetime(2026, 12, 10, 13, 30)  # noqa: DTZ001 - local time as people read it
    with translation.override("en"):
        assert "Thu 10 December&nbsp;· 13:30&nbsp;· week&nbsp;50" in rendered(with_day, day=day)


def test_every_error_links_to_an_element_of_the_form() -> None:
    html = form_rendered(AskForm({}))
    targets = [part.split('"')[0] for part in html.split('href="#')[1:]]
    assert targets == ["id_name", "id_side", "id_sure"]
    assert all(f'id="{target}"' in html for target in targets)


def test_error_summary_takes_the_focus() -> None:
    html = form_rendered(AskForm({}))
    assert 'tabindex="-1" autofocus data-focus-on-load' in html


def test_form_without_errors_has_no_summary() -> None:
    assert "error-summary" not in form_rendered(AskForm())


@pytest.mark.parametrize("described", ["id_name_helptext", "id_name_error", "id_side_error"])
def test_help_texts_and_errors_belong_to_their_field(described: str) -> None:
    html = form_rendered(AskForm({}))
    assert f'id="{described}"' in html
    assert any(described in part.split('"')[0].split() for part in html.split('aria-describedby="')[1:])


def test_radio_buttons_are_in_a_group_with_a_legend() -> None:
    html = form_rendered(AskForm())
    assert html.index("<fieldset") < html.index("<legend>") < html.index('type="radio"') < html.index("</fieldset>")


def test_only_optional_fields_say_so() -> None:
    with translation.override("en"):
        assert form_rendered(AskForm()).count("(optional)") == 1


def test_clear_button_names_its_statement() -> None:
    assert 'type="submit" name="clear" value="q1"' in question_rendered()


@pytest.mark.parametrize("answer", ["1", "?"])
def test_only_the_given_answer_is_checked(answer: str) -> None:
    html = question_rendered(not_yet=("?", "kan ik nog niet zeggen"), answer=answer)
    assert html.count("checked") == 1
    assert f'value="{answer}" checked' in html


@pytest.mark.parametrize("code", ["400", "500"])
def test_pages_for_broken_requests_need_no_context(code: str) -> None:
    assert "<h1>" in render_to_string(f"{code}.html")


@pytest.mark.parametrize("code", ["403", "410"])
def test_error_page_shows_its_reason(code: str) -> None:
    html = render_to_string(f"{code}.html", {"reason": "Only the facilitator."}, RequestFactory().get("/"))
    assert "Only the facilitator." in html


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "410", "429", "500"])
def test_error_page_offers_a_next_step(code: str) -> None:
    plain = code in {"400", "500"}
    context = {"because": "tab"} if code == "403_csrf" else {}
    html = render_to_string(f"{code}.html", context, None if plain else RequestFactory().get("/"))
    assert html.count("<h1>") == 1
    assert "button-primary" in html
