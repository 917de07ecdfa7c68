//! What Trunk's hook does to a release build: one style sheet, one script, a divided program, the security policy.
//!
//! A debug build stays as it is: there each style sheet keeps its name, and Trunk's script that loads the page again
//! is an inline one, which the policy would forbid.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::divide::{Divided, divide};
use crate::page::{POLICY, attribute, tags};
use crate::shell::{Outcome, about};

/// Called by Trunk, which says in the environment what it builds and where.
pub fn hook() -> Outcome {
    let from_trunk = |name| std::env::var(name).map_err(|_| format!("Trunk calls this, and sets {name}."));
    if from_trunk("TRUNK_PROFILE")? == "release" {
        finish(Path::new(&from_trunk("TRUNK_STAGING_DIR")?), &divide()?)?;
    }
    Ok(())
}

fn finish(folder: &Path, divided: &Divided) -> Outcome {
    let page = folder.join("index.html");
    let html = without(&read(&page)?, "<!--", "-->");
    let html = one_style_sheet(html, folder)?;
    let html = one_script(&html, folder, divided)?;
    let html = with_policy(&without_preload(&html))?;
    write(&page, &html)
}

fn one_style_sheet(mut html: String, folder: &Path) -> Outcome<String> {
    let links: Vec<String> =
        tags(&html, "link").into_iter().filter(|tag| is(tag, "stylesheet")).map(String::from).collect();
    let mut sheet = String::new();
    for link in &links {
        let path = folder.join(address(link, "href")?);
        sheet.push_str(&without(&read(&path)?, "/*", "*/"));
        sheet.push('\n');
        remove(&path)?;
    }
    let name = named("pizhu", sheet.as_bytes(), "css");
    write(&folder.join(&name), &sheet)?;
    if let Some((first, others)) = links.split_first() {
        html = html.replace(first, &format!("<link rel=\"stylesheet\" href=\"./{name}\">"));
        for link in others {
            html = html.replace(link, "");
        }
    }
    Ok(html)
}

/// Puts the divided program in the place of the whole one, and the script that starts it behind its own.
fn one_script(html: &str, folder: &Path, divided: &Divided) -> Outcome<String> {
    let preload = tags(html, "link").into_iter().find(|tag| is(tag, "modulepreload"));
    let glue = address(preload.ok_or("The built page preloads no script.")?, "href")?;
    let [script] = tags(html, "script")[..] else {
        return Err("The built page must have one script, js/boot.js.".into());
    };
    let boot = address(script, "src")?;
    let preload = tags(html, "link").into_iter().find(|tag| is(tag, "preload"));
    let program = address(preload.ok_or("The built page preloads no program.")?, "href")?;
    let mut script = divided.script.clone();
    for module in &divided.modules {
        let name = named(&module.name, &module.program, "wasm");
        script = script.replace(&format!("\"./{}.wasm\"", module.name), &format!("\"./{name}\""));
        write(&folder.join(name), &module.program)?;
    }
    let whole = unindented(&format!("{script}\n{}", read(&folder.join(boot))?));
    let script_name = named("pizhu", whole.as_bytes(), "js");
    let program_name = named("pizhu", &divided.program, "wasm");
    for old in [glue, boot, program] {
        remove(&folder.join(old))?;
    }
    write(&folder.join(&script_name), &whole)?;
    write(&folder.join(&program_name), &divided.program)?;
    Ok(html
        .replace(&format!("./{glue}"), &format!("./{script_name}"))
        .replace(&format!("./{boot}"), &format!("./{script_name}"))
        .replace(&format!("./{program}"), &format!("./{program_name}")))
}

/// No line begins with white space; no text in the script holds a line break.
fn unindented(script: &str) -> String {
    script.lines().map(str::trim_start).collect::<Vec<_>>().join("\n")
}

/// Leaves the program to the script, which asks for it a moment later. Where sites may keep no data, Chromium 156 never
/// sends the preload in half of the first visits, and the script waits for it for ever. No browser knows the new name.
fn without_preload(html: &str) -> String {
    html.replace("<link rel=\"preload\"", "<link rel=\"program\"")
}

