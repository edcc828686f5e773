package deadline

import (
	"siil/internal/casefile"
	"siil/internal/guideline"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// viewer writes rows in the reader's words.
type viewer struct {
	today value.Date
	lang  text.Lang
	m     *guideline.Model
	names map[value.ID]string // of colleagues
}

func (v viewer) state(code string) text.T {
	s, _ := v.m.State(code)
	return s.Label
}

// item is a row without its verb. Names stand as people say them here: given name first.
func item(w casefile.Row) Item {
	return Item{Name: w.GivenName + " " + w.FamilyName, Link: w.Href()}
}

func path(w casefile.Row, end string) string { return "/casi/" + string(w.ID) + end }

// dated is a case with a next date: late, today or to come.
func (v viewer) dated(w casefile.Row) Item {
	d := casefile.RowDate(w, v.today, v.lang)
	i := item(w)
	i.Mark, i.When, i.What = d.Mark, d.Text, text.Raw(w.NextWhat)
	if w.NextWhat == "" {
		i.What = v.state(w.State)
	}
	switch d.Mark {
	case ui.Late:
		i.Do, i.DoHref, i.Pressed = text.DoDate, path(w, "/data"), true
	case ui.Today:
		i.Do, i.DoHref, i.Pressed = text.DoNote, path(w, "#f-text"), true
	default:
		i.Do, i.DoHref = text.DoOpen, path(w, "")
	}
	if i.Pressed && w.NextWhat == text.CheckWhat.In(text.Italian) {
		i.Do, i.DoHref = text.CheckingDo, path(w, pathCheck)
	}
	return i
}

// undated is an open case without a next date, since the last thing that happened in it.
func (v viewer) undated(w casefile.Row) Item {
	i := item(w)
	i.Mark, i.When = ui.Missing, v.since(w.LastOn)
	i.What = fill(text.RowLastContact, v.state(w.State), text.Raw(w.LastOn.Format()))
	i.Do, i.DoHref = text.DoDate, path(w, "/data")
	if !w.MayDate {
		i.Do, i.DoHref = text.DoOpen, w.Href()
	}
	return i
}

// review is a suspended case whose day to be looked at again has come.
func (v viewer) review(w casefile.Row) Item {
	i := item(w)
	d := casefile.RowDate(casefile.Row{ID: w.ID, State: v.m.Initial, NextOn: w.ReviewOn}, v.today, v.lang)
	i.Mark, i.When = d.Mark, d.Text
	i.What = text.RowReviewWas.With(w.ReviewOn.Format())
	i.Do, i.DoHref, i.Pressed = text.DoReview, path(w, ""), true
	return i
}

// unmanaged is an open case that nobody manages, since it came to its state.
func (v viewer) unmanaged(w casefile.Row) Item {
	i := item(w)
	i.Mark, i.When = ui.Missing, v.since(w.StateOn)
	i.What = fill(text.RowSinceState, v.state(w.State), text.Raw(w.StateOn.Format()))
	i.Do, i.DoHref = text.DoAssign, path(w, "/squadra")
	return i
}

// noCode is a case whose person has no tax code yet.
func (v viewer) noCode(w casefile.Row) Item {
	i := item(w)
	i.Mark, i.When, i.What = ui.Missing, text.RowToComplete, text.RowNoCodeWhat
	i.Do, i.DoHref = text.DoComplete, path(w, "/persona")
	return i
}

// offered is a case offered to the reader. w is nil when their lists do not show the case yet: then it has a number and no name.
func (v viewer) offered(o casefile.Offer, w *casefile.Row) Item {
	i := Item{Name: text.RowOfferCase.F(v.lang, o.Number)}
	if w != nil {
		i = item(*w)
	}
	i.Mark, i.When = ui.ToDo, v.since(o.AskedAt.Date())
	if from := v.names[o.From]; from != "" {
		i.What = text.RowOffer.With(from, o.Reason)
	} else {
		i.What = text.RowOfferNobody.With(o.Reason)
	}
	i.Do, i.DoHref, i.Pressed = text.DoAnswer, "/casi/"+string(o.CaseID)+"/passaggio", true
	return i
}

// waiting is a hand-over that somebody else must answer.
func (v viewer) waiting(o casefile.Offer, w *casefile.Row) Item {
	i := v.offered(o, w)
	from := v.names[o.From]
	if from == "" {
		from = text.RowNoManager.In(v.lang)
	}
	i.What = text.RowOfferWaits.With(from, v.names[o.To])
	i.Do, i.DoHref, i.Pressed = text.DoOpen, "/casi/"+string(o.CaseID), false
	return i
}

func (v viewer) since(d value.Date) text.T {
	switch n := v.today.Sub(d); {
	case d.IsZero() || n <= 0:
		return text.RowSinceToday
	case n == 1:
		return text.RowSinceOne
	default:
		return text.RowSince.With(n)
	}
}

// fill puts texts into a text, each in its language.
func fill(t text.T, parts ...text.T) (out text.T) {
	for l := range out {
		args := make([]any, len(parts))
		for i, p := range parts {
			args[i] = p[l]
		}
		out[l] = t.F(text.Lang(l), args...)
	}
	return out
}
