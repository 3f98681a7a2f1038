// clap 2 to 4.

pub trait Parser {
    fn parse() -> Self {}
    fn try_parse() -> Result<Self, Error> {}
    fn parse_from<I>(itr: I) -> Self {}
    fn try_parse_from<I>(itr: I) -> Result<Self, Error> {}
}
pub trait Args {}
pub trait Subcommand {}
pub trait ValueEnum {
    fn from_str(input: &str, ignore_case: bool) -> Result<Self, String> {}
    fn value_variants() -> &[Self] {}
}
pub trait CommandFactory {
    fn command() -> Command {}
}
impl<P: Parser> CommandFactory for P {}
pub struct Error;
impl Error {
    pub fn exit(&self) -> ! {}
}
#[derive(Clone)]
pub struct Command;
pub type App = Command;
#[derive(Clone)]
pub struct Arg;
#[derive(Clone)]
pub struct ArgMatches;
impl Command {
    pub fn new<S>(name: S) -> Command {}
    pub fn version<S>(self, ver: S) -> Command {}
    pub fn author<S>(self, author: S) -> Command {}
    pub fn about<S>(self, about: S) -> Command {}
    pub fn arg<A>(self, a: A) -> Command {}
    pub fn args<A>(self, args: A) -> Command {}
    pub fn subcommand<S>(self, subcmd: S) -> Command {}
    pub fn get_matches(self) -> ArgMatches {}
    pub fn try_get_matches(self) -> Result<ArgMatches, Error> {}
    pub fn get_matches_from<I>(self, itr: I) -> ArgMatches {}
}
impl Arg {
    pub fn new<S>(id: S) -> Arg {}
    pub fn with_name<S>(n: S) -> Arg {}
    pub fn short<S>(self, s: S) -> Arg {}
    pub fn long<S>(self, l: S) -> Arg {}
    pub fn help<S>(self, h: S) -> Arg {}
    pub fn default_value<S>(self, val: S) -> Arg {}
    pub fn required(self, yes: bool) -> Arg {}
    pub fn takes_value(self, yes: bool) -> Arg {}
    pub fn value_name<S>(self, name: S) -> Arg {}
    pub fn env<S>(self, name: S) -> Arg {}
    pub fn action<A>(self, action: A) -> Arg {}
    pub fn value_parser<P>(self, parser: P) -> Arg {}
}
impl ArgMatches {
    pub fn get_one<T>(&self, id: &str) -> Option<&T> {}
    pub fn get_many<T>(&self, id: &str) -> Option<std::vec::IntoIter<T>> {}
    pub fn remove_one<T>(&mut self, id: &str) -> Option<T> {}
    pub fn get_flag(&self, id: &str) -> bool {}
    pub fn get_count(&self, id: &str) -> u8 {}
    pub fn contains_id(&self, id: &str) -> bool {}
    pub fn value_of(&self, name: &str) -> Option<&str> {}
    pub fn values_of(&self, name: &str) -> Option<std::vec::IntoIter<str>> {}
    pub fn is_present(&self, name: &str) -> bool {}
    pub fn subcommand(&self) -> Option<(&str, &ArgMatches)> {}
    pub fn subcommand_matches(&self, name: &str) -> Option<&ArgMatches> {}
}
