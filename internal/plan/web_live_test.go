package plan_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/plan"
	"siil/internal/ui"
	"siil/internal/value"
)

// livePage is what a page of actions, hours or checks gave.
type livePage struct {
	status   int
	body, to string
	queries  int
}

// live calls such a page as somebody; fields make it a POST.
func (w *world) live(t testing.TB, who gate.Actor, path string, fields url.Values) livePage {
	t.Helper()
	mux := http.NewServeMux()
	for _, r := range w.room.LiveRoutes() {
		mux.HandleFunc(r.Method+" "+r.Path, func(rw http.ResponseWriter, req *http.Request) {
			if err := r.Handler(rw, req, who); err != nil {
				rw.WriteHeader(ui.Status(fault.KindOf(err)))
				if fault.KindOf(err) == fault.Internal {
					t.Errorf("%s: %v", path, err)
				}
			}
		})
	}
	req := httptest.NewRequest(http.MethodGet, path, nil)
	if fields != nil {
		req = httptest.NewRequest(http.MethodPost, path, strings.NewReader(fields.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	counted, n := gate.CountQueries(ui.WithViewer(context.Background(), ui.Viewer{Name: who.Name}))
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, req.WithContext(counted))
	if strings.Contains(rec.Body.String(), "%!") {
		t.Errorf("%s: words with a hole", path)
	}
	return livePage{rec.Code, rec.Body.String(), rec.Header().Get("Location"), *n}
}

func (p livePage) is(t testing.TB, status int, words ...string) {
	t.Helper()
	if p.status != status {
		t.Errorf("answer %d, not %d", p.status, status)
	}
	for _, x := range words {
		if !strings.Contains(p.body, x) {
			t.Errorf("the page does not hold %q", x)
		}
	}
}

func (p livePage) lacks(t testing.TB, words ...string) {
	t.Helper()
	for _, x := range words {
		if strings.Contains(p.body, x) {
			t.Errorf("the page holds %q", x)
		}
	}
}

func (w *world) case_(under string) string { return "/casi/" + string(w.id) + under }

func (w *world) liveVersion(t testing.TB, id value.ID) string {
	t.Helper()
	l, err := w.room.Action(ctx, w.lucia, id)
	must(t, err)
	return strconv.Itoa(l.Action.LiveVersion)
}

func TestAnActionIsFollowedOnItsPages(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.live(t, w.elena, w.case_("/azioni"), nil).is(t, 200, "Nessuna azione.")
		d := w.draft(t)
		here := w.case_("/azioni/" + string(d.course))
		list := w.live(t, w.elena, w.case_("/azioni"), nil)
		list.is(t, 200, "Da cominciare, 1", "CPIA", "0 di 60", "Paolo Prova", here)
		list.lacks(t, "Centro di salute mentale", string(d.therapy), "Stare meglio", "Da cominciare, 2")
		w.live(t, w.lucia, w.case_("/azioni"), nil).is(t, 200, "Da cominciare, 2", "Stare meglio", "Sanitaria")

		page := w.live(t, w.paolo, here, nil)
		page.is(t, 200, "Segna l&#39;inizio", `name="start_date" value="`+w.Today().Format(), "Obiettivo: Lavorare con un contratto", "Scrivi le presenze di")
		page.lacks(t, "Sospendi", "Interrompi")
		bad := w.live(t, w.paolo, here+"/eventi", url.Values{"kind": {"start"}, "base": {w.liveVersion(t, d.course)}, "start_date": {"31/2/2026"}})
		bad.is(t, 422, `value="31/2/2026"`, `id="f-start_date-error"`)
		done := w.live(t, w.paolo, here+"/eventi", url.Values{"kind": {"start"}, "base": {w.liveVersion(t, d.course)}, "start_date": {w.Today().Format()}})
		if done.status != http.StatusSeeOther || done.to != here {
			t.Fatalf("answer %d to %s", done.status, done.to)
		}
		w.live(t, w.paolo, here, nil).is(t, 200, "Cominciata", "Iniziata prima della firma del progetto", "Interrompi l&#39;azione")

		bad = w.live(t, w.paolo, here+"/eventi", url.Values{"kind": {"interrupt"}, "base": {w.liveVersion(t, d.course)}, "interrupt_date": {w.Today().Format()}, "interrupt_words": {"parole da non perdere"}})
		bad.is(t, 422, "parole da non perdere", `href="#f-interrupt_reason"`, `id="f-interrupt_reason-error"`)
		old := w.live(t, w.elena, here+"/eventi", url.Values{"kind": {"suspend"}, "base": {"0"}, "suspend_date": {w.Today().Format()}, "suspend_words": {"ricovero di tre settimane"}})
		old.is(t, 409, "ricovero di tre settimane", "è cambiata da quando hai aperto la pagina")
		ends := w.live(t, w.paolo, here+"/eventi", url.Values{"kind": {"end"}, "base": {w.liveVersion(t, d.course)}, "end_date": {w.Today().Format()}, "end_result": {"ATTESTATO"}})
		ends.is(t, 303)
		page = w.live(t, w.paolo, here, nil)
		page.is(t, 200, "Completata, con attestato o qualifica")
		page.lacks(t, "Che cosa succede adesso")
		w.live(t, w.elena, w.case_("/azioni"), nil).is(t, 200, "Finite, 1")
		w.proved(t)
	})
}

