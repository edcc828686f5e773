package casefile

import (
	"net/http"
	"net/url"
	"slices"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// bulkView is the page of the hand-over of a colleague's cases: whose and to whom, then which.
type bulkView struct {
	form     ui.Form
	from, to value.ID
	d        directory
	load     map[value.ID]int // open cases of each colleague
	rows     []Row
	pending  map[value.ID]value.ID
	lang     text.Lang
	done     BulkDone
	token    string // the same, sealed
}

// readBulk reads the page for the coordinator.
func (l *lister) readBulk(req *http.Request, who gate.Actor, form ui.Form) (p *bulkView, err error) {
	p = &bulkView{form: form, lang: text.LangOf(req.Context())}
	p.from, _ = value.ParseID(form.Value("da"))
	p.to, _ = value.ParseID(form.Value("a"))
	err = l.g.Read(req.Context(), who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.HandOverBulk, policy.Resource{Kind: policy.HandOver}); err != nil {
			return err
		}
		if p.d, err = l.directory(tx); err != nil {
			return err
		}
		if p.load, err = loads(tx, l.m); err != nil || p.from == "" {
			return err
		}
		q := Query{Managers: []string{string(p.from)}, Open: true, Sort: ByName}
		if p.rows, err = l.rows(tx, p.d, q, policy.CaseList, true, position{}, MaxBulk); err != nil {
			return err
		}
		p.pending, err = pendingOf(tx, p.from)
		return err
	})
	return p, err
}

// loads counts the open cases of each colleague.
func loads(tx *gate.ReadTx, m *guideline.Model) (map[value.ID]int, error) {
	out := map[value.ID]int{}
	b := newBuilder(tx, directory{m: m}, Query{Open: true})
	query := "SELECT c.manager_id, COUNT(*) FROM case_file c WHERE " + b.where(nil) + " AND c.manager_id IS NOT NULL GROUP BY c.manager_id"
	err := tx.Tally(query, b.args.list, func(s gate.Scanner) error {
		var id value.ID
		var n int
		err := s.Scan(&id, &n)
		out[id] = n
		return err
	})
	return out, err
}

// pendingOf are the offers that wait on the cases of a colleague: to whom.
func pendingOf(tx *gate.ReadTx, from value.ID) (map[value.ID]value.ID, error) {
	out := map[value.ID]value.ID{}
	err := tx.Each(`SELECT h.case_id, h.to_id FROM case_file c JOIN hand_over h ON h.zone = c.zone AND h.case_id = c.id AND h.answered_at IS NULL
		WHERE c.zone = $1 AND c.manager_id = $2 AND c.merged_into IS NULL`, []any{tx.Zone(), string(from)}, func(s gate.Scanner) error {
		var id, to value.ID
		err := s.Scan(&id, &to)
		out[id] = to
		return err
	})
	return out, err
}

func (l *lister) getBulk(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := l.readBulk(req, who, ui.FormFrom(req))
	if err != nil {
		return err
	}
	for _, row := range p.rows {
		if p.pending[row.ID] == "" {
			p.form = p.form.Set("caso", append(p.form.All("caso"), string(row.ID))...)
		}
	}
	return ui.Render(w, req, http.StatusOK, bulkDocument(p))
}

func (l *lister) postBulk(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	form := ui.FormFrom(req)
	in := Bulk{Reason: form.Value("reason"), Left: form.Has("left", "1")}
	in.From, _ = value.ParseID(form.Value("da"))
	in.To, _ = value.ParseID(form.Value("a"))
	for _, s := range form.All("caso") {
		if id, ok := value.ParseID(s); ok && !slices.Contains(in.Cases, id) && len(in.Cases) <= MaxBulk {
			in.Cases = append(in.Cases, id)
		}
	}
	done, err := l.HandOverAll(req.Context(), who, in)
	if fault.Is(err, fault.Invalid) {
		p, again := l.readBulk(req, who, form.With(err))
		if again != nil {
			return again
		}
		return ui.Render(w, req, http.StatusUnprocessableEntity, bulkDocument(p))
	}
	if err != nil {
		return err
	}
	done.Out = done.Out[:min(len(done.Out), 50)] // an address is not endless
	return ui.Redirect(w, req, pathBulk+"/esito?"+url.Values{"fatto": {l.seal(who, "bulk", "", done)}}.Encode(), nil)
}

