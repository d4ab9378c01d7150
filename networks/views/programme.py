"""The settings of a programme: name, words, backgrounds, roles, study years; and its log."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.selectors import audit_lines
from networks import forms, selectors, services
from networks.access import Permission, get_programme_or_deny, programme_access
from networks.models import Programme
from networks.study_years import current_first_year
from networks.terms import WORDS
from networks.views.people import FORM_METHODS


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def settings(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Edit the name, language, research partner and smallest group of a programme."""
    form = forms.ProgrammeForm(forms.post_data(request), initial=forms.programme_initial(programme))
    change = partial(services.programme_update, programme=programme, actor=request.user)
    if request.method == "POST" and form.is_valid() and forms.save_form(form, lambda: change(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("networks:settings", programme.pk)
    return render(request, "networks/settings.html", {"programme": programme, "form": form})


@require_safe
@programme_access(Permission.MANAGE_PROGRAMME)
def words(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the words of the programme."""
    return render(request, "networks/words.html", {"programme": programme, "words": WORDS})


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def word(request: HttpRequest, programme: Programme, word: str) -> HttpResponse:
    """Choose a word from a list, or enter a custom one."""
    if word not in WORDS:
        raise Http404
    form = forms.WordForm(forms.post_data(request), programme=programme, word=word)
    choose = partial(services.programme_word_set, programme=programme, actor=request.user, word=word)
    if request.method == "POST" and form.is_valid() and forms.save_form(form, lambda: choose(entry=form.entry)):
        messages.success(request, _("Saved."))
        return redirect("networks:words", programme.pk)
    return render(request, "networks/word.html", {"programme": programme, "form": form, "word": word})


@require_safe
@programme_access(Permission.MANAGE_PROGRAMME)
def backgrounds(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the backgrounds of a programme (on screen: roles) with their targets."""
    return render(
        request,
        "networks/backgrounds.html",
        {"programme": programme, "lines": selectors.background_lines(programme)},
    )


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def background_add(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Add a background."""
    form = forms.BackgroundForm(forms.post_data(request))
    add = partial(services.background_add, programme=programme, actor=request.user)
    if request.method == "POST" and form.is_valid() and forms.save_form(form, lambda: add(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("networks:backgrounds", programme.pk)
    return render(request, "networks/background.html", {"programme": programme, "form": form, "background": None})


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def background(request: HttpRequest, programme: Programme, background_pk: int) -> HttpResponse:
    """Edit the names and the target of a background."""
    found = get_object_or_404(programme.backgrounds, pk=background_pk)
    form = forms.BackgroundForm(forms.post_data(request), initial=forms.background_initial(found))
    change = partial(services.background_update, background=found, actor=request.user)
    if request.method == "POST" and form.is_valid() and forms.save_form(form, lambda: change(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("networks:backgrounds", programme.pk)
    return render(request, "networks/background.html", {"programme": programme, "form": form, "background": found})


@require_POST
@programme_access(Permission.MANAGE_PROGRAMME)
def background_remove(request: HttpRequest, programme: Programme, background_pk: int) -> HttpResponse:
    """Remove an unused background."""
    found = get_object_or_404(programme.backgrounds, pk=background_pk)
    try:
        services.background_remove(background=found, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Removed."))
    return redirect("networks:backgrounds", programme.pk)


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def roles(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the roles in the programme (on screen: tasks), and grant one."""
    form = forms.RoleForm(forms.post_data(request))
    grant = partial(services.programme_role_grant, programme=programme, actor=request.user)
    if request.method == "POST" and form.is_valid() and forms.save_form(form, lambda: grant(**form.cleaned_data)):
        messages.success(request, _("%(name)s now has this task.") % {"name": form.cleaned_data["first_name"]})
        return redirect("networks:roles", programme.pk)
    if form.has_error("email", "other_name"):
        form.ask_same_person()
    context = {
        "programme": programme,
        "form": form,
        "lines": selectors.role_lines(programme),
        "undelivered": selectors.undelivered_with_role(programme),
    }
    return render(request, "networks/roles.html", context)


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def role_revoke(request: HttpRequest, programme: Programme, role_pk: int) -> HttpResponse:
    """Explain what revoking a role means, and revoke it."""
    role = get_object_or_404(programme.roles.select_related("person"), pk=role_pk)
    line = selectors.role_line(role)
    if request.method != "POST":
        return render(request, "networks/role_revoke.html", {"programme": programme, "line": line})
    try:
        services.programme_role_revoke(role=role, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("networks:roles", programme.pk)
    messages.success(request, _("%(name)s no longer has this task.") % {"name": line.name})
    return redirect(_after_revoking(request, programme))


def _after_revoking(request: HttpRequest, programme: Programme) -> str:
    """Return the next page: the list, or the home page for people who revoked their own access to the list."""
    try:
        get_programme_or_deny(request.user, programme.pk, Permission.MANAGE_PROGRAMME)
    except (Http404, PermissionDenied):
        return reverse("overview:home")
    return reverse("networks:roles", args=[programme.pk])


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def study_years(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the study years of a programme, and add one."""
    years = list(programme.study_years.all())
    proposal = years[-1].first_year + 1 if years else current_first_year()
    form = forms.StudyYearForm(forms.post_data(request), initial={"first_year": proposal})
    add = partial(services.study_year_add, programme=programme, actor=request.user)
    if request.method == "POST" and form.is_valid() and forms.save_form(form, lambda: add(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("networks:study_years", programme.pk)
    return render(request, "networks/study_years.html", {"programme": programme, "form": form, "years": years})


@require_safe
@programme_access(Permission.MANAGE_PROGRAMME)
def log(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List what was done in the programme, newest first."""
    return render(
        request, "networks/log.html", {"programme": programme, "lines": audit_lines(programme_key=programme.pk)}
    )
