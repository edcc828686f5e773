package indicator

import (
	"cmp"
	"slices"

	"siil/internal/account"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// load is the open cases of each case manager, who has most first: where help is needed, no other order of people.
func (b *builder) load(managers map[string]figures, people []account.Colleague) {
	o := b.m.Overview
	for key, f := range managers {
		ask := func(figure string, late bool, parts ...string) Question {
			return Question{Figure: figure, Parts: parts, From: b.o.Period.From, To: b.o.Period.To, Late: late, Dim: ByManager, Key: key}
		}
		var under, before, resting, all []string
		weight := 0
		for _, s := range b.m.States {
			if s.Kind == guideline.Closed {
				continue
			}
			all = append(all, s.Code)
			weight += f.now(Now, s.Code) * o.Weights[s.Code]
			switch {
			case s.Kind == guideline.Suspended:
				resting = append(resting, s.Code)
			case slices.Contains(o.UnderWay, s.Code):
				under = append(under, s.Code)
			default:
				before = append(before, s.Code)
			}
		}
		part := func(states []string) Number { return exact(f.now(Now, states...), ask(Now, false, states...)) }
		row := LoadRow{ID: value.ID(key), Total: part(all), UnderWay: part(under), Before: part(before), Suspended: part(resting), Weight: weight,
			NoDate: exact(f.now(Next, NoDate), ask(Next, false, NoDate)), Late: exact(f.before(Next, WithDate, b.today), ask(Next, true, WithDate))}
		if key == Nobody {
			row.ID = ""
		}
		for _, c := range people {
			if c.ID == row.ID {
				row.Name = c.Name()
				if len(c.Roles) > 0 {
					row.Area = b.areaOf(c.Roles[0])
				}
			}
		}
		if row.Total.N > 0 {
			b.o.Load = append(b.o.Load, row)
		}
	}
	slices.SortFunc(b.o.Load, func(x, y LoadRow) int {
		return cmp.Or(cmp.Compare(len(y.ID), len(x.ID)), cmp.Compare(y.Total.N, x.Total.N), cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID))
	})
}

// areaOf is the area that a role works in, in a word.
func (b *builder) areaOf(r policy.Role) text.T {
	role, _ := b.m.Role(string(r))
	for _, s := range b.m.Sections {
		if s.Code == role.Section {
			return s.Label
		}
	}
	return text.T{}
}
