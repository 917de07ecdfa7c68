//! An object by its fields: one that cannot be read leaves the others readable, and those that nobody asked for are
//! there at the end.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{BadPlace, Malformed, list, read};

/// The fields of one object, by name.
#[derive(Debug)]
pub struct Fields<'a>(BTreeMap<String, &'a str>);

impl<'a> Fields<'a> {
    pub fn of(json: &'a str) -> Result<Self, Malformed> {
        read(json)
    }

    /// The fields of what stands by itself.
    pub fn of_file(json: &'a str) -> Result<Self, BadPlace> {
        serde_json::from_str(json).map_err(BadPlace::from)
    }

    /// The field as it is written.
    pub fn raw(&self, name: &str) -> Option<&'a str> {
        self.0.get(name).copied()
    }

    /// Takes a field out as it is written; `None` where it is absent or null.
    pub fn take_raw(&mut self, name: &str) -> Option<&'a str> {
        self.0.remove(name).filter(|json| *json != "null")
    }

    /// Takes out a text, number or flag.
    pub fn take<T: Deserialize<'a>>(&mut self, name: &str) -> Result<Option<T>, Malformed> {
        self.take_with(name, read)
    }

    /// Takes out the members of a list.
    pub fn take_list(&mut self, name: &str) -> Result<Option<Vec<&'a str>>, Malformed> {
        self.take_with(name, list)
    }

    /// Takes out what `parse` makes of it.
    pub fn take_with<T>(
        &mut self,
        name: &str,
        parse: fn(&'a str) -> Result<T, Malformed>,
    ) -> Result<Option<T>, Malformed> {
        self.take_raw(name).map(parse).transpose().map_err(|malformed| named(name, &malformed))
    }

    /// Takes out a text, number or flag without which the record says nothing.
    pub fn need<T: Deserialize<'a>>(&mut self, name: &str) -> Result<T, Malformed> {
        self.take(name)?.ok_or_else(|| missing(name))
    }

    /// Takes out, as it is written, a field without which the record says nothing.
    pub fn need_raw(&mut self, name: &str) -> Result<&'a str, Malformed> {
        self.take_raw(name).ok_or_else(|| missing(name))
    }

    /// Takes out the members of a list without which the record says nothing.
    pub fn need_list(&mut self, name: &str) -> Result<Vec<&'a str>, Malformed> {
        self.take_list(name)?.ok_or_else(|| missing(name))
    }

    /// Every field that was not taken out, by name.
    pub fn into_rest(self) -> impl Iterator<Item = (String, &'a str)> {
        self.0.into_iter()
    }

    /// Nothing was left that nobody knows.
    pub fn finish(mut self) -> Result<(), Malformed> {
        match self.0.pop_first() {
            Some((name, _)) => Err(Malformed(format!("unknown field `{name}`"))),
            None => Ok(()),
        }
    }
}

fn named(name: &str, malformed: &Malformed) -> Malformed {
    Malformed(format!("{name}: {}", malformed.0))
}

fn missing(name: &str) -> Malformed {
    Malformed(format!("missing field `{name}`"))
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut fields = BTreeMap::new();
        while let Some((name, raw)) = entries.next_entry::<String, &RawValue>()? {
            if fields.contains_key(&name) {
                return Err(A::Error::custom(format_args!("duplicate field `{name}`")));
            }
            fields.insert(name, raw.get());
        }
        Ok(Fields(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_taken_out_one_by_one() {
        let mut fields = Fields::of(r#"{"b":"\u5f15","a":[1, 2],"n":null,"c":{"d" : 1}}"#).unwrap();
        assert_eq!(fields.raw("a"), Some("[1, 2]"));
        assert_eq!(fields.take_list("a"), Ok(Some(vec!["1", "2"])));
        assert_eq!(fields.take_list("a"), Ok(None));
        assert_eq!(fields.need("b"), Ok("引".to_owned()));
        assert_eq!(fields.take::<u32>("n"), Ok(None), "null says that there is none");
        assert_eq!(fields.into_rest().collect::<Vec<_>>(), [("c".into(), r#"{"d" : 1}"#)]);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let mut fields = Fields::of(r#"{"a":1,"b":2}"#).unwrap();
        let malformed = |words: &str| Malformed(words.into());
        assert_eq!(
            fields.take::<String>("a"),
            Err(malformed("a: invalid type: integer `1`, expected a string"))
        );
        assert_eq!(fields.need::<u32>("z"), Err(malformed("missing field `z`")));
        assert_eq!(fields.finish(), Err(malformed("unknown field `b`")));
        assert_eq!(Fields::of("{}").unwrap().finish(), Ok(()));
        let twice = BadPlace { line: 2, column: 6, words: "duplicate field `a`".into() };
        assert_eq!(Fields::of_file("{\"a\":1,\n\"a\":1}").err(), Some(twice));
    }
}
