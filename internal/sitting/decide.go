package sitting

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
	"siil/internal/outbox"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/value"
)

// words are what a decision says; they are sealed under the person's key.
type words struct {
	Reason           string              `json:"reason,omitempty"`
	Advice           string              `json:"advice,omitempty"`
	Note             string              `json:"note,omitempty"`
	Team             []value.ID          `json:"team,omitempty"`
	Steps            []casefile.NextStep `json:"steps,omitempty"`
	SuspensionReason string              `json:"suspension_reason,omitempty"`
	ClosureReason    string              `json:"closure_reason,omitempty"`
	ReviewOn         value.Date          `json:"review_on"`
	Present          []value.ID          `json:"present"`
	Out              []value.ID          `json:"out,omitempty"`
}

// undo is what Reopen needs to take a decision back; it is sealed beside the words.
type undo struct {
	Before  casefile.Before `json:"before"`
	Joined  []value.ID      `json:"joined,omitempty"`
	Steps   []value.ID      `json:"steps,omitempty"`
	Said    bool            `json:"said,omitempty"` // the senders could read it
	Earlier string          `json:"earlier,omitempty"`
	Advice  string          `json:"advice,omitempty"`
}

// ground is everything that a decision stands on.
type ground struct {
	agenda
	item
	c      casefile.Case
	d      guideline.Decision
	course course
	id     value.ID
	person value.ID
	staff  colleagues
}

// Decide decides on one case of a sitting that is open: the case changes with it, in the same transaction, the senders can read what they may,
// who is given something is told, and the next case begins. The coordinator may, and who writes the minutes, when they are there and have
// not stepped out. It fails with Invalid by field, and with Conflict when the case is decided already, has changed since it came on the agenda,
// when the form is older than the item, or without a quorum.
func (r *Room) Decide(ctx context.Context, who gate.Actor, id value.ID, in Deciding) (decision value.ID, err error) {
	decision = value.NewID()
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		g, err := r.ground(tx, id, in)
		if err != nil {
			return err
		}
		g.id = decision
		if err := r.checkDeciding(&tx.ReadTx, g, &in); err != nil {
			return err
		}
		if err := r.carryOut(tx, g, in); err != nil {
			return err
		}
		x := g.item
		set := gate.Row{"state": Decided, "ended_at": tx.Now()}
		if x.StartedAt.IsZero() {
			set["started_at"] = tx.Now()
		}
		if err := changeItem(tx, x, set); err != nil {
			return err
		}
		if err := next(tx, g.agenda, x); err != nil {
			return err
		}
		return bump(tx, g.agenda.ID)
	})
	return decision, err
}

// ground loads what the decision stands on, decides that the actor may, and refuses what comes too late.
func (r *Room) ground(tx *gate.WriteTx, id value.ID, in Deciding) (*ground, error) {
	s, err := loadAgenda(&tx.ReadTx, id)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(s.items, func(x item) bool { return x.CaseID == in.CaseID })
	if i < 0 {
		if err := tx.Decide(policy.SittingDecide, s.resource()); err != nil {
			return nil, err
		}
		return nil, invalid("case_id", text.SittingCaseUnknown)
	}
	g := &ground{agenda: s, item: s.items[i]}
	if err := tx.Decide(policy.SittingDecide, s.about(g.item)); err != nil {
		return nil, err
	}
	if err := running(s); err != nil {
		return nil, err
	}
	if err := open(s, g.item); err != nil {
		return nil, err
	}
	if err := free(&tx.ReadTx, g.item); err != nil {
		return nil, err
	}
	if in.Version != 0 && in.Version != g.item.Version {
		return nil, savedBefore(g.item.changedBy, g.item.changedAt)
	}
	if g.c, _, err = casefile.Facts(&tx.ReadTx, g.CaseID); err != nil {
		return nil, err
	}
	if g.c.ID != g.CaseID {
		return nil, conflict(text.SittingCaseMerged.With(g.c.Number))
	}
	if g.c.EpisodeID != g.EpisodeID || g.c.State != g.HeldState {
		return nil, caseChanged(g.c, text.SittingCaseChanged)
	}
	if q := g.quorum(r.m, g.item); !q.Holds {
		return nil, conflict(text.SittingNoQuorum.With(r.quorumWords(q)))
	}
	g.person, err = personOf(&tx.ReadTx, g.CaseID)
	return g, err
}

// caseChanged says who has changed the case meanwhile.
func caseChanged(c casefile.Case, t text.T) error {
	if c.ChangedBy == "" {
		return conflict(text.SittingCaseMoved.With(c.ChangedAt.Clock()))
	}
	return conflict(t.With(c.ChangedBy, c.ChangedAt.Clock()))
}

// quorum counts who is there for a case: whoever has stepped out does not count.
func (s agenda) quorum(m *guideline.Model, x item) Quorum {
	var parts []string
	for _, member := range s.Members {
		if member.Here && !x.out(member.AccountID) {
			parts = append(parts, member.Part)
		}
	}
	return quorumOf(m.Sittings.Quorum, parts)
}

// quorumWords are the parts of a quorum in words: "sociale 1 su 1, lavoro 0 su 1".
func (r *Room) quorumWords(q Quorum) string {
	var out []string
	for _, p := range q.Parts {
		section, _ := r.m.Section(p.Part)
		out = append(out, text.SittingQuorumPart.With(strings.ToLower(section.Label.In(text.Italian)), p.Have, p.Least).In(text.Italian))
	}
	return strings.Join(out, ", ")
}

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
