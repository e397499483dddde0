//! Twelve rules of the Jilin standard and the articles they stand on.

use liyan_audit::figures::{ArticleLine, RuleLine};
use liyan_rules::{Basis, Severity};

/// The most frequent first. Findings add up to those of the whole: 38, 31, 57.
pub fn by_rule() -> Vec<RuleLine> {
    use Basis::{Inferred, Stated};
    use Severity::{Block, Suggest, Warn};
    vec![
        rule("r7-polite-you", "称“您”", "把“你”换成“您”更礼貌。", &["第七条"], Inferred, Suggest)
            .found(38, [38, 0, 0, 0, 0], &[("你", 33), ("你们", 5)]),
        rule("r7-greeting", "开头问好", "第一句先问好，例如“您好”。", &["第七条"], Stated, Suggest)
            .found(19, [19, 0, 0, 0, 0], &[]),
        rule(
            "r12-cannot",
            "不能办",
            "不要停在“不能办”。请接着说怎么办、到哪里办；法律不允许的，说明依据和救济途径。",
            &["第十二条"],
            Stated,
            Warn,
        )
        .found(12, [5, 3, 4, 0, 0], &[("不能办", 8), ("不能办理", 4)]),
        rule(
            "r11-not-know",
            "不知道",
            "只说“不知道”，对方会觉得被推开了。先道个歉，再说您去问谁，或者请他到哪里办。",
            &["第十一条", "第八条"],
            Stated,
            Block,
        )
        .found(11, [6, 4, 0, 0, 1], &[("不知道", 9), ("我也不知道", 2)]),
        rule(
            "r15-pass-on",
            "你去找某处",
            "只说找别的部门还不够。请写明是哪个部门、电话或地址，能转的就帮他转。",
            &["第十五条", "第十八条"],
            Inferred,
            Warn,
        )
        .found(9, [6, 2, 0, 1, 0], &[("找税务去", 4), ("去找社区", 3), ("找开发商", 2)]),
        rule(
            "r11-look-yourself",
            "自己看",
            "“自己看”等于把人打发走。请把答案直接告诉他，或者说清楚在哪一页、哪个链接，一起看。",
            &["第十一条"],
            Stated,
            Block,
        )
        .found(8, [5, 3, 0, 0, 0], &[("自己看", 6), ("自己看看", 2)]),
        rule(
            "r11-not-mine",
            "不归我管",
            "“不归我管”会让对方再跑一趟。请说明由哪个部门负责、电话多少，或者帮他转过去。",
            &["第十一条", "第十五条", "第十八条"],
            Inferred,
            Block,
        )
        .found(7, [5, 1, 1, 0, 0], &[("不归我们管", 5), ("不归我管", 2)]),
        rule(
            "r10-missing-material",
            "缺材料要给清单",
            "缺什么要一次说清。请把需要补充的材料列成清单，写明怎么提交。",
            &["第十条", "第十六条"],
            Stated,
            Warn,
        )
        .found(6, [5, 1, 0, 0, 0], &[("材料不全", 4), ("材料不齐", 2)]),
        rule(
            "r14-argue-back",
            "顶嘴、不信、倒过来指责",
            "对方会觉得您在跟他争输赢。请先说意见收到了，再把核实的事实和下一步说清楚。",
            &["第十四条", "第十一条"],
            Inferred,
            Block,
        )
        .found(5, [4, 0, 0, 1, 0], &[("那是您自己的问题", 3), ("您这么说不讲道理", 2)]),
        rule(
            "r13-scold",
            "数落对方没看、没听",
            "百问不厌，是窗口的本分。请删掉数落的话，把答案再说一遍。",
            &["第十三条", "第十一条"],
            Inferred,
            Block,
        )
        .found(4, [4, 0, 0, 0, 0], &[("您没看通知吗", 3), ("不是写着吗", 1)]),
        rule(
            "r8-system-down",
            "系统故障要约好怎么通知",
            "系统出故障时，请先道歉，再留下对方的电话或说明什么时候能办，好通知他。",
            &["第八条"],
            Stated,
            Warn,
        )
        .found(4, [3, 0, 1, 0, 0], &[("系统故障", 3), ("系统坏了", 1)]),
        rule(
            "r11-no-time",
            "没时间",
            "“没时间”像在拒绝对方。请说您什么时候答复，或者请同事先接待。",
            &["第十一条"],
            Stated,
            Block,
        )
        .found(3, [3, 0, 0, 0, 0], &[("没时间", 3)]),
    ]
}

