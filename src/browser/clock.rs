//! The time, in the reader's time zone.

use skimmark_paper::date::PartialDate;
use skimmark_protocol::Millis;

/// Returns the present moment.
pub fn now() -> Millis {
    moment(js_sys::Date::now())
}

/// Returns a moment that the browser gives in milliseconds since 1970.
pub fn moment(millis: f64) -> Millis {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Millis(millis as u64)
}

/// Returns the reader's day at `millis` since 1970.
pub fn day_at(millis: u64) -> PartialDate {
    let date = local(millis);
    let year = u16::try_from(date.get_full_year()).unwrap_or(1970);
    let (month, day) = (u8::try_from(date.get_month()), u8::try_from(date.get_date()));
    match (month, day) {
        (Ok(month), Ok(day)) => {
            PartialDate::day_of(year, month + 1, day).unwrap_or(PartialDate::year_only(year))
        }
        _ => PartialDate::year_only(year),
    }
}

/// Returns the reader's time of day at `millis` since 1970: `09:05`.
pub fn time_of_day(millis: u64) -> String {
    let date = local(millis);
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// Returns the reader's day now.
pub fn today() -> PartialDate {
    day_at(now().0)
}

fn local(millis: u64) -> js_sys::Date {
    #[allow(clippy::cast_precision_loss)]
    js_sys::Date::new(&(millis as f64).into())
}
