// lazy_static: what its macro makes is a static of the type that is written.

pub struct Lazy<T>(T);
impl<T> std::ops::Deref for Lazy<T> {
    type Target = T;
}
pub fn initialize<T>(lazy: &T) {}
