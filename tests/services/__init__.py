"""Real PostgreSQL, Redis and Chromium for the tests, started without asking the machine for anything it lacks.

Only the standard library at import time: bin/test and bin/services use these modules before Django exists.
"""
