//! Words that the field's own have replaced: none comes back as an identifier or as the name of a file.

use std::path::Path;
use std::str::FromStr;

use proc_macro2::{TokenStream, TokenTree};

/// Each old word, and what stands for it now.
const OLD: &[(&str, &str)] = &[
    ("Keeper", "Replicator"),
    ("keeper", "replicator"),
    ("Autosave", "PersistenceDriver"),
    ("autosave", "driver"),
    ("Ledger", "Acknowledgements"),
    ("ledger", "acknowledgements"),
    ("Standing", "SaveStatus"),
    ("homeless", "orphans"),
    ("Heavy", "BulkWrite"),
    ("HeavyQueue", "BulkQueue"),
    ("heavy_queue", "bulk_queue"),
    ("Tidied", "Compacted"),
    ("tidying", "compacting"),
    ("Gathering", "Merge"),
    ("Gathered", "Merged"),
    ("News", "RecoveryEvent"),
    ("Beside", "Freshness"),
    ("Arrival", "Incoming"),
    ("Moment", "UndoEntry"),
    ("Because", "Trigger"),
    ("thinning", "retention"),
    ("superfluous", "expired"),
    ("Area", "KeyValue"),
    ("Mishap", "Injected"),
    ("Drawer", "PointTransaction"),
    ("Unread", "Rejected"),
    ("TiedFile", "LinkedFileHandle"),
    ("tying", "linked_file"),
    ("annex", "lazy module"),
    ("annexed", "lazy"),
    ("Annex", "lazy module"),
    ("come_near", "preload"),
    ("errands", "the feature that does it"),
    ("Errand", "the feature's action"),
    ("Desk", "text/overlay"),
    ("awaiting", "loading_placeholder"),
    ("visiting", "pending_link"),
    ("copying", "clipboard"),
    ("for_many", "bulk_tag"),
    ("look_under", "next_overlap"),
    ("breakdown", "panic_screen"),
];

/// What of a file, given by its path and text, is an old word.
pub fn faults(path: &str, text: &str) -> Vec<String> {
    let mut words: Vec<String> = TokenStream::from_str(text).map(idents).unwrap_or_default();
    words.extend(Path::new(path).file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    words.sort_unstable();
    words.dedup();
    let old = OLD.iter().filter(|(old, _)| words.iter().any(|word| word == old));
    old.map(|(old, new)| format!("{path}: `{old}` is an old word; the field says {new}")).collect()
}

fn idents(tokens: TokenStream) -> Vec<String> {
    let of = |token| match token {
        TokenTree::Ident(ident) => vec![ident.to_string()],
        TokenTree::Group(group) => idents(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => Vec::new(),
    };
    tokens.into_iter().flat_map(of).collect()
}

#[test]
fn an_old_word_is_found_in_code_and_in_a_name_but_not_in_a_sentence() {
    let found = |path: &str, text: &str| faults(path, text).len();
    assert_eq!(found("src/a.rs", "fn f() { html! { <p>{ keeper.x }</p> } }"), 1);
    assert_eq!(found("src/ledger.rs", "struct A;"), 1);
    assert_eq!(found("src/a.rs", "// a ledger\nconst A: &str = \"keeper\";"), 0);
}
