//! What people call the words of the pack language.

use liyan_rules::{Basis, Kind, Severity, Stage};

/// All severities, the gravest first.
pub const LEVELS: [Severity; 3] = [Severity::Block, Severity::Warn, Severity::Suggest];
/// All bases.
pub const BASES: [Basis; 2] = [Basis::Stated, Basis::Inferred];
/// All stages.
pub const STAGES: [Stage; 3] = [Stage::Active, Stage::Shadow, Stage::Off];

/// A severity, in two or three characters.
pub fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Block => "须改",
        Severity::Warn => "提醒",
        Severity::Suggest => "建议",
    }
}

/// Whether the article says so in so many words.
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "条文明列",
        Basis::Inferred => "由条文推及",
    }
}

/// A kind of rule.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Forbid => "禁用",
        Kind::Accompany => "须有下文",
        Kind::Contain => "须有的话",
        Kind::Limit => "限次数",
        Kind::Slot => "留空待填",
        Kind::Empty => "空答复",
    }
}

/// A stage.
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Active => "正式使用",
        Stage::Shadow => "试行",
        Stage::Off => "停用",
    }
}

/// The words of a pack, which may come from anywhere too.
pub fn clean(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// A text from outside may not steer the terminal: control characters are shown, not obeyed.
pub fn shown(ch: char) -> char {
    match ch {
        '\0'..='\x1f' => char::from_u32(0x2400 + ch as u32).unwrap_or('␀'),
        '\x7f'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '␡',
        other => other,
    }
}
