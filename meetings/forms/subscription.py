"""How somebody wants letters about meetings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import MailChoice


class MailChoiceForm(forms.Form):
    """How often, and how meetings come into the calendar."""

    rhythm = forms.ChoiceField(
        label=_("When do you want messages about meetings?"),
        choices=MailChoice.Rhythm.choices,
        widget=forms.RadioSelect,
        help_text=_("What changes about a meeting within ten days comes at once in any case."),
    )
    calendar_by = forms.ChoiceField(
        label=_("How do meetings come into your calendar?"),
        choices=MailChoice.CalendarBy.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Choose the link once your calendar follows it. Otherwise every meeting stands there twice. What came by "
            "message before stays until it has passed."
        ),
    )
