//! Circles of files: files of one room that import each other, directly or by way of others.
//!
//! A circle is counted so: `use` lines and paths outside tests make the arrows; a re-export is followed to the file that
//! defines the name; a folder's `mod.rs` (or the file beside a folder of its name) and its private children are one node.
//! A room's own `mod.rs` is no node, since every room would be one.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::Visit;
use syn::{Attribute, File, Item, UseTree, Visibility};

/// A path as its segments: `crate::text::Span` is `["text", "Span"]`.
type Path = Vec<String>;

/// One source file as a module.
struct Module {
    /// Where the module stands below the crate.
    path: Path,
    file: String,
    /// Modules that it declares, and whether each is private.
    children: Vec<(String, bool)>,
    /// Names that it re-exports, with what they stand for.
    exports: Vec<(String, Path)>,
    /// What it names of the crate.
    imports: Vec<Path>,
}

/// The circles of all rooms, each as the sorted nodes that are in it.
pub fn circles(files: &[(String, String)]) -> Vec<Vec<String>> {
    let modules: Vec<Module> = files.iter().filter_map(|(file, text)| module(file, text)).collect();
    let known: BTreeMap<Path, &Module> = modules.iter().map(|module| (module.path.clone(), module)).collect();
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for module in &modules {
        let Some(from) = node(&known, &module.path) else { continue };
        for import in &module.imports {
            let home = home(&known, import, 0);
            let to =
                home.and_then(|home| (home.first() == module.path.first()).then(|| node(&known, &home))?);
            if let Some(to) = to.filter(|to| *to != from) {
                arrows.entry(from.clone()).or_default().insert(to);
            }
        }
    }
    strongly_connected(&arrows)
}

fn module(file: &str, text: &str) -> Option<Module> {
    // What the compiler does not read either is no file of ours.
    let syntax = syn::parse_file(text).ok()?;
    let mut path: Path = file.trim_end_matches(".rs").split('/').map(String::from).collect();
    if path.last().is_some_and(|last| last == "mod") {
        path.pop();
    }
    if matches!(path.first().map(String::as_str), Some("lib" | "main")) {
        return None;
    }
    let mut module = Module { path, file: file.into(), children: vec![], exports: vec![], imports: vec![] };
    module.read(&syntax);
    Some(module)
}

fn is_test(attributes: &[Attribute]) -> bool {
    let says_test = |attribute: &Attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    };
    attributes.iter().any(says_test)
}

impl Module {
    fn read(&mut self, syntax: &File) {
        for item in &syntax.items {
            if let Item::Mod(child) = item
                && child.content.is_none()
            {
                let is_private = matches!(child.vis, Visibility::Inherited);
                self.children.push((child.ident.to_string(), is_private));
            }
        }
        for item in &syntax.items {
            if let Item::Use(import) = item
                && !is_test(&import.attrs)
            {
                self.read_use(import);
            }
        }
        let mut paths = Paths(Vec::new());
        paths.visit_file(syntax);
        let named: Vec<Path> = paths.0.iter().filter_map(|path| self.absolute(path)).collect();
        self.imports.extend(named);
    }

    fn read_use(&mut self, import: &syn::ItemUse) {
        let mut found = Vec::new();
        leaves(&import.tree, &mut Vec::new(), &mut found);
        let is_export = !matches!(import.vis, Visibility::Inherited);
        for (name, path) in found {
            let Some(path) = self.absolute(&path) else { continue };
            if is_export {
                self.exports.push((name, path.clone()));
            }
            self.imports.push(path);
        }
    }

    /// A path as it stands in this module, from the crate on; `None` for what is of another crate.
    fn absolute(&self, path: &[String]) -> Option<Path> {
        let mut here = self.path.clone();
        let mut rest = path;
        loop {
            match rest.first().map(String::as_str) {
                Some("crate") => here.clear(),
                Some("super") => drop(here.pop()),
                Some("self") => {}
                Some(first) if rest.len() == path.len() => {
                    // A child that is declared here needs no `self`.
                    let is_child = self.children.iter().any(|(name, _)| name == first);
                    return is_child.then(|| [here.as_slice(), rest].concat());
                }
                _ => return Some([here.as_slice(), rest].concat()),
            }
            rest = rest.get(1..)?;
        }
    }
}

/// Each name that a `use` brings, with its path.
fn leaves(tree: &UseTree, before: &mut Path, found: &mut Vec<(String, Path)>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            leaves(&path.tree, before, found);
            before.pop();
        }
        UseTree::Name(name) if name.ident == "self" => {
            found.push((before.last().cloned().unwrap_or_default(), before.clone()));
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            found.push((name.clone(), [before.as_slice(), &[name]].concat()));
        }
        UseTree::Rename(rename) => {
            found
                .push((rename.rename.to_string(), [before.as_slice(), &[rename.ident.to_string()]].concat()));
        }
        UseTree::Glob(_) => found.push(("*".into(), before.clone())),
        UseTree::Group(group) => group.items.iter().for_each(|item| leaves(item, before, found)),
    }
}

