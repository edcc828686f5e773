package indicator

import (
	"slices"

	"siil/internal/guideline"
	"siil/internal/value"
)

// spell is a time that a case spent in a state; to is absent while it lasts.
type spell struct {
	episode  value.ID
	state    string
	from, to value.Date
}

// spells are the states that the case went through. What was taken back has not happened: a state that lasts since a day before others began is
// the only one since.
func (c *counter) spells() []spell {
	var out []spell
	for i, x := range c.f.Changes {
		s := spell{x.EpisodeID, x.To, x.On, c.f.StateOn}
		if i+1 < len(c.f.Changes) && c.f.Changes[i+1].On.Before(s.to) {
			s.to = c.f.Changes[i+1].On
		}
		if i+1 < len(c.f.Changes) && s.from.Before(s.to) {
			out = append(out, s)
		}
	}
	return append(out, spell{c.f.EpisodeID, c.f.State, c.f.StateOn, value.Date{}})
}

// charge is when the case came into and went out of charge.
func (c *counter) charge() {
	in := false
	for _, x := range c.f.Changes {
		now := slices.Contains(c.m.Overview.InCharge, x.To)
		if now != in {
			c.add(Charge, map[bool]string{true: comesIn, false: goesOut}[now], month(x.On))
		}
		in = now
	}
}

// waitings are when the case came to wait for something and when that ended, and likewise over its term.
func (c *counter) waitings() {
	all := c.spells()
	for _, w := range c.m.Overview.Waits {
		for _, s := range c.waited(w, all) {
			c.add(Queue, w.Code+":"+comesIn, month(s.from))
			if !s.to.IsZero() {
				c.add(Queue, w.Code+":"+goesOut, month(s.to))
			}
			from := w.Due(s.since).AddDays(1)
			if from.Before(s.from) {
				from = s.from
			}
			if !s.to.IsZero() && !s.to.After(from) {
				continue
			}
			c.add(Late, w.Code+":"+comesIn, month(from))
			if !s.to.IsZero() {
				c.add(Late, w.Code+":"+goesOut, month(s.to))
			}
		}
	}
}

// waited is a time in a phase, and the day from which its term runs.
type waited struct{ since, from, to value.Date }

func (c *counter) waited(w guideline.Wait, all []spell) (out []waited) {
	for _, s := range all {
		if !slices.Contains(w.States, s.state) {
			continue
		}
		if w.Since != guideline.SinceLastCheck {
			since := s.from
			if w.Since == guideline.SinceReferral {
				since = c.f.Episodes[s.episode]
			}
			out = append(out, waited{since, s.from, s.to})
			continue
		}
		since := s.from
		for _, k := range c.f.Checks {
			if k.EpisodeID == s.episode && k.On.After(since) && (s.to.IsZero() || k.On.Before(s.to)) {
				out = append(out, waited{since, since, k.On})
				since = k.On
			}
		}
		out = append(out, waited{since, since, s.to})
	}
	return out
}
