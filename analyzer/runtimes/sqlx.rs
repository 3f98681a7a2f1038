// sqlx: queries give rows of the type that is asked for.

pub use error::Error;
pub mod error {
    pub struct Error;
}
pub type Result<T, E = Error> = std::result::Result<T, E>;
pub trait Database {
    type Row;
    type QueryResult;
    type Connection;
}
pub struct Postgres;
pub struct MySql;
pub struct Sqlite;
impl Database for Postgres {
    type Row = postgres::PgRow;
    type QueryResult = postgres::PgQueryResult;
    type Connection = postgres::PgConnection;
}
impl Database for MySql {
    type Row = mysql::MySqlRow;
    type QueryResult = mysql::MySqlQueryResult;
    type Connection = mysql::MySqlConnection;
}
impl Database for Sqlite {
    type Row = sqlite::SqliteRow;
    type QueryResult = sqlite::SqliteQueryResult;
    type Connection = sqlite::SqliteConnection;
}
#[derive(Clone)]
pub struct Pool<DB>(DB);
pub type PgPool = Pool<Postgres>;
pub type MySqlPool = Pool<MySql>;
pub type SqlitePool = Pool<Sqlite>;
pub struct Transaction<DB>(DB);
pub mod pool {
    pub struct PoolConnection<DB>(DB);
    pub struct PoolOptions<DB>(DB);
    impl<DB> PoolOptions<DB> {
        pub fn new() -> PoolOptions<DB> {}
        pub fn max_connections(self, max: u32) -> PoolOptions<DB> {}
        pub fn min_connections(self, min: u32) -> PoolOptions<DB> {}
        pub fn acquire_timeout(self, timeout: std::time::Duration) -> PoolOptions<DB> {}
        pub async fn connect(self, url: &str) -> Result<super::Pool<DB>, super::Error> {}
        pub async fn connect_with<O>(self, options: O) -> Result<super::Pool<DB>, super::Error> {}
        pub fn connect_lazy(self, url: &str) -> Result<super::Pool<DB>, super::Error> {}
    }
}
impl<DB: Database> Pool<DB> {
    pub async fn connect(url: &str) -> Result<Pool<DB>, Error> {}
    pub async fn connect_with<O>(options: O) -> Result<Pool<DB>, Error> {}
    pub fn connect_lazy(url: &str) -> Result<Pool<DB>, Error> {}
    pub async fn acquire(&self) -> Result<pool::PoolConnection<DB>, Error> {}
    pub async fn begin(&self) -> Result<Transaction<DB>, Error> {}
    pub async fn close(&self) {}
}
impl<DB: Database> Transaction<DB> {
    pub async fn commit(self) -> Result<(), Error> {}
    pub async fn rollback(self) -> Result<(), Error> {}
}
impl<DB: Database> std::ops::Deref for Transaction<DB> {
    type Target = DB::Connection;
}
impl<DB: Database> std::ops::Deref for pool::PoolConnection<DB> {
    type Target = DB::Connection;
}
pub mod postgres {
    pub type PgPool = super::Pool<super::Postgres>;
    pub type PgPoolOptions = super::pool::PoolOptions<super::Postgres>;
    pub struct PgRow;
    pub struct PgQueryResult;
    pub struct PgConnection;
}
pub mod mysql {
    pub type MySqlPool = super::Pool<super::MySql>;
    pub type MySqlPoolOptions = super::pool::PoolOptions<super::MySql>;
    pub struct MySqlRow;
    pub struct MySqlQueryResult;
    pub struct MySqlConnection;
}
pub mod sqlite {
    pub type SqlitePool = super::Pool<super::Sqlite>;
    pub type SqlitePoolOptions = super::pool::PoolOptions<super::Sqlite>;
    pub struct SqliteRow;
    pub struct SqliteQueryResult;
    pub struct SqliteConnection;
}
pub trait Row {
    fn get<T, I>(&self, index: I) -> T {}
    fn try_get<T, I>(&self, index: I) -> Result<T, Error> {}
}
impl Row for postgres::PgRow {}
impl Row for mysql::MySqlRow {}
impl Row for sqlite::SqliteRow {}
pub trait FromRow<R> {}
pub mod query_types {
    use super::{Database, Error};
    pub struct Query<DB>(DB);
    pub struct QueryAs<DB, O>(DB, O);
    pub struct QueryScalar<DB, O>(DB, O);
    impl<DB: Database> Query<DB> {
        pub fn bind<T>(self, value: T) -> Query<DB> {}
        pub async fn execute<E>(self, executor: E) -> Result<DB::QueryResult, Error> {}
        pub async fn fetch_all<E>(self, executor: E) -> Result<Vec<DB::Row>, Error> {}
        pub async fn fetch_one<E>(self, executor: E) -> Result<DB::Row, Error> {}
        pub async fn fetch_optional<E>(self, executor: E) -> Result<Option<DB::Row>, Error> {}
        pub fn fetch<E>(self, executor: E) -> std::pin::Pin<Box<dyn futures::stream::Stream<Item = Result<DB::Row, Error>>>> {}
    }
    impl<DB, O> QueryAs<DB, O> {
        pub fn bind<T>(self, value: T) -> QueryAs<DB, O> {}
        pub async fn fetch_all<E>(self, executor: E) -> Result<Vec<O>, Error> {}
        pub async fn fetch_one<E>(self, executor: E) -> Result<O, Error> {}
        pub async fn fetch_optional<E>(self, executor: E) -> Result<Option<O>, Error> {}
        pub fn fetch<E>(self, executor: E) -> std::pin::Pin<Box<dyn futures::stream::Stream<Item = Result<O, Error>>>> {}
    }
    impl<DB, O> QueryScalar<DB, O> {
        pub fn bind<T>(self, value: T) -> QueryScalar<DB, O> {}
        pub async fn fetch_all<E>(self, executor: E) -> Result<Vec<O>, Error> {}
        pub async fn fetch_one<E>(self, executor: E) -> Result<O, Error> {}
        pub async fn fetch_optional<E>(self, executor: E) -> Result<Option<O>, Error> {}
    }
}
pub fn query<DB>(sql: &str) -> query_types::Query<DB> {}
pub fn query_as<DB, O>(sql: &str) -> query_types::QueryAs<DB, O> {}
pub fn query_scalar<DB, O>(sql: &str) -> query_types::QueryScalar<DB, O> {}
