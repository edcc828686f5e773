package casefile

import (
	"bufio"
	"iter"
	"net/http"
	"slices"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	xlsx "siil/internal/sheet"
	"siil/internal/text"
	"siil/internal/ui"
)

// mostExported is how many rows a file holds for the coordinator: a zone, with room to spare.
const mostExported = 100000

// getExport sends the list of the same filters as a file: the columns of the screen, masked as there. The log keeps one leaf with the
// root over the cases that the file holds.
func (l *lister) getExport(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	var p *listView
	err := l.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		if err := mayList(tx); err != nil {
			return err
		}
		if !tx.May(policy.CaseExport, policy.Resource{Kind: policy.Zone}) {
			return tx.Decide(policy.CaseExport, policy.Resource{Kind: policy.Zone})
		}
		p, err = l.exported(tx, req)
		return err
	})
	if err != nil {
		return err
	}
	ui.Download(w, xlsx.MediaXLSX, "casi-"+l.g.Today().ISO()+".xlsx")
	out := bufio.NewWriterSize(w, 64<<10)
	if err := xlsx.WriteXLSX(out, text.ExportSheet.In(p.lang), exportHeading(p.lang), p.exportRows(), xlsx.WriteOptions{Footer: p.exportFooter(l)}); err != nil {
		return nil // the reader went away in the middle: nobody is left to tell
	}
	_ = out.Flush()
	return nil
}

// exported reads the rows of the file.
func (l *lister) exported(tx *gate.ReadTx, req *http.Request) (p *listView, err error) {
	p = &listView{who: tx.Who(), today: tx.Today(), lang: text.LangOf(req.Context()), search: ui.NewForm()}
	if p.d, err = l.directory(tx); err != nil {
		return nil, err
	}
	l.readAddress(tx, p, req.URL.Query())
	if slices.Contains(p.notices, text.SearchGone) {
		return nil, fault.New(fault.Invalid, text.SearchGone)
	}
	if p.out.Count, err = count(tx, p.d, p.q); err != nil {
		return nil, err
	}
	most := ExportRows
	if tx.Who().Has(policy.Coordinator) {
		most = mostExported
	}
	if p.out.Count > most {
		return nil, fault.New(fault.Invalid, text.ExportTooMany.With(most))
	}
	p.out.Rows, err = l.rows(tx, p.d, p.q, policy.CaseExport, p.out.Count < CountLimit, position{}, most)
	return p, err
}

func exportHeading(l text.Lang) []string {
	var out []string
	for _, t := range []text.T{text.ColName, text.ColTaxCode, text.ColBorn, text.ColTown, text.ColPhone, text.ColReferrer, text.ColProgramme, text.ColState, text.ColNext} {
		out = append(out, t.In(l))
	}
	return out
}

func (p *listView) exportRows() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, w := range p.out.Rows {
			code := string(w.TaxCode)
			if code == "" && w.Details {
				code = text.RowToComplete.In(p.lang)
			}
			next := w.NextOn
			if next.IsZero() && w.State == stateSuspended {
				next = w.ReviewOn
			}
			if !yield([]string{w.Name(), code, w.BirthDate.Format(), townWord(w.Municipality).In(p.lang), w.Phone, w.Referrer.In(p.lang), joined(w.Programmes, p.lang),
				p.stateWord(w.State).In(p.lang), next.Format()}) {
				return
			}
		}
	}
}

// exportFooter says on every page of the file whose it is: filters in words, who, when.
func (p *listView) exportFooter(l *lister) string {
	now := l.g.Now()
	return text.ExportFooter.F(p.lang, p.printed(), p.who.Name, now.Date().Format(), now.Clock())
}
