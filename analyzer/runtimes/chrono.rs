// chrono.

#[derive(Clone)]
pub struct DateTime<Tz>(Tz);
#[derive(Clone)]
pub struct Utc;
#[derive(Clone)]
pub struct Local;
#[derive(Clone)]
pub struct FixedOffset;
#[derive(Clone)]
pub struct NaiveDateTime;
#[derive(Clone)]
pub struct NaiveDate;
#[derive(Clone)]
pub struct NaiveTime;
#[derive(Clone)]
pub struct TimeDelta;
pub type Duration = TimeDelta;
#[derive(Clone)]
pub struct ParseError;
impl Utc {
    pub fn now() -> DateTime<Utc> {}
}
impl Local {
    pub fn now() -> DateTime<Local> {}
}
impl<Tz> DateTime<Tz> {
    pub fn timestamp(&self) -> i64 {}
    pub fn timestamp_millis(&self) -> i64 {}
    pub fn to_rfc3339(&self) -> String {}
    pub fn with_timezone<Tz2>(&self, tz: &Tz2) -> DateTime<Tz2> {}
    pub fn naive_utc(&self) -> NaiveDateTime {}
    pub fn date_naive(&self) -> NaiveDate {}
    pub fn signed_duration_since<T>(self, rhs: T) -> TimeDelta {}
    pub fn parse_from_rfc3339(s: &str) -> Result<DateTime<FixedOffset>, ParseError> {}
    pub fn checked_add_signed(self, rhs: TimeDelta) -> Option<DateTime<Tz>> {}
}
impl<Tz> std::ops::Add<TimeDelta> for DateTime<Tz> {
    type Output = DateTime<Tz>;
}
impl<Tz> std::ops::Sub<TimeDelta> for DateTime<Tz> {
    type Output = DateTime<Tz>;
}
impl<Tz> std::ops::Sub<DateTime<Tz>> for DateTime<Tz> {
    type Output = TimeDelta;
}
impl TimeDelta {
    pub fn seconds(seconds: i64) -> TimeDelta {}
    pub fn milliseconds(milliseconds: i64) -> TimeDelta {}
    pub fn minutes(minutes: i64) -> TimeDelta {}
    pub fn hours(hours: i64) -> TimeDelta {}
    pub fn days(days: i64) -> TimeDelta {}
    pub fn num_seconds(&self) -> i64 {}
    pub fn num_milliseconds(&self) -> i64 {}
    pub fn to_std(&self) -> Result<std::time::Duration, ()> {}
}
