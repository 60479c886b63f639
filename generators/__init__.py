"""Targets: Spec → files. A target is a module with `generate(spec, service, language)`, imported when it is asked for.

`generate` gives {path relative to the service's folder: bytes}: the same bytes for the same spec and language.
"""

TARGETS = {
    "python": "generators.python",
    "diagram": "generators.diagram",
    "bpmn": "generators.bpmn",
    "mermaid": "generators.mermaid",
    "fixtures": "generators.fixtures",
}
