// uuid.

#[derive(Clone)]
pub struct Uuid;
#[derive(Clone)]
pub struct Error;
impl Uuid {
    pub fn new_v4() -> Uuid {}
    pub fn now_v7() -> Uuid {}
    pub const fn nil() -> Uuid {}
    pub fn parse_str(input: &str) -> Result<Uuid, Error> {}
    pub fn from_slice(b: &[u8]) -> Result<Uuid, Error> {}
    pub fn as_bytes(&self) -> &[u8] {}
    pub fn is_nil(&self) -> bool {}
    pub fn as_u128(&self) -> u128 {}
}
impl std::str::FromStr for Uuid {
    type Err = Error;
}
