package attachment_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"net/http"
	"net/http/httptest"
	"testing"

	"siil/internal/attachment"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/text"
	"siil/internal/value"
)

// halves is a picture whose left half is red and whose right half is blue.
func halves(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{200, 0, 0, 255}
			if x >= w/2 {
				c = color.RGBA{0, 0, 200, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// jpegOf is a photograph; turn is its EXIF orientation, 0 for none.
func jpegOf(t testing.TB, m image.Image, turn byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	if turn == 0 {
		return b.Bytes()
	}
	exif := append([]byte("\xff\xd8\xff\xe1\x00\x22Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"), turn, 0, 0, 0, 0, 0, 0)
	return append(exif, b.Bytes()[2:]...)
}

// webpOf is the smallest WebP without loss: one pixel.
var webpOf = []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00")

func TestThumbnails(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, gw *gatetest.World) {
		w := newWorld(t, gw)
		subject := value.NewID()
		for _, x := range []struct {
			name    string
			content []byte
			w, h    int
			left    string // the colour at the left, "" where there are not two
		}{
			{"larga.png", pngOf(t, halves(1600, 400)), 160, 40, "red"},
			{"alta.jpg", jpegOf(t, halves(300, 900), 0), 53, 160, "red"},
			{"piccola.png", pngOf(t, halves(20, 10)), 20, 10, "red"},
			{"in piedi.jpg", jpegOf(t, halves(800, 400), 6), 80, 160, ""},
			{"capovolta.jpg", jpegOf(t, halves(800, 400), 3), 160, 80, "blue"},
			{"specchio.jpg", jpegOf(t, halves(800, 400), 2), 160, 80, "blue"},
			{"un punto.webp", webpOf, 1, 1, ""},
		} {
			kept, err := w.keep("s", x.name, x.content)
			if err != nil || !kept.HasThumb || kept.Pages != 0 {
				t.Errorf("%s: %+v, %v", x.name, kept, err)
				continue
			}
			waits := w.get(t, w.who, "/allegati/s/"+string(kept.ID)+"/miniatura")
			f := w.attach(t, "s", subject)[0]
			var thumb []byte
			w.read(t, func(tx *gate.ReadTx) (err error) {
				thumb, err = attachment.Thumb(tx, f.ID)
				return err
			})
			m, err := jpeg.Decode(bytes.NewReader(thumb))
			if err != nil || m.Bounds().Dx() != x.w || m.Bounds().Dy() != x.h {
				t.Errorf("%s: %v, %v", x.name, m, err)
				continue
			}
			if r, _, b, _ := m.At(1, x.h/2).RGBA(); x.left != "" && (r > b) != (x.left == "red") {
				t.Errorf("%s: %d red, %d blue at the left", x.name, r>>8, b>>8)
			}
			if waits.Code != http.StatusOK || !bytes.Equal(waits.Body.Bytes(), thumb) || waits.Header().Get("Content-Type") != "image/jpeg" {
				t.Errorf("%s: while it waits: %d %v", x.name, waits.Code, waits.Header())
			}
		}
		var of []attachment.File
		w.read(t, func(tx *gate.ReadTx) (err error) {
			of, err = attachment.Of(tx, w.person, subject)
			return err
		})
		for _, f := range of {
			if !f.HasThumb {
				t.Errorf("%s: listed without its thumbnail", f.Name)
			}
		}
	})
}

// get asks a page of the room as somebody.
func (w *world) get(t testing.TB, who gate.Actor, path string) *httptest.ResponseRecorder {
	return w.ask(t, who, httptest.NewRequest(http.MethodGet, path, nil))
}

// ask sends a request to the routes of the room; a fault becomes 404 or 422, anything else fails the test.
func (w *world) ask(t testing.TB, who gate.Actor, req *http.Request) *httptest.ResponseRecorder {
	t.Helper()
	mux := http.NewServeMux()
	for _, r := range w.room.Routes() {
		mux.HandleFunc(r.Method+" "+r.Path, func(out http.ResponseWriter, req *http.Request) {
			if err := r.Handler(out, req, who); err != nil {
				http.Error(out, err.Error(), http.StatusNotFound)
			}
		})
	}
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, req)
	return rec
}

