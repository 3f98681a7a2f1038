// serde.

#[assumed]
pub trait Serialize {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {}
}
#[assumed]
pub trait Deserialize {
    fn deserialize<D: Deserializer>(deserializer: D) -> Result<Self, D::Error> {}
}
pub trait Serializer {
    type Ok;
    type Error;
    fn serialize_str(self, v: &str) -> Result<Self::Ok, Self::Error> {}
    fn serialize_some<T>(self, value: &T) -> Result<Self::Ok, Self::Error> {}
    fn serialize_none(self) -> Result<Self::Ok, Self::Error> {}
}
pub trait Deserializer {
    type Error;
}
pub mod de {
    pub use super::{Deserialize, Deserializer};
    #[assumed]
    pub trait DeserializeOwned {}
    #[assumed]
    pub trait Error {
        fn custom<T>(msg: T) -> Self {}
    }
}
pub mod ser {
    pub use super::{Serialize, Serializer};
    #[assumed]
    pub trait Error {
        fn custom<T>(msg: T) -> Self {}
    }
}
