"""`reglament schema`: the JSON Schemas of what is written."""

from typing import Any

import click

from reglament import options
from reglament.failure import ExitCode
from reglament.speech import Command


@click.command("schema", cls=Command)
@click.argument(
    "document", metavar="[spec|findings|index]", type=click.Choice(["spec", "findings", "index"]), default="spec"
)
@options.output
@options.lang
def schema(document: str, output: str, lang: str | None) -> ExitCode:
    """Write the JSON Schema of `document`."""
    from spec import codec

    options.write(output, codec.schema() if document == "spec" else codec.dump(of(document)))
    return ExitCode.FINE


def of(document: str) -> dict[str, Any]:
    """The schema of the findings or of the index."""
    import msgspec

    from reglament.findings import Listing
    from reglament.publish import Index

    model = Listing if document == "findings" else Index
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"reglament-{document}/1"}
    return head | msgspec.json.schema(model)
