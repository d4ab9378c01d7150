"""Forms for proposing and copying a year plan."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.fields import LineFormField
from meetings.forms.meeting import ClockField
from meetings.models import Meeting
from meetings.planning import (
    BUILT_IN_PATTERNS,
    Pattern,
    PlanCannotFitError,
    Recurrence,
    Refusal,
    Series,
    Slot,
    Span,
    pattern_customise,
    propose,
)
from meetings.selectors.blocked import Blocked, blocked_of, meeting_days, year_span
from meetings.selectors.year import has_plan, study_years_of
from networks.forms import DayField
from networks.models import Network, StudyYear

if TYPE_CHECKING:
    YearChoice = forms.ModelChoiceField[StudyYear]
    NetworkChoice = forms.ModelMultipleChoiceField[Network]
else:
    YearChoice = forms.ModelChoiceField
    NetworkChoice = forms.ModelMultipleChoiceField

OWN = "own"
SCHOOL_STARTS, SCHOOL_ENDS = (9, 1), (6, 30)
FORTNIGHT = timedelta(days=14)
RECURRENCES = [
    (Recurrence.EVEN, gettext_lazy("spread over the year")),
    ("weeks-2", gettext_lazy("every two weeks")),
    ("weeks-3", gettext_lazy("every three weeks")),
    ("weeks-4", gettext_lazy("every four weeks")),
    ("weeks-6", gettext_lazy("every six weeks")),
    ("monthly-1", gettext_lazy("the first of the month on this weekday")),
    ("monthly-2", gettext_lazy("the second of the month on this weekday")),
    ("monthly-3", gettext_lazy("the third of the month on this weekday")),
    ("monthly-4", gettext_lazy("the fourth of the month on this weekday")),
]


class PlanForm(forms.Form):
    """The choices for applying a pattern to a year, all prefilled.

    A valid form has a `proposal`. If the year already has a plan, it is in `planned`.
    """

    study_year = YearChoice(queryset=StudyYear.objects.none(), label=gettext_lazy("Year"), empty_label=None)
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Weekday"), coerce=int, choices=[(number, WEEKDAYS[number]) for number in range(7)]
    )
    starts_at = ClockField(label=gettext_lazy("From"))
    place = LineFormField(label=gettext_lazy("Place"), max_length=160, required=False)
    online = forms.ChoiceField(
        label=gettext_lazy("Online meetings"),
        choices=[
            ("date_undecided", gettext_lazy("somewhere in a few weeks: you choose the day later")),
            ("fixed", gettext_lazy("on a fixed day")),
        ],
        widget=forms.RadioSelect,
    )
    first = DayField(label=gettext_lazy("Not before"))
    last = DayField(label=gettext_lazy("Not after"))

    def __init__(self, data: Any, *, network: Network, pattern: str) -> None:
        super().__init__(data)
        self.network, self.pattern_code = network, pattern
        self.proposal: list[Slot] = []
        self.planned: StudyYear | None = None
        self.blocked = Blocked([])
        years = self.fields["study_year"]
        assert isinstance(years, forms.ModelChoiceField)  # noqa: S101  # nosec - declared above
        years.queryset = StudyYear.objects.filter(pk__in=[year.pk for year in study_years_of(network)])
        if pattern in BUILT_IN_PATTERNS and not BUILT_IN_PATTERNS[pattern].of_mode(Meeting.Mode.ONLINE):
            del self.fields["online"]

    def clean(self) -> dict[str, Any]:
        """Make the proposal. A pattern that doesn't fit is refused with what would help."""
        data = super().clean() or {}
        if self.errors:
            return data
        year: StudyYear = data["study_year"]
        span = year_span(year)
        for name in ("first", "last"):
            if data[name] not in span:
                self.add_error(name, _("Choose a day in %(year)s.") % {"year": year})
        if has_plan(self.network, year):
            text = _("There is already a plan for %(year)s. Add to it, or discard its drafts first.")
            self.add_error("study_year", text % {"year": year})
            self.planned = year
        if self.errors:
            return data
        self.blocked = blocked_of(self.network.programme_id, span)
        try:
            taken = self.blocked.days | meeting_days(self.network, span)
            self.proposal = propose(self.pattern(data), Span(data["first"], data["last"]), taken)
        except PlanCannotFitError as refusal:
            at_end = refusal.reason == Refusal.END_BEFORE_START
            self.add_error("last" if at_end else None, refusal_message(refusal))
        return data

    def pattern(self, data: dict[str, Any]) -> Pattern:
        """Return the built-in pattern with the chosen weekday, start time and online dates."""
        shipped = BUILT_IN_PATTERNS[self.pattern_code]
        date_undecided = data.get("online") == "date_undecided"
        return pattern_customise(
            shipped, weekday=data["weekday"], starts_at=data["starts_at"], date_undecided=date_undecided
        )

    @property
    def seen(self) -> str:
        """The dates of the proposal, posted back so that only a proposal that was shown can be saved."""
        return " ".join(slot.first_day.isoformat() for slot in self.proposal)


