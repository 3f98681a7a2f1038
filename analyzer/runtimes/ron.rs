// ron.

pub use de::from_str;
pub mod de {
    pub struct SpannedError;
    pub fn from_str<T>(s: &str) -> Result<T, SpannedError> {}
    pub fn from_bytes<T>(s: &[u8]) -> Result<T, SpannedError> {}
}
