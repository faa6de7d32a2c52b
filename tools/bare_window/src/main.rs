//! A window of eframe with a few lines of text: what the toolkit and the driver take by themselves.
//!
//! `tests/window_frames.sh` and `tools/measure_window.py` measure the program against it. It is given the number of
//! frames after which it closes; without a number it stays.

use eframe::egui;

const LINES: usize = 30;

struct Bare {
    frames: Option<u32>,
}

impl eframe::App for Bare {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        for line in 1..=LINES {
            ui.label(format!("Line {line} of a window that shows nothing but a few lines of text"));
        }
        if let Some(left) = &mut self.frames {
            if *left == 0 {
                ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
            }
            *left = left.saturating_sub(1);
            ui.ctx().request_repaint();
        }
    }
}

fn main() -> eframe::Result {
    let frames = std::env::args().nth(1).and_then(|n| n.parse().ok());
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]),
        renderer: eframe::Renderer::Wgpu,
        ..Default::default()
    };
    eframe::run_native("bare window", options, Box::new(move |_| Ok(Box::new(Bare { frames }))))
}
