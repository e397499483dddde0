//! Packs compose: one extends another, adds words, changes single rules; what can not be is told with its place.

mod common;

use common::{HEAD, found, shipped};
use liyan_rules::pack::{LoadedPack, PackFile, builtin_ids, read_toml, read_toml_with, selftest};
use liyan_rules::{Channel, Checker, Conversation, Date, Finding, Severity, When};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const WANGSHU: &str = include_str!("../packs/examples/wangshu.toml");

/// What the parent says beside its head.
const PARENT_RULES: &str = "\
[category.leng]
label = '冷'
[context.quoted]
why = 'w'
left = ['说']
[context.asks]
why = 'w'
near = ['问一下']
[template.ask]
text = '我帮您问一下。'
[[rule]]
id = 'r1'
kind = 'forbid'
title = 't'
cite = ['art1']
basis = 'stated'
severity = 'block'
message = 'm'
phrases = ['不知道', '{self}看']
company = { any = ['asks'], within = 'message', leaves = 'warn' }
bad = ['【不知道】。', '您【自己看】。', '您【自个儿看】。']
good = ['好的。']
";

/// The head of a child; what a test writes below begins on line 7.
const CHILD: &str = "\
[pack]
id = 'child'
version = '0.1.0'
title = 't'
license = 'MIT'
notice = 'n'
";

fn parent_text() -> String {
    format!("{HEAD}{PARENT_RULES}")
}

fn find(id: &str) -> Option<PackFile> {
    let child = |id: &str, extends: &str| {
        CHILD.replace("'child'", &format!("'{id}'\nextends = '{extends}'"))
    };
    let text = match id {
        "test" => parent_text(),
        "middle" => format!(
            "{}[add.set]\nself = ['本人']\n[[override]]\nrule = 'r1'\nstage = 'shadow'\n",
            child("middle", "test")
        ),
        "other-id" => parent_text(),
        "broken" => parent_text().replace("'forbid'", "'forbit'").replace("'art1'", "'art9'"),
        "ring" => child("ring", "child"),
        "loop" => child("loop", "loop"),
        _ => return None,
    };
    Some(PackFile { file: format!("{id}.toml"), text })
}

/// A child of `parent` with `more` below its head.
fn read(parent: &str, more: &str) -> Result<LoadedPack, String> {
    let head = CHILD.replace("notice = 'n'", &format!("notice = 'n'\nextends = '{parent}'"));
    read_toml_with("child.toml", &format!("{head}{more}"), &find).map_err(|all| all.to_string())
}

fn sound(parent: &str, more: &str) -> LoadedPack {
    read(parent, more).unwrap_or_else(|errors| panic!("{errors}"))
}

fn checker(loaded: &LoadedPack) -> Checker {
    Checker::from_compiled(loaded.compile()).expect("it loads")
}

/// What is told of a child of `parent`, all of it. The child's own lines begin on line 8.
fn told(parent: &str, more: &str) -> String {
    read(parent, more).err().unwrap_or_default()
}

#[test]
fn a_pack_starts_from_its_parents_and_judges_alone_when_compiled() {
    let loaded = sound(
        "test",
        "[[rule]]\nid = 'r2'\nkind = 'forbid'\ntitle = 't'\ncite = ['art1', 'own']\nbasis = 'stated'\ncategory = 'leng'\nseverity = 'warn'\nmessage = 'm'\nphrases = ['等着']\nunless = ['quoted']\n[source.own]\nlabel = '本地第一条'\ntext = 'x'\n[[rule.fix]]\nlabel = 'l'\naction = 'replace_sentence'\ntemplate = 'ask'",
    );
    let checker = checker(&loaded);
    let marks = found(&checker, "不知道，等着。他说等着。", When::Sending, Severity::Warn);
    assert_eq!(marks, [("r1".into(), "不知道".into()), ("r2".into(), "等着".into())]);
    let own = checker.rules().iter().find(|rule| rule.id == "r2").expect("the child's own");
    let cited: Vec<&str> = checker.citations(own).map(|source| source.label.as_str()).collect();
    assert_eq!(cited, ["第一条", "本地第一条"]);
    assert_eq!(checker.pack().id, "child");
}

#[test]
fn a_chain_hands_down_what_each_link_added() {
    let loaded = sound(
        "middle",
        "[add.set]\nself = ['亲自']\n[[override]]\nrule = 'r1'\nstage = 'active'\nbad = ['【本人看】。', '【亲自看】。']",
    );
    let result = selftest::run(&loaded).expect("it loads");
    let failures: Vec<_> = result.failures.iter().map(|one| &one.problem).collect();
    assert!(failures.is_empty(), "{failures:?}");
    assert_eq!(found(&checker(&loaded), "您亲自看。", When::Sending, Severity::Block).len(), 1);
}

