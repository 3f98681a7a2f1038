// toml.

pub use de::{from_slice, from_str};
pub use ser::{to_string, to_string_pretty};
pub mod de {
    #[derive(Clone)]
    pub struct Error;
    pub fn from_str<T>(s: &str) -> Result<T, Error> {}
    pub fn from_slice<T>(s: &[u8]) -> Result<T, Error> {}
}
pub mod ser {
    #[derive(Clone)]
    pub struct Error;
    pub fn to_string<T>(value: &T) -> Result<String, Error> {}
    pub fn to_string_pretty<T>(value: &T) -> Result<String, Error> {}
}
#[derive(Clone)]
pub enum Value {
    String(String),
    Integer(i64),
    Float(f64),
    Boolean(bool),
    Datetime(()),
    Array(Vec<Value>),
    Table(()),
}
impl Value {
    pub fn get<I>(&self, index: I) -> Option<&Value> {}
    pub fn as_str(&self) -> Option<&str> {}
    pub fn as_integer(&self) -> Option<i64> {}
    pub fn as_bool(&self) -> Option<bool> {}
    pub fn as_array(&self) -> Option<&Vec<Value>> {}
    pub fn try_into<T>(self) -> Result<T, de::Error> {}
}
