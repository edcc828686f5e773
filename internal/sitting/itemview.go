package sitting

import (
	"context"
	"slices"

	"siil/internal/account"
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/network"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/value"
)

// ItemView reads what the team needs to decide one case, in a number of queries that depends neither on the agenda nor on the members.
// Whoever is called may and has not stepped out of the case. What belongs to a reserved section of the case is shown to those alone who read
// it in the case file.
func (r *Room) ItemView(ctx context.Context, who gate.Actor, itemID value.ID) (v ItemView, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		s, x, err := loadItem(tx, itemID)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.SittingCase, s.about(x)); err != nil {
			return err
		}
		v = ItemView{Sitting: s.Sitting, Quorum: s.quorum(r.m, x)}
		all, err := r.shownItems(tx, s)
		if err != nil {
			return err
		}
		v.Item = all[slices.IndexFunc(all, func(y Item) bool { return y.ID == x.ID })]
		return r.fill(tx, &v, s, x)
	})
	return v, err
}

func (r *Room) fill(tx *gate.ReadTx, v *ItemView, s agenda, x item) error {
	c, res, err := casefile.Facts(tx, x.CaseID)
	if err != nil {
		return err
	}
	see := r.sees(tx, res)
	v.Case, v.OpensCase, v.Age = r.reserved(c, see), tx.May(policy.CaseOpen, res), -1
	if !c.Person.BirthDate.IsZero() {
		v.Age = c.Person.BirthDate.Age(s.OnDay)
	}
	staff, err := account.Colleagues(tx)
	if err != nil {
		return err
	}
	for _, part := range []func() error{
		func() error { return r.fillReferrals(tx, v, c, staff, see) },
		func() error { return fillAsks(tx, v, x, staff) },
		func() error { return fillFields(tx, v, x, staff) },
		func() error { return r.fillDecisions(tx, v, c, x, see) },
		func() error { return r.fillTeam(tx, v, c, staff) },
	} {
		if err := part(); err != nil {
			return err
		}
	}
	if v.Steps, err = casefile.StepsOf(tx, c.Cases(), true); err != nil {
		return err
	}
	v.Tick, err = tickOf(tx, s.ID)
	about, going := s.about(x), s.State == Running
	v.MayWrite = going && !x.done() && tx.May(policy.SittingCase, about)
	v.MayDecide = going && !x.done() && tx.May(policy.SittingDecide, about)
	v.MayReopen = going && x.done() && tx.May(policy.SittingDecide, about)
	v.MayRun = going && tx.May(policy.SittingRun, about)
	v.Choices = r.choices(c, tx.Today())
	return err
}

// sees tells whether the reader reads a section of a case.
type sees func(section string) bool

func (r *Room) sees(tx *gate.ReadTx, res policy.Resource) sees {
	return func(section string) bool {
		if section == "" || section == string(policy.Common) {
			return true
		}
		res.Kind, res.Section = policy.Note, policy.Section(section)
		return tx.May(policy.NoteRead, res)
	}
}

// reserved is the head of a case without what belongs to sections that the reader does not read.
func (r *Room) reserved(c casefile.Case, see sees) casefile.Case {
	if c.Suspension != nil {
		s := *c.Suspension
		if reason, _ := r.m.SuspensionReason(s.Reason); !see(reason.Section) {
			s.Reason = ""
		}
		c.Suspension = &s
	}
	if !see(string(c.ReferrerSection)) {
		c.Referrer, c.ReferrerID = "", ""
	}
	var kept []casefile.Programme
	for _, p := range c.Programmes {
		if x, ok := r.m.Programme(p.Code); ok && see(x.Section) {
			kept = append(kept, p)
		}
	}
	c.Programmes = kept
	return c
}

func (r *Room) fillReferrals(tx *gate.ReadTx, v *ItemView, c casefile.Case, staff colleagues, see sees) error {
	sheets, err := referral.SheetsOf(tx, c.Cases())
	if err != nil {
		return err
	}
	all, err := network.Organisations(tx)
	if err != nil {
		return err
	}
	for _, s := range slices.Backward(sheets) {
		if s.EpisodeID == v.EpisodeID {
			v.Referrals = append(v.Referrals, r.shownReferral(s, all, staff, see, tx.Who().Lang))
		}
	}
	return nil
}

