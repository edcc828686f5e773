package intake_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"siil/internal/gate"
	"siil/internal/person"
	"siil/internal/value"
)

// known puts somebody into the archive.
func (w *world) known(t testing.TB, p person.Person) (id value.ID) {
	t.Helper()
	w.write(t, func(tx *gate.WriteTx) (err error) {
		id, err = person.Insert(tx, p)
		return err
	})
	return id
}

// Whatever the archive holds, somebody from outside sees the same pages.
func TestSomebodyFromOutsideNeverSeesATwin(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.known(t, person.Person{GivenName: "Ada", FamilyName: "Nota", TaxCode: codeA, Phone: "333 000 9469"})
		number := regexp.MustCompile(`n\.[\x{00a0} ]\d+`)
		plain := func(a answer, f url.Values) string {
			return number.ReplaceAllString(strings.NewReplacer(f.Get("family_name"), "*", f.Get("once"), "#").Replace(a.body), "n.")
		}
		known, unknown := typedForm("Nota", "Ada"), typedForm("Ignota", "Ada")
		known.Set("tax_code", codeA)
		unknown.Set("tax_code", codeA)
		known.Del("asked")
		unknown.Del("asked")
		a, b := w.ask(t, w.bruno, newPage, known), w.ask(t, w.bruno, newPage, unknown)
		if a.status != http.StatusUnprocessableEntity || plain(a, known) != plain(b, unknown) {
			t.Error("the form tells who is known")
		}
		known.Set("asked", "lavoro")
		unknown.Set("asked", "lavoro")
		a, b = w.ask(t, w.bruno, w.ask(t, w.bruno, newPage, known).sends(t), nil), w.ask(t, w.bruno, w.ask(t, w.bruno, newPage, unknown).sends(t), nil)
		if a.status != http.StatusOK || plain(a, known) != plain(b, unknown) {
			t.Error("the referral tells who is known")
		}
		for _, x := range []answer{a, b, w.ask(t, w.bruno, newPage, nil), w.ask(t, w.bruno, list, nil)} {
			for _, word := range []string{"archivio", "fascicolo", "data-twins", "/casi", "simili"} {
				if x.status != http.StatusOK || strings.Contains(x.body, word) {
					t.Errorf("answer %d holds %q", x.status, word)
				}
			}
		}
		for _, f := range []url.Values{{}, {"family_name": {"Nota"}, "given_name": {"Ada"}}} {
			if a := w.ask(t, w.bruno, list+"/simili", f); a.status != http.StatusNotFound || a.body != "" {
				t.Errorf("likenesses: %d %s", a.status, a.body)
			}
		}
		chosen := typedForm("Nota", "Ada")
		chosen.Set("twin", "nessuna")
		if a := w.ask(t, w.bruno, newPage, chosen); a.status != http.StatusNotFound {
			t.Errorf("choosing among what was not shown: %d", a.status)
		}
	})
}

func TestTheSecretaryChoosesAmongTwins(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		known := w.known(t, person.Person{GivenName: "Ada", FamilyName: "Nota", Phone: "333 000 9469"})
		similar := w.ask(t, w.sofia, list+"/simili", url.Values{"family_name": {"Nota"}, "given_name": {"Ada"}, "phone": {"333 000 9469"}, "birth_date": {"31/"}})
		similar.holds(t, "Forse è già in archivio: 1 persona", string(known), "stesso nome", "stesso telefono")
		kept := w.ask(t, w.sofia, list+"/simili", url.Values{"family_name": {"Nota"}, "given_name": {"Ada"}, "twin": {string(known)}})
		kept.holds(t, `value="`+string(known)+`" checked`)
		w.ask(t, w.sofia, list+"/simili", url.Values{"family_name": {"Not"}}).holds(t, "Scrivi cognome e nome")
		w.ask(t, w.sofia, list+"/simili", url.Values{"family_name": {"Zuzzurelloni"}, "given_name": {"Ubaldo"}}).holds(t, "Nessuna persona simile in archivio.")

		f := w.fromPaper(typedForm("Nota", "Ada"))
		a := w.ask(t, w.sofia, newPage, f)
		if a.status != http.StatusUnprocessableEntity {
			t.Fatalf("without a choice: %d", a.status)
		}
		a.holds(t, `id="f-twin-error"`, `name="seen" value="`+string(known)+`"`, "cerca da marzo", "Rita Prova")
		f.Set("twin", string(known))
		f.Set("seen", string(known))
		at := w.ask(t, w.sofia, newPage, f).sends(t)
		if n := w.number(t, "SELECT COUNT(*) FROM person WHERE zone = $1"); n != 1 {
			t.Errorf("%d people", n)
		}
		w.ask(t, w.sofia, at, nil).holds(t, "Rita Prova", "Caritas Prova", "cerca da marzo")
		f = w.fromPaper(typedForm("Nota", "Ada"))
		f.Set("twin", "nessuna")
		f.Set("seen", string(known))
		w.ask(t, w.sofia, newPage, f).sends(t)
		if n := w.number(t, "SELECT COUNT(*) FROM person WHERE zone = $1"); n != 2 {
			t.Errorf("%d people, after somebody new", n)
		}
	})
}

