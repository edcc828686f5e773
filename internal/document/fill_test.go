package document_test

import (
	"strings"
	"testing"

	"siil/internal/document"
	"siil/internal/fault"
	"siil/internal/guideline"
	"siil/internal/pdf/pdftest"
)

var allParts = []string{"identita", "contatti", "bisogni", "profilo", "progetto", "azioni", "verifiche", "chiusura"}

// says is what each model about a case must say of the one of the world, in its order.
var says = map[string][]string{
	"SCHEDA_SEGNALAZIONE":         {"# Scheda di segnalazione n. 1", "Anna Prova", "Samira Provini", "PRVSMR90A41Z330P", "via Inventata 3", "333 0000001", "ha perso il lavoro", "vorrei", "cucina", "cerca da marzo"},
	"ESITO_PREVALUTAZIONE":        {"Samira Provini"},
	"RISPOSTA_SEGNALANTE":         {"# Risposta alla segnalazione n. 1", "24/11/2026", "Samira Provini", "**Presa in carico**"},
	"CONVOCAZIONE":                {"Ciao Samira Provini", "Con chi", "Elena Prova"},
	"INFORMATIVA":                 {"Samira Provini"},
	"ADESIONE":                    {"Io, Samira Provini", "mi segue: Elena Prova"},
	"AUTORIZZAZIONE_CONDIVISIONE": {"Io, Samira Provini"},
	"SCHEDA_VALUTAZIONE":          {"Samira Provini", "24/11/2026", "Elena Prova", "sa cucinare per molti", "| 3 |", "Autonomia", "Si comincia da un corso"},
	"PROGETTO":                    {"# Progetto personalizzato di Samira Provini", "Voglio un contratto vero", "Obiettivo: Lavorare con un contratto", "ha un contratto di sei mesi", "CPIA", "Paolo Prova", "Samira Provini**: andare al corso", "23/01/2027", "Elena Prova, case manager", "Lucia Prova", "Paolo Prova"},
	"SCHEDA_AZIONE":               {"CPIA", "60", "Paolo Prova"},
	"PROGETTO_TIROCINIO":          {"Samira Provini"},
	"REGISTRO_PRESENZE":           {"Samira Provini", "CPIA", "| 31 |"},
	"SCHEDA_MONITORAGGIO":         {"## Verifica del 24/11/2026", "Fatta con la persona", "Lavorare con un contratto", "il corso è cominciato", "Va bene così", "60"},
	"RELAZIONE_CHIUSURA":          {"Samira Provini", "ha perso il lavoro", "Voglio un contratto vero", "Lavorare con un contratto", "Primo colloquio congiunto"},
	"SINTESI_PASSAGGIO":           {"Samira Provini", "via Inventata 3", "cerca da marzo", "| 3 |", "Lavorare con un contratto", "CPIA", "24/11/2026"},
}

// ofCase are the models about a case.
func ofCase() (out []guideline.DocumentModel) {
	for _, m := range guideline.Default().Documents.Models {
		if m.Subject != guideline.AboutZone && m.Subject != guideline.AboutSitting {
			out = append(out, m)
		}
	}
	return out
}

func requestOf(m guideline.DocumentModel, lang string) document.Request {
	in := document.Request{Model: m.Code, Lang: lang}
	if m.Code == "SINTESI_PASSAGGIO" {
		in.Parts = allParts
	}
	return in
}

// inOrder fails the test unless the words are found one after the other.
func inOrder(t *testing.T, what, in string, words ...string) {
	t.Helper()
	rest := in
	for _, s := range words {
		_, after, found := strings.Cut(rest, s)
		if !found {
			t.Errorf("%s: not %q, or not in its place:\n%s", what, s, in)
			return
		}
		rest = after
	}
}

func free(t *testing.T, what, in string) {
	t.Helper()
	for _, s := range reserved {
		if strings.Contains(in, s) {
			t.Errorf("%s says %q:\n%s", what, s, in)
		}
	}
}

