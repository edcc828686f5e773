package casefile

import (
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// loadEnded reads what comes after a closure, in two queries.
func (d *diary) loadEnded(tx *gate.ReadTx) error {
	if d.c.isOpen() {
		return nil
	}
	k, err := ClosureOf(tx, d.c, d.res)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	d.ended = &k
	all, err := FollowUps(tx, d.c)
	for _, f := range all {
		if f.EpisodeID == d.c.EpisodeID {
			d.followUps = append(d.followUps, f)
		}
	}
	return err
}

// undoable tells whether the reader may take the closure back with one click.
func (d *diary) undoable() bool {
	return d.may[policy.CaseClose] && d.ended.UndoableBy(d.who, d.today)
}

// lacks tells whether the reader may add what the closure lacks.
func (d *diary) lacks() bool { return d.may[policy.CaseClose] && d.ended.Lacks().Any() }

func (d *diary) followUpPath(f FollowUp) string { return d.path("/follow-up/" + string(f.ID)) }

// followUpWords are what a follow-up is to find out, with what came of it.
func (v *caseView) followUpWords(f FollowUp) text.T {
	label := followUpLabel(f.Code).Capital()
	if a, ok := v.r.m.FollowUps.Answer(f.Answer); ok {
		return text.AfterAnswered.With(label.In(v.lang), a.Label.In(v.lang))
	}
	return label
}

func followUpLabel(code string) text.T {
	t, _ := guideline.Default().FollowUpTerm(code)
	return t.To
}

func followUpMark(f FollowUp, today value.Date) ui.MarkKind {
	switch {
	case f.Answered():
		return ui.Done
	case f.DueOn.Before(today):
		return ui.Late
	case f.DueOn == today:
		return ui.Today
	}
	return ui.ToDo
}
