//! The browser's side: hears events, tells the desk, shows the model, does the tasks.

mod acts;
mod emit;
mod field;
mod helper;
mod history;
mod keyboard;
mod mirror;
mod sheet;
mod ties;
mod watch;

pub use helper::Helper;
