package ants // import "github.com/panjf2000/ants/v2"

type Pool struct{}

type PoolWithFunc struct{}

func NewPool(size int, options ...any) (*Pool, error)
func NewPoolWithFunc(size int, f func(any), options ...any) (*PoolWithFunc, error)
func Submit(task func()) error
func (p *Pool) Release()
func (p *Pool) Submit(task func()) error
func (p *PoolWithFunc) Invoke(arg any) error
func (p *PoolWithFunc) Release()
