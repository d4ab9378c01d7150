"""Production settings. Secrets and local values come from environment variables (.env.example lists them)."""

from urllib.parse import urlsplit

from config import environment
from config.settings.base import *  # noqa: F403 - settings build on settings

SECRET_KEY = environment.text("LEERWEB_SECRET_KEY")
SECRET_KEY_FALLBACKS = [key for key in environment.text("LEERWEB_OLD_SECRET_KEYS", "").split(",") if key]
DEBUG = False
ALLOWED_HOSTS = [host.strip() for host in environment.text("LEERWEB_HOSTS").split(",")]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
# The base of links in emails, calendars and QR codes. Defaults to the first host name.
LEERWEB_BASE_URL = environment.text("LEERWEB_BASE_URL", "") or f"https://{ALLOWED_HOSTS[0]}"
LEERWEB_CALENDAR_DOMAIN = environment.text("LEERWEB_CALENDAR_DOMAIN", "") or urlsplit(LEERWEB_BASE_URL).hostname
DATABASES = {"default": environment.database(environment.text("LEERWEB_DATABASE"))}

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|health)/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
LEERWEB_KNOWN_BROWSER_COOKIE = "__Host-known-browser"
LANGUAGE_COOKIE_SECURE = True
ALLAUTH_TRUSTED_PROXY_COUNT = int(environment.text("LEERWEB_PROXIES", "1"))

EMAIL_HOST = environment.text("LEERWEB_SMTP_HOST")
EMAIL_PORT = int(environment.text("LEERWEB_SMTP_PORT", "587"))
EMAIL_HOST_USER = environment.text("LEERWEB_SMTP_USER", "")
EMAIL_HOST_PASSWORD = environment.text("LEERWEB_SMTP_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("LEERWEB_SMTP_TLS", default=True)
DEFAULT_FROM_EMAIL = environment.text("LEERWEB_FROM")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
LEERWEB_BOUNCES = environment.mailbox("LEERWEB_BOUNCES")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
