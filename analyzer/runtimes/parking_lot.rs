// parking_lot.

pub struct Mutex<T>(T);
pub struct MutexGuard<T>(T);
pub struct MappedMutexGuard<T>(T);
pub struct ArcMutexGuard<T>(T);
pub struct FairMutex<T>(T);
pub struct ReentrantMutex<T>(T);
pub struct ReentrantMutexGuard<T>(T);
pub struct RwLock<T>(T);
pub struct RwLockReadGuard<T>(T);
pub struct RwLockWriteGuard<T>(T);
pub struct RwLockUpgradableReadGuard<T>(T);
pub struct MappedRwLockReadGuard<T>(T);
pub struct MappedRwLockWriteGuard<T>(T);
pub struct ArcRwLockReadGuard<T>(T);
pub struct ArcRwLockWriteGuard<T>(T);
impl<T> Mutex<T> {
    pub const fn new(val: T) -> Mutex<T> {}
    pub fn into_inner(self) -> T {}
    pub fn lock(&self) -> MutexGuard<T> {}
    pub fn try_lock(&self) -> Option<MutexGuard<T>> {}
    pub fn try_lock_for(&self, timeout: std::time::Duration) -> Option<MutexGuard<T>> {}
    pub fn lock_arc(&self) -> ArcMutexGuard<T> {}
    pub fn get_mut(&mut self) -> &mut T {}
    pub fn is_locked(&self) -> bool {}
}
impl<T> FairMutex<T> {
    pub const fn new(val: T) -> FairMutex<T> {}
    pub fn lock(&self) -> MutexGuard<T> {}
}
impl<T> MutexGuard<T> {
    pub fn map<U, F: FnOnce(&mut T) -> &mut U>(s: MutexGuard<T>, f: F) -> MappedMutexGuard<U> {}
    pub fn try_map<U, F: FnOnce(&mut T) -> Option<&mut U>>(s: MutexGuard<T>, f: F) -> Result<MappedMutexGuard<U>, MutexGuard<T>> {}
    pub fn unlocked<U, F: FnOnce() -> U>(s: &mut MutexGuard<T>, f: F) -> U {}
}
impl<T> ReentrantMutex<T> {
    pub const fn new(val: T) -> ReentrantMutex<T> {}
    pub fn lock(&self) -> ReentrantMutexGuard<T> {}
    pub fn try_lock(&self) -> Option<ReentrantMutexGuard<T>> {}
}
impl<T> RwLock<T> {
    pub const fn new(val: T) -> RwLock<T> {}
    pub fn into_inner(self) -> T {}
    pub fn read(&self) -> RwLockReadGuard<T> {}
    pub fn try_read(&self) -> Option<RwLockReadGuard<T>> {}
    pub fn read_arc(&self) -> ArcRwLockReadGuard<T> {}
    pub fn read_recursive(&self) -> RwLockReadGuard<T> {}
    pub fn write(&self) -> RwLockWriteGuard<T> {}
    pub fn try_write(&self) -> Option<RwLockWriteGuard<T>> {}
    pub fn write_arc(&self) -> ArcRwLockWriteGuard<T> {}
    pub fn upgradable_read(&self) -> RwLockUpgradableReadGuard<T> {}
    pub fn get_mut(&mut self) -> &mut T {}
}
impl<T> RwLockReadGuard<T> {
    pub fn map<U, F: FnOnce(&T) -> &U>(s: RwLockReadGuard<T>, f: F) -> MappedRwLockReadGuard<U> {}
    pub fn try_map<U, F: FnOnce(&T) -> Option<&U>>(s: RwLockReadGuard<T>, f: F) -> Result<MappedRwLockReadGuard<U>, RwLockReadGuard<T>> {}
}
impl<T> RwLockWriteGuard<T> {
    pub fn map<U, F: FnOnce(&mut T) -> &mut U>(s: RwLockWriteGuard<T>, f: F) -> MappedRwLockWriteGuard<U> {}
    pub fn downgrade(s: RwLockWriteGuard<T>) -> RwLockReadGuard<T> {}
}
impl<T> RwLockUpgradableReadGuard<T> {
    pub fn upgrade(s: RwLockUpgradableReadGuard<T>) -> RwLockWriteGuard<T> {}
}
impl<T> std::ops::Deref for MutexGuard<T> {
    type Target = T;
}
impl<T> std::ops::Deref for MappedMutexGuard<T> {
    type Target = T;
}
impl<T> std::ops::Deref for ArcMutexGuard<T> {
    type Target = T;
}
impl<T> std::ops::Deref for ReentrantMutexGuard<T> {
    type Target = T;
}
impl<T> std::ops::Deref for RwLockReadGuard<T> {
    type Target = T;
}
impl<T> std::ops::Deref for RwLockWriteGuard<T> {
    type Target = T;
}
impl<T> std::ops::Deref for RwLockUpgradableReadGuard<T> {
    type Target = T;
}
impl<T> std::ops::Deref for MappedRwLockReadGuard<T> {
    type Target = T;
}
impl<T> std::ops::Deref for MappedRwLockWriteGuard<T> {
    type Target = T;
}
impl<T> std::ops::Deref for ArcRwLockReadGuard<T> {
    type Target = T;
}
impl<T> std::ops::Deref for ArcRwLockWriteGuard<T> {
    type Target = T;
}
pub struct Condvar;
impl Condvar {
    pub const fn new() -> Condvar {}
    pub fn wait<T>(&self, guard: &mut MutexGuard<T>) {}
    pub fn wait_for<T>(&self, guard: &mut MutexGuard<T>, timeout: std::time::Duration) -> WaitTimeoutResult {}
    pub fn notify_one(&self) -> bool {}
    pub fn notify_all(&self) -> usize {}
}
pub struct WaitTimeoutResult;
impl WaitTimeoutResult {
    pub fn timed_out(&self) -> bool {}
}
