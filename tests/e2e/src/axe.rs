//! What axe-core finds: faults that shut out people who cannot see, point or tell colours apart.

use std::fs;

use serde_json::{Value, json};

use crate::Page;

/// Everything up to WCAG 2.2, level AA, and what axe-core holds to be good practice.
const RULES: &str = "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']";

impl Page {
    /// Each fault with the elements that have it, as lines; none in a page that is as it should be.
    #[track_caller]
    pub fn faults(&self) -> Vec<String> {
        if !self.ask::<bool>("'axe' in globalThis", &[]) {
            let path = std::env::var("AXE").expect("AXE names axe-core's script: cargo xtask test e2e");
            let script = fs::read_to_string(&path).expect("axe-core's script can be read");
            self.devtools("Runtime.evaluate", json!({ "expression": script }));
        }
        let expression = format!(
            "axe.run(document, {{ runOnly: {RULES}, resultTypes: ['violations'] }}).then((found) => \
             found.violations.flatMap(({{ id, help, nodes }}) => nodes.map((node) => \
             `${{id}} (${{help}}): ${{node.html}} ${{node.failureSummary}}`)))"
        );
        let question = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.devtools("Runtime.evaluate", question);
        let faults = answer.pointer("/result/value").and_then(Value::as_array);
        let faults = faults.unwrap_or_else(|| panic!("axe-core answers with its faults: {answer}"));
        faults.iter().map(|fault| fault.as_str().unwrap_or_default().to_owned()).collect()
    }
}
