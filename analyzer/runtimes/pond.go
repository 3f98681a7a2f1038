package pond // import "github.com/alitto/pond/v2"

type Pool interface {
	Go(task func()) error
	StopAndWait()
	Submit(task func()) any
	SubmitErr(task func() error) any
	TrySubmit(task func()) (any, bool)
}

func NewPool(most int, options ...any) Pool
func New(most, room int, options ...any) Pool
