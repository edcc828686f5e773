package plan

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Checking is a check of the project as its form brings it.
type Checking struct {
	Once       value.ID // the same twice makes one check; "" a new one
	OnDay      value.Date
	WithPerson bool
	Goals      []GoalProgress
	// Changes is what changes from now on; PersonWords what the person says of it.
	Changes, PersonWords string
	NextOn               value.Date
	Reopens              bool // begins the draft of the next version
}

// Names of the fields of a goal in the form, before its id.
const (
	FieldProgress = "progress_"
	FieldNote     = "note_"
)

// Check writes how the goals of a version go, together with the person. Who works on the case may, each goal who writes its section; goals that are not
// named stay as they were. The next check is then the case's next date, unless an earlier one stands. It fails with Invalid by field, with Conflict when
// the version is an old one or, when it reopens, a draft is there already.
func (r *Room) Check(ctx context.Context, who gate.Actor, planID value.ID, in Checking) (id value.ID, err error) {
	in.Changes, in.PersonWords = strings.TrimSpace(in.Changes), strings.TrimSpace(in.PersonWords)
	id = in.Once
	if id == "" {
		id = value.NewID()
	}
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := caseOfPlan(&tx.ReadTx, planID)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.PlanCheck, inSection(res, policy.Common)); err != nil {
			return err
		}
		may := mayIn(&tx.ReadTx, res, policy.PlanCheck)
		p, err := loadPlan(&tx.ReadTx, may, working(tx, c), planID)
		if err != nil {
			return err
		}
		var there value.ID
		err = tx.One("SELECT plan_id FROM plan_check WHERE zone = $1 AND id = $2", []any{tx.Zone(), id}, &there)
		if err == nil && there == p.ID {
			return nil
		}
		if !fault.Is(err, fault.NotFound) {
			return fault.Join(err, fault.Missing())
		}
		if p.State == Superseded {
			return fault.New(fault.Conflict, text.PlanIsOld.With(p.Number))
		}
		for _, g := range in.Goals {
			if _, ok := p.Goal(g.GoalID); !ok {
				return fault.Missing()
			}
		}
		if s, _ := r.m.State(c.State); s.Kind == guideline.Closed {
			return fault.New(fault.Conflict, text.CheckCaseClosed)
		}
		if err := r.checkChecking(c, p, in, tx.Today()); err != nil {
			return err
		}
		later, err := laterCheck(&tx.ReadTx, c, in.OnDay)
		if err != nil {
			return err
		}
		if err := insertCheck(tx, c, p, id, in); err != nil {
			return err
		}
		if err := r.keepDue(tx, c); err != nil {
			return err
		}
		if in.Reopens {
			why := text.CheckReopens.F(text.Italian, in.OnDay.Format())
			if in.Changes != "" {
				why = firstOf(why+" "+in.Changes, MaxReason)
			}
			if _, err := r.reviseIn(tx, c, res, p.ID, why); err != nil {
				return err
			}
		}
		if later { // it was entered after one that came later, whose next day stands
			return nil
		}
		if c.NextOn.IsZero() || c.NextOn.Before(tx.Today()) || in.NextOn.Before(c.NextOn) {
			return casefile.SetNext(tx, casefile.NextSet{CaseID: c.ID, On: in.NextOn, What: text.CheckWhat.In(text.Italian)})
		}
		return nil
	})
	return id, err
}

// laterCheck tells whether the project was checked on a later day.
func laterCheck(tx *gate.ReadTx, c casefile.Case, on value.Date) (bool, error) {
	var n int
	args := []any{tx.Zone(), on}
	err := tx.One("SELECT COUNT(*) FROM plan_check WHERE zone = $1 AND on_day > $2 AND case_id IN "+gate.Among(&args, c.Cases()), args, &n)
	return n > 0, err
}

