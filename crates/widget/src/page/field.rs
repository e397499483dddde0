//! The field, as `liyan-field.js` presents it: plain text and places in it, whatever stands behind.
//!
//! A textarea, an input, an element that the page lets edit and the body of a frame differ in how text is read, where
//! a caret is and how a change is made; that is the page's affair and told in JavaScript. Here they are all one.

use js_sys::Function;
use liyan_rules::Utf16Span;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::desk::{Notice, Patch};

#[wasm_bindgen]
extern "C" {
    /// A field that a helper watches. Places count UTF-16 units of its text.
    #[derive(Clone)]
    pub type Field;

    /// The element that hears of keys and input: the textarea, the editing host, the body in its frame.
    #[wasm_bindgen(method, getter)]
    pub fn element(this: &Field) -> HtmlElement;

    /// Whether its text can not be marked, so that an overlay sets it again.
    #[wasm_bindgen(method, getter)]
    pub fn overlaid(this: &Field) -> bool;

    /// The text, with line breaks as `\n`.
    #[wasm_bindgen(method)]
    pub fn text(this: &Field) -> String;

    /// Gives it the focus, its caret where it was.
    #[wasm_bindgen(method)]
    pub fn focus(this: &Field);

    /// Puts in the line break that a key would put in.
    #[wasm_bindgen(method, js_name = breakLine)]
    pub fn break_line(this: &Field);

    /// Calls `changed` whenever its text may have changed without an input event.
    #[wasm_bindgen(method)]
    pub fn observe(this: &Field, changed: &Function);

    /// Marks the text in place: four numbers a mark, which are start, end, severity (0 to 2) and whether it is selected.
    #[wasm_bindgen(method)]
    pub fn mark(this: &Field, rows: &[u32]);

    #[wasm_bindgen(method, js_name = caret)]
    fn caret_places(this: &Field) -> Vec<u32>;

    #[wasm_bindgen(method, js_name = select)]
    fn select_places(this: &Field, start: u32, end: u32);

    #[wasm_bindgen(method, js_name = replace)]
    fn replace_places(
        this: &Field,
        range: &[u32],
        insert: &str,
        expect: &str,
        select: &[u32],
        stay: bool,
        done: &Function,
    );
}

impl Field {
    /// The caret or the selection.
    pub fn caret(&self) -> Utf16Span {
        let places = self.caret_places();
        let at = |index: usize| places.get(index).map_or(0, |place| *place as usize);
        Utf16Span::new(at(0), at(1).max(at(0)))
    }

    /// Gives it the focus and selects a part.
    pub fn select(&self, span: Utf16Span) {
        self.select_places(narrow(span.start()), narrow(span.end()));
    }

    /// Makes one change in the way that the field's own undo knows, selects what is to be selected, and calls `done`
    /// with how it went: nothing, or the word of a notice, and then all is as it was. Only a slot to fill is scrolled to.
    pub fn replace(&self, patch: &Patch, done: &Function) {
        let places = |span: Utf16Span| [narrow(span.start()), narrow(span.end())];
        self.replace_places(
            &places(patch.range),
            &patch.insert,
            &patch.expect,
            &places(patch.select),
            !patch.has_slots,
            done,
        );
    }
}

/// What a field's word for a failure means.
pub fn notice(word: &str) -> Notice {
    match word {
        "locked" => Notice::Locked,
        "room" => Notice::NoRoom,
        _ => Notice::Refused,
    }
}

/// A place in a field: texts are far shorter than 4 Gi units.
fn narrow(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
