package plan

import (
	"context"

	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// Warnings are actions of a case whose hours may be paid twice, as far as the reader may know them.
func (r *Room) Warnings(ctx context.Context, who gate.Actor, v View) (out []guideline.Overlap, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.PlanRead, inSection(v.Res, policy.Common)); err != nil {
			return err
		}
		out, err = r.overlaps(tx, v, "")
		return err
	})
	return out, err
}

// overlaps finds them among the newest words of each action; of one action when it is named.
func (r *Room) overlaps(tx *gate.ReadTx, v View, only value.ID) ([]guideline.Overlap, error) {
	var funded []guideline.Funded
	var ids []value.ID
	seen := map[value.ID]bool{}
	for i, p := range v.Plans {
		for _, a := range p.allActions() {
			if seen[a.ID] {
				continue
			}
			seen[a.ID] = true
			if a.Fund == "" || a.State == ActionDropped || i > 0 && a.State == Planned { // never begun, and no longer in the project
				continue
			}
			ids = append(ids, a.ID)
			f := guideline.Funded{Action: a.ID, Kind: a.Kind, Provider: a.Provider, Fund: a.Fund, From: a.From, To: a.To, Days: map[value.Date]int{}}
			if !a.StartedOn.IsZero() {
				f.From = a.StartedOn
			}
			if !a.EndedOn.IsZero() {
				f.To = a.EndedOn
			}
			funded = append(funded, f)
		}
	}
	months, err := loadMonths(tx, ids)
	if err != nil {
		return nil, err
	}
	for i := range funded {
		for _, m := range months[funded[i].Action] {
			first, _ := parseMonth(m.Month)
			for d, n := range m.Minutes {
				funded[i].Days[first.AddDays(d-1)] = n
			}
		}
	}
	all := guideline.Overlaps(funded)
	if only == "" {
		return all, nil
	}
	var out []guideline.Overlap
	for _, o := range all {
		if o.A == only || o.B == only {
			out = append(out, o)
		}
	}
	return out, nil
}
