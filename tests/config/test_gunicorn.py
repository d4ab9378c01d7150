"""The settings of gunicorn."""

import runpy
from pathlib import Path

from gunicorn.config import Config

SETTINGS = Path(__file__).resolve().parent.parent.parent / "config" / "gunicorn.py"


def test_no_other_process_can_steer_the_server():
    config = Config()
    for name, value in runpy.run_path(str(SETTINGS)).items():
        if name in config.settings:
            config.set(name, value)
    assert config.control_socket_disable
