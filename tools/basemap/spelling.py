"""Place names spelled in another script by the official rules, for towns whose source has no name there.

Chinese in Cyrillic after Palladius, Japanese in Cyrillic after Polivanov with the е and Йо of Russian maps; Russian, Chinese and Japanese in Hangul after the
loanword orthography of the National Institute of Korean Language. A name no rule fits stays empty.
"""

import difflib
import re
import unicodedata

from hangul import INITIAL

VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
INITIALS_ZH = "zh ch sh b p m f d t n l g k h j q x r z c s y w".split()

PALLADIUS_INITIAL = dict(
    b="б", p="п", m="м", f="ф", d="д", t="т", n="н", l="л", g="г", k="к", h="х", j="цз", q="ц", x="с", zh="чж", ch="ч", sh="ш",
    r="ж", z="цз", c="ц", s="с",
)
PALLADIUS_FINAL = dict(
    a="а", o="о", e="э", ai="ай", ei="эй", ao="ао", ou="оу", an="ань", en="энь", ang="ан", eng="эн", ong="ун", i="и", ia="я", ie="е",
    iao="яо", iu="ю", ian="янь", iang="ян", ing="ин", iong="юн", u="у", ua="уа", uo="о", uai="уай", ui="уй", uan="уань",
    un="унь", uang="уан", v="юй", ve="юэ", van="юань", vn="юнь", er="эр",
) | {"in": "инь"}
PALLADIUS_WHOLE = dict(
    ya="я", ye="е", yao="яо", you="ю", yan="янь", yin="инь", yang="ян", ying="ин", yong="юн", yi="и", yu="юй", yue="юэ", yuan="юань",
    yun="юнь", wa="ва", wo="во", wai="вай", wei="вэй", wan="вань", wen="вэнь", wang="ван", weng="вэн", wu="у", hui="хуэй", zi="цзы",
    ci="цы", si="сы",
)
KOREAN_INITIAL_ZH = dict(
    b="ㅂ", p="ㅍ", m="ㅁ", f="ㅍ", d="ㄷ", t="ㅌ", n="ㄴ", l="ㄹ", g="ㄱ", k="ㅋ", h="ㅎ", j="ㅈ", q="ㅊ", x="ㅅ", zh="ㅈ", ch="ㅊ", sh="ㅅ",
    r="ㄹ", z="ㅉ", c="ㅊ", s="ㅆ",
)
KOREAN_FINAL_ZH = dict(
    a="아", o="오", e="어", ai="아이", ei="에이", ao="아오", ou="어우", an="안", en="언", ang="앙", eng="엉", ong="웅", i="이", ia="야",
    ie="예", iao="야오", iu="유", ian="옌", iang="양", ing="잉", iong="융", u="우", ua="와", uo="워", uai="와이", ui="우이", uan="완",
    un="운", uang="왕", v="위", ve="웨", van="위안", vn="윈", er="얼",
) | {"in": "인"}
KOREAN_WHOLE_ZH = dict(
    ya="야", ye="예", yao="야오", you="유", yan="옌", yin="인", yang="양", ying="잉", yong="융", yi="이", yu="위", yue="웨",
    yuan="위안", yun="윈", wa="와", wo="워", wai="와이", wei="웨이", wan="완", wen="원", wang="왕", weng="웡", wu="우", zhi="즈",
    chi="츠", shi="스", ri="르", zi="쯔", ci="츠", si="쓰",
)
PLAIN_VOWEL = str.maketrans("ㅑㅕㅛㅠㅖㅒ", "ㅏㅓㅗㅜㅔㅐ")

POLIVANOV = dict(
    shi="си", chi="ти", tsu="цу", fu="фу", ji="дзи", sha="ся", shu="сю", sho="сё", cha="тя", chu="тю", cho="тё", ja="дзя", ju="дзю",
    jo="дзё", ya="я", yu="ю", yo="ё", wa="ва",
)
KANA_CONSONANT = dict(k="к", s="с", t="т", n="н", h="х", m="м", r="р", g="г", z="дз", d="д", b="б", p="п")
KANA_VOWEL = dict(a="а", i="и", u="у", e="е", o="о")
KANA_GLIDE = dict(a="я", u="ю", o="ё")

