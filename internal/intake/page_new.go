package intake

import (
	"slices"

	"siil/internal/guideline"
	"siil/internal/person"
	"siil/internal/text"
	"siil/internal/ui"
)

// channels are the ways in which a referral comes in from elsewhere.
func (v *newView) channels() []ui.Option {
	var out []ui.Option
	for _, c := range v.r.m.Referrals.Channels {
		if c.ByHand {
			out = append(out, ui.Option{Value: c.Code, Label: c.Label, Opens: c.Direct})
		}
	}
	return out
}

func (v *newView) bodyOptions() []ui.Option {
	var out []ui.Option
	for _, o := range v.bodies {
		out = append(out, ui.Option{Value: string(o.ID), Label: text.Raw(o.Name)})
	}
	return out
}

// tickOptions are areas of need or services.
func tickOptions(all []guideline.Need) []ui.Option {
	var out []ui.Option
	for _, n := range all {
		o := ui.Option{Value: n.Code, Label: n.Label}
		if n.Hint != (text.T{}) {
			o.Hint = text.T{"(" + n.Hint[text.Italian] + ")", "(" + n.Hint[text.English] + ")"}
		}
		out = append(out, o)
	}
	return out
}

func (v *newView) informedOptions() []ui.Option {
	var out []ui.Option
	for _, x := range v.r.m.Referrals.Informed {
		out = append(out, ui.Option{Value: x.Code, Label: x.Label, Opens: x.Day})
	}
	return out
}

func (v *newView) urgencyOptions() []ui.Option {
	var out []ui.Option
	for _, u := range v.r.m.Urgencies {
		out = append(out, ui.Option{Value: u.Code, Label: u.Label, Opens: u.ReasonNeeded})
	}
	return out
}

// moreOpen tells whether the less used data of the person stand open: something is in them, or wrong with them.
func (v *newView) moreOpen() bool {
	return slices.ContainsFunc([]string{"sex", "address", "email"}, func(name string) bool {
		_, bad := v.form.Err(name)
		return bad || v.form.Value(name) != ""
	})
}

// chosen is the likely twin that was chosen, as long as it is among those shown.
func (v *newView) chosen(value string) bool { return len(v.twins) > 0 && v.form.Value("twin") == value }

// against tells a reason that speaks against a likeness from those that speak for it.
func against(why text.T) bool {
	return why == text.TwinOtherName || why == text.TwinOtherCode || why == text.TwinOtherBirth
}

// twinsSaid is how many likely twins there are, in words.
func (v *newView) twinsSaid() text.T {
	switch n := len(v.twins); {
	case !v.asked:
		return text.IntakeTwinsWait
	case n == 0:
		return text.IntakeTwinsNone
	case n == 1:
		return text.IntakeTwinsOne
	default:
		return text.IntakeTwinsMany.With(n)
	}
}

// twinFacts say who a likely twin is beside the name.
func twinFacts(t TwinShown, l text.Lang) string {
	born := ""
	if !t.Person.BirthDate.IsZero() {
		born = text.TwinBorn.F(l, t.Person.BirthDate.Format())
	}
	return joined(born, string(t.Person.TaxCode), person.MunicipalityName(t.Person.Municipality))
}

// pips is how far along a case is.
func (r *Room) pips(code string) (ui.Pips, text.T) {
	s, _ := r.m.State(code)
	p := ui.Pips{Done: s.Pips}
	if s.Pips > 0 {
		p.Total = len(r.m.Phases)
	}
	return p, s.Label
}
