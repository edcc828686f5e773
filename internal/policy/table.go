package policy

import (
	"fmt"
	"slices"
	"strings"

	"siil/internal/value"
)

// situation is one way in which an account stands to what it acts on.
type situation struct {
	name    string
	visitor bool // called in for single cases, not of the core team
	foreign bool // of another zone
	res     Resource
}

var situations = []situation{
	{name: "not mine"},
	{name: "case manager", res: Resource{CaseManager: true}},
	{name: "in the team", res: Resource{CaseTeam: true}},
	{name: "in the team, began it", res: Resource{CaseTeam: true, Own: true}},
	{name: "in the team, authorised for justice", res: Resource{CaseTeam: true, Justice: true}},
	{name: "opened with a reason", res: Resource{Glass: true}},
	{name: "own", res: Resource{Own: true}},
	{name: "called to the sitting", res: Resource{Member: true}},
	{name: "called to the sitting, writes its minutes", res: Resource{Member: true, Recorder: true}},
	{name: "present", res: Resource{Member: true, Present: true}},
	{name: "present, writes the minutes", res: Resource{Member: true, Present: true, Recorder: true}},
	{name: "present, has stepped out", res: Resource{Member: true, Present: true, Out: true}},
	{name: "present, writes the minutes, has stepped out", res: Resource{Member: true, Present: true, Recorder: true, Out: true}},
	{name: "called in, present", visitor: true, res: Resource{Member: true, Present: true}},
	{name: "called in, not mine", visitor: true},
	{name: "called in, in the team", visitor: true, res: Resource{CaseTeam: true}},
	{name: "case manager, other zone", foreign: true, res: Resource{CaseManager: true, CaseTeam: true, Glass: true, Justice: true, Own: true, Member: true, Present: true, Recorder: true}},
}

// bySection are the actions whose answer depends on a section.
var bySection = []Action{NoteRead, NoteWrite, AssessmentRead, AssessmentRate, PlanRead, PlanWrite, PlanCheck, ActionRecord, DocumentRead,
	DocumentMake}

// Table writes the whole permission table: for each action, role and situation whether it is allowed. It is a golden file, read in
// reviews and by data-protection officers.
func (r *Rules) Table() (string, error) { return r.tableOf(Actions) }

func (r *Rules) tableOf(actions []Action) (string, error) {
	var b strings.Builder
	for _, a := range actions {
		sections := []Section{""}
		if slices.Contains(bySection, a) {
			sections = Sections
		}
		for _, section := range sections {
			fmt.Fprintf(&b, "%s %s\n", a, section)
			for _, role := range append(Roles[:len(Roles):len(Roles)], System) {
				allowed, err := r.allowedIn(a, role, section)
				if err != nil {
					return "", err
				}
				if len(allowed) > 0 {
					fmt.Fprintf(&b, "  %s: %s\n", role, strings.Join(allowed, "; "))
				}
			}
		}
	}
	return b.String(), nil
}

func (r *Rules) allowedIn(a Action, role Role, section Section) ([]string, error) {
	var out []string
	for _, s := range situations {
		p := Principal{Zone: "a", Account: value.ID("me"), Roles: []Role{role}, Core: !s.visitor}
		res := s.res
		res.Zone, res.Kind, res.Section = "a", Case, section
		if s.foreign {
			res.Zone = "b"
		}
		ok, err := r.Decide(p, a, res)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, s.name)
		}
	}
	return out, nil
}
