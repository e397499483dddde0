//! What `liyan pack --help` and `liyan pack VERB --help` say. The first line of a verb's help is how it is written.

/// All verbs, a line each.
pub const ALL: &str = "\
liyan pack：写规则包、核对规则包。规则包是一份 TOML 文件，只写数据，不用编程。

用法：
  liyan pack new 编号 [-o 文件]            写一个能用的小例子，从它开始改
  liyan pack test 文件…                    拿例句核对规则包
  liyan pack lint 文件                     自检没有错，但多半要改的地方
  liyan pack coverage 文件                 每一条条文有哪些规则，哪些还没有
  liyan pack explain 规则编号              把一条规则讲明白：依据、例句、什么时候不算
  liyan pack diff 旧文件 新文件            新版的结论变了哪些，版本号该怎么加
  liyan pack lock 文件 [-o 锁定文件]       记下这个规则包，以后照着核对
  liyan pack build 文件 -o 输出            编译成网页用的 .liyan
  liyan pack schema                        给编辑器用的 JSON Schema，边写边提示

每个命令都可以加 --help 看详细说明，例如：liyan pack test --help

退出码：0 没有问题；1 有要处理的；2 命令写错了；3 规则包有误；4 文件读不了；5 结果写不出去。
";

/// `liyan pack new`.
pub const NEW: &str = "\
liyan pack new 编号 [-o 文件]

写一个完整的小规则包：一条条文、两条规则、一个模板，每一处都有说明。原样就能通过核对，
从它开始，一处一处换成您自己的内容。

  编号        规则包的编号，用小写字母、数字和连字符，例如 harbin-window
  -o 文件     写到哪里；不写就是当前文件夹里的 编号.toml。已经有这个文件时，不会覆盖

例子：
  liyan pack new harbin-window
  liyan pack test harbin-window.toml
";

/// `liyan pack test`.
pub const TEST: &str = "\
liyan pack test 文件… [--lock 锁定文件] [--against 旧规则包]

拿规则包自己的例句核对它：该标的是不是一字不差地标出，不该标的是不是都没有标，
每条短语、每个语境是不是都有例句用到，修改建议改完是不是真的没有问题了。

  --lock 锁定文件       先看规则包和锁定的是不是同一个；可以写多次，一个规则包一个
  --against 旧规则包    再拿上一版的例句核对一遍：结论变了而版本号没有跟上，就算不通过

退出码：0 全部通过；1 有不通过的，逐条列出行号；3 规则包写错了；4 文件读不了。

例子：
  liyan pack test harbin-window.toml
";

/// `liyan pack lint`.
pub const LINT: &str = "\
liyan pack lint 文件

自检没有错，也可能写得不对。列出：永远不会单独标出的短语，把整条规则都挡住的语境，
标出同样的字的两条规则，只说不行、没说怎么改的提示，还有写了却没有用到的语境和词表。

退出码：0 没有要留意的；1 有要看一看的地方；3 规则包写错了；4 文件读不了。

例子：
  liyan pack lint harbin-window.toml
";

/// `liyan pack coverage`.
pub const COVERAGE: &str = "\
liyan pack coverage 文件

按条文的顺序，列出每一条有哪些规则：属于哪一种、有多重、是条文明列还是由条文推及、
有多少短语和例句。没有规则的条文，要么写明为什么从文字里看不出来，要么就是还没有做。

退出码：0 每一条都有着落；1 有的条文还没有规则；3 规则包写错了；4 文件读不了。

例子：
  liyan pack coverage harbin-window.toml
";

/// `liyan pack explain`.
pub const EXPLAIN: &str = "\
liyan pack explain 规则编号 [--pack 文件]

用平常的话把一条规则讲明白：管什么、有多重、依据哪一条、找哪些字眼、提示什么、
可以改成什么、什么时候不算，并附上全部例句。适合拿去和定规范的人一起核对。

  --pack 文件   规则在哪个规则包里；不写就是内置的吉林市窗口标准

例子：
  liyan pack explain r11-not-know
";

/// `liyan pack diff`.
pub const DIFF: &str = "\
liyan pack diff 旧文件 新文件

拿旧版的例句，再加上照两版的短语造出来的句子，给新旧两版各判一遍，列出结论不同的句子、
新增和减少的规则，并说明版本号至少要加到多少：原有例句的结论变了、少了规则，加第一段
（1.0.0 以前加第二段）；有新的规则，加第二段（1.0.0 以前加第三段）；只改文字，加第三段。

退出码：0 版本号够了；1 版本号加得不够；3 规则包写错了；4 文件读不了。

例子：
  liyan pack diff harbin-window-1.0.0.toml harbin-window.toml
";

/// `liyan pack lock`.
pub const LOCK: &str = "\
liyan pack lock 文件 [-o 锁定文件]

记下规则包的编号、版本、内容的 SHA-256 校验值和礼言的版本。以后加上 --lock，
判断和提示用到的内容动过一个字都会被发现；例句和说明不算在内。
写好的 .toml 和编译好的 .liyan 都可以锁定，校验值相同。

  -o 锁定文件   写到哪里；不写就和规则包放在一起，扩展名换成 .lock。已经有了就更新

例子：
  liyan pack lock harbin-window.toml
  liyan check --pack harbin-window.toml --lock harbin-window.lock 答复.txt
";

/// `liyan pack build`.
pub const BUILD: &str = "\
liyan pack build 文件 -o 输出 [--lock 锁定文件]

把规则包编译成一个 .liyan 文件，网页和 liyan check 都能用。里面不再带例句和说明。

  -o 输出           写到哪里
  --lock 锁定文件   规则包和锁定的不一样，就不编译

例子：
  liyan pack build harbin-window.toml -o harbin-window.liyan
";

/// `liyan pack schema`.
pub const SCHEMA: &str = "\
liyan pack schema

输出规则包写法的 JSON Schema（draft 2020-12）。编辑器用了它，就能边写边提示有哪些键、
每个键是什么意思、哪里写错了。VS Code 请装 Even Better TOML 扩展。

例子：
  liyan pack schema > pack.schema.json
然后在规则包的第一行写：
  #:schema ./pack.schema.json
";