func (r *Room) shownReferral(s referral.Sheet, all []network.Organisation, staff colleagues, see sees, lang text.Lang) Referral {
	out := Referral{ID: s.ID, Number: s.Number, ReceivedOn: s.ReceivedOn, Sender: s.SenderName, SenderBody: r.senderBody(s, all, see).In(lang), Channel: s.Channel,
		Urgency: s.Urgency, Informed: s.Informed, InformedOn: s.InformedOn, UrgencyReason: s.Words.UrgencyReason, Reason: s.Words.Reason,
		Asked: s.Words.Asked, PersonWords: s.Words.PersonWords, ServicesText: s.Words.ServicesText, Outcome: s.Outcome, OutcomeAt: s.OutcomeAt,
		OutcomeBy: staff.name(s.OutcomeBy), OutcomeReason: s.Reason}
	for _, n := range r.m.Referrals.Needs {
		if line, ticked := s.Words.Needs[n.Code]; ticked && see(n.Section) {
			out.Needs = append(out.Needs, Need{n.Code, line})
		}
	}
	for _, n := range r.m.Referrals.Services {
		switch {
		case !slices.Contains(s.Words.Services, n.Code):
		case see(n.Section):
			out.Services = append(out.Services, n.Code)
		default:
			out.ServicesText = "" // it may name them
		}
	}
	return out
}

// senderBody is the name of a sender's body as the reader may know it.
func (r *Room) senderBody(s referral.Sheet, all []network.Organisation, see sees) text.T {
	if i := slices.IndexFunc(all, func(o network.Organisation) bool { return o.ID == s.OrganisationID }); i >= 0 {
		return all[i].NameFor(see(string(all[i].Section)))
	}
	if kind, ok := r.m.OrganisationKindFor(s.SenderWords); ok {
		if k, _ := r.m.OrganisationKind(kind); !see(k.Section) {
			return text.ReservedService
		}
	}
	return text.Raw(s.SenderWords)
}

func fillAsks(tx *gate.ReadTx, v *ItemView, x item, staff colleagues) error {
	person, err := personOf(tx, x.CaseID)
	if err != nil {
		return err
	}
	open, err := tx.Opener(person)
	if err != nil {
		return err
	}
	return tx.Each("SELECT id, account_id, body, at FROM sitting_ask WHERE zone = $1 AND item_id = $2 ORDER BY at, id", []any{tx.Zone(), x.ID}, func(s gate.Scanner) error {
		var id value.ID
		var body []byte
		var a Ask
		if err := s.Scan(&id, &a.AccountID, &body, &a.At); err != nil {
			return err
		}
		var err error
		if a.Text, err = open("sitting_ask", id, "body", body); err != nil || a.Text == "" {
			return err
		}
		a.Name = staff.name(a.AccountID)
		v.Asks = append(v.Asks, a)
		return nil
	})
}

func fillFields(tx *gate.ReadTx, v *ItemView, x item, staff colleagues) error {
	v.Fields = map[string]Field{}
	err := tx.Each("SELECT id, name, body, version, by_id, at FROM sitting_field WHERE zone = $1 AND item_id = $2", []any{tx.Zone(), x.ID}, func(s gate.Scanner) error {
		var id value.ID
		var body []byte
		var f Field
		if err := s.Scan(&id, &f.Name, &body, &f.Base, &f.By, &f.At); err != nil {
			return err
		}
		plain, err := tx.OpenZone("sitting_field", id, "body", body)
		f.Text = string(plain)
		v.Fields[f.Name] = f
		return err
	})
	if err != nil {
		return err
	}
	return tx.Each("SELECT name, account_id FROM sitting_focus WHERE zone = $1 AND item_id = $2 AND until_at > $3 ORDER BY name", []any{tx.Zone(), x.ID, tx.Now()},
		func(s gate.Scanner) error {
			var w Writing
			if err := s.Scan(&w.Name, &w.AccountID); err != nil {
				return err
			}
			if w.AccountID != tx.Who().Account {
				w.Who = staff.name(w.AccountID)
				v.Writing = append(v.Writing, w)
			}
			return nil
		})
}

// fillTeam reads who follows the case and who could be its case manager with how much they have.
func (r *Room) fillTeam(tx *gate.ReadTx, v *ItemView, c casefile.Case, staff colleagues) error {
	load, err := casefile.Workload(tx)
	if err != nil {
		return err
	}
	member := map[value.ID]bool{}
	err = tx.Each("SELECT account_id FROM case_member WHERE zone = $1 AND case_id = $2 AND until_at IS NULL", []any{tx.Zone(), c.ID}, func(s gate.Scanner) error {
		var id value.ID
		err := s.Scan(&id)
		member[id] = true
		return err
	})
	for _, p := range staff {
		if p.ID == c.ManagerID || member[p.ID] {
			v.Team = append(v.Team, Place{AccountID: p.ID, Name: p.Name(), Part: r.partsOf(p)[0], Manager: p.ID == c.ManagerID, Core: p.Core})
		}
	}
	for _, p := range account.ManagersOf(staff) {
		v.Candidates = append(v.Candidates, Candidate{AccountID: p.ID, Name: p.Name(), Part: r.partsOf(p)[0], Open: load[p.ID], Most: r.m.Sittings.Workload})
	}
	return err
}
