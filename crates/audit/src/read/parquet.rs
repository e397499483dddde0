//! Parquet: flat tables, row by row.

use std::io::{self, Seek, SeekFrom};

use csv::ByteRecord;
use liyan_rules::Date;
use parquet::basic::LogicalType;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use super::table::Table;
use super::{FileRead, Sink, Stop};
use crate::columns::Wanted;
use crate::stream::Unpacked;

/// Reads all row groups in order.
pub fn read(
    unpacked: Unpacked,
    file: u32,
    wanted: &Wanted,
    sink: &mut Sink,
    told: &mut FileRead,
) -> Result<(), Stop> {
    let mut spooled = tempfile::tempfile()?;
    io::copy(&mut unpacked.bytes(), &mut spooled)?;
    spooled.seek(SeekFrom::Start(0))?;
    let reader = SerializedFileReader::new(spooled).map_err(broken)?;
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let fields = schema.root_schema().get_fields();
    let mut table = Table::new(file, wanted, sink, told);
    table.push(1, fields.iter().map(|field| field.name()).collect())?;
    // Moments that are kept in universal time are told apart from those of a clock on the wall.
    let universal: Vec<bool> = fields
        .iter()
        .map(|field| {
            let kind = field.get_basic_info().logical_type_ref();
            matches!(kind, Some(LogicalType::Timestamp(moment)) if moment.is_adjusted_to_u_t_c)
        })
        .collect();
    let mut rows = reader.get_row_iter(None).map_err(broken)?;
    for number in 2.. {
        let row = match rows.next() {
            None => break,
            Some(Ok(row)) => row,
            Some(Err(error)) => {
                table.flush()?;
                return Err(broken(error));
            }
        };
        let mut record = ByteRecord::new();
        for ((_, field), universal) in row.get_column_iter().zip(&universal) {
            match field {
                Field::Bytes(bytes) => record.push_field(bytes.data()),
                field => record.push_field(text(field, *universal).as_bytes()),
            }
        }
        table.push(number, record)?;
    }
    table.finish()
}

fn broken(error: parquet::errors::ParquetError) -> Stop {
    Stop::Broken(format!("Parquet 文件已损坏：{error}"))
}

fn text(field: &Field, universal: bool) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Date(days) => Date::from_days(*days).to_string(),
        Field::TimestampMillis(at) => moment(at.div_euclid(1000), universal),
        Field::TimestampMicros(at) => moment(at.div_euclid(1_000_000), universal),
        other => other.to_string(),
    }
}

fn moment(seconds: i64, universal: bool) -> String {
    let days = i32::try_from(seconds.div_euclid(86_400)).unwrap_or(i32::MAX / 2);
    let of_day = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let zone = if universal { "Z" } else { "" };
    format!("{} {hour:02}:{minute:02}:{second:02}{zone}", Date::from_days(days))
}
