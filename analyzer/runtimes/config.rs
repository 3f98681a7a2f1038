// config: a configuration from files and the environment.

pub enum ConfigError {
    Frozen,
    NotFound(String),
    Message(String),
}
#[derive(Clone)]
pub struct Config;
pub struct Value;
impl Config {
    pub fn new() -> Config {}
    pub fn builder() -> ConfigBuilder {}
    pub fn merge<T>(&mut self, source: T) -> Result<&mut Config, ConfigError> {}
    pub fn set_default<T>(&mut self, key: &str, value: T) -> Result<&mut Config, ConfigError> {}
    pub fn get<T>(&self, key: &str) -> Result<T, ConfigError> {}
    pub fn get_string(&self, key: &str) -> Result<String, ConfigError> {}
    pub fn get_int(&self, key: &str) -> Result<i64, ConfigError> {}
    pub fn get_bool(&self, key: &str) -> Result<bool, ConfigError> {}
    pub fn try_deserialize<T>(self) -> Result<T, ConfigError> {}
    pub fn try_into<T>(self) -> Result<T, ConfigError> {}
}
#[derive(Clone)]
pub struct ConfigBuilder;
impl ConfigBuilder {
    pub fn add_source<T>(self, source: T) -> ConfigBuilder {}
    pub fn set_default<S, T>(self, key: S, value: T) -> Result<ConfigBuilder, ConfigError> {}
    pub fn set_override<S, T>(self, key: S, value: T) -> Result<ConfigBuilder, ConfigError> {}
    pub fn build(self) -> Result<Config, ConfigError> {}
}
#[derive(Clone)]
pub struct File;
impl File {
    pub fn with_name(base_name: &str) -> File {}
    pub fn from<P>(path: P) -> File {}
    pub fn required(self, required: bool) -> File {}
}
#[derive(Clone)]
pub struct Environment;
impl Environment {
    pub fn with_prefix(s: &str) -> Environment {}
    pub fn prefix(self, s: &str) -> Environment {}
    pub fn separator(self, s: &str) -> Environment {}
    pub fn try_parsing(self, try_parsing: bool) -> Environment {}
}
