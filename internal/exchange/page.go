package exchange

import (
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

func crumbs() []ui.Crumb {
	return []ui.Crumb{{Label: text.ImportTitle, Href: pathImports}, {Label: text.ImportOne}}
}

// steps are the four pages of an import; now is the present one, counted from 0.
func steps(now int, id value.ID) []ui.Step {
	labels := []text.T{text.ImportStepUpload, text.ImportStepColumns, text.ImportStepCheck, text.ImportStepConfirm}
	out := make([]ui.Step, len(labels))
	for i, l := range labels {
		out[i] = ui.Step{Label: l, State: ui.ToDo}
		switch {
		case i < now:
			out[i].State = ui.Done
		case i == now:
			out[i].State = ui.Now
		}
	}
	if now == 2 && id != "" {
		out[1].Href = pathOf(id, "/colonne")
	}
	return out
}

func stateText(state string) text.T {
	return map[string]text.T{stateRead: text.ImportIsRead, stateChecked: text.ImportIsChecked, stateDone: text.ImportIsDone, stateWithdrawn: text.ImportIsWithdrawn}[state]
}

// columnLabel tells screen readers what a choice is about: the list's own word.
func columnLabel(word string) text.T {
	return text.T{word + ": " + text.ImportBecomes[0], word + ": " + text.ImportBecomes[1]}
}

func (v columnsView) defaultState(lang text.Lang) string { return v.initial.In(lang) }

func (v workView) title() text.T {
	if v.step == stepTake {
		return text.ImportWorkTake
	}
	return text.ImportWorkCheck
}

func (v workView) stepIndex() int {
	if v.step == stepTake {
		return 3
	}
	return 2
}

func confirmText(n int) text.T {
	if n == 1 {
		return text.ImportConfirmOne
	}
	return text.ImportConfirmN.With(n)
}

// byFile groups lines by their import; they come in that order.
func byFile(lines []lineView) [][]lineView {
	var out [][]lineView
	for i, l := range lines {
		if i == 0 || l.Import != lines[i-1].Import {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], l)
	}
	return out
}
