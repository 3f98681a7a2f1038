// bytes.

#[derive(Clone)]
pub struct Bytes;
#[derive(Clone)]
pub struct BytesMut;
impl Bytes {
    pub const fn new() -> Bytes {}
    pub const fn from_static(bytes: &[u8]) -> Bytes {}
    pub fn copy_from_slice(data: &[u8]) -> Bytes {}
    pub fn len(&self) -> usize {}
    pub fn is_empty(&self) -> bool {}
    pub fn slice<R>(&self, range: R) -> Bytes {}
    pub fn split_off(&mut self, at: usize) -> Bytes {}
    pub fn split_to(&mut self, at: usize) -> Bytes {}
}
impl BytesMut {
    pub fn new() -> BytesMut {}
    pub fn with_capacity(capacity: usize) -> BytesMut {}
    pub fn len(&self) -> usize {}
    pub fn is_empty(&self) -> bool {}
    pub fn freeze(self) -> Bytes {}
    pub fn split(&mut self) -> BytesMut {}
    pub fn split_to(&mut self, at: usize) -> BytesMut {}
    pub fn extend_from_slice(&mut self, extend: &[u8]) {}
    pub fn clear(&mut self) {}
    pub fn reserve(&mut self, additional: usize) {}
}
impl std::ops::Deref for Bytes {
    type Target = [u8];
}
impl std::ops::Deref for BytesMut {
    type Target = [u8];
}
pub trait Buf {
    fn remaining(&self) -> usize {}
    fn advance(&mut self, cnt: usize) {}
    fn get_u8(&mut self) -> u8 {}
    fn get_u16(&mut self) -> u16 {}
    fn get_u32(&mut self) -> u32 {}
    fn get_u64(&mut self) -> u64 {}
    fn copy_to_bytes(&mut self, len: usize) -> Bytes {}
}
impl Buf for Bytes {}
impl Buf for BytesMut {}
pub trait BufMut {
    fn put_u8(&mut self, n: u8) {}
    fn put_u16(&mut self, n: u16) {}
    fn put_u32(&mut self, n: u32) {}
    fn put_slice(&mut self, src: &[u8]) {}
}
impl BufMut for BytesMut {}
impl BufMut for Vec<u8> {}
