//! JSON Schema as far as the pack language's schema goes. A keyword that is not known here is an error, so that the
//! schema can not say what no test looks at.

use serde_json::{Map, Value};

/// A schema that values are held to.
pub struct Schema<'s> {
    root: &'s Value,
}

impl<'s> Schema<'s> {
    pub fn new(root: &'s Value) -> Self {
        Self { root }
    }

    /// What is wrong with `value`, each with its place; empty if nothing is.
    pub fn faults(&self, value: &Value) -> Vec<String> {
        self.check(self.root, value, "")
    }

    fn check(&self, schema: &Value, value: &Value, place: &str) -> Vec<String> {
        let Some(keywords) = schema.as_object() else {
            return if schema == &Value::Bool(false) { vec![place.to_owned()] } else { Vec::new() };
        };
        let faults = keywords.iter().flat_map(|(keyword, wanted)| {
            let wrong = self.keyword(keywords, keyword, wanted, value, place);
            wrong.into_iter().map(move |fault| format!("{fault} ({keyword})"))
        });
        faults.collect()
    }

    fn keyword(
        &self,
        schema: &Map<String, Value>,
        keyword: &str,
        wanted: &Value,
        value: &Value,
        place: &str,
    ) -> Vec<String> {
        let fault = |holds: bool| if holds { Vec::new() } else { vec![place.to_owned()] };
        let branches = || wanted.as_array().expect("a list of schemas").iter();
        let sound = |branch: &Value| self.check(branch, value, place).is_empty();
        let number = || wanted.as_u64().expect("a number");
        match keyword {
            "$schema" | "$defs" | "title" | "description" | "examples" | "default" => Vec::new(),
            "$ref" => self.check(self.resolve(wanted), value, place),
            "type" => fault(wanted == kind(value)),
            "enum" => fault(wanted.as_array().expect("a list").contains(value)),
            "const" => fault(wanted == value),
            "pattern" => fault(value.as_str().is_none_or(|text| matches(wanted, text))),
            "minLength" => {
                fault(value.as_str().is_none_or(|text| text.chars().count() as u64 >= number()))
            }
            "minItems" => fault(value.as_array().is_none_or(|list| list.len() as u64 >= number())),
            "maxItems" => fault(value.as_array().is_none_or(|list| list.len() as u64 <= number())),
            "minimum" => fault(value.as_u64().is_none_or(|value| value >= number())),
            "maximum" => fault(value.as_u64().is_none_or(|value| value <= number())),
            "items" => value.as_array().map_or(Vec::new(), |items| {
                let each = items.iter().enumerate();
                each.flat_map(|(at, item)| self.check(wanted, item, &format!("{place}/{at}")))
                    .collect()
            }),
            "required" => value.as_object().map_or(Vec::new(), |table| {
                let keys = wanted.as_array().expect("a list").iter().filter_map(Value::as_str);
                let missing = keys.filter(|key| !table.contains_key(*key));
                missing.map(|key| format!("{place}/{key}")).collect()
            }),
            "properties" | "additionalProperties" => {
                value.as_object().map_or(Vec::new(), |table| {
                    let named = schema.get("properties").and_then(Value::as_object);
                    let each = table.iter().flat_map(|(key, inner)| {
                        let own = named.and_then(|named| named.get(key));
                        let schema = if keyword == "properties" {
                            own
                        } else {
                            own.is_none().then_some(wanted)
                        };
                        let place = format!("{place}/{key}");
                        schema.map_or(Vec::new(), |schema| self.check(schema, inner, &place))
                    });
                    each.collect()
                })
            }
            "allOf" => branches().flat_map(|branch| self.check(branch, value, place)).collect(),
            "anyOf" => fault(branches().any(sound)),
            "oneOf" => fault(branches().filter(|branch| sound(branch)).count() == 1),
            "if" => {
                let taken = schema.get(if sound(wanted) { "then" } else { "else" });
                taken.map_or(Vec::new(), |taken| self.check(taken, value, place))
            }
            "then" | "else" => Vec::new(),
            other => panic!("the walk does not know {other}"),
        }
    }

    /// A schema that a reference means.
    pub fn resolve(&self, reference: &Value) -> &'s Value {
        let pointer = reference.as_str().and_then(|text| text.strip_prefix('#')).expect("local");
        self.root.pointer(pointer).expect("the definition is there")
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The patterns that the schema uses: digits in groups.
fn matches(pattern: &Value, text: &str) -> bool {
    let (mark, lengths): (char, &[Option<usize>]) = match pattern.as_str() {
        Some(r"^[0-9]+\.[0-9]+\.[0-9]+$") => ('.', &[None, None, None]),
        Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}$") => ('-', &[Some(4), Some(2), Some(2)]),
        other => panic!("the walk does not know the pattern {other:?}"),
    };
    let groups: Vec<&str> = text.split(mark).collect();
    groups.len() == lengths.len()
        && groups.iter().zip(lengths).all(|(group, length)| {
            !group.is_empty()
                && group.bytes().all(|byte| byte.is_ascii_digit())
                && length.is_none_or(|length| group.len() == length)
        })
}
