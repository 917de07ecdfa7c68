//! 文件或其中一处不能读入时说的话。

use crate::i18n::ReportWords;

pub static WORDS: ReportWords = ReportWords {
    reading: "正在读取文件。在你同意之前，这里的内容不会改变。",
    reading_failed: "读取失败：可能是浏览器内存不足。请再试一次，或先打开其中一部分。",
    unknown_file: "这不是本程序能读的文件：项目 JSON 或纯文本。",
    not_text: |byte| {
        format!("这不是 UTF-8 文本（第 {byte} 字节）：可能是图片，或用了 GBK 等编码，请先另存为 UTF-8。")
    },
    unreadable: "浏览器没能读取它。",
    syntax: |line, column, words| format!("第 {line} 行第 {column} 列：JSON 有误（{words}）。"),
    newer_file: |version, known| format!("它由更新的程序写成（版本 {version}；当前程序读到版本 {known}）。"),
    no_text: "里面没有正文。",
    not_normalised: "正文里有回车符或字节顺序标记，位置不可信。",
    other_text: "正文与文件所写的长度或 SHA-256 不符。",
    nothing_fits: "它的批注没有一条与正文相符：",
    malformed: |words| format!("不是批注（{words}）"),
    bad_offsets: |start, end, length| format!("{start} 到 {end} 不是一篇 {length} 字正文里的位置"),
    bad_utf16: "“utf16”与“start”“end”指的不是同一处",
    bad_quote: |stated, found| format!("引文写的是“{stated}”，正文该处是“{found}”"),
    same_id: |id| format!("编号 {id} 在文件前面已出现过"),
    bad_name: |name| format!("“{name}”不能用作标签或属性的名称"),
    bad_link: |id| format!("关联的一端 {id} 不在文件里"),
    taken: |name| format!("“{name}”有第二个值"),
    bad_field: |name| format!("“{name}”不能用，其余部分照读"),
    no_zone: |name| format!("“{name}”没有写明时区，按 UTC 读取；其余照常收入"),
    half_characters: |count| format!("有 {count} 个不完整的字符，读作 �"),
};
