package attachment_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"siil/internal/attachment"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

var ctx = context.Background()

// world is a gate with an account that sends files and a person whom they are about.
type world struct {
	*gatetest.World
	room   *attachment.Room
	who    gate.Actor
	person value.ID
}

func newWorld(t testing.TB, w *gatetest.World) *world {
	t.Helper()
	x := &world{World: w, room: attachment.New(w.Gate), who: w.Account(t, gatetest.Zone, "elena", policy.Secretary)}
	x.person = x.add(t, "Samira", "Provini")
	return x
}

func (w *world) add(t testing.TB, given, family string) (id value.ID) {
	t.Helper()
	w.write(t, func(tx *gate.WriteTx) (err error) {
		id = value.NewID()
		err = tx.Insert("person", gate.Row{"id": id, "given_name": given, "family_name": family, "name_key": value.NameKey(family, given), "version": 1,
			"made_at": tx.Now(), "changed_at": tx.Now()})
		if err != nil {
			return err
		}
		return tx.NewPersonKey(id)
	})
	return id
}

func (w *world) write(t testing.TB, do func(tx *gate.WriteTx) error) {
	t.Helper()
	err := w.Write(ctx, w.who, func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.PersonCreate, policy.Resource{Kind: policy.Person}); err != nil {
			return err
		}
		return do(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (w *world) read(t testing.TB, do func(tx *gate.ReadTx) error) {
	t.Helper()
	if err := w.tryRead(do); err != nil {
		t.Fatal(err)
	}
}

func (w *world) tryRead(do func(tx *gate.ReadTx) error) error {
	return w.Read(ctx, w.who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.PersonCreate, policy.Resource{Kind: policy.Person}); err != nil {
			return err
		}
		return do(tx)
	})
}

func (w *world) keep(slot, name string, content []byte) (attachment.File, error) {
	return w.room.Keep(ctx, w.who, slot, name, bytes.NewReader(content))
}

func (w *world) pending(t testing.TB, slot string) (out []attachment.File) {
	t.Helper()
	w.read(t, func(tx *gate.ReadTx) (err error) {
		out, err = attachment.Pending(tx, w.who.Account, slot)
		return err
	})
	return out
}

// rows counts what is kept of waiting files.
func (w *world) rows(t testing.TB) (uploads, pieces int) {
	t.Helper()
	w.read(t, func(tx *gate.ReadTx) error {
		if err := tx.One("SELECT COUNT(*) FROM upload WHERE zone = $1", []any{tx.Zone()}, &uploads); err != nil {
			return err
		}
		return tx.One("SELECT COUNT(*) FROM upload_piece WHERE zone = $1", []any{tx.Zone()}, &pieces)
	})
	return uploads, pieces
}

func (w *world) content(t testing.TB, id value.ID) (f attachment.File, b []byte) {
	t.Helper()
	w.read(t, func(tx *gate.ReadTx) (err error) {
		f, b, _, _, err = attachment.Content(tx, id)
		return err
	})
	return f, b
}

func (w *world) attach(t testing.TB, slot string, subject value.ID) (out []attachment.File) {
	t.Helper()
	w.write(t, func(tx *gate.WriteTx) (err error) {
		out, err = attachment.Attach(tx, w.who.Account, slot, w.person, "referral", subject)
		return err
	})
	return out
}

// saysOf gives the Italian reason of a refusal, "" when it is none.
func saysOf(err error) string {
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Name != attachment.FormField {
		return ""
	}
	return f.Fields[0].Text[text.Italian]
}

// scribble makes bytes that nothing compresses, the same for a seed.
func scribble(seed uint64, n int) []byte {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8)}).Read(b)
	return b
}

func pdfOf(seed uint64, n int) []byte {
	return append([]byte("%PDF-1.7\n"), scribble(seed, n-9)...)
}

