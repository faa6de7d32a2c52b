//! The language that the system is set to.

use std::env;
use tumen_core::model::Language;

/// The variables that name the locale of messages, the strongest first.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language of the system; English where it is none of the three.
pub fn language() -> Language {
    of(VARIABLES.map(|name| env::var(name).unwrap_or_default()))
}

/// The language of the first variable that is set: `ru_RU.UTF-8` is Russian.
fn of(variables: [String; 3]) -> Language {
    let locale = variables.into_iter().find(|v| !v.is_empty()).unwrap_or_default();
    let language = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
    Language::from_id(&language.to_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_counts() {
        let said = |variables: [&str; 3]| of(variables.map(str::to_owned));
        assert_eq!(said(["", "", "ru_RU.UTF-8"]), Language::Ru);
        assert_eq!(said(["ko_KR.eucKR", "", "ru_RU.UTF-8"]), Language::Ko);
        assert_eq!(said(["C", "ko_KR", "ko_KR"]), Language::En);
        assert_eq!(said(["", "", "ru"]), Language::Ru);
        assert_eq!(said(["", "", ""]), Language::En);
        assert_eq!(said(["", "", "de_DE.UTF-8"]), Language::En);
    }
}
