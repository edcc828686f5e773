package task

import (
	"sync"
	"time"

	"siil/internal/crypt"
	"siil/internal/fault"
	"siil/internal/text"
	"siil/internal/value"
)

// What calendar programs may do, and for how long an answer is given again: some ask every minute, and each reading stands in the log.
const (
	feedPerMinute   = 10
	wrongsPerMinute = 300
	feedKept        = 5 * time.Minute
	usedEvery       = time.Hour
)

// feeds bounds the haste of programs that read calendars, in the memory of one process. The zero value is ready.
type feeds struct {
	mu     sync.Mutex
	since  value.Instant
	asked  map[string]int // by hash of the secret, in this minute
	wrongs int            // secrets that opened nothing, in this minute
	good   map[string]bool
	kept   map[value.ID]answer
}

type answer struct {
	at   value.Instant
	as   string // roles and language of the holder
	body []byte
}

// take counts one reading. Too many of one address, or of addresses that are none, are TooMany; an address known to be good is never kept out
// by the wrong ones of others.
func (f *feeds) take(secret string, now value.Instant) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if now.Sub(f.since) >= time.Minute || f.asked == nil {
		f.since, f.asked, f.wrongs = now, map[string]int{}, 0
		for id, a := range f.kept {
			if now.Sub(a.at) >= feedKept {
				delete(f.kept, id)
			}
		}
	}
	key := crypt.TokenHash(secret)
	if f.asked[key] >= feedPerMinute || !f.good[key] && f.wrongs >= wrongsPerMinute {
		left := max(1, 60-int(now.Sub(f.since)/time.Second))
		return &fault.Error{Kind: fault.TooMany, Text: text.CalendarSlow.With(left), RetryAfter: left}
	}
	f.asked[key]++
	return nil
}

// found notes whether a secret opened a calendar.
func (f *feeds) found(secret string, good bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	key := crypt.TokenHash(secret)
	if !good {
		f.wrongs++
		delete(f.good, key)
		return
	}
	if f.good == nil {
		f.good = map[string]bool{}
	}
	f.good[key] = true
}

func (f *feeds) again(feed value.ID, as string, now value.Instant) ([]byte, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	a, ok := f.kept[feed]
	return a.body, ok && a.as == as && now.Sub(a.at) < feedKept && a.at.Date() == now.Date()
}

func (f *feeds) keep(feed value.ID, as string, now value.Instant, body []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.kept == nil {
		f.kept = map[value.ID]answer{}
	}
	f.kept[feed] = answer{now, as, body}
}
