"""The designs of a network and their versions."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.forms.page import FileForm
from meetings.views.files import file_download, people_notice, upload_read
from meetings.views.form_pages import act_and_redirect
from networks.access import Permission, network_access
from networks.forms import post_data, save_form
from networks.models import Network
from ogo.forms.designs import DesignForm, NewVersionForm, VersionForm, version_initial
from ogo.models import DesignVersion
from ogo.selectors import designs as selectors
from ogo.selectors.readers import Reader
from ogo.services import design_files as file_services
from ogo.services import designs as services
from ogo.views.form_pages import FORM_METHODS, gone_returns_text


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def design_add(request: HttpRequest, network: Network) -> HttpResponse:
    """Add a design, and go on to its first version."""
    form = DesignForm(post_data(request))
    made: list[Any] = []
    add = partial(services.design_add, network=network, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: made.append(add(**form.cleaned_data))):
        return redirect("ogo:version_add", network.pk, made[0].pk)
    return render(request, "ogo/design_add.html", {"network": network, "form": form})


@require_safe
@network_access(Permission.SEE_WORK)
def design(request: HttpRequest, network: Network, design_pk: int) -> HttpResponse:
    """Show a design with its versions."""
    found, reader = selectors.design_of(network, design_pk), Reader.of(request.user, network)
    page = selectors.design_versions(found, reader, request.GET.get("page"))
    return render(request, "ogo/design.html", {"network": network, "design": found, "reader": reader, "page": page})


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
@gone_returns_text("ogo:what_we_make")
def design_edit(request: HttpRequest, network: Network, design_pk: int) -> HttpResponse:
    """Give a design another name."""
    found = selectors.design_of(network, design_pk)
    form = DesignForm(post_data(request), initial={"title": found.title})
    rename = partial(services.design_rename, design=found, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: rename(**form.cleaned_data)):
        return redirect("ogo:design", network.pk, found.pk)
    is_empty = selectors.latest_version(found) is None
    context = {"network": network, "design": found, "form": form, "is_empty": is_empty}
    return render(request, "ogo/design_edit.html", context)


@require_POST
@network_access(Permission.SHARE_IN_NETWORK)
def design_remove(request: HttpRequest, network: Network, design_pk: int) -> HttpResponse:
    """Remove a design without versions."""
    found = selectors.design_of(network, design_pk)
    try:
        services.design_remove(design=found, actor=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("ogo:design", network.pk, found.pk)
    messages.success(request, _("Removed."))
    return redirect("ogo:what_we_make", network.pk)


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
@gone_returns_text("ogo:what_we_make")
def version_add(request: HttpRequest, network: Network, design_pk: int) -> HttpResponse:
    """Add the next version of a design. The description starts as that of the version before."""
    found = selectors.design_of(network, design_pk)
    latest = selectors.latest_version(found)
    initial = {"description": latest.description, "link": latest.link} if latest else {}
    form = NewVersionForm(post_data(request), request.FILES or None, initial=initial, network=network)
    add = partial(_version_add, request, design=found, actor=request.user, expected_fingerprint=request.GET.get("seen"))
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: add(form.cleaned_data)):
        messages.success(request, _("Your network can read it now."))
        return redirect("ogo:design", network.pk, found.pk)
    context = {"network": network, "design": found, "form": form} | _seen(request, selectors.latest_version(found))
    return render(request, "ogo/version_add.html", context)


def _version_add(request: HttpRequest, values: dict[str, Any], **options: Any) -> None:
    """Add a version, with the uploaded file if there is one."""
    file = values.pop("file", None)
    if file is None:
        services.version_add(**options, **values)
        return
    content = upload_read(file)
    added = file_services.version_add_with_file(name=file.name, content=content, **options, **values)
    people_notice(request, content, added.content_type)


def _seen(request: HttpRequest, version: DesignVersion | None) -> dict[str, Any]:
    """Return the address to post the form to, and the version that someone else saved while the reader was typing."""
    now, before = selectors.version_fingerprint(version), request.GET.get("seen")
    is_stale = request.method == "POST" and before is not None and before != now
    return {"action": f"?seen={now}", "meanwhile": version if is_stale else None}


@require_safe
@network_access(Permission.SEE_WORK)
def version(request: HttpRequest, network: Network, design_pk: int, version_pk: int) -> HttpResponse:
    """Show a version beside the one before it."""
    found = selectors.version_of(network, design_pk, version_pk)
    page = selectors.version_page(found, Reader.of(request.user, network))
    return render(request, "ogo/version.html", {"network": network, "version": found, "page": page})


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
@gone_returns_text("ogo:what_we_make")
def version_edit(request: HttpRequest, network: Network, design_pk: int, version_pk: int) -> HttpResponse:
    """Correct a version."""
    found = selectors.version_of(network, design_pk, version_pk)
    services.require_version_editor(found, request.user)
    form = VersionForm(post_data(request), initial=version_initial(found), network=network, version=found)
    seen = request.GET.get("seen")
    change = partial(services.version_change, version=found, actor=request.user, expected_fingerprint=seen)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: change(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("ogo:version", network.pk, found.design_id, found.pk)
    found = selectors.version_of(network, design_pk, version_pk)
    line = selectors.version_page(found, Reader.of(request.user, network)).line
    context = {"network": network, "version": found, "line": line, "form": form} | _seen(request, found)
    return render(request, "ogo/version_edit.html", context)


@require_POST
@network_access(Permission.SHARE_IN_NETWORK)
def version_remove(request: HttpRequest, network: Network, design_pk: int, version_pk: int) -> HttpResponse:
    """Remove the latest version of a design."""
    found = selectors.version_of(network, design_pk, version_pk)
    remove = partial(services.version_remove, version=found, actor=request.user)
    return act_and_redirect(request, remove, reverse("ogo:design", args=[network.pk, design_pk]), _("Removed."))


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def version_file_add(request: HttpRequest, network: Network, design_pk: int, version_pk: int) -> HttpResponse:
    """Add a file to a version."""
    found = selectors.version_of(network, design_pk, version_pk)
    services.require_version_editor(found, request.user)
    form = FileForm(post_data(request), request.FILES or None)

    def add(file: Any) -> None:
        content = upload_read(file)
        added = file_services.version_file_add(version=found, actor=request.user, name=file.name, content=content)
        people_notice(request, content, added.content_type)

    if request.method == "POST" and form.is_valid() and save_form(form, lambda: add(**form.cleaned_data)):
        return redirect("ogo:version", network.pk, design_pk, found.pk)
    return render(request, "ogo/version_file_add.html", {"network": network, "version": found, "form": form})


@require_safe
@network_access(Permission.SEE_WORK)
def version_file(request: HttpRequest, network: Network, design_pk: int, version_pk: int, file_pk: int) -> HttpResponse:
    """Return a file of a version as an attachment."""
    found = selectors.version_of(network, design_pk, version_pk)
    return file_download(selectors.file_of(found, file_pk, with_content=True))


@require_POST
@network_access(Permission.SHARE_IN_NETWORK)
def version_file_remove(
    request: HttpRequest, network: Network, design_pk: int, version_pk: int, file_pk: int
) -> HttpResponse:
    """Remove a file of a version."""
    found = selectors.version_of(network, design_pk, version_pk)
    file = selectors.file_of(found, file_pk, with_content=False)
    remove = partial(file_services.version_file_remove, file=file, actor=request.user)
    return act_and_redirect(request, remove, reverse("ogo:version", args=[network.pk, design_pk, found.pk]))
