"""Writing iCalendar data for email clients and calendar programs. Uses no database.

RFC 5545 defines the format, 5546 the methods of messages, 6047 sending them by email, and 7986 properties of feeds.
"""

from meetings.ics.calendars import CANCEL, REQUEST, cancellations_write, feed_write, message_write
from meetings.ics.entries import Deadline, Entry, Person
from meetings.ics.zones import zone_component

__all__ = [
    "CANCEL",
    "REQUEST",
    "Deadline",
    "Entry",
    "Person",
    "cancellations_write",
    "feed_write",
    "message_write",
    "zone_component",
]
