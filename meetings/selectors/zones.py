"""Times with their time zone, for readers who may be in another one."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.formatting import format_moment
from meetings.models import Meeting, ProgrammeCalendar
from networks.models import Programme


def format_moment_for(meeting: Meeting, person: User, *, with_zone: bool = False) -> str:
    """Return the date, week and times of a meeting, with the time zone if it may differ from the reader's.

    We do not store where people are: the zone is named in a programme elsewhere, and for a person who also takes part
    in one. `with_zone` names it always.
    """
    moment = format_moment(meeting)
    if meeting.begins is None or not (with_zone or _may_differ(meeting, person)):
        return moment
    return _("%(moment)s (time in %(city)s)") % {"moment": moment, "city": city_of(meeting.zone)}


def add_zone_for(moment: str, person: User) -> str:
    """Return a moment of the installation, such as a closing time, with its time zone for a person elsewhere."""
    zone = ZoneInfo(settings.TIME_ZONE)
    if not _takes_part_elsewhere(zone, person):
        return moment
    return _("%(moment)s (time in %(city)s)") % {"moment": moment, "city": city_of(zone)}


def city_of(zone: ZoneInfo) -> str:
    """Return the city that a time zone is named after."""
    return zone.key.rpartition("/")[2].replace("_", " ")


def _may_differ(meeting: Meeting, person: User) -> bool:
    return meeting.zone.key != settings.TIME_ZONE or _takes_part_elsewhere(meeting.zone, person)


def _takes_part_elsewhere(zone: ZoneInfo, person: User) -> bool:
    elsewhere = ProgrammeCalendar.objects.exclude(zone=zone.key).values("programme")
    return Programme.objects.filter(pk__in=elsewhere, networks__participations__person=person).exists()
