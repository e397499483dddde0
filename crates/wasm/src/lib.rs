//! The checker for JavaScript, without any user interface: what `liyan/checker` of the npm package stands on.
//!
//! The boundary is flat. Packs are named by small numbers that this module hands out; a record is given turn by turn and
//! then judged; the answer is six numbers a finding, with offsets in UTF-16 units. Words and fixes are asked for by
//! index. Nothing that JavaScript holds has to be freed.
//!
//! What the caller gave wrongly is thrown as a string; anything else that comes out of a call is a trap, after which
//! the module is not to be used again. A number that was not handed out is such a mistake of the caller's code.

#![forbid(unsafe_code)]

mod desk;
mod fixes;
mod rows;
mod words;

pub use crate::desk::{check, close, open, turn};
pub use crate::fixes::fixes;
pub use crate::rows::{ids, related};
pub use crate::words::{pack, rule};
