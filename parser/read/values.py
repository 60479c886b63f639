"""What a reader of one format hands to the normaliser, and how it refuses."""

from msgspec import Struct

from spec.model import Finding


class Reading(Struct, frozen=True, gc=False):
    """The text of a file before normalisation: lines parted by a line end, cells of a table row by tabs.

    `numbers` gives for each line its line, paragraph or page in the file as it was; None where they are 1, 2, 3, …
    `media_type` says what the content is where that is not what the format says.
    """

    text: str
    numbers: tuple[int, ...] | None = None
    findings: tuple[Finding, ...] = ()
    media_type: str | None = None


class ReadError(ValueError):
    """A file that cannot be read at all: `code` (spec/rules.toml) and its `arguments` say why."""

    def __init__(self, code: str, **arguments: str | int | float) -> None:
        super().__init__(code, arguments)
        self.code = code
        self.arguments = arguments
