// figment: a configuration from files and the environment.

pub struct Error;
#[derive(Clone)]
pub struct Figment;
impl Figment {
    pub fn new() -> Figment {}
    pub fn from<T>(provider: T) -> Figment {}
    pub fn merge<T>(self, provider: T) -> Figment {}
    pub fn join<T>(self, provider: T) -> Figment {}
    pub fn select<P>(self, profile: P) -> Figment {}
    pub fn extract<T>(&self) -> Result<T, Error> {}
    pub fn extract_inner<T>(&self, path: &str) -> Result<T, Error> {}
}
