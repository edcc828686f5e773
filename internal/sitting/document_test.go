package sitting_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"siil/internal/fault"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/pdf/pdftest"
	"siil/internal/sitting"
	"siil/internal/text"
	"siil/internal/value"
)

var paper = sitting.Paper{Zone: gatetest.Zone, Lang: text.Italian}

// signed looks like the head of a log.
const signed = "siil.test/valdinievole\n4711\nqWxvUo9S0VbqGxQyT9yq1m0q3xG2Yc7oZQ6sT2bB0rA=\n\n— siil.test/valdinievole Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"

// persons of one sitting; each has names that nobody else has.
var persons = []string{"Adalgisa Ventrilonte", "Baldovino D'Arcangeli", "Clorinda Maria Pesciaroli", "(Tj) ET EMC", "محمد الصغير", "Ștefan Țărănescu"}

func newRoom(t *testing.T, test func(t *testing.T, r *sitting.Room)) {
	test(t, sitting.New(gatetest.NewSQLite(t).Gate, guideline.Default(), nil)) // a document reads no row
}

func caseID(i int) value.ID { return value.ID(fmt.Sprintf("00000000-0000-7000-8000-%012d", i+1)) }

// minutesOf is the minutes of a sitting on a case of each person.
func minutesOf(persons []string) sitting.MinutesView {
	at := value.MustDate("2026-11-25").At
	v := sitting.MinutesView{ID: "m", State: sitting.MinutesApproved, Digest: strings.Repeat("ab", 32), MadeAt: at(17, 0), MadeBy: "Sofia Segreti", ApprovedAt: at(18, 0),
		Head: sitting.MinutesHead{Number: 12, OnDay: value.MustDate("2026-11-25"), Starts: "14:30", Where: "Sala grande", Link: true, OpenedAt: at(14, 32), ClosedAt: at(16, 50),
			Members: []sitting.MinutesMember{{Name: "Elena Sociali", Part: "social", Times: []sitting.MinutesSpan{{From: at(14, 32), Until: at(16, 50)}}},
				{Name: "Carlo Impieghi", Part: "work", Recorder: true, Times: []sitting.MinutesSpan{{From: at(15, 0)}}}, {Name: "Lucia Assente", Part: "health", Absence: sitting.DoesNotCome}},
			Quorum: []sitting.MinutesQuorum{{Part: "social", Least: 1, Have: 1}, {Part: "work", Least: 1, Have: 1}}, Zone: gatetest.Zone, Model: "2026-1"},
		Approvals: []sitting.Approval{{Name: "Elena Sociali", At: at(17, 30)}, {Name: "Carlo Impieghi", At: at(18, 0)}},
		Additions: []sitting.Addition{{ID: "a", Text: "aggiunta al tutto su " + strings.Join(persons, " e "), At: at(19, 0), By: "Elena Sociali"}}}
	for i, p := range persons {
		v.Head.Items = append(v.Head.Items, sitting.MinutesItem{Position: i + 1, CaseNumber: 9100 + i, State: sitting.Decided})
		v.Parts = append(v.Parts, sitting.MinutesPart{ID: value.ID(fmt.Sprint("p", i)), CaseID: caseID(i), Position: i + 1, CaseNumber: 9100 + i, Digest: strings.Repeat(fmt.Sprint(i), 64),
			Additions: []sitting.Addition{{ID: "b", Text: fmt.Sprintf("aggiunta al caso %d", 9100+i), At: at(19, 5), By: "Carlo Impieghi"}},
			Person:    p, BirthDate: value.MustDate("1980-02-03"), Municipality: "047011", Why: sitting.WhyNew, Senders: []sitting.MinutesSender{{Name: "Rita Manda", Body: "Caritas", ReceivedOn: value.MustDate("2026-11-01")}},
			State: sitting.Decided, StartedAt: at(14, 40), EndedAt: at(14, 50), Present: []string{"Elena Sociali", "Carlo Impieghi"}, Out: []sitting.MinutesOut{{Name: "Lucia Assente", Why: "PARENTELA"}},
			Note: fmt.Sprintf("nota del caso %d", 9100+i), Decision: "taken_in_charge", FromState: "IN_EQUIPE", ToState: "ASSEGNATA", Reason: fmt.Sprintf("motivo del caso %d", 9100+i), Manager: "Elena Sociali",
			Team: []string{"Carlo Impieghi"}, Steps: []sitting.MinutesStep{{What: "portare i documenti", Who: "Elena Sociali", Due: value.MustDate("2026-12-10")}}, DecidedBy: "Carlo Impieghi"})
	}
	return v
}

func minutes(t *testing.T, r *sitting.Room, v sitting.MinutesView) []byte {
	t.Helper()
	file, err := r.MinutesDocument(v, signed, paper)
	if err != nil {
		t.Fatal(err)
	}
	pdftest.Valid(t, file)
	return file
}

func extract(t *testing.T, r *sitting.Room, v sitting.MinutesView, i int) []byte {
	t.Helper()
	file, err := r.ExtractDocument(v, caseID(i), signed, paper)
	if err != nil {
		t.Fatal(err)
	}
	pdftest.Valid(t, file)
	return file
}

