package casefile

import (
	"context"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// apiHandOver is the offer of a case to another case manager.
type apiHandOver struct {
	ID      api.ID     `json:"id"`
	State   string     `json:"state" enum:"waiting,accepted,declined,withdrawn"`
	CaseID  api.ID     `json:"case_id"`
	ToID    api.ID     `json:"to_id"`
	FromID  api.ID     `json:"from_id,omitempty"`
	Reason  string     `json:"reason" maxLength:"500"`
	Stays   bool       `json:"stays"`
	AskedAt api.Moment `json:"asked_at"`
}

type apiPassing struct {
	api.ByID
	api.Match
	Body struct {
		To     api.ID `json:"to"`
		Reason string `json:"reason" minLength:"1" maxLength:"500"`
		Stays  bool   `json:"stays,omitempty"`
	} `nameHint:"NewHandOver"`
}

type apiAnswering struct {
	api.ByID
	Body struct {
		Answer string `json:"answer" enum:"accepted,declined,withdrawn"`
		Reason string `json:"reason,omitempty" maxLength:"500"`
	} `nameHint:"HandOverAnswer"`
}

func (r *Room) handOverAPI(reg *api.Registry) {
	noun := text.APIHandOverNoun
	api.Add(reg, post("/cases/{id}/handovers", "new_handover", noun, text.APIHandOverNewTitle, text.APIHandOverNewAbout, policy.HandOverAsk), r.apiPass)
	api.Add(reg, post("/handovers/{id}/answers", "new_handover_answer", noun, text.APIHandOverTitle, text.APIHandOverAbout, policy.HandOverAnswer), r.apiAnswer)
}

func shownHandOver(c Case) *apiHandOver {
	h := c.HandOver
	return &apiHandOver{ID: api.ID(h.ID), State: "waiting", CaseID: api.ID(c.ID), ToID: api.ID(h.To), FromID: api.ID(h.From), Reason: h.Reason, Stays: h.Stays,
		AskedAt: api.MomentOf(h.AskedAt)}
}

func (r *Room) apiPass(ctx context.Context, who gate.Actor, in *apiPassing) (*api.Made[apiHandOver], error) {
	err := r.apiChange(ctx, who, in.ID, in.Match, policy.HandOverAsk, func(c Case, version int) error {
		return r.AskHandOver(ctx, who, c.ID, Passing{Version: version, To: in.Body.To.Value(), Reason: in.Body.Reason, Stays: in.Body.Stays})
	})
	if err != nil {
		return nil, err
	}
	var out *apiHandOver
	version := 0
	err = r.apiRead(ctx, who, in.ID, policy.CaseOpen, func(_ *gate.ReadTx, c Case, _ policy.Resource) error {
		if c.HandOver == nil {
			return fault.New(fault.Conflict, text.HandOverGone)
		}
		out, version = shownHandOver(c), c.Version
		return nil
	})
	if err != nil {
		return nil, err
	}
	return api.MadeOf(*out, version, "/handovers/"+string(out.ID)), nil
}

const handOverSQL = `SELECT id, case_id, to_id, from_id, reason, COALESCE(stays, 0), asked_at, COALESCE(answer, 'waiting')
	FROM hand_over WHERE zone = $1 AND id = $2`

func loadHandOver(tx *gate.ReadTx, id value.ID) (h apiHandOver, err error) {
	var asked value.Instant
	var from value.ID
	err = tx.One(handOverSQL, []any{tx.Zone(), id}, &h.ID, &h.CaseID, &h.ToID, &from, &h.Reason, &h.Stays, &asked, &h.State)
	h.AskedAt, h.FromID = api.MomentOf(asked), api.ID(from)
	return h, err
}

// apiAnswer answers an offer: whoever was asked accepts or declines, the case manager and the coordinator take it back.
func (r *Room) apiAnswer(ctx context.Context, who gate.Actor, in *apiAnswering) (*api.Made[apiHandOver], error) {
	h, err := r.apiOffer(ctx, who, in.ID.Value(), in.Body.Answer)
	if err != nil {
		return nil, err
	}
	caseID, offer := h.CaseID.Value(), h.ID.Value()
	switch in.Body.Answer {
	case Accepted:
		err = r.AcceptHandOver(ctx, who, caseID, offer)
	case Declined:
		err = api.InBody(r.DeclineHandOver(ctx, who, caseID, offer, in.Body.Reason), map[string]string{"answer": "reason"})
	default:
		err = r.WithdrawHandOver(ctx, who, caseID, offer)
	}
	if err != nil {
		return nil, err
	}
	h.State = in.Body.Answer
	return api.MadeOf(h, 0, "/handovers/"+string(offer)), nil
}

// apiOffer reads an offer for the command that follows, refusing whoever may not give this answer as if there were none.
func (r *Room) apiOffer(ctx context.Context, who gate.Actor, id value.ID, answer string) (h apiHandOver, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if h, err = loadHandOver(tx, id); err != nil {
			return err
		}
		_, res, err := apiFacts(tx, h.CaseID.Value())
		if err != nil {
			return err
		}
		res.Kind, res.Own = policy.HandOver, h.ToID.Value() == who.Account
		a := policy.HandOverAnswer
		if answer == Withdrawn {
			a = policy.HandOverUndo
		}
		if !tx.May(a, res) {
			return tx.Decide(a, res)
		}
		return tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone})
	})
	return h, err
}
