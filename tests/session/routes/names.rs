//! What places are understood, and in which language an answer speaks.

use super::*;

#[test]
fn rivers_closed_borders_and_codes_of_quays_are_known() {
    let at = |from: &str, to: &str, day: &str| {
        let network = bundled().network();
        let [from, to] =
            [from, to].map(|text| network.resolve(text).unwrap_or_else(|e| panic!("{text}: {e}")));
        let asked = Request { as_of: day.parse().expect("a date"), ..request(&from, &to, General, &[]) };
        network.route(&asked).unwrap_or_else(|e| panic!("{from}–{to}: {e}"))
    };
    // Before the bridge cargo crossed the Amur by barge, not by another border 2,500 km away.
    let river = at("heihe", "blagoveshchensk", "2015-06-30");
    assert!(is(&river.variants[0], Is::Over("crossing-blagoveshchensk-heihe-river")), "{}", short(&river));
    // While the DPRK had shut its land border no other crossing of it was open.
    let shut = at("dandong", "pyongyang", "2021-06-30");
    for id in ["crossing-tumen-namyang", "crossing-quanhe-wonjong", "crossing-dandong-sinuiju"] {
        assert!(!shut.variants.iter().any(|v| is(v, Is::Over(id))), "{id}\n{}", short(&shut));
    }
    let coal = at("RUVYP", "CNQDG", "2026-02-15");
    assert!(is(&coal.variants[0], Is::By(Mode::Sea)), "{}", short(&coal));
    // A name is proposed once, however it may be spelled.
    let unknown = bundled().network().find("Tashkent").unwrap_err().to_string();
    assert!(!unknown.contains("Tayshet"), "{unknown}");
}

#[test]
fn names_in_a_scenario_become_ids_and_what_is_not_known_is_told() {
    use tumen_session::scenario::Scenario;
    let session = bundled();
    let resolved = |text: &str| {
        let scenario = Scenario::parse(text).expect("a scenario");
        scenario.resolved(session.network(), &session.document().logistics, session.today())
    };
    let by_name = resolved("date = \"2020\"\nclose = [\"Quanhe\"]\n[assumptions]\n\"speed.rail\" = 500");
    let by_name = by_name.unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(by_name.close, ["crossing-quanhe-wonjong"]);
    assert_eq!(by_name.date.as_deref(), Some("2020-12-31"));
    for wrong in ["close = [\"Atlantis\"]", "date = \"1850\"", "[assumptions]\n\"speed.horse\" = 5"] {
        assert!(resolved(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn reasons_and_refusals_speak_three_languages() {
    let session = bundled();
    let cyrillic = |text: &str| text.chars().any(|c| ('а'..='я').contains(&c));
    let hangul = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
    let mut said: Vec<tumen_core::message::Message> = Vec::new();
    for (_, answer) in answers() {
        said.extend(tumen_session::route_summary::closed(answer));
        said.extend(tumen_session::route_summary::equal(answer, tumen_network::Objective::Cost));
        said.extend(answer.why_not.iter().map(|w| w.reason.message()));
        said.push(tumen_session::route_summary::rests_on(answer, 2025));
    }
    let refused = Request { avoid: vec!["RU".into()], ..request("moscow", "pyongyang", General, &[]) };
    said.extend(session.network().route(&refused).err().map(|e| e.message().clone()));
    assert!(said.len() > 100);
    for message in said {
        let [en, ru, ko] = tumen_core::model::Language::ALL
            .map(|language| message.in_words(session.words().messages(language)));
        assert!(!cyrillic(&en) && !hangul(&en), "{en}");
        assert!(cyrillic(&ru) && hangul(&ko), "{en}\n{ru}\n{ko}");
        assert_eq!(message.english(), en);
    }
}

#[test]
fn a_name_is_another_one_only_if_nothing_else_is_as_near() {
    let network = bundled().network();
    let same = [
        ("Dangjin", "dangjin"),
        ("당진", "dangjin"),
        ("Tumen", "tumen-cn"),
        ("Tyumen", "tyumen"),
        ("Тюмень", "tyumen"),
        ("Владивосток", "vladivostok"),
        ("VLADIVOSTOK", "vladivostok"),
        ("나진", "rajin"),
        ("KRPUS", "busan"),
        ("ru vyp", "vostochny"),
        ("CNSHA", "shanghai"),
        ("Quanhe", "crossing-quanhe-wonjong"),
        ("Khasan–Tumangang", "crossing-khasan-tumangang"),
        ("Peking", "beijing"),
        ("Saint-Petersburg", "st-petersburg"),
        ("Ленинград", "st-petersburg"),
        ("Alma-Ata", "almaty"),
        ("Ulan-Bator", "ulaanbaatar"),
        ("Ekaterinburg", "yekaterinburg"),
        ("Екатеринбург", "yekaterinburg"),
        ("예카테린부르크", "yekaterinburg"),
        ("RUYEK", "yekaterinburg"),
    ];
    for (text, id) in same {
        let found = network.find(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!((&*found.id, &found.note), (id, &None), "{text}");
    }
    let near = [
        ("Tumenn", "tumen-cn"),
        ("Vladivostk", "vladivostok"),
        ("Habarovsk", "khabarovsk"),
        ("Suyfenhe", "suifenhe"),
    ];
    for (text, id) in near {
        let found = network.find(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(&*found.id, id, "{text}");
        assert!(found.note.as_ref().is_some_and(|n| n.english().contains(text)), "{text}: {:?}", found.note);
    }
    for text in ["Anyang", "Tianjing Port Authority", "Hanoi", "Nagoya", "Xyz", ""] {
        assert!(network.find(text).is_err(), "{text}: {:?}", network.find(text));
    }
    let unknown = |text: &str| network.find(text).unwrap_err().to_string();
    assert!(!unknown("Berlin").contains("nearest"), "nothing is near: {}", unknown("Berlin"));
    assert!(unknown("Vladivastak port").len() < 200);
}

#[test]
fn places_are_understood_in_chinese_letters_and_as_codes() {
    let network = bundled().network();
    let all = [
        ("上海", "shanghai"),
        ("大连", "dalian"),
        ("大連", "dalian"),
        ("海参崴", "vladivostok"),
        ("莫斯科", "moscow"),
        ("釜山", "busan"),
        ("新潟", "niigata"),
        ("満洲里", ""),
        ("满洲里", "manzhouli"),
        ("珲春", "hunchun"),
        ("罗津", "rajin"),
        ("RUVVO", "vladivostok"),
        ("cnsha", "shanghai"),
    ];
    for (text, id) in all {
        let found = network.resolve(text).map(|id| id.to_string());
        match id {
            "" => assert!(found.is_err(), "{text}: {found:?}"),
            id => assert!(found.as_ref().is_ok_and(|f| f.contains(id)), "{text}: {found:?}"),
        }
    }
}
