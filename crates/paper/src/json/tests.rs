//! JSON against the standard reader, and what is refused.

use super::*;
use proptest::prelude::*;

fn number(number: f64) -> String {
    Json::Decimal(number).to_string()
}

#[test]
fn numbers_are_decimals() {
    let numbers = [0.0, 1.0, 97.8, 0.05, -0.5, 0.123_456_78, 1e-9, f64::NAN];
    let written = ["0.0", "1.0", "97.8", "0.05", "-0.5", "0.123457", "0.0", "null"];
    assert_eq!(numbers.map(number), written);
    assert_eq!([0.9_f32, 0.02].map(|n| number(f64::from(n))), ["0.9", "0.02"]);
}

#[test]
fn scores_stay_exact() {
    for tenths in 0..=1000 {
        let score = crate::score::Score::from_tenths(tenths).unwrap();
        assert_eq!(number(f64::from(score)), score.to_string());
        let Ok(Json::Decimal(read)) = Json::read(&score.to_string()) else { panic!("{score}") };
        assert_eq!(crate::score::Score::try_from(read), Ok(score));
    }
}

/// What the standard reader reads, as ours would give it.
fn standard(value: &serde_json::Value) -> Json<'_> {
    use serde_json::Value;
    match value {
        Value::Null => Json::Null,
        Value::Bool(flag) => Json::Flag(*flag),
        Value::Number(number) => match number.as_u64() {
            Some(whole) => Json::Whole(whole),
            None => Json::Decimal(number.as_f64().unwrap()),
        },
        Value::String(text) => Json::text(text),
        Value::Array(list) => Json::List(list.iter().map(standard).collect()),
        Value::Object(fields) => Json::Object(
            fields.iter().map(|(name, it)| (name.as_str().into(), standard(it))).collect(),
        ),
    }
}

fn check(text: &str) {
    let theirs: Result<serde_json::Value, _> = serde_json::from_str(text);
    let ours = Json::read(text);
    match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) => assert_eq!(*ours, standard(theirs), "{text}"),
        (Err(_), Err(_)) => {}
        _ => panic!("{text}: {ours:?} {theirs:?}"),
    }
}

#[test]
fn texts_are_read_and_refused_as_by_the_standard_reader() {
    let right = [
        "null",
        " true ",
        "[]",
        "[ ]",
        "{}",
        "{ }",
        "[1,[2,{\"a\":3}]]",
        "0",
        "-0.0",
        "10",
        "1.5e3",
        "1E-2",
        "1e+2",
        "18446744073709551615",
        "18446744073709551616",
        "-7",
        "0e999",
        r#""\u00e9\ud83d\ude00\n\/\"""#,
        r#"{"a":1, "b" : [null,false]}"#,
        "\"é\u{7f}\"",
    ];
    let wrong = [
        "",
        " ",
        "tru",
        "nulls",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\" 1}",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "1e+",
        "+1",
        "1e999",
        "\"",
        "\"\\",
        "\"\\x\"",
        "\"\\u12\"",
        r#""\ud83d""#,
        r#""\ud83dx""#,
        r#""\ud83d\u0041""#,
        r#""\ude00""#,
        "\"a\nb\"",
        "1 2",
        "[1}",
        "NaN",
        "'a'",
    ];
    for text in right {
        check(text);
        assert!(Json::read(text).is_ok(), "{text}");
    }
    for text in wrong {
        check(text);
        assert!(Json::read(text).is_err(), "{text}");
    }
}

#[test]
fn nesting_beyond_all_sense_is_refused() {
    let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
    assert!(Json::read(&nested(100)).is_ok());
    assert!(Json::read(&nested(101)).is_err());
    assert!(Json::read(&"[".repeat(1_000_000)).is_err());
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(
        text in r#"[\[\]{}",: \\0-9a-fntrue.+-]{0,12}|"[ -~é\n]{0,9}"|-?[0-9]{1,6}(\.[0-9]{1,6})?"#
    ) {
        // Two values of one name stay two values here.
        if !text.contains('{') {
            check(&text);
        }
        let _ = Json::read(&text);
    }

    #[test]
    fn what_was_written_is_read(text in any::<String>(), number in any::<u64>()) {
        let list = Json::List(vec![Json::Whole(number), Json::text(&text), Json::List(vec![])]);
        let value = Json::Object(vec![(text.as_str().into(), list)]);
        let written = value.to_string();
        let theirs: serde_json::Value = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(&theirs[&text][1], &text);
        prop_assert_eq!(Json::read(&written), Ok(value));
    }
}