class OwnPlanForm(PlanForm):
    """A pattern that the planner puts together: how many meetings, how long and how often."""

    count = forms.IntegerField(label=gettext_lazy("How many on site"), min_value=1, max_value=60)
    minutes = forms.IntegerField(label=gettext_lazy("Minutes each"), min_value=5, max_value=1440)
    rhythm = forms.ChoiceField(label=gettext_lazy("How often"), choices=RECURRENCES)
    online_count = forms.IntegerField(label=gettext_lazy("How many online"), min_value=0, max_value=60)
    online_minutes = forms.IntegerField(label=gettext_lazy("Minutes each, online"), min_value=5, max_value=1440)

    field_order = (
        "study_year", "count", "minutes", "weekday", "starts_at", "rhythm", "online_count", "online_minutes", "online",
        "place", "first", "last",
    )  # fmt: skip

    def pattern(self, data: dict[str, Any]) -> Pattern:
        """Return the pattern built from the form."""
        rhythm, _sign, every = data["rhythm"].partition("-")
        common = {"weekday": data["weekday"], "starts_at": data["starts_at"]}
        on_site = Series(
            data["count"], minutes=data["minutes"], recurrence=Recurrence(rhythm), every=int(every or 1), **common
        )
        online = Series(
            data["online_count"],
            Meeting.Mode.ONLINE,
            data["online_minutes"],
            date_undecided=data["online"] == "date_undecided",
            **common,
        )
        return Pattern(OWN, (on_site, online))


def plan_form(network: Network, pattern: str, given: Any) -> PlanForm:
    """Return the form of a pattern, with `given` values over the defaults. Raises KeyError for an unknown pattern."""
    data = {**plan_initial(network, pattern), **{name: value for name, value in given.items() if value != ""}}
    form = OwnPlanForm if pattern == OWN else PlanForm
    return form(data, network=network, pattern=pattern)


def plan_initial(network: Network, pattern: str) -> dict[str, Any]:
    """Return the default choices: the first year without a plan, its school months and common times."""
    base = BUILT_IN_PATTERNS[pattern].series[0] if pattern != OWN else Series(6)
    years = study_years_of(network)
    year = next((year for year in years if not has_plan(network, year)), years[0] if years else None)
    found = {
        "weekday": base.weekday,
        "starts_at": base.starts_at.strftime("%H:%M"),
        "online": "date_undecided",
        "count": base.count,
        "minutes": base.minutes,
        "rhythm": Recurrence.EVEN,
        "online_count": 3,
        "online_minutes": 45,
    }
    if year is None:
        return found
    first, last = default_span(year, network)
    return {**found, "study_year": year.pk, "first": first.isoformat(), "last": last.isoformat()}


def default_span(year: StudyYear, network: Network) -> tuple[date, date]:
    """Return the default first and last day: September to June, within the network's term, from two weeks from now."""
    first = max(date(year.first_year, *SCHOOL_STARTS), timezone.localdate() + FORTNIGHT, network.starts_on or date.min)
    last = min(date(year.first_year + 1, *SCHOOL_ENDS), network.ends_on or date.max)
    return (min(first, year.ends_on), last if last >= first else year.ends_on)


def refusal_message(refusal: PlanCannotFitError) -> str:
    """Return why a pattern does not fit and what would help."""
    words = {"asked": refusal.asked, "free": refusal.free, "weekday": str(WEEKDAYS[refusal.weekday]).lower()}
    texts = {
        Refusal.NOTHING_ASKED: _("Ask for at least one meeting."),
        Refusal.TOO_MANY: _("A year holds at most %(free)s meetings; this asks for %(asked)s."),
        Refusal.END_BEFORE_START: _("This day is before the first day."),
        Refusal.NONE_ON_SITE: _("The first meeting is on site: ask for at least one."),
        Refusal.NO_FREE_WEEKDAY: _("No %(weekday)s is free in these weeks. Choose another weekday, or more weeks."),
        Refusal.TOO_FEW_WEEKS: _(
            "%(asked)s meetings do not fit: there is room for %(free)s on a %(weekday)s. "
            "Choose another weekday, more weeks, or fewer meetings."
        ),
        Refusal.TOO_FEW_MONTHS: _(
            "%(asked)s months are needed, and %(free)s of them have a free %(weekday)s. "
            "Choose another weekday, a longer period, or fewer meetings."
        ),
        Refusal.NO_ROOM_BETWEEN: _(
            "%(asked)s online meetings don’t fit between those on site: there is room for %(free)s. "
            "Choose a longer period, or fewer meetings."
        ),
    }
    return texts[refusal.reason] % words


class CopyPlanForm(forms.Form):
    """The networks and the year to which a plan is copied."""

    to_year = YearChoice(
        queryset=StudyYear.objects.none(),
        label=gettext_lazy("In which year"),
        empty_label=None,
        help_text=gettext_lazy("A programme coordinator adds the next year under “Settings”."),
    )
    to_networks = NetworkChoice(
        queryset=Network.objects.none(),
        label=gettext_lazy("To which networks"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, network: Network, study_year: StudyYear, targets: list[Network], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.network, self.study_year = network, study_year
        keys = {network.pk, *(target.pk for target in targets)}
        for name, queryset in (
            ("to_year", StudyYear.objects.filter(pk__in=[year.pk for year in study_years_of(network)])),
            ("to_networks", Network.objects.filter(pk__in=keys)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # nosec - declared above
            field.queryset = queryset

    def clean(self) -> dict[str, Any]:
        """Refuse to copy a plan onto itself."""
        data = super().clean() or {}
        if data.get("to_year") == self.study_year and self.network in data.get("to_networks", []):
            self.add_error("to_networks", _("This is the plan you’re copying. Choose another year for this network."))
        return data
