//! What a report shows figures by: all that it can, unless `--by` says otherwise. What was not asked for is never told as if
//! it were empty.

/// What a report shows figures by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Views {
    /// By day or month; none: days up to two months, else months.
    pub period: Option<Period>,
    /// By month or day at all.
    pub trend: bool,
    /// By unit.
    pub unit: bool,
    /// By clerk.
    pub clerk: bool,
    /// By channel.
    pub channel: bool,
    /// By rule.
    pub rule: bool,
    /// By article.
    pub article: bool,
}

/// The length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A day.
    Day,
    /// A month.
    Month,
}

impl Default for Views {
    fn default() -> Self {
        Self {
            period: None,
            trend: true,
            unit: true,
            clerk: true,
            channel: true,
            rule: true,
            article: true,
        }
    }
}

impl Views {
    /// What was not asked for, as people call it.
    pub fn left_out(&self) -> Vec<&'static str> {
        let all = [
            (self.trend, "趋势"),
            (self.channel, "渠道"),
            (self.unit, "单位"),
            (self.clerk, "人员"),
            (self.rule, "规则"),
            (self.article, "条文"),
        ];
        all.into_iter().filter(|(shown, _)| !shown).map(|(_, name)| name).collect()
    }
}
