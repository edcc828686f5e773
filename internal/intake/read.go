package intake

import (
	"context"
	"maps"
	"slices"

	"siil/internal/account"
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/network"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/value"
)

// Read reads one referral, for its sender and for those who work on it here (ReferralRead), in a fixed number of queries. The sender reads
// what was sent, what is asked, the outcome and what the team has said; nothing of the archive. Whoever works here does not read what
// belongs to a section of the case that is not theirs.
func (r *Room) Read(ctx context.Context, who gate.Actor, id value.ID) (v View, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		v, err = r.read(tx, id)
		return err
	})
	return v, err
}

func (r *Room) read(tx *gate.ReadTx, id value.ID) (v View, err error) {
	s, c, res, err := standing(tx, id)
	if err != nil {
		return v, err
	}
	outside := res
	outside.Own = false
	inside := tx.May(policy.ReferralRead, outside)
	about := res
	if inside {
		about.ID = c.ID // who has read a case sees this reading too
	}
	if err := tx.Decide(policy.ReferralRead, about); err != nil {
		return v, err
	}
	one := []referral.Sheet{s}
	if err := referral.Open(tx, one); err != nil {
		return v, err
	}
	orgs, err := directory(tx)
	if err != nil {
		return v, err
	}
	v = View{Sheet: one[0], Mine: res.Own, Late: s.Late(tx.Today()), MayReply: s.State == referral.ToComplete && tx.May(policy.ReferralReply, res)}
	v.Person, _ = written(v.Sheet.Words)
	sees := r.reserved(tx, &v, res)
	if v.Organisation = r.body(orgs, s.OrganisationID, s.SenderWords, sees); v.Organisation == text.ReservedService {
		v.Sheet.SenderWords = ""
	}
	if v.Files, err = files(tx, s); err != nil {
		return v, err
	}
	if !inside {
		v.hideInside()
		return v, nil
	}
	return v, r.readInside(tx, &v, c, res, orgs, sees)
}

// hideInside takes out what would tell the sender of the archive or of who works here.
func (v *View) hideInside() {
	s := &v.Sheet
	s.CaseID, s.EpisodeID, s.PersonID, s.OutcomeBy = "", "", "", ""
	for i := range s.Messages {
		if s.Messages[i].Kind == referral.Question {
			s.Messages[i].By = ""
		}
	}
	for i := range v.Files {
		v.Files[i].MadeBy = ""
	}
}

// sees tells whether the reader reads a section of the case.
type sees func(section string) bool

// reserved lists needs and services, and takes out of the view what belongs to a section that the reader does not read. The sender wrote
// it and reads it.
func (r *Room) reserved(tx *gate.ReadTx, v *View, res policy.Resource) sees {
	may := map[string]bool{"": true, string(policy.Common): true}
	see := func(section string) bool {
		if ok, known := may[section]; known {
			return ok
		}
		res.Kind, res.Section = policy.Note, policy.Section(section)
		may[section] = res.Own || tx.May(policy.NoteRead, res)
		return may[section]
	}
	w := &v.Sheet.Words
	w.Needs = maps.Clone(w.Needs)
	for _, n := range r.m.Referrals.Needs {
		line, ticked := w.Needs[n.Code]
		switch {
		case !ticked:
		case see(n.Section):
			v.Needs = append(v.Needs, Ticked{n, line})
		default:
			delete(w.Needs, n.Code)
		}
	}
	var kept []string
	for _, n := range r.m.Referrals.Services {
		if slices.Contains(w.Services, n.Code) {
			if !see(n.Section) {
				w.ServicesText = "" // it may name them
				continue
			}
			v.Services, kept = append(v.Services, n), append(kept, n.Code)
		}
	}
	w.Services = kept
	return see
}

func directory(tx *gate.ReadTx) (map[value.ID]network.Organisation, error) {
	all, err := network.Organisations(tx)
	out := make(map[value.ID]network.Organisation, len(all))
	for _, o := range all {
		out[o.ID] = o
	}
	return out, err
}

