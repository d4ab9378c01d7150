"""Runs pytest in forks of a process that has imported the packages but nothing of ours, so that a start is cheap.

Reads requests as lines of JSON with `folder`, `environment`, `arguments` and `output`, the file for what pytest prints;
answers each with a line with the exit code. Run as a script.
"""

import importlib
import json
import os
import sys

PACKAGES = (
    *("pytest", "pytest_django.plugin", "hypothesis", "django.test", "django.core.management", "allauth"),
    *("celery", "redis", "psycopg2", "icalendar", "openpyxl", "yaml", "cryptography.fernet", "csp.decorators"),
    *("numpy", "pandas", "matplotlib.figure", "matplotlib.backends.backend_agg", "scipy.stats", "model_bakery"),
)


def main() -> None:
    """Import the packages, then answer requests until the input ends."""
    for name in PACKAGES:
        try:
            importlib.import_module(name)
        except ImportError:
            continue  # it is only slower
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            os._exit(run(**request))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def run(folder: str, environment: dict[str, str], arguments: list[str], output: str) -> int:
    """Run pytest in a folder, as `python -m pytest` there would; return its exit code."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[0] = folder
    sys.dont_write_bytecode = True
    file = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(file, 1)
    os.dup2(file, 2)
    import pytest

    code = int(pytest.main(arguments))
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    main()
