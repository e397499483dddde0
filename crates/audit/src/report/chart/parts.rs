//! Shares of a whole as one bar, and the small bars that stand in tables.

use std::fmt::Write;

use super::{Canvas, Px, Svg, WIDTH, fit};
use crate::report::say;

/// How many parts have a pattern of their own.
const PATTERNS: usize = 5;

/// One bar of all parts, in their order, with a legend. Parts of nothing are left out of the bar, not of the legend.
pub fn parts(id: &str, title: &str, parts: &[(&str, u64)]) -> Svg {
    let total = parts.iter().map(|part| part.1 as f64).sum::<f64>();
    let told: Vec<String> =
        parts.iter().map(|(name, number)| format!("{name} {}", say::count(*number))).collect();
    let mut canvas = Canvas::new(id, 66.0, title, &format!("{}。", told.join("，")));
    patterns(&mut canvas, id);
    let mut x = 0.0;
    for (at, (_, number)) in parts.iter().enumerate() {
        // Whatever is there at all can be seen.
        let width = if total > 0.0 { *number as f64 / total * WIDTH } else { 0.0 };
        if width > 0.0 {
            part(&mut canvas, id, at, (x, 2.0), (width.max(3.0).min(WIDTH - x), 28.0));
        }
        x += width;
    }
    let column = WIDTH / parts.len().max(1) as f64;
    for (at, text) in told.iter().enumerate() {
        let x = column * at as f64;
        part(&mut canvas, id, at, (x, 44.0), (14.0, 14.0));
        canvas.text("label", (x + 21.0, 56.0), &fit(text, 8));
    }
    canvas.done()
}

fn part(canvas: &mut Canvas, id: &str, at: usize, place: (f64, f64), size: (f64, f64)) {
    let at = at % PATTERNS;
    let fill = format!(r#" fill="url(#{id}-{at})""#);
    let (class, more) =
        if at < 2 { (["part p0", "part p1"][at], "") } else { ("part", fill.as_str()) };
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
        let drawn = parts("v", "核实", &[("待核", 3), ("成立", 0)]).to_string();
        assert_eq!(drawn.matches("part p0").count(), 2);
        assert_eq!(drawn.matches("part p1").count(), 1);
        assert!(drawn.contains("待核 3，成立 0。"));
    }

    #[test]
    fn shares_of_nothing_are_drawn_without_a_bar() {
        let drawn = parts("v", "核实", &[("待核", 0)]).to_string();
        assert!(!drawn.contains("NaN"), "{drawn}");
        assert!(!parts("v", "核实", &[]).to_string().contains("inf"));
    }
}