func TestWhoMayNotReadASectionFindsNoAction(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		month := w.Today().ISO()[:7]
		for _, under := range []string{"/azioni/" + string(d.therapy), "/azioni/" + string(d.therapy) + "/presenze/" + month} {
			w.live(t, w.lucia, w.case_(under), nil).is(t, 200)
			for _, who := range []gate.Actor{w.elena, w.paolo, w.carla, w.nora, w.sofia, w.outside} {
				w.live(t, who, w.case_(under), nil).is(t, 404)
			}
		}
		// A form that cannot be read tells nothing more than one that can.
		for _, who := range []gate.Actor{w.elena, w.nora, w.sofia} {
			w.live(t, who, w.case_("/azioni/"+string(d.therapy)+"/eventi"), url.Values{"kind": {"start"}, "start_date": {"31/2/2026"}}).is(t, 404)
			w.live(t, who, w.case_("/azioni/"+string(d.therapy)+"/presenze/"+month), url.Values{"day_1": {"99"}}).is(t, 404)
		}
		for _, who := range []gate.Actor{w.carla, w.nora, w.sofia} {
			w.live(t, who, w.case_("/azioni/"+string(d.course)+"/presenze/"+month), url.Values{"day_1": {"99"}}).is(t, 404)
			w.live(t, who, w.case_("/verifiche"), url.Values{"date": {"31/2/2026"}}).is(t, 404)
			w.live(t, who, w.case_("/verifiche/nuova"), nil).is(t, 404)
		}
		// Under the address of another case an action is not there.
		w.live(t, w.paolo, "/casi/"+string(value.NewID())+"/azioni/"+string(d.course), nil).is(t, 404)
	})
}

func (w *world) day(n int) string { return "day_" + strconv.Itoa(n) }

func TestAMonthIsWrittenAsPeopleWriteHours(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		last := w.Today().MonthStart().AddMonths(-1)
		here := w.case_("/azioni/" + string(d.course) + "/presenze/" + last.ISO()[:7])
		page := w.live(t, w.paolo, here, nil)
		page.is(t, 200, `name="day_1"`, `for="f-day_1"`, `name="base" value="0"`, ">giovedì 1<", "Registro presenze", "Samira Provini", "CPIA", "Totale del mese", "(di 60 previste)")
		if n := strings.Count(page.body, `inputmode="decimal"`); n != last.MonthEnd().Day() {
			t.Errorf("%d days to write", n)
		}
		bad := w.live(t, w.paolo, here, url.Values{"base": {"0"}, "day_3": {"4,5"}, "day_4": {"25"}, "day_5": {"tante"}})
		bad.is(t, 422, `value="4,5"`, `value="25"`, `value="tante"`, `href="#f-day_4"`, "domenica 4: Scrivi le ore", `id="f-day_5-error"`, `aria-describedby="f-day_5-error"`)
		w.live(t, w.paolo, here, url.Values{"base": {"0"}, "day_3": {"4,5"}, "day_4": {"4:30"}, "day_5": {"4h15"}, "day_6": {""}}).is(t, 303)
		w.live(t, w.paolo, here, nil).is(t, 200, `value="4:30"`, `value="4:15"`, "13:15", `name="base" value="1"`)

		// Somebody else with the form of before.
		clash := w.live(t, w.elena, here, url.Values{"base": {"0"}, "day_3": {"6"}, "day_4": {"4,5"}, "day_9": {"2"}})
		clash.is(t, 409, "Ore salvate da qualcun altro", "Tieni quelle salvate", `name="base" value="1"`, `id="f-day_3" name="day_3" value="6"`)
		l, err := w.room.Action(ctx, w.elena, d.course)
		must(t, err)
		if m := l.Months[0]; m.Total != 795 || m.Minutes[3] != 270 || m.Minutes[9] != 0 {
			t.Errorf("overwritten: %+v", m)
		}
		w.live(t, w.elena, here, url.Values{"base": {"1"}, "day_3": {"6"}, "day_4": {"4,5"}, "day_5": {""}, "day_9": {"2"}}).is(t, 303)
		// The action began with its first hours: days before have no field, nor have those to come.
		page = w.live(t, w.paolo, here, nil)
		page.lacks(t, `name="day_2"`)
		page.is(t, 200, "Presenze di ")
		now := w.live(t, w.paolo, w.case_("/azioni/"+string(d.course)+"/presenze/"+w.Today().ISO()[:7]), nil)
		now.is(t, 200, `name="`+w.day(w.Today().Day())+`"`)
		now.lacks(t, `name="`+w.day(w.Today().Day()+1)+`"`)
		w.live(t, w.paolo, w.case_("/azioni/"+string(d.course)+"/presenze/2026-13"), nil).is(t, 404)
		// Who only reads sees numbers.
		read := w.live(t, w.carla, here, nil)
		read.is(t, 200, "12:30")
		read.lacks(t, `name="day_3"`, "Salva le presenze")
		w.proved(t)
	})
}

