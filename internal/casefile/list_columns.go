package casefile

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

const (
	pathColumns  = "/casi/colonne"
	paramColumns = "colonne"
)

// optional is a column that a reader may leave out of the list; name, state and next date always stand.
type optional struct {
	code  string
	label text.T
}

const (
	colTaxCode   = "cf"
	colBorn      = "nascita"
	colTown      = "comune"
	colPhone     = "telefono"
	colReferrer  = "segnalato"
	colProgramme = "programma"
)

var columns = []optional{{colTaxCode, text.ColTaxCode}, {colBorn, text.ColBorn}, {colTown, text.ColTown}, {colPhone, text.ColPhone},
	{colReferrer, text.ColReferrer}, {colProgramme, text.ColProgramme}}

// columnsOf reads the columns that an account has kept: all of them when it has never chosen.
func columnsOf(kept View) []string {
	var all []string
	for _, c := range columns {
		all = append(all, c.code)
	}
	if kept.ID == "" {
		return all
	}
	v, _ := url.ParseQuery(kept.Filters)
	return slices.DeleteFunc(all, func(code string) bool { return !slices.Contains(v[paramColumns], code) })
}

// SetColumns keeps which columns the account's list of cases shows; codes that are not known are left out.
func (r *Room) SetColumns(ctx context.Context, who gate.Actor, codes []string) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := ownViews(&tx.ReadTx); err != nil {
			return err
		}
		v := url.Values{}
		for _, c := range columns {
			if slices.Contains(codes, c.code) {
				v.Add(paramColumns, c.code)
			}
		}
		_, kept, err := loadViewsAndColumns(&tx.ReadTx)
		switch {
		case err != nil:
			return err
		case kept.ID != "":
			return tx.Update("saved_view", kept.ID, gate.Row{"filters": v.Encode()})
		}
		return tx.Insert("saved_view", gate.Row{"id": value.NewID(), "account_id": who.Account, "name": "", "filters": v.Encode(), "made_at": tx.Now()})
	})
}

func (l *lister) postColumns(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	form := ui.FormFrom(req)
	if err := l.SetColumns(req.Context(), who, form.All(paramColumns)); err != nil {
		return err
	}
	return ui.Redirect(w, req, pathCases+query(filtersOf(form.Value("filtri"))), &ui.Flash{Text: text.ColumnsKept})
}

func (l *lister) columnRoutes() []ui.Route {
	return []ui.Route{ui.Post(pathColumns, policy.ProfileUse, l.postColumns)}
}

func (p *listView) shows(code string) bool { return slices.Contains(p.columns, code) }

func (p *listView) columnForm() ui.Form {
	return ui.NewForm().Set(paramColumns, p.columns...)
}

func columnOptions() []ui.Option {
	var out []ui.Option
	for _, c := range columns {
		out = append(out, ui.Option{Value: c.code, Label: c.label})
	}
	return out
}
