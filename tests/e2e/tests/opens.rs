//! The page opens from any path, asks for its own four files only, and the policy stops nothing that it does.

use pizhu_e2e::Visit;

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
