// Package task is the list of what one person has to do, in one place and in the order of days: next steps, next dates, checks, terms of the
// guidelines, follow-ups, suspensions to look at again, hand-overs to answer. It keeps nothing of its own: a thing goes from it when it is
// done where it belongs. The weekly mail and the calendar say the same list, as numbers and as days.
package task

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"siil/internal/account"
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	projects "siil/internal/plan"
	"siil/internal/text"
	"siil/internal/value"
)

// Kind is what a task comes from.
type Kind string

// The kinds of tasks.
const (
	Step     Kind = "step"
	Date     Kind = "date"
	Check    Kind = "check"
	Term     Kind = "term"
	FollowUp Kind = "follow_up"
	Review   Kind = "review"
	HandOver Kind = "hand_over"
)

// Kinds are all of them, in the order in which tasks of the same day stand.
var Kinds = []Kind{HandOver, Step, Date, Check, Review, FollowUp, Term}

// When is how soon a task is due.
type When string

// The times of tasks.
const (
	Late   When = "late"
	Today  When = "today"
	Week   When = "week"
	Later  When = "later"
	NoDate When = "none"
)

// Whens are all of them, in order.
var Whens = []When{Late, Today, Week, Later, NoDate}

// Task is one thing to do.
type Task struct {
	Kind   Kind
	ID     value.ID // of the step, the follow-up or the case
	CaseID value.ID
	Number int    // of the case
	Person string // given and family name; "" when the reader's lists do not show the case
	What   text.T
	On     value.Date // absent: without a date
	Moved  string     // why a step was last moved, if it was
	Path   string     // where it is done

	when When
}

// When is how soon the task is due, as of the day on which it was read.
func (t Task) When() When { return t.when }

// whenOf tells how soon a day is. A hand-over waits for an answer today, however long it has waited.
func whenOf(k Kind, on, today value.Date) When {
	switch away := on.Sub(today); {
	case on.IsZero():
		return NoDate
	case k == HandOver || away == 0:
		return Today
	case away < 0:
		return Late
	case away <= 7:
		return Week
	}
	return Later
}

// key orders tasks: by day, what has none at the end, then by kind; no two are equal.
func (t Task) key() string {
	day := t.On.ISO()
	if day == "" {
		day = "9999-99-99"
	}
	return day + " " + strconv.Itoa(slices.Index(Kinds, t.Kind)) + " " + string(t.ID)
}

func byKey(a, b Task) int { return strings.Compare(a.key(), b.key()) }

// Query is whose tasks are asked for, and which of them.
type Query struct {
	Account value.ID // "" or the reader's own: the reader's
	When    When     // "": all
	Kind    Kind     // "": all
	After   string   // Page.Next or Page.Prev of another page
	Limit   int      // 0: 50
}

// Page is a part of the list.
type Page struct {
	Account value.ID
	Name    string // of whose tasks they are
	Own     bool
	Today   value.Date
	Whens   map[When]int // how many there are, without the filter by day
	Kinds   map[Kind]int // how many there are, without the filter by kind
	Total   int          // with both filters
	First   int          // number of the first task shown, from 1
	Tasks   []Task
	Next    string // After of the page after; "" at the end
	Prev    string // After of the page before, when First > 1

	colleagues []account.Colleague // whose lists the reader may see
}

// Options are what an installation chooses.
type Options struct {
	PublicURL string // before the paths in calendars
}

// Room answers for the lists of tasks.
type Room struct {
	g        *gate.Gate
	m        *guideline.Model
	accounts *account.Room
	cases    *casefile.Room
	plans    *projects.Room
	opts     Options

	feeds feeds

	mu     sync.Mutex
	weekly map[string]string // zone -> the week whose mails have been written by this process
}

// New makes the room. It is safe for concurrent use.
func New(g *gate.Gate, m *guideline.Model, accounts *account.Room, cases *casefile.Room, plans *projects.Room, o Options) *Room {
	return &Room{g: g, m: m, accounts: accounts, cases: cases, plans: plans, opts: o, weekly: map[string]string{}}
}
