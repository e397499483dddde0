//! Plain pictures: bars side by side, and lines over logarithmic axes.

use std::fmt::Write;

/// Colours that are told apart by everybody (Okabe and Ito).
const COLOURS: [&str; 8] =
    ["#0072b2", "#56b4e9", "#009e73", "#e69f00", "#d55e00", "#cc79a7", "#999999", "#000000"];

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Horizontal bars in groups; every group has one bar for each of `names`.
pub fn bars(title: &str, names: &[&str], groups: &[(String, Vec<f64>)]) -> String {
    let most = groups.iter().flat_map(|(_, values)| values).fold(1.0, |a: f64, &b| a.max(b));
    let mut out = String::new();
    let mut y = 40;
    for (group, values) in groups {
        write!(out, "<text x='10' y='{}' font-weight='bold'>{}</text>", y + 12, escape(group))
            .expect("memory");
        y += 20;
        for (at, (name, value)) in names.iter().zip(values).enumerate() {
            let width = 400.0 * value / most;
            write!(
                out,
                "<text x='220' y='{}' text-anchor='end'>{}</text>\
                 <rect x='226' y='{y}' width='{width:.1}' height='14' fill='{}'/>\
                 <text x='{:.1}' y='{}'>{value:.0}</text>",
                y + 11,
                escape(name),
                COLOURS[at % COLOURS.len()],
                230.0 + width,
                y + 11
            )
            .expect("memory");
            y += 18;
        }
        y += 10;
    }
    page(title, 680, y + 10, &out)
}

/// Lines of points, both axes logarithmic; a dashed line shows growth in step.
pub fn lines(title: &str, across: &str, series: &[(String, Vec<(f64, f64)>)]) -> String {
    let points = || series.iter().flat_map(|(_, points)| points);
    let bounds = |of: fn(&(f64, f64)) -> f64| {
        points()
            .map(of)
            .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
    };
    let ((left, right), (low, high)) = (bounds(|point| point.0), bounds(|point| point.1));
    let x = |value: f64| 80.0 + 420.0 * (value / left).ln() / (right / left).ln();
    let y = |value: f64| 330.0 - 280.0 * (value / low).ln() / (high / low).ln();
    let mut out = String::new();
    let step = low.max(f64::MIN_POSITIVE);
    let top = (step * right / left).min(high);
    write!(
        out,
        "<line x1='80' y1='{:.1}' x2='{:.1}' y2='{:.1}' stroke='#999' stroke-dasharray='5 4'/>",
        y(step),
        x(left * top / step),
        y(top)
    )
    .expect("memory");
    for (at, (name, points)) in series.iter().enumerate() {
        let colour = COLOURS[at % COLOURS.len()];
        let path: Vec<String> =
            points.iter().map(|&(a, b)| format!("{:.1},{:.1}", x(a), y(b))).collect();
        write!(
            out,
            "<polyline points='{}' fill='none' stroke='{colour}' stroke-width='2'/>\
             <text x='510' y='{}' fill='{colour}'>{}</text>",
            path.join(" "),
            60 + 18 * at,
            escape(name)
        )
        .expect("memory");
        for &(a, b) in points {
            write!(out, "<circle cx='{:.1}' cy='{:.1}' r='3' fill='{colour}'/>", x(a), y(b))
                .expect("memory");
        }
    }
    for (value, anchor) in [(left, "start"), (right, "end")] {
        write!(out, "<text x='{:.1}' y='350' text-anchor='{anchor}'>{value}</text>", x(value))
            .expect("memory");
    }
    for value in [low, high] {
        write!(
            out,
            "<text x='74' y='{:.1}' text-anchor='end'>{value:.2} ms</text>",
            y(value) + 4.0
        )
        .expect("memory");
    }
    write!(out, "<text x='290' y='370' text-anchor='middle'>{}</text>", escape(across))
        .expect("memory");
    page(title, 760, 385, &out)
}

fn page(title: &str, width: usize, height: usize, inside: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' font-family='sans-serif' font-size='12' fill='#333'>\
         <rect width='{width}' height='{height}' fill='#fff'/>\
         <text x='10' y='22' font-size='14'>{}</text>{inside}</svg>\n",
        escape(title)
    )
}
