package plan

import (
	"strings"

	"siil/internal/text"
	"siil/internal/ui"
)

// chosen is the kind of action that a link of the page has chosen for a goal.
func (p *planPage) chosen(g Goal) string {
	if p.goalAsked != string(g.ID) {
		return ""
	}
	return p.kindAsked
}

// mostFitting are the kinds that are offered as links; all others stand in the list.
const mostFitting = 4

// fitting are the first kinds that serve a goal.
func (p *planPage) fitting(g Goal) (out []ui.Option) {
	for _, o := range p.kinds(g) {
		if o.Group == text.PlanKindsFit && len(out) < mostFitting {
			out = append(out, o)
		}
	}
	return out
}

// traineeship tells whether a form is one of a traineeship, so that its part stands open.
func (p *planPage) traineeship(f forms) bool {
	k, _ := p.r.m.Actions.Kind(f.v("kind"))
	return k.Traineeship != ""
}

func (p *planPage) commitmentWords(c Commitment) string {
	who := text.PlanPerson.In(p.lang)
	if c.Side == OfService {
		who = text.PlanService.In(p.lang)
	}
	if c.Who != "" {
		who = c.Who
	}
	return who + ": " + c.Text
}

func (p *planPage) daysTyped() string {
	var out []string
	for _, d := range p.plan.Dates {
		out = append(out, d.Format())
	}
	return strings.Join(out, "\n")
}
