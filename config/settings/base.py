"""Settings shared by demo, test and production."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import environment
from config.apps import APPS
from config.institutions import institutions, origins

BASE_DIR = Path(__file__).resolve().parent.parent.parent

INSTALLED_APPS = [
    *APPS,
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "accounts.middleware.MaintenanceMiddleware",
    "django.middleware.common.CommonMiddleware",
    "accounts.middleware.CharsetMiddleware",
    "accounts.middleware.OriginMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.known_browser.KnownBrowserMiddleware",
    "accounts.middleware.SessionLimitsMiddleware",
    "accounts.middleware.PersonLanguageMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.middleware.PrivatePagesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context_processors.product",
                "overview.context_processors.place_menu",
            ],
            "libraries": {"elements": "config.elements"},
        },
    },
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.forms.passwords.NotYourselfValidator"},
    {"NAME": "accounts.forms.passwords.LongEnoughValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.forms.passwords.NotCommonValidator"},
    {"NAME": "accounts.forms.passwords.NotOnlyDigitsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "overview:home"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Codes instead of links: they never end up in a log, and a mail scanner that opens links cannot use them up.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.SignInForm",
    "request_login_code": "accounts.forms.sign_in.RequestCodeForm",
    "confirm_login_code": "accounts.forms.sign_in.SignInCodeForm",
    "confirm_reauthentication_code": "accounts.forms.sign_in.CodeAgainForm",
    "confirm_email_verification_code": "accounts.forms.sign_in.AddressCodeForm",
    "confirm_password_reset_code": "accounts.forms.sign_in.ResetCodeForm",
    "reset_password": "accounts.forms.sign_in.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.sign_in.NewPasswordForm",
    "change_password": "accounts.forms.sign_in.ChangePasswordForm",
    "set_password": "accounts.forms.sign_in.FirstPasswordForm",
    "reauthenticate": "accounts.forms.sign_in.PasswordAgainForm",
    "add_email": "accounts.forms.sign_in.NewAddressForm",
}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# An emailed code serves accounts without a password, which otherwise could not confirm anything.
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "code", "mfa")
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = 0
# Thirty people in one school share an IP address: limits are per account first, per IP no lower than 300 a minute.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "10/5m/key,300/m/ip",
    "request_login_code": "300/m/ip,5/5m/key",
    "reset_password": "300/m/ip,5/5m/key",
    "reset_password_from_key": "300/m/ip",
    "signup": "300/m/ip",
    "confirm_email": "5/5m/key",
}

# Two-factor authentication. A passkey also works on its own.
MFA_ADAPTER = "accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Leerweb"
# Accept codes from a phone whose clock is half a minute off.
MFA_TOTP_TOLERANCE = 1
# Sign-in requires a verified address, so a second, unverified address need not block two-factor set-up.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_FORMS = {
    "activate_totp": "accounts.forms.second_factor.ActivateAppForm",
    "authenticate": "accounts.forms.second_factor.SecondStepForm",
    "reauthenticate": "accounts.forms.second_factor.SecondStepAgainForm",
    "add_webauthn": "accounts.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.second_factor.RenamePasskeyForm",
    "login_webauthn": "accounts.forms.second_factor.PasskeySignInForm",
    "authenticate_webauthn": "accounts.forms.second_factor.PasskeySecondStepForm",
    "reauthenticate_webauthn": "accounts.forms.second_factor.PasskeyAgainForm",
}
# Accounts of institutions (SURFconext and others): `sub` links them to a person; nothing else is stored.
SOCIALACCOUNT_ADAPTER = "accounts.institutions.InstitutionAdapter"
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {"openid_connect": {"APPS": institutions()}}
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_UID_MAX_LENGTH = 255
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
# Coordinators and staff need a second factor; the demo and most tests switch this off.
LEERWEB_SECOND_FACTOR_REQUIRED = True

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "config" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

# Sessions and rate limits are in the database, so that pages work without Redis.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# Enough for every counter at once: above the maximum a third is culled, and those rate limits would start over.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
LEERWEB_KNOWN_BROWSER_COOKIE = "known-browser"
CSRF_FAILURE_VIEW = "accounts.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *origins(SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}

EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = "Leerweb <leerweb@localhost>"
# The mailbox that bounces go to, each at an address of its own after a "+" (mailing/bounces.py). Empty: to the sender.
LEERWEB_BOUNCES = ""

# Without a broker, a thread or `manage.py run_jobs` calls the same tasks with .apply().
CELERY_BROKER_URL = environment.text("LEERWEB_BROKER", "")
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 240
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BEAT_SCHEDULE = {"dispatch": {"task": "jobs.tasks.dispatch", "schedule": 60.0}}
CELERY_TIMEZONE = TIME_ZONE

LEERWEB_DEMO = False
# Replaces every page by a maintenance page (docs/running.md).
LEERWEB_MAINTENANCE = environment.flag("LEERWEB_MAINTENANCE")
# The folder of backups, to be warned of those that have to be deleted (docs/running.md). Only their times are read.
LEERWEB_BACKUPS = environment.text("LEERWEB_BACKUPS", "")
# The folder, outside the database, where closings and erasures are written for the day a backup is restored.
LEERWEB_JOURNAL = environment.text("LEERWEB_JOURNAL", "")
LEERWEB_BASE_URL = environment.text("LEERWEB_BASE_URL", "http://localhost:8000")
# The domain part of calendar UIDs. It must not change when the site moves to another address, or every calendar would
# show every meeting twice.
LEERWEB_CALENDAR_DOMAIN = environment.text("LEERWEB_CALENDAR_DOMAIN", "") or urlsplit(LEERWEB_BASE_URL).hostname

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s %(message)s"}},
    "filters": {"no_tokens": {"()": "accounts.logging.TokenFilter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_tokens"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Replaces Django's own handlers, which would print paths with personal links.
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # One line per job would hide the lines that matter.
        "celery.app.trace": {"level": "WARNING"},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
