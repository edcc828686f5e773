package intake

import (
	"net/http"
	"net/url"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// Parameters of the list's address.
const (
	paramState = "stato"
	paramPage  = "pagina"
)

// listFilter is one of the lists that a reader finds, by its name in the address.
type listFilter struct {
	name  string
	label text.T
	mark  ui.MarkKind
	query ListQuery
	count func(Counts) int
}

var (
	zoneFilters = []listFilter{
		{"da-rispondere", text.IntakeToAnswer, ui.NoMark, ListQuery{State: referral.Received}, func(c Counts) int { return c.Received }},
		{"in-ritardo", text.IntakeLate, ui.Late, ListQuery{Late: true}, func(c Counts) int { return c.Late }},
		{"da-completare", text.IntakeToComplete, ui.Today, ListQuery{State: referral.ToComplete}, func(c Counts) int { return c.ToComplete }},
		{"chiuse", text.IntakeClosed, ui.NoMark, ListQuery{State: referral.Answered}, func(c Counts) int { return c.Answered }},
	}
	ownFilters = []listFilter{
		{"tutte", text.IntakeAll, ui.NoMark, ListQuery{}, func(c Counts) int { return c.Received + c.ToComplete + c.Answered }},
		{"in-attesa", text.IntakeWaitsAnswer, ui.NoMark, ListQuery{State: referral.Received}, func(c Counts) int { return c.Received }},
		{"da-completare", text.IntakeToComplete, ui.Today, ListQuery{State: referral.ToComplete}, func(c Counts) int { return c.ToComplete }},
		{"con-risposta", text.IntakeAnswered, ui.NoMark, ListQuery{State: referral.Answered}, func(c Counts) int { return c.Answered }},
	}
)

// listView is what the page of the list shows.
type listView struct {
	r       *Room
	page    Page
	filters []listFilter
	at      int // of filters
	after   string
	gone    bool // the page that was asked for is none
	here    bool // the reader works here
	today   value.Date
	lang    text.Lang
	draft   value.Instant
}

func (r *Room) getList(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	v := &listView{r: r, filters: ownFilters, here: worksHere(who.Principal), today: r.g.Today(), lang: text.LangOf(req.Context()),
		after: req.URL.Query().Get(paramPage)}
	if v.here {
		v.filters = zoneFilters
	}
	for i, f := range v.filters {
		if f.name == req.URL.Query().Get(paramState) {
			v.at = i
		}
	}
	q := v.filters[v.at].query
	q.After = v.after
	var err error
	if v.page, err = r.List(req.Context(), who, q); fault.Is(err, fault.Invalid) && v.after != "" {
		v.gone, v.after, q.After = true, "", ""
		v.page, err = r.List(req.Context(), who, q)
	}
	if err != nil {
		return err
	}
	// Whether there is a draft of one's own is nobody's datum: it leaves no leaf.
	err = r.g.Unaudited(req.Context(), who.Zone, func(tx *gate.ReadTx) (err error) {
		v.draft, err = account.DraftAt(tx, who.Account, DraftSlot)
		return err
	})
	if err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, listDocument(v))
}

func (v *listView) chips() []ui.CountChip {
	var out []ui.CountChip
	for i, f := range v.filters {
		out = append(out, ui.CountChip{Label: f.label, N: f.count(v.page.Counts), Href: v.address(i, ""), On: i == v.at, Mark: f.mark})
	}
	return out
}

// address is that of one of the lists; the first one needs no name.
func (v *listView) address(filter int, after string) string {
	q := url.Values{}
	if filter > 0 {
		q.Set(paramState, v.filters[filter].name)
	}
	if after != "" {
		q.Set(paramPage, after)
	}
	if len(q) == 0 {
		return pathList
	}
	return pathList + "?" + q.Encode()
}

func (v *listView) pages() ui.Pages {
	var p ui.Pages
	if v.page.Next != "" {
		p.Next = v.address(v.at, v.page.Next)
	}
	return p
}

func (v *listView) empty() text.T {
	switch c := v.page.Counts; {
	case c.Received+c.ToComplete+c.Answered > 0:
		return text.IntakeEmptyState
	case v.here:
		return text.IntakeEmpty
	}
	return text.IntakeEmptyOwn
}

func (v *listView) time(i Item) how {
	return timeOf(i.State, i.DueOn, v.today, i.Mine && !v.here, v.lang)
}

func (v *listView) state(i Item) how {
	return v.r.stateOf(i.State, i.Outcome, v.teamSaid(i.TeamDecision), v.here)
}

// teamSaid is a decision of the team, if whoever referred is told of it.
func (v *listView) teamSaid(decision string) string {
	if d, ok := v.r.m.Sittings.Decision(decision); ok && (d.Outcome || v.here) {
		return decision
	}
	return ""
}

// sender is who sent a referral, on one line.
func (v *listView) sender(i Item) string { return joined(i.Organisation.In(v.lang), i.SenderName) }

func (v *listView) urgency(i Item) guideline.Urgency {
	u, _ := v.r.m.Urgency(i.Urgency)
	return u
}
