package api

import "context"

// Trace is what the server and the interface tell each other about one request. The server gives the id, which is the one in its log; the
// interface fills in the rest for the line in the log. It never holds personal data.
type Trace struct {
	ID            string // also the request_id of a problem
	Route         string // the pattern, never the address
	Zone, Account string
	Cause         error // of an answer 5xx
}

type traceKey struct{}

// WithTrace keeps a trace in the context of a request. The server calls it.
func WithTrace(ctx context.Context, t *Trace) context.Context {
	return context.WithValue(ctx, traceKey{}, t)
}

func traceOf(ctx context.Context) *Trace {
	if t, ok := ctx.Value(traceKey{}).(*Trace); ok {
		return t
	}
	return &Trace{}
}
