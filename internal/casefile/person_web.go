package casefile

import (
	"net/http"
	"strconv"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// PersonRoutes are the pages of the person of a case, and the one that makes a person with a case.
func (r *Room) PersonRoutes() []ui.Route {
	return []ui.Route{
		ui.Get("/casi/nuovo", policy.CaseCreate, r.newCasePage),
		ui.Post("/casi/nuovo", policy.CaseCreate, r.postNewCase),
		ui.Get("/casi/{id}/persona", policy.PersonRead, r.personPage),
		ui.Post("/casi/{id}/persona", policy.PersonCorrect, r.postPerson),
		ui.Post("/casi/{id}/persona/numeri", policy.PersonCorrect, r.postNumber),
		ui.Post("/casi/{id}/persona/numeri/{row}/fine", policy.PersonCorrect, r.postNumberEnd),
		ui.Post("/casi/{id}/persona/programmi", policy.PersonCorrect, r.postProgramme),
		ui.Post("/casi/{id}/persona/programmi/{row}/fine", policy.PersonCorrect, r.postProgrammeEnd),
	}
}

// personView is what the page of a person shows.
type personView struct {
	*caseView
	p           person.Person
	mayCorrect  bool
	mayOpen     bool
	conflict    []ui.Compared
	corrections []person.Correction
	numbers     []person.ExternalID
	programmes  []membershipView
	numberForm  ui.Form
	enrolForm   ui.Form
	towns       []string
	offered     []ui.Option
}

type membershipView struct {
	ID           value.ID
	Label        text.T
	Words        string
	Since, Until value.Date
	form         ui.Form
}

func (v personView) here() string { return v.path("/persona") }

// viewPerson reads the page for who may read the person (PersonRead).
func (r *Room) viewPerson(req *http.Request, who gate.Actor) (v personView, err error) {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return v, err
	}
	v.caseView = &caseView{r: r, who: who, today: r.g.Today(), lang: text.LangOf(req.Context())}
	err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		if v.c, v.res, err = Facts(tx, id); err != nil {
			return err
		}
		if err := tx.Decide(policy.PersonRead, v.res); err != nil {
			return err
		}
		v.mayCorrect, v.mayOpen = tx.May(policy.PersonCorrect, v.res), tx.May(policy.CaseOpen, v.res)
		v.may = map[policy.Action]bool{policy.PersonRead: true, policy.ReadersRead: tx.May(policy.ReadersRead, v.res)}
		if v.p, err = person.Load(tx, v.c.PersonID); err != nil {
			return err
		}
		if v.corrections, err = person.Corrections(tx, v.p); err != nil {
			return err
		}
		if v.numbers, err = person.ExternalIDs(tx, v.p.ID); err != nil {
			return err
		}
		return r.viewMemberships(tx, &v)
	})
	v.form, v.towns, v.offered = personForm(v.p), TownNames(who.Zone), r.programmeOptions(v.today)
	return v, err
}

func (r *Room) viewMemberships(tx *gate.ReadTx, v *personView) error {
	all, err := memberships(tx, v.c)
	for _, m := range all {
		label, reserved := programmeLabel(r.m, m.Programme, func(section string) bool {
			return policy.Section(section) == policy.Common || tx.May(policy.NoteRead, noteOf(v.res, policy.Section(section)))
		})
		if reserved {
			m.Words = ""
		}
		v.programmes = append(v.programmes, membershipView{ID: m.ID, Label: label, Words: m.Words, Since: m.Since, Until: m.Until})
	}
	return err
}

func (r *Room) personPage(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	v, err := r.viewPerson(req, who)
	if err != nil {
		return err
	}
	if done, err := v.elsewhere(w, req); done {
		return err
	}
	return ui.Render(w, req, http.StatusOK, personDocument(v))
}

