//! One helper: the state, the field, the view, and the tasks between them.

use std::cell::RefCell;
use std::rc::Rc;

use liyan_rules::{Channel, Checker, Utf16Span};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, Node, ShadowRoot};

use super::field::{Field, notice};
use super::keyboard::with_key;
use super::ties::{Gate, Listeners, Ties};
use super::watch::Watch;
use super::{acts, emit, history, mirror, sheet};
use crate::desk::{
    Act, GateKey, Lang, Model, News, Notice, Patch, Settings, State, Task, act_at_gate,
    act_in_field,
};
use crate::rows::shipped;
use crate::view::View;

/// What the element holds of a helper. Every call may be repeated and none throws once the helper is made.
#[wasm_bindgen]
pub struct Helper {
    desk: Rc<Desk>,
}

#[wasm_bindgen]
impl Helper {
    /// Makes a helper in `shadow`, which judges by `pack` (a compiled pack) or else by the one that ships.
    ///
    /// # Errors
    /// If the pack is no pack, damaged, or made for another engine.
    #[wasm_bindgen(constructor)]
    pub fn new(
        host: HtmlElement,
        shadow: ShadowRoot,
        ties: &Ties,
        gate: Gate,
        pack: Option<Vec<u8>>,
    ) -> Result<Self, JsError> {
        let checker = checker(pack)?;
        let settings = settings(&host);
        sheet::adopt(&shadow).map_err(|_| JsError::new("no constructed style sheets"))?;
        let state = State::new(checker, settings);
        let view =
            View::mount(&shadow, Model::of(&state)).ok_or_else(|| JsError::new("no document"))?;
        let desk = Rc::new(Desk {
            host,
            shadow,
            gate,
            state: RefCell::new(state),
            view: RefCell::new(Some(view)),
            watch: RefCell::new(None),
            ties: RefCell::new(None),
            listeners: RefCell::new(Listeners::default()),
        });
        desk.hear(ties);
        Ok(Self { desk })
    }

    /// Judges by another pack from now on, the one that ships if none is given.
    ///
    /// # Errors
    /// As for `new`; then all goes on by the last one.
    #[wasm_bindgen(js_name = judgeBy)]
    pub fn judge_by(&self, pack: Option<Vec<u8>>) -> Result<(), JsError> {
        let tasks = self.desk.state.borrow_mut().judge_by(checker(pack)?);
        self.desk.carry_out(tasks);
        Ok(())
    }

    /// Goes to a field.
    pub fn attach(&self, field: &Field, ties: &Ties) -> Result<(), JsValue> {
        let (text, caret, overlaid) = (field.text(), field.caret(), field.overlaid());
        let watch = Watch::new(&self.desk, field.clone(), ties)?;
        *self.desk.watch.borrow_mut() = Some(watch);
        *self.desk.ties.borrow_mut() =
            Some(ties.unchecked_ref::<JsValue>().clone().unchecked_into());
        self.desk.tell(News::Field { text, caret, overlaid });
        Ok(())
    }

    /// Leaves the field.
    pub fn detach(&self) {
        *self.desk.watch.borrow_mut() = None;
        let caret = Utf16Span::new(0, 0);
        self.desk.tell(News::Field { text: String::new(), caret, overlaid: true });
    }

    /// Reads the attributes again.
    #[wasm_bindgen(js_name = readSettings)]
    pub fn read_settings(&self) {
        self.desk.tell(News::Settings(settings(&self.desk.host)));
    }

    /// Takes the messages before the draft. A list that can not be read counts as none.
    ///
    /// # Errors
    /// If it is no list of `{role, text}`.
    pub fn converse(&self, turns: &JsValue) -> Result<(), JsError> {
        let (turns, outcome) = match history::read(turns) {
            Ok(turns) => (turns, Ok(())),
            Err(error) => (Vec::new(), Err(error)),
        };
        self.desk.tell(News::History(turns));
        outcome
    }

    /// Whether a send of what the field holds now must wait.
    pub fn stops(&self, may_be_newline: bool) -> bool {
        self.desk.stops(may_be_newline)
    }

    /// Takes everything back that was put into the shadow root.
    pub fn close(self) {
        *self.desk.watch.borrow_mut() = None;
        *self.desk.listeners.borrow_mut() = Listeners::default();
        if let Some(view) = self.desk.view.borrow_mut().take() {
            view.unmount();
        }
    }
}

