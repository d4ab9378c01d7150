"""No-break spaces: added to text, never to tags or form fields."""

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString

from config.typography import together

FREE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("do 10 december · week 50", "do 10 december_· week_50"),
        ("<a>De Rank</a>\n  · online", "<a>De Rank</a>_· online"),
        ("195 min, 8 minuten, 13.30 uur", "195_min, 8_minuten, 13.30_uur"),
        ("ingevuld door 12 van de 15", "ingevuld door 12_van_de_15"),
        ("statement 3 of 32", "statement 3_of_32"),
        ("ergens in week 5–7", "ergens in week_5–7"),
    ],
)
def test_numbers_and_units_stay_on_one_line(words: str, held: str) -> None:
    assert together(words) == held.replace("_", FREE)


@pytest.mark.parametrize(
    "markup",
    [
        '<input value="week 50 · 195 min">',
        "<textarea>week 50 · 195 min</textarea>",
        '<script type="application/json">{"a": "week 50 · 195 min"}</script>',
        "<svg><text>12 van de 15</text></svg>",
        "<pre>SUMMARY:Burgerschap · Bijeenkomst</pre>",
        "een dag in december, vijf van de zes, 3 dagen",
    ],
)
def test_form_fields_and_drawings_are_unchanged(markup: str) -> None:
    assert together(markup) == markup


def test_escaped_text_stays_escaped() -> None:
    shown = Template("{% load typography %}{% filter together %}{{ name }} · x{% endfilter %}").render(
        Context({"name": "<b>"})
    )
    assert shown == f"&lt;b&gt;{FREE}· x"
    assert isinstance(together(SafeString("a")), SafeString)
