package intake

import (
	"context"
	"sync"
	"time"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// badgeLasts is how long the number in the bar may be behind: every page shows it, so it is not counted for every page.
const badgeLasts = 10 * time.Second

// badges keeps, for a moment, how much waits for whom: one number for those who work in a zone, one for each outside sender.
type badges struct {
	mu   sync.Mutex
	kept map[badgeKey]badge
}

type badgeKey struct {
	zone   string
	sender value.ID // absent: those who work here
}

type badge struct {
	n     int
	until time.Time
}

// Badge is how much waits for somebody in this room, for the bar: referrals to be answered, for an outside sender questions. It is a number
// of nobody in particular and leaves no leaf. It may be some seconds old, and is 0 when it cannot be read.
func (r *Room) Badge(who gate.Actor) int {
	key := badgeKey{zone: who.Zone}
	switch {
	case worksHere(who.Principal):
	case who.Has(policy.Referrer):
		key.sender = who.Account
	default:
		return 0
	}
	if n, ok := r.badges.get(key, time.Now()); ok {
		return n
	}
	ctx, stop := context.WithTimeout(context.Background(), time.Second)
	defer stop()
	n := 0
	err := r.g.Unaudited(ctx, who.Zone, func(tx *gate.ReadTx) (err error) {
		n, _, err = toAnswer(tx, key.sender == "", key.sender)
		return err
	})
	if err != nil {
		return 0
	}
	r.badges.set(key, badge{n, time.Now().Add(badgeLasts)})
	return n
}

func (b *badges) get(key badgeKey, now time.Time) (n int, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	x, ok := b.kept[key]
	return x.n, ok && now.Before(x.until)
}

func (b *badges) set(key badgeKey, x badge) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.kept == nil || len(b.kept) > 10_000 {
		b.kept = map[badgeKey]badge{}
	}
	b.kept[key] = x
}

// forget has the numbers of a zone counted anew, after something has changed in it.
func (b *badges) forget(zone string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for key := range b.kept {
		if key.zone == zone {
			delete(b.kept, key)
		}
	}
}
