// url.

#[derive(Clone)]
pub struct Url;
#[derive(Clone)]
pub enum ParseError {
    EmptyHost,
    IdnaError,
    InvalidPort,
    RelativeUrlWithoutBase,
}
impl Url {
    pub fn parse(input: &str) -> Result<Url, ParseError> {}
    pub fn join(&self, input: &str) -> Result<Url, ParseError> {}
    pub fn as_str(&self) -> &str {}
    pub fn scheme(&self) -> &str {}
    pub fn username(&self) -> &str {}
    pub fn password(&self) -> Option<&str> {}
    pub fn host_str(&self) -> Option<&str> {}
    pub fn port(&self) -> Option<u16> {}
    pub fn port_or_known_default(&self) -> Option<u16> {}
    pub fn path(&self) -> &str {}
    pub fn query(&self) -> Option<&str> {}
    pub fn query_pairs(&self) -> impl Iterator<Item = (std::borrow::Cow<str>, std::borrow::Cow<str>)> {}
    pub fn fragment(&self) -> Option<&str> {}
    pub fn set_path(&mut self, path: &str) {}
    pub fn set_query(&mut self, query: Option<&str>) {}
    pub fn set_scheme(&mut self, scheme: &str) -> Result<(), ()> {}
}
impl std::str::FromStr for Url {
    type Err = ParseError;
}
