"""What cases wait for: one row a wait, in the database of the engine, so that any worker can go on with any case.

A row has two halves that come in either order: what the case has done so far (written when it begins to wait), and the
answer. Whoever finds both starts the rest of the case, under an id that makes a second start the same as the first.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

Answer = bool | str | None


@dataclass(frozen=True)
class Task:
    """What a case waits for; `since` and `due` are ISO 8601 in UTC, `due` is None where the act states no deadline."""

    case: str
    key: str
    step: str
    title: str
    performer: str | None
    since: str
    due: str | None
    overdue: bool


@dataclass(frozen=True)
class Rest:
    """What is left of a case: the procedure, the version it began under, its facts, and the answers so far by key."""

    procedure: str
    version: str
    facts: dict[str, Any]
    journal: dict[str, Any]


META = sa.MetaData()
TASKS = sa.Table(
    "reglament_task",
    META,
    sa.Column("case", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("step", sa.Text),
    sa.Column("title", sa.Text),
    sa.Column("performer", sa.Text),
    sa.Column("since", sa.Text),
    sa.Column("due", sa.Text),
    sa.Column("overdue", sa.Boolean, nullable=False, default=False),
    sa.Column("rest", sa.Text),
    sa.Column("answer", sa.Text),
)


class Desk:
    """The open tasks of all cases in one database."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.insert: Any = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    def open(self) -> None:
        """Makes the table where it is not there; two processes may do so at once."""
        try:
            META.create_all(self.engine)
        except (sa.exc.IntegrityError, sa.exc.ProgrammingError, sa.exc.OperationalError):
            META.create_all(self.engine)

    def wait(self, task: Task, rest: Rest) -> bool:
        """A case begins to wait; True where the answer is there already."""
        values = asdict(task) | {"rest": json.dumps(asdict(rest), ensure_ascii=False)}
        new = {name: value for name, value in values.items() if name not in ("case", "key")}
        with self.engine.begin() as connection:
            insert = self.insert(TASKS).values(**values)
            connection.execute(insert.on_conflict_do_update(index_elements=["case", "key"], set_=new))
            return connection.scalar(sa.select(TASKS.c.answer).where(*_at(task.case, task.key))) is not None

    def answer(self, case: str, key: str, answer: Answer) -> Rest | None:
        """Keeps the first answer to a task. What is left of the case, with that answer; None: it does not wait yet."""
        with self.engine.begin() as connection:
            insert = self.insert(TASKS).values(case=case, key=key, answer=json.dumps(answer), overdue=False)
            first = insert.on_conflict_do_update(
                index_elements=["case", "key"], set_={"answer": json.dumps(answer)}, where=TASKS.c.answer.is_(None)
            )
            connection.execute(first)
            return _rest(connection, case, key)

    def rest(self, case: str, key: str) -> Rest | None:
        """What is left of a case whose task is answered, with the answer."""
        with self.engine.begin() as connection:
            return _rest(connection, case, key)

    def overdue(self, case: str, key: str) -> Task | None:
        """Marks a task overdue; None where it is answered."""
        waits = TASKS.c.answer.is_(None)
        with self.engine.begin() as connection:
            connection.execute(sa.update(TASKS).where(*_at(case, key), waits).values(overdue=True))
            found = connection.execute(sa.select(*_columns()).where(*_at(case, key), waits)).mappings().first()
        return _task(found) if found else None

    def tasks(self, case: str | None = None, performer: str | None = None, overdue: bool | None = None) -> list[Task]:
        """The open tasks, the oldest first: of one case, of one performer, only those that are overdue or are not."""
        query = sa.select(*_columns()).where(TASKS.c.answer.is_(None), TASKS.c.rest.is_not(None))
        for column, value in ((TASKS.c.case, case), (TASKS.c.performer, performer), (TASKS.c.overdue, overdue)):
            if value is not None:
                query = query.where(column == value)
        with self.engine.connect() as connection:
            found = connection.execute(query.order_by(TASKS.c.since, TASKS.c.case, TASKS.c.key)).mappings().all()
        return [_task(row) for row in found]


def _at(case: str, key: str) -> tuple[sa.ColumnElement[bool], ...]:
    return TASKS.c.case == case, TASKS.c.key == key


def _columns() -> list[sa.Column[Any]]:
    return [TASKS.c[name] for name in Task.__dataclass_fields__]


def _task(row: Mapping[Any, Any]) -> Task:
    return Task(**{str(name): value for name, value in row.items()})


def _rest(connection: sa.Connection, case: str, key: str) -> Rest | None:
    found = connection.execute(sa.select(TASKS.c.rest, TASKS.c.answer).where(*_at(case, key))).first()
    if found is None or found.rest is None or found.answer is None:
        return None
    facts = json.loads(found.rest)
    facts["journal"][key] = json.loads(found.answer)
    return Rest(**facts)
