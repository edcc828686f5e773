package sitting

import (
	"strconv"
	"strings"

	"siil/internal/guideline"
	"siil/internal/pdf"
	"siil/internal/text"
	"siil/internal/value"
)

// Paper is how a document is printed: in whose zone, in which language, in large print or not.
type Paper struct {
	Zone  string // code
	Lang  text.Lang
	Large bool
}

// printed is a document being written with the words of one zone and language.
type printed struct {
	*pdf.Doc
	m *guideline.Model
	l text.Lang
}

// print begins a document. over stands above every page, beside the zone's name.
func (r *Room) print(p Paper, title, over, foot string, at value.Instant) *printed {
	z := r.g.Zone(p.Zone)
	head := []string{z.Name}
	if z.Demo {
		head = append(head, text.DemoNotice.In(p.Lang))
	}
	if over != "" {
		head = append(head, over)
	}
	o := pdf.Options{Title: title, Lang: p.Lang.Code(), Head: strings.Join(head, " - "), Foot: foot, Author: z.Name, Large: p.Large, At: at.Rome()}
	s := &printed{pdf.New(o), r.m, p.Lang}
	s.H1(title)
	return s
}

// AgendaDocument is the agenda as a PDF: number of the case, why it comes and since when it waits, in order. Without names it holds nothing of
// a person in care but that, and no link, so that it can be posted or sent; with names it is for those who are called. What the reader
// of v may not know stays out in either case.
func (r *Room) AgendaDocument(v View, names bool, p Paper) ([]byte, error) {
	l := p.Lang
	foot := text.AgendaNameless.In(l)
	if names {
		foot = text.AgendaNamed.In(l)
	}
	d := r.print(p, text.AgendaTitle.F(l, v.Number, v.OnDay.Format()), "", foot, v.CalledAt)
	if v.State == Cancelled {
		d.P(text.AgendaCancelled.In(l))
	} else {
		d.P(text.AgendaSays.F(l, v.OnDay.Long(l), v.Starts))
	}
	rows := [][2]string{{text.AgendaWhere.In(l), v.Where()}}
	if names {
		rows = append(rows, [2]string{text.AgendaLink.In(l), v.Link})
	}
	d.Pairs(rows)
	d.H2(text.AgendaMembers.In(l))
	var called []string
	for _, m := range v.Members {
		name := m.Name + ", " + d.part(m.Part)
		if m.Recorder {
			name = text.AgendaRecorder.F(l, name)
		}
		called = append(called, name)
	}
	d.List(called)
	d.H2(text.AgendaCases.In(l))
	d.cases(v.Items, names)
	return d.Bytes()
}

func (d *printed) cases(items []Item, names bool) {
	if len(items) == 0 {
		d.P(text.AgendaNone.In(d.l))
		return
	}
	head := []string{text.AgendaPosition.In(d.l), text.AgendaCase.In(d.l)}
	widths := []float64{1, 1.4}
	if names {
		head, widths = append(head, text.AgendaPerson.In(d.l)), append(widths, 4)
	}
	head, widths = append(head, text.AgendaWhy.In(d.l), text.AgendaWaits.In(d.l)), append(widths, 4, 4)
	var rows [][]string
	for _, x := range items {
		row := []string{strconv.Itoa(x.Position), strconv.Itoa(x.CaseNumber)}
		if names {
			name := x.Name
			if name == "" {
				name = text.AgendaReserved.In(d.l)
			}
			row = append(row, name)
		}
		why := d.why(x.Why)
		if x.Urgent {
			why = text.AgendaUrgent.F(d.l, why)
		}
		waits := ""
		if !x.WaitsFrom.IsZero() {
			waits = text.AgendaDays.F(d.l, x.WaitsFrom.Format(), x.Days)
		}
		rows = append(rows, append(row, why, waits))
	}
	d.Table(head, rows, widths)
}

func (d *printed) why(code string) string {
	w, _ := d.m.Sittings.Why(code)
	return w.Label.In(d.l)
}

func (d *printed) part(code string) string {
	s, _ := d.m.Section(code)
	return s.Label.In(d.l)
}

func (d *printed) state(code string) string {
	s, _ := d.m.State(code)
	return s.Label.In(d.l)
}

// reserved is a reason on paper, which goes from hand to hand: one that tells of health or justice stays in the case file.
func (d *printed) reserved(r guideline.Reason) string {
	if r.Outside != (text.T{}) {
		return r.Outside.In(d.l)
	}
	return r.Label.In(d.l)
}

func (d *printed) quorum(parts []MinutesQuorum) (out []string) {
	for _, q := range parts {
		out = append(out, text.PrintedQuorumOf.F(d.l, d.part(q.Part), q.Have, q.Least))
	}
	return out
}
