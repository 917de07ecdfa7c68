//! The tag scheme that a new project starts with: what a close reader of a newspaper marks.

use std::sync::Arc;

use super::{AttributeDefinition, AttributeId, AttributeKind, Color, Stamp, Tag, TagDraft, TagId, TagScheme};

struct First {
    id: &'static str,
    label: &'static str,
    color: Color,
    guideline: &'static str,
    attributes: &'static [(&'static str, &'static str, Kind)],
}

enum Kind {
    Text,
    Number,
    Choice(&'static [&'static str]),
    Link,
}

/// The colours are Paul Tol's "muted" scheme (SRON/EPS/TN/09-002, issue 3.2, figure 3), which stays apart for
/// colour-blind readers; the keys are `Digit1` to `Digit7` in this order.
const FIRST: [First; 7] = [
    First {
        id: "quote",
        label: "引语",
        color: Color::rgb(0xcc, 0x66, 0x77),
        guideline: "有人说出或写下的话，连同引号一起标。",
        attributes: &[
            ("speaker", "说话人", Kind::Link),
            ("mode", "方式", Kind::Choice(&["direct", "indirect"])),
        ],
    },
    First {
        id: "term",
        label: "用语",
        color: Color::rgb(0xdd, 0xcc, 0x77),
        guideline: "口号、活动名称和带引号的特殊说法。",
        attributes: &[],
    },
    First {
        id: "figure",
        label: "数字",
        color: Color::rgb(0x33, 0x22, 0x88),
        guideline: "数目、日期、时长或金额，连同单位和“约”“超”一类的词。",
        attributes: &[
            ("value", "数值", Kind::Number),
            ("unit", "单位", Kind::Text),
            ("approximation", "约数", Kind::Choice(&["exact", "about", "over", "under"])),
        ],
    },
    First {
        id: "person",
        label: "人物",
        color: Color::rgb(0x11, 0x77, 0x33),
        guideline: "人的姓名或代替姓名的称呼，不含职务。",
        attributes: &[("role", "身份", Kind::Text)],
    },
    First {
        id: "organisation",
        label: "机构",
        color: Color::rgb(0x88, 0xcc, 0xee),
        guideline: "有名称的机关、单位、团体和企业。",
        attributes: &[],
    },
    First {
        id: "place",
        label: "地点",
        color: Color::rgb(0x44, 0xaa, 0x99),
        guideline: "有名称的地方：行政区、街道、建筑、桥梁。",
        attributes: &[],
    },
    First {
        id: "event",
        label: "事件",
        color: Color::rgb(0xaa, 0x44, 0x99),
        guideline: "有名称的事件，如某次疫情或会议。",
        attributes: &[],
    },
];

/// The scheme of a new project, written at [`Stamp::ORIGIN`], so that anybody's change is later.
pub fn first_scheme() -> TagScheme {
    let mut scheme = TagScheme::default();
    for (number, first) in (1..).zip(&FIRST) {
        let draft = TagDraft {
            label: first.label.into(),
            color: first.color,
            guideline: first.guideline.into(),
            key: format!("Digit{number}").into(),
            attributes: first.attributes.iter().filter_map(definition).collect(),
            rank: number,
        };
        if let Some(id) = TagId::new(first.id) {
            scheme.put(Tag::new(id, draft, Stamp::ORIGIN));
        }
    }
    scheme
}

fn definition((id, label, kind): &(&'static str, &'static str, Kind)) -> Option<AttributeDefinition> {
    let kind = match kind {
        Kind::Text => AttributeKind::Text,
        Kind::Number => AttributeKind::Number,
        Kind::Choice(words) => AttributeKind::Choice(words.iter().map(|word| Arc::from(*word)).collect()),
        Kind::Link => AttributeKind::Link,
    };
    Some(AttributeDefinition { id: AttributeId::new(id)?, label: (*label).into(), kind })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_tags_with_the_keys_1_to_7() {
        let scheme = first_scheme();
        let tags: Vec<_> = scheme
            .tags()
            .iter()
            .map(|tag| format!("{} {} {}", tag.key.value, tag.id, tag.label.value))
            .collect();
        assert_eq!(
            tags,
            [
                "Digit1 quote 引语",
                "Digit2 term 用语",
                "Digit3 figure 数字",
                "Digit4 person 人物",
                "Digit5 organisation 机构",
                "Digit6 place 地点",
                "Digit7 event 事件"
            ]
        );
        assert!(scheme.tags().iter().all(|tag| !tag.guideline.value.is_empty()));
    }

    #[test]
    fn every_attribute_has_a_good_name() {
        let defined: usize = first_scheme().tags().iter().map(|tag| tag.attributes.value.len()).sum();
        assert_eq!(defined, FIRST.iter().map(|first| first.attributes.len()).sum::<usize>());
    }
}
