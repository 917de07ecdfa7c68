//! When fields were written. Mostly all of a record were written at once, so the fields of a stamp stand together:
//! `[[[1690000000000,0,2309737967],"target tag note"]]`, the stamp as milliseconds, counter and writer.

use crate::json::{self, Brackets, Fields, Malformed};
use crate::model::{ReplicaId, Seen, SmallMap, Stamp};
use crate::storage::Fault;

/// Names of fields, with spaces between, each with when they were written.
pub struct Stamps(Vec<(Stamp, String)>);

impl Stamps {
    /// Takes them out of a record; none where there is no such field.
    pub fn take(fields: &mut Fields, name: &str) -> Result<Self, Malformed> {
        let groups = fields.take_list(name)?.unwrap_or_default().into_iter().map(|group| {
            let [moment, names] = json::array(group)?;
            Ok((read_moment(moment)?, json::read(names)?))
        });
        Ok(Self(groups.collect::<Result<_, Malformed>>()?))
    }

    fn fields(&self) -> impl Iterator<Item = (&str, Stamp)> {
        self.0.iter().flat_map(|(stamp, names)| names.split(' ').map(|name| (name, *stamp)))
    }

    /// When a field was written.
    pub fn of(&self, field: &str) -> Result<Stamp, Fault> {
        let found = self.fields().find(|(name, _)| *name == field);
        found.map(|(_, stamp)| stamp).ok_or(Fault::Value("stamps"))
    }

    /// As what a deletion had seen of the fields with these names.
    pub fn seen<F: Ord + Clone>(&self, field: fn(&str) -> Option<F>) -> Result<Seen<F>, Fault> {
        let mut seen = Seen::nothing();
        for (name, stamp) in self.fields() {
            seen.see(field(name).ok_or(Fault::Value("seen"))?, stamp);
        }
        Ok(seen)
    }
}

pub fn write(fields: &mut dyn Iterator<Item = (String, Stamp)>) -> String {
    let mut groups: SmallMap<Stamp, String> = SmallMap::new();
    for (name, stamp) in fields {
        groups.entry(stamp).and_modify(|names| *names = format!("{names} {name}")).or_insert(name);
    }
    let mut list = Brackets::on_one_line();
    for (stamp, names) in groups.iter() {
        let mut group = Brackets::on_one_line();
        group.add(&write_moment(*stamp));
        group.add(&json::text(names));
        list.add(&group.into_list());
    }
    list.into_list()
}

pub fn write_moment(Stamp { millis, counter, replica }: Stamp) -> String {
    format!("[{millis},{counter},{}]", replica.0)
}

pub fn read_moment(json: &str) -> Result<Stamp, Malformed> {
    let [millis, counter, replica] = json::array(json)?;
    Ok(Stamp {
        millis: json::read(millis)?,
        counter: json::read(counter)?,
        replica: ReplicaId(json::read(replica)?),
    })
}
