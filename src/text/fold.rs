//! What counts as the same character when words are looked for: a search for `广州5` finds `廣州５`.
//!
//! Folding is one character for one character, so offsets in what was folded are offsets in the text.

/// The 976 commonest traditional characters that have one simplified form, in the order of the simplified ones, most of
/// which follow each other in Unicode: so written they take half of what two lists would.
///
/// A character stands for the next code point of the simplified ones. A sign before it says how far on that is instead
/// (`#` is the same once more), and `~` that the simplified character itself follows.
const TRADITIONAL: &str = "~万萬*與(專*業叢東絲(丟%兩嚴%喪&個)豐'臨)為&麗舉-麼義&烏'樂'喬/習鄉(書-買亂;爭(於虧%雲,亞0產%畝,親0億)僅\
    僕+從&侖%倉:儀%們.價C眾優%會'傘偉傳'傷%倫'偽L體)餘-傭%僉^俠&侶&偵側僑d倆t債'傾d償L儲~儿兒5兌,黨9蘭&關興\
    (茲%養%獸+內&岡'冊0寫%軍農6馮&衝決%況)凍(淨)準&涼)減%湊-凜(幾'鳳,憑%凱/擊'鑿6劃)劉則剛創(刪.別.製&剎,劑\
    2劍7剝%劇Y勸辦&務*動,勵勁勞/勢/勳~区區醫/昇*華協)單賣/盧,衛,卻1廠&廳歷&厲%壓-廁&釐1廈<縣&參-雙(發#髮*變\
    敘4隻)臺#颱)葉號%嘆8後(嚇'嗎4噸'聽&啓#啟(吳G員'嗚/週J詠a響'啞)嘩~嘱囑~团團.園*圍,國圖+圓@聖:場8壞+塊&堅\
    壇%壩%墳墜G壟1壘7墾(墊~堕墮~墙墻x壯%聲&殼&壺1處&備)復#複5夠8頭'誇夾奪4奮.獎2奧E婦媽~娇嬌M娛f嬰~孙孫0學\
    >寧?寶實%寵審,憲宮5寬賓B寢?對%尋導&壽*將1爾'塵(嘗-堯4屍(儘#盡(層+屆7屬D嶼%歲豈8崗'島5嶺W峽(巒~巩鞏;幣%佈\
    %帥&師+帳+簾'幟-帶+幫g幹'並#併,廣(莊%慶-廬&庫應(廟(龐廢~开開%異棄@張(彌-彎-彈強;歸當%錄I徹,徑e憶4誌3憂\
    <懷態>憐B總3戀K懇&惡)惱M悅)懸&憫>驚A慘懲'慚%慣s願~懒懶`戲,戰B戶=撲9執%擴%掃揚'擾M撫拋*搶%護報C擔=擬&攏揀\
    %擁攔擰撥擇<掛;摯)撓擋%掙擠揮\\撈損%撿換/據l擲&摻f攬&攙擱摟&攪X攜-攝%擺搖&攤j撐~敌敵2斂8數>齋/鬥5斬'斷V無\
    *舊2時曠j顯0晉+曉%暈P暫~术術(樸)機)殺%雜權&桿>條'來&楊9鬆闆%極&構A樞+槍楓~标標棧&棟'欄%樹(棲D樣O檔%橋'樁\
    `夢=檢~楼樓~横橫*櫻~欢歡(歐x殲2殘Y毀7畢'斃+氈V氣1氫H匯#彙%漢>湯8洶I溝%沒'瀝%滄&滬u潑澤'潔4灑V淺漿澆&濁測\
    &濟瀏%渾%濃k濤%澇%漣'渙&潤%漲澀~渊淵)漸'漁&滲5溫2遊i灣濕'潰%濺x滾*滿&濾濫&濱灘~潇瀟~灭滅%燈)靈,災.爐S點\
    &煉熾'爍爛<燭'煙*煩燒'燙%熱K煥~爱愛)爺a牽(犧_狀&猶V獨%獅&獄@獵?豬貓&獻~玛瑪7環現~琐瑣O瓊~电電)畫-暢R疇\
    F療+瘧2瘡瘋;癥P癡Z癱~皱皺B鹽監(蓋%盤~着著~矫矯7礦%碼8磚M礎8碩<確B礙~礼禮^禱禍/祿禪Y離5種E積稱0穢Y穩g窮\
    /竊-竅3窩\\竪#豎+競P筍,筆I箋:築-篩A籌(簽%簡~类類V糧p係O緊~纠糾%紅%纖%約級&紀紉'純&綱納%縱%紛紙紋紡&紐%線\
    '練組紳細織終%絆紼%紹%經%綁絨結%繞&繪給&絡絕%統&絹繡'繼%績緒&續)繩維綿%繃綢'綜&綠綴(緬1緩締%編%緣%縛&縫\
    &纏+纓縮.繳@網)羅&罰+罷~耻恥4職+聯9聰<肅@腸'膚=腎腫脹脅(膽9勝=膠6脈)臟%腦,腳:脫*臉5臘T膩~致緻<捨F艦艙b艱\
    &艷*藝+節=蕪-蘆D葦)蒼%蘇M蘋-範.莖[荊-薦4蕩%榮葷*蔭'藥f蓮(獲~萝蘿+營%蕭薩~蒋蔣u藍~虑慮=蟲5雖蝦%蝕%螞6蠶\
    |蠻~补補*襯;襖;襪4襲;裝B褲~见見觀%規覓視%覽覺@觸~誉譽~计計訂%認'討讓'訓議訊記%講諱(許%論%訟%設訪訣證&評\
    %識%詐訴診&詞'譯'試%詩&誠&話誕'詢&該詳(誡%語%誤(說&請諸%諾讀&課&誰%調%諒&談%誼謀%諜謊7謝謠&謙.譜&譴&穀\
    ~贝貝貞負%貢財責賢敗賬貨質販貪貧貶購貯貫(貼貴%貸貿費賀%賊&賄(資*賦賭&賞賜'賠%賴'賺賽&贊%贈贍贏6趙趕8趨\
    [躍U踐X蹤~车車%軌軒&轉%輪軟轟'軸*輕%載)較%輔輛%輩輝+輯%輸.辭.辯3邊'遼達&遷)過邁+運+還這%進遠違連遲F適*選\
    遜+遞L邏?遺1遙Q鄧>郵0鄰)鬱3鄭~酱醬|釋%裡~鉴鑒~针針釘-釣.鈔鍾#鐘&鋼&鑰%鈞%鉤(鈕&錢%鉗%鉢/鐵%鈴%鉛:銅鋁3銘\
    ,銀%鑄%鋪'鏈%銷鎖'鍋)鋒1錯+錫%鑼錘%錦+鍵0鍛(鍍*鎮8鏡F長~门門%閃&閉問闖閏%閑#閒%間&悶閘鬧%聞)閣'閱.闡'闊\
    .隊7陽陰陣階2際陸%陳0陝7險I隨隱I隸+難c霧~静靜,麵~韩韓~顶頂頃%項順須%頑顧頓%頒&預%領頗頸,頻*題'顏額&顛Q風\
    -飄)飛~饭飯飲%飾飽1餓*館/饅~马馬%馱%馳驅%駁&駛(駐駝%駕'罵%驕+驗(騎)騙&騷-驟~鱼魚(魯>鮮?鯨~鸟鳥%雞%鳴&鴉\
    *鴨5鴻)鵝-鵬8鶴/鷹Y麥A黃~齐齊R齒(齡8龍龔(龜";

