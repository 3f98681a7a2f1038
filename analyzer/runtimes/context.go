package context // import "context"

import "time"

type Context interface {
	Deadline() (time.Time, bool)
	Done() <-chan struct{}
	Err() error
	Value(key any) any
}

type CancelFunc func()

func Background() Context
func TODO() Context
func WithCancel(parent Context) (Context, CancelFunc)
func WithDeadline(parent Context, at any) (Context, CancelFunc)
func WithTimeout(parent Context, after any) (Context, CancelFunc)
func WithValue(parent Context, key, value any) Context
func WithoutCancel(parent Context) Context
