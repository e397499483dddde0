//! Everything that is listened to while a helper is at a field. All of it goes when the field's ties are cut.

use std::cell::Cell;
use std::rc::{Rc, Weak};

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, ResizeObserver, ResizeObserverEntry, Window};

use super::field::Field;
use super::helper::Desk;
use super::ties::{Drift, Listeners, Ties};
use crate::desk::News;

/// A field and what hears of its changes.
pub struct Watch {
    /// The field.
    pub field: Field,
    /// The exact width of its text, once the browser told it.
    pub content: Rc<Cell<Option<f64>>>,
    _listeners: Listeners,
    _changed: Closure<dyn Fn()>,
    _followed: Option<Followed>,
}

/// What hears of the overlay's field being moved and resized.
struct Followed {
    _moved: Closure<dyn Fn()>,
    _resized: Closure<dyn Fn(Array)>,
}

impl Watch {
    /// Begins to watch.
    pub fn new(desk: &Rc<Desk>, field: Field, ties: &Ties) -> Result<Self, JsValue> {
        let mut listeners = Listeners::default();
        hear_text(desk, &field, ties, &mut listeners);
        let changed = {
            let (desk, field) = (Rc::downgrade(desk), field.clone());
            Closure::<dyn Fn()>::new(move || with(&desk, |desk| read(desk, &field)))
        };
        field.observe(&ties.guard(changed.as_ref().unchecked_ref()));
        let content = Rc::new(Cell::new(None));
        let followed = if field.overlaid() {
            Some(follow(desk, &field, ties, &mut listeners, content.clone())?)
        } else {
            None
        };
        Ok(Self { field, content, _listeners: listeners, _changed: changed, _followed: followed })
    }
}

/// Listens to all that moves the field or the text in it, so that the overlay stays on it.
fn follow(
    desk: &Rc<Desk>,
    field: &Field,
    ties: &Ties,
    listeners: &mut Listeners,
    content: Rc<Cell<Option<f64>>>,
) -> Result<Followed, JsValue> {
    let window = web_sys::window().ok_or("a page has a window")?;
    let element = field.element();
    hear_layout(desk, &window, ties, listeners);

    let within = common_ancestor(&element, desk.host());
    let moved = {
        let desk = Rc::downgrade(desk);
        Closure::<dyn Fn()>::new(move || with(&desk, |desk| desk.lay()))
    };
    let moves = ties.guard(moved.as_ref().unchecked_ref());
    let drifts = within.iter().flat_map(|within| {
        [element.as_ref() as &Element, desk.host()].map(|target| ties.drift(target, within, &moves))
    });
    let resized = Closure::<dyn Fn(Array)>::new(resized(
        Rc::downgrade(desk),
        element.clone(),
        content,
        drifts.collect(),
    ));
    let observer = ResizeObserver::new(&ties.guard(resized.as_ref().unchecked_ref()))?;
    observer.observe(&element);
    observer.observe(desk.host());
    if let Some(within) = &within {
        observer.observe(within);
    }
    ties.keep(&observer);
    Ok(Followed { _moved: moved, _resized: resized })
}

/// Tells the desk what the field holds now.
fn read(desk: &Rc<Desk>, field: &Field) {
    desk.tell(News::Text(field.text(), field.caret()));
}

fn with(desk: &Weak<Desk>, act: impl FnOnce(&Rc<Desk>)) {
    if let Some(desk) = desk.upgrade() {
        act(&desk);
    }
}

/// What changes the text or the caret. Yew knows no composition events, and nothing but a moved caret tells of a text
/// that the page itself put in, so all of these are heard here.
fn hear_text(desk: &Rc<Desk>, field: &Field, ties: &Ties, listeners: &mut Listeners) {
    let element = field.element();
    let mut on = |target: &web_sys::EventTarget, kind: &str, hear: fn(&Rc<Desk>, &Field, Event)| {
        let (desk, field) = (Rc::downgrade(desk), field.clone());
        listeners.on(ties, target, kind, move |event| {
            with(&desk, |desk| hear(desk, &field, event));
        });
    };
    on(&element, "input", |desk, field, _| read(desk, field));
    on(&element, "focus", |desk, field, _| read(desk, field));
    on(&element, "compositionstart", |desk, field, _| {
        desk.tell(News::Caret(field.caret()));
        desk.tell(News::ComposeStart);
        desk.mark();
    });
    on(&element, "compositionend", |desk, field, _| {
        desk.tell(News::ComposeEnd(field.text(), field.caret()))
    });
    let Some(document) = element.owner_document() else { return };
    on(&document, "selectionchange", |desk, field, _| read(desk, field));
    // Keys in a frame never reach the window around it.
    if let Some(frame) =
        document.default_view().filter(|view| Some(view) != web_sys::window().as_ref())
    {
        on(&frame, "keydown", |desk, _, event| desk.key_down(event.unchecked_ref()));
    }
}

/// What moves the field's text without changing it.
fn hear_layout(desk: &Rc<Desk>, window: &Window, ties: &Ties, listeners: &mut Listeners) {
    let mut on = |target: &web_sys::EventTarget, kind: &str| {
        let desk = Rc::downgrade(desk);
        listeners.on(ties, target, kind, move |_: Event| with(&desk, |desk| desk.lay()));
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
    element: HtmlElement,
    content: Rc<Cell<Option<f64>>>,
    drifts: Vec<Drift>,
) -> impl Fn(Array) {
    move |entries| {
        for entry in entries.iter() {
            let entry = entry.unchecked_into::<ResizeObserverEntry>();
            if entry.target() == *element.as_ref() {
                content.set(Some(entry.content_rect().width()));
            }
        }
        with(&desk, |desk| desk.lay());
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
