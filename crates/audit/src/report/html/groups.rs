//! Figures by period, by channel and unit, and of those clerks who may be named.

use liyan_rules::Channel;

use super::contents::{Contents, Heading};
use crate::figures::{Figures, Group, Rate};
use crate::report::chart::{self, MOST_RANGES, Point, Svg};
use crate::report::say;

/// One line of a table of groups.
pub struct Row {
    pub name: String,
    pub replies: String,
    pub flagged: String,
    /// Of what may be wrong, and of what a person upheld.
    pub rates: [Cell; 2],
    pub levels: [String; 3],
    pub verdicts: [String; 5],
    pub score: Option<u32>,
}

/// A rate in a table, or why there is none.
pub enum Cell {
    Rate { point: String, interval: String },
    None(&'static str),
}

/// The trend.
pub struct Trend {
    pub heading: Heading,
    pub chart: Option<Svg>,
    pub rows: Vec<Row>,
    pub note: String,
}

/// Channels, and in each its units.
pub struct Units {
    pub heading: Heading,
    pub channels: Vec<Row>,
    pub within: Vec<Within>,
}

/// The units of one channel.
pub struct Within {
    pub channel: &'static str,
    pub chart: Option<Svg>,
    pub cut: bool,
    pub rows: Vec<Row>,
    pub scored: bool,
}

/// Clerks with upheld findings.
pub struct Clerks {
    pub heading: Heading,
    pub rows: Vec<Row>,
    pub note: String,
    pub scored: bool,
}

pub fn trend(figures: &Figures, contents: &mut Contents) -> Option<Trend> {
    let heading = contents.wanted(
        "trend",
        "趋势",
        figures.about.views.trend,
        !figures.by_period.is_empty(),
    )?;
    let points: Vec<Point> = figures.by_period.iter().map(point).collect();
    let note = match figures.counts.without_time {
        0 => String::new(),
        n => format!("另有{}条答复的时间无法辨认，已检查，但不归入任何时段。", say::count(n)),
    };
    Some(Trend {
        heading,
        // One period is no trend, and without a rate there is nothing to draw.
        chart: (points.len() > 1 && points.iter().any(|point| point.rate.is_some()))
            .then(|| chart::trend("trend-chart", "每千条答复中有疑似或成立问题的条数", &points)),
        rows: figures.by_period.iter().map(|group| row(group, say::day(&group.key))).collect(),
        note,
    })
}

pub fn units(figures: &Figures, contents: &mut Contents) -> Option<Units> {
    let wanted = figures.about.views.channel || figures.about.views.unit;
    let there = !figures.by_channel.is_empty() || !figures.by_unit.is_empty();
    let heading = contents.wanted("units", "渠道和单位", wanted, there)?;
    let within = [(Channel::Chat, "units-chat"), (Channel::Letter, "units-letter")]
        .into_iter()
        .filter_map(|(channel, id)| within(figures, channel, id))
        .collect();
    let name = |group: &Group| match group.channel.or(Channel::from_name(&group.key)) {
        Some(channel) => say::channel(channel).to_owned(),
        None => named(&group.key),
    };
    Some(Units {
        heading,
        channels: figures.by_channel.iter().map(|group| row(group, name(group))).collect(),
        within,
    })
}

fn within(figures: &Figures, channel: Channel, id: &str) -> Option<Within> {
    let groups: Vec<&Group> =
        figures.by_unit.iter().filter(|group| group.channel == Some(channel)).collect();
    if groups.is_empty() {
        return None;
    }
    let whole = figures.by_channel.iter().find(|group| group.channel == Some(channel));
    let mut shown = groups.clone();
    let cut = shown.len() > MOST_RANGES;
    if cut {
        // Those that say most are drawn, in their own order.
        shown.sort_by_key(|group| std::cmp::Reverse(group.replies));
        shown.truncate(MOST_RANGES);
        shown.sort_by(|a, b| a.key.cmp(&b.key));
    }
    let points: Vec<Point> = shown.into_iter().map(point).collect();
    let title = format!("{}：各单位每千条答复中有疑似或成立问题的条数", say::channel(channel));
    let draw = points.len() > 1 && points.iter().any(|point| point.rate.is_some());
    Some(Within {
        channel: say::channel(channel),
        chart: draw.then(|| chart::ranges(id, &title, &points, whole.and_then(|whole| whole.rate))),
        cut,
        rows: groups.iter().map(|group| row(group, named(&group.key))).collect(),
        scored: groups.iter().any(|group| group.score.is_some()),
    })
}

pub fn clerks(figures: &Figures, contents: &mut Contents) -> Option<Clerks> {
    // Whatever the figures say: only what a person upheld names anyone.
    let (named, others): (Vec<&Group>, Vec<&Group>) =
        figures.by_clerk.iter().partition(|group| group.verdicts[1] > 0);
    let unnamed = figures.clerks_unnamed.saturating_add(others.len() as u64);
    let wanted = figures.about.views.clerk;
    let there = wanted && (!named.is_empty() || unnamed > 0);
    let heading = contents.wanted("clerks", "人员", wanted, there)?;
    let told = format!("{}名人员有疑似问题，没有一处经核实成立", say::count(unnamed));
    let note = match (named.is_empty(), unnamed) {
        (true, _) => format!("有{told}，因此不列名。"),
        (false, 0) => "只列有问题经人工核实成立的人员，按工号排列，不排名。".to_owned(),
        (false, _) => {
            format!("只列有问题经人工核实成立的人员，按工号排列，不排名。另有{told}，不列名。")
        }
    };
    Some(Clerks {
        heading,
        scored: named.iter().any(|group| group.score.is_some()),
        rows: named.into_iter().map(|group| row(group, self::named(&group.key))).collect(),
        note,
    })
}

fn point(group: &Group) -> Point {
    Point { name: named(&group.key), rate: group.rate, replies: group.replies }
}

fn named(key: &str) -> String {
    say::named(key).to_owned()
}

fn row(group: &Group, name: String) -> Row {
    Row {
        name,
        replies: say::count(group.replies),
        flagged: say::count(group.flagged),
        rates: [
            cell(group.rate, say::no_rate(group)),
            cell(group.upheld_rate, say::no_upheld_rate(group)),
        ],
        levels: group.findings.map(say::count),
        verdicts: group.verdicts.map(say::count),
        score: group.score,
    }
}

fn cell(rate: Option<Rate>, without: &'static str) -> Cell {
    match rate {
        Some(rate) => Cell::Rate {
            point: format!("{}‰", say::per_mille(rate)),
            interval: format!("({:.1}–{:.1})", rate.low, rate.high),
        },
        None => Cell::None(without),
    }
}
