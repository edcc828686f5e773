package sitting

import (
	"encoding/json"
	"slices"
	"strconv"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/outbox"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/value"
)

// carryOut writes the decision and everything that follows from it.
func (r *Room) carryOut(tx *gate.WriteTx, g *ground, in Deciding) error {
	u := undo{Before: g.c.Before()}
	if err := g.course.take(tx, g.c.ID, in, g.Number); err != nil {
		return err
	}
	if err := g.settleTeam(tx, in, &u); err != nil {
		return err
	}
	if err := g.settleSteps(tx, in.Steps, &u); err != nil {
		return err
	}
	if err := g.tellSenders(tx, in, &u); err != nil {
		return err
	}
	after, _, err := casefile.Facts(&tx.ReadTx, g.c.ID)
	if err != nil {
		return err
	}
	if err := g.insertDecision(tx, in, after, u); err != nil {
		return err
	}
	return outbox.Call(tx, "sitting.decision", map[string]value.ID{"sitting": g.agenda.ID, "case": g.c.ID, "decision": g.id},
		map[string]string{"decision": in.Decision, "from_state": g.c.State, "to_state": after.State})
}

// settleTeam makes the case manager and adds who joins the team.
func (g *ground) settleTeam(tx *gate.WriteTx, in Deciding, u *undo) error {
	manager := g.c.ManagerID
	if in.CaseManager != "" && in.CaseManager != manager {
		manager = in.CaseManager
		if err := casefile.SetManager(tx, g.c.ID, manager, casefile.Stamp{}); err != nil {
			return err
		}
		err := outbox.Tell(tx, outbox.Notice{Account: manager, Code: "case_assigned", Args: []string{strconv.Itoa(g.c.Number)}, Path: "/casi/" + string(g.c.ID),
			Once: "assigned-" + string(g.id)})
		if err != nil {
			return err
		}
	}
	for _, account := range in.Team {
		there, err := casefile.IsMember(&tx.ReadTx, g.c.ID, account)
		if err != nil {
			return err
		}
		if there || account == manager || slices.Contains(u.Joined, account) {
			continue
		}
		u.Joined = append(u.Joined, account)
		err = casefile.AddMember(tx, casefile.Joining{CaseID: g.c.ID, AccountID: account, Reason: text.SittingSource.With(g.Number).In(text.Italian)})
		if err != nil {
			return err
		}
	}
	return nil
}

// settleSteps gives the next steps to who does them; the case's next date is the earliest of them.
func (g *ground) settleSteps(tx *gate.WriteTx, steps []casefile.NextStep, u *undo) error {
	for _, s := range steps {
		s.ID, s.CaseID, s.Source, s.SourceID = value.NewID(), g.c.ID, casefile.SourceSitting, g.id
		if _, err := casefile.AddStep(tx, s); err != nil {
			return err
		}
		u.Steps = append(u.Steps, s.ID)
		if s.WhoID == "" {
			continue
		}
		err := outbox.Tell(tx, outbox.Notice{Account: s.WhoID, Code: "step_given", Args: []string{strconv.Itoa(g.c.Number), s.DueOn.ISO()},
			Path: casefile.StepPath(g.c.ID, s.ID), Once: "step-" + string(s.ID)})
		if err != nil {
			return err
		}
	}
	on, what := casefile.NextFor(steps)
	if to, _ := guideline.Default().State(g.course.to); on.IsZero() || to.Kind == guideline.Closed {
		return nil
	}
	return casefile.SetNext(tx, casefile.NextSet{CaseID: g.c.ID, On: on, What: what})
}

// tellSenders lets those who referred the person read the decision, when the guidelines say so, and tells them that there is something.
func (g *ground) tellSenders(tx *gate.WriteTx, in Deciding, u *undo) error {
	if !g.d.Outcome {
		return nil
	}
	before, err := referral.Closed(&tx.ReadTx, g.c.Cases())
	if err != nil {
		return err
	}
	if slices.ContainsFunc(before, func(s referral.Sheet) bool { return s.TeamDecision != "" && s.EpisodeID == g.EpisodeID }) {
		if err := referral.Open(&tx.ReadTx, before); err != nil {
			return err
		}
		for _, s := range before {
			if s.TeamDecision != "" && s.EpisodeID == g.EpisodeID {
				u.Earlier, u.Advice = s.TeamDecision, s.TeamAdvice
			}
		}
	}
	sheets, err := referral.TeamSaid(tx, g.c.Cases(), in.Decision, in.Advice)
	if err != nil {
		return err
	}
	u.Said = len(sheets) > 0
	for _, s := range sheets {
		if s.SenderID == "" {
			continue
		}
		err := outbox.Tell(tx, outbox.Notice{Account: s.SenderID, Code: "referral_outcome", Args: []string{strconv.Itoa(s.Number)},
			Path: "/segnalazioni/" + string(s.ID), Once: "team-" + string(s.ID) + "-" + string(g.id)})
		if err != nil {
			return err
		}
	}
	return nil
}

func (g *ground) insertDecision(tx *gate.WriteTx, in Deciding, after casefile.Case, u undo) error {
	said := words{Reason: in.Reason, Advice: in.Advice, Note: in.Note, Team: in.Team, Steps: in.Steps, SuspensionReason: in.SuspensionReason,
		ClosureReason: in.ClosureReason, ReviewOn: in.ReviewOn, Present: g.present(), Out: g.gone()}
	row := gate.Row{"id": g.id, "item_id": g.item.ID, "case_id": g.c.ID, "decision": in.Decision, "from_state": g.c.State, "to_state": after.State,
		"manager_id": after.ManagerID, "case_version": after.Version, "at": tx.Now(), "by_id": tx.Who().Account}
	for col, v := range map[string]any{"body": said, "undo": u} {
		plain, err := json.Marshal(v)
		if err != nil {
			return fault.Wrap(err, "decision")
		}
		if row[col], err = tx.Seal(g.person, "sitting_decision", g.id, col, string(plain)); err != nil {
			return err
		}
	}
	return tx.Insert("sitting_decision", row)
}

// present are the members who are there for the case.
func (g *ground) present() (out []value.ID) {
	for _, m := range g.Members {
		if m.Here && !g.item.out(m.AccountID) {
			out = append(out, m.AccountID)
		}
	}
	return out
}

func (g *ground) gone() (out []value.ID) {
	for _, o := range g.item.outs {
		if o.Until.IsZero() {
			out = append(out, o.AccountID)
		}
	}
	return out
}
