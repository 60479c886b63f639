"""How a command ends: the one table of exit codes, and the error that carries one."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of every command (README, `reglament --help`)."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    INVALID_SPEC = 4
    CANNOT_WRITE = 5
    BUG = 70
    INTERRUPTED = 130


class Failure(Exception):  # noqa: N818  (it is how a command ends, not an error of the program)
    """A command that cannot go on; `key` names the words of `cli.toml` (table `failure`) that say why."""

    def __init__(self, exit_code: ExitCode, key: str, **arguments: object) -> None:
        super().__init__(key)
        self.exit_code = exit_code
        self.key = key
        self.arguments = arguments
