"""Choosing and cleaning place names in three languages."""

import difflib
import gettext
import re

SCRIPTS = {
    "ru": re.compile(r"^[А-Яа-яЁё][А-Яа-яЁё0-9 .\-–()]*$"),
    "ko": re.compile(r"^[가-힣][가-힣 \-]*$"),
}
LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" "),
    )
)
KO_SUFFIXES = ("로동자구", "로동자", "직할시", "광역시", "특별자치시", "특별시", "노동자구", "지구")
KO_SHORT = ("시", "군", "읍", "구")
EN_SUFFIXES = re.compile(r"[- ](si|gun|up|ŭp|eup|kun|shi|[nrl]odongjagu)$", re.IGNORECASE)
RU_PREFIX = re.compile(r"^(село|посёлок|поселок|город|г\.|пгт|станция|деревня) ", re.IGNORECASE)
PLAIN = str.maketrans("ŏŎŭŬ’ʻʼ‘`´", "oOuU''''''")


class Translations:
    """GeoNames names by number, from message catalogues."""

    def __init__(self, folder):
        self.catalogues = {
            language: gettext.GNUTranslations(open(folder / language / "LC_MESSAGES/geonames.mo", "rb"))
            for language in ("ru", "ko")
        }

    def get(self, language, number):
        text = self.catalogues[language].gettext(str(number))
        return "" if text == str(number) else text


def latin(text):
    """A plain transliteration, for comparing only."""
    return "".join(LATIN.get(c, c) for c in text.lower())


def likeness(russian, english):
    """How well a Russian name matches an English one, 0..1."""
    return difflib.SequenceMatcher(None, latin(russian), english.lower().replace("'", "")).ratio()


def english(place):
    """The common English form: no apostrophes in Russia, no breves and ranks in Korea."""
    name = place["name"].translate(PLAIN)
    country = place["countrycode"]
    if country in ("KP", "KR"):
        name = EN_SUFFIXES.sub("", name).replace("'", "")
    if country == "RU":
        name = name.replace("'", "").removeprefix("Gorod ").replace("ë", "yo").replace("Ë", "Yo")
        name = re.sub(r"(?<=[bcdfghjklmnprstvxz])(iy|yy)\b", "y", name)
        name = re.sub(r"yye\b", "ye", name)
    return name.strip()


def russian(place, translations):
    """Catalogue name, else the alternate name that matches the English best."""
    name = translations.get("ru", place["geonameid"])
    if not SCRIPTS["ru"].match(name or " "):
        found = [RU_PREFIX.sub("", n) for n in place["alternatenames"] if SCRIPTS["ru"].match(n)]
        scored = sorted(((-likeness(n, place["name"]), n) for n in found), key=lambda s: s)
        limit = 0.55 if place["countrycode"] == "RU" else 0.6
        name = scored[0][1] if scored and -scored[0][0] >= limit else ""
    name = re.sub(r" \([^)]*\)$", "", RU_PREFIX.sub("", name)).strip()
    if name.endswith("не") and place["name"].endswith(("n", "ng")):
        name = name[:-1]
    return name[:1].upper() + name[1:]


def korean(place, translations):
    """Catalogue name, else the first alternate name in Hangul; ranks are cut off."""
    name = translations.get("ko", place["geonameid"])
    if not SCRIPTS["ko"].match(name or " "):
        found = [n for n in place["alternatenames"] if SCRIPTS["ko"].match(n)]
        name = found[0] if found else ""
    name = re.sub(r" \([^)]*\)$", "", name).strip()
    for suffix in KO_SUFFIXES:
        name = name.removesuffix(suffix).strip()
    if place["countrycode"] in ("KP", "KR", "CN", "JP") and len(name) >= 3 and name[-1] in KO_SHORT:
        name = name[:-1].strip()
    return name.removesuffix(" 시").strip()
