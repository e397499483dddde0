//! CSV of findings, for spreadsheets. A cell that a spreadsheet would take for a formula is made plain text.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::line::FindingLine;

/// The heading, one column a field of [`FindingLine`].
const HEADING: [&str; 23] = [
    "编号",
    "规则包",
    "规则",
    "种类",
    "依据",
    "级别",
    "条文",
    "用语",
    "起",
    "止",
    "为什么",
    "记录",
    "文件",
    "工作表",
    "行",
    "会话",
    "第几条",
    "工号",
    "单位",
    "时间",
    "渠道",
    "结论",
    "计数",
];

/// Writes rows as they come.
pub struct FindingsCsv<W: Write>(csv::Writer<W>);

impl<W: Write> FindingsCsv<W> {
    /// Begins with `notes`, one row each, and the heading.
    ///
    /// # Errors
    /// If it can not be written.
    pub fn new(mut out: W) -> io::Result<Self> {
        // Excel takes a file without a mark for GBK.
        out.write_all("\u{feff}".as_bytes())?;
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(out);
        writer.write_record(HEADING)?;
        Ok(Self(writer))
    }

    /// What it is written to.
    pub fn out(&self) -> &W {
        self.0.get_ref()
    }

    /// One finding.
    ///
    /// # Errors
    /// If it can not be written.
    pub fn finding(&mut self, line: &FindingLine) -> io::Result<()> {
        let number =
            |value: Option<usize>| value.map(|value| value.to_string()).unwrap_or_default();
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let cells = [
            line.id.clone(),
            line.pack.clone(),
            line.rule.clone(),
            line.kind.clone(),
            line.basis.clone(),
            line.severity.clone(),
            line.articles.join("、"),
            text(&line.text),
            number(line.start),
            number(line.end),
            line.message.clone(),
            text(&line.record),
            line.file.clone(),
            text(&line.sheet),
            line.row.to_string(),
            text(&line.conversation),
            line.turn.to_string(),
            text(&line.clerk),
            text(&line.unit),
            text(&line.at),
            line.channel.clone(),
            line.verdict.name().to_owned(),
            if line.counted { "是" } else { "否" }.to_owned(),
        ];
        self.0.write_record(cells.iter().map(|cell| plain(cell).into_owned()))?;
        Ok(())
    }

    /// Ends with what was run, below the table, and gives the output back.
    ///
    /// # Errors
    /// If it can not be written.
    pub fn finish(mut self, notes: &[(String, String)]) -> io::Result<W> {
        self.0.write_record([""])?;
        for (name, value) in notes {
            self.0.write_record([format!("# {name}"), plain(value).into_owned()])?;
        }
        self.0.into_inner().map_err(|error| error.into_error())
    }
}

/// A cell that no spreadsheet takes for a formula (OWASP, CSV injection).
pub fn plain(cell: &str) -> Cow<'_, str> {
    let starts = cell
        .trim_start_matches(' ')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if starts { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        for cell in ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"] {
            assert!(plain(cell).starts_with('\''), "{cell}");
        }
        assert_eq!(plain("您好=1"), "您好=1");
    }
}
