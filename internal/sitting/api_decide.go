package sitting

import (
	"context"
	"strconv"

	"siil/internal/api"
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

type apiNewDecision struct {
	api.ByID
	Body struct {
		CaseID           api.ID       `json:"case_id"`
		Decision         api.Code     `json:"decision"`
		Reason           string       `json:"reason,omitempty" maxLength:"5000"`
		Advice           string       `json:"advice,omitempty" maxLength:"5000"`
		Note             string       `json:"note,omitempty" maxLength:"10000"`
		CaseManager      api.ID       `json:"case_manager,omitempty"`
		Team             []api.ID     `json:"team,omitempty" maxItems:"20"`
		NextSteps        []apiNewStep `json:"next_steps,omitempty" maxItems:"12"`
		SuspensionReason api.Code     `json:"suspension_reason,omitempty"`
		ClosureReason    api.Code     `json:"closure_reason,omitempty"`
		ReviewOn         api.Day      `json:"review_on,omitempty"`
	} `nameHint:"NewDecision"`
}

// apiNewStep is a next step: who is the id of a user, or the name of somebody who has none.
type apiNewStep struct {
	Text string  `json:"text" minLength:"1" maxLength:"300"`
	Who  string  `json:"who" minLength:"1" maxLength:"120"`
	Due  api.Day `json:"due"`
}

// apiDecision is what was decided on a case.
type apiDecision struct {
	ID        api.ID     `json:"id"`
	State     api.Code   `json:"state"`
	CaseID    api.ID     `json:"case_id"`
	Decision  api.Code   `json:"decision"`
	FromState api.Code   `json:"from_state"`
	CaseState api.Code   `json:"case_state"`
	Manager   api.ID     `json:"case_manager,omitempty"`
	At        api.Moment `json:"at"`
}

func (r *Room) apiDecide(ctx context.Context, who gate.Actor, in *apiNewDecision) (*api.Made[apiDecision], error) {
	b := in.Body
	d := Deciding{CaseID: b.CaseID.Value(), Decision: string(b.Decision), Reason: b.Reason, Advice: b.Advice, Note: b.Note, CaseManager: b.CaseManager.Value(),
		Team: valuesOf(b.Team), SuspensionReason: string(b.SuspensionReason), ClosureReason: string(b.ClosureReason), ReviewOn: b.ReviewOn.Date()}
	r.codedReason(&d)
	names := map[string]string{}
	for i, s := range b.NextSteps {
		step := casefile.NextStep{What: s.Text, DueOn: s.Due.Date(), WhoWords: s.Who}
		if id, ok := value.ParseID(s.Who); ok {
			step.WhoID, step.WhoWords = id, ""
		}
		d.Steps = append(d.Steps, step)
		at := "next_steps." + strconv.Itoa(i)
		for from, to := range map[string]string{"what": "text", "who": "who", "due": "due"} {
			names[at+"."+from] = "next_steps[" + strconv.Itoa(i) + "]." + to
		}
	}
	sitting := in.ID.Value()
	id, err := r.Decide(ctx, who, sitting, d)
	if err != nil {
		return nil, api.InBody(err, names)
	}
	v, err := r.apiDecided(ctx, who, sitting, d.CaseID, id)
	return api.MadeOf(v, 0, "/sittings/"+string(sitting)), err
}

// codedReason takes a code in the place of the reason for the reason of a suspension or a closure; without one a suspension has another reason,
// which is said in words.
func (r *Room) codedReason(d *Deciding) {
	x, _ := r.m.Sittings.Decision(d.Decision)
	switch {
	case x.By == guideline.BySuspension && d.SuspensionReason == "":
		d.SuspensionReason = "ALTRO"
		if _, ok := r.m.SuspensionReason(d.Reason); ok {
			d.SuspensionReason = d.Reason
		}
	case x.By == guideline.ByClosure && d.ClosureReason == "":
		if _, ok := r.m.ClosureReason(d.Reason); ok {
			d.ClosureReason = d.Reason
		}
	}
}

// apiDecided reads back what was decided, as whoever decided may see it.
func (r *Room) apiDecided(ctx context.Context, who gate.Actor, sitting, caseID, id value.ID) (apiDecision, error) {
	out := apiDecision{ID: api.ID(id), State: Decided, CaseID: api.ID(caseID)}
	err := r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		s, err := loadAgenda(tx, sitting)
		if err != nil {
			return err
		}
		for _, x := range s.items {
			if x.CaseID == caseID {
				if err := tx.Decide(policy.SittingDecide, s.about(x)); err != nil {
					return err
				}
			}
		}
		var manager value.ID
		var at value.Instant
		err = tx.One("SELECT decision, from_state, to_state, manager_id, at FROM sitting_decision WHERE zone = $1 AND id = $2", []any{tx.Zone(), id},
			&out.Decision, &out.FromState, &out.CaseState, &manager, &at)
		out.Manager, out.At = api.ID(manager), api.MomentOf(at)
		return err
	})
	return out, err
}
