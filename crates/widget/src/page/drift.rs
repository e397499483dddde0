//! Notices that an element moved although nothing was resized: a line above it appeared, a sibling grew.
//!
//! The browser has no event for that. An `IntersectionObserver` whose root is cut to the very place where the element
//! stands fires as soon as the element leaves it; then it is armed again for the new place. No polling.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::ties::Ties;

/// Watches one element within one of its ancestors.
pub struct Drift {
    target: Element,
    within: Element,
    ties: Ties,
    moved: Box<dyn Fn()>,
    armed: RefCell<Option<Armed>>,
}

struct Armed {
    observer: IntersectionObserver,
    _heard: Closure<dyn Fn(Array)>,
}

impl Drift {
    /// Calls `moved` whenever `target` moves within `within`, until the ties are cut.
    pub fn watch(
        target: &Element,
        within: &Element,
        ties: &Ties,
        moved: impl Fn() + 'static,
    ) -> Rc<Self> {
        let drift = Rc::new(Self {
            target: target.clone(),
            within: within.clone(),
            ties: ties.unchecked_ref::<JsValue>().clone().unchecked_into(),
            moved: Box::new(moved),
            armed: RefCell::new(None),
        });
        drift.arm(1.0);
        drift
    }

    /// Cuts the root to where the target stands now: to be called again when the ancestor changed its size, for its
    /// edges are what the place is measured from. `ratio` is how much of the target the root can hold at all; it is
    /// less than all of it where something else clips the target.
    pub fn arm(self: &Rc<Self>, ratio: f64) {
        let (place, frame) =
            (self.target.get_bounding_client_rect(), self.within.get_bounding_client_rect());
        let edges = [
            place.top() - frame.top(),
            frame.right() - place.right(),
            frame.bottom() - place.bottom(),
            place.left() - frame.left(),
        ];
        let margin: String =
            edges.iter().map(|edge| format!("{}px ", -edge.floor() as i32)).collect();
        let init = IntersectionObserverInit::new();
        init.set_root(Some(&self.within));
        init.set_root_margin(margin.trim_end());
        // A threshold of nothing at all would be met wherever the target stands.
        init.set_threshold(&JsValue::from_f64(ratio.clamp(1e-7, 1.0)));

        let heard = Closure::<dyn Fn(Array)>::new(hear(Rc::downgrade(self), ratio));
        let guarded = self.ties.guard(heard.as_ref().unchecked_ref());
        let Ok(observer) = IntersectionObserver::new_with_options(&guarded, &init) else { return };
        observer.observe(&self.target);
        self.ties.keep(&observer);
        let armed = Armed { observer, _heard: heard };
        if let Some(before) = self.armed.borrow_mut().replace(armed) {
            self.ties.release(&before.observer);
        }
    }
}

/// The first answer says how things stand and may correct the ratio; any later one says that the target moved.
fn hear(drift: Weak<Drift>, ratio: f64) -> impl Fn(Array) {
    let first = std::cell::Cell::new(true);
    move |entries| {
        let Some(drift) = drift.upgrade() else { return };
        let entry = entries
            .get(entries.length().saturating_sub(1))
            .unchecked_into::<IntersectionObserverEntry>();
        let now = entry.intersection_ratio();
        let first = first.replace(false);
        if first && (now - ratio).abs() <= 1e-3 {
            return;
        }
        // Not even a first answer that only corrects the ratio is passed over: by then the target may have moved.
        (drift.moved)();
        drift.arm(if first { now } else { 1.0 });
    }
}
