//! Made-up exports in the shape of real ones: letters with a median of 276 characters (p90 690), chat bubbles of 13 to 22,
//! 19 % of which repeat an earlier one. Every word is our own; the same seed gives the same bytes.

use std::io::{self, Write};

const OPENINGS: [&str; 8] = [
    "您好，您反映的问题我们已经核实",
    "尊敬的市民您好，您的来信收到了",
    "您好，关于您咨询的事项答复如下",
    "感谢您的来信，经办科室已经联系过您",
    "您好，您的诉求我们很重视",
    "先生您好，工作人员已经到现场看过",
    "女士您好，您提出的建议很有帮助",
    "您好，这件事我们查清楚了",
];
const MATTERS: [&str; 16] = [
    "居住证的受理条件以户籍所在地公布的为准",
    "社保关系可以在网上申请转移",
    "小区的路灯已经安排电工检修",
    "公积金提取需要提供购房合同和发票",
    "您的申请在五个工作日之内可以办结",
    "不动产登记在二楼三号窗口办理",
    "学区划分方案已经在网站上公示",
    "公交线路的调整要先征求沿线居民的意见",
    "医保报销的比例和医院的等级有关",
    "供热温度不达标可以申请现场测温",
    "营业执照变更可以全程网上办理",
    "噪声扰民的情况已经转给执法队处理",
    "老年卡可以由家人代为办理",
    "加装电梯需要本单元住户协商一致",
    "垃圾清运的时间改到了每天早上六点",
    "拆迁补偿款已经拨付到指定账户",
];
const DETAILS: [&str; 12] = [
    "材料齐全的当场就能拿到回执",
    "如果有不清楚的地方请拨打窗口电话",
    "节假日也安排了人员值守",
    "路上注意安全不用着急",
    "需要的表格我们可以帮您打印",
    "超过期限的我们会再通知您",
    "具体金额以核定的结果为准",
    "行动不方便的可以预约上门",
    "相关规定可以在网站的政策栏目查到",
    "施工期间给您带来不便敬请谅解",
    "您也可以委托他人凭授权书办理",
    "办好以后会有短信提醒您",
];
const CLOSINGS: [&str; 6] = [
    "感谢您的理解和支持",
    "祝您生活愉快",
    "谢谢您的监督",
    "再次感谢您的来信",
    "有问题请随时联系我们",
    "再见",
];
const BUBBLES: [&str; 14] = [
    "您好请稍等我帮您看一下",
    "可以的您带身份证过来就行",
    "请您把编号发给我",
    "已经帮您登记了明天给您回电话",
    "在二楼左手边三号窗口",
    "不客气这是我们应该做的",
    "麻烦您再拍一张清楚的照片",
    "工作日上午八点半到下午五点",
    "系统里显示已经办结了",
    "这边给您转到经办的同事",
    "需要本人到场签字",
    "费用是二十元可以扫码",
    "您还有什么需要帮忙的吗",
    "我问过了周三之前可以取",
];
pub const CURT: [&str; 8] = [
    "这个我不知道，您自己看吧",
    "没时间跟您解释",
    "不归我管",
    "少啰嗦",
    "该说的都说了，再问也没用",
    "规定就是规定",
    "我们也没办法",
    "您去找别的部门",
];

/// A generator of pseudo-random numbers (xorshift64*, Vigna 2016).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, bound: usize) -> usize {
        ((self.next() >> 33) as usize) % bound
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// One row.
pub struct Row {
    pub id: usize,
    pub text: String,
    pub clerk: String,
    pub unit: String,
    pub at: String,
    pub letter: bool,
}

/// Writes rows until `bytes` are written; gives their number.
pub fn write(
    bytes: u64,
    seed: u64,
    mut row: impl FnMut(&Row) -> io::Result<u64>,
) -> io::Result<usize> {
    let mut dice = Dice::new(seed);
    let mut earlier: Vec<String> = Vec::new();
    let (mut written, mut id) = (0, 0);
    while written < bytes {
        id += 1;
        let letter = dice.below(3) == 0;
        let text = if letter { a_letter(&mut dice) } else { bubble(&mut dice, &mut earlier) };
        let clerk = dice.below(400);
        written += row(&Row {
            id,
            text,
            clerk: format!("A{clerk:03}"),
            unit: format!("窗口{:02}", clerk % 23),
            at: format!(
                "2026-03-{:02} {:02}:{:02}:00",
                1 + dice.below(28),
                8 + dice.below(9),
                dice.below(60)
            ),
            letter,
        })?;
    }
    Ok(id)
}

fn a_letter(dice: &mut Dice) -> String {
    let mut text = dice.of(&OPENINGS).to_owned();
    // The sum of three throws has the long tail of real letters.
    let sentences = 2 + dice.below(9) * dice.below(9) / 4 + dice.below(6);
    for _ in 0..sentences {
        text.push(['。', '，', '；'][dice.below(3)]);
        text.push_str(if dice.below(2) == 0 { dice.of(&MATTERS) } else { dice.of(&DETAILS) });
        // No two sentences of a town are quite the same.
        text.push_str(&format!("（第{}号）", 100 + dice.below(9_000)));
    }
    if dice.below(60) == 0 {
        text.push('。');
        text.push_str(dice.of(&CURT));
    }
    text.push('。');
    text.push_str(dice.of(&CLOSINGS));
    text.push('。');
    text
}

fn bubble(dice: &mut Dice, earlier: &mut Vec<String>) -> String {
    if dice.below(100) < 19 && !earlier.is_empty() {
        return earlier[dice.below(earlier.len())].clone();
    }
    let mut text = if dice.below(60) == 0 { dice.of(&CURT) } else { dice.of(&BUBBLES) }.to_owned();
    text.push_str(&format!(",{}", 10 + dice.below(9_000)));
    if earlier.len() < 10_000 {
        earlier.push(text.clone());
    }
    text
}

/// A row as a line of JSON.
pub fn json(out: &mut impl Write, row: &Row) -> io::Result<u64> {
    let channel = if row.letter { "letter" } else { "chat" };
    let line = format!(
        "{{\"id\":\"{}\",\"text\":\"{}\",\"clerk\":\"{}\",\"unit\":\"{}\",\"at\":\"{}\",\"channel\":\"{channel}\"}}\n",
        row.id, row.text, row.clerk, row.unit, row.at
    );
    out.write_all(line.as_bytes())?;
    Ok(line.len() as u64)
}

/// A row as CSV.
pub fn csv(out: &mut impl Write, row: &Row) -> io::Result<u64> {
    let channel = if row.letter { "letter" } else { "chat" };
    let line =
        format!("{},\"{}\",{},{},{},{channel}\n", row.id, row.text, row.clerk, row.unit, row.at);
    out.write_all(line.as_bytes())?;
    Ok(line.len() as u64)
}

/// The header of the CSV.
pub const HEADER: &str = "编号,答复内容,工号,部门,时间,渠道\n";
