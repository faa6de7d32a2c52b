"""Korean names in Cyrillic after Kontsevich's system, for places that have no Russian name."""

INITIAL = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
SOUND = "к кк н т тт р м п пп с сс _ ч чч чх кх тх пх х".split()
VOICED = {"к": "г", "т": "д", "п": "б", "ч": "дж"}
VOWEL = "а э я йэ о е ё е о ва вэ ве ё у во ве ви ю ы ый и".split()
FINAL = "_ к к к н н н т ль к м ль ль ль ль ль м п п т т н т т к т п т".split()


def syllables(text):
    """(initial, vowel, final) numbers of each Hangul syllable."""
    for char in text:
        code = ord(char) - 0xAC00
        if 0 <= code < 11172:
            yield code // 588, code % 588 // 28, code % 28


def onset(initial, before):
    """The initial consonant after the end of the syllable before ('' at the start)."""
    sound = SOUND[initial].replace("_", "")
    if not before:
        return sound
    if sound == "р" and before in ("н", "ль", "м"):
        return "р" if before == "м" else "л" if before == "ль" else "р"
    return VOICED.get(sound, sound) if before in ("гласная", "н", "м", "ль", "нъ") else sound


def ng_before(parts, i):
    """Whether the syllable before ends in ng, after which r is spoken n."""
    return i > 0 and parts[i - 1][2] == 21


def cyrillic(text):
    """The name in Cyrillic with a capital, or '' if it is not Hangul."""
    out, before = "", ""
    parts = list(syllables(text))
    for i, (initial, vowel, final) in enumerate(parts):
        start = onset(initial, before)
        if before == "ль" and start in ("л", "р"):
            start = "л"
        end = FINAL[final].replace("_", "")
        next_vowel = i + 1 < len(parts) and SOUND[parts[i + 1][0]] == "_"
        if next_vowel and end in ("к", "т", "п"):
            end = VOICED[end]
        if next_vowel and end == "ль":
            end = "р"
        vowel_text = "йо" if not out and not start and VOWEL[vowel] == "ё" else VOWEL[vowel]
        if before == "н" and start == "р" and SOUND[initial] == "р":
            start = "н" if ng_before(parts, i) else "р"
        out += start + vowel_text + end
        before = end if end in ("н", "м", "ль") else "гласная" if not end else "глухая"
    return out[:1].upper() + out[1:]
