//! A whole visit asks for the program's own files and for nothing else; nothing is written that the policy forbids.

use pizhu_e2e::Visit;

/// The policy of the page, word for word.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
    form-action 'none'; require-trusted-types-for 'script'; trusted-types pizhu-worker";

#[test]
fn a_whole_visit_asks_for_each_file_once_and_for_no_other() {
    for path in ["/", "/of/a/library/"] {
        let page = Visit::new().under(path).open();
        page.ask::<()>(
            "(globalThis.refused = [],
            addEventListener('securitypolicyviolation', (event) => refused.push(event.violatedDirective)), null)",
            &[],
        );
        page.mark("陈俊敏", 0, "Digit4");
        page.click_text("陈俊敏", 0);
        page.press("KeyN");
        page.type_text("https://example.org/a.png <img src=http://127.0.0.1:9/>");
        page.press("Escape");
        page.press("Shift+Slash");
        page.wait("help", |page| page.is_there("dialog"));
        page.click_within("dialog", "button", "Close");
        page.wait("its going", |page| !page.is_there("dialog"));
        page.mark("3.9万个", 0, "Digit3");
        page.press("Ctrl+KeyZ");
        page.wait("one", |page| page.rows().len() == 1);
        let file = page.export();
        page.drop_file(
            &page.file(
                "a.txt",
                "<img src=\"http://127.0.0.1:9/\"><script>1</script>\n![](http://127.0.0.1:9/)",
            ),
        );
        page.click_within("dialog", "button", "Import");
        page.wait("the other text", |page| page.text().starts_with("<img"));
        page.import_file(&page.file("home.json", &file.text));
        page.wait("nothing new", |page| page.words("dialog").contains("nothing new"));
        page.click_within("dialog", "button", "Cancel");

        let asked = page.site().asked();
        let address = page.site().address();
        let beside = |name: &String| Some(name.strip_prefix(path)?.split('-').next()?.to_owned());
        let mut names: Vec<String> = asked.iter().filter_map(beside).collect();
        names.sort();
        let mut own = vec!["", "dialogs", "files", "pizhu", "pizhu", "pizhu", "shared"];
        // A worker for each file that was opened has the script, the program and its module by itself.
        own.extend(["pizhu", "pizhu", "shared", "worker"].repeat(2));
        own.sort_unstable();
        assert_eq!(names, own, "each file beside the page once: {asked:?}");
        let requests = page.requests();
        assert!(requests.iter().all(|request| request.starts_with(&address)), "{requests:#?}");
        assert_eq!(
            requests.len() + 2 * 3,
            asked.len(),
            "those of a worker but its script are seen here alone: {requests:#?}"
        );
        assert_eq!(page.ask::<Vec<String>>("refused", &[]), Vec::<String>::new());
        assert_eq!(page.console_errors(), Vec::<String>::new());
    }
}

#[test]
fn the_page_carries_its_policy_and_no_script() {
    let page = Visit::new().open();
    let policy: String =
        page.ask("document.querySelector('meta[http-equiv=Content-Security-Policy]').content", &[]);
    assert_eq!(policy, POLICY);
    let before: u32 = page.ask(
        "[...document.querySelectorAll('link, script, style')].filter((one) => one.compareDocumentPosition(
            document.querySelector('meta[http-equiv]')) & Node.DOCUMENT_POSITION_FOLLOWING).length",
        &[],
    );
    assert_eq!(before, 0, "the policy stands before everything that it is about");
    let inline: u32 = page.ask(
        "[...document.querySelectorAll('*')].filter((one) => one.matches('script:not([src]), style')
            || [...one.attributes].some(({ name }) => name.startsWith('on'))).length",
        &[],
    );
    assert_eq!(inline, 0, "no script and no style stands in the page");
    let written: String = page.ask(
        "(() => { const ask = new XMLHttpRequest(); ask.open('GET', location.href, false); ask.send(); return ask.responseText })()",
        &[],
    );
    for inline in ["<style", " style=", " onload=", " onclick=", "javascript:"] {
        assert!(!written.contains(inline), "{inline} in {written}");
    }
    let scripts = written.matches("<script").count();
    assert_eq!((scripts, written.matches("<script src=\"./").count()), (1, 1), "{written}");
}
