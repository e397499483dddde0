//! What the words of the pack language mean, said as one would say it to a colleague.

use liyan_rules::pack::Example;
use liyan_rules::pack::explain::{Action, Apart, Companions, Explanation, Place, Window};
use liyan_rules::{Basis, Kind, Severity, Stage, When};

use liyan_audit::words;

/// What the rule asks for.
pub fn duty(explanation: &Explanation) -> Vec<String> {
    let kind = explanation.rule.kind;
    let place = explanation.place.map_or("", place);
    let mut lines = vec![match kind {
        Kind::Forbid if explanation.rule.tone().is_some() => {
            "禁用：读来像是生硬的话，就标出来。".into()
        }
        Kind::Forbid => "禁用：写了下面的字眼，就标出来。".into(),
        Kind::Accompany => "须有下文：这些话可以说，但不能只说这一句。".into(),
        Kind::Contain => format!("须有的话：{place}要说到下面任何一样，一样也没有就提示。"),
        Kind::Limit => "限次数：这样的话不能说了又说。".into(),
        Kind::Slot => "留空待填：模板里的空没有填，就标出来。".into(),
        Kind::Empty => "空答复：最后一次答复除了这些话，什么也没有答，就标出来。".into(),
    }];
    if let Some(company) = &explanation.company {
        lines.extend(accompanied(kind, company));
    }
    if let Some((most, apart)) = explanation.limit {
        let again = match apart {
            Apart::Reply => "群众回过话以后再说",
            Apart::Day => "隔天再说",
        };
        lines.push(format!("一段对话里最多说 {most} 次；{again}，算又一次。"));
        lines.push("不知道前后是不是同一件事的，只作建议。".into());
    }
    if !explanation.fillers.is_empty() {
        lines.push("夹着下面这些话，也还是什么都没有答：".into());
        lines.extend(listed(&explanation.fillers));
    }
    if !explanation.after.is_empty() {
        lines.push("只在群众刚刚这样说过之后才看：".into());
        lines.extend(listed(&explanation.after));
    }
    lines
}

/// What company changes.
fn accompanied(kind: Kind, company: &Companions) -> Vec<String> {
    let window = window(company.within);
    let leaves = match company.leaves {
        None => "就不标".to_owned(),
        Some(severity) => format!("就只作“{}”", words::level(severity)),
    };
    let mut lines = match kind {
        Kind::Contain => Vec::new(),
        _ => vec![format!("{window}有下面任何一样，{leaves}：")],
    };
    lines.extend(listed(&company.any));
    lines
}

fn listed<'w>(whys: &'w [&str]) -> impl Iterator<Item = String> + 'w {
    whys.iter().map(|why| format!("  · {why}"))
}

fn window(within: Window) -> String {
    match within {
        Window::Sentence => "同一句话里".into(),
        Window::Message => "同一条消息里".into(),
        Window::Next(most) => format!("同一条消息里，或窗口接下来的 {most} 条消息里"),
    }
}

fn place(place: Place) -> &'static str {
    match place {
        Place::Opening => "第一次答复里",
        Place::Closing => "最后一次答复里",
        Place::Reply => "每次答复里",
    }
}

/// How grave it is, and whether it is in force.
pub fn weight(explanation: &Explanation) -> Vec<String> {
    let rule = explanation.rule;
    let means = match rule.severity {
        Severity::Block => "发送时会拦下来，改好再发；确有理由的，说明理由也可以照发。",
        Severity::Warn => "请把话说完整，不拦发送。",
        Severity::Suggest => "这样更礼貌，不拦发送。",
    };
    let mut lines = vec![format!("{}：{means}", words::level(rule.severity))];
    lines.extend(explanation.category.map(|label| format!("类别：{label}")));
    lines.push(match rule.stage {
        Stage::Active => "状态：正式使用".into(),
        Stage::Shadow => "状态：试行，只在后台计数，不提示，也不拦发送".into(),
        Stage::Off => "状态：停用，现在不看".into(),
    });
    if !rule.scored {
        lines.push("得分：不计入个人得分".into());
    }
    lines
}

