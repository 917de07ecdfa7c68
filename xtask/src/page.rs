//! The built page: its tags, its security policy, and what must be so of it.

use std::fs;
use std::path::Path;

use crate::shell::{Outcome, about};

/// Nothing from elsewhere, nothing inline, no text to anywhere; workers only through the policy `pizhu-worker`.
/// (`frame-ancestors` is missing because it has no effect in a `<meta>`.)
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
    form-action 'none'; require-trusted-types-for 'script'; trusted-types pizhu-worker";

/// The start tags of this name, as they are written.
pub fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let open = format!("<{name}");
    let starts = html.match_indices(&open).filter_map(|(at, _)| html.get(at..));
    let ours = starts.filter(|rest| {
        rest.strip_prefix(&open).is_some_and(|tail| tail.starts_with(|c: char| c == '>' || c.is_whitespace()))
    });
    ours.filter_map(|rest| rest.split_inclusive('>').next()).collect()
}

/// The value of an attribute that is written with quotation marks, as all of ours and Trunk's are.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// Fails where the page in this folder runs inline code, asks for a foreign file or lacks the policy.
pub fn check(folder: &Path) -> Outcome {
    let path = folder.join("index.html");
    let html = fs::read_to_string(&path).map_err(|error| about(&path, error))?;
    let faults = faults(&html);
    if faults.is_empty() { Ok(()) } else { Err(about(&path, faults.join("; "))) }
}

fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let metas = tags(html, "meta");
    if !metas.iter().any(|tag| attribute(tag, "content") == Some(POLICY)) {
        faults.push("the security policy is missing".into());
    }
    let scripts = tags(html, "script");
    faults
        .extend(scripts.iter().filter(|tag| attribute(tag, "src").is_none()).map(|_| "inline script".into()));
    faults.extend(tags(html, "style").iter().map(|_| "inline style".into()));
    for tag in scripts.iter().chain(&tags(html, "link")) {
        let address = attribute(tag, "src").or_else(|| attribute(tag, "href")).unwrap_or_default();
        if !address.starts_with("./") && address != "data:," {
            faults.push(format!("{address:?} is not one of the page's own files beside it"));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_their_attributes() {
        let html = r#"<link rel="icon" href="data:,"><linker><link><p>link</p>"#;
        assert_eq!(tags(html, "link"), [r#"<link rel="icon" href="data:,">"#, "<link>"]);
        assert_eq!(attribute(r#"<link data-href="a" href="b">"#, "href"), Some("b"));
        assert_eq!(attribute("<link>", "href"), None);
    }

    #[test]
    fn what_a_page_must_not_have() {
        let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
        let table = [
            ("<script type=\"module\" src=\"./a.js\"></script><link rel=\"icon\" href=\"data:,\">", None),
            ("<script>start()</script>", Some("inline script")),
            ("<style>p { color: red }</style>", Some("inline style")),
            ("<link href=\"https://example.org/a.css\">", Some("not one of the page's own")),
            ("<script src=\"/a.js\"></script>", Some("not one of the page's own")),
        ];
        for (html, expected) in table {
            let faults = faults(&format!("{policy}{html}")).join("; ");
            match expected {
                None => assert_eq!(faults, "", "{html}"),
                Some(words) => assert!(faults.contains(words), "{html}: {faults}"),
            }
        }
        assert_eq!(faults("<p></p>"), ["the security policy is missing"]);
    }
}
