"""Which workers live: what a dead one had taken, a living one takes over.

On PostgreSQL a worker holds an advisory lock under its name while it lives. The server gives the lock up when the worker's
connection ends, so whoever gets it knows that the worker is dead, and only one gets it. SQLite has no such sign: there a
worker of the same name, or `Host.recover`, takes the cases up.
"""

import logging
import threading
import time
from hashlib import sha256

import sqlalchemy as sa
from dbos import DBOS

LOG = logging.getLogger(__name__)

PATIENCE = 10.0
"""Seconds for which a worker waits for its name: the server may not have noticed yet that the one before it died."""


class NameTakenError(RuntimeError):
    """A worker of this name runs already."""


class Watch:
    """Holds the name of a worker, and looks every `every` seconds for the cases of dead ones of its `version`."""

    def __init__(self, engine: sa.Engine, name: str, executor: str, version: str, every: float) -> None:
        self.engine, self.name, self.executor, self.version, self.every = engine, name, executor, version, every
        self.applies = engine.dialect.name == "postgresql"
        self.held: sa.Connection | None = None
        self.ended = threading.Event()
        self.thread: threading.Thread | None = None

    def hold(self) -> None:
        """Takes the name. Raises NameTakenError where a living worker has it."""
        if not self.applies:
            return
        connection = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()  # it is kept as long as the worker lives, so it is none of the pool's
        for setting in ("idle = 30", "interval = 10", "count = 3"):  # a machine that vanished says no farewell
            connection.execute(sa.text(f"SET tcp_keepalives_{setting}"))
        until = time.monotonic() + PATIENCE
        while not self._locked(connection, self.executor):
            if time.monotonic() > until:
                connection.close()
                raise NameTakenError(self.executor)
            time.sleep(0.1)
        self.held = connection

    def begin(self) -> None:
        """Begins to look."""
        if self.applies:
            self.thread = threading.Thread(target=self._look_on, name="reglament-watch", daemon=True)
            self.thread.start()

    def end(self) -> None:
        """Stops looking; the name is kept for what is still under way."""
        self.ended.set()
        if self.thread is not None:
            self.thread.join()

    def release(self) -> None:
        """Gives the name up."""
        if self.held is not None:
            self.held.close()

    def recover(self, executor: str) -> int:
        """Hands what a dead worker had taken to those that live; how many stretches of cases.

        Raises NameTakenError where the worker lives: always told on PostgreSQL, on SQLite only of this one.
        """
        if executor == self.executor:
            raise NameTakenError(executor)
        if not self.applies:
            return len(DBOS._recover_pending_workflows([executor]))
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if not self._locked(connection, executor):
                raise NameTakenError(executor)
            try:
                return len(DBOS._recover_pending_workflows([executor]))
            finally:
                connection.execute(sa.text("SELECT pg_advisory_unlock(:key)"), {"key": self._key(executor)})

    def look(self) -> None:
        """Takes over from every worker that died."""
        taken = DBOS.list_workflows(status="PENDING", app_version=self.version, load_input=False, load_output=False)
        for executor in sorted({found.executor_id for found in taken if found.executor_id} - {self.executor}):
            try:
                count = self.recover(executor)
            except NameTakenError:
                continue  # it lives
            LOG.warning("%s takes over %s from %s", self.executor, count, executor)

    def _look_on(self) -> None:
        while not self.ended.wait(self.every):
            try:
                if not self._holds():
                    self.hold()
                self.look()
            except Exception:  # the database may be away for a while; the worker's own steps are tried again too
                LOG.warning("%s cannot look for dead workers", self.executor, exc_info=True)

    def _holds(self) -> bool:
        """Whether the connection that holds the name still lives."""
        try:
            return self.held is not None and self.held.execute(sa.text("SELECT 1")).scalar() == 1
        except sa.exc.DBAPIError:
            return False

    def _locked(self, connection: sa.Connection, executor: str) -> bool:
        return bool(
            connection.execute(sa.text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key(executor)}).scalar()
        )

    def _key(self, executor: str) -> int:
        """The lock of a worker: a number of 64 bits from the application's name and its own."""
        return int.from_bytes(sha256(f"{self.name}\0{executor}".encode()).digest()[:8], "big", signed=True)
