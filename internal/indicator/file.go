package indicator

import (
	"bytes"
	"context"
	"iter"
	"net/http"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/sheet"
	"siil/internal/text"
	"siil/internal/ui"
)

// getXLSX sends the figures as a workbook. A file leaves the zone: small numbers are left out whoever asks, and nobody is named.
func (r *Room) getXLSX(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.asked(req, who, true)
	if err != nil {
		return err
	}
	l := text.LangOf(req.Context())
	now := r.g.Now()
	footer := text.SheetFooter.F(l, r.g.Zone(who.Zone).Name, p.printed().In(l), who.Name, now.Date().Format(), now.Clock())
	var out bytes.Buffer
	if err := sheet.WriteXLSX(&out, text.OverviewTitle.In(l), fileHeading(l), r.fileRows(req.Context(), p.o), sheet.WriteOptions{Footer: footer}); err != nil {
		return fault.Wrap(err, "write the figures")
	}
	return r.send(w, out.Bytes(), sheet.MediaXLSX, "xlsx")
}

// getCSV sends the same as text.
func (r *Room) getCSV(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.asked(req, who, true)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := sheet.WriteCSV(&out, fileHeading(text.LangOf(req.Context())), r.fileRows(req.Context(), p.o), ";"); err != nil {
		return fault.Wrap(err, "write the figures")
	}
	return r.send(w, out.Bytes(), "text/csv; charset=utf-8", "csv")
}

func (r *Room) send(w http.ResponseWriter, content []byte, kind, ext string) error {
	ui.Download(w, kind, "andamento-"+r.g.Today().ISO()+"."+ext)
	_, _ = w.Write(content) // the reader may have gone away
	return nil
}

func fileHeading(l text.Lang) (out []string) {
	for _, t := range []text.T{text.SheetGroup, text.SheetFigure, text.SheetValue, text.SheetBefore} {
		out = append(out, t.In(l))
	}
	return out
}

func (r *Room) fileRows(ctx context.Context, o Overview) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		l := text.LangOf(ctx)
		for _, x := range r.Lines(o) {
			before := ""
			if x.Before != nil {
				before = x.Before.words(ctx, o.Fewest)
			}
			if !yield([]string{x.Group.In(l), x.Label.In(l), x.Number.words(ctx, o.Fewest), before}) {
				return
			}
		}
		for _, m := range o.Months {
			for i, n := range m.numbers() {
				if !yield([]string{monthName(m.Month, l), monthColumns[i].In(l), n.words(ctx, o.Fewest), ""}) {
					return
				}
			}
		}
	}
}
