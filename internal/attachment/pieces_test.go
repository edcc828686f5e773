package attachment_test

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"siil/internal/attachment"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/text"
)

func markOf(b []byte) string { return fmt.Sprintf("%d-%08x", len(b), crc32.ChecksumIEEE(b)) }

func (w *world) put(name string, whole []byte, offset int64, content io.Reader) (attachment.Progress, error) {
	return w.room.Put(ctx, w.who, "s", attachment.Part{Name: name, Mark: markOf(whole), Offset: offset}, content)
}

// upload sends a file as the page's script does, from wherever the server says.
func (w *world) upload(name string, whole []byte) (attachment.File, error) {
	now, err := w.put(name, whole, -1, strings.NewReader(""))
	for err == nil && now.File == nil {
		now, err = w.put(name, whole, now.Offset, bytes.NewReader(whole[now.Offset:min(int64(len(whole)), now.Offset+attachment.PartSize)]))
	}
	if err != nil {
		return attachment.File{}, err
	}
	return *now.File, nil
}

func TestAFileComesInParts(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, gw *gatetest.World) {
		w := newWorld(t, gw)
		want := pdfOf(1, 5<<19+77)
		broken := &trickle{want[:900_000], errors.New("connection reset")}
		if _, err := w.put("relazione.pdf", want, 0, broken); saysOf(err) != text.FileCutShort[0] {
			t.Errorf("interrupted: %v", err)
		}
		now, err := w.put("relazione.pdf", want, -1, strings.NewReader(""))
		if err != nil || now.Offset != 512<<10 || now.File != nil {
			t.Errorf("after the interruption: %+v, %v", now, err)
		}
		if p := w.pending(t, "s"); len(p) != 0 {
			t.Errorf("half a file waits: %+v", p)
		}
		f, err := w.upload("relazione.pdf", want)
		if err != nil || f.Name != "relazione.pdf" || f.Size != int64(len(want)) {
			t.Fatalf("%+v, %v", f, err)
		}
		again, err := w.upload("copia.pdf", want)
		if err != nil || again.ID != f.ID {
			t.Errorf("the same file again: %+v, %v", again, err)
		}
		whole, err := w.keep("s", "intera.pdf", want)
		if err != nil || whole.ID != f.ID {
			t.Errorf("the same file whole: %+v, %v", whole, err)
		}
		if u, p := w.rows(t); u != 1 || p != 6 {
			t.Errorf("%d files, %d pieces", u, p)
		}
		made := w.attach(t, "s", w.person)
		if _, got := w.content(t, made[0].ID); len(made) != 1 || !bytes.Equal(got, want) {
			t.Errorf("attached %+v: not what was sent", made)
		}
	})
}

// TestPartsInAnyOrder: whatever a line does to parts (cuts them, sends them twice, from elsewhere), the file is whole in the end, and one.
func TestPartsInAnyOrder(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	rapid.Check(t, func(rt *rapid.T) {
		want := pdfOf(uint64(rapid.IntRange(0, 1<<15).Draw(rt, "seed")), rapid.IntRange(200, 2<<20).Draw(rt, "size"))
		for range rapid.IntRange(0, 6).Draw(rt, "troubles") {
			from := int64(rapid.IntRange(-1, len(want)/(512<<10)+1).Draw(rt, "from")) * (512 << 10)
			to := rapid.IntRange(0, len(want)).Draw(rt, "to")
			part := want[min(max(from, 0), int64(to)):to]
			if now, err := w.put("a.pdf", want, from, &trickle{part, io.ErrUnexpectedEOF}); err == nil && now.File != nil {
				break
			}
		}
		f, err := w.upload("a.pdf", want)
		if err != nil {
			rt.Fatal(err)
		}
		made := w.attach(t, "s", w.person)
		if len(made) != 1 || made[0].Digest != f.Digest {
			rt.Fatalf("attached %+v", made)
		}
		if _, got := w.content(t, made[0].ID); !bytes.Equal(got, want) {
			rt.Fatal("not what was sent")
		}
		if u, p := w.rows(t); u+p != 0 {
			rt.Fatalf("%d files, %d pieces stay", u, p)
		}
	})
}

func TestRefusedParts(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	exe := append([]byte("MZ\x90\x00\x03\x00\x00\x00"), make([]byte, 600)...)
	photo := jpegOf(t, halves(400, 400), 0)
	for name, x := range map[string]struct {
		content []byte
		says    string
	}{
		"relazione.pdf":  {exe, is(text.FileRefused, text.FileIsProgram)},
		"foto.jpg":       {photo[:len(photo)/2], text.FileBroken[0]},
		"foto.pdf":       {photo, is(text.FileMisnamed, text.FileIsJPEG, ".pdf")},
		"poliglotta.pdf": {append(pdfOf(1, 2<<20), zipOf(t, "a.class", "x")...), text.FileWithArchive[0]},
		"bomba.docx":     {zipOf(t, "[Content_Types].xml", docxTypes, "word/document.xml", strings.Repeat("\x00", 201<<20)), text.FileSwells.With(200)[0]},
		"vuoto.pdf":      {nil, text.FileEmpty[0]},
	} {
		if _, err := w.upload(name, x.content); saysOf(err) != x.says {
			t.Errorf("%s: %v %q, want %q", name, err, saysOf(err), x.says)
		}
	}
	put := func(mark string, content string) string {
		_, err := w.room.Put(ctx, w.who, "s", attachment.Part{Name: "a.pdf", Mark: mark}, strings.NewReader(content))
		return saysOf(err)
	}
	for mark, says := range map[string]string{
		"52428800-00000000":   text.FileWeighs.With(50, 20)[0],
		"10-00000000":         text.FileCutShort[0], // another content than the mark's
		"5-00000000":          text.FileCutShort[0], // more than it said
		"":                    text.FileSlotWrong[0],
		"10-0000000G":         text.FileSlotWrong[0],
		"9999999999999-00000": text.FileSlotWrong[0],
	} {
		if got := put(mark, "%PDF-1.4\nx"); got != says {
			t.Errorf("%q: %q, want %q", mark, got, says)
		}
	}
	if u, p := w.rows(t); u+p != 0 {
		t.Errorf("%d files, %d pieces stay", u, p)
	}
}

