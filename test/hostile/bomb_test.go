package hostile

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// zeros gives n zero bytes and keeps count of those that somebody took.
type zeros struct {
	left  int64
	taken atomic.Int64
}

func (z *zeros) Read(p []byte) (int, error) {
	if z.left <= 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), z.left)
	clear(p[:n])
	z.left -= n
	z.taken.Add(n)
	return int(n), nil
}

// bomb is a request that means harm and what it must be answered with.
type bomb struct {
	name string
	send func(b browser) answer
	want []int
}

const huge = 100 << 20

func bombs() []bomb {
	refused := []int{http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity}
	raw := func(path, kind string, length int64) func(b browser) answer {
		return func(b browser) answer {
			z := &zeros{left: huge}
			r := b.request(http.MethodPost, path, z)
			r.Header.Set("Content-Type", kind)
			r.ContentLength = length
			got := b.send(r)
			if z.taken.Load() > 23<<20 {
				got.Code = -1 // it was swallowed whole
			}
			return got
		}
	}
	form := "application/x-www-form-urlencoded"
	return []bomb{
		{"100 MB announced", raw("/importazioni", "multipart/form-data; boundary=x", huge), refused},
		{"100 MB in chunks", chunkedUpload, refused},
		{"100 MB as a form", raw("/casi/ricerca", form, huge), refused},
		{"100 MB as a form, in chunks", raw("/casi/ricerca", form, -1), refused},
		{"100 MB before anybody signed in", func(b browser) answer { b.cookies = map[string]string{}; return raw("/entra", form, -1)(b) }, refused},
		{"a zip bomb", func(b browser) answer { return b.upload("/importazioni", "lista.xlsx", zipBomb()) }, refused},
		{"entities within entities", func(b browser) answer { return b.upload("/importazioni", "lista.xlsx", laughs()) }, refused},
		{"a binary as csv", func(b browser) answer {
			return b.upload("/importazioni", "lista.csv", append([]byte("\x7fELF\x02\x01\x01\x00"), bytes.Repeat([]byte{0, 1, 2, 0xff}, 5000)...))
		}, refused},
		{"100,000 fields", func(b browser) answer {
			return b.postBody("/casi/elenchi", form, strings.Repeat("a=1&", 100_000))
		}, append(refused, http.StatusBadRequest)},
		{"100,000 parts", func(b browser) answer { return b.postParts("/importazioni", 100_000) }, append(refused, http.StatusBadRequest)},
		{"a compressed body", func(b browser) answer {
			var z bytes.Buffer
			g := gzip.NewWriter(&z)
			_, _ = g.Write(make([]byte, 20<<20))
			_ = g.Close()
			r := b.request(http.MethodPost, "/casi/elenchi", &z)
			r.Header.Set("Content-Type", form)
			r.Header.Set("Content-Encoding", "gzip")
			return b.send(r)
		}, append(refused, http.StatusUnsupportedMediaType)},
		{"parts within parts", func(b browser) answer { return b.postNested("/importazioni", 2000) }, append(refused, http.StatusBadRequest)},
	}
}

func (b browser) postBody(path, kind, body string) answer {
	r := b.request(http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	return b.send(r)
}

func (b browser) postParts(path string, n int) answer {
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for range n {
		_ = m.WriteField("a", "1")
	}
	_ = m.Close()
	return b.postBody(path, m.FormDataContentType(), body.String())
}

func (b browser) postNested(path string, depth int) answer {
	var body strings.Builder
	for i := range depth {
		fmt.Fprintf(&body, "--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n", i, i+1)
	}
	return b.postBody(path, "multipart/form-data; boundary=b0", body.String())
}

// chunkedUpload begins a file that never ends.
func chunkedUpload(b browser) answer {
	z := &zeros{left: huge}
	head := "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"lista.csv\"\r\n\r\n"
	r := b.request(http.MethodPost, "/importazioni", io.MultiReader(strings.NewReader(head), z))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	r.ContentLength = -1
	got := b.send(r)
	if z.taken.Load() > 23<<20 {
		got.Code = -1
	}
	return got
}

// zipBomb is a workbook of some kilobytes that unpacks to 1 GiB.
func zipBomb() []byte {
	return workbook(map[string]io.Reader{"xl/worksheets/sheet1.xml": io.MultiReader(strings.NewReader("<worksheet><sheetData>"), io.LimitReader(spaces{}, 1<<28))})
}

type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// laughs is a workbook whose texts are entities made of entities, and one that asks for a file of the machine.
func laughs() []byte {
	const doc = `<!DOCTYPE x [<!ENTITY a "ah"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>` +
		`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&c;&f;</t></is></c></row></sheetData></worksheet>`
	return workbook(map[string]io.Reader{"xl/worksheets/sheet1.xml": strings.NewReader(doc)})
}

func workbook(parts map[string]io.Reader) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
	} {
		parts[name] = strings.NewReader(text)
	}
	for name, r := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.Copy(w, r)
		}
		if err != nil {
			panic("a buffer takes everything")
		}
	}
	_ = z.Close()
	return b.Bytes()
}

// TestBombs: each is refused in words, soon, with little memory and nothing left in the folder for temporary files.
func TestBombs(t *testing.T) {
	w := newWorld(t)
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	before := w.records()
	b := w.in(w.as(zoneA, "secretary"))
	for _, x := range bombs() {
		if wrong := explode(b, x); wrong != "" {
			t.Errorf("%s: %s", x.name, wrong)
		}
	}
	if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	if w.records() != before {
		t.Error("a bomb has become a record")
	}
}

// mostMemory is how much more the program may hold while it looks at a bomb.
const mostMemory = 96 << 20

func explode(b browser, x bomb) (wrong string) {
	runtime.GC()
	peak, stop := watchMemory()
	got := x.send(b)
	stop()
	ok := false
	for _, c := range x.want {
		ok = ok || got.Code == c
	}
	switch {
	case !ok:
		return fmt.Sprintf("answered %d %s", got.Code, main(got))
	case peak.Load() > mostMemory:
		return fmt.Sprintf("took %d MiB", peak.Load()>>20)
	case strings.Contains(got.Body.String(), "root:"):
		return "showed a file of the machine"
	}
	return ""
}

// watchMemory follows the live heap until stopped.
func watchMemory() (peak *atomic.Int64, stop func()) {
	peak = &atomic.Int64{}
	var base runtime.MemStats
	runtime.ReadMemStats(&base)
	quit, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for tick := time.NewTicker(20 * time.Millisecond); ; {
			var now runtime.MemStats
			runtime.ReadMemStats(&now)
			peak.Store(max(peak.Load(), int64(now.HeapInuse)-int64(base.HeapInuse)))
			select {
			case <-tick.C:
			case <-quit:
				tick.Stop()
				return
			}
		}
	}()
	return peak, func() { close(quit); <-ended }
}

// TestBombsAreNoticed gives the same bombs to a handler that swallows everything: each must be reported.
func TestBombsAreNoticed(t *testing.T) {
	var kept [][]byte
	greedy := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		kept = append(kept, b)
	})
	for _, x := range bombs()[:4] {
		if explode(browser{http: greedy, cookies: map[string]string{}}, x) == "" {
			t.Errorf("%s: nobody noticed that it was swallowed", x.name)
		}
		kept = nil
	}
}
