package assessment

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Closing is how an assessment is closed. Reasons are by domain, for each level against what the guidelines suggest.
type Closing struct {
	Reasons  map[string]string
	Decision string
}

// Close closes an assessment: nothing of it changes any more. Its case's manager may, and who began it. It fails with Invalid naming each open
// domain of which nothing was said, and each level against a suggestion without its reason.
func (r *Room) Close(ctx context.Context, who gate.Actor, id value.ID, in Closing) error {
	return r.ending(ctx, who, id, func(tx *gate.WriteTx, a *Assessment) error {
		var c fault.Check
		for _, d := range a.Missing() {
			c.Add(FieldLevel+d.Code, missing(d))
		}
		c.Fits("decision", in.Decision, MaxDecision)
		reasons := map[string]string{}
		for _, e := range a.Against() {
			why := strings.TrimSpace(in.Reasons[e.Domain])
			reasons[e.Domain] = why
			c.Require(why != "", FieldReason+e.Domain, text.AssessmentReason)
			c.Fits(FieldReason+e.Domain, why, MaxReason)
		}
		if err := c.Err(); err != nil {
			return err
		}
		for _, d := range a.Instrument.Domains {
			if why := reasons[d.Code]; why != "" {
				if err := tx.Update("rating", a.Ratings[d.Code].ID, gate.Row{"reason": why}); err != nil {
					return err
				}
			}
		}
		return tx.Update("assessment", id, gate.Row{"closed_at": tx.Now(), "closed_by": who.Account, "decision": words(strings.TrimSpace(in.Decision)), "version": a.Version + 1})
	})
}

// Drop takes away an assessment begun by mistake, of which nothing has been said. Who may close it may; with anything said it is a Conflict.
func (r *Room) Drop(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.ending(ctx, who, id, func(tx *gate.WriteTx, a *Assessment) error {
		if (len(a.Ratings) > 0 || len(a.Texts) > 0) && a.Amends == "" {
			return fault.New(fault.Conflict, text.AssessmentNotEmpty)
		}
		return tx.Update("assessment", id, gate.Row{"dropped_at": tx.Now(), "dropped_by": who.Account, "version": a.Version + 1})
	})
}

// ending runs a command that ends an open assessment, on what everybody of the case may know.
func (r *Room) ending(ctx context.Context, who gate.Actor, id value.ID, do func(tx *gate.WriteTx, a *Assessment) error) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		_, res, err := caseOf(&tx.ReadTx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.AssessmentClose, res); err != nil {
			return err
		}
		a, err := r.one(&tx.ReadTx, res, map[policy.Section]bool{policy.Common: true}, id)
		if err != nil {
			return err
		}
		if a.SecondOf != "" && !res.Own {
			return fault.Missing()
		}
		if a.Closed() {
			return fault.New(fault.Conflict, text.AssessmentClosedAlready.With(a.ClosedAt.Date().Format()))
		}
		return do(tx, a)
	})
}

// Citing is a result that another system keeps.
type Citing struct {
	Kind   string
	Value  string
	Source string // where it is kept, with its number if it has one
	OnDay  value.Date
}

// AddReference cites a result kept elsewhere, once for the case. Whoever rates the section of its kind may. It fails with Invalid by field, with
// Conflict when the same result of the same day is there.
func (r *Room) AddReference(ctx context.Context, who gate.Actor, caseID value.ID, in Citing) (id value.ID, err error) {
	id = value.NewID()
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := facts(&tx.ReadTx, caseID)
		if err != nil {
			return err
		}
		kind, ok := r.m.Assessment.Reference(in.Kind)
		section := policy.Section(kind.Section)
		if !ok {
			section = policy.Common
		}
		if err := tx.Decide(policy.AssessmentRate, withSection(res, section)); err != nil {
			return err
		}
		if err := in.check(kind, ok, tx.Today()); err != nil {
			return err
		}
		n := 0
		err = tx.One("SELECT COUNT(*) FROM assessment_reference WHERE zone = $1 AND case_id = $2 AND kind = $3 AND on_day = $4 AND ended_at IS NULL",
			[]any{tx.Zone(), c.ID, in.Kind, in.OnDay}, &n)
		if err != nil {
			return err
		}
		if n > 0 {
			return fault.New(fault.Conflict, text.ReferenceTwice)
		}
		row := gate.Row{"id": id, "case_id": c.ID, "person_id": c.PersonID, "kind": in.Kind, "section": string(section), "source": in.Source, "on_day": in.OnDay,
			"made_at": tx.Now(), "made_by": who.Account}
		if section.Sealed() {
			row["source"] = ""
			if row["sealed"], err = tx.Seal(c.PersonID, "assessment_reference", id, "sealed", in.Value+"\n"+in.Source); err != nil {
				return err
			}
		} else {
			row["value"] = in.Value
		}
		return tx.Insert("assessment_reference", row)
	})
	return id, err
}

func (in Citing) check(kind guideline.ReferenceKind, known bool, today value.Date) error {
	var c fault.Check
	c.Require(known, "kind", text.ReferenceKindChoose)
	c.Require(in.Value != "" && !strings.ContainsAny(in.Value, "\r\n"), "value", text.ReferenceValue)
	c.Require(len(kind.Values) == 0 || slices.Contains(kind.Values, in.Value), "value", text.ReferenceOneOf.With(strings.Join(kind.Values, ", ")))
	if kind.Number {
		n, err := strconv.Atoi(in.Value)
		c.Require(err == nil && n >= 0 && n <= kind.Most, "value", text.ReferenceNumber.With(kind.Most))
	}
	c.Fits("value", in.Value, MaxValue)
	c.Require(in.Source != "", "source", text.ReferenceSource)
	c.Fits("source", in.Source, MaxSource)
	switch {
	case in.OnDay.IsZero():
		c.Add("on", text.DateNeeded)
	case in.OnDay.After(today):
		c.Add("on", text.DateInFuture)
	}
	return c.Err()
}

// EndReference takes a citation away, because it was wrong. Whoever could add it may.
func (r *Room) EndReference(ctx context.Context, who gate.Actor, caseID, id value.ID) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := facts(&tx.ReadTx, caseID)
		if err != nil {
			return err
		}
		args := []any{tx.Zone(), id}
		var section policy.Section
		if err := tx.One("SELECT section FROM assessment_reference WHERE zone = $1 AND id = $2 AND ended_at IS NULL AND case_id IN "+gate.Among(&args, c.Cases()), args, &section); err != nil {
			return err
		}
		if err := tx.Decide(policy.AssessmentRate, withSection(res, section)); err != nil {
			return err
		}
		return tx.Update("assessment_reference", id, gate.Row{"ended_at": tx.Now(), "ended_by": who.Account})
	})
}

// missing says in each language which domain nobody has said anything of.
func missing(d guideline.Domain) text.T {
	return text.T{text.AssessmentMissing.F(text.Italian, d.Label[text.Italian]), text.AssessmentMissing.F(text.English, d.Label[text.English])}
}
