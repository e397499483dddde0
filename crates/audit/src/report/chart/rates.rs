//! Rates with their intervals: over time, and side by side.

use super::{Canvas, Svg, WIDTH, finite, fit, tick, ticks};
use crate::figures::Rate;
use crate::report::say;

/// More rows than this are not drawn; the table has them all.
pub const MOST_RANGES: usize = 30;

/// One rate of a chart.
#[derive(Debug, Clone)]
pub struct Point {
    /// What it is the rate of.
    pub name: String,
    /// The rate; none where there are too few replies.
    pub rate: Option<Rate>,
    /// How many replies there are.
    pub replies: u64,
}

/// Rates over time with their intervals, and below them how many replies there were.
pub fn trend(id: &str, title: &str, points: &[Point]) -> Svg {
    let (left, right, top, foot) = (52.0, WIDTH - 12.0, 26.0, 190.0);
    let (bars_top, bars_foot) = (214.0, 252.0);
    let mut canvas = Canvas::new(id, 292.0, title, &told(points));
    let marks = ticks(highest(points));
    let scale = marks.last().copied().unwrap_or(1.0);
    let y = |rate: f64| foot - (finite(rate) / scale).clamp(0.0, 1.0) * (foot - top);
    for &mark in &marks {
        canvas.line("grid", (left, y(mark)), (right, y(mark)));
        canvas.text("axis end", (left - 8.0, y(mark) + 4.0), &tick(mark));
    }
    canvas.text("axis", (0.0, 12.0), "每千条答复（‰）");
    let slot = (right - left) / points.len().max(1) as f64;
    let x = |at: usize| left + slot * (at as f64 + 0.5);
    let most = points.iter().map(|point| point.replies).max().unwrap_or(0).max(1) as f64;
    let (few, every) = (points.len() <= 14, points.len().div_ceil(12).max(1));
    let mut run = Vec::new();
    for (at, point) in points.iter().enumerate() {
        let height = point.replies as f64 / most * (bars_foot - bars_top);
        let width = (slot * 0.6).min(40.0);
        canvas.rect("part p0", x(at) - width / 2.0, bars_foot - height, width, height, "");
        if few {
            canvas.text("axis mid", (x(at), bars_foot - height - 4.0), &say::count(point.replies));
        }
        if at % every == 0 {
            let before = at.checked_sub(every).map(|before| points[before].name.as_str());
            let (near, year) = day(&point.name, before);
            canvas.text("label mid", (x(at), bars_foot + 17.0), &near);
            canvas.text("axis mid", (x(at), bars_foot + 33.0), &year);
        }
        match point.rate {
            None => canvas.path("rate", &std::mem::take(&mut run)),
            Some(rate) => {
                whisker(&mut canvas, (x(at), y(rate.low)), (x(at), y(rate.high)), few);
                run.push((x(at), y(rate.per_mille)));
            }
        }
    }
    canvas.path("rate", &run);
    for (at, point) in points.iter().enumerate() {
        if let Some(rate) = point.rate {
            canvas.dot("dot", (x(at), y(rate.per_mille)), if few { 4.5 } else { 2.5 });
            if few {
                canvas.text("label", (x(at) + 9.0, y(rate.per_mille) - 5.0), &say::per_mille(rate));
            }
        }
    }
    canvas.text("axis end", (left - 8.0, bars_foot), "答复数");
    canvas.line("base", (left, bars_foot), (right, bars_foot));
    canvas.done()
}

/// Rates side by side with their intervals, and a line for the rate of all of them.
pub fn ranges(id: &str, title: &str, points: &[Point], whole: Option<Rate>) -> Svg {
    let points = &points[..points.len().min(MOST_RANGES)];
    let (left, right, top, row) = (190.0, WIDTH - 60.0, 26.0, 30.0);
    let foot = top + row * points.len() as f64;
    let mut canvas = Canvas::new(id, foot + 26.0, title, &told(points));
    let marks = ticks(highest(points).max(whole.map_or(0.0, |rate| rate.per_mille)));
    let scale = marks.last().copied().unwrap_or(1.0);
    let x = |rate: f64| left + (finite(rate) / scale).clamp(0.0, 1.0) * (right - left);
    for &mark in &marks {
        canvas.line("grid", (x(mark), top), (x(mark), foot));
        canvas.text("axis mid", (x(mark), foot + 18.0), &tick(mark));
    }
    canvas.text("axis", (right + 12.0, foot + 18.0), "‰");
    if let Some(rate) = whole {
        canvas.line("whole", (x(rate.per_mille), top - 6.0), (x(rate.per_mille), foot));
        let label = format!("合计 {}", say::per_mille(rate));
        canvas.text("axis mid", (x(rate.per_mille), top - 11.0), &label);
    }
    for (at, point) in points.iter().enumerate() {
        let y = top + row * (at as f64 + 0.5);
        canvas.text("label end", (left - 14.0, y + 4.5), &fit(&point.name, 11));
        match point.rate {
            None => canvas.text("axis", (left + 8.0, y + 4.5), say::TOO_FEW),
            Some(rate) => {
                whisker(&mut canvas, (x(rate.low), y), (x(rate.high), y), true);
                canvas.dot("dot", (x(rate.per_mille), y), 4.5);
                canvas.text("label", (right + 12.0, y + 4.5), &say::per_mille(rate));
            }
        }
    }
    canvas.line("base", (left, top), (left, foot));
    canvas.done()
}

