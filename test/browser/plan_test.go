package browser

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"siil/internal/attachment"
	"siil/internal/guideline"
	"siil/internal/pdf"
)

// projects are the cases of social-worker whose projects the pages show.
type projects struct {
	running, revised, drafted, none string
	action, check, scan             string // of running
	month                           string
	number                          string // of the version of running that is in force
}

// withProject finds an open case of social-worker by a condition on it (c).
func (f *fixture) withProject(condition string) string {
	f.t.Helper()
	return f.find("SELECT c.id FROM case_file c WHERE c.zone = $1 AND c.manager_id = $2 AND c.state IN ('IN_PROGETTAZIONE', 'PROGETTO_SOTTOSCRITTO', 'IN_ATTUAZIONE', 'RIMODULAZIONE', 'IN_VALUTAZIONE', 'ASSEGNATA') AND "+
		condition+" ORDER BY c.number LIMIT 1", f.account("social-worker"))
}

// plans leaves a draft beside what the invented world has: projects in force, with hours, checks and revisions.
func (f *fixture) plans() (p projects) {
	f.t.Helper()
	has := "EXISTS (SELECT 1 FROM plan p WHERE p.zone = c.zone AND p.case_id = c.id AND p.state = '%s')"
	p.running = f.withProject(fmt.Sprintf(has, "in_force") + ` AND EXISTS (SELECT 1 FROM plan_check k WHERE k.zone = c.zone AND k.case_id = c.id)
		AND EXISTS (SELECT 1 FROM attendance t JOIN action a ON a.zone = t.zone AND a.id = t.action_id WHERE t.zone = c.zone AND a.case_id = c.id AND a.section = 'common')`)
	p.revised = f.find("SELECT case_id FROM plan WHERE zone = $1 AND number = 2 AND state = 'in_force' ORDER BY force_on LIMIT 1")
	none := "NOT EXISTS (SELECT 1 FROM plan p WHERE p.zone = c.zone AND p.case_id = c.id)"
	p.none = f.find("SELECT c.id FROM case_file c WHERE c.zone = $1 AND c.manager_id <> $2 AND c.state = 'ASSEGNATA' AND "+none+" ORDER BY c.number LIMIT 1", f.account("social-worker"))
	p.action = f.find(`SELECT a.id FROM action a JOIN attendance t ON t.zone = a.zone AND t.action_id = a.id WHERE a.zone = $1 AND a.case_id = $2 AND a.section = 'common'
		ORDER BY t.month DESC LIMIT 1`, p.running)
	p.month = f.find("SELECT MAX(month) FROM attendance WHERE zone = $1 AND action_id = $2", p.action)
	p.check = f.find("SELECT id FROM plan_check WHERE zone = $1 AND case_id = $2 ORDER BY on_day DESC LIMIT 1", p.running)
	p.number = f.find("SELECT CAST(number AS TEXT) FROM plan WHERE zone = $1 AND case_id = $2 AND state = 'in_force'", p.running)
	p.scan = f.scan("/casi/" + p.running + "/progetto/" + p.number + "/firme")
	me := f.as("social-worker")
	p.drafted = f.withProject(none)
	page := "/casi/" + p.drafted + "/progetto"
	me.post(page, "aims", "Vorrei un lavoro vicino a casa.")
	me.post(page+"/1/obiettivi", "domain_goal", "LAVORO", "text_goal", "Provare un lavoro con qualcuno accanto", "reached_when_goal", "Ho finito tre mesi di prova")
	return p
}

// scan brings the paper on which one more service has signed.
func (f *fixture) scan(page string) string {
	f.t.Helper()
	me := f.as("social-worker")
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for name, words := range map[string]string{"once": me.hidden(page, "once"), "digest": me.hidden(page, "digest"), "means": "paper", "party": "service", "date": "24/11/2026",
		"words": "Cooperativa sociale"} {
		if err := m.WriteField(name, words); err != nil {
			f.t.Fatal(err)
		}
	}
	d := pdf.New(pdf.Options{Title: "Firma", Lang: "it", At: f.now()})
	d.H1("Firma del servizio")
	content, err := d.Bytes()
	if err == nil {
		var part io.Writer
		if part, err = m.CreateFormFile(attachment.FormField, "firma.pdf"); err == nil {
			_, err = part.Write(content)
		}
	}
	if err == nil {
		err = m.Close()
	}
	if err != nil {
		f.t.Fatal(err)
	}
	r, err := me.http.Post(f.url+page, m.FormDataContentType(), &body)
	if err != nil {
		f.t.Fatal(err)
	}
	r.Body.Close()
	return f.find("SELECT a.id FROM attachment a WHERE a.zone = $1 AND a.subject = 'plan_signature'")
}

