package gate

import (
	"context"

	"siil/internal/value"
)

type momentKey struct{}

// AsOf makes the commands and queries of a context take another moment for now, so that a world with a past can be made by the program's
// own commands. It holds only in zones that are marked as invented, and never for the log: a leaf keeps the moment at which it was written.
func AsOf(ctx context.Context, at value.Instant) context.Context {
	return context.WithValue(ctx, momentKey{}, at)
}

// moment is what a command or query of a zone takes for now.
func (g *Gate) moment(ctx context.Context, zone string, now value.Instant) value.Instant {
	at, ok := ctx.Value(momentKey{}).(value.Instant)
	if !ok || !g.Zone(zone).Demo {
		return now
	}
	return at
}
