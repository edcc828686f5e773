package attachment

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
)

// MaxForm is the body of a form with as many files as a slot takes, for its route (see ui.PostFiles).
const MaxForm = MaxSlotSize + maxFields + 1<<20

// Bounds of the fields beside the files.
const (
	maxFields = 1 << 20
	maxParts  = 2000
)

// Serve answers with a file as a download: never shown in place, never taken for another kind, and, if a browser shows it all the same,
// without scripts. The name goes into a header, never into an address.
func Serve(w http.ResponseWriter, f File, content []byte) {
	media := "application/octet-stream"
	if k, ok := kinds[f.Kind]; ok {
		media = k.media
	}
	serve(w, media, "attachment", f.Name, content)
}

// serveView answers with a file that the browser shows in place, in a sandbox that runs nothing and asks for nothing.
func serveView(w http.ResponseWriter, f File, content []byte) {
	serve(w, kinds[f.Kind].media, "inline", f.Name, content)
}

func serveThumb(w http.ResponseWriter, content []byte) {
	serve(w, kinds[JPEG].media, "inline", "miniatura.jpg", content)
}

func serve(w http.ResponseWriter, media, how, name string, content []byte) {
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Content-Length", strconv.Itoa(len(content)))
	h.Set("Content-Disposition", how+disposition(name))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(content) // the reader went away: nobody is left to tell
}

// disposition names the file twice: for old programs in ASCII, and as RFC 5987 writes any letter.
func disposition(name string) string {
	plain := strings.Map(func(c rune) rune {
		if c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%' {
			return '_'
		}
		return c
	}, name)
	var b strings.Builder
	for i := range len(name) {
		if c := name[i]; c < 0x80 && (unicode.IsLetter(rune(c)) || unicode.IsDigit(rune(c)) || strings.IndexByte("!#$&+-.^_`|~", c) >= 0) {
			b.WriteByte(c)
		} else {
			b.WriteString("%" + strings.ToUpper(strconv.FormatUint(uint64(c)|0x100, 16)[1:]))
		}
	}
	return `; filename="` + plain + `"; filename*=UTF-8''` + b.String()
}

// Form reads a form with files: its fields, and its files straight into the slot that the fields before them name (slot gets the fields
// read so far), so the page puts the fields before the files. A file that cannot be taken does not stop the others: err is then of kind
// Invalid with every reason, after the file's name, and the fields are complete. Any other error leaves the fields as far as they came.
func (r *Room) Form(req *http.Request, who gate.Actor, slot func(url.Values) string) (url.Values, error) {
	values := url.Values{}
	parts, err := req.MultipartReader()
	if err != nil {
		return values, &fault.Error{Kind: fault.Invalid, Text: text.FileFormWrong, Cause: err}
	}
	var c fault.Check
	left := int64(maxFields)
	for range maxParts {
		p, err := parts.NextPart()
		if err == io.EOF {
			return values, c.Err()
		}
		if err != nil {
			return values, formFault(err)
		}
		if p.FormName() == FormField && p.FileName() != "" {
			if err := r.keepPart(req, who, slot(values), p.FileName(), p, &c); err != nil {
				return values, err
			}
			continue
		}
		b, err := io.ReadAll(io.LimitReader(p, left+1))
		switch left -= int64(len(b)); {
		case err != nil:
			return values, formFault(err)
		case left < 0:
			return values, fault.New(fault.TooLarge, text.FileFormWrong)
		case p.FileName() == "" && p.FormName() != FormField:
			values.Add(p.FormName(), string(b))
		}
	}
	return values, fault.New(fault.TooLarge, text.FileFormWrong)
}

// keepPart keeps one file of a form; a refusal goes to c and the rest of the part is passed over.
func (r *Room) keepPart(req *http.Request, who gate.Actor, slot, name string, content io.Reader, c *fault.Check) error {
	_, err := r.Keep(req.Context(), who, slot, name, content)
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind != fault.Invalid {
		return err
	}
	for _, x := range f.Fields {
		c.Add(x.Name, saying(text.FileSays, text.Raw(shown(name)), x.Text))
	}
	return nil
}

func shown(name string) string {
	if name = cleanName(name); name == "" {
		return text.FileNameNone[0]
	}
	return name
}

func formFault(err error) error {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return &fault.Error{Kind: fault.TooLarge, Text: text.FilesTooLarge.With(MaxSlotSize >> 20), Fields: []fault.Field{{Name: FormField,
			Text: text.FilesTooLarge.With(MaxSlotSize >> 20)}}, Cause: err}
	}
	return &fault.Error{Kind: fault.Invalid, Text: text.FileFormWrong, Cause: err}
}
