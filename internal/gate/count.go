package gate

import "context"

type countKey struct{}

// CountQueries gives a context in which every statement sent to the database is counted: tests hold pages to a fixed number.
func CountQueries(ctx context.Context) (context.Context, *int) {
	n := new(int)
	return context.WithValue(ctx, countKey{}, n), n
}

func count(ctx context.Context) {
	if n, ok := ctx.Value(countKey{}).(*int); ok {
		*n++
	}
}
