//! Every word that the helper itself says, in one table. Messages and articles are the pack's.

/// The language of the labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Hans,
    /// Traditional Chinese.
    Hant,
    /// English.
    En,
}

impl Lang {
    /// The language of a BCP 47 tag; Simplified Chinese where there is none or it is not spoken here.
    pub fn from_tag(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        let mut parts = tag.split('-');
        match parts.next() {
            Some("en") => Self::En,
            Some("zh") if parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo")) => {
                Self::Hant
            }
            _ => Self::Hans,
        }
    }

    /// The tag to put on elements that carry labels.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Hans => "zh-Hans",
            Self::Hant => "zh-Hant",
            Self::En => "en",
        }
    }
}

/// One thing to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// The name of the region.
    Region,
    /// The product.
    Brand,
    /// Between the parts of a line.
    Comma,
    /// `{n}` findings that block.
    BlockCount,
    /// `{n}` findings that warn.
    WarnCount,
    /// `{n}` findings that suggest.
    SuggestCount,
    /// The severity of one finding.
    Block,
    /// The severity of one finding.
    Warn,
    /// The severity of one finding.
    Suggest,
    /// Nothing was found.
    Clear,
    /// The draft is empty.
    Quiet,
    /// The article says so in so many words.
    Stated,
    /// The article's spirit covers it.
    Inferred,
    /// The list of fixes of one finding.
    Fixes,
    /// The button that applies a fix after it was asked for.
    Confirm,
    /// Why it is asked.
    ConfirmWhy,
    /// Takes back what was asked for.
    Cancel,
    /// Sets a finding aside.
    Ignore,
    /// What that means for `{words}`.
    IgnoreMeans,
    /// `{n}` were set aside.
    Ignored,
    /// Shows them again.
    Restore,
    /// `{n}` more are not listed.
    More,
    /// Lists them.
    ListAll,
    /// `{n}` slots wait to be filled.
    Slots,
    /// The field can not be changed.
    Locked,
    /// The field is too short for the wording.
    NoRoom,
    /// The page would not have the wording.
    Refused,
    /// The field's text had changed meanwhile.
    Changed,
    /// An input method is composing.
    Composing,
    /// The promise.
    Foot,
    /// The keys.
    Keys,
    /// What the gate says with `{n}` findings.
    GateTitle,
    /// Leads back to the field.
    Return,
    /// Leads to the reasons.
    SendAnyway,
    /// A reason.
    Quote,
    /// A reason.
    Statutory,
    /// A reason.
    FalseAlarm,
    /// Placeholder of the note.
    Note,
    /// The Enter was none that sends.
    OnlyNewline,
}