func (f *fixture) planFiles() []visit {
	page := "/casi/" + f.paths.running + "/progetto/" + f.paths.number
	return []visit{
		{route: "/casi/{id}/progetto/{n}/stampa.pdf", user: "social-worker", path: page + "/stampa.pdf?grande=1"},
		{route: "/casi/{id}/progetto/{n}/firme/file/{f}", user: "social-worker", path: page + "/firme/file/" + f.paths.scan},
	}
}

func (f *fixture) planPages() []visit {
	p := f.paths
	page, draft, old := "/casi/"+p.running, "/casi/"+p.drafted+"/progetto", "/casi/"+p.revised+"/progetto"
	return []visit{
		{route: "/casi/{id}/progetto", user: "social-worker", path: page + "/progetto"},
		{route: "/casi/{id}/progetto", user: "coordinator", path: page + "/progetto"},
		{route: "/casi/{id}/progetto", user: "coordinator", path: "/casi/" + p.none + "/progetto"},
		{route: "/casi/{id}/progetto/{n}", user: "social-worker", path: draft + "/1"},
		{route: "/casi/{id}/progetto/{n}", user: "social-worker", path: draft + "/1", way: func(b *browser) {
			b.goTo(draft + "/1")
			b.tick("Scrivi un altro obiettivo")
			b.press("Aggiungi l'obiettivo")
		}, status: 422},
		{route: "/casi/{id}/progetto/{n}/eliminazione", user: "social-worker", path: draft + "/1/eliminazione"},
		{route: "/casi/{id}/progetto/{n}", user: "social-worker", path: page + "/progetto/1?vista=tempo"},
		{route: "/casi/{id}/progetto/{n}", user: "coordinator", path: old + "/1"},
		{route: "/casi/{id}/progetto/{n}/differenze", user: "coordinator", path: old + "/2/differenze"},
		{route: "/casi/{id}/progetto/{n}/firme", user: "social-worker", path: page + "/progetto/" + p.number + "/firme"},
		{route: "/casi/{id}/progetto/{n}/firme", user: "social-worker", path: draft + "/1/firme"},
		{route: "/casi/{id}/azioni", user: "social-worker", path: page + "/azioni"},
		{route: "/casi/{id}/azioni", user: "coordinator", path: "/casi/" + p.none + "/azioni"},
		{route: "/casi/{id}/azioni/{a}", user: "social-worker", path: page + "/azioni/" + p.action},
		{route: "/casi/{id}/azioni/{a}/presenze/{m}", user: "social-worker", path: page + "/azioni/" + p.action + "/presenze/" + p.month},
		{route: "/casi/{id}/verifiche/nuova", user: "social-worker", path: page + "/verifiche/nuova"},
		{route: "/casi/{id}/verifiche/nuova", user: "social-worker", way: func(b *browser) {
			b.goTo(page + "/verifiche/nuova")
			b.press("Salva la verifica")
		}, status: 422},
		{route: "/casi/{id}/verifiche/{c}", user: "social-worker", path: page + "/verifiche/" + p.check},
	}
}

// TestPlanPages looks at these pages alone, which is quick.
func TestPlanPages(t *testing.T) {
	f := &fixture{world: newWorld(t, 200)}
	f.paths = f.plans()
	b := open(t, f.world, 1366)
	user := ""
	for n, v := range f.planPages() {
		if v.user != user {
			b.become(v.user)
			user = v.user
		}
		b.inspect(n, v)
	}
}

