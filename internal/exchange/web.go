package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/sheet"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// Addresses of the pages.
const (
	pathImports = "/importazioni"
	pathDoubts  = "/importazioni/dubbie"
	nav         = "importazioni"
)

// Routes are the pages of imports. All of them are for who may run one.
func (r *Room) Routes() []ui.Route {
	const a = policy.ImportRun
	return []ui.Route{
		ui.Get(pathImports, a, r.getImports),
		ui.Post(pathImports, a, r.postImport),
		ui.Get("/elenchi-di-esempio/{nome}", a, r.getSample),
		ui.Get(pathDoubts, a, r.getDoubts),
		ui.Post(pathDoubts, a, r.postDoubts),
		ui.Get("/importazioni/{id}", a, r.getImport),
		ui.Get("/importazioni/{id}/colonne", a, r.getColumns),
		ui.Post("/importazioni/{id}/colonne", a, r.postColumns),
		ui.Get("/importazioni/{id}/righe", a, r.getLines),
		ui.Post("/importazioni/{id}/righe", a, r.postLines),
		ui.Post("/importazioni/{id}/conferma", a, r.postConfirm),
		ui.Post("/importazioni/{id}/ritiro", a, r.postWithdraw),
		ui.Get("/importazioni/{id}/scarti", a, r.getOut),
	}
}

func pathOf(id value.ID, rest string) string { return pathImports + "/" + string(id) + rest }

// idOf reads the import's id from the address.
func idOf(req *http.Request) (value.ID, error) {
	id, ok := value.ParseID(req.PathValue("id"))
	if !ok {
		return "", fault.Missing()
	}
	return id, nil
}

// mayRun decides for what reads and changes nothing of the zone.
func (r *Room) mayRun(req *http.Request, who gate.Actor) error {
	return r.g.Read(req.Context(), who, func(tx *gate.ReadTx) error { return tx.Decide(policy.ImportRun, whole("")) })
}

func (r *Room) getImports(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showImports(w, req, who, http.StatusOK, ui.NewForm())
}

func (r *Room) showImports(w http.ResponseWriter, req *http.Request, who gate.Actor, status int, form ui.Form) error {
	past, doubts, err := r.imports(req.Context(), who)
	if err != nil {
		return err
	}
	return ui.Render(w, req, status, importsPage(importsView{form, past, doubts}))
}

// importsView is what the first page shows.
type importsView struct {
	form   ui.Form
	past   []past
	doubts int
}

func (r *Room) postImport(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	o, err := uploaded(req)
	if err == nil {
		var id value.ID
		if id, err = r.Upload(req.Context(), who, o); err == nil {
			return ui.Redirect(w, req, pathOf(id, "/colonne"), nil)
		}
	}
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind != fault.Invalid && f.Kind != fault.TooLarge {
		return err
	}
	form := ui.NewForm()
	form.Text, form.Faults = f.Text, []fault.Field{{Name: "file", Text: f.Text}}
	return r.showImports(w, req, who, ui.Status(f.Kind), form)
}

// uploaded reads the file of the form into memory: a list is personal data and never touches a temporary file.
func uploaded(req *http.Request) (ImportOptions, error) {
	missing := fault.New(fault.Invalid, text.ImportNoFile)
	parts, err := req.MultipartReader()
	if err != nil {
		return ImportOptions{}, missing
	}
	for {
		p, err := parts.NextPart()
		if err == io.EOF {
			return ImportOptions{}, missing
		}
		if err != nil {
			return ImportOptions{}, uploadFault(err)
		}
		if p.FormName() != "file" {
			continue
		}
		b, err := io.ReadAll(io.LimitReader(p, sheet.DefaultLimits.Bytes+1))
		switch {
		case err != nil:
			return ImportOptions{}, uploadFault(err)
		case p.FileName() == "":
			return ImportOptions{}, missing
		}
		return ImportOptions{Name: p.FileName(), Reader: bytes.NewReader(b), Size: int64(len(b))}, nil
	}
}

func uploadFault(err error) error {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return fault.New(fault.TooLarge, text.ImportTooLarge.With(sheet.DefaultLimits.Bytes>>20))
	}
	return &fault.Error{Kind: fault.Invalid, Text: text.ImportCutShort, Cause: err}
}

