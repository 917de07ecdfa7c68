//! Restore points in the mirror: in one store what they are, in another what they hold. Setting one, thinning and
//! forgetting are a single transaction each, reading included, so that two tabs never come between each other.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore, IdbTransaction};

use super::indexed_db::{IndexedStore, blocked, commit, settled};
use super::indexed_schema::{DIFFERENCES, POINTS};
use crate::model::{AnnotationSet, Records};
use crate::storage::{
    Answer, Ask, Asked, Difference, Failure, RestorePoint, Trigger, contrasts, expired, states,
};
use crate::text::DocumentId;

/// What differs from the first point on takes at most so many bytes for each document.
const ROOM: u64 = 32 << 20;

/// The points of one document in a transaction.
struct PointTransaction {
    document: DocumentId,
    transaction: IdbTransaction,
    points: IdbObjectStore,
    differences: IdbObjectStore,
}

impl IndexedStore {
    fn drawer(&self, document: DocumentId, mode: &str) -> Result<PointTransaction, Failure> {
        let transaction = self.transaction(&[POINTS, DIFFERENCES], mode, "relaxed")?;
        let points = transaction.object_store(POINTS).map_err(blocked)?;
        let differences = transaction.object_store(DIFFERENCES).map_err(blocked)?;
        Ok(PointTransaction { document, transaction, points, differences })
    }

    /// Answers a question.
    pub async fn about_points(&self, asked: &Asked) -> Result<Answer, Failure> {
        let document = asked.document;
        match &asked.what {
            Ask::Set(because, name) => {
                self.set_point((document, *because, name), &asked.stands, asked.now).await?;
                Ok(Answer::Done)
            }
            Ask::Forget(at) => {
                self.forget_point(document, *at).await?;
                Ok(Answer::Done)
            }
            Ask::All => {
                let (points, chain) = self.points(document).await?;
                let all = points.into_iter().zip(contrasts(&chain, &asked.stands)).collect();
                Ok(Answer::All(all))
            }
            Ask::Then(at) => {
                let (points, chain) = self.points(document).await?;
                let place = points.iter().position(|point| point.at == *at).ok_or(Failure::Lost)?;
                let then = states(&chain).into_iter().nth(place);
                let (point, then) = points.into_iter().nth(place).zip(then).ok_or(Failure::Lost)?;
                Ok(Answer::Then(point, then))
            }
        }
    }

    /// The points of a document in the order of time, and what each holds.
    async fn points(&self, document: DocumentId) -> Result<(Vec<RestorePoint>, Vec<Difference>), Failure> {
        let drawer = self.drawer(document, "readonly")?;
        let mut points = drawer.read_points().await?;
        let chain = drawer.read_differences().await?;
        points.truncate(chain.len());
        Ok((points, chain))
    }

    /// Sets a point of what stands, and thins those there are. Nothing is set where it says the same as the last, unless
    /// somebody wants it.
    async fn set_point(
        &self,
        (document, because, name): (DocumentId, Trigger, &str),
        stands: &AnnotationSet,
        now: u64,
    ) -> Result<(), Failure> {
        let drawer = self.drawer(document, "readwrite")?;
        let mut points = drawer.read_points().await?;
        let before = drawer.readable(&mut points).await?;
        let last = points.last().map(|point| point.at);
        let difference = Difference::between(&before, stands);
        if difference.is_empty() && because != Trigger::Wanted {
            return Ok(());
        }
        let at = last.map_or(now, |last| now.max(last + 1));
        let held = difference.encode(document, at);
        let (count, size) = (stands.count() as u32, held.len() as u32);
        let point = RestorePoint { at, because, name: name.into(), count, size };
        drawer.put(&point, &held)?;
        points.push(point);
        let going = expired(&points, now, ROOM);
        drawer.take_out(&points, &going).await?;
        drawer.done();
        Ok(())
    }

    /// Takes a point out.
    async fn forget_point(&self, document: DocumentId, at: u64) -> Result<(), Failure> {
        let drawer = self.drawer(document, "readwrite")?;
        let points = drawer.read_points().await?;
        drawer.take_out(&points, &[at]).await?;
        drawer.done();
        Ok(())
    }
}

