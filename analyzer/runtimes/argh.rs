// argh.

pub trait FromArgs {}
pub fn from_env<T>() -> T {}
