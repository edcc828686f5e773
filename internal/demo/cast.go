package demo

import (
	"math/rand/v2"
	"time"

	"siil/internal/value"
)

// part is what somebody of the world plays in what the team is doing just now. Everybody else has the course that chance gives.
type part int

const (
	nobody  part = iota
	decided      // on the agenda of a past sitting
	waiting      // for the next sitting
	fresh        // just referred
	urgent       // just referred, urgently
	late         // referred, and nobody has answered in time
	asked        // the sender has a question to answer
	replied      // the sender has answered the question
	alone        // came without being sent
)

// role is a part with the sitting that it belongs to, counted from the earliest.
type role struct {
	part    part
	sitting int
}

// pastSittings is how many sittings of the world have been held; the team meets every second Thursday.
const pastSittings = 3

// parts is the world's cast at its usual size; a smaller world has fewer of each, at least one.
var parts = []struct {
	role
	number int
}{{role{decided, 0}, 8}, {role{decided, 1}, 9}, {role{decided, 2}, 10}, {role{waiting, pastSittings}, 9}, {role{fresh, 0}, 5}, {role{urgent, 0}, 3},
	{role{late, 0}, 4}, {role{asked, 0}, 2}, {role{replied, 0}, 1}, {role{alone, 0}, 1}}

// usualSize is the number of people for which parts are counted; below leastSize there is no cast at all.
const (
	usualSize = 420
	leastSize = 30
)

// castOf gives the last people of the world their parts.
func castOf(people int) map[int]role {
	out := map[int]role{}
	if people < leastSize {
		return out
	}
	n := people
	for _, p := range parts {
		for range max(1, min(p.number, p.number*people/usualSize)) {
			n--
			out[n] = p.role
		}
	}
	return out
}

// thursday is the day of a sitting: pastSittings is the next one.
func (w *world) thursday(sitting int) value.Date {
	d := w.today.AddDays(1)
	for d.Weekday() != time.Thursday {
		d = d.AddDays(1)
	}
	return d.AddDays(14 * (sitting - pastSittings))
}

// courseFor is when somebody with a part was referred and where that has led, before the team has said anything.
func (w *world) courseFor(r *rand.Rand, x role) (began value.Date, c course) {
	ago := func(least, spread int) { began = workday(w.today.AddDays(-least - r.IntN(spread+1))) }
	then := func(state string, days int) {
		last := c.steps[len(c.steps)-1].on
		if on := workday(last.AddDays(days)); !on.After(w.today) {
			c.steps = append(c.steps, step{state, on})
		} else {
			c.steps = append(c.steps, step{state, last})
		}
	}
	switch x.part {
	case decided, waiting:
		began = workday(w.thursday(x.sitting).AddDays(-22 - r.IntN(14)))
	case fresh:
		ago(0, 4)
	case urgent:
		ago(0, 1)
	case late:
		ago(20, 14)
	case asked:
		ago(9, 4)
	case replied:
		ago(14, 3)
	case alone:
		ago(3, 4)
	}
	c.steps = []step{{"SEGNALATA", began}}
	switch x.part {
	case decided, waiting:
		then("IN_PREVALUTAZIONE", 1+r.IntN(3))
		then("IN_EQUIPE", 2+r.IntN(4))
	case asked, replied:
		then("IN_PREVALUTAZIONE", 2)
	case alone:
		then("IN_PREVALUTAZIONE", 0)
		then("RINVIATA", 0)
	}
	return began, c
}

// workday is a day or, when that is of a weekend, the Friday before it.
func workday(d value.Date) value.Date {
	for d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
		d = d.AddDays(-1)
	}
	return d
}
