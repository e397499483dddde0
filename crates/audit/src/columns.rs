//! Which column of an export stands for what: by its usual names, or as `--map` says.

use std::fmt;

/// What Liyan wants to know of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The reply.
    Text,
    /// What the citizen wrote, in the same row.
    Question,
    /// The record's own id.
    Id,
    /// The conversation that the row belongs to.
    Conversation,
    /// Who wrote `text`.
    Role,
    /// The clerk.
    Clerk,
    /// The clerk's unit.
    Unit,
    /// When it was sent.
    At,
    /// How the reply travelled.
    Channel,
    /// The one matter that the conversation is about.
    Matter,
    /// Whether anybody may read it.
    Public,
    /// Whether the conversation is over.
    Closed,
}

/// The fields, the word that `--map` takes for each, and the names that portals use, the surest first.
const NAMES: [(Field, &str, &[&str]); 12] = [
    (
        Field::Text,
        "text",
        &[
            "回复内容",
            "答复内容",
            "回复正文",
            "答复正文",
            "回复",
            "答复",
            "回复意见",
            "答复意见",
            "回覆內容",
            "答覆內容",
            "回覆",
            "答覆",
            "处理结果",
            "办理结果",
            "办理情况",
            "反馈内容",
            "客服回复",
            "坐席回复",
            "消息内容",
            "聊天内容",
            "发言内容",
            "文本",
            "text",
            "reply",
            "replytext",
            "replycontent",
            "answer",
            "response",
            "message",
            "content",
            "body",
            "内容",
            "內容",
        ],
    ),
    (
        Field::Question,
        "question",
        &[
            "诉求内容",
            "来信内容",
            "留言内容",
            "咨询内容",
            "提问内容",
            "问题内容",
            "群众诉求",
            "市民诉求",
            "诉求",
            "提问",
            "問題內容",
            "question",
            "inquiry",
            "citizentext",
            "request",
        ],
    ),
    (
        Field::Id,
        "id",
        &[
            "编号",
            "工单编号",
            "工单号",
            "受理编号",
            "信件编号",
            "记录编号",
            "消息编号",
            "流水号",
            "編號",
            "id",
            "recordid",
            "ticketid",
            "messageid",
        ],
    ),
    (
        Field::Conversation,
        "conversation",
        &[
            "会话编号",
            "会话id",
            "会话号",
            "对话编号",
            "会话标识",
            "會話編號",
            "conversation",
            "conversationid",
            "session",
            "sessionid",
            "dialogid",
            "chatid",
        ],
    ),
    (
        Field::Role,
        "role",
        &[
            "角色",
            "发言角色",
            "发送方",
            "发送者",
            "发言人",
            "说话人",
            "消息来源",
            "role",
            "speaker",
            "sender",
            "sendertype",
        ],
    ),
    (
        Field::Clerk,
        "clerk",
        &[
            "工号",
            "坐席工号",
            "客服工号",
            "坐席",
            "客服",
            "答复人",
            "回复人",
            "经办人",
            "承办人",
            "工作人员",
            "工號",
            "clerk",
            "clerkid",
            "agent",
            "agentid",
            "operator",
        ],
    ),
    (
        Field::Unit,
        "unit",
        &[
            "部门",
            "单位",
            "答复单位",
            "回复单位",
            "承办单位",
            "办理单位",
            "回复部门",
            "答复部门",
            "承办部门",
            "处理部门",
            "窗口",
            "科室",
            "部門",
            "單位",
            "unit",
            "department",
            "dept",
            "org",
            "organization",
        ],
    ),
    (
        Field::At,
        "at",
        &[
            "时间",
            "回复时间",
            "答复时间",
            "发送时间",
            "消息时间",
            "办结时间",
            "回复日期",
            "答复日期",
            "日期",
            "時間",
            "at",
            "time",
            "timestamp",
            "datetime",
            "date",
            "createdat",
            "sentat",
            "repliedat",
        ],
    ),
    (Field::Channel, "channel", &["渠道", "受理渠道", "来源渠道", "channel"]),
    (Field::Matter, "matter", &["事项编号", "事项", "matter"]),
    (Field::Public, "public", &["是否公开", "公开", "public"]),
    (Field::Closed, "closed", &["是否结束", "已结束", "会话状态", "closed"]),
];

impl Field {
    /// How many there are.
    pub const COUNT: usize = NAMES.len();

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(field, ..)| *field)
    }

    /// The word that `--map` takes.
    pub fn name(self) -> &'static str {
        NAMES[self as usize].1
    }

    /// The field of a word of `--map`.
    pub fn from_name(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, word, _)| *word == name).map(|(field, ..)| *field)
    }

    fn usual_names(self) -> &'static [&'static str] {
        NAMES[self as usize].2
    }
}