/// The checker of a compiled pack, or of the one that ships.
fn checker(pack: Option<Vec<u8>>) -> Result<Rc<Checker>, JsError> {
    let Some(bytes) = pack else { return shipped() };
    let checker = Checker::from_compiled(bytes.as_slice());
    checker.map(Rc::new).map_err(|error| JsError::new(&error.to_string()))
}

fn settings(host: &HtmlElement) -> Settings {
    let attribute = |name: &str| host.get_attribute(name);
    Settings {
        // The element refuses a channel that has no meaning before it comes here.
        channel: attribute("channel")
            .and_then(|name| Channel::from_name(&name))
            .unwrap_or_default(),
        lang: Lang::from_tag(&attribute("lang").unwrap_or_default()),
        closing: host.has_attribute("closing"),
        conversation_id: attribute("conversation-id"),
    }
}

/// Whether an attribute `channel` of that value means anything.
#[wasm_bindgen(js_name = knowsChannel)]
pub fn knows_channel(name: &str) -> bool {
    Channel::from_name(name).is_some()
}

/// What news comes to and tasks come from.
pub struct Desk {
    host: HtmlElement,
    shadow: ShadowRoot,
    gate: Gate,
    state: RefCell<State>,
    view: RefCell<Option<View>>,
    watch: RefCell<Option<Watch>>,
    /// What binds the helper to the field that it watches.
    ties: RefCell<Option<Ties>>,
    listeners: RefCell<Listeners>,
}

impl Desk {
    /// The element.
    pub fn host(&self) -> &HtmlElement {
        &self.host
    }

    /// Takes news, shows what has become of it, and does what is to be done. The state is free again before anything
    /// in the page is touched: a change of the field comes back as news at once.
    pub fn tell(self: &Rc<Self>, news: News) {
        let tasks = self.state.borrow_mut().take(news);
        self.carry_out(tasks);
    }

    /// Lays the overlay over the field.
    pub fn lay(&self) {
        if let Some(watch) = &*self.watch.borrow()
            && watch.field.overlaid()
        {
            mirror::lay(&self.host, &self.shadow, &watch.field, watch.content.get());
        }
    }

    /// Marks the text itself, where that can be done.
    pub fn mark(&self) {
        if let Some(watch) = &*self.watch.borrow()
            && !watch.field.overlaid()
        {
            watch.field.mark(&self.state.borrow().rows());
        }
    }

    fn carry_out(self: &Rc<Self>, tasks: Vec<Task>) {
        let model = Model::of(&self.state.borrow());
        if let Some(view) = &*self.view.borrow() {
            view.show(model);
        }
        self.lay();
        // The marks go along with their words while an input method composes.
        if !self.state.borrow().is_composing() {
            self.mark();
        }
        for task in tasks {
            self.carry(task);
        }
    }

    fn carry(self: &Rc<Self>, task: Task) {
        let field = self.watch.borrow().as_ref().map(|watch| watch.field.clone());
        match (task, field) {
            (Task::Emit(event), _) => emit::emit(&self.host, &event),
            (Task::Replay, _) => self.gate.replay(),
            (Task::FocusGate, _) => {
                if let Some(view) = &*self.view.borrow() {
                    view.focus_gate();
                }
            }
            (Task::FocusField, Some(field)) => field.focus(),
            (Task::Select(span), Some(field)) => {
                field.select(span);
                self.reveal(&field);
            }
            (Task::Newline, Some(field)) => {
                self.gate.learn_newline();
                field.break_line();
            }
            (Task::Replace { patch, rule, fix }, Some(field)) => {
                self.replace(&field, patch, rule, fix);
            }
            // The field went in the meantime.
            (Task::FocusField | Task::Select(_) | Task::Newline | Task::Replace { .. }, None) => {}
        }
    }

    /// Brings the selected mark into sight, where the field does not do that itself.
    fn reveal(&self, field: &Field) {
        if field.overlaid() {
            mirror::reveal(&self.shadow, field);
        }
    }

