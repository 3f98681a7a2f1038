// once_cell.

pub mod sync {
    #[derive(Clone)]
    pub struct OnceCell<T>(T);
    impl<T> OnceCell<T> {
        pub const fn new() -> OnceCell<T> {}
        pub const fn with_value(value: T) -> OnceCell<T> {}
        pub fn get(&self) -> Option<&T> {}
        pub fn wait(&self) -> &T {}
        pub fn get_mut(&mut self) -> Option<&mut T> {}
        pub unsafe fn get_unchecked(&self) -> &T {}
        pub fn set(&self, value: T) -> Result<(), T> {}
        pub fn try_insert(&self, value: T) -> Result<&T, (&T, T)> {}
        pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {}
        pub fn get_or_try_init<E, F: FnOnce() -> Result<T, E>>(&self, f: F) -> Result<&T, E> {}
        pub fn take(&mut self) -> Option<T> {}
        pub fn into_inner(self) -> Option<T> {}
    }
    pub struct Lazy<T>(T);
    impl<T> Lazy<T> {
        pub const fn new<F: FnOnce() -> T>(f: F) -> Lazy<T> {}
        pub fn force(this: &Lazy<T>) -> &T {}
        pub fn get(this: &Lazy<T>) -> Option<&T> {}
    }
    impl<T> std::ops::Deref for Lazy<T> {
        type Target = T;
    }
}
pub mod unsync {
    #[derive(Clone)]
    pub struct OnceCell<T>(T);
    impl<T> OnceCell<T> {
        pub const fn new() -> OnceCell<T> {}
        pub fn get(&self) -> Option<&T> {}
        pub fn set(&self, value: T) -> Result<(), T> {}
        pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {}
        pub fn take(&mut self) -> Option<T> {}
        pub fn into_inner(self) -> Option<T> {}
    }
    pub struct Lazy<T>(T);
    impl<T> Lazy<T> {
        pub const fn new<F: FnOnce() -> T>(f: F) -> Lazy<T> {}
        pub fn force(this: &Lazy<T>) -> &T {}
    }
    impl<T> std::ops::Deref for Lazy<T> {
        type Target = T;
    }
}
