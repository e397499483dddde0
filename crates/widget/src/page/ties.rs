//! What `liyan-helper.js` lends: listeners that it owns, and the acts that its gate holds.
//!
//! Closures of this module never go to the page directly. A trap in one of them must end the helper and not reach the
//! page, and a trapped module can not remove its own listeners; so JavaScript holds them all and cuts them all.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, EventTarget};

#[wasm_bindgen]
extern "C" {
    /// Everything that binds one helper to the page for a time.
    pub type Ties;

    /// Listens in the capturing phase until the ties are cut.
    #[wasm_bindgen(method)]
    pub fn listen(this: &Ties, target: &EventTarget, kind: &str, listener: &Function);

    /// The same function, harmless once the ties are cut or the module has trapped.
    #[wasm_bindgen(method)]
    pub fn guard(this: &Ties, listener: &Function) -> Function;

    /// Keeps an observer, to be disconnected when the ties are cut.
    #[wasm_bindgen(method)]
    pub fn keep(this: &Ties, observer: &JsValue);

    /// Calls `moved` whenever `target` moves within its ancestor `within`, until the ties are cut.
    #[wasm_bindgen(method)]
    pub fn drift(this: &Ties, target: &Element, within: &Element, moved: &Function) -> Drift;

    /// What notices that an element moved although nothing was resized.
    pub type Drift;

    /// Measures anew where the target stands: the ancestor changed its size.
    #[wasm_bindgen(method)]
    pub fn arm(this: &Drift, ratio: f64);

    /// What recognises sending acts, and holds the one that was stopped.
    pub type Gate;

    /// Does once what was stopped.
    #[wasm_bindgen(method)]
    pub fn replay(this: &Gate);

    /// Learns that Enter starts a new line in this field.
    #[wasm_bindgen(method, js_name = learnNewline)]
    pub fn learn_newline(this: &Gate);
}

/// Closures that live as long as what they listen to.
#[derive(Default)]
pub struct Listeners {
    closures: Vec<Closure<dyn Fn(Event)>>,
}

impl Listeners {
    /// Listens to events of one kind.
    pub fn on(
        &mut self,
        ties: &Ties,
        target: &EventTarget,
        kind: &str,
        listener: impl Fn(Event) + 'static,
    ) {
        let closure = Closure::<dyn Fn(Event)>::new(listener);
        ties.listen(target, kind, closure.as_ref().unchecked_ref());
        self.closures.push(closure);
    }
}
