package intake

import (
	"net/http"
	"net/url"

	"siil/internal/gate"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// shownWaiting is how many cases the page of the waiting list shows: the ones after them are not next.
const shownWaiting = 100

// paramWhy names in the address why the cases shown wait.
const paramWhy = "perche"

// waitingView is what the waiting list shows.
type waitingView struct {
	all, shown []WaitingCase
	total      int
	why        string
	today      value.Date
	lang       text.Lang
	mayCases   bool // may open case files
	mayPeople  bool // may read of people whose case they do not follow
	// mayReferrals: may open referrals whoever the case belongs to.
	mayReferrals bool
}

// whys are the reasons for which a case waits, in the order of the filters, by their names in the address.
var whys = []struct {
	name, code string
	label      text.T
}{
	{"da-rispondere", WaitsToAssess, text.IntakeListToAssess},
	{"chi-segnala", WaitsForSender, text.IntakeListForSender},
	{"da-convocare", WaitsToCall, text.IntakeListToCall},
	{"all-ordine-del-giorno", WaitsOnAgenda, text.IntakeListAgenda},
	{"non-discussi", WaitsPutOff, text.IntakeListNotHeard},
}

func (r *Room) getWaiting(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	v := &waitingView{today: r.g.Today(), lang: text.LangOf(req.Context())}
	err := r.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		if policy.CaseScope(who.Principal) == policy.None {
			return tx.Decide(policy.CaseList, policy.Resource{Kind: policy.Zone})
		}
		v.mayReferrals = seesZone(tx)
		v.mayCases = tx.May(policy.CaseOpen, policy.Resource{Kind: policy.Case})
		v.mayPeople = tx.May(policy.PersonRead, policy.Resource{Kind: policy.Case})
		v.all, v.total, err = r.Waiting(tx, shownWaiting)
		if err != nil || len(v.all) > 0 {
			return err
		}
		return tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}) // nobody was shown
	})
	if err != nil {
		return err
	}
	for _, x := range whys {
		if x.name == req.URL.Query().Get(paramWhy) {
			v.why = x.code
		}
	}
	for _, c := range v.all {
		if v.why == "" || c.Why == v.why {
			v.shown = append(v.shown, c)
		}
	}
	return ui.Render(w, req, http.StatusOK, waitingDocument(v))
}

func (v *waitingView) chips() []ui.CountChip {
	out := []ui.CountChip{{Label: text.IntakeListEvery, N: len(v.all), Href: pathWaiting, On: v.why == ""}}
	for _, x := range whys {
		n := 0
		for _, c := range v.all {
			if c.Why == x.code {
				n++
			}
		}
		if n == 0 && v.why != x.code {
			continue
		}
		out = append(out, ui.CountChip{Label: x.label, N: n, Href: pathWaiting + "?" + url.Values{paramWhy: {x.name}}.Encode(), On: v.why == x.code})
	}
	return out
}

// label is the list's heading on paper.
func (v *waitingView) label() text.T {
	for _, x := range whys {
		if x.code == v.why {
			return x.label
		}
	}
	return text.IntakeListEvery
}

// since is how long a case has waited.
func (v *waitingView) since(c WaitingCase) text.T {
	switch c.Days {
	case 0:
		return text.IntakeListToday
	case 1:
		return text.IntakeListDay
	}
	return text.IntakeListDays.With(c.Days)
}

// term is how a case stands against its term.
func (v *waitingView) term(c WaitingCase) how {
	switch {
	case c.DueOn.IsZero():
		return how{}
	case c.LateDays == 1:
		return how{ui.Late, text.IntakeLateOne}
	case c.LateDays > 1:
		return how{ui.Late, text.IntakeLateBy.With(c.LateDays)}
	case c.DueOn == v.today:
		return how{ui.Today, text.IntakeDueToday}
	}
	return how{ui.NoMark, text.IntakeDueIn.With(c.DueOn.NearIn(v.today, v.lang))}
}

// because is why a case waits, with the day of the sitting where there is one.
func (v *waitingView) because(c WaitingCase) text.T {
	day := c.WhyOn.NearIn(v.today, v.lang)
	switch c.Why {
	case WaitsOnAgenda:
		return text.IntakeListOnAgenda.With(day)
	case WaitsPutOff:
		if c.WhyOn.IsZero() {
			return text.IntakeListPutOffAny
		}
		return text.IntakeListPutOff.With(day)
	}
	for _, x := range whys {
		if x.code == c.Why {
			return x.label
		}
	}
	return text.Raw(c.Why)
}

func (v *waitingView) town(c WaitingCase) string { return person.MunicipalityName(c.Municipality) }

// casePath is the page of a case that its reader may open: the secretary opens the person's, others none.
func (v *waitingView) casePath(c WaitingCase) string {
	switch {
	case v.mayCases:
		return "/casi/" + string(c.CaseID)
	case v.mayPeople:
		return "/casi/" + string(c.CaseID) + "/persona"
	}
	return ""
}

// crumbs lead back to the referrals, for who may list them.
func (v *waitingView) crumbs() []ui.Crumb {
	up := ui.Crumb{Label: text.NavCases, Href: "/casi"}
	if v.mayReferrals {
		up = ui.Crumb{Label: text.IntakeTitle, Href: pathList}
	}
	return []ui.Crumb{up, {Label: text.IntakeListTitle}}
}
