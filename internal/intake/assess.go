package intake

import (
	"context"
	"strconv"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/value"
)

// The states of a case up to the team that this room knows by name; where an outcome leads is data.
const (
	preAssessment = "IN_PREVALUTAZIONE"
	beforeTeam    = "IN_EQUIPE"
)

// on runs a command on one referral: it loads it with its case and decides the action.
func (r *Room) on(ctx context.Context, who gate.Actor, id value.ID, a policy.Action,
	do func(tx *gate.WriteTx, s referral.Sheet, c casefile.Case) error) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		s, c, res, err := standing(&tx.ReadTx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(a, res); err != nil {
			return err
		}
		return do(tx, s, c)
	})
}

// standing reads a referral with its words closed, its case, and how the actor stands to them.
func standing(tx *gate.ReadTx, id value.ID) (s referral.Sheet, c casefile.Case, res policy.Resource, err error) {
	if s, err = referral.Load(tx, id); err != nil {
		return s, c, res, err
	}
	if c, res, err = casefile.Facts(tx, s.CaseID); err != nil {
		return s, c, res, err
	}
	res.Kind, res.ID, res.Own = policy.Referral, s.ID, s.SenderID != "" && s.SenderID == tx.Who().Account
	return s, c, res, nil
}

// Assess gives a referral the outcome of its pre-assessment, for the coordinator (ReferralAssess): the case goes before the team, or ends
// when nothing else waits in it, or the sender is asked for more. A case that is past the pre-assessment stays as it is. It fails with
// Invalid by field, and with Conflict when the referral was changed or answered, or the case closed, meanwhile.
func (r *Room) Assess(ctx context.Context, who gate.Actor, id value.ID, in Assessing) error {
	return r.on(ctx, who, id, policy.ReferralAssess, func(tx *gate.WriteTx, s referral.Sheet, c casefile.Case) error {
		if in.Version != s.Version {
			return changedBefore(&tx.ReadTx, s)
		}
		if s.State == referral.Answered {
			return fault.New(fault.Conflict, text.ReferralAnsweredAlready)
		}
		in.Reason, in.Advice = tidy(in.Reason), tidy(in.Advice)
		outcome, err := r.checkOutcome(in)
		if err != nil {
			return err
		}
		if err := r.moveCase(tx, s, c, outcome); err != nil {
			return err
		}
		which := "-" + strconv.Itoa(s.Version)
		if !outcome.Ends {
			if err := referral.Ask(tx, s, in.Reason); err != nil {
				return err
			}
			return tellSender(tx, s, "referral_question", which)
		}
		if !outcome.Advice {
			in.Advice = ""
		}
		if err := referral.Decide(tx, s, outcome.Code, in.Reason, in.Advice); err != nil {
			return err
		}
		if err := tellSender(tx, s, "referral_outcome", which); err != nil {
			return err
		}
		return callOutcome(tx, s, outcome.Code)
	})
}

func (r *Room) checkOutcome(in Assessing) (guideline.ReferralOutcome, error) {
	var c fault.Check
	outcome, ok := r.m.Referrals.Outcome(in.Outcome)
	c.Require(ok, "outcome", text.ReferralOutcomeChoose)
	missing := text.ReferralOutcomeReason
	if ok && !outcome.Ends {
		missing = text.ReferralQuestionMissing
	}
	c.Needs("reason", in.Reason, missing, MaxText)
	c.Fits("advice", in.Advice, MaxText)
	if outcome.Advice {
		c.Require(in.Advice != "", "advice", text.ReferralAdviceMissing)
	}
	return outcome, c.Err()
}

