// envy: a configuration from the environment.

pub enum Error {
    MissingValue(str),
    Custom(String),
}
pub struct Prefixed;
impl Prefixed {
    pub fn from_env<T>(&self) -> Result<T, Error> {}
}
pub fn from_env<T>() -> Result<T, Error> {}
pub fn from_iter<I, T>(iter: I) -> Result<T, Error> {}
pub fn prefixed<C>(prefix: C) -> Prefixed {}
