"""A process that runs cases durably, for tests that end it: worker.py DATABASE WORKFLOW EFFECTS CASE [STEP TO DIE AT].

Each effect is a line «key» in the file EFFECTS. People do not answer at once.
"""

import os
import signal
import sys
from pathlib import Path


def main(database: str, workflow: str, effects: str, case: str, fatal: str = "") -> None:
    sys.path.insert(0, workflow)
    from model_akimat_2020_01_02_3 import portal
    from model_akimat_2020_01_02_3.case import Case
    from model_akimat_2020_01_02_3.engine import NotYetError
    from model_akimat_2020_01_02_3.simulation import Script, actors

    from runtime.durable import Host

    class Effects(Script):
        def answer(self, case, once, performer, operation, usual):
            with Path(effects).open("a") as file:
                file.write(f"{once}\n")
            if fatal and once == f"{case.id}/{fatal}":
                os.kill(os.getpid(), signal.SIGKILL)
            if performer == "specialist":
                raise NotYetError
            return usual

    host = Host(f"sqlite:///{database}", "spec-1")
    host.add("portal", portal.run, Case, actors(Effects()), (NotYetError,))
    host.launch()
    host.start("portal", case)
    if fatal == "answer":
        os.kill(os.getpid(), signal.SIGKILL)
    host.answer(case, "examine", "refusal")
    print(host.ending(case)["outcome"])
    host.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
