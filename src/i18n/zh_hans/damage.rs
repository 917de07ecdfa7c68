//! 存储的记录无法使用时说的话。

use crate::i18n::DamageWords;

pub static WORDS: DamageWords = DamageWords {
    notice: |count| format!("有 {count} 条存储的记录已损坏，已另外放好；其余的都在。"),
    show: "查看",
    download: "下载损坏的记录",
    title: "读不出的记录",
    hint: "一条也没有删除。下载的文件里是全部原文，一字不差。",
    size: |characters| format!("{characters} 字符"),
    more: |count| format!("另有 {count} 条，都在下载的文件里"),
    key: "它的名称本程序不认识。",
    version: "没有写明版本。",
    syntax: |words| format!("不完整或有误（{words}）。"),
    checksum: "与写入时不同：校验和不符。",
    fields: |words| format!("缺少内容，或种类不对（{words}）。"),
    value: |field| format!("其中的“{field}”不可能是这样。"),
    other_text: "它不是名称所指的那篇正文。",
    unfit: "正文在该处是别的文字。",
    no_document: "它所属的正文不在这里。",
    set_aside: "以前在它的位置写入别的内容时，已另外放好。",
    newer: |version| format!("由本程序的更新版本写入（版本 {version}）。"),
};
