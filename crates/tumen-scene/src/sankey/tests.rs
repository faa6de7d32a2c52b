#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::*;
use proptest::prelude::*;

const ROOM: Extent = Extent { rect: [10.0, 20.0, 510.0, 320.0], node: 12.0, gap: 14.0, share: 0.45 };

fn flow(from: &str, to: &str, commodity: &str, tonnes: f64) -> Flow {
    Flow { from: from.to_owned(), to: to.to_owned(), commodity: commodity.to_owned(), tonnes }
}

proptest! {
    #[test]
    fn tonnes_are_conserved_and_everything_stays_inside(
        flows in prop::collection::vec((0..7_u8, 0..7_u8, 0..3_u8, 0..1000_u32), 0..25),
    ) {
        let name = |n: u8| format!("n{n}");
        let flows: Vec<Flow> = flows.into_iter()
            .map(|(a, b, c, t)| flow(&name(a), &name(b), &format!("c{c}"), f64::from(t)))
            .collect();
        let laid = layout::lay(&flows, ROOM);
        let drawn = |f: &&Flow| f.from != f.to && f.tonnes > 0.0;
        prop_assert_eq!(flows.iter().filter(|f| !drawn(f)).count(), laid.left_out);
        let sum: f64 = flows.iter().filter(drawn).map(|f| f.tonnes).sum();
        prop_assert_eq!(sum, laid.ribbons.iter().map(|r| r.tonnes).sum::<f64>());
        let [left, top, right, bottom] = ROOM.rect;
        for (i, node) in laid.nodes.iter().enumerate() {
            let side = |f: &dyn Fn(&Ribbon) -> usize| {
                laid.ribbons.iter().filter(|r| f(r) == i).map(|r| r.tonnes).sum::<f64>()
            };
            prop_assert_eq!((node.outflow, node.inflow), (side(&|r| r.from), side(&|r| r.to)));
            let [l, t, r, b] = node.rect;
            prop_assert!(l >= left - 0.01 && r <= right + 0.01 && t >= top - 0.01 && b <= bottom + 0.01);
        }
        // Ribbons fill each side of a node without overlapping, and have one scale.
        for ribbon in &laid.ribbons {
            for (side, node) in [ribbon.from, ribbon.to].into_iter().enumerate() {
                let [_, t, _, b] = laid.nodes[node].rect;
                let top = ribbon.tops[side];
                prop_assert!(top >= t - 0.05 && top + ribbon.width <= b + 0.05, "{laid:?}");
            }
        }
        // A ribbon has room of its own in each column that it passes.
        for ribbon in &laid.ribbons {
            let (from, to) = (laid.nodes[ribbon.from].column, laid.nodes[ribbon.to].column);
            prop_assert_eq!(ribbon.by.len(), to.saturating_sub(from + 1));
            for [l, _, t] in &ribbon.by {
                let over = |n: &&Node| {
                    n.rect[0] == *l && n.rect[1] < t + ribbon.width - 0.05 && *t < n.rect[3] - 0.05
                };
                prop_assert!(laid.nodes.iter().find(over).is_none(), "{laid:?}");
            }
        }
        prop_assert_eq!(layout::lay(&flows, ROOM), laid);
    }
}

#[test]
fn columns_follow_the_flow_and_circles_do_no_harm() {
    let flows = [
        flow("Kuzbass", "Vostochny", "coal", 5.0),
        flow("Kuzbass", "Khasan", "coal", 3.0),
        flow("Khasan", "Rajin", "coal", 3.0),
        flow("Rajin", "Pohang", "coal", 2.0),
        flow("Vostochny", "Pohang", "coal", 5.0),
        flow("Pohang", "Kuzbass", "steel", 1.0),
    ];
    let laid = layout::lay(&flows, ROOM);
    let columns: Vec<(&str, usize)> = laid.nodes.iter().map(|n| (n.name.as_str(), n.column)).collect();
    let expected = [("Kuzbass", 0), ("Vostochny", 1), ("Khasan", 1), ("Rajin", 2), ("Pohang", 3)];
    assert_eq!(columns, expected);
}

#[test]
fn ribbons_are_untangled() {
    // Written crosswise; each source has one target.
    let flows: Vec<Flow> =
        (0..5).map(|i| flow(&format!("a{i}"), &format!("b{}", 4 - i), "x", f64::from(i + 1))).collect();
    let laid = layout::lay(&flows, ROOM);
    let mut tops: Vec<[f32; 2]> = laid.ribbons.iter().map(|r| r.tops).collect();
    tops.sort_by(|a, b| a[0].total_cmp(&b[0]));
    assert!(tops.windows(2).all(|p| p[0][1] < p[1][1]), "{tops:?}");
}

#[test]
fn nothing_gives_an_empty_picture() {
    let style = crate::style::bundled();
    let frame = compose(&Sankey::default(), &style, Theme::Light, [400.0, 300.0]);
    assert!(frame.items().all(|i| matches!(i.paint, Paint::Text(_))));
    let flows = vec![flow("a", "b", "coal", 1e6), flow("a", "c", "oil", 2e6)];
    let sankey = Sankey { flows, unit: ("million t".to_owned(), 1e6), ..Sankey::default() };
    let frame = compose(&sankey, &style, Theme::Dark, [400.0, 300.0]);
    assert!(frame.items().any(|i| matches!(&i.paint, Paint::Text(t) if &*t.text == "c 2")));
}