/// An interval: a line, closed at its ends where there is room.
fn whisker(canvas: &mut Canvas, from: (f64, f64), to: (f64, f64), closed: bool) {
    canvas.line("whisker", from, to);
    if closed {
        let (dx, dy) = if from.0 == to.0 { (5.0, 0.0) } else { (0.0, 5.0) };
        for end in [from, to] {
            canvas.line("whisker", (end.0 - dx, end.1 - dy), (end.0 + dx, end.1 + dy));
        }
    }
}

fn highest(points: &[Point]) -> f64 {
    points.iter().filter_map(|point| point.rate).map(|rate| finite(rate.high)).fold(0.0, f64::max)
}

/// What the chart shows, in words; long ones are told by their ends, as a table follows.
fn told(points: &[Point]) -> String {
    const MOST: usize = 12;
    let mut lines: Vec<String> = points
        .iter()
        .take(MOST)
        .map(|point| match point.rate {
            Some(rate) => format!(
                "{} 每千条{}条，95%区间{}",
                say::day(&point.name),
                say::per_mille(rate),
                say::interval(rate)
            ),
            None => format!("{} {}", say::day(&point.name), say::TOO_FEW),
        })
        .collect();
    if points.len() > MOST {
        lines.push(format!("其余{}项见表", points.len() - MOST));
    }
    if lines.is_empty() {
        "没有数据。".to_owned()
    } else {
        format!("{}。", lines.join("；"))
    }
}

/// A day or month for an axis, and its year where that is not the one before's.
fn day(name: &str, before: Option<&str>) -> (String, String) {
    let parts: Vec<&str> = name.split('-').collect();
    let number = |text: &str| text.parse::<u32>().ok();
    let near = match parts[..] {
        [_, month] => number(month).map(|month| format!("{month}月")),
        [_, month, day] => {
            number(month).zip(number(day)).map(|(month, day)| format!("{month}/{day}"))
        }
        _ => None,
    };
    match near {
        Some(near) => {
            let same = before.and_then(|before| before.split('-').next()) == Some(parts[0]);
            (near, if same { String::new() } else { fit(&format!("{}年", parts[0]), 6) })
        }
        None => (fit(say::named(name), 5), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(name: &str, rate: Option<f64>) -> Point {
        let rate = rate.map(|per_mille| Rate { per_mille, low: per_mille, high: per_mille });
        Point { name: name.to_owned(), rate, replies: 40 }
    }

    #[test]
    fn the_year_stands_where_it_changes() {
        assert_eq!(day("2026-01", Some("2025-12")), ("1月".into(), "2026年".into()));
        assert_eq!(day("2026-03-09", Some("2026-03-08")), ("3/9".into(), "".into()));
        assert_eq!(day("", None), ("未载明".into(), "".into()));
    }

    #[test]
    fn a_gap_of_too_few_replies_breaks_the_line() {
        let points =
            [Some(1.0), Some(2.0), None, Some(1.0), Some(1.0)].map(|rate| point("2026-03", rate));
        assert_eq!(trend("t", "趋势", &points).to_string().matches("<polyline").count(), 2);
    }

    #[test]
    fn a_chart_of_nothing_or_of_no_numbers_is_still_a_drawing() {
        for points in [vec![], vec![point("", Some(f64::NAN))], vec![point("x", None)]] {
            for drawn in [trend("t", "趋势", &points), ranges("r", "单位", &points, None)] {
                let drawn = drawn.to_string();
                let places = ["=\"NaN", "=\"inf", "=\"-inf"];
                assert!(places.iter().all(|place| !drawn.contains(place)), "{drawn}");
                assert!(drawn.ends_with("</svg>"));
            }
        }
    }

    #[test]
    fn names_are_escaped() {
        let points = [point("</text><script>", Some(3.0))];
        assert!(!ranges("r", "<单位>", &points, None).to_string().contains("<script"));
    }
}