func TestAThumbnailIsItsOwners(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	f, err := w.keep("s", "a.png", pngOf(t, halves(8, 8)))
	if err != nil {
		t.Fatal(err)
	}
	doc, _ := w.keep("s", "a.txt", []byte("testo"))
	for path, who := range map[string]gate.Actor{
		"/allegati/s/" + string(f.ID) + "/miniatura":          w.Account(t, gatetest.Zone, "ugo", "secretary"),
		"/allegati/altro/" + string(f.ID) + "/miniatura":      w.who,
		"/allegati/s/" + string(doc.ID) + "/miniatura":        w.who,
		"/allegati/s/" + string(value.NewID()) + "/miniatura": w.who,
		"/allegati/s/x/miniatura":                             w.who,
	} {
		if rec := w.get(t, who, path); rec.Code != http.StatusNotFound {
			t.Errorf("%s as %s: %d", path, who.Name, rec.Code)
		}
	}
}

// ihdr is a PNG that says its size and brings nothing of it.
func ihdr(w, h uint32) []byte {
	chunk := binary.BigEndian.AppendUint32([]byte("IHDR"), w)
	chunk = append(binary.BigEndian.AppendUint32(chunk, h), 8, 6, 0, 0, 0)
	b := binary.BigEndian.AppendUint32([]byte("\x89PNG\r\n\x1a\n"), 13)
	return binary.BigEndian.AppendUint32(append(b, chunk...), crc32.ChecksumIEEE(chunk))
}

func TestBrokenPictures(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	good := jpegOf(t, halves(400, 400), 0)
	flipped := bytes.Clone(pngOf(t, halves(400, 400)))
	flipped[len(flipped)/2] ^= 0xff
	for name, content := range map[string][]byte{
		"testa.png":    []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
		"testa.jpg":    []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00"),
		"testa.webp":   []byte("RIFF\x24\x00\x00\x00WEBPVP8 \x00"),
		"tagliata.jpg": good[:len(good)/2],
		"cambiata.png": flipped,
		"vuota.png":    ihdr(100, 100),
		"zero.png":     ihdr(0, 100),
		"rumore.jpg":   append([]byte("\xff\xd8\xff"), scribble(1, 900)...),
	} {
		if _, err := w.keep("s", name, content); saysOf(err) != text.FileBroken[0] {
			t.Errorf("%s: %v %q", name, err, saysOf(err))
		}
	}
	if u, p := w.rows(t); u+p != 0 {
		t.Errorf("%d files, %d pieces stay", u, p)
	}
}

// TestLargePictures: a picture that says that it is enormous is kept as it came, and nobody decodes it.
func TestLargePictures(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	for name, content := range map[string][]byte{"enorme.png": ihdr(20_000, 20_000), "larghissima.png": ihdr(1<<31-1, 1)} {
		grown := growth(func() {
			if f, err := w.keep(name, name, content); err != nil || f.HasThumb {
				t.Errorf("%s: %+v, %v", name, f, err)
			}
		})
		if grown > 16<<20 {
			t.Errorf("%s: the heap grew by %d MB", name, grown>>20)
		}
	}
}

// TestView: only what was read when it came in is shown in place, and never outside a sandbox.
func TestView(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	subject := value.NewID()
	for name, x := range map[string]struct {
		content []byte
		how     string
	}{
		"a.png":      {pngOf(t, halves(8, 8)), "inline"},
		"a.jpg":      {jpegOf(t, halves(8, 8), 0), "inline"},
		"a.pdf":      {[]byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1>>endobj"), "inline"},
		"strano.pdf": {pdfOf(1, 900), "attachment"},
		"a.txt":      {[]byte("testo"), "attachment"},
		"a.webp":     {webpOf, "attachment"},
	} {
		if _, err := w.keep(name, name, x.content); err != nil {
			t.Fatal(name, err)
		}
		f := w.attach(t, name, subject)[0]
		for query, how := range map[string]string{"?vista=1": x.how, "": "attachment"} {
			var answer func(http.ResponseWriter)
			w.read(t, func(tx *gate.ReadTx) (err error) {
				answer, err = attachment.Answer(tx, httptest.NewRequest(http.MethodGet, "/x"+query, nil), f.ID)
				return err
			})
			rec := httptest.NewRecorder()
			answer(rec)
			h := rec.Header()
			if d := h.Get("Content-Disposition"); d[:len(how)] != how || !bytes.Equal(rec.Body.Bytes(), x.content) ||
				h.Get("Content-Security-Policy") != "sandbox; default-src 'none'; frame-ancestors 'none'" || h.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s%s: %v", name, query, h)
			}
		}
	}
}
