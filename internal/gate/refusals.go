package gate

import (
	"sync"
	"time"

	"siil/internal/gate/internal/ledger"
)

// maxRefusals is how many refusals an account may leave in the log in an hour: enough to see what it tried, too few to fill the disk.
const maxRefusals = 200

// refusals bounds the leaves of refused attempts.
type refusals struct {
	mu    sync.Mutex
	since time.Time
	seen  map[string]int
}

// within drops the refusals above the bound; everything that was allowed stays.
func (r *refusals) within(leaves []ledger.Leaf, now time.Time) []ledger.Leaf {
	out := leaves[:0:0]
	for _, l := range leaves {
		if l.OK || r.room(l.Zone+" "+l.Actor, now) {
			out = append(out, l)
		}
	}
	return out
}

func (r *refusals) room(account string, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen == nil || now.Sub(r.since) > time.Hour {
		r.since, r.seen = now, map[string]int{}
	}
	r.seen[account]++
	return r.seen[account] <= maxRefusals
}
