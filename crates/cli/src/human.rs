//! Findings for people: the place, the marked phrase, the reason, the article, the wording to use instead.

use std::io::{self, Write};

use liyan_rules::{ByteSpan, Checker, Conversation, Finding, Fix, Severity};

use liyan_audit::words::{self, clean, shown};

/// How many characters of the line are shown before and after the marked phrase.
const CONTEXT: usize = 30;

/// Writes findings as text.
pub struct Printer<W> {
    out: W,
    colour: bool,
}

impl<W: Write> Printer<W> {
    /// Writes to `out`, with ANSI colours or without.
    pub fn new(out: W, colour: bool) -> Self {
        Self { out, colour }
    }

    /// One finding. `place` names the source: a file, or a record of one.
    pub fn finding(
        &mut self,
        checker: &Checker,
        place: &str,
        conversation: &Conversation,
        finding: &Finding,
        fixes: &[Fix],
    ) -> io::Result<()> {
        let rule = checker.rule(finding.rule);
        let text = conversation.turns[finding.turn].text.as_str();
        // Of a draft only the unsent turn is judged, so it needs no number.
        let turn = match conversation.unsent {
            true => String::new(),
            false => format!(" 第 {} 条", finding.turn + 1),
        };
        let level = self.paint(finding.severity, words::level(finding.severity));
        let (line, column) =
            finding.span.map_or((1, 1), |span| line_and_column(text, span.start()));
        writeln!(self.out, "{place}{turn}:{line}:{column}  {level}  {}", clean(&rule.title))?;
        let excerpt = match finding.span {
            Some(span) => self.excerpt(text, span, finding.severity),
            None => beginning(text),
        };
        writeln!(self.out, "    {excerpt}")?;
        for (turn, span) in &finding.related {
            let text = conversation.turns[*turn].text.as_str();
            let excerpt = self.excerpt(text, *span, finding.severity);
            writeln!(self.out, "    另见第 {} 条：{excerpt}", turn + 1)?;
        }
        writeln!(self.out, "    {}", clean(&rule.message))?;
        let articles: Vec<&str> =
            checker.citations(rule).map(|source| source.label.as_str()).collect();
        let basis = words::basis(rule.basis);
        writeln!(self.out, "    {basis} · {} · {}", articles.join("、"), rule.id)?;
        for fix in fixes {
            let wording: Vec<&str> = fix.edits.iter().map(|edit| edit.insert.as_str()).collect();
            let ask = if fix.safe { "" } else { "（确认属实再用）" };
            writeln!(self.out, "    → {}{ask}", clean(&wording.concat().replace('\n', "⏎")))?;
        }
        writeln!(self.out)
    }

    /// What was read and found in all, and by which rules.
    pub fn summary(&mut self, checkers: &[Checker], tally: &Tally) -> io::Result<()> {
        let Tally { read, skipped, block, warn, suggest } = tally;
        write!(self.out, "检查了 {read} 份")?;
        if *skipped > 0 {
            write!(self.out, "，{skipped} 份读不了")?;
        }
        match (block, warn, suggest) {
            (0, 0, 0) if *read == 0 => write!(self.out, "。")?,
            (0, 0, 0) => write!(self.out, "，没有发现需要修改的用语。")?,
            _ => write!(self.out, "：须改 {block} 处，提醒 {warn} 处，建议 {suggest} 处。")?,
        }
        for checker in checkers {
            let pack = checker.pack();
            let hash = pack.hash.get(..12).unwrap_or_default();
            write!(self.out, "\n规则包：{} {}（{hash}）", pack.title, pack.version)?;
            if !pack.notice.is_empty() {
                write!(self.out, "，{}", pack.notice)?;
            }
        }
        writeln!(self.out)
    }

    /// One whole line as it is, flushed at once.
    pub fn line(&mut self, line: &[u8]) -> io::Result<()> {
        self.out.write_all(line)?;
        self.out.flush()
    }

    /// The end of the writing.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn excerpt(&self, text: &str, span: ByteSpan, severity: Severity) -> String {
        let start = text[..span.start()].rfind('\n').map_or(0, |at| at + 1);
        let end = text[span.end()..].find('\n').map_or(text.len(), |at| span.end() + at);
        let (before, after) = (&text[start..span.start()], &text[span.end()..end]);
        let skipped = before.chars().count().saturating_sub(CONTEXT);
        let cut = after.trim_end().chars().count() > CONTEXT;
        let head: String = before.chars().skip(skipped).map(shown).collect();
        let tail: String = after.trim_end().chars().take(CONTEXT).map(shown).collect();
        let phrase: String = span.of(text).chars().map(shown).collect();
        let marked = self.paint(severity, &format!("【{phrase}】"));
        let dots = |cut: bool| if cut { "…" } else { "" };
        format!("{}{head}{marked}{tail}{}", dots(skipped > 0), dots(cut))
    }

    fn paint(&self, severity: Severity, text: &str) -> String {
        if !self.colour {
            return text.to_owned();
        }
        let code = match severity {
            Severity::Block => "1;31",
            Severity::Warn => "1;33",
            Severity::Suggest => "36",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}

/// What was read and what was found.
#[derive(Debug, Default)]
pub struct Tally {
    /// Texts judged.
    pub read: usize,
    /// Texts that could not be judged.
    pub skipped: usize,
    /// Findings of each severity.
    pub block: usize,
    /// See `block`.
    pub warn: usize,
    /// See `block`.
    pub suggest: usize,
}

impl Tally {
    /// Counts one finding.
    pub fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Block => self.block += 1,
            Severity::Warn => self.warn += 1,
            Severity::Suggest => self.suggest += 1,
        }
    }
}

/// The first words of a text in which something is missing, so that nothing can be marked.
fn beginning(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let head: String = line.chars().take(CONTEXT).map(shown).collect();
    let dots = if head.len() < text.trim_end().len() { "…" } else { "" };
    format!("{head}{dots}")
}

/// Line and column in characters, both from 1.
fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}
