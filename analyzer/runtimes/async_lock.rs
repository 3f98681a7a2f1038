// async-lock.

pub struct Mutex<T>(T);
pub struct MutexGuard<T>(T);
pub struct MutexGuardArc<T>(T);
impl<T> Mutex<T> {
    pub const fn new(data: T) -> Mutex<T> {}
    pub fn into_inner(self) -> T {}
    pub fn get_mut(&mut self) -> &mut T {}
    pub async fn lock(&self) -> MutexGuard<T> {}
    pub fn lock_blocking(&self) -> MutexGuard<T> {}
    pub fn try_lock(&self) -> Option<MutexGuard<T>> {}
    pub async fn lock_arc(self: &std::sync::Arc<Mutex<T>>) -> MutexGuardArc<T> {}
    pub fn try_lock_arc(self: &std::sync::Arc<Mutex<T>>) -> Option<MutexGuardArc<T>> {}
}
impl<T> std::ops::Deref for MutexGuard<T> {
    type Target = T;
}
impl<T> std::ops::Deref for MutexGuardArc<T> {
    type Target = T;
}
pub struct RwLock<T>(T);
pub struct RwLockReadGuard<T>(T);
pub struct RwLockReadGuardArc<T>(T);
pub struct RwLockUpgradableReadGuard<T>(T);
pub struct RwLockWriteGuard<T>(T);
pub struct RwLockWriteGuardArc<T>(T);
impl<T> RwLock<T> {
    pub const fn new(t: T) -> RwLock<T> {}
    pub fn into_inner(self) -> T {}
    pub fn get_mut(&mut self) -> &mut T {}
    pub async fn read(&self) -> RwLockReadGuard<T> {}
    pub fn read_blocking(&self) -> RwLockReadGuard<T> {}
    pub async fn read_arc(self: &std::sync::Arc<RwLock<T>>) -> RwLockReadGuardArc<T> {}
    pub fn try_read(&self) -> Option<RwLockReadGuard<T>> {}
    pub async fn upgradable_read(&self) -> RwLockUpgradableReadGuard<T> {}
    pub async fn write(&self) -> RwLockWriteGuard<T> {}
    pub fn write_blocking(&self) -> RwLockWriteGuard<T> {}
    pub async fn write_arc(self: &std::sync::Arc<RwLock<T>>) -> RwLockWriteGuardArc<T> {}
    pub fn try_write(&self) -> Option<RwLockWriteGuard<T>> {}
}
impl<T> RwLockUpgradableReadGuard<T> {
    pub async fn upgrade(guard: RwLockUpgradableReadGuard<T>) -> RwLockWriteGuard<T> {}
}
impl<T> std::ops::Deref for RwLockReadGuard<T> {
    type Target = T;
}
impl<T> std::ops::Deref for RwLockReadGuardArc<T> {
    type Target = T;
}
impl<T> std::ops::Deref for RwLockUpgradableReadGuard<T> {
    type Target = T;
}
impl<T> std::ops::Deref for RwLockWriteGuard<T> {
    type Target = T;
}
impl<T> std::ops::Deref for RwLockWriteGuardArc<T> {
    type Target = T;
}
pub struct OnceCell<T>(T);
impl<T> OnceCell<T> {
    pub const fn new() -> OnceCell<T> {}
    pub fn is_initialized(&self) -> bool {}
    pub fn get(&self) -> Option<&T> {}
    pub fn get_mut(&mut self) -> Option<&mut T> {}
    pub fn take(&mut self) -> Option<T> {}
    pub fn into_inner(self) -> Option<T> {}
    pub async fn wait(&self) -> &T {}
    pub async fn set(&self, value: T) -> Result<&T, T> {}
    pub async fn get_or_init<Fut: std::future::Future<Output = T>, F: FnOnce() -> Fut>(&self, closure: F) -> &T {}
    pub async fn get_or_try_init<E, Fut: std::future::Future<Output = Result<T, E>>, F: FnOnce() -> Fut>(&self, closure: F) -> Result<&T, E> {}
}
pub struct Semaphore;
pub struct SemaphoreGuard;
pub struct SemaphoreGuardArc;
impl Semaphore {
    pub const fn new(n: usize) -> Semaphore {}
    pub fn try_acquire(&self) -> Option<SemaphoreGuard> {}
    pub async fn acquire(&self) -> SemaphoreGuard {}
    pub async fn acquire_arc(self: &std::sync::Arc<Semaphore>) -> SemaphoreGuardArc {}
    pub fn try_acquire_arc(self: &std::sync::Arc<Semaphore>) -> Option<SemaphoreGuardArc> {}
    pub fn add_permits(&self, n: usize) {}
}
pub struct Barrier;
impl Barrier {
    pub const fn new(n: usize) -> Barrier {}
    pub async fn wait(&self) {}
}
