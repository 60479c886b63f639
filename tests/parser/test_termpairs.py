"""Entries of the two lists of terms: which is which."""

from parser.merge import merge_terms
from parser.termpairs import pair_terms
from spec.model import Term, Texts, texts


def terms(language, *entries):
    """A list of terms from (name, short form, definition)."""
    return [
        Term(texts(language, name), texts(language, short), texts(language, definition), "5", str(number), 1, {})
        for number, (name, short, definition) in enumerate(entries, 1)
    ]


KK = terms(
    "kk",
    ("ақпараттық жүйе", "АЖ", "дерек сақтайтын жүйе"),
    ("бизнес-сәйкестендіру нөмірі", "БСН", "заңды тұлғаның нөмірі"),
    ("жеке сәйкестендіру нөмірі", "ЖСН", "жеке тұлғаның нөмірі"),
    ("саябақ", None, "ағаш өсетін жер"),
    ("«электрондық үкімет» шлюзі", "ЭҮШ", "жүйелерді қосатын жүйе"),
)
RU = terms(
    "ru",
    ("бизнес-идентификационный номер", "БИН", "номер юридического лица"),
    ("индивидуальный идентификационный номер", "ИИН", "номер физического лица"),
    ("информационная система", "ИС", "система, которая хранит данные"),
    ("парк", None, "место, где растут деревья"),
    ("шлюз «электронного правительства»", "ШЭП", "система, которая соединяет системы"),
)


def names(pairs):
    return [(kk.abbreviation.get("kk"), ru.abbreviation.get("ru")) for kk, ru in pairs]


def test_lists_in_the_order_of_their_alphabets():
    known = [("БСН", "БИН"), ("ЖСН", "ИИН"), ("АЖ", "ИС"), (None, None), ("ЭҮШ", "ШЭП")]
    assert names(pair_terms(KK, [RU[0], RU[1], RU[2], RU[3], RU[4]])) == known
    shuffled = [RU[4], RU[1], RU[0], RU[2], RU[3]]
    assert [ru for _, ru in pair_terms(KK, shuffled)] == shuffled
    assert dict(names(pair_terms(KK, shuffled)))["ЭҮШ"] == "ШЭП"


def test_lists_side_by_side_stay_so_though_one_definition_differs():
    ours = [KK[0], KK[1], KK[4]]
    theirs = [RU[2], terms("ru", ("бизнес-идентификационный номер", "БИН", "номер физического лица"))[0], RU[4]]
    assert names(pair_terms(ours, theirs)) == [("АЖ", "ИС"), ("БСН", "БИН"), ("ЭҮШ", "ШЭП")]


def test_merged_entries_keep_the_russian_order_and_lists_of_other_lengths_stay_apart():
    merged = merge_terms(tuple(KK), tuple(RU))
    assert [term.term for term in merged][:2] == [
        Texts(kk="бизнес-сәйкестендіру нөмірі", ru="бизнес-идентификационный номер"),
        Texts(kk="жеке сәйкестендіру нөмірі", ru="индивидуальный идентификационный номер"),
    ]
    assert len(merge_terms(tuple(KK), tuple(RU[:4]))) == 9
