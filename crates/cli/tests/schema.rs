//! The JSON Schema of the pack language says what the reader says: the same keys, the same words, the same
//! refusals.

#[path = "common/everything.rs"]
mod everything;
#[path = "common/walk.rs"]
mod walk;

use std::path::Path;
use std::process::Command;

use everything::{as_toml, full, heir};
use liyan_rules::pack::{PackError, PackFile, read_toml_with};
use serde_json::{Value, json};
use toml::de::{DeTable, DeValue};
use walk::Schema;

const SCHEMA: &str = include_str!("../pack.schema.json");

/// A key and a word that no pack has, and that look like none.
const NOWHERE: &str = "zzzzzzzzzzzzzzzz";

fn schema() -> Value {
    serde_json::from_str(SCHEMA).expect("JSON")
}

/// Where a table stands: in the schema, in which pack, and where in that.
type Place = (&'static str, fn() -> Value, &'static str);

/// Tables of the schema: where they stand in it, in which pack, and where in that.
const TABLES: &[Place] = &[
    ("", full, ""),
    ("/$defs/pack", full, "/pack"),
    ("/$defs/score", full, "/score"),
    ("/$defs/source", full, "/source/art1"),
    ("/$defs/category", full, "/category/leng"),
    ("/$defs/context", full, "/context/we"),
    ("/$defs/template", full, "/template/go"),
    ("/$defs/rule", full, "/rule/0"),
    ("/$defs/company", full, "/rule/0/company"),
    ("/$defs/limit", full, "/rule/1/limit"),
    ("/$defs/fix", full, "/rule/0/fix/0"),
    ("/$defs/case", full, "/rule/0/case/0"),
    ("/$defs/add", heir, "/add"),
    ("/$defs/add_context", heir, "/add/context/we"),
    ("/$defs/override", heir, "/override/0"),
];

/// What the reader has against a pack.
fn mistakes(pack: &Value) -> Vec<PackError> {
    let parent = |id: &str| {
        let text = as_toml(&full());
        (id == "full").then_some(PackFile { file: "full.toml".into(), text })
    };
    let read = read_toml_with("pack.toml", &as_toml(pack), &parent);
    read.map_or_else(|errors| errors.errors, |_| Vec::new())
}

