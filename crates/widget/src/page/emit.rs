//! What the portal is told: events on the host, which cross shadow boundaries and never carry text of the draft.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use crate::desk::{Cited, Event};

/// Fires `event` on the host.
pub fn emit(host: &HtmlElement, event: &Event) {
    match event {
        Event::Findings(counts) => {
            let number = |count: usize| JsValue::from_f64(count as f64);
            let counts = [
                ("block", number(counts.block)),
                ("warn", number(counts.warn)),
                ("suggest", number(counts.suggest)),
            ];
            fire(host, "liyan:findings", &counts);
        }
        Event::Blocked(findings) => fire(host, "liyan:blocked", &[("findings", cited(findings))]),
        Event::SentAnyway { reason, note, findings } => {
            let mut detail = vec![("reason", reason.name().into()), ("findings", cited(findings))];
            detail.extend(note.as_deref().map(|note| ("note", note.into())));
            fire(host, "liyan:sent-anyway", &detail);
        }
        Event::Fixed { rule, fix } => {
            fire(
                host,
                "liyan:fixed",
                &[("rule", rule.as_str().into()), ("fix", JsValue::from_f64(*fix as f64))],
            );
        }
    }
}

fn cited(findings: &[Cited]) -> JsValue {
    let articles =
        |cited: &Cited| cited.articles.iter().map(|id| JsValue::from_str(id)).collect::<Array>();
    let one = |cited: &Cited| {
        object(&[("rule", cited.rule.as_str().into()), ("articles", articles(cited).into())])
    };
    findings.iter().map(one).collect::<Array>().into()
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        // A plain new object takes any property.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

fn fire(host: &HtmlElement, kind: &str, detail: &[(&str, JsValue)]) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&object(detail));
    if let Ok(event) = CustomEvent::new_with_event_init_dict(kind, &init) {
        // Whether a listener prevented the default is of no interest: there is none.
        let _ = host.dispatch_event(&event);
    }
}
