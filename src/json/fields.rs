//! An object by its fields: one that cannot be read leaves the others readable, and those that nobody asked for are
//! there at the end.

use super::scanner::{Broken, Scanner};
use super::value::mismatch;
use super::{BadPlace, Malformed, Value, beginning, list, read};

/// No object of ours has a twentieth of this. Fields are looked for one by one, so that more would take long.
const MOST: usize = 1_000;

/// The fields of one object, by name.
#[derive(Debug)]
pub struct Fields<'a>(Vec<(String, &'a str)>);

impl<'a> Fields<'a> {
    pub fn of(json: &'a str) -> Result<Self, Malformed> {
        Self::scan(Scanner::new(json)).map_err(Malformed::from)
    }

    /// The fields of what stands by itself.
    pub fn of_file(json: &'a str) -> Result<Self, BadPlace> {
        Self::scan(Scanner::new(json)).map_err(|broken| BadPlace::new(json, broken))
    }

    fn scan(mut scanner: Scanner<'a>) -> Result<Self, Broken> {
        if !scanner.take(b'{') {
            let value = scanner.value()?;
            return Err(Broken { at: 0, words: mismatch(value, "an object").0 });
        }
        let mut fields = Self(Vec::new());
        let mut more = !scanner.take(b'}');
        while more {
            let name: String = read(scanner.key()?).map_err(|malformed| scanner.broken(&malformed.0))?;
            let json = scanner.value()?;
            if fields.0.len() == MOST {
                let mut broken = scanner.broken("");
                let mut count = MOST + 1;
                while scanner.comma(b'{')? {
                    scanner.key()?;
                    scanner.value()?;
                    count += 1;
                }
                broken.words = format!("{count} fields, {} more than {MOST}", count - MOST);
                return Err(broken);
            }
            if fields.raw(&name).is_some() {
                return Err(scanner.broken(&format!("duplicate field `{}`", beginning(&name))));
            }
            fields.0.push((name, json));
            more = scanner.comma(b'{')?;
        }
        scanner.finish()?;
        Ok(fields)
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|(other, _)| other == name)
    }

    /// The field as it is written.
    pub fn raw(&self, name: &str) -> Option<&'a str> {
        self.find(name).and_then(|at| self.0.get(at)).map(|(_, json)| *json)
    }

    /// Takes a field out as it is written; `None` where it is absent or null.
    pub fn take_raw(&mut self, name: &str) -> Option<&'a str> {
        let at = self.find(name)?;
        let (_, json) = self.0.swap_remove(at);
        Some(json).filter(|json| *json != "null")
    }

    /// Takes out a text, number or flag.
    pub fn take<T: Value>(&mut self, name: &str) -> Result<Option<T>, Malformed> {
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
    pub fn need<T: Value>(&mut self, name: &str) -> Result<T, Malformed> {
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

    /// Every field that was not taken out.
    pub fn into_rest(self) -> impl Iterator<Item = (String, &'a str)> {
        self.0.into_iter()
    }

    /// Nothing was left that nobody knows.
    pub fn finish(mut self) -> Result<(), Malformed> {
        match self.0.pop() {
            Some((name, _)) => Err(Malformed(format!("unknown field `{}`", beginning(&name)))),
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
        let many = |count: usize| {
            let fields: Vec<String> = (0..count).map(|number| format!("\"{number}\":0")).collect();
            Fields::of(&format!("{{{}}}", fields.join(","))).map(|fields| fields.into_rest().count())
        };
        assert_eq!(many(MOST), Ok(MOST));
        assert_eq!(many(MOST + 2), Err(malformed("1002 fields, 2 more than 1000")));
        let twice = BadPlace { line: 2, column: 5, words: "duplicate field `a`".into() };
        assert_eq!(Fields::of_file("{\"a\":1,\n\"a\":1}").err(), Some(twice));
    }
}
