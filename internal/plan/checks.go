package plan

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
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
		if err := r.checkChecking(c, p, in, tx.Today()); err != nil {
			return err
		}
		if err := insertCheck(tx, c, p, id, in); err != nil {
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
		if c.NextOn.IsZero() || c.NextOn.Before(tx.Today()) || in.NextOn.Before(c.NextOn) {
			return casefile.SetNext(tx, casefile.NextSet{CaseID: c.ID, On: in.NextOn, What: text.CheckWhat.In(text.Italian)})
		}
		return nil
	})
	return id, err
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
	row := gate.Row{"id": id, "case_id": c.ID, "episode_id": c.EpisodeID, "person_id": c.PersonID, "plan_id": p.ID, "on_day": in.OnDay, "with_person": in.WithPerson,
		"next_on": in.NextOn, "reopens": in.Reopens, "made_at": tx.Now(), "made_by": tx.Who().Account}
	row.SetText("changes", in.Changes)
	row.SetText("person_words", in.PersonWords)
	if err := tx.Insert("plan_check", row); err != nil {
		return err
	}
	var said []value.ID
	for _, g := range in.Goals {
		if slices.Contains(said, g.GoalID) {
			continue
		}
		said = append(said, g.GoalID)
		of, _ := p.Goal(g.GoalID)
		g.Section, g.Note = of.Section, strings.TrimSpace(g.Note)
		if err := insertProgress(tx, c.PersonID, id, g); err != nil {
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

// DueOn is the day by which a version in force is to be checked: the next day of its newest check, else the first day of its calendar, at the latest the
// guidelines' days after it came into force. false when it is not in force.
func (r *Room) DueOn(v View) (value.Date, bool) {
	p, ok := v.Current()
	if !ok {
		return value.Date{}, false
	}
	for _, c := range v.Checks {
		if !c.NextOn.IsZero() && !c.OnDay.Before(p.ForceOn) {
			return c.NextOn, true
		}
	}
	due := p.ForceOn.AddDays(r.m.Actions.Plan.CheckDays)
	for _, d := range p.Dates {
		if d.After(p.ForceOn) && d.Before(due) {
			due = d
		}
	}
	return due, true
}

// Due is a project whose check is late.
type Due struct {
	CaseID value.ID
	Number int // of the case
	Person string
	On     value.Date
	Mine   bool // the reader manages the case
}

// dueSQL finds projects in force whose check is due before a day ($2): the day named by the newest check since then, else the usual days after it came into
// force ($3 is $2 less those days). Cases that rest or are closed are not chased.
const dueSQL = `FROM plan p JOIN case_file c ON c.zone = p.zone AND c.id = p.case_id JOIN person n ON n.zone = c.zone AND n.id = c.person_id
	LEFT JOIN plan_check k ON k.zone = p.zone AND k.case_id = p.case_id AND k.on_day >= p.force_on
	AND NOT EXISTS (SELECT 1 FROM plan_check j WHERE j.zone = k.zone AND j.case_id = k.case_id AND (j.on_day > k.on_day OR j.on_day = k.on_day AND j.made_at > k.made_at))
	WHERE p.zone = $1 AND p.state = 'in_force' AND c.merged_into IS NULL
	AND (k.next_on < $2 OR k.id IS NULL AND p.force_on < $3)`

// ChecksDue are the projects whose check is late, the latest first: of the cases that account manages, or of the zone when it is "". It gives how many there are
// and the first of them. Two queries. The caller has decided that the actor may know names and dates of these cases.
func (r *Room) ChecksDue(tx *gate.ReadTx, account value.ID, limit int) (out []Due, total int, err error) {
	today, days := tx.Today(), r.m.Actions.Plan.CheckDays
	args := []any{tx.Zone(), today, today.AddDays(-days)}
	query := dueSQL
	if account != "" {
		args = append(args, account)
		query += " AND c.manager_id = $4"
	}
	var open []string
	for _, s := range r.m.States {
		if s.Kind == guideline.Open {
			open = append(open, s.Code)
		}
	}
	query += " AND c.state IN " + gate.Among(&args, open)
	if err := tx.One("SELECT COUNT(*) "+query, args, &total); err != nil || total == 0 {
		return nil, total, err
	}
	out, err = gate.All(tx, "SELECT c.id, c.number, n.given_name, n.family_name, k.next_on, p.force_on, COALESCE(c.manager_id, '') "+query+
		" ORDER BY COALESCE(k.next_on, p.force_on), c.id LIMIT "+strconv.Itoa(limit), args, func(s gate.Scanner) (d Due, err error) {
		var given, family string
		var force value.Date
		var manager value.ID
		err = s.Scan(&d.CaseID, &d.Number, &given, &family, &d.On, &force, &manager)
		if d.On.IsZero() {
			d.On = force.AddDays(days)
		}
		d.Person, d.Mine = strings.TrimSpace(given+" "+family), manager == tx.Who().Account
		return d, err
	})
	return out, total, err
}
