// async-graphql.

pub use context::Context;
pub mod context {
    pub struct Context;
    impl Context {
        pub fn data<D>(&self) -> super::Result<&D> {}
        pub fn data_unchecked<D>(&self) -> &D {}
        pub fn data_opt<D>(&self) -> Option<&D> {}
    }
}
#[derive(Clone)]
pub struct Error;
impl Error {
    pub fn new<S>(message: S) -> Error {}
}
pub type Result<T, E = Error> = std::result::Result<T, E>;
pub type FieldResult<T> = std::result::Result<T, Error>;
#[derive(Clone)]
pub struct Schema<Query, Mutation, Subscription>(Query, Mutation, Subscription);
pub struct SchemaBuilder<Query, Mutation, Subscription>(Query, Mutation, Subscription);
pub struct Request;
pub struct Response;
impl<Query, Mutation, Subscription> Schema<Query, Mutation, Subscription> {
    pub fn new(query: Query, mutation: Mutation, subscription: Subscription) -> Schema<Query, Mutation, Subscription> {}
    pub fn build(query: Query, mutation: Mutation, subscription: Subscription) -> SchemaBuilder<Query, Mutation, Subscription> {}
    pub async fn execute<R>(&self, request: R) -> Response {}
}
impl<Query, Mutation, Subscription> SchemaBuilder<Query, Mutation, Subscription> {
    pub fn data<D>(self, data: D) -> SchemaBuilder<Query, Mutation, Subscription> {}
    pub fn limit_depth(self, depth: usize) -> SchemaBuilder<Query, Mutation, Subscription> {}
    pub fn finish(self) -> Schema<Query, Mutation, Subscription> {}
}
#[derive(Clone)]
pub struct EmptyMutation;
#[derive(Clone)]
pub struct EmptySubscription;
#[derive(Clone)]
pub struct ID(pub String);