// body is the name of a sender's body as the reader may know it.
func (r *Room) body(orgs map[value.ID]network.Organisation, id value.ID, words string, see sees) text.T {
	if o, ok := orgs[id]; ok {
		return o.NameFor(see(string(o.Section)))
	}
	if kind, ok := r.m.OrganisationKindFor(words); ok {
		if k, _ := r.m.OrganisationKind(kind); !see(k.Section) {
			return text.ReservedService
		}
	}
	return text.Raw(words)
}

// readInside adds what those see who work here.
func (r *Room) readInside(tx *gate.ReadTx, v *View, c casefile.Case, res policy.Resource, orgs map[value.ID]network.Organisation, see sees) error {
	s := v.Sheet
	ofCase := res
	ofCase.Kind, ofCase.ID = policy.Case, c.ID
	v.CaseID, v.CaseNumber, v.CaseState, v.OpensCase = c.ID, c.Number, c.State, tx.May(policy.CaseOpen, ofCase)
	var wrote bool
	v.Written, wrote = written(s.Words)
	v.Person = recordOf(c)
	for _, f := range person.Fields {
		if w := v.Written.Get(f); w != "" && w != v.Person.Get(f) {
			v.Differs = append(v.Differs, f)
		}
	}
	if err := r.nameThem(tx, v); err != nil {
		return err
	}
	var err error
	if v.Others, err = r.others(tx, c, s.ID, orgs, see); err != nil {
		return err
	}
	v.MayAssess = s.State != referral.Answered && tx.May(policy.ReferralAssess, res)
	v.MayMerge = tx.May(policy.PersonMerge, ofCase)
	if v.MayAssess {
		v.Outcomes = guideline.Offered(r.m.Referrals.Outcomes, tx.Today().ISO())
	}
	if !tx.May(policy.PersonCreate, policy.Resource{Kind: policy.Person}) {
		return nil
	}
	like := v.Person
	if wrote { // a code that stands on somebody else is only in what was written
		like = v.Written
	}
	like.ID = c.PersonID
	v.Twins, err = showTwins(tx, like)
	return err
}

func recordOf(c casefile.Case) person.Person {
	p := c.Person
	return person.Person{ID: c.PersonID, GivenName: p.GivenName, FamilyName: p.FamilyName, TaxCode: p.TaxCode, BirthDate: p.BirthDate,
		BirthPlace: p.BirthPlace, Sex: p.Sex, Municipality: p.Municipality, Address: p.Address, Phone: p.Phone, Email: p.Email, Language: p.Language,
		Version: p.Version}
}

// nameThem finds the names of whoever typed in, asked and answered.
func (r *Room) nameThem(tx *gate.ReadTx, v *View) error {
	all, err := account.Colleagues(tx)
	names := make(map[value.ID]string, len(all))
	for _, c := range all {
		names[c.ID] = c.Name()
	}
	v.OutcomeBy, v.Names = names[v.Sheet.OutcomeBy], map[value.ID]string{}
	if v.Sheet.MadeBy != v.Sheet.SenderID {
		v.TypedBy = names[v.Sheet.MadeBy]
	}
	for _, m := range v.Sheet.Messages {
		v.Names[m.By] = names[m.By]
	}
	return err
}

// others reads the other referrals of the case, those that a list has brought too, the first one first.
func (r *Room) others(tx *gate.ReadTx, c casefile.Case, but value.ID, orgs map[value.ID]network.Organisation, see sees) ([]Other, error) {
	args := []any{tx.Zone(), but}
	query := `SELECT f.id, COALESCE(s.number, 0), f.received_on, COALESCE(s.sender_name, ''), f.organisation_id, COALESCE(f.sender_words, ''), COALESCE(s.state, '')
		FROM referral f LEFT JOIN referral_sheet s ON s.zone = f.zone AND s.id = f.id
		WHERE f.zone = $1 AND f.id <> $2 AND f.case_id IN ` + gate.Among(&args, c.Cases()) + " ORDER BY f.received_on, f.id"
	return gate.All(tx, query, args, func(x gate.Scanner) (o Other, err error) {
		var org value.ID
		var words string
		err = x.Scan(&o.ID, &o.Number, &o.ReceivedOn, &o.SenderName, &org, &words, &o.State)
		o.Organisation = r.body(orgs, org, words, see)
		return o, err
	})
}
