//! From a model to elements. Components are given plain data and hold no state; what a click means is written on the
//! button as `data-act`.

mod app;
mod card;
mod gate;
mod overlay;
mod panel;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ShadowRoot};
use yew::{AppHandle, Renderer};

use crate::desk::{Label, Lang, Model};
use app::{App, AppProps};

/// A view in its shadow root. It shows what it is told at once: nothing is left to a later task of the browser.
pub struct View {
    shadow: ShadowRoot,
    app: AppHandle<App>,
}

impl View {
    /// Puts a view into the shadow root; none where there is no document.
    pub fn mount(shadow: &ShadowRoot, model: Model) -> Option<Self> {
        // A panic's message could hold text of the draft, and the element already says that the helper is off.
        yew::set_custom_panic_hook(Box::new(|_| {}));
        let root = shadow.owner_document()?.create_element("div").ok()?;
        shadow.replace_children_with_node_1(&root);
        let app = Renderer::<App>::with_root_and_props(root, AppProps { model }).render();
        Some(Self { shadow: shadow.clone(), app })
    }

    /// Shows another model.
    pub fn show(&self, model: Model) {
        self.app.send_message(model);
        self.reveal_selected();
    }

    /// Gives the focus to the gate's way back, the one thing that a hasty key may do there.
    pub fn focus_gate(&self) {
        if let Some(back) = self.find("[data-act=return]") {
            // Only a detached element refuses.
            let _ = back.focus();
        }
    }

    /// Takes the view out again.
    pub fn unmount(self) {
        self.app.destroy();
        self.shadow.replace_children_with_node_0();
    }

    /// Scrolls the list, and only the list, to the selected finding.
    fn reveal_selected(&self) {
        let (Some(list), Some(card)) = (self.find(".cards"), self.find(".card.selected")) else {
            return;
        };
        let (top, height) = (card.offset_top() - list.offset_top(), card.offset_height());
        let (from, room) = (list.scroll_top(), list.client_height());
        if top < from {
            list.set_scroll_top(top);
        } else if top + height > from + room {
            list.set_scroll_top(top.min(top + height - room));
        }
    }

    fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.shadow.query_selector(selector).ok()??.dyn_into().ok()
    }
}

/// A label's words.
fn say(label: Label, lang: Lang) -> &'static str {
    label.text(lang)
}
