"""The form for email about meetings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import MailChoice


class MailChoiceForm(forms.Form):
    """How often a person is emailed, and how meetings get into their calendar."""

    frequency = forms.ChoiceField(
        label=_("When do you want messages about meetings?"),
        choices=MailChoice.Frequency.choices,
        widget=forms.RadioSelect,
        help_text=_("You are always notified straight away of changes to a meeting within the next ten days."),
    )
    calendar_by = forms.ChoiceField(
        label=_("How do meetings get into your calendar?"),
        choices=MailChoice.CalendarBy.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Only choose the link after adding it to your calendar. Otherwise every meeting appears twice. "
            "Meetings that came by email stay in your calendar until they are over."
        ),
    )
