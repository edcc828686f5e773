// Package app builds the program out of its rooms: the one place where everything meets.
package app

import (
	"context"
	"log/slog"
	"strings"
	"sync"

	"siil/internal/account"
	"siil/internal/api"
	"siil/internal/assessment"
	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/deadline"
	"siil/internal/document"
	"siil/internal/exchange"
	"siil/internal/fault"
	"siil/internal/finder"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/help"
	"siil/internal/indicator"
	"siil/internal/intake"
	"siil/internal/job"
	"siil/internal/outbox"
	"siil/internal/outcome"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/server"
	"siil/internal/sitting"
	"siil/internal/task"
	"siil/internal/text"
	"siil/internal/ui"
)

// Config is what the program is started with.
type Config struct {
	Gate      *gate.Gate
	Log       *slog.Logger
	PublicURL string
	SMTP      string // for zones without a mail server of their own
	MailFrom  string
	Private   bool // calls to other systems may go to private addresses
	Version   string
}

// App is the program, ready to serve.
type App struct {
	Server   *server.Server
	API      *api.API
	Exchange *exchange.Room
	Accounts *account.Room
	Outbox   *outbox.Room

	Sittings *sitting.Pages // on which browsers hold a line open

	intake    *intake.Room
	figures   *indicator.Room
	documents *document.Room
	jobs      *job.Runner
	gate      *gate.Gate
	wait      sync.WaitGroup
}

// New builds every room. It fails when the guidelines do not hold together.
func New(c Config) (*App, error) {
	m, err := model()
	if err != nil {
		return nil, err
	}
	a := &App{gate: c.Gate, Exchange: exchange.New(c.Gate, m)}
	a.Outbox = outbox.New(c.Gate, outbox.Options{PublicURL: c.PublicURL, Fallback: outbox.Mail{Server: c.SMTP, From: c.MailFrom}, Private: c.Private, Log: c.Log})
	a.Accounts = account.NewRoom(c.Gate, m, account.Options{PublicURL: c.PublicURL, Notify: a.Outbox.Hear})
	files := attachment.New(c.Gate)
	cases := casefile.New(c.Gate, m)
	a.intake = intake.New(c.Gate, m, cases)
	sittings := sitting.New(c.Gate, m, cases)
	a.Sittings = sittings.Pages(a.Accounts.Still)
	assessments := assessment.New(c.Gate, m, cases)
	plans := plan.New(c.Gate, m, cases, assessments, a.Accounts)
	a.documents = document.New(c.Gate, m, cases, a.intake, assessments, plans, sittings, files)
	outcomes := outcome.New(c.Gate, m, cases, plans, a.documents)
	tasks := task.New(c.Gate, m, a.Accounts, cases, plans, task.Options{PublicURL: c.PublicURL})
	a.figures = indicator.New(c.Gate, m)
	today := deadline.New(c.Gate, m, cases, a.intake, plans, exchange.Waiting)
	a.API = api.New(api.Config{Gate: c.Gate, Who: a.Accounts.FromToken, PublicURL: c.PublicURL, Version: c.Version}, a.Accounts.API, a.Outbox.API, cases.API, a.intake.API, assessments.API, sittings.API, plans.API, outcomes.API, a.documents.API, tasks.API, a.figures.API)
	helps := help.New(c.Gate, func(r policy.Role) text.T { return roleName(m, r) })
	var routes []ui.Route
	for _, r := range [][]ui.Route{a.Accounts.Routes(), a.Outbox.Routes(), files.Routes(), today.Routes(), tasks.Routes(), cases.Routes(), cases.ListRoutes(), cases.PersonRoutes(), a.intake.Routes(), assessments.Routes(), plans.Routes(), outcomes.Routes(), a.documents.Routes(), a.Sittings.Routes(), finder.New(c.Gate, m, cases).Routes(), a.figures.Routes(), a.Exchange.Routes(), helps.Routes()} {
		routes = append(routes, r...)
	}
	helps.Lead(routes)
	a.Server = server.New(server.Config{Gate: c.Gate, Log: c.Log, Routes: append(routes, server.Pages()...), SignedIn: a.Accounts.FromRequest,
		Viewer: a.viewer(m), Home: home, PublicURL: c.PublicURL,
		API: a.API})
	a.jobs = job.New(c.Log, append(job.Tasks(c.Gate, c.Log, a.Outbox, a.Accounts.Tidy, a.Outbox.Tidy, files.Tidy), job.Task{Name: "weekly", Every: task.Every, Do: tasks.Weekly},
		job.Task{Name: "papers", Every: document.Every, Do: a.documents.Step}, job.Task{Name: "figures", Every: indicator.Every, Do: a.figures.Tick})...)
	return a, nil
}

