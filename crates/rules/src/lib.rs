//! Liyan's core: a rule pack and a text in, findings out.
//!
//! The core does no input or output, reads no clock and keeps no global state, so the same pack and text give the
//! same verdict in a browser, on a command line and anywhere else.
//!
//! What is marked `#[inline]` is so for the page: it is then compiled with the page's crate, for size, and the rest of
//! the core for speed. It is all that runs once a pack or once a click.
//!
//! ```
//! # #[cfg(feature = "toml")] {
//! use liyan_rules::{Channel, Checker, Conversation, Severity, When};
//!
//! let checker = Checker::from_compiled(&liyan_rules::pack::compile_builtin().unwrap()).unwrap();
//! let draft = Conversation::draft(Channel::Chat, "这个我不知道，你自己看。");
//! let report = checker.check(&draft, When::Sending);
//! assert_eq!(report.worst(), Some(Severity::Block));
//! # }
//! ```

mod checker;
mod conversation;
mod finding;
mod fix;
mod id;
mod judge;
mod matcher;
mod mend;
pub mod pack;
mod span;
pub mod text;
mod time;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod tone;
#[cfg(not(feature = "train"))]
mod tone;

pub use checker::{Checker, Mender};
pub use conversation::{Channel, Conversation, Role, Turn, When};
pub use finding::{Basis, Finding, Kind, Report, RuleIndex, Severity, Stage};
pub use fix::{Edit, Fix, OpenSlot};
pub use pack::{CompiledError, PackInfo, Rule, Source};
pub use span::{ByteSpan, CharSpan, Span, Utf16Span};
pub use time::{Date, Timestamp};

pub(crate) use id::hex;
