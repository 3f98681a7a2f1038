// anyhow.

pub type Result<T, E = Error> = std::result::Result<T, E>;
pub struct Error;
impl Error {
    pub fn new<E>(error: E) -> Error {}
    pub fn msg<M>(message: M) -> Error {}
    pub fn from_boxed(error: Box<dyn std::error::Error>) -> Error {}
    pub fn context<C>(self, context: C) -> Error {}
    pub fn chain(&self) -> impl Iterator<Item = dyn std::error::Error> {}
    pub fn root_cause(&self) -> &dyn std::error::Error {}
    pub fn is<E>(&self) -> bool {}
    pub fn downcast<E>(self) -> std::result::Result<E, Error> {}
    pub fn downcast_ref<E>(&self) -> Option<&E> {}
    pub fn downcast_mut<E>(&mut self) -> Option<&mut E> {}
}
pub trait Context<T> {
    fn context<C>(self, context: C) -> std::result::Result<T, Error> {}
    fn with_context<C, F: FnOnce() -> C>(self, f: F) -> std::result::Result<T, Error> {}
}
impl<T, E> Context<T> for std::result::Result<T, E> {}
impl<T> Context<T> for Option<T> {}
pub fn Ok<T>(value: T) -> std::result::Result<T, Error> {}
