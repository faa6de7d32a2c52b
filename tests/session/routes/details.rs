//! What stands beside a route: what a section can carry, emissions, published prices.

use super::*;

#[test]
fn what_a_section_can_carry_and_ice_stand_beside_a_route() {
    let (document, network) = (bundled().document(), bundled().network().get());
    let answer = route("khabarovsk", "vladivostok", General, &[]);
    let date = request("khabarovsk", "vladivostok", General, &[]).as_of;
    let haul = answer.variants[0].legs.iter().find(|l| l.kind == LegKind::Haul).expect("a haul");
    let can = tumen_session::route_facts::capability(document, network, haul, date);
    assert!(can.electrification.iter().all(|w| w.is_electric()), "{can:?}");
    assert_eq!(can.tracks.as_ref().map(|t| t.stated.value), Some(2.0));
    assert!(can.axle_load_t.is_none(), "nobody states it");
    let mut asked = request("rajin-port-3", "shanghai", Coal, &[]);
    asked.modes = vec![Mode::Sea];
    let mut ice = |month: &str| {
        asked.as_of = month.parse().expect("a date");
        let answer = bundled().network().route(&asked).expect("a way");
        tumen_session::route_facts::ice(
            document,
            &answer.variants[0],
            asked.as_of,
            tumen_core::model::Language::En,
        )
    };
    assert!(ice("2026-01-15").iter().any(|text| text.contains("Rajin") && text.contains("January 2026")));
    assert!(ice("2026-07-15").is_empty());
}

#[test]
fn emissions_are_split_and_electric_trains_burn_nothing() {
    let by = |from, to| {
        let v = route(from, to, General, &[]).variants.into_iter().next().expect("a way");
        let hauls = v.legs.into_iter().filter(|l| l.kind == LegKind::Haul && l.mode == Mode::Rail);
        hauls.max_by(|a, b| a.range.value.km.0.total_cmp(&b.range.value.km.0)).expect("a railway")
    };
    let electric = by("khabarovsk", "vladivostok").range.value;
    assert!(
        electric.wtt.0 > 0.0 && (electric.co2.0 - electric.wtt.0).abs() < electric.co2.0 * 0.05,
        "{electric:?}"
    );
    let diesel = by("ussuriysk", "khasan").range.value;
    assert!(diesel.co2.0 - diesel.wtt.0 > diesel.wtt.0, "{diesel:?}");
}

#[test]
fn a_published_price_of_the_lane_goes_before_the_parameter() {
    let mut asked = request("shanghai", "rotterdam", Container, &[]);
    asked.modes = vec![Mode::Sea];
    asked.as_of = "2025-11-01".parse().expect("a date");
    let usd = |asked: &Request| bundled().network().route(asked).expect("a way").variants[0].clone();
    let near = usd(&asked);
    let used = |v: &Variant, id: &str| v.assumptions.iter().any(|a| &*a.id == id);
    assert!(used(&near, "rate.sea-container.shanghai-rotterdam.2025-10"), "{:?}", near.assumptions);
    assert!(near.assumed_share < 1.0, "{}", near.assumed_share);
    asked.assumptions.insert("rate.sea-container.shanghai-rotterdam.2025-10".to_owned(), 100.0);
    let own = usd(&asked);
    assert!(own.range.value.usd.0 < near.range.value.usd.0 - 900.0);
    assert!(own.assumed_share > near.assumed_share, "a value of one's own is no published one");
    asked.assumptions.clear();
    asked.as_of = "2012-01-01".parse().expect("a date");
    assert!(used(&usd(&asked), "tariff.sea.container"), "no price of those years is published");
}
