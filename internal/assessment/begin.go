package assessment

import (
	"context"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Beginning is an assessment to be begun. Of Amends and SecondOf at most one: kind and day are then that one's.
type Beginning struct {
	Kind     string
	OnDay    value.Date
	Amends   value.ID // a closed one, whose open domains and texts the new one begins with
	SecondOf value.ID // rated a second time by somebody else, for training
}

// Begin begins an assessment with the instrument of today, which it keeps. Who works on the case may. It fails with Invalid by field, with
// Conflict when one is open already, when the entry is there or is missing, or when the case is closed.
func (r *Room) Begin(ctx context.Context, who gate.Actor, caseID value.ID, b Beginning) (id value.ID, err error) {
	id = value.NewID()
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := facts(&tx.ReadTx, caseID)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.AssessmentBegin, res); err != nil {
			return err
		}
		only := map[policy.Section]bool{policy.Common: true}
		args := []any{tx.Zone()}
		all, err := r.load(&tx.ReadTx, res, only, assessmentSQL+"a.case_id IN "+gate.Among(&args, c.Cases())+" ORDER BY a.on_day, a.begun_at, a.id", args)
		if err != nil {
			return err
		}
		old, err := r.mayBegin(tx, c, &b, all)
		if err != nil {
			return err
		}
		instrument, err := r.keepInstrument(tx, old)
		if err != nil {
			return err
		}
		row := gate.Row{"id": id, "case_id": c.ID, "episode_id": c.EpisodeID, "person_id": c.PersonID, "kind": b.Kind, "instrument_id": instrument,
			"on_day": b.OnDay, "amends": b.Amends, "second_of": b.SecondOf, "begun_at": tx.Now(), "begun_by": who.Account, "version": 1}
		if err := tx.Insert("assessment", row); err != nil || b.Amends == "" {
			return err
		}
		return copyOpen(tx, old, id)
	})
	return id, err
}

// mayBegin checks a beginning against what there is, and gives the assessment that it goes back to, if any.
func (r *Room) mayBegin(tx *gate.WriteTx, c casefile.Case, b *Beginning, all []*Assessment) (old *Assessment, err error) {
	if s, _ := r.m.State(c.State); s.Kind == guideline.Closed {
		return nil, fault.New(fault.Conflict, text.AssessmentCaseClosed)
	}
	var open, entry *Assessment
	for _, a := range all {
		if a.ID == b.Amends || a.ID == b.SecondOf {
			old = a
		}
		if !a.Closed() && a.SecondOf == "" {
			open = a
		}
		if a.Counts() && a.Kind == Entry && a.EpisodeID == c.EpisodeID && a.ID != b.Amends {
			entry = a
		}
		if b.SecondOf != "" && a.SecondOf == b.SecondOf && a.BegunBy == tx.Who().Account {
			return nil, fault.New(fault.Conflict, text.AssessmentSecondTwice)
		}
	}
	switch {
	case (b.Amends != "" || b.SecondOf != "") && old == nil:
		return nil, fault.Missing()
	case b.SecondOf != "" && (old.SecondOf != "" || old.BegunBy == tx.Who().Account):
		return nil, fault.New(fault.Conflict, text.AssessmentSecondOther)
	case b.Amends != "" && !old.Counts():
		return nil, fault.New(fault.Conflict, text.AssessmentNotClosed)
	case b.SecondOf == "" && open != nil:
		return nil, fault.New(fault.Conflict, text.AssessmentOpenAlready.With(open.OnDay.Format()))
	case old != nil:
		b.Kind, b.OnDay = old.Kind, old.OnDay
		return old, nil
	case b.Kind == Entry && entry != nil:
		return nil, fault.New(fault.Conflict, text.AssessmentEntryThere.With(entry.OnDay.Format()))
	case (b.Kind == Check || b.Kind == Exit) && entry == nil:
		return nil, fault.New(fault.Conflict, text.AssessmentEntryFirst)
	}
	var check fault.Check
	_, known := r.m.Assessment.Kind(b.Kind)
	check.Require(known, "kind", text.AssessmentKindChoose)
	switch {
	case b.OnDay.IsZero():
		check.Add("on", text.DateNeeded)
	case b.OnDay.After(tx.Today()):
		check.Add("on", text.DateInFuture)
	case b.OnDay.Before(c.OpenedOn):
		check.Add("on", text.DateTooEarly.With(c.OpenedOn.Format()))
	}
	return nil, check.Err()
}

// keepInstrument keeps the instrument of today beside the assessments, once, and gives its row; one that goes back to another keeps that one's.
func (r *Room) keepInstrument(tx *gate.WriteTx, old *Assessment) (id value.ID, err error) {
	if old != nil {
		return old.instrumentID, nil
	}
	return keep(tx, &r.m.Assessment)
}

func keep(tx *gate.WriteTx, n *guideline.Instrument) (id value.ID, err error) {
	err = tx.One("SELECT id FROM instrument WHERE zone = $1 AND digest = $2", []any{tx.Zone(), n.Digest()}, &id)
	if !fault.Is(err, fault.NotFound) {
		return id, err
	}
	body, err := n.Body()
	if err != nil {
		return "", fault.Wrap(err, "instrument")
	}
	id = value.NewID()
	return id, tx.Insert("instrument", gate.Row{"id": id, "code": n.Code, "version": n.Version, "digest": n.Digest(), "body": body, "made_at": tx.Now()})
}

// copyOpen begins an amendment with what everybody of the case may know; reserved domains are rated anew by who rates them.
func copyOpen(tx *gate.WriteTx, old *Assessment, id value.ID) error {
	for _, d := range old.Instrument.Domains {
		x, ok := old.Ratings[d.Code]
		if !ok || x.Hidden {
			continue
		}
		x.ID, x.AssessmentID, x.Version, x.OursVersion, x.PersonVersion = value.NewID(), id, 1, 1, 1
		row := x.row(d)
		row["id"], row["assessment_id"], row["domain"], row["section"] = x.ID, id, d.Code, d.Section
		if err := tx.Insert("rating", row); err != nil {
			return err
		}
	}
	for _, name := range TextNames {
		t, ok := old.Texts[name]
		if !ok {
			continue
		}
		row := gate.Row{"id": value.NewID(), "assessment_id": id, "name": name, "body": t.Body, "changed_at": tx.Now(), "changed_by": tx.Who().Account, "version": 1}
		if err := tx.Insert("assessment_text", row); err != nil {
			return err
		}
	}
	return nil
}

// facts are a case and how the actor stands to it; a reason that was given on a page is no ground for a program.
func facts(tx *gate.ReadTx, caseID value.ID) (casefile.Case, policy.Resource, error) {
	return casefile.Facts(tx, caseID)
}

// caseOf is the case of an assessment with how the actor stands to it and to the assessment.
func caseOf(tx *gate.ReadTx, id value.ID) (c casefile.Case, res policy.Resource, err error) {
	var caseID, by value.ID
	if err = tx.One("SELECT case_id, begun_by FROM assessment WHERE zone = $1 AND id = $2 AND dropped_at IS NULL", []any{tx.Zone(), id}, &caseID, &by); err != nil {
		return c, res, err
	}
	c, res, err = facts(tx, caseID)
	res.Own = by != "" && by == tx.Who().Account
	return c, res, err
}
