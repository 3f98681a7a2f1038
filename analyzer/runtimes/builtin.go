// What the language itself declares.
package builtin // import "builtin"

// What `<-c` and `c <- v` are lowered to.
func (c chan T) recv() T
func (c chan T) send(v T)

func append[S any](s S, more ...any) S
func cap(v any) int
func close(c any)
func copy(to, from any) int
func delete(m, key any)
func len(v any) int
func max[T any](x T, more ...T) T
func min[T any](x T, more ...T) T
func panic(v any)
func recover() any
