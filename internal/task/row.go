package task

import (
	"siil/internal/casefile"
	"siil/internal/text"
	"siil/internal/ui"
)

// mark is when a task is due, as a shape and words.
func (v view) mark(t Task) (ui.MarkKind, text.T) {
	switch {
	case t.Kind == HandOver:
		return ui.ToDo, text.Raw(t.On.NearIn(v.Today, v.lang))
	case t.when == NoDate && t.Kind == Step:
		return ui.ToDo, text.RowNoTerm
	case t.when == NoDate:
		return ui.Missing, text.RowNoDate
	}
	d := casefile.RowDate(casefile.Row{State: openState, NextOn: t.On}, v.Today, v.lang)
	return d.Mark, d.Text
}

// openState makes the cell of a day that of a case that is followed.
const openState = "IN_VALUTAZIONE"

// name is who the task is about; whoever does not see the case sees its number.
func (t Task) name(l text.Lang) string {
	if t.Person == "" {
		return text.TasksCaseNo.F(l, t.Number)
	}
	return t.Person
}

// link is the case, for whoever's lists show it.
func (t Task) link() string {
	if t.Person == "" {
		return ""
	}
	return casePath(t.CaseID)
}

// do is the verb of a task that is done on its own page. A colleague's hand-over is answered by the colleague.
func (v view) do(t Task) (words text.T, href string) {
	switch t.Kind {
	case Date:
		return text.DoDate, t.Path
	case Check:
		return text.CheckingDo, t.Path
	case Review:
		return text.DoReview, t.Path
	case FollowUp:
		return text.TaskAnswer, t.Path
	case HandOver:
		if v.Own {
			return text.TaskAnswer, t.Path
		}
	case Term:
		return text.DoOpen, t.Path
	}
	return text.T{}, ""
}

// of is a verb with what it is about, for who hears the button without its row.
func (t Task) of(l text.Lang, verb text.T) string {
	return text.TaskOf.F(l, verb.In(l), t.name(l), t.What.In(l))
}

// pressed tells whether a row's verb is a button: what is late or today's.
func (t Task) pressed() bool { return t.when == Late || t.when == Today }

// more is the page on which a step moves, which leads back here.
func (t Task) more() string {
	return t.Path + "?da=" + casefile.FromTasks
}
