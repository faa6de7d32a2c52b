//! What the tests of the whole map share: one session, and a small random generator.

#![allow(dead_code, reason = "each test file uses its own part")]

pub mod binary;
pub mod grid;
pub mod shapefile_builder;

use std::sync::{Arc, OnceLock};
use tumen_assets::Bundle;
use tumen_core::geo::Projection;
use tumen_core::model::Date;
use tumen_scene::relief::Reliefs;
use tumen_scene::{PreparedMap, Theme};
use tumen_session::{ReadyCommand, Session};

/// The day of the tests.
pub const TODAY: Date = Date { year: 2026, month: 11, day: 21 };

/// The twelve Far East cities of the founding document: English, Russian, Korean.
pub const CITIES: [[&str; 3]; 12] = [
    ["Irkutsk", "Иркутск", "이르쿠츠크"],
    ["Ulan-Ude", "Улан-Удэ", "울란우데"],
    ["Blagoveshchensk", "Благовещенск", "블라고베셴스크"],
    ["Chita", "Чита", "치타"],
    ["Yakutsk", "Якутск", "야쿠츠크"],
    ["Birobidzhan", "Биробиджан", "비로비잔"],
    ["Vladivostok", "Владивосток", "블라디보스토크"],
    ["Khabarovsk", "Хабаровск", "하바롭스크"],
    ["Magadan", "Магадан", "마가단"],
    ["Yuzhno-Sakhalinsk", "Южно-Сахалинск", "유즈노사할린스크"],
    ["Anadyr", "Анадырь", "아나디리"],
    ["Petropavlovsk-Kamchatsky", "Петропавловск-Камчатский", "페트로파블롭스크캄차츠키"],
];

/// A session on the bundled files, read once for all tests of a file.
pub fn bundled() -> &'static Session {
    static SESSION: OnceLock<Session> = OnceLock::new();
    SESSION.get_or_init(|| Session::open(&Bundle::embedded(), TODAY))
}

/// The prepared layers of a projection, made once.
pub fn stage(projection: Projection) -> Arc<PreparedMap> {
    static STAGES: OnceLock<[Arc<PreparedMap>; 2]> = OnceLock::new();
    let stages = STAGES.get_or_init(|| {
        let s = bundled();
        Projection::ALL.map(|p| Arc::new(PreparedMap::new(s.document(), s.basemap(), s.style(), p)))
    });
    let found = stages.iter().find(|s| s.projection == projection);
    Arc::clone(found.unwrap_or(&stages[0]))
}

/// A session of its own, ready to compose in every projection. It has no relief: that is a picture,
/// slow to compute here, and no test looks at it.
pub fn ready() -> Session {
    let mut session = Session::open(&Bundle::embedded(), TODAY);
    for projection in Projection::ALL {
        session.run(ReadyCommand::Map(stage(projection)));
    }
    for theme in Theme::ALL {
        session.run(ReadyCommand::Reliefs(theme, None::<Arc<Reliefs>>));
    }
    session
}

/// The notices of a session as lines.
pub fn notices(session: &Session) -> String {
    let lines: Vec<String> = session.notices().notices().iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Numbers that look random and are the same at every run (SplitMix64).
pub struct Random(pub u64);

impl Random {
    /// A number from 0 to below 1.
    pub fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number from `low` to below `high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// One of some things.
    pub fn one_of<T: Copy>(&mut self, things: &[T]) -> T {
        things[(self.unit() * things.len() as f64) as usize]
    }
}
