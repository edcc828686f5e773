package exchange

import (
	"slices"
	"strings"

	"siil/internal/guideline"
	"siil/internal/person"
	"siil/internal/text"
)

// say puts a remark into words. Its arguments are the list's or the archive's: the words are for who may run an import.
func (r *Room) say(x Remark, lang text.Lang) string {
	arg := func(i int) string {
		if i < len(x.Args) {
			return x.Args[i]
		}
		return ""
	}
	switch x.Code {
	case isOpened:
		sender := from(arg(3), lang)
		for _, p := range strings.Fields(arg(4)) {
			sender += ", " + r.programmeWords(p, lang)
		}
		return text.LineOpened.F(lang, on(arg(2), lang), sender, r.stateWords(arg(0), arg(1), lang))
	case referralAdded:
		return text.LineReferral.F(lang, on(arg(0), lang)+from(arg(1), lang))
	case isFilled:
		return text.LineFilled.F(lang, r.fieldWords(arg(0), lang), arg(1))
	case valueDiffers:
		was, is := arg(1), arg(2)
		if arg(0) == fieldState {
			was, is = r.stateWords(was, "", lang), r.stateWords(is, "", lang)
		}
		return text.LineDiffers.F(lang, r.fieldWords(arg(0), lang), quoted(was, lang), quoted(is, lang))
	case stateUnknown:
		return text.LineStateUnknown.F(lang, arg(0), r.stateWords(arg(1), "", lang))
	case programmeAdded:
		return text.LineProgramme.F(lang, r.programmeWords(arg(0), lang))
	}
	t, ok := remarkTexts[x.Code]
	if !ok {
		return ""
	}
	args := make([]any, strings.Count(t[lang], "%s"))
	for i := range args {
		args[i] = arg(i)
	}
	return t.F(lang, args...)
}

// sentence puts all that was said of a line into words.
func (r *Room) sentence(all []Remark, lang text.Lang) string {
	var out []string
	for _, x := range all {
		if s := r.say(x, lang); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}

func on(day string, lang text.Lang) string {
	if day == "" {
		return ""
	}
	return text.LineOn.F(lang, day)
}

func from(sender string, lang text.Lang) string {
	if sender == "" {
		return ""
	}
	return text.LineFrom.F(lang, sender)
}

func quoted(s string, lang text.Lang) string {
	if s == "" {
		return text.LineEmpty.In(lang)
	}
	return "“" + s + "”"
}

func (r *Room) fieldWords(code string, lang text.Lang) string {
	if t, ok := person.Labels[person.Field(code)]; ok {
		return t.In(lang)
	}
	i := slices.IndexFunc(r.m.Import.Fields, func(f guideline.Field) bool { return f.Code == code })
	if i < 0 {
		return code
	}
	return r.m.Import.Fields[i].Label.In(lang)
}

// stateWords are the words of a state, with the reason of a closure or suspension.
func (r *Room) stateWords(state, reason string, lang text.Lang) string {
	s, ok := r.m.State(state)
	if !ok {
		return state
	}
	out := strings.ToLower(s.Label.In(lang))
	if why := r.reasonLabel(state, reason); why != (text.T{}) {
		out += ", " + strings.ToLower(why.In(lang))
	}
	return out
}

func (r *Room) reasonLabel(state, reason string) text.T {
	s, _ := r.m.State(state)
	if s.Kind == guideline.Suspended {
		x, _ := r.m.SuspensionReason(reason)
		return x.Label
	}
	x, _ := r.m.ClosureReason(reason)
	return x.Label
}

func (r *Room) programmeWords(code string, lang text.Lang) string {
	if p, ok := r.m.Programme(code); ok {
		return p.Label.In(lang)
	}
	return code
}