/// A pack with one rule of its own on top of others.
fn on_top_of(extends: &str, id: &str, more: &str) -> String {
    let rule = RULE.replace("'r'", &format!("'{id}-rule'"));
    CHILD.replace("'child'", &format!("'{id}'\nextends = {extends}")) + more + &rule
}

const RULE: &str = "\
[[rule]]
id = 'r'
kind = 'forbid'
title = 't'
cite = ['art1']
basis = 'stated'
severity = 'block'
message = 'm'
phrases = ['{self}找']
bad = ['您【自己找】。']
good = ['好的。']
";

#[test]
fn several_parents_are_read_in_their_order_and_what_they_share_once() {
    let find = |id: &str| {
        let text = match id {
            "left" | "right" => on_top_of("'test'", id, ""),
            other => return find(other),
        };
        Some(PackFile { file: format!("{id}.toml"), text })
    };
    let read = |extends: &str| {
        read_toml_with("child.toml", &on_top_of(extends, "child", ""), &find)
            .unwrap_or_else(|errors| panic!("{errors}"))
    };
    let ids = |loaded: &LoadedPack| -> Vec<String> {
        loaded.rules().iter().map(|rule| rule.id.clone()).collect()
    };
    let loaded = read("['left', 'right']");
    assert_eq!(ids(&loaded), ["r1", "left-rule", "right-rule", "child-rule"]);
    assert!(selftest::run(&loaded).expect("it loads").failures.is_empty());
    assert_eq!(ids(&read("['right', 'test', 'left']"))[1], "right-rule");
    // One in a circle, and one that is not there, beside a sound one.
    let refused = |extends: &str| {
        read_toml_with("child.toml", &on_top_of(extends, "child", ""), &find)
            .err()
            .expect("refused")
            .to_string()
    };
    assert!(refused("['left', 'child']").contains("child.toml:3:20: extends 绕成了一个圈"));
    assert!(refused("['left', 'lefd']").contains("child.toml:3:20: 找不到上级规则包 “lefd”"));
    assert!(refused("[]").contains("“extends” 是空的"));
}

#[test]
fn an_article_takes_the_place_of_those_of_the_parent_that_it_stands_for() {
    let own = "[source.art5]\nlabel = '第五条'\ntext = '…'\nstands_for = ['art1']\n";
    let cited = |loaded: &LoadedPack, rule: usize| -> Vec<String> {
        let checker = checker(loaded);
        checker.citations(&checker.rules()[rule]).map(|source| source.label.clone()).collect()
    };
    let text = on_top_of("'test'", "child", own);
    let loaded = read_toml_with("child.toml", &text, &find).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!([cited(&loaded, 0), cited(&loaded, 1)], [["第五条"], ["第五条"]]);
    // Two articles may share the place of one.
    let both = format!("{own}[source.art6]\nlabel = '第六条'\ntext = '…'\nstands_for = ['art1']\n");
    let text = on_top_of("'test'", "child", &both);
    let loaded = read_toml_with("child.toml", &text, &find).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(cited(&loaded, 0), ["第五条", "第六条"]);
    let wrong = on_top_of("'test'", "child", &own.replace("art1", "art9"));
    let errors = read_toml_with("child.toml", &wrong, &find).err().expect("refused").to_string();
    assert!(errors.contains("没有叫 “art9” 的上级规则包的条文"), "{errors}");
}

#[test]
fn a_failing_example_of_the_parent_is_told_without_a_line_of_the_child() {
    let loaded = sound("test", "[add.context.asks]\nnear = ['。']");
    let result = selftest::run(&loaded).expect("it loads");
    assert!(!result.failures.is_empty(), "the parent's bad examples are eased now");
    assert!(result.failures.iter().all(|failure| failure.subject == "r1" && failure.line == 0));
}

#[test]
fn a_lower_severity_is_not_raised_by_company() {
    let loaded = sound("test", "[[override]]\nrule = 'r1'\nseverity = 'suggest'");
    let checker = checker(&loaded);
    let draft = Conversation::draft(Channel::Chat, "不知道，我问一下。");
    assert_eq!(checker.check(&draft, When::Sending).worst(), Some(Severity::Suggest));
    assert!(selftest::run(&loaded).expect("it loads").failures.is_empty());
}

