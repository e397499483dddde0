//! Charts as inline SVG, in one manner: drawn with classes that the page's style colours, told apart without colour by
//! shape and pattern, with a title and a description for who does not see them.
//!
//! Nothing here is styled by attribute, so a page may forbid inline styles.

mod parts;
mod rates;

use std::fmt::{self, Display, Write};

use askama::filters::{Escaper, Html, HtmlSafe};

pub use parts::{bar, legend, parts};
pub use rates::{MOST_RANGES, Point, ranges, trend};

/// Width of a chart in its own units; the page scales it.
const WIDTH: f64 = 880.0;

/// A finished drawing. All text in it is escaped, so a page takes it as it is.
#[derive(Debug, Clone)]
pub struct Svg(String);

impl Display for Svg {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl HtmlSafe for Svg {}

/// A drawing in the making. Writing to a string does not fail, so results are let go.
struct Canvas(String);

impl Canvas {
    /// Begins a drawing that says what it shows. The id must be the page's only one.
    fn new(id: &str, height: f64, title: &str, told: &str) -> Self {
        let mut canvas = Self(String::new());
        let _ = write!(
            canvas.0,
            r#"<svg class="chart" viewBox="0 0 {WIDTH} {}" role="img" aria-labelledby="{id}-t {id}-d" xmlns="http://www.w3.org/2000/svg">"#,
            Px(height)
        );
        canvas.named("title", &format!("{id}-t"), title);
        canvas.named("desc", &format!("{id}-d"), told);
        canvas
    }

    fn named(&mut self, tag: &str, id: &str, text: &str) {
        let _ = write!(self.0, r#"<{tag} id="{id}">"#);
        self.escaped(text);
        let _ = write!(self.0, "</{tag}>");
    }

    fn escaped(&mut self, text: &str) {
        let _ = Html.write_escaped_str(&mut self.0, &super::say::plain(text));
    }

    fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let _ = write!(
            self.0,
            r#"<line class="{class}" x1="{}" y1="{}" x2="{}" y2="{}"/>"#,
            Px(from.0),
            Px(from.1),
            Px(to.0),
            Px(to.1)
        );
    }

    fn rect(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64, more: &str) {
        let _ = write!(
            self.0,
            r#"<rect class="{class}" x="{}" y="{}" width="{}" height="{}"{more}/>"#,
            Px(x),
            Px(y),
            Px(width.max(0.0)),
            Px(height.max(0.0))
        );
    }

    fn dot(&mut self, class: &str, at: (f64, f64), radius: f64) {
        let _ = write!(
            self.0,
            r#"<circle class="{class}" cx="{}" cy="{}" r="{}"/>"#,
            Px(at.0),
            Px(at.1),
            Px(radius)
        );
    }

    /// A path through the points, or nothing where one point is no line.
    fn path(&mut self, class: &str, points: &[(f64, f64)]) {
        if points.len() < 2 {
            return;
        }
        let _ = write!(self.0, r#"<polyline class="{class}" points=""#);
        for (at, point) in points.iter().enumerate() {
            let gap = if at == 0 { "" } else { " " };
            let _ = write!(self.0, "{gap}{},{}", Px(point.0), Px(point.1));
        }
        self.0.push_str(r#""/>"#);
    }

    /// A text; its class says where it is anchored and how it looks.
    fn text(&mut self, class: &str, at: (f64, f64), text: &str) {
        let _ = write!(self.0, r#"<text class="{class}" x="{}" y="{}">"#, Px(at.0), Px(at.1));
        self.escaped(text);
        self.0.push_str("</text>");
    }

    fn done(mut self) -> Svg {
        self.0.push_str("</svg>");
        Svg(self.0)
    }
}

/// A coordinate, to a tenth; what is no number stands at 0.
struct Px(f64);

impl Display for Px {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rounded = (finite(self.0) * 10.0).round() / 10.0;
        write!(out, "{}", if rounded == 0.0 { 0.0 } else { rounded })
    }
}

fn finite(number: f64) -> f64 {
    if number.is_finite() { number } else { 0.0 }
}

/// Marks of an axis from 0 that reach `most`, four or so, at round numbers.
fn ticks(most: f64) -> Vec<f64> {
    let most = finite(most).max(1.0);
    let rough = most / 4.0;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|digit| digit * power)
        .find(|&step| step >= rough)
        .unwrap_or(rough);
    let count = (most / step).ceil() as u32;
    (0..=count).map(|at| f64::from(at) * step).collect()
}

/// A tick's number without needless places.
fn tick(number: f64) -> String {
    let text = format!("{:.2}", finite(number));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A label that fits into so many wide characters; a narrow one counts half.
fn fit(text: &str, wide: usize) -> String {
    let mut left = wide * 2;
    let mut out = String::new();
    for ch in text.chars() {
        let width = if ch.is_ascii() { 1 } else { 2 };
        if width > left {
            out.push('…');
            break;
        }
        left -= width;
        out.push(ch);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_is_marked_at_round_numbers_and_reaches_the_highest_value() {
        assert_eq!(ticks(97.0), [0.0, 50.0, 100.0]);
        assert_eq!(ticks(3.2), [0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(ticks(0.0).last(), Some(&1.0));
        assert_eq!(ticks(f64::NAN).last(), Some(&1.0));
        assert_eq!(ticks(1000.0), [0.0, 500.0, 1000.0]);
    }

    #[test]
    fn a_long_label_is_cut_by_its_width() {
        assert_eq!(fit("不动产登记窗口", 10), "不动产登记窗口");
        assert_eq!(fit("不动产登记窗口", 4), "不动产登…");
        assert_eq!(fit("A017", 2), "A017");
    }

    #[test]
    fn a_coordinate_that_is_no_number_stands_at_nought() {
        assert_eq!(Px(f64::INFINITY).to_string(), "0");
        assert_eq!(Px(-0.04).to_string(), "0");
        assert_eq!(Px(12.345).to_string(), "12.3");
    }
}
