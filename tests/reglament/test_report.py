"""findings.md: readable, in the language asked for, and with nothing of the act as markup."""

import pytest
from msgspec import structs

from reglament.inputs import ReadAct
from reglament.report import escaped, report
from spec.words import LANGUAGES


def test_the_report_tells_the_act_its_services_and_its_findings(act: ReadAct) -> None:
    text = report(act, "ru")
    assert "- Дата: 2014-05-06" in text
    assert "- Государственная регистрация: 2014-06-01, № 77" in text
    assert "### Выдача пропуска" in text
    assert "| через портал «электронного правительства» | 6 | 4 | Отказ, Услуга оказана |" in text
    assert "- **RG203** · ошибка · портал, условие 1, п. 6, пп. 2), ru.txt:4\n\n  " in text
    assert "\n\n  > пароля порталом\n\n  *" in text


def test_a_diagram_that_is_there_is_linked(act: ReadAct) -> None:
    picture = "service-1/diagrams/portal.svg"
    assert f"| [through the e-government portal]({picture}) |" in report(act, "en", [picture])
    assert picture not in report(act, "en")


def test_a_rule_is_explained_once(act: ReadAct) -> None:
    (one,) = act.spec.findings
    twice = structs.replace(act, spec=structs.replace(act.spec, findings=(one, one)))
    assert report(twice, "ru").count("  *") == 1
    assert report(twice, "ru").count("**RG203**") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_act_in_force_is_not_said_to_be_repealed(act: ReadAct, language: str) -> None:
    assert report(act, language).count("> **") == 1
    in_force = structs.replace(act.spec, act=structs.replace(act.spec.act, repeal=None))
    assert "> **" not in report(structs.replace(act, spec=in_force), language)


def test_an_act_without_services_or_findings_says_so(act: ReadAct) -> None:
    empty = structs.replace(act, spec=structs.replace(act.spec, services=(), findings=()))
    text = report(empty, "kk")
    assert "Ескертулер жоқ." in text
    assert "қызмет жоқ" in text


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("<b>x</b>", r"\<b\>x\</b\>"),
        ("a | b", r"a \| b"),
        ("*x* _y_ `z`", r"\*x\* \_y\_ \`z\`"),
        ("[a](javascript:b)", r"\[a\](javascript:b)"),
        ("a\n\n# b", r"a \# b"),
        ("&lt;", r"\&lt;"),
        ("\x1b[0m", r"\\x1b\[0m"),
    ],
)
def test_text_of_an_act_is_no_markdown(hostile: str, shown: str) -> None:
    assert escaped(hostile) == shown