impl PointTransaction {
    fn key(&self, at: u64) -> JsValue {
        JsValue::from_str(&RestorePoint::key(self.document, at))
    }

    async fn read(&self, store: &IdbObjectStore) -> Result<impl Iterator<Item = (String, String)>, Failure> {
        let prefix = RestorePoint::prefix(self.document);
        let range = IdbKeyRange::bound(&prefix.as_str().into(), &[&prefix, "\u{ffff}"].concat().into());
        let range = range.map_err(blocked)?;
        let keys = store.get_all_keys_with_key(&range).map_err(blocked)?;
        let values = store.get_all_with_key(&range).map_err(blocked)?;
        let (keys, values) = (settled(&keys).await?, settled(&values).await?);
        let texts = |list: JsValue| {
            let list: Array = list.unchecked_into();
            (0..list.length()).map(move |at| list.get(at).as_string().unwrap_or_default())
        };
        Ok(texts(keys).zip(texts(values)))
    }

    /// The points up to the first that cannot be read.
    async fn read_points(&self) -> Result<Vec<RestorePoint>, Failure> {
        let entries = self.read(&self.points).await?;
        Ok(entries.map_while(|(key, raw)| RestorePoint::decode(&key, &raw).ok()).collect())
    }

    /// What they hold, up to the first that cannot be read: what comes behind builds on it.
    async fn read_differences(&self) -> Result<Vec<Difference>, Failure> {
        let entries = self.read(&self.differences).await?;
        Ok(entries.map_while(|(key, raw)| Difference::decode(&key, &raw).ok()).collect())
    }

    /// The state at the last point. Points that can no longer be read are taken out: nothing can be built on them.
    async fn readable(&self, points: &mut Vec<RestorePoint>) -> Result<Records, Failure> {
        let chain = self.read_differences().await?;
        points.truncate(chain.len());
        let from = points.last().map_or(0, |last| last.at + 1);
        let end = [&*RestorePoint::prefix(self.document), "\u{ffff}"].concat();
        let range = IdbKeyRange::bound(&self.key(from), &end.into()).map_err(blocked)?;
        for store in [&self.points, &self.differences] {
            store.delete(&range).map_err(blocked)?;
        }
        Ok(states(&chain).pop().unwrap_or_default())
    }

    fn put(&self, point: &RestorePoint, held: &str) -> Result<(), Failure> {
        let key = self.key(point.at);
        let what = JsValue::from_str(&point.encode(self.document));
        self.points.put_with_key(&what, &key).map_err(blocked)?;
        self.differences.put_with_key(&JsValue::from_str(held), &key).map_err(blocked)?;
        Ok(())
    }

    async fn difference(&self, at: u64) -> Result<Difference, Failure> {
        let raw = settled(&self.differences.get(&self.key(at)).map_err(blocked)?).await?;
        let raw = raw.as_string().unwrap_or_default();
        Difference::decode(&RestorePoint::key(self.document, at), &raw).map_err(|_| Failure::Mismatch)
    }

    /// Takes points out. What each held is added to the next that stays.
    async fn take_out(&self, points: &[RestorePoint], going: &[u64]) -> Result<(), Failure> {
        let mut carried: Option<Difference> = None;
        for point in points {
            let goes = going.contains(&point.at);
            if !goes && carried.is_none() {
                continue;
            }
            let held = self.difference(point.at).await?;
            let held = match carried.take() {
                Some(carried) => carried.and_then(&held),
                None => held,
            };
            if goes {
                self.points.delete(&self.key(point.at)).map_err(blocked)?;
                self.differences.delete(&self.key(point.at)).map_err(blocked)?;
                carried = Some(held);
            } else {
                let held = held.encode(self.document, point.at);
                self.put(&RestorePoint { size: held.len() as u32, ..point.clone() }, &held)?;
            }
        }
        Ok(())
    }

    fn done(&self) {
        commit(&self.transaction);
    }
}
