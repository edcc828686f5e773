package pdf

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"siil/internal/pdf/pdftest"
)

var updateGolden = flag.Bool("update", false, "write the golden files anew")

func TestFilesAreValidAndTagged(t *testing.T) {
	for name, c := range map[string]struct {
		file        []byte
		lang, title string
	}{
		"usual":       {made(t, sample(Options{})), "it", "Prova di stampa"},
		"large print": {made(t, sample(Options{Large: true})), "it", "Prova di stampa"},
		"English":     {made(t, sample(Options{Lang: "en"})), "en", "Prova di stampa"},
		"empty":       {made(t, New(Options{})), "it", ""},
		"hostile":     {made(t, everywhere(hostile, Options{})), "it", strings.ReplaceAll(trimmed(hostile), "\n", " ")},
	} {
		t.Run(name, func(t *testing.T) {
			if c.title != "" {
				check(t, c.file, c.lang, c.title)
			}
			pdftest.Valid(t, c.file)
		})
	}
}

func TestStructureIsThatOfTheGoldenFile(t *testing.T) {
	got := pdftest.Tool(t, made(t, sample(Options{})), "pdfinfo", "-struct-text")
	const golden = "testdata/structure.txt"
	if *updateGolden {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the structure has changed: run with -update and read the difference\n%s", got)
	}
}

func TestSameDocumentSameBytes(t *testing.T) {
	var all strings.Builder // letters that share a shape with another, too
	for r := rune('!'); r < 1<<16; r++ {
		if has(r) {
			all.WriteRune(r)
		}
	}
	letters := func() []byte {
		d := New(Options{})
		d.P(all.String())
		d.Code(all.String())
		return made(t, d)
	}
	want := letters()
	for range 5 {
		if !bytes.Equal(want, letters()) {
			t.Fatal("the bytes differ")
		}
	}
	first := made(t, sample(Options{}))
	for range 10 {
		if !bytes.Equal(first, made(t, sample(Options{}))) {
			t.Fatal("the bytes differ")
		}
	}
	if later := sample(Options{}); bytes.Equal(first, func() []byte { later.P("x"); return made(t, later) }()) {
		t.Error("another text gives the same bytes")
	}
}

func TestDocumentsAreMadeAtTheSameTime(t *testing.T) {
	want := made(t, sample(Options{}))
	done := make(chan bool)
	for range 4 {
		go func() {
			out, err := sample(Options{}).Bytes()
			done <- err == nil && bytes.Equal(out, want)
		}()
	}
	for range 4 {
		if !<-done {
			t.Error("one made beside others differs")
		}
	}
}

func TestFontsOfTheProgramStayAsTheyAre(t *testing.T) {
	var before [faces][32]byte
	for f := range faces {
		before[f] = sha256.Sum256(fontFiles[f].data)
	}
	d := sample(Options{})
	d.Code("— siil.test/Az3grlgtzPICa5OS8npVmf1Myq+5IZniMp= €√□ăș")
	made(t, d)
	for f := range faces {
		if sha256.Sum256(fontFiles[f].data) != before[f] {
			t.Errorf("%s has been written into", fontFiles[f].name)
		}
	}
}

func TestCodeIsCopiedWhole(t *testing.T) {
	const signed = "siil.test/zona\n4711\nqWxvUo9S0VbqGxQyT9yq1m0q3xG2Yc7oZQ6sT2bB0rA=\n\n— siil.test/zona Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
	d := New(Options{Title: "t"})
	d.Code(signed)
	if out := pdftest.Tool(t, made(t, d), "pdftotext", "-layout"); !strings.Contains(out, signed) {
		t.Errorf("%q", out)
	}
}

func TestTableGoesOverPagesWithItsHeadings(t *testing.T) {
	d := New(Options{Title: "t"})
	var rows [][]string
	for range 90 {
		rows = append(rows, []string{"cella", strings.Repeat("parola ", 30), "poco"})
	}
	rows = append(rows, []string{"lunga", strings.Repeat("riga che dura più di una pagina ", 400), "breve"})
	d.Table([]string{"Prima", "Seconda", "Terza"}, rows, []float64{1, 3})
	file := made(t, d)
	check(t, file, "it", "t")
	pages := strings.Split(strings.TrimSuffix(pdftest.Tool(t, file, "pdftotext", "-layout"), "\f"), "\f")
	if len(pages) < 8 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, p := range pages {
		if n := strings.Count(p, "Seconda"); n != 1 {
			t.Errorf("page %d has the headings %d times", i+1, n)
		}
	}
	structure := pdftest.Tool(t, file, "pdfinfo", "-struct-text")
	if n := strings.Count(structure, "Seconda"); n != 1 {
		t.Errorf("who listens hears the headings %d times", n)
	}
	if n := strings.Count(structure, "riga che dura"); n < 395 { // the tool breaks a few over its own lines
		t.Errorf("of the long cell %d of 400 are left", n)
	}
}

func TestBookmarks(t *testing.T) {
	r := open(t, made(t, sample(Options{})))
	root, _ := r.follow(r.trailer, "Root")
	outline, _ := r.follow(root, "Outlines")
	if !strings.Contains(outline, "/Count 3") {
		t.Error(outline)
	}
	chapter, n := r.follow(outline, "First")
	if !strings.Contains(chapter, hexString("Prova di stampa")) || !strings.Contains(chapter, "/Count 2") {
		t.Error(chapter)
	}
	first, _ := r.follow(chapter, "First")
	second, _ := r.follow(first, "Next")
	last, _ := r.follow(chapter, "Last")
	if !strings.Contains(first, hexString("Dati")) || !strings.Contains(second, hexString("Elenco")) || last != second {
		t.Error(first, second, last)
	}
	if _, parent := r.follow(second, "Parent"); parent != n {
		t.Errorf("the parent is %d", parent)
	}
}

func TestHeadingIsNotLeftAloneAtTheFoot(t *testing.T) {
	for n := range 90 {
		d := New(Options{Title: "t"})
		n, table := n/2, n%2 == 1
		for range n {
			d.P("riga")
		}
		d.H2("Titolo")
		if table {
			d.Table([]string{"a", "b"}, [][]string{{"c", "d"}}, nil)
		} else {
			d.P(strings.Repeat("testo che segue ", 20))
		}
		kids := d.root.kids[len(d.root.kids)-2:] // the heading and what follows it
		if heading, next := kids[0].kids[0], firstPiece(kids[1].node); heading.page != next.page {
			t.Fatalf("after %d paragraphs the heading stands on page %d, its text on %d", n, heading.page, next.page)
		}
	}
}

// firstPiece is the first piece of content of an element.
func firstPiece(n *node) kid {
	if k := n.kids[0]; k.node == nil {
		return k
	}
	return firstPiece(n.kids[0].node)
}

func TestTwoPagesTakeLittle(t *testing.T) {
	best := time.Hour
	for range 8 {
		start := time.Now()
		made(t, twoPages())
		best = min(best, time.Since(start))
	}
	if best > 50*time.Millisecond {
		t.Errorf("two pages take %v", best)
	}
}

func TestLongHeadAndFootAreCut(t *testing.T) {
	d := New(Options{Title: "t", Head: strings.Repeat("testata ", 300), Foot: strings.Repeat("piede ", 300)})
	d.P("testo")
	if d.top > pageHeight/4 || d.bottom < pageHeight*3/4 {
		t.Errorf("text from %v to %v", d.top, d.bottom)
	}
	if out := pdftest.Tool(t, made(t, d), "pdftotext"); !strings.Contains(out, "…") || !strings.Contains(out, "testo") {
		t.Error(out)
	}
}
