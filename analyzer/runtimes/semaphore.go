package semaphore // import "golang.org/x/sync/semaphore"

type Weighted struct{}

func NewWeighted(n int64) *Weighted
func (s *Weighted) Acquire(ctx any, n int64) error
func (s *Weighted) TryAcquire(n int64) bool
func (s *Weighted) Release(n int64)
