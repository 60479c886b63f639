"""The act: dates, issuers, citations, stamp, registration, repeal, edition, id."""

import pytest

from parser.act import act_id, read_act
from parser.citations import read_citation
from parser.dates import find_dates
from parser.issuers import fold, issuer_key
from spec.model import Registration, Repeal, Texts
from tests.parser.outlines import ACT_KK, ACT_RU, REGULATION_KK, REGULATION_RU, model, outline, seed

STAMP_RU = ACT_RU.split("\n")[2]


def act(text, language="ru"):
    return read_act(outline(text, language))[0]


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("ru", "от 4 марта 2013 года № 62", "2013-03-04"),
        ("ru", "от «28» сентября 2012 года", "2012-09-28"),
        ("ru", 'от "28" августа 2014 г.', "2014-08-28"),
        ("ru", "от 14.04.2014 № 117", "2014-04-14"),
        ("ru", "4 мая 2013", "2013-05-04"),
        ("kk", "2013 жылғы 4 наурыздағы № 62", "2013-03-04"),
        ("kk", "2014 жылды 13 маусымда", "2014-06-13"),
        ("kk", "2014 жылғы 13.05 № 161", "2014-05-13"),
        ("kk", "01.09.2015 № 402 қаулысымен", "2015-09-01"),
        ("kk", "26 наурыз 2013 жыл", "2013-03-26"),
        ("kk", "2013 жылы 15 акпанда", "2013-02-15"),
        ("kk", "2012 жылғы 7 желтоқсандағы", "2012-12-07"),
    ],
)
def test_dates(language, text, iso):
    (found,) = find_dates(text, language)
    assert found.iso == iso
    assert text[found.start : found.end].strip()


@pytest.mark.parametrize("text", ["31.02.2014", "в пункте 13.05 стандарта", "45 марта 2013 года", "2014"])
def test_what_only_looks_like_a_date_is_none(text):
    assert find_dates(text, "ru") == ()


@pytest.mark.parametrize(
    ("kk", "ru", "key"),
    [
        ("Жамбыл облысы әкімдігінің", "акимата Жамбылской области", "zhambyl-akimat"),
        ("Ақмола облысының әкімдігі", "Акмолинского областного акимата", "akmola-akimat"),
        ("Алматы қаласы әкімдігінің", "акимата города Алматы", "almaty-city-akimat"),
        ("Алматы облысы әкімдігінің", "акимата Алматинской области", "almaty-region-akimat"),
        ("Шығыс Қазақстан облысы әкімдігінің", "акимата Восточно-Казахстанской области", "east-kazakhstan-akimat"),
        ("Оңтүстік Қазақстан облысы әкімдігінің", "акимата Южно-Казахстанской области", "south-kazakhstan-akimat"),
        ("Нұр-Сұлтан қаласы әкімдігінің", "акимата города Нур-Султан", "astana-akimat"),
        ("Тараз қаласы әкімдігінің", "акимата города Тараз", "taraz-akimat"),
        ("Жамбыл облысы Тараз қаласы әкімдігінің", "акимата города Тараза Жамбылской области", "taraz-akimat"),
        ("Өскемен қаласының әкімдігі", "акимата города Усть-Каменогорска", "oskemen-akimat"),
        ("Қарағанды қаласы мәслихатының", "маслихата города Караганды", "karaganda-city-maslikhat"),
        ("Қарағанды облысы әкімінің", "акима Карагандинской области", "karaganda-akim"),
        (
            "Қазақстан Республикасы Ішкі істер министрінің",
            "Министра внутренних дел Республики Казахстан",
            "internal-affairs-minister",
        ),
        (
            "Қазақстан Республикасы Әділет министрінің м.а.",
            "и.о. Министра юстиции Республики Казахстан",
            "justice-minister",
        ),
        ("ҚР Қаржы министрінің", "Министра финансов РК", "finance-minister"),
        ("Білім және ғылым министрінің", "Министра образования и науки", "education-science-minister"),
        (
            "Инвестициялар және даму министрінің",
            "Министра по инвестициям и развитию",
            "investment-development-minister",
        ),
        (
            "Денсаулық сақтау және әлеуметтік даму министрінің",
            "Министра здравоохранения и социального развития",
            "health-social-development-minister",
        ),
        (
            "Еңбек және халықты әлеуметтік қорғау министрінің",
            "Министра труда и социальной защиты населения",
            "labour-social-protection-minister",
        ),
        (
            "Цифрлық даму, инновациялар және аэроғарыш өнеркәсібі министрінің",
            "Министра цифрового развития, инноваций и аэрокосмической промышленности",
            "industry-digital-development-innovation-aerospace-industry-minister",
        ),
        ("Ұлттық экономика министрінің", "Министра национальной экономики", "national-economy-minister"),
        ("Қазақстан Республикасы Үкіметінің", "Правительства Республики Казахстан", "government"),
    ],
)
def test_both_languages_name_an_issuer_alike(kk, ru, key):
    assert issuer_key(kk, "kk") == key
    assert issuer_key(ru, "ru") == key


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_regions_bodies_and_topics_stand_in_both_lexicons(language):
    from parser.languages.lexicon import lexicon

    other = lexicon("ru" if language == "kk" else "kk")
    for table in (
        "months",
        "act",
        "bodies",
        "topics",
        "regions",
        "places",
        "outline",
        "references",
        "service",
        "terms",
        "units",
    ):
        assert lexicon(language)[table].keys() == other[table].keys()


