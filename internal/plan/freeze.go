package plan

import (
	"context"
	"strings"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// everything are all sections: for what the program does with a whole version without showing it to anybody.
func everything() bySection {
	all := bySection{}
	for _, s := range policy.Sections {
		all[s] = true
	}
	return all
}

// wholePlan reads a version with every section, for the program to copy or to digest, whoever asked.
func wholePlan(tx *gate.WriteTx, c casefile.Case, id value.ID) (Plan, error) {
	return loadPlan(&tx.ReadTx, everything(), working(tx, c), id)
}

// signing is a command on the signatures of a version, which it gives whole.
func (r *Room) signing(ctx context.Context, who gate.Actor, planID value.ID, do func(tx *gate.WriteTx, c casefile.Case, res policy.Resource, p Plan) error) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := caseOfPlan(&tx.ReadTx, planID)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.PlanSign, inSection(res, policy.Common)); err != nil {
			return err
		}
		p, err := wholePlan(tx, c, planID)
		if err != nil {
			return err
		}
		return do(tx, c, res, p)
	})
}

// Freeze ends the draft: from now on its content is what people sign. Who works on the case may. version is the one that the page showed, 0 for any. It
// fails with Invalid naming what is missing, with Conflict when it is no draft or somebody has written since.
func (r *Room) Freeze(ctx context.Context, who gate.Actor, planID value.ID, version int) error {
	return r.signing(ctx, who, planID, func(tx *gate.WriteTx, c casefile.Case, res policy.Resource, p Plan) error {
		if version != 0 && version != p.Version {
			return savedBy(tx, p.ChangedBy, p.ChangedAt)
		}
		_, err := r.freeze(tx, c, res, p)
		return err
	})
}

// freeze fixes the content of a draft and gives its digest.
func (r *Room) freeze(tx *gate.WriteTx, c casefile.Case, res policy.Resource, p Plan) (digest string, err error) {
	if !p.Changeable() {
		return "", fault.New(fault.Conflict, notChangeable(p))
	}
	if err := r.ready(&tx.ReadTx, c, res, p.ID); err != nil {
		return "", err
	}
	parts, digest, err := sealParts(tx, p)
	if err != nil {
		return "", err
	}
	for _, x := range parts {
		if err := x.insert(tx, tx.Now()); err != nil {
			return "", err
		}
	}
	return digest, tx.Update("plan", p.ID, gate.Row{"state": Signing, "frozen_at": tx.Now(), "frozen_by": tx.Who().Account, "digest": digest,
		"changed_at": tx.Now(), "changed_by": tx.Who().Account, "version": p.Version + 1})
}

// Missing are the things that keep a draft from being signed, as its reader may know them: at which field of which goal or action.
func (r *Room) Missing(p Plan) (out []fault.Field) {
	add := func(name string, t text.T) { out = append(out, fault.Field{Name: name, Text: t}) }
	if p.Aims == "" {
		add("aims", text.PlanAimsMissing)
	}
	if len(p.Goals) == 0 {
		add("goals", text.PlanGoalsMissing)
	}
	for _, g := range p.Goals {
		if g.ReachedWhen == "" {
			add("reached_when_"+string(g.ID), text.PlanReachedWhenMissing.With(g.Text))
		}
		for _, a := range g.Actions {
			if a.From.IsZero() {
				add("from_"+string(a.ID), in(text.PlanFromMissing, r.Title(a)))
			}
			if a.FollowerID == "" && a.FollowerWords == "" {
				add("follower_"+string(a.ID), in(text.PlanFollowerMissing, r.Title(a)))
			}
		}
	}
	return out
}

// ready refuses to freeze what the actor sees is not whole. What lacks in a section that the actor may not read is for whoever writes it.
func (r *Room) ready(tx *gate.ReadTx, c casefile.Case, res policy.Resource, id value.ID) error {
	p, err := loadPlan(tx, mayIn(tx, res, policy.PlanRead), reading(tx, c, res), id)
	if err != nil {
		return err
	}
	missing := r.Missing(p)
	if len(missing) == 0 {
		return nil
	}
	return &fault.Error{Kind: fault.Invalid, Text: text.CheckFields, Fields: missing}
}

func (p Plan) allActions() (out []Action) {
	for _, g := range p.Goals {
		out = append(out, g.Actions...)
	}
	return out
}

// Unfreeze takes a version that nobody has put in force back to a draft; the signatures gathered are void. Who works on the case may, and says why.
func (r *Room) Unfreeze(ctx context.Context, who gate.Actor, planID value.ID, why string) error {
	why = strings.TrimSpace(why)
	return r.signing(ctx, who, planID, func(tx *gate.WriteTx, c casefile.Case, res policy.Resource, p Plan) error {
		if p.State != Signing {
			return fault.New(fault.Conflict, text.PlanNotSigning)
		}
		var check fault.Check
		check.Fits("why", why, MaxReason)
		for _, s := range p.Signatures {
			if s.Stands() {
				check.Require(why != "", "why", text.PlanUnfreezeWhy)
				break
			}
		}
		if err := check.Err(); err != nil {
			return err
		}
		for _, s := range p.Signatures {
			if !s.Stands() {
				continue
			}
			row := gate.Row{"voided_at": tx.Now(), "voided_by": who.Account, "voided_why": why}
			if err := tx.Update("plan_signature", s.ID, row); err != nil {
				return err
			}
		}
		parts, err := gate.All(&tx.ReadTx, "SELECT id FROM plan_part WHERE zone = $1 AND plan_id = $2 AND ended_at IS NULL", []any{tx.Zone(), p.ID},
			func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
		if err != nil {
			return err
		}
		for _, id := range parts {
			if err := tx.Update("plan_part", id, gate.Row{"ended_at": tx.Now()}); err != nil {
				return err
			}
		}
		return tx.Update("plan", p.ID, gate.Row{"state": Draft, "frozen_at": nil, "frozen_by": nil, "digest": nil, "changed_at": tx.Now(), "changed_by": who.Account,
			"version": p.Version + 1})
	})
}

// Title is what an action is called: its own title, else the words of its kind, in Italian and English.
func (r *Room) Title(a Action) text.T {
	if a.Title != "" {
		return text.Raw(a.Title)
	}
	k, _ := r.m.Actions.Kind(a.Kind)
	return k.Label
}
