//! The messages before the draft, as the portal hands them over in the property `conversation`.

use js_sys::Reflect;
use liyan_rules::{Role, Timestamp, Turn};
use wasm_bindgen::prelude::*;

/// Reads a list of `{role, text, at?}`; a time that is none is not known. Roles that the rules do not know are never judged: they become the system's.
pub fn read(turns: &JsValue) -> Result<Vec<Turn>, JsError> {
    let items = js_sys::try_iter(turns).ok().flatten().ok_or_else(|| JsError::new("no list"))?;
    items.enumerate().map(|(index, item)| turn(item).ok_or_else(|| unreadable(index))).collect()
}

fn turn(item: Result<JsValue, JsValue>) -> Option<Turn> {
    let item = item.ok()?;
    let entry = |name: &str| Reflect::get(&item, &name.into()).ok()?.as_string();
    let role = match entry("role")?.as_str() {
        "clerk" => Role::Clerk,
        "citizen" => Role::Citizen,
        _ => Role::System,
    };
    let at = entry("at").as_deref().and_then(Timestamp::parse);
    Some(Turn { role, text: entry("text")?, at })
}

fn unreadable(index: usize) -> JsError {
    JsError::new(&format!("turn {index} has no role or no text"))
}