/// In the order of the standard.
pub fn by_article() -> Vec<ArticleLine> {
    let line = |label: &str, findings, upheld, text: &str| ArticleLine {
        label: label.to_owned(),
        text: text.to_owned(),
        findings,
        upheld,
    };
    vec![
        line(
            "第七条",
            [0, 0, 57],
            0,
            "接待办事群众讲普通话，见到办事群众主动打招呼。使用文明用语，严禁使用“忌语”。与办事群众交流做到语音清晰、语气诚恳、语速适中、语调平和、语意明确。接待群众办事、咨询或接听群众电话时用“您好”“请讲”“再见”等规范用语。",
        ),
        line(
            "第八条",
            [11, 4, 0],
            4,
            "接待群众时遇到无法回答的问题时应讲“对不起，请稍等，我帮您问一下其他同志（或我请示一下领导）”；或者把办事群众指引到相应的窗口（或工作人员处）。需要办事群众等候时应讲“请您稍候，我马上给您办理”。申请事项因不符合相关规定而不能受理（或审批）时讲“对不起，您申请的事项不符合XX规定，我们无法受理（或审批），这是我们给您出具的不予受理（或审批）通知单”。电脑（或系统）出现故障导致当天无法（继续）办理事项时讲“对不起，电脑（或系统）出现故障了，我们无法（继续）办理，留一下您的电话，能办理的时候再通知您，好吗？”",
        ),
        line(
            "第十条",
            [0, 6, 0],
            1,
            "办事群众缺少有关材料时应讲“对不起，您缺少XX材料，我现在把需要补充材料的清单给您”。办事群众填错表格时应讲“对不起，您的XX项内容填错了，应该XX填写，请您重新填写一份”。办事群众出现其他可以解决的问题时应讲“现在的问题是XX，建议这么解决XX”。办事群众办理完本环节后应讲“您好，下面请到XX窗口办理XX”。",
        ),
        line(
            "第十一条",
            [38, 0, 0],
            8,
            "任何时候禁止使用“不知道”“我不管”“自己看”“少啰嗦”“没时间”等生、冷、硬、顶有伤当事人感情或激化矛盾的语言。",
        ),
        line(
            "第十二条",
            [0, 12, 0],
            3,
            "接待办事群众主动热情，态度诚恳、服务周到，做到“四个一样”：即干部、群众一样尊重；生人、熟人一样热情；忙时、闲时一样耐心；大事、小事一样对待。不说不能办，要说怎么办、到哪里办。",
        ),
        line(
            "第十三条",
            [4, 0, 0],
            0,
            "要认真倾听办事群众咨询的有关问题，全面细致地解答清楚。对办事群众没有提到而在办事过程中可能涉及的问题要一并讲清。接受咨询时，要做到耐心热情、百问不厌，不冷落、刁难、训斥和歧视办事群众。",
        ),
        line(
            "第十四条",
            [5, 0, 0],
            0,
            "倾听群众意见有“热心、诚心、耐心”，在任何情况下都不能对办事群众闹情绪、耍态度。办事群众提出意见、建议和批评时，要冷静倾听、耐心解释、不予争辩，做到有则改之、无则加勉。",
        ),
        line(
            "第十五条",
            [7, 9, 0],
            3,
            "办事群众到部门或窗口咨询或办理有关事项时，首问首办责任人全程负责受理、答复。",
        ),
        line(
            "第十六条",
            [0, 6, 0],
            1,
            "凡承诺事项的受理要打印受理通知书，一次性告知办事群众相关事项。凡申请材料不齐全或者不符合法定形式的，能当场补正的，要指导群众当场补正；不能当场补正的，应一次性书面告知办事群众需要补正的材料。依法不能受理的，要一次性书面告知不予受理的理由。",
        ),
        line(
            "第十八条",
            [7, 9, 0],
            3,
            "群众咨询或办理的事项不属于本部门或窗口服务范围的，要指引办事群众到有关部门或窗口办理。残疾人及行动不便的群众来办事时，要主动上前搀扶、提供填表等服务。对听力不好的老年人，要适当提高声音、放慢语速。",
        ),
    ]
}

fn rule(
    id: &str,
    title: &str,
    message: &str,
    articles: &[&str],
    basis: Basis,
    severity: Severity,
) -> Rule {
    Rule(RuleLine {
        id: id.to_owned(),
        title: title.to_owned(),
        message: message.to_owned(),
        articles: articles.iter().map(|&label| label.to_owned()).collect(),
        basis,
        severity,
        findings: 0,
        levels: [0; 3],
        verdicts: [0; 5],
        words: Vec::new(),
    })
}

struct Rule(RuleLine);

impl Rule {
    fn found(self, findings: u64, verdicts: [u64; 5], words: &[(&str, u64)]) -> RuleLine {
        let words = words.iter().map(|&(word, times)| (word.to_owned(), times)).collect();
        let mut levels = [0; 3];
        levels[Severity::Block as usize - self.0.severity as usize] = findings;
        RuleLine { findings, levels, verdicts, words, ..self.0 }
    }
}