#[test]
fn a_parent_that_can_not_be_had_is_one_mistake_at_extends() {
    assert_eq!(
        told("tset", "[[override]]\nrule = 'r1'"),
        format!(
            "child.toml:7:11: 找不到上级规则包 “tset”\n    怎么改：把 tset.toml 放在同一个文件夹里；随礼言附带的有：{}",
            builtin_ids().collect::<Vec<_>>().join("、")
        )
    );
    assert_eq!(
        told("child", ""),
        "child.toml:7:11: extends 绕成了一个圈：child → child\n    怎么改：一个规则包不能以自己为上级；去掉其中一个 extends"
    );
    assert_eq!(
        told("ring", ""),
        "child.toml:7:11: extends 绕成了一个圈：child → ring → child\n    怎么改：一个规则包不能以自己为上级；去掉其中一个 extends"
    );
    assert!(told("loop", "").contains("child → loop → loop"));
    assert_eq!(
        told("other-id", ""),
        "child.toml:7:11: other-id.toml 里的 id 是 “test”，不是 “other-id”\n    怎么改：extends 要写上级规则包的 id，文件名也要和 id 一样"
    );
    assert_eq!(
        told("broken", ""),
        "child.toml:7:11: 上级规则包 “broken” 有 2 处错误\n    怎么改：先改好 broken.toml，错误列在下面\n\
         broken.toml:25:8: “kind” 不能是 “forbit”\n    怎么改：是不是想写 “forbid”？\n\
         broken.toml:27:9: 没有叫 “art9” 的条文\n    怎么改：是不是想写 “art1”？"
    );
}

/// Asserts that `more` gives exactly one mistake: place, problem, hint.
fn one(more: &str, place: &str, problem: &str, hint: &str) {
    let wanted = format!("child.toml:{place}: {problem}\n    怎么改：{hint}");
    assert_eq!(told("test", more), wanted, "{more}");
}

#[test]
fn a_name_that_the_parent_has_is_refused_with_the_way_to_add_or_override() {
    one(
        "[set]\nself = ['本人']",
        "9:1",
        "上级规则包里已经有词表 “self”",
        "要加词，写在 [add.set] 下面：self = [\"…\"]；要另立一个词表，换一个名字",
    );
    one(
        "[context.asks]\nwhy = 'w'\nnear = ['打听']",
        "8:10",
        "上级规则包里已经有语境 “asks”",
        "要加样式，写 [add.context.asks]；要另立一个语境，换一个名字",
    );
    one(
        "[template.ask]\ntext = '好。'",
        "8:11",
        "上级规则包里已经有模板 “ask”",
        "“ask” 可以直接用；措辞不同的，换一个名字",
    );
    one(
        "[source.art1]\nlabel = 'l'\ntext = 't'",
        "8:9",
        "上级规则包里已经有条文 “art1”",
        "直接引用它：cite = [\"art1\"]；自己的条文换一个名字",
    );
    one(
        "[category.leng]\nlabel = '冷淡'",
        "8:11",
        "上级规则包里已经有类别 “leng”",
        "“leng” 可以直接用，删去这一节；要另立一类，换一个名字",
    );
    one(
        "[[rule]]\nid = 'r1'\nkind = 'forbid'\ntitle = 't'\ncite = ['art1']\nbasis = 'stated'\nseverity = 'warn'\nmessage = 'm'\nphrases = ['等着']",
        "9:6",
        "上级规则包里已经有规则 “r1”",
        "要改这条规则，写 [[override]]，下面写 rule = \"r1\"；新规则换一个编号",
    );
}

#[test]
fn additions_that_add_nothing_or_to_nothing_are_refused() {
    one(
        "[add.set]\nsefl = ['本人']",
        "9:1",
        "上级规则包里没有叫 “sefl” 的词表",
        "是不是想写 “self”？",
    );
    one(
        "[set]\nmine = ['本人']\n[add.set]\nmine = ['亲自']",
        "11:1",
        "上级规则包里没有叫 “mine” 的词表",
        "“mine” 是这个规则包自己的，直接写在 [set] 里",
    );
    one(
        "[add.set]\nself = ['本人', '自個兒']",
        "9:15",
        "词表 “self” 里已经有 “自個兒”",
        "删去它（繁简、全半角算同一个词）",
    );
    one(
        "[add.set]\nself = ['本人', '本人']",
        "9:15",
        "“本人” 写了两次",
        "删去它（繁简、全半角算同一个词）",
    );
    one("[add.set]\nself = []", "9:1", "没有给词表 “self” 加词", "写上要加的词，或删去这一行");
    one(
        "[add.context.answers]\nnear = ['x']",
        "8:14",
        "上级规则包里没有叫 “answers” 的语境",
        "名字要和上级规则包里的一样；新的语境写在 [context.名称] 里",
    );
    one(
        "[add.context.asks]\nnear = ['打听', '問一下']",
        "9:15",
        "语境 “asks” 里已经有 “問一下”",
        "删去它（繁简、全半角算同一条）",
    );
    one(
        "[add.context.asks]",
        "8:14",
        "没有给语境 “asks” 加样式",
        "写上 left、right、covers、near 之一，或删去这一节",
    );
    one(
        "[add.context.asks]\nnaer = ['打听']\nnear = ['过问']",
        "9:1",
        "不认识的键 “naer”",
        "是不是想写 “near”？",
    );
    one("[add.sets]\nself = ['本人']", "8:6", "不认识的键 “sets”", "是不是想写 “set”？");
}

