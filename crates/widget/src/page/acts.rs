//! From a click in the shadow root to what it asks for.
//!
//! The view marks its buttons with `data-act` and one listener serves them all. Yew's own listeners are not used:
//! it never frees their closures, so a helper that was removed would stay in memory.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, ShadowRoot};

use crate::desk::{Act, Reason};

/// The button that an event happened on.
pub fn button(event: &Event) -> Option<Element> {
    let target = event.composed_path().get(0).dyn_into::<Element>().ok()?;
    target.closest("[data-act]").ok()?
}

/// What a button asks for.
pub fn act(button: &Element, shadow: &ShadowRoot) -> Option<Act> {
    let index = |name: &str| button.get_attribute(name)?.parse::<usize>().ok();
    match button.get_attribute("data-act")?.as_str() {
        "pick" => Some(Act::Pick(index("data-mark")?)),
        "fix" => Some(Act::Fix { mark: index("data-mark")?, fix: index("data-fix")? }),
        "ignore" => Some(Act::Ignore(index("data-mark")?)),
        "list-all" => Some(Act::ListAll),
        "restore" => Some(Act::Restore),
        "cancel" => Some(Act::Cancel),
        "return" => Some(Act::Return),
        "newline" => Some(Act::OnlyNewline),
        "send-anyway" => {
            Some(send_anyway(Reason::from_name(&button.get_attribute("data-reason")?)?, shadow))
        }
        _ => None,
    }
}

/// Sending for a reason, with what the clerk noted.
pub fn send_anyway(reason: Reason, shadow: &ShadowRoot) -> Act {
    let note = shadow
        .query_selector(".note")
        .ok()
        .flatten()
        .and_then(|note| note.dyn_into::<HtmlInputElement>().ok());
    Act::SendAnyway(reason, note.map(|note| note.value()).unwrap_or_default())
}
