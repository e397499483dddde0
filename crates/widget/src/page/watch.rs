//! Everything that is listened to while a helper is at a field. All of it goes when the field's ties are cut.

use std::cell::Cell;
use std::rc::{Rc, Weak};

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlTextAreaElement, ResizeObserver, ResizeObserverEntry, Window};

use super::drift::Drift;
use super::field::Field;
use super::helper::Desk;
use super::ties::{Listeners, Ties};
use crate::desk::News;

/// A field and what hears of its changes.
pub struct Watch {
    /// The field.
    pub field: Field,
    /// The exact width of its text, once the browser told it.
    pub content: Rc<Cell<Option<f64>>>,
    _listeners: Listeners,
    _resized: Closure<dyn Fn(Array)>,
}

impl Watch {
    /// Begins to watch.
    pub fn new(
        desk: &Rc<Desk>,
        element: HtmlTextAreaElement,
        ties: &Ties,
    ) -> Result<Self, JsValue> {
        let window = web_sys::window().ok_or("a page has a window")?;
        let mut listeners = Listeners::default();
        hear_text(desk, &element, ties, &mut listeners);
        hear_layout(desk, &window, ties, &mut listeners);

        let within = common_ancestor(&element, desk.host());
        let drifts = within.iter().flat_map(|within| {
            [element.as_ref() as &Element, desk.host()].map(|target| {
                let desk = Rc::downgrade(desk);
                Drift::watch(target, within, ties, move || with(&desk, Desk::lay))
            })
        });
        let content = Rc::new(Cell::new(None));
        let resized = Closure::<dyn Fn(Array)>::new(resized(
            Rc::downgrade(desk),
            element.clone(),
            content.clone(),
            drifts.collect(),
        ));
        let observer = ResizeObserver::new(&ties.guard(resized.as_ref().unchecked_ref()))?;
        observer.observe(&element);
        observer.observe(desk.host());
        if let Some(within) = &within {
            observer.observe(within);
        }
        ties.keep(&observer);

        let field = Field::new(element);
        Ok(Self { field, content, _listeners: listeners, _resized: resized })
    }
}

fn with(desk: &Weak<Desk>, act: impl FnOnce(&Desk)) {
    if let Some(desk) = desk.upgrade() {
        act(&desk);
    }
}

/// What changes the text or the caret. Yew knows no composition events, and nothing but a moved caret tells of a text
/// that the page itself put in, so all of these are heard here.
fn hear_text(
    desk: &Rc<Desk>,
    element: &HtmlTextAreaElement,
    ties: &Ties,
    listeners: &mut Listeners,
) {
    let mut on = |target: &web_sys::EventTarget, kind: &str, hear: fn(&Desk, &Field)| {
        let (desk, field) = (Rc::downgrade(desk), Field::new(element.clone()));
        listeners.on(ties, target, kind, move |_: Event| with(&desk, |desk| hear(desk, &field)));
    };
    let read = |desk: &Desk, field: &Field| desk.tell(News::Text(field.text(), field.caret()));
    on(element, "input", read);
    on(element, "focus", read);
    on(element, "compositionstart", |desk, field| {
        desk.tell(News::Caret(field.caret()));
        desk.tell(News::ComposeStart);
    });
    on(element, "compositionend", |desk, field| {
        desk.tell(News::ComposeEnd(field.text(), field.caret()))
    });
    if let Some(document) = element.owner_document() {
        on(&document, "selectionchange", read);
    }
}

/// What moves the field's text without changing it.
fn hear_layout(desk: &Rc<Desk>, window: &Window, ties: &Ties, listeners: &mut Listeners) {
    let mut on = |target: &web_sys::EventTarget, kind: &str| {
        let desk = Rc::downgrade(desk);
        listeners.on(ties, target, kind, move |_: Event| with(&desk, Desk::lay));
    };
    // Scrolling does not bubble, but it is captured: the field's own and that of any box around it.
    on(window, "scroll");
    on(window, "resize");
    let fonts =
        window.document().and_then(|document| Reflect::get(&document, &"fonts".into()).ok());
    if let Some(fonts) = fonts.filter(JsValue::is_object) {
        on(fonts.unchecked_ref(), "loadingdone");
    }
}

/// Keeps the exact width of the field's text, which nothing else tells, and lays the overlay anew. The drifts measure
/// from the edges of what was resized, so they would not see what moved along with one of them.
fn resized(
    desk: Weak<Desk>,
    element: HtmlTextAreaElement,
    content: Rc<Cell<Option<f64>>>,
    drifts: Vec<Rc<Drift>>,
) -> impl Fn(Array) {
    move |entries| {
        for entry in entries.iter() {
            let entry = entry.unchecked_into::<ResizeObserverEntry>();
            if entry.target() == *element.as_ref() {
                content.set(Some(entry.content_rect().width()));
            }
        }
        with(&desk, Desk::lay);
        for drift in &drifts {
            drift.arm(1.0);
        }
    }
}

/// The nearest element that holds both.
fn common_ancestor(one: &Element, other: &Element) -> Option<Element> {
    let mut above = one.parent_element();
    while let Some(element) = above {
        if element.contains(Some(other)) {
            return Some(element);
        }
        above = element.parent_element();
    }
    None
}
