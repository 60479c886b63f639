"""The values of a spec (SPEC-FORMAT.md): what the parser hands to everything else.

All values are frozen; sequences are tuples. `None` and empty values that the format lets a spec leave out are still
written, so that a reader never has to guess. Languages are "kk" and "ru"; a value per language is a `Texts`.
"""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

FORMAT = "reglament-spec/1"

Language = Literal["kk", "ru"]
Channel = Literal["portal", "provider", "psc", "internal"]
StepKind = Literal["registration", "process", "condition", "action"]
When = Literal["failed", "passed"]
Outcome = Literal["issued", "refused", "no_data", "other"]
Severity = Literal["error", "warning", "note"]
Unit = Literal["second", "minute", "hour", "day", "month"]
Calendar = Literal["working", "calendar"]
Variant = Literal["refusal", "issue", "reissue", "duplicate"]
Evidence = Literal["text", "table", "convention"]
Performer = Literal[
    "consumer", "employee", "portal", "payment_gateway", "gateway", "e_licensing", "registry", "notary", "psc_worker",
    "provider", "chancellery", "head", "deputy_head", "department_head", "specialist", "other",
]  # fmt: skip
System = Literal[
    "portal", "e_licensing", "gateway", "payment_gateway", "individuals_registry", "entities_registry", "notary",
    "psc_workstation", "other",
]  # fmt: skip
Action = Literal[
    "register_on_portal", "log_in", "verify_login", "refuse_login", "select_service", "pay", "verify_payment",
    "refuse_unpaid", "choose_certificate", "verify_certificate", "refuse_signature", "sign_request",
    "register_request", "verify_eligibility", "refuse_request", "deliver_result", "query_registry",
    "verify_registry_data", "report_missing_data", "fill_form", "forward_request", "register_incoming", "endorse",
    "examine", "check", "approve", "sign_result", "register_result", "hand_over", "record", "other",
]  # fmt: skip


