//! The page opens from any path, asks for its own four files only, and the policy stops nothing that it does.

use pizhu_e2e::Visit;
use serde_json::json;

#[test]
fn a_visit_asks_for_four_files_and_shows_a_text() {
    for path in ["/", "/any/path/"] {
        let page = Visit::new().under(path).open();
        assert_eq!(page.console_errors(), Vec::<String>::new());
        assert_ne!(page.text().trim(), "", "the document");

        let requests = page.requests();
        let address = page.site().address();
        assert!(requests.iter().all(|request| request.starts_with(&address)), "{requests:#?}");
        let mut kinds: Vec<String> = page
            .site()
            .asked()
            .iter()
            .map(|path| path.rsplit(['.', '/']).next().unwrap_or(path).into())
            .collect();
        kinds.sort();
        assert_eq!(
            kinds,
            ["", "css", "js", "wasm"],
            "one request each of the page, its style, script and program"
        );
    }
}

#[test]
fn the_browser_is_set_as_a_visit_says() {
    for (language, width, is_dark) in [("zh-CN", 390, true), ("en", 1920, false)] {
        let visit = Visit::new().language(language).window(width, 700);
        let page = if is_dark { visit.dark() } else { visit }.open();
        assert_eq!(page.ask::<String>("navigator.language", &[]), language);
        assert_eq!(page.ask::<u32>("innerWidth", &[]), width);
        assert_eq!(page.ask::<bool>("matchMedia('(prefers-color-scheme: dark)').matches", &[]), is_dark);
    }
}

#[test]
fn the_policy_refuses_what_the_program_never_does() {
    let page = Visit::new().open();
    let listen =
        "addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective))";
    page.ask::<()>(&format!("(globalThis.refused = [], {listen}, null)"), &[]);
    let table = [
        ("connect-src", "fetch('http://127.0.0.1:9/').catch(() => {})"),
        ("img-src", "(new Image().src = 'http://127.0.0.1:9/a.png')"),
        ("style-src-elem", "document.head.appendChild(document.createElement('style')).textContent = 'p {}'"),
        (
            "require-trusted-types-for",
            "(() => { try { document.createElement('p').innerHTML = '<b>' } catch {} })()",
        ),
    ];
    for (directive, attempt) in table {
        page.ask::<()>(&format!("({attempt}, null)"), &[]);
        let refused = format!("refused.includes('{directive}')");
        page.wait(directive, |page| page.ask(&refused, &[]));
    }
}

#[test]
fn where_the_program_cannot_start_the_page_says_so() {
    let page = Visit::new().open();
    page.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": "delete globalThis.WebAssembly" }),
    );
    page.reload();
    assert!(page.ask::<String>("document.body.innerText", &[]).contains("could not start"));
}