// getImport is how far an import is: being worked on, waiting for its next step, or what it did.
func (r *Room) getImport(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := idOf(req)
	if err != nil {
		return err
	}
	if shown, err := r.showWork(w, req, who, id); shown || err != nil {
		return err
	}
	v, err := r.lines(req.Context(), who, id, Doubtful, -1, 0)
	switch {
	case err != nil:
		return err
	case v.isOn:
		return r.renderWork(w, req, workView{id: id, file: v.FileName, step: v.going.Step, done: v.going.Done, total: v.going.Total})
	case v.State == stateRead:
		return ui.Redirect(w, req, pathOf(id, "/colonne"), nil)
	case v.State == stateChecked:
		return ui.Redirect(w, req, pathOf(id, "/righe"), nil)
	}
	v.Filter = unread // the chips lead to the lines, none of them is this page
	return ui.Render(w, req, http.StatusOK, resultPage(v))
}

// workView is how far the work on an import is.
type workView struct {
	id          value.ID
	file, step  string
	done, total int
}

// showWork shows the work that this process does on an import. It does not ask the gate, whose one writer may be busy with that work:
// only who may run an import sees it, and it holds nothing but numbers and the file's name.
func (r *Room) showWork(w http.ResponseWriter, req *http.Request, who gate.Actor, id value.ID) (shown bool, err error) {
	j := r.current(who.Zone, id)
	if j == nil {
		return false, nil
	}
	res := whole(id)
	res.Zone = who.Zone
	if ok, err := r.g.Rules().Decide(who.Principal, policy.ImportRun, res); err != nil || !ok {
		return true, fault.Missing()
	}
	if j.ended() {
		if j.err != nil {
			return true, j.err
		}
		return false, nil
	}
	return true, r.renderWork(w, req, workView{id, j.file, j.step, int(j.done.Load()), int(j.total.Load())})
}

func (r *Room) renderWork(w http.ResponseWriter, req *http.Request, v workView) error {
	w.Header().Set("Refresh", "1")
	return ui.Render(w, req, http.StatusOK, workPage(v))
}

// follow waits a little for work that was begun, and goes where it leads.
func (r *Room) follow(w http.ResponseWriter, req *http.Request, id value.ID, j *work, done string) error {
	j.await()
	if !j.ended() {
		return ui.Redirect(w, req, pathOf(id, ""), nil)
	}
	r.current(j.zone, id)
	if j.err != nil {
		return j.err
	}
	return ui.Redirect(w, req, pathOf(id, done), nil)
}

func (r *Room) postConfirm(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := idOf(req)
	if err != nil {
		return err
	}
	j, err := r.Confirm(req.Context(), who, id)
	if err != nil {
		return err
	}
	return r.follow(w, req, id, j, "")
}

func (r *Room) postWithdraw(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := idOf(req)
	if err != nil {
		return err
	}
	if err := r.Withdraw(req.Context(), who, id); err != nil {
		return err
	}
	return ui.Redirect(w, req, pathImports, &ui.Flash{Text: text.ImportWithdrawn})
}

// getOut gives the lines that stay outside as a file of the list's own shape.
func (r *Room) getOut(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := idOf(req)
	if err != nil {
		return err
	}
	x, lines, err := r.out(req.Context(), who, id)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := r.writeOut(&b, x, lines, who.Lang); err != nil {
		return fault.Wrap(err, "write the lines that stay out")
	}
	base := x.FileName[:len(x.FileName)-len(extensionOf(x.FileName))]
	sendFile(w, base+text.ImportOutSuffix.In(who.Lang)+"."+x.Kind, x.Kind, b.Bytes())
	return nil
}

func extensionOf(name string) string {
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		return name[i:]
	}
	return ""
}

func sendFile(w http.ResponseWriter, name, kind string, b []byte) {
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	if kind == sheet.XLSX {
		h.Set("Content-Type", sheet.MediaXLSX)
	}
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(len(b)))
	_, _ = w.Write(b) // the reader went away: nobody is left to tell
}

func pageKey(rank, line int) string { return fmt.Sprintf("%d-%d", rank, line) }

// parsePageKey reads where a page begins; anything else is the first page.
func parsePageKey(s string) (rank, line int) {
	if n, err := fmt.Sscanf(s, "%d-%d", &rank, &line); err != nil || n != 2 {
		return -1, 0
	}
	return rank, line
}
