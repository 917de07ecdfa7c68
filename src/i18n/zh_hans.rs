//! 简体中文。

pub mod damage;
pub mod importing;
pub mod lazy;
pub mod limits;
pub mod report;
pub mod storage_promise;

use super::{AttributeWords, Messages, Shortcuts, TagWords};

pub const MESSAGES: Messages = Messages {
    language: "zh-Hans",
    name: "简体中文",

    program: "批注",
    tags: [
        TagWords {
            id: "quote", name: "引语", guideline: "有人说出或写下的话，连同引号一起标。"
        },
        TagWords {
            id: "term", name: "用语", guideline: "口号、活动名称和带引号的特殊说法。"
        },
        TagWords {
            id: "figure",
            name: "数字",
            guideline: "数目、日期、时长或金额，连同单位和“约”“超”一类的词。",
        },
        TagWords {
            id: "person", name: "人物", guideline: "人的姓名或代替姓名的称呼，不含职务。"
        },
        TagWords {
            id: "organisation", name: "机构", guideline: "有名称的机关、单位、团体和企业。"
        },
        TagWords {
            id: "place", name: "地点", guideline: "有名称的地方：行政区、街道、建筑、桥梁。"
        },
        TagWords {
            id: "event", name: "事件", guideline: "有名称的事件，如某次疫情或会议。"
        },
    ],
    attributes: [
        AttributeWords { id: "speaker", name: "说话人", choices: &[] },
        AttributeWords {
            id: "mode", name: "方式", choices: &[("direct", "直接"), ("indirect", "间接")]
        },
        AttributeWords { id: "value", name: "数值", choices: &[] },
        AttributeWords { id: "unit", name: "单位", choices: &[] },
        AttributeWords {
            id: "approximation",
            name: "约数",
            choices: &[("exact", "确数"), ("about", "约"), ("over", "超过"), ("under", "不到")],
        },
        AttributeWords { id: "role", name: "身份", choices: &[] },
    ],
    shortcuts: Shortcuts {
        tag: "给选中的文字加标签，或更换当前批注的标签",
        caret: "焦点在正文时移动光标；加 Ctrl 按词、按段移动，或到全文首尾",
        extend: "用光标选择",
        edge_keys: "移动边界时：移动（加 Ctrl 按词）、换另一端、确定、放弃",
        stack_keys: "在重叠批注的小列表里选择",
        candidate_keys: "列出说话人时：选这个编号的",
        next: "下一条批注",
        previous: "上一条批注",
        grow: "扩大选区：词、短语、引号内、句、段",
        shrink: "缩小选区",
        unmarked: "下一个没有批注的段落",
        find: "在正文里查找",
        find_next: "下一处",
        find_previous: "上一处",
        tag_all: "标出选中文字或当前批注的所有出现之处",
        pen: "拿起或放下标签笔：选中即标",
        pen_tag: "拿起这个标签的笔",
        note: "写笔记",
        edge: "移动当前批注的边界；Tab 换另一端，回车确定",
        point: "选中光标处的批注，再按选其下一层",
        link: "把当前引语关联到说话人",
        scheme: "修改标签表",
        delete: "删除当前批注",
        undo: "撤销",
        redo: "重做",
        export: "导出项目 JSON",
        open: "打开文件",
        menu: "打开菜单",
        leave: "离开：标签笔、选区、笔记、对话框",
        help: "本列表",
    },

    article: "正文",
    outline: "目录",
    documents: "文本",
    close_document: |title| format!("关闭《{title}》"),
    untitled: "未命名",
    undo: "撤销",
    redo: "重做",
    undo_that: |what| format!("撤销：{what}"),
    redo_that: |what| format!("重做：{what}"),
    open: "打开",
    export: "导出",
    export_hint: "下载正文和批注（项目 JSON）",
    download_text: "只下载正文",
    more: "更多",
    help: "键盘快捷键",
    close: "关闭",
    skip: "跳到正文",
    your_name: "你的名字",

    toolbar: "给选中的文字加标签",
    here: |count| format!("此处已有 {count} 条"),
    tagged: |tag, quote| format!("{tag}：{quote}"),
    retagged: |tag| format!("标签已改为{tag}"),
    deleted: |count| format!("已删除 {count} 条批注"),

    edge_hint: "← → 移动这一端 · Tab 换另一端 · 回车确定 · Esc 放弃",
    edge_back: "往前一字",
    edge_on: "往后一字",
    edge_turn: "换另一端",
    edge_accept: "确定",
    edge_move: "移动边界",
    edge_start: |words| format!("始于“{words}”"),
    edge_end: |words| format!("止于“{words}”"),
    stack: "此处的批注",
    pen: "标签笔",
    pen_hint: "选中即标",
    pen_down: "标签笔已放下",
    put_down: "放下（Esc）",

    list: "批注列表",
    list_count: |count| if count == 0 { "没有批注".to_owned() } else { format!("{count} 条批注") },
    show_list: "列表",
    empty: "还没有批注",
    empty_hint: |keys| {
        if keys.is_empty() {
            "在正文里选中文字，再点一个标签。".to_owned()
        } else {
            format!("在正文里选中文字，再点一个标签，或按它的键：{keys}")
        }
    },
    filter: "按标签筛选",
    all_tags: "全部",
    nothing_matches: "没有符合筛选条件的批注。",
    tag: "标签",
    note: "笔记",
    note_hint: "写笔记",
    delete: "删除",
    unknown_tag: "未知标签",
    copy_link: "复制链接",
    copy_quote: "复制引文",
    copied: "已复制",
    not_copied: "浏览器不允许本页复制。",
    quotation: |words, speaker, title, paragraph| {
        let said =
            if words.starts_with(['“', '「']) { words.to_owned() } else { format!("“{words}”") };
        let by = speaker.map_or_else(String::new, |speaker| format!("{speaker}，"));
        let at = if paragraph == 0 { String::new() } else { format!("第 {paragraph} 段") };
        format!("{said}\n——{by}《{title}》{at}")
    },
    no_such_annotation: "链接指向的批注不在这里。",

    find: "查找",
    found_none: "没有找到",
    tag_all: "全部标注…",
    tag_these: |count| format!("标注这 {count} 处"),
    retag_these: |count| format!("改这 {count} 条的标签"),
    delete_these: |count| format!("删除这 {count} 条"),
    filter_words: "按文字筛选",
    all_marked: "每个段落都有批注了。",

    not_a_number: |words| format!("“{words}”不是数字，原来的值没有变。"),
    choose_link: |attribute| format!("选择{attribute}"),
    link_to: "选择…",
    unnamed: "未具名",
    no_link: "不关联",
    link_gone: "已删除的批注",

    scheme: "标签表",
    new_tag: "新标签：写名称，按回车",
    narrow: "输入文字找标签，回车即标",
    label: "名称",
    color: "颜色",
    key: "按键",
    key_hint: "在这里按一个字母或数字键；按 Delete 去掉。",
    guideline: "用法",
    attribute_list: "属性",
    new_attribute: "新属性，按回车添加",
    kind: "种类",
    kinds: ["文字", "数字", "选项", "是否", "关联"],
    choices: "可选的词，用逗号隔开",
    remove: "去掉",
    up: "上移",
    down: "下移",
    merge_into: "并入…",
    affected: |count| {
        if count == 0 {
            "没有批注用这个标签。".to_owned()
        } else {
            format!("有 {count} 条批注用这个标签：删除后成为未知标签，并入后改用另一个。")
        }
    },

    did_tag: |tag, count| if count == 1 { format!("标为{tag}") } else { format!("{count} 处标为{tag}") },
    did_retag: |tag, count| {
        if count == 1 { format!("标签改为{tag}") } else { format!("{count} 条标签改为{tag}") }
    },
    did_delete: |count| {
        if count == 1 { "删除批注".to_owned() } else { format!("删除 {count} 条批注") }
    },
    did_note: "笔记",
    did_edge: "移动边界",
    did_attribute: "属性",
    did_link: "关联",
    did_import: |count| if count == 0 { "导入".to_owned() } else { format!("导入 {count} 条批注") },
    did_scheme: "修改标签",
    did_restore: "恢复",
    undone: |what| format!("已撤销：{what}"),
    redone: |what| format!("已重做：{what}"),

    no_document: "没有打开的文本。",
    no_selection: "请先选中文字。",
    nothing_seen: "这里没有看得见的文字，无法批注。",
    no_annotation: "请先选一条批注。",
    no_tag: "这个标签已不在标签表里。",
    text_changed: "这一段曾被别的程序（例如网页翻译或划词词典）改动，现已恢复原文，没有作任何标注。请重新选择。",
    outside_text: "超出了正文的范围。",
    nothing_to_do: "已经是这样了。",
    nothing_to_undo: "没有可撤销的操作。",
    nothing_to_redo: "没有可重做的操作。",
    changed_elsewhere: "没有撤销：同一处后来在别处被改过，撤销会丢掉那次修改。",
    id_taken: "没有执行：已有相同编号的记录。",
    no_attribute: "它的标签没有这一项。",
    no_name: "需要一个名称。",
    key_in_use: "另一个标签已用这个键。",
    too_long: "太长，未保存：笔记或值最多 1,000,000 字，名称最多 10,000 字。",

    nothing_yet: "还没有要保存的内容",
    on_device: "已存于本机",
    saved: |time| [["已保存 ", time].concat().trim_end(), "，已存于本机"].concat(),
    saved_to_disk: |time| [["已保存 ", time].concat().trim_end(), "，已存于本机磁盘"].concat(),
    keeping: "正在存入…",
    in_memory: "仅在内存中",
    not_saved: |count| format!("未保存：{count} 处修改"),
    full: "浏览器给本页的存储空间已满。屏幕上的内容都还在，请下载。",
    blocked: "浏览器不允许本页保存任何内容。可以照常工作，但关闭页面就会丢失，请先下载。",
    mismatch: "写入的内容没能读回。屏幕上的内容都还在，请下载。",
    newer_data: "这里存的内容由本程序的更新版本写入，所以当前版本不会覆盖它。请刷新页面以取得新版本。",
    lost: "存储的内容被从外部清除或改写了。屏幕上的内容都还在，请重试或下载。",
    storage_other: |words| format!("浏览器拒绝存储：{words}。屏幕上的内容都还在，请下载。"),
    try_again: "重试",
    download_everything: "全部下载",
    dismiss: "知道了",
    kept_by_edit: "已在另一窗口或文件中删除；因同时有修改而保留。",
    also_written: |tag, note| format!("另一窗口同时写的是：{tag} {note}"),
    take_copy: "采用它",
    restore_points: "恢复点",
    erase: "清除本机上的全部内容",
    broken: "程序出错，无法继续修改。已保存的内容仍在：请先下载全部内容，再重新加载页面。",
    no_highlights: "此浏览器不能在正文里显示标记（缺少 CSS Custom Highlight API）。加标签、列表、撤销和导出照常可用。",

    opening: "正在打开文件…",
    import_title: |name| format!("打开 {name}"),
    import_opens: |title, characters| format!("将打开《{title}》（{characters} 字），与现有的文本并列。"),
    import_same_text: "正文与这里已有的相同。",
    import_new: |count| format!("新增 {count} 条"),
    import_changed: |count| format!("有改动 {count} 条"),
    import_same: |count| format!("已有 {count} 条"),
    import_tags: |count| format!("新标签 {count} 个"),
    import_unfit: |count| format!("文件里有 {count} 处不合，不会导入："),
    import_more: |count| format!("还有 {count} 条"),
    import_do: "导入",
    import_idle: "文件里没有新内容。",
    cancel: "取消",
    imported: |count| format!("导入了 {count} 条批注。"),
    opened: |title| format!("已打开《{title}》。"),
    closed: |title| format!("已关闭《{title}》。它的批注都还在：再次打开它的文件即可看到。"),
    not_opened: |name, reason| format!("没有打开 {name}，这里的内容没有改变。{reason}"),
    at_line: |line, reason| format!("第 {line} 行：{reason}"),
    drop_here: "松开鼠标即可打开文件",
    no_download: "浏览器没有开始下载。",
    not_fetched: "程序的一部分没能载入，可能是网络断了。屏幕上的内容没有变化，请再试一次。",
};