/// The column of a field that is not wanted: `channel=-`.
const NONE: &str = "-";

/// What `--map` said.
#[derive(Debug, Clone, Default)]
pub struct Wanted(Vec<(Field, String)>);

impl Wanted {
    /// Reads `text=回复内容,clerk=工号`.
    ///
    /// # Errors
    /// What is wrong with it, for people.
    pub fn parse(text: &str) -> Result<Self, String> {
        let pairs = text.split([',', '，']).map(|pair| {
            let (name, column) = pair.split_once(['=', '＝']).ok_or_else(|| {
                format!("--map 里的 “{pair}” 要写成 字段=列名，例如 text=回复内容")
            })?;
            let field = Field::from_name(name.trim()).ok_or_else(|| {
                let all: Vec<_> = Field::all().map(Field::name).collect();
                format!("--map 不认识字段 “{}”，可以写 {}", name.trim(), all.join("、"))
            })?;
            match column.trim() {
                "" => Err(format!("--map 里 {name}= 后面要写列名；不要这一列就写 {name}=-")),
                column => Ok((field, column.to_owned())),
            }
        });
        let pairs = pairs.collect::<Result<Vec<_>, _>>()?;
        for (at, (field, _)) in pairs.iter().enumerate() {
            if pairs[..at].iter().any(|(other, _)| other == field) {
                return Err(format!("--map 里 {} 写了两次", field.name()));
            }
        }
        Ok(Self(pairs))
    }

    /// The column that was named for `field`.
    pub fn column(&self, field: Field) -> Option<&str> {
        self.0.iter().find(|(wanted, _)| *wanted == field).map(|(_, column)| column.as_str())
    }

    /// The field that a key of a JSON record stands for, and how sure its name is: less is surer.
    pub fn field_of(&self, key: &str) -> Option<(Field, usize)> {
        let key = plain(key);
        let named = self.0.iter().filter(|(_, column)| column != NONE);
        if let Some((field, _)) = named.clone().find(|(_, column)| plain(column) == key) {
            return Some((*field, 0));
        }
        let usual = Field::all().filter(|&field| self.column(field).is_none());
        usual
            .filter_map(|field| {
                let at = field.usual_names().iter().position(|name| *name == key)?;
                Some((field, at + 1))
            })
            .next()
    }
}

/// Where each field stands in the rows of one table.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// Column by field, 0-based.
    places: Vec<(Field, usize)>,
    /// The header as it is written.
    pub header: Vec<String>,
}

/// Why a table can not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoColumns {
    /// There is no column of replies.
    NoText,
    /// `--map` names a column that is not there.
    Missing(Field, String),
}

impl Columns {
    /// Finds the columns in a header.
    ///
    /// # Errors
    /// If there is no column of replies, or one that was named is missing.
    pub fn find(header: Vec<String>, wanted: &Wanted) -> Result<Self, NoColumns> {
        let names: Vec<String> = header.iter().map(|name| plain(name)).collect();
        let mut places = Vec::new();
        for (field, column) in wanted.0.iter().filter(|(_, column)| column != NONE) {
            let column = plain(column);
            let place = names.iter().position(|name| *name == column);
            let place = place.ok_or_else(|| NoColumns::Missing(*field, column.clone()))?;
            places.push((*field, place));
        }
        for field in Field::all().filter(|&field| wanted.column(field).is_none()) {
            let free = |place: &usize| places.iter().all(|(_, taken)| taken != place);
            let usual = field.usual_names().iter();
            let place =
                usual.filter_map(|usual| names.iter().position(|name| name == usual)).find(free);
            places.extend(place.map(|place| (field, place)));
        }
        if places.iter().all(|(field, _)| *field != Field::Text) {
            return Err(NoColumns::NoText);
        }
        Ok(Self { places, header })
    }

    /// How many columns are known.
    pub fn known(&self) -> usize {
        self.places.len()
    }

    /// Where `field` stands.
    pub fn place(&self, field: Field) -> Option<usize> {
        self.places.iter().find(|(placed, _)| *placed == field).map(|(_, place)| *place)
    }

    /// Names of columns in use that other columns bear too.
    pub fn doubled(&self) -> Vec<&str> {
        let name = |at: usize| plain(&self.header[at]);
        let is_doubled = |at: &usize| {
            (0..self.header.len()).any(|other| other != *at && name(other) == name(*at))
        };
        let places = self.places.iter().map(|(_, at)| *at);
        places.filter(is_doubled).map(|at| self.header[at].as_str()).collect()
    }

