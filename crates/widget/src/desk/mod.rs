//! What is known of one draft, and what follows from each piece of news. No browser in here.

mod act;
mod keys;
mod labels;
mod mark;
mod model;
mod paragraphs;
mod patch;
mod state;
mod stop;
mod task;

pub use act::{Act, Reason};
pub use keys::{GateKey, Key, act_at_gate, act_in_field};
pub use labels::{Label, Lang};
pub use mark::{Counts, Mark};
pub use model::{Article, Card, FixButton, GateModel, Model, Phase, Stopped};
pub use paragraphs::{Paragraph, Piece, Tint};
pub use patch::Patch;
pub use state::{News, Settings, State};
pub use stop::Stop;
pub use task::{Cited, Event, Notice, Task};
