"""Load on one machine, in one command: `python -m tests.load.load --write` (options: `--help`).

Open cases of one model procedure on SQLite and on PostgreSQL (a server of its own, from a wheel), beside raw commits of both,
DBOS alone, and SpiffWorkflow, each measured in a process of its own, one after another. On a machine that cannot open all of
them in `--patience` seconds on a database, fewer are opened, and the table says how many. Prints Markdown; `--write` puts it
into docs/load.md between its marks.
"""

import argparse
import importlib.metadata
import json
import os
import platform
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.load import engines, spiff
from tests.runtime import crew, postgres

ACT, SCENARIO = "tour-operator-licence", "provider"
DOCUMENT = Path(__file__).parents[2] / "docs" / "load.md"
BEGIN, END = "<!-- measured by tests/load/load.py --write -->\n", "<!-- until here -->\n"

ROWS = {
    "commits": ("the database alone, a commit a row", "commits/s"),
    "alone": ("DBOS alone, a workflow of {steps} empty steps", "workflows/s"),
    "spiff": ("SpiffWorkflow in memory, whole cases", "cases/s"),
    "spiff_kept": ("SpiffWorkflow, its state written after each step", "cases/s"),
    "opened": ("reglament: cases brought to their first wait, one worker", "cases/s"),
    "opened_two": ("reglament: the same, two workers", "cases/s"),
    "opened_cpu": ("processors that one worker used meanwhile", "of {processors}"),
    "server_cpu": ("processors that the server used meanwhile", "of {processors}"),
    "open": ("open cases", ""),
    "before": ("memory of the worker before the first case", "MiB"),
    "memory": ("the same, all of them open", "MiB"),
    "server": ("memory of the server, all of them open", "MiB"),
    "disk": ("database on disk, a case", "KiB"),
    "threads": ("threads of the worker", ""),
    "one_p50": ("an answer to the next wait, one at a time, median", "ms"),
    "one_p95": ("95 of 100", "ms"),
    "one_p99": ("99 of 100", "ms"),
    "many_rate": ("answers, {clients} people at once", "answers/s"),
    "many_p50": ("an answer to the next wait, {clients} people at once, median", "ms"),
    "many_p95": ("95 of 100", "ms"),
    "many_p99": ("99 of 100", "ms"),
    "ended": ("cases taken from there to their end, the others open", "cases/s"),
    "list": ("the open tasks of one performer, listed", "ms"),
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--answers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--patience", type=float, default=170.0, help="seconds for opening the cases on each database")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    load, began = os.getloadavg(), time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            shop = crew.Shop((ACT,), folder / "shop")
            found = measured(shop, folder, asked)
        finally:
            postgres.stop()
    words = {"steps": len(engines.job(shop, SCENARIO).path["steps"]), "processors": os.cpu_count()}
    text = f"{machine(load, time.monotonic() - began)}\n\n{table(found, words | {'clients': engines.CLIENTS})}"
    print(text)
    if asked.write:
        head, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
        DOCUMENT.write_text(f"{head}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", "utf-8")


def measured(shop, folder, asked):
    """Everything that is measured, by column and row."""
    its = engines.job(shop, SCENARIO)
    steps = len(its.path["steps"])

    def on(kind, do, *facts):
        return apart(folder, do, address(kind, folder), *facts)

    found = {kind: {} for kind in ("SQLite", "PostgreSQL")}
    for kind, column in found.items():
        column |= on(kind, engines.commits, asked.seconds) | on(kind, engines.alone, steps)
    found["SQLite"] |= apart(folder, spiff.cases, ACT, SCENARIO, asked.seconds, None, "spiff")
    found["SQLite"] |= apart(folder, spiff.cases, ACT, SCENARIO, asked.seconds, folder, "spiff_kept")
    for kind, column in found.items():
        column |= on(kind, engines.ours, shop, its, asked.cases, asked.answers, asked.patience)
    return found


def address(kind, folder):
    """The address of a new, empty database."""
    if kind == "PostgreSQL":
        return postgres.database()
    return f"sqlite:///{tempfile.mkdtemp(dir=folder)}/cases.sqlite"


def apart(folder, do, *facts):
    """What `do` finds, in a process of its own, so that nothing of one measurement is left in the next."""
    file = folder / "found.json"

    def work():
        file.write_text(json.dumps(do(*facts)))

    _, status = os.waitpid(crew.fork(work), 0)
    assert status == 0, do
    found = json.loads(file.read_text())
    for key, value in found.items():
        print(f"{do.__name__} {key} {value:,.1f}", file=sys.stderr, flush=True)
    return found


def machine(load, seconds):
    """On what it was measured, and how."""
    cpu = next(line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name"))
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 2**20
    versions = {name: importlib.metadata.version(name) for name in ("dbos", "sqlalchemy", "SpiffWorkflow")}
    shown = [
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        f"PostgreSQL {postgres.version()}",
    ]
    shown += [f"{name} {version}" for name, version in versions.items()]
    return "\n".join(
        [
            f"Measured on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC in {seconds / 60:.1f} minutes by",
            f"`python -m tests.load.load {' '.join(sys.argv[1:])}`:",
            f"{os.cpu_count()} processors ({cpu.partition(':')[2].strip()}), {memory:.0f} GiB of memory,",
            f"{', '.join(shown)}. Load average {load[0]:.1f} before, {os.getloadavg()[0]:.1f} after.",
        ]
    )


def table(found, words):
    """The Markdown table of all rows that were measured."""
    lines = [f"| What | {' | '.join(found)} | Unit |", f"| --- |{' ---: |' * len(found)} --- |"]
    for key, (what, unit) in ROWS.items():
        values = [shown(column.get(key)) for column in found.values()]
        lines.append(f"| {what.format(**words)} | {' | '.join(values)} | {unit.format(**words)} |")
    return "\n".join(lines) + "\n"


def shown(value):
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"


if __name__ == "__main__":
    main()
