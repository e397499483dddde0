//! The small language of phrases, from text to [`Pattern`].
//!
//! | written | means |
//! |---|---|
//! | `自己看` | these characters, folded |
//! | `{you}` | one word of the set `you` |
//! | `[也]` | 也, or nothing |
//! | `(看\|查)` | one of several |
//! | `{..6}` | up to 6 characters inside one clause |
//! | `{...20}` | up to 20 characters, also across commas, inside one sentence |
//! | `^` `$` | where a clause begins, ends |
//! | `^^` `$$` | where the message begins, ends |
//! | `看!(病\|房)` | 看, but not where one of these follows; at the head of a phrase, where one of these comes before |
//! | `\{` | the character itself |

use super::pattern::{Anchor, Gap, Node, Pattern, Side};
use crate::text::{FoldTable, Folded};

/// A mistake in a phrase: what and what to do.
pub(super) struct Mistake {
    pub problem: String,
    pub hint: String,
}

/// Reads phrases against the sets of a pack.
pub(super) struct Parser<'p> {
    pub table: &'p FoldTable,
    /// Names of the sets, by index.
    pub sets: &'p [String],
}

/// The most characters that all gaps of one phrase may hold together: a phrase that reaches farther
/// says nothing of its ends.
const MOST_GAP: usize = 120;

/// How deep brackets may be nested.
const MOST_DEPTH: usize = 4;

impl Parser<'_> {
    /// Reads one phrase.
    pub(super) fn parse(&self, text: &str) -> Result<Pattern, Mistake> {
        let mut input = Input { chars: text.chars().collect(), at: 0 };
        let nodes = self.sequence(&mut input, 0)?;
        if let Some(ch) = input.peek() {
            return Err(mistake(
                format!("短语里多了一个 “{ch}”"),
                format!("去掉它，或写成 \\{ch} 表示字符本身"),
            ));
        }
        if nodes.is_empty() {
            return Err(mistake("短语是空的", "写上要找的词，或删去这一条"));
        }
        if gaps(&nodes) > MOST_GAP {
            return Err(mistake(
                "短语里的空隙太长",
                format!("各个 {{..数字}} 加起来不要超过 {MOST_GAP}"),
            ));
        }
        check_places(&nodes)?;
        Ok(Pattern { nodes })
    }

    /// A word without any special marks, folded: for sets.
    pub(super) fn word(&self, text: &str) -> Result<String, Mistake> {
        let folded = Folded::new(self.table, text);
        if folded.is_empty() {
            return Err(mistake(
                "这个词折叠后什么也不剩",
                "写上至少一个字，不要只有空格、点或不可见字符",
            ));
        }
        Ok(folded.text())
    }

    fn sequence(&self, input: &mut Input, depth: usize) -> Result<Vec<Node>, Mistake> {
        if depth > MOST_DEPTH {
            return Err(mistake(
                "括号套得太深",
                format!("最多套 {MOST_DEPTH} 层；可以拆成几条短语"),
            ));
        }
        let mut nodes = Vec::new();
        let mut literal = String::new();
        while let Some(ch) = input.peek() {
            if matches!(ch, ']' | ')' | '|') {
                break;
            }
            input.at += 1;
            if matches!(ch, '?' | '*' | '+')
                && literal.is_empty()
                && matches!(nodes.last(), Some(Node::Optional(_) | Node::Choice(_)))
            {
                return Err(mistake(
                    format!("括号后面的 “{ch}” 不起作用"),
                    "可有可无的部分写在 [ ] 里，不用加别的符号",
                ));
            }
            let node = match ch {
                '\\' => {
                    let escaped =
                        input.next().ok_or_else(|| mistake("短语以 \\ 结尾", "去掉最后的 \\"))?;
                    literal.push(escaped);
                    continue;
                }
                '{' => self.brace(input)?,
                '[' => {
                    let inner = self.branches(input, ']', depth + 1)?;
                    Node::Optional(single(inner))
                }
                '(' => Node::Choice(self.branches(input, ')', depth + 1)?),
                '!' if input.peek() == Some('(') => {
                    input.at += 1;
                    let is_head = depth == 0 && nodes.is_empty() && literal.is_empty();
                    let side = if is_head { Side::Before } else { Side::After };
                    Node::Not(side, self.branches(input, ')', depth + 1)?)
                }
                '^' => Node::Anchor(input.doubled('^', Anchor::MessageStart, Anchor::ClauseStart)),
                '$' => Node::Anchor(input.doubled('$', Anchor::MessageEnd, Anchor::ClauseEnd)),
                '}' => {
                    return Err(mistake("短语里多了一个 “}”", "去掉它，或写成 \\} 表示字符本身"));
                }
                _ => {
                    literal.push(ch);
                    continue;
                }
            };
            self.flush(&mut literal, &mut nodes)?;
            nodes.push(node);
        }
        self.flush(&mut literal, &mut nodes)?;
        Ok(nodes)
    }

    fn flush(&self, literal: &mut String, nodes: &mut Vec<Node>) -> Result<(), Mistake> {
        if !literal.is_empty() {
            let text = core::mem::take(literal);
            nodes.push(Node::Text(self.word(&text)?));
        }
        Ok(())
    }

    fn branches(
        &self,
        input: &mut Input,
        close: char,
        depth: usize,
    ) -> Result<Vec<Vec<Node>>, Mistake> {
        let mut branches = Vec::new();
        loop {
            let branch = self.sequence(input, depth)?;
            if branch.is_empty() {
                return Err(mistake("括号里有空的一项", "写上内容；可有可无的部分用 […]"));
            }
            branches.push(branch);
            match input.next() {
                Some('|') => {}
                Some(ch) if ch == close => return Ok(branches),
                Some(ch) => {
                    return Err(mistake(
                        format!("这里应当是 “{close}”，却是 “{ch}”"),
                        "括号要成对，不能交叉",
                    ));
                }
                None => return Err(mistake(format!("缺少 “{close}”"), "把括号补齐")),
            }
        }
    }

    fn brace(&self, input: &mut Input) -> Result<Node, Mistake> {
        let mut name = String::new();
        loop {
            match input.next() {
                Some('}') => break,
                Some(ch) => name.push(ch),
                None => return Err(mistake("缺少 “}”", "把花括号补齐；要找花括号本身，写成 \\{")),
            }
        }
        if let Some(most) = name.strip_prefix("...") {
            return gap(most, true);
        }
        if let Some(most) = name.strip_prefix("..") {
            return gap(most, false);
        }
        match self.sets.iter().position(|set| *set == name) {
            Some(index) => Ok(Node::Set(index as u16)),
            None => {
                let known: Vec<&str> = self.sets.iter().map(String::as_str).collect();
                let hint = match super::reader::nearest(&name, &known) {
                    Some(near) => format!("是不是想写 {{{near}}}？"),
                    None => format!("先在 [set] 里写 {name} = [\"词\", \"词\"]"),
                };
                Err(mistake(format!("没有叫 “{name}” 的词表"), hint))
            }
        }
    }
}