    /// Changes the field, unless what it holds is no longer what was judged. Some editors take their time.
    fn replace(self: &Rc<Self>, field: &Field, patch: Patch, rule: String, fix: usize) {
        if field.text() != self.state.borrow().text() {
            self.tell(News::Text(field.text(), field.caret()));
            return self.tell(News::NotReplaced(Notice::Changed));
        }
        let Some(ties) =
            self.ties.borrow().as_ref().map(|ties| ties.unchecked_ref::<JsValue>().clone())
        else {
            return;
        };
        let (desk, target, change) = (Rc::downgrade(self), field.clone(), patch.clone());
        let done = Closure::once_into_js(move |failure: Option<String>| {
            let Some(desk) = desk.upgrade() else { return };
            match failure {
                None => {
                    // Some editors set the text without an event.
                    desk.tell(News::Text(target.text(), target.caret()));
                    let has_slots = change.has_slots;
                    desk.tell(News::Replaced { patch: change, rule, fix });
                    if has_slots {
                        desk.reveal(&target);
                    }
                }
                Some(word) => desk.tell(News::NotReplaced(notice(&word))),
            }
        });
        field.replace(&patch, &ties.unchecked_into::<Ties>().guard(done.unchecked_ref()));
    }

    fn stops(self: &Rc<Self>, may_be_newline: bool) -> bool {
        let Some(text) = self.watch.borrow().as_ref().map(|watch| watch.field.text()) else {
            return false;
        };
        let (stop, tasks) = self.state.borrow_mut().weigh(text, may_be_newline);
        self.carry_out(tasks);
        stop
    }

    /// Listens to the helper's own buttons, and to keys in the field and at the gate.
    fn hear(self: &Rc<Self>, ties: &Ties) {
        let mut listeners = self.listeners.borrow_mut();
        let mut on = |target: &web_sys::EventTarget, kind: &str, hear: fn(&Rc<Self>, Event)| {
            let desk = Rc::downgrade(self);
            listeners.on(ties, target, kind, move |event| {
                if let Some(desk) = desk.upgrade() {
                    hear(&desk, event);
                }
            });
        };
        on(&self.shadow, "click", |desk, event| {
            if let Some(act) =
                acts::button(&event).and_then(|button| acts::act(&button, &desk.shadow))
            {
                desk.tell(News::Act(act));
            }
        });
        // The field keeps the focus when a button is clicked.
        on(&self.shadow, "mousedown", |_, event| {
            if acts::button(&event).is_some() {
                event.prevent_default();
            }
        });
        let Some(window) = web_sys::window() else { return };
        on(&window, "keydown", |desk, event| {
            desk.key_down(event.unchecked_ref());
        });
        for kind in ["keypress", "keyup"] {
            on(&window, kind, |desk, event| {
                if desk.is_at_gate(&event) {
                    event.stop_immediate_propagation();
                }
            });
        }
    }

    /// A key went down, in this window or in the frame of the field.
    pub fn key_down(self: &Rc<Self>, event: &KeyboardEvent) {
        if self.is_at_gate(event) {
            // No hot key of the page may fire at the gate.
            event.stop_immediate_propagation();
            return self.key_at_gate(event);
        }
        let Some(field) = self.watch.borrow().as_ref().map(|watch| watch.field.clone()) else {
            return;
        };
        // Of an element in a frame this window does not know that it is one.
        let target = event.composed_path().get(0).unchecked_into::<Node>();
        if !field.element().contains(Some(&target)) {
            return;
        }
        let Some(act) = with_key(event, act_in_field) else { return };
        // The caret may just have moved: the browser tells of that a task later.
        self.tell(News::Text(field.text(), field.caret()));
        if self.state.borrow().wants(&act) {
            event.prevent_default();
            event.stop_immediate_propagation();
            self.tell(News::Act(act));
        }
    }

    fn is_at_gate(&self, event: &Event) -> bool {
        self.state.borrow().is_stopped() && event.composed_path().includes(&self.shadow, 0)
    }

    fn key_at_gate(self: &Rc<Self>, event: &KeyboardEvent) {
        let target = event.composed_path().get(0).dyn_into::<Element>().ok();
        let is = |selector: &str| {
            target.as_ref().is_some_and(|target| target.matches(selector).unwrap_or(false))
        };
        let key = with_key(event, |key| act_at_gate(key, is(".note"), is("[data-act=return]")));
        let Some(key) = key else { return };
        event.prevent_default();
        match key {
            GateKey::Return => self.tell(News::Act(Act::Return)),
            GateKey::Reason(reason) => {
                self.tell(News::Act(acts::send_anyway(reason, &self.shadow)))
            }
            GateKey::Nothing => {}
        }
    }
}
