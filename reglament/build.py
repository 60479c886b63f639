"""One act → its files: spec, report, texts, and what every target makes of each service."""

from collections.abc import Collection, Sequence
from importlib import import_module

from msgspec import Struct, to_builtins

from reglament.failure import ExitCode, Failure
from reglament.inputs import ReadAct
from reglament.publish import ActEntry, ScenarioEntry, ServiceEntry, hashes
from spec.codec import encode
from spec.model import Service, Severity, Spec, Texts

SCOPES = ("operative", "whole")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class Pictures(Struct, frozen=True):
    """How diagrams are drawn: as PNG too where `png`; by `program` instead of the Graphviz that comes along."""

    png: bool = False
    program: str | None = None


def file_language(spec: Spec, chosen: str | None) -> str:
    """The language of the files of an act: the `chosen` one, else the act's first."""
    spoken = [language for source in spec.sources for language in source.languages]
    return chosen or (spoken[0] if spoken else "en")


def folder_name(spec: Spec) -> str:
    """The folder of an act: its id, with the edition's date where it is an amended text."""
    edition = spec.act.edition
    return spec.act.id if edition is None else f"{spec.act.id}@{edition.date}"


def folder_names(specs: Sequence[Spec]) -> list[str]:
    """The folder of each act; a second act of the same name gets "-2"."""
    names: list[str] = []
    for spec in specs:
        name, count = folder_name(spec), 1
        while name in names:
            count += 1
            name = f"{folder_name(spec)}-{count}"
        names.append(name)
    return names


def build(act: ReadAct, chosen: str | None, pictures: Pictures) -> dict[str, bytes]:
    """The files of an act by their paths in its folder."""
    from reglament.report import report

    language = file_language(act.spec, chosen)
    files = {"spec.json": encode(act.spec)}
    files |= {f"text/{source}.txt": text.encode() for source, text in act.texts.items()}
    for service in act.spec.services:
        made = targets(act.spec, service, language, pictures=pictures)
        files |= {f"{service.id}/{path}": data for path, data in made.items()}
    return files | {"findings.md": report(act, language, files).encode()}


def targets(
    spec: Spec, service: Service, language: str, names: Collection[str] = (), *, pictures: Pictures
) -> dict[str, bytes]:
    """What the targets called `names` (all, where none is) make of a service, by paths in the service's folder.

    Raises Failure where the program that should draw makes no picture.
    """
    from generators import TARGETS
    from generators.drawing import NotDrawn

    files: dict[str, bytes] = {}
    for name, module in TARGETS.items():
        if name in names or not names:
            options = {"png": pictures.png, "program": pictures.program} if name == "diagram" else {}
            try:
                files |= import_module(module).generate(spec, service, language, **options)
            except NotDrawn as error:
                raise Failure(ExitCode.CANNOT_WRITE, "not_drawn", name=error.program, reason=error.reason) from error
    return files


def entry(read: ReadAct, folder: str, files: dict[str, bytes]) -> ActEntry:
    """What the index says of an act."""
    spec, act = read.spec, read.spec.act
    repealed = None if act.repeal is None else {"date": act.repeal.date, "number": act.repeal.number}
    services = tuple(
        ServiceEntry(
            service.id,
            by_language(service.titles),
            tuple(ScenarioEntry(one.id, one.channel, len(one.steps)) for one in service.scenarios),
        )
        for service in spec.services
    )
    edition = None if act.edition is None else act.edition.date
    languages = tuple(dict.fromkeys(language for source in spec.sources for language in source.languages))
    return ActEntry(
        act.id,
        folder,
        edition,
        by_language(act.titles),
        languages,
        repealed,
        services,
        severities(spec),
        covered(read),
        hashes(files),
    )


def covered(act: ReadAct) -> dict[str, dict[str, int]]:
    """Letters of the act that are used, set aside and not understood; nothing where its texts are not at hand."""
    if not act.texts:
        return {}
    from parser.coverage import ledger

    made = ledger(act.spec, act.texts)
    return {scope: to_builtins(getattr(made, scope)) for scope in SCOPES}


def severities(spec: Spec) -> dict[str, int]:
    """How many findings of each severity the spec has, the worst first."""
    return {level: sum(item.severity == level for item in spec.findings) for level in SEVERITIES}


def by_language(texts: Texts) -> dict[str, str]:
    """The texts by language."""
    return {language: text for language in texts.languages() if (text := texts.get(language)) is not None}
