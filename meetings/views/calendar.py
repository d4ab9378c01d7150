"""The calendar of a programme: holiday region, time zone and days without meetings."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings.forms.calendar import BlockedPeriodForm, ProgrammeCalendarForm, calendar_initial, period_initial
from meetings.selectors.blocked import calendar_of, programme_days
from meetings.services import calendar as services
from meetings.views.form_pages import FORM_METHODS
from networks.access import Permission, programme_access
from networks.forms import post_data, save_form
from networks.models import Programme


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def calendar(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Show the days without meetings, or save the region and time zone."""
    form = ProgrammeCalendarForm(post_data(request), initial=calendar_initial(calendar_of(programme)))
    choose = partial(services.programme_calendar_set, programme=programme, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: choose(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("meetings:calendar", programme.pk)
    context = {"programme": programme, "form": form, "page": programme_days(programme)}
    return render(request, "meetings/calendar.html", context)


@require_POST
@programme_access(Permission.MANAGE_PROGRAMME)
def holidays_import(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Restore the published holidays of the chosen region."""
    services.holidays_import(programme=programme, actor=request.user)
    messages.success(request, _("The published holidays have been reloaded."))
    return redirect("meetings:calendar", programme.pk)


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def period_add(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Add a period without meetings."""
    form = BlockedPeriodForm(post_data(request))
    add = partial(services.blocked_period_add, programme=programme, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: add(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("meetings:calendar", programme.pk)
    return render(request, "meetings/period.html", {"programme": programme, "form": form, "period": None})


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def period(request: HttpRequest, programme: Programme, period_pk: int) -> HttpResponse:
    """Change a period without meetings."""
    found = get_object_or_404(programme.blocked_periods.select_related("programme"), pk=period_pk)
    form = BlockedPeriodForm(post_data(request), initial=period_initial(found))
    change = partial(services.blocked_period_change, period=found, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: change(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("meetings:calendar", programme.pk)
    return render(request, "meetings/period.html", {"programme": programme, "form": form, "period": found})


@require_POST
@programme_access(Permission.MANAGE_PROGRAMME)
def period_remove(request: HttpRequest, programme: Programme, period_pk: int) -> HttpResponse:
    """Remove a period without meetings."""
    found = get_object_or_404(programme.blocked_periods.select_related("programme"), pk=period_pk)
    services.blocked_period_remove(period=found, actor=request.user)
    messages.success(request, _("Removed."))
    return redirect("meetings:calendar", programme.pk)
