package attachment

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// Names and value of the buttons of Field: one sends the form to keep its files and go on, one takes a file away (its value is the file).
const (
	DoKey   = "do"
	DoFiles = "file"
	DropKey = "drop"
)

// Area is what Field shows: where files wait for the form, and those that wait already.
type Area struct {
	Slot     string
	Files    []File // of Pending
	Label    text.T // zero: "File da allegare"
	Required bool   // the form needs a file: the label does not say that it is optional
}

// Asked tells whether a form was sent by a button of Field, which is no wish to send the form itself.
func Asked(f ui.Form) bool { return f.Value(DropKey) != "" || f.Value(DoKey) == DoFiles }

// Buttons does what a button of Field asks: the file that it names is taken away (the files that came with the form are kept already). asked
// is Asked: the page is then shown once more with everything typed, and with Pending.
func (r *Room) Buttons(ctx context.Context, who gate.Actor, slot string, f ui.Form) (asked bool, err error) {
	if drop := f.Value(DropKey); drop != "" {
		id, _ := value.ParseID(drop)
		if err := r.Drop(ctx, who, slot, id); err != nil && !fault.Is(err, fault.NotFound) {
			return true, err
		}
	}
	return Asked(f), nil
}

// Viewable tells whether a browser may show the file in place: a picture or a PDF that was read when it came in.
func (f File) Viewable() bool {
	return f.HasThumb && (f.Kind == PNG || f.Kind == JPEG) || f.Kind == PDF && f.Pages > 0
}

// Queries of a file's address, for Answer: its thumbnail, and the file shown in place.
const (
	AskThumb = "miniatura"
	AskView  = "vista"
)

// Answer reads what a request wants of a file: the file as a download, with ?vista=1 shown in place if it is Viewable, with ?miniatura=1 its
// thumbnail. The caller has decided on what the file belongs to (see Subject); what it gives writes the answer, after the transaction.
func Answer(tx *gate.ReadTx, req *http.Request, id value.ID) (func(http.ResponseWriter), error) {
	q := req.URL.Query()
	if q.Has(AskThumb) {
		b, err := Thumb(tx, id)
		return func(w http.ResponseWriter) { serveThumb(w, b) }, err
	}
	f, content, _, _, err := Content(tx, id)
	if q.Has(AskView) && f.Viewable() {
		return func(w http.ResponseWriter) { serveView(w, f, content) }, err
	}
	return func(w http.ResponseWriter) { Serve(w, f, content) }, err
}

// SizeWords is the size of a file as people say it.
func SizeWords(ctx context.Context, n int64) string {
	if n < 1<<20 {
		return ui.N(ctx, int(max(1, n>>10))) + " kB"
	}
	whole, tenth := n>>20, n%(1<<20)*10>>20
	sep := ","
	if text.LangOf(ctx) == text.English {
		sep = "."
	}
	return strconv.FormatInt(whole, 10) + sep + strconv.FormatInt(tenth, 10) + " MB"
}

// factsOf says size and pages of a file.
func factsOf(ctx context.Context, f File) string {
	s := SizeWords(ctx, f.Size)
	switch {
	case f.Pages == 1:
		s += " · " + ui.S(ctx, text.FileOnePage)
	case f.Pages > 1:
		s += " · " + text.FilePages.F(text.LangOf(ctx), ui.N(ctx, f.Pages))
	}
	return s
}

const pathFiles = "/allegati"

func pathSlot(slot string) string { return pathFiles + "/" + url.PathEscape(slot) }

func (a Area) label() text.T {
	if a.Label == (text.T{}) {
		return text.FileLabel
	}
	return a.Label
}
