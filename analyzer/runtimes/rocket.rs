// rocket.

pub use ::tokio;
pub struct State<T>(T);
impl<T> State<T> {
    pub fn inner(&self) -> &T {}
    pub fn get<P>(rocket: &Rocket<P>) -> Option<&State<T>> {}
}
impl<T> std::ops::Deref for State<T> {
    type Target = T;
}
pub struct Build;
pub struct Ignite;
pub struct Orbit;
pub struct Error;
pub struct Rocket<P>(P);
impl<P> Rocket<P> {
    pub fn build() -> Rocket<Build> {}
    pub fn custom<T>(provider: T) -> Rocket<Build> {}
    pub fn mount<B, R>(self, base: B, routes: R) -> Rocket<Build> {}
    pub fn register<B, C>(self, base: B, catchers: C) -> Rocket<Build> {}
    pub fn manage<T>(self, state: T) -> Rocket<Build> {}
    pub fn attach<F>(self, fairing: F) -> Rocket<Build> {}
    pub async fn ignite(self) -> Result<Rocket<Ignite>, Error> {}
    pub async fn launch(self) -> Result<Rocket<Ignite>, Error> {}
    pub fn state<T>(&self) -> Option<&T> {}
    pub fn shutdown(&self) -> Shutdown {}
    pub fn figment(&self) -> &figment::Figment {}
}
#[derive(Clone)]
pub struct Shutdown;
impl Shutdown {
    pub fn notify(self) {}
}
impl std::future::Future for Shutdown {
    type Output = ();
}
pub fn build() -> Rocket<Build> {}
pub fn custom<T>(provider: T) -> Rocket<Build> {}
pub mod serde {
    pub mod json {
        #[derive(Clone)]
        pub struct Json<T>(pub T);
        impl<T> Json<T> {
            pub fn into_inner(self) -> T {}
        }
        impl<T> std::ops::Deref for Json<T> {
            type Target = T;
        }
        pub use serde_json::Value;
    }
    pub use ::serde::{Deserialize, Serialize};
}
pub mod form {
    pub struct Form<T>(T);
    impl<T> Form<T> {
        pub fn into_inner(self) -> T {}
    }
    impl<T> std::ops::Deref for Form<T> {
        type Target = T;
    }
}
pub mod http {
    #[derive(Clone)]
    pub struct Status;
}
pub mod fairing {
    pub struct AdHoc;
    impl AdHoc {
        pub fn on_ignite<Fut, F: FnOnce(super::Rocket<super::Build>) -> Fut>(name: &str, f: F) -> AdHoc {}
        pub fn on_liftoff<F>(name: &str, f: F) -> AdHoc {}
    }
    pub trait Fairing {}
}
