//! The one style sheet, shared by all helpers of a page.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = CSSStyleSheet)]
    type Sheet;
    #[wasm_bindgen(constructor, js_class = "CSSStyleSheet")]
    fn new() -> Sheet;
    #[wasm_bindgen(method, js_name = replaceSync)]
    fn replace_sync(this: &Sheet, text: &str);
}

thread_local! {
    static SHEET: JsValue = {
        let sheet = Sheet::new();
        sheet.replace_sync(include_str!("../view/style.css"));
        sheet.into()
    };
}

/// Gives the shadow root its style: a constructed sheet, which a strict content policy lets pass.
pub fn adopt(shadow: &ShadowRoot) -> Result<(), JsValue> {
    let sheets = SHEET.with(Array::of1);
    Reflect::set(shadow, &"adoptedStyleSheets".into(), &sheets).map(|_| ())
}
