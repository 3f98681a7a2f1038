package errgroup // import "golang.org/x/sync/errgroup"

type Group struct{}

func WithContext(ctx any) (*Group, any)
func (g *Group) Go(f func() error)
func (g *Group) SetLimit(n int)
func (g *Group) TryGo(f func() error) bool
func (g *Group) Wait() error
