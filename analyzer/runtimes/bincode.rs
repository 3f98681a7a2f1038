// bincode.

pub type Result<T> = std::result::Result<T, Error>;
pub type Error = Box<ErrorKind>;
pub struct ErrorKind;
pub fn deserialize<T>(bytes: &[u8]) -> Result<T> {}
pub fn deserialize_from<R, T>(reader: R) -> Result<T> {}
pub fn serialize<T>(value: &T) -> Result<Vec<u8>> {}
