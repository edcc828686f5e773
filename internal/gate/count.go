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

// Statement is one that was sent to the database for a room.
type Statement struct {
	Text string
	Args []any
	Rows int // how many rows were read of its result
}

type recordKey struct{}

// RecordStatements gives a context in which the statements of the rooms are kept, without those of the log and of the marks of rows: the
// benchmark does the same by hand. For one request at a time.
func RecordStatements(ctx context.Context) (context.Context, *[]Statement) {
	s := new([]Statement)
	return context.WithValue(ctx, recordKey{}, s), s
}

// sent notes a statement; the answer notes a row of its result.
func sent(ctx context.Context, text string, args []any) (row func()) {
	s, ok := ctx.Value(recordKey{}).(*[]Statement)
	if !ok {
		return func() {}
	}
	*s = append(*s, Statement{Text: text, Args: args})
	at := len(*s) - 1
	return func() { (*s)[at].Rows++ }
}
