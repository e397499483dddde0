//! The same records in every format, packing and encoding give the same findings.

mod running;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use running::{audit, options};

const HEADER: [&str; 7] =
    ["工单编号", "答复内容", "诉求内容", "工号", "承办单位", "答复时间", "渠道"];

/// Replies with all that is hard for a table: quotation marks, separators, lines, a leading equals sign, an emoji.
fn rows() -> Vec<[&'static str; 7]> {
    vec![
        [
            "g1",
            "这个我不知道，你自己看。",
            "怎么办居住证？",
            "A01",
            "社保局",
            "2026-03-02 09:10:00",
            "chat",
        ],
        [
            "g2",
            "您好，\n请稍等，\"马上\"给您办理；谢谢😊。",
            "",
            "A01",
            "社保局",
            "2026-03-02 09:20:00",
            "在线咨询",
        ],
        ["g3", "=没时间,真没时间", "几点下班", "A02", "公积金中心", "2026-03-05 10:00:00", ""],
        [
            "g4",
            "您的来信收到。您自己去问物业，我们不管。",
            "",
            "A03",
            "住建局",
            "2026-03-06 10:00:00",
            "信件",
        ],
        ["g5", "沒時間，少囉嗦。", "", "A03", "住建局", "2026-03-06 10:00:00", "letter"],
    ]
}

fn csv_text(delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(HEADER).expect("written");
    rows().iter().for_each(|row| writer.write_record(row).expect("written"));
    String::from_utf8(writer.into_inner().expect("written")).expect("UTF-8")
}

fn json_rows() -> Vec<serde_json::Value> {
    let object = |row: &[&str; 7]| {
        HEADER.iter().zip(row).map(|(name, cell)| ((*name).into(), (*cell).into())).collect()
    };
    rows().iter().map(object).map(serde_json::Value::Object).collect()
}

fn jsonl() -> String {
    json_rows().iter().map(|row| format!("{row}\n")).collect()
}

fn packed(text: &str) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(text.as_bytes()).expect("packed");
    out.finish().expect("packed")
}

fn workbook(path: &Path) {
    let mut book = rust_xlsxwriter::Workbook::new();
    // A sheet in front without replies, and a title above the header, as exports have them.
    book.add_worksheet().write(0, 0, "说明").expect("written");
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "三月导出").expect("written");
    for (column, name) in HEADER.iter().enumerate() {
        sheet.write(2, column as u16, *name).expect("written");
    }
    for (at, row) in rows().iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            sheet.write_string(3 + at as u32, column as u16, *cell).expect("written");
        }
    }
    book.save(path).expect("saved");
}

fn parquet_file(path: &Path) {
    let columns: String =
        HEADER.iter().map(|name| format!("required binary {name} (UTF8);")).collect();
    let schema = parse_message_type(&format!("message row {{ {columns} }}")).expect("a schema");
    let file = fs::File::create(path).expect("created");
    let properties = Arc::new(WriterProperties::builder().build());
    let mut writer =
        SerializedFileWriter::new(file, Arc::new(schema), properties).expect("a writer");
    let mut group = writer.next_row_group().expect("a group");
    let mut at = 0;
    while let Some(mut column) = group.next_column().expect("a column") {
        let cells: Vec<ByteArray> = rows().iter().map(|row| ByteArray::from(row[at])).collect();
        column.typed::<ByteArrayType>().write_batch(&cells, None, None).expect("written");
        column.close().expect("closed");
        at += 1;
    }
    group.close().expect("closed");
    writer.close().expect("closed");
}

#[test]
fn every_format_gives_the_same_findings() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| -> PathBuf {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path
    };
    let csv = csv_text(b',');
    let array = serde_json::to_string_pretty(&json_rows()).expect("written");
    let mut files = vec![
        write("a.jsonl", jsonl().as_bytes()),
        write("a.jsonl.gz", &packed(&jsonl())),
        write("a.json", array.as_bytes()),
        write("a.csv", csv.as_bytes()),
        write("b.csv", &encoding_rs::GB18030.encode(&csv).0),
        write("c.csv", &[b"\xef\xbb\xbf", csv.as_bytes()].concat()),
        write("a.csv.zst", &zstd::encode_all(csv.as_bytes(), 1).expect("packed")),
        write("a.tsv", csv_text(b'\t').as_bytes()),
        write("semicolons.csv", csv_text(b';').as_bytes()),
        // No ending says what it is.
        write("a.data", csv.as_bytes()),
    ];
    let (xlsx, parquet) = (folder.path().join("a.xlsx"), folder.path().join("a.parquet"));
    workbook(&xlsx);
    parquet_file(&parquet);
    files.extend([xlsx, parquet]);

    let told = |file: &PathBuf| {
        let audit = audit(std::slice::from_ref(file), options());
        assert_eq!(audit.problems, Vec::<String>::new(), "{}", file.display());
        let line = |line: liyan_audit::line::FindingLine| {
            (
                line.id,
                line.rule,
                line.text,
                line.start,
                line.record,
                line.clerk,
                line.unit,
                line.channel,
            )
        };
        (
            audit.lines.into_iter().map(line).collect::<Vec<_>>(),
            audit.figures.total.replies,
            audit.figures.by_period.len(),
        )
    };
    let expected = told(&files[0]);
    assert!(expected.0.len() >= 6 && expected.1 == 5 && expected.2 == 3, "{expected:#?}");
    for file in &files[1..] {
        assert_eq!(told(file), expected, "{}", file.display());
    }
}

#[test]
fn a_reply_in_a_file_of_its_own_is_judged_as_the_command_check_judges_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("答复.txt");
    fs::write(&path, "这个我不知道，你自己看。").expect("written");
    let audit = audit(&[path], options());
    let texts: Vec<_> = audit.lines.iter().filter_map(|line| line.text.as_deref()).collect();
    assert_eq!(texts, ["不知道", "你", "自己看"]);
}
