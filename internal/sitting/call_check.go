package sitting

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// mostAhead is how far away a sitting may be, in days.
const mostAhead = 366

// checkCalling holds a form against the rules and gives its members with the part that each stands for. from is the earliest day.
func (r *Room) checkCalling(tx *gate.ReadTx, in *Calling, from value.Date) ([]Called, error) {
	var c fault.Check
	in.Place, in.Link = strings.TrimSpace(in.Place), strings.TrimSpace(in.Link)
	switch {
	case in.OnDay.IsZero():
		c.Add("date", text.DateNeeded)
	case in.OnDay.Before(from):
		c.Add("date", text.DateIsPast)
	case in.OnDay.Sub(tx.Today()) > mostAhead:
		c.Add("date", text.DateTooFar.With(tx.Today().AddDays(mostAhead).Format()))
	}
	_, err := time.Parse("15:04", in.Starts)
	c.Require(err == nil && len(in.Starts) == 5, "starts", text.SittingStarts)
	c.Require(in.SeatID != "" || in.Place != "" || in.Link != "", "place", text.SittingWhere)
	c.Fits("place", in.Place, MaxPlace)
	c.Require(!strings.ContainsFunc(in.Place, unicode.IsControl), "place", text.NotAText)
	c.Require(in.Link == "" || goodLink(in.Link), "link", text.SittingLink)
	if in.SeatID != "" {
		n := 0
		if err := tx.One("SELECT COUNT(*) FROM seat WHERE zone = $1 AND id = $2 AND ended_at IS NULL", []any{tx.Zone(), in.SeatID}, &n); err != nil {
			return nil, err
		}
		c.Require(n == 1, "seat", text.SittingSeatUnknown)
	}
	c.Require(len(in.Agenda) <= MaxItems, "agenda", text.SittingCasesMany.With(MaxItems))
	all, err := account.Colleagues(tx)
	if err != nil {
		return nil, err
	}
	members := r.checkMembers(&c, in.Members, all, tx.Who().Account)
	return members, c.Err()
}

func goodLink(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme == "https" && u.Host != "" && u.User == nil && utf8.RuneCountInString(s) <= MaxLink &&
		!strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) })
}

var (
	professions = []policy.Role{policy.SocialWorker, policy.EmploymentOfficer, policy.HealthWorker}
	sitters     = append([]policy.Role{policy.Coordinator, policy.Secretary}, professions...)
)

// checkMembers gives each member a part and names one recorder: the one whom the form says, or the first secretary, or whoever calls, or the
// first.
func (r *Room) checkMembers(c *fault.Check, in []Called, all []account.Colleague, caller value.ID) []Called {
	c.Require(len(in) > 0, "members", text.SittingMembersNone)
	c.Require(len(in) <= MaxCall, "members", text.SittingMembersMany.With(MaxCall))
	out, recorders, secretary, me := slices.Clone(in), 0, -1, -1
	for i := range out {
		m := &out[i]
		at := slices.IndexFunc(all, func(x account.Colleague) bool { return x.ID == m.AccountID && !x.Disabled && x.Has(sitters...) })
		twice := slices.ContainsFunc(out[:i], func(x Called) bool { return x.AccountID == m.AccountID })
		if at < 0 || twice {
			c.Require(at >= 0, "members", text.SittingMemberUnknown)
			c.Require(!twice, "members", text.SittingMemberTwice)
			return nil
		}
		parts := r.partsOf(all[at])
		if m.Part == "" {
			m.Part = parts[0]
		}
		c.Require(slices.Contains(parts, m.Part), "members", text.SittingPart)
		if m.Recorder {
			recorders++
		}
		if secretary < 0 && all[at].Has(policy.Secretary) {
			secretary = i
		}
		if m.AccountID == caller {
			me = i
		}
	}
	c.Require(recorders <= 1, "members", text.SittingRecorders)
	if recorders == 0 && len(out) > 0 {
		out[max(0, cmpOr(secretary, me))].Recorder = true
	}
	return out
}

// cmpOr is the first of two indexes that is one.
func cmpOr(a, b int) int {
	if a >= 0 {
		return a
	}
	return b
}

// partsOf are what somebody can stand for: the sections of their professions, then none in particular.
func (r *Room) partsOf(c account.Colleague) []string {
	var out []string
	for _, p := range professions {
		if role, ok := r.m.Role(string(p)); ok && c.Has(p) {
			out = append(out, role.Section)
		}
	}
	return append(out, string(policy.Common))
}

// needs is the check of a text that must be there and fit.
func needs(c *fault.Check, field, words string, missing text.T, most int) {
	c.Require(strings.TrimSpace(words) != "", field, missing)
	c.Fits(field, words, most)
}
