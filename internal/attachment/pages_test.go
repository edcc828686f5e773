package attachment

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
	"time"

	"siil/internal/pdf"
)

func countIn(b []byte) int { return pagesOf(bytes.NewReader(b), int64(len(b))) }

// packedPDF writes its pages into a stream of objects, as programs of today do.
func packedPDF(count int, filler string) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", fmt.Sprintf("<</Type /Pages /Kids[3 0 R] /Count %d>>", count), "<</Type/Page/Parent 2 0 R>>"}
	var places, body strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&places, "%d %d ", i+1, body.Len())
		body.WriteString(o + "\n")
	}
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	w.Write([]byte(places.String() + body.String() + filler))
	w.Close()
	return fmt.Appendf(nil, "%%PDF-1.5\n9 0 obj <</Type/ObjStm /N 3 /First %d /Filter [/FlateDecode] /Length %d>>\nstream\r\n%s\nendstream endobj\n%%%%EOF", places.Len(), z.Len(), z.String())
}

func TestPagesAreCounted(t *testing.T) {
	d := pdf.New(pdf.Options{Title: "Prova", Lang: "it", At: time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)})
	for range 3 {
		d.P("Una pagina.")
		d.Break()
	}
	d.P("L'ultima.")
	own, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	const small = "%%PDF-1.4\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n2 0 obj<< /Count %s /Type/Pages /Kids [3 0 R 4 0 R]>>endobj\n"
	plain := fmt.Sprintf(small, "2")
	for name, x := range map[string]struct {
		content string
		pages   int
	}{
		"our own":                      {string(own), 4},
		"small":                        {plain, 2},
		"changed afterwards":           {plain + "2 0 obj<</Type/Pages/Count 5>>endobj\n", 5},
		"a tree in a tree":             {plain + "8 0 obj<</Type/Pages/Parent 2 0 R/Count 1>>endobj\n", 2},
		"another catalogue":            {plain + "7 0 obj<</Type/Pages/Count 9>>endobj 6 0 obj<</Type/Catalog/Pages 7 0 R>>endobj\n", 9},
		"packed":                       {string(packedPDF(12, "")), 12},
		"comments and texts":           {"%PDF-1.4\n1 0 obj % 5 0 obj\n<</Type/Catalog/T (a\\) (b) >> )/H<41>/Pages 2 0 R>> 2 0 obj<</A[1 2.5 -3 true null [/X]]/Type/Pages/Count 3>>", 3},
		"a page tree inside a stream":  {plain + "5 0 obj<</Length 46>>stream\n2 0 obj<</Type/Pages/Count 77>>endobj          \nendstream endobj", 2},
		"a stream with a wrong length": {plain + "5 0 obj<</Length 3>>stream\n2 0 obj<</Type/Pages/Count 77>>endobj          \nendstream endobj", 2},
		"no length":                    {plain + "5 0 obj<</Length 6 0 R>>stream\nx\nendstream endobj 2 0 obj<</Type/Pages/Count 4>>endobj", 4},
		"negative":                     {fmt.Sprintf(small, "-2"), 0},
		"too many":                     {fmt.Sprintf(small, "100001"), 0},
		"far too many":                 {fmt.Sprintf(small, "99999999999999999999"), 0},
		"count elsewhere":              {fmt.Sprintf(small, "9 0 R"), 0},
		"none":                         {"%PDF-1.7\nciao", 0},
		"cut":                          {plain[:40], 0},
		"empty":                        {"", 0},
	} {
		if got := countIn([]byte(x.content)); got != x.pages {
			t.Errorf("%s: %d pages, want %d", name, got, x.pages)
		}
	}
}

// TestHostilePDFs: whatever a file says of itself, it is read once, within bounds.
func TestHostilePDFs(t *testing.T) {
	many := strings.Repeat
	for name, content := range map[string]string{
		"brackets":           "%PDF-1.4\n" + many("1 0 obj((", 2<<20),
		"lists in lists":     "%PDF-1.4\n" + many("1 0 obj[", 2<<20),
		"dictionaries":       "%PDF-1.4\n" + many("1 0 obj<</A", 1<<20),
		"streams":            "%PDF-1.4\n" + many("1 0 obj<<>>stream\n", 1<<20),
		"numbers":            many("1 ", 10<<20),
		"names":              "%PDF-1.4 1 0 obj<<" + many("/A/B", 4<<20),
		"a bomb":             string(packedPDF(3, many("\x00", 300<<20))),
		"bombs":              many(string(packedPDF(3, many("\x00", 20<<20))), 200),
		"a long name":        "1 0 obj/" + many("x", 18<<20),
		"objects in objects": "9 0 obj<</Type/ObjStm/N 999999999/First 999999999/Filter/FlateDecode>>stream\n",
	} {
		began := time.Now()
		countIn([]byte(content))
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%s (%d MB): %v", name, len(content)>>20, took)
		} else {
			t.Logf("%s (%d MB): %v", name, len(content)>>20, took.Round(time.Millisecond))
		}
	}
}

// FuzzPages: whatever comes, counting ends, without a panic that recovery hides, with a number that can be.
func FuzzPages(f *testing.F) {
	f.Add(packedPDF(2, ""))
	f.Add([]byte("%PDF-1.4\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n2 0 obj<< /Count 2 /Type/Pages>>endobj\n"))
	f.Add([]byte("1 0 obj<</Length 5 0 R /X (\\() [1 0 R<</>>]>>stream\nendstream"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s := &pdfScan{lexer: lexer{in: &window{r: bytes.NewReader(b), size: int64(len(b))}, steps: maxSteps}, counts: map[int64]int64{}, inflate: maxInflating}
		s.file()
		if n := countIn(b); n < 0 || n > maxPages {
			t.Errorf("%d pages", n)
		}
	})
}