// TestEveryModelIsFilledFromTheCase: in every language, with what is known of it, and nothing of a reserved section even when who writes it reads that
// section: those who read the document may not.
func TestEveryModelIsFilledFromTheCase(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		models := ofCase()
		if len(models) != len(says) {
			t.Errorf("%d models, %d known to the test", len(models), len(says))
		}
		for _, m := range models {
			for _, lang := range m.Languages {
				what := m.Code + "." + lang
				d, err := w.room.Preview(ctx, w.lucia, w.id, requestOf(m, lang))
				if err != nil {
					t.Errorf("%s: %s", what, explained(err))
					continue
				}
				if lang == "it" {
					inOrder(t, what, d.Markdown, says[m.Code]...)
				} else if !strings.Contains(d.Markdown, "Samira") {
					t.Errorf("%s does not name the person: %s", what, d.Markdown)
				}
				free(t, what, d.Markdown)
				if d.Title == "" || d.Section != "common" {
					t.Errorf("%s: title %q, section %q", what, d.Title, d.Section)
				}
				if strings.Contains(d.Markdown, "{{") || strings.Contains(d.Markdown, "}}") {
					t.Errorf("%s is not filled: %s", what, d.Markdown)
				}
				if got := strings.Join(d.Readers, ", "); got != "Carla Prova, Elena Prova, Lucia Prova, Paolo Prova" {
					t.Errorf("%s: read by %s", what, got)
				}
			}
		}
	})
}

// TestDocumentsAreWholeAndFree prints one of each: valid files, without a word of a reserved section, not in the file's own data either.
func TestDocumentsAreWholeAndFree(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		for _, m := range ofCase() {
			d := w.make(t, w.lucia, requestOf(m, m.Languages[len(m.Languages)-1]))
			_, file, err := w.room.Open(ctx, w.elena, d.ID, document.PDF)
			must(t, err)
			pdftest.Valid(t, file)
			words := pdftest.Text(t, file) + pdftest.Tool(t, file, "pdfinfo")
			free(t, m.Code, words)
			if !strings.Contains(words, "Samira") || !strings.Contains(words, d.Reference(d.Lang)) {
				t.Errorf("%s does not say of whom it is, or its number: %s", m.Code, words)
			}
		}
		w.proved(t)
	})
}

// TestReservedReasonOfAClosure: a case that ends for a reason of the health section ends in other documents for a reserved one.
func TestReservedReasonOfAClosure(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		w.ends(t, "INTERRUZIONE_PER_SALUTE", "dorme male da mesi")
		for _, code := range []string{"RELAZIONE_CHIUSURA", "SINTESI_PASSAGGIO"} {
			m, _ := guideline.Default().Documents.Model(code)
			d, err := w.room.Preview(ctx, w.lucia, w.id, requestOf(m, "it"))
			must(t, err)
			inOrder(t, code, d.Markdown, "Motivo riservato")
			free(t, code, d.Markdown)
		}
	})
}

// TestSubjectIsTheOneAskedFor: one that the case has, the newest when none is asked for; another section's or another case's is none.
func TestSubjectIsTheOneAskedFor(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		for _, c := range []struct {
			model string
			of    string
		}{{"SCHEDA_SEGNALAZIONE", string(w.referral)}, {"SCHEDA_VALUTAZIONE", string(w.assessed)}, {"PROGETTO", string(w.plan)}, {"SCHEDA_AZIONE", string(w.course)}} {
			d := w.make(t, w.elena, document.Request{Model: c.model, Lang: "it"})
			if string(d.SubjectID) != c.of {
				t.Errorf("%s is about %s, not %s", c.model, d.SubjectID, c.of)
			}
			_, err := w.room.Make(ctx, w.elena, w.id, document.Request{Model: c.model, Lang: "it", Subject: w.id})
			refused(t, err, "subject")
		}
		_, err := w.room.Make(ctx, w.lucia, w.id, document.Request{Model: "SCHEDA_AZIONE", Lang: "it", Subject: w.therapy})
		refused(t, err, "subject") // its readers may not know of the therapy
	})
}