func (r *Room) postPerson(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	form := ui.FormFrom(req)
	p, unread := PersonFrom(form, who.Zone, r.g.Today())
	in := PersonInput{Person: p, Reason: form.Value("reason")}
	in.Version, _ = strconv.Atoi(form.Value("version"))
	if unread == nil {
		err = r.CorrectPerson(req.Context(), who, id, in)
	} else {
		err = fault.Join(unread, person.Check(&p, r.g.Today()))
	}
	if err == nil {
		return ui.Redirect(w, req, "/casi/"+string(id)+"/persona", &ui.Flash{Text: text.PersonSaved})
	}
	return r.personAgain(w, req, who, err, func(v *personView) {
		v.form = form.With(err)
		if fault.Is(err, fault.Conflict) {
			_ = person.Check(&p, r.g.Today())
			v.conflict = conflictRows(v.p, p, text.LangOf(req.Context()))
			v.form = v.form.Set("version", strconv.Itoa(v.p.Version))
		}
	})
}

// personAgain shows the page again with what was typed and what is wrong with it, to who may correct the person. Any other error goes on.
func (r *Room) personAgain(w http.ResponseWriter, req *http.Request, who gate.Actor, cause error, set func(v *personView)) error {
	if !fault.Is(cause, fault.Invalid) && !fault.Is(cause, fault.Conflict) {
		return cause
	}
	v, err := r.viewPerson(req, who)
	if err != nil {
		return err
	}
	if !v.mayCorrect {
		return fault.Missing()
	}
	set(&v)
	return ui.Render(w, req, ui.Status(fault.KindOf(cause)), personDocument(v))
}

func (r *Room) postNumber(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	form := ui.FormFrom(req)
	if err := r.AddExternalID(req.Context(), who, id, form.Value("owner"), form.Value("number")); err != nil {
		return r.personAgain(w, req, who, err, func(v *personView) { v.numberForm = form.With(err) })
	}
	return ui.Redirect(w, req, "/casi/"+string(id)+"/persona", &ui.Flash{Text: text.PersonNumberAdded})
}

func (r *Room) postNumberEnd(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, row, err := pathRow(req)
	if err != nil {
		return err
	}
	if err := r.EndExternalID(req.Context(), who, id, row); err != nil {
		return err
	}
	return ui.Redirect(w, req, "/casi/"+string(id)+"/persona", &ui.Flash{Text: text.PersonNumberEnded})
}

func pathRow(req *http.Request) (id, row value.ID, err error) {
	if id, err = ui.PathID(req, "id"); err != nil {
		return "", "", err
	}
	row, err = ui.PathID(req, "row")
	return id, row, err
}

func (r *Room) postProgramme(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	form := ui.FormFrom(req)
	var c fault.Check
	e := Enrolment{Programme: form.Value("programme"), Words: form.Value("words"), Since: dayFrom(&c, form, "since", value.ForEvent(r.g.Today()))}
	if err = c.Err(); err == nil {
		err = r.Enrol(req.Context(), who, id, e)
	}
	if err != nil {
		return r.personAgain(w, req, who, err, func(v *personView) { v.enrolForm = form.With(err) })
	}
	return ui.Redirect(w, req, "/casi/"+string(id)+"/persona", &ui.Flash{Text: text.ProgrammeAdded})
}

func (r *Room) postProgrammeEnd(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, row, err := pathRow(req)
	if err != nil {
		return err
	}
	form, field := ui.FormFrom(req), "until-"+string(row)
	var c fault.Check
	until := dayFrom(&c, form, field, value.ForEvent(r.g.Today()))
	if err = c.Err(); err == nil {
		err = underName(r.EndMembership(req.Context(), who, id, row, until), "until", field)
	}
	if err != nil {
		return r.personAgain(w, req, who, err, func(v *personView) {
			for i := range v.programmes {
				if v.programmes[i].ID == row {
					v.programmes[i].form = form.With(err)
				}
			}
		})
	}
	return ui.Redirect(w, req, "/casi/"+string(id)+"/persona", &ui.Flash{Text: text.ProgrammeEnded})
}

// underName puts what is wrong with a field under the name that it has in the form.
func underName(err error, from, to string) error {
	f, ok := err.(*fault.Error)
	if !ok || f.Kind != fault.Invalid {
		return err
	}
	var c fault.Check
	for _, x := range f.Fields {
		if x.Name == from {
			x.Name = to
		}
		c.Add(x.Name, x.Text)
	}
	return c.Err()
}
