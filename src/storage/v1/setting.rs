//! A setting of the program. Its name stands in the key.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::stamps::Moment;
use crate::model::Stamped;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    value: Arc<str>,
    stamp: Moment,
}

impl From<&Stamped<Arc<str>>> for Setting {
    fn from(setting: &Stamped<Arc<str>>) -> Self {
        Self { value: setting.value.clone(), stamp: setting.stamp.into() }
    }
}

impl Setting {
    pub fn read(self) -> Stamped<Arc<str>> {
        Stamped::new(self.value, self.stamp.into())
    }
}
