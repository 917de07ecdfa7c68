//! What is annotated in the first story of the article, and what a file of it must then have in it.

use pizhu_e2e::ProjectFile;
use serde_json::{Value, json};

pub struct Passage {
    pub words: &'static str,
    /// Which of the places where these words stand.
    pub nth: usize,
    pub tag: &'static str,
}

const fn passage(words: &'static str, nth: usize, tag: &'static str) -> Passage {
    Passage { words, nth, tag }
}

impl Passage {
    /// Where it begins, in code points.
    pub fn start(&self, text: &str) -> usize {
        start(text, self.words, self.nth)
    }
}

/// Where words stand in a text, in code points; at its end where they do not.
fn start(text: &str, words: &str, nth: usize) -> usize {
    let byte = text.match_indices(words).nth(nth).map_or(text.len(), |(byte, _)| byte);
    text.get(..byte).unwrap_or_default().chars().count()
}

pub const TAGS: [&str; 7] = ["quote", "term", "figure", "person", "organisation", "place", "event"];

pub const SAID: &str = "“所有的同事都冲在一线,我觉得自己还能吃得消,就一起帮忙。”";
pub const NO: &str = "“不行!”";
pub const REST: &str = "“您这么大了,人手不够的时候,您就休息。人手不够的话再请您,行不?”";

/// In the order of the text.
pub const PASSAGES: &[Passage] = &[
    passage("5月21日", 0, "figure"),
    passage("广州“5·21”疫情", 0, "event"),
    passage("深圳“5·21”疫情", 0, "event"),
    passage("广东省委组织部", 0, "organisation"),
    passage("“我是党员,让我上”", 0, "quote"),
    passage("“哪里需要我们,我们就去哪里”", 0, "quote"),
    passage("6月21日深夜", 0, "event"),
    passage("荔湾区鹤洞大桥", 0, "place"),
    passage("“党员先锋岗”", 0, "term"),
    passage("广州市委组织部", 0, "organisation"),
    passage("3.9万个", 0, "figure"),
    passage("超75万名", 0, "figure"),
    passage("“组合拳”", 0, "term"),
    passage("侯梦菲", 0, "person"),
    passage("彭启有", 0, "person"),
    passage("陈秋明", 0, "person"),
    passage("9100多万", 0, "figure"),
    passage("深圳市光明区", 0, "place"),
    passage("5000名", 0, "figure"),
    passage("“志愿红”", 0, "term"),
    passage("陈俊敏", 0, "person"),
    passage(SAID, 0, "quote"),
    passage("广州市红十字会医院", 0, "organisation"),
    passage("胡建广", 0, "person"),
    // over what was the end of a column
    passage("面对高温炙烤、密封的防护措施", 0, "term"),
    passage("“秒空”", 0, "term"),
    passage("邱炳威", 0, "person"),
    passage("东墩街", 0, "place"),
    passage("于富德", 0, "person"),
    passage(REST, 0, "quote"),
    passage("17号楼党小组的志愿者", 0, "person"),
    passage(NO, 0, "quote"),
    passage("“党员老哥”", 0, "term"),
    passage("司徒冰", 0, "person"),
];

/// Quotes with who said them.
pub const LINKS: [(&str, &str); 3] = [(SAID, "陈俊敏"), (REST, "17号楼党小组的志愿者"), (NO, "于富德")];

/// An end that is moved, and where to.
pub const STRETCHED: (&str, &str) = ("超75万名", "超75万名党员");
/// What gets another tag: a digit's neighbour was pressed.
pub const RETAGGED: (&str, &str) = ("6月21日深夜", "figure");
pub const NOTED: (&str, &str) = ("3.9万个", "约数？查 1 次。");
/// What is tagged wherever else it stands.
/// What is tagged wherever else it stands, and how often it stands there.
pub const ALL: (&str, usize) = ("“党员老哥”", 3);

/// What a file says, without ids and times: of each annotation tag, quote, place, note and whom it leads to.
pub fn content(file: &ProjectFile) -> Vec<Value> {
    let annotations = file.list("/annotations");
    let quote = |id: &Value| annotations.iter().find(|one| one["id"] == *id).map(|one| one["quote"].clone());
    let links = file.list("/links");
    let said = |one: &Value| {
        let link = links.iter().find(|link| link["from"] == one["id"]);
        link.and_then(|link| quote(&link["to"]))
    };
    let read = |one: &Value| json!({ "tag": one["tag"], "quote": one["quote"], "start": one["start"], "note": one["note"], "by": said(one) });
    annotations.iter().map(read).collect()
}

/// What it must say.
pub fn expected(text: &str) -> Vec<Value> {
    let mut all: Vec<(usize, usize, Value)> = Vec::new();
    let mut add = |words: &str, nth: usize, tag: &str| {
        let start = start(text, words, nth);
        let by = LINKS.iter().find(|(quote, _)| *quote == words).map(|(_, speaker)| *speaker);
        let note = Some(NOTED.1).filter(|_| words == NOTED.0);
        let said = json!({ "tag": tag, "quote": words, "start": start, "note": note, "by": by });
        all.push((start, start + words.chars().count(), said));
    };
    for Passage { words, nth, tag } in PASSAGES {
        let words = if *words == STRETCHED.0 { STRETCHED.1 } else { words };
        let tag = if *words == *RETAGGED.0 { RETAGGED.1 } else { tag };
        add(words, *nth, tag);
    }
    for nth in 1..ALL.1 {
        add(ALL.0, nth, "term");
    }
    all.sort_by_key(|(start, end, _)| (*start, *end));
    all.into_iter().map(|(.., said)| said).collect()
}
