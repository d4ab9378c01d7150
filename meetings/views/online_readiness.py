"""The questions before a first online meeting, and what the network needs."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from meetings.access import Visit
from meetings.forms.online_readiness import OnlineReadinessForm
from meetings.selectors.online_readiness import online_readiness_part
from meetings.services.online_readiness import online_readiness_answer
from meetings.views.form_pages import account_and_link_forms
from networks.access import Permission
from networks.forms import post_data, save_form


def _online_readiness(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take one set of anonymous answers per person, and show what is missing once answers are closed."""
    part = online_readiness_part(visit)
    if part is None:
        raise Http404
    form = OnlineReadinessForm(post_data(request))
    answer = partial(online_readiness_answer, meeting=visit.meeting, actor=visit.person)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: answer(answers=form.answers())):
        messages.success(request, _("Thank you. Your answers were counted, without your name."))
        return redirect(visit.url("meeting"))
    return render(request, "meetings/online_readiness.html", {"visit": visit, "part": part, "form": form})


online_readiness, link_online_readiness = account_and_link_forms(Permission.JOIN_MEETING, _online_readiness)
