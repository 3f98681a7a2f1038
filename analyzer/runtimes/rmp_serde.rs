// rmp-serde.

pub use decode::{from_read, from_slice};
pub use encode::{to_vec, to_vec_named};
pub mod decode {
    pub struct Error;
    pub fn from_slice<T>(input: &[u8]) -> Result<T, Error> {}
    pub fn from_read<R, T>(rd: R) -> Result<T, Error> {}
}
pub mod encode {
    pub struct Error;
    pub fn to_vec<T>(val: &T) -> Result<Vec<u8>, Error> {}
    pub fn to_vec_named<T>(val: &T) -> Result<Vec<u8>, Error> {}
}
