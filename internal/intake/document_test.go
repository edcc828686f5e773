package intake_test

import (
	"bytes"
	"strings"
	"testing"

	"siil/internal/gate/gatetest"
	"siil/internal/intake"
	"siil/internal/pdf/pdftest"
	"siil/internal/text"
)

func (w *world) receipt(t testing.TB, v intake.View, l text.Lang) []byte {
	t.Helper()
	file, err := w.room.Receipt(gatetest.Zone, v, l, false)
	if err != nil {
		t.Fatal(err)
	}
	pdftest.Valid(t, file)
	return file
}

func TestReceiptSaysWhatWasSentAndWhoAnswers(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		in := about("Piera", "Ricevutina", "")
		sent := w.send(t, w.bruno, in)
		v := w.view(t, w.bruno, sent.ID)
		file := w.receipt(t, v, text.Italian)
		got := pdftest.Text(t, file)
		for _, want := range []string{"Ricevuta della segnalazione n. 1", v.Sheet.ReceivedOn.Format(), "entro il " + v.Sheet.DueOn.Format(), "coordinamento dell'équipe",
			"Piera", "Ricevutina", "Caritas Prova", "ha perso il lavoro in primavera", "un progetto per tornare al lavoro", "vorrei lavorare", "cerca da marzo", "Firma di chi segnala",
			"Firma della persona"} {
			if !strings.Contains(got, want) {
				t.Errorf("not %q in %s", want, got)
			}
		}
		if strings.Contains(got, text.IntakeSignCoord.In(text.Italian)) || strings.Contains(got, text.IntakeOutcome.In(text.Italian)+" ") && strings.Contains(got, text.IntakeWhy.In(text.Italian)+" ") {
			t.Errorf("the sender reads what is not theirs: %s", got)
		}
		if title := pdftest.Tool(t, file, "pdfinfo"); strings.Contains(title, "Ricevutina") || !strings.Contains(title, "Title:           Ricevuta della segnalazione n. 1") {
			t.Error(title)
		}
		if !bytes.Equal(file, w.receipt(t, v, text.Italian)) {
			t.Error("the same receipt has other bytes")
		}
		w.assess(t, sent.ID, intake.OtherService, "serve prima la casa", "ufficio casa del comune")
		v = w.view(t, w.bruno, sent.ID)
		if got := pdftest.Text(t, w.receipt(t, v, text.Italian)); !strings.Contains(got, "serve prima la casa") || !strings.Contains(got, "ufficio casa del comune") || strings.Contains(got, "entro il") {
			t.Error(got)
		}
		if got := pdftest.Text(t, w.receipt(t, v, text.English)); !strings.Contains(got, "Receipt of referral no. 1") {
			t.Error(got)
		}
	})
}

func TestReceiptHoldsOnlyWhatItsReaderReads(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		in := about("Piera", "Ricevutina", "")
		in.Needs["SALUTE"] = "prende psicofarmaci"
		sent := w.send(t, w.bruno, in)
		file := w.receipt(t, w.view(t, w.carla, sent.ID), text.Italian)
		for _, word := range []string{"psicofarmaci", "ambulatorio"} {
			if pdftest.Holds(file, word) {
				t.Errorf("the coordinator does not read health and has %q in the receipt: %s", word, pdftest.Text(t, file))
			}
		}
		if !strings.Contains(pdftest.Text(t, file), text.IntakeSignCoord.In(text.Italian)) {
			t.Error("no line for the coordinator to sign")
		}
		if !pdftest.Holds(w.receipt(t, w.view(t, w.bruno, sent.ID), text.Italian), "psicofarmaci") {
			t.Error("the sender does not find what they wrote")
		}
	})
}

func TestReceiptOfHostileWords(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		in := about("(Piera)", `Tj ET`, "")
		in.Reason = "(\\) Tj ET EMC endstream endobj << /S /JavaScript /JS (app.alert(1)) >> \u202etxt"
		in.PersonWords = "محمد 王小明 ✓"
		sent := w.send(t, w.bruno, in)
		file := w.receipt(t, w.view(t, w.bruno, sent.ID), text.Italian)
		got := pdftest.Text(t, file)
		if !strings.Contains(got, `(\) Tj ET EMC endstream endobj << /S /JavaScript /JS (app.alert(1)) >> txt`) || !strings.Contains(got, "王小明") {
			t.Error(got)
		}
		if bytes.Contains(file, []byte("/JavaScript")) || bytes.Contains(file, []byte("/JS")) {
			t.Error("words have become notation")
		}
	})
}