#[test]
fn overrides_that_change_nothing_or_twice_are_refused() {
    let start = "[[override]]\nrule = 'r1'\n";
    let with = |more: &str| format!("{start}{more}");
    one(
        "[[override]]\nrule = 'r9-other'\nstage = 'off'",
        "9:8",
        "上级规则包里没有叫 “r9-other” 的规则",
        "名字要和上级规则包里的一样；新的规则写在 [[rule]] 里",
    );
    one("[[override]]\nstage = 'off'", "8:1", "缺少 “rule”", "加一行 rule = \"…\"");
    one(
        start,
        "9:8",
        "没有改动规则 “r1”",
        "写上 severity、stage、phrases、unless 之一，或删去这一节",
    );
    one(
        &with("severity = 'block'"),
        "10:12",
        "规则 “r1” 的 severity 本来就是 “block”",
        "删去这一行，或改成别的",
    );
    one(
        &with("stage = 'active'"),
        "10:9",
        "规则 “r1” 的 stage 本来就是 “active”",
        "删去这一行，或改成别的",
    );
    one(
        &with(&format!("severity = 'warn'\n{start}severity = 'suggest'")),
        "13:12",
        "规则 “r1” 的 severity 改了两次",
        "只留一处；同一条规则的改动最好写在一节里",
    );
    one(&with("severity = 'blok'"), "10:12", "“severity” 不能是 “blok”", "是不是想写 “block”？");
    one(
        &with("phrases = ['不晓得', '不 知 道']"),
        "10:19",
        "规则 “r1” 里已经有 “不 知 道”",
        "删去它（繁简、全半角算同一条）",
    );
    one(
        &with(&format!("unless = ['quoted']\n{start}unless = ['quoted']")),
        "13:11",
        "规则 “r1” 的 unless 里已经有 “quoted”",
        "删去它；要放宽这个语境，写 [add.context]",
    );
    one(&with("unless = ['qouted']"), "10:11", "没有叫 “qouted” 的语境", "是不是想写 “quoted”？");
    one(
        &with("stage = 'off'\ntitle = '新名'"),
        "11:1",
        "不认识的键 “title”",
        "这里可以写：rule、severity、stage、phrases、unless、bad、good、case",
    );
}

#[test]
fn there_is_nothing_to_change_without_a_parent() {
    let told = |more: &str| {
        let all = read_toml("child.toml", &format!("{}{more}", parent_text())).err();
        all.map(|all| all.to_string()).unwrap_or_default()
    };
    let hint = "没有上级规则包，这里没有可改的\n    怎么改：先在 [pack] 里写 extends = \"上级规则包的 id\"";
    assert_eq!(told("[add.set]\nself = ['本人']"), format!("child.toml:35:6: {hint}"));
    assert_eq!(
        told("[[override]]\nrule = 'r1'\nstage = 'off'"),
        format!("child.toml:35:1: {hint}")
    );
}

#[test]
fn points_and_days_are_read_and_those_that_are_none_refused() {
    let info = |more: &str| sound("test", more).info().clone();
    let score = info("adopted_by = '某局'\neffective_from = 2026-03-01\n[score]\nwarn = 5").score;
    assert_eq!((score.block, score.warn, score.suggest), (10, 5, 0));
    let dated = info("adopted_by = '某局'\neffective_from = '2026-03-01'");
    assert_eq!(dated.effective_from, Date::parse("2026-03-01"));
    assert_eq!(dated.adopted_by.as_deref(), Some("某局"));
    assert_eq!(info("").adopted_by, None);
    for value in ["-1", "'十'", "2.5", "100000"] {
        one(
            &format!("[score]\nwarn = {value}"),
            "9:8",
            "“warn” 应当是 0 到 1000 的整数",
            "写成 warn = 0，不加引号",
        );
    }
    one("[score]\nwran = 5", "9:1", "不认识的键 “wran”", "是不是想写 “warn”？");
    for value in ["'2026-02-30'", "'三月一日'", "20260301", "2026-03-01T08:00:00"] {
        one(
            &format!("effective_from = {value}"),
            "8:18",
            "“effective_from” 不是日期",
            "写成 effective_from = \"2026-01-01\"",
        );
    }
}

