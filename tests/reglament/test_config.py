"""reglament.toml: found upwards, typed, and strict about what it does not know."""

from datetime import date, time
from pathlib import Path

import pytest

from reglament.config import Config, find, load, weighed
from reglament.failure import ExitCode, Failure
from reglament.inputs import ReadAct
from runtime.worktime import read_schedule, schedule_of


def write(folder: Path, text: str) -> Path:
    path = folder / "reglament.toml"
    path.write_text(text, "utf-8")
    return path


def test_settings_are_found_above_the_working_folder(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    path = write(tmp_path, '[project]\nlanguage = "kk"\nfail_on = "warning"\n[severity]\nRG203 = "note"\n')
    assert find(deep) == path
    config = load(path)
    assert (config.project.language, config.project.fail_on) == ("kk", "warning")
    assert config.severity == {"RG203": "note"}


def test_no_file_means_the_defaults() -> None:
    assert load(None) == Config()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[project]\nlangage = "kk"\n', "langage"),
        ('[projekt]\nlanguage = "kk"\n', "projekt"),
        ('[project]\nlanguage = "fr"\n', "fr"),
        ('[severity]\nRG203 = "fatal"\n', "fatal"),
        ("[project\n", "reglament.toml"),
        ("[schedule]\nopens = 19:00:00\n", "follow"),
        ("[schedule]\nhours = 8\n", "hours"),
        ("[schedule]\nfree = [20]\n", "free"),
    ],
)
def test_what_is_not_understood_is_said(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(Failure) as caught:
        load(write(tmp_path, text))
    assert caught.value.exit_code is ExitCode.USAGE
    assert complaint in " ".join(map(str, caught.value.arguments.values()))


def test_the_schedule_of_the_provider(tmp_path: Path) -> None:
    text = "[schedule]\nopens = 08:00:00\nfree = [2026-12-31]\nworking = [2026-12-19]\n"
    schedule = schedule_of(load(write(tmp_path, text)).schedule)
    assert schedule == read_schedule(text)
    assert schedule.opens == time(8)
    assert schedule.works(date(2026, 12, 19))
    assert not schedule.works(date(2026, 12, 31))


def test_a_severity_for_a_rule_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="config_rule"):
        load(write(tmp_path, '[severity]\nRG999 = "note"\n'))


def test_severities_of_the_project_weigh_the_findings(act: ReadAct) -> None:
    assert [item.severity for item in act.spec.findings] == ["error"]
    assert [item.severity for item in weighed(act.spec, {"RG203": "note"}).findings] == ["note"]
    assert weighed(act.spec, {"RG204": "note"}) == act.spec
