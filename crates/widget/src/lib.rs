//! Liyan in a page: the custom element `<liyan-helper for="reply">`.
//!
//! Three parts, and news travels through them one way only:
//!
//! - `desk`, pure and tested natively, holds what is known of the draft. [`desk::State`] takes a piece of news and
//!   answers with tasks; [`desk::Model`] is what there is to see.
//! - `view` turns a model into elements (Yew). It holds no state and decides nothing.
//! - `page` is the rest of the browser: it hears events, tells the desk, shows the model and does the tasks.
//!
//! The element itself is defined by `liyan-helper.js`, which outlives anything that can go wrong in here: it alone
//! holds listeners on the page, recognises a sending act and lets it pass unless this module says stop.

#![forbid(unsafe_code)]

pub mod desk;
mod page;
mod rows;
mod view;

pub use page::Helper;
pub use rows::{check_rows, take_shipped};
