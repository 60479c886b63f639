"""`reglament schema`: the JSON Schemas of what is written."""

from typing import Any

import click

from reglament import options
from reglament.failure import ExitCode
from reglament.speech import Command


@click.command("schema", cls=Command)
@click.argument(
    "document",
    metavar="[spec|findings|index|diff]",
    type=click.Choice(["spec", "findings", "index", "diff"]),
    default="spec",
)
@options.output
@options.lang
def schema(document: str, output: str, lang: str | None) -> ExitCode:
    """Write the JSON Schema of `document`."""
    from spec import codec

    options.write(output, codec.schema() if document == "spec" else codec.dump(of(document)))
    return ExitCode.FINE


def of(document: str) -> dict[str, Any]:
    """The schema of the findings, of the index or of a comparison."""
    import msgspec

    from reglament.diffing.document import Document
    from reglament.findings import Listing
    from reglament.publish import Index

    model = {"findings": Listing, "index": Index, "diff": Document}[document]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"reglament-{document}/1"}
    return head | msgspec.json.schema(model)
