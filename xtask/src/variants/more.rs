//! Forms of one character that Unihan does not link: each pair is one word's two ways of being written.

/// What mainland lists write with one simplified character (the lists of 1955, 1964 and 2013), and forms of Hong Kong and
/// Taiwan that stand for them. They count even where both are in the list of 2013: a text in traditional characters means
/// the same word with them.
pub const MERGED: &str = "\
    佈布 佔占 侷局 俬私 儁俊 兇凶 剷铲 勳勋 唸念 噁恶 嚐尝 嚮向 囌苏 塚冢 墻墙 嫋袅 寀采 崑昆 崙仑 嶽岳 廕荫 彆别 彔录 \
    彷仿 彿佛 悽凄 慤悫 慼戚 捱挨 擣捣 旣既 昇升 朮术 枴拐 柺拐 榘矩 榦干 欅榉 殭僵 氾泛 淨净 淩凌 滷卤 瀰弥 灩滟 燉炖 \
    燬毁 牴抵 犛牦 琱雕 産产 甦苏 甯宁 痠酸 癒愈 祇只 衹只 篠筿 簑蓑 籤签 糰团 綵彩 縴纤 罎坛 羶膻 翫玩 脩修 蒐搜 \
    蓆席 蔘参 薹苔 藴蕴 蠔蚝 襬摆 覈核 託托 譭毁 讚赞 豔艳 輼辒 遊游 醃腌 醖酝 釦扣 鈅钥 鈡钟 鉅巨 鉆钻 鍊炼 鍼针 \
    鎌镰 鎚锤 鎸镌 鑑鉴 閲阅 闇暗 陞升 霑沾 頽颓 顔颜 餬糊 餵喂 駡骂 鬨哄 鳬凫 鵰雕 鶿鹚 鷄鸡 鳮鸡 鷴鹇 麪面 麺面 麴曲 \
    齧啮 糭粽 汙污 汚污 祕秘 洩泄 槓杠 諮咨 稜棱 緼缊 醣糖 敕勅 曁暨 靑青 淸清 姪侄 録录 濵滨";

/// Japanese forms since 1946. One that is another character in the list of 2013 stays apart: 弁, 予, 芸.
pub const JAPANESE: &str = "\
    仮假 剤劑 労勞 勧勸 唖啞 噛嚙 囲圍 図圖 圧壓 壌壤 壱壹 対對 廃廢 悩惱 戻戾 掻搔 択擇 拠據 拡擴 撹攪 桟棧 権權 歓歡 \
    帰歸 溌潑 渓溪 満滿 渋澀 沢澤 済濟 浜濱 濾滤 焔焰 営營 犠犧 猟獵 発發 皐皋 頴穎 穏穩 竃竈 経經 総總 繋繫 繍繡 縄繩 \
    絵繪 継繼 続續 聡聰 粛肅 脳腦 挙舉 舎舍 茘荔 蛍螢 蝋蠟 覚覺 観觀 訳譯 読讀 豊豐 弐貳 軽輕 輌輛 遅遲 辺邊 醗醱 醤醬 \
    釈釋 舗鋪 銭錢 鉱鑛 鶏雞 霊靈 駆驅 駅驛 髄髓 闘鬥 鴎鷗 鹸鹼 斎齋 歯齒 齢齡 亀龜 気氣 伝傳 変變 広廣 歩步 毎每 斉齊 \
    竜龍 渉涉 圏圈 桜櫻";

/// The two characters of each pair.
pub fn pairs(list: &str) -> impl Iterator<Item = (char, char)> + '_ {
    list.split_whitespace().filter_map(|pair| {
        let mut chars = pair.chars();
        chars.next().zip(chars.next())
    })
}