/// What the hint of the one mistake about [`NOWHERE`] lists after `opening`, sorted.
fn listed(pack: &Value, opening: &str) -> Vec<String> {
    let mistakes = mistakes(pack);
    let about = mistakes.iter().find(|mistake| mistake.problem.contains(NOWHERE));
    let hint = &about.unwrap_or_else(|| panic!("{mistakes:?}")).hint;
    let list = hint.strip_prefix(opening).unwrap_or_else(|| panic!("{hint}"));
    let mut names: Vec<String> = list.split('、').map(str::to_owned).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn with(pack: &Value, place: &str, key: &str, value: Value) -> Value {
    let mut pack = pack.clone();
    pack.pointer_mut(place).expect("the place is there")[key] = value;
    pack
}

fn properties(schema: &Value, table: &str) -> Vec<(String, Value)> {
    let properties = schema.pointer(table).and_then(|table| table["properties"].as_object());
    let properties = properties.expect("a table").iter();
    properties.map(|(key, value)| (key.clone(), value.clone())).collect()
}

#[test]
fn the_full_pack_and_its_heir_suit_the_reader_and_the_schema() {
    let schema = schema();
    for pack in [full(), heir()] {
        assert_eq!(mistakes(&pack), []);
        assert_eq!(Schema::new(&schema).faults(&pack), [""; 0]);
    }
    let known: Vec<&str> =
        TABLES.iter().filter_map(|(at, ..)| at.strip_prefix("/$defs/")).collect();
    for name in schema["$defs"].as_object().expect("definitions").keys() {
        assert!(known.contains(&name.as_str()), "{name} is not in the list of tables");
    }
}

#[test]
fn the_schema_knows_exactly_the_keys_that_the_reader_knows() {
    let schema = schema();
    for (table, pack, place) in TABLES {
        let read = listed(&with(&pack(), place, NOWHERE, json!(1)), "这里可以写：");
        let mut told: Vec<String> =
            properties(&schema, table).into_iter().map(|(key, _)| key).collect();
        told.sort_unstable();
        assert_eq!(read, told, "{table}");
        let closed = &schema.pointer(table).expect("a table")["additionalProperties"];
        assert_eq!(closed, &json!(false), "{table}");
    }
}

#[test]
fn the_schema_lists_exactly_the_words_that_the_reader_knows() {
    let schema = schema();
    let mut compared = 0;
    for (table, pack, place) in TABLES {
        for (key, property) in properties(&schema, table) {
            let (words, wrong) = match (&property["enum"], &property["items"]["enum"]) {
                (Value::Array(words), _) => (words, json!(NOWHERE)),
                (_, Value::Array(words)) => (words, json!([NOWHERE])),
                _ => continue,
            };
            let mut told: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
            told.sort_unstable();
            let read = listed(&with(&pack(), place, &key, wrong), "可以写：");
            assert_eq!(read, told, "{table}/{key}");
            compared += 1;
        }
    }
    assert!(compared >= 13, "{compared}");
}

#[test]
fn what_the_reader_misses_or_can_not_take_the_schema_refuses_and_no_more() {
    let schema = schema();
    let refuses = |pack: &Value| !Schema::new(&schema).faults(pack).is_empty();
    let told = |pack: &Value, says: &dyn Fn(&str) -> bool| {
        mistakes(pack).iter().any(|mistake| says(&mistake.problem))
    };
    let all = [full(), heir()].map(|pack| (places(&pack), pack));
    let all = all.iter().flat_map(|(places, pack)| places.iter().map(move |place| (pack, place)));
    for (pack, place) in all {
        let (table, key) = place.rsplit_once('/').expect("a key");
        let mut without = pack.clone();
        let table = without.pointer_mut(table).expect("there");
        if let Some(table) = table.as_object_mut() {
            table.remove(key);
            assert!(!refuses(&without) || !mistakes(&without).is_empty(), "{place} taken away");
            // About the very key, not about what refers to it.
            let says = [format!("缺少 “{key}”"), format!("缺少 {key}"), format!("没有写 {key}")];
            let missed = told(&without, &|said| says.iter().any(|end| said.ends_with(end)));
            assert!(refuses(&without) || !missed, "{place} is required");
        }
        for wrong in
            [json!(0), json!(21), json!(true), json!("二"), json!(["二"]), json!({ "二": "二" })]
        {
            let changed = set(pack, place, &wrong);
            let untaken = told(&changed, &|said| said.contains("” 应当"));
            assert!(!refuses(&changed) || !mistakes(&changed).is_empty(), "{place} = {wrong}");
            assert!(refuses(&changed) || !untaken, "{place} = {wrong}");
        }
        let empty = set(pack, place, &json!(""));
        assert!(!refuses(&empty) || !mistakes(&empty).is_empty(), "{place} is empty");
        assert!(
            refuses(&empty) || !told(&empty, &|said| said.ends_with("是空的")),
            "{place} is empty"
        );
    }
}

/// Pointers to everything in a value but itself.
fn places(value: &Value) -> Vec<String> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Array(items) => {
            items.iter().enumerate().map(|(at, v)| (at.to_string(), v)).collect()
        }
        Value::Object(table) => table.iter().map(|(key, v)| (key.clone(), v)).collect(),
        _ => Vec::new(),
    };
    let all = inner.into_iter().flat_map(|(key, value)| {
        let below = places(value).into_iter().map(|place| format!("/{key}{place}"));
        [format!("/{key}")].into_iter().chain(below.collect::<Vec<_>>())
    });
    all.collect()
}

fn set(pack: &Value, place: &str, value: &Value) -> Value {
    let mut pack = pack.clone();
    *pack.pointer_mut(place).expect("there") = value.clone();
    pack
}

fn as_json(value: &DeValue) -> Value {
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Boolean(flag) => json!(flag),
        DeValue::Integer(number) => json!(number.as_str().parse::<i64>().expect("decimal")),
        DeValue::Datetime(date) => json!(date.to_string()),
        DeValue::Array(items) => items.iter().map(|item| as_json(item.get_ref())).collect(),
        DeValue::Table(table) => {
            let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue>)| {
                let key: &std::borrow::Cow<str> = key.get_ref();
                (key.to_string(), as_json(value.get_ref()))
            };
            Value::Object(table.iter().map(entry).collect())
        }
        DeValue::Float(_) => panic!("a pack has no fractions"),
    }
}

#[test]
fn every_pack_that_ships_suits_the_schema() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/packs");
    let mut packs = Vec::new();
    for folder in [folder.clone(), folder.join("examples")] {
        for entry in std::fs::read_dir(folder).expect("the packs are there") {
            let path = entry.expect("readable").path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let text = std::fs::read_to_string(&path).expect("text");
                packs.push((path.display().to_string(), text));
            }
        }
    }
    assert!(packs.len() >= 2);
    packs.push(("new".into(), include_str!("../templates/pack.toml").into()));
    let schema = schema();
    for (name, text) in packs {
        let table = DeTable::parse(&text).expect("TOML").into_inner();
        assert_eq!(
            Schema::new(&schema).faults(&as_json(&DeValue::Table(table))),
            [""; 0],
            "{name}"
        );
    }
}

#[test]
fn the_command_prints_the_schema_as_it_is() {
    let output = Command::new(env!("CARGO_BIN_EXE_liyan"))
        .args(["pack", "schema"])
        .output()
        .expect("liyan runs");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stdout).expect("UTF-8"), SCHEMA);
}