// Somebody who came alone is recorded and pointed elsewhere: the page says where.
func TestSomebodyWhoCameAloneIsPointedElsewhere(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		f := typedForm("Prova", "Ada")
		f.Set("channel", "direct")
		f.Set("received_on", "23/11/2026")
		f.Del("asked")
		w.ask(t, w.sofia, w.ask(t, w.sofia, newPage, f).sends(t), nil).holds(t, "punto unico di accesso")
		w.ask(t, w.sofia, newPage, nil).holds(t, "Il SIIL non ha accesso diretto", `value="direct"`)
	})
}

var versionField = regexp.MustCompile(`name="version" value="(\d+)"`)

// version is what the form of the pre-assessment carries.
func (a answer) version(t testing.TB) string {
	t.Helper()
	m := versionField.FindStringSubmatch(a.body)
	if m == nil {
		t.Fatal("no form of the pre-assessment")
	}
	return m[1]
}

func TestTheOutcomeGoesToTheSender(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		one := list + "/" + string(w.send(t, w.bruno, about("Ada", "Prova", codeA)).ID)
		page := w.ask(t, w.carla, one, nil)
		page.holds(t, "Succederà questo", "cerca da marzo", "Da completare")
		version := page.version(t)
		missing := w.ask(t, w.carla, one+"/esito", url.Values{"version": {version}, "outcome": {"other_service"}, "reason": {"serve solo un corso"}})
		if missing.status != http.StatusUnprocessableEntity {
			t.Fatalf("no advice: %d", missing.status)
		}
		missing.holds(t, "serve solo un corso", `value="other_service" checked`, `id="f-advice-error"`)
		w.ask(t, w.carla, one+"/esito", url.Values{"version": {version}, "outcome": {"to_complete"}, "reason": {"Ha la patente?"}}).sends(t)
		late := w.ask(t, w.clio, one+"/esito", url.Values{"version": {version}, "outcome": {"to_team"}, "reason": {"bisogni diversi"}})
		if late.status != http.StatusConflict || late.version(t) == version {
			t.Fatalf("a second coordinator: %d", late.status)
		}
		late.holds(t, "bisogni diversi", "Carla", "Ha la patente?")
		w.reply(t, one)
		page = w.ask(t, w.carla, one, nil)
		page.holds(t, "Sì, la B.", "/file/")
		w.ask(t, w.carla, one+"/esito", url.Values{"version": {page.version(t)}, "outcome": {"to_team"}, "reason": {"lavoro e salute"}}).sends(t)
		again := w.ask(t, w.clio, one+"/esito", url.Values{"version": {page.version(t)}, "outcome": {"not_admitted"}, "reason": {"una ragione mia"}})
		if again.status != http.StatusConflict {
			t.Errorf("after the answer: %d", again.status)
		}
		again.holds(t, "una ragione mia")
		own := w.ask(t, w.bruno, one, nil)
		own.holds(t, "La segnalazione va all&#39;équipe.", "lavoro e salute")
		if strings.Contains(own.body, "Carla") || strings.Contains(own.body, "/casi") {
			t.Error("the sender reads who decided, or of the case")
		}
		w.ask(t, w.carla, "/attesa", nil).holds(t, "Prova Ada", "Da mettere all&#39;ordine del giorno")
		w.whole(t)
	})
}

