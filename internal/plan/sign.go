package plan

import (
	"context"
	"slices"
	"strings"

	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// SignatureInput is a signature as its form brings it.
type SignatureInput struct {
	Party       string
	Means       string
	OnDay       value.Date // of a signature on paper; with a second factor it is today
	AccountID   value.ID   // whose, on paper, when it is a colleague's
	CollectedBy value.ID   // who collected it on paper; "" the actor
	Words       string     // name of a service's signer without account
	Agreement   string     // the person's: yes, partly or no
	Said        string     // the person's words, needed unless they agree wholly
	Code        string     // of the second factor
	Digest      string     // what the page showed, as Shown says it; "" is not compared
	Slot        string     // under which the scan was uploaded
}

// SubjectSignature is what scans of signed papers are filed under.
const SubjectSignature = "plan_signature"

// Sign adds one party's signature to a version. The first freezes a draft; as soon as the person, who agrees at least in part, and the other parties of
// the guidelines have signed, the version is in force and takes the place of the one before. Who works on the case may; with the second factor everybody
// signs in their own name, as case manager only who is. It fails with Invalid by field, with Conflict when the version is an old one, is not what the
// page showed, or that party has signed.
func (r *Room) Sign(ctx context.Context, who gate.Actor, planID value.ID, in SignatureInput) (id value.ID, err error) {
	in.Words, in.Said = strings.TrimSpace(in.Words), strings.TrimSpace(in.Said)
	if in.Means == SecondFactor {
		if err := r.prove(ctx, who, planID, in); err != nil {
			return "", err
		}
	}
	id = value.NewID()
	err = r.signing(ctx, who, planID, func(tx *gate.WriteTx, c casefile.Case, res policy.Resource, p Plan) error {
		if p.State != Draft && p.State != Signing && p.State != InForce {
			return fault.New(fault.Conflict, notChangeable(p))
		}
		if err := sameAsShown(tx, c, res, p, in.Digest); err != nil {
			return err
		}
		s, err := r.checkSigning(tx, c, in)
		if err != nil {
			return err
		}
		if p.State == Draft {
			if p.Digest, err = r.freeze(tx, c, res, p); err != nil {
				return err
			}
			p.State = Signing
			p.Version++
		}
		s.ID, s.Digest = id, p.Digest
		if err := p.addSignature(tx, s, in.Slot); err != nil {
			return err
		}
		p.Signatures = append(p.Signatures, s)
		if p.State == Signing && r.complete(p) {
			return r.putInForce(tx, c, p)
		}
		return bump(tx, p)
	})
	return id, err
}

// sameAsShown refuses a signature on other content than the page showed its reader (see Shown), who may have looked at it as a draft.
func sameAsShown(tx *gate.WriteTx, c casefile.Case, res policy.Resource, p Plan, shown string) error {
	if shown == "" || shown == p.Digest {
		return nil
	}
	read, err := loadPlan(&tx.ReadTx, mayIn(&tx.ReadTx, res, policy.PlanRead), working(tx, c), p.ID)
	if err != nil {
		return err
	}
	read.Digest = ""
	now, err := read.Shown()
	if err == nil && now != shown {
		err = fault.New(fault.Conflict, text.PlanSignOther)
	}
	return err
}

// prove asks the second factor before the command: a wrong code must count as a guess even though nothing is written.
func (r *Room) prove(ctx context.Context, who gate.Actor, planID value.ID, in SignatureInput) error {
	err := r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		_, res, err := caseOfPlan(tx, planID)
		if err != nil {
			return err
		}
		return tx.Decide(policy.PlanSign, inSection(res, policy.Common))
	})
	if err != nil {
		return err
	}
	if in.Party == ByPerson || r.prover == nil {
		var c fault.Check
		c.Add("means", text.PlanSignOnPaper)
		return c.Err()
	}
	return r.prover.ProveCode(ctx, who, in.Code)
}

// checkSigning checks a form and gives the signature that it makes.
func (r *Room) checkSigning(tx *gate.WriteTx, c casefile.Case, in SignatureInput) (Signature, error) {
	var check fault.Check
	me := tx.Who().Account
	s := Signature{Party: in.Party, Means: in.Means, OnDay: in.OnDay, AccountID: in.AccountID, CollectedBy: in.CollectedBy, Words: in.Words, Agreement: in.Agreement,
		Said: in.Said, MadeAt: tx.Now(), MadeBy: me}
	_, known := r.m.Actions.Plan.Party(in.Party)
	check.Require(known, "party", text.PlanSignParty)
	check.Require(in.Party != ByCaseManager || c.ManagerID != "", "party", text.PlanSignNoManager)
	switch in.Means {
	case SecondFactor:
		s.OnDay, s.AccountID, s.CollectedBy, s.Words = tx.Today(), me, "", ""
		check.Require(in.Party != ByCaseManager || me == c.ManagerID, "party", text.PlanSignNotManager)
	case OnPaper:
		switch {
		case s.OnDay.IsZero():
			check.Add("date", text.DateNeeded)
		case s.OnDay.After(tx.Today()):
			check.Add("date", text.DateInFuture)
		case s.OnDay.Before(c.OpenedOn):
			check.Add("date", text.DateTooEarly.With(c.OpenedOn.Format()))
		}
		if s.CollectedBy == "" {
			s.CollectedBy = me
		}
		if in.Party == ByCaseManager {
			s.AccountID, s.Words = c.ManagerID, ""
		}
		check.Require(in.Party != ByService || s.AccountID != "" || s.Words != "", "words", text.PlanSignWhose)
	default:
		check.Add("means", text.PlanSignMeans)
	}
	check.Fits("words", in.Words, MaxName)
	check.Fits("said", in.Said, MaxNote)
	if in.Party == ByPerson {
		if s.Agreement == "" {
			s.Agreement = Agrees
		}
		s.AccountID, s.Words = "", ""
		check.Require(slices.Contains([]string{Agrees, AgreesPartly, Disagrees}, s.Agreement), "agreement", text.PlanSignAgreement)
		check.Require(s.Agreement == Agrees || s.Said != "", "said", text.PlanSignSaid)
	} else {
		s.Agreement, s.Said = "", ""
	}
	for name, id := range map[string]value.ID{"collected_by": s.CollectedBy, "account": s.AccountID} {
		if id == "" || id == me {
			continue
		}
		ok, err := isColleague(&tx.ReadTx, id)
		if err != nil {
			return s, err
		}
		check.Require(ok, name, text.ChooseColleague)
	}
	return s, check.Err()
}

