package demo

import (
	"math/rand/v2"

	"siil/internal/value"
)

// course is how an invented case has gone: the states with their days, the last one the present.
type course struct {
	steps    []step
	reason   string // of the closure or suspension
	managed  bool
	sendable bool // open and in charge: has next dates, notes, a team
}

type step struct {
	state string
	on    value.Date
}

// runCourse draws a course that began on a day: 78 % are for the team, 8 % go back to be completed, 14 % are not admitted; from referral to
// decision some 18 days, to a signed plan some 50, the stay some 11 months.
func runCourse(r *rand.Rand, began, today value.Date) course {
	c := course{steps: []step{{"SEGNALATA", began}}}
	day := began
	after := func(state string, days int) bool {
		day = day.AddDays(max(1, days/2+r.IntN(days+1)))
		if day.After(today) {
			return false
		}
		c.steps = append(c.steps, step{state, day})
		return true
	}
	if !after("IN_PREVALUTAZIONE", 4) {
		return c
	}
	switch x := r.Float64(); {
	case x < 0.08:
		if today.Sub(day) > 40 { // asked to complete; who never answers is sent back in the end
			after("RINVIATA", 20)
		}
		return c
	case x < 0.15:
		after("NON_AMMESSA", 9)
		return c
	case x < 0.22:
		after("RINVIATA", 9)
		return c
	}
	if !after("IN_EQUIPE", 8) || !after("ASSEGNATA", 6) {
		return c
	}
	c.managed = true
	c.sendable = true
	stay := 90 + r.IntN(480)
	for _, s := range []step2{{"IN_VALUTAZIONE", 8}, {"IN_PROGETTAZIONE", 22}, {"PROGETTO_SOTTOSCRITTO", 18}, {"IN_ATTUAZIONE", 8}} {
		if !after(s.state, s.days) {
			break
		}
	}
	if end := began.AddDays(stay); !end.After(today) && end.After(day) {
		c.steps = append(c.steps, step{"CHIUSA", end})
		c.reason = closing(r)
		c.sendable = false
		return c
	}
	if r.Float64() < 0.07 && len(c.steps) > 4 && day.Before(today) {
		since := day.AddDays(1 + r.IntN(max(1, min(80, today.Sub(day)))))
		if !since.After(today) {
			c.steps = append(c.steps, step{"SOSPESA", since})
			c.reason = []string{"SALUTE", "MATERNITA", "CURA_FAMILIARE", "IRREPERIBILITA"}[r.IntN(4)]
		}
	}
	return c
}

// review puts one course in sixteen, of those that have gone on for months, under review.
func (c *course) review(r *rand.Rand, today value.Date) {
	last := c.steps[len(c.steps)-1]
	if y, since := r.Float64(), 2+r.IntN(18); last.state == "IN_ATTUAZIONE" && today.Sub(last.on) > 90 && y < 0.06 {
		c.steps = append(c.steps, step{"RIMODULAZIONE", workday(today.AddDays(-since))})
	}
}

type step2 struct {
	state string
	days  int
}

func closing(r *rand.Rand) string {
	x := r.Float64()
	switch {
	case x < 0.25:
		return "LAVORO"
	case x < 0.35:
		return "FORMAZIONE_STUDIO"
	case x < 0.50:
		return "OBIETTIVI_RAGGIUNTI"
	case x < 0.68:
		return "INVIO_ALTRO_SERVIZIO"
	case x < 0.80:
		return "RINUNCIA"
	case x < 0.90:
		return "IRREPERIBILITA"
	}
	return "TRASFERIMENTO"
}