fn gap(most: &str, wide: bool) -> Result<Node, Mistake> {
    match most.parse::<u8>() {
        Ok(most) if most > 0 => Ok(Node::Gap(Gap { most, wide })),
        _ => Err(mistake(
            format!("空隙的长度 “{most}” 不对"),
            "写成 {..6}（最多 6 个字，不过逗号）或 {...20}（可过逗号）",
        )),
    }
}

/// Several branches in square brackets are one optional choice.
fn single(mut branches: Vec<Vec<Node>>) -> Vec<Node> {
    match branches.len() {
        1 => branches.remove(0),
        _ => vec![Node::Choice(branches)],
    }
}

fn gaps(nodes: &[Node]) -> usize {
    let longest =
        |branches: &[Vec<Node>]| branches.iter().map(|branch| gaps(branch)).max().unwrap_or(0);
    nodes
        .iter()
        .map(|node| match node {
            Node::Gap(gap) => usize::from(gap.most),
            Node::Optional(inner) => gaps(inner),
            Node::Choice(branches) => longest(branches),
            _ => 0,
        })
        .sum()
}

/// A place in the middle of words can never be: `看$书` asks for an end inside.
fn check_places(nodes: &[Node]) -> Result<(), Mistake> {
    let is_start =
        |node: &Node| matches!(node, Node::Anchor(Anchor::ClauseStart | Anchor::MessageStart));
    let is_end = |node: &Node| matches!(node, Node::Anchor(Anchor::ClauseEnd | Anchor::MessageEnd));
    let first_other = nodes.iter().position(|node| !is_start(node)).unwrap_or(nodes.len());
    let last_other = nodes.iter().rposition(|node| !is_end(node)).map_or(0, |at| at + 1);
    if nodes[first_other..].iter().any(is_start) {
        return Err(mistake("^ 前面还有内容，这样永远匹配不到", "把 ^ 放在短语的最前面"));
    }
    if nodes[..last_other].iter().any(is_end) {
        return Err(mistake("$ 后面还有内容，这样永远匹配不到", "把 $ 放在短语的最后面"));
    }
    Ok(())
}

fn mistake(problem: impl Into<String>, hint: impl Into<String>) -> Mistake {
    Mistake { problem: problem.into(), hint: hint.into() }
}

struct Input {
    chars: Vec<char>,
    at: usize,
}

impl Input {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let ch = self.peek()?;
        self.at += 1;
        Some(ch)
    }

    /// Whether the mark just read is followed by itself.
    fn doubled(&mut self, mark: char, twice: Anchor, once: Anchor) -> Anchor {
        if self.peek() == Some(mark) {
            self.at += 1;
            return twice;
        }
        once
    }
}
