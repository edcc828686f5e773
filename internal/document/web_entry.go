package document

import (
	"context"
	"net/http"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// Entry reads the register's line of one document, for who keeps the register.
func (r *Room) Entry(ctx context.Context, who gate.Actor, id value.ID) (e Entry, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.DocumentRegister, policy.Resource{Kind: policy.Paper, ID: id}); err != nil {
			return err
		}
		all, err := gate.All(tx, entrySQL+" AND d.id = $3", []any{tx.Zone(), tx.Who().Account, id}, func(s gate.Scanner) (Entry, error) { return scanEntry(tx, s) })
		if err == nil && len(all) == 0 {
			err = fault.Missing()
		}
		if err == nil {
			e = all[0]
		}
		return err
	})
	return e, err
}

// entryPage is a document as the register knows it: what it is, its protocol.
type entryPage struct {
	*page
	e Entry
}

func (r *Room) openEntry(req *http.Request, who gate.Actor) (*entryPage, error) {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return nil, err
	}
	p := &entryPage{page: r.newPage(req, who)}
	p.e, err = r.Entry(req.Context(), who, id)
	return p, err
}

func (r *Room) getEntry(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openEntry(req, who)
	if err != nil {
		return err
	}
	on := p.e.ProtocolOn
	if on.IsZero() {
		on = p.today
	}
	p.form = ui.NewForm("protocol", p.e.ProtocolNumber, "on", on.Format())
	return ui.Render(w, req, http.StatusOK, entryDocument(p))
}

func (r *Room) postEntry(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openEntry(req, who)
	if err != nil {
		return err
	}
	p.form = ui.FormFrom(req)
	var c fault.Check
	on := dayFrom(&c, p.form, "on", p.today)
	if err = c.Err(); err == nil {
		err = r.SetProtocol(req.Context(), who, p.e.ID, p.form.Value("protocol"), on)
	}
	if shown(err) {
		p.form = p.form.With(err)
		return ui.Render(w, req, ui.Status(fault.KindOf(err)), entryDocument(p))
	}
	if err != nil {
		return err
	}
	said := text.PaperProtocolSet
	if p.form.Value("protocol") == "" {
		said = text.PaperProtocolGone
	}
	return ui.Redirect(w, req, p.e.address(), &ui.Flash{Text: said.With(p.e.Short())})
}

// address is where a document is seen best by the reader of a line.
func (e Entry) address() string {
	if e.Opens {
		return pathOf(e.ID)
	}
	return pathOf(e.ID) + "/registro"
}

func (r *Room) getVoid(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openEntry(req, who)
	if err != nil {
		return err
	}
	if !p.e.VoidedAt.IsZero() {
		return ui.Redirect(w, req, p.e.address(), &ui.Flash{Text: text.PaperVoidedAlready, Bad: true})
	}
	return ui.Render(w, req, http.StatusOK, voidDocument(p))
}

func (r *Room) postVoid(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openEntry(req, who)
	if err != nil {
		return err
	}
	p.form = ui.FormFrom(req)
	err = r.Void(req.Context(), who, p.e.ID, p.form.Lines("why"))
	if shown(err) {
		p.form = p.form.With(err)
		return ui.Render(w, req, ui.Status(fault.KindOf(err)), voidDocument(p))
	}
	if err != nil {
		return err
	}
	return ui.Redirect(w, req, p.e.address(), &ui.Flash{Text: text.PaperVoidedNow.With(p.e.Short())})
}

func (p *entryPage) crumbs() []ui.Crumb {
	return []ui.Crumb{{Label: text.PaperRegister, Href: pathRegister}, {Label: text.PaperNumbered.With(p.e.Number, p.e.Year)}}
}

func (p *entryPage) facts() []ui.Fact {
	out := []ui.Fact{
		{Label: text.PaperNumber, Value: text.Raw(p.e.Short()), Note: text.Raw(p.e.OnDay.Format())},
		{Label: text.PaperModel, Value: p.r.modelName(p.e.Model)},
	}
	if !p.e.VoidedAt.IsZero() {
		out = append(out, ui.Fact{Label: text.PaperState, Value: text.PaperVoided, Note: text.Raw(p.e.VoidedAt.Date().Format()), Mark: ui.Failed})
	}
	return out
}
