"""The apps of this project, the highest layer first: an app imports only apps that come after it here.

Settings, import-linter (bin/check-layers) and the tests read this list; mypy and coverage look at every package.
"""

APPS = ["overview", "srt", "ogo", "meetings", "networks", "accounts", "mailing", "audit", "jobs"]
