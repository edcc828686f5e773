package outbox

import (
	"crypto/x509"
	"log/slog"
	"sync"

	"siil/internal/gate"
)

// Options are what an installation chooses.
type Options struct {
	PublicURL string // before the paths of links
	Fallback  Mail   // for zones without a mail server of their own; no Server: their mail waits
	Private   bool   // calls may go to private addresses and by http: demo, tests, or systems in the same network
	Log       *slog.Logger

	roots *x509.CertPool // nil: the machine's
}

// Room sends what leaves and has the pages on which it is settled. It is safe for concurrent use.
type Room struct {
	g    *gate.Gate
	opts Options

	paused  pauses
	hearing sync.WaitGroup
}

// New makes the room.
func New(g *gate.Gate, o Options) *Room {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Room{g: g, opts: o}
}