    /// For people: field and column.
    pub fn mapping(&self) -> Vec<(String, String)> {
        let mut places = self.places.clone();
        places.sort_unstable();
        places
            .iter()
            .map(|(field, at)| (field.name().to_owned(), self.header[*at].clone()))
            .collect()
    }
}

/// A name without what exports add to it: spaces, lines, brackets with a remark, a star for what must be filled in.
fn plain(name: &str) -> String {
    let name = name.trim().trim_start_matches('\u{feff}');
    let name = name
        .split(['（', '(', '【', '['])
        .next()
        .filter(|head| !head.trim().is_empty())
        .unwrap_or(name);
    name.chars()
        .filter(|ch| !ch.is_whitespace() && !matches!(ch, '_' | '-' | '*' | '：' | ':'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Says that a table has no column of replies, with its header and a guess from its first rows.
pub struct Advice<'a> {
    /// Why it can not be read.
    pub why: &'a NoColumns,
    /// The header.
    pub header: &'a [String],
    /// Some rows after it.
    pub rows: &'a [Vec<String>],
}

impl fmt::Display for Advice<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.why {
            NoColumns::NoText => out.write_str("没有认出哪一列是答复")?,
            NoColumns::Missing(field, column) => {
                write!(out, "没有 --map 里 {} 要的列 “{column}”", field.name())?;
            }
        }
        let shown: Vec<_> = self.header.iter().take(30).map(String::as_str).collect();
        write!(out, "。表头是：{}", shown.join("、"))?;
        match self.guess() {
            Some(guess) => write!(out, "。看内容像是 “{guess}”，可以加 --map text={guess}"),
            None => out.write_str("。请用 --map text=列名 指明"),
        }
    }
}

impl Advice<'_> {
    /// The column with the longest texts in Chinese.
    fn guess(&self) -> Option<&str> {
        let length = |column: usize| -> usize {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells
                .map(|cell| {
                    cell.chars().filter(|ch| ('\u{4e00}'..='\u{9fff}').contains(ch)).count()
                })
                .sum()
        };
        let longest = (0..self.header.len()).max_by_key(|&column| length(column))?;
        (length(longest) > 0).then(|| self.header[longest].as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn the_usual_names_are_found_whatever_exports_add_to_them() {
        let names = [
            "\u{feff}工单编号",
            "答复内容（必填）",
            "* 工号",
            "承办单位",
            "答复 时间",
            "Channel",
            "备注",
        ];
        let columns = Columns::find(header(&names), &Wanted::default()).expect("found");
        let places: Vec<_> = Field::all().map(|field| columns.place(field)).collect();
        assert_eq!(
            places,
            [
                Some(1),
                None,
                Some(0),
                None,
                None,
                Some(2),
                Some(3),
                Some(4),
                Some(5),
                None,
                None,
                None
            ]
        );
    }

    #[test]
    fn the_surer_name_wins_and_a_column_stands_for_one_thing() {
        let columns =
            Columns::find(header(&["内容", "回复内容"]), &Wanted::default()).expect("found");
        assert_eq!(columns.place(Field::Text), Some(1));
        let wanted = Wanted::parse("text=内容,clerk=回复内容").expect("sound");
        let columns = Columns::find(header(&["内容", "回复内容"]), &wanted).expect("found");
        assert_eq!((columns.place(Field::Text), columns.place(Field::Clerk)), (Some(0), Some(1)));
    }

    #[test]
    fn without_a_column_of_replies_the_header_is_shown_and_one_is_guessed() {
        let names = header(&["序号", "说了什么"]);
        let why = Columns::find(names.clone(), &Wanted::default()).expect_err("none");
        let rows = [header(&["1", "您好，请稍等。"])];
        let advice = Advice { why: &why, header: &names, rows: &rows }.to_string();
        assert!(
            advice.contains("序号、说了什么") && advice.contains("--map text=说了什么"),
            "{advice}"
        );
    }

    #[test]
    fn a_mapping_that_is_wrong_says_what_to_write() {
        for (map, word) in [
            ("text", "字段=列名"),
            ("文本=回复", "可以写 text"),
            ("text=", "列名"),
            ("text=a,text=b", "两次"),
        ] {
            let problem = Wanted::parse(map).expect_err("wrong");
            assert!(problem.contains(word), "{problem}");
        }
    }
}