// TestPlanJourney goes from an assessment by two professions to a project that is signed, lived and revised.
func TestPlanJourney(t *testing.T) {
	f := &fixture{world: newWorld(t, 200)}
	f.mine = f.withProject("c.state IN ('ASSEGNATA', 'IN_VALUTAZIONE') AND NOT EXISTS (SELECT 1 FROM assessment a WHERE a.zone = c.zone AND a.case_id = c.id)")
	f.assessTogether()
	b := open(t, f.world, 1366)
	j := journey{b, true}
	b.become("social-worker")
	j.draftProject(f)
	j.signProject(f)
	actions := strings.Fields(f.find("SELECT MIN(id) || ' ' || MAX(id) || ' ' || (SELECT b.id FROM action b WHERE b.zone = $1 AND b.case_id = $2 ORDER BY b.id LIMIT 1 OFFSET 1) FROM action WHERE zone = $1 AND case_id = $2", f.mine))
	for _, a := range actions {
		j.typeHours(f, a)
	}
	f.later(60)
	b.become("social-worker")
	j.checkProject(f, "in corso", false)
	f.later(60)
	b.become("social-worker")
	j.checkProject(f, "raggiunto", true)
	j.reviseProject(f)
	b.quiet("project")
}

// later lets days pass: whoever was signed in signs in again.
func (w *world) later(days int) {
	w.ticks.Add(int64(days) * 24 * 3600)
	w.guests = map[string]*guest{}
}

// assessTogether rates each part by its profession, and closes.
func (f *fixture) assessTogether() {
	f.t.Helper()
	me, page := f.as("social-worker"), "/casi/"+f.mine+"/valutazioni"
	day := f.find("SELECT state_on FROM case_file WHERE zone = $1 AND id = $2", f.mine)
	me.post(page, "kind", "entry", "on", day[8:]+"/"+day[5:7]+"/"+day[:4])
	id := f.find("SELECT id FROM assessment WHERE zone = $1 AND case_id = $2", f.mine)
	mate := f.find(`SELECT a.email FROM case_member m JOIN account a ON a.zone = m.zone AND a.id = m.account_id JOIN account_role r ON r.zone = a.zone AND r.account_id = a.id
		WHERE m.zone = $1 AND m.case_id = $2 AND m.until_at IS NULL AND r.role = 'employment_officer'`, f.mine)
	name, _, _ := strings.Cut(mate, "@")
	for g, domains := range map[*guest][]string{me: rated[:5], f.as(name): rated[5:]} {
		var fields []string
		for _, d := range domains {
			fields = append(fields, "base_"+d, "0", "was_"+d, "", "level_"+d, "2", "note_"+d, "Detto insieme.")
		}
		g.post(page+"/"+id, fields...)
	}
	me.post(page+"/"+id+"/chiusura", "decision", "Si passa al progetto.")
	if by := f.find("SELECT COUNT(DISTINCT ours_by) FROM rating WHERE zone = $1 AND assessment_id = $2", id); by != "2" {
		f.t.Fatalf("%s rated", by)
	}
	f.find("SELECT closed_at FROM assessment WHERE zone = $1 AND id = $2 AND closed_at IS NOT NULL", id)
}

