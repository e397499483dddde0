//! What people decided on findings: a CSV file that is kept beside the reports, and is written for them to fill in.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Write};

use crate::figures::{Reviewed, Verdict};
use crate::line::FindingLine;

/// The columns of the file that matter; further ones are for the reviewer's eyes.
const COLUMNS: [&str; 5] = ["编号", "结论", "核实人", "理由", "日期"];
/// What `liyan audit review` writes beside them.
const CONTEXT: [&str; 7] = ["级别", "规则", "条文", "用语", "为什么", "单位", "出处"];

/// Verdicts by the id of the finding.
#[derive(Debug, Clone, Default)]
pub struct Accepted(HashMap<String, Reviewed>);

impl Accepted {
    /// Reads the file: id of the finding, verdict, reviewer, reason, date. Rows without a verdict are still open.
    ///
    /// # Errors
    /// Every mistake, with its row, for people.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
            .map(str::to_owned)
            // Excel in China saves what it is given in GB18030.
            .or_else(|_| {
                match encoding_rs::GB18030
                    .decode_without_bom_handling_and_without_replacement(bytes)
                {
                    Some(text) => Ok(text.into_owned()),
                    None => Err("既不是 UTF-8 也不是 GB18030".to_owned()),
                }
            })?;
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| error.to_string())?.clone();
        let place = |names: &[&str]| header.iter().position(|name| names.contains(&name.trim()));
        let places = [
            place(&[COLUMNS[0], "id", "finding"]),
            place(&[COLUMNS[1], "verdict"]),
            place(&[COLUMNS[2], "reviewer"]),
            place(&[COLUMNS[3], "reason"]),
            place(&[COLUMNS[4], "date"]),
        ];
        if let Some(at) = places.iter().position(Option::is_none) {
            let shown: Vec<_> = header.iter().collect();
            return Err(format!("缺少 “{}” 这一列，表头是：{}", COLUMNS[at], shown.join("、")));
        }
        let mut accepted = HashMap::new();
        let mut problems = Vec::new();
        for (number, record) in (2..).zip(reader.records()) {
            let record = record.map_err(|error| error.to_string())?;
            let cell = |at: usize| {
                places[at].and_then(|at| record.get(at)).unwrap_or_default().trim().to_owned()
            };
            let (id, verdict) = (cell(0), cell(1));
            if id.is_empty() && verdict.is_empty() || verdict.is_empty() {
                continue;
            }
            let Some(verdict) = Verdict::ALL.into_iter().find(|known| known.name() == verdict)
            else {
                problems.push(format!(
                    "第 {number} 行：结论 “{verdict}” 不认识，可以写 待核、成立、误报、申诉中、改判"
                ));
                continue;
            };
            let reviewed = Reviewed {
                id: id.clone(),
                verdict,
                reviewer: cell(2),
                reason: cell(3),
                date: cell(4),
                copies: 0,
                title: None,
                words: None,
                unit: None,
            };
            if verdict != Verdict::Pending
                && (reviewed.reviewer.is_empty() || reviewed.reason.is_empty())
            {
                problems.push(format!("第 {number} 行：写了结论，还要写核实人和理由"));
            }
            if let Some(other) = accepted.insert(id.clone(), reviewed)
                && other.verdict != verdict
            {
                problems.push(format!("第 {number} 行：编号 {id} 出现了两次，结论不一样"));
            }
        }
        match problems.is_empty() {
            true => Ok(Self(accepted)),
            false => Err(problems.join("\n")),
        }
    }

    /// What was decided on a finding; nothing yet is [`Verdict::Pending`].
    pub fn verdict(&self, id: &str) -> Verdict {
        self.0.get(id).map_or(Verdict::Pending, |reviewed| reviewed.verdict)
    }

    /// The row of a finding.
    pub fn entry(&self, id: &str) -> Option<&Reviewed> {
        self.0.get(id)
    }

    /// All rows, those that this run found with what it knows of them; by verdict, then by id.
    pub fn reviewed(&self, found: BTreeMap<String, Reviewed>) -> Vec<Reviewed> {
        let mut all: Vec<Reviewed> =
            self.0.iter().map(|(id, entry)| found.get(id).unwrap_or(entry).clone()).collect();
        all.sort_by(|one, other| (one.verdict, &one.id).cmp(&(other.verdict, &other.id)));
        all
    }
}