impl Label {
    /// Simplified Chinese, Traditional Chinese, English.
    fn row(self) -> [&'static str; 3] {
        match self {
            Self::Region => {
                ["礼言：答复用语检查", "禮言：答覆用語檢查", "Liyan: wording of the reply"]
            }
            Self::Brand => ["礼言", "禮言", "Liyan"],
            Self::Comma => ["，", "，", ", "],
            Self::BlockCount => ["{n} 处须改", "{n} 處須改", "{n} to change"],
            Self::WarnCount => ["{n} 处提醒", "{n} 處提醒", "{n} to look at"],
            Self::SuggestCount => ["{n} 条建议", "{n} 條建議", "{n} suggested"],
            Self::Block => ["须改", "須改", "Change"],
            Self::Warn => ["提醒", "提醒", "Look at"],
            Self::Suggest => ["建议", "建議", "Suggested"],
            Self::Clear => [
                "未发现需要修改的用语。",
                "未發現需要修改的用語。",
                "Nothing here needs to be reworded.",
            ],
            Self::Quiet => [
                "边写边查，发送前再看一遍。",
                "邊寫邊查，發送前再看一遍。",
                "Checks as you type, and once more before you send.",
            ],
            Self::Stated => ["条文明列", "條文明列", "named in the article"],
            Self::Inferred => ["由条文推及", "由條文推及", "follows from the article"],
            Self::Fixes => ["可以改成", "可以改成", "Instead"],
            Self::Confirm => ["确认：{words}", "確認：{words}", "Use it: {words}"],
            Self::ConfirmWhy => [
                "这句话说的是事实，请确认属实再用。",
                "這句話說的是事實，請確認屬實再用。",
                "This states a fact. Please make sure that it is true.",
            ],
            Self::Cancel => ["取消", "取消", "Cancel"],
            Self::Ignore => ["忽略", "忽略", "Ignore"],
            Self::IgnoreMeans => [
                "这份草稿里不再提示“{words}”",
                "這份草稿裡不再提示「{words}」",
                "Say no more of “{words}” in this draft",
            ],
            Self::Ignored => ["已忽略 {n} 条", "已忽略 {n} 條", "{n} ignored"],
            Self::Restore => ["恢复", "恢復", "Show again"],
            Self::More => [
                "另有 {n} 处未列出，按 Alt+↑↓ 逐处查看。",
                "另有 {n} 處未列出，按 Alt+↑↓ 逐處查看。",
                "{n} more; Alt+↑↓ leads through all of them.",
            ],
            Self::ListAll => ["全部列出", "全部列出", "List all"],
            Self::Slots => [
                "还有 {n} 处要填，按 Tab 到下一处，按 Esc 停止。",
                "還有 {n} 處要填，按 Tab 到下一處，按 Esc 停止。",
                "{n} left to fill: Tab leads to the next, Esc stops that.",
            ],
            Self::Locked => [
                "没有改动：输入框目前不能编辑。",
                "沒有改動：輸入框目前不能編輯。",
                "Nothing changed: the field can not be edited now.",
            ],
            Self::NoRoom => [
                "没有改动：改后的文字超出输入框的字数上限。",
                "沒有改動：改後的文字超出輸入框的字數上限。",
                "Nothing changed: the wording is longer than the field allows.",
            ],
            Self::Refused => [
                "没有改动：页面没有接受这处修改。",
                "沒有改動：頁面沒有接受這處修改。",
                "Nothing changed: the page did not accept it.",
            ],
            Self::Changed => [
                "没有改动：文字刚刚变了，请再看一遍。",
                "沒有改動：文字剛剛變了，請再看一遍。",
                "Nothing changed: the text has just been altered.",
            ],
            Self::Composing => [
                "先选定输入法里的字，再改。",
                "先選定輸入法裡的字，再改。",
                "Finish the word in the input method first.",
            ],
            Self::Foot => [
                "检查只在本机进行，草稿不记录、不计分。",
                "檢查只在本機進行，草稿不記錄、不計分。",
                "Checked on this computer only; drafts are neither recorded nor scored.",
            ],
            Self::Keys => [
                "Alt+1…9 采用 · Alt+↑↓ 换一处 · Alt+0 忽略",
                "Alt+1…9 採用 · Alt+↑↓ 換一處 · Alt+0 忽略",
                "Alt+1…9 use · Alt+↑↓ move · Alt+0 ignore",
            ],
            Self::GateTitle => [
                "先不急着发，还有 {n} 处须改",
                "先不急著發，還有 {n} 處須改",
                "Not sent yet: {n} to change first",
            ],
            Self::Return => ["返回修改", "返回修改", "Back to edit"],
            Self::SendAnyway => {
                ["仍要发送，因为是：", "仍要發送，因為是：", "Send anyway, because it is:"]
            }
            Self::Quote => ["引用原话", "引用原話", "a quotation"],
            Self::Statutory => ["法定表述", "法定表述", "prescribed by law"],
            Self::FalseAlarm => ["误报", "誤報", "a false alarm"],
            Self::Note => {
                ["补充说明（可不填）", "補充說明（可不填）", "In your own words (optional)"]
            }
            Self::OnlyNewline => {
                ["这里回车只是换行", "這裡回車只是換行", "Enter only starts a new line here"]
            }
        }
    }

    /// The words in a language.
    pub fn text(self, lang: Lang) -> &'static str {
        let [hans, hant, en] = self.row();
        match lang {
            Lang::Hans => hans,
            Lang::Hant => hant,
            Lang::En => en,
        }
    }

    /// The words with a number in them.
    pub fn with_count(self, lang: Lang, count: usize) -> String {
        self.text(lang).replace("{n}", &count.to_string())
    }

    /// The words with other words in them.
    pub fn with_words(self, lang: Lang, words: &str) -> String {
        self.text(lang).replace("{words}", words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_gives_the_nearest_language() {
        let cases = [
            ("zh-Hans", Lang::Hans),
            ("zh", Lang::Hans),
            ("zh-TW", Lang::Hant),
            ("zh-Hant-HK", Lang::Hant),
            ("EN-us", Lang::En),
            ("", Lang::Hans),
            ("fr", Lang::Hans),
        ];
        for (tag, lang) in cases {
            assert_eq!(Lang::from_tag(tag), lang, "{tag}");
        }
    }

    #[test]
    fn the_promise_is_worded_as_agreed() {
        assert_eq!(Label::Foot.text(Lang::Hans), "检查只在本机进行，草稿不记录、不计分。");
    }

    #[test]
    fn numbers_and_words_are_put_in_their_places() {
        assert_eq!(Label::BlockCount.with_count(Lang::Hans, 2), "2 处须改");
        assert_eq!(Label::Confirm.with_words(Lang::Hant, "請稍等"), "確認：請稍等");
    }
}
