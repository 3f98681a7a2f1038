package gocron // import "github.com/go-co-op/gocron"

type Job struct{}

type Scheduler struct{}

func NewScheduler(location any) *Scheduler
func (s *Scheduler) At(i any) *Scheduler
func (s *Scheduler) Cron(expression string) *Scheduler
func (s *Scheduler) CronWithSeconds(expression string) *Scheduler
func (s *Scheduler) Day() *Scheduler
func (s *Scheduler) Days() *Scheduler
func (s *Scheduler) Do(job any, params ...any) (*Job, error)
func (s *Scheduler) Every(interval any) *Scheduler
func (s *Scheduler) Hour() *Scheduler
func (s *Scheduler) Hours() *Scheduler
func (s *Scheduler) Minute() *Scheduler
func (s *Scheduler) Minutes() *Scheduler
func (s *Scheduler) Second() *Scheduler
func (s *Scheduler) Seconds() *Scheduler
func (s *Scheduler) SingletonMode() *Scheduler
func (s *Scheduler) StartAsync()
func (s *Scheduler) StartBlocking()
func (s *Scheduler) Stop()
func (s *Scheduler) Tag(tags ...string) *Scheduler
func (s *Scheduler) Week() *Scheduler
func (s *Scheduler) Weeks() *Scheduler
