//! 超出上限时说的话。

use crate::i18n::LimitWords;

pub static WORDS: LimitWords = LimitWords {
    text: "字节正文",
    blocks: "段",
    annotations: "条批注",
    links: "个关联",
    tags: "个标签",
    spans: "个片段（同一条批注）",
    attributes: "个属性（同一条批注）",
    definitions: "个属性（同一个标签）",
    choices: "个可选的词",
    characters: "个字符",
    depth: "层括号",
    too_large: |size, most, over| format!("它有 {size}，最多能读 {most}，多出 {over}。"),
    passed: |found, what, most, over| format!("{found} {what}，最多读 {most}，多出 {over}"),
    first: |passed, most| format!("{passed}；前 {most} 已读入，从这里起没有读"),
    without: |field, passed| format!("“{field}”有 {passed}；其余部分照读"),
    not_cut: |passed| format!("它有 {passed}；正文不会被截短。"),
};
