package casefile

import (
	"net/http"
	"slices"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// shownReaders is how many of the last readers the case page shows.
const shownReaders = 4

// getCase shows the diary. A professional of the core team who has nothing to do with the case is asked for a reason first.
func (r *Room) getCase(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showCase(w, req, who, ui.NewForm(), http.StatusOK)
}

func (r *Room) showCase(w http.ResponseWriter, req *http.Request, who gate.Actor, form ui.Form, status int) error {
	d := diary{section: policy.Section(req.URL.Query().Get("sezione"))}
	if !slices.Contains(policy.Sections, d.section) || req.Method == http.MethodPost {
		d.section = ""
	}
	ask := false
	var err error
	d.caseView, err = r.open(req, who, policy.CaseOpen, func(tx *gate.ReadTx, v *caseView) error {
		d.caseView = v
		v.form = form
		return d.load(tx, req.URL.Query().Get("prima"), shownReaders)
	})
	if fault.Is(err, fault.Denied) && d.caseView != nil {
		ask = r.mayAsk(d.caseView)
	}
	if ask {
		return ui.Redirect(w, req, d.path("/motivo"), nil)
	}
	if err != nil {
		return err
	}
	if done, err := d.elsewhere(w, req); done {
		return err
	}
	d.startNote(status)
	return ui.Render(w, req, status, casePage(d))
}

// mayAsk tells whether somebody who may not open a case may ask to, without a leaf of its own: the refusal has left one.
func (r *Room) mayAsk(v *caseView) bool {
	if v.c.ID == "" {
		return false
	}
	v.res.Zone = v.who.Zone
	ok, err := r.g.Rules().Decide(v.who.Principal, policy.CaseGlass, v.res)
	return ok && err == nil
}

// startNote fills the box with what a new note begins with, where nothing was typed.
func (d *diary) startNote(status int) {
	f := d.form
	for name, v := range map[string]string{"once": string(value.NewID()), "section": string(d.homeSection()), "on": d.today.Format()} {
		if f.Value(name) == "" {
			f = f.Set(name, v)
		}
	}
	if status == http.StatusConflict || f.Value("next_was") == "" {
		f = f.Set("next_was", d.c.NextOn.ISO())
	}
	if status == http.StatusConflict {
		f = f.Set("once", string(value.NewID()))
		d.stale = d.strip()
	}
	d.form = f
}

func (r *Room) postNote(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f, today := ui.FormFrom(req), r.g.Today()
	var c fault.Check
	in := NoteInput{Section: policy.Section(f.Value("section")), Text: f.Value("text"), NextWhat: f.Value("next_what")}
	in.Once, _ = value.ParseID(f.Value("once"))
	in.NextWas, _ = value.ParseISO(f.Value("next_was"))
	if in.On = PastDay(&c, f, "on", today); f.Value("on") == "" {
		in.On = today
	}
	in.NextOn = comingDayOf(&c, f, "next_on", today)
	if in.NextOn.IsZero() && in.NextWhat != "" {
		c.Require(f.Value("next_on") != "", "next_on", text.DateNeeded)
	}
	if err = c.Err(); err == nil {
		_, err = r.WriteNote(req.Context(), who, id, in)
	}
	if err != nil {
		return r.again(w, req, who, f, err, r.showCase)
	}
	return ui.Redirect(w, req, "/casi/"+string(id), &ui.Flash{Text: text.NoteSaved})
}

func (r *Room) getCorrection(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showCorrection(w, req, who, ui.NewForm(), http.StatusOK)
}

func (r *Room) showCorrection(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error {
	noteID, err := ui.PathID(req, "n")
	if err != nil {
		return err
	}
	var n Note
	v, err := r.open(req, who, policy.CaseOpen, func(tx *gate.ReadTx, v *caseView) (err error) {
		if n, err = loadNote(tx, v.c, noteID); err != nil {
			return err
		}
		if err := tx.Decide(policy.NoteWrite, noteOf(v.res, n.Section)); err != nil {
			return err
		}
		if n.Author != who.Account {
			return fault.Missing()
		}
		n, err = n.unseal(tx, v.c)
		return err
	})
	if err != nil {
		return err
	}
	if v.form = f; f.Value("on") == "" && f.Value("text") == "" && status == http.StatusOK {
		v.form = ui.NewForm("on", n.On.Format(), "text", n.Text)
	}
	return ui.Render(w, req, status, correctionPage(v, n, status == http.StatusConflict))
}

func (r *Room) postCorrection(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	noteID, err := ui.PathID(req, "n")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	var c fault.Check
	in := Correction{On: PastDay(&c, f, "on", r.g.Today()), Text: f.Value("text")}
	if err = c.Err(); err == nil {
		_, err = r.CorrectNote(req.Context(), who, id, noteID, in)
	}
	if err != nil {
		return r.again(w, req, who, f, err, r.showCorrection)
	}
	return ui.Redirect(w, req, "/casi/"+string(id), &ui.Flash{Text: text.NoteCorrected})
}

func (r *Room) getReaders(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	var list []Reading
	var next int64
	v, err := r.open(req, who, policy.ReadersRead, func(tx *gate.ReadTx, v *caseView) (err error) {
		if err := tx.Decide(policy.ReadersRead, v.res); err != nil {
			return err
		}
		list, next, err = Readers(tx, v.c, v.res, 50, leafOf(req.URL.Query().Get("prima")))
		return err
	})
	if err != nil {
		return err
	}
	if done, err := v.elsewhere(w, req); done {
		return err
	}
	return ui.Render(w, req, http.StatusOK, readersPage(v, list, next))
}
