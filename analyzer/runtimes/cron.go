package cron // import "github.com/robfig/cron/v3"

type Cron struct{}

func New(options ...any) *Cron
func (c *Cron) AddFunc(spec string, cmd func()) (int, error)
func (c *Cron) AddJob(spec string, cmd any) (int, error)
func (c *Cron) Start()
func (c *Cron) Run()
