//! 浏览器会把内容存多久。

use crate::i18n::PromiseWords;

pub static WORDS: PromiseWords = PromiseWords {
    given: "浏览器已答应长期保留。",
    not_given: "空间不足时浏览器可能会清除，关闭无痕窗口时也会清除。导出的文件不受影响。",
};
