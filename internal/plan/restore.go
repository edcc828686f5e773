package plan

import (
	"encoding/json"
	"strconv"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/value"
)

// Past is what has become of a case's project: all its versions, the actions of which they speak, how they went, checks and pacts.
type Past struct {
	Plans  []Plan // the oldest first
	Lives  []Life
	Checks []Check
	Links  []Link
}

// Life is how an action went, whatever versions say of it.
type Life struct {
	Action
	MadeAt value.Instant
	MadeBy value.ID
	Events []Event
	Months []Attended
}

// Attended are the minutes of one month (YYYY-MM) by day.
type Attended struct {
	Month   string
	Minutes map[int]int
	At      value.Instant
	By      value.ID
}

// Restore adds the project of a case as it stands already, inside another command that has decided: for what did not happen here and now, such as
// the past of an invented world. Ids, days, moments and who did what are those of past; a version that is no draft is frozen as Freeze does, and
// its signatures are given its digest.
func Restore(tx *gate.WriteTx, past *Past) error {
	for i := range past.Plans {
		if err := restorePlan(tx, &past.Plans[i], past.Checks); err != nil {
			return err
		}
	}
	if len(past.Plans) == 0 {
		return nil
	}
	of := past.Plans[0]
	for _, l := range past.Lives {
		if err := restoreLife(tx, of, l); err != nil {
			return err
		}
	}
	for i := range past.Plans {
		if err := restoreContent(tx, past.Plans[i]); err != nil {
			return err
		}
	}
	for _, c := range past.Checks {
		if err := c.insert(tx, of.CaseID, of.EpisodeID, of.PersonID); err != nil {
			return err
		}
	}
	for _, l := range past.Links {
		err := tx.Insert("plan_link", gate.Row{"id": value.NewID(), "case_id": of.CaseID, "person_id": of.PersonID, "kind": l.Kind, "number": l.Number, "on_day": l.OnDay,
			"made_at": l.OnDay.At(12, 0), "made_by": l.MadeBy})
		if err != nil {
			return err
		}
	}
	return nil
}

func restorePlan(tx *gate.WriteTx, p *Plan, checks []Check) error {
	var parts []sealedPart
	if p.State != Draft {
		var err error
		if parts, p.Digest, err = sealParts(tx, *p); err != nil {
			return err
		}
	}
	row := gate.Row{"id": p.ID, "case_id": p.CaseID, "episode_id": p.EpisodeID, "person_id": p.PersonID, "number": p.Number, "state": p.State, "aims": p.Aims,
		"revises": p.Revises, "assessment_id": p.AssessmentID, "made_at": p.MadeAt, "made_by": p.MadeBy, "force_on": p.ForceOn, "superseded_at": p.SupersededAt,
		"changed_at": p.ChangedAt, "changed_by": p.ChangedBy, "version": 1 + len(p.Commitments) + len(p.Signatures)}
	row.SetText("why", p.Why)
	row.SetText("digest", p.Digest)
	if p.State == InForce {
		row["due_on"] = p.dueOn(checks, guideline.Default().Actions.Plan.CheckDays)
	}
	if p.State != Draft {
		row["frozen_at"], row["frozen_by"] = p.FrozenAt, p.MadeBy
	}
	if err := tx.Insert("plan", row); err != nil {
		return err
	}
	for _, x := range parts {
		if err := x.insert(tx, p.FrozenAt); err != nil {
			return err
		}
	}
	for i := range p.Signatures {
		s := &p.Signatures[i]
		s.ID, s.Digest = value.NewID(), p.Digest
		if err := (Plan{ID: p.ID, PersonID: p.PersonID}).addSignature(tx, *s, ""); err != nil {
			return err
		}
	}
	return nil
}

// restoreContent adds goals, actions, commitments and dates as a version says them.
func restoreContent(tx *gate.WriteTx, p Plan) error {
	stamp := func(row gate.Row) gate.Row {
		row["changed_at"], row["changed_by"], row["version"] = p.MadeAt, p.MadeBy, 1
		return row
	}
	for _, g := range p.Goals {
		id := value.NewID()
		row, err := goalRow(tx, p, id, g)
		if err != nil {
			return err
		}
		row["id"], row["plan_id"], row["goal_id"], row["section"], row["position"], row["domain"] = id, p.ID, g.ID, string(g.Section), g.Position, g.Domain
		if err := tx.Insert("plan_goal", stamp(row)); err != nil {
			return err
		}
		for _, a := range g.Actions {
			id := value.NewID()
			row, err := actionRow(tx, p, id, a)
			if err != nil {
				return err
			}
			row["id"], row["plan_id"], row["action_id"], row["goal_id"], row["section"], row["position"] = id, p.ID, a.ID, g.ID, string(a.Section), a.Position
			if err := tx.Insert("plan_action", stamp(row)); err != nil {
				return err
			}
		}
	}
	for _, c := range p.Commitments {
		row := gate.Row{"id": value.NewID(), "plan_id": p.ID, "side": c.Side, "body": c.Text, "position": c.Position}
		row.SetText("who", c.Who)
		if err := tx.Insert("plan_commitment", stamp(row)); err != nil {
			return err
		}
	}
	for _, d := range p.Dates {
		if err := insertDate(tx, p.ID, d); err != nil {
			return err
		}
	}
	return nil
}

func restoreLife(tx *gate.WriteTx, p Plan, l Life) error {
	row := gate.Row{"id": l.ID, "case_id": p.CaseID, "episode_id": p.EpisodeID, "person_id": p.PersonID, "section": string(l.Section), "state": l.State,
		"started_on": l.StartedOn, "ended_on": l.EndedOn, "made_at": l.MadeAt, "made_by": l.MadeBy, "version": 1 + len(l.Events)}
	if err := tx.Insert("action", row); err != nil {
		return err
	}
	for _, e := range l.Events {
		if err := e.insert(tx, l.ID, l.Section, p.PersonID); err != nil {
			return err
		}
	}
	for _, m := range l.Months {
		days, sum := map[string]int{}, 0
		for day, minutes := range m.Minutes {
			days[strconv.Itoa(day)] = minutes
			sum += minutes
		}
		b, err := json.Marshal(days)
		if err != nil {
			return fault.Wrap(err, "attendance")
		}
		err = tx.Insert("attendance", gate.Row{"id": value.NewID(), "action_id": l.ID, "month": m.Month, "days": string(b), "minutes": sum, "changed_at": m.At,
			"changed_by": m.By, "version": 1})
		if err != nil {
			return err
		}
	}
	return nil
}
