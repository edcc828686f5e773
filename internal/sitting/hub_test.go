package sitting

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

// The database is asked once a look, however many follow a sitting, and not at all when nobody does.
func TestLooksDoNotGrowWithWhoFollows(t *testing.T) {
	asked := func(followers int) (looks int64) {
		synctest.Test(t, func(t *testing.T) {
			var n atomic.Int64
			h := newHub(func(context.Context, gate.Actor, value.ID) (int64, error) { return n.Add(1) / 4, nil })
			defer h.end()
			var leave []func()
			for range followers {
				_, l := h.follow(gate.Actor{}, "s", 0)
				leave = append(leave, l)
			}
			time.Sleep(10*h.rhythm.look + time.Millisecond)
			synctest.Wait()
			for _, l := range leave {
				l()
			}
			looks = n.Load()
			time.Sleep(10 * h.rhythm.look)
			if n.Load() != looks {
				t.Errorf("%d looks after everybody has left", n.Load()-looks)
			}
		})
		return looks
	}
	if none, one, eight := asked(0), asked(1), asked(8); none != 0 || one != 10 || eight != 10 {
		t.Errorf("%d, %d and %d looks with nobody, one and eight who follow", none, one, eight)
	}
}

// Everybody hears the last number, also who may no longer ask first, and whoever reads slowly finds the newest one.
func TestEverybodyWhoFollowsHearsTheLastNumber(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var n atomic.Int64
		h := newHub(func(_ context.Context, who gate.Actor, _ value.ID) (int64, error) {
			if who.Name == "gone" {
				return 0, fault.New(fault.Denied, text.PageMissing)
			}
			return n.Load(), nil
		})
		defer h.end()
		var all []*follower
		for _, name := range []string{"gone", "a", "b", "c"} {
			f, leave := h.follow(gate.Actor{Name: name}, "s", 0)
			defer leave()
			all = append(all, f)
		}
		for i := range 5 { // nobody reads meanwhile
			n.Store(int64(i + 1))
			time.Sleep(h.rhythm.look)
			synctest.Wait()
		}
		time.Sleep(h.rhythm.look)
		synctest.Wait()
		for _, f := range all {
			select {
			case got := <-f.news:
				if got != 5 {
					t.Errorf("%s hears %d", f.who.Name, got)
				}
			default:
				t.Errorf("%s hears nothing", f.who.Name)
			}
		}
	})
}
