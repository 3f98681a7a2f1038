package sync // import "sync"

type Locker interface {
	Lock()
	Unlock()
}

type Mutex struct{}

func (m *Mutex) Lock()
func (m *Mutex) TryLock() bool
func (m *Mutex) Unlock()

type RWMutex struct{}

func (m *RWMutex) Lock()
func (m *RWMutex) TryLock() bool
func (m *RWMutex) Unlock()
func (m *RWMutex) RLock()
func (m *RWMutex) TryRLock() bool
func (m *RWMutex) RUnlock()

type WaitGroup struct{}

func (g *WaitGroup) Add(delta int)
func (g *WaitGroup) Done()
func (g *WaitGroup) Go(f func())
func (g *WaitGroup) Wait()

type Once struct{}

func (o *Once) Do(f func())
