//! The interface as a processor paints it: the picture that egui itself paints.

use super::harness::{BLACK, can_draw, layer_at, part, render_state};
use eframe::egui::{self, Color32, ColorImage, Pos2, Rect, TextureOptions, Vec2, pos2, vec2};
use egui_kittest::{Harness, wgpu as kit};
use tumen::ui::{self, gpu::interface};
use tumen_scene::frame::{Group, Item, Paint, Stroke};
use tumen_scene::prepared::Form;
use tumen_scene::{Frame, Rgba};

const SIZE: Vec2 = vec2(260.0, 220.0);
/// A channel may be rounded differently, of 255.
const CLOSE: u8 = 2;

/// Text, fields, shapes, pictures, a map between them, and what is cut.
fn show(ui: &mut egui::Ui, frame: &Frame, picture: &mut Option<egui::TextureHandle>) {
    ui.label("Khasan – Хасан – 하산");
    ui.horizontal(|ui| {
        let _ = ui.button("Open…");
        let _ = ui.selectable_label(true, "Chosen");
    });
    let painter = ui.painter().clone();
    painter.rect_filled(
        Rect::from_min_size(pos2(10.0, 60.0), vec2(90.0, 60.0)),
        9.0,
        Color32::from_rgb(30, 90, 200),
    );
    painter.circle_filled(pos2(80.0, 100.0), 30.0, Color32::from_rgba_unmultiplied(200, 40, 20, 120));
    ui::paint(&painter, Rect::from_min_size(pos2(110.0, 60.0), vec2(80.0, 60.0)), frame);
    let text = |at: Pos2, words: &str| {
        painter.text(
            at,
            egui::Align2::LEFT_TOP,
            words,
            egui::FontId::proportional(18.0),
            Color32::DARK_GREEN,
        );
    };
    text(pos2(100.0, 90.0), "over the map");
    let galley =
        painter.layout_no_wrap("turned".to_owned(), egui::FontId::proportional(16.0), Color32::BLACK);
    painter.add(egui::epaint::TextShape::new(pos2(200.0, 70.0), galley, Color32::BLACK).with_angle(0.6));
    let cut = Rect::from_min_size(pos2(20.3, 130.0), vec2(50.0, 20.0));
    painter.with_clip_rect(cut).rect_filled(cut.expand(30.0), 0.0, Color32::KHAKI);
    if let Some(picture) = picture {
        let rect = Rect::from_min_size(pos2(90.0, 130.0), vec2(60.0, 40.0));
        painter.image(picture.id(), rect, Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0)), Color32::WHITE);
    }
    text(pos2(20.0, 180.0), "last");
}

fn checkers(color: Color32) -> ColorImage {
    let pixel = |i: usize| if (i + i / 4).is_multiple_of(2) { color } else { Color32::WHITE };
    ColorImage::new([4, 4], (0..16).map(pixel).collect())
}

fn map() -> Frame {
    let camera = super::harness::camera();
    let line: &[[f32; 2]] = &[[60.0, 30.0], [140.0, 90.0]];
    let layer = layer_at(&camera, Form::Lines, &[line]);
    let paint = Paint::Stroke(part(&layer, &camera), Stroke::solid(5.0, BLACK));
    Frame {
        size: [80.0, 60.0].into(),
        map: Some(camera),
        background: Rgba([200, 230, 250, 255]),
        groups: vec![Group { name: "test", items: vec![Item { feature: None, paint }] }],
        covered: Vec::new(),
    }
}

/// Two frames: in the second the picture is another one, after a change of a part of it.
fn pictures(ours: bool, pixels_per_point: f32) -> [Vec<u8>; 2] {
    let (state, frame) = (render_state(), map());
    assert!(!ours || interface::install(&state), "the target of the test takes colors as they are");
    let mut harness = Harness::builder()
        .with_size(SIZE)
        .with_pixels_per_point(pixels_per_point)
        .with_context_setup(move |ctx| {
            ctx.set_fonts(ui::fonts::definitions());
            if ours {
                ctx.add_plugin(interface::InterfacePainter::default());
            }
        })
        .renderer(kit::WgpuTestRenderer::from_render_state(state))
        .build_ui_state(move |ui, picture| show(ui, &frame, picture), None);
    let mut image = harness.ctx.load_texture("checkers", checkers(Color32::RED), TextureOptions::NEAREST);
    *harness.state_mut() = Some(image.clone());
    harness.run();
    let first = harness.render().unwrap().into_raw();
    image.set_partial([1, 1], ColorImage::filled([2, 2], Color32::BLUE), TextureOptions::NEAREST);
    harness.run();
    let second = harness.render().unwrap().into_raw();
    [first, second]
}

fn farthest(a: &[u8], b: &[u8]) -> u8 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or_default()
}

#[test]
fn it_is_the_picture_that_egui_paints() {
    if !can_draw() {
        return;
    }
    for ppp in [1.0, 1.5] {
        let (theirs, ours) = (pictures(false, ppp), pictures(true, ppp));
        for (theirs, ours) in theirs.iter().zip(&ours) {
            let far = farthest(theirs, ours);
            assert!(far <= CLOSE, "{far} of 255 at {ppp}");
        }
        assert!(farthest(&ours[0], &ours[1]) > 100, "the changed part is seen");
    }
}
