//! Where the overlay lies and how its text is set: exactly as the field's.
//!
//! A field's text can not be marked, so the overlay sets the same text again, invisibly, in the same place. Positions
//! are differences between what the browser measured, and styles go through CSSOM, which no content policy forbids.

use js_sys::Number;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleDeclaration, HtmlElement, ShadowRoot};

use super::field::Field;

#[wasm_bindgen]
extern "C" {
    /// What an element measures and web-sys does not have: it cuts scrolling to whole pixels.
    type Measured;
    #[wasm_bindgen(method, getter, structural, js_name = scrollLeft)]
    fn left(this: &Measured) -> f64;
    #[wasm_bindgen(method, getter, structural, js_name = scrollTop)]
    fn top(this: &Measured) -> f64;
    /// The CSS zoom; older engines do not tell it, and measure without it.
    #[wasm_bindgen(method, getter, structural, js_name = currentCSSZoom)]
    fn zoom(this: &Measured) -> Option<f64>;
}

/// Everything that decides where a character stands. What an engine does not know has no value and is passed over.
const TYPOGRAPHY: [&str; 40] = [
    "direction",
    "font-family",
    "font-feature-settings",
    "font-kerning",
    "font-optical-sizing",
    "font-size",
    "font-size-adjust",
    "font-stretch",
    "font-style",
    "font-synthesis",
    "font-variant-alternates",
    "font-variant-caps",
    "font-variant-east-asian",
    "font-variant-ligatures",
    "font-variant-numeric",
    "font-variation-settings",
    "font-weight",
    "hyphens",
    "letter-spacing",
    "line-break",
    "line-height",
    "overflow-wrap",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "tab-size",
    "text-align",
    "text-align-last",
    "text-autospace",
    "text-indent",
    "text-rendering",
    "text-spacing-trim",
    "text-transform",
    "text-wrap-style",
    "unicode-bidi",
    "white-space",
    "word-break",
    "word-spacing",
    "-webkit-font-smoothing",
];

/// Lays the overlay over the field; does nothing where one of them is not there. `content` is the exact width that the
/// field's text has, where it is known: `clientWidth` is rounded, and half a pixel decides where a line breaks.
pub fn lay(
    host: &HtmlElement,
    shadow: &ShadowRoot,
    field: &Field,
    content: Option<f64>,
) -> Option<()> {
    let (frame, sheet) = parts(shadow)?;
    let element = field.element();
    let style = web_sys::window()?.get_computed_style(&element).ok()??;
    let length = |name: &str| length(&style, name);

    let zoom = host.unchecked_ref::<Measured>().zoom().unwrap_or(1.0);
    let (place, origin) = (element.get_bounding_client_rect(), host.get_bounding_client_rect());
    let border = length("border-left-width");
    // Whatever clientLeft has beyond the border is a scrollbar on the left.
    let bar = (f64::from(element.client_left()) - border.round()).max(0.0);
    let padding = length("padding-left") + length("padding-right");

    let frame = frame.style();
    put(
        &frame,
        "left",
        (place.left() - origin.left()) / zoom + border + bar - f64::from(host.client_left()),
    );
    put(
        &frame,
        "top",
        (place.top() - origin.top()) / zoom + length("border-top-width")
            - f64::from(host.client_top()),
    );
    put(
        &frame,
        "width",
        content.map_or(f64::from(element.client_width()), |content| content + padding),
    );
    put(&frame, "height", f64::from(element.client_height()));
    let line = one_line(&element, &style).map(pixels);
    for name in TYPOGRAPHY {
        match (name, &line) {
            ("white-space", Some(_)) => set(&sheet.style(), name, "pre"),
            ("line-height", Some(height)) => set(&sheet.style(), name, height),
            _ => set(&sheet.style(), name, &style.get_property_value(name).unwrap_or_default()),
        }
    }
    // The language chooses among Han fonts and rules of line breaking.
    let speaks =
        element.closest("[lang]").ok().flatten().and_then(|speaker| speaker.get_attribute("lang"));
    sheet.set_lang(&speaks.unwrap_or_default());
    scroll(shadow, field)
}

/// The height of the line in the middle of which an input sets its text; none for a textarea.
fn one_line(element: &HtmlElement, style: &CssStyleDeclaration) -> Option<f64> {
    let padding = length(style, "padding-top") + length(style, "padding-bottom");
    let input = element.tag_name().eq_ignore_ascii_case("input");
    input.then(|| f64::from(element.client_height()) - padding)
}

/// Follows the field's own scrolling.
pub fn scroll(shadow: &ShadowRoot, field: &Field) -> Option<()> {
    let (_, sheet) = parts(shadow)?;
    let element = field.element();
    let scroller = element.unchecked_ref::<Measured>();
    let moved =
        ["translate(", &pixels(-scroller.left()), ",", &pixels(-scroller.top()), ")"].concat();
    set(&sheet.style(), "transform", &moved);
    Some(())
}

/// Scrolls the field the least that shows the selected mark: a selection that a script makes is not followed.
pub fn reveal(shadow: &ShadowRoot, field: &Field) -> Option<()> {
    let (frame, sheet) = parts(shadow)?;
    let mark = sheet.query_selector(".mark.selected").ok()??.get_bounding_client_rect();
    let seen = frame.get_bounding_client_rect();
    let by = |start: f64, end: f64| if start < 0.0 { start.floor() } else { end.max(0.0).ceil() };
    let element = field.element();
    let down = by(mark.top() - seen.top(), mark.bottom() - seen.bottom());
    let right = by(mark.left() - seen.left(), mark.right() - seen.right());
    element.set_scroll_top(element.scroll_top() + down as i32);
    element.set_scroll_left(element.scroll_left() + right as i32);
    Some(())
}

/// The frame that lies on the field, and the sheet in it that carries the text.
fn parts(shadow: &ShadowRoot) -> Option<(HtmlElement, HtmlElement)> {
    let frame = shadow.query_selector(".overlay").ok()??;
    let sheet = frame.first_element_child()?;
    Some((frame.dyn_into().ok()?, sheet.dyn_into().ok()?))
}

/// A computed length in pixels. Numbers are read and written by the browser: Rust would bring 20 kB for that.
fn length(style: &CssStyleDeclaration, name: &str) -> f64 {
    let pixels = js_sys::parse_float(&style.get_property_value(name).unwrap_or_default());
    if pixels.is_finite() { pixels } else { 0.0 }
}

fn pixels(length: f64) -> String {
    Number::from(length)
        .to_string_with_radix(10)
        .map_or_else(|_| String::new(), |digits| String::from(digits) + "px")
}

fn put(style: &CssStyleDeclaration, name: &str, length: f64) {
    set(style, name, &pixels(length));
}

/// Sets what differs: setting what is there already would still make the browser lay out anew.
fn set(style: &CssStyleDeclaration, name: &str, value: &str) {
    if style.get_property_value(name).is_ok_and(|now| now != value) {
        // A property that this engine does not know is passed over.
        let _ = style.set_property(name, value);
    }
}
