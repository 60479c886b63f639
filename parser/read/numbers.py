"""The numbers that a list prints by itself: 1, a, а, iv, by the names that WordprocessingML and HTML give them."""

RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def printed(number: int, form: str) -> str:
    """`number` as a list of this form prints it; forms: decimal, decimalZero, (lower|upper)(Letter|Roman), russian…"""
    if number < 1 or form in ("decimal", "ordinal", "cardinalText"):
        return str(number)
    if form == "decimalZero":
        return f"{number:02}"
    if form in ("bullet", "none"):
        return ""
    letters = {"lowerLetter": LATIN, "upperLetter": LATIN, "russianLower": RUSSIAN, "russianUpper": RUSSIAN}.get(form)
    if letters:
        text = letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1)
    elif form in ("lowerRoman", "upperRoman"):
        text = _roman(number)
    else:
        return str(number)
    return text.upper() if form in ("upperLetter", "upperRoman", "russianUpper") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text
