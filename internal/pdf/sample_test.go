package pdf

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

var sampleAt = time.Date(2026, 11, 25, 9, 30, 0, 0, time.FixedZone("", 3600))

// sample is a document with everything that the kit can do, over some pages.
func sample(o Options) *Doc {
	o.Title, o.Author, o.Head, o.Foot, o.At = "Prova di stampa", "Zona di prova", "Zona di prova - Servizio", "Documento di prova: vale per chi legge", sampleAt
	d := New(o)
	d.H1("Prova di stampa")
	d.P("Perché l'équipe può già leggere: città, è, ì, ò, ù. Romeno: Ștefan Țăran. Polacco: Łukasz Żółć. Albanese: Çë. Prezzo: 1.250 € – «ecco».")
	d.H2("Dati")
	d.Pairs([][2]string{{"Numero", "12"}, {"Giorno", "25/11/2026"}, {"Vuoto", " "}, {"Indirizzo", strings.Repeat("via lunga ", 20)}})
	d.Quote("Vorrei lavorare.\n\nE imparare.")
	d.List([]string{"primo", "secondo", "", strings.Repeat("terzo ", 40)})
	d.H2("Elenco")
	var rows [][]string
	for i := range 49 {
		rows = append(rows, []string{fmt.Sprint(i + 1), fmt.Sprintf("Riga %d", i+1), strings.Repeat("testo ", i%9)})
	}
	d.Table([]string{"N.", "Nome", "Testo"}, rows, []float64{1, 3, 6})
	d.H3("Impronta")
	d.Code(strings.Repeat("0123456789abcdef", 8))
	d.Small("In piccolo.")
	d.Space()
	d.Signatures([]string{"Anna Rossi", "Bruno Bianchi", "Carla Verdi"})
	d.Break()
	d.P("Ultima pagina.")
	return d
}

func made(t testing.TB, d *Doc) []byte {
	t.Helper()
	out, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// twoPages is what a usual document weighs.
func twoPages() *Doc {
	d := New(Options{Title: "Due pagine", Head: "Zona", Foot: "Piede", At: sampleAt})
	d.H1("Due pagine")
	d.P(strings.Repeat("Una frase che dice qualcosa. ", 20))
	d.Pairs([][2]string{{"Numero", "12"}, {"Giorno", "25/11/2026"}, {"Chi", "Anna Rossi"}})
	var rows [][]string
	for i := range 40 {
		rows = append(rows, []string{fmt.Sprint(i + 1), "una cella di testo", "altro"})
	}
	d.Table([]string{"N.", "Che cosa", "Altro"}, rows, []float64{1, 5, 3})
	d.Signatures([]string{"Anna Rossi", "Bruno Bianchi"})
	return d
}

func BenchmarkTwoPages(b *testing.B) {
	made(b, twoPages())
	size, pages := 0, 0
	for b.Loop() {
		d := twoPages()
		size = len(made(b, d))
		pages = len(d.marks) - 1
	}
	b.ReportMetric(float64(size), "bytes")
	b.ReportMetric(float64(pages), "pages")
}
