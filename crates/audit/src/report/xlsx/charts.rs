//! Native charts, and the last sheet, which holds what those of units are drawn from.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartErrorBars, ChartErrorBarsDirection, ChartErrorBarsType,
    ChartFont, ChartFormat, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType, ChartRange,
    ChartSolidFill, ChartType, Workbook,
};

use super::cell::Cell;
use super::error::XlsxError;
use super::look::{self, Look};
use super::page::Page;
use crate::figures::{Figures, Group, Rate};
use crate::report::say;

/// Units in one chart.
const BARS: usize = 20;
/// The sheet that units' charts are drawn from.
const DATA: &str = "图表数据";

/// The rate of each period between the ends of its interval, with the table of the trend.
pub fn trend(page: &mut Page<'_>, first: u32, last: u32) -> Result<(), XlsxError> {
    let mut chart = Chart::new(ChartType::Line);
    let lines = [
        ("每千条", 3, ChartLineDashType::Solid, look::INK, 2.25),
        ("95%区间下限", 4, ChartLineDashType::Dash, look::QUIET, 1.0),
        ("95%区间上限", 5, ChartLineDashType::Dash, look::QUIET, 1.0),
    ];
    for (name, col, dash, color, width) in lines {
        let mut line = ChartLine::new();
        line.set_color(color).set_width(width).set_dash_type(dash);
        let mut marker = ChartMarker::new();
        match dash {
            ChartLineDashType::Solid => marker.set_type(ChartMarkerType::Circle).set_size(5),
            _ => marker.set_none(),
        };
        chart
            .add_series()
            .set_name(name)
            .set_categories(("趋势", first, 0, last, 0))
            .set_values(("趋势", first, col, last, col))
            .set_marker(&marker)
            .set_format(ChartFormat::new().set_line(&line));
    }
    dress(&mut chart, "每千条答复中有疑似问题的条数及95%置信区间");
    chart.y_axis().set_min(0).set_num_format("0").set_major_gridlines_line(&grid());
    chart.legend().set_position(rust_xlsxwriter::ChartLegendPosition::Bottom).set_font(&font(9));
    chart.set_width(WIDTH).set_height(380);
    chart.set_alt_text("各时段每千条答复中有疑似问题的条数，数字见表格");
    page.chart(&chart, 380)
}

/// The rules that spoke most, with their table: rows `first..=last` of the sheet; `most` is the longest bar.
pub fn rules(page: &mut Page<'_>, (first, last): (u32, u32), most: u64) -> Result<(), XlsxError> {
    let last = last.min(first + 9);
    let mut chart = bars("最常见的规则（疑似问题，处）", "规则", (first, last), (0, 5));
    if most < 10 {
        // There is no half finding.
        chart.x_axis().set_major_unit(1);
    }
    chart.set_alt_text("疑似问题最多的规则，数字见表格");
    page.chart(&chart, height(last - first + 1))
}

/// One chart for each channel, with the table of units.
pub fn units(page: &mut Page<'_>, figures: &Figures) -> Result<(), XlsxError> {
    let mut first = DATA_ROW;
    for (channel, units) in compared(figures) {
        let last = first + u32::try_from(units.len()).unwrap_or(1) - 1;
        let title = if units.len() < BARS {
            format!("{channel}：每千条答复中有疑似问题的条数")
        } else {
            format!("{channel}：每千条答复中有疑似问题的条数（较多的{BARS}个单位）")
        };
        let mut chart = bars(&title, DATA, (first, last), (1, 2));
        // Programs choose the scale by the bars alone, and would cut the intervals off.
        let high = units.iter().map(|(_, rate)| rate.high).fold(10.0, f64::max);
        chart.x_axis().set_max((high / 10.0).ceil() * 10.0);
        chart.set_alt_text("同一渠道内各单位的比率及95%置信区间，数字见表格");
        page.chart(&chart, height(last - first + 1))?;
        first = last + 1;
    }
    Ok(())
}

