//! The textarea: its text, its caret, and changes that undo takes back.

use liyan_rules::Utf16Span;
use wasm_bindgen::prelude::*;
use web_sys::HtmlTextAreaElement;

use crate::desk::{Notice, Patch};

#[wasm_bindgen]
extern "C" {
    /// The document's editing commands. Deprecated and without a successor: nothing else changes a field in a way
    /// that the browser's own undo takes back.
    #[wasm_bindgen(js_namespace = document, js_name = execCommand)]
    fn exec_command(name: &str, show_ui: bool, value: &str) -> bool;
}

/// The field that a helper watches.
#[derive(Clone)]
pub struct Field {
    element: HtmlTextAreaElement,
}

impl Field {
    /// Wraps the element.
    pub fn new(element: HtmlTextAreaElement) -> Self {
        Self { element }
    }

    /// The element itself.
    pub fn element(&self) -> &HtmlTextAreaElement {
        &self.element
    }

    /// The text, with line breaks as `\n`.
    pub fn text(&self) -> String {
        self.element.value()
    }

    /// The caret or the selection.
    pub fn caret(&self) -> Utf16Span {
        let at = |place: Result<Option<u32>, JsValue>| place.ok().flatten().unwrap_or(0) as usize;
        let start = at(self.element.selection_start());
        Utf16Span::new(start, at(self.element.selection_end()).max(start))
    }

    /// Gives it the focus.
    pub fn focus(&self) {
        // Only a detached element refuses, and then there is nothing to focus.
        let _ = self.element.focus();
    }

    /// Gives it the focus and selects a part.
    pub fn select(&self, span: Utf16Span) {
        self.focus();
        let _ = self.element.set_selection_range(narrow(span.start()), narrow(span.end()));
    }

    /// Puts in what a key would put in.
    pub fn insert(&self, text: &str) {
        self.focus();
        exec_command("insertText", false, text);
    }

    /// Makes one change, and takes it back unless the field then holds exactly what was meant: a `maxlength` cuts
    /// silently, and a page may put its own text in place.
    pub fn replace(&self, patch: &Patch) -> Result<(), Notice> {
        if self.element.read_only() || self.element.disabled() {
            return Err(Notice::Locked);
        }
        let before = self.text();
        let caret = self.caret();
        self.select(patch.range);
        if patch.insert.is_empty() {
            exec_command("delete", false, "");
        } else {
            exec_command("insertText", false, &patch.insert);
        }
        let after = self.text();
        if after == patch.expect {
            self.select(patch.select);
            return Ok(());
        }
        if after != before {
            exec_command("undo", false, "");
        }
        // A page that set the value itself has emptied the undo stack with that.
        if self.text() != before {
            self.element.select();
            exec_command("insertText", false, &before);
        }
        self.select(caret);
        let room = usize::try_from(self.element.max_length()).ok();
        let needed = patch.expect.encode_utf16().count();
        Err(if room.is_some_and(|room| room < needed) { Notice::NoRoom } else { Notice::Refused })
    }
}

/// A place in a field: texts are far shorter than 4 Gi units.
fn narrow(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
