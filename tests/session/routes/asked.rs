//! What a request asks for besides its ends: places to avoid, assumptions, a haul at home.

use super::*;

#[test]
fn a_haul_at_home_does_not_go_round_the_world_and_the_cheapest_is_called_so() {
    for (from, to) in
        [("magadan", "moscow"), ("yuzhno-sakhalinsk", "moscow"), ("st-petersburg", "vladivostok")]
    {
        let answer = route(from, to, General, &[]);
        let shortest = answer.variants.iter().map(|v| v.range.value.km.0).fold(f64::INFINITY, f64::min);
        for v in &answer.variants {
            assert!(v.range.value.km.0 < shortest * 1.6, "{from}–{to}\n{}", short(&answer));
        }
    }
    let mut wrong = Vec::new();
    for (name, answer) in answers() {
        let least = answer.variants.iter().map(|v| v.range.value.usd.0).fold(f64::INFINITY, f64::min);
        let named = |v: &&Variant| v.merits.contains(&Merit::Best(tumen_network::Objective::Cost));
        match answer.variants.iter().find(named) {
            Some(v) if v.range.value.usd.0 <= least * 1.001 => {}
            other => wrong
                .push(format!("{name}: least {least:.0}, named {:?}", other.map(|v| v.range.value.usd.0))),
        }
    }
    fail_on(&wrong);
}

#[test]
fn a_town_or_crossing_that_is_avoided_is_not_passed() {
    let network = bundled().network();
    for (avoid, id) in [("vladivostok", "vladivostok"), ("khasan-tumangang", "crossing-khasan-tumangang")] {
        let subject = network.subject(avoid).unwrap_or_else(|e| panic!("{avoid}: {e}"));
        assert_eq!(&*subject, id, "{avoid}");
        for (from, to, cargo) in [("busan", "moscow", Container), ("moscow", "pyongyang", General)] {
            let mut asked = request(from, to, cargo, &[]);
            asked.avoid = vec![subject.clone()];
            let answer = network.route(&asked).unwrap_or_else(|e| panic!("{from}–{to}: {e}"));
            let port = if id == "vladivostok" { "port-vladivostok" } else { id };
            assert!(!answer.variants.iter().any(|v| is(v, Is::Over(port))), "{avoid}\n{}", short(&answer));
        }
    }
}

#[test]
fn an_assumption_under_an_old_id_is_told_of() {
    let told = |id: &str| {
        let assumptions = [(id.to_owned(), 20.0)].into();
        let mut import = tumen_session::Import { assumptions, ..Default::default() };
        import.tell_unknown(&bundled().document().logistics);
        import.report.has_problems()
    };
    assert!(told("co2.rail") && told("co2.sea"), "they have been pairs since");
    assert!(!told("co2.wtt.sea") && !told("speed.rail"));
}

#[test]
fn a_service_stays_among_the_variants_whatever_its_lane_costs_beside_others() {
    let deep_sea = |price: f64| {
        let mut asked = request("busan", "moscow", Container, &[]);
        asked.assumptions = [("rate.sea-container.asia-RU-west".to_owned(), price)].into();
        let answer = bundled().network().route(&asked).unwrap_or_else(|e| panic!("{price}: {e}"));
        let is_direct = |v: &&Variant| is(v, Is::Over("st-petersburg")) && !is(v, Is::Over("hamburg"));
        let found = answer.variants.iter().find(is_direct);
        found.unwrap_or_else(|| panic!("{price}\n{}", short(&answer))).range.value.usd.0
    };
    // Cheap boxes to Rotterdam or Hamburg and a ship from there are no better service for being cheaper.
    let costs = [1600.0, 1850.0, 2150.0, 2500.0, 3300.0].map(deep_sea);
    assert!(costs.windows(2).all(|pair| pair[0] < pair[1]), "{costs:?}");
}
