"""The routes of meetings, a section per file.

`link_<name>` is `<name>` for who came by the personal link of an invitation.
"""

from meetings.urls.answers import urlpatterns as answers
from meetings.urls.calendar import urlpatterns as calendar
from meetings.urls.check_in import urlpatterns as check_in
from meetings.urls.conditions import urlpatterns as conditions
from meetings.urls.page import urlpatterns as page
from meetings.urls.plan import urlpatterns as plan

app_name = "meetings"

urlpatterns = [*plan, *page, *answers, *conditions, *check_in, *calendar]