// draftProject begins with the person's words, takes three goals that are proposed and gives each an action that fits.
func (j journey) draftProject(f *fixture) {
	j.t.Helper()
	page := "/casi/" + f.mine + "/progetto"
	j.goTo(page)
	j.look("no project")
	j.write(`[name=aims]`, "Vorrei un lavoro vicino a casa, con orari che reggo.")
	j.press("Comincia il progetto")
	if n := ask[int](j.browser, `(()=>{const seen=new Set();for(const e of document.querySelectorAll("[name=goal_proposals]")){const d=e.value.split("_")[0];
		if(seen.size<3&&!seen.has(d)){seen.add(d);e.click()}};return document.querySelectorAll("[name=goal_proposals]:checked").length})()`); n != 3 {
		j.t.Fatalf("%d goals are ticked", n)
	}
	j.press("Aggiungi gli obiettivi scelti")
	j.look("draft")
	goals := strings.Fields(ask[string](j.browser, `[...document.querySelectorAll(".draft-goal")].map(e=>e.id.slice(2)).join(" ")`))
	if len(goals) != 3 {
		j.t.Fatalf("%d goals: %.800s", len(goals), j.words())
	}
	for _, g := range goals {
		fit := strings.Fields(ask[string](j.browser, `[...document.querySelectorAll('[id="g-`+g+`"] .plan-fit a')].map(a=>new URL(a.href).searchParams.get("azione")).join(" ")`))
		i := slices.IndexFunc(fit, func(code string) bool {
			k, _ := guideline.Default().Actions.Kind(code)
			return k.Hours && k.Traineeship == ""
		})
		if i < 0 {
			j.goTo(page + "/1?obiettivo=" + g + "&azione=" + guideline.OtherKind)
			j.write(`[name="title_new-`+g+`"]`, "Prova in bottega")
		} else {
			j.leads(chromedp.Click(`[id="g-` + g + `"] .plan-fit a[href*="azione=` + fit[i] + `"]`))
		}
		field := func(name string) string { return `[name="` + name + `_new-` + g + `"]` }
		j.write(field("provider"), "Cooperativa sociale")
		j.write(field("from"), "19/11/2026")
		j.write(field("hours"), "60")
		j.choose(field("follower"), ask[string](j.browser, `[...document.querySelectorAll('`+field("follower")+` option')].find(o=>o.value==="`+f.account("social-worker")+`").text.trim()`))
		j.leads(chromedp.Click(`[id="n-` + g + `"] button`))
	}
	j.see("Cooperativa sociale")
	if n := f.find("SELECT COUNT(*) FROM plan_action x JOIN plan p ON p.zone = x.zone AND p.id = x.plan_id WHERE x.zone = $1 AND p.case_id = $2 AND x.removed_at IS NULL", f.mine); n != "3" {
		j.t.Fatalf("%s actions: %.1500s", n, j.words())
	}
}

// signProject closes the draft; the person signs on paper, the case manager here.
func (j journey) signProject(f *fixture) {
	j.t.Helper()
	j.goTo("/casi/" + f.mine + "/progetto/1")
	j.press("Chiudi la bozza e raccogli le firme")
	j.goTo("/casi/" + f.mine + "/progetto/1/firme")
	j.look("signatures")
	j.tick("La persona")
	ask[bool](j.browser, `(()=>{document.querySelector("[name=date]").value="";return true})()`)
	j.write(`[name=date]`, "24/11/2026")
	j.press("Registra la firma")
	j.goTo("/casi/" + f.mine + "/progetto/1/firme")
	j.write(`[name=code]`, j.w.code("social-worker"))
	j.press("Firma la versione 1")
	if s := f.find("SELECT state || ' ' || COALESCE(force_on, '') FROM plan WHERE zone = $1 AND case_id = $2", f.mine); s != "in_force 2026-11-24" {
		j.t.Fatalf("the project is %s: %.1500s", s, j.words())
	}
	j.goTo("/casi/" + f.mine + "/progetto")
	j.see("Vorrei un lavoro vicino a casa")
	j.look("path")
}

// typeHours fills days of this month by keyboard alone.
func (j journey) typeHours(f *fixture, action string) {
	j.t.Helper()
	j.goTo("/casi/" + f.mine + "/azioni/" + action + "/presenze/2026-11")
	j.look("hours")
	j.do(chromedp.Focus(`[name=day_19]`), chromedp.KeyEvent("4"))
	j.enter()
	j.do(chromedp.KeyEvent("4,5"))
	j.do(chromedp.Focus(`[name=day_23]`), chromedp.KeyEvent("3:30"), chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent("4"))
	if got := ask[string](j.browser, `document.querySelector("[data-month-total]").innerText`); got != "16" {
		j.t.Errorf("the month sums up to %s: %s", got, ask[string](j.browser, `[...document.querySelectorAll("[data-week] input")].map(e=>e.name+"="+e.value).join(" ")`))
	}
	for range 8 { // past the last day stands the button
		if ask[bool](j.browser, `document.activeElement.matches(".actions button")`) {
			break
		}
		j.enter()
	}
	j.leads(chromedp.KeyEvent(kb.Enter))
	if n := f.find("SELECT CAST(minutes AS TEXT) FROM attendance WHERE zone = $1 AND action_id = $2 AND month = '2026-11'", action); n != "960" {
		j.t.Fatalf("%s minutes: %.900s", n, j.words())
	}
}

