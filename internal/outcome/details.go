package outcome

import (
	"encoding/json"
	"slices"
	"strconv"

	"siil/internal/fault"
	"siil/internal/guideline"
	"siil/internal/territory"
	"siil/internal/text"
	"siil/internal/value"
)

// Details are what a reason of closure or an answer asks for beside itself.
type Details struct {
	ContractKind  string     `json:"contract_kind,omitempty"` // code
	ContractUntil value.Date `json:"contract_until,omitzero"`
	WeeklyHours   int        `json:"weekly_hours,omitempty"`
	Zone          string     `json:"zone,omitempty"` // code, or Elsewhere
	Service       string     `json:"service,omitempty"`
}

// Elsewhere is where somebody goes who leaves Tuscany.
const Elsewhere = "altrove"

// most hours in a week that a contract may have.
const maxHours = 60

// only keeps what is asked.
func (d Details) only(asks []string) Details {
	var out Details
	for _, ask := range asks {
		switch ask {
		case guideline.AskContractKind:
			out.ContractKind = d.ContractKind
		case guideline.AskContractUntil:
			out.ContractUntil = d.ContractUntil
		case guideline.AskWeeklyHours:
			out.WeeklyHours = d.WeeklyHours
		case guideline.AskZone:
			out.Zone = d.Zone
		case guideline.AskService:
			out.Service = d.Service
		}
	}
	return out
}

// check finds what is wrong with what was told by a day; needed: what is asked must be there, but for the end and the hours of a contract.
func (r *Room) checkDetails(d Details, asks []string, from value.Date, needed bool) error {
	var c fault.Check
	asked := func(ask string) bool { return needed && slices.Contains(asks, ask) }
	_, known := r.m.FollowUps.ContractKind(d.ContractKind)
	c.Require(known || d.ContractKind == "" && !asked(guideline.AskContractKind), "contract_kind", text.ChooseContract)
	c.Require(d.ContractUntil.IsZero() || !d.ContractUntil.Before(from), "contract_until", text.ContractEnds.With(from.Format()))
	c.Require(d.WeeklyHours >= 0 && d.WeeklyHours <= maxHours, "weekly_hours", text.WeeklyHoursWrong.With(maxHours))
	z, found := territory.ZoneByCode(d.Zone)
	c.Require(found && z.Code == d.Zone || d.Zone == Elsewhere || d.Zone == "" && !asked(guideline.AskZone), "zone", text.ChooseZone)
	c.Require(d.Service != "" || !asked(guideline.AskService), "service", text.WriteService)
	c.Fits("service", d.Service, MaxName)
	return c.Err()
}

// JSON is how the details are kept; empty when there are none.
func (d Details) JSON() (string, error) {
	if d == (Details{}) {
		return "", nil
	}
	b, err := json.Marshal(d)
	return string(b), fault.Wrap(err, "details of an outcome")
}

// DetailsOf reads kept details.
func DetailsOf(kept string) (d Details, err error) {
	if kept == "" {
		return d, nil
	}
	return d, fault.Wrap(json.Unmarshal([]byte(kept), &d), "details of an outcome")
}

// Says are the details as people read them, each with its name.
func (d Details) Says(m *guideline.Model) (out [][2]text.T) {
	if k, ok := m.FollowUps.ContractKind(d.ContractKind); ok {
		out = append(out, [2]text.T{text.ContractKind, k.Label})
	}
	if !d.ContractUntil.IsZero() {
		out = append(out, [2]text.T{text.ContractUntil, text.Raw(d.ContractUntil.Format())})
	}
	if d.WeeklyHours > 0 {
		out = append(out, [2]text.T{text.WeeklyHours, text.Raw(strconv.Itoa(d.WeeklyHours))})
	}
	if d.Zone != "" {
		out = append(out, [2]text.T{text.ToZone, ZoneWords(d.Zone)})
	}
	if d.Service != "" {
		out = append(out, [2]text.T{text.ToService, text.Raw(d.Service)})
	}
	return out
}

// ZoneWords is the name of where somebody goes.
func ZoneWords(code string) text.T {
	if z, ok := territory.ZoneByCode(code); ok {
		return text.Raw(z.Name)
	}
	return text.ZoneElsewhere
}