// reply answers as the sender: nothing, then with a file, then in words.
func (w *world) reply(t *testing.T, one string) {
	t.Helper()
	w.ask(t, w.bruno, one, nil).holds(t, "Ha la patente?", "Rispondi alla domanda", `name="text"`)
	if a := w.ask(t, w.bruno, one+"/risposta", url.Values{"text": {"  "}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("an empty answer: %d", a.status)
	}
	w.ask(t, w.bruno, one+"/risposta", url.Values{"text": {"Sì, la B."}, "do": {"file"}}, "patente.txt", "patente B\n").sends(t)
	w.ask(t, w.bruno, one, nil).holds(t, "Sì, la B.", "patente.txt", `name="drop"`)
	w.ask(t, w.bruno, one+"/risposta", url.Values{"text": {"Sì, la B."}}).sends(t)
	if a := w.ask(t, w.bruno, one+"/risposta", url.Values{"text": {"Ancora."}}); a.status != http.StatusConflict {
		t.Errorf("an answer to nothing: %d", a.status)
	}
}

// Somebody called in for single cases sees on the waiting list those that are theirs: none.
func TestTheWaitingListOfSomebodyCalledIn(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.send(t, w.bruno, about("Ada", "Prova", codeA))
		visitor := w.elena
		visitor.Core = false
		a := w.ask(t, visitor, "/attesa", nil)
		if a.status != http.StatusOK || strings.Contains(a.body, "Prova Ada") {
			t.Errorf("answer %d", a.status)
		}
		w.ask(t, w.elena, "/attesa", nil).holds(t, "Prova Ada")
	})
}

func TestThePagesCostTheSameForFewAndMany(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		sent := 0
		add := func(n int) {
			for range n {
				sent++
				w.send(t, w.bruno, about("Ada", "Prova"+string(rune(97+sent%26))+string(rune(97+sent/26)), ""))
			}
		}
		add(2)
		paths := []string{list, list + "?stato=in-ritardo", list + "?stato=chiuse", "/attesa"}
		few := map[string]int{}
		for _, p := range paths {
			few[p] = w.ask(t, w.carla, p, nil).queries
		}
		own := w.ask(t, w.bruno, list, nil).queries
		add(60)
		for _, p := range paths {
			if a := w.ask(t, w.carla, p, nil); a.status != http.StatusOK || a.queries != few[p] || a.queries > 6 {
				t.Errorf("%s: %d, %d queries, %d before", p, a.status, a.queries, few[p])
			}
		}
		a := w.ask(t, w.bruno, list, nil)
		if a.queries != own || a.queries > 6 {
			t.Errorf("the own list: %d queries, %d before", a.queries, own)
		}
		next := regexp.MustCompile(`href="([^"]+)" rel="next"`).FindStringSubmatch(a.body)
		if next == nil {
			t.Fatal("no second page")
		}
		second := w.ask(t, w.bruno, strings.ReplaceAll(next[1], "&amp;", "&"), nil)
		second.holds(t, "Torna alla prima pagina")
		if n := strings.Count(a.body, "data-open") + strings.Count(second.body, "data-open"); n != sent {
			t.Errorf("%d rows on two pages", n)
		}
		if x := w.ask(t, w.bruno, list+"?pagina=x", nil); x.status != http.StatusOK || !strings.Contains(x.body, "questa è la prima") {
			t.Errorf("a page that is none: %d", x.status)
		}
	})
}

func TestTheNumberInTheBar(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		want := func(n ...int) {
			t.Helper()
			var is []int
			for _, who := range []gate.Actor{w.carla, w.sofia, w.bruno, w.anna, w.elena, w.outsider} {
				is = append(is, w.room.Badge(who))
			}
			if !slices.Equal(is, n) {
				t.Errorf("the bar counts %v, want %v", is, n)
			}
		}
		before, err := w.Verify(ctx, "")
		if err != nil {
			t.Fatal(err)
		}
		want(0, 0, 0, 0, 0, 0)
		if after, err := w.Verify(ctx, ""); err != nil || after.Size != before.Size {
			t.Errorf("counting left leaves: %+v, %+v", before, after)
		}
		f := typedForm("Prova", "Ada")
		w.ask(t, w.bruno, newPage, f).sends(t)
		want(1, 1, 0, 0, 0, 0)
		one := list + "/" + f.Get("once")
		w.ask(t, w.carla, one+"/esito", url.Values{"version": {w.ask(t, w.carla, one, nil).version(t)}, "outcome": {"to_complete"}, "reason": {"Ha la patente?"}}).sends(t)
		want(0, 0, 1, 0, 0, 0)
		w.ask(t, w.bruno, one+"/risposta", url.Values{"text": {"Sì."}}).sends(t)
		want(1, 1, 0, 0, 0, 0)
	})
}