// signer tells whose a signature is, so that nobody signs a version twice.
func (s Signature) signer() string {
	if s.AccountID != "" {
		return string(s.AccountID)
	}
	return value.NameKey(s.Words, "")
}

func (p Plan) addSignature(tx *gate.WriteTx, s Signature, slot string) error {
	for _, x := range p.Signatures {
		if x.Stands() && x.Party == s.Party && x.signer() == s.signer() {
			return fault.New(fault.Conflict, text.PlanSignTwice.With(x.OnDay.Format()))
		}
	}
	row := gate.Row{"id": s.ID, "plan_id": p.ID, "party": s.Party, "signer": s.signer(), "account_id": s.AccountID, "means": s.Means, "on_day": s.OnDay,
		"collected_by": s.CollectedBy, "digest": s.Digest, "made_at": s.MadeAt, "made_by": s.MadeBy}
	row.SetText("words", s.Words)
	row.SetText("agreement", s.Agreement)
	row.SetText("said", s.Said)
	if err := tx.Insert("plan_signature", row); err != nil || slot == "" || s.Means != OnPaper {
		return err
	}
	_, err := attachment.Attach(tx, s.MadeBy, slot, p.PersonID, SubjectSignature, s.ID)
	return err
}

// Waiting are the parties whose signature a version still needs to be in force. A person who disagrees has signed, and is still waited for.
func (r *Room) Waiting(p Plan) (out []guideline.Entry) {
	for _, code := range r.m.Actions.Plan.Required {
		signed := slices.ContainsFunc(p.Signatures, func(s Signature) bool { return s.Stands() && s.Party == code && s.Agreement != Disagrees })
		if e, ok := r.m.Actions.Plan.Party(code); ok && !signed {
			out = append(out, e)
		}
	}
	return out
}

func (r *Room) complete(p Plan) bool { return len(r.Waiting(p)) == 0 }

// putInForce makes a version the one that holds, from the later of the days on which the needed parties signed.
func (r *Room) putInForce(tx *gate.WriteTx, c casefile.Case, p Plan) error {
	type row struct {
		id      value.ID
		version int
	}
	args := []any{tx.Zone()} // a case into which another was merged can have two in force
	old, err := gate.All(&tx.ReadTx, "SELECT id, version FROM plan WHERE zone = $1 AND state = 'in_force' AND case_id IN "+gate.Among(&args, c.Cases()), args,
		func(s gate.Scanner) (x row, err error) { return x, s.Scan(&x.id, &x.version) })
	if err != nil {
		return err
	}
	for _, x := range old {
		row := gate.Row{"state": Superseded, "superseded_at": tx.Now(), "version": x.version + 1}
		if err := tx.Update("plan", x.id, row); err != nil {
			return err
		}
	}
	var on value.Date
	for _, s := range p.Signatures {
		if s.Stands() && slices.Contains(r.m.Actions.Plan.Required, s.Party) && s.OnDay.After(on) {
			on = s.OnDay
		}
	}
	err = tx.Update("plan", p.ID, gate.Row{"state": InForce, "force_on": on, "changed_at": tx.Now(), "changed_by": tx.Who().Account, "version": p.Version + 1})
	if err != nil {
		return err
	}
	if err := r.keepDue(tx, c); err != nil {
		return err
	}
	var begun int
	args = []any{tx.Zone()}
	err = tx.One("SELECT COUNT(*) FROM action WHERE zone = $1 AND started_on IS NOT NULL AND section = 'common' AND case_id IN "+gate.Among(&args, c.Cases()), args, &begun)
	if err != nil {
		return err
	}
	if begun > 0 {
		if _, ok := r.m.Transition(c.State, stateRunning); ok {
			return r.moveTo(tx, c, stateRunning, on)
		}
	}
	return r.moveTo(tx, c, stateSigned, on)
}

// The states of a case that a project leads to (codes of the guidelines).
const (
	stateSigned  = "PROGETTO_SOTTOSCRITTO"
	stateRunning = "IN_ATTUAZIONE"
	stateRevised = "RIMODULAZIONE"
)

// moveTo makes the step of the case that follows from what happened to its project, where the guidelines have such a step by hand; otherwise the
// case stays where it is.
func (r *Room) moveTo(tx *gate.WriteTx, c casefile.Case, to string, on value.Date) error {
	t, ok := r.m.Transition(c.State, to)
	if !ok || t.By != guideline.ByHand {
		return nil
	}
	if on.Before(c.StateOn) {
		on = c.StateOn
	}
	return casefile.SetState(tx, casefile.StateSet{CaseID: c.ID, To: to, On: on, Reason: text.PlanMovesCase.In(text.Italian)})
}
