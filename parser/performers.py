"""Who does a step: whom the sentence names as acting, else whom the convention names (SPEC-FORMAT.md, "Who performs")."""

from collections.abc import Sequence
from typing import Literal

from parser.languages.actions import weights
from parser.languages.roles import PERFORMERS, Actor
from parser.languages.sentence import Sentence, small_words
from spec.model import Channel

ToldBy = Literal["sentence", "table", "convention"]
"""How a performer is known."""

STAFF = {"employee", "psc_worker", "provider", "specialist", "chancellery", "head", "deputy_head", "department_head"}
STANDS_FOR = {"employee": {"provider", "specialist"}, "psc_worker": {"employee", "specialist"}}
"""Whom a sentence may name where the convention has somebody closer: the provider acts through its employee."""

SYSTEM_ACTIONS = {
    "verify_login", "refuse_login", "verify_payment", "refuse_unpaid", "verify_certificate", "refuse_signature",
    "register_request", "refuse_request", "report_missing_data",
}  # fmt: skip
"""What an information system does by itself: the performer is the system in which it happens."""

PEOPLE = STAFF | {"consumer", "portal", "e_licensing", "other"}
"""Who may do a step in place of whom the convention has."""

OWN_ACTIONS = {
    "register_on_portal",
    "log_in",
    "select_service",
    "pay",
    "choose_certificate",
    "sign_request",
    "deliver_result",
}
"""What only a person does: a system that the sentence names is where, not who."""

HOSTS = ("portal", "e_licensing", "psc_workstation", "gateway", "other")
"""Systems in which such an action can happen; registries are only asked."""


def performer_of(sentence: Sentence, action: str, channel: Channel) -> tuple[str | None, ToldBy, bool]:
    """Who does the step, how that is known, and whether it could be told."""
    entry = weights().entry(action)
    usual = entry.performer.get(channel) if entry else None
    known = entry is not None and bool(entry.performer) and channel != "internal"
    acting = [actor for actor in sentence.actors if actor.acts and not actor.through]
    if not known:
        if action == "check" and channel != "internal" and not any(actor.performer in STAFF for actor in acting):
            acting = [actor for actor in acting if actor.system]
            host, by, _ = _host(sentence, "verify_form", None, acting)
            return host, "sentence" if host else by, host is not None
        chosen = next((actor.performer for actor in acting if not actor.system), None) or _system(acting)
        opening = next((a for a in sentence.actors if a.first == 0 and not a.system and not a.through), None)
        if chosen is None and opening:
            chosen = opening.performer  # whoever a sentence begins with, even where its verb was not understood
        return chosen, "sentence", chosen is not None
    if any(actor.performer == usual or actor.performer in STANDS_FOR.get(usual or "", ()) for actor in acting):
        return usual, "sentence", True
    if action in SYSTEM_ACTIONS:
        return _host(sentence, action, usual, acting)
    if action in OWN_ACTIONS or any(not actor.system for actor in acting):
        acting = [actor for actor in acting if not actor.system]
    if acting and acting[0].performer in PEOPLE and usual != "registry":
        return acting[0].performer, "sentence", True
    if action == "forward_request" and any(a.inside and a.performer == "gateway" for a in sentence.actors):
        return "gateway", "sentence", True
    return usual, "convention", True


def _system(acting: Sequence[Actor]) -> str | None:
    return next((actor.performer for actor in acting if actor.performer in PERFORMERS.values()), None)


def _host(
    sentence: Sentence, action: str, usual: str | None, acting: Sequence[Actor]
) -> tuple[str | None, ToldBy, bool]:
    """The system in which an automatic action happens: one that acts, else one that is named as its place."""
    doing = [actor.performer for actor in acting if actor.performer in PEOPLE]
    if doing:
        return doing[0], "sentence", True
    cause = _cause_start(sentence)
    places = [a.performer for a in sentence.actors if a.place and a.performer in HOSTS and a.first < cause]
    if usual in places:
        return usual, "sentence", True
    if len(set(places)) == 1 and (action.startswith("verify_") or action == "register_request"):
        return (None if places[0] == "psc_workstation" else places[0]), "sentence", True
    return usual, "convention", True


def _cause_start(sentence: Sentence) -> int:
    """The word from which on a Russian sentence gives the cause («в связи с …»); what is named there is no place."""
    causes = small_words(sentence.language, "cause")
    if sentence.language == "kk":
        return len(sentence.words)
    return next((i for i, word in enumerate(sentence.words) if word.text.lower() in causes), len(sentence.words))
