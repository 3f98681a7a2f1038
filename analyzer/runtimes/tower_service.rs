// tower-service.

pub trait Service<Request> {
    type Response;
    type Error;
    type Future;
    fn poll_ready(&mut self, cx: &mut std::task::Context) -> std::task::Poll<Result<(), Self::Error>> {}
    fn call(&mut self, req: Request) -> Self::Future {}
}
