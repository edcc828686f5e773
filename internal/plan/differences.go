package plan

import (
	"slices"
	"strconv"
	"strings"

	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// The kinds of a difference.
const (
	Added   = "added"
	Removed = "removed"
	Changed = "changed"
)

// Difference is one thing that two versions say differently: Title names it, Fields what of it has changed.
type Difference struct {
	Kind   string
	What   text.T
	Title  text.T
	Fields []ChangedField
}

// ChangedField is one part of a thing, before and after, in words.
type ChangedField struct {
	Field    text.T
	From, To text.T
}

// Differences says in words what a version changes from the one before, as far as the reader of both may know: what is not in them for the reader is in
// no difference.
func (r *Room) Differences(from, to Plan, names map[value.ID]string) (out []Difference) {
	if from.Aims != to.Aims {
		out = append(out, Difference{Changed, text.DiffAims, text.T{}, []ChangedField{{text.DiffAims, text.Raw(from.Aims), text.Raw(to.Aims)}}})
	}
	for _, g := range to.Goals {
		old, ok := from.Goal(g.ID)
		if !ok {
			out = append(out, Difference{Kind: Added, What: text.DiffGoal, Title: text.Raw(g.Text)})
		} else if f := fields(r.goalFields(old), r.goalFields(g)); len(f) > 0 {
			out = append(out, Difference{Changed, text.DiffGoal, text.Raw(g.Text), f})
		}
	}
	for _, g := range from.Goals {
		if _, ok := to.Goal(g.ID); !ok {
			out = append(out, Difference{Kind: Removed, What: text.DiffGoal, Title: text.Raw(g.Text)})
		}
	}
	for _, a := range to.allActions() {
		old, ok := from.Action(a.ID)
		if !ok {
			out = append(out, Difference{Kind: Added, What: text.DiffAction, Title: r.Title(a)})
			continue
		}
		f := fields(r.actionFields(old, names), r.actionFields(a, names))
		if old.GoalID != a.GoalID {
			f = append(f, ChangedField{text.FieldTowards, from.goalWords(old.GoalID), to.goalWords(a.GoalID)})
		}
		if len(f) > 0 {
			out = append(out, Difference{Changed, text.DiffAction, r.Title(a), f})
		}
	}
	for _, a := range from.allActions() {
		if _, ok := to.Action(a.ID); !ok {
			out = append(out, Difference{Kind: Removed, What: text.DiffAction, Title: r.Title(a)})
		}
	}
	out = append(out, commitmentDifferences(from, to)...)
	if f, t := daysInWords(stillToCome(from.Dates, to)), daysInWords(to.Dates); f != t {
		out = append(out, Difference{Changed, text.DiffDates, text.T{}, []ChangedField{{text.DiffDates, text.Raw(f), text.Raw(t)}}})
	}
	return out
}

// goalWords are the words of the goal of an action.
func (p Plan) goalWords(id value.ID) text.T {
	g, _ := p.Goal(id)
	return text.Raw(g.Text)
}

// commitmentDifferences tells commitments apart by all that they say; they have no name that stays from version to version.
func commitmentDifferences(from, to Plan) (out []Difference) {
	said := func(p Plan) (all []string) {
		for _, c := range p.Commitments {
			all = append(all, strings.Join([]string{c.Side, c.Who, c.Text}, "\n"))
		}
		return all
	}
	before, after := said(from), said(to)
	gone := slices.Clone(before)
	for i, c := range after {
		if at := slices.Index(gone, c); at >= 0 {
			gone[at] = ""
			continue
		}
		out = append(out, Difference{Kind: Added, What: text.DiffCommitment, Title: text.Raw(to.Commitments[i].Text)})
	}
	for i, c := range gone {
		if c != "" {
			out = append(out, Difference{Kind: Removed, What: text.DiffCommitment, Title: text.Raw(from.Commitments[i].Text)})
		}
	}
	return out
}

// stillToCome are the days of checks that were not over when a version was begun: those that were are no change of it.
func stillToCome(days []value.Date, p Plan) (out []value.Date) {
	begun := p.MadeAt.Date()
	for _, d := range days {
		if p.MadeAt.IsZero() || !d.Before(begun) || slices.Contains(p.Dates, d) {
			out = append(out, d)
		}
	}
	return out
}

func daysInWords(days []value.Date) string {
	var out []string
	for _, d := range days {
		out = append(out, d.Format())
	}
	return strings.Join(out, ", ")
}

// said is one part of a goal or an action in words.
type said struct {
	field text.T
	words text.T
}

func (r *Room) goalFields(g Goal) []said {
	d, _ := r.m.Assessment.Domain(g.Domain)
	return []said{{text.FieldGoal, text.Raw(g.Text)}, {text.FieldReachedWhen, text.Raw(g.ReachedWhen)}, {text.FieldDomain, d.Label}}
}

// actionFields are the parts of an action in words, those of a traineeship at the end.
func (r *Room) actionFields(a Action, names map[value.ID]string) []said {
	k, _ := r.m.Actions.Kind(a.Kind)
	return []said{{text.FieldAction, k.Label}, {text.FieldTitle, text.Raw(a.Title)}, {text.FieldProvider, text.Raw(a.Provider)}, {text.FieldPlace, text.Raw(a.Place)}, {text.FieldFund, r.Fund(a.Fund)},
		{text.FieldHours, numbered(a.Hours)}, {text.FieldFrom, text.Raw(a.From.Format())}, {text.FieldTo, text.Raw(a.To.Format())},
		{text.FieldFollower, text.Raw(follower(a, names))}, {text.FieldNote, text.Raw(a.Note)}, {text.FieldPromoter, text.Raw(a.Promoter)},
		{text.FieldHost, text.Raw(a.Host)}, {text.FieldTutor, text.Raw(a.Tutor)}, {text.FieldMonths, numbered(a.Months)},
		{text.FieldAllowance, allowance(a.Allowance)}, {text.FieldLongerWhy, text.Raw(a.LongerWhy)}}
}

// Fund is what a programme is called on a page of the project, where its section is read as that of the action.
func (r *Room) Fund(code string) text.T {
	i := slices.IndexFunc(r.m.Programmes, func(p guideline.Programme) bool { return p.Code == code })
	if i < 0 {
		return text.T{}
	}
	if p := r.m.Programmes[i]; p.Section != string(policy.Common) && p.Outside != (text.T{}) {
		return p.Outside
	}
	return r.m.Programmes[i].Label
}

// follower is who follows an action, by name.
func follower(a Action, names map[value.ID]string) string {
	if a.FollowerID != "" {
		return names[a.FollowerID]
	}
	return a.FollowerWords
}

func numbered(n int) text.T {
	if n == 0 {
		return text.T{}
	}
	return text.Raw(strconv.Itoa(n))
}

func allowance(m value.Money) text.T {
	if m == 0 {
		return text.T{}
	}
	return text.Raw(m.Format())
}

// fields are the parts that differ; both hold the same parts in the same order.
func fields(from, to []said) (out []ChangedField) {
	for i := range to {
		if from[i].words != to[i].words {
			out = append(out, ChangedField{to[i].field, from[i].words, to[i].words})
		}
	}
	return out
}
