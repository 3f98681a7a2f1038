// eyre.

pub type Result<T, E = Error> = std::result::Result<T, E>;
pub struct Report;
impl Report {
    pub fn new<E>(error: E) -> Report {}
    pub fn msg<M>(message: M) -> Report {}
    pub fn wrap_err<D>(self, msg: D) -> Report {}
    pub fn root_cause(&self) -> &dyn std::error::Error {}
    pub fn downcast<E>(self) -> std::result::Result<E, Report> {}
    pub fn downcast_ref<E>(&self) -> Option<&E> {}
}
pub type Error = Report;
pub trait WrapErr<T> {
    fn wrap_err<D>(self, msg: D) -> std::result::Result<T, Report> {}
    fn wrap_err_with<D, F: FnOnce() -> D>(self, f: F) -> std::result::Result<T, Report> {}
    fn context<D>(self, msg: D) -> std::result::Result<T, Report> {}
    fn with_context<D, F: FnOnce() -> D>(self, f: F) -> std::result::Result<T, Report> {}
}
impl<T, E> WrapErr<T> for std::result::Result<T, E> {}
pub trait ContextCompat<T> {
    fn wrap_err<D>(self, msg: D) -> std::result::Result<T, Report> {}
    fn wrap_err_with<D, F: FnOnce() -> D>(self, f: F) -> std::result::Result<T, Report> {}
    fn context<D>(self, msg: D) -> std::result::Result<T, Report> {}
    fn with_context<D, F: FnOnce() -> D>(self, f: F) -> std::result::Result<T, Report> {}
}
impl<T> ContextCompat<T> for Option<T> {}
pub trait OptionExt<T> {
    fn ok_or_eyre<M>(self, message: M) -> std::result::Result<T, Report> {}
}
impl<T> OptionExt<T> for Option<T> {}
