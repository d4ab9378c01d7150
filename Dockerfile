# One image for web, worker and beat. Built in two steps: the second has no compiler, no pip cache and no build tools.

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /srv/leerweb
RUN python -m venv /srv/venv
COPY requirements.txt ./
RUN /srv/venv/bin/pip install --require-hashes -r requirements.txt
COPY . .
# Nothing secret: collectstatic only needs settings that load.
RUN /srv/venv/bin/python bin/messages compile \
 && LEERWEB_SECRET_KEY=build LEERWEB_HOSTS=build LEERWEB_BASE_URL=https://build LEERWEB_FROM=build@localhost \
    LEERWEB_SMTP_HOST=localhost LEERWEB_DATABASE=postgresql://localhost/build \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    /srv/venv/bin/python manage.py collectstatic --noinput \
 && rm -rf tests bench .ci

FROM python:3.11-slim-bookworm
ENV PATH=/srv/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MPLCONFIGDIR=/tmp/matplotlib \
    DJANGO_SETTINGS_MODULE=config.settings.production
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin leerweb \
 && install --directory --owner=leerweb --mode=700 /srv/journal
COPY --from=build /srv/venv /srv/venv
COPY --from=build /srv/leerweb /srv/leerweb
WORKDIR /srv/leerweb
USER leerweb
EXPOSE 8000
CMD ["gunicorn", "--config", "config/gunicorn.py", "config.wsgi:application"]
