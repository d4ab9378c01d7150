"""Rows of tests/access_matrix.py for the questionnaire pages, which are for staff only."""

from tests.matrix_rows import lets_in, row

VERSION = "/instruments/samen-leren/versions/1/"

INSTRUMENTS = [
    row("srt:instrument_versions", "/instruments/", GET=lets_in("staff")),
    row("srt:instrument_version", VERSION, GET=lets_in("staff")),
    row("srt:instrument_comparison", f"{VERSION}to/1/", GET=lets_in("staff")),
    row("srt:instrument_upload", "/instruments/upload/", GET=lets_in("staff"), POST=lets_in("staff")),
    row("srt:instrument_upload_preview", "/instruments/upload/{upload}/", GET=lets_in("staff")),
    row("srt:instrument_upload_confirm", "/instruments/upload/{upload}/confirm/", POST=lets_in("staff")),
    row("srt:instrument_upload_cancel", "/instruments/upload/{upload}/cancel/", POST=lets_in("staff")),
]