/// The first and the last of the Han characters that have a place in the table of a [`Folding`].
const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

/// The key to the table of traditional characters, made once for each search: a look-up is one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folding {
    /// The simplified form of each Han character; 0 where it is its own.
    simplified: Vec<u16>,
}

impl Folding {
    pub fn new() -> Self {
        let mut simplified = vec![0; (LAST - FIRST + 1) as usize];
        let mut place = 0;
        let mut step = 1;
        let mut is_named = false;
        for c in TRADITIONAL.chars() {
            let code = u32::from(c);
            if c == '~' {
                is_named = true;
            } else if c.is_ascii() {
                step = code - u32::from('#');
            } else if is_named {
                (place, step, is_named) = (code, 0, false);
            } else {
                place += step;
                step = 1;
                if let Some(slot) = simplified.get_mut(code.wrapping_sub(FIRST) as usize) {
                    *slot = place as u16;
                }
            }
        }
        Self { simplified }
    }

    /// A character as it is compared: simplified, of half width, in lower case.
    pub fn fold(&self, c: char) -> char {
        let code = u32::from(c);
        match code {
            FIRST..=LAST => {
                let simplified = self.simplified.get((code - FIRST) as usize).copied().unwrap_or(0);
                if simplified == 0 { c } else { char::from_u32(simplified.into()).unwrap_or(c) }
            }
            0x3000 => ' ',
            // Full width, which stands in the order of ASCII.
            0xff01..=0xff5e => char::from_u32(code - 0xff01 + 0x21).unwrap_or(c).to_ascii_lowercase(),
            _ => c.to_ascii_lowercase(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let folding = Folding::new();
        text.chars().map(|c| folding.fold(c)).collect()
    }

    #[test]
    fn width_case_and_script() {
        let table = [
            ("廣州", "广州"),
            ("广州", "广州"),
            ("ＡＢＣ１２３（％）", "abc123(%)"),
            ("Pizhu", "pizhu"),
            ("一\u{3000}二", "一 二"),
            ("發與髮", "发与发"),
            ("黨員幹部築起嚴密防線,守護群眾安全和健康", "党员干部筑起严密防线,守护群众安全和健康"),
            ("醫護人員連夜開展核酸檢測", "医护人员连夜开展核酸检测"),
            ("萬龜", "万龟"),
            ("。，、“”「」", "。,、“”「」"),
            ("𠮷É\u{301}👩\u{200d}👦\n", "𠮷É\u{301}👩\u{200d}👦\n"),
        ];
        for (text, expected) in table {
            assert_eq!(folded(text), expected, "{text}");
            assert_eq!(folded(expected), expected, "folding again changes nothing");
        }
    }

    #[test]
    fn the_table_has_what_its_comment_says() {
        let Folding { simplified } = Folding::new();
        let pairs: Vec<(u32, u16)> =
            (FIRST..).zip(simplified).filter(|(_, simplified)| *simplified != 0).collect();
        assert_eq!(pairs.len(), 976);
        for (traditional, simplified) in pairs {
            assert_ne!(traditional, u32::from(simplified));
            let c = char::from_u32(simplified.into()).unwrap();
            assert_eq!(Folding::new().fold(c), c, "{c} is simplified already");
        }
    }
}
