package sitting

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/ui"
	"siil/internal/value"
)

// rhythm is how often things happen in the line of events: a change reaches everybody within two seconds, a line that is still is not
// taken for a broken one, and nobody stays on it for long after the session or the right has ended.
type rhythm struct{ look, beat, check, write time.Duration }

var usual = rhythm{look: 500 * time.Millisecond, beat: 8 * time.Second, check: 12 * time.Second, write: 10 * time.Second}

// hub looks at the number of each sitting that somebody follows: once for all who do.
type hub struct {
	tick   func(ctx context.Context, who gate.Actor, id value.ID) (int64, error)
	rhythm rhythm
	done   chan struct{} // closed when the program ends
	once   sync.Once

	mu      sync.Mutex
	watches map[watchKey]*watch
}

type watchKey struct {
	zone string
	id   value.ID
}

// watch is one sitting that is followed.
type watch struct {
	n         int64
	followers map[*follower]bool
	stop      chan struct{}
}

// follower is one browser on the line. news holds the latest number that it has not been told yet.
type follower struct {
	who  gate.Actor
	news chan int64
}

func newHub(tick func(ctx context.Context, who gate.Actor, id value.ID) (int64, error)) *hub {
	return &hub{tick: tick, rhythm: usual, done: make(chan struct{}), watches: map[watchKey]*watch{}}
}

// end lets everybody go: a program that stops does not wait for lines that never end by themselves.
func (h *hub) end() { h.once.Do(func() { close(h.done) }) }

// follow begins to tell a follower of changes; leave ends it.
func (h *hub) follow(who gate.Actor, id value.ID, n int64) (f *follower, leave func()) {
	f = &follower{who: who, news: make(chan int64, 1)}
	key := watchKey{who.Zone, id}
	h.mu.Lock()
	defer h.mu.Unlock()
	w := h.watches[key]
	if w == nil {
		w = &watch{n: n, followers: map[*follower]bool{}, stop: make(chan struct{})}
		h.watches[key] = w
		go h.watch(key, w)
	}
	w.followers[f] = true
	if w.n != n {
		f.tell(w.n)
	}
	return f, func() { h.leave(key, w, f) }
}

func (h *hub) leave(key watchKey, w *watch, f *follower) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(w.followers, f)
	if len(w.followers) == 0 {
		close(w.stop)
		delete(h.watches, key)
	}
}

// watch looks at one sitting until nobody follows it.
func (h *hub) watch(key watchKey, w *watch) {
	t := time.NewTicker(h.rhythm.look)
	defer t.Stop()
	for {
		select {
		case <-w.stop:
			return
		case <-h.done:
			return
		case <-t.C:
			h.look(key, w)
		}
	}
}

// look asks as one of the followers. One who may no longer ask is passed over; the own check sends them away.
func (h *hub) look(key watchKey, w *watch) {
	for _, f := range h.followersOf(w) {
		ctx, cancel := context.WithTimeout(context.Background(), h.rhythm.write)
		n, err := h.tick(ctx, f.who, key.id)
		cancel()
		if err == nil {
			h.tellAll(w, n)
			return
		}
	}
}

func (h *hub) followersOf(w *watch) (out []*follower) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for f := range w.followers {
		out = append(out, f)
	}
	return out
}

func (h *hub) tellAll(w *watch, n int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if n == w.n {
		return
	}
	w.n = n
	for f := range w.followers {
		f.tell(n)
	}
}

// tell replaces a number that has not been read yet. Only one caller at a time: the hub is locked.
func (f *follower) tell(n int64) {
	select {
	case <-f.news:
	default:
	}
	f.news <- n
}

// getEvents is the line on which a browser hears that something in a sitting has changed: a number, never what. The page then fetches
// what its reader may see.
func (p *Pages) getEvents(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	n, err := p.Tick(req.Context(), who, id)
	if err != nil {
		return err
	}
	l := &line{w: w, out: http.NewResponseController(w), within: p.hub.rhythm.write}
	if err := l.open(); err != nil {
		return err
	}
	f, leave := p.hub.follow(who, id, n)
	defer leave()
	if !p.hub.serve(req.Context(), l, f, n, func() bool { return p.mayStill(req, id) }) {
		l.say("event: end\n", n)
	}
	return nil
}

// serve writes the number whenever it moves, and again now and then; false when the follower must go.
func (h *hub) serve(ctx context.Context, l *line, f *follower, n int64, may func() bool) bool {
	beat, check := time.NewTicker(h.rhythm.beat), time.NewTicker(h.rhythm.check)
	defer beat.Stop()
	defer check.Stop()
	for l.say("", n) {
		select {
		case <-ctx.Done():
			return true
		case <-h.done:
			return true
		case n = <-f.news:
		case <-beat.C:
		case <-check.C:
			if !may() {
				return false
			}
		}
	}
	return true
}

// mayStill asks again whether the session holds and the sitting may be read. A database that does not answer now sends nobody away.
func (p *Pages) mayStill(req *http.Request, id value.ID) bool {
	who, err := p.still(req)
	if err == nil {
		_, err = p.Tick(req.Context(), who, id)
	}
	return !fault.Is(err, fault.Login) && !fault.Is(err, fault.Denied) && !fault.Is(err, fault.NotFound)
}

// line is an answer that does not end. The server's own limits are for answers that do: each writing has its own.
type line struct {
	w      http.ResponseWriter
	out    *http.ResponseController
	within time.Duration
}

func (l *line) open() error {
	if err := l.out.SetReadDeadline(time.Time{}); err != nil {
		return fault.Wrap(err, "line of events")
	}
	h := l.w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // proxies that gather answers would hold it back
	l.w.WriteHeader(http.StatusOK)
	return nil
}

// say writes one event; false when the browser has gone.
func (l *line) say(head string, n int64) bool {
	if err := l.out.SetWriteDeadline(time.Now().Add(l.within)); err != nil {
		return false
	}
	if _, err := fmt.Fprintf(l.w, "%sdata: %d\n\n", head, n); err != nil {
		return false
	}
	return l.out.Flush() == nil
}
