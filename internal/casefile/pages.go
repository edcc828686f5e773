package casefile

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"siil/internal/guideline"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

func itoa(n int) string { return strconv.Itoa(n) }

// action is an entry of "Altre azioni".
type action struct {
	words text.T
	under string
}

// actions are what the reader may do to the case as it stands; what is not allowed is not there.
func (v *caseView) actions() []action {
	var out []action
	add := func(ok bool, words text.T, under string) {
		if ok {
			out = append(out, action{words, under})
		}
	}
	open, rests := v.c.isOpen(), v.c.Suspension != nil
	_, canRest := v.r.m.Transition(v.c.State, stateSuspended)
	add(v.may[policy.CaseMove] && len(v.r.Steps(v.who, v.c, v.res)) > 0, text.ActMove, "/stato")
	add(v.may[policy.CaseDate] && (open || closesWithReason(v.c.State)), text.SetDate, "/data")
	add(v.may[policy.CaseSuspend] && canRest, text.ActSuspend, "/sospendi")
	add(v.may[policy.CaseSuspend] && rests, text.ActReview, "/sospendi")
	add(v.may[policy.CaseResume] && rests, text.ActResume, "/riprendi")
	add(v.may[policy.HandOverAsk] && open && v.c.ManagerID != "", text.ActHandOver, "/passa")
	add(v.may[policy.CaseTeam] || v.may[policy.CaseAssign], text.TeamOfCase, "/squadra")
	add(v.may[policy.CaseClose] && open, text.ActClose, "/chiudi")
	add(v.may[policy.CaseReopen] && !open, text.ActReopen, "/riapri")
	add(v.may[policy.DocumentMake], text.ActSummary, "/sintesi")
	add(v.may[policy.PersonMerge], text.ActMerge, "/unisci")
	return out
}

// tabs are the pages of the case that the reader may open.
func (v *caseView) tabs(under string) []ui.Tab { return tabsOf(v.c, v.may, under) }

// query is the address of the diary with a section alone and from a line on.
func (d diary) query(s policy.Section, after string) string {
	q := url.Values{}
	if s != "" {
		q.Set("sezione", string(s))
	}
	if after != "" {
		q.Set("prima", after)
	}
	if len(q) == 0 {
		return d.path("")
	}
	return d.path("?" + q.Encode())
}

func (d diary) mayWrite(s policy.Section) bool { return slices.Contains(d.writable, s) }

// others is the team without the case manager, who stands first.
func (d diary) others() []Member {
	var out []Member
	for _, m := range d.team {
		if m.AccountID != d.c.ManagerID {
			out = append(out, m)
		}
	}
	return out
}

// justiceRows are those who can be authorised for the justice section: the case manager and the team.
func (t teamView) justiceRows() []Member {
	rows := t.team
	isManager := func(m Member) bool { return m.AccountID == t.c.ManagerID }
	if t.c.ManagerID != "" && !slices.ContainsFunc(rows, isManager) {
		rows = append([]Member{{AccountID: t.c.ManagerID}}, rows...)
	}
	return rows
}

func (t teamView) leavingWords(m Member) string {
	if t.leaving.Value("account") == string(m.AccountID) {
		return t.leaving.Value("reason")
	}
	return ""
}

func (v *caseView) stateLabel(code string) text.T {
	s, _ := v.r.m.State(code)
	return s.Label
}

func (v *caseView) sectionWords(list []policy.Section) string {
	var out []string
	for _, s := range list {
		out = append(out, strings.ToLower(v.sectionLabel(s).In(v.lang)))
	}
	return strings.Join(out, ", ")
}

// glassWords is a coded reason for opening somebody else's case.
func (v *caseView) glassWords(code string) string {
	reason, _ := v.r.m.BreakGlassReason(code)
	return strings.ToLower(reason.Label.In(v.lang))
}

func (v glassView) code(code string) text.T {
	reason, _ := v.r.m.BreakGlassReason(code)
	return reason.Label
}

func glassCase(ctx context.Context, g GlassRow) string {
	number := ui.F(ctx, text.CaseNumber, g.Number)
	if g.Person == "" {
		return number
	}
	return g.Person + ", " + number
}

func reviewWords(review string) text.T {
	if review == ReviewDiscuss {
		return text.GlassDiscuss
	}
	return text.GlassSeenOK
}

func reasonOptions(list []guideline.Reason) []ui.Option {
	var out []ui.Option
	for _, r := range list {
		out = append(out, ui.Option{Value: r.Code, Label: r.Label})
	}
	return out
}

// townName is where the person lives, or where the case belongs.
func townName(c Case) string {
	if n := person.MunicipalityName(c.Person.Municipality); n != "" {
		return n
	}
	return person.MunicipalityName(c.Municipality)
}

// inShort is what a list shows of a case: where, state, who follows it.
func (v *caseView) inShort() string {
	var out []string
	for _, words := range []string{townName(v.c), v.stateLabel(v.c.State).In(v.lang), v.c.Manager} {
		if words != "" {
			out = append(out, words)
		}
	}
	return strings.Join(out, ", ")
}

// dayWords is a day of the diary: its month stands above.
func dayWords(d value.Date, l text.Lang) string {
	if d.IsZero() {
		return ""
	}
	return value.WeekdayShort(d.Weekday(), l) + " " + d.Format()[:2]
}

// instantWords is when somebody looked: the hour alone today, else with the day.
func instantWords(at value.Instant, today value.Date, l text.Lang) string {
	if at.Date() == today {
		return text.NextToday.In(l) + " " + at.Clock()
	}
	return at.Date().NearIn(today, l) + " " + at.Clock()
}

// number is the case file of a record, or that it has none.
func (x Candidate) number() text.T {
	if x.CaseID == "" {
		return text.NoCaseFile
	}
	return text.CaseNumber.With(x.Number)
}

func leafOf(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