RUSSIAN_INITIAL = dict(
    zip("бвгджзклмнпрстфхцчшщ", "ㅂㅂㄱㄷㅈㅈㅋㄹㅁㄴㅍㄹㅅㅌㅍㅎㅊㅊㅅㅅ")
)
RUSSIAN_ALONE = dict(
    zip("бвгджзклмнпрстфхцчшщ", "브 브 그 드 즈 즈 크 르 므 느 프 르 스 트 프 흐 츠 치 시 시".split())
)
RUSSIAN_LAST = {"в": "프", "г": "크", "з": "스", "ж": "시"}
RUSSIAN_VOWEL = dict(zip("аеёиоуыэюя", "ㅏㅔㅛㅣㅗㅜㅣㅔㅠㅑ"))
RUSSIAN_VOWEL_FREE = dict(zip("аеёиоуыэюя", "ㅏㅖㅛㅣㅗㅜㅣㅔㅠㅑ"))
VOICELESS = "пткфсхцчшщ"
STOP_BEFORE_VOICELESS = dict(zip("пбфвкгтд", "ㅂㅂㅂㅂㄱㄱㅅㅅ"))


def syllable(initial, vowel, final=" "):
    """One Hangul syllable of its letters."""
    return chr(0xAC00 + (INITIAL.index(initial) * 21 + VOWELS.index(vowel)) * 28 + FINALS.index(final))