// TestDocumentsOfTheZone: the document of a sitting and the yearly report are of the zone, of no case.
func TestDocumentsOfTheZone(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		agenda, err := w.room.Make(ctx, w.carla, "", document.Request{Model: "ORDINE_DEL_GIORNO", Lang: "it", Subject: w.sitting})
		must(t, err)
		_, words, err := w.room.Read(ctx, w.carla, agenda.ID)
		must(t, err)
		inOrder(t, "agenda", words, "seduta n. 1", "26/11/2026", "14:30", "Monsummano Terme", "Carla Prova", "Coordinat")
		report, err := w.room.Make(ctx, w.carla, "", document.Request{Model: "RELAZIONE_ANNUALE", Lang: "it"})
		must(t, err)
		_, year, err := w.room.Read(ctx, w.carla, report.ID)
		must(t, err)
		inOrder(t, "report", year, "anno 2026", "Casi segnalati", "meno di 5", "Sedute tenute")
		for what, s := range map[string]string{"agenda": words, "report": year} {
			free(t, what, s)
			if strings.Contains(s, "Samira") || strings.Contains(s, "Provini") {
				t.Errorf("the %s names a person: %s", what, s)
			}
		}
		_, err = w.room.Make(ctx, w.elena, "", document.Request{Model: "RELAZIONE_ANNUALE", Lang: "it"})
		missing(t, err)
		_, err = w.room.Make(ctx, w.carla, "", document.Request{Model: "PROGETTO", Lang: "it"})
		refused(t, err, "model")
		_, err = w.room.Make(ctx, w.carla, w.id, document.Request{Model: "RELAZIONE_ANNUALE", Lang: "it"})
		refused(t, err, "model")
		if _, _, err = w.room.Read(ctx, w.olga, report.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("another zone reads the report: %v", err)
		}
		w.proved(t)
	})
}

// TestRequestsThatCannotBe: each is refused at its field, and nothing is kept.
func TestRequestsThatCannotBe(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		for _, c := range []struct {
			field string
			in    document.Request
		}{
			{"model", document.Request{Model: "NESSUNO", Lang: "it"}},
			{"model", document.Request{Lang: "it"}},
			{"lang", document.Request{Model: "PROGETTO", Lang: "fr"}},
			{"lang", document.Request{Model: "PROGETTO"}},
			{"text", document.Request{Model: "PROGETTO", Lang: "it", Text: "altro"}},
			{"text", document.Request{Model: "CONVOCAZIONE", Lang: "it", Text: strings.Repeat("a", document.MaxText+1)}},
			{"text", document.Request{Model: "CONVOCAZIONE", Lang: "it", Text: "ciao \x00"}},
			{"title", document.Request{Model: "CONVOCAZIONE", Lang: "it", Title: strings.Repeat("a", document.MaxTitle+1)}},
			{"parts", document.Request{Model: "SINTESI_PASSAGGIO", Lang: "it"}},
			{"parts", document.Request{Model: "SINTESI_PASSAGGIO", Lang: "it", Parts: []string{"salute"}}},
		} {
			_, err := w.room.Make(ctx, w.elena, w.id, c.in)
			refused(t, err, c.field)
		}
		if n := w.documents(t); n != 0 {
			t.Errorf("%d documents were kept", n)
		}
	})
}

// TestPartsNotChosenAreNotThere: each part of a summary stands in it only when it was chosen.
func TestPartsNotChosenAreNotThere(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		own := map[string]string{"identita": "PRVSMR90A41Z330P", "contatti": "via Inventata 3", "bisogni": "cerca da marzo", "profilo": "Livello da 1 a 5", "progetto": "Voglio un contratto vero",
			"azioni": "CPIA", "verifiche": "## Le verifiche", "chiusura": "## La chiusura"}
		for chosen := range own {
			d, err := w.room.Preview(ctx, w.elena, w.id, document.Request{Model: "SINTESI_PASSAGGIO", Lang: "it", Parts: []string{chosen}})
			must(t, err)
			for part, words := range own {
				if got := strings.Contains(d.Markdown, words); got != (part == chosen) {
					t.Errorf("%s chosen: %s there %v:\n%s", chosen, part, got, d.Markdown)
				}
			}
		}
	})
}