#[test]
fn a_twin_has_the_slots_of_its_template() {
    let template = "[template.x]\ntext = '请到{窗口}办{事项}。'\nsample = { '窗口' = '一号窗口', '事项' = '登记' }\n";
    let hint = "两边的空位要一样多、名字一样（繁简都行），顺序可以不同";
    sound("test", &format!("{template}hant = '請辦{{事項}}，到{{窗口}}。'"));
    one(
        &format!("{template}hant = '請到{{窗口}}辦。'"),
        "11:8",
        "模板 “x” 的繁体写法空位对不上：text 有 窗口、事项，hant 有 窗口",
        hint,
    );
    one(
        &format!("{template}hant = '請到一號窗口辦登記。'"),
        "11:8",
        "模板 “x” 的繁体写法空位对不上：text 有 窗口、事项，hant 没有空位",
        hint,
    );
    one(&format!("{template}hant = ''"), "11:8", "“hant” 是空的", "写上繁体的说法，或删去这一行");
    one(
        "[[rule]]\nid = 'r2'\nkind = 'forbid'\ntitle = 't'\ncite = ['art1']\nbasis = 'stated'\nseverity = 'warn'\nmessage = 'm'\nphrases = ['等着']\n[[rule.fix]]\nlabel = 'l'\naction = 'replace_match'\ntext = '请稍候'\nhant = ' '",
        "21:8",
        "“hant” 是空的",
        "写上繁体的说法，或删去这一行",
    );
    let curt = "[template.x]\ntext = '好的。'\nhant = '我不知道。'";
    let failures = selftest::run(&sound("test", curt)).expect("it loads").failures;
    assert!(
        failures.iter().any(|failure| failure.subject == "x"),
        "a twin is tested like its template"
    );
}

#[test]
fn a_traditional_draft_is_mended_in_traditional_script() {
    let checker = shipped();
    let mended = |text: &str| {
        let draft = Conversation::draft(Channel::Chat, text);
        let report = checker.check(&draft, When::Sending);
        let not_know = |finding: &&Finding| checker.rule(finding.rule).id == "r11-not-know";
        let fixes = checker.fixes(&draft, report.findings.iter().find(not_know).expect("found"));
        fixes.iter().map(|fix| fix.apply(text)).collect::<Vec<_>>()
    };
    assert_eq!(
        mended("您好，這個我們不知道。")[2],
        "您好，對不起，這個事項由{負責部門}辦理，我把聯繫電話給您：{聯繫電話}。"
    );
    assert_eq!(
        mended("您好，这个我们不知道。")[2],
        "您好，对不起，这个事项由{负责部门}办理，我把联系电话给您：{联系电话}。"
    );
}

#[test]
fn an_overlay_of_a_page_passes_its_test_and_judges_as_it_says() {
    assert!(WANGSHU.lines().count() < 90, "it fits on a page");
    let loaded = read_toml("wangshu.toml", WANGSHU).unwrap_or_else(|errors| panic!("{errors}"));
    let result = selftest::run(&loaded).expect("it loads");
    let failures: Vec<_> = result.failures.iter().map(|one| &one.problem).collect();
    assert!(failures.is_empty(), "{failures:?}");

    let (parent, child) = (shipped(), checker(&loaded));
    let worst = |checker: &Checker, text: &str| {
        checker.check(&Conversation::draft(Channel::Chat, text), When::Sending).worst()
    };
    for (text, before, after) in [
        ("这项不能办。", Some(Severity::Warn), Some(Severity::Block)),
        ("这里我抽不出空。", Some(Severity::Block), Some(Severity::Block)),
        ("领导不在。", Some(Severity::Block), Some(Severity::Block)),
        ("这事不归我们管，您拨968120。", None, None),
        ("领导不在，您可以先到便民坊交材料。", None, None),
        ("我要下班了。", Some(Severity::Block), None),
        ("您好，请讲。", None, None),
    ] {
        assert_eq!((worst(&parent, text), worst(&child, text)), (before, after), "{text}");
    }
    let shadow =
        child.check(&Conversation::draft(Channel::Chat, "我要下班了。"), When::Sending).shadow;
    assert_eq!(shadow.len(), 1, "counted, not shown");
    assert_eq!(child.rules().len(), parent.rules().len() + 1);
    assert_ne!(child.pack().notice, parent.pack().notice);
    assert_eq!(child.pack().score.suggest, 1);
}
