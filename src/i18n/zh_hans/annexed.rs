//! 只有附件才说的话。

use crate::i18n::MenuWords;

pub static MENU: MenuWords =
    MenuWords { view: "显示", work: "批注", files: "文件", kept: "本机存储", help: "帮助" };