def test_a_district_in_no_list_keeps_its_name():
    assert issuer_key("акимата Меркенского района Жамбылской области", "ru").startswith("zhambyl-merk")
    assert issuer_key("Жамбыл облысы Меркі ауданы әкімдігінің", "kk").startswith("zhambyl-merk")


def test_an_issuer_in_no_list_is_spelt_out():
    assert issuer_key("Собрания садоводов", "ru") == "sobrania-sadovodov"


@pytest.mark.parametrize(("number", "folded"), [("62", "62"), ("А-11/464", "a-11-464"), ("ҚР ДСМ-12", "kr-dsm-12")])
def test_numbers_are_folded(number, folded):
    assert fold(number) == folded


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "постановлением акимата Улытауской области от 9 марта 2031 года № 58"),
        ("ru", "постановлением акимата Улытауской области № 58 от 9 марта 2031 года."),
        ("kk", "Ұлытау облысы әкімдігінің 2031 жылғы 9 наурыздағы № 58 қаулысымен"),
        ("kk", "Ұлытау облысы әкімдігінің 09.03.2031 № 58 қаулысымен(жарияланған күнінен)"),
    ],
)
def test_citations(language, text):
    cited = read_citation(text, language)
    assert (cited.kind, cited.date, cited.number) == ("resolution", "2031-03-09", "58")
    assert act_id(cited.issuer, cited.date, cited.number, language) == "ulytau-akimat-2031-03-09-58"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("постановлением акимата области от 9 марта 2031 года № А -4/156", "А-4/156"),
        ("постановлением акимата области от 9 марта 2031 года № 4 - город", "4"),
        ("постановлением акимата области от 9 марта 2031 года № А - о парках", "А"),
    ],
)
def test_a_number_with_a_blank_after_its_letter(text, number):
    assert read_citation(text, "ru").number == number


def test_two_texts_of_one_act_have_one_id():
    kk, ru = act(model("kk"), "kk"), act(model("ru"))
    assert kk.id == ru.id == "kostanay-akimat-2016-02-15-71"
    assert kk.kind == ru.kind == "resolution"


def test_the_stamp_gives_registration_and_repeal():
    ru = act(model("ru"))
    assert ru.registration == Registration("2016-03-18", "6207", Texts(ru="Департаментом юстиции Костанайской области"))
    assert ru.repeal == Repeal(
        "2018-06-01", "Б-3/12", Texts(ru="постановлением акимата Костанайской области от 1 июня 2018 года № Б-3/12")
    )
    kk = act(model("kk"), "kk")
    assert kk.registration == Registration("2016-03-18", "6207", Texts(kk="Қостанай облысының Әділет департаментінде"))
    assert (kk.repeal.date, kk.repeal.number) == ("2018-06-01", "Б-3/12")
    assert ru.titles == Texts(ru="Об утверждении регламента услуги такси")
    assert kk.titles == Texts(kk="Балабақша кезегі регламентін бекіту туралы")