def letters(char):
    """Initial, vowel and final of a Hangul syllable."""
    code = ord(char) - 0xAC00
    return INITIAL[code // 588], VOWELS[code % 588 // 28], FINALS[code % 28]


def closed(text, final):
    """The text with a final consonant in its last syllable; None where that has one already."""
    if not text or not "가" <= text[-1] <= "힣":
        return None
    initial, vowel, old = letters(text[-1])
    return text[:-1] + syllable(initial, vowel, final) if old == " " else None


def plain(name):
    """Lower case without marks of length and tone; ü is v."""
    name = name.lower().replace("ü", "v")
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def pinyin(name):
    """The syllables of a Chinese name as (initial, final); None where one is none."""
    out = []
    for word in re.split(r"[' ]", plain(name)):
        found = syllables(word, first=True)
        if found is None:
            return None
        out += found
    return out


def syllables(word, first=False):
    """The longest syllables from the left that leave only syllables; inside a word none begins with a vowel."""
    if not word:
        return []
    for end in range(min(6, len(word)), 0, -1):
        one = split(word[:end]) if first or word[0] not in "aeo" else None
        rest = syllables(word[end:]) if one else None
        if rest is not None:
            return [one, *rest]
    return None


def split(text):
    """(initial, final) of one syllable, or None."""
    initial = next((i for i in INITIALS_ZH if text.startswith(i)), "")
    final = text[len(initial) :]
    if initial in ("y", "w"):
        return (initial, final) if text in PALLADIUS_WHOLE else None
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = "v" + final[1:]
    if not initial and final[:1] not in ("a", "e", "o"):
        return None
    return (initial, final) if final in PALLADIUS_FINAL else None


def capital(text):
    return text[:1].upper() + text[1:]


def chinese_in_cyrillic(name):
    """After Palladius, or ''."""
    out = ""
    for initial, final in pinyin(name) or []:
        text = PALLADIUS_WHOLE.get(initial + final) or PALLADIUS_INITIAL.get(initial, "") + PALLADIUS_FINAL[final]
        hard = out.endswith("н") and text[0] in "аеёиоуыэюя"
        out += "ъ" * hard + text
    return capital(out)


def chinese_in_hangul(name):
    """After the Korean orthography of Chinese names, or ''."""
    out = ""
    for initial, final in pinyin(name) or []:
        whole = KOREAN_WHOLE_ZH.get(initial + final)
        if whole:
            out += whole
            continue
        text = KOREAN_FINAL_ZH[final]
        if initial:
            onset = KOREAN_INITIAL_ZH[initial]
            _, vowel, last = letters(text[0])
            vowel = vowel.translate(PLAIN_VOWEL) if onset in "ㅈㅉㅊ" else vowel
            text = syllable(onset, vowel, last) + text[1:]
        out += text
    return out


def kana(name):
    """Morae of a Japanese name in Hepburn's letters, (consonants, vowel) or ('n', '') and ('q', '') for a doubled one; None if not Japanese."""
    word = re.sub(r"[-' ](shi|machi|cho|mura)$", "", plain(name)).replace("-", "").replace(" ", "")
    word = re.sub(r"cho$", "", word) if name.endswith("chō") else word
    out, at = [], 0
    while at < len(word):
        found = re.match(r"(ts|sh|ch|[kgnhbpmr]y|[kstnhmrgzdbpfjyw]?)([aiueo])", word[at:])
        if found:
            out.append((found[1], found[2]))
            at += found.end()
        elif re.match(r"([nm])(?![aiueoy])", word[at:]):
            out.append(("n", ""))
            at += 1
        elif re.match(r"(.)\1|tch", word[at:]):
            out.append(("q", ""))
            at += 1
        else:
            return None
    return out


def japanese_in_cyrillic(name):
    """After Polivanov, or ''."""
    out = ""
    morae = kana(name) or []
    for at, (consonant, vowel) in enumerate(morae):
        if consonant == "q":
            out += mora_in_cyrillic(*morae[at + 1])[0]
        elif not vowel:
            following = morae[at + 1][0][:1] if at + 1 < len(morae) else ""
            out += "м" if following in ("b", "p", "m") else "н"
            out += "ъ" if following in ("", "y") and at + 1 < len(morae) else ""
        else:
            text = mora_in_cyrillic(consonant, vowel)
            out += "й" if text == "и" and vowel_before(out) else text
    return capital(re.sub(r"^ё", "йо", out))


def vowel_before(text):
    return text[-1:] in ("а", "е", "у", "э", "ю", "я")


def mora_in_cyrillic(consonant, vowel):
    whole = POLIVANOV.get(consonant + vowel)
    if whole:
        return whole
    if consonant.endswith("y"):
        return KANA_CONSONANT[consonant[0]] + KANA_GLIDE[vowel]
    alone = not consonant and vowel == "e"
    return "э" if alone else KANA_CONSONANT.get(consonant, "") + KANA_VOWEL[vowel]


KANA_KOREAN = dict(
    k="ㅋ", s="ㅅ", t="ㅌ", n="ㄴ", h="ㅎ", m="ㅁ", r="ㄹ", g="ㄱ", z="ㅈ", d="ㄷ", b="ㅂ", p="ㅍ", sh="ㅅ", ch="ㅊ", ts="ㅆ", f="ㅎ", j="ㅈ",
)
KANA_KOREAN_FIRST = {"k": "ㄱ", "t": "ㄷ", "ch": "ㅈ"}
KANA_KOREAN_VOWEL = dict(a="ㅏ", i="ㅣ", u="ㅜ", e="ㅔ", o="ㅗ")
KANA_KOREAN_GLIDE = dict(a="ㅑ", u="ㅠ", o="ㅛ", i="ㅣ", e="ㅖ")


def japanese_in_hangul(name):
    """After the Korean orthography of Japanese names (long vowels are not written), or ''."""
    out = ""
    for consonant, vowel in kana(name) or []:
        if not vowel:
            out = closed(out, "ㅅ" if consonant == "q" else "ㄴ") or out
        else:
            out += mora_in_hangul(consonant, vowel, first=not out)
    return out


def mora_in_hangul(consonant, vowel, first):
    base = consonant[0] if len(consonant) == 2 and consonant.endswith("y") else consonant
    if base in ("", "y", "w"):
        table = KANA_KOREAN_GLIDE if base == "y" else KANA_KOREAN_VOWEL
        return syllable("ㅇ", "ㅘ" if base == "w" else table[vowel])
    onset = KANA_KOREAN_FIRST.get(base) if first else None
    onset = onset or KANA_KOREAN[base]
    if base == "ts" or base in ("s", "z") and vowel == "u":
        return syllable(onset, "ㅡ")
    glide = consonant.endswith("y") or base == "sh"
    return syllable(onset, (KANA_KOREAN_GLIDE if glide else KANA_KOREAN_VOWEL)[vowel])


def russian_in_hangul(name):
    """After the Korean orthography of Russian names, or ''; the parts of a name are written together."""
    if not re.match(r"^[а-яё\- ]+$", name.lower()):
        return ""
    return "".join(russian_word(word) for word in re.split(r"[- ]", name.lower()) if word)


def russian_word(word):
    """One word. Doubled letters are one but for l, m and n; the endings -ий and -ый are one vowel."""
    word = re.sub(r"([^лмнаеёиоуыэюя])\1", r"\1", word)
    word = re.sub(r"^йо", "ё", word)
    word = re.sub(r"т(?=ч)|д(?=[жз])|(?<=с)ь(?=[кт])", "", word.replace("усть", "уст"))
    word = re.sub(r"[тд]с(?=к)", "ц", re.sub(r"[иы]й(?=$|[^аеёиоуыэюя])", "и", word))
    out = ""
    for at, letter in enumerate(word):
        following, before = word[at + 1 : at + 2], word[at - 1 : at] if at else ""
        if letter in RUSSIAN_VOWEL:
            out += vowel_in_hangul(letter, before, word[at - 2 : at - 1] if at > 1 else "")
        elif letter == "й":
            out += "이"
        elif letter in "ъь":
            out = soft_in_hangul(out, letter, before, following)
        elif following in RUSSIAN_VOWEL:
            out = liquid_before_vowel(out, letter)
        else:
            out = consonant_in_hangul(out, letter, before, following)
    return out


def liquid_before_vowel(out, letter):
    """An л before a vowel doubles inside a word; any other consonant is written with its vowel."""
    if letter == "л" and out and letters(out[-1])[2] == " ":
        return closed(out, "ㄹ")
    return out


def vowel_in_hangul(letter, before, before_that):
    """A vowel with the consonant before it, or alone."""
    if before not in RUSSIAN_INITIAL:
        return syllable("ㅇ", RUSSIAN_VOWEL_FREE[letter])
    vowel = RUSSIAN_VOWEL[letter]
    if before in "шщ":
        vowel = {"ㅏ": "ㅑ", "ㅔ": "ㅖ", "ㅗ": "ㅛ", "ㅜ": "ㅠ"}.get(vowel, vowel)
    elif before in "жзцч":
        vowel = vowel.translate(PLAIN_VOWEL)
    return syllable(RUSSIAN_INITIAL[before], vowel)


def soft_in_hangul(out, sign, before, following):
    """ь before a vowel is a vowel of its own, at the end of т, д, р, с and в one too."""
    if following in RUSSIAN_VOWEL and before in RUSSIAN_INITIAL:
        if sign == "ъ":
            return out
        head = unwritten(out, before)
        return head + syllable(RUSSIAN_INITIAL[before], "ㅣ")
    if sign == "ь" and before in "тдвсбп" or before == "р" and not following:
        return unwritten(out, before) + syllable(RUSSIAN_INITIAL[before], "ㅣ")
    return out


def unwritten(out, consonant):
    """The text without the consonant that was written last (as a syllable of its own or as a final)."""
    if out.endswith(RUSSIAN_ALONE[consonant]) or out.endswith(RUSSIAN_LAST.get(consonant, "?")):
        return out[:-1]
    initial, vowel, final = letters(out[-1])
    kept = "ㄹ" if consonant == "л" and final == "ㄹ" else " "
    return out[:-1] + syllable(initial, vowel, kept) if final != " " else out


def consonant_in_hangul(out, letter, before, following):
    """A consonant that has no vowel after it."""
    next_letter = following.strip("ьъ")
    if letter in "лмн":
        return closed(out, {"л": "ㄹ", "м": "ㅁ", "н": "ㄴ"}[letter]) or out + RUSSIAN_ALONE[letter]
    if letter in STOP_BEFORE_VOICELESS and next_letter and next_letter in VOICELESS:
        after_vowel = closed(out, STOP_BEFORE_VOICELESS[letter]) if before in RUSSIAN_VOWEL else None
        return after_vowel or out + RUSSIAN_ALONE[letter]
    if not next_letter:
        return out + (RUSSIAN_ALONE[letter] if following else RUSSIAN_LAST.get(letter, RUSSIAN_ALONE[letter]))
    return out + RUSSIAN_ALONE[letter]


ESTABLISHED = {"Токио", "Киото", "Иокогама", "Нанкин", "Маньчжурия", "Ляоюань", "Баян", "Айхой"}


def mended(known, rule):
    """The name of the source; the rule's where the source has none or misspells it."""
    if not known or known in ESTABLISHED or not rule or fold(known) == fold(rule):
        return known or rule
    return rule if difflib.SequenceMatcher(None, known, rule).ratio() > 0.5 else known


def fold(name):
    """Without the differences on which good maps differ."""
    return name.translate(str.maketrans("эёй", "ееи"))


def spelled(row):
    """Russian and Korean name of a town: the source's, or by rule where it has none or misspells it; '' where no rule fits."""
    country = row["country"]
    if country == "CN":
        return mended(row["ru"], chinese_in_cyrillic(row["en"])), row["ko"] or chinese_in_hangul(row["en"])
    if country == "JP":
        return mended(row["ru"], japanese_in_cyrillic(row["en"])), row["ko"] or japanese_in_hangul(row["en"])
    if country == "RU":
        return row["ru"], row["ko"] or russian_in_hangul(row["ru"])
    return row["ru"], row["ko"]
