// Package deadline is the first screen, "Oggi": what somebody must do today, by role. It keeps nothing of its own: a thing goes from it when
// it is done elsewhere, never by ticking.
package deadline

import (
	"slices"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/help"
	"siil/internal/intake"
	projects "siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// Room answers with the first screen.
type Room struct {
	g         *gate.Gate
	m         *guideline.Model
	cases     *casefile.Room
	referrals *intake.Room
	plans     *projects.Room
	doubtful  func(tx *gate.ReadTx) (int, error)
}

// New makes the room. doubtful counts the lines of lists that wait for somebody to choose, 0 for whoever does not settle them; it belongs to
// a room further down the street.
func New(g *gate.Gate, m *guideline.Model, cases *casefile.Room, referrals *intake.Room, plans *projects.Room, doubtful func(tx *gate.ReadTx) (int, error)) *Room {
	return &Room{g: g, m: m, cases: cases, referrals: referrals, plans: plans, doubtful: doubtful}
}

// shown is how many rows of a group the screen holds; the rest is a link away.
const shown = 20

// Item is one row: since when, who, what, one thing to do.
type Item struct {
	Mark    ui.MarkKind
	When    text.T
	Name    string
	Link    string // of the name; empty: nothing to open
	What    text.T
	Do      text.T
	DoHref  string
	Pressed bool // a button instead of a link: late and today
}

// Group is a heading with its rows. Code stands in the address that shows it alone.
type Group struct {
	Code  string
	Label text.T
	Mark  ui.MarkKind
	Count int
	Items []Item
	Rest  []Item // beyond those that the whole screen holds: they stand where the group is shown alone
	More  string // the list of all of it, when there is one
}

// rows are the items of a group where it stands alone, or among the others.
func (g Group) rows(alone bool) []Item {
	if alone {
		return slices.Concat(g.Items, g.Rest)
	}
	return g.Items
}

// Figure is a number that leads to exactly the rows it counts.
type Figure struct {
	Label text.T
	N     int
	Href  string
}

// Box is a part of the aside.
type Box struct {
	Title   text.T
	Figures []Figure
}

// Today is the first screen of one reader.
type Today struct {
	Groups []Group
	Boxes  []Box
	Words  []text.T // for the roles that see no case
	Links  []Figure // what they can do now, without a number
	Next   *Item    // the first date beyond those shown
	Works  bool     // has a list of cases
	Notice help.Notice

	day   value.Date
	sends bool // sends referrals from outside
	tasks bool // can have something to do in the list of tasks
	said  map[said]bool
}

// said is a next date that a row shows.
type said struct {
	caseID value.ID
	on     value.Date
	what   string
}

// plan is what the screen asks of the lists for one reader: groups with rows, figures of the aside, the date after them.
type plan struct {
	wanted []casefile.Wanted
	groups []groupPlan
	boxes  []boxPlan
	next   int // place of the next date in wanted; -1: none
}

type groupPlan struct {
	code  string
	label text.T
	mark  ui.MarkKind
	item  func(casefile.Row) Item
	at    int
}

type boxPlan struct {
	title  text.T
	labels []text.T
	at     int // of the first figure
}

func (p *plan) group(code string, label text.T, mark ui.MarkKind, q casefile.Query, item func(casefile.Row) Item) {
	p.groups = append(p.groups, groupPlan{code, label, mark, item, len(p.wanted)})
	p.wanted = append(p.wanted, casefile.Wanted{Query: q, Limit: shown})
}

func (p *plan) box(title text.T, labels []text.T, queries []casefile.Query) {
	p.boxes = append(p.boxes, boxPlan{title, labels, len(p.wanted)})
	for _, q := range queries {
		p.wanted = append(p.wanted, casefile.Wanted{Query: q})
	}
}

// planFor chooses the lists by the reader's roles.
func (r *Room) planFor(who gate.Actor, v viewer) *plan {
	p := &plan{next: -1}
	works := who.Has(policy.SocialWorker, policy.EmploymentOfficer, policy.HealthWorker)
	if works {
		r.planMine(p, v)
	}
	if who.Has(policy.Coordinator) {
		r.planZone(p, v)
	}
	if who.Has(policy.Secretary) {
		p.group("codici", text.GroupNoCode, ui.Missing, casefile.Query{NoTaxCode: true, Open: true, Sort: casefile.ByName}, v.noCode)
	}
	if who.Has(policy.Coordinator, policy.Secretary) && !works {
		r.boxZone(p)
	}
	return p
}

// planMine is what a case manager has to do.
func (r *Room) planMine(p *plan, v viewer) {
	mine := func(due string) casefile.Query { return casefile.Query{Mine: true, Due: due, Sort: casefile.ByDate} }
	p.group("ritardo", text.GroupLate, ui.Late, mine(casefile.DueLate), v.dated)
	p.group("oggi", text.GroupToday, ui.Today, mine(casefile.DueToday), v.dated)
	p.group("passaggi", text.GroupOffers, ui.ToDo, casefile.Query{HandOver: casefile.OfferMine, Sort: casefile.ByName}, nil)
	p.group("nessuna", text.GroupNone, ui.Missing, mine(casefile.DueNone), v.undated)
	p.group("riesame", text.GroupReview, ui.Late, mine(casefile.DueReview), v.review)
	p.group("settimana", text.GroupWeek, ui.NoMark, mine(casefile.DueWeek), v.dated)
	p.next = len(p.wanted)
	p.wanted = append(p.wanted, casefile.Wanted{Query: casefile.Query{Mine: true, Open: true, From: v.today.AddDays(8), Sort: casefile.ByDate}, Limit: 1})
	states := [][]string{nil, r.states("segnalazione", "equipe"), r.states("valutazione", "IN_PROGETTAZIONE"), r.states("PROGETTO_SOTTOSCRITTO", "attuazione"), r.suspended()}
	var queries []casefile.Query
	for _, s := range states {
		queries = append(queries, casefile.Query{Mine: true, Open: true, States: s})
	}
	p.box(text.AsideMine, []text.T{text.AsideOpen, text.AsideEntry, text.AsideAssess, text.AsideAction, text.AsideRest}, queries)
}

// planZone is what the coordinator has to do for the zone.
func (r *Room) planZone(p *plan, v viewer) {
	p.group("senza-cm", text.GroupUnmanaged, ui.Missing, casefile.Query{Managers: []string{casefile.NoManager}, Open: true, Sort: casefile.ByDate}, v.unmanaged)
	p.group("attesa", text.GroupWaiting, ui.ToDo, casefile.Query{HandOver: casefile.OfferAny, Sort: casefile.ByName}, nil)
	p.group("riesame-zona", text.GroupZoneLook, ui.Late, casefile.Query{Due: casefile.DueReview, Sort: casefile.ByDate}, v.review)
	p.group("nessuna-zona", text.GroupZoneNone, ui.Missing, casefile.Query{Due: casefile.DueNone, Sort: casefile.ByDate}, v.undated)
}

// boxZone is the zone in numbers for who keeps it in order.
func (r *Room) boxZone(p *plan) {
	p.box(text.AsideZone, []text.T{text.AsideOpen, text.AsideNoManager, text.GroupLate, text.GroupNone, text.AsideRest}, []casefile.Query{{Open: true},
		{Managers: []string{casefile.NoManager}, Open: true}, {Due: casefile.DueLate}, {Due: casefile.DueNone}, {Open: true, States: r.suspended()}})
}

// states are the codes of the open states of some phases, or states by their own code, in alphabetical order as addresses hold them.
func (r *Room) states(phasesOrStates ...string) (out []string) {
	for _, s := range r.m.States {
		for _, x := range phasesOrStates {
			if s.Kind == guideline.Open && (s.Phase == x || s.Code == x) {
				out = append(out, s.Code)
			}
		}
	}
	slices.Sort(out)
	return out
}

func (r *Room) suspended() (out []string) {
	for _, s := range r.m.States {
		if s.Kind == guideline.Suspended {
			out = append(out, s.Code)
		}
	}
	return out
}