def test_a_stamp_broken_over_lines_is_read_whole():
    broken = (
        model("ru")
        .replace("Департаментом юстиции ", "Департаментом\nюстиции ")
        .replace("постановлением акимата", "постановлением\nакимата")
    )
    assert act(broken).registration == act(model("ru")).registration
    assert act(broken).repeal.date == "2018-06-01"


def test_an_act_in_force_has_no_repeal_and_an_unregistered_one_no_registration():
    text = model("ru").replace(STAMP_RU, "Приказ Министра юстиции Республики Казахстан от 3 мая 2017 года № 5-2/7")
    found = act(text)
    assert (found.kind, found.repeal, found.registration) == ("order", None, None)
    assert found.id == "justice-minister-2017-05-03-5-2-7"


def test_without_a_stamp_the_approval_of_the_regulation_names_the_act():
    assert act(model("ru").replace(STAMP_RU, "")).id == "kostanay-akimat-2016-02-15-71"
    assert act(model("kk").replace(ACT_KK.split("\n")[2], ""), "kk").id == "kostanay-akimat-2016-02-15-71"


def test_without_both_the_act_says_who_enacts_it():
    text = "Об услуге\n\nот 5 июня 2017 года № 9\n\nАкимат Атырауской области ПОСТАНОВЛЯЕТ:\n1. Утвердить.\n2. Печатать.\n\n"
    assert act(text + REGULATION_RU).id == "atyrau-akimat-2017-06-05-9"


def test_the_issuer_begins_after_what_the_act_rests_on():
    law = "Заңының 16-бабы 1, 3-тармақтарына сәйкес Атырау облысы әкімдігі ҚАУЛЫ ЕТЕДІ:"
    found = act(f"Қызмет туралы\n\n{law}\n1. Бекітілсін.\n2. Басылсын.\n\n{REGULATION_KK}", "kk")
    assert found.issuers.get("kk") == "Атырау облысы әкімдігі"


@pytest.mark.parametrize(
    ("language", "title", "amends"),
    [
        ("ru", "О внесении изменений в постановление акимата области № 5", True),
        ("ru", "О внесении дополнений в некоторые постановления", True),
        ("ru", "Об утверждении правил внесения изменений", False),
        ("kk", "Облыс әкімдігінің № 5 қаулысына өзгерістер мен толықтырулар енгізу туралы", True),
        ("kk", "Өзгерістер енгізу қағидаларын бекіту туралы", False),
    ],
)
def test_an_act_that_changes_another_says_so(language, title, amends):
    text = {"ru": ACT_RU, "kk": ACT_KK}[language]
    text = "\n".join((title, *text.split("\n")[1:])) + {"ru": REGULATION_RU, "kk": REGULATION_KK}[language]
    codes = [found.code for found in read_act(outline(text, language))[1]]
    assert ("RG026" in codes) is amends


def test_what_the_act_does_not_say_is_found():
    read, findings = read_act(outline(REGULATION_RU))
    assert read.id == "act"
    assert sorted(f.arguments["fact"] for f in findings if f.code == "RG024") == ["date", "issuer", "number"]


@pytest.mark.parametrize(
    ("language", "note", "date"),
    [
        (
            "ru",
            "Сноска. Пункт 2 в редакции постановления акимата области от 07.08.2017 № 99 (с 01.01.2018).",
            "2017-08-07",
        ),
        ("ru", "Сноска. С изменениями, внесенными постановлением акимата области от 07.08.2017 № 99.", "2017-08-07"),
        (
            "kk",
            "Ескерту. 2-тармаққа өзгерістер енгізілді - облыс әкімдігінің 07.08.2017 № 99 қаулысымен.",
            "2017-08-07",
        ),
    ],
)
def test_an_amended_text_is_an_edition(language, note, date):
    text = model(language).replace("\n\n2. ", f"\n{note}\n\n2. ", 1)
    found = act(text, language)
    assert found.edition.date == date
    assert "99" in found.edition.by
    assert found.id == "kostanay-akimat-2016-02-15-71"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_act_that_changes_others_is_no_edition(language):
    cited = {
        "ru": "стандарты и внесение изменений в решения от 01.02.2012 № 5",
        "kk": "өзгерістер енгізу туралы 01.02.2012 № 5",
    }
    assert act(model(language).replace("стандарт", cited[language]), language).edition is None