/// All paths of a file that begin in this crate, outside tests.
struct Paths(Vec<Path>);

impl Visit<'_> for Paths {
    fn visit_item_mod(&mut self, item: &syn::ItemMod) {
        if !is_test(&item.attrs) {
            syn::visit::visit_item_mod(self, item);
        }
    }

    fn visit_path(&mut self, path: &syn::Path) {
        let segments: Path = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if segments.len() > 1 {
            self.0.push(segments);
        }
        syn::visit::visit_path(self, path);
    }
}

/// The module that defines what a path names: the longest beginning of the path that is a module, by way of re-exports.
fn home(known: &BTreeMap<Path, &Module>, path: &[String], depth: usize) -> Option<Path> {
    let found = |length| known.get(path.get(..length)?).map(|module| (length, *module));
    let (length, module) = (1..=path.len()).rev().find_map(found)?;
    let export = path.get(length).and_then(|name| module.exports.iter().find(|(export, _)| export == name));
    match export {
        Some((_, target)) if depth < 8 => home(known, target, depth + 1).or(Some(module.path.clone())),
        _ => Some(module.path.clone()),
    }
}

/// The node that a module belongs to: itself, or the folder of which it is a private child; none for a room's own.
fn node(known: &BTreeMap<Path, &Module>, path: &[String]) -> Option<String> {
    let mut top = path;
    while top.len() > 2 {
        let (name, parent) = top.split_last()?;
        let is_private =
            known.get(parent).is_some_and(|folder| folder.children.contains(&(name.clone(), true)));
        if !is_private {
            break;
        }
        top = parent;
    }
    (top.len() > 1).then(|| known.get(top).map_or_else(|| top.join("/"), |module| module.file.clone()))
}

/// Sets of nodes that all reach each other (Tarjan, *Depth-first search and linear graph algorithms*, 1972, by its result:
/// the graphs here are small, so each node's reach is simply walked).
fn strongly_connected(arrows: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reach: BTreeMap<&String, BTreeSet<&String>> =
        arrows.keys().map(|from| (from, reached(arrows, from))).collect();
    let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
    for (from, there) in &reach {
        let back = |to: &&&String| reach.get(**to).is_some_and(|back| back.contains(from));
        let circle: Vec<String> = there.iter().filter(back).map(|node| (*node).clone()).collect();
        if !circle.is_empty() {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

fn reached<'a>(arrows: &'a BTreeMap<String, BTreeSet<String>>, from: &String) -> BTreeSet<&'a String> {
    let mut found = BTreeSet::new();
    let mut left: Vec<&String> = arrows.get(from).into_iter().flatten().collect();
    while let Some(node) = left.pop() {
        if found.insert(node) {
            left.extend(arrows.get(node).into_iter().flatten());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<_> = files.iter().map(|(file, text)| ((*file).into(), (*text).into())).collect();
        circles(&files).into_iter().map(|circle| circle.join(" ")).collect()
    }

    #[test]
    fn files_that_import_each_other_are_a_circle_by_whichever_way() {
        let room = ("room/mod.rs", "mod a; mod b; mod c; pub use a::A; pub use b::B;");
        let table: &[(&str, &str, &str, &[&str])] = &[
            ("use super::B;", "", "", &[]),
            ("use super::B;", "use super::a::A;", "", &["room/a.rs room/b.rs"]),
            (
                "use super::B;",
                "use crate::room::{c::C};",
                "use super::A;",
                &["room/a.rs room/b.rs room/c.rs"],
            ),
            ("fn f() -> super::b::B {}", "fn g(a: crate::room::A) {}", "", &["room/a.rs room/b.rs"]),
            ("use super::B;", "#[cfg(test)]\nmod tests { use super::super::A; }", "", &[]),
            ("use super::B;", "#[cfg(test)]\nuse super::A;", "", &[]),
        ];
        for (a, b, c, expected) in table {
            let found = of(&[room, ("room/a.rs", a), ("room/b.rs", b), ("room/c.rs", c)]);
            assert_eq!(found, *expected, "{a} | {b} | {c}");
        }
    }

    #[test]
    fn a_folder_and_its_private_children_are_one_node() {
        let room = ("room/mod.rs", "mod folder; mod other;");
        let inside =
            [("room/folder/one.rs", "use super::two::Two;"), ("room/folder/two.rs", "use super::one::One;")];
        let private = ("room/folder/mod.rs", "mod one; mod two;");
        assert_eq!(of(&[room, private, inside[0], inside[1]]), Vec::<String>::new());
        let public = ("room/folder/mod.rs", "pub mod one; pub mod two;");
        assert_eq!(of(&[room, public, inside[0], inside[1]]), ["room/folder/one.rs room/folder/two.rs"]);
        let other = ("room/other.rs", "use super::folder::one::One;");
        let back = ("room/folder/one.rs", "use crate::room::other::Other;");
        assert_eq!(of(&[room, private, other, back]), ["room/folder/mod.rs room/other.rs"]);
    }
}
