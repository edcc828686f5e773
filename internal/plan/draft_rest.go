package plan

import (
	"context"
	"slices"
	"strings"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// CommitmentInput is a commitment as its form brings it.
type CommitmentInput struct{ Side, Who, Text string }

func (in CommitmentInput) clean() CommitmentInput {
	return CommitmentInput{in.Side, strings.TrimSpace(in.Who), strings.TrimSpace(in.Text)}
}

func (in CommitmentInput) check() error {
	var c fault.Check
	c.Require(in.Side == OfPerson || in.Side == OfService, "side", text.PlanCommitmentSide)
	c.Fits("who", in.Who, MaxName)
	c.Needs("text", in.Text, text.PlanCommitmentText, MaxText)
	return c.Err()
}

// AddCommitment adds what one side undertakes to a draft. Who writes the common section may. It fails with Invalid by field.
func (r *Room) AddCommitment(ctx context.Context, who gate.Actor, planID value.ID, in CommitmentInput) (id value.ID, err error) {
	in = in.clean()
	id = value.NewID()
	err = r.drafting(ctx, who, planID, common, func(tx *gate.WriteTx, _ casefile.Case, p Plan) error {
		if err := in.check(); err != nil {
			return err
		}
		if len(p.Commitments) >= MostCommitments {
			var check fault.Check
			check.Add("text", text.PlanTooManyCommitments.With(MostCommitments))
			return check.Err()
		}
		return insertCommitment(tx, p.ID, Commitment{ID: id, Side: in.Side, Who: in.Who, Text: in.Text, Position: p.nextCommitment()})
	})
	return id, err
}

func (p Plan) nextCommitment() (n int) {
	for _, c := range p.Commitments {
		n = max(n, c.Position)
	}
	return n + 1
}

func insertCommitment(tx *gate.WriteTx, planID value.ID, c Commitment) error {
	row := gate.Row{"id": c.ID, "plan_id": planID, "side": c.Side, "body": c.Text, "position": c.Position, "changed_at": tx.Now(), "changed_by": tx.Who().Account, "version": 1}
	row.SetText("who", c.Who)
	return tx.Insert("plan_commitment", row)
}

// ChangeCommitment writes a commitment of a draft. base is the version that the form began from.
func (r *Room) ChangeCommitment(ctx context.Context, who gate.Actor, planID, id value.ID, base int, in CommitmentInput) error {
	in = in.clean()
	return r.drafting(ctx, who, planID, common, func(tx *gate.WriteTx, _ casefile.Case, p Plan) error {
		c, err := p.commitment(id)
		if err := fault.Join(err, in.check()); err != nil {
			return err
		}
		if in == (CommitmentInput{c.Side, c.Who, c.Text}) {
			return nil
		}
		if base != c.Version {
			return savedBy(tx, c.ChangedBy, c.ChangedAt)
		}
		row := gate.Row{"side": in.Side, "who": nil, "body": in.Text, "changed_at": tx.Now(), "changed_by": who.Account, "version": c.Version + 1}
		row.SetText("who", in.Who)
		return tx.Update("plan_commitment", id, row)
	})
}

func (p Plan) commitment(id value.ID) (Commitment, error) {
	i := slices.IndexFunc(p.Commitments, func(c Commitment) bool { return c.ID == id })
	if i < 0 {
		return Commitment{}, fault.Missing()
	}
	return p.Commitments[i], nil
}

// RemoveCommitment takes a commitment out of a draft.
func (r *Room) RemoveCommitment(ctx context.Context, who gate.Actor, planID, id value.ID) error {
	return r.drafting(ctx, who, planID, common, func(tx *gate.WriteTx, _ casefile.Case, p Plan) error {
		if _, err := p.commitment(id); err != nil {
			return err
		}
		return tx.Update("plan_commitment", id, gate.Row{"removed_at": tx.Now()})
	})
}

// SetDates writes the days on which a draft's project will be checked: to come, and none further from the one before than the guidelines allow.
func (r *Room) SetDates(ctx context.Context, who gate.Actor, planID value.ID, days []value.Date) error {
	days = slices.Clone(days)
	slices.SortFunc(days, func(a, b value.Date) int { return a.Sub(b) })
	days = slices.Compact(days)
	return r.drafting(ctx, who, planID, common, func(tx *gate.WriteTx, _ casefile.Case, p Plan) error {
		if slices.Equal(days, p.Dates) {
			return nil // some may be past by now
		}
		if err := r.checkDates(days, tx.Today()); err != nil {
			return err
		}
		type row struct {
			id value.ID
			on value.Date
		}
		rows, err := gate.All(&tx.ReadTx, "SELECT id, on_day FROM plan_date WHERE zone = $1 AND plan_id = $2 AND removed_at IS NULL", []any{tx.Zone(), p.ID},
			func(s gate.Scanner) (x row, err error) { return x, s.Scan(&x.id, &x.on) })
		if err != nil {
			return err
		}
		for _, x := range rows {
			if !slices.Contains(days, x.on) {
				if err := tx.Update("plan_date", x.id, gate.Row{"removed_at": tx.Now()}); err != nil {
					return err
				}
			}
		}
		for _, d := range days {
			if !slices.ContainsFunc(rows, func(x row) bool { return x.on == d }) {
				if err := insertDate(tx, p.ID, d); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func insertDate(tx *gate.WriteTx, planID value.ID, day value.Date) error {
	return tx.Insert("plan_date", gate.Row{"id": value.NewID(), "plan_id": planID, "on_day": day})
}

// mostDates keeps a calendar of checks within the three years of the longest path.
const mostDates = 24

func (r *Room) checkDates(days []value.Date, today value.Date) error {
	var c fault.Check
	c.Require(len(days) <= mostDates, "dates", text.PlanDatesTooMany.With(mostDates))
	last := today
	for _, d := range days {
		switch {
		case d.Before(today):
			c.Add("dates", text.PlanDatePast.With(d.Format()))
		case d.Sub(last) > r.m.Actions.Plan.CheckDays:
			c.Add("dates", text.PlanDatesApart.With(d.Format(), r.m.Actions.Plan.CheckDays))
		}
		last = d
	}
	return c.Err()
}

// LinkInput is a pact kept elsewhere as its form brings it.
type LinkInput struct {
	Kind, Number string
	OnDay        value.Date
}

// AddLink cites a pact that another system keeps, once for the case. Who writes the common section may. It fails with Invalid by field, with Conflict
// when it is cited already.
func (r *Room) AddLink(ctx context.Context, who gate.Actor, caseID value.ID, in LinkInput) (id value.ID, err error) {
	in.Number = strings.TrimSpace(in.Number)
	id = value.NewID()
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := casefile.Facts(&tx.ReadTx, caseID)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.PlanWrite, inSection(res, policy.Common)); err != nil {
			return err
		}
		var check fault.Check
		_, known := r.m.Actions.Plan.Link(in.Kind)
		check.Require(known, "kind", text.PlanLinkKind)
		check.Needs("number", in.Number, text.PlanLinkNumber, MaxName)
		switch {
		case in.OnDay.IsZero():
			check.Add("on", text.DateNeeded)
		case in.OnDay.After(tx.Today()):
			check.Add("on", text.DateInFuture)
		}
		if err := check.Err(); err != nil {
			return err
		}
		links, err := loadLinks(&tx.ReadTx, c)
		if err != nil {
			return err
		}
		for _, l := range links {
			if l.Kind == in.Kind && l.Number == in.Number {
				return fault.New(fault.Conflict, text.PlanLinkTwice)
			}
		}
		return tx.Insert("plan_link", gate.Row{"id": id, "case_id": c.ID, "person_id": c.PersonID, "kind": in.Kind, "number": in.Number, "on_day": in.OnDay,
			"made_at": tx.Now(), "made_by": who.Account})
	})
	return id, err
}

// EndLink takes a citation away; the row stays.
func (r *Room) EndLink(ctx context.Context, who gate.Actor, caseID, id value.ID) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := casefile.Facts(&tx.ReadTx, caseID)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.PlanWrite, inSection(res, policy.Common)); err != nil {
			return err
		}
		links, err := loadLinks(&tx.ReadTx, c)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(links, func(l Link) bool { return l.ID == id }) {
			return fault.Missing()
		}
		return tx.Update("plan_link", id, gate.Row{"ended_at": tx.Now(), "ended_by": who.Account})
	})
}
