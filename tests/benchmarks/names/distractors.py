"""Names of nobody, made by chance, that are like those of the cases: who else is in the ledger."""

from ..chance import Chance

# A root's three consonants as Arabic and as some write them in Latin letters.
CONSONANTS = {
    "ب": ["b"], "ت": ["t"], "ث": ["th", "s"], "ج": ["j", "g", "dj"], "ح": ["h", "ḥ"],
    "خ": ["kh", "x", "h"], "د": ["d"], "ذ": ["dh", "z"], "ر": ["r"], "ز": ["z"], "س": ["s", "ss"],
    "ش": ["sh", "ch", "ş"], "ص": ["s", "ṣ"], "ض": ["d", "dh", "z"], "ط": ["t", "ṭ"],
    "ظ": ["z", "dh"], "ع": ["'", "", "ʿ"], "غ": ["gh", "g"], "ف": ["f"], "ق": ["q", "k", "gh"],
    "ك": ["k"], "ل": ["l"], "م": ["m"], "ن": ["n"], "ه": ["h"], "و": ["w", "v"], "ي": ["y"],
}  # fmt: skip
# How vowels are put between them: in Arabic letters, and in Latin ones by the same numbers.
PATTERNS = [
    ("{0}ا{1}{2}", "{0}a{1}i{2}"),
    ("{0}{1}ي{2}", "{0}a{1}i{2}"),
    ("{0}{1}ا{2}", "{0}a{1}a{2}"),
    ("م{0}{1}و{2}", "ma{0}{1}u{2}"),
    ("{0}{1}{2}ان", "{0}a{1}{2}an"),
    ("{0}{1}{2}", "{0}u{1}a{2}"),
    ("ت{0}{1}ي{2}", "ta{0}{1}i{2}"),
    ("{0}و{1}{2}", "{0}u{1}a{2}"),
]
GIVEN = {
    "محمد": ["Muhammad", "Mohammed", "Mohamed", "Mehmet"],
    "علي": ["Ali", "Aly"],
    "حسن": ["Hasan", "Hassan"],
    "حسين": ["Husayn", "Hussein", "Hossein", "Hüseyin"],
    "أحمد": ["Ahmad", "Ahmed"],
    "قاسم": ["Qasim", "Qassem", "Kasım", "Ghasem"],
    "هادي": ["Hadi", "Hady"],
    "مهدي": ["Mahdi", "Mehdi"],
    "جعفر": ["Ja'far", "Jaafar", "Cafer"],
    "عبد الله": ["Abdullah", "Abdallah", "Abdollah"],
    "عبد الرحمن": ["Abd al-Rahman", "Abdulrahman", "Abdurrahman"],
    "أبو علي": ["Abu Ali", "Abou Ali"],
    "أبو حسن": ["Abu Hasan", "Abu Hassan", "Ebu Hasan"],
    "مصطفى": ["Mustafa", "Mostafa", "Moustafa"],
    "يوسف": ["Yusuf", "Youssef", "Yousef"],
    "إبراهيم": ["Ibrahim", "Ebrahim", "İbrahim"],
    "خالد": ["Khalid", "Khaled", "Halid"],
    "سعيد": ["Sa'id", "Saeed", "Said"],
    "ناصر": ["Nasir", "Nasser"],
    "كريم": ["Karim", "Kareem"],
    "رضا": ["Rida", "Reza", "Rıza"],
    "حيدر": ["Haydar", "Haider", "Heydar"],
    "عمر": ["Umar", "Omar", "Ömer"],
    "محمود": ["Mahmud", "Mahmoud"],
}
BODIES = {
    "كتائب": ["Kata'ib", "Kataib", "Kataeb"],
    "حركة": ["Harakat", "Haraka"],
    "لواء": ["Liwa"],
    "سرايا": ["Saraya"],
    "جيش": ["Jaysh", "Jaish"],
    "منظمة": ["Munazzamat", "Monazamat"],
    "أنصار": ["Ansar"],
    "حزب": ["Hizb", "Hezb"],
}
ELSEWHERE = {
    "Hebr": (
        ["יוסף", "דוד", "משה", "יעקב", "אבי", "יואב", "בנימין", "מאיר", "גדי", "שאול", "אמיר"],
        ["כהן", "לוי", "מזרחי", "פרץ", "ביטון", "דהן", "אברהם", "פרידמן", "מלכה", "אזולאי", "כץ"],
        "אבגדהזחטילמנספקרשת",
    ),
    "Cyrl": (
        ["Сергей", "Дмитрий", "Евгений", "Владимир", "Михаил", "Юрий", "Рамзан", "Николай"],
        ["Иванов", "Смирнов", "Кузнецов", "Попов", "Васильев", "Петров", "Соколов", "Новиков"],
        "абвгдежзиклмнопрстуфхчш",
    ),
    "Latn": (
        ["Mehmet", "Mustafa", "Ahmet", "Hasan", "Kemal", "Süleyman", "Yaşar", "Hakan", "Sergei"],
        ["Yılmaz", "Kaya", "Demir", "Şahin", "Çelik", "Yıldız", "Öztürk", "Aydın", "Özdemir"],
        "abcçdefgğhıijklmnoöprsştuüvyz",
    ),
}  # fmt: skip


def distractors(count, without=()):
    """Names, each once and none of `without`; the first thousand are the same whatever `count`."""
    chance, made = Chance(4), {*without}
    found = []
    while len(found) < count:
        name = _name(chance)
        if name not in made:
            made.add(name)
            found.append(name)
    return found


def _name(chance):
    kind = chance.random()
    if kind < 0.15:
        return _elsewhere(chance)
    latin = chance.random() < 0.6
    words = [_one_of(chance, BODIES if kind < 0.3 else GIVEN, latin)]
    if chance.random() < 0.45:
        words.append(_one_of(chance, GIVEN, latin))
    words.append(_family(chance, latin))
    if latin and chance.random() < 0.05:
        return f"{words[-1]}, {' '.join(words[:-1])}"
    return " ".join(words)


def _one_of(chance, names, latin):
    arabic = chance.choice([*names])
    return chance.choice(names[arabic]) if latin else arabic


def _family(chance, latin):
    root = chance.choices([*CONSONANTS], k=3)
    arabic, roman = chance.choice(PATTERNS)
    ending = chance.random() < 0.6
    if not latin:
        return f"{'ال' if chance.random() < 0.7 else ''}{arabic.format(*root)}{'ي' * ending}"
    letters = [chance.choice(CONSONANTS[letter]) for letter in root]
    name = f"{roman.format(*letters).lstrip(chr(39) + 'ʿ')}{'i' * ending}"
    return f"{chance.choice(['al-', 'al-', 'Al ', 'el-', ''])}{name.capitalize()}"


def _elsewhere(chance):
    given, family, letters = ELSEWHERE[chance.choice([*ELSEWHERE])]
    end = chance.choice(family)
    at = chance.randrange(1, len(end))
    made = "".join(chance.choices(letters, k=chance.randint(1, 3)))
    return f"{chance.choice(given)} {end[:at]}{made}{end[at:]}"
