"""The phase schemes of a programme, for its coordinators."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meetings.views.form_pages import FORM_METHODS
from networks.access import Permission, programme_access
from networks.forms import post_data, save_form
from networks.models import Programme
from networks.yaml_files import YamlFileError
from ogo.forms.schemes import SchemeFileForm, SchemeForm, phases_formset, scheme_data, scheme_initial
from ogo.schemes import parse_scheme, scheme_from_data
from ogo.selectors.schemes import definition_of, networks_with, own_scheme, scheme_choices, scheme_file
from ogo.services import schemes

LIST = "ogo:phase_schemes"


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def phase_schemes(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the schemes that networks can choose, or add one from a file."""
    form = SchemeFileForm(post_data(request), request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            scheme = parse_scheme(form.cleaned_data["file"])
        except YamlFileError as error:
            problems = error.problems
        else:
            add = partial(schemes.scheme_add, programme=programme, actor=request.user, scheme=scheme)
            if save_form(form, add):
                messages.success(request, _("The scheme has been added. Networks can choose it now."))
                return redirect(LIST, programme.pk)
    context = {"programme": programme, "form": form, "problems": problems, "choices": scheme_choices(programme)}
    return render(request, "ogo/phase_schemes.html", context)


@require_safe
@programme_access(Permission.MANAGE_PROGRAMME)
def phase_scheme_file(request: HttpRequest, programme: Programme, key: str) -> HttpResponse:
    """Return a scheme as a file: a shipped one, or one of the programme."""
    found = scheme_file(programme, key)
    if found is None:
        raise Http404
    response = HttpResponse(found.content, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return response


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def phase_scheme_add(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Add a scheme in the page."""
    form, phases = SchemeForm(post_data(request)), phases_formset(post_data(request), None)
    if request.method == "POST" and form.is_valid() and phases.is_valid():
        scheme = scheme_from_data(scheme_data(form, phases, "own"))
        if save_form(form, partial(schemes.scheme_add, programme=programme, actor=request.user, scheme=scheme)):
            messages.success(request, _("The scheme has been added. Networks can choose it now."))
            return redirect(LIST, programme.pk)
    context = {"programme": programme, "form": form, "phases": phases, "row": None, "networks": []}
    return render(request, "ogo/phase_scheme.html", context)


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def phase_scheme(request: HttpRequest, programme: Programme, scheme_pk: int) -> HttpResponse:
    """Change a scheme of the programme."""
    row = own_scheme(programme, scheme_pk)
    scheme = definition_of(row)
    form = SchemeForm(post_data(request), initial=scheme_initial(scheme))
    phases = phases_formset(post_data(request), scheme)
    change = partial(schemes.scheme_change, row=row, actor=request.user, read=request.POST.get("read", ""))
    if request.method == "POST" and form.is_valid() and phases.is_valid():
        changed = scheme_from_data(scheme_data(form, phases, scheme.code))
        if save_form(form, lambda: change(scheme=changed)):
            messages.success(
                request, _("Saved. Networks keep their current phases until they switch to the new version.")
            )
            return redirect(LIST, programme.pk)
    context = {"programme": programme, "form": form, "phases": phases, "row": row, "networks": networks_with(row)}
    read = schemes.scheme_fingerprint(row)
    return render(request, "ogo/phase_scheme.html", {**context, "scheme": scheme, "read": read})


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def phase_scheme_delete(request: HttpRequest, programme: Programme, scheme_pk: int) -> HttpResponse:
    """Ask whether a scheme should be deleted, or delete it."""
    row = own_scheme(programme, scheme_pk)
    if request.method == "POST":
        schemes.scheme_delete(row=row, actor=request.user)
        messages.success(request, _("The scheme has been deleted."))
        return redirect(LIST, programme.pk)
    context = {"programme": programme, "row": row, "networks": networks_with(row)}
    return render(request, "ogo/phase_scheme_delete.html", context)