/// The first row of the data, under title, sentence and head.
const DATA_ROW: u32 = 3;

/// The data of the units' charts, if there are any.
pub fn write(book: &mut Workbook, look: &Look, figures: &Figures) -> Result<(), XlsxError> {
    let data = compared(figures);
    if data.is_empty() {
        return Ok(());
    }
    let mut page = Page::new(book, look, DATA, vec![12.0, 30.0, 12.0, 14.0, 14.0])?;
    page.note("本表供“渠道与单位”的图表取数：每渠道比率较高的若干单位，不含样本不足的单位。")?;
    let rows = data.iter().flat_map(|(channel, units)| {
        units.iter().map(move |(unit, rate)| {
            vec![
                Cell::Text((*channel).into()),
                Cell::Text(say::named(&unit.key).into()),
                Cell::Rate(rate.per_mille),
                Cell::Rate(rate.per_mille - rate.low),
                Cell::Rate(rate.high - rate.per_mille),
            ]
        })
    });
    page.table(&["渠道", "单位", "每千条", "距区间下限", "距区间上限"], rows, "")?;
    Ok(())
}

type Compared<'a> = Vec<(&'static str, Vec<(&'a Group, Rate)>)>;

/// Units that may be compared, the highest rates first; a unit alone in its channel has nothing to be compared with.
fn compared(figures: &Figures) -> Compared<'_> {
    let mut channels: Compared<'_> = Vec::new();
    for group in &figures.by_unit {
        let (Some(channel), Some(rate)) = (group.channel.map(say::channel), group.rate) else {
            continue;
        };
        match channels.iter_mut().find(|(name, _)| *name == channel) {
            Some((_, units)) => units.push((group, rate)),
            None => channels.push((channel, vec![(group, rate)])),
        }
    }
    channels.retain(|(_, units)| units.len() > 1);
    for (_, units) in &mut channels {
        units.sort_by(|(_, a), (_, b)| b.per_mille.total_cmp(&a.per_mille));
        units.truncate(BARS);
    }
    channels
}

/// Bars from top to bottom; those of the data sheet with their intervals.
fn bars(title: &str, sheet: &str, (first, last): (u32, u32), (name, value): (u16, u16)) -> Chart {
    let mut chart = Chart::new(ChartType::Bar);
    let mut fill = ChartSolidFill::new();
    fill.set_color(0x8E_A9DB);
    let series = chart
        .add_series()
        .set_categories((sheet, first, name, last, name))
        .set_values((sheet, first, value, last, value))
        .set_gap(60)
        .set_format(ChartFormat::new().set_solid_fill(&fill));
    if sheet == DATA {
        let range = |col| ChartRange::new_from_range(DATA, first, col, last, col);
        let mut error = ChartErrorBars::new();
        error
            .set_direction(ChartErrorBarsDirection::Both)
            .set_type(ChartErrorBarsType::Custom(range(4), range(3)));
        series.set_x_error_bars(&error);
    }
    dress(&mut chart, title);
    chart.legend().set_hidden();
    // Of bars, the library calls the categories' axis y; the first is to stand on top, and the scale below.
    chart.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max).set_major_gridlines(false);
    chart.x_axis().set_min(0).set_major_gridlines(true).set_major_gridlines_line(&grid());
    chart.x_axis().set_num_format("0");
    chart.set_width(WIDTH).set_height(height(last - first + 1));
    chart
}

/// The width of a chart in pixels: that of a table on paper.
const WIDTH: u32 = 760;

/// The height of a chart with so many bars.
fn height(bars: u32) -> u32 {
    110 + bars * 28
}

fn grid() -> ChartLine {
    let mut line = ChartLine::new();
    line.set_color(0xD9_D9D9).set_width(0.5);
    line
}

fn dress(chart: &mut Chart, title: &str) {
    chart.title().set_name(title).set_font(font(12).set_bold());
    chart.x_axis().set_font(&font(9));
    chart.y_axis().set_font(&font(9));
}

fn font(size: i32) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name("宋体").set_size(size);
    font
}