// inOrder fails the test unless the words are found one after the other.
func inOrder(t *testing.T, in string, words ...string) {
	t.Helper()
	rest := in
	for _, w := range words {
		_, after, found := strings.Cut(rest, w)
		if !found {
			t.Errorf("not %q, or not in its place: %s", w, in)
			return
		}
		rest = after
	}
}

func TestMinutesHaveASectionForEachCaseInOrder(t *testing.T) {
	newRoom(t, func(t *testing.T, r *sitting.Room) {
		v := minutesOf(persons)
		v.Parts[0], v.Parts[3] = v.Parts[3], v.Parts[0]
		v.Parts[1] = sitting.MinutesPart{Position: v.Parts[1].Position, Hidden: true}
		file := minutes(t, r, v)
		got := pdftest.Text(t, file)
		inOrder(t, got, "Verbale della seduta n. 12 del 25/11/2026", "Approvato da tutti i presenti", "Sala grande, anche a distanza", "Presenze", "Elena Sociali", "dalle 14:32 alle 16:50",
			"scrive il verbale", "dalle 15:00", "assente, lo aveva detto", "1. Caso n. 9100", "Adalgisa Ventrilonte", "Presa in carico", "da «", "aggiunta al caso 9100", "2. Caso n. 9101",
			"non può leggere", "3. Caso n. 9102", "Clorinda Maria Pesciaroli", "4. Caso n. 9103", "(Tj) ET EMC", "5. Caso n. 9104", "6. Caso n. 9105", "Ștefan Țărănescu", "Approvazioni",
			"Carlo Impieghi", "aggiunta al tutto", "Impronta", v.Digest, "siil.test/valdinievole", "4711")
		if pdftest.Holds(file, "9101 nota") || strings.Contains(got, "nota del caso 9101") {
			t.Error("a hidden part is printed")
		}
		if compact := strings.ReplaceAll(got, " ", ""); !strings.Contains(compact, strings.ReplaceAll(strings.Fields(signed)[5], " ", "")) {
			t.Errorf("the signature of the log is not whole: %s", got)
		}
		if !bytes.Equal(file, minutes(t, r, v)) {
			t.Error("the same minutes have other bytes")
		}
		info := pdftest.Tool(t, file, "pdfinfo")
		if !strings.Contains(info, "Title:           Verbale della seduta n. 12 del 25/11/2026") || strings.Contains(info, "Ventrilonte") {
			t.Error(info)
		}
		if strings.Contains(got, "BOZZA") {
			t.Error("approved minutes say that they are a draft")
		}
		v.State, v.Approvals[1].At = sitting.MinutesDraft, value.Instant{}
		if pages := strings.Split(strings.TrimSuffix(pdftest.Tool(t, minutes(t, r, v), "pdftotext"), "\f"), "\f"); len(pages) < 2 {
			t.Error("one page only")
		} else {
			for i, p := range pages {
				if !strings.Contains(p, "BOZZA") {
					t.Errorf("page %d of a draft does not say so", i+1)
				}
			}
		}
	})
}

// alone are the words of a name that are in no other text of a document.
func alone(name string) (out []string) {
	if strings.HasPrefix(name, "محمد") {
		return []string{"محمد"}
	}
	for _, w := range strings.Fields(name) {
		if len([]rune(w)) > 4 {
			out = append(out, w)
		}
	}
	return out
}

func TestExtractHoldsNobodyElse(t *testing.T) {
	newRoom(t, func(t *testing.T, r *sitting.Room) {
		v := minutesOf(persons)
		for i := range v.Parts { // whoever writes the minutes may name others
			all := "Adalgisa Ventrilonte, VENTRILONTE Adalgisa; d'arcangeli baldovino e Baldovino D’Arcangeli, Clorinda Pesciaroli (Pesciaroli Clorinda Maria). محمد الصغير! Stefan Taranescu"
			v.Parts[i].Note += ": " + all
			v.Parts[i].Reason, v.Parts[i].Advice = all, all
			v.Parts[i].Steps[0].What, v.Parts[i].Steps[0].Who = all, all
			v.Parts[i].Senders[0].Name = all
			v.Parts[i].Additions[0].Text = all
		}
		for i, own := range persons {
			file := extract(t, r, v, i)
			got := pdftest.Text(t, file)
			shown := own
			if i == 4 {
				shown = "Persona" // the tool turns Arabic round
			}
			inOrder(t, got, "Estratto del verbale della seduta n. 12", fmt.Sprintf("Caso n. %d", 9100+i), shown, fmt.Sprintf("nota del caso %d", 9100+i), "Approvazioni", "Elena Sociali",
				"25/11/2026 17:30", v.Digest, v.Parts[i].Digest, "siil.test/valdinievole")
			for j, other := range persons {
				if j == i {
					continue
				}
				for _, w := range alone(other) {
					if pdftest.Holds(file, w) || strings.Contains(strings.ToLower(got), strings.ToLower(w)) {
						t.Errorf("the extract of %s holds %q: %s", own, w, got)
					}
				}
				if n := fmt.Sprint(9100 + j); pdftest.Holds(file, n) {
					t.Errorf("the extract of %s holds the number of case %s", own, n)
				}
			}
			if len(alone(own)) > 0 && !pdftest.Holds(file, alone(own)[0]) {
				t.Errorf("the person is not found in their own extract, so nothing is proved: %q", own)
			}
			if info := pdftest.Tool(t, file, "pdfinfo"); len(alone(own)) > 0 && strings.Contains(info, alone(own)[0]) {
				t.Error("the properties name the person")
			}
			if !strings.Contains(got, "[persona di un altro caso]") || !strings.Contains(got, "tace il nome") {
				t.Errorf("nothing says that names are left out: %s", got)
			}
		}
	})
}

