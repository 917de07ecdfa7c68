//! 只有附件才说的话。

use crate::i18n::{FileWords, LoadingPlaceholderWords, MenuWords, PointWords, SearchWords};

pub static MENU: MenuWords = MenuWords {
    view: "显示",
    work: "批注",
    files: "文件",
    kept: "本机存储",
    help: "帮助",
    single_keys: "单键快捷键",
    press_key: "请按新的键，Esc 保留原键。",
    key_taken: |key, what| format!("{key} 已用于：{what}。请换一个键，或按 Esc。"),
    key_kept: |key| format!("{key} 用来移动光标或焦点。请换一个键，或按 Esc。"),
    fixed_keys: "以下按键不能改，因为各处的文本和输入框都这样用：",
    reset_keys: "恢复默认按键",
    ui_language: "界面语言",
    theme: "外观",
    size: "字号",
    sizes: ["小", "中", "大", "特大"],
    face: "字体",
    serif: "宋体",
    sans: "黑体",
    theme_auto: "跟随系统",
    theme_light: "浅色",
    theme_dark: "深色",
    theme_sepia: "纸色",
    your_name_hint: "会写进你做的批注",
    room: |percent| format!("已用存储：占最严格浏览器限额的 {percent} %。超出部分存入更大的空间。"),
    erase_what: |texts, annotations| {
        format!("将清除 {texts} 篇文本和 {annotations} 条批注，所有窗口中都会清除。")
    },
    erase_also: "标签、设置、撤销记录和已搁置的损坏记录也一并清除，且无法撤销。",
    erase_do: "清除",
};

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

pub static LOADING_PLACEHOLDER: LoadingPlaceholderWords = LoadingPlaceholderWords {
    title: "正在从本机读取你的文本",
    hint: "这是你上次看的文本，读完就会显示在这里。先看别的文本也不会丢失任何内容，读完后可在文本列表中找到它。",
    meanwhile: |title| format!("先看《{title}》"),
    annotations: "正在读取批注…",
    counted: |read, all| format!("正在读取批注：{read} / {all}"),
    in_part: "此处已有的内容已提供下载。存储的内容还没有全部读完，其余部分不在其中。",
    not_whole: "没有导出：批注还没有读完。请等读完后再试。",
};

pub static FILES: FileWords = FileWords {
    tie: "绑定到文件…",
    untie: "解除与文件的绑定",
    tied: |name, time| match time {
        "" => format!("已绑定到 {name}"),
        time => format!("已绑定到 {name}，{time} 写入"),
    },
    forbidden: |name| format!("已绑定到 {name}，但浏览器要你再次允许后才让本页写入。"),
    ask: "再次允许写入",
    ask_for: |name| format!("再次允许写入 {name}"),
    not_tied: "没有绑定：浏览器不让本页写入该文件。",
    saved: |time, name| format!("{time} 已存入你的文件 {name}"),
    failed: |name, reason| format!("{name} 没有写入：{reason}本机保存的内容没有变化。"),
    unreadable: "文件不见了，或无法读取。",
    unwritable: "浏览器没有写成，可能磁盘已满，或文件正被占用。",
    mismatch: "读回的内容与写入的不同。",
    strange: "其中不是本文及其批注，因此没有覆盖。请绑定另一个文件。",
    came_in: |count| format!("从你的文件收入 {count} 条批注。"),
    offered: |time| format!("已于 {time} 提供下载；是否存下，浏览器不会告知。"),
    unfiled: |count| format!("{count} 次修改还没有存入文件"),
};

pub static SEARCH: SearchWords = SearchWords {
    so_far: |found| format!("正在查找，已有 {found} 处"),
    stopped: "查找已停止，没有读到文末；未勾选任何一处。",
};
