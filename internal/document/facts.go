package document

import (
	"context"
	"strconv"

	"siil/internal/account"
	"siil/internal/blank"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/network"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// facts gathers what is known under the names of the dictionary, as far as the writer may read it and the readers of the document may too: of
// anything that has a section, only the common one and the document's own.
type facts struct {
	r       *Room
	who     gate.Actor
	in      Request
	t       *blank.Template
	model   guideline.DocumentModel
	lang    text.Lang
	section policy.Section
	c       casefile.Case
	res     policy.Resource

	data    map[string]any
	people  []account.Colleague
	names   map[value.ID]string // theirs
	subject value.ID            // what the document is about, when that is something of the case
	day     value.Date          // of the subject, for the title
}

// admits tells whether what belongs to a section may stand in the document.
func (f *facts) admits(s string) bool {
	return s == "" || s == string(policy.Common) || s == string(f.section)
}

func (f *facts) set(name, words string) {
	if words != "" {
		f.data[name] = words
	}
}

func (f *facts) put(name string, t text.T) { f.set(name, t.In(f.lang)) }

func (f *facts) on(name string, d value.Date) { f.set(name, d.Format()) }

// list sets a list; an empty one is known to be empty.
func (f *facts) list(name string, items []map[string]any) { f.data[name] = items }

// want is the subject that was asked for, when the model is about such a thing; absent: the newest.
func (f *facts) want(kind string) value.ID {
	if f.model.Subject == kind {
		return f.in.Subject
	}
	return ""
}

// is notes what was found, and when it is what the document is about.
func (f *facts) is(kind string, id value.ID, day value.Date) {
	if f.model.Subject == kind {
		f.subject, f.day = id, day
	}
}

// about fails when the document is about something that was not found. A closing report is written before the closure.
func (f *facts) about() error {
	switch f.model.Subject {
	case guideline.AboutCase, guideline.AboutZone, guideline.AboutClosure:
		return nil
	}
	if f.subject != "" {
		return nil
	}
	var c fault.Check
	if f.in.Subject != "" {
		c.Add("subject", text.PaperSubjectGone)
	} else {
		c.Add("subject", text.PaperSubjectNone)
	}
	return c.Err()
}

// title is how the document is called if nobody writes a title.
func (f *facts) title() string {
	label := f.model.Label.In(f.lang)
	if f.day.IsZero() {
		return label
	}
	return text.PaperTitleOf.F(f.lang, label, f.day.Format())
}

// inside gathers what is read in one transaction; the caller has decided that the actor makes the document.
func (f *facts) inside(tx *gate.ReadTx) error {
	for _, part := range []func(*gate.ReadTx) error{f.zone, f.person, f.caseFile, f.referral, f.closure, f.steps} {
		if err := part(tx); err != nil {
			return err
		}
	}
	return nil
}

// outside gathers what other rooms give by their own queries.
func (f *facts) outside(ctx context.Context) error {
	for _, part := range []func(context.Context) error{f.assessment, f.plan, f.sitting, f.year} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	f.parts()
	return nil
}

func (f *facts) zone(tx *gate.ReadTx) error {
	l, _, err := letterhead(tx)
	if err != nil {
		return err
	}
	f.set("zona.nome", f.r.g.Zone(tx.Zone()).Name)
	f.set("ente.nome", l.Lines[0])
	f.on("oggi", tx.Today())
	f.on("documento.data", tx.Today())
	f.set("autore.nome", f.who.Name)
	f.set("autore.ruolo", f.roleOf(f.who.Roles))
	return nil
}

func (f *facts) roleOf(roles []policy.Role) string {
	for _, x := range roles {
		if role, ok := f.r.m.Role(string(x)); ok {
			return role.Label.In(f.lang)
		}
	}
	return ""
}

func (f *facts) person(tx *gate.ReadTx) error {
	if f.c.ID == "" || !f.t.Uses("persona") || !tx.May(policy.PersonRead, f.res) {
		return nil
	}
	p := f.c.Person
	f.set("persona.nome", p.GivenName)
	f.set("persona.cognome", p.FamilyName)
	f.on("persona.nata_il", p.BirthDate)
	f.set("persona.nata_a", p.BirthPlace)
	f.set("persona.codice_fiscale", string(p.TaxCode))
	f.set("persona.indirizzo", p.Address)
	f.set("persona.comune", person.MunicipalityName(p.Municipality))
	f.set("persona.telefono", p.Phone)
	f.set("persona.email", p.Email)
	f.set("persona.lingua", p.Language)
	return nil
}

func (f *facts) caseFile(tx *gate.ReadTx) error {
	if f.c.ID == "" {
		return nil
	}
	c := f.c
	f.on("appuntamento.data", c.NextOn)
	f.set("appuntamento.motivo", c.NextWhat)
	f.set("appuntamento.luogo", c.Seat)
	f.set("caso.numero", strconv.Itoa(c.Number))
	state, _ := f.r.m.State(c.State)
	f.put("caso.stato", state.Label)
	f.on("caso.stato_dal", c.StateOn)
	f.on("caso.aperto_il", c.OpenedOn)
	f.set("caso.case_manager", c.Manager)
	f.set("caso.sede", c.Seat)
	f.on("caso.prossima_data", c.NextOn)
	f.set("caso.prossima_cosa", c.NextWhat)
	if f.t.Uses("caso.programmi") {
		f.data["caso.programmi"] = f.programmes()
	}
	if f.t.Uses("caso.gruppo") {
		return f.team(tx)
	}
	return nil
}

func (f *facts) programmes() []map[string]any {
	out := []map[string]any{}
	for _, x := range f.c.Programmes {
		p, ok := f.r.m.Programme(x.Code)
		if !ok || !f.admits(p.Section) {
			continue
		}
		out = append(out, map[string]any{"nome": p.Label.In(f.lang), "dal": x.Since.Format()})
	}
	return out
}

// team are those who work on the case, its manager first, each with the profession.
func (f *facts) team(tx *gate.ReadTx) error {
	in := map[value.ID]bool{}
	err := tx.Each("SELECT account_id FROM case_member WHERE zone = $1 AND case_id = $2 AND until_at IS NULL", []any{tx.Zone(), f.c.ID}, func(s gate.Scanner) error {
		var id value.ID
		err := s.Scan(&id)
		in[id] = true
		return err
	})
	out := []map[string]any{}
	for _, x := range f.people {
		line := map[string]any{"nome": x.Name(), "ruolo": f.roleOf(x.Roles)}
		switch {
		case x.ID == f.c.ManagerID:
			line["ruolo"] = text.PaperCaseManager.In(f.lang)
			out = append([]map[string]any{line}, out...)
		case in[x.ID]:
			out = append(out, line)
		}
	}
	f.list("caso.gruppo", out)
	return err
}

// body is the name of a body as the document may hold it.
func (f *facts) body(all []network.Organisation, id value.ID, words string) text.T {
	for _, o := range all {
		if o.ID == id {
			return o.NameFor(o.Section != "" && f.admits(string(o.Section)))
		}
	}
	if code, ok := f.r.m.OrganisationKindFor(words); ok {
		if k, _ := f.r.m.OrganisationKind(code); !f.admits(k.Section) {
			return text.ReservedService
		}
	}
	return text.Raw(words)
}

func (f *facts) steps(tx *gate.ReadTx) error {
	if f.c.ID == "" || !f.t.Uses("passi") {
		return nil
	}
	steps, err := casefile.StepsOf(tx, f.c.Cases(), true)
	out := []map[string]any{}
	for _, s := range steps {
		out = append(out, map[string]any{"cosa": s.What, "chi": s.Who, "entro": s.DueOn.Format()})
	}
	f.list("passi", out)
	return err
}
