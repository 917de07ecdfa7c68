//! 只有附件才说的话。

use crate::i18n::{MenuWords, PointWords};

pub static MENU: MenuWords =
    MenuWords { view: "显示", work: "批注", files: "文件", kept: "本机存储", help: "帮助" };

pub static POINTS: PointWords = PointWords {
    about: "本文在某些时刻的样子。查看不改动任何内容，恢复也可以撤销。越早的保留越少；有名字的一直保留。",
    none_yet: "还没有恢复点。打开文本时、工作一段时间后以及大批改动之前会自动设置。",
    name: "名称（要一直保留时填写）",
    set: "设置恢复点",
    look: "查看",
    forget: "删除",
    opened: "打开时",
    worked: "工作中",
    before: "大批改动之前",
    wanted: "手动设置",
    added: |count| format!("此后新增 {count} 条"),
    removed: |count| format!("此后删除 {count} 条"),
    changed: |count| format!("此后修改 {count} 条"),
    comma: "，",
    same: "与现在相同",
    looking: |when, name| format!("正在查看 {when}：{name}"),
    back: "回到现在",
    restore: "恢复到此时",
    restored: |count| format!("已恢复 {count} 条批注，可以撤销。"),
    read_only: "查看恢复点时不能改动，请先回到现在。",
    none: "浏览器没有给本页存放恢复点的空间。",
};
