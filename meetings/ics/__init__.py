"""iCalendar, purely: from values to the bytes that mail programs and calendars read. Knows no database.

RFC 5545 is the format, 5546 what a message asks of a calendar, 6047 how it goes by mail, 7986 what a feed carries.
"""

from meetings.ics.calendars import CANCEL, REQUEST, feed_write, message_write
from meetings.ics.entries import Deadline, Entry, Person
from meetings.ics.zones import zone_component

__all__ = ["CANCEL", "REQUEST", "Deadline", "Entry", "Person", "feed_write", "message_write", "zone_component"]
