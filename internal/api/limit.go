package api

import (
	"net/http"
	"strconv"
	"sync"

	"siil/internal/value"
)

// PerMinute is how many requests a token may make in a minute.
const PerMinute = 600

// limiter counts the requests of each token in windows of one minute. It lives in the memory of one process: a bound on haste, no account.
type limiter struct {
	mu      sync.Mutex
	most    int
	windows map[string]*window
	swept   value.Instant
}

type window struct {
	since value.Instant
	used  int
}

// standing is how a token stands after a request: how many are left, and in how many seconds the window ends.
type standing struct {
	most, left, reset int
	over              bool
}

func newLimiter(most int) *limiter { return &limiter{most: most, windows: map[string]*window{}} }

// take counts one request of a token.
func (l *limiter) take(token string, now value.Instant) standing {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sweep(now)
	w := l.windows[token]
	if w == nil || now.Sub(w.since).Seconds() >= 60 {
		w = &window{since: now}
		l.windows[token] = w
	}
	s := standing{most: l.most, reset: max(1, 60-int(now.Sub(w.since).Seconds()))}
	if w.used >= l.most {
		s.over = true
		return s
	}
	w.used++
	s.left = l.most - w.used
	return s
}

// sweep forgets the windows that have ended, once a minute.
func (l *limiter) sweep(now value.Instant) {
	if now.Sub(l.swept).Seconds() < 60 {
		return
	}
	l.swept = now
	for k, w := range l.windows {
		if now.Sub(w.since).Seconds() >= 60 {
			delete(l.windows, k)
		}
	}
}

// tell writes the standing into the answer, with the header names of the Italian guidelines (ModI RAC_REST_RATE).
func (s standing) tell(h http.Header) {
	h.Set("RateLimit-Limit", strconv.Itoa(s.most))
	h.Set("RateLimit-Remaining", strconv.Itoa(s.left))
	h.Set("RateLimit-Reset", strconv.Itoa(s.reset))
}