/// The policy holds for what stands behind it, so it is the first thing after the encoding.
fn with_policy(html: &str) -> Outcome<String> {
    let encoding = "<meta charset=\"utf-8\">";
    let (before, behind) = html.split_once(encoding).ok_or("The page does not state its encoding.")?;
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    Ok(format!("{before}{encoding}\n    {policy}{behind}"))
}

fn is(tag: &str, relation: &str) -> bool {
    attribute(tag, "rel") == Some(relation)
}

/// The file that a tag names, beside the page.
fn address<'a>(tag: &'a str, name: &str) -> Outcome<&'a str> {
    let path = attribute(tag, name).and_then(|address| address.strip_prefix("./"));
    path.ok_or_else(|| format!("{tag} names no file beside the page."))
}

/// A file is named after what is in it, so that a browser never takes an old one for it.
fn named(stem: &str, content: &[u8], extension: &str) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("{stem}-{:016x}.{extension}", hasher.finish())
}

/// The text without its comments; none of ours stands inside a string.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut parts = text.split(open);
    let head = parts.next().unwrap_or_default().to_string();
    let tails = parts.filter_map(|part| part.split_once(close)).map(|(_, tail)| tail);
    let kept = tails.fold(head, |kept, tail| kept + tail);
    kept.lines().filter(|line| !line.trim().is_empty()).fold(String::new(), |kept, line| kept + line + "\n")
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| about(path, error))
}

fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome {
    fs::write(path, content).map_err(|error| about(path, error))
}

fn remove(path: &Path) -> Outcome {
    fs::remove_file(path).map_err(|error| about(path, error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::divide::Module;
    use crate::page;

    #[test]
    fn a_page_with_two_sheets_and_two_scripts_becomes_one_with_one_of_each() {
        let folder = std::env::temp_dir().join(format!("pizhu-finish-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let built = [
            (
                "index.html",
                "<head><meta charset=\"utf-8\"><!-- a <script> -->\n\
                 <link rel=\"stylesheet\" href=\"./a-1.css\">\n<link rel=\"stylesheet\" href=\"./b-1.css\">\n\
                 <link rel=\"modulepreload\" href=\"./p-1.js\" crossorigin=\"anonymous\">\n\
                 <link rel=\"preload\" href=\"./p-1_bg.wasm\" as=\"fetch\" type=\"application/wasm\">\n\
                 <script type=\"module\" src=\"./boot-1.js\"></script>",
            ),
            ("a-1.css", "/* one */\np { color: red }"),
            ("b-1.css", "q { color: blue }"),
            ("p-1.js", "export default 1;"),
            ("boot-1.js", "start();"),
        ];
        for (name, text) in built {
            fs::write(folder.join(name), text).unwrap();
        }
        fs::write(folder.join("p-1_bg.wasm"), b"\0asm\x01\0\0\0").unwrap();
        let program = b"\0asm\x01\0\0\0".to_vec();
        let module = Module { name: "a".into(), program: program.clone() };
        let script = "fetch(\"./a.wasm\");\nexport default 1;".into();
        finish(&folder, &Divided { script, program, modules: vec![module] }).unwrap();

        page::check(&folder).unwrap();
        let html = fs::read_to_string(folder.join("index.html")).unwrap();
        let read = |address: &str| fs::read_to_string(folder.join(address)).unwrap();
        let sheets: Vec<&str> = tags(&html, "link").into_iter().filter(|tag| is(tag, "stylesheet")).collect();
        assert_eq!(sheets.len(), 1);
        assert_eq!(read(address(sheets[0], "href").unwrap()), "p { color: red }\n\nq { color: blue }\n\n");
        let script = address(tags(&html, "script")[0], "src").unwrap();
        let module = named("a", b"\0asm\x01\0\0\0", "wasm");
        assert_eq!(read(script), format!("fetch(\"./{module}\");\nexport default 1;\nstart();"));
        assert!(folder.join(module).is_file());
        assert!(html.contains(&format!("<link rel=\"modulepreload\" href=\"./{script}\"")), "{html}");
        assert!(html.contains(".wasm\"") && !html.contains("\"preload\""), "{html}");
        assert_eq!(
            fs::read_dir(&folder).unwrap().count(),
            5,
            "the page, a sheet, a script, a program and a module"
        );
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn comments_go() {
        assert_eq!(without("a /* b\nc */ d\n/* e */\nf\n", "/*", "*/"), "a  d\nf\n");
    }
}
