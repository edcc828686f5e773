package task

import (
	"net/http"
	"net/url"
	"slices"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// Addresses of this room.
const (
	pathTasks    = casefile.PathTasks
	PathCalendar = "/profilo/calendario"
	pathEnd      = PathCalendar + "/fine"
	pathFeed     = "/calendario/"
	feedEnd      = ".ics"
)

func feedPath(secret string) string { return pathFeed + secret + feedEnd }

// Routes are the list, the page of the calendar address, and that address itself, which knows its reader by its secret.
func (r *Room) Routes() []ui.Route {
	return []ui.Route{
		ui.Get(pathTasks, policy.HomeRead, r.getTasks),
		ui.Get(PathCalendar, policy.ProfileUse, r.getCalendar),
		ui.Post(PathCalendar, policy.ProfileUse, r.postCalendar),
		ui.Post(pathEnd, policy.ProfileUse, r.postCalendarEnd),
		{Method: http.MethodGet, Path: pathFeed + "{file}", Public: true, Handler: r.getFeed},
	}
}

// The names of filters in the address.
const (
	paramWhen  = "quando"
	paramKind  = "tipo"
	paramWhose = "di"
	paramAfter = "dopo"
)

// words of the times and kinds: in the address, and as people read them.
var (
	whenWords = map[When]struct {
		in    string
		label text.T
		mark  ui.MarkKind
	}{
		Late: {"in-ritardo", text.TasksLate, ui.Late}, Today: {"oggi", text.TasksToday, ui.Today}, Week: {"settimana", text.TasksWeek, ui.NoMark},
		Later: {"avanti", text.TasksLater, ui.NoMark}, NoDate: {"senza-data", text.TasksNoDate, ui.Missing},
	}
	kindWords = map[Kind]struct {
		in    string
		label text.T
	}{
		Step: {"passi", text.TaskSteps}, Date: {"date", text.TaskDates}, Check: {"verifiche", text.TaskChecks}, Term: {"termini", text.TaskTerms},
		FollowUp: {"follow-up", text.TaskFollowUps}, Review: {"sospensioni", text.TaskReviews}, HandOver: {"passaggi", text.TaskHandOvers},
	}
)

// queryOf reads the filters of an address; what it does not know is left out.
func queryOf(v url.Values) (q Query) {
	for when, w := range whenWords {
		if v.Get(paramWhen) == w.in {
			q.When = when
		}
	}
	for kind, w := range kindWords {
		if v.Get(paramKind) == w.in {
			q.Kind = kind
		}
	}
	q.Account, _ = value.ParseID(v.Get(paramWhose))
	q.After = v.Get(paramAfter)
	return q
}

// view is the page of a list.
type view struct {
	Page
	q    Query
	lang text.Lang
}

func (r *Room) getTasks(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	q := queryOf(req.URL.Query())
	p, err := r.List(req.Context(), who, q)
	if err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, tasksDocument(view{p, q, text.LangOf(req.Context())}))
}

func (v view) title() text.T {
	if v.Own {
		return text.TasksMine
	}
	return text.TasksOf.With(v.Name)
}

// href is the address of the list with some filters changed; "" takes one away. A page begins anew.
func (v view) href(pairs ...string) string {
	out := url.Values{}
	if !v.Own {
		out.Set(paramWhose, string(v.Account))
	}
	if v.q.When != "" {
		out.Set(paramWhen, whenWords[v.q.When].in)
	}
	if v.q.Kind != "" {
		out.Set(paramKind, kindWords[v.q.Kind].in)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		out.Del(pairs[i])
		if pairs[i+1] != "" {
			out.Set(pairs[i], pairs[i+1])
		}
	}
	if len(out) == 0 {
		return pathTasks
	}
	return pathTasks + "?" + out.Encode()
}

// chips count by day and filter; kinds likewise below them.
func (v view) chips() []ui.CountChip {
	all := 0
	for _, n := range v.Whens {
		all += n
	}
	out := []ui.CountChip{{Label: text.TasksAll, N: all, Href: v.href(paramWhen, ""), On: v.q.When == ""}}
	for _, when := range Whens {
		if w := whenWords[when]; v.Whens[when] > 0 || v.q.When == when {
			out = append(out, ui.CountChip{Label: w.label, N: v.Whens[when], Href: v.href(paramWhen, w.in), On: v.q.When == when, Mark: w.mark})
		}
	}
	return out
}

func (v view) kinds() []ui.CountChip {
	all, some := 0, 0
	for _, n := range v.Kinds {
		all += n
		some++
	}
	if some < 2 && v.q.Kind == "" {
		return nil
	}
	out := []ui.CountChip{{Label: text.TasksKinds, N: all, Href: v.href(paramKind, ""), On: v.q.Kind == ""}}
	for _, kind := range Kinds {
		if w := kindWords[kind]; v.Kinds[kind] > 0 || v.q.Kind == kind {
			out = append(out, ui.CountChip{Label: w.label, N: v.Kinds[kind], Href: v.href(paramKind, w.in), On: v.q.Kind == kind})
		}
	}
	return out
}

// whose are the colleagues whose lists the coordinator may look at, the reader first.
func (v view) whose(me value.ID) (out []ui.Option) {
	for _, c := range v.colleagues {
		o := ui.Option{Value: string(c.ID), Label: text.Raw(c.FamilyName + " " + c.GivenName)}
		if c.ID == me {
			o.Label = text.TasksMine
		}
		out = append(out, o)
	}
	slices.SortStableFunc(out, func(a, b ui.Option) int {
		switch string(me) {
		case a.Value:
			return -1
		case b.Value:
			return 1
		}
		return 0
	})
	return out
}

// pages lead to the tasks before and after.
func (v view) pages() ui.Pages {
	p := ui.Pages{Note: text.TasksAfter.With(v.First, v.First+len(v.Tasks)-1, v.Total)}
	if v.First > 1 {
		p.Prev = v.href(paramAfter, v.Prev)
	}
	if v.Next != "" {
		p.Next = v.href(paramAfter, v.Next)
	}
	return p
}

// group is the tasks of the page that are due at a time.
type group struct {
	when  When
	tasks []Task
}

func (v view) groups() (out []group) {
	for _, t := range v.Tasks {
		if n := len(out); n == 0 || out[n-1].when != t.when {
			out = append(out, group{when: t.when})
		}
		g := &out[len(out)-1]
		g.tasks = append(g.tasks, t)
	}
	return out
}
