package guideline

import "siil/internal/text"

// wordBook notes where each word leads, and finds the one that leads to two places.
type wordBook struct {
	c    *checker
	file string
	to   map[string]string
}

func (b wordBook) note(code string, words []string) {
	for _, w := range words {
		p := plain(w)
		if p == "" {
			b.c.add(b.file, code, text.GuidelineWordEmpty.With(w))
			continue
		}
		if other, taken := b.to[p]; taken && other != code {
			b.c.add(b.file, code, text.GuidelineWordTwice.With(w, other))
		}
		b.to[p] = code
	}
}

func (c *checker) words() {
	programmes := wordBook{c, programmesFile, map[string]string{}}
	for _, p := range c.m.Programmes {
		programmes.note(p.Code, p.Words)
	}
	kinds := wordBook{c, kindsFile, map[string]string{}}
	for _, k := range c.m.OrganisationKinds {
		kinds.note(k.Code, k.Words)
	}
	headings := wordBook{c, importFile, map[string]string{}}
	for _, f := range c.m.Import.Fields {
		headings.note(f.Code, f.Words)
		headings.note(f.Code, f.Weak)
	}
	headings.note("left_out", c.m.Import.LeftOut)
	sexes := wordBook{c, importFile, map[string]string{}}
	for _, s := range c.m.Import.Sexes {
		c.oneOf(importFile, s.Value, "value", s.Value, "F", "M", "X")
		sexes.note(s.Value, s.Words)
	}
}

// proposals checks what the words of a state column lead to.
func (c *checker) proposals() {
	states := wordBook{c, importFile, map[string]string{}}
	for _, p := range c.m.Import.States {
		name := p.State + " " + p.ClosureReason + p.SuspensionReason
		states.note(name+" ("+first(p.Words)+")", p.Words)
		s, known := c.m.State(p.State)
		c.require(known, importFile, p.State, text.GuidelineUnknown.With("state", p.State))
		c.require(len(p.Words) > 0, importFile, p.State, text.GuidelineNoEntries)
		if p.ClosureReason != "" {
			_, ok := c.m.ClosureReason(p.ClosureReason)
			c.require(ok, importFile, p.State, text.GuidelineUnknown.With("closure_reason", p.ClosureReason))
		}
		if p.SuspensionReason != "" {
			_, ok := c.m.SuspensionReason(p.SuspensionReason)
			c.require(ok, importFile, p.State, text.GuidelineUnknown.With("suspension_reason", p.SuspensionReason))
		}
		ended := s.Kind == Closed && s.Mark != Refused
		c.require(!known || ended == (p.ClosureReason != ""), importFile, p.State, text.GuidelineNoReason.With(p.State))
		c.require(!known || (s.Kind == Suspended) == (p.SuspensionReason != ""), importFile, p.State, text.GuidelineNoReason.With(p.State))
		c.require(p.Sure || whole(p.Why), importFile, p.State, text.GuidelineVaguelySay)
	}
}

func first(words []string) string {
	if len(words) == 0 {
		return "-"
	}
	return words[0]
}
