"""The same procedure on SpiffWorkflow: whole cases along the longest path of the generated BPMN."""

import sqlite3

from tests.load.engines import rate


def cases(act_name, scenario_id, seconds, folder, row):
    """Whole cases a second, in memory, or with the state written to SQLite in `folder` after each step."""
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
    from SpiffWorkflow.bpmn.serializer.config import DEFAULT_CONFIG
    from SpiffWorkflow.bpmn.serializer.default.task_spec import BpmnTaskSpecConverter
    from SpiffWorkflow.bpmn.specs.defaults import ServiceTask
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
    from SpiffWorkflow.util.task import TaskState

    from tests.generators.test_bpmn import Engine

    diagram, answers, steps = ready(act_name, scenario_id)
    # its usual configuration leaves service tasks out
    known = BpmnWorkflowSerializer.configure(DEFAULT_CONFIG | {ServiceTask: BpmnTaskSpecConverter})
    serializer = BpmnWorkflowSerializer(known)
    book = sqlite3.connect(folder / "spiff.sqlite", isolation_level=None) if folder else None
    if book:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            book.execute(f"PRAGMA {pragma}")
        book.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, state TEXT)")

    def case():
        workflow, row = BpmnWorkflow(diagram, script_engine=Engine()), None
        while not workflow.is_completed():
            task = next(
                task
                for task in workflow.get_tasks(state=TaskState.READY)
                if not (task.task_spec.bpmn_id or "").startswith(("timer_", "overdue_"))
            )
            key = task.task_spec.bpmn_id
            if key in answers:
                task.data[key] = answers[key]
            task.run()
            if task.state == TaskState.STARTED:
                task.complete()
            if book and key in steps:
                state = serializer.serialize_json(workflow)
                row = book.execute("INSERT OR REPLACE INTO t VALUES (?, ?)", (row, state)).lastrowid

    return {row: rate(seconds, case)}


def ready(act_name, scenario_id):
    """The diagram as SpiffWorkflow reads it, what each of its tasks answers on the longest path, and its steps."""
    from generators.bpmn import generate
    from generators.process import process
    from spec import graph
    from tests.acts import act
    from tests.generators.test_bpmn import read

    spec = act(act_name).spec
    service = spec.services[0]
    scenario = next(found for found in service.scenarios if found.id == scenario_id)
    found = process(scenario, "ru")
    names = {node.of: node.id for node in found.nodes if node.kind.endswith("Task")}
    path = max(graph.paths(scenario), key=lambda path: len(path.steps))
    answers = {names[step]: answer for step, answer in (path.outcomes | path.answers).items()}
    for edge in path.edges:
        answers.setdefault(names[edge.from_], f"to_{names[edge.to]}")
    answers.setdefault(names[path.steps[-1]], path.outcome)
    return read(generate(spec, service, "ru")[f"bpmn/{scenario.id}.bpmn"], found.id), answers, set(names.values())
