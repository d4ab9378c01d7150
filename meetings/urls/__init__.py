"""The routes of meetings, one section per file.

`link_<name>` is the same page as `<name>`, opened by the personal link of an invitation.
"""

from meetings.urls.answers import urlpatterns as answers
from meetings.urls.calendar import urlpatterns as calendar
from meetings.urls.check_in import urlpatterns as check_in
from meetings.urls.online_readiness import urlpatterns as online_readiness
from meetings.urls.page import urlpatterns as page
from meetings.urls.plan import urlpatterns as plan

app_name = "meetings"

urlpatterns = [*plan, *page, *answers, *online_readiness, *check_in, *calendar]
