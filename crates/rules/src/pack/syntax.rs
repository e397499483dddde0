//! What is wrong with the writing of a TOML file, in words for somebody who never heard of TOML.

/// The beginning of the parser's words, what they mean, and what to do.
const WORDS: &[(&str, &str, &str)] = &[
    (
        "string values must be quoted",
        "文字没有加英文引号",
        "前后用英文双引号 \"…\"，不要用中文引号 “…”",
    ),
    ("missing opening quote", "引号不成对", "前后用英文双引号 \"…\"，不要用中文引号 “…”"),
    (
        "missing escaped value",
        "反斜杠后面的字不对",
        "短语里要写反斜杠时，把这一条改用单引号：'\\{'",
    ),
    (
        "invalid unquoted key",
        "键名写得不对",
        "键名用英文小写字母、数字、下划线；用中文时加英文引号",
    ),
    ("unquoted keys cannot be empty", "等号前面没有键名", "写成 键名 = \"内容\""),
    ("duplicate key", "这个键或这一节写了两次", "删去一个，或把内容并到一处"),
    ("key with no value", "只有键名，没有内容", "写成 键名 = \"内容\""),
    ("missing value", "等号后面没有内容", "写成 键名 = \"内容\""),
    ("missing assignment", "键名后面缺少等号", "写成 键名 = \"内容\""),
    ("extra `=`", "多了一个等号", "一行只写一个等号"),
    ("extra assignment", "多了一个等号", "一行只写一个等号"),
    ("unexpected `=` in array", "列表里多了等号", "列表写成 [\"…\", \"…\"]，写完用 ] 收住"),
    (
        "missing comma between array",
        "列表里两项之间缺少英文逗号",
        "写成 [\"…\", \"…\"]，逗号用英文的",
    ),
    (
        "missing comma between key",
        "两项之间缺少英文逗号",
        "写成 { 一 = \"…\", 二 = \"…\" }，逗号用英文的",
    ),
    ("extra comma", "多了一个逗号", "删去多出来的逗号"),
    ("unclosed array table", "节名的方括号没有收住", "写成 [[rule]]，两层方括号成对"),
    ("unclosed array", "列表没有收住", "在最后一项后面加上 ]"),
    ("unclosed inline table", "花括号没有收住", "在最后一项后面加上 }"),
    ("unclosed table", "节名的方括号没有收住", "写成 [source.art1]，方括号成对"),
    ("carriage return", "换行符不完整", "用文本编辑器另存一次，换行选 LF 或 CRLF"),
    ("cannot recurse further", "括号套得太深", "拆成几条来写"),
    ("invalid comment character", "注释里有看不见的控制字符", "删去这一行注释重新写"),
    ("unexpected content", "这里多了别的字", "一行只写一项；说明写在 # 后面"),
    ("unexpected key or value", "这里多了别的字", "一行只写一项；说明写在 # 后面"),
];

/// What the parser's `message` means, and what to do; `rest` is the line from the place on.
pub(super) fn in_words(message: &str, rest: &str) -> (&'static str, &'static str) {
    // It takes nothing at all for a text without quotes.
    let message = if rest.trim().is_empty() && message.starts_with("string values") {
        "missing value"
    } else {
        message
    };
    let known = WORDS.iter().find(|(start, ..)| message.starts_with(start));
    known.map_or(
        ("这里的写法不对", "检查引号、方括号和等号是否成对、是不是英文的，键是否写了两次"),
        |&(_, problem, hint)| (problem, hint),
    )
}

#[cfg(test)]
mod tests {
    use crate::pack::read_toml;

    /// All that is told of this text.
    fn told(text: &str) -> String {
        let errors = read_toml("t.toml", text).err().expect("refused");
        errors.to_string()
    }

    #[test]
    fn common_slips_of_writing_are_told_in_plain_chinese() {
        for (text, wanted) in [
            ("[pack]\nid = “甲”\n", "没有加英文引号"),
            ("[pack]\nid = 甲\n", "没有加英文引号"),
            ("[pack]\nid\n", "没有内容"),
            ("[pack]\nid =\n", "没有内容"),
            ("[pack]\nid = \"a\"\nid = \"b\"\n", "写了两次"),
            ("[pack]\nlanguages = [\"a\" \"b\"]\n", "缺少英文逗号"),
            ("[pack]\nlanguages = [\"a\", \"b\"\n", "没有收住"),
            ("[pack\nid = \"a\"\n", "方括号没有收住"),
            ("[pack]\nid = \"\\{\"\n", "反斜杠"),
            ("[pack]\nid == \"a\"\n", "多了一个等号"),
        ] {
            let told = told(text);
            assert!(told.contains(wanted), "{text:?} -> {told}");
            assert!(!told.contains("expected"), "{told}");
        }
    }
}
