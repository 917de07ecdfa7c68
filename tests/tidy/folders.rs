//! Folders of `ui`, and which of them may import which.

/// A folder of `ui` and what it may import of `ui`.
const UI: &[(&str, &[&str])] = &[
    ("controls", &[]),
    ("keyboard", &["controls"]),
    ("text", &["controls"]),
    ("list", &["controls"]),
    ("find", &["controls"]),
    ("dialogs", &["controls"]),
    ("files", &["controls"]),
    ("persistence", &["controls"]),
    ("page", &["controls"]),
    ("lazy", &["controls", "keyboard", "text", "list", "find", "dialogs", "files", "persistence", "page"]),
];

/// Files of `ui` outside the folders: they may import all of it. The benchmark stands in its own build alone.
const FREE: &[&str] = &["mod.rs", "app.rs", "bench.rs"];

/// Imports of a file that its folder may not have. `code` is the file without comments, strings and tests.
pub fn faults(path: &str, code: &str) -> Vec<String> {
    let Some(inside) = path.strip_prefix("ui/") else { return Vec::new() };
    if FREE.contains(&inside) {
        return Vec::new();
    }
    let folder = inside.split('/').next().unwrap_or_default();
    let Some((_, allowed)) = UI.iter().find(|(name, _)| *name == folder) else {
        return vec![format!(
            "src/{path}: `ui/{folder}` is not in the plan of the house (tests/tidy/folders.rs)"
        )];
    };
    let stranger = |(line, other): (usize, String)| {
        let is_known = UI.iter().any(|(name, _)| *name == other);
        let is_allowed = other == folder || allowed.contains(&other.as_str());
        (is_known && !is_allowed)
            .then(|| format!("src/{path}:{line}: `ui/{folder}` may not import `ui/{other}`"))
    };
    imports(code).into_iter().filter_map(stranger).collect()
}

/// Folders of `ui` that are imported, each with its line.
fn imports(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, start) in code.match_indices("crate::ui::") {
        let (before, rest) = code.split_at(at + start.len());
        let line = before.matches('\n').count() + 1;
        found.push((line, rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_import_controls_and_lazy_imports_folders() {
        let table = [
            ("ui/list/rows.rs", "use crate::ui::controls::Button;", true),
            ("ui/list/rows.rs", "use crate::ui::list::row::Row;", true),
            ("ui/list/rows.rs", "use crate::ui::page::menu;", false),
            ("ui/controls/button.rs", "use crate::ui::list::Bulk;", false),
            ("ui/lazy/files.rs", "use crate::ui::files::content;", true),
            ("ui/page/menu.rs", "fn f() { crate::ui::lazy::open(1) }", false),
            ("ui/app.rs", "use crate::ui::lazy;", true),
            ("ui/cellar/x.rs", "", false),
            ("text/span.rs", "", true),
        ];
        for (path, code, is_good) in table {
            assert_eq!(faults(path, code).is_empty(), is_good, "{path}: {code}");
        }
    }
}