def test_a_note_that_gives_another_date_of_repeal_is_found():
    text = model("ru").replace(
        STAMP_RU,
        STAMP_RU + "\nСноска. Утратило силу постановлением акимата Костанайской области от 02.06.2018 № Б-3/12.",
    )
    _, findings = read_act(outline(text))
    assert [(f.code, f.arguments["first"], f.arguments["second"]) for f in findings] == [
        ("RG297", "2018-06-01", "2018-06-02")
    ]


def test_an_approval_stamp_with_another_date_is_found():
    _, findings = read_act(
        outline(model("ru").replace("от 15 февраля 2016 года № 71\n\nРег", "от 16 февраля 2016 года № 71\n\nРег"))
    )
    assert [(f.code, f.arguments["fact"]) for f in findings] == [("RG297", "date")]


def test_a_service_named_otherwise_in_the_order_is_found_once():
    text = ACT_RU.replace("«Выдача разрешения на такси»", "«Выдача разрешений на такси»") + REGULATION_RU
    _, findings = read_act(outline(text))
    assert [(f.code, f.arguments["title"], f.arguments["other"]) for f in findings] == [
        ("RG295", "Выдача разрешения на", "Выдача разрешений на")
    ]


def test_a_heading_of_the_act_that_names_the_service_otherwise_is_the_same_finding():
    named, other = "Об утверждении регламента {}\n", "«Выдача разрешений на такси»"
    text = ACT_RU.replace("«Выдача разрешения на такси»", other) + REGULATION_RU
    first, rest = text.split("\n", 1)
    for heading, places in ((other, [1]), ("«Выдача разрешения на такси»", []), ("«Учёт садов»", [])):
        _, findings = read_act(outline(named.format(heading) + rest))
        (found,) = [f for f in findings if f.code == "RG295"]
        lines = [int(line) for line in found.arguments["places"].split(", ")]
        assert lines[:-1] == places
        assert found.arguments["other"] == "Выдача разрешений на"


def test_spelling_that_scans_confuse_is_no_other_name():
    text = ACT_KK.replace("Балабақшаға", "Балабакшаға") + REGULATION_KK
    assert read_act(outline(text, "kk"))[1] == ()


@pytest.mark.parametrize(
    ("number", "id_", "kind", "registration", "repeal"),
    [
        ("000", "zhambyl-akimat-2013-03-04-62", "resolution", ("2013-04-30", "1936"), ("2014-04-14", "117")),
        ("001", "almaty-region-akimat-2014-05-13-161", "resolution", ("2014-06-13", "2748"), ("2015-09-01", "402")),
        ("002", "akmola-akimat-2012-09-28-a-11-464", "resolution", ("2012-11-05", "3481"), ("2013-06-03", "А-5/225")),
        ("003", "zhambyl-akimat-2014-08-28-246", "resolution", ("2014-10-07", "2337"), ("2015-07-27", "165")),
        ("004", "internal-affairs-minister-2012-12-29-718", "order", ("2013-02-15", "8333"), ("2014-04-22", "235")),
    ],
)
def test_seeds(number, id_, kind, registration, repeal):
    for read in seed(number):
        found, _ = read_act(read)
        assert (found.id, found.kind) == (id_, kind)
        assert (found.registration.date, found.registration.number) == registration
        assert (found.repeal.date, found.repeal.number) == repeal
        assert found.edition is None


@pytest.mark.parametrize(
    ("language", "agreed"),
    [("ru", "СОГЛАСОВАНО\nМинистр\n20 марта 2016 года"), ("kk", "«КЕЛІСІЛДІ»\nМинистр\n2016 жылғы 20 наурыз")],
)
def test_an_agreement_after_registration_is_found(language, agreed):
    text = model(language).replace("Сабитов", f"Сабитов\n\n{agreed}").replace("Сәбитов", f"Сәбитов\n\n{agreed}")
    found = [f for f in read_act(outline(text, language))[1] if f.code == "RG296"]
    assert [f.arguments for f in found] == [{"first": "2016-03-20", "second": "2016-03-18"}]
    early = text.replace("20 марта", "10 марта").replace("20 наурыз", "10 наурыз")
    assert read_act(outline(early, language))[1] == ()


def test_a_repeal_before_registration_is_found():
    _, findings = read_act(outline(model("ru").replace("1 июня 2018", "1 июня 2015")))
    assert [f.code for f in findings] == ["RG296"]
