"""URL prefixes shared by the routes of meetings."""

OF_NETWORK = "networks/<int:network_pk>/meetings"
OF_MEETING = "meetings/<int:meeting_pk>"
OF_LINK = "m/<str:token>"
OF_PROGRAMME = "programmes/<int:programme_pk>/meetings"