func TestHoursThatWereBeingWrittenComeBack(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		month := w.Today().ISO()[:7]
		here := w.case_("/azioni/" + string(d.course) + "/presenze/" + month)
		slot := "presenze:" + string(d.course) + ":" + month
		if page := w.live(t, w.paolo, here, nil); !strings.Contains(page.body, `data-draft="`+slot+`"`) {
			t.Fatal("the form does not say where it is kept")
		}
		keep := func(body string) {
			t.Helper()
			must(t, w.Quiet(ctx, w.paolo.Zone, func(tx *gate.WriteTx) error { return account.KeepDraft(tx, w.paolo.Account, slot, body) }))
		}
		keep(`{"base":["0"],"day_1":["3,5"],"day_2":["mezz"]}`)
		w.live(t, w.paolo, here, nil).is(t, 200, `value="3,5"`, `value="mezz"`, "non sono ancora salvate")
		w.live(t, w.elena, here, nil).lacks(t, `value="3,5"`)
		// Meanwhile somebody saves: both are shown.
		_, err := w.room.Attend(ctx, w.elena, d.course, month, 0, map[int]int{1: 60})
		must(t, err)
		w.live(t, w.paolo, here, nil).is(t, 200, `value="3,5"`, "Ore salvate da qualcun altro")
		w.live(t, w.paolo, here, url.Values{"do": {"butta"}}).is(t, 303)
		w.live(t, w.paolo, here, nil).lacks(t, `value="3,5"`, "Ore salvate da qualcun altro")
		keep(`{"base":["1"],"day_1":["2"]}`)
		w.live(t, w.paolo, here, url.Values{"base": {"1"}, "day_1": {"2"}}).is(t, 303)
		must(t, w.Quiet(ctx, w.paolo.Zone, func(tx *gate.WriteTx) error {
			body, err := account.Draft(&tx.ReadTx, w.paolo.Account, slot)
			if body != "" {
				t.Error("what is saved is still a draft")
			}
			return err
		}))
	})
}