// moveCase takes the case as far as the outcome leads, through every state of the model in between.
func (r *Room) moveCase(tx *gate.WriteTx, s referral.Sheet, c casefile.Case, outcome guideline.ReferralOutcome) error {
	state, _ := r.m.State(c.State)
	if state.Kind == guideline.Closed && outcome.To == beforeTeam {
		return fault.New(fault.Conflict, text.ReferralCaseClosed)
	}
	if c.State != r.m.Initial && c.State != preAssessment {
		return nil
	}
	to := outcome.To
	if to != "" && to != beforeTeam {
		waits, err := othersWait(&tx.ReadTx, s, c)
		if err != nil {
			return err
		}
		if waits {
			to = "" // another sender still has no answer: the last one ends the episode
		}
	}
	var path []string
	if c.State == r.m.Initial {
		path = append(path, preAssessment)
	}
	if to != "" {
		path = append(path, to)
	}
	for _, step := range path {
		words := text.ReferralStep.With(s.Number).In(text.Italian)
		if err := casefile.SetState(tx, casefile.StateSet{CaseID: c.ID, To: step, On: tx.Today(), Reason: words}); err != nil {
			return err
		}
	}
	return nil
}

// othersWait tells whether another referral of the case waits for its answer.
func othersWait(tx *gate.ReadTx, s referral.Sheet, c casefile.Case) (bool, error) {
	all, err := referral.Closed(tx, c.Cases())
	for _, x := range all {
		if x.ID != s.ID && x.State != referral.Answered {
			return true, err
		}
	}
	return false, err
}

// Reply answers the question about a referral, for its sender, and for the secretary when the answer came on paper or by telephone
// (ReferralReply). The term goes on from where it stood still. It fails with Invalid by field, and with Conflict when nothing is asked.
func (r *Room) Reply(ctx context.Context, who gate.Actor, id value.ID, words string) error {
	return r.on(ctx, who, id, policy.ReferralReply, func(tx *gate.WriteTx, s referral.Sheet, _ casefile.Case) error {
		if s.State != referral.ToComplete {
			return fault.New(fault.Conflict, text.ReferralNothingAsked)
		}
		words = tidy(words)
		var c fault.Check
		c.Needs("text", words, text.ReferralReplyMissing, MaxText)
		if err := c.Err(); err != nil {
			return err
		}
		if err := referral.Reply(tx, s, words, r.dueAfter(s, tx.Today())); err != nil {
			return err
		}
		if err := r.attach(tx, ReplySlot(id), s); err != nil {
			return err
		}
		return tellCoordinators(tx, notice(s, "referral_answered", "-"+strconv.Itoa(s.Version)))
	})
}

// dueAfter moves the term by the days that the sender was waited for, counted as the term is.
func (r *Room) dueAfter(s referral.Sheet, today value.Date) value.Date {
	asked, t := s.StateAt.Date(), r.term()
	waited := today.Sub(asked)
	if t.Unit == guideline.WorkingDay {
		waited = 0
		for d := asked; d.Before(today); {
			if d = d.AddDays(1); guideline.IsWorkingDay(d) {
				waited++
			}
		}
	} else {
		t.Unit = guideline.Day
	}
	return guideline.Term{Count: waited, Unit: t.Unit}.Due(s.DueOn)
}

// changedBefore says who has changed the sheet since a form was made, and when.
func changedBefore(tx *gate.ReadTx, s referral.Sheet) error {
	by, at := s.OutcomeBy, s.StateAt
	if s.State != referral.Answered {
		err := tx.Each("SELECT by_id, at FROM referral_message WHERE zone = $1 AND referral_id = $2 ORDER BY at DESC, id DESC LIMIT 1",
			[]any{tx.Zone(), s.ID}, func(x gate.Scanner) error { return x.Scan(&by, &at) })
		if err != nil {
			return err
		}
	}
	if s.TeamAt.After(at) {
		by, at = "", s.TeamAt
	}
	name := ""
	err := tx.Each("SELECT given_name || ' ' || family_name FROM account WHERE zone = $1 AND id = $2", []any{tx.Zone(), by},
		func(x gate.Scanner) error { return x.Scan(&name) })
	if err != nil {
		return err
	}
	if name == "" {
		return fault.New(fault.Conflict, text.ReferralSavedMeanwhile.With(at.Clock()))
	}
	return fault.New(fault.Conflict, text.ReferralSavedByOther.With(name, at.Clock()))
}
