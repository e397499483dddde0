//! `liyan audit --help`, to be read like a page of a manual.

/// The page.
pub const HELP: &str = "\
liyan audit：把一段时间的答复检查一遍，出一份能往上报的报告。

用法：
  liyan audit [选项] 文件|文件夹|'通配符'|- …
  liyan audit review 疑似问题.jsonl [--accept 已有.csv] --out 核实.csv

读什么：
  CSV、TSV、JSONL、JSON 数组、Excel（xlsx、xls）、Parquet、纯文本，可以再压成 .gz、.zst；文件夹会连下级一起读。
  编码自动识别：UTF-8、GB18030（GBK）、Big5、UTF-16。列名按常用叫法识别：
  回复内容/答复内容、诉求内容、编号、会话编号、角色、工号/坐席、部门/单位、时间、渠道、事项编号、是否公开。
  有会话编号的行并成会话，散在几个文件里也一样；一行里可以同时有群众的话和答复。

  --map 字段=列名,…    列名认不出时指明，例如 --map text=说了什么,clerk=谁
                       字段：text question id conversation role clerk unit at channel matter public closed；
                       不要某一列写 字段=-
  --format 格式        csv、tsv、jsonl、json、xlsx、parquet、txt；默认看后缀，再看内容
  --encoding 编码      utf-8、gb18030、big5、utf-16le 等；默认自动识别
  --channel 渠道       记录没有写渠道时当作 chat（默认）或 letter
  --closed             会话都已经结束（结束语也要看）
  --since 日期         从这一天起，写成 2026-03-01
  --until 日期         到这一天止，含当天

按什么判：
  --pack 文件          用这个规则包（.toml 或 .liyan）；默认用内置的吉林市窗口标准
  --lock 文件          规则包要和锁定的一样（liyan pack lock 写的）
  --accept 文件        人工核实的结论（CSV：编号、结论、核实人、理由、日期）；只有“成立”才计分、才列名
  --baseline 旧结果    上一次的 .jsonl；那里已有的不再列

出什么：
  --out 文件           可以写多次，按后缀定格式：.html 报告、.xlsx 工作簿、.docx 月报、.csv 和 .jsonl 明细；- 是 JSONL 到标准输出
  --by 口径,…          只看这些：day 或 month、unit、clerk、channel、rule、article；默认全看
  --sample 份数        每一层抽这么多份供人工核实；层是 --by 里的第一个（clerk、unit、channel、month），默认按 clerk
  --seed 数            抽样的种子，默认 0；种子一样，抽到的一样
  --no-redact          不遮盖电话、证件号和账号（会写在封面上）
  --fail-on 级别       出现哪一级就以 1 退出：block、warn、suggest、none（默认）

怎么跑：
  --threads 数         用几个线程；默认有几个核用几个
  --memory 兆字节      散开的会话最多用多少内存，放不下的写临时文件（TMPDIR）；默认 128
  --quiet              不显示进度

对人公平：
  机器提示的只是“疑似问题”，核实成立之前不计分、不列名，也不给人排名；不足 30 条答复不算比率；
  单位只在同一渠道里比；机器人、自动回复、角色不明的不算在任何人头上；同样的话只算一处，条数按发出的算。
  没有提示，不等于就规范。

退出码：0 正常；1 有 --fail-on 的级别；2 命令写错了；3 规则包有误；4 有输入读不了（其余照常审）；
        5 结果写不出去；130 中途被打断（不留半份结果）。

例子：
  liyan audit 三月.xlsx --out 三月.html --out 三月.docx
  liyan audit 导出/ --out 疑似.jsonl --out 报告.html --since 2026-03-01 --until 2026-03-31
  liyan audit review 疑似.jsonl --out 核实.csv
  liyan audit 导出/ --accept 核实.csv --out 报告.html
  liyan audit 三月.csv --sample 20 --seed 7 --by unit --out 报告.xlsx

文本只在本机处理，不上传。
";
