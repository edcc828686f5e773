package sitting

import (
	"github.com/a-h/templ"

	"siil/internal/casefile"
	"siil/internal/guideline"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

func asks(name string) func(guideline.Decision) bool {
	return func(d guideline.Decision) bool { return asksField(d, name) }
}

// joins tells whether two texts of a field can stand together.
func joins(name string) bool {
	return name == FieldNote || name == FieldReason || name == FieldAdvice || name == FieldSteps
}

// faultName is how the decision's faults call a field.
func faultName(name string) string {
	if name == FieldManager {
		return "case_manager"
	}
	return name
}

func (l *liveView) fault(name string) (text.T, bool) { return l.form.Err(faultName(name)) }

func (l *liveView) bad(name string) bool {
	_, bad := l.fault(name)
	return bad
}

func (l *liveView) errorID(name string) string { return ui.FieldID(faultName(name)) + "-error" }

func (l *liveView) invalid(name string) templ.Attributes {
	if !l.bad(name) {
		return nil
	}
	return templ.Attributes{"aria-invalid": "true", "aria-describedby": l.errorID(name)}
}

func (l *liveView) stepWho(s casefile.NextStep) string {
	switch {
	case s.Who != "":
		return s.Who
	case s.WhoID != "":
		return l.p.nameAmong(l, s.WhoID)
	}
	return s.WhoWords
}

// stepLine is a next step in one line.
func stepLine(l *liveView, what, who string, due value.Date) string {
	if due.IsZero() {
		return text.MinutesStepOf.F(l.lang, what, who)
	}
	return text.MinutesStepBy.F(l.lang, what, who, due.Format())
}
