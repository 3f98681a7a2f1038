// axum.

pub use extension::Extension;
pub use form::Form;
pub use http;
pub use json::Json;
pub use routing::Router;
mod extension {
    #[derive(Clone)]
    pub struct Extension<T>(pub T);
    impl<T> std::ops::Deref for Extension<T> {
        type Target = T;
    }
}
mod json {
    #[derive(Clone)]
    pub struct Json<T>(pub T);
    impl<T> std::ops::Deref for Json<T> {
        type Target = T;
    }
}
mod form {
    #[derive(Clone)]
    pub struct Form<T>(pub T);
    impl<T> std::ops::Deref for Form<T> {
        type Target = T;
    }
}
pub async fn serve<L, S>(tcp_listener: L, make_service: S) -> std::io::Result<()> {}
pub mod body {
    pub struct Body;
    impl Body {
        pub fn empty() -> Body {}
        pub fn from_stream<S>(stream: S) -> Body {}
    }
    pub use bytes::Bytes;
}
pub mod error_handling {
    pub struct HandleErrorLayer<F>(F);
}
pub mod extract {
    pub use super::body::Bytes;
    pub use super::{Extension, Form, Json};
    pub type Request<T = super::body::Body> = http::Request<T>;
    #[derive(Clone)]
    pub struct State<S>(pub S);
    #[derive(Clone)]
    pub struct Path<T>(pub T);
    #[derive(Clone)]
    pub struct Query<T>(pub T);
    #[derive(Clone)]
    pub struct ConnectInfo<T>(pub T);
    impl<S> std::ops::Deref for State<S> {
        type Target = S;
    }
    impl<T> std::ops::Deref for Path<T> {
        type Target = T;
    }
    impl<T> std::ops::Deref for Query<T> {
        type Target = T;
    }
    pub trait FromRef<T> {
        fn from_ref(input: &T) -> Self {}
    }
    impl<T> FromRef<T> for T {}
    pub trait FromRequest<S> {
        type Rejection;
        async fn from_request(req: Request, state: &S) -> Result<Self, Self::Rejection> {}
    }
    pub trait FromRequestParts<S> {
        type Rejection;
        async fn from_request_parts(parts: &mut (), state: &S) -> Result<Self, Self::Rejection> {}
    }
    pub mod ws {
        pub struct WebSocketUpgrade;
        pub struct WebSocket;
        #[derive(Clone)]
        pub enum Message {
            Text(String),
            Binary(Vec<u8>),
            Ping(Vec<u8>),
            Pong(Vec<u8>),
            Close(Option<()>),
        }
        impl WebSocketUpgrade {
            pub fn on_upgrade<Fut, C: FnOnce(WebSocket) -> Fut>(self, callback: C) -> crate::response::Response {}
        }
        impl WebSocket {
            pub async fn recv(&mut self) -> Option<Result<Message, crate::Error>> {}
            pub async fn send(&mut self, msg: Message) -> Result<(), crate::Error> {}
        }
        impl futures::stream::Stream for WebSocket {
            type Item = Result<Message, crate::Error>;
        }
        impl futures::sink::Sink<Message> for WebSocket {
            type Error = crate::Error;
        }
    }
}
pub struct Error;
pub mod response {
    pub use super::{Form, Json};
    pub type Response<T = super::body::Body> = http::Response<T>;
    pub type Result<T, E> = std::result::Result<T, E>;
    #[assumed]
    pub trait IntoResponse {
        fn into_response(self) -> Response {}
    }
    pub struct Html<T>(pub T);
    pub struct Redirect;
    impl Redirect {
        pub fn to(uri: &str) -> Redirect {}
        pub fn permanent(uri: &str) -> Redirect {}
        pub fn temporary(uri: &str) -> Redirect {}
    }
    pub mod sse {
        pub struct Sse<S>(S);
        #[derive(Clone)]
        pub struct Event;
        impl<S> Sse<S> {
            pub fn new(stream: S) -> Sse<S> {}
        }
        impl Event {
            pub fn data<T>(self, data: T) -> Event {}
        }
    }
    pub use sse::Sse;
}
pub mod handler {
    pub use super::routing::{get, post};
}
pub mod middleware {
    #[derive(Clone)]
    pub struct FromFnLayer<F, S>(F, S);
    pub struct Next;
    impl Next {
        pub async fn run(self, req: super::extract::Request) -> super::response::Response {}
    }
    pub fn from_fn<F>(f: F) -> FromFnLayer<F, ()> {}
    pub fn from_fn_with_state<F, S>(state: S, f: F) -> FromFnLayer<F, S> {}
    pub fn map_request<F>(f: F) -> FromFnLayer<F, ()> {}
    pub fn map_response<F>(f: F) -> FromFnLayer<F, ()> {}
}
pub mod routing {
    #[derive(Clone)]
    pub struct Router<S = ()>(S);
    impl<S> Router<S> {
        pub fn new() -> Router<S> {}
        pub fn route<M>(self, path: &str, method_router: M) -> Router<S> {}
        pub fn route_service<T>(self, path: &str, service: T) -> Router<S> {}
        pub fn nest(self, path: &str, router: Router<S>) -> Router<S> {}
        pub fn nest_service<T>(self, path: &str, service: T) -> Router<S> {}
        pub fn merge<R>(self, other: R) -> Router<S> {}
        pub fn layer<L>(self, layer: L) -> Router<S> {}
        pub fn route_layer<L>(self, layer: L) -> Router<S> {}
        pub fn fallback<H>(self, handler: H) -> Router<S> {}
        pub fn with_state<S2>(self, state: S) -> Router<S2> {}
        pub fn into_make_service(self) -> IntoMakeService {}
        pub fn into_make_service_with_connect_info<C>(self) -> IntoMakeService {}
    }
    pub struct IntoMakeService;
    #[derive(Clone)]
    pub struct MethodRouter<S = ()>(S);
    impl<S> MethodRouter<S> {
        pub fn get<H>(self, handler: H) -> MethodRouter<S> {}
        pub fn post<H>(self, handler: H) -> MethodRouter<S> {}
        pub fn put<H>(self, handler: H) -> MethodRouter<S> {}
        pub fn delete<H>(self, handler: H) -> MethodRouter<S> {}
        pub fn patch<H>(self, handler: H) -> MethodRouter<S> {}
        pub fn head<H>(self, handler: H) -> MethodRouter<S> {}
        pub fn options<H>(self, handler: H) -> MethodRouter<S> {}
        pub fn trace<H>(self, handler: H) -> MethodRouter<S> {}
        pub fn on<F, H>(self, filter: F, handler: H) -> MethodRouter<S> {}
        pub fn fallback<H>(self, handler: H) -> MethodRouter<S> {}
        pub fn layer<L>(self, layer: L) -> MethodRouter<S> {}
        pub fn route_layer<L>(self, layer: L) -> MethodRouter<S> {}
        pub fn with_state<S2>(self, state: S) -> MethodRouter<S2> {}
    }
    pub mod method_routing {
        pub use super::{any, delete, get, head, on, options, patch, post, put, trace, MethodRouter};
    }
    pub fn get<S, H>(handler: H) -> MethodRouter<S> {}
    pub fn post<S, H>(handler: H) -> MethodRouter<S> {}
    pub fn put<S, H>(handler: H) -> MethodRouter<S> {}
    pub fn delete<S, H>(handler: H) -> MethodRouter<S> {}
    pub fn patch<S, H>(handler: H) -> MethodRouter<S> {}
    pub fn head<S, H>(handler: H) -> MethodRouter<S> {}
    pub fn options<S, H>(handler: H) -> MethodRouter<S> {}
    pub fn any<S, H>(handler: H) -> MethodRouter<S> {}
    pub fn trace<S, H>(handler: H) -> MethodRouter<S> {}
    pub fn on<F, S, H>(filter: F, handler: H) -> MethodRouter<S> {}
}
