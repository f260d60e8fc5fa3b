//! JSON as stored: compact, with numbers of at most six decimals.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

/// `value` as JSON; nothing where it has no such form, which no type of this program lacks.
pub fn json(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    let mut writer = serde_json::Serializer::with_formatter(&mut out, Decimals);
    let written = value.serialize(&mut writer);
    written.ok().and_then(|()| String::from_utf8(out).ok()).unwrap_or_default()
}

/// Writes numbers by integer arithmetic. The shortest decimals that read as the same number,
/// which is what is written otherwise, take 15 KB of tables and code.
struct Decimals;

impl Formatter for Decimals {
    fn write_f64<W: ?Sized + Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let millionths = (value.abs() * 1e6).round() as u64;
        let sign = if value < 0.0 { "-" } else { "" };
        let decimals = format!("{:06}", millionths % 1_000_000);
        let (first, others) = decimals.split_at(1);
        let others = others.trim_end_matches('0');
        write!(writer, "{sign}{}.{first}{others}", millionths / 1_000_000)
    }

    fn write_f32<W: ?Sized + Write>(&mut self, writer: &mut W, value: f32) -> io::Result<()> {
        self.write_f64(writer, f64::from(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_decimals() {
        let numbers = [0.0, 1.0, 97.8, 0.05, -0.5, 0.123_456_78, 1e-9];
        assert_eq!(json(&numbers), "[0.0,1.0,97.8,0.05,-0.5,0.123457,0.0]");
        assert_eq!(json(&[0.9_f32, 0.02]), "[0.9,0.02]");
        assert_eq!(json(&f64::NAN), "null");
    }

    #[test]
    fn scores_stay_exact() {
        for tenths in 0..=1000 {
            let score = crate::entry::Score::from_tenths(tenths).unwrap();
            assert_eq!(json(&score), score.to_string());
        }
    }
}