// getBulkDone says what was done, what was left out and why. The address holds it sealed.
func (l *lister) getBulkDone(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	var done BulkDone
	if !l.unseal(who, "bulk", "", req.URL.Query().Get("fatto"), &done) {
		return l.getBulk(w, req, who)
	}
	p := &bulkView{done: done, token: req.URL.Query().Get("fatto"), from: done.From, to: done.To, lang: text.LangOf(req.Context())}
	err := l.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.HandOverBulk, policy.Resource{Kind: policy.HandOver}); err != nil {
			return err
		}
		if p.d, err = l.directory(tx); err != nil || len(done.Out) == 0 {
			return err
		}
		var args argList
		ids := make([]value.ID, len(done.Out))
		for i, o := range done.Out {
			ids[i] = o.CaseID
		}
		keys := "SELECT c.zone AS zone, 0 AS rank, c.name_key AS sort_key, c.id AS id FROM case_file c WHERE {scope} AND " + anyOf(&args, "c.id", ids)
		p.rows, err = gate.List(tx, gate.Listing[Row]{Action: policy.CaseList, Query: rowsOf(keys), Args: args.list, Row: p.d.row(tx)})
		return err
	})
	if err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, bulkDoneDocument(p))
}

func (l *lister) postBulkUndo(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	form := ui.FormFrom(req)
	var done BulkDone
	l.unseal(who, "bulk", "", form.Value("fatto"), &done)
	n, stayed, err := l.UndoHandOverAll(req.Context(), who, done.From, done.To, done.At)
	if err != nil {
		return err
	}
	flash := &ui.Flash{Text: text.BulkUndone.With(n)}
	switch {
	case n == 0:
		flash = &ui.Flash{Text: text.BulkNothingUndo, Bad: true}
	case stayed > 0:
		flash = &ui.Flash{Text: text.BulkUndoneSome.With(n, stayed)}
	}
	return ui.Redirect(w, req, pathBulk, flash)
}

// givers are the colleagues who have open cases, those who may no longer work on cases too.
func (p *bulkView) givers() (out []ui.Option) {
	for _, c := range p.d.colleagues {
		if n := p.load[c.ID]; n > 0 || c.ID == p.from {
			out = append(out, ui.Option{Value: string(c.ID), Label: text.BulkCases.With(c.Name(), n)})
		}
	}
	return out
}

func (p *bulkView) takers() (out []ui.Option) {
	for _, c := range account.ManagersOf(p.d.colleagues) {
		if c.ID != p.from {
			out = append(out, ui.Option{Value: string(c.ID), Label: text.BulkCases.With(c.Name(), p.load[c.ID])})
		}
	}
	return out
}

func (p *bulkView) name(id value.ID) string {
	for _, c := range p.d.colleagues {
		if c.ID == id {
			return c.Name()
		}
	}
	return ""
}

func (p *bulkView) free() int {
	n := 0
	for _, w := range p.rows {
		if p.pending[w.ID] == "" {
			n++
		}
	}
	return n
}

var outWords = map[string]text.T{outPending: text.BulkWhyPending, outMoved: text.BulkWhyMoved, outClosed: text.BulkWhyClosed, outMissing: text.BulkWhyMissing}

func (p *bulkView) why(id value.ID) text.T {
	for _, o := range p.done.Out {
		if o.CaseID == id {
			return outWords[o.Why]
		}
	}
	return text.T{}
}

func (p *bulkView) result() text.T {
	words := text.BulkAsked
	if p.done.Left {
		words = text.BulkPassed
	}
	return words.With(p.done.Done, p.name(p.to))
}

func (p *bulkView) stateWord(code string) text.T { return (&listView{d: p.d}).stateWord(code) }
