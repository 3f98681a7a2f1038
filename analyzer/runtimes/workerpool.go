package workerpool // import "github.com/gammazero/workerpool"

type WorkerPool struct{}

func New(most int) *WorkerPool
func (p *WorkerPool) Stop()
func (p *WorkerPool) StopWait()
func (p *WorkerPool) Submit(task func())
func (p *WorkerPool) SubmitWait(task func())