// firstOf cuts a text to a number of characters.
func firstOf(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

func (r *Room) checkChecking(c casefile.Case, p Plan, in Checking, today value.Date) error {
	var check fault.Check
	check.Require(len(p.Goals) > 0, "goals", text.CheckNoGoals)
	check.Require(len(p.Goals) == 0 || len(in.Goals) > 0, "goals", text.CheckNothing)
	switch {
	case in.OnDay.IsZero():
		check.Add("date", text.DateNeeded)
	case in.OnDay.After(today):
		check.Add("date", text.DateInFuture)
	case in.OnDay.Before(c.OpenedOn):
		check.Add("date", text.DateTooEarly.With(c.OpenedOn.Format()))
	}
	most := in.OnDay.AddDays(r.m.Actions.Plan.CheckDays)
	switch {
	case in.NextOn.IsZero():
		check.Add("next", text.CheckNextNeeded)
	case !in.NextOn.After(in.OnDay):
		check.Add("next", text.CheckNextPast)
	case in.NextOn.After(most):
		check.Add("next", text.CheckNextTooFar.With(r.m.Actions.Plan.CheckDays, most.Format()))
	}
	for _, g := range in.Goals {
		_, known := r.m.Actions.Plan.ProgressAs(g.Progress)
		check.Require(known, FieldProgress+string(g.GoalID), text.CheckProgress)
		check.Fits(FieldNote+string(g.GoalID), g.Note, MaxNote)
	}
	check.Fits("changes", in.Changes, MaxNote)
	check.Fits("person_words", in.PersonWords, MaxNote)
	return check.Err()
}

func insertCheck(tx *gate.WriteTx, c casefile.Case, p Plan, id value.ID, in Checking) error {
	k := Check{ID: id, PlanID: p.ID, OnDay: in.OnDay, WithPerson: in.WithPerson, NextOn: in.NextOn, Reopens: in.Reopens, Changes: in.Changes, PersonWords: in.PersonWords,
		MadeAt: tx.Now(), MadeBy: tx.Who().Account}
	var said []value.ID
	for _, g := range in.Goals {
		if slices.Contains(said, g.GoalID) {
			continue
		}
		said = append(said, g.GoalID)
		of, _ := p.Goal(g.GoalID)
		g.Section, g.Note = of.Section, strings.TrimSpace(g.Note)
		k.Goals = append(k.Goals, g)
	}
	return k.insert(tx, c.ID, c.EpisodeID, c.PersonID)
}

// insert writes a check with how far each goal is.
func (c Check) insert(tx *gate.WriteTx, caseID, episode, person value.ID) error {
	row := gate.Row{"id": c.ID, "case_id": caseID, "episode_id": episode, "person_id": person, "plan_id": c.PlanID, "on_day": c.OnDay, "with_person": c.WithPerson,
		"next_on": c.NextOn, "reopens": c.Reopens, "made_at": c.MadeAt, "made_by": c.MadeBy}
	row.SetText("changes", c.Changes)
	row.SetText("person_words", c.PersonWords)
	if err := tx.Insert("plan_check", row); err != nil {
		return err
	}
	for _, g := range c.Goals {
		if err := insertProgress(tx, person, c.ID, g); err != nil {
			return err
		}
	}
	return nil
}

// insertProgress writes how far one goal is, sealed if its section is.
func insertProgress(tx *gate.WriteTx, person, check value.ID, g GoalProgress) error {
	id := value.NewID()
	row := gate.Row{"id": id, "check_id": check, "goal_id": g.GoalID, "section": string(g.Section)}
	if !g.Section.Sealed() {
		row.SetText("progress", g.Progress)
		row.SetText("note", g.Note)
		return tx.Insert("plan_check_goal", row)
	}
	plain, err := json.Marshal(progressWords{g.Progress, g.Note})
	if err != nil {
		return fault.Wrap(err, "check of a goal")
	}
	if row["sealed"], err = tx.Seal(person, "plan_check_goal", id, "sealed", string(plain)); err != nil {
		return err
	}
	return tx.Insert("plan_check_goal", row)
}