// Exchange is the room of lists for the command line, which serves no pages.
func Exchange(g *gate.Gate) *exchange.Room { return exchange.New(g, guideline.Default()) }

// Figures is the room of figures for the command line.
func Figures(g *gate.Gate) *indicator.Room { return indicator.New(g, guideline.Default()) }

// Start begins the work that goes on beside the requests, until the context ends.
func (a *App) Start(ctx context.Context) error {
	if err := a.Exchange.Recover(ctx); err != nil {
		return err
	}
	context.AfterFunc(ctx, a.Sittings.EndEvents)
	a.wait.Add(1)
	go func() {
		defer a.wait.Done()
		a.jobs.Run(ctx)
	}()
	return nil
}

// Wait returns when the work beside the requests has ended.
func (a *App) Wait() {
	a.wait.Wait()
	a.Outbox.Wait()
}

const (
	pathToday     = "/oggi"
	pathReferrals = "/segnalazioni"
)

// home is where somebody comes who opens the program: who only sends referrals, to them.
func home(who gate.Actor) string {
	if len(who.Roles) == 1 && who.Has(policy.Referrer) {
		return pathReferrals
	}
	return pathToday
}

// viewer tells the frame of a page who looks at it and what the bar offers: never an entry that would not open.
func (a *App) viewer(m *guideline.Model) func(gate.Actor) ui.Viewer {
	return func(who gate.Actor) ui.Viewer {
		zone := a.gate.Zone(who.Zone)
		v := ui.Viewer{Lang: who.Lang, Name: who.Name, RoleName: roleNames(m, who), ZoneName: zone.Name, Demo: zone.Demo, KeysOff: who.KeysOff,
			Now: a.gate.Now().Format()}
		if home(who) == pathToday {
			v.Entries = append(v.Entries, ui.NavEntry{Key: "oggi", Label: text.NavToday, Href: pathToday})
		}
		if who.Has(policy.Coordinator, policy.Secretary, policy.Referrer) {
			v.Entries = append(v.Entries, ui.NavEntry{Key: "segnalazioni", Label: text.NavReferrals, Href: pathReferrals, Badge: a.intake.Badge(who)})
		}
		if who.Has(policy.SocialWorker, policy.EmploymentOfficer, policy.HealthWorker, policy.Coordinator) {
			v.Menu = []ui.NavEntry{{Key: "attivita", Label: text.TasksEntry, Href: casefile.PathTasks}}
		}
		if policy.CaseScope(who.Principal) != policy.None {
			v.CanSearch = true
			v.Entries = append(v.Entries, ui.NavEntry{Key: "casi", Label: text.NavCases, Href: "/casi"})
		}
		if ok, err := a.gate.Rules().Decide(who.Principal, policy.SittingList, policy.Resource{Zone: who.Zone, Kind: policy.Sitting}); ok && err == nil {
			v.Entries = append(v.Entries, ui.NavEntry{Key: "sedute", Label: text.NavSittings, Href: "/sedute"})
		}
		if href := a.figures.Entry(who); href != "" {
			v.Entries = append(v.Entries, ui.NavEntry{Key: "andamento", Label: text.NavOverview, Href: href})
		}
		if href := a.documents.Listed(who); href != "" {
			v.Entries = append(v.Entries, ui.NavEntry{Key: "documenti", Label: text.NavDocuments, Href: href})
		}
		if who.Has(policy.Coordinator, policy.Secretary) {
			v.Entries = append(v.Entries, ui.NavEntry{Key: "importazioni", Label: text.NavImports, Href: "/importazioni"})
		}
		if who.Has(policy.Administrator, policy.Auditor) {
			v.Entries = append(v.Entries, ui.NavEntry{Key: "amministrazione", Label: text.NavAdministration, Href: "/amministrazione"})
		}
		return v
	}
}

func roleNames(m *guideline.Model, who gate.Actor) string {
	var names []string
	for _, r := range who.Roles {
		if name := roleName(m, r).In(who.Lang); name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

func roleName(m *guideline.Model, r policy.Role) text.T {
	x, _ := m.Role(string(r))
	return x.Label
}

func guidelineFault(problems []guideline.Problem) error {
	var lines []string
	for _, p := range problems {
		lines = append(lines, p.String())
	}
	return fault.New(fault.Invalid, text.GuidelinesBroken.With(strings.Join(lines, "\n")))
}