func TestExtractKeepsWhatIsNobodyElses(t *testing.T) {
	newRoom(t, func(t *testing.T, r *sitting.Room) {
		v := minutesOf([]string{"Maria Bianchi", "Maria Bianchi", "Elena Sociali", "Anna Bianchi"})
		v.Parts[0].Note = "Maria Bianchi vive con il fratello Ugo Bianchi a San Marco; Anna Bianchi-Neri è la vicina."
		got := pdftest.Text(t, extract(t, r, v, 0))
		inOrder(t, got, "Maria Bianchi", "Maria Bianchi vive con il fratello Ugo Bianchi a San Marco; [persona di un altro caso]-Neri è la vicina.", "Elena Sociali")
		v.Parts[0].Note = "Nulla da dire."
		if got := pdftest.Text(t, extract(t, r, v, 0)); strings.Contains(got, "tace il nome") || strings.Contains(got, "aggiunta al tutto") {
			t.Error(got)
		}
	})
}

func TestExtractOfWhatMayNotBeReadIsMissing(t *testing.T) {
	newRoom(t, func(t *testing.T, r *sitting.Room) {
		v := minutesOf(persons)
		v.Parts[2] = sitting.MinutesPart{Position: 3, CaseID: caseID(2), Hidden: true}
		for _, id := range []value.ID{caseID(2), caseID(77), ""} {
			if _, err := r.ExtractDocument(v, id, signed, paper); !fault.Is(err, fault.NotFound) {
				t.Errorf("%q: %v", id, err)
			}
		}
	})
}

func TestReservedReasonsStayInTheCaseFile(t *testing.T) {
	newRoom(t, func(t *testing.T, r *sitting.Room) {
		v := minutesOf(persons[:1])
		v.Parts[0].Decision, v.Parts[0].Suspension, v.Parts[0].Closure = "suspended", "MATERNITA", "INTERRUZIONE_PER_SALUTE"
		for _, file := range [][]byte{minutes(t, r, v), extract(t, r, v, 0)} {
			if got := pdftest.Text(t, file); strings.Contains(got, "Maternità") || strings.Contains(got, "motivi di salute") || !strings.Contains(got, "Motivo riservato") {
				t.Error(got)
			}
		}
	})
}

func TestAgendaForThePosterHasNoNames(t *testing.T) {
	newRoom(t, func(t *testing.T, r *sitting.Room) {
		v := sitting.View{Sitting: sitting.Sitting{ID: "s", Number: 12, OnDay: value.MustDate("2026-11-25"), Starts: "14:30", Seat: "Sede", Link: "https://incontri.example/abc", State: sitting.Convened,
			CalledAt: value.MustDate("2026-11-18").At(9, 0)}, Members: []sitting.Member{{Name: "Elena Sociali", Part: "social"}, {Name: "Carlo Impieghi", Part: "work", Recorder: true}}}
		for i, p := range persons {
			v.Items = append(v.Items, sitting.Item{Position: i + 1, CaseNumber: 9100 + i, Name: p, Why: sitting.WhyNew, WaitsFrom: value.MustDate("2026-11-01"), Days: 24, Urgent: i == 1})
		}
		v.Items[2].Name = ""
		for _, names := range []bool{false, true} {
			file, err := r.AgendaDocument(v, names, paper)
			if err != nil {
				t.Fatal(err)
			}
			pdftest.Valid(t, file)
			got := pdftest.Text(t, file)
			inOrder(t, got, "Seduta n. 12 del 25/11/2026: ordine del giorno", "mercoledì 25 novembre 2026 alle 14:30", "Sede", "Elena Sociali, Sociale", "Carlo Impieghi, Lavoro, scrive il verbale",
				"9100", "Prima presentazione", "01/11/2026 (24 giorni)", "9101", "Urgente", "9105")
			if pdftest.Holds(file, "Ventrilonte") != names || pdftest.Holds(file, "incontri.example") != names || strings.Contains(got, "riservato") != names {
				t.Errorf("names: %v: %s", names, got)
			}
		}
		v.Items, v.State, v.CancelledWhy = nil, sitting.Cancelled, "perché Adalgisa Ventrilonte"
		file, err := r.AgendaDocument(v, false, paper)
		if got := pdftest.Text(t, file); err != nil || !strings.Contains(got, "non si tiene") || !strings.Contains(got, "Nessun caso") || strings.Contains(got, "Ventrilonte") {
			t.Error(got, err)
		}
	})
}