// zipOf makes an archive of name, content pairs.
func zipOf(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		h := &zip.FileHeader{Name: pairs[i], Method: zip.Deflate}
		if pairs[i] == "mimetype" {
			h.Method = zip.Store
		}
		f, err := z.CreateHeader(h)
		if err == nil {
			_, err = io.WriteString(f, pairs[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	docxTypes = `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	xlsxTypes = `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`
	odtType   = "application/vnd.oasis.opendocument.text"
)

func docxOf(t testing.TB, more ...string) []byte {
	return zipOf(t, append([]string{"[Content_Types].xml", docxTypes, "word/document.xml", "<w:document/>"}, more...)...)
}

const mail = "From: a@b.example\r\nTo: c@d.example\r\nSubject: prova\r\n\r\nBuongiorno\r\n"

func TestAFileIsKeptAttachedAndGivenBack(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, gw *gatetest.World) {
		w := newWorld(t, gw)
		subject := value.NewID()
		want := pdfOf(1, 3<<20/2+17) // three pieces and a bit
		f, err := w.keep("s1", `C:\documenti\relazione.pdf`, want)
		if err != nil || f.Name != "relazione.pdf" || f.Kind != attachment.PDF || f.Size != int64(len(want)) || f.MadeBy != w.who.Account {
			t.Fatalf("kept %+v, %v", f, err)
		}
		g, err := w.keep("s1", "nota", []byte("due righe, però"))
		if err != nil || g.Name != "nota.txt" {
			t.Fatalf("kept %+v, %v", g, err)
		}
		w.keep("s2", "altro.txt", []byte("di un altro modulo"))
		if p := w.pending(t, "s1"); len(p) != 2 || p[0] != f || p[1] != g {
			t.Fatalf("waiting: %+v", p)
		}
		made := w.attach(t, "s1", subject)
		if len(made) != 2 || made[0].Name != "relazione.pdf" || made[0].Digest != f.Digest {
			t.Fatalf("attached %+v", made)
		}
		if u, p := w.rows(t); u != 1 || p != 1 {
			t.Errorf("%d files and %d pieces wait; only the other form's should", u, p)
		}
		if again := w.attach(t, "s1", subject); len(again) != 0 {
			t.Errorf("attached twice: %+v", again)
		}
		w.read(t, func(tx *gate.ReadTx) error {
			of, err := attachment.Of(tx, w.person, subject)
			if err != nil || len(of) != 2 || of[0] != made[0] || of[1] != made[1] {
				t.Errorf("of the subject: %+v, %v", of, err)
			}
			if of, err := attachment.Of(tx, w.person, value.NewID()); err != nil || len(of) != 0 {
				t.Errorf("of another subject: %+v, %v", of, err)
			}
			p, kind, id, err := attachment.Subject(tx, made[0].ID)
			if err != nil || p != w.person || kind != "referral" || id != subject {
				t.Errorf("subject %s %s %s, %v", p, kind, id, err)
			}
			return nil
		})
		if f, b := w.content(t, made[0].ID); f != made[0] || !bytes.Equal(b, want) {
			t.Errorf("given back %+v, %d bytes", f, len(b))
		}
		err = w.tryRead(func(tx *gate.ReadTx) error {
			_, _, _, _, err := attachment.Content(tx, value.NewID())
			return err
		})
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("a file that is not there: %v", err)
		}
		if r, err := w.Verify(ctx, ""); err != nil || !r.OK {
			t.Errorf("the log: %+v, %v", r, err)
		}
	})
}

// TestFilesOfAMergedRecord: they are found under the record that goes on.
func TestFilesOfAMergedRecord(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	subject, kept, stranger := value.NewID(), w.add(t, "Samira", "Provino"), w.add(t, "Ugo", "Neri")
	w.keep("s", "a.txt", []byte("testo"))
	w.attach(t, "s", subject)
	w.write(t, func(tx *gate.WriteTx) error { return tx.Update("person", w.person, gate.Row{"merged_into": kept}) })
	w.read(t, func(tx *gate.ReadTx) error {
		for p, n := range map[value.ID]int{w.person: 1, kept: 1, stranger: 0} {
			if of, err := attachment.Of(tx, p, subject); err != nil || len(of) != n {
				t.Errorf("%d files of %s, %v", len(of), p, err)
			}
		}
		return nil
	})
}

func TestTheSameFileTwiceIsOne(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, gw *gatetest.World) {
		w := newWorld(t, gw)
		a, err := w.keep("s", "uno.pdf", pdfOf(1, 900_000))
		b, err2 := w.keep("s", "copia di uno.pdf", pdfOf(1, 900_000))
		if err != nil || err2 != nil || a != b || len(w.pending(t, "s")) != 1 {
			t.Errorf("%+v %v, %+v %v", a, err, b, err2)
		}
		if u, p := w.rows(t); u != 1 || p != 2 {
			t.Errorf("%d files, %d pieces", u, p)
		}
		if c, err := w.keep("other", "uno.pdf", pdfOf(1, 900_000)); err != nil || c.ID == a.ID {
			t.Errorf("in another form: %+v, %v", c, err)
		}
	})
}

func TestDropIsOnesOwn(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, gw *gatetest.World) {
		w := newWorld(t, gw)
		f, _ := w.keep("s", "a.txt", []byte("testo"))
		other := w.Account(t, gatetest.Zone, "ugo", policy.Secretary)
		for _, x := range []struct {
			who  gate.Actor
			slot string
			id   value.ID
		}{{other, "s", f.ID}, {w.who, "altro", f.ID}, {w.who, "s", value.NewID()}, {w.Account(t, gatetest.Other, "ada", policy.Secretary), "s", f.ID}} {
			if err := w.room.Drop(ctx, x.who, x.slot, x.id); !fault.Is(err, fault.NotFound) {
				t.Errorf("dropped by %s from %s: %v", x.who.Name, x.slot, err)
			}
		}
		if err := w.room.Drop(ctx, w.who, "s", f.ID); err != nil {
			t.Fatal(err)
		}
		if u, p := w.rows(t); u+p != 0 {
			t.Errorf("%d files, %d pieces stay", u, p)
		}
	})
}

func TestBounds(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	for i := range attachment.MaxFiles {
		if _, err := w.keep("many", fmt.Sprint(i), fmt.Appendf(nil, "testo %d", i)); err != nil {
			t.Fatal(err)
		}
	}
	_, err := w.keep("many", "uno di troppo.txt", []byte("di troppo"))
	if want := text.FilesTooMany.With(attachment.MaxFiles)[0]; saysOf(err) != want {
		t.Errorf("one more file: %v", err)
	}
	for i := range 3 {
		if _, err := w.keep("large", fmt.Sprint(i), pdfOf(uint64(i), attachment.MaxSize)); err != nil {
			t.Fatal(err)
		}
	}
	_, err = w.keep("large", "x.txt", []byte("di troppo"))
	if want := text.FilesTooLarge.With(attachment.MaxSlotSize >> 20)[0]; saysOf(err) != want {
		t.Errorf("one more byte: %v", err)
	}
	_, err = w.keep("one", "x.pdf", pdfOf(9, attachment.MaxSize+1))
	if want := text.FileWeighs.With(21, 20)[0]; saysOf(err) != want {
		t.Errorf("a file of one byte more: %v", err)
	}
	n := attachment.MaxFiles + 3
	for ; err == nil || n < 200; n++ {
		if _, err = w.keep(fmt.Sprint("slot", n), "a.txt", []byte("testo")); err != nil {
			break
		}
	}
	if saysOf(err) != text.FilesQuota[0] || n != 40 {
		t.Errorf("after %d files: %v", n, err)
	}
	for _, slot := range []string{"", strings.Repeat("s", 121)} {
		if _, err := w.keep(slot, "a.txt", []byte("testo")); saysOf(err) != text.FileSlotWrong[0] {
			t.Errorf("slot of %d: %v", len(slot), err)
		}
	}
}

func TestTidyTakesOldOnesAway(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, gw *gatetest.World) {
		w := newWorld(t, gw)
		for i := range 25 {
			w.keep(fmt.Sprint("old", i/10), fmt.Sprint(i), fmt.Appendf(nil, "testo %d", i))
		}
		w.Clock.Add(25 * time.Hour)
		w.keep("new", "nuovo.txt", []byte("testo"))
		for range 2 {
			if err := w.room.Tidy(ctx); err != nil {
				t.Fatal(err)
			}
			if u, p := w.rows(t); u != 1 || p != 1 {
				t.Errorf("%d files, %d pieces stay", u, p)
			}
		}
	})
}

// trickle gives a file in small reads, then fails as a line that breaks does.
type trickle struct {
	left []byte
	err  error
}

func (r *trickle) Read(b []byte) (int, error) {
	if len(r.left) == 0 {
		return 0, r.err
	}
	n := copy(b[:min(len(b), 10_000)], r.left)
	r.left = r.left[n:]
	return n, nil
}

func TestABrokenUploadLeavesNothing(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, gw *gatetest.World) {
		w := newWorld(t, gw)
		for _, broken := range []error{io.ErrUnexpectedEOF, errors.New("connection reset")} {
			_, err := w.room.Keep(ctx, w.who, "s", "a.pdf", &trickle{pdfOf(1, 1<<20+5), broken})
			if saysOf(err) != text.FileCutShort[0] {
				t.Errorf("%v: %v", broken, err)
			}
		}
		gone, cancel := context.WithCancel(ctx)
		in := &trickle{pdfOf(1, 2<<20), io.EOF}
		stop := readerFunc(func(b []byte) (int, error) {
			if len(in.left) < 1<<20 {
				cancel()
			}
			return in.Read(b)
		})
		if _, err := w.room.Keep(gone, w.who, "s", "a.pdf", stop); err == nil {
			t.Error("kept for a request that has gone away")
		}
		if u, p := w.rows(t); u+p != 0 {
			t.Errorf("%d files, %d pieces stay", u, p)
		}
		if f, err := w.room.Keep(ctx, w.who, "s", "a.pdf", &trickle{pdfOf(1, 1<<20+5), io.EOF}); err != nil || f.Size != 1<<20+5 {
			t.Errorf("in small reads: %+v, %v", f, err)
		}
	})
}

type readerFunc func(b []byte) (int, error)

func (f readerFunc) Read(b []byte) (int, error) { return f(b) }

// TestMemoryIsBounded: a file of 20 MB passes through a few pieces of memory, as a document too, and so does its attaching.
func TestMemoryIsBounded(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	pdf := pdfOf(1, attachment.MaxSize)
	docx := zipOf(t, "[Content_Types].xml", docxTypes, "word/document.xml", "<w:document/>", "word/media/image1.png", string(scribble(2, 19<<20)))
	subject := value.NewID()
	for _, x := range []struct {
		what string
		do   func()
	}{
		{"a PDF", func() { w.keep("s", "a.pdf", pdf) }},
		{"a document", func() { w.keep("s", "a.docx", docx) }},
		{"attaching", func() {
			if made := w.attach(t, "s", subject); len(made) != 2 {
				t.Errorf("attached %+v", made)
			}
		}},
	} {
		if grown := growth(x.do); grown > 16<<20 {
			t.Errorf("%s: the heap grew by %d MB", x.what, grown>>20)
		} else {
			t.Logf("%s: the heap grew by %.1f MB", x.what, float64(grown)/(1<<20))
		}
	}
}

// growth is by how much the live heap grew while do ran, for three samples on end: what is allocated while a sample is taken counts as
// live in that one.
func growth(do func()) int64 {
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var samples []int64
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond):
				runtime.GC()
				runtime.ReadMemStats(&now)
				samples = append(samples, int64(now.HeapAlloc)-int64(before.HeapAlloc))
			}
		}
	}()
	do()
	close(stop)
	<-done
	most := int64(0)
	for i := 2; i < len(samples); i++ {
		most = max(most, slices.Min(samples[i-2:i+1]))
	}
	return most
}
