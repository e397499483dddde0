//! Shares of a whole as one bar, and the small bars that stand in tables.

use std::fmt::Write;

use super::{Canvas, Px, Svg, WIDTH};
use crate::report::say;

/// How many parts have a pattern of their own.
const PATTERNS: usize = 5;

/// One bar of all parts, in their order; parts of nothing are left out. What the parts are says [`legend`].
pub fn parts(id: &str, title: &str, parts: &[(&str, u64)]) -> Svg {
    let total = parts.iter().map(|part| part.1 as f64).sum::<f64>();
    let mut canvas = Canvas::new(id, 34.0, title, &format!("{}。", told(parts).join("，")));
    patterns(&mut canvas, id);
    let mut x = 0.0_f64;
    for (at, (_, number)) in parts.iter().enumerate() {
        let width = if total > 0.0 { *number as f64 / total * WIDTH } else { 0.0 };
        if width > 0.0 {
            // Whatever is there at all can be seen.
            part(&mut canvas, id, at, (x.min(WIDTH - 3.0), 2.0), (width.max(3.0), 30.0));
        }
        x += width;
    }
    canvas.done()
}

/// For each part of the bar of this id its look and its words, to stand beside the bar as text that wraps.
pub fn legend(id: &str, parts: &[(&str, u64)]) -> Vec<(Svg, String)> {
    told(parts).into_iter().enumerate().map(|(at, text)| (swatch(id, at), text)).collect()
}

fn swatch(id: &str, at: usize) -> Svg {
    let mut canvas =
        Canvas(r#"<svg class="swatch" viewBox="0 0 14 14" aria-hidden="true">"#.to_owned());
    part(&mut canvas, id, at, (0.5, 0.5), (13.0, 13.0));
    canvas.done()
}

fn told(parts: &[(&str, u64)]) -> Vec<String> {
    parts.iter().map(|(name, number)| format!("{name} {}", say::count(*number))).collect()
}

fn part(canvas: &mut Canvas, id: &str, at: usize, place: (f64, f64), size: (f64, f64)) {
    let at = at % PATTERNS;
    let fill = format!(r#" fill="url(#{id}-{at})""#);
    let (class, more) = match at {
        0 => ("part p0", ""),
        1 => ("part p1", ""),
        _ => ("part", fill.as_str()),
    };
    canvas.rect(class, place.0, place.1, size.0, size.1, more);
}

/// The first two parts are plain, pale and dark; the others are hatched, dotted and striped.
fn patterns(canvas: &mut Canvas, id: &str) {
    let drawings = [
        r#"<path class="hatch" d="M-2 2l4-4M0 8l8-8M6 10l4-4"/>"#,
        r#"<circle class="spot" cx="4" cy="4" r="1.8"/>"#,
        r#"<path class="hatch" d="M4 0v8"/>"#,
    ];
    canvas.0.push_str("<defs>");
    for (at, drawing) in drawings.iter().enumerate() {
        let _ = write!(
            canvas.0,
            r#"<pattern id="{id}-{}" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="ground" width="8" height="8"/>{drawing}</pattern>"#,
            at + 2
        );
    }
    canvas.0.push_str("</defs>");
}

/// A small bar for a table's cell, which says the number itself.
pub fn bar(number: u64, most: u64) -> Svg {
    let width = if most == 0 { 0.0 } else { number as f64 / most as f64 * 60.0 };
    Svg(format!(
        r#"<svg class="bar" viewBox="0 0 60 8" aria-hidden="true"><rect class="p1" width="{}" height="8"/></svg>"#,
        Px(width.clamp(0.0, 60.0))
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_nothing_is_in_the_legend_only() {
        let shares = [("待核", 3), ("成立", 0)];
        let drawn = parts("v", "核实", &shares).to_string();
        assert_eq!(drawn.matches("part p0").count(), 1);
        assert_eq!(drawn.matches("part p1").count(), 0);
        assert!(drawn.contains("待核 3，成立 0。"));
        assert_eq!(legend("v", &shares)[1].1, "成立 0");
    }

    #[test]
    fn shares_of_nothing_are_drawn_without_a_bar() {
        let drawn = parts("v", "核实", &[("待核", 0)]).to_string();
        assert!(!drawn.contains("NaN"), "{drawn}");
        assert!(!parts("v", "核实", &[]).to_string().contains("inf"));
    }
}
