"""A project's own words: taught in reglament.toml, checked, used."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from parser.languages.lexicon import LexiconError, Teaching, lacking, teach
from parser.languages.teaching import faults, unknown_concepts

TAUGHT = {
    "ru": {"concepts": {"inspect": ["выезд на место"]}, "systems": {"queue": ["ис очередь"]}},
    "kk": {"concepts": {"inspect": ["жерінде көру"]}},
    "actions": {"inspect_site": {"do": {"inspect": 6, "measure": 2}, "performer": {"portal": "provider"}}},
}


def test_what_the_other_language_lacks():
    teaching = msgspec.convert(TAUGHT, Teaching)
    assert list(lacking(teaching)) == [("kk", "systems", "queue")]
    assert list(unknown_concepts(teaching)) == [("inspect_site", "measure")]


def test_words_go_into_three_tables_only():
    with pytest.raises(LexiconError, match="months"):
        teach(msgspec.convert({"ru": {"months": {"may": ["май"]}}}, Teaching))


ACT = """Об утверждении регламента государственной услуги «Выдача справки»

Постановление акимата Тасбулакского района Алматинской области от 5 ноября 2015 года № 7

1. Утвердить регламент государственной услуги «Выдача справки».

Регламент государственной услуги «Выдача справки»

1. Общие положения

1. Услугу оказывает отдел архитектуры (далее – услугодатель).

2. Действия через портал «электронного правительства»:
1) процесс 1 – ввод потребителем пароля на портале;
2) условие 1 – проверка на портале логина и пароля;
3) процесс 2 – сообщение портала об отказе в авторизации из-за ошибок в данных;
4) процесс 3 – высадка саженцев сотрудником услугодателя;
5) процесс 4 – получение потребителем результата услуги.
"""


def parsed(folder: Path, settings: str) -> dict:
    """The spec that the command line makes of the act with these settings."""
    (folder / "reglament.toml").write_text(settings, "utf-8")
    (folder / "act.txt").write_text(ACT, "utf-8")
    command = [sys.executable, "-m", "reglament", "parse", "act.txt"]
    return json.loads(subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout)


def test_a_taught_action_is_read(tmp_path):
    settings = """
[lexicon.ru.concepts]
plant = ["высадка саженцев"]
[lexicon.kk.concepts]
plant = ["көшет отырғызу"]
[lexicon.actions.plant_trees]
do = { plant = 6 }
performer = { portal = "provider" }
"""
    before = parsed(tmp_path, "")["services"][0]["scenarios"][0]["steps"][3]
    after = parsed(tmp_path, settings)["services"][0]["scenarios"][0]["steps"][3]
    assert (before["action"], after["action"]) == ("other", "plant_trees")
    assert after["key"] == "plant_trees"


def test_the_command_lists_what_is_lacking(tmp_path):
    (tmp_path / "reglament.toml").write_text('[lexicon.ru.systems]\nqueue = ["ис очередь"]\n', "utf-8")
    command = [sys.executable, "-m", "reglament", "lexicon", "check", "--format", "json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 1
    assert json.loads(done.stdout)["lacking"] == [{"language": "kk", "table": "systems", "key": "queue"}]


def test_nothing_is_lacking_without_settings(tmp_path):
    command = [sys.executable, "-m", "reglament", "lexicon", "check", "--format", "json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, json.loads(done.stdout)["lacking"]) == (0, [])


FAULTY = [
    ({"ru": {"months": {"may": ["май"]}}}, ("ru.months", "months", "table")),
    ({"ru": {"concepts": {"head boss": ["начальник"]}}}, ("ru.concepts", "head boss", "name")),
    ({"kk": {"concepts": {"pay": ["  –"]}}}, ("kk.concepts", "pay", "empty")),
    ({"kk": {"concepts": {"pay": []}}}, ("kk.concepts", "pay", "empty")),
    ({"kk": {"concepts": {"pay": ["тексеру"]}}}, ("kk.concepts", "pay", "twice")),
    ({"ru": {"concepts": {"plant": ["посадка"], "sow": ["посадка"]}}}, ("ru.concepts", "sow", "twice")),
    ({"actions": {"plant": {"do": {}}}}, ("actions.plant", "do", "weights")),
    ({"actions": {"plant trees": {"do": {"pay": 5}}}}, ("actions.plant trees", "plant trees", "name")),
    ({"actions": {"plant": {"do": {"pay": 5}, "kinds": ["step"]}}}, ("actions.plant", "kinds", "kind")),
    ({"actions": {"plant": {"do": {"pay": 5}, "internal": "yes"}}}, ("actions.plant", "internal", "internal")),
    (
        {"actions": {"plant": {"do": {"pay": 5}, "performer": {"web": "head"}}}},
        ("actions.plant", "performer", "channel"),
    ),
    (
        {"actions": {"plant": {"do": {"pay": 5}, "performer": {"portal": "boss"}}}},
        ("actions.plant", "performer", "performer"),
    ),
]


@pytest.mark.parametrize(("taught", "fault"), FAULTY)
def test_a_fault_is_named(taught, fault):
    (found,) = faults(msgspec.convert(taught, Teaching))
    assert (found.place, found.key, found.problem) == fault


def test_a_sound_teaching_has_no_fault():
    sound = TAUGHT | {"ru": TAUGHT["ru"] | {"roles": {"forester": ["лесник"]}}}
    sound["actions"] = {"plant": {"do": {"inspect": 6}, "performer": {"portal": "forester"}, "internal": "only"}}
    assert list(faults(msgspec.convert(sound, Teaching))) == []


def test_weights_may_name_who_acts_and_what_it_is_done_to():
    weights = {"by:head": 1, "of:permit": 1, "system:portal": 1, "role:consumer": 1, "by:nobody": 1, "of:nothing": 1}
    teaching = msgspec.convert({"actions": {"plant": {"do": {"pay": 5}, "with": weights}}}, Teaching)
    assert list(unknown_concepts(teaching)) == [("plant", "by:nobody"), ("plant", "of:nothing")]


@pytest.mark.parametrize(("lang", "told"), [("en", "no kind of step"), ("ru", "вида шага"), ("kk", "қадам түрі жоқ")])
def test_the_command_and_a_reading_name_a_fault(tmp_path, lang, told):
    settings = '[lexicon.actions.plant]\nkinds = ["step"]\ndo = { pay = 5 }\n'
    (tmp_path / "reglament.toml").write_text(settings, "utf-8")
    (tmp_path / "act.txt").write_text(ACT, "utf-8")
    command = [sys.executable, "-m", "reglament"]
    done = subprocess.run(
        [*command, "lexicon", "check", "--lang", lang], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert told in " ".join(done.stdout.decode().split())
    refused = subprocess.run([*command, "parse", "act.txt"], cwd=tmp_path, capture_output=True, check=False)
    assert refused.returncode == 2
    assert b"[lexicon.actions.plant] kinds" in b" ".join(refused.stderr.split())