/// Writes the file to fill in, from the findings of an audit. What was decided before is kept.
///
/// # Errors
/// If it can not be written.
pub fn write_review(
    findings: impl Iterator<Item = FindingLine>,
    accepted: &Accepted,
    out: &mut impl Write,
) -> io::Result<u64> {
    // Excel takes a file without a mark for GBK.
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS.iter().chain(&CONTEXT))?;
    let mut rows = 0;
    let mut seen = HashSet::new();
    for line in findings.filter(|line| line.counted && line.severity != "suggest") {
        if !seen.insert(line.id.clone()) {
            continue;
        }
        let entry = accepted.entry(&line.id);
        let decided = |part: fn(&Reviewed) -> String| entry.map(part).unwrap_or_default();
        let verdict = entry.map_or(line.verdict, |entry| entry.verdict);
        let severity = if line.severity == "block" { "须改" } else { "提醒" };
        let sheet = line.sheet.as_deref().map(|sheet| format!("“{sheet}”表 ")).unwrap_or_default();
        let place = format!("{} {sheet}第 {} 行", line.file, line.row);
        let articles = line.articles.join("、");
        let cells = [
            line.id.as_str(),
            if verdict == Verdict::Pending { "" } else { verdict.name() },
            &decided(|entry| entry.reviewer.clone()),
            &decided(|entry| entry.reason.clone()),
            &decided(|entry| entry.date.clone()),
            severity,
            &line.rule,
            &articles,
            line.text.as_deref().unwrap_or("（缺少应有的话）"),
            &line.message,
            line.unit.as_deref().unwrap_or_default(),
            &place,
        ];
        writer.write_record(cells.map(|cell| crate::report::csv::plain(cell).into_owned()))?;
        rows += 1;
    }
    writer.flush()?;
    Ok(rows)
}

/// An earlier JSONL report.
#[derive(Debug, Default)]
pub struct Earlier {
    /// Its findings.
    pub lines: Vec<FindingLine>,
    /// The hash of the pack that it was judged by, if it says.
    pub pack_hash: Option<String>,
}

/// Reads an earlier JSONL report.
///
/// # Errors
/// The first line that is none, for people.
pub fn findings(text: &str) -> Result<Earlier, String> {
    #[derive(serde::Deserialize)]
    struct Last {
        audit: Audit,
    }
    #[derive(serde::Deserialize)]
    struct Audit {
        pack_sha256: String,
    }
    let mut earlier = Earlier::default();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        // The last line says what was run.
        if line.starts_with("{\"audit\":") {
            let last: Option<Last> = serde_json::from_str(line).ok();
            earlier.pack_hash = last.map(|last| last.audit.pack_sha256);
            continue;
        }
        let line = serde_json::from_str(line)
            .map_err(|error| format!("第 {number} 行不是 liyan audit 写的疑似问题（{error}）"))?;
        earlier.lines.push(line);
    }
    Ok(earlier)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "编号,结论,核实人,理由,日期,备注\nab,成立,赵督查,原话如此,2026-04-02,\ncd,误报,赵督查,引用来信,2026-04-02,\nef,,,,,\n";

    #[test]
    fn verdicts_are_read_in_both_encodings_that_excel_writes() {
        for bytes in [
            FILE.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", FILE.as_bytes()].concat(),
            encoding_rs::GB18030.encode(FILE).0.into_owned(),
        ] {
            let accepted = Accepted::read(&bytes).expect("read");
            let verdicts = ["ab", "cd", "ef", "gh"].map(|id| accepted.verdict(id));
            use Verdict::{FalseAlarm, Pending, Upheld};
            assert_eq!(verdicts, [Upheld, FalseAlarm, Pending, Pending]);
        }
    }

    #[test]
    fn every_mistake_is_told_with_its_row() {
        let file = "编号,结论,核实人,理由,日期\nab,对,赵,原话,\ncd,成立,,,\nef,误报,赵,引用,\nef,成立,赵,引用,\n";
        let problems = Accepted::read(file.as_bytes()).expect_err("wrong");
        for part in ["第 2 行：结论 “对”", "第 3 行：写了结论", "第 5 行：编号 ef"]
        {
            assert!(problems.contains(part), "{problems}");
        }
        assert!(Accepted::read("id,verdict\n".as_bytes()).expect_err("wrong").contains("核实人"));
    }
}