class Value(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Base of every spec value."""


class Texts(Value, frozen=True, omit_defaults=True):
    """One text per language of the act; a language in which the act says nothing is UNSET and left out of the JSON."""

    kk: str | UnsetType = UNSET
    ru: str | UnsetType = UNSET

    def get(self, language: str) -> str | None:
        """The text in `language` ("kk" or "ru"), or None."""
        text = self.kk if language == "kk" else self.ru if language == "ru" else UNSET
        return None if text is UNSET else text

    def first(self, *languages: str) -> str | None:
        """The first text that exists, in the order of `languages`, then kk, then ru."""
        return next((text for text in map(self.get, (*languages, "kk", "ru")) if text is not None), None)

    def languages(self) -> tuple[Language, ...]:
        """The languages that have a text, kk first."""
        both: tuple[Language, ...] = ("kk", "ru")
        return tuple(language for language in both if self.get(language) is not None)


def texts(language: str, text: str | None) -> Texts:
    """A `Texts` with one language, or with none where `text` is None."""
    if text is None:
        return Texts()
    return Texts(kk=text) if language == "kk" else Texts(ru=text)


class Span(Value, frozen=True):
    """A place in the normalised text: characters start..end of source; `line` is the line of the file as it was."""

    source: str
    start: int
    end: int
    line: int


class StepSpan(Value, frozen=True, rename={"as_": "as"}):
    """Where the act speaks of a step: it states it, restates it in other words, or names its result."""

    source: str
    start: int
    end: int
    line: int
    as_: Literal["states", "restates", "result"] = "states"


class SourceFile(Value, frozen=True):
    """One file of the act; `path` is relative to the argument it came from."""

    id: str
    path: str
    sha256: str
    media_type: str
    languages: tuple[Language, ...]


class Edition(Value, frozen=True):
    """An amended text of an act: its date, and what amended it."""

    date: str
    by: str | None


class Registration(Value, frozen=True):
    """Entry in the register of normative acts (тіркеу / государственная регистрация)."""

    date: str | None
    number: str | None
    bodies: Texts


class Repeal(Value, frozen=True):
    """The act that ended this one (күшін жою / утрата силы)."""

    date: str | None
    number: str | None
    acts: Texts


class Annex(Value, frozen=True):
    """An annex (қосымша / приложение) of a regulation: promised by a clause, present in the text, or both."""

    number: str | None
    service: str | None
    kind: Literal["table", "diagram", "survey", "form", "other"]
    present: bool
    source: Span | None


class Reference(Value, frozen=True, rename={"from_": "from"}):
    """A place that cites another: `kind` and `number` of what is cited, where from, and whether it exists.

    `clause` is the number of the clause that cites it.
    """

    kind: Literal["clause", "annex", "diagram", "table", "act"]
    number: str
    from_: Span
    found: bool
    service: str | None = None
    language: Language | None = None
    clause: str | None = None


class Act(Value, frozen=True):
    """The act (акт): a resolution (қаулы / постановление) or an order (бұйрық / приказ) that approves regulations.

    `date` is ISO 8601; `number` is as printed. `id` is ASCII and made of facts that both languages share.
    """

    id: str
    edition: Edition | None
    kind: Literal["resolution", "order"] | None
    titles: Texts
    issuers: Texts
    date: str | None
    number: str | None
    registration: Registration | None
    repeal: Repeal | None
    annexes: tuple[Annex, ...]
    references: tuple[Reference, ...]


class Result(Value, frozen=True):
    """What the service gives (нәтиже / результат): a licence, a permit, a reasoned refusal."""

    outcome: Outcome
    names: Texts
    form: Literal["electronic", "paper"] | None


class Term(Value, frozen=True):
    """An entry of the list of terms (ұғымдар / понятия), or a short form given elsewhere («далее – …», «бұдан әрі – …»).

    An entry of the list has a `definition`; a short form from another clause has none, and `item` is None.
    `uses` counts how often the term or its short form stands in the regulation outside its own definition.
    """

    term: Texts
    abbreviation: Texts
    definition: Texts
    clause: str
    item: str | None
    uses: int
    source: dict[Language, Span]


class ServiceUnit(Value, frozen=True):
    """A structural-functional unit (ҚФБ / СФЕ) as the act lists it; `roles` are performers or systems."""

    roles: tuple[str, ...]
    names: Texts
    clause: str
    item: str | None
    source: dict[Language, Span]


class Statement(Value, frozen=True):
    """Where a deadline is stated."""

    language: Language
    by: Literal["text", "table"]
    source: Span


class Deadline(Value, frozen=True, rename={"for_": "for"}):
    """How long a step may take, as the act states it: `min`..`max` in `unit`; `calendar` says which days count.

    «в течение N» has `min` None; a single value in a table has `min` = `max`. `unit` is None where the act forgot it
    («в течение двух»), which rule RG231 reports. `for_` tells which outcome or variant the deadline belongs to.
    """

    min: float | None
    max: float
    unit: Unit | None
    calendar: Calendar | None
    for_: Variant | None
    evidence: Literal["text", "table"]
    stated: tuple[Statement, ...]


class StepOutcome(Value, frozen=True):
    """One of the ways in which a step ends («оформляет разрешение … либо готовит мотивированный отказ»).

    `deadlines` are indexes into the step's deadlines.
    """

    id: str
    guard: Texts
    deadlines: tuple[int, ...]


class Step(Value, frozen=True):
    """A step of a scenario: a registration, a process (үдеріс / процесс), a condition (шарт / условие) or an action."""

    key: str
    id: str
    kind: StepKind
    number: int | None
    clause: Texts
    item: str | Texts | None
    performer: Performer | str | None
    performer_by: Literal["sentence", "table", "convention"]
    action: Action | str
    also: tuple[str, ...]
    head: Texts
    systems: tuple[System | str, ...]
    needs: tuple[tuple[System | str, ...], ...] | None
    decided_by: Performer | str | None
    checks: tuple[str, ...]
    only_if: Texts | None
    texts: Texts
    outcomes: tuple[StepOutcome, ...]
    deadlines: tuple[Deadline, ...]
    result: Texts | None
    source: dict[Language, tuple[StepSpan, ...]]


class Counterclaim(Value, frozen=True):
    """What a table says against an edge of the text; `to` is the number of the process it names."""

    language: Language
    by: Literal["table"]
    to: int | None


class Edge(Value, frozen=True, rename={"from_": "from"}):
    """Where the flow goes from one step to the next; `when` tells which answer of a condition takes it."""

    from_: str
    to: str
    when: When | None
    guard: Texts | None
    evidence: tuple[Evidence, ...]
    against: tuple[Counterclaim, ...]


class End(Value, frozen=True):
    """How a scenario ends at a step; `given` maps earlier steps to the outcome (`StepOutcome.id`) that leads here."""

    outcome: Outcome
    given: dict[str, str]


class NextAction(Value, frozen=True):
    """An entry of the table's last row: the process it names (None where it names none) and the words beside it."""

    to: int | None
    when: str | None
    text: str | None = None


class Column(Value, frozen=True):
    """A column of an annex table: one process, as printed. `cells` tells of each row whether it was printed.

    Keys of `cells` are unit, action, result, deadline, next; values are printed, dash ("-", "–") and missing. `places`
    has the place of each cell that is not missing; `source` is that of the action.
    """

    number: int
    unit: str | None
    action: str | None
    result: str | None
    deadlines: tuple[Deadline, ...]
    next: tuple[NextAction, ...]
    cells: dict[str, Literal["printed", "dash", "missing"]]
    source: Span
    places: dict[str, Span] = {}


class Table(Value, frozen=True):
    """The annex table (кесте / таблица) that states a scenario a second time."""

    annex: str | None
    number: str | None
    columns: tuple[Column, ...]
    source: Span


class Diagram(Value, frozen=True):
    """The act's own diagram of a scenario (диаграмма): the `number` that its clause cites, and the `caption` that the
    diagram has in the annex, as printed; `source` is the caption, or the citation where the caption is lost (None)."""

    number: str
    caption: str | None
    source: Span


class Scenario(Value, frozen=True):
    """One way through a service: the steps of one channel, the edges between them and the ends."""

    id: str
    channel: Channel
    clause: Texts
    steps: tuple[Step, ...]
    edges: tuple[Edge, ...]
    ends: dict[str, tuple[End, ...]]
    table: dict[Language, Table] | None
    diagram: dict[Language, Diagram] | None = None


class Survey(Value, frozen=True):
    """The questionnaire of quality and accessibility (сауалнама / анкета)."""

    questions: int
    options: int


class Service(Value, frozen=True):
    """One government service (мемлекеттік қызмет / государственная услуга), as its regulation describes it."""

    id: str
    titles: Texts
    providers: Texts
    automation: Literal["full", "partial", "none"] | None
    forms: tuple[Literal["electronic", "paper"], ...]
    accepts_through: tuple[Literal["portal", "provider", "psc"], ...]
    variants: tuple[Literal["issue", "reissue", "duplicate"], ...]
    results: tuple[Result, ...]
    standard: Texts | None
    terms: tuple[Term, ...]
    units: tuple[ServiceUnit, ...]
    scenarios: tuple[Scenario, ...]
    survey: Survey | None


class Where(Value, frozen=True):
    """What a finding is about, and the place in the text that shows it.

    `row` (a key of `Column.cells`) and `column` tell which cell of annex table `table` it is about.
    """

    service: str | None = None
    scenario: str | None = None
    step: str | None = None
    language: Language | None = None
    source: str | None = None
    start: int | None = None
    end: int | None = None
    line: int | None = None
    clause: str | None = None
    item: str | None = None
    table: str | UnsetType = UNSET
    row: str | UnsetType = UNSET
    column: int | UnsetType = UNSET


class Elsewhere(Where, frozen=True):
    """A further place that shows what a finding is about: the same fault in the act's other language, or the place with
    which the first one is at odds. `arguments` are those of the finding that this text words otherwise."""

    arguments: dict[str, str | int | float] | UnsetType = UNSET


class Finding(Value, frozen=True, omit_defaults=True):
    """Something a reader of the act must know: a code (spec/rules.toml), its arguments, and where.

    The words are rendered from the code when a finding is shown, in the reader's language. A finding is one fact: where
    both texts of the act show it, `where` is in the text that stands first, and `also` has the other place.
    """

    code: str
    severity: Severity
    arguments: dict[str, str | int | float]
    where: Where
    also: tuple[Elsewhere, ...] = ()


class Spec(Value, frozen=True):
    """One act: its Kazakh text, its Russian text, or both."""

    format: str
    sources: tuple[SourceFile, ...]
    act: Act
    services: tuple[Service, ...]
    findings: tuple[Finding, ...]
