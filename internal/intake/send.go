package intake

import (
	"context"
	"time"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/value"
)

// Send takes a referral, from an outside account in its own name or typed in by who works here (ReferralSend), gives it a number and the
// person a case file: the one that they have, which begins again if it was closed, or a new one. Somebody who came alone is recorded and
// pointed elsewhere. It fails with Invalid by field; for who may make people also with an error that TwinsUnseen knows, when there are
// likely twins that were not shown. Sending the same form twice makes one.
//
// An outside sender gets the same answer, after the same time, whether the person is known here or not.
func (r *Room) Send(ctx context.Context, who gate.Actor, in Sending) (sent Sent, err error) {
	if in.Once == "" {
		in.Once = value.NewID()
	}
	began, inside := time.Now(), false
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		form := in // the command may run again
		if err := tx.Decide(policy.ReferralSend, policy.Resource{Kind: policy.Referral, ID: in.Once}); err != nil {
			return err
		}
		inside = tx.May(policy.PersonCreate, policy.Resource{Kind: policy.Person})
		if !inside && (form.PersonID != "" || form.Twin != "" || form.Nobody || len(form.Seen) > 0) {
			return tx.Decide(policy.PersonCreate, policy.Resource{Kind: policy.Person})
		}
		var done bool
		if sent, done, err = r.sentBefore(&tx.ReadTx, form.Once, inside); err != nil || done {
			return err
		}
		sent, err = r.send(tx, form, inside)
		return err
	})
	if !inside {
		r.keepPace(ctx, began)
	}
	if err != nil {
		return Sent{}, err
	}
	return sent, nil
}

// keepPace waits until a whole number of paces has gone by, so that the time of an answer does not tell what was done for it.
func (r *Room) keepPace(ctx context.Context, began time.Time) {
	if r.pace <= 0 {
		return
	}
	t := time.NewTimer(r.pace - time.Since(began)%r.pace)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// sentBefore finds what the same form has made before; the form of somebody else is a Conflict.
func (r *Room) sentBefore(tx *gate.ReadTx, once value.ID, inside bool) (Sent, bool, error) {
	s, err := referral.Load(tx, once)
	switch {
	case fault.Is(err, fault.NotFound):
		return Sent{}, false, nil
	case err != nil:
		return Sent{}, false, err
	case s.MadeBy != tx.Who().Account:
		return Sent{}, false, fault.New(fault.Conflict, text.FormSentBefore)
	}
	return r.sent(s, inside), true, nil
}

func (r *Room) sent(s referral.Sheet, inside bool) Sent {
	channel, _ := r.m.Referrals.Channel(s.Channel)
	out := Sent{ID: s.ID, Number: s.Number, DueOn: s.DueOn, State: s.State, Direct: channel.Direct}
	if inside {
		out.CaseID = s.CaseID
	}
	return out
}

func (r *Room) send(tx *gate.WriteTx, in Sending, inside bool) (Sent, error) {
	from, err := r.check(&tx.ReadTx, &in, inside)
	if err != nil {
		return Sent{}, err
	}
	words := in.words() // before a tax code may be taken off
	find := r.findAlone
	if inside {
		find = r.findShown
	}
	p, err := find(tx, in)
	if err != nil {
		return Sent{}, err
	}
	channel, _ := r.m.Referrals.Channel(in.Channel)
	caseID, episode, err := r.caseFor(tx, p, in.ReceivedOn, from.organisation, channel.Direct)
	if err != nil {
		return Sent{}, err
	}
	s, err := referral.Insert(tx, referral.Sheet{ID: in.Once, CaseID: caseID, EpisodeID: episode, PersonID: p.ID, SenderID: from.account,
		OrganisationID: from.organisation, SenderName: from.name, SenderWords: from.words, Channel: in.Channel, Urgency: in.Urgency, Informed: in.Informed,
		InformedOn: in.InformedOn, ReceivedOn: in.ReceivedOn, DueOn: r.term().Due(in.ReceivedOn), Words: words}, casefile.SourceProgram)
	if err != nil {
		return Sent{}, err
	}
	if err := r.attach(tx, Slot(in.Once), s); err != nil {
		return Sent{}, err
	}
	if channel.Direct {
		s, err = r.pointElsewhere(tx, s)
	} else {
		err = tellArrived(tx, s)
	}
	return r.sent(s, inside), err
}

// term is the one for the outcome of the pre-assessment, counted from the day on which a referral was received.
func (r *Room) term() guideline.Term {
	t, _ := r.termOf("PRE_ASSESSMENT")
	return t
}

func (r *Room) termOf(code string) (guideline.Term, bool) {
	for _, s := range r.m.States {
		for _, t := range s.Terms {
			if t.Code == code {
				return t, true
			}
		}
	}
	return guideline.Term{}, false
}

// caseFor finds the person's case file or opens one. A closed one begins again, unless the person is only pointed elsewhere.
func (r *Room) caseFor(tx *gate.WriteTx, p person.Person, on value.Date, organisation value.ID, direct bool) (caseID, episode value.ID, err error) {
	id, _, found, err := person.CaseOf(&tx.ReadTx, p.ID)
	if err != nil {
		return "", "", err
	}
	if !found {
		caseID, episode, err = casefile.Open(tx, casefile.Opening{PersonID: p.ID, NameKey: p.NameKey(), Municipality: p.Municipality, OpenedOn: on,
			State: r.m.Initial, ReferrerID: organisation})
		if err != nil || !direct {
			return caseID, episode, err
		}
		return caseID, episode, r.endAtOnce(tx, caseID)
	}
	c, _, err := casefile.Facts(&tx.ReadTx, id)
	if err != nil {
		return "", "", err
	}
	state, _ := r.m.State(c.State)
	if state.Kind != guideline.Closed || direct {
		return c.ID, c.EpisodeID, nil
	}
	if on.Before(c.StateOn) {
		on = c.StateOn
	}
	episode, err = casefile.Reopen(tx, casefile.Reopening{CaseID: c.ID, On: on, Reason: text.ReferralNewEpisode.In(text.Italian)})
	return c.ID, episode, err
}

// endAtOnce takes a case that has just been opened for somebody who came alone to where it ends, step by step as the model has them.
func (r *Room) endAtOnce(tx *gate.WriteTx, caseID value.ID) error {
	outcome, _ := r.m.Referrals.Outcome(OtherService)
	for _, to := range []string{preAssessment, outcome.To} {
		err := casefile.SetState(tx, casefile.StateSet{CaseID: caseID, To: to, On: tx.Today(), Reason: text.ReferralDirectReason.In(text.Italian)})
		if err != nil {
			return err
		}
	}
	return nil
}

// pointElsewhere answers the referral of somebody who came alone: the service has no direct access.
func (r *Room) pointElsewhere(tx *gate.WriteTx, s referral.Sheet) (referral.Sheet, error) {
	err := referral.Decide(tx, s, OtherService, text.ReferralDirectReason.In(text.Italian), r.m.Referrals.DirectAdvice.In(text.Italian))
	if err != nil {
		return s, err
	}
	if s, err = referral.Load(&tx.ReadTx, s.ID); err != nil {
		return s, err
	}
	return s, callOutcome(tx, s, OtherService)
}
