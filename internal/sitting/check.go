package sitting

import (
	"slices"
	"strconv"
	"strings"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/text"
	"siil/internal/value"
)

// colleagues are the accounts of the zone.
type colleagues []account.Colleague

// able tells whether somebody may follow cases.
func (c colleagues) able(id value.ID) bool {
	return slices.ContainsFunc(account.ManagersOf(c), func(x account.Colleague) bool { return x.ID == id })
}

// works tells whether somebody may be given a step.
func (c colleagues) works(id value.ID) bool {
	return slices.ContainsFunc(c, func(x account.Colleague) bool { return x.ID == id && !x.Disabled && x.Has(sitters...) })
}

func (c colleagues) name(id value.ID) string {
	i := slices.IndexFunc(c, func(x account.Colleague) bool { return x.ID == id })
	if i < 0 {
		return ""
	}
	return c[i].Name()
}

// How far ahead a step or a review may be, in days, and how long a step's words are.
const (
	mostDue  = 2 * 366
	maxStep  = 300
	maxWords = 120
)

// checkDeciding holds a decision against what the guidelines ask of it and fills in what follows from the rest.
func (r *Room) checkDeciding(tx *gate.ReadTx, g *ground, in *Deciding) error {
	d, ok := r.m.Sittings.Decision(in.Decision)
	if !ok || !d.OfferedOn(tx.Today().ISO()) {
		return invalid("decision", text.SittingDecisionChoose)
	}
	g.d = d
	if g.course, ok = courseOf(r.m, g.c.State, interrupted(g.c), d); !ok {
		return invalid("decision", text.SittingDecisionNotHere)
	}
	all, err := account.Colleagues(tx)
	if err != nil {
		return err
	}
	g.staff = all
	if in.Note == "" {
		_, live, err := loadField(tx, g.item.ID, FieldNote)
		if err != nil {
			return err
		}
		in.Note = live.Text
	}
	var c fault.Check
	checkWords(&c, d, in)
	checkManager(&c, g, in)
	if err := checkTeam(tx, &c, g, in); err != nil {
		return err
	}
	checkSteps(&c, g, in, tx.Today())
	r.checkReasons(&c, g, in, tx.Today())
	return c.Err()
}

func checkWords(c *fault.Check, d guideline.Decision, in *Deciding) {
	in.Reason, in.Advice = strings.TrimSpace(in.Reason), strings.TrimSpace(in.Advice)
	c.Require(in.Reason != "" || !d.Reason, "reason", text.SittingReason)
	c.Require(in.Advice != "" || !d.Advice, "advice", text.SittingAdvice)
	c.Fits("reason", in.Reason, MaxText)
	c.Fits("advice", in.Advice, MaxText)
	c.Fits("note", in.Note, MaxNote)
}

func checkManager(c *fault.Check, g *ground, in *Deciding) {
	switch {
	case in.CaseManager == "" && g.d.Manager == "needed" && g.c.ManagerID == "":
		c.Add("case_manager", text.SittingManager)
	case in.CaseManager == "" || in.CaseManager == g.c.ManagerID:
	case g.d.Manager == "":
		c.Add("case_manager", text.SittingNoManager)
	case !g.staff.able(in.CaseManager):
		c.Add("case_manager", text.SittingManager)
	case g.item.out(in.CaseManager):
		c.Add("case_manager", text.SittingOutNotChosen)
	}
}

func checkTeam(tx *gate.ReadTx, c *fault.Check, g *ground, in *Deciding) error {
	c.Require(len(in.Team) <= MaxTeam, "team", text.SittingTeamMany.With(MaxTeam))
	there := map[value.ID]bool{g.c.ManagerID: true, in.CaseManager: true}
	err := tx.Each("SELECT account_id FROM case_member WHERE zone = $1 AND case_id = $2 AND until_at IS NULL", []any{tx.Zone(), g.c.ID}, func(s gate.Scanner) error {
		var id value.ID
		err := s.Scan(&id)
		there[id] = true
		return err
	})
	fresh := 0
	for _, id := range in.Team {
		c.Require(g.staff.able(id), "team", text.SittingTeam)
		c.Require(!g.item.out(id), "team", text.SittingOutNotChosen)
		if !there[id] {
			fresh++
		}
	}
	c.Require(fresh > 0 || !g.d.Team, "team", text.SittingTeam)
	return err
}

func checkSteps(c *fault.Check, g *ground, in *Deciding, today value.Date) {
	c.Require(len(in.Steps) > 0 || !g.d.Step, "next_steps", text.SittingStep)
	c.Require(len(in.Steps) <= MaxSteps, "next_steps", text.SittingStepsMany.With(MaxSteps))
	for i := range in.Steps {
		s := &in.Steps[i]
		at := "next_steps." + strconv.Itoa(i)
		s.What, s.WhoWords = strings.TrimSpace(s.What), strings.TrimSpace(s.WhoWords)
		needs(c, at+".what", s.What, text.SittingStepWhat, maxStep)
		c.Fits(at+".who", s.WhoWords, maxWords)
		c.Require(s.WhoID != "" || s.WhoWords != "", at+".who", text.SittingStepWho)
		c.Require(s.WhoID == "" || g.staff.works(s.WhoID), at+".who", text.ChooseColleague)
		if s.WhoID != "" {
			s.WhoWords = ""
		}
		switch {
		case s.DueOn.IsZero():
			c.Add(at+".due", text.SittingStepDue)
		case s.DueOn.Before(today):
			c.Add(at+".due", text.DateIsPast)
		case s.DueOn.Sub(today) > mostDue:
			c.Add(at+".due", text.DateTooFar.With(today.AddDays(mostDue).Format()))
		}
	}
}

// checkReasons checks the coded reason that a suspension or a closure needs, and drops what the decision does not ask for.
func (r *Room) checkReasons(c *fault.Check, g *ground, in *Deciding, today value.Date) {
	switch g.d.By {
	case guideline.BySuspension:
		in.ClosureReason = ""
		reason, ok := r.m.SuspensionReason(in.SuspensionReason)
		c.Require(ok && reason.OfferedOn(today.ISO()), "suspension_reason", text.ChooseReason)
		if !in.ReviewOn.IsZero() {
			c.Require(!in.ReviewOn.Before(today), "review_on", text.DateIsPast)
			c.Require(in.ReviewOn.Sub(today) <= 366, "review_on", text.DateTooFar.With(today.AddDays(366).Format()))
		}
	case guideline.ByClosure:
		in.SuspensionReason, in.ReviewOn = "", value.Date{}
		reason, ok := r.m.ClosureReason(in.ClosureReason)
		c.Require(ok && reason.OfferedOn(today.ISO()), "closure_reason", text.ChooseReason)
	default:
		in.SuspensionReason, in.ClosureReason, in.ReviewOn = "", "", value.Date{}
	}
}