/// When and where the rule looks.
pub fn moments(explanation: &Explanation) -> Vec<String> {
    let rule = explanation.rule;
    let mut lines = vec![String::from(match (explanation.when, rule.kind) {
        (When::Typing, Kind::Accompany) => "边写边看，等这句话写完再提示。",
        (When::Typing, _) if rule.tone().is_some() => "边写边看，等这句话写完再提示。",
        (When::Typing, _) => "边写边看。",
        (When::Sending, _) => "发送的时候看。",
        (When::Closed, _) => "对话结束以后看。",
    })];
    lines.push(String::from(match (explanation.chat, explanation.letter) {
        (true, false) => "只看即时对话。",
        (false, true) => "只看书面答复（留言板、邮件）。",
        _ => "即时对话和书面答复（留言板、邮件）都看。",
    }));
    if explanation.public_only {
        lines.push("只看公开的答复。".into());
    }
    if let Some(since) = explanation.since {
        lines.push(format!("{since} 起施行，之前写的不看。"));
    }
    lines
}

/// How a rule that listens does so, in the place of phrases.
pub fn listening(model: &str) -> Vec<String> {
    vec![
        format!(
            "不找字眼，听语气：语气模型 {model} 把每句话、每个小句同许多写坏和写好的答复比，看更像哪一种。"
        ),
        "每条消息最多标一处，是最像的那一处；别的规则已经提醒过的那句话，不再标。".into(),
        "像不像只是参考，可能听错，所以只提醒，从不拦下。".into(),
    ]
}

/// On what ground.
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "条文明列：条文里就是这么写的。",
        Basis::Inferred => "由条文推及：条文没有明写，是按它的意思推出来的。",
    }
}

/// What a fix does with its wording.
pub fn action(action: Action) -> &'static str {
    match action {
        Action::ReplaceMatch => "只换标出的字",
        Action::ReplaceSentence => "换掉整句",
        Action::InsertStart => "加在开头",
        Action::InsertEnd => "加在末尾",
    }
}

/// What the marks in examples mean; only those that occur.
pub fn marks(examples: &[Example]) -> String {
    let marks = [("【】", "空的【】：这一条少了该有的话"), ("（完）", "（完）：对话到此结束")];
    let occurs = |mark: &str| examples.iter().any(|example| example.written.contains(mark));
    let told = marks.iter().filter(|(mark, _)| occurs(mark)).map(|(_, means)| format!("；{means}"));
    format!("【】里是标出的字{}", told.collect::<String>())
}

/// What the marks in phrases mean; only those that occur.
pub fn notation(phrases: &[String]) -> Vec<String> {
    let marks = [
        ("[", "[ ]：里面的可有可无"),
        ("(", "( | )：任选其一"),
        ("{..", "{..数字}：中间最多隔这么多个字，不过逗号"),
        ("{...", "{...数字}：中间最多隔这么多个字，可以过逗号"),
        ("^", "^：一句话或逗号之间的一段，从这里开始"),
        ("^^", "^^：整条消息从这里开始"),
        ("$", "$：一句话或逗号之间的一段，到这里为止"),
        ("$$", "$$：整条消息到这里为止"),
        ("\\", "\\：后面的符号就是它本身"),
    ];
    let occurs = |mark: &str| phrases.iter().any(|phrase| holds(phrase, mark));
    marks.iter().filter(|(mark, _)| occurs(mark)).map(|(_, means)| (*means).to_owned()).collect()
}

/// Whether a phrase holds a mark that is not escaped and no part of a longer one.
fn holds(phrase: &str, mark: &str) -> bool {
    let longest = ["{...", "{..", "^^", "^", "$$", "$", "[", "("];
    let mut rest = phrase;
    while let Some(ch) = rest.chars().next() {
        let here = longest.iter().find(|known| rest.starts_with(**known)).copied();
        match here {
            _ if ch == '\\' => {
                if mark == "\\" {
                    return true;
                }
                let escaped = rest[1..].chars().next().map_or(0, char::len_utf8);
                rest = &rest[1 + escaped..];
            }
            Some(known) if known == mark => return true,
            Some(known) => rest = &rest[known.len()..],
            None => rest = &rest[ch.len_utf8()..],
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_marks_that_occur_are_told() {
        let told = |phrase: &str| {
            let notes = notation(&[phrase.to_owned()]);
            let marks = notes.iter().filter_map(|note| note.split('：').next());
            marks.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(told("自己看"), [""; 0]);
        assert_eq!(told("^^{you}{...20}看$"), ["{...数字}", "^^", "$"]);
        assert_eq!(told("^[也](看|查){..6}$$"), ["[ ]", "( | )", "{..数字}", "^", "$$"]);
        assert_eq!(told(r"\[\{..6\}"), [r"\"]);
    }
}
