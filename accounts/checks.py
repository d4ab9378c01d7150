"""Start-up checks: every route declares its access, and every model that leads to a person is declared."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.core.exceptions import FieldDoesNotExist, FieldError, ImproperlyConfigured
from django.db.models import Field, ForeignKey, Model
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User
from accounts.registry import PersonalData, excuses, personal_data
from accounts.retention import Expiry
from jobs.registry import handler_for

# Packages that protect their own routes; every other route declares its access.
GUARDED_BY_THEIR_PACKAGE = ("allauth.", "django.contrib.admin.", "django.contrib.staticfiles.", "django.views.i18n")
GUARDED_SITES = ("admin/",)


def routes(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Walk the URL configuration and yield (path, pattern) of every route."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        part = str(entry.pattern)
        path = prefix + part.removeprefix("^") if prefix else part
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, path)
        else:
            yield path, entry


def undeclared_routes(patterns: list[Any] | None = None) -> list[str]:
    """Return the paths of routes whose view declares no access."""
    return [
        path
        for path, pattern in routes(patterns)
        if not (
            hasattr(pattern.callback, "access")
            or path.startswith(GUARDED_SITES)
            or pattern.callback.__module__.startswith(GUARDED_BY_THEIR_PACKAGE)
        )
    ]


def check_access_declared(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report every route whose view declares no access."""
    return [
        Error(
            f"The route {path} declares no access.",
            hint="Use an access decorator of accounts.access or networks.access.",
            id="leerweb.E001",
        )
        for path in undeclared_routes()
    ]


def refuse_undeclared_routes() -> None:
    """Stop a server at start-up. Raises ImproperlyConfigured if a route declares no access."""
    paths = undeclared_routes()
    if paths:
        message = f"These routes declare no access: {', '.join(paths)}"
        raise ImproperlyConfigured(message)


def check_personal_data(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report models that lead to a person without being declared, and declarations that do not hold."""
    undeclared = list(undeclared_paths(apps.get_models(include_auto_created=True)))
    wrong = [(data, problem) for data in personal_data() for problem in declaration_problems(data)]
    return [
        *(
            Error(
                f"{model._meta.label}.{lookup} leads to a person and is not declared.",
                hint=f'Add PersonalData({model.__name__}, …, person="{lookup}") to {declared_in(model)}, or excuse '
                f'"{model._meta.label}.{lookup}" there with a reason.',
                id="leerweb.E002",
            )
            for model, lookup in undeclared
        ),
        *(
            Error(
                f"The declaration of personal data {data.code} {problem}.",
                hint=f"Edit {declared_in(data.model)}.",
                id="leerweb.E003",
            )
            for data, problem in wrong
        ),
        *(
            Error(f"{path} is excused and does not lead to a person.", hint="Remove the excuse.", id="leerweb.E004")
            for path in sorted(set(excuses()) - set(paths_by_name()))
        ),
    ]


def undeclared_paths(models: Iterable[type[Model]]) -> Iterator[tuple[type[Model], str]]:
    """Yield (model, lookup) for each path of foreign keys to a person that is neither declared nor excused."""
    declared = {(data.model, data.person): data for data in personal_data()}
    for model in models:
        for path in paths_to_people(model):
            lookup = _lookup(path)
            is_dependent = any(
                (data := declared.get((path[i].model, _lookup(path[i:])))) is not None and data.dependents
                for i in range(1, len(path))
            )
            if (
                (model, lookup) not in declared
                and f"{model._meta.label}.{lookup}" not in excuses()
                and not is_dependent
            ):
                yield model, lookup


Path = tuple["Field[Any, Any]", ...]


def paths_to_people(model: type[Model], before: tuple[type[Model], ...] = ()) -> Iterator[Path]:
    """Yield every path of foreign keys, at any depth, from a model to the account of a person."""
    for field in model._meta.fields:
        target = field.related_model if isinstance(field, ForeignKey) else None
        if target is User:
            yield (field,)
        elif isinstance(target, type) and target is not model and target not in before:
            for rest in paths_to_people(target, (*before, model)):
                yield (field, *rest)


def paths_by_name() -> list[str]:
    """Return every path to a person as "app_label.Model.lookup"."""
    models = apps.get_models(include_auto_created=True)
    return [f"{model._meta.label}.{_lookup(path)}" for model in models for path in paths_to_people(model)]


def declaration_problems(data: PersonalData) -> Iterator[str]:
    """Say what is wrong with a declaration: a term that nothing enforces, or a lookup that leads nowhere."""
    expires: Any = data.expires  # whatever was declared, before mypy saw it
    if not isinstance(expires, Expiry):
        yield "does not say when its rows expire"
        return
    if expires.is_promise_without_deletion:
        yield f"promises a term ({expires.period}) that nothing enforces"
    if expires.job and not _is_registered(expires.job):
        yield f"leaves its term to the job {expires.job}, which no tasks.py registers"
    if data.person and (not data.columns or data.on_erase is None):
        yield "leads to a person and has no columns, or no `on_erase`"
    try:
        if data.person and data.person != "pk":
            data.model._default_manager.filter(**{data.person: 0})
        if expires.condition is not None:
            data.model._default_manager.filter(expires.condition(data.model))
    except (FieldDoesNotExist, FieldError) as error:
        yield f"has a lookup that leads nowhere ({error})"


def declared_in(model: type[Model]) -> str:
    """Return the file that declares a model: its own app's, or that of accounts for packages and lower layers."""
    names = [config.name for config in apps.get_app_configs()]
    name = apps.get_app_config(model._meta.app_label).name
    above_accounts = names.index(name) < names.index("accounts")
    return f"{name if above_accounts else 'accounts'}/personal_data.py"


def _lookup(path: Path) -> str:
    return "__".join(field.name for field in path)


def _is_registered(kind: str) -> bool:
    try:
        handler_for(kind)
    except KeyError:
        return False
    return True
