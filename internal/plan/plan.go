// Package plan is the personalised project of a case (progetto personalizzato): general aims in the person's words, goals tied to domains of the
// assessment, actions towards them, commitments of both sides, days of checks. Each Plan is one version; goals and actions keep their ids from
// version to version. A version that somebody has signed never changes; what happens to actions and the hours attended belong to the case.
//
// A goal has the section of its domain, an action the stricter of its goal's and its kind's. Whoever may not read that section gets no trace of it:
// no line, no count, no hours.
package plan

import (
	"context"

	"siil/internal/account"
	"siil/internal/assessment"
	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// Prover asks the second factor of whoever signs. It fails with Invalid on the field "code".
type Prover interface {
	ProveCode(ctx context.Context, who gate.Actor, code string) error
}

// Room answers for the projects behind one gate.
type Room struct {
	g           *gate.Gate
	m           *guideline.Model
	cases       *casefile.Room
	assessments *assessment.Room
	prover      Prover
}

// New makes the room. Without a prover nobody can sign with a second factor.
func New(g *gate.Gate, m *guideline.Model, cases *casefile.Room, assessments *assessment.Room, prover Prover) *Room {
	return &Room{g: g, m: m, cases: cases, assessments: assessments, prover: prover}
}

// The states of a version.
const (
	Draft      = "draft"
	Signing    = "signing" // its content is fixed, signatures are gathered
	InForce    = "in_force"
	Superseded = "superseded"
	Dropped    = "dropped"
)

// The states of an action; ActionDropped is one that left the draft before it began.
const (
	Planned       = "planned"
	Running       = "running"
	Suspended     = "suspended"
	Ended         = "ended"
	Interrupted   = "interrupted"
	ActionDropped = "dropped"
)

// Longest texts, in characters, and other limits of what a form may say.
const (
	MaxAims   = 2000
	MaxText   = 300 // of a goal, of how one knows that it is reached, of a commitment
	MaxName   = 120 // of a body, a place, a person
	MaxNote   = 2000
	MaxReason = 500
	MaxHours  = 5000
	MaxMonths = 60
	// MaxAllowance is a month's at most, in cents, where no law says less.
	MaxAllowance value.Money = 10_000_00
	// MostActions and MostCommitments keep a project such that a person can read it.
	MostActions     = 60
	MostCommitments = 30
)

// Plan is one version of a project, as its reader may know it.
type Plan struct {
	ID, CaseID, EpisodeID, PersonID value.ID
	Number                          int
	State                           string
	Aims                            string // what the person wants, in their words
	Why                             string // why it revises Revises
	Revises, AssessmentID           value.ID
	MadeAt, FrozenAt, SupersededAt  value.Instant
	ChangedAt                       value.Instant
	MadeBy, ChangedBy               value.ID
	ForceOn                         value.Date
	Digest                          string // over what was signed, all sections
	Version                         int

	Goals       []Goal
	Commitments []Commitment
	Dates       []value.Date // on which it is to be checked
	Signatures  []Signature  // voided ones too
}

// Changeable tells whether the version may still be written.
func (p Plan) Changeable() bool { return p.State == Draft }

// Goal is one goal; ID is the same in every version.
type Goal struct {
	ID, RowID   value.ID
	Section     policy.Section
	Position    int
	Domain      string
	Text        string
	ReachedWhen string
	Version     int
	ChangedAt   value.Instant
	ChangedBy   value.ID
	Actions     []Action

	Progress   string // at the newest check; "" never checked
	ProgressOn value.Date
}

// Action is one action; ID is the same in every version. State and what follows is how it goes, whatever the version says.
type Action struct {
	ID, RowID, GoalID value.ID
	Section           policy.Section
	Position          int
	Content
	Version   int
	ChangedAt value.Instant
	ChangedBy value.ID

	State              string
	StartedOn, EndedOn value.Date
	Reason, Result     string // codes of its end or interruption
	Words              string
	Minutes            int // attended
	LiveVersion        int
}

// period is from when to when an action goes: what happened where it did, else what is planned.
func (a Action) period() (from, to value.Date) {
	from, to = a.From, a.To
	if !a.StartedOn.IsZero() {
		from = a.StartedOn
	}
	if !a.EndedOn.IsZero() {
		to = a.EndedOn
	}
	return from, to
}

// Content is what a version says of an action. Hours are planned in all. The last ones are of a traineeship; Allowance is a month's.
type Content struct {
	Kind, Title     string
	Provider, Place string
	Fund            string // a programme's code
	Hours           int
	From, To        value.Date
	FollowerID      value.ID
	FollowerWords   string
	Note            string
	Promoter        string
	Host, Tutor     string
	Months          int
	Allowance       value.Money
	LongerWhy       string // why it lasts longer than the usual limit
}

// The sides of a commitment.
const (
	OfPerson  = "person"
	OfService = "service"
)

// Commitment is what one side undertakes; Who names the service.
type Commitment struct {
	ID        value.ID
	Side, Who string
	Text      string
	Position  int
	Version   int
	ChangedAt value.Instant
	ChangedBy value.ID
}

// Link is a pact that another system keeps.
type Link struct {
	ID           value.ID
	Kind, Number string
	OnDay        value.Date
	MadeBy       value.ID
}

// The parties and means of a signature, and what the person says.
const (
	ByPerson      = "person"
	ByCaseManager = "case_manager"
	ByService     = "service"

	OnPaper      = "paper"
	SecondFactor = "second_factor"

	Agrees       = "yes"
	AgreesPartly = "partly"
	Disagrees    = "no"
)

// Signature is one party's. Agreement and Said are the person's.
type Signature struct {
	ID                     value.ID
	Party                  string
	AccountID, CollectedBy value.ID
	Words                  string // name of whoever has no account
	Means                  string
	OnDay                  value.Date
	Agreement, Said        string
	Digest                 string
	MadeAt, VoidedAt       value.Instant
	MadeBy                 value.ID
	VoidedWhy              string
	Files                  []attachment.File
}

// Stands tells whether the signature has not been voided.
func (s Signature) Stands() bool { return s.VoidedAt.IsZero() }

// Check is one check of the project with the person. Reopens: it began another version.
type Check struct {
	ID, PlanID           value.ID
	Number               int // of the version that was checked
	OnDay, NextOn        value.Date
	WithPerson, Reopens  bool
	Changes, PersonWords string
	MadeAt               value.Instant
	MadeBy               value.ID
	Goals                []GoalProgress
}

// GoalProgress is how far one goal is, by the codes of the guidelines.
type GoalProgress struct {
	GoalID         value.ID
	Section        policy.Section
	Progress, Note string
}

// View is everything of a case's projects that its reader may know.
type View struct {
	Case     casefile.Case
	Res      policy.Resource
	Plans    []Plan // the newest first, without dropped ones
	Links    []Link
	Checks   []Check // the newest first
	Summary  assessment.Summary
	Assessed bool // there is a Summary
	Names    map[value.ID]string

	Colleagues []account.Colleague // who may follow an action

	MayWrite, MaySign, MayCheck, MayRecord map[policy.Section]bool // by section; signing stands under the common one
}

// Current is the version in force.
func (v View) Current() (Plan, bool) { return v.in(InForce) }

// Open is the version that is drafted or signed.
func (v View) Open() (Plan, bool) { return v.in(Draft, Signing) }

// Newest is the version of the highest number.
func (v View) Newest() (Plan, bool) {
	if len(v.Plans) == 0 {
		return Plan{}, false
	}
	return v.Plans[0], true
}

// Numbered finds a version by its number.
func (v View) Numbered(n int) (Plan, bool) {
	for _, p := range v.Plans {
		if p.Number == n {
			return p, true
		}
	}
	return Plan{}, false
}

func (v View) in(states ...string) (Plan, bool) {
	for _, p := range v.Plans {
		for _, s := range states {
			if p.State == s {
				return p, true
			}
		}
	}
	return Plan{}, false
}

// Goal finds a goal by its id.
func (p Plan) Goal(id value.ID) (Goal, bool) {
	for _, g := range p.Goals {
		if g.ID == id {
			return g, true
		}
	}
	return Goal{}, false
}

// Action finds an action by its id.
func (p Plan) Action(id value.ID) (Action, bool) {
	for _, g := range p.Goals {
		for _, a := range g.Actions {
			if a.ID == id {
				return a, true
			}
		}
	}
	return Action{}, false
}