// TestUnfinishedParts: what nobody goes on with counts for its sender's bounds, is nobody else's, and is gone after a day.
func TestUnfinishedParts(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	want := pdfOf(1, 3<<20)
	if _, err := w.put("a.pdf", want, 0, bytes.NewReader(want[:1<<20])); err != nil {
		t.Fatal(err)
	}
	ugo := w.Account(t, gatetest.Zone, "ugo", "secretary")
	for slot, who := range map[string]gate.Actor{"s": ugo, "altro": w.who} {
		now, err := w.room.Put(ctx, who, slot, attachment.Part{Name: "a.pdf", Mark: markOf(want), Offset: -1}, strings.NewReader(""))
		if err != nil || now.Offset != 0 {
			t.Errorf("%s in %s: %+v, %v", who.Name, slot, now, err)
		}
	}
	for i := range 3 {
		if _, err := w.upload(fmt.Sprint(i), pdfOf(uint64(10+i), 19<<20)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.upload("un altro.pdf", pdfOf(20, 3<<20)); saysOf(err) != text.FilesTooLarge.With(60)[0] {
		t.Errorf("more than a form takes: %v", err)
	}
	if _, err := w.upload("a.pdf", want); err != nil {
		t.Errorf("the one that was begun: %v", err)
	}
	w.Clock.Add(25 * time.Hour)
	if err := w.room.Tidy(ctx); err != nil {
		t.Fatal(err)
	}
	if u, p := w.rows(t); u+p != 0 {
		t.Errorf("%d files, %d pieces stay", u, p)
	}
}

func (w *world) sendPart(t *testing.T, slot, name, mark string, offset int64, content []byte) *httptest.ResponseRecorder {
	t.Helper()
	req := httptest.NewRequest(http.MethodPost, "/allegati/"+slot+"/pezzi", bytes.NewReader(content))
	req.Header.Set("Upload-Name", name)
	req.Header.Set("Upload-Mark", mark)
	req.Header.Set("Upload-Offset", strconv.FormatInt(offset, 10))
	return w.ask(t, w.who, req)
}

func TestPartsOverTheWeb(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	want := append([]byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 7>>endobj\n%"), scribble(1, 1<<20+5)...)
	first := w.sendPart(t, "firma:x", "perch%C3%A9%20no.pdf", markOf(want), 0, want[:1<<20])
	if first.Code != http.StatusAccepted || first.Header().Get("Upload-Offset") != "1048576" {
		t.Errorf("first: %d %v", first.Code, first.Header())
	}
	last := w.sendPart(t, "firma:x", "perch%C3%A9%20no.pdf", markOf(want), 1<<20, want[1<<20:])
	if body := last.Body.String(); last.Code != http.StatusOK || !strings.Contains(body, "perché no.pdf") || !strings.Contains(body, "7 pagine") || !strings.Contains(body, `name="drop"`) {
		t.Errorf("last: %d %s", last.Code, body)
	}
	bad := w.sendPart(t, "s", "a.pdf", markOf([]byte("MZ\x90\x00")), 0, []byte("MZ\x90\x00"))
	if bad.Code != http.StatusUnprocessableEntity || bad.Body.String() != is(text.FileRefused, text.FileIsProgram) {
		t.Errorf("a program: %d %q", bad.Code, bad.Body)
	}
	for _, x := range []struct{ name, mark, offset string }{{"%zz", "4-00000000", "0"}, {"a.pdf", "4-00000000", "zero"}, {"a.pdf", "4-00000000", ""}} {
		req := httptest.NewRequest(http.MethodPost, "/allegati/s/pezzi", strings.NewReader("test"))
		req.Header.Set("Upload-Name", x.name)
		req.Header.Set("Upload-Mark", x.mark)
		req.Header.Set("Upload-Offset", x.offset)
		if rec := w.ask(t, w.who, req); rec.Code < 400 {
			t.Errorf("%+v: %d", x, rec.Code)
		}
	}
}

// TestAScanOfFiftyMegabytes: the form says how large it is and how large it may be, and keeps the other file.
func TestAScanOfFiftyMegabytes(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	_, err := w.form(formOf(t, part{"once", "", []byte("x")}, part{"files", "scansione.pdf", pdfOf(1, 50<<20)}, part{"files", "nota.txt", []byte("testo")}))
	if saysOf(err) != "scansione.pdf: Il file pesa 50 MB: il massimo è 20." {
		t.Errorf("%v %q", err, saysOf(err))
	}
	if p := w.pending(t, "referral/x"); len(p) != 1 || p[0].Name != "nota.txt" {
		t.Errorf("waiting: %+v", p)
	}
	if u, p := w.rows(t); u != 1 || p != 1 {
		t.Errorf("%d files, %d pieces stay", u, p)
	}
}