// enter presses Enter as a keyboard does: the driver's own types it too where the page has already answered the key.
func (b *browser) enter() {
	b.t.Helper()
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		p := input.DispatchKeyEventParams{Type: kind, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13, NativeVirtualKeyCode: 13}
		if kind == input.DispatchKeyEventTypeKeyDown {
			p.Text = "\r"
		}
		if _, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, p); err != nil {
			b.t.Fatal(err)
		}
	}
}

// checkProject answers each goal.
func (j journey) checkProject(f *fixture, progress string, reopens bool) {
	j.t.Helper()
	j.goTo("/casi/" + f.mine + "/verifiche/nuova")
	j.look("check")
	for i := range 3 {
		if !ask[bool](j.browser, fmt.Sprintf(`(()=>{const l=[...document.querySelectorAll(".check-goal")[%d].querySelectorAll("label")].find(l=>l.innerText.trim().startsWith(%q));
			l?.click();return !!l})()`, i, progress)) {
			j.t.Fatalf("goal %d cannot be %s", i+1, progress)
		}
	}
	ask[bool](j.browser, `(()=>{for(const n of ["date","next"]){document.querySelector("[name="+n+"]").value=""};return true})()`)
	now := j.w.now()
	j.write(`[name=date]`, now.Format("02/01/2006"))
	j.write(`[name=next]`, now.AddDate(0, 0, 60).Format("02/01/2006"))
	j.tick("sì, insieme")
	if reopens {
		j.tick("Riapri il progetto")
	}
	j.press("Salva la verifica")
	if j.at() == "/casi/"+f.mine+"/verifiche" {
		j.t.Fatalf("the check does not pass: %.1500s", j.words())
	}
}

// reviseProject changes the next version, which says what is different.
func (j journey) reviseProject(f *fixture) {
	j.t.Helper()
	page := "/casi/" + f.mine + "/progetto/2"
	j.goTo(page)
	ask[bool](j.browser, `(()=>{document.querySelector("[name=aims_aims]").value="";return true})()`)
	j.write(`[name=aims_aims]`, "Adesso vorrei un contratto vero.")
	j.press("Salva le parole")
	j.goTo(page + "/differenze")
	j.see("Adesso vorrei un contratto vero.", "Vorrei un lavoro vicino a casa")
	j.look("differences")
}

// TestWordsOutliveTheBrowser: two seconds after the last key of a draft the browser is killed; another one finds the words.
func TestWordsOutliveTheBrowser(t *testing.T) {
	f := &fixture{world: newWorld(t, 120)}
	drafted := f.withProject("NOT EXISTS (SELECT 1 FROM plan p WHERE p.zone = c.zone AND p.case_id = c.id)")
	page := "/casi/" + drafted + "/progetto"
	f.as("social-worker").post(page, "aims", "Vorrei un lavoro.")
	open(t, f.world, 1366) // skips where there is none
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.NoSandbox)
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	defer stop()
	ctx, stop2 := chromedp.NewContext(alloc)
	defer stop2()
	doomed := &browser{t: t, w: f.world, ctx: ctx}
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	doomed.become("social-worker")
	doomed.goTo(page + "/1")
	ask[bool](doomed, `(e=>{e.focus();e.setSelectionRange(e.value.length,e.value.length);return true})(document.querySelector("[name=aims_aims]"))`)
	doomed.do(chromedp.KeyEvent(" E vorrei imparare a cucinare."))
	time.Sleep(2 * time.Second)
	if err := chromedp.FromContext(ctx).Browser.Process().Signal(os.Kill); err != nil {
		t.Fatal(err)
	}

	b := open(t, f.world, 1366)
	b.become("social-worker")
	b.goTo(page + "/1")
	if words := ask[string](b, `document.querySelector("[name=aims_aims]").value`); words != "Vorrei un lavoro. E vorrei imparare a cucinare." {
		t.Errorf("what was written came back as %q", words)
	}
	b.see("Stavi scrivendo qui: non è ancora salvato.")
	b.quiet("words kept")
}