func TestACheckIsMadeOnItsPage(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.live(t, w.elena, w.case_("/verifiche/nuova"), nil).is(t, 200, "Manca il progetto")
		d := w.draft(t)
		w.signed(t, d.plan)
		page := w.live(t, w.elena, w.case_("/verifiche/nuova"), nil)
		in90 := w.Today().AddDays(90).Format()
		page.is(t, 200, "Lavorare con un contratto", `value="`+in90+`"`, "non iniziato", "raggiunto", "Riapri il progetto", "Comincia la bozza della versione 2", `data-draft="verifica:`+string(d.plan)+`"`)
		page.lacks(t, "Stare meglio", string(d.health), "Obiettivo 2")
		once := string(value.NewID())
		f := url.Values{"once": {once}, "date": {w.Today().Format()}, "with_person": {"1"}, "progress_" + string(d.work): {"on_the_way"}, "note_" + string(d.work): {"frequenta il corso"},
			"changes": {"cambia l'orario"}, "person_words": {"mi piace"}, "next": {"+91"}, "reopens": {"1"}}
		bad := w.live(t, w.elena, w.case_("/verifiche"), f)
		bad.is(t, 422, "frequenta il corso", "cambia l&#39;orario", "mi piace", `value="+91"`, `value="on_the_way" checked`, `id="f-next-error"`, "entro il "+in90)
		none := url.Values{"once": {once}, "date": {"31/2/2026"}, "next": {"+30"}, "person_words": {"non perdere"}}
		w.live(t, w.elena, w.case_("/verifiche"), none).is(t, 422, `href="#f-date"`, `href="#f-with_person"`, `href="#f-progress_`+string(d.work)+`"`, "non perdere")
		f.Set("next", "+60")
		made := w.live(t, w.elena, w.case_("/verifiche"), f)
		made.is(t, 303)
		if made.to != w.case_("/verifiche/"+once) {
			t.Fatalf("to %s", made.to)
		}
		w.live(t, w.elena, w.case_("/verifiche"), f).is(t, 303) // the same twice makes one
		done := w.live(t, w.paolo, made.to, nil)
		done.is(t, 200, "frequenta il corso", "in corso", "mi piace", "sì, insieme", "la bozza di una nuova versione")
		v, err := w.room.View(ctx, w.elena, w.id)
		must(t, err)
		if open, ok := v.Open(); !ok || open.Number != 2 || len(v.Checks) != 1 {
			t.Errorf("reopened: %t, checks %d", ok, len(v.Checks))
		}
		// The health worker checks the goal that only they know; nobody else learns of it.
		page = w.live(t, w.lucia, w.case_("/verifiche/nuova"), nil)
		page.is(t, 200, "Stare meglio")
		page.lacks(t, "Riapri il progetto")
		f = url.Values{"once": {string(value.NewID())}, "date": {w.Today().Format()}, "with_person": {"0"}, "progress_" + string(d.work): {"reached"}, "progress_" + string(d.health): {"given_up"},
			"note_" + string(d.health): {"ha smesso la cura"}, "next": {"+30"}}
		made = w.live(t, w.lucia, w.case_("/verifiche"), f)
		made.is(t, 303)
		w.live(t, w.lucia, made.to, nil).is(t, 200, "ha smesso la cura", "Stare meglio", "lasciato")
		for _, who := range []gate.Actor{w.elena, w.carla} {
			p := w.live(t, who, made.to, nil)
			p.is(t, 200, "raggiunto")
			p.lacks(t, "ha smesso la cura", "Stare meglio", "lasciato", "Obiettivo 2")
		}
		w.live(t, w.elena, w.case_("/azioni"), nil).is(t, 200, "1 raggiunto", "Prossima verifica entro il")
		w.live(t, w.nora, made.to, nil).is(t, 404)
		w.proved(t)
	})
}

// The pages of a case with many actions, months and checks take as many queries as those of a case with few.
func TestLivePagesTakeAFixedNumberOfQueries(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		w.signed(t, d.plan)
		month := w.Today().ISO()[:7]
		attend := func(id value.ID, month string) {
			_, err := w.room.Attend(ctx, w.paolo, id, month, -1, map[int]int{1: 240})
			must(t, err)
		}
		check := func() value.ID {
			return made(t)(w.room.Check(ctx, w.lucia, d.plan, plan.Checking{OnDay: w.Today(), NextOn: w.Today().AddDays(30),
				Goals: []plan.GoalProgress{{GoalID: d.work, Progress: "on_the_way"}, {GoalID: d.health, Progress: "on_the_way", Note: "x"}}}))
		}
		attend(d.course, w.Today().MonthStart().AddMonths(-1).ISO()[:7])
		id := check()
		paths := []string{"/azioni", "/azioni/" + string(d.course), "/azioni/" + string(d.course) + "/presenze/" + month, "/verifiche/nuova", "/verifiche/" + string(id)}
		few := map[string]int{}
		for _, p := range paths {
			few[p] = w.live(t, w.lucia, w.case_(p), nil).queries
		}
		next := made(t)(w.room.Revise(ctx, w.elena, d.plan, "un obiettivo in più"))
		for range 12 {
			a := made(t)(w.room.AddAction(ctx, w.paolo, next, plan.ActionInput{GoalID: d.work, Content: plan.Content{Kind: "UPSKILLING", Provider: "CPIA", Fund: "GOL", Hours: 60, From: w.Today(), FollowerID: w.paolo.Account}}))
			attend(a, w.Today().MonthStart().AddMonths(-1).ISO()[:7])
			check()
		}
		for _, p := range paths {
			if n := w.live(t, w.lucia, w.case_(p), nil).queries; n != few[p] || n > 28 {
				t.Errorf("%s: %d queries with few, %d with many", p, few[p], n)
			}
		}
	})
}
